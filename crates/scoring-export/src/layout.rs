//! What the printed form says, on paper and in the workbook alike.

use scoring::entry::Entry;
use scoring::form::{Part, Target};

/// The heads of the official form's twelve columns.
pub const HEADS: [&str; 12] = [
    "一级指标",
    "分值",
    "二级指标",
    "分值",
    "三级指标",
    "分值",
    "得分/自评分",
    "评分依据、未达标原因、改进措施",
    "指标解释",
    "评分标准",
    "参考佐证材料",
    "备注",
];

/// What the form prints of one of the unit's own targets: 指标2：基本医疗保障政策的调研次数≥1次；实际2次；…
pub fn basis(number: usize, target: &Target) -> String {
    let quantity = |entry: &Entry| {
        let text = entry.text().trim();
        let unit = if text.ends_with(&target.unit) {
            ""
        } else {
            &target.unit
        };
        format!("{text}{unit}")
    };
    let direction = match target.direction.trim() {
        "" => "≥",
        direction => direction,
    };
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
