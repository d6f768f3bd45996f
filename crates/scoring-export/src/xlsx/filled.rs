//! A filled-in form with everything that follows from it, as the sheets read it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::Form;
use scoring::layout::Layout;
use scoring::number::plain;
use scoring::rubric::{Field, Rubric};
use scoring::rule::{Accepts, Question};
use scoring::{ScoreSheet, Scorer};

use crate::document::Document;
use crate::layout::{self, Scored};

use super::formulas::rounded;
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

    pub fn lines(&'a self) -> impl Iterator<Item = Scored<'a>> {
        layout::scored(&self.scorer, &self.sheet, self.form)
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
        let mut sum = rounded(sum, self.places());
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
        self.scorer.lines().iter().any(|rule| rule.own_points())
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

    /// A figure as a cell holds it: a number where the scoring took one, else what was typed.
    pub fn number(&self, place: &Place, entry: &Entry, unit: &str) -> Content {
        match entry.read(unit) {
            _ if self.refused.contains(place) => Content::text(entry.text()),
            Ok(Some(value)) => Content::Number(value),
            Ok(None) => Content::Blank,
            Err(_) => Content::text(entry.text()),
        }
    }
}

/// A sum of what may be partly missing; none where all is.
pub(super) fn sum(all: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    all.flatten().reduce(|sum, one| sum + one)
}
