//! Whatever is done to a form can be taken back, made again, and written down.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test")]

use scoring::change::{Change, differences};
use scoring::finding::Place;
use scoring::form::{Form, Goal, Target};

/// The same numbers in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// A change of any kind, to what the form has and to what it has not.
fn change(dice: &mut Dice, places: &[Place], form: &Form, example: &Form) -> Change {
    match dice.below(10) {
        0..=5 => {
            let texts = ["", "1", "二", "12.5%"];
            let text = texts[dice.below(texts.len())];
            Change::text(places[dice.below(places.len())].clone(), text)
        }
        6 | 7 => {
            let lists: Vec<_> = example.targets.keys().cloned().collect();
            let Some(list) = lists.get(dice.below(lists.len())).cloned() else {
                return Change::All(Vec::new());
            };
            let rows = form.targets.get(&list).map_or(0, Vec::len);
            let row = |name: usize| Target {
                name: name.to_string(),
                ..Target::default()
            };
            Change::Targets {
                list,
                // Also beyond the end.
                from: dice.below(rows + 3),
                remove: dice.below(4),
                rows: (0..dice.below(4)).map(row).collect(),
            }
        }
        8 => Change::Goals {
            from: dice.below(form.goals.len() + 2),
            remove: dice.below(3),
            rows: vec![Goal::default(); dice.below(3)],
        },
        _ => {
            let one = Change::text(places[dice.below(places.len())].clone(), "甲");
            let form = Form {
                goals: form.goals.clone(),
                ..Form::default()
            };
            Change::All(vec![one, Change::Form(form.into())])
        }
    }
}

#[test]
fn what_is_done_can_be_taken_back_and_made_again() {
    for id in scoring_rubrics::ids() {
        let example = scoring_rubrics::example(id).unwrap();
        let places: Vec<_> = differences(&Form::default(), &example)
            .into_iter()
            .map(|difference| difference.at)
            .collect();
        assert!(places.len() > 10, "{id}");
        let mut dice = Dice(20_231_126);
        let mut form = example.clone();
        let mut undo = Vec::new();
        for step in 0..500 {
            let change = change(&mut dice, &places, &form, &example);
            let written = serde_json::to_string(&change).unwrap();
            let read: Change = serde_json::from_str(&written).unwrap();
            assert_eq!(read, change, "{id}, step {step}: {written}");
            let before = form.clone();
            let back = change.make(&mut form);
            // One back and forth at once …
            let again = back.clone().make(&mut form);
            assert_eq!(form, before, "{id}, step {step}: {written}");
            assert!(differences(&form, &before).is_empty());
            again.make(&mut form);
            undo.push(back);
        }
        // … and all of them, from the last to the first and again.
        let last = form.clone();
        let redo: Vec<_> = undo
            .into_iter()
            .rev()
            .map(|back| back.make(&mut form))
            .collect();
        assert_eq!(form, example, "{id}");
        for again in redo.into_iter().rev() {
            again.make(&mut form);
        }
        assert_eq!(form, last, "{id}");
    }
}

#[test]
fn every_field_that_differs_is_named() {
    for id in scoring_rubrics::ids() {
        let example = scoring_rubrics::example(id).unwrap();
        let scorer = scoring::Scorer::new(&scoring_rubrics::rubric(id).unwrap());
        let mut form = Form::default();
        for goal in &example.goals {
            form.goals.push(Goal::default());
            assert_ne!(goal, &Goal::default());
        }
        for (list, rows) in &example.targets {
            let empty = |row: &Target| Target {
                parts: vec![Default::default(); row.parts.len()],
                ..Target::default()
            };
            form.targets
                .insert(list.clone(), rows.iter().map(empty).collect());
        }
        for difference in differences(&form, &example) {
            let name = scorer.name_of(&difference.at);
            assert!(
                !name.is_empty() && !name.ends_with("· "),
                "{id}: {}",
                difference.at
            );
            form.set(&difference.at, &difference.now);
        }
        assert_eq!(form, example, "{id}");
    }
}
