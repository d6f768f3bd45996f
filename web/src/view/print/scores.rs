//! 指标评分表 in the columns of its own document.

use leptos::prelude::*;
use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::form::{Answer, Target};
use scoring::layout::{Shows, TotalAt};
use scoring::rule::{Accepts, Question};
use scoring::{Line, LineRule};
use scoring_export::layout;

use super::items::{Item, items};
use super::targets::{goal, quantity};
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
    let empty = Target::default();
    let items = items(filled, &empty);
    let rows = items.iter().enumerate().map(|(index, item)| {
        let above = index.checked_sub(1).and_then(|above| items.get(above));
        row(filled, item, above).view()
    });
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
    let columns = &filled.rubric().layout.columns;
    let cells = columns.iter().map(|column| {
        let shows = column.shows;
        let cell = match item.target {
            Some((target, score)) if own(shows) => {
                let score = score.and_then(|score| score.score);
                Printed::new(match shows {
                    Shows::Name => target.name.trim().to_owned(),
                    Shows::Goal => goal(target, &target.goal),
                    Shows::Actual => actual(target),
                    Shows::Points => target.points.text().to_owned(),
                    Shows::Claimed if target.claimed.is_empty() => {
                        score.map_or_else(String::new, |score| score.to_string())
                    }
                    Shows::Claimed => target.claimed.text().to_owned(),
                    Shows::Basis => target.note.trim().to_owned(),
                    _ => String::new(),
                })
            }
            _ => cell(filled, item, above, shows),
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

/// Whether a target has its own, where it stands in the place of its line.
fn own(shows: Shows) -> bool {
    !matches!(
        shows,
        Shows::Section
            | Shows::SectionPoints
            | Shows::Group
            | Shows::GroupPoints
            | Shows::Meaning
            | Shows::Explanation
            | Shows::Criteria
    )
}

/// 470 人次; several figures with their names; the grade word.
fn actual(target: &Target) -> String {
    let mut texts: Vec<String> = target
        .parts
        .iter()
        .map(|part| {
            format!(
                "{} {}",
                part.name.trim(),
                quantity(&part.actual, &target.unit)
            )
        })
        .collect();
    texts.extend([
        quantity(&target.actual, &target.unit),
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

fn cell(filled: &Filled, item: &Item<'_>, above: Option<&Item<'_>>, shows: Shows) -> Printed {
    let (indicator, line) = (item.indicator, item.line);
    let none = Answer::default();
    let answer = filled.form.answers.get(&indicator.id).unwrap_or(&none);
    let layout = &filled.rubric().layout;
    match shows {
        Shows::Section => Printed::merged(item.section.name.clone(), item.in_section(above)),
        Shows::SectionPoints => {
            Printed::merged(item.section.points.to_string(), item.in_section(above))
        }
        Shows::Group => Printed::merged(item.group(), item.in_group(above)),
        Shows::GroupPoints => Printed::merged(item.group.points.to_string(), item.in_group(above)),
        Shows::Name => Printed::merged(indicator.name.clone(), item.in_name(above)),
        Shows::Meaning => Printed::merged(indicator.meaning.clone(), item.in_name(above)),
        Shows::Points => Printed::new(line.points.to_string()),
        Shows::Explanation => Printed::new(layout::criteria(layout, indicator).0),
        Shows::Criteria => Printed::new(layout::criteria(layout, indicator).1),
        Shows::Evidence => {
            let (before, own) = layout::evidence(indicator, &answer.evidence);
            Printed::new(format!("{before}{own}"))
        }
        Shows::Remark => Printed::new(answer.remark.trim()),
        Shows::Basis if filled.blank => Printed {
            note: asked(item.rule),
            ..Printed::new("")
        },
        Shows::Basis => Printed {
            note: targets(item),
            ..Printed::new(answer.basis())
        },
        _ if filled.blank => Printed::new(""),
        Shows::Claimed => score(given(filled, line), &answer.claimed),
        Shows::Verified => score(line.verified, &answer.verified),
        Shows::Goal | Shows::Actual => Printed::new(""),
    }
}

/// Where the unit's own targets are printed.
fn targets(item: &Item<'_>) -> String {
    let last = item.line.targets.len().checked_sub(1);
    last.map_or_else(String::new, |last| {
        let (from, to) = (item.before + 1, item.before + 1 + last);
        format!("各目标见《指标完成情况》第 {from}—{to} 号。")
    })
}

/// 得分: the unit's own score; where it gave none, the computed one, unless another column is for that.
fn given(filled: &Filled, line: &Line) -> Option<Decimal> {
    let answer = filled.form.answers.get(&line.id);
    let typed = answer.is_some_and(|answer| !answer.claimed.is_empty());
    let own = typed || filled.rubric().layout.has(Shows::Verified);
    line.claimed.or(line.computed.filter(|_| !own))
}

/// A score, or what was typed and cannot be one.
fn score(score: Option<Decimal>, typed: &Entry) -> Printed {
    Printed::new(score.map_or_else(|| typed.text().trim().to_owned(), |it| it.to_string()))
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
    let given = sheet.lines.iter().filter_map(|line| given(filled, line));
    let given = given.reduce(|sum, score| sum + score);
    let given = given.map(|sum| filled.rubric().total_of(sum));
    let none = Entry::default();
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
                ..score(given, &none)
            },
            Shows::Verified => score(sheet.total.verified, &none),
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
