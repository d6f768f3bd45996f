//! `Scorer::figures` is `Scorer::score` without its sentences.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::sync::Arc;

use scoring::finding::{Place, Severity};
use scoring::form::Form;
use scoring::{Line, ScoreSheet, Scorer, TargetScore};

/// A sheet without what is said in words, and its findings without their messages.
fn figures(sheet: ScoreSheet) -> (ScoreSheet, Vec<(&'static str, Severity, Place)>) {
    let found = sheet.findings.iter();
    let found = found.map(|one| (one.code, one.severity, one.at.clone()));
    let target = |target: &Arc<TargetScore>| {
        Arc::new(TargetScore {
            words: String::new(),
            ..TargetScore::clone(target)
        })
    };
    let line = |line: &Arc<Line>| {
        let mut line = Line::clone(line);
        line.words.clear();
        line.targets = line.targets.iter().map(target).collect();
        Arc::new(line)
    };
    let found = found.collect();
    let lines = sheet.lines.iter().map(line).collect();
    let findings = Vec::new();
    let sheet = ScoreSheet {
        lines,
        findings,
        ..sheet
    };
    (sheet, found)
}

#[test]
fn the_same_without_words() {
    for id in scoring_rubrics::ids() {
        let scorer = Scorer::new(&scoring_rubrics::rubric(id).unwrap());
        let example = scoring_rubrics::example(id);
        for form in example.into_iter().chain([Form::default()]) {
            let sheet = scorer.figures(&form);
            assert!(sheet.lines.iter().all(|line| line.words.is_empty()));
            assert_eq!(figures(sheet), figures(scorer.score(&form)), "{id}");
        }
    }
}
