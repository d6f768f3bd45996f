//! One target, case by case: `cases/targets.toml`.

#![allow(clippy::expect_used)]

use scoring::form::Form;
use scoring::rubric::Rubric;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Case {
    direction: String,
    goal: String,
    actual: String,
    unit: String,
    word: String,
    reached: String,
    parts: Vec<[String; 2]>,
    rate: Option<String>,
    claim: bool,
}

const RUBRIC: &str = r#"
id = "one"
title = "一项"
year = "2023"
region = "—"
points = 1
source = { title = "—", issuer = "—" }
rounding = { places = 6 }
grades = [{ name = "—", from = 0 }]

[[sections]]
name = "一"
points = 1
[[sections.groups]]
name = "一"
points = 1
[[sections.groups.indicators]]
id = "output"
name = "产出"
points = 1
criteria = "—"
source = "—"
[sections.groups.indicators.rule.targets]
name = "产出目标"
floor = "60%"
over = { above = "150%", worth = "50%" }
words = [{ label = "优", worth = "95%" }, { label = "达标", worth = "70%" }, { label = "不达标", worth = "50%" }]
"#;

#[test]
fn every_target_earns_its_rate() {
    let rubric: Rubric = toml::from_str(RUBRIC).expect("the rubric is TOML");
    assert_eq!(scoring::check::check(&rubric), vec![]);
    let cases: Cases =
        toml::from_str(include_str!("cases/targets.toml")).expect("the cases are TOML");
    for (index, case) in cases.case.iter().enumerate() {
        let parts: Vec<_> = case
            .parts
            .iter()
            .map(
                |[goal, actual]| serde_json::json!({ "name": "—", "goal": goal, "actual": actual }),
            )
            .collect();
        let form = serde_json::json!({ "targets": { "output": [{
            "name": "—", "direction": case.direction, "goal": case.goal, "actual": case.actual,
            "unit": case.unit, "word": case.word, "reached": case.reached, "parts": parts,
        }] } });
        let form: Form = serde_json::from_value(form).expect("the form is one");
        let sheet = scoring::score(&rubric, &form);
        let line = &sheet.lines[0];
        let (goal, actual) = (&case.goal, &case.actual);
        let at = format!(
            "case {}: {}{goal} {actual} {}",
            index + 1,
            case.direction,
            line.words
        );
        let rate = case.rate.as_deref();
        // One target, one point, six places: the row's score is the target's rate.
        assert_eq!(
            line.computed.map(|s| s.to_string()).as_deref(),
            rate,
            "{at}"
        );
        let six = line.targets[0].rate.map(|s| s.to_string());
        assert_eq!(six.as_deref(), rate, "{at}");
        assert_eq!(line.targets[0].on_claim, case.claim, "{at}");
    }
}
