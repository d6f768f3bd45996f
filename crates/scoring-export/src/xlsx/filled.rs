//! A filled-in form with everything that follows from it, as the sheets read it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::{Answer, Form, Target};
use scoring::layout::{Layout, RowsOf, Shows};
use scoring::rubric::{Field, Indicator, Rubric};
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
    /// 校验码.
    pub code: &'a str,
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
    pub fn new(document: &'a Document, code: &'a str) -> Self {
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
            code,
            refused,
        }
    }

    /// How the form is printed.
    pub fn layout(&self) -> &'a Layout {
        &self.rubric.layout
    }

    /// Whether a line's targets are printed as rows of 评分表 in its place.
    pub fn as_targets(&self, line: Scored<'_>) -> bool {
        self.layout().rows == RowsOf::Targets
            && line.own_points()
            && line.targets.is_some_and(|targets| !targets.is_empty())
    }

    /// Whether 评分表 has a cell for what a line has of its own.
    pub fn on_form(&self, shows: Shows, line: Scored<'_>) -> bool {
        self.layout().has(shows) && !self.as_targets(line)
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

    /// A header field as a cell holds it. One that refused to be a score's figure stays text.
    pub fn profile(&self, field: &Field) -> Content {
        let Some(entry) = self.form.profile.get(&field.id) else {
            return Content::Blank;
        };
        let place = Place::Profile(field.id.clone());
        match &field.unit {
            Some(unit) => self.number(&place, entry, unit),
            None => match entry.read_date() {
                Ok(Some(day)) if self.is_day(&field.id) => Content::Date(day),
                _ => Content::text(entry.text()),
            },
        }
    }

    /// Whether a rule reads a header field as a day.
    fn is_day(&self, field: &str) -> bool {
        let mut questions = self.scorer.lines().iter().flat_map(|rule| &rule.questions);
        questions.any(|question| {
            matches!(question.accepts, Accepts::Date) && question.profile.as_deref() == Some(field)
        })
    }

    /// The sum of an area's scores with the form's rounding, cap and floor 封顶、托底, blank where there is
    /// none.
    pub fn total(&self, area: &str) -> String {
        self.total_of(area, &format!("SUM({area})"))
    }

    /// The same of any sum; `counted` are the cells of which one must have a number.
    pub fn total_of(&self, counted: &str, sum: &str) -> String {
        let places = self.places();
        let mut sum = format!("ROUND(ROUND({sum},10),{places})");
        if let Some(limits) = &self.rubric.total {
            if let Some(most) = limits.most {
                sum = format!("MIN({},{sum})", plain(most.value));
            }
            if let Some(least) = limits.least {
                sum = format!("MAX({},{sum})", plain(least.value));
            }
        }
        format!("IF(COUNT({counted})=0,\"\",{sum})")
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
fn number(entry: &Entry, unit: &str) -> Content {
    match entry.read(unit) {
        Ok(Some(value)) => Content::number(value),
        Ok(None) => Content::Blank,
        Err(_) => Content::text(entry.text()),
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
