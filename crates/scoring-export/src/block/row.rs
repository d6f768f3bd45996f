//! One row of a block as a target.

use scoring::entry::Entry;
use scoring::form::Target;
use scoring::rule::TargetRows;
use scoring::rule::targets::{DIRECTIONS, REACHED};

use super::figure;
use super::measured::STRICT;
use super::note::quoted;
use super::word::{both, is_stroke, joined, reached, squeezed};
use super::{Column, Grid, Note, Pasted, Plan, Severity};

/// A row that is being read.
pub(super) struct Reader<'a> {
    pub plan: &'a Plan,
    pub grid: &'a Grid,
    pub asked: &'a TargetRows,
    pub row: usize,
    /// The 二级指标 that the row stands under.
    pub group: &'a str,
    /// Where the goal stands: in its own cell, or in that of the name.
    pub goal_cell: Column,
    pub target: Target,
    pub notes: Vec<Note>,
}

/// The fields, each behind those that it depends on.
const ORDER: [Column; 10] = [
    Column::Group,
    Column::Direction,
    Column::Unit,
    Column::Name,
    Column::Goal,
    Column::Actual,
    Column::Word,
    Column::Reached,
    Column::Points,
    Column::Claimed,
];

impl Reader<'_> {
    /// Reads the row into the target, whose fields of these columns are empty or shared with others.
    pub(super) fn read(mut self) -> Pasted {
        self.copy();
        for field in ORDER {
            let cell = match field {
                Column::Goal => self.goal_cell,
                field => field,
            };
            if self.plan.gives(cell) {
                self.field(field);
            }
        }
        Pasted {
            row: self.row,
            target: self.target,
            notes: self.notes,
        }
    }

    fn field(&mut self, field: Column) {
        match field {
            Column::Group => self.group(),
            Column::Direction => self.direction(),
            Column::Unit => self.unit(),
            Column::Name => self.name(),
            Column::Goal | Column::GoalWhole => self.goal(),
            Column::Actual => self.actual(),
            Column::Word => self.word(),
            Column::Reached => self.reached(),
            Column::Points => self.score(field, "points-unreadable"),
            Column::Claimed => self.score(field, "claimed-unreadable"),
            Column::Note | Column::Ignore => {}
        }
    }

    pub(super) fn understood(&mut self, code: &'static str, field: Column, what: &[&str]) {
        self.say(code, Severity::Understood, field, what);
    }

    pub(super) fn bad(&mut self, code: &'static str, field: Column, what: &[&str]) {
        self.say(code, Severity::Bad, field, what);
    }

    fn say(&mut self, code: &'static str, severity: Severity, field: Column, what: &[&str]) {
        let at = (self.row, self.plan.at(field));
        self.notes.push(Note::cell(code, severity, at, field, what));
    }

    /// Empties the fields that the block has. A figure takes the place of the figures of parts.
    pub(super) fn cleared(mut self) -> Self {
        for column in &self.plan.columns {
            column.set(&mut self.target, "");
            if matches!(column.field(), Some("goal" | "actual")) {
                self.target.parts.clear();
            }
        }
        self
    }

    /// Takes the texts over. Two columns for one field both have a place in it.
    fn copy(&mut self) {
        for (index, column) in self.plan.columns.iter().enumerate() {
            let text = match column {
                Column::Ignore | Column::Group => continue,
                Column::Name => self.grid.printed(self.row, index),
                _ => self.grid.text(self.row, index),
            };
            let text = match column {
                Column::Note => text.to_owned(),
                _ => joined(text),
            };
            if is_stroke(&text) && *column != Column::Name {
                self.understood("stroke", *column, &[&quoted(&text), "当作没有填。"]);
                continue;
            }
            let text = both(column.text(&self.target), &text);
            column.set(&mut self.target, &text);
        }
    }

    fn group(&mut self) {
        let text = joined(self.group);
        if text.is_empty() {
            return;
        }
        let plain = squeezed(&text);
        let groups = || self.asked.groups.iter();
        let is_meant = |group: &&String| {
            group.contains(&plain) || plain.contains(group.trim_end_matches("指标"))
        };
        let mut meant = groups().filter(is_meant);
        let same = groups().find(|group| **group == plain);
        let group = match (same.or(meant.next()), meant.next()) {
            (Some(group), other) if same.is_some() || other.is_none() => group.clone(),
            _ => {
                let all = self.asked.groups.join("、");
                self.bad(
                    "group-unknown",
                    Column::Group,
                    &[&quoted(&text), "不在本表的二级指标里。请选：", &all, "。"],
                );
                self.target.group = text;
                return;
            }
        };
        let cell = self
            .grid
            .rows()
            .get(self.row)
            .and_then(|row| row.get(self.plan.at(Column::Group)));
        if cell.is_some_and(|cell| cell.text.is_empty() && !cell.continues) {
            self.understood(
                "group-filled",
                Column::Group,
                &["空着，按上一行读作“", &group, "”。"],
            );
        } else if group != text {
            self.understood(
                "group-read",
                Column::Group,
                &[&quoted(&text), "读作“", &group, "”。"],
            );
        }
        self.target.group = group;
    }

    /// Takes a number off the name, and a goal where it has no other place.
    fn name(&mut self) {
        let text = self.target.name.clone();
        let name = unnumbered(&text);
        if name.len() < text.len() {
            let number = quoted(&text[..text.len() - name.len()]);
            let what = ["去掉了编号", &number, "。"];
            self.understood("name-number", Column::Name, &what);
        }
        self.target.name = name.to_owned();
        let found = figure::in_name(name).filter(|_| self.target.goal.is_empty());
        if let Some((name, goal)) = found {
            self.target.name = name.to_owned();
            self.target.goal = Entry::new(goal);
            self.goal_cell = Column::Name;
        }
    }

    fn direction(&mut self) {
        let text = squeezed(&self.target.direction);
        if text.is_empty() || DIRECTIONS.contains(&&*self.target.direction) {
            return;
        }
        let Some(read) = figure::direction(&text) else {
            let all = DIRECTIONS.join("、");
            return self.bad(
                "direction-unknown",
                Column::Direction,
                &[&quoted(&text), "认不出。请选：", &all, "。"],
            );
        };
        let check = if read.exact { "。" } else { STRICT };
        self.understood(
            "direction-read",
            Column::Direction,
            &[&quoted(&text), "读作 ", read.word, check],
        );
        self.target.direction = read.word.to_owned();
    }

    fn unit(&mut self) {
        if figure::percent(&self.target.unit) != self.target.unit {
            self.understood("unit-read", Column::Unit, &["“％”读作 %。"]);
            self.target.unit = "%".to_owned();
        }
    }

    fn word(&mut self) {
        let text = self.target.word.clone();
        if !text.is_empty() && !self.asked.words.contains(&text) {
            let all = self.asked.words.join("、");
            let what = [&quoted(&text), "不是本表的评级。请选：", &all, "。"];
            self.bad("word-unknown", Column::Word, &what);
        }
    }

    fn reached(&mut self) {
        let text = self.target.reached.clone();
        if text.is_empty() || REACHED.contains(&&*text) {
            return;
        }
        let Some(yes) = reached(&text) else {
            let what = [&quoted(&text), "认不出。请选：是、否。"];
            return self.bad("reached-unknown", Column::Reached, &what);
        };
        let answer = REACHED[usize::from(!yes)];
        let what = [&quoted(&text), "读作“", answer, "”。"];
        self.understood("reached-read", Column::Reached, &what);
        self.target.reached = answer.to_owned();
    }

    fn score(&mut self, field: Column, code: &'static str) {
        let text = field.text(&self.target);
        if let Err(why) = Entry::new(text).read("分") {
            let what = [&quoted(text), "照原样保留：", &why.message()].concat();
            self.bad(code, field, &[&what]);
        }
    }
}

/// A name without its number: 指标1：参保人数.
fn unnumbered(name: &str) -> &str {
    let Some(rest) = name.strip_prefix("指标") else {
        return name;
    };
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "：:.、 ".contains(c));
    let head = &rest[..rest.len() - number.len()];
    match head.contains(|c: char| c.is_ascii_digit())
        && !head.ends_with(|c: char| c.is_ascii_digit())
    {
        true => number,
        false => name,
    }
}
