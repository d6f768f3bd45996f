//! The state of the page: one open form, its score sheet, and what was done to it.
//!
//! A change goes one way: [`Desk::make`] makes it in the form, works out anew what it touches, tells the fields and rows
//! that show it, keeps it, and remembers how to take it back.

mod fields;
mod history;
pub mod lead;
mod rows;
mod unfolded;
pub mod unit;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use scoring::change::Change;
use scoring::finding::Place;
use scoring::form::{Form, Target};
use scoring::{Line, Live, ScoreSheet, Scorer};
use scoring_export::document::Document;

use crate::files::Review;
use crate::files::collect::Collecting;
use crate::keep::draft::Draft;
use crate::keep::{self, Kept};
use crate::link;
pub use fields::Field;
use fields::{Fields, Notes};
use history::History;
use unit::Unit;

/// How long after the last letter typing has paused, ms.
const PAUSE: u32 = 200;

thread_local! {
    static CALM: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

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
    /// The score sheet of what is filled in.
    pub sheet: RwSignal<Arc<ScoreSheet>>,
    /// The same a moment after the last letter: for what nobody looks at while typing, such as lists and charts.
    pub calm: RwSignal<Arc<ScoreSheet>>,
    /// How many rows each list has.
    pub shape: RwSignal<Shape>,
    /// Whether the browser kept the last change.
    pub kept: RwSignal<Kept>,
    /// When the form was last saved to a file, and how far it was then.
    pub disk: RwSignal<Option<keep::local::Disk>>,
    /// Whether another tab fills this draft now.
    pub elsewhere: RwSignal<bool>,
    /// The answer to something that was asked for: a file opened, a download made, or why not.
    pub message: RwSignal<Option<Message>>,
    /// What is being made or read now, and can be stopped; the last one is shown.
    pub busy: RwSignal<Vec<&'static str>>,
    /// A file that a person looks at before it is opened.
    pub review: RwSignal<Option<Review>, LocalStorage>,
    /// Many forms brought together 汇总.
    pub collect: Collecting,
    /// How many steps can be taken back, and made again.
    pub steps: RwSignal<(usize, usize)>,
    /// A target that someone is led to: a long list draws it even where it is out of sight.
    pub wanted: RwSignal<Option<(String, usize)>>,
    /// Rows whose criteria are unfolded, by their id.
    pub unfolded: RwSignal<BTreeSet<String>>,
    unit: StoredValue<Option<Arc<Unit>>>,
    work: StoredValue<Work, LocalStorage>,
    fields: StoredValue<Fields, LocalStorage>,
    /// The rows of the sheet, each on its own: a letter changes one of them.
    lines: StoredValue<Vec<LineSignal>>,
}

/// A row of the sheet, as those who show it follow it.
pub type LineSignal = ArcRwSignal<Option<Arc<Line>>>;

/// The open form and what is known of it.
#[derive(Default)]
struct Work {
    form: Form,
    live: Option<Live>,
    history: History,
    /// When it was last changed, ms since 1970.
    changed: f64,
}

/// How many rows there are to draw.
#[derive(Clone, Default, PartialEq)]
pub struct Shape {
    /// 年度总目标.
    pub goals: usize,
    /// Targets by indicator, each with its number of parts.
    pub targets: BTreeMap<String, Vec<usize>>,
}

impl Shape {
    fn of(form: &Form) -> Self {
        let parts = |(id, rows): (&String, &Vec<Target>)| {
            (id.clone(), rows.iter().map(|row| row.parts.len()).collect())
        };
        Self {
            goals: form.goals.len(),
            targets: form.targets.iter().map(parts).collect(),
        }
    }
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
        Self {
            open: RwSignal::new(None),
            sheet: RwSignal::default(),
            calm: RwSignal::default(),
            lines: StoredValue::default(),
            shape: RwSignal::default(),
            kept: RwSignal::default(),
            disk: RwSignal::new(None),
            elsewhere: RwSignal::new(false),
            message: RwSignal::new(None),
            busy: RwSignal::default(),
            review: RwSignal::new_local(None),
            collect: Collecting::new(),
            steps: RwSignal::default(),
            wanted: RwSignal::new(None),
            unfolded: RwSignal::default(),
            unit: StoredValue::default(),
            work: StoredValue::new_local(Work::default()),
            fields: StoredValue::new_local(Fields::default()),
        }
    }

    /// The open rubric's scorer.
    pub fn scorer(&self) -> Option<Arc<Scorer>> {
        self.open
            .with_untracked(|open| open.as_ref().map(|open| open.scorer.clone()))
    }

    /// The name that the open form is kept under.
    pub fn name(&self) -> Option<String> {
        self.open
            .with_untracked(|open| open.as_ref().map(|open| open.draft.clone()))
    }

    /// Looks at the open form as it is now.
    pub fn with_form<T>(&self, look: impl FnOnce(&Form) -> T) -> T {
        self.work.with_value(|work| look(&work.form))
    }

    /// The open form with its rubric, as saved to a file.
    pub fn document(&self) -> Option<Document> {
        let form = self.with_form(Form::clone);
        Some(match self.unit() {
            None => Document::new(self.scorer()?.rubric().clone(), form),
            Some(unit) => Document {
                review: Some(unit.review.clone()),
                ..Document::new(unit.rubric.clone(), form)
            },
        })
    }

    /// When the open form was last changed, ms since 1970.
    pub fn changed(&self) -> f64 {
        self.work.with_value(|work| work.changed)
    }

    /// The open form as a draft.
    pub fn draft(&self) -> Option<Draft> {
        Some(Draft {
            name: self.name()?,
            changed: self.changed(),
            document: self.document()?,
        })
    }

    /// Opens a form under a draft name. Nothing is stored until something is typed.
    pub fn show(&self, draft: Draft) {
        if self.name().is_some() {
            keep::end(*self);
        }
        link::point_to(&draft.name);
        let scorer = Arc::new(Scorer::new(&draft.document.in_use()));
        let Document {
            rubric,
            form,
            review,
            ..
        } = draft.document;
        let unit = review.map(|review| Arc::new(Unit::new(&scorer, rubric, review)));
        // The views of the form before go first: they look into lists that are no more.
        self.open.set(None);
        self.shape.set(Shape::of(&form));
        self.unit.set_value(unit);
        self.work.set_value(Work {
            live: Some(Live::new(scorer.clone(), &form)),
            form,
            history: History::default(),
            changed: draft.changed,
        });
        let lines = scorer.lines().iter().map(|_| LineSignal::default());
        self.lines.set_value(lines.collect());
        self.steps.set((0, 0));
        self.kept.set(Kept::default());
        self.disk.set(keep::local::disk(&draft.name));
        self.elsewhere.set(false);
        self.told(None);
        // Not a moment later, and nothing of the form before.
        CALM.set(None);
        self.calm.set(self.sheet.get_untracked());
        keep::begin(&draft.name);
        self.open.set(Some(Open {
            draft: draft.name,
            scorer,
        }));
        self.remember_unfolded();
        keep::flush(*self);
    }

    /// Opens a form that this browser does not keep yet.
    pub fn show_new(&self, name: String, document: Document) {
        self.show(Draft {
            name,
            changed: js_sys::Date::now(),
            document,
        });
    }

    /// Goes back to the start view; the draft stays.
    pub fn close(&self) {
        keep::end(*self);
        self.open.set(None);
        self.message.set(None);
        link::point_to("");
    }

    /// Fills in one field.
    pub fn edit(&self, place: &Place, text: &str) {
        if self.with_form(|form| form.text(place) != text) {
            self.make(Change::text(place.clone(), text));
        }
    }

    /// Makes a change.
    pub fn make(&self, change: Change) {
        let back = self.commit(change);
        if !self.with_form(|form| self.keeps_claims(form)) {
            self.commit(back);
            self.message.set(Some(Message::wrong(
                "核查时不能改单位的自评得分，也不能增删单位的绩效目标。请填核实的数，或者填核查得分并写明原因。",
            )));
            return;
        }
        self.work
            .update_value(|work| work.history.done(back, js_sys::Date::now() as u64));
        self.count_steps();
    }

    /// Takes the last step back.
    pub fn undo(&self) {
        self.step("撤销", History::undo, History::undone);
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&self) {
        self.step("重做", History::redo, History::redone);
    }

    fn step(
        &self,
        word: &str,
        take: impl FnOnce(&mut History) -> Option<Change>,
        put: impl FnOnce(&mut History, Change),
    ) {
        let taken = self.work.try_update_value(|work| take(&mut work.history));
        let Some(change) = taken.flatten() else {
            self.message
                .set(Some(Message::done(format!("没有可{word}的了。"))));
            return;
        };
        let at = change.at();
        let back = self.commit(change);
        self.work.update_value(|work| put(&mut work.history, back));
        self.count_steps();
        if let Some(scorer) = self.scorer() {
            let name = scorer.name_of(&at);
            self.message
                .set(Some(Message::done(format!("已{word}：{name}"))));
        }
        self.lead(at);
    }

    fn count_steps(&self) {
        self.steps
            .set(self.work.with_value(|work| work.history.steps()));
    }

    /// Makes a change everywhere, and gives back the one that undoes it.
    fn commit(&self, change: Change) -> Change {
        let at = change.at();
        let one = matches!(change, Change::Text { .. }).then_some(&at);
        keep::before(*self);
        let note = keep::note(&change);
        let back = self.work.try_update_value(|work| {
            let back = change.make(&mut work.form);
            work.changed = js_sys::Date::now();
            if let Some(live) = &mut work.live {
                live.edit(&work.form, &at);
            }
            back
        });
        self.told(one);
        self.kept.set(keep::change(*self, note));
        back.unwrap_or(Change::All(Vec::new()))
    }

    /// Tells those who show it what changed: the text of one field, or anything.
    fn told(&self, one: Option<&Place>) {
        let sheet = self
            .work
            .with_value(|work| work.live.as_ref().map(|live| live.sheet().clone()));
        let Some(sheet) = sheet else { return };
        self.work.with_value(|work| {
            self.fields.update_value(|fields| {
                fields.texts(&work.form, one);
                fields.findings(&sheet.findings);
            });
        });
        if one.is_none() {
            let shape = self.with_form(Shape::of);
            if self.shape.with_untracked(|before| *before != shape) {
                self.shape.set(shape);
            }
        }
        self.lines.with_value(|lines| {
            for (shown, now) in lines.iter().zip(&sheet.lines) {
                if shown.with_untracked(|shown| shown.as_ref() != Some(now)) {
                    shown.set(Some(now.clone()));
                }
            }
        });
        self.sheet.set(sheet.clone());
        let calm = self.calm;
        CALM.set(Some(Timeout::new(PAUSE, move || calm.set(sheet))));
    }

    /// The nth row of the sheet.
    pub fn line(&self, index: usize) -> RwSignal<Option<Arc<Line>>> {
        let line = self.lines.with_value(|lines| lines.get(index).cloned());
        line.unwrap_or_default().into()
    }

    /// The findings of a row, a target (by its name) or a header field, for as long as the calling view shows them.
    pub fn notes(&self, place: &Place) -> RwSignal<Notes> {
        let notes = self
            .fields
            .try_update_value(|fields| fields.take_notes(place));
        let (desk, place) = (*self, place.clone());
        on_cleanup(move || {
            desk.fields
                .try_update_value(|fields| fields.leave_notes(&place));
        });
        notes.unwrap_or_default().into()
    }

    /// The text of a field, and why it cannot be used, for as long as the calling view shows it.
    pub fn field(&self, place: &Place) -> Field {
        let field = self
            .with_form(|form| (self.fields).try_update_value(|fields| fields.take(place, form)));
        let (desk, place) = (*self, place.clone());
        on_cleanup(move || {
            desk.fields.try_update_value(|fields| fields.leave(&place));
        });
        field.unwrap_or_default()
    }
}

/// The desk of this page.
pub fn desk() -> Desk {
    expect_context()
}
