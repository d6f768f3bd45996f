//! A sheet to write on: cells, merges and page settings, each in one place, and where each field stands.

use std::fmt::Display;

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, Format, Formula, RowNum, Url, Worksheet};
use scoring::number::plain;

use super::Error;
use super::columns::{self, Cols};
use super::styles::{NORMAL, normal};
use crate::layout::in_cell;

/// The longest text in a cell, as Excel counts (UTF-16).
pub(super) const LONGEST: usize = 32_767;
/// The longest formula in a cell.
const LONGEST_FORMULA: usize = 8_192;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Content {
    #[default]
    Blank,
    /// Always text, whatever it begins with.
    Text(String),
    Number(Decimal),
    /// A day, counted from 1970-01-01.
    Date(i32),
    /// A formula without `=`, and its exact value as text: WPS and Protected View show that one.
    Formula(String, String),
}

impl Content {
    /// Text; blank where there is none.
    pub fn text(text: &str) -> Self {
        let text = in_cell(text);
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// A formula with a score as its value, blank where there is none.
    pub fn score(formula: impl Into<String>, value: Option<Decimal>) -> Self {
        Self::Formula(formula.into(), value.map(plain).unwrap_or_default())
    }

    /// The value as a formula's result.
    pub fn value(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Formula(_, text) => text.clone(),
            Self::Number(value) => plain(*value),
            Self::Date(day) => serial(*day).to_string(),
        }
    }
}

/// A cell that holds a field of the form.
pub(super) struct Bound {
    /// The field's path: `answers.output.claimed`.
    pub place: String,
    pub sheet: &'static str,
    pub row: RowNum,
    pub col: ColNum,
    pub content: Content,
    /// The unit that a number in it is meant in 计量单位.
    pub unit: String,
    /// What stands before the form's own text.
    pub before: String,
}

/// Cells from one corner to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub rows: (RowNum, RowNum),
    pub cols: (ColNum, ColNum),
}

impl Area {
    pub fn cell(row: RowNum, col: ColNum) -> Self {
        Self {
            rows: (row, row),
            cols: (col, col),
        }
    }

    pub fn new(rows: (RowNum, RowNum), cols: (ColNum, ColNum)) -> Self {
        Self { rows, cols }
    }

    pub fn across(row: RowNum, cols: Cols) -> Self {
        Self {
            rows: (row, row),
            cols,
        }
    }
}

/// A sheet, A4 landscape, one page wide.
pub(super) struct Paper {
    sheet: Worksheet,
    name: &'static str,
    widths: Vec<u32>,
    bound: Vec<Bound>,
}

impl Paper {
    /// A sheet with columns of these widths in pixels, and a 校验码 at the foot of its pages.
    pub fn new(name: &'static str, widths: &[u32], code: &str) -> Result<Self, Error> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_default_format(&normal(), NORMAL.0, NORMAL.1)?;
        // A formula whose value is blank must show as blank, not as the library's 0.
        sheet.set_formula_result_default("");
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.39, 0.39, 0.55, 0.71, 0.3, 0.39);
        sheet.set_print_center_horizontally(true);
        let code = code.replace('&', "&&");
        sheet.set_footer(format!(
            "&C&\"仿宋\"&9第 &P 页 共 &N 页&R&\"仿宋\"&9校验码 {code}"
        ));
        for (col, width) in (0..).zip(widths) {
            sheet.set_column_width_pixels(col, *width)?;
        }
        Ok(Self {
            sheet,
            name,
            widths: widths.to_vec(),
            bound: Vec::new(),
        })
    }

    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The last column.
    pub fn last(&self) -> ColNum {
        ColNum::try_from(self.widths.len().saturating_sub(1)).unwrap_or(ColNum::MAX)
    }

    /// Shares columns among parts by their weight.
    pub fn split(&self, cols: Cols, weights: &[u32]) -> Vec<Cols> {
        columns::split(&self.widths, cols, weights)
    }

    /// Says that a cell holds a field of the form, and what was written there.
    pub fn bind(
        &mut self,
        place: impl Display,
        (row, col): (RowNum, ColNum),
        content: &Content,
        unit: &str,
    ) {
        self.bind_behind(place, (row, col), content, unit, "");
    }

    /// The same of a cell where the form's own text stands behind another.
    pub fn bind_behind(
        &mut self,
        place: impl Display,
        (row, col): (RowNum, ColNum),
        content: &Content,
        unit: &str,
        before: &str,
    ) {
        self.bound.push(Bound {
            place: place.to_string(),
            sheet: self.name,
            row,
            col,
            content: content.clone(),
            unit: unit.to_owned(),
            before: before.to_owned(),
        });
    }

    /// The width of columns, both ends included, in pixels.
    pub fn width(&self, cols: Cols) -> u32 {
        let (first, last) = (usize::from(cols.0), usize::from(cols.1));
        self.widths
            .get(first..=last)
            .map_or(0, |widths| widths.iter().sum())
    }

    pub fn height(&mut self, row: RowNum, pixels: u32) -> Result<(), Error> {
        self.sheet.set_row_height_pixels(row, pixels)?;
        Ok(())
    }

    /// Writes one cell, or merges several; every cell of a merge gets its border.
    pub fn put(&mut self, area: Area, content: &Content, format: &Format) -> Result<(), Error> {
        let (row, col) = (area.rows.0, area.cols.0);
        if area != Area::cell(row, col) {
            self.sheet
                .merge_range(row, col, area.rows.1, area.cols.1, "", format)?;
        }
        match content {
            Content::Blank => self.sheet.write_blank(row, col, format)?,
            Content::Text(text) => {
                let length = text.encode_utf16().count();
                if length > LONGEST {
                    return Err(Error::TooLong {
                        sheet: self.name,
                        cell: row_col_to_cell(row, col),
                        length,
                    });
                }
                self.sheet
                    .write_string_with_format(row, col, text, format)?
            }
            Content::Number(value) => {
                self.sheet
                    .write_number_with_format(row, col, nearest(*value)?, format)?
            }
            Content::Date(day) => {
                let serial = nearest(serial(*day).into())?;
                self.sheet
                    .write_number_with_format(row, col, serial, format)?
            }
            Content::Formula(text, value) if text.len() > LONGEST_FORMULA => {
                // Excel calls a file with a longer formula damaged; the value is right without it.
                match value.parse::<Decimal>() {
                    Ok(value) => {
                        self.sheet
                            .write_number_with_format(row, col, nearest(value)?, format)?
                    }
                    Err(_) => self
                        .sheet
                        .write_string_with_format(row, col, value, format)?,
                }
            }
            Content::Formula(text, value) => {
                let formula = Formula::new(text).set_result(value);
                self.sheet
                    .write_formula_with_format(row, col, formula, format)?
            }
        };
        Ok(())
    }

    /// One cell of text.
    pub fn text(
        &mut self,
        row: RowNum,
        col: ColNum,
        text: &str,
        format: &Format,
    ) -> Result<(), Error> {
        self.put(Area::cell(row, col), &Content::text(text), format)
    }

    /// One cell of text that leads to a cell of another sheet.
    pub fn link(
        &mut self,
        row: RowNum,
        col: ColNum,
        (sheet, to, at): (&str, RowNum, ColNum),
        text: &str,
        format: &Format,
    ) -> Result<(), Error> {
        let there = format!("internal:'{sheet}'!{}", row_col_to_cell(to, at));
        let link = Url::new(there).set_text(text);
        self.sheet.write_url_with_format(row, col, link, format)?;
        Ok(())
    }

    /// A row of heads, printed again on every page.
    pub fn heads(&mut self, row: RowNum, heads: &[&str], format: &Format) -> Result<(), Error> {
        for (col, head) in (0..).zip(heads) {
            self.text(row, col, head, format)?;
        }
        self.repeat(row, row)
    }

    /// Prints rows again at the head of every page.
    pub fn repeat(&mut self, first: RowNum, last: RowNum) -> Result<(), Error> {
        self.sheet.set_repeat_rows(first, last)?;
        Ok(())
    }

    /// Keeps the rows above `row` in sight while scrolling.
    pub fn freeze(&mut self, row: RowNum) -> Result<(), Error> {
        self.sheet.set_freeze_panes(row, 0)?;
        Ok(())
    }

    /// Starts pages at these rows.
    pub fn breaks(&mut self, rows: &[RowNum]) -> Result<(), Error> {
        self.sheet.set_page_breaks(rows)?;
        Ok(())
    }

    /// The cells that hold fields of the form.
    pub fn bound(&self) -> &[Bound] {
        &self.bound
    }

    pub fn done(self) -> (Worksheet, Vec<Bound>) {
        (self.sheet, self.bound)
    }
}

/// A day as the file format counts it, from 1899-12-30.
fn serial(day: i32) -> i32 {
    day + 25_569
}

/// The one place where a score becomes a float, which is all that the file format has: the nearest
/// double to the decimal's text, so that up to 15 digits come back as they were.
fn nearest(value: Decimal) -> Result<f64, Error> {
    let text = plain(value);
    text.parse().map_err(|_| Error::Number(text))
}
