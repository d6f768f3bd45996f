//! 汇总表 as a sheet of a workbook, row by row.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use scoring::number::plain;

use super::columns::Value;
use super::lists::Lists;

/// How many rows a sheet has below its heads.
pub const MOST_ROWS: u32 = 1_048_575;
/// How many characters a cell holds, as Excel counts them.
const MOST_TEXT: usize = 32_767;
const CUT: &str = "…（过长，没有写完）";
const SHEET: &str = "汇总";
const WIDTH: u16 = 12;
/// Where the file's path stands.
const FILE: u16 = 1;
const FILE_WIDTH: u16 = 40;

/// Begins a sheet with the heads.
pub fn begin(sheet: &mut Worksheet, lists: &Lists) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?.set_freeze_panes(1, 0)?;
    let format = Format::new().set_bold().set_text_wrap();
    let heads = lists.heads();
    for (head, column) in heads.iter().zip(0..) {
        let width = if column == FILE { FILE_WIDTH } else { WIDTH };
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, short(head), &format)?;
    }
    Ok(())
}

/// Writes a row; that of the heads is 0.
pub fn row(sheet: &mut Worksheet, row: u32, cells: &[Value<'_>]) -> Result<(), XlsxError> {
    for (cell, column) in cells.iter().zip(0..) {
        put(sheet, row, column, cell)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Value<'_>) -> Result<(), XlsxError> {
    match cell {
        Value::Blank => {}
        Value::Text(text) => {
            sheet.write_string(row, column, short(text))?;
        }
        Value::Word(_, word) => {
            sheet.write_string(row, column, *word)?;
        }
        Value::Count(count) => {
            sheet.write_number(row, column, *count as f64)?;
        }
        // A cell's number is a float whatever we do; what is shown of it is this decimal.
        Value::Score(score) => match plain(*score).parse::<f64>() {
            Ok(number) => {
                sheet.write_number(row, column, number)?;
            }
            Err(_) => {
                sheet.write_string(row, column, plain(*score))?;
            }
        },
    }
    Ok(())
}

fn short(text: &str) -> Cow<'_, str> {
    if text.encode_utf16().count() <= MOST_TEXT {
        return Cow::Borrowed(text);
    }
    let mut units = CUT.encode_utf16().count();
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_TEXT
    };
    let kept = text.chars().take_while(fits).collect::<String>();
    Cow::Owned(kept + CUT)
}
