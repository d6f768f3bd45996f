//! 指标评分表: the official twelve columns.

use leptos::prelude::*;
use scoring::form::Answer;
use scoring::rubric::{Group, Indicator, Section};
use scoring::rule::{Accepts, Question};
use scoring::{Line, LineRule, Status};
use scoring_export::layout::HEADS;

use super::{Filled, Printed, Row};
use crate::number;

/// Widths of the columns, mm: 277 together.
const WIDTHS: [u16; 12] = [13, 9, 14, 9, 19, 9, 22, 49, 26, 52, 35, 20];

pub(super) fn table(filled: &Filled) -> impl IntoView + use<> {
    let rows = rows(filled).into_iter().map(Row::view).collect_view();
    let heads = HEADS.into_iter().zip(WIDTHS).collect();
    let body = view! { {rows} {total(filled).view()} };
    super::table("app-paper__form", filled.caption("指标评分表"), heads, body)
}

/// The rows of the form in print order.
fn rows(filled: &Filled) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut lines = filled.sheet.lines.iter().zip(filled.scorer.lines());
    let mut targets = 0;
    for section in &filled.rubric().sections {
        let mut in_section = false;
        for group in &section.groups {
            let mut above = None;
            for indicator in &group.indicators {
                let Some((line, rule)) = lines.next() else {
                    return rows;
                };
                let at = At {
                    section,
                    group,
                    in_section,
                    above,
                    indicator,
                    line,
                    rule,
                };
                rows.push(row(filled, &at, targets));
                targets += line.targets.len();
                above = Some(indicator);
                in_section = true;
            }
        }
    }
    rows
}

/// A row and what is around it.
struct At<'a> {
    section: &'a Section,
    group: &'a Group,
    /// Whether it goes on a section.
    in_section: bool,
    /// The indicator above it in its group.
    above: Option<&'a Indicator>,
    indicator: &'a Indicator,
    line: &'a Line,
    rule: &'a LineRule,
}

/// `before`: how many targets the rows above have; they are numbered through the form.
fn row(filled: &Filled, at: &At<'_>, before: usize) -> Row {
    let (indicator, line) = (at.indicator, at.line);
    let none = Answer::default();
    let answer = filled.form.answers.get(&indicator.id).unwrap_or(&none);
    let in_group = at.above.is_some();
    // Rows with the same printed name and explanation next to each other share a cell.
    let shared = at
        .above
        .is_some_and(|above| above.name == indicator.name && above.meaning == indicator.meaning);
    let (score, basis) = match filled.blank {
        true => (
            String::new(),
            Printed {
                note: asked(at.rule),
                ..Printed::new("")
            },
        ),
        false => {
            let mut note = line.words.clone();
            if let Some(last) = line.targets.len().checked_sub(1) {
                let (from, to) = (before + 1, before + 1 + last);
                note.push_str(&format!("各目标见《指标完成情况》第 {from}—{to} 号。"));
            }
            (
                scores(filled, line),
                Printed {
                    note,
                    ..Printed::new(answer.basis())
                },
            )
        }
    };
    let own = answer.evidence.trim();
    Row {
        class: "",
        cells: vec![
            Printed::merged(at.section.name.clone(), at.in_section),
            Printed::merged(at.section.points.to_string(), at.in_section),
            Printed::merged(at.group.name.clone(), in_group),
            Printed::merged(at.group.points.to_string(), in_group),
            Printed::merged(indicator.name.clone(), shared),
            Printed::new(points(line)),
            Printed::new(score),
            basis,
            Printed::merged(indicator.meaning.clone(), shared),
            Printed::new(indicator.criteria.clone()),
            Printed::new(match (indicator.evidence.as_str(), own) {
                (asked, "") => asked.to_owned(),
                ("", own) => own.to_owned(),
                (asked, own) => format!("{asked}\n【本单位】{own}"),
            }),
            Printed::new(answer.remark.trim()),
        ],
    }
}

/// 7, and under it the printed points where transfers changed them.
fn points(line: &Line) -> String {
    match line.status {
        Status::NotApplicable => format!("不适用\n（原 {}）", line.points),
        _ if line.full == line.points => line.points.to_string(),
        _ => format!("{}\n（原 {}）", line.full, line.points),
    }
}

/// 自评, 按标准, and 核查 where anything is verified.
fn scores(filled: &Filled, line: &Line) -> String {
    let on_claim = if line.on_claim.is_zero() {
        ""
    } else {
        "\n暂按自评"
    };
    let (claimed, computed) = (number::score(line.claimed), number::score(line.computed));
    let mut text = format!("自评 {claimed}\n按标准 {computed}{on_claim}");
    if filled.sheet.total.verified.is_some() {
        text.push_str(&format!("\n核查 {}", number::score(line.verified)));
    }
    text
}

/// What the row asks, with room for the answers.
fn asked(rule: &LineRule) -> String {
    let own = |question: &&Question| question.profile.is_none();
    let lines = rule.questions.iter().filter(own).map(|question| {
        // Spaces and joiners that keep a box with its word, and a line with its unit.
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
    let (sheet, points) = (&filled.sheet, filled.rubric().points.to_string());
    let blank = |_| Printed::new("");
    let mut cells: Vec<_> = (0..12).map(blank).collect();
    cells[0] = Printed::new("合计");
    for column in [1, 3, 5] {
        cells[column] = Printed::new(points.clone());
    }
    if !filled.blank {
        let kinds = [
            ("自评", sheet.total.claimed, &sheet.grade.claimed),
            ("按标准", sheet.total.computed, &sheet.grade.computed),
            ("核查", sheet.total.verified, &sheet.grade.verified),
        ];
        let shown = kinds
            .iter()
            .filter(|(kind, total, _)| *kind != "核查" || total.is_some());
        let scores: Vec<_> = shown
            .clone()
            .map(|(kind, total, _)| format!("{kind} {}", number::score(*total)))
            .collect();
        let mut notes: Vec<_> = shown
            .filter_map(|(kind, _, grade)| Some(format!("{kind}等级：{}", grade.as_ref()?)))
            .collect();
        if !sheet.on_claim.is_zero() {
            notes.push(format!(
                "按标准分中暂按自评 {} 分",
                sheet.on_claim.normalize()
            ));
        }
        if !sheet.total.open.is_zero() {
            notes.push(format!("未定 {} 分", sheet.total.open.normalize()));
        }
        cells[6] = Printed::new(scores.join("\n"));
        cells[7] = Printed::new(notes.join("\n"));
    }
    Row {
        class: "app-paper__total",
        cells,
    }
}
