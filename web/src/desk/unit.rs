//! 核查: what the unit handed in, beside the reviewer's form that is open.

use std::sync::Arc;

use leptos::prelude::*;
use scoring::change::Change;
use scoring::finding::Place;
use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring::{Line, ScoreSheet, Scorer};
use scoring_export::document::{Document, Review};

use super::{Desk, Message};
use crate::keep::{self, draft};

/// What a unit handed in 单位报送. Nothing here changes.
pub struct Unit {
    /// The rubric that it filled.
    pub rubric: Rubric,
    /// Its form.
    pub review: Review,
    /// Its scores.
    pub sheet: ScoreSheet,
}

/// Whose score a reviewer takes over.
#[derive(Clone, Copy, PartialEq)]
pub enum Adopt {
    /// 按标准.
    Computed,
    /// 自评.
    Claimed,
}

impl Adopt {
    /// That score of a row.
    pub fn of(self, line: &Line) -> Option<rust_decimal::Decimal> {
        match self {
            Self::Computed => line.computed,
            Self::Claimed => line.claimed,
        }
    }
}

impl Unit {
    pub(super) fn new(scorer: &Scorer, rubric: Rubric, review: Review) -> Self {
        let sheet = scorer.score(&review.unit);
        Self {
            rubric,
            review,
            sheet,
        }
    }

    /// Its file, as it was handed in.
    pub fn document(&self) -> Document {
        Document::new(self.rubric.clone(), self.review.unit.clone())
    }
}

impl Desk {
    /// What the unit handed in, where a review is open.
    pub fn unit(&self) -> Option<Arc<Unit>> {
        self.unit.get_value()
    }

    /// Whether a reviewer fills the open form.
    pub fn verifies(&self) -> bool {
        self.scorer()
            .is_some_and(|scorer| scorer.rubric().verifies())
    }

    /// Begins the review of the open form: a draft of its own, so that what the unit handed in stays.
    pub fn begin_review(&self) {
        let Some(document) = self.document().filter(|document| document.review.is_none()) else {
            return;
        };
        self.show_new(draft::new_name(), Document::begin_review(document));
        self.kept.set(keep::now(*self));
        self.message.set(Some(Message::done(
            "已开始核查。单位报送的内容原样保存在里面，核查时不会改动。",
        )));
    }

    /// A row's score becomes 核查得分.
    pub fn adopt(&self, id: &str, whose: Adopt) {
        let sheet = self.sheet.get_untracked();
        let line = sheet.lines.iter().find(|line| line.id == id);
        match line.and_then(|line| whose.of(line)) {
            Some(score) => self.edit(&verified(id), &score.to_string()),
            None => self
                .message
                .set(Some(Message::done("这一项没有可以采用的得分。"))),
        }
    }

    /// The same of all rows that have no 核查得分 yet, as one step.
    pub fn adopt_rest(&self, whose: Adopt) {
        let sheet = self.sheet.get_untracked();
        let rest = sheet.lines.iter().filter(|line| line.verified.is_none());
        let changes: Vec<_> = rest
            .filter_map(|line| {
                let score = whose.of(line)?;
                Some(Change::text(verified(&line.id), score.to_string()))
            })
            .collect();
        let count = changes.len();
        if count > 0 {
            self.make(Change::All(changes));
        }
        self.message
            .set(Some(Message::done(format!("填了 {count} 项核查得分。"))));
    }

    /// Whether a form claims what the unit claimed; always outside of a review.
    pub(super) fn keeps_claims(&self, form: &Form) -> bool {
        let unit = self.unit();
        unit.is_none_or(|unit| form.claims_as(&unit.review.unit))
    }
}

/// The field of a row's 核查得分.
pub fn verified(id: &str) -> Place {
    Place::Answer(id.to_owned(), "verified")
}
