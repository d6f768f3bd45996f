//! The checks that a form alone can decide, each by an edit of one correct form: `cases/audit.toml`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test is a panic"
)]

use std::collections::{BTreeMap, BTreeSet};

use scoring::finding::{Finding, Place, Severity};
use scoring::form::{Form, Target};
use scoring::rubric::Rubric;
use serde::Deserialize;

/// How many checks domain knowledge lists.
const CHECKS: u8 = 24;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rubric: Rubric,
    form: Form,
    case: Vec<Case>,
}

/// Edits of the correct form, and every finding that they make.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The checks that it shows.
    checks: Vec<u8>,
    /// Texts by the path of their field.
    #[serde(default)]
    set: BTreeMap<String, String>,
    /// Targets added under an indicator.
    #[serde(default)]
    add: BTreeMap<String, Vec<Target>>,
    /// `severity code path`, each finding in the order of the form.
    findings: Vec<String>,
    /// Whole messages of some of them, by code.
    #[serde(default)]
    says: BTreeMap<String, String>,
}

fn file() -> File {
    toml::from_str(include_str!("cases/audit.toml")).unwrap_or_else(|why| panic!("{why}"))
}

fn short(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    };
    format!("{severity} {} {}", finding.code, finding.at)
}

#[test]
fn every_edit_makes_its_findings_and_no_other() {
    let file = file();
    assert_eq!(scoring::check::check(&file.rubric), []);
    let mut differences = Vec::new();
    let mut shown = BTreeSet::new();
    for case in &file.case {
        let mut form = file.form.clone();
        for (indicator, targets) in &case.add {
            let list = form.targets.entry(indicator.clone()).or_default();
            list.extend(targets.iter().cloned());
        }
        for (path, text) in &case.set {
            let place: Place = path.parse().unwrap_or_else(|_| panic!("{path}"));
            assert!(form.set(&place, text), "{}: {path}", case.name);
        }
        let found = scoring::score(&file.rubric, &form).findings;
        let codes: Vec<_> = found.iter().map(|finding| short(finding)).collect();
        if codes != case.findings {
            let messages: Vec<_> = found.iter().map(|finding| &finding.message).collect();
            differences.push(format!("{}\n  {codes:#?}\n  {messages:#?}", case.name));
        }
        for (code, message) in &case.says {
            let said = found.iter().find(|finding| finding.code == code);
            if said.map(|finding| &finding.message) != Some(message) {
                let said = said.map(|finding| &finding.message);
                differences.push(format!("{}: {code} says {said:?}", case.name));
            }
        }
        shown.extend(case.checks.iter().copied());
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    let due: BTreeSet<u8> = (1..=CHECKS).collect();
    assert_eq!(shown, due, "every check has a case");
}

#[test]
fn the_correct_form_is_silent() {
    let file = file();
    let sheet = scoring::score(&file.rubric, &file.form);
    assert_eq!(sheet.findings, []);
    assert_eq!(sheet.total.claimed, sheet.total.computed);
    assert!(sheet.total.open.is_zero() && sheet.on_claim.is_zero());
}
