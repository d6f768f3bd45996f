//! A sheet as a person sees it: rows of cells of text, with merged cells unfolded.

use std::collections::BTreeMap;

use super::head::{self, Heads};
use crate::block::{Cell, Grid};
use crate::reading::Unreadable;
use crate::reading::workbook::{At, Sheet, Value, Workbook, address, written};

/// How many columns are read.
const MAX_COLUMNS: u32 = 64;
/// How many rows with content are read.
const MAX_ROWS: usize = 2_000;
/// How many cells merged areas cover.
const MAX_MERGED: usize = 2_000_000;

/// A cell: its text, and the cell that it is a part of, by row and column of the table.
#[derive(Clone, Debug, Default)]
struct Slot {
    text: String,
    of: (usize, usize),
}

/// A sheet without its blank rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub name: String,
    /// The row of the sheet that each row is, from 0.
    rows: Vec<u32>,
    width: usize,
    slots: Vec<Vec<Slot>>,
    /// Whether columns or rows were left out.
    pub cut: bool,
    /// The heads of its scoring table, where it has one.
    pub heads: Option<Heads>,
}

impl Table {
    /// Reads a sheet.
    pub fn read(book: &mut Workbook<'_>, name: &str) -> Result<Self, Unreadable> {
        let sheet = book.as_shown(name)?;
        let merges = book.merges(name)?;
        let mut table = Self::of(&sheet, &merges)?;
        table.heads = head::find(&table);
        Ok(table)
    }

    fn of(sheet: &Sheet, merges: &[(At, At)]) -> Result<Self, Unreadable> {
        let mut rows: Vec<u32> = sheet.cells.keys().map(|at| at.0).collect();
        rows.dedup();
        let columns = sheet.cells.keys().map(|at| at.1);
        let (mut width, mut cut) = (0, false);
        for column in columns {
            match column < MAX_COLUMNS {
                true => width = width.max(column as usize + 1),
                false => cut = true,
            }
        }
        cut |= rows.len() > MAX_ROWS;
        rows.truncate(MAX_ROWS);
        let blank = |row| {
            (0..width).map(move |column| Slot {
                text: String::new(),
                of: (row, column),
            })
        };
        let mut slots: Vec<Vec<Slot>> = (0..rows.len()).map(|row| blank(row).collect()).collect();
        let places: BTreeMap<u32, usize> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (*row, at))
            .collect();
        for (at, cell) in &sheet.cells {
            let slot = places
                .get(&at.0)
                .and_then(|row| slots.get_mut(*row)?.get_mut(at.1 as usize));
            if let Some(slot) = slot {
                slot.text = text(&cell.value);
            }
        }
        let mut covered = 0;
        for ((top, left), (bottom, right)) in merges {
            let (Some(first), left) = (places.get(top), *left as usize) else {
                continue;
            };
            let right = (*right as usize).min(width.saturating_sub(1));
            if left > right {
                continue;
            }
            for row in places.range(*top..=*bottom).map(|(_, row)| *row) {
                covered += right - left + 1;
                if covered > MAX_MERGED {
                    return Err(Unreadable::TooMuch("合并单元格", MAX_MERGED));
                }
                for (column, slot) in slots[row].iter_mut().enumerate().take(right + 1).skip(left) {
                    if (row, column) != (*first, left) {
                        *slot = Slot {
                            text: String::new(),
                            of: (*first, left),
                        };
                    }
                }
            }
        }
        Ok(Self {
            name: sheet.name.clone(),
            rows,
            width,
            slots,
            cut,
            heads: None,
        })
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The text that stands in a cell itself; empty within a merged cell.
    pub fn text(&self, row: usize, column: usize) -> &str {
        let slot = self.slots.get(row).and_then(|row| row.get(column));
        slot.map_or("", |slot| &slot.text)
    }

    /// The cell that a cell is a part of.
    pub fn whole(&self, row: usize, column: usize) -> (usize, usize) {
        let slot = self.slots.get(row).and_then(|row| row.get(column));
        slot.map_or((row, column), |slot| slot.of)
    }

    /// The text that a reader sees at a cell: within a merged cell, that of the whole.
    pub fn printed(&self, row: usize, column: usize) -> &str {
        let (row, column) = self.whole(row, column);
        self.text(row, column)
    }

    /// Whether a cell goes on from the one above it.
    pub fn continues(&self, row: usize, column: usize) -> bool {
        self.whole(row, column).0 < row
    }

    /// The cells with a text of their own in a row.
    pub fn texts(&self, row: usize) -> impl Iterator<Item = (usize, &str)> {
        let row = self
            .slots
            .get(row)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .enumerate();
        row.map(|(column, slot)| (column, slot.text.as_str()))
            .filter(|(_, text)| !text.is_empty())
    }

    /// A cell as people name it: H12.
    pub fn address(&self, row: usize, column: usize) -> String {
        address((
            self.number(row).saturating_sub(1),
            u32::try_from(column).unwrap_or_default(),
        ))
    }

    /// A row as people count it.
    pub fn number(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row + 1)
    }

    /// Some rows as a block to read targets from.
    pub fn grid(&self, rows: &[usize]) -> Grid {
        let cell = |row: usize, column| Cell {
            text: self.text(row, column).to_owned(),
            continues: self.whole(row, column) != (row, column),
        };
        let rows = rows
            .iter()
            .map(|row| (0..self.width).map(|column| cell(*row, column)).collect());
        Grid::new(rows.collect())
    }
}

fn text(value: &Value) -> String {
    let space = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    match value {
        Value::Number(number, percent) => written(*number, *percent),
        Value::Text(text) | Value::Date(text) | Value::Error(text) => {
            text.trim_matches(space).to_owned()
        }
        Value::Bool(yes) => yes.to_string().to_uppercase(),
    }
}
