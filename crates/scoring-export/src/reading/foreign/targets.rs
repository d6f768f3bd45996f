//! The unit's own targets 绩效目标 in a foreign table.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use scoring::Scorer;
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::Target;
use scoring::rubric::{Indicator, Rubric};
use scoring::rule::TargetRows;

use super::head::{self, Heads, Kind};
use super::name::normal;
use super::table::Table;
use super::{Mark, Match, Row, RowKind, Taken};
use crate::block::word::is_total;
use crate::block::{Cell, Column, Grid, Pasted, Plan, Severity};

/// The targets of a rubric's lists in a table.
pub(super) struct Targets<'a> {
    pub table: &'a Table,
    pub rubric: &'a Rubric,
    pub scorer: &'a Scorer,
}

impl Targets<'_> {
    /// The rows of a table of targets, each list for itself; and those that are in no list.
    pub fn rows(&self, heads: &Heads, taken: &BTreeSet<usize>) -> (Vec<Row>, Vec<usize>) {
        let (mut rows, mut left) = (Vec::new(), Vec::new());
        let mut lists: Vec<(&str, Vec<usize>)> = Vec::new();
        let mut list = None;
        for row in heads.last + 1..self.table.height() {
            let texts = || self.table.texts(row).map(|(_, text)| text);
            let foot = head::count(self.table, row) >= 3 || texts().any(is_total);
            if texts().next().is_none() || foot || taken.contains(&row) {
                continue;
            }
            list = self
                .list(heads, row)
                .or(list.filter(|_| self.level(heads, row).is_empty()));
            match list {
                Some(id) => match lists.iter_mut().find(|(of, _)| *of == id) {
                    Some((_, rows)) => rows.push(row),
                    None => lists.push((id, vec![row])),
                },
                None => left.push(row),
            }
        }
        for (id, of) in lists {
            let Some(asked) = self.asked(id) else {
                continue;
            };
            let mut all: Vec<usize> = (heads.first..=heads.last).collect();
            let first_row = all.len();
            all.extend(&of);
            let grid = self.table.grid(&all);
            let mut plan = Plan::guess(&grid, asked, None);
            plan.first_row = first_row;
            let reading = plan.targets(&grid, asked, &[]);
            let said: BTreeSet<usize> = reading.targets.iter().map(|pasted| pasted.row).collect();
            for pasted in reading.targets {
                let cell = |column: Column| {
                    let at = plan
                        .columns
                        .iter()
                        .position(|one| one.field() == column.field());
                    at.map(|column| self.table.address(all[pasted.row], column))
                        .unwrap_or_default()
                };
                let index = rows
                    .iter()
                    .filter(|row: &&Row| row.id.as_deref() == Some(id))
                    .count();
                rows.push(self.row(id, index, all[pasted.row], &pasted, &cell));
            }
            let unsaid = (first_row..all.len()).filter(|row| !said.contains(row));
            // Parts 其中：… went into the target above.
            let parts = |row: &usize| {
                let name = heads
                    .column(Kind::Name)
                    .map_or("", |column| self.table.text(all[*row], column));
                name.trim_start().starts_with("其中")
            };
            left.extend(unsaid.filter(|row| !parts(row)).map(|row| all[row]));
        }
        rows.sort_by_key(|row| row.row);
        left.sort_unstable();
        (rows, left)
    }

    /// Targets that are printed one below another under one indicator: 指标1：参保人数≥200万人.
    pub fn printed(&self, id: &str, lines: &[(usize, String)]) -> Vec<Row> {
        let Some(asked) = self.asked(id) else {
            return Vec::new();
        };
        let cells = lines.iter().map(|(_, text)| {
            vec![Cell {
                text: text.clone(),
                continues: false,
            }]
        });
        let plan = Plan {
            columns: vec![Column::Name],
            first_row: 0,
            fill_groups: false,
        };
        let reading = plan.targets(&Grid::new(cells.collect()), asked, &[]);
        let rows = reading.targets.iter().enumerate().map(|(index, pasted)| {
            let row = lines.get(pasted.row).map_or(0, |(row, _)| *row);
            self.row(id, index, row, pasted, &|_| String::new())
        });
        rows.collect()
    }

    fn asked(&self, id: &str) -> Option<&TargetRows> {
        let line = self.scorer.lines().iter().find(|line| line.id == id)?;
        line.targets.as_ref()
    }

    /// The list whose name stands at the left of a row.
    fn list(&self, heads: &Heads, row: usize) -> Option<&str> {
        let above = self.level(heads, row);
        let lists = self
            .rubric
            .indicators()
            .filter(|one| self.asked(&one.id).is_some());
        let fits = |indicator: &&Indicator| {
            let name = normal(&indicator.name);
            let groups = self
                .asked(&indicator.id)
                .map_or(&[][..], |asked| &asked.groups);
            above.iter().any(|text| {
                let named = text.chars().count() >= 2
                    && (name.contains(text.as_str()) || text.contains(&name));
                named || groups.iter().any(|group| normal(group) == *text)
            })
        };
        let section = |indicator: &&Indicator| {
            let mut sections = self.rubric.sections.iter();
            sections.any(|section| {
                let has = section.groups.iter().flat_map(|group| &group.indicators);
                above.contains(&normal(&section.name))
                    && has.into_iter().any(|one| one.id == indicator.id)
            })
        };
        let mut lists = lists;
        lists
            .find(|indicator| fits(indicator) || section(indicator))
            .map(|indicator| indicator.id.as_str())
    }

    /// The names of the levels above a row.
    fn level(&self, heads: &Heads, row: usize) -> Vec<String> {
        let above = heads
            .kinds
            .iter()
            .enumerate()
            .filter(|(_, kind)| **kind == Kind::Above);
        let texts = above.map(|(column, _)| self.table.printed(row, column));
        texts
            .map(|text| normal(text.split(['（', '(']).next().unwrap_or_default()))
            .filter(|text| !text.is_empty())
            .collect()
    }

    fn row(
        &self,
        id: &str,
        index: usize,
        row: usize,
        pasted: &Pasted,
        cell: &dyn Fn(Column) -> String,
    ) -> Row {
        let target = &pasted.target;
        let place = |field| Place::Target(id.to_owned(), index, field);
        let fields = Target::FIELDS.into_iter().filter_map(|field| {
            let text = target.text(field).filter(|text| !text.is_empty())?;
            let column = Column::ALL
                .into_iter()
                .find(|column| column.field() == Some(field))?;
            let name = column.label().to_owned();
            Some(Taken {
                place: place(field),
                name,
                text: text.to_owned(),
                cell: cell(column),
            })
        });
        let parts = target.parts.iter().enumerate().flat_map(|(part, one)| {
            let at = move |field| Place::Part(id.to_owned(), index, part, field);
            [
                ("name", one.name.as_str()),
                ("goal", one.goal.text()),
                ("actual", one.actual.text()),
            ]
            .map(|(field, text)| Taken {
                place: at(field),
                name: format!("分项 {}", part + 1),
                text: text.to_owned(),
                cell: String::new(),
            })
        });
        let mut marks: Vec<Mark> = pasted
            .notes
            .iter()
            .filter(|note| note.severity != Severity::LeftOut)
            .map(|note| match note.severity {
                Severity::Understood => Mark::remark(note.code, behind(&note.message)),
                _ => Mark::new(note.code, behind(&note.message)),
            })
            .collect();
        marks.extend(misread(target));
        Row {
            row: self.table.number(row),
            kind: RowKind::Target,
            printed: target.name.clone(),
            id: Some(id.to_owned()),
            name: self
                .rubric
                .indicator(id)
                .map(|indicator| indicator.name.clone()),
            matched: Some(Match::Name),
            values: fields.chain(parts).collect(),
            marks,
        }
    }
}

/// What a note says, without the row of the block that it counts by.
fn behind(message: &str) -> String {
    let at = message.find('“').unwrap_or_default();
    message[at..].to_owned()
}

/// What a scanner or a typist may have done to a target's figures.
fn misread(target: &Target) -> Vec<Mark> {
    let mut marks = Vec::new();
    let read = |entry: &Entry, unit: &str| entry.read(unit).ok().flatten();
    let (goal, actual) = (
        read(&target.goal, &target.unit),
        read(&target.actual, &target.unit),
    );
    let rest = target.goal.text().trim().strip_prefix('2');
    let rest = rest.and_then(|rest| read(&Entry::new(rest), &target.unit));
    if let (Some(goal), Some(rest)) = (goal, rest.filter(|rest| *rest > Decimal::ZERO)) {
        let percent = target.unit == "%";
        let over = percent && goal > Decimal::TWO && rest <= Decimal::ONE;
        // Ten of 210, where 10 were meant: reached, and at most twice.
        let near = actual.is_some_and(|actual| {
            actual >= rest && actual <= rest * Decimal::TWO && actual < goal / Decimal::TEN
        });
        if over || near {
            let text = target.goal.text().trim();
            marks.push(Mark::new(
                "sign-as-digit",
                format!(
                    "目标值 {text}{unit} 可能是“≥{}{unit}”，扫描识别把“≥”认成了 2，请对照原件。",
                    &text[1..],
                    unit = target.unit
                ),
            ));
        }
    }
    let typed = target.actual.text();
    let lost = target.unit == "%" && !typed.contains(['%', '％']) && actual.is_some();
    if lost {
        let typed = typed.trim();
        marks.push(Mark::new(
            "percent-lost",
            format!("实际完成值 {typed} 没有写 %，读作 {typed}%，请核对。"),
        ));
    }
    if let (Some(points), Some(claimed)) = (read(&target.points, "分"), read(&target.claimed, "分"))
        && claimed > points
    {
        marks.push(Mark::new(
            "score-above-points",
            format!(
                "得分 {} 高于分值 {}，请核对。",
                target.claimed.text(),
                target.points.text()
            ),
        ));
    }
    marks
}
