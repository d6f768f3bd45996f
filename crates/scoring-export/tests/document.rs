//! The saved form: what goes in comes out, and what is no saved form is refused with a reason.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;

use common::examples;
use scoring::entry::Entry;
use scoring::form::{Answer, Form, Goal, Part, Target};
use scoring::rubric::Rubric;
use scoring_export::document::{Document, Unopenable};

const RUBRIC: &str = r#"{
    "id": "one", "title": "一项", "year": "2023", "region": "—", "points": "1",
    "source": { "title": "—", "issuer": "—" }, "rounding": { "places": 2 }, "grades": [{ "name": "—", "from": "0" }],
    "sections": [{ "name": "一", "points": "1", "groups": [{ "name": "一", "points": "1", "indicators": [{
        "id": "a", "name": "一", "points": "1", "criteria": "—", "source": "—",
        "rule": { "choice": { "id": "b", "label": "一" } }
    }] }] }]
}"#;

/// Everything in it that a form can hold, and texts that nobody can read as numbers.
fn document() -> Document {
    let rubric: Rubric = serde_json::from_str(RUBRIC).unwrap();
    let odd = "  ≥６５％ \u{3000}</script>\"\\ \n\t𠮷\u{0}=1+1  ";
    let entry = || Entry::new(odd);
    let text = || odd.to_owned();
    let target = Target {
        name: text(),
        direction: text(),
        goal: entry(),
        unit: text(),
        actual: entry(),
        word: text(),
        reached: text(),
        note: text(),
        group: text(),
        points: entry(),
        claimed: entry(),
        parts: vec![
            Part {
                name: text(),
                goal: entry(),
                actual: entry(),
            },
            Part::default(),
        ],
    };
    let answer = Answer {
        inputs: [("b".to_owned(), entry())].into(),
        claimed: entry(),
        verified: entry(),
        cause: text(),
        reason: text(),
        remedy: text(),
        evidence: text(),
        remark: text(),
    };
    let form = Form {
        profile: [("unit".to_owned(), entry())].into(),
        goals: vec![
            Goal {
                goal: text(),
                done: text(),
            },
            Goal::default(),
        ],
        targets: [("a".to_owned(), vec![target, Target::default()])].into(),
        answers: [
            ("a".to_owned(), answer),
            ("gone".to_owned(), Answer::default()),
        ]
        .into(),
    };
    Document::new(rubric, form)
}

#[test]
fn what_goes_in_comes_out() {
    let document = document();
    let text = document.to_json();
    let again = Document::from_json(&text).unwrap();
    assert_eq!(again, document);
    assert_eq!(again.to_json(), text);
    // As some editors save it.
    assert_eq!(
        Document::from_json(&format!("\u{feff}{text}")).unwrap(),
        document
    );
}

#[test]
fn every_example_comes_out() {
    for (id, document) in examples() {
        let again = Document::from_json(&document.to_json()).unwrap();
        assert_eq!(again, document, "{id}");
    }
}

#[test]
fn what_is_no_saved_form_is_refused_with_a_reason() {
    let text = document().to_json();
    let code = |text: &str| {
        Document::from_json(text)
            .map_err(|why| why.code())
            .unwrap_err()
    };
    assert_eq!(code(""), "file-not-json");
    assert_eq!(code("PK\u{3}\u{4}"), "file-not-json");
    assert_eq!(code(text.split_once("claimed").unwrap().0), "file-not-json");
    for foreign in [
        "{}",
        "[]",
        "1",
        "\"pingfen\"",
        "{\"pingfen\": null}",
        "{\"pingfen\": \"1\"}",
        "{\"name\": \"x\"}",
    ] {
        assert_eq!(code(foreign), "file-foreign", "{foreign}");
    }
    assert_eq!(
        Document::from_json("{\"pingfen\":2}"),
        Err(Unopenable::TooNew(2))
    );
    assert_eq!(code("{\"pingfen\":1}"), "file-damaged");
    assert_eq!(
        code(&text.replace("\"goals\"", "\"golas\"")),
        "file-damaged"
    );
    assert_eq!(
        code(&text.replacen("\"points\":\"1\"", "\"points\":\"2\"", 1)),
        "file-bad-rubric"
    );
    assert_eq!(code(&"[".repeat(100_000)), "file-foreign");
    assert_eq!(
        code(&format!("{{\"a\":{}", "[".repeat(100_000))),
        "file-not-json"
    );
}
