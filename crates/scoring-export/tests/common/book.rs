//! A workbook as read back, whoever calculated it.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use scoring_export::document::Document;
use scoring_export::xlsx::{self, KEPT};

use super::CODE;

/// A row and a column, from 0.
pub type At = (u32, u32);

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Other(String),
}

/// The cells of a sheet.
#[derive(Default)]
pub struct Sheet {
    pub values: BTreeMap<At, Value>,
    /// Without `=`.
    pub formulas: BTreeMap<At, String>,
}

/// A workbook's cells.
#[derive(Default)]
pub struct Book {
    pub sheets: BTreeMap<String, Sheet>,
    /// The sheets in their order.
    pub names: Vec<String>,
    pub defined: Vec<(String, String)>,
    pub merges: Vec<Merge>,
}

/// A merged area: its sheet, its first cell, its last.
type Merge = (String, At, At);

/// A cell that holds a field of the form.
pub struct Bound {
    /// Its row on 存盘数据.
    pub row: u32,
    pub place: String,
    pub sheet: String,
    pub at: At,
    pub written: serde_json::Value,
    pub unit: String,
    pub before: String,
}

/// `$E$7` as row and column.
pub fn address(cell: &str) -> At {
    let (letters, digits) = cell.trim_start_matches('$').split_once('$').unwrap();
    let col = letters
        .bytes()
        .fold(0, |col, letter| col * 26 + u32::from(letter - b'@'));
    (digits.parse::<u32>().unwrap() - 1, col - 1)
}

/// Row and column as `E7`.
pub fn name((row, col): At) -> String {
    let letters = |col: u32| char::from(b'A' + u8::try_from(col).unwrap());
    assert!(col < 26);
    format!("{}{}", letters(col), row + 1)
}

impl Book {
    pub fn of(document: &Document) -> Self {
        Self::read(xlsx::workbook(document, CODE).unwrap())
    }

    /// Reads a file with the values that it carries.
    pub fn read(bytes: Vec<u8>) -> Self {
        let mut file = Xlsx::new(Cursor::new(bytes)).unwrap();
        let mut book = Self {
            names: file.sheet_names(),
            defined: file.defined_names().to_vec(),
            ..Self::default()
        };
        for name in &book.names {
            let mut sheet = Sheet::default();
            let range = file.worksheet_range(name).unwrap();
            let (top, left) = range.start().unwrap_or_default();
            for (row, col, data) in range.used_cells() {
                let value = match data {
                    Data::Float(value) => Value::Number(*value),
                    Data::Int(value) => Value::Number(*value as f64),
                    Data::DateTime(day) => Value::Number(day.as_f64()),
                    Data::String(text) => Value::Text(text.clone()),
                    other => Value::Other(other.to_string()),
                };
                let at = (top + row as u32, left + col as u32);
                sheet.values.insert(at, value);
            }
            let range = file.worksheet_formula(name).unwrap();
            let (top, left) = range.start().unwrap_or_default();
            for (row, col, formula) in range.used_cells() {
                let at = (top + row as u32, left + col as u32);
                sheet.formulas.insert(at, formula.clone());
            }
            for area in file.merge_cells_by_sheet_name(name).unwrap() {
                book.merges.push((name.clone(), area.start, area.end));
            }
            book.sheets.insert(name.clone(), sheet);
        }
        book
    }

    /// Every bound cell, as 存盘数据 says.
    pub fn bound(&self) -> Vec<Bound> {
        let text = |row, col| self.text(KEPT, row, col);
        let rows = (0..=self.last(KEPT)).filter(|row| text(*row, 0) == "cell");
        let json = |text: String| {
            serde_json::from_str(&text).unwrap_or_else(|why| panic!("{text}: {why}"))
        };
        rows.map(|row| {
            let formula = self.formula(KEPT, row, 2);
            let (sheet, cell) = formula.rsplit_once('!').unwrap();
            Bound {
                row,
                place: text(row, 1),
                sheet: sheet.trim_matches('\'').to_owned(),
                at: address(cell),
                written: json(text(row, 3)),
                unit: text(row, 4),
                before: match text(row, 5) {
                    none if none.is_empty() => none,
                    some => json(some).as_str().unwrap().to_owned(),
                },
            }
        })
        .collect()
    }

    /// Where a field stands.
    pub fn place(&self, place: &str) -> (String, At) {
        let bound = self.bound().into_iter().find(|one| one.place == place);
        let bound = bound.unwrap_or_else(|| panic!("{place} is not bound"));
        (bound.sheet, bound.at)
    }

    /// The cell's value as text; a number as it prints, a blank as "".
    pub fn text(&self, sheet: &str, row: u32, col: u32) -> String {
        match self.sheets[sheet].values.get(&(row, col)) {
            None => String::new(),
            Some(Value::Number(value)) => value.to_string(),
            Some(Value::Text(text) | Value::Other(text)) => text.clone(),
        }
    }

    /// The cell's number.
    pub fn number(&self, sheet: &str, row: u32, col: u32) -> Option<f64> {
        match self.sheets[sheet].values.get(&(row, col)) {
            Some(Value::Number(value)) => Some(*value),
            _ => None,
        }
    }

    /// The cell's formula; "" where there is none.
    pub fn formula(&self, sheet: &str, row: u32, col: u32) -> String {
        let formula = self.sheets[sheet].formulas.get(&(row, col));
        formula.cloned().unwrap_or_default()
    }

    /// The last row of a sheet.
    pub fn last(&self, sheet: &str) -> u32 {
        let sheet = &self.sheets[sheet];
        let rows = sheet.values.keys().chain(sheet.formulas.keys());
        rows.map(|(row, _)| *row).max().unwrap_or_default()
    }

    /// The first row with this text in a column.
    pub fn find(&self, sheet: &str, col: u32, text: &str) -> u32 {
        (0..=self.last(sheet))
            .find(|row| self.text(sheet, *row, col) == text)
            .unwrap_or_else(|| panic!("{sheet} has no {text}"))
    }
}
