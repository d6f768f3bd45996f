//! A filled-in form with everything that follows from it, as the sheets read it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::{Answer, Form, Target};
use scoring::rubric::{Indicator, Rubric};
use scoring::rule::{Accepts, Question};
use scoring::{Line, LineRule, ScoreSheet, Scorer};

use crate::document::Document;

use super::paper::Content;

/// A form, its rubric, and its scores.
pub(super) struct Filled<'a> {
    pub rubric: &'a Rubric,
    pub form: &'a Form,
    pub scorer: Scorer,
    pub sheet: ScoreSheet,
    /// Fields whose text the scoring refused. They stay text, so that no formula counts what the
    /// score sheet did not count.
    refused: BTreeSet<Place>,
}

/// One scored row with all that is known of it.
#[derive(Clone, Copy)]
pub(super) struct Scored<'a> {
    pub index: usize,
    pub indicator: &'a Indicator,
    pub rule: &'a LineRule,
    pub line: &'a Line,
    pub answer: Option<&'a Answer>,
    /// The unit's own targets, where the row scores them.
    pub targets: Option<&'a [Target]>,
}

impl Scored<'_> {
    /// Whether each of the unit's own targets under the row brings its points.
    pub fn own_points(&self) -> bool {
        self.rule.targets.as_ref().is_some_and(|asked| asked.points)
    }

    /// Whether the claim is the sum of what the unit gives its targets.
    pub fn claimed_by_targets(&self) -> bool {
        self.own_points() && self.answer.is_none_or(|answer| answer.claimed.is_empty())
    }
}

impl<'a> Filled<'a> {
    pub fn new(document: &'a Document) -> Self {
        let scorer = Scorer::new(&document.rubric);
        let sheet = scorer.score(&document.form);
        let refused = sheet
            .findings
            .iter()
            .filter(|finding| finding.code == "unreadable");
        let refused = refused.map(|finding| finding.at.clone()).collect();
        Self {
            rubric: &document.rubric,
            form: &document.form,
            scorer,
            sheet,
            refused,
        }
    }

    pub fn lines(&'a self) -> impl Iterator<Item = Scored<'a>> {
        let rules = self.scorer.lines().iter().zip(&self.sheet.lines);
        self.rubric
            .indicators()
            .zip(rules)
            .enumerate()
            .map(|(index, (indicator, (rule, line)))| Scored {
                index,
                indicator,
                rule,
                line,
                answer: self.form.answers.get(&line.id),
                targets: rule.targets.as_ref().map(|_| {
                    self.form
                        .targets
                        .get(&line.id)
                        .map_or(&[][..], Vec::as_slice)
                }),
            })
    }

    /// How many decimals a score has 小数位.
    pub fn places(&self) -> u32 {
        self.rubric.rounding.places
    }

    /// An answer as a cell holds it: a number where the scoring read one, else what was typed.
    pub fn answer(&self, line: &str, question: &Question) -> Content {
        let place = question.place(line);
        let entry = Entry::new(self.form.text(&place));
        match question.accepts {
            Accepts::Choice(_) => Content::text(entry.text().trim()),
            Accepts::Date => match entry.read_date() {
                Ok(Some(day)) => Content::Date(day),
                _ => Content::text(entry.text()),
            },
            Accepts::Number | Accepts::Signed | Accepts::Count => {
                self.number(&place, &entry, &question.unit)
            }
        }
    }

    /// A sum of scores with the form's rounding, cap and floor 封顶、托底, blank where there is none.
    pub fn total(&self, area: &str) -> String {
        let places = self.places();
        let mut sum = format!("ROUND(ROUND(SUM({area}),10),{places})");
        if let Some(limits) = &self.rubric.total {
            if let Some(most) = limits.most {
                sum = format!("MIN({},{sum})", plain(most.value));
            }
            if let Some(least) = limits.least {
                sum = format!("MAX({},{sum})", plain(least.value));
            }
        }
        format!("IF(COUNT({area})=0,\"\",{sum})")
    }

    /// Whether any row's targets bring their own points.
    pub fn own_points(&self) -> bool {
        let mut rules = self
            .scorer
            .lines()
            .iter()
            .filter_map(|rule| rule.targets.as_ref());
        rules.any(|asked| asked.points)
    }

    /// A grade word as the scoring took it. One that it refused is quoted in 问题提示; left in its cell
    /// it would count as given.
    pub fn word<'w>(&self, place: &Place, word: &'w str) -> &'w str {
        if self.refused.contains(place) {
            ""
        } else {
            word
        }
    }

    /// A figure of a target, or of one of its parts.
    pub fn figure(&self, place: &Place, entry: &Entry, unit: &str) -> Content {
        self.number(place, entry, unit)
    }

    fn number(&self, place: &Place, entry: &Entry, unit: &str) -> Content {
        if self.refused.contains(place) {
            return Content::text(entry.text());
        }
        number(entry, unit)
    }
}

/// A number where one can be read, else what was typed.
pub(super) fn number(entry: &Entry, unit: &str) -> Content {
    match entry.read(unit) {
        Ok(Some(value)) => Content::number(value),
        Ok(None) => Content::Blank,
        Err(_) => Content::text(entry.text()),
    }
}

/// The label of a field with its unit, said once.
pub(super) fn with_unit(label: &str, unit: &str) -> String {
    if unit.is_empty() || label.contains(unit) {
        label.to_owned()
    } else {
        format!("{label}（{unit}）")
    }
}

/// A decimal without trailing zeros, as a clerk writes it.
pub(super) fn plain(value: Decimal) -> String {
    scoring::number::plain(value)
}

/// A sum of scores that may be partly missing; none where all are.
pub(super) fn sum(scores: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    scores.flatten().fold(None, |sum, score| {
        Some(sum.unwrap_or(Decimal::ZERO) + score)
    })
}
