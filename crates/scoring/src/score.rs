//! From a rubric and a form to a score sheet 得分表.

use std::cell::Cell;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::bind::{self, Given};
use crate::expr::bindings::Bindings;
use crate::expr::formula::{self, Cells};
use crate::expr::value::Frame;
use crate::finding::Place;
use crate::form::Form;
use crate::lower::{self, LineRule};
use crate::rubric::{Field, Rubric};
use crate::sheet::{ScoreSheet, Totals};
use crate::tally::{Scores, Tally};
use crate::working::Working;

/// A rubric lowered to expressions: made once, then scores any number of forms.
#[derive(Clone, Debug)]
pub struct Scorer {
    rubric: Rubric,
    /// Header fields by id: the number of the table, and of the field in it.
    fields: BTreeMap<String, (usize, usize)>,
    lines: Vec<LineRule>,
    slots: usize,
}

/// A form's texts as read, where the expressions of one [`Scorer`] look for them.
#[derive(Clone, Debug)]
pub struct Filled {
    bindings: Bindings,
    given: Vec<Given>,
    /// Each row's scores, once worked out: an edit elsewhere does not change them.
    scores: Vec<Cell<Option<Scores>>>,
}

/// Scores a form by a rubric. Never fails, never guesses; what cannot be scored is said in the sheet.
pub fn score(rubric: &Rubric, form: &Form) -> ScoreSheet {
    Scorer::new(rubric).score(form)
}

impl Scorer {
    /// Lowers a rubric.
    pub fn new(rubric: &Rubric) -> Self {
        let lines = lower::lower(rubric);
        let slots = lines.iter().map(|line| line.questions.len()).sum();
        Self {
            rubric: rubric.clone(),
            fields: fields(rubric),
            lines,
            slots,
        }
    }

    /// The rubric that was lowered.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// The scored rows in the order of the form.
    pub fn lines(&self) -> &[LineRule] {
        &self.lines
    }

    /// A header field.
    pub(crate) fn field(&self, id: &str) -> Option<&Field> {
        let (table, field) = self.fields.get(id)?;
        self.rubric.profile.get(*table)?.fields.get(*field)
    }

    pub(crate) fn slots(&self) -> usize {
        self.slots
    }

    /// Points that can move: the row that may give them, and the id of who would receive them.
    pub(crate) fn transfers(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().enumerate().flat_map(|(index, line)| {
            let to = line.gifts.iter().flat_map(|gift| &gift.to);
            to.map(move |to| (index, to.as_str()))
        })
    }

    /// The whole score sheet of a form.
    pub fn score(&self, form: &Form) -> ScoreSheet {
        Working::new(self, form, true).sheet(self, form)
    }

    /// The score sheet of a form without its sentences, for those who score many forms: the same numbers, and the
    /// same findings but for what they quote of those sentences.
    pub fn figures(&self, form: &Form) -> ScoreSheet {
        Working::new(self, form, false).sheet(self, form)
    }

    /// Reads a form's texts, to be scored again and again as it is filled.
    pub fn fill(&self, form: &Form) -> Filled {
        Filled {
            bindings: bind::bind(self, form),
            given: self
                .lines
                .iter()
                .map(|rule| bind::given_scores(form, rule))
                .collect(),
            scores: vec![Cell::new(None); self.lines.len()],
        }
    }

    /// Reads again what an edit at `place` can have changed.
    pub fn refill(&self, filled: &mut Filled, form: &Form, place: &Place) {
        if *place == Place::Form {
            *filled = self.fill(form);
            return;
        }
        for (index, rule) in self.lines.iter().enumerate() {
            let touched = match place {
                Place::Profile(field) => rule.reads(field),
                place => place.indicator() == Some(&rule.id),
            };
            if !touched {
                continue;
            }
            bind::rebind(rule, index, form, place, &mut filled.bindings);
            filled.given[index] = bind::given_scores(form, rule);
            if rule.reaches_out {
                filled.scores.iter().for_each(|scores| scores.set(None));
            }
            filled.scores[index].set(None);
        }
    }

    /// Totals and grades alone: no sentence is made, no finding looked for.
    pub fn total(&self, filled: &Filled) -> Totals {
        let mut frame = Frame::new(&filled.bindings);
        let mut tally = Tally::default();
        for (index, rule) in self.lines.iter().enumerate() {
            let known = &filled.scores[index];
            let scores = known.get().unwrap_or_else(|| {
                frame.enter(None);
                let computed = frame.score(&rule.expr).ok();
                let scores = self.scores(index, computed, filled.given[index], &mut frame);
                known.set(Some(scores));
                scores
            });
            tally.add(scores);
        }
        tally.totals(&self.rubric)
    }

    /// The scores of a row, beside the computed one.
    pub(crate) fn scores(
        &self,
        index: usize,
        computed: Option<Decimal>,
        given: Given,
        frame: &mut Frame<'_>,
    ) -> Scores {
        let rule = &self.lines[index];
        let full = match &rule.full {
            Some(full) => {
                frame.enter(None);
                frame.score(full).unwrap_or(rule.points)
            }
            None => rule.points,
        };
        // Points that were transferred away may still be claimed: a unit claims before a reviewer
        // finds that the row does not apply.
        let (least, most) = rule.range;
        let range = least..=most.max(full);
        let within = |score: Option<Decimal>| score.filter(|score| range.contains(score));
        let targets = frame.bindings.targets(index);
        Scores {
            full,
            computed,
            claimed: within(given.claimed).or_else(|| {
                // A claim that was typed and cannot be one stands for nothing else.
                (!given.claim_typed).then(|| bind::claimed_by_targets(rule, targets))?
            }),
            verified: within(given.verified),
        }
    }

    /// The live formula of a row's computed score, without `=`; blank where an answer is missing.
    pub fn formula(&self, line: usize, cells: &dyn Cells) -> Option<String> {
        self.lines
            .get(line)
            .map(|rule| formula::formula(&rule.expr, cells))
    }

    /// The live formula of what a row is scored out of after transfers, without `=`; `None` where it
    /// is the printed number.
    pub fn full_formula(&self, line: usize, cells: &dyn Cells) -> Option<String> {
        let full = self.lines.get(line)?.full.as_ref()?;
        Some(formula::formula(full, cells))
    }

    /// The live formula of one figure of a target scored under a row: its 得分率, or its 得分 where
    /// targets bring their own points.
    pub fn target_formula(&self, line: usize, cells: &dyn Cells) -> Option<String> {
        let fold = self.lines.get(line)?.fold()?;
        Some(formula::formula(&fold.each, cells))
    }
}

/// Where each header field stands, by its id.
fn fields(rubric: &Rubric) -> BTreeMap<String, (usize, usize)> {
    let tables = rubric.profile.iter().enumerate();
    let fields = tables.flat_map(|(at, table)| {
        let fields = table.fields.iter().enumerate();
        fields.map(move |(field, one)| (one.id.clone(), (at, field)))
    });
    // A rubric that was not checked may name one twice: the first counts.
    fields.rev().collect()
}
