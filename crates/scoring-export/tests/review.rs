//! 核查: the reviewer's file holds what the unit handed in and what the reviewer found, and every paper says both.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;

use common::file::text;
use common::{examples, handed_in, jiangmen, suixi};
use scoring::finding::Place;
use scoring::layout::Shows;
use scoring::review::{reviewed, said};
use scoring::{Scorer, score};
use scoring_export::code::Stated;
use scoring_export::document::{Document, Unopenable};
use scoring_export::paper::Paper;
use scoring_export::reading::{self, Opened};

fn put(document: &mut Document, path: &str, text: &str) {
    assert!(document.form.set(&path.parse().unwrap(), text), "{path}");
}

#[test]
fn a_review_begins_with_the_figures_and_claims_alone() {
    let unit = jiangmen();
    let review = Document::begin_review(unit.clone());
    assert_eq!(review.review.as_ref().unwrap().unit, unit.form);
    assert_eq!(
        review.review.as_ref().unwrap().stated,
        Stated {
            engine: scoring::VERSION.to_owned(),
            code: unit.code(),
        }
    );
    assert!(review.form.claims_as(&unit.form));
    for (id, answer) in &unit.form.answers {
        let mine = review.form.answers.get(id).cloned().unwrap_or_default();
        assert_eq!(
            (&mine.inputs, &mine.claimed),
            (&answer.inputs, &answer.claimed),
            "{id}"
        );
        let said = [&mine.reason, &mine.remedy, &mine.evidence, &mine.remark];
        assert!(said.iter().all(|text| text.is_empty()), "{id}");
    }
    // Nothing is verified yet, and the same figures give the same scores.
    let sheet = score(&review.in_use(), &review.form);
    assert_eq!(sheet.total.verified, None);
    assert_eq!(
        sheet.total.computed,
        score(&unit.rubric, &unit.form).total.computed
    );
}

#[test]
fn the_units_form_is_in_every_file_byte_for_byte() {
    let (unit, review) = (handed_in(), suixi());
    let handed = unit.form.to_json();
    assert!(unit.to_file().contains(&format!(r#""form":{handed}"#)));
    assert!(
        review
            .to_file()
            .contains(&format!(r#""review":{{"unit":{handed},"#))
    );
    for paper in [Paper::Json, Paper::Xlsx] {
        let bytes = paper.make(&review).unwrap();
        let Opened::Own(own) = reading::open(&bytes, &[]).unwrap() else {
            panic!("{paper:?} is not known as our own");
        };
        assert_eq!(own.document, review, "{paper:?}");
        assert_eq!(
            own.document.review.unwrap().unit.to_json(),
            handed,
            "{paper:?}"
        );
    }
}

#[test]
fn suixi_is_verified_as_its_report_says() {
    let review = suixi();
    let scorer = Scorer::new(&review.in_use());
    let sheet = scorer.score(&review.form);
    let number = |text: &str| Some(text.parse().unwrap());
    assert_eq!(sheet.total.claimed, number("100"));
    assert_eq!(sheet.total.verified, number("75.06"));
    assert_eq!(sheet.grade.verified.as_deref(), Some("中"));
    let sections: Vec<_> = sheet
        .sections
        .iter()
        .map(|one| (one.total.verified, one.rate.verified))
        .collect();
    assert_eq!(
        sections[..4],
        [
            (number("10.5"), number("0.525")),
            (number("35.36"), number("0.884")),
            (number("5.5"), number("0.55")),
            (number("23.7"), number("0.79")),
        ]
    );
    let unit = &review.review.as_ref().unwrap().unit;
    let rows = reviewed(&sheet, &review.form, Some(unit));
    // 3 of 资金下达合法性 went to 支出完成率.
    let by = |id: &str| rows.iter().find(|row| row.line.id == id).unwrap().by;
    assert_eq!(
        (by("spending-completion"), by("funds-release")),
        (number("3"), number("-3"))
    );
    // What was changed adds up to what is between the totals.
    let all: rust_decimal::Decimal = rows.iter().filter_map(|row| row.by).sum();
    assert_eq!(
        Some(all),
        sheet
            .total
            .verified
            .zip(sheet.total.claimed)
            .map(|(v, c)| v - c)
    );
}

#[test]
fn a_corrected_figure_is_listed_with_both() {
    let mut review = Document::begin_review(jiangmen());
    let place = Place::Input("budget-constraint".into(), "added".into());
    assert_eq!(review.form.text(&place), "90");
    review.form.set(&place, "1234.5");
    let scorer = Scorer::new(&review.in_use());
    let sheet = scorer.score(&review.form);
    let rows = reviewed(
        &sheet,
        &review.form,
        review.review.as_ref().map(|review| &review.unit),
    );
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(row.corrected.len(), 1);
    let words = said(&scorer, &row.corrected[0]);
    assert!(words.ends_with("：填报 90，核实 1234.5。"), "{words}");
    let bytes = Paper::Xlsx.make(&review).unwrap();
    assert!(all_text(&bytes).contains(&words));
}

/// Every self-assessment can be reviewed: its own columns with 核查得分 beside 自评得分, and a report as reviewers write it.
#[test]
fn every_example_can_be_reviewed() {
    for (id, document) in examples() {
        let mut review = Document::begin_review(document.clone());
        put(&mut review, "profile.reviewer", "某某会计师事务所");
        let rubric = review.in_use().into_owned();
        assert_eq!(scoring::check::check(&rubric), [], "{id}");
        let (claimed, verified) = (
            rubric.layout.column(Shows::Claimed),
            rubric.layout.column(Shows::Verified),
        );
        assert_eq!(claimed.map(|at| at + 1), verified, "{id}");
        for line in &score(&rubric, &review.form).lines {
            if let Some(score) = line.counted {
                put(
                    &mut review,
                    &format!("answers.{}.verified", line.id),
                    &score.to_string(),
                );
            }
        }
        let bytes = Paper::Xlsx
            .make(&review)
            .unwrap_or_else(|why| panic!("{id}: {why}"));
        assert!(all_text(&bytes).contains("某某会计师事务所"), "{id}");
        let report = text(&Paper::Docx.make(&review).unwrap(), "word/document.xml");
        assert!(
            report.contains("核查报告") && report.contains("评价得分"),
            "{id}"
        );
        assert!(!Paper::Csv.make(&review).unwrap().is_empty(), "{id}");
    }
}

#[test]
fn claims_that_were_changed_in_a_file_are_refused() {
    let mut review = Document::begin_review(jiangmen());
    let id = review
        .form
        .answers
        .iter()
        .find(|(_, answer)| !answer.claimed.is_empty())
        .unwrap()
        .0
        .clone();
    put(&mut review, &format!("answers.{id}.claimed"), "0.01");
    assert_eq!(
        Document::from_json(&review.to_file()),
        Err(Unopenable::ClaimsChanged)
    );
}

/// Every text of a workbook, wherever it stands.
fn all_text(bytes: &[u8]) -> String {
    text(bytes, "xl/sharedStrings.xml")
}
