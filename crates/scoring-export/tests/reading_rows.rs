//! Rows that were inserted into the sheet of targets of our own workbook, by programs that let the references follow, and by
//! others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;
#[path = "reading/edited.rs"]
mod edited;
#[path = "reading/inserted.rs"]
mod inserted;

use common::{Book, edges, examples, jiangmen};
use edited::edited;
use inserted::{inserted, replaced};
use scoring_export::document::Document;
use scoring_export::reading::{self, Change, Opened, Own};
use scoring_export::xlsx;

const SHEET: &str = "指标完成情况表";
/// A new target, by column.
const NEW: [(&str, &str); 6] = [
    ("B", "新的目标"),
    ("C", "≥"),
    ("D", "200"),
    ("E", "万人"),
    ("F", "210"),
    ("H", "是"),
];

fn own(bytes: &[u8]) -> Own {
    match reading::open(bytes, &[]).unwrap_or_else(|why| panic!("{why}")) {
        Opened::Own(own) => *own,
        Opened::Foreign(_) => panic!("foreign"),
    }
}

fn workbook(document: &Document) -> Vec<u8> {
    xlsx::workbook(document, &document.code()).unwrap()
}

/// The number of the sheet of targets, from 1.
fn sheet(bytes: &[u8]) -> usize {
    let book = Book::read(bytes.to_vec());
    book.names.iter().position(|name| name == SHEET).unwrap() + 1
}

/// The row of a target, from 1.
fn row(bytes: &[u8], place: &str) -> u32 {
    let (sheet, at) = Book::read(bytes.to_vec()).place(place);
    assert_eq!(sheet, SHEET);
    at.0 + 1
}

/// One added target before the nth of a list, and nothing else.
fn one_added(name: &str, own: &Own, document: &Document, list: &str, at: usize) {
    assert_eq!(own.edits.len(), 1, "{name}: {:#?}", own.edits);
    let edit = &own.edits[0];
    assert_eq!(edit.change, Change::Added, "{name}");
    assert_eq!(edit.place.to_string(), format!("targets.{list}.{at}.name"));
    assert_eq!(own.unread, [], "{name}");
    let mut now = own.document.form.clone();
    let added = now.targets.get_mut(list).unwrap().remove(at);
    assert_eq!(added.name, "新的目标", "{name}");
    assert_eq!(now, document.form, "{name}");
}

/// The lists with targets of every example.
fn lists() -> Vec<(String, Document, String, usize)> {
    let mut lists = Vec::new();
    for (id, document) in examples() {
        for (list, targets) in &document.form.targets {
            lists.push((id.clone(), document.clone(), list.clone(), targets.len()));
        }
    }
    lists
}

#[test]
fn a_row_that_no_reference_followed_is_one_added_target() {
    for (id, document, list, count) in lists() {
        let bytes = workbook(&document);
        for at in [0, 1, count / 2, count - 1] {
            let before = row(&bytes, &format!("targets.{list}.{at}.name"));
            let own = own(&inserted(&bytes, sheet(&bytes), before, &NEW));
            let name = format!("{id} {list} {at}");
            one_added(&name, &own, &document, &list, at);
            assert_eq!(own.edits[0].cell, format!("B{before}"), "{name}");
            assert_eq!(
                own.edits[0].now,
                "新的目标 ≥ 200 万人，实际 210，自评达成 是"
            );
            assert_eq!(own.notes.len(), 1, "{name}: {:?}", own.notes);
        }
    }
}

#[test]
fn blank_rows_and_changes_of_moved_rows_are_told_apart() {
    let document = jiangmen();
    let bytes = workbook(&document);
    let before = row(&bytes, "targets.output.3.name");
    let moved = inserted(&bytes, sheet(&bytes), before, &[]);
    let blank = own(&moved);
    assert_eq!(blank.edits, []);
    assert_eq!(blank.unread, []);
    assert_eq!(blank.document, document);
    // The row that stood there is the second new one now.
    let twice = inserted(&moved, sheet(&bytes), before, &NEW);
    one_added("twice", &own(&twice), &document, "output", 3);
}

#[test]
fn rows_that_cannot_be_told_apart_are_not_read() {
    let document = jiangmen();
    let bytes = workbook(&document);
    let before = row(&bytes, "targets.output.3.name");
    let benefit = row(&bytes, "targets.benefit.0.name");
    let number = sheet(&bytes);
    let bytes = inserted(&bytes, number, before, &NEW);
    // Which of the two is the fourth, and which is new?
    let other = [("B", "另一个目标"), ("D", "7"), ("E", "件"), ("F", "8")];
    let bytes = replaced(&bytes, number, before + 1, &other);
    let changed = [("B", "改了名的目标")];
    let own = own(&replaced(&bytes, number, benefit + 1, &changed));
    assert_eq!(
        own.document.form.targets["output"],
        document.form.targets["output"]
    );
    assert_eq!(own.unread.len(), 1, "{own:#?}");
    assert_eq!(own.unread[0].text, "部门整体绩效目标产出指标完成情况");
    assert_eq!(own.unread[0].sheet, SHEET);
    // The other list is read by its own rows.
    assert!(
        own.edits
            .iter()
            .all(|edit| edit.place.to_string().starts_with("targets.benefit.0."))
    );
    assert_eq!(own.document.form.targets["benefit"][0].name, "改了名的目标");
    assert_eq!(
        own.document.form.targets["benefit"][1..],
        document.form.targets["benefit"][1..]
    );
}

#[test]
fn a_percentage_of_another_row_is_never_taken() {
    let document = jiangmen();
    let bytes = workbook(&document);
    let before = row(&bytes, "targets.output.0.name");
    let new = [
        ("B", "新的目标"),
        ("C", "≥"),
        ("D", "0.9"),
        ("E", "%"),
        ("F", "0.95"),
    ];
    let own = own(&inserted(&bytes, sheet(&bytes), before, &new));
    one_added("%", &own, &document, "output", 0);
    assert_eq!(own.edits[0].now, "新的目标 ≥ 90%，实际 95%");
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_row_that_libreoffice_inserts_is_one_added_target() {
    let document = jiangmen();
    let bytes = workbook(&document);
    for at in [0, 3, 14] {
        let before = row(&bytes, &format!("targets.output.{at}.name"));
        let mut lines = vec![format!("sheet.Rows.insertByIndex({}, 1)", before - 1)];
        for (column, text) in NEW {
            let column = u32::from(column.as_bytes()[0] - b'A');
            let cell = format!("sheet.getCellByPosition({column}, {})", before - 1);
            lines.push(match text.parse::<f64>() {
                Ok(_) => format!("{cell}.Value = {text}"),
                Err(_) => format!("{cell}.String = \"{text}\""),
            });
        }
        let saved = edited(&bytes, SHEET, &lines.join("\n"));
        let own = own(&saved);
        one_added("LibreOffice", &own, &document, "output", at);
        assert_eq!(own.notes, [] as [&str; 0]);
    }
}

/// Every example comes back when nothing but a blank row was inserted.
#[test]
fn a_blank_row_changes_nothing() {
    for (id, document, list, _) in lists() {
        let bytes = workbook(&document);
        let before = row(&bytes, &format!("targets.{list}.0.name"));
        let own = own(&inserted(&bytes, sheet(&bytes), before, &[]));
        assert_eq!(own.edits, [], "{id} {list}");
        assert_eq!(own.unread, [], "{id} {list}");
        assert_eq!(own.document, document, "{id} {list}");
    }
    let document = edges(common::FULL);
    let bytes = workbook(&document);
    let own = own(&inserted(&bytes, sheet(&bytes), 4, &[]));
    assert_eq!(own.edits, []);
    assert_eq!(own.document, document);
}
