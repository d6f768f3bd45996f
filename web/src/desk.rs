//! The state of the page: one open form, its score sheet, and where it is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use scoring::finding::{Finding, Place};
use scoring::form::{Form, Goal, Part, Target};
use scoring::rubric::Rubric;
use scoring::{ScoreSheet, Scorer};
use scoring_export::document::Document;

use crate::drafts::{self, Kept};
use crate::{island, link};

/// Which form is open.
#[derive(Clone)]
pub struct Open {
    /// The name that its draft is kept under.
    pub draft: String,
    /// Its rubric, lowered.
    pub scorer: Arc<Scorer>,
}

/// The one handle to the page's state; a context of all views.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The open form; without one the start view shows.
    pub open: RwSignal<Option<Open>>,
    /// What is filled in, as typed.
    pub form: RwSignal<Form>,
    /// The score sheet of what is filled in.
    pub sheet: Memo<Arc<ScoreSheet>>,
    /// Findings by the path of their field.
    pub findings: Memo<Arc<BTreeMap<String, Vec<Finding>>>>,
    /// How many rows each list has; rows are drawn anew when this changes.
    pub shape: Memo<Shape>,
    /// Whether the browser kept the last change.
    pub kept: RwSignal<Kept>,
    /// The answer to something that was asked for: a file opened, a download made, or why not.
    pub message: RwSignal<Option<Message>>,
}

/// How many rows there are to draw.
#[derive(Clone, Default, PartialEq)]
pub struct Shape {
    /// 年度总目标.
    pub goals: usize,
    /// Targets by indicator, each with its number of parts.
    pub targets: BTreeMap<String, Vec<usize>>,
}

/// A message to the person at the page.
#[derive(Clone, PartialEq)]
pub struct Message {
    /// Whether something went wrong.
    pub wrong: bool,
    /// What, in Chinese.
    pub text: String,
}

impl Message {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            wrong: false,
            text: text.into(),
        }
    }

    /// Something could not be done.
    pub fn wrong(text: impl Into<String>) -> Self {
        Self {
            wrong: true,
            text: text.into(),
        }
    }
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        let open = RwSignal::new(None::<Open>);
        let form = RwSignal::new(Form::default());
        let sheet = Memo::new(move |_| {
            open.with(|open| match open {
                Some(open) => form.with(|form| Arc::new(open.scorer.score(form))),
                None => Arc::default(),
            })
        });
        let findings = Memo::new(move |_| {
            let mut by_place: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
            for finding in &sheet.read().findings {
                by_place
                    .entry(finding.at.to_string())
                    .or_default()
                    .push(finding.clone());
            }
            Arc::new(by_place)
        });
        let shape = Memo::new(move |_| {
            form.with(|form| Shape {
                goals: form.goals.len(),
                targets: form
                    .targets
                    .iter()
                    .map(|(id, rows)| {
                        (id.clone(), rows.iter().map(|row| row.parts.len()).collect())
                    })
                    .collect(),
            })
        });
        let kept = RwSignal::new(Kept::default());
        Self {
            open,
            form,
            sheet,
            findings,
            shape,
            kept,
            message: RwSignal::new(None),
        }
    }

    /// The open rubric's scorer.
    pub fn scorer(&self) -> Option<Arc<Scorer>> {
        self.open
            .with(|open| open.as_ref().map(|open| open.scorer.clone()))
    }

    /// The open form with its rubric, as saved to a file.
    pub fn document(&self) -> Option<Document> {
        let rubric = self.scorer()?.rubric().clone();
        Some(Document::new(rubric, self.form.get_untracked()))
    }

    /// Opens a form under a draft name. Nothing is stored until something is typed.
    pub fn show(&self, draft: String, rubric: &Rubric, form: Form) {
        link::point_to(&draft);
        let scorer = Arc::new(Scorer::new(rubric));
        self.kept.set(Kept::default());
        self.open.set(None);
        self.form.set(form);
        self.open.set(Some(Open { draft, scorer }));
        island::write_soon(*self);
    }

    /// Goes back to the start view; the draft stays.
    pub fn close(&self) {
        self.open.set(None);
        self.message.set(None);
        link::point_to("");
        drafts::forget_current();
        island::clear();
    }

    /// Fills in one field.
    pub fn edit(&self, place: &Place, text: &str) {
        if self.form.with_untracked(|form| form.text(place) == text) {
            return;
        }
        self.change(|form| {
            form.set(place, text);
        });
    }

    /// Changes the form and keeps the change.
    pub fn change(&self, change: impl FnOnce(&mut Form)) {
        self.form.update(change);
        self.keep();
    }

    /// Keeps the form in this browser, and in the page for *Save page as*.
    fn keep(&self) {
        let Some(open) = self.open.get_untracked() else {
            return;
        };
        let kept = self.form.with_untracked(|form| drafts::keep(&open, form));
        self.kept.set(kept);
        island::write_soon(*self);
    }

    /// Adds an empty target.
    pub fn add_target(&self, list: &str) {
        let target = Target {
            direction: "≥".to_owned(),
            ..Target::default()
        };
        self.change(|form| {
            form.targets
                .entry(list.to_owned())
                .or_default()
                .push(target)
        });
    }

    /// Removes a target.
    pub fn remove_target(&self, list: &str, row: usize) {
        self.change(|form| {
            if let Some(rows) = form.targets.get_mut(list).filter(|rows| row < rows.len()) {
                rows.remove(row);
            }
        });
    }

    /// Splits a target into one more figure; its own figure becomes the first.
    pub fn add_part(&self, list: &str, row: usize) {
        self.change(|form| {
            let Some(target) = form.target_mut(list, row) else {
                return;
            };
            if target.parts.is_empty() {
                let (goal, actual) = (
                    std::mem::take(&mut target.goal),
                    std::mem::take(&mut target.actual),
                );
                target.parts.push(Part {
                    goal,
                    actual,
                    ..Part::default()
                });
            }
            target.parts.push(Part::default());
        });
    }

    /// Removes a figure; the last one left becomes the target's own.
    pub fn remove_part(&self, list: &str, row: usize, part: usize) {
        self.change(|form| {
            let Some(target) = form.target_mut(list, row) else {
                return;
            };
            if part < target.parts.len() {
                target.parts.remove(part);
            }
            if let [last] = target.parts.as_mut_slice() {
                (target.goal, target.actual) = (
                    std::mem::take(&mut last.goal),
                    std::mem::take(&mut last.actual),
                );
                target.parts.clear();
            }
        });
    }

    /// Adds an empty pair of 年度总目标 and 完成情况.
    pub fn add_goal(&self) {
        self.change(|form| form.goals.push(Goal::default()));
    }

    /// Removes a pair.
    pub fn remove_goal(&self, row: usize) {
        self.change(|form| {
            if row < form.goals.len() {
                form.goals.remove(row);
            }
        });
    }
}

/// The desk of this page.
pub fn desk() -> Desk {
    expect_context()
}
