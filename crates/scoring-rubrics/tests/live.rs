//! A form that is being filled has the same sheet after each edit as one that is scored anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test is a panic"
)]

#[path = "live/edits.rs"]
mod edits;

use std::collections::BTreeSet;
use std::sync::Arc;

use edits::{Random, edit};
use scoring::finding::Place;
use scoring::form::Form;
use scoring::{Live, ScoreSheet, Scorer};

const EDITS: usize = 2_500;

#[test]
fn after_each_edit_the_sheet_is_that_of_the_form_scored_anew() {
    for (seed, id) in (1..).zip(scoring_rubrics::ids()) {
        let (scorer, example) = open(id);
        let mut random = Random(seed);
        let others = [example.clone(), example.clone(), Form::default()];
        let mut form = example;
        let mut live = Live::new(scorer.clone(), &form);
        assert_eq!(**live.sheet(), scorer.score(&form), "{id} as opened");
        let mut codes = BTreeSet::new();
        for count in 0..EDITS {
            let place = edit(&mut random, &scorer, &mut form, &others);
            live.edit(&form, &place);
            let anew = scorer.score(&form);
            assert!(
                **live.sheet() == anew,
                "{id}, edit {count} at {place}: {}",
                differing(live.sheet(), &anew)
            );
            codes.extend(anew.findings.iter().map(|finding| finding.code));
        }
        // An edit that says nothing wrong proves little.
        assert!(codes.len() > 12, "{id}: {codes:?}");
    }
}

#[test]
fn what_an_edit_does_not_touch_stays_the_same_one() {
    let (scorer, mut form) = open("jiangmen-2023-department");
    let mut live = Live::new(scorer.clone(), &form);
    let at = |id: &str| {
        scorer
            .lines()
            .iter()
            .position(|line| line.id == id)
            .unwrap()
    };
    let output = at("output");

    let place: Place = "targets.output.3.actual".parse().unwrap();
    let before = live.sheet().clone();
    form.set(&place, "0.1");
    live.edit(&form, &place);
    let now = live.sheet().clone();
    assert_eq!(other(&before.lines, &now.lines), [output]);
    assert_eq!(
        other(&before.lines[output].targets, &now.lines[output].targets),
        [3]
    );

    // A note is no figure: only findings can change.
    let place: Place = "targets.output.3.note".parse().unwrap();
    let before = now;
    form.set(&place, "2022年8月1日竣工验收。");
    live.edit(&form, &place);
    let now = live.sheet().clone();
    assert_eq!(other(&before.lines, &now.lines), [0_usize; 0]);
    assert_eq!(now.findings.len(), before.findings.len() + 1);

    // A row that comes leaves the others what they are.
    let before = now;
    let first = form.targets["output"][0].clone();
    form.targets.get_mut("output").unwrap().insert(1, first);
    live.edit(&form, &Place::Targets("output".into()));
    let now = live.sheet().clone();
    assert_eq!(other(&before.lines, &now.lines), [output]);
    let (was, is) = (&before.lines[output].targets, &now.lines[output].targets);
    assert_eq!(other(&was[1..], &is[2..]), [0_usize; 0]);
    assert!(Arc::ptr_eq(&was[0], &is[0]));

    // Nothing was edited.
    let before = now;
    live.edit(&form, &Place::Form);
    let now = live.sheet().clone();
    assert_eq!(other(&before.lines, &now.lines), [0_usize; 0]);
    assert_eq!(other(&before.findings, &now.findings), [0_usize; 0]);
}

fn open(id: &str) -> (Arc<Scorer>, Form) {
    let rubric = scoring_rubrics::rubric(id).unwrap();
    let form = scoring_rubrics::example(id).unwrap();
    (Arc::new(Scorer::new(&rubric)), form)
}

/// Where two lists do not share what they hold.
fn other<T>(before: &[Arc<T>], now: &[Arc<T>]) -> Vec<usize> {
    let pairs = before.iter().zip(now).enumerate();
    pairs
        .filter(|(_, (a, b))| !Arc::ptr_eq(a, b))
        .map(|(at, _)| at)
        .collect()
}

fn differing(live: &ScoreSheet, anew: &ScoreSheet) -> String {
    let line = live.lines.iter().zip(&anew.lines).find(|(a, b)| a != b);
    let finding = live
        .findings
        .iter()
        .zip(&anew.findings)
        .find(|(a, b)| a != b);
    format!(
        "{line:#?}\n{finding:#?}\n{} findings, anew {}",
        live.findings.len(),
        anew.findings.len()
    )
}
