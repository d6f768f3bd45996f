//! The engine against an oracle: random rubrics, random forms, exact arithmetic, no difference.
//!
//! The engine works in `Decimal` with a bound on its error and remembers what it worked out; the oracle
//! interprets the documentation in rationals and remembers nothing.
//!
//! `PINGFEN_ORACLE_SEED` runs one rubric again, by the seed that a failure names.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test is a panic"
)]

#[path = "oracle/answer.rs"]
mod answer;
#[path = "oracle/forms.rs"]
mod forms;
#[path = "oracle/random.rs"]
mod random;
#[path = "oracle/rational.rs"]
mod rational;
#[path = "oracle/rubrics.rs"]
mod rubrics;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use answer::{Expected, answer};
use forms::Filler;
use num_traits::Zero;
use random::Random;
use rational::exact;
use scoring::finding::Place;
use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring::rule::Rule;
use scoring::{Live, ScoreSheet, Scorer, Status, Totals};

const SEED: u64 = 20_240_401;
/// Forms of one rubric: each is filled anew, or made of the one before by edits.
const FORMS_OF_A_RUBRIC: usize = 40;

/// What a run met.
#[derive(Default)]
struct Met {
    forms: u64,
    edited: u64,
    rubrics: u64,
    refused: u64,
    /// By a name: kinds that scored, statuses, halves …
    counts: BTreeMap<&'static str, u64>,
    /// The first difference.
    difference: Option<String>,
}

impl Met {
    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    fn add(&mut self, other: Self) {
        self.forms += other.forms;
        self.edited += other.edited;
        self.rubrics += other.rubrics;
        self.refused += other.refused;
        for (what, count) in other.counts {
            *self.counts.entry(what).or_default() += count;
        }
        self.difference = self.difference.take().or(other.difference);
    }
}

#[test]
fn no_form_scores_otherwise_than_by_exact_arithmetic() {
    run(200_000);
}

#[test]
#[ignore = "five times the forms, for the extended run"]
fn no_form_of_a_million_scores_otherwise() {
    run(1_000_000);
}

/// Scores at least so many forms and holds each against the oracle.
fn run(forms: u64) {
    let mut met = Met::default();
    if let Ok(seed) = std::env::var("PINGFEN_ORACLE_SEED") {
        rubric(seed.parse().unwrap(), &mut met);
        assert!(
            met.difference.is_none(),
            "{}",
            met.difference.unwrap_or_default()
        );
        return;
    }
    let scored = AtomicU64::new(0);
    let next = AtomicU64::new(SEED);
    let work = || {
        let mut met = Met::default();
        while scored.load(Ordering::Relaxed) < forms && met.difference.is_none() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let before = met.forms;
            if catch_unwind(AssertUnwindSafe(|| rubric(seed, &mut met))).is_err() {
                met.difference = Some(format!("seed {seed}: a panic, told above"));
            }
            scored.fetch_add(met.forms - before, Ordering::Relaxed);
        }
        met
    };
    std::thread::scope(|scope| {
        let threads = [scope.spawn(work), scope.spawn(work)];
        for thread in threads {
            met.add(thread.join().unwrap());
        }
    });
    assert!(
        met.difference.is_none(),
        "{} forms; {}",
        met.forms,
        met.difference.unwrap_or_default()
    );
    met.enough(forms);
}

/// One random rubric and its forms.
fn rubric(seed: u64, met: &mut Met) {
    let mut random = Random::new(seed);
    let Some(rubric) = rubrics::rubric(&mut random) else {
        met.refused += 1;
        return;
    };
    met.rubrics += 1;
    let scorer = Scorer::new(&rubric);
    let mut form = Filler::new(&mut random, &rubric).form();
    let mut filled = scorer.fill(&form);
    let mut live = Live::new(Arc::new(scorer.clone()), &form);
    for _ in 0..FORMS_OF_A_RUBRIC {
        let expected = answer(&rubric, &form);
        let sheet = scorer.score(&form);
        let totals = scorer.total(&filled);
        met.forms += 1;
        let remembered = remembered(&sheet, &totals, live.sheet());
        let difference = differs(&expected, &sheet).or_else(|| remembered.clone());
        if let Some(difference) = difference {
            let (rubric, form) = match remembered {
                // What was remembered depends on the way here: nothing can be left out.
                Some(_) => (rubric, form),
                None => reduced(rubric, form),
            };
            met.difference = Some(told(seed, &rubric, &form, &difference));
            return;
        }
        met.row_by_row(&rubric, &expected);
        met.target_by_target(&form);
        let other = Filler::new(&mut random, &rubric).form();
        if random.chance(40) {
            form = other;
            filled = scorer.fill(&form);
            live.edit(&form, &Place::Form);
            continue;
        }
        met.edited += 1;
        for _ in 0..random.between(1, 5) {
            if let Some(place) = edit(&mut random, &mut form, &other) {
                scorer.refill(&mut filled, &form, &place);
                live.edit(&form, &place);
            }
            // Some edits are scored at once, and so remembered; some are not.
            if random.chance(50) {
                scorer.total(&filled);
            }
        }
    }
}

/// Takes one field, or one whole row, from another form.
fn edit(random: &mut Random, form: &mut Form, other: &Form) -> Option<Place> {
    let lists: Vec<&String> = other.targets.keys().collect();
    if !lists.is_empty() && random.chance(30) {
        let id = random.pick(&lists).clone();
        let targets = &other.targets[&id];
        if targets.is_empty() || random.chance(15) {
            form.targets.insert(id.clone(), targets.clone());
            return Some(Place::Targets(id));
        }
        let row = random.below(targets.len());
        let target = &targets[row];
        if !target.parts.is_empty() && random.chance(60) {
            let part = random.below(target.parts.len());
            let field = random.pick(&["goal", "actual"]);
            let place = Place::Part(id, row, part, field);
            return form.set(&place, other.text(&place)).then_some(place);
        }
        let field = random.pick(&[
            "direction",
            "goal",
            "unit",
            "actual",
            "word",
            "reached",
            "points",
            "claimed",
            "note",
        ]);
        let place = Place::Target(id, row, field);
        return form.set(&place, other.text(&place)).then_some(place);
    }
    let fields: Vec<&String> = other.profile.keys().collect();
    let place = if !fields.is_empty() && random.chance(15) {
        Place::Profile(random.pick(&fields).clone())
    } else {
        let rows: Vec<&String> = other.answers.keys().collect();
        let id = random.pick(&rows).clone();
        let inputs: Vec<&String> = other.answers[&id].inputs.keys().collect();
        match random.below(10) {
            0 => Place::Answer(id, random.pick(&["claimed", "verified", "reason"])),
            1 => {
                form.answers.insert(id.clone(), other.answers[&id].clone());
                return Some(Place::Line(id));
            }
            _ if inputs.is_empty() => return None,
            _ => Place::Input(id, random.pick(&inputs).clone()),
        }
    };
    form.set(&place, other.text(&place)).then_some(place)
}

/// What the engine says otherwise than the oracle.
fn differs(expected: &Expected, sheet: &ScoreSheet) -> Option<String> {
    for (row, line) in expected.rows.iter().zip(&sheet.lines) {
        let status = match (&row.computed, line.status) {
            (Ok(_), Status::NotApplicable) => row.not_applicable,
            (Ok(_), Status::Scored) => !row.not_applicable,
            (Err(why), Status::Missing) => why.missing,
            (Err(why), Status::Gap) => why.gap,
            _ => false,
        };
        let same = [
            (status, "status"),
            (
                row.computed.clone().ok() == line.computed.map(exact),
                "computed",
            ),
            (row.full == exact(line.full), "full"),
            (row.claimed == line.claimed.map(exact), "claimed"),
            (row.verified == line.verified.map(exact), "verified"),
            (row.on_claim == exact(line.on_claim), "on claim"),
        ];
        if let Some((_, what)) = same.into_iter().find(|(same, _)| !same) {
            return Some(format!(
                "row {}: {what}\noracle: {row:?}\nengine: {line:?}",
                line.id
            ));
        }
    }
    let [computed, claimed, verified] = &expected.sums;
    let (total, grade) = (&sheet.total, &sheet.grade);
    let same = computed.score == total.computed.map(exact)
        && claimed.score == total.claimed.map(exact)
        && verified.score == total.verified.map(exact)
        && expected.open == exact(total.open)
        && expected.on_claim == exact(sheet.on_claim)
        && computed.grade == grade.computed
        && claimed.grade == grade.claimed
        && verified.grade == grade.verified
        && expected.rows.len() == sheet.lines.len();
    (!same).then(|| {
        let (sums, open) = (&expected.sums, &expected.open);
        format!(
            "total\noracle: {sums:?}, open {open}\nengine: {total:?}, {grade:?}, on claim {}",
            sheet.on_claim
        )
    })
}

/// What the totals and the sheet of a form that was filled in step by step say otherwise than the whole
/// sheet.
fn remembered(sheet: &ScoreSheet, totals: &Totals, live: &ScoreSheet) -> Option<String> {
    let same = sheet.total == totals.total && sheet.grade == totals.grade;
    if !same {
        let fresh = &sheet.total;
        return Some(format!("remembered\nfresh: {fresh:?}\nfilled: {totals:?}"));
    }
    (sheet != live).then(|| format!("remembered\nfresh: {sheet:?}\nlive: {live:?}"))
}

/// The form with what the difference does not need left out.
fn reduced(mut rubric: Rubric, mut form: Form) -> (Rubric, Form) {
    let fails = |rubric: &Rubric, form: &Form| {
        differs(&answer(rubric, form), &Scorer::new(rubric).score(form)).is_some()
    };
    let mut changed = true;
    while std::mem::take(&mut changed) {
        let mut smaller: Vec<(Rubric, Form)> = Vec::new();
        let ids: Vec<String> = rubric.indicators().map(|row| row.id.clone()).collect();
        for id in ids.iter().filter(|_| ids.len() > 1) {
            let mut fewer = rubric.clone();
            for group in fewer
                .sections
                .iter_mut()
                .flat_map(|section| &mut section.groups)
            {
                group.indicators.retain(|row| row.id != *id);
            }
            smaller.push((fewer, form.clone()));
        }
        for (id, answer) in &form.answers {
            let places = answer
                .inputs
                .keys()
                .map(|question| Place::Input(id.clone(), question.clone()));
            for place in
                places.chain(["claimed", "verified"].map(|field| Place::Answer(id.clone(), field)))
            {
                let mut fewer = form.clone();
                if !form.text(&place).is_empty() && fewer.set(&place, "") {
                    smaller.push((rubric.clone(), fewer));
                }
            }
        }
        for (id, targets) in &form.targets {
            for row in 0..targets.len() {
                let mut fewer = form.clone();
                fewer.targets.get_mut(id).unwrap().remove(row);
                smaller.push((rubric.clone(), fewer));
            }
        }
        if let Some((rubric_then, form_then)) = smaller
            .into_iter()
            .find(|(rubric, form)| fails(rubric, form))
        {
            (rubric, form, changed) = (rubric_then, form_then, true);
        }
    }
    (rubric, form)
}

fn told(seed: u64, rubric: &Rubric, form: &Form, first: &str) -> String {
    let now = differs(&answer(rubric, form), &Scorer::new(rubric).score(form));
    let json = |value: Result<String, serde_json::Error>| value.unwrap_or_default();
    format!(
        "seed {seed}\nrubric: {}\nform: {}\n{}",
        json(serde_json::to_string(rubric)),
        json(serde_json::to_string(form)),
        now.as_deref().unwrap_or(first)
    )
}

impl Met {
    fn row_by_row(&mut self, rubric: &Rubric, expected: &Expected) {
        let mut half = false;
        for (row, indicator) in expected.rows.iter().zip(rubric.indicators()) {
            self.count(match &row.computed {
                Ok(_) if row.not_applicable => "not applicable",
                Ok(_) => "scored",
                Err(why) if !why.gap => "missing",
                Err(why) if !why.missing => "gap",
                Err(_) => "refused",
            });
            if row.computed.is_err() {
                continue;
            }
            half |= row.half;
            if !row.on_claim.is_zero() {
                self.count("on claim");
            }
            if row.endless {
                self.count("endless");
            }
            if row.full != exact(indicator.points.value) {
                self.count("transferred");
            }
            self.kinds(&indicator.rule);
        }
        if half {
            self.count("half");
        }
    }

    /// Targets that are read in a way of their own.
    fn target_by_target(&mut self, form: &Form) {
        for target in form.targets.values().flatten() {
            if target.direction == "定性" && target.word.is_empty() && !target.actual.is_empty() {
                self.count("figures without a word");
            }
            if target.goal.text() == "0" && target.actual.text().starts_with('-') {
                self.count("below a goal of 0");
            }
        }
    }

    fn kinds(&mut self, rule: &Rule) {
        self.count(match rule {
            Rule::Adjustment(_) => "adjustment",
            Rule::Bands(_) => "bands",
            Rule::Checklist(_) => "checklist",
            Rule::Choice(_) => "choice",
            Rule::Compare(_) => "compare",
            Rule::Deduction(_) => "deduction",
            Rule::Either(_) => "either",
            Rule::Exception(_) => "exception",
            Rule::Judged(_) => "judged",
            Rule::Linear(_) => "linear",
            Rule::Ratio(_) => "ratio",
            Rule::Targets(_) => "targets",
            Rule::Thresholds(_) => "thresholds",
            Rule::Weighted(_) => "weighted",
        });
        match rule {
            Rule::Either(either) => either
                .options
                .iter()
                .for_each(|option| self.kinds(&option.rule)),
            Rule::Exception(exception) => self.kinds(&exception.otherwise),
            Rule::Weighted(weighted) => {
                for part in &weighted.parts {
                    self.count(if matches!(*part.rule, Rule::Weighted(_)) {
                        "weighted in weighted"
                    } else {
                        "part"
                    });
                    self.kinds(&part.rule);
                }
            }
            _ => {}
        }
    }

    /// The run met everything often enough to mean something: each so many times in a thousand forms.
    fn enough(&self, forms: u64) {
        let least = [
            ("adjustment", 20),
            ("bands", 20),
            ("checklist", 20),
            ("choice", 20),
            ("compare", 20),
            ("deduction", 20),
            ("either", 20),
            ("exception", 20),
            ("judged", 20),
            ("linear", 20),
            ("ratio", 20),
            ("targets", 20),
            ("thresholds", 20),
            ("weighted", 20),
            ("weighted in weighted", 20),
            ("half", 20),
            ("endless", 20),
            ("transferred", 20),
            ("scored", 500),
            ("not applicable", 20),
            ("missing", 20),
            ("gap", 5),
            ("on claim", 10),
            ("figures without a word", 5),
            ("below a goal of 0", 2),
            ("refused", 5),
        ];
        let too_few = least.iter().filter(|(what, in_a_thousand)| {
            self.counts.get(what).copied().unwrap_or_default() * 1000 < forms * in_a_thousand
        });
        let too_few: Vec<_> = too_few.collect();
        let whole = self.forms >= forms && self.edited * 4 > forms && self.refused < self.rubrics;
        let (forms, edited, rubrics, refused) =
            (self.forms, self.edited, self.rubrics, self.refused);
        assert!(
            whole && too_few.is_empty(),
            "too few {too_few:?}: {forms} forms, {edited} of them by edits, {rubrics} rubrics, {refused} refused, {:?}",
            self.counts
        );
    }
}
