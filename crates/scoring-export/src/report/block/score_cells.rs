//! What stands in the cells of 评分表.

use scoring::form::Target;
use scoring::layout::Shows;
use scoring::{Status, TargetScore};

use crate::layout;

use super::super::facts::{Facts, Row, Taken};
use super::super::piece::Text;
use super::super::words::{name, quantity, signed};
use super::row::{actuals, direction, goal, goals, own};
use super::score_items::Item;

/// A cell of an item.
pub(super) fn text(facts: &Facts<'_>, item: &Item<'_>, shows: Shows) -> Text {
    let (row, indicator) = (item.row, item.row.indicator);
    let split = || layout::criteria(&facts.rubric.layout, indicator);
    Text::of(match (shows, item.target) {
        (Shows::Section, _) => item.part.section.name.clone(),
        (Shows::SectionPoints, _) => item.part.section.points.to_string(),
        (Shows::Group, _) => item.group().to_owned(),
        (Shows::GroupPoints, _) => item.bundle.group.points.to_string(),
        (Shows::Meaning, _) => indicator.meaning.trim().to_owned(),
        (Shows::Explanation, _) => split().0.trim().to_owned(),
        (Shows::Criteria, _) => split().1.trim().to_owned(),
        (_, Some((target, score))) => of_target(facts, target, score, shows),
        (Shows::Name, None) => name(indicator),
        (Shows::Points, None) => full(row),
        (Shows::Claimed, None) => {
            let score = claimed(facts).line(row.line);
            score.map(signed).unwrap_or_default()
        }
        (Shows::Verified, None) => row.line.verified.map(signed).unwrap_or_default(),
        (Shows::Basis, None) => basis(item),
        (Shows::Evidence, None) => {
            let (asked, own) = layout::evidence(indicator, row.said(|a| &a.evidence));
            format!("{asked}{own}")
        }
        (Shows::Remark, None) => row.said(|a| &a.remark).to_owned(),
        (Shows::Goal | Shows::Actual, None) => String::new(),
    })
}

/// What the row with the total says in a column.
pub(super) fn of_total(facts: &Facts<'_>, shows: Shows) -> Option<String> {
    let score = |taken: Taken| {
        let total = taken.total(&facts.sheet.total).map(signed);
        Some(total.unwrap_or_default())
    };
    match shows {
        Shows::SectionPoints | Shows::GroupPoints | Shows::Points => {
            Some(facts.rubric.points.to_string())
        }
        Shows::Claimed => score(claimed(facts)),
        Shows::Verified => score(Taken::Verified),
        _ => None,
    }
}

/// What stands under 得分, 自评得分: the computed score where the unit gave none.
fn claimed(facts: &Facts<'_>) -> Taken {
    match facts.taken {
        Taken::Computed => Taken::Computed,
        Taken::Claimed | Taken::Verified => Taken::Claimed,
    }
}

fn of_target(facts: &Facts<'_>, target: &Target, score: &TargetScore, shows: Shows) -> String {
    let number = |score: Option<_>| score.map(signed).unwrap_or_default();
    match shows {
        Shows::Name => target.name.trim().to_owned(),
        Shows::Points => number(score.points),
        Shows::Claimed => number(own(claimed(facts), target, score)),
        Shows::Goal if !target.parts.is_empty() => goals(target),
        Shows::Goal if target.goal.is_empty() => match direction(target) {
            "定性" => "定性".to_owned(),
            _ => String::new(),
        },
        Shows::Goal => goal(target, &target.goal),
        Shows::Actual if target.parts.iter().any(|part| !part.actual.is_empty()) => actuals(target),
        Shows::Actual if !target.actual.is_empty() => quantity(&target.actual, &target.unit),
        Shows::Actual => target.word.trim().to_owned(),
        Shows::Basis => target.note.trim().to_owned(),
        _ => String::new(),
    }
}

/// 7, and under it the printed points where transfers changed them.
fn full(row: &Row<'_>) -> String {
    let line = row.line;
    match line.status {
        Status::NotApplicable => format!("不适用\n（原{}）", signed(line.points)),
        _ if line.full == line.points => signed(line.full),
        _ => format!("{}\n（原{}）", signed(line.full), signed(line.points)),
    }
}

/// 评分依据: each target, numbered through the form, then what the unit wrote of the whole.
fn basis(item: &Item<'_>) -> String {
    let targets = (item.before + 1..).zip(item.row.targets);
    let mut lines: Vec<_> = targets
        .map(|(number, target)| layout::basis(number, target))
        .collect();
    lines.push(item.row.basis());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
