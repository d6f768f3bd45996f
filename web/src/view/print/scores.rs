//! 指标评分表 in the columns of its own document.

use leptos::prelude::*;
use rust_decimal::Decimal;
use scoring::LineRule;
use scoring::form::Target;
use scoring::layout::{Shows, TotalAt};
use scoring::rule::{Accepts, Question};
use scoring_export::layout::{self, Item, Scored};

use super::targets::goal;
use super::{Filled, Printed, Row};

/// What a page holds from side to side, mm.
const PAGE: u32 = 277;

/// What a column needs, mm, and its share in the rest of the page.
fn width(shows: Shows) -> (u32, u32) {
    match shows {
        Shows::SectionPoints | Shows::GroupPoints | Shows::Points => (9, 0),
        Shows::Claimed | Shows::Verified => (16, 0),
        Shows::Section => (0, 13),
        Shows::Group => (0, 14),
        Shows::Name => (0, 19),
        Shows::Goal | Shows::Actual => (0, 26),
        Shows::Basis => (0, 49),
        Shows::Meaning => (0, 26),
        Shows::Explanation => (0, 40),
        Shows::Criteria => (0, 52),
        Shows::Evidence => (0, 35),
        Shows::Remark => (0, 20),
    }
}

pub(super) fn table(filled: &Filled) -> impl IntoView + use<> {
    let layout = &filled.rubric().layout;
    let items = layout::items(&filled.scorer, &filled.sheet, &filled.form);
    let above = std::iter::once(None).chain(items.iter().map(Some));
    let rows = items.iter().zip(above);
    let rows = rows.map(|(item, above)| row(filled, item, above).view());
    let rows = rows.collect_view();
    let total = total(filled).view();
    // At the head it stands on each page, as the heads do.
    let (first, last) = match layout.total {
        TotalAt::First => (Some(total), None),
        TotalAt::Last => (None, Some(total)),
    };
    super::table(
        "app-paper__form",
        filled.caption("指标评分表"),
        layout::widths(layout, PAGE, width),
        view! { {heads(filled)} {first} },
        view! { {rows} {last} },
    )
}

fn heads(filled: &Filled) -> impl IntoView + use<> {
    let layout = &filled.rubric().layout;
    let heads = layout::heads(layout);
    let rows = (0..layout::depth(layout)).map(|row| {
        let here = heads.iter().filter(|head| head.rows.0 == row).map(|head| {
            let down = (1 + head.rows.1 - head.rows.0).to_string();
            let across = (1 + head.cols.1 - head.cols.0).to_string();
            let scope = if head.cols.0 == head.cols.1 {
                "col"
            } else {
                "colgroup"
            };
            view! { <th scope=scope rowspan=down colspan=across>{head.text.to_owned()}</th> }
        });
        view! { <tr>{here.collect_view()}</tr> }
    });
    rows.collect_view()
}

fn row(filled: &Filled, item: &Item<'_>, above: Option<&Item<'_>>) -> Row {
    let cells = item.row.layout.columns.iter().map(|column| {
        let shows = column.shows;
        let cell = match above.is_some_and(|above| item.shares(above, shows)) {
            true => Printed::merged("", true),
            false => cell(filled, item, shows),
        };
        Printed {
            class: class(shows),
            ..cell
        }
    });
    let blank = filled.blank && item.target.is_some();
    Row {
        class: if blank { "app-paper__write" } else { "" },
        cells: cells.collect(),
    }
}

fn cell(filled: &Filled, item: &Item<'_>, shows: Shows) -> Printed {
    let (row, indicator) = (&item.row, item.row.indicator);
    let criteria = || layout::criteria(row.layout, indicator);
    Printed::new(match (shows, item.target) {
        (Shows::Section, _) => row.section.name.clone(),
        (Shows::SectionPoints, _) => row.section.points.to_string(),
        (Shows::Group, _) => item.group().to_owned(),
        (Shows::GroupPoints, _) => row.group.points.to_string(),
        (Shows::Meaning, _) => indicator.meaning.clone(),
        (Shows::Explanation, _) => criteria().0.to_owned(),
        (Shows::Criteria, _) => criteria().1.to_owned(),
        (Shows::Claimed | Shows::Verified, _) if filled.blank => String::new(),
        (Shows::Claimed, _) => score(item.given(), item.typed()),
        (_, Some(own)) => of_target(own.target, shows),
        (Shows::Name, None) => indicator.name.clone(),
        (Shows::Points, None) => row.line.points.to_string(),
        (Shows::Verified, None) => {
            let typed = row.said(|answer| answer.verified.text());
            score(row.line.verified, typed)
        }
        (Shows::Evidence, None) => {
            let own = row.said(|answer| &answer.evidence);
            let (before, own) = layout::evidence(indicator, own);
            format!("{before}{own}")
        }
        (Shows::Remark, None) => row.said(|answer| &answer.remark).to_owned(),
        (Shows::Basis, None) => {
            let note = match filled.blank {
                true => asked(row.rule),
                false => targets(row),
            };
            return Printed {
                note,
                ..Printed::new(row.basis())
            };
        }
        (Shows::Goal | Shows::Actual, None) => String::new(),
    })
}

/// A cell of a target that stands in the place of its line.
fn of_target(target: &Target, shows: Shows) -> String {
    match shows {
        Shows::Name => target.name.trim().to_owned(),
        Shows::Goal => goal(target, &target.goal),
        Shows::Actual => actual(target),
        Shows::Points => target.points.text().to_owned(),
        Shows::Basis => target.note.trim().to_owned(),
        _ => String::new(),
    }
}

/// 470人次; several figures with their names; the grade word.
fn actual(target: &Target) -> String {
    let mut texts: Vec<String> = target
        .parts
        .iter()
        .map(|part| {
            format!(
                "{} {}",
                part.name.trim(),
                layout::quantity(&part.actual, &target.unit)
            )
        })
        .collect();
    texts.extend([
        layout::quantity(&target.actual, &target.unit),
        target.word.trim().to_owned(),
    ]);
    texts.retain(|text| !text.is_empty());
    texts.join("\n")
}

fn class(shows: Shows) -> &'static str {
    match shows {
        Shows::SectionPoints | Shows::GroupPoints | Shows::Points => "app-paper__number",
        Shows::Claimed | Shows::Verified => "app-paper__score",
        Shows::Meaning | Shows::Explanation | Shows::Criteria | Shows::Evidence | Shows::Remark => {
            "app-paper__long"
        }
        _ => "",
    }
}

/// Where the unit's own targets are printed.
fn targets(row: &Scored<'_>) -> String {
    match (row.before + 1, row.before + row.targets.len()) {
        (from, to) if from > to => String::new(),
        (from, to) => format!("各目标见《指标完成情况》第 {from}—{to} 号。"),
    }
}

/// A score, or what was typed and cannot be one.
fn score(score: Option<Decimal>, typed: &str) -> String {
    score.map_or_else(|| typed.to_owned(), |it| it.to_string())
}

/// What the row asks, with room for the answers.
pub(super) fn asked(rule: &LineRule) -> String {
    let own = |question: &&Question| question.profile.is_none();
    let lines = rule.questions.iter().filter(own).map(|question| {
        // Spaces and joiners that keep a box with its word, and a line with its unit.
        let room = match &question.accepts {
            Accepts::Choice(options) => options
                .iter()
                .map(|option| format!(" □\u{a0}{option}"))
                .collect(),
            Accepts::Date => "______\u{2060}年____\u{2060}月____\u{2060}日".to_owned(),
            _ => format!("________\u{2060}{}", question.unit),
        };
        format!("{}：{room}", question.label)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn total(filled: &Filled) -> Row {
    let layout = &filled.rubric().layout;
    let sheet = &filled.sheet;
    let given = layout::total(
        filled.rubric(),
        layout::scored(&filled.scorer, sheet, &filled.form),
    );
    let cells = layout.columns.iter().enumerate().map(|(index, column)| {
        let cell = match column.shows {
            _ if index == 0 => Printed::new(layout.total_label.clone()),
            Shows::SectionPoints | Shows::GroupPoints | Shows::Points => {
                Printed::new(filled.rubric().points.to_string())
            }
            _ if filled.blank => Printed::new(""),
            Shows::Claimed => Printed {
                note: match sheet.total.open.is_zero() {
                    true => String::new(),
                    false => "（未填完）".to_owned(),
                },
                ..Printed::new(score(given, ""))
            },
            Shows::Verified => Printed::new(score(sheet.total.verified, "")),
            _ => Printed::new(""),
        };
        Printed {
            class: class(column.shows),
            ..cell
        }
    });
    Row {
        class: "app-paper__total",
        cells: cells.collect(),
    }
}
