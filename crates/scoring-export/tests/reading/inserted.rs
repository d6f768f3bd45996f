//! A row in the middle of a sheet, as programs insert it that leave the formulas of all sheets as they are.

use std::io::{Cursor, Read, Write};

/// A workbook with other cells in a row of a sheet.
pub fn replaced(bytes: &[u8], sheet: usize, row: u32, cells: &[(&str, &str)]) -> Vec<u8> {
    changed(bytes, sheet, &|xml| with_row(xml, row, cells, 0))
}

/// A workbook with a row before one of a sheet, both counted from 1, and such texts and numbers in it by column.
pub fn inserted(bytes: &[u8], sheet: usize, row: u32, cells: &[(&str, &str)]) -> Vec<u8> {
    changed(bytes, sheet, &|xml| with_row(xml, row, cells, 1))
}

fn changed(bytes: &[u8], sheet: usize, change: &dyn Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        if name == format!("xl/worksheets/sheet{sheet}.xml") {
            text = change(&text);
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// The rows with a new one, those from there on so many rows lower.
fn with_row(xml: &str, row: u32, cells: &[(&str, &str)], by: u32) -> String {
    let mut out = String::new();
    let mut done = false;
    for (index, part) in xml.split("<row r=\"").enumerate() {
        if index == 0 {
            out.push_str(part);
            continue;
        }
        let (number, rest) = part.split_once('"').unwrap();
        let number: u32 = number.parse().unwrap();
        if number < row {
            out.push_str(&format!("<row r=\"{number}\"{rest}"));
            continue;
        }
        if !done {
            out.push_str(&new(row, cells));
            done = true;
        }
        if by == 0 && number == row {
            // What stands behind the last row.
            out.push_str(rest.split_once("</row>").unwrap().1);
            continue;
        }
        let mut moved = String::new();
        for (index, cell) in rest.split("<c r=\"").enumerate() {
            if index == 0 {
                moved.push_str(cell);
                continue;
            }
            let (address, cell) = cell.split_once('"').unwrap();
            let column = address.trim_end_matches(|c: char| c.is_ascii_digit());
            moved.push_str(&format!("<c r=\"{column}{}\"{cell}", number + by));
        }
        out.push_str(&format!("<row r=\"{}\"{moved}", number + by));
    }
    assert!(done);
    out
}

fn new(row: u32, cells: &[(&str, &str)]) -> String {
    let cells = cells
        .iter()
        .map(|(column, text)| match text.parse::<f64>() {
            Ok(_) => format!("<c r=\"{column}{row}\"><v>{text}</v></c>"),
            Err(_) => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        });
    format!("<row r=\"{row}\">{}</row>", cells.collect::<String>())
}
