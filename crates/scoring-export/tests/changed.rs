//! A figure that is changed in the workbook itself: every score follows, to what the engine makes of the same
//! change.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;

use common::agree::scores;
use common::book::{Bound, Value};
use common::iron::Open;
use common::{Book, CODE, examples, office, plain};
use rust_decimal::Decimal;
use scoring::finding::Place;
use scoring_export::document::Document;
use scoring_export::xlsx;

/// Another number for a cell that holds one, as the cell and as the form have it.
fn other(cell: &Bound) -> Option<(Decimal, String)> {
    let number: Decimal = cell.written.get("n")?.as_str()?.parse().unwrap();
    Some(match cell.unit.as_str() {
        "%" => {
            let number = number * Decimal::new(9, 1);
            (number, plain(Some(number * Decimal::ONE_HUNDRED)))
        }
        "分" => {
            let number = number - Decimal::new(25, 2).min(number);
            (number, plain(Some(number)))
        }
        _ => {
            let number = number + Decimal::ONE;
            (number, plain(Some(number)))
        }
    })
}

/// The document with one field changed; `None` where the engine does not take it.
fn with(document: &Document, place: &Place, text: &str) -> Option<Document> {
    let mut changed = document.clone();
    assert!(changed.form.set(place, text));
    let findings = scoring::score(&changed.rubric, &changed.form).findings;
    let taken = !findings
        .iter()
        .any(|finding| finding.refuses() && finding.at == *place);
    taken.then_some(changed)
}

/// Whether the number has a part in a score.
fn matters(document: &Document, place: &Place) -> bool {
    let read = |id: &str| {
        let scorer = scoring::Scorer::new(&document.rubric);
        let mut questions = scorer.lines().iter().flat_map(|rule| &rule.questions);
        questions.any(|question| question.profile.as_deref() == Some(id))
    };
    match place {
        Place::Profile(id) => read(id),
        _ => true,
    }
}

#[test]
fn every_number_that_is_changed_is_followed() {
    let (mut followed, mut moved) = (0, 0);
    for (id, document) in examples() {
        let bytes = xlsx::workbook(&document, CODE).unwrap();
        let bound = Book::read(bytes.clone()).bound();
        let mut open = Open::new(&bytes);
        let before = scoring::score(&document.rubric, &document.form).total;
        let numbers = bound.iter().filter_map(|cell| {
            let place: Place = cell.place.parse().ok()?;
            let (number, text) = other(cell).filter(|_| matters(&document, &place))?;
            Some((cell, number, with(&document, &place, &text)?))
        });
        for (cell, number, changed) in numbers {
            followed += 1;
            let was = open.number(&cell.sheet, cell.at, number);
            let found = scores(&changed, &open.calculated()).differences;
            assert!(
                found.is_empty(),
                "{id} {}\n{}",
                cell.place,
                found.join("\n")
            );
            open.put(&cell.sheet, cell.at, was);
            let after = scoring::score(&changed.rubric, &changed.form).total;
            moved += usize::from(after != before);
        }
    }
    assert!(
        followed > 250 && moved > 150,
        "{followed} changed, {moved} moved a total"
    );
}

/// An actual value, an answer, a figure of the header; and what the engine then makes of the form.
const CHANGES: [(&str, &str, &str, &str); 4] = [
    ("national-project", "targets.output.1.actual", "450", "450"),
    ("national-project", "profile.total-spent", "190", "190"),
    (
        "jiangmen-2023-department",
        "answers.budget-constraint.inputs.added",
        "900",
        "900",
    ),
    (
        "suixi-2022-verification",
        "profile.procurement-spent",
        "20",
        "20",
    ),
];

#[test]
#[ignore = "needs LibreOffice"]
fn a_changed_figure_is_followed_in_office() {
    let mut changed = Vec::new();
    let mut files = Vec::new();
    for (id, path, number, text) in CHANGES {
        let (_, document) = examples()
            .into_iter()
            .find(|(known, _)| known == id)
            .unwrap();
        let bytes = xlsx::workbook(&document, CODE).unwrap();
        let book = Book::read(bytes.clone());
        let (sheet, at) = book.place(path);
        let index = book.names.iter().position(|name| *name == sheet).unwrap();
        files.push(office::with_number(
            &bytes,
            index,
            &common::book::name(at),
            number,
        ));
        changed.push(with(&document, &path.parse().unwrap(), text).unwrap());
    }
    for ((document, book), change) in changed
        .iter()
        .zip(office::recalculated(&files))
        .zip(CHANGES)
    {
        let found = scores(document, &book).differences;
        assert!(found.is_empty(), "{change:?}\n{}", found.join("\n"));
    }
}

/// Typed over a live score, a claim counts.
#[test]
fn a_claim_that_is_typed_in_the_workbook_counts_there() {
    let (_, mut document) = examples()
        .into_iter()
        .find(|(id, _)| id == "jiangmen-2023-department")
        .unwrap();
    let answer = document.form.answers.values_mut();
    answer.for_each(|answer| answer.claimed = Default::default());
    let bytes = xlsx::workbook(&document, CODE).unwrap();
    let book = Book::read(bytes.clone());
    let line = &scoring::score(&document.rubric, &document.form).lines[0].clone();
    let (sheet, at) = book.place(&format!("answers.{}.claimed", line.id));
    assert!(book.formula(&sheet, at.0, at.1).contains("计算底稿"));
    let total = book.find(&sheet, 0, "合计");
    let before: Decimal = book.text(&sheet, total, at.1).parse().unwrap();
    let mut open = Open::new(&bytes);
    open.number(&sheet, at, Decimal::ONE);
    let after = open.calculated();
    let expected = before - line.computed.unwrap() + Decimal::ONE;
    assert_eq!(
        after.sheets[&sheet].values[&(total, at.1)],
        Value::Number(plain(Some(expected)).parse().unwrap())
    );
}
