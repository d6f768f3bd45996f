//! The largest numbers that a file can hold: whatever they make, scoring does not stop.

#![allow(clippy::unwrap_used, reason = "a failed test is a panic")]

use scoring::form::Form;
use scoring::rubric::Rubric;

const RUBRIC: &str = r#"
id = "limits"
title = "极限"
year = "2025"
region = "试"
points = "999999999999999999"
rounding = { places = 2 }
source = { title = "试", issuer = "试" }
grades = [{ name = "优", from = 0 }]
[[sections]]
name = "甲"
points = "999999999999999999"
[[sections.groups]]
name = "甲"
points = "999999999999999999"
[[sections.groups.indicators]]
id = "giver"
name = "给"
points = "999999999999999999"
criteria = "加权"
source = "一"
unless = { id = "none", label = "没有", to = ["taker", "taker"] }
[sections.groups.indicators.rule.weighted]
parts = [
  { weight = "999999999999999999", rule.weighted.parts = [{ weight = "999999999999999999%", rule.weighted.parts = [
    { weight = "999999999999999999%", rule.ratio.measure.quotient = { name = "率", of = { id = "a", label = "甲", unit = "%" }, by = { id = "b", label = "乙", unit = "%" } } },
  ] }] },
  { weight = "0.00000000000000001", rule.choice = { id = "c", label = "丙", options = [{ label = "高", from = "999999999999999999%", to = "999999999999999999%" }, { label = "低", worth = "0%" }] } },
]
[[sections.groups.indicators]]
id = "taker"
name = "收"
points = "0.00000000000000001"
criteria = "扣分"
source = "一"
[sections.groups.indicators.rule.deduction]
counts = [{ id = "n", label = "次数", unit = "次", off = "999999999999999999" }]
steps = [{ above = "0%", every = "0.00000000000000001", off = "999999999999999999", partial = "count", measure.value = { id = "v", label = "数", unit = "" } }]
"#;

const FORM: &str = r#"
[answers.giver]
claimed = "999999999999999999"
inputs = { none = "是", a = "999999999999999999", b = "0.00000000000000001", c = "高", c-points = "999999999999999999" }
[answers.taker]
claimed = "999999999999999999"
inputs = { n = "999999999999999999", v = "999999999999999999" }
"#;

#[test]
fn the_largest_numbers_are_scored_without_stopping() {
    let rubric: Rubric = toml::from_str(RUBRIC).unwrap();
    let form: Form = toml::from_str(FORM).unwrap();
    // It is no sound rubric; what matters is that both answers come back.
    assert!(!scoring::check::check(&rubric).is_empty());
    for form in [form, Form::default()] {
        let sheet = scoring::score(&rubric, &form);
        assert_eq!(sheet.lines.len(), 2);
    }
}
