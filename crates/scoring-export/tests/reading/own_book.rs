//! Our own workbook, as a person changes it in a program that lets the references follow.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use scoring_export::document::Document;
use scoring_export::xlsx::{KEPT, TARGET_TABLE};

use crate::common::Book;
use crate::common::book::{At, name};

/// What is typed into a cell.
#[derive(Clone, Debug)]
pub enum Content {
    Blank,
    Number(String),
    Text(String),
    /// A formula, and the value that was worked out.
    Formula(String, String),
}

/// A workbook that can be changed before it is read.
pub struct OwnBook {
    /// The files in the zip.
    parts: BTreeMap<String, String>,
    /// The workbook as it was made.
    made: OnceCell<Book>,
}

impl OwnBook {
    pub fn of(document: &Document) -> Self {
        let bytes = scoring_export::xlsx::workbook(document, &document.code()).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let parts = (0..zip.len()).map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        });
        Self {
            parts: parts.collect(),
            made: OnceCell::new(),
        }
    }

    /// Its cells, before any of them was changed.
    pub fn made(&self) -> &Book {
        self.made.get_or_init(|| Book::read(self.write()))
    }

    /// Where a field was written.
    pub fn at(&self, path: &str) -> At {
        self.made().place(path).1
    }

    /// Types into the cell of a field.
    pub fn put(&mut self, path: &str, now: Content) {
        let (sheet, at) = self.made().place(path);
        self.set(&sheet, at, now);
    }

    /// Types into a cell.
    pub fn set(&mut self, sheet: &str, at: At, now: Content) {
        let xml = self.sheet(sheet);
        *xml = with_cell(xml, at, &now);
    }

    /// Lets a row of 存盘数据 say nothing.
    pub fn unbind(&mut self, path: &str) {
        let bound = self.made().bound();
        let row = bound.iter().find(|bound| bound.place == path).unwrap().row;
        for col in 0..6 {
            self.set(KEPT, (row, col), Content::Blank);
        }
    }

    /// Inserts a row into the sheet of targets.
    pub fn insert(&mut self, row: u32, cells: &[(u32, Content)]) {
        let xml = self.sheet(TARGET_TABLE);
        *xml = renumbered(xml, &|old| Some(if old >= row { old + 1 } else { old }));
        self.follow(&|old| Some(if old >= row { old + 1 } else { old }));
        let xml = self.sheet(TARGET_TABLE);
        *xml = with_rows(xml, [row], cells);
    }

    /// Deletes a row of the sheet of targets.
    pub fn delete(&mut self, row: u32) {
        let place = |old| match old {
            old if old == row => None,
            old if old > row => Some(old - 1),
            old => Some(old),
        };
        let xml = self.sheet(TARGET_TABLE);
        *xml = renumbered(xml, &place);
        self.follow(&place);
    }

    /// Puts so many rows below all others.
    pub fn append(&mut self, sheet: &str, count: usize, cells: &[(u32, Content)]) {
        let xml = self.sheet(sheet);
        let (_, last) = xml.rsplit_once("<row r=\"").unwrap();
        let last: u32 = last.split_once('"').unwrap().0.parse().unwrap();
        *xml = with_rows(xml, (last..).take(count), cells);
    }

    pub fn write(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.parts {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn sheet(&mut self, name: &str) -> &mut String {
        let names = &self.parts["xl/workbook.xml"];
        let (before, _) = names
            .split_once(&format!("<sheet name=\"{name}\""))
            .unwrap();
        let number = before.matches("<sheet name=").count() + 1;
        let part = format!("xl/worksheets/sheet{number}.xml");
        self.parts.get_mut(&part).unwrap()
    }

    /// Lets the references of 存盘数据 follow rows of targets.
    fn follow(&mut self, place: &dyn Fn(u32) -> Option<u32>) {
        let xml = self.sheet(KEPT);
        let mut parts = xml.split(TARGET_TABLE);
        let mut out = parts.next().unwrap().to_owned();
        for part in parts {
            let (cell, rest) = part.split_once("</f>").unwrap();
            let (column, row) = cell.rsplit_once('$').unwrap();
            let row: u32 = row.parse().unwrap();
            let cell = match place(row - 1) {
                Some(row) => format!("{column}${}", row + 1),
                None => "!#REF!".to_owned(),
            };
            out.push_str(&[TARGET_TABLE, &cell, "</f>", rest].concat());
        }
        *xml = out;
    }
}

/// The rows at other places; `None` deletes one.
fn renumbered(xml: &str, place: &dyn Fn(u32) -> Option<u32>) -> String {
    let mut parts = xml.split("<row r=\"");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('"').unwrap();
        let old: u32 = number.parse().unwrap();
        let Some(new) = place(old - 1).map(|row| row + 1) else {
            out.push_str(rest.split_once("</row>").unwrap().1);
            continue;
        };
        let mut cells = rest.split("<c r=\"");
        out.push_str(&format!("<row r=\"{new}\"{}", cells.next().unwrap()));
        for cell in cells {
            let (address, cell) = cell.split_once('"').unwrap();
            let column = address.trim_end_matches(|c: char| c.is_ascii_digit());
            out.push_str(&format!("<c r=\"{column}{new}\"{cell}"));
        }
    }
    out
}

/// A sheet with such rows, where it has none.
fn with_rows(xml: &str, rows: impl IntoIterator<Item = u32>, cells: &[(u32, Content)]) -> String {
    let rows = rows.into_iter().map(|row| {
        let cells = cells.iter().map(|(col, now)| cell((row, *col), "", now));
        format!("<row r=\"{}\">{}</row>", row + 1, cells.collect::<String>())
    });
    let rows: String = rows.collect();
    xml.replacen("</sheetData>", &(rows + "</sheetData>"), 1)
}

/// A sheet with another cell; it keeps its format.
fn with_cell(xml: &str, at: At, now: &Content) -> String {
    let begin = format!("<c r=\"{}\"", name(at));
    if let Some((before, rest)) = xml.split_once(&begin) {
        let (head, body) = rest.split_once('>').unwrap();
        let style = head.split_once(" s=\"").map(|(_, style)| style);
        let style = style.map_or("", |style| style.split_once('"').unwrap().0);
        let rest = match head.ends_with('/') {
            true => body,
            false => body.split_once("</c>").unwrap().1,
        };
        return [before, &cell(at, style, now), rest].concat();
    }
    let cell = cell(at, "", now);
    let row = format!("<row r=\"{}\"", at.0 + 1);
    match xml.split_once(&row) {
        Some((before, rest)) => {
            let (head, rest) = rest.split_once('>').unwrap();
            assert!(!head.ends_with('/'));
            [before, &row, head, ">", &cell, rest].concat()
        }
        None => with_rows(xml, [at.0], &[(at.1, now.clone())]),
    }
}

fn cell(at: At, style: &str, now: &Content) -> String {
    let style = match style {
        "" => String::new(),
        style => format!(" s=\"{style}\""),
    };
    let begin = format!("<c r=\"{}\"{style}", name(at));
    match now {
        Content::Blank => format!("{begin}/>"),
        Content::Number(number) => format!("{begin}><v>{number}</v></c>"),
        Content::Text(text) => format!(
            "{begin} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        ),
        Content::Formula(formula, value) => {
            let kind = match value {
                error if error.starts_with('#') => " t=\"e\"",
                number if number.parse::<f64>().is_ok() => "",
                _ => " t=\"str\"",
            };
            let (formula, value) = (escaped(formula), escaped(value));
            format!("{begin}{kind}><f>{formula}</f><v>{value}</v></c>")
        }
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}
