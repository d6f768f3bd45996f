//! 指标完成情况: the unit's own targets, each with its goal, its figure and what that makes.

use leptos::prelude::*;
use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::form::{Form, Target};
use scoring::layout::RowsOf;
use scoring::rule::TargetRows;
use scoring::{LineRule, Scorer};
use scoring_export::layout::{self, Own};

use super::{Filled, Printed, Row};
use crate::number;

/// Empty rows on a blank form, shared among its lists, but never fewer than [`LEAST`] in one.
const ROOM: usize = 12;
const LEAST: usize = 5;

/// A form with nothing but empty rows for the unit's own targets, wherever they are printed.
pub(super) fn blank(scorer: &Scorer) -> Form {
    let printed = |rule: &&LineRule| match scorer.rubric().layout.rows {
        RowsOf::Targets => rule.own_points(),
        RowsOf::Indicators => rule.targets.is_some(),
    };
    let lists: Vec<_> = scorer.lines().iter().filter(printed).collect();
    let room = vec![Target::default(); LEAST.max(ROOM / lists.len().max(1))];
    Form {
        targets: lists
            .iter()
            .map(|rule| (rule.id.clone(), room.clone()))
            .collect(),
        ..Form::default()
    }
}

/// Nothing where the form has no targets, or where the empty rows for them are in the form itself.
pub(super) fn table(filled: &Filled) -> Option<AnyView> {
    if filled.blank && filled.rubric().layout.rows == RowsOf::Targets {
        return None;
    }
    let lists = || {
        let rows = layout::scored(&filled.scorer, &filled.sheet, &filled.form);
        rows.filter_map(|row| Some((row, row.rule.targets.as_ref()?)))
    };
    lists().next()?;
    let columns = Columns {
        grouped: lists().any(|(_, asked)| !asked.groups.is_empty()),
        own: lists().any(|(_, asked)| asked.points),
    };
    let mut bodies = Vec::new();
    for (row, asked) in lists() {
        let rows = row.own().flat_map(|own| {
            let number = row.before + own.index + 1;
            columns.rows(filled.blank, number, own, asked)
        });
        let rows = rows.map(Row::view).collect_view();
        let name = row.indicator.name.clone();
        let points =
            (!row.rule.points.is_zero()).then(|| format!("（{} 分）", row.rule.points.normalize()));
        let words = (filled.blank && !asked.words.is_empty())
            .then(|| format!("　定性目标的评级：{}", asked.words.join(" / ")));
        let none = row.targets.is_empty().then_some("：没有填报目标");
        let span = columns.heads().len().to_string();
        bodies.push(view! {
            <tr class="app-paper__list"><th scope="colgroup" colspan=span>{name}{points}{words}{none}</th></tr>
            {rows}
        });
    }
    let (names, widths): (Vec<_>, _) = columns.heads().into_iter().unzip();
    Some(super::table(
        "app-paper__targets",
        filled.caption("指标完成情况"),
        widths,
        super::heads(names),
        bodies,
    ))
}

/// The columns that only some forms have.
struct Columns {
    /// 二级指标, where the unit chooses it.
    grouped: bool,
    /// 分值、自评得分、按标准得分, where targets bring their own points.
    own: bool,
}

impl Columns {
    /// Heads with their widths, mm: 277 together.
    fn heads(&self) -> Vec<(&'static str, u32)> {
        let mut heads = vec![("序号", 10)];
        if self.grouped {
            heads.push(("二级指标", 22));
        }
        let names = if self.own { 59 } else { 77 };
        heads.extend([("指标", names), ("目标值", 30), ("实际完成值、评级", 34)]);
        if self.own {
            heads.extend([("分值", 11), ("自评得分", 14), ("按标准得分", 14)]);
        } else {
            heads.push(("自评达成", 16));
        }
        heads.extend([("完成率", 17), ("得分率", 17)]);
        let rest: u32 = heads.iter().map(|(_, width)| width).sum();
        heads.push(("完成情况、未达标原因、改进措施", 277 - rest));
        heads
    }

    fn rows(&self, blank: bool, number: usize, own: Own<'_>, asked: &TargetRows) -> Vec<Row> {
        let (target, score) = (own.target, own.score);
        let mut rows = vec![self.row(Shown {
            number: number.to_string(),
            part: false,
            group: target.group.trim(),
            name: target.name.trim().to_owned(),
            goal: if target.parts.is_empty() {
                goal(target, &target.goal)
            } else {
                String::new()
            },
            actual: [
                layout::quantity(&target.actual, &target.unit),
                target.word.trim().to_owned(),
            ],
            points: target.points.text(),
            claimed: target.claimed.text(),
            computed: score.score,
            reached: target.reached.trim(),
            completion: score.completion,
            rate: score.rate,
            note: target.note.trim(),
            blank,
        })];
        // A single one is the target's.
        let scores = score.parts.iter().copied().chain(std::iter::repeat(None));
        rows.extend(target.parts.iter().zip(scores).map(|(part, score)| {
            self.row(Shown {
                part: true,
                name: format!("　其中：{}", part.name.trim()),
                goal: goal(target, &part.goal),
                actual: [layout::quantity(&part.actual, &target.unit), String::new()],
                computed: score.filter(|_| asked.points),
                rate: score.filter(|_| !asked.points),
                ..Shown::default()
            })
        }));
        rows
    }

    fn row(&self, shown: Shown<'_>) -> Row {
        let on = shown.part;
        let score =
            |score: Option<Decimal>| score.map(|score| score.to_string()).unwrap_or_default();
        let mut cells = vec![Printed::merged(shown.number, on)];
        if self.grouped {
            cells.push(Printed::merged(shown.group, on));
        }
        let actual: Vec<_> = shown
            .actual
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        cells.extend([
            Printed::new(shown.name),
            Printed::new(shown.goal),
            Printed::new(actual.join("\n")),
        ]);
        if self.own {
            cells.extend([
                Printed::merged(shown.points, on),
                Printed::merged(shown.claimed, on),
                Printed::new(score(shown.computed)),
            ]);
        } else {
            cells.push(Printed::merged(shown.reached, on));
        }
        cells.extend([
            Printed::new(number::written_percent(shown.completion).unwrap_or_default()),
            Printed::new(number::written_percent(shown.rate).unwrap_or_default()),
            Printed::merged(shown.note, on),
        ]);
        Row {
            class: if shown.blank { "app-paper__write" } else { "" },
            cells,
        }
    }
}

/// What a row of the table shows.
#[derive(Default)]
struct Shown<'a> {
    number: String,
    /// Whether it is one of several figures of the target above.
    part: bool,
    group: &'a str,
    name: String,
    goal: String,
    actual: [String; 2],
    points: &'a str,
    claimed: &'a str,
    computed: Option<Decimal>,
    reached: &'a str,
    completion: Option<Decimal>,
    rate: Option<Decimal>,
    note: &'a str,
    blank: bool,
}

/// ≥200万人; 定性.
pub(super) fn goal(target: &Target, goal: &Entry) -> String {
    let chosen = !target.direction.trim().is_empty();
    let direction = match chosen || !goal.is_empty() {
        true => target.sign(),
        false => "",
    };
    format!("{direction}{}", layout::quantity(goal, &target.unit))
}
