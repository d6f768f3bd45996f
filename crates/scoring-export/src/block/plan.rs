//! How a pasted block is understood.

use scoring::form::{Part, Target};
use scoring::rule::TargetRows;

use super::row::Reader;
use super::word::{is_total, joined};
use super::{Column, Grid, Note, Severity, heads};

/// How a block is understood: guessed by [`Plan::guess`], and changed by a person before it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where each column goes.
    pub columns: Vec<Column>,
    /// The first row that is a target, from 0; those above are heads.
    pub first_row: usize,
    /// Whether an empty 二级指标 is that of the row above: as plain text a merged cell is one text and empty
    /// cells. Where the page unfolded an HTML table, merged cells are known and always filled.
    pub fill_groups: bool,
}

/// A row that became a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The row of the grid, from 0.
    pub row: usize,
    /// The target.
    pub target: Target,
    /// What is to be said of its cells.
    pub notes: Vec<Note>,
}

/// What a block says.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The targets, in the order of their rows.
    pub targets: Vec<Pasted>,
    /// The rows that are none.
    pub left_out: Vec<Note>,
}

impl Plan {
    /// Reads the targets of a block. The nth is written over the nth of `onto`: fields that the block does not
    /// have stay as they are there. Beyond the end of `onto` targets are new.
    ///
    /// Without a column of names, a row stands for the target at its place, so an empty row is one too.
    pub fn targets(&self, grid: &Grid, asked: &TargetRows, onto: &[Target]) -> Reading {
        let mut reading = Reading::default();
        let mut group = "";
        for row in self.first_row..grid.height() {
            group = self.group(grid, row, group);
            if let Some(note) = self.leaves_out(grid, row) {
                reading.left_out.extend(note);
                continue;
            }
            let reader = |onto| Reader {
                plan: self,
                grid,
                asked,
                row,
                group,
                goal_cell: Column::Goal,
                target: onto,
                notes: Vec::new(),
            };
            if self.add_part(grid, row, &mut reading, &reader) {
                continue;
            }
            let onto = onto.get(reading.targets.len()).cloned().unwrap_or_default();
            reading.targets.push(reader(onto).cleared().read());
        }
        reading
    }

    /// Whether a column goes there.
    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// Whether a column fills such a field.
    pub(super) fn gives(&self, field: Column) -> bool {
        self.columns
            .iter()
            .any(|column| column.field() == field.field())
    }

    /// The 二级指标 of a row.
    fn group<'a>(&self, grid: &'a Grid, row: usize, above: &'a str) -> &'a str {
        let column = self
            .columns
            .iter()
            .position(|column| *column == Column::Group);
        match column.map_or("", |column| grid.printed(row, column)) {
            "" if self.fill_groups => above,
            group => group,
        }
    }

    /// Whether a row is no target, and what is said of that.
    fn leaves_out(&self, grid: &Grid, row: usize) -> Option<Option<Note>> {
        let texts = || (0..grid.width()).map(|column| grid.text(row, column));
        if let Some(column) = texts().position(is_total) {
            let why = ["是“", texts().nth(column).unwrap_or_default(), "”"];
            return Some(Some(Note::left_out("row-total", row, column, &why)));
        }
        if heads::matches(grid, row) > 2 {
            return Some(Some(Note::left_out("row-heads", row, 0, &["又是表头"])));
        }
        let goes_on = |column: &Column| matches!(column, Column::Ignore | Column::Group);
        let mut used = self
            .columns
            .iter()
            .zip(texts())
            .filter(|(column, _)| !goes_on(column));
        if !self.has(Column::Name) || used.any(|(_, text)| !text.is_empty()) {
            return None;
        }
        let typed = texts().position(|text| !text.is_empty());
        let why = ["在要贴入的各列里没有内容"];
        Some(typed.map(|column| Note::left_out("row-unused", row, column, &why)))
    }

    /// Adds a row 其中：… to the target above, where that has no figure of its own.
    fn add_part<'a>(
        &self,
        grid: &Grid,
        row: usize,
        reading: &mut Reading,
        reader: &dyn Fn(Target) -> Reader<'a>,
    ) -> bool {
        let name = self
            .columns
            .iter()
            .position(|column| *column == Column::Name);
        let name = joined(name.map_or("", |column| grid.text(row, column)));
        let part = ["其中：", "其中:"]
            .iter()
            .find_map(|word| name.strip_prefix(word));
        let (Some(name), Some(last)) = (part, reading.targets.last_mut()) else {
            return false;
        };
        let whole = &mut last.target;
        let shared = Target {
            direction: whole.direction.clone(),
            unit: whole.unit.clone(),
            ..Target::default()
        };
        let Pasted {
            target, mut notes, ..
        } = reader(shared).read();
        // Nothing that a part has no field for, and nothing that is otherwise with the whole.
        let same = |column: Column| match (column.text(&target), column.text(whole), column) {
            (_, _, Column::Name | Column::Goal | Column::GoalWhole | Column::Actual) => true,
            (own, of_whole, Column::Direction | Column::Unit) => {
                of_whole.is_empty() || own == of_whole
            }
            (own, of_whole, Column::Group) => own.is_empty() || own == of_whole,
            (own, ..) => own.is_empty(),
        };
        let figures = !whole.goal.is_empty() || !whole.actual.is_empty();
        if figures || !Column::ALL.into_iter().all(same) {
            return false;
        }
        (whole.direction, whole.unit) = (target.direction, target.unit);
        whole.parts.push(Part {
            name: name.to_owned(),
            goal: target.goal,
            actual: target.actual,
        });
        last.notes.append(&mut notes);
        let at = (row, self.at(Column::Name));
        let what = ["读作上一个目标的分项。"];
        last.notes.push(Note::cell(
            "part",
            Severity::Understood,
            at,
            Column::Name,
            &what,
        ));
        true
    }

    /// The column of the grid that a field is read from.
    pub(super) fn at(&self, field: Column) -> usize {
        self.columns
            .iter()
            .position(|column| column.field() == field.field())
            .unwrap_or_default()
    }
}
