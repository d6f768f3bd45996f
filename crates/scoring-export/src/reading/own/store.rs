//! The hidden sheet 存盘数据: the form itself, and which cell holds which field.

use serde::Deserialize;

use scoring::finding::Place;

use super::reference::{Reference, reference};
use crate::reading::Unreadable;
use crate::reading::page::{self, Saved};
use crate::reading::workbook::{Cell, Sheet, Value, Workbook, written};
use crate::xlsx::{KEPT, MARK, VERSION};

/// What the sheet says.
pub(in crate::reading) struct Stored {
    pub saved: Saved,
    pub bound: Vec<Bound>,
}

/// A field and the cell that holds it.
#[derive(Debug)]
pub(in crate::reading) struct Bound {
    pub(super) field: Field,
    pub cell: Reference,
    /// What was written there.
    pub(super) was: Was,
    pub unit: String,
    /// Text that stands in the cell before the form's own.
    pub before: String,
}

impl Bound {
    /// Whether its cell is on a sheet.
    pub fn is_on(&self, sheet: &str) -> bool {
        matches!(&self.cell, Reference::Cell(name, _) if name == sheet)
    }
}

/// What a cell holds of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Place(Place),
    /// The reason and the remedy of an answer, in one cell.
    Basis(String),
}

/// What was written into a cell.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Written {
    #[serde(rename = "n")]
    Number(String),
    #[serde(rename = "d")]
    Day(String),
    #[serde(rename = "t")]
    Text(String),
}

/// What was written into a cell; `None` where nothing was.
pub(super) type Was = Option<Written>;

/// Reads the sheet; `None` where the workbook has none, so that it is somebody else's.
pub(in crate::reading) fn stored(book: &mut Workbook<'_>) -> Result<Option<Stored>, Unreadable> {
    if !book.sheets().iter().any(|(name, _)| name == KEPT) {
        return Ok(None);
    }
    let sheet = book.with_formulas(KEPT)?;
    if text(&sheet, (0, 0)) != MARK {
        return Ok(None);
    }
    if text(&sheet, (0, 1)) != VERSION {
        return Err(Unreadable::Store("由更新的版本写成"));
    }
    let mut json = String::new();
    let mut bound = Vec::new();
    let last = sheet.cells.keys().next_back().map_or(0, |at| at.0);
    for row in 1..=last {
        match text(&sheet, (row, 0)).as_str() {
            "document" => json.push_str(&text(&sheet, (row, 1))),
            "cell" => bound.push(binding(&sheet, row)?),
            "" => {}
            _ => return Err(Unreadable::Store("被改动过")),
        }
    }
    Ok(Some(Stored {
        saved: page::json(&json)?,
        bound,
    }))
}

fn binding(sheet: &Sheet, row: u32) -> Result<Bound, Unreadable> {
    let changed = || Unreadable::Store("被改动过");
    let path = text(sheet, (row, 1));
    let basis = path
        .strip_prefix("answers.")
        .and_then(|rest| rest.strip_suffix(".basis"));
    let field = match basis {
        Some(id) => Field::Basis(id.to_owned()),
        None => Field::Place(path.parse().map_err(|_| changed())?),
    };
    let cell = sheet.cells.get(&(row, 2));
    let formula = cell.and_then(|cell| cell.formula.clone());
    let cell = formula.unwrap_or_else(|| text(sheet, (row, 2)));
    let json = |column, otherwise: &str| match text(sheet, (row, column)) {
        text if text.is_empty() => otherwise.to_owned(),
        text => text,
    };
    Ok(Bound {
        field,
        cell: reference(&cell),
        was: serde_json::from_str(&json(3, "null")).map_err(|_| changed())?,
        unit: text(sheet, (row, 4)),
        before: serde_json::from_str(&json(5, "\"\"")).map_err(|_| changed())?,
    })
}

/// The text of a cell. Some programs turn text that looks like a number into one.
fn text(sheet: &Sheet, at: (u32, u32)) -> String {
    let value = sheet.cells.get(&at).map(|cell: &Cell| &cell.value);
    match value {
        Some(Value::Text(text) | Value::Date(text)) => text.clone(),
        Some(Value::Number(number, percent)) => written(*number, *percent),
        Some(Value::Bool(yes)) => yes.to_string().to_uppercase(),
        Some(Value::Error(_)) | None => String::new(),
    }
}
