//! Documents for the tests, and a workbook read back.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod office;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::PathBuf;

use calamine::{Data, Range, Reader, Xlsx};
use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring_export::document::Document;
use scoring_export::xlsx;

/// The published form of 江门, as its unit filled it in.
pub fn jiangmen() -> Document {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../rubrics/jiangmen-2023-department");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let mut example: toml::Table = toml::from_str(&read("example.toml")).unwrap();
    example.remove("rubric");
    let rubric =
        toml::from_str(&read("rubric.toml")).unwrap_or_else(|why| panic!("{}", why.message()));
    Document::new(
        rubric,
        example
            .try_into()
            .unwrap_or_else(|why: toml::de::Error| panic!("{}", why.message())),
    )
}

/// A rubric with every rule kind, and a form's text.
pub fn edges(form: &str) -> Document {
    let rubric: Rubric = toml::from_str(include_str!("../edges.toml")).unwrap();
    assert_eq!(scoring::check::check(&rubric), []);
    Document::new(rubric, toml::from_str::<Form>(form).unwrap())
}

/// A score as a cell shows it.
pub fn plain(value: Option<rust_decimal::Decimal>) -> String {
    value.map(scoring::number::plain).unwrap_or_default()
}

/// A workbook as a reader sees it.
pub struct Book {
    xlsx: Xlsx<Cursor<Vec<u8>>>,
    sheets: BTreeMap<String, Range<Data>>,
    formulas: BTreeMap<String, Range<String>>,
    pub merges: Vec<Merge>,
}

/// A merged area: its sheet, its first cell, its last.
type Merge = (String, (u32, u32), (u32, u32));

impl Book {
    pub fn of(document: &Document) -> Self {
        Self::read(xlsx::workbook(document).unwrap())
    }

    pub fn read(bytes: Vec<u8>) -> Self {
        let mut xlsx = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = xlsx.sheet_names();
        let sheets = names
            .iter()
            .map(|name| (name.clone(), xlsx.worksheet_range(name).unwrap()))
            .collect();
        let formulas = names
            .iter()
            .map(|name| (name.clone(), xlsx.worksheet_formula(name).unwrap()))
            .collect();
        let mut merges = Vec::new();
        for name in &names {
            for area in xlsx.merge_cells_by_sheet_name(name).unwrap() {
                merges.push((name.clone(), area.start, area.end));
            }
        }
        Self {
            xlsx,
            sheets,
            formulas,
            merges,
        }
    }

    pub fn sheet_names(&self) -> Vec<String> {
        self.xlsx.sheet_names()
    }

    pub fn defined_names(&self) -> Vec<(String, String)> {
        self.xlsx.defined_names().to_vec()
    }

    /// The cell's value as text; a number as it prints, a blank as "".
    pub fn text(&self, sheet: &str, row: u32, col: u32) -> String {
        match self.sheets[sheet].get_value((row, col)) {
            None | Some(Data::Empty) => String::new(),
            Some(Data::Float(value)) => value.to_string(),
            Some(other) => other.to_string(),
        }
    }

    /// The cell's number.
    pub fn number(&self, sheet: &str, row: u32, col: u32) -> Option<f64> {
        match self.sheets[sheet].get_value((row, col)) {
            Some(Data::Float(value)) => Some(*value),
            Some(Data::Int(value)) => Some(*value as f64),
            _ => None,
        }
    }

    /// The cell's formula; "" where there is none.
    pub fn formula(&self, sheet: &str, row: u32, col: u32) -> String {
        self.formulas[sheet]
            .get_value((row, col))
            .cloned()
            .unwrap_or_default()
    }

    /// The last row of a sheet.
    pub fn last(&self, sheet: &str) -> u32 {
        self.sheets[sheet].end().unwrap().0
    }

    /// The first row with this text in a column.
    pub fn find(&self, sheet: &str, col: u32, text: &str) -> u32 {
        (0..=self.last(sheet))
            .find(|row| self.text(sheet, *row, col) == text)
            .unwrap_or_else(|| panic!("{sheet} has no {text}"))
    }
}
