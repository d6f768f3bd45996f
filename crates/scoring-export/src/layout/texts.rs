//! Texts that stand in cells.

use scoring::entry::Entry;
use scoring::form::{Part, Target};
use scoring::layout::{Layout, Shows};
use scoring::number::plain;
use scoring::rubric::Indicator;

use crate::figure::figure;

/// 评分标准 and, where the document prints it in a column of its own, 指标说明 before it.
pub fn criteria<'a>(layout: &Layout, indicator: &'a Indicator) -> (&'a str, &'a str) {
    let head = |shows| {
        let column = layout.column(shows)?;
        Some(layout.columns[column].head.as_str())
    };
    let whole = indicator.criteria.as_str();
    let split = || {
        let (explanation, criteria) = (head(Shows::Explanation)?, head(Shows::Criteria)?);
        let rest = whole.strip_prefix(explanation)?.strip_prefix('\n')?;
        rest.split_once(&format!("\n{criteria}\n"))
    };
    split().unwrap_or(("", whole))
}

/// What stands before the unit's own evidence.
pub(crate) const OWN: &str = "【本单位】";

/// 参考佐证材料: the document's words, then 【本单位】 and what the unit has. Given as what stands before the
/// unit's own, and that.
pub fn evidence<'a>(indicator: &Indicator, own: &'a str) -> (String, &'a str) {
    let own = own.trim();
    match (indicator.evidence.trim_end(), own) {
        (asked, "") => (asked.to_owned(), ""),
        ("", own) => (String::new(), own),
        (asked, own) => (format!("{asked}\n{OWN}"), own),
    }
}

/// A number with its unit: 470人次; what is no number as it was typed.
pub fn quantity(entry: &Entry, unit: &str) -> String {
    match figure(entry, unit) {
        Some(number) => format!("{}{unit}", plain(number)),
        None => entry.text().trim().to_owned(),
    }
}

/// What the form prints of one of the unit's own targets: 指标2：基本医疗保障政策的调研次数≥1次；实际2次；…
pub fn basis(number: usize, target: &Target) -> String {
    let quantity = |entry: &Entry| quantity(entry, &target.unit);
    let direction = target.sign();
    let mut text = format!("指标{number}：{}", target.name.trim());
    if direction == "定性" {
        text.push_str("（定性）");
    }
    let given = |entry: &Entry| !entry.is_empty();
    if given(&target.goal) {
        let sign = if direction == "定性" {
            "目标"
        } else {
            direction
        };
        text.push_str(&format!("{sign}{}", quantity(&target.goal)));
    }
    let parts = |which: &dyn Fn(&Part) -> String| {
        target
            .parts
            .iter()
            .map(which)
            .collect::<Vec<_>>()
            .join("、")
    };
    if !target.parts.is_empty() {
        let goals = parts(&|part| format!("{}{direction}{}", part.name, quantity(&part.goal)));
        text.push_str(&format!("（{goals}）"));
    }
    if target.parts.iter().any(|part| given(&part.actual)) {
        let actuals = parts(&|part| format!("{}{}", part.name, quantity(&part.actual)));
        text.push_str(&format!("；实际{actuals}"));
    } else if given(&target.actual) {
        text.push_str(&format!("；实际{}", quantity(&target.actual)));
    }
    for (label, said) in [
        ("评级", &target.word),
        ("自评达成：", &target.reached),
        ("", &target.note),
    ] {
        if !said.trim().is_empty() {
            text.push_str(&format!("；{label}{}", said.trim()));
        }
    }
    text
}

/// What stands in place of a text that was printed on the page before, where it has no room again.
#[cfg(feature = "papers")]
pub(crate) const CONTINUED: &str = "（接上页）";

/// A text as a cell holds it: one kind of line end, and no space behind it.
#[cfg(feature = "papers")]
pub(crate) fn in_cell(text: &str) -> String {
    text.trim_end().replace("\r\n", "\n").replace('\r', "\n")
}
