//! A workbook's own files.

use std::io::{Cursor, Read};

/// The text of a file in the workbook.
pub fn text(bytes: &[u8], path: &str) -> String {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    file.by_name(path)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The text of the nth sheet, from 0.
pub fn sheet(bytes: &[u8], index: usize) -> String {
    text(bytes, &format!("xl/worksheets/sheet{}.xml", index + 1))
}
