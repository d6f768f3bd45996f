//! What stands in the cells of 评分表.

use rust_decimal::Decimal;
use scoring::Status;
use scoring::layout::Shows;

use crate::layout::{self, Item, Own, Scored};

use super::super::facts::Facts;
use super::super::piece::Text;
use super::super::words::{name, quantity, signed};
use super::row::{actuals, goal, goals};

/// A cell of an item.
pub(super) fn text(item: &Item<'_>, shows: Shows) -> Text {
    let (row, indicator) = (&item.row, item.row.indicator);
    let split = || layout::criteria(row.layout, indicator);
    Text::of(match (shows, item.target) {
        (Shows::Section, _) => row.section.name.clone(),
        (Shows::SectionPoints, _) => row.section.points.to_string(),
        (Shows::Group, _) => item.group().to_owned(),
        (Shows::GroupPoints, _) => row.group.points.to_string(),
        (Shows::Meaning, _) => indicator.meaning.trim().to_owned(),
        (Shows::Explanation, _) => split().0.trim().to_owned(),
        (Shows::Criteria, _) => split().1.trim().to_owned(),
        (Shows::Claimed, _) => match item.given() {
            None => item.typed().to_owned(),
            given => number(given),
        },
        (_, Some(own)) => of_target(own, shows),
        (Shows::Name, None) => name(indicator),
        (Shows::Points, None) => full(row),
        (Shows::Verified, None) => number(row.line.verified),
        (Shows::Basis, None) => basis(row),
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
    match shows {
        Shows::SectionPoints | Shows::GroupPoints | Shows::Points => {
            Some(facts.rubric.points.to_string())
        }
        Shows::Claimed => {
            let rows = layout::scored(&facts.scorer, &facts.sheet, facts.form);
            Some(number(layout::total(facts.rubric, rows)))
        }
        Shows::Verified => Some(number(facts.sheet.total.verified)),
        _ => None,
    }
}

fn of_target(Own { target, score, .. }: Own<'_>, shows: Shows) -> String {
    match shows {
        Shows::Name => target.name.trim().to_owned(),
        Shows::Points => number(score.points),
        Shows::Goal if !target.parts.is_empty() => goals(target),
        Shows::Goal if target.goal.is_empty() => match target.sign() {
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

fn number(score: Option<Decimal>) -> String {
    score.map(signed).unwrap_or_default()
}

/// 7, and under it the printed points where transfers changed them.
fn full(row: &Scored<'_>) -> String {
    let line = row.line;
    match line.status {
        Status::NotApplicable => format!("不适用\n（原{}）", signed(line.points)),
        _ if line.full == line.points => signed(line.full),
        _ => format!("{}\n（原{}）", signed(line.full), signed(line.points)),
    }
}

/// 评分依据: each target, numbered through the form, then what the unit wrote of the whole.
fn basis(row: &Scored<'_>) -> String {
    let targets = (row.before + 1..).zip(row.targets);
    let mut lines: Vec<_> = targets
        .map(|(number, target)| layout::basis(number, target))
        .collect();
    lines.push(row.basis());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
