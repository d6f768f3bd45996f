//! The cells of a workbook, read one after another and counted.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Cursor;

use calamine::{
    Data, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata,
};
use rust_decimal::Decimal;
use scoring::number::plain;

use super::Unreadable;
use super::archive::Parts;

/// How many cells are looked at, empty ones included.
const MAX_CELLS: usize = 2_000_000;
/// How many cells with content are kept.
const MAX_KEPT: usize = 400_000;
/// How much text is kept, in bytes.
const MAX_TEXT: usize = 32_000_000;
/// How many sheets a workbook has at most.
const MAX_SHEETS: usize = 200;
/// How many bytes of XML are read of all sheets.
const MAX_READ: usize = 128_000_000;
/// How many merged areas a sheet has at most.
const MAX_MERGES: usize = 50_000;

/// A row and a column, from 0.
pub(super) type At = (u32, u32);

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A number, and whether it is shown as a percentage.
    Number(f64, bool),
    Text(String),
    /// 2023-04-28.
    Date(String),
    Bool(bool),
    /// #DIV/0!
    Error(String),
}

/// A cell with content.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub value: Value,
    /// The formula that it was worked out by, without `=`; it is never worked out here.
    pub formula: Option<String>,
}

/// The cells of a sheet that have content.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    pub cells: BTreeMap<At, Cell>,
}

/// An open workbook.
pub(super) struct Workbook<'a> {
    file: Xlsx<Cursor<&'a [u8]>>,
    read: Count,
}

/// What was read of all sheets, each cell once.
#[derive(Default)]
struct Count {
    seen: usize,
    kept: usize,
    text: usize,
}

impl<'a> Workbook<'a> {
    /// Opens a workbook whose parts were checked.
    pub fn open(bytes: &'a [u8], parts: &Parts) -> Result<Self, Unreadable> {
        let file = Xlsx::new(Cursor::new(bytes)).map_err(|why| damaged("工作簿目录", &why))?;
        let sheets = file.sheets_metadata().len();
        // Many sheets can stand on one part.
        if sheets > MAX_SHEETS || sheets.saturating_mul(parts.largest) > MAX_READ {
            return Err(Unreadable::TooMuch("工作表", MAX_SHEETS));
        }
        Ok(Self {
            file,
            read: Count::default(),
        })
    }

    /// The names of the sheets, and whether a person sees them.
    pub fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = self.file.sheets_metadata().iter();
        sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect()
    }

    /// The cells of a sheet with their formulas, and with percentages as they are shown.
    pub fn with_formulas(&mut self, name: &str) -> Result<Sheet, Unreadable> {
        let mut sheet = self.as_shown(name)?;
        let wrong = |why: XlsxError| damaged(name, &why);
        let mut reader = self.file.worksheet_cells_reader(name).map_err(wrong)?;
        // Metadata, since a shared formula that is written out believes its own number.
        while let Some(record) = reader.next_cell_with_formula_metadata().map_err(wrong)? {
            let formula = match record.formula {
                None => continue,
                Some(
                    XlsxFormulaMetadata::Normal { formula }
                    | XlsxFormulaMetadata::Shared { formula, .. },
                ) => formula,
                Some(_) => String::new(),
            };
            self.read.text(&formula)?;
            let cell = match sheet.cells.entry(record.pos) {
                Entry::Occupied(cell) => cell.into_mut(),
                Entry::Vacant(blank) => {
                    self.read.kept()?;
                    blank.insert(Cell::of(Value::Text(String::new())))
                }
            };
            cell.formula = Some(formula);
        }
        Ok(sheet)
    }

    /// The cells of a sheet with percentages as they are shown.
    pub fn as_shown(&mut self, name: &str) -> Result<Sheet, Unreadable> {
        let wrong = |why: XlsxError| damaged(name, &why);
        let mut sheet = Sheet {
            name: name.to_owned(),
            ..Sheet::default()
        };
        let mut reader = self.file.worksheet_cells_reader(name).map_err(wrong)?;
        let percent: Vec<bool> = reader
            .styles()
            .iter()
            .map(|style| {
                let format = style.number_format.as_ref();
                format.is_some_and(|format| format.format_code.contains('%'))
            })
            .collect();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(wrong)? {
            self.read.seen()?;
            let percent = percent.get(style).copied().unwrap_or_default();
            let Some(value) = value(cell.get_value().clone(), percent) else {
                continue;
            };
            self.read.kept()?;
            if let Value::Text(content) = &value {
                self.read.text(content)?;
            }
            sheet.cells.insert(cell.get_position(), Cell::of(value));
        }
        Ok(sheet)
    }

    /// The merged areas of a sheet, each by its first and its last cell.
    pub fn merges(&mut self, name: &str) -> Result<Vec<(At, At)>, Unreadable> {
        let areas = self.file.merge_cells_by_sheet_name(name);
        let areas = areas.map_err(|why| damaged(name, &why))?;
        if areas.len() > MAX_MERGES {
            return Err(Unreadable::TooMuch("合并单元格", MAX_MERGES));
        }
        Ok(areas
            .into_iter()
            .map(|area| (area.start, area.end))
            .collect())
    }
}

impl Cell {
    fn of(value: Value) -> Self {
        Self {
            value,
            formula: None,
        }
    }
}

impl Count {
    fn seen(&mut self) -> Result<(), Unreadable> {
        self.seen += 1;
        within(self.seen, MAX_CELLS, "单元格")
    }

    fn kept(&mut self) -> Result<(), Unreadable> {
        self.kept += 1;
        within(self.kept, MAX_KEPT, "填了内容的单元格")
    }

    fn text(&mut self, text: &str) -> Result<(), Unreadable> {
        self.text += text.len();
        within(self.text, MAX_TEXT, "文字")
    }
}

fn within(count: usize, most: usize, what: &'static str) -> Result<(), Unreadable> {
    match count > most {
        true => Err(Unreadable::TooMuch(what, most)),
        false => Ok(()),
    }
}

fn value(data: DataRef<'_>, percent: bool) -> Option<Value> {
    Some(match Data::from(data) {
        Data::Empty => return None,
        Data::Int(number) => Value::Number(number as f64, percent),
        Data::Float(number) => Value::Number(number, percent),
        Data::String(text) if text.is_empty() => return None,
        Data::String(text) => Value::Text(text.replace("\r\n", "\n").replace('\r', "\n")),
        Data::Bool(yes) => Value::Bool(yes),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Value::Date(format!("{year:04}-{month:02}-{day:02}"))
        }
        Data::DateTime(date) => Value::Number(date.as_f64(), percent),
        Data::DateTimeIso(text) => Value::Date(text.chars().take(10).collect()),
        Data::DurationIso(text) => Value::Text(text),
        Data::Error(why) => Value::Error(why.to_string()),
    })
}

fn damaged(part: &str, _: &XlsxError) -> Unreadable {
    Unreadable::Damaged(part.chars().take(60).collect(), "里的内容不合格式")
}

/// A number of a workbook as a decimal: the shortest that is the same binary number. `None` where it is
/// larger than any number of a form.
pub(super) fn decimal(number: f64) -> Option<Decimal> {
    // Larger and smaller ones are written with hundreds of digits.
    let usual = number == 0.0 || (1e-15..1e18).contains(&number.abs());
    let text = usual.then(|| number.to_string())?;
    text.parse().ok()
}

/// A number as people write it.
pub(super) fn written(number: f64, percent: bool) -> String {
    match decimal(number).map(|value| (value, value.checked_mul(Decimal::ONE_HUNDRED))) {
        Some((_, Some(value))) if percent => format!("{}%", plain(fifteen(value))),
        Some((value, _)) => plain(fifteen(value)),
        None => format!("{number:e}"),
    }
}

/// With fifteen digits, which is as much as spreadsheets show and people type.
pub(super) fn fifteen(value: Decimal) -> Decimal {
    value.round_sf(15).unwrap_or(value).normalize()
}

/// A cell as people name it: H12.
pub(super) fn address((row, column): At) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}
