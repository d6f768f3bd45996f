//! Every example in the documentation of what a rubric file can say is read as what it shows.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test is a panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

use scoring::layout::Layout;
use scoring::rubric::{Field, Flaw, Gate, Rate, Sum, TotalLimits, Unless, Void};
use scoring::rule::{Ask, Measure, Rule};
use serde::Deserialize;

/// What an example can show.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "that it can be read is what is tested")]
struct Example {
    rule: Option<Rule>,
    measure: Option<Measure>,
    ask: Option<Ask>,
    unless: Option<Unless>,
    gate: Option<Gate>,
    void: Option<Void>,
    flaws: Option<Vec<Flaw>>,
    total: Option<TotalLimits>,
    fields: Option<Vec<Field>>,
    sums: Option<Vec<Sum>>,
    rates: Option<Vec<Rate>>,
    layout: Option<Layout>,
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The TOML in the comments of a file.
fn examples(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        let line = line.trim_start();
        let Some(line) = line.strip_prefix("///") else {
            continue;
        };
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut open, line) {
            (None, "```toml") => open = Some(String::new()),
            (Some(example), "```") => {
                found.push(std::mem::take(example));
                open = None;
            }
            (Some(example), line) => *example += &format!("{line}\n"),
            (None, _) => {}
        }
    }
    found
}

fn read(file: &Path, example: &str) -> Example {
    // A question stands inside something else, and so has no name here.
    let named = if example.starts_with('{') {
        format!("ask = {example}")
    } else {
        example.to_owned()
    };
    toml::from_str(&named).unwrap_or_else(|why| panic!("{}: {why}\n{example}", file.display()))
}

#[test]
fn every_kind_has_an_example_that_is_read_as_that_kind() {
    let mut kinds = 0;
    for entry in fs::read_dir(source().join("rule")).unwrap() {
        let file = entry.unwrap().path();
        let text = fs::read_to_string(&file).unwrap();
        if !text.contains("\nimpl Kind for ") {
            continue;
        }
        let key = file.file_stem().unwrap().to_string_lossy();
        let examples = examples(&file);
        assert!(!examples.is_empty(), "{key} has no example");
        for example in examples {
            let rule = read(&file, &example).rule;
            let json = serde_json::to_value(rule).unwrap();
            assert!(json.get(&*key).is_some(), "{key}: {example}");
        }
        kinds += 1;
    }
    assert!(kinds >= 14, "{kinds}");
}

#[test]
fn every_other_example_is_read() {
    let mut count = 0;
    for file in ["layout.rs", "rubric.rs", "rule/measure.rs"] {
        let file = source().join(file);
        for example in examples(&file) {
            read(&file, &example);
            count += 1;
        }
    }
    assert!(count >= 14, "{count}");
}
