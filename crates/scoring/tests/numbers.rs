//! What people type, case by case: `cases/numbers.toml`.

#![allow(clippy::expect_used)]

use scoring::entry::{Entry, Unreadable};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    unit: String,
    value: Option<String>,
    understood: Option<String>,
    wrong: Option<String>,
}

#[test]
fn every_text_is_read_rightly_or_refused() {
    let cases: Cases =
        toml::from_str(include_str!("cases/numbers.toml")).expect("the cases are TOML");
    for case in cases.case {
        let entry = Entry::new(case.text.clone());
        let (text, unit) = (&case.text, &case.unit);
        match entry.read(unit) {
            Ok(value) => {
                let value = value.map(|value| value.normalize().to_string());
                assert_eq!(value, case.value, "“{text}” in {unit}");
            }
            Err(why) => {
                let name = match why {
                    Unreadable::NotANumber => "NotANumber",
                    Unreadable::Relation => "Relation",
                    Unreadable::Grouping => "Grouping",
                    Unreadable::TooLong => "TooLong",
                    Unreadable::Date => "Date",
                    Unreadable::Unit { .. } => "Unit",
                };
                assert_eq!(Some(name), case.wrong.as_deref(), "“{text}” in {unit}");
            }
        }
        assert_eq!(
            entry.understood(unit),
            case.understood,
            "“{text}” in {unit}"
        );
        assert_eq!(entry.text(), text, "what was typed stays");
    }
}

#[test]
fn empty_is_missing_and_never_zero() {
    for text in ["", " ", "\u{3000}"] {
        assert_eq!(Entry::new(text).read("万元"), Ok(None));
    }
}
