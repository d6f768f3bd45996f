//! 存盘数据: the form in the workbook, and the cell of each of its fields.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;

use std::collections::BTreeSet;

use common::book::{Bound, Value};
use common::{Book, CODE, FULL, all, edges, examples, file, jiangmen};
use rust_decimal::Decimal;
use scoring::finding::Place;
use scoring::form::{Answer, Target};
use scoring_export::document::Document;
use scoring_export::xlsx::{self, KEPT, SCORE_TABLE, WORKING};
use serde_json::{Value as Json, json};

#[test]
fn the_sheet_is_shown_by_no_program_and_is_text() {
    let bytes = xlsx::workbook(&jiangmen(), CODE).unwrap();
    let book = file::text(&bytes, "xl/workbook.xml");
    let sheet = book
        .split("<sheet ")
        .find(|sheet| sheet.contains(KEPT))
        .unwrap();
    assert!(sheet.contains("state=\"veryHidden\""), "{sheet}");
    let xml = file::sheet(&bytes, 4);
    for cell in xml.split("<c r=\"").skip(1) {
        let formula = cell.contains("<f>");
        assert!(formula || cell.contains("t=\"s\""), "{cell}");
        assert_eq!(
            formula,
            cell.starts_with('C') && !cell.starts_with("C1\""),
            "{cell}"
        );
    }
}

#[test]
fn the_form_comes_back_from_its_chunks() {
    for document in all() {
        let book = Book::of(&document);
        let text = |row, col| book.text(KEPT, row, col);
        assert_eq!([text(0, 0), text(0, 1), text(0, 2)], ["pingfen", "1", CODE]);
        let rows = (1..=book.last(KEPT)).filter(|row| text(*row, 0) == "document");
        let chunks: Vec<_> = rows.map(|row| text(row, 1)).collect();
        assert!(chunks.iter().all(|chunk| chunk.len() <= 30_000));
        let json = chunks.concat();
        let plain = |byte: u8| byte.is_ascii_graphic() && !b"_<>&".contains(&byte);
        assert!(json.bytes().all(plain));
        assert_eq!(Document::from_json(&json).unwrap(), document);
    }
}

/// What a cell holds, as the sheet would say it.
fn held(book: &Book, cell: &Bound) -> Json {
    let (row, col) = cell.at;
    if !book.formula(&cell.sheet, row, col).is_empty() {
        return Json::Null;
    }
    let day = cell.written.get("d").is_some();
    match book.sheets[&cell.sheet].values.get(&cell.at) {
        None => Json::Null,
        Some(Value::Number(day_count)) if day => {
            json!({ "d": scoring::date::written(*day_count as i32 - 25_569) })
        }
        Some(Value::Number(number)) => json!({ "n": number.to_string() }),
        Some(Value::Text(text)) => json!({ "t": text }),
        Some(Value::Other(other)) => panic!("{} holds {other}", cell.place),
    }
}

#[test]
fn every_bound_cell_holds_what_is_said_of_it() {
    let mut count = 0;
    for document in all() {
        let book = Book::of(&document);
        for cell in book.bound() {
            count += 1;
            assert_eq!(held(&book, &cell), cell.written, "{}", cell.place);
            // The reference shows what the cell does.
            let shown = book.text(&cell.sheet, cell.at.0, cell.at.1);
            assert_eq!(book.text(KEPT, cell.row, 2), shown, "{}", cell.place);
            if let Some(text) = cell.written.get("t") {
                assert!(
                    text.as_str().unwrap().starts_with(cell.before.trim_end()),
                    "{}",
                    cell.place
                );
            }
        }
    }
    assert!(count > 1000, "{count}");
}

/// What the form says at a place, as a cell in this unit would hold it.
fn said(document: &Document, cell: &Bound) -> Json {
    let (id, basis) = match cell.place.strip_suffix(".basis") {
        Some(path) => (path.strip_prefix("answers.").unwrap(), true),
        None => ("", false),
    };
    if basis {
        let answer = document.form.answers.get(id);
        return match answer.map(Answer::basis).filter(|basis| !basis.is_empty()) {
            Some(basis) => json!({ "t": basis }),
            None => Json::Null,
        };
    }
    let place: Place = cell.place.parse().unwrap();
    let text = document.form.text(&place).trim();
    let entry = scoring::entry::Entry::new(text);
    match cell
        .written
        .as_object()
        .and_then(|one| one.keys().next())
        .map(String::as_str)
    {
        Some("n") => {
            let number = entry.read(&cell.unit).unwrap().unwrap();
            json!({ "n": common::plain(Some(number)) })
        }
        Some("d") => json!({ "d": scoring::date::written(entry.read_date().unwrap().unwrap()) }),
        Some("t") => json!({ "t": format!("{}{text}", cell.before) }),
        _ => Json::Null,
    }
}

#[test]
fn every_place_is_bound_once_to_what_the_form_says() {
    for document in all() {
        let book = Book::of(&document);
        let (mut places, mut cells) = (BTreeSet::new(), BTreeSet::new());
        for cell in book.bound() {
            assert!(
                places.insert(cell.place.clone()),
                "{} is bound twice",
                cell.place
            );
            assert!(
                cells.insert((cell.sheet.clone(), cell.at)),
                "{} shares its cell",
                cell.place
            );
            assert_eq!(said(&document, &cell), cell.written, "{}", cell.place);
        }
    }
}

/// Fields that are filled in and have no cell of their own, with the reason.
const UNBOUND: [(&str, &str); 2] = [
    (
        "targets.share.1.group",
        "a list whose targets have no points asks for no 二级指标",
    ),
    (
        "targets.own.2.goal",
        "of a target with parts, each part has its own",
    ),
];

/// Every field of a form that is filled in.
fn filled(document: &Document) -> Vec<Place> {
    let form = &document.form;
    let mut places: Vec<Place> = form
        .profile
        .keys()
        .map(|id| Place::Profile(id.clone()))
        .collect();
    for index in 0..form.goals.len() {
        places.extend(["goal", "done"].map(|field| Place::Goal(index, field)));
    }
    for (id, answer) in &form.answers {
        places.extend(Answer::FIELDS.map(|field| Place::Answer(id.clone(), field)));
        let inputs = answer.inputs.keys();
        places.extend(inputs.map(|question| Place::Input(id.clone(), question.clone())));
    }
    for (id, targets) in &form.targets {
        for (index, target) in targets.iter().enumerate() {
            places.extend(Target::FIELDS.map(|field| Place::Target(id.clone(), index, field)));
            for part in 0..target.parts.len() {
                let fields = ["name", "goal", "actual"];
                places.extend(fields.map(|field| Place::Part(id.clone(), index, part, field)));
            }
        }
    }
    places.retain(|place| !form.text(place).trim().is_empty());
    places
}

#[test]
fn every_filled_in_field_is_bound_or_named_here() {
    let mut full = edges(FULL);
    for (path, text) in [
        ("targets.share.1.group", "数量指标"),
        ("targets.own.2.goal", "3"),
    ] {
        assert!(full.form.set(&path.parse().unwrap(), text));
    }
    let mut unbound = BTreeSet::new();
    let mut count = 0;
    for document in examples()
        .into_iter()
        .map(|(_, document)| document)
        .chain([full])
    {
        let book = Book::of(&document);
        let bound: BTreeSet<String> = book.bound().into_iter().map(|cell| cell.place).collect();
        for place in filled(&document) {
            count += 1;
            let path = match &place {
                Place::Answer(id, "reason" | "remedy") => format!("answers.{id}.basis"),
                place => place.to_string(),
            };
            if !bound.contains(&path) {
                unbound.insert(path);
            }
        }
    }
    let named: BTreeSet<String> = UNBOUND.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(unbound, named);
    assert!(count > 900, "{count}");
}

#[test]
fn fields_stand_where_a_person_changes_them() {
    for (id, place, sheet) in [
        (
            "jiangmen-2023-department",
            "answers.output.claimed",
            SCORE_TABLE,
        ),
        (
            "jiangmen-2023-department",
            "answers.output.evidence",
            SCORE_TABLE,
        ),
        (
            "jiangmen-2023-department",
            "answers.output.verified",
            WORKING,
        ),
        (
            "suixi-2022-verification",
            "answers.spending-completion.verified",
            SCORE_TABLE,
        ),
        (
            "suixi-2022-verification",
            "answers.spending-completion.basis",
            SCORE_TABLE,
        ),
        (
            "suixi-2022-verification",
            "answers.spending-completion.evidence",
            WORKING,
        ),
        (
            "national-project",
            "answers.budget-execution.basis",
            SCORE_TABLE,
        ),
        ("national-project", "answers.output.basis", WORKING),
        ("national-project", "answers.output.claimed", WORKING),
        ("national-project", "profile.total-spent", SCORE_TABLE),
        (
            "jingdezhen-2022-project",
            "answers.allocation.remark",
            WORKING,
        ),
    ] {
        let (_, document) = examples()
            .into_iter()
            .find(|(known, _)| known == id)
            .unwrap();
        assert_eq!(Book::of(&document).place(place).0, sheet, "{id} {place}");
    }
}

#[test]
fn a_copy_of_a_header_figure_follows_the_header() {
    let (_, document) = examples()
        .into_iter()
        .find(|(id, _)| id == "national-project")
        .unwrap();
    let book = Book::of(&document);
    let (sheet, (row, col)) = book.place("profile.total-spent");
    assert_eq!(book.text(&sheet, row, col), "148.9");
    let copy = book.find(WORKING, 3, "全年执行数（B）");
    assert_eq!(book.text(WORKING, copy, 4), "148.9");
    let letter = char::from(b'A' + col as u8);
    let cell = format!("'评分表'!${letter}${}", row + 1);
    assert_eq!(
        book.formula(WORKING, copy, 4),
        format!("IF(ISNUMBER({cell}),{cell},\"\")")
    );
    assert_eq!(
        Decimal::new(1489, 1),
        document.form.profile["total-spent"]
            .read("万元")
            .unwrap()
            .unwrap()
    );
}

/// The number format of a cell.
fn format(bytes: &[u8], sheet: usize, cell: &str) -> String {
    let xml = file::sheet(bytes, sheet);
    let (_, rest) = xml.split_once(&format!("<c r=\"{cell}\" s=\"")).unwrap();
    let style: usize = rest.split('"').next().unwrap().parse().unwrap();
    let styles = file::text(bytes, "xl/styles.xml");
    let formats = styles.split("<cellXfs").nth(1).unwrap().to_owned();
    let format = formats.split("<xf ").nth(style + 1).unwrap().to_owned();
    let id = format
        .split("numFmtId=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    match id.as_str() {
        "9" => "0%".to_owned(),
        "10" => "0.00%".to_owned(),
        id => {
            let known = styles
                .split(&format!("numFmtId=\"{id}\" formatCode=\""))
                .nth(1);
            known.map_or(String::new(), |rest| {
                rest.split('"').next().unwrap().to_owned()
            })
        }
    }
}

#[test]
fn a_blank_percentage_takes_a_percentage() {
    let bytes = xlsx::workbook(&edges(""), CODE).unwrap();
    let book = Book::read(bytes.clone());
    let blank = book.bound().into_iter().filter(|cell| cell.unit == "%");
    let mut count = 0;
    for cell in blank {
        assert_eq!(cell.written, Json::Null);
        let sheet = book
            .names
            .iter()
            .position(|name| *name == cell.sheet)
            .unwrap();
        assert_eq!(
            format(&bytes, sheet, &common::book::name(cell.at)),
            "0.00%",
            "{}",
            cell.place
        );
        count += 1;
    }
    assert!(count > 4);
}

#[test]
fn tables_that_the_original_lacks_are_not_on_the_form() {
    let mut count = 0;
    for (id, document) in examples() {
        let book = Book::of(&document);
        for table in &document.rubric.profile {
            let sheet = if table.added { WORKING } else { SCORE_TABLE };
            for field in &table.fields {
                let place = book.place(&format!("profile.{}", field.id));
                assert_eq!(place.0, sheet, "{id}: {}", field.id);
                count += usize::from(table.added);
            }
        }
    }
    assert!(count > 100, "{count}");
    // What a rule asks of them is referred to there.
    let (_, document) = examples()
        .into_iter()
        .find(|(id, _)| id == "jingdezhen-2022-department")
        .unwrap();
    let book = Book::of(&document);
    let added = document.rubric.profile.iter().filter(|table| table.added);
    let cells: Vec<_> = added
        .flat_map(|table| &table.fields)
        .map(|field| book.place(&format!("profile.{}", field.id)).1)
        .map(|(row, col)| format!("'计算底稿'!${}${}", char::from(b'A' + col as u8), row + 1))
        .collect();
    let copies = (0..book.last(WORKING)).map(|row| book.formula(WORKING, row, 4));
    let copies = copies.filter(|copy| cells.iter().any(|cell| copy.contains(&format!("({cell})"))));
    assert!(copies.count() > 4);
}
