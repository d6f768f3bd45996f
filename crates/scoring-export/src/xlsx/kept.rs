//! 存盘数据: the saved form, and where on the other sheets each of its fields stands, so that a workbook can
//! be read back. No program shows the sheet.
//!
//! Every cell holds text. The first row says what it is: `pingfen`, the version, the 校验码. Then come rows
//! `document` with the saved form in chunks, and rows `cell`: a field's path, a formula that refers to its
//! cell, what was written there, the unit, and what stands before the form's own text.

use std::fmt::Write as _;

use rust_xlsxwriter::utility::row_col_to_cell_absolute;
use rust_xlsxwriter::{Formula, Worksheet};
use scoring::number::plain;
use serde_json::{Value, json};

use crate::document::Document;

use super::cells::{abroad, rows};
use super::paper::{Bound, Content, LONGEST};
use super::{Error, KEPT};

/// What the sheet's first cell says.
pub(crate) const MARK: &str = "pingfen";
/// The version of the sheet's shape.
pub(crate) const VERSION: &str = "1";
/// So many characters of the saved form stand in a cell.
const CHUNK: usize = 30_000;

pub(super) fn sheet(document: &Document, code: &str, bound: &[Bound]) -> Result<Worksheet, Error> {
    let mut sheet = Worksheet::new();
    sheet.set_name(KEPT)?;
    sheet.set_very_hidden(true);
    // A reference to a blank cell shows as blank, not as the library's 0.
    sheet.set_formula_result_default("");
    for (col, text) in (0..).zip([MARK, VERSION, code]) {
        sheet.write_string(0, col, text)?;
    }
    let json = ascii(&document.to_file());
    let chunks = json.as_bytes().chunks(CHUNK).map(String::from_utf8_lossy);
    let mut row = 1;
    for chunk in chunks {
        sheet.write_string(row, 0, "document")?;
        sheet.write_string(row, 1, chunk)?;
        row += 1;
    }
    for (at, cell) in bound.iter().enumerate() {
        let row = row + rows(at);
        let there = abroad(cell.sheet, &row_col_to_cell_absolute(cell.row, cell.col));
        sheet.write_string(row, 0, "cell")?;
        sheet.write_string(row, 1, &cell.place)?;
        sheet.write_formula(row, 2, Formula::new(there).set_result(cell.content.value()))?;
        sheet.write_string(row, 3, written(&cell.content))?;
        sheet.write_string(row, 4, &cell.unit)?;
        if !cell.before.is_empty() {
            sheet.write_string(row, 5, short(&json!(cell.before)))?;
        }
    }
    Ok(sheet)
}

/// What a person finds in a cell, as JSON. A score that the workbook works out itself is nobody's entry.
fn written(content: &Content) -> String {
    let value = match content {
        Content::Blank | Content::Formula(..) => Value::Null,
        Content::Text(text) => json!({ "t": text }),
        Content::Number(value) => json!({ "n": plain(*value) }),
        Content::Date(day) => json!({ "d": scoring::date::written(*day) }),
    };
    short(&value)
}

/// JSON in ASCII; a text that would then be too long for a cell, as it is.
fn short(value: &Value) -> String {
    let json = value.to_string();
    let safe = ascii(&json);
    if safe.len() > LONGEST { json } else { safe }
}

/// Compact JSON in letters that every office program keeps as they are: whatever is not ASCII, and what
/// their files give a meaning of its own, is escaped. All of that occurs within JSON's strings alone.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if matches!(c, '!'..='~') && !matches!(c, '_' | '<' | '>' | '&') {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            write!(out, "\\u{unit:04x}").ok();
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn what_programs_change_is_escaped() {
        for (json, safe) in [
            (r#"{"a":[1,"b"]}"#, r#"{"a":[1,"b"]}"#),
            (
                "\"甲 _x000D_ <&>\"",
                r#""\u7532\u0020\u005fx000D\u005f\u0020\u003c\u0026\u003e""#,
            ),
            ("\"𠮷\u{7f}\u{85}\"", r#""\ud842\udfb7\u007f\u0085""#),
            (r#""\n\\_\"""#, r#""\n\\\u005f\"""#),
        ] {
            assert_eq!(ascii(json), safe);
            let (one, other): (Value, Value) = (
                serde_json::from_str(json).unwrap(),
                serde_json::from_str(safe).unwrap(),
            );
            assert_eq!(one, other);
        }
    }

    #[test]
    fn every_character_comes_back() {
        let all: String = (1..0x3000_u32)
            .chain([0xfeff, 0xfffd, 0xfffe, 0xffff, 0x1f600, 0x10ffff])
            .filter_map(char::from_u32)
            .collect();
        let safe = ascii(&json!(all).to_string());
        assert!(safe.bytes().all(|byte| byte.is_ascii_graphic()));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), all);
    }

    #[test]
    fn a_text_as_long_as_a_cell_is_written_plainly() {
        let long = "长".repeat(9_000);
        let written = written(&Content::Text(long.clone()));
        assert_eq!(
            serde_json::from_str::<Value>(&written).unwrap(),
            json!({ "t": long })
        );
        assert!(written.encode_utf16().count() < LONGEST);
    }
}
