//! Every built-in example scores exactly as derived by hand in the TOML file beside this one.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test is a panic"
)]

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use scoring::{ScoreSheet, Status};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    total: Total,
    grade: Grade,
    rates: BTreeMap<String, Vec<Decimal>>,
    lines: BTreeMap<String, Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Total {
    computed: Decimal,
    claimed: Decimal,
    open: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grade {
    computed: String,
    claimed: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    claimed: Decimal,
    computed: Option<Decimal>,
    #[serde(default = "scored")]
    status: String,
}

fn scored() -> String {
    "scored".to_owned()
}

fn holds(id: &str, expected: &str) {
    let expected: Expected = toml::from_str(expected).unwrap_or_else(|why| panic!("{why}"));
    let sheet = scoring::score(
        &scoring_rubrics::rubric(id).unwrap(),
        &scoring_rubrics::example(id).unwrap(),
    );
    lines(&sheet, &expected);
    for (id, rates) in &expected.rates {
        let line = sheet.lines.iter().find(|line| line.id == *id).unwrap();
        let found: Vec<_> = line
            .targets
            .iter()
            .map(|target| target.rate.unwrap())
            .collect();
        assert_eq!(found, *rates, "{id}");
    }
    assert_eq!(sheet.total.claimed, Some(expected.total.claimed));
    assert_eq!(sheet.total.computed, Some(expected.total.computed));
    assert_eq!(sheet.total.open, expected.total.open);
    assert_eq!(sheet.grade.claimed, Some(expected.grade.claimed));
    assert_eq!(sheet.grade.computed, Some(expected.grade.computed));
}

fn lines(sheet: &ScoreSheet, expected: &Expected) {
    assert_eq!(sheet.lines.len(), expected.lines.len());
    for line in &sheet.lines {
        let due = &expected.lines[&line.id];
        let status = match line.status {
            Status::Scored => "scored",
            Status::Missing => "missing",
            Status::Gap => "gap",
        };
        let found = (line.claimed, line.computed, status);
        assert_eq!(
            found,
            (Some(due.claimed), due.computed, due.status.as_str()),
            "{}：{}",
            line.id,
            line.words
        );
    }
}

#[test]
fn jiangmen_2023_department() {
    holds(
        "jiangmen-2023-department",
        include_str!("jiangmen-2023-department.toml"),
    );
}

#[test]
fn the_list_says_what_the_rubrics_say() {
    for entry in scoring_rubrics::list() {
        let rubric = scoring_rubrics::rubric(entry.id).unwrap();
        assert_eq!(entry.id, rubric.id);
        assert_eq!(entry.title, rubric.title);
        assert_eq!(entry.points, rubric.points.to_string());
        assert_eq!(entry.indicators, rubric.indicators().count());
        assert_eq!(entry.example, scoring_rubrics::example(entry.id).is_some());
    }
}
