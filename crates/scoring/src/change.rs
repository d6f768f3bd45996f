//! Changes to a form: each can be taken back 撤销, written down, and made again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::finding::Place;
use crate::form::{Answer, Form, Goal, Target};

/// One change to a form. Making it gives the change that takes it back.
///
/// ```
/// use scoring::change::Change;
/// use scoring::finding::Place;
/// use scoring::form::Form;
///
/// let mut form = Form::default();
/// let at = Place::Profile("organisation".into());
/// let back = Change::text(at.clone(), "江门市医疗保障局").make(&mut form);
/// assert_eq!(form.text(&at), "江门市医疗保障局");
/// back.make(&mut form);
/// assert_eq!(form, Form::default());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// A field gets this text.
    Text {
        /// The field.
        at: Place,
        /// Its text, as typed.
        text: String,
    },
    /// Targets come, go, or give way to others 增删目标.
    Targets {
        /// The indicator that they are scored under.
        list: String,
        /// The first row that changes, from 0.
        from: usize,
        /// How many rows go.
        remove: usize,
        /// What stands there instead.
        rows: Vec<Target>,
    },
    /// 年度总目标 come, go, or give way to others.
    Goals {
        /// The first row that changes, from 0.
        from: usize,
        /// How many rows go.
        remove: usize,
        /// What stands there instead.
        rows: Vec<Goal>,
    },
    /// The whole form gives way to another.
    Form(Box<Form>),
    /// Several changes as one, in order.
    All(Vec<Change>),
}

impl Change {
    /// A field gets a text.
    pub fn text(at: Place, text: impl Into<String>) -> Self {
        Self::Text {
            at,
            text: text.into(),
        }
    }

    /// Makes the change, and gives back the one that undoes it. What names no field changes nothing.
    pub fn make(self, form: &mut Form) -> Self {
        match self {
            Self::Text { at, text } => {
                let was = form.text(&at).to_owned();
                form.set(&at, &text);
                Self::Text { at, text: was }
            }
            Self::Targets {
                list,
                from,
                remove,
                rows,
            } => {
                let targets = form.targets.entry(list.clone()).or_default();
                let (from, remove, rows) = splice(targets, from, remove, rows);
                if targets.is_empty() {
                    form.targets.remove(&list);
                }
                Self::Targets {
                    list,
                    from,
                    remove,
                    rows,
                }
            }
            Self::Goals { from, remove, rows } => {
                let (from, remove, rows) = splice(&mut form.goals, from, remove, rows);
                Self::Goals { from, remove, rows }
            }
            Self::Form(other) => Self::Form(std::mem::replace(form, *other).into()),
            Self::All(changes) => {
                let mut back: Vec<_> = changes.into_iter().map(|one| one.make(form)).collect();
                back.reverse();
                Self::All(back)
            }
        }
    }

    /// The place that the change is about: a field, a list, or the form.
    pub fn at(&self) -> Place {
        match self {
            Self::Text { at, .. } => at.clone(),
            Self::Targets { list, .. } => Place::Targets(list.clone()),
            Self::Goals { from, .. } => Place::Goal(*from, "goal"),
            Self::Form(_) => Place::Form,
            Self::All(changes) => match changes.as_slice() {
                [first, rest @ ..] => common(first.at(), rest),
                [] => Place::Form,
            },
        }
    }
}

/// The list that all of the changes are in, or the form.
fn common(first: Place, rest: &[Change]) -> Place {
    let list = |place: &Place| match place {
        Place::Target(list, ..) | Place::Part(list, ..) | Place::Targets(list) => {
            Some(list.clone())
        }
        _ => None,
    };
    match list(&first) {
        Some(name) if rest.iter().all(|one| list(&one.at()) == Some(name.clone())) => {
            Place::Targets(name)
        }
        _ if rest.is_empty() => first,
        _ => Place::Form,
    }
}

/// Rows give way to others; what is said of rows that are not there is cut to those that are.
fn splice<T>(all: &mut Vec<T>, from: usize, remove: usize, rows: Vec<T>) -> (usize, usize, Vec<T>) {
    let from = from.min(all.len());
    let end = from.saturating_add(remove).min(all.len());
    let came = rows.len();
    let went = all.splice(from..end, rows).collect();
    (from, came, went)
}

/// A field that two forms fill in differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub at: Place,
    /// Its text in the one.
    pub was: String,
    /// Its text in the other.
    pub now: String,
}

/// Every field that two forms fill in differently, in the order of their paths. Rows are compared by their number.
pub fn differences(was: &Form, now: &Form) -> Vec<Difference> {
    differing(was, now, places)
}

/// The same of one indicator: its answer and its targets.
pub fn differences_of(id: &str, was: &Form, now: &Form) -> Vec<Difference> {
    differing(was, now, |form| places_of(id, form))
}

fn differing(was: &Form, now: &Form, places: impl Fn(&Form) -> Vec<Place>) -> Vec<Difference> {
    let places: BTreeSet<Place> = [was, now].into_iter().flat_map(places).collect();
    let differing = places.into_iter().filter_map(|at| {
        let (was, now) = (was.text(&at).to_owned(), now.text(&at).to_owned());
        (was != now).then_some(Difference { at, was, now })
    });
    differing.collect()
}

/// Every field that a form can have filled in.
fn places(form: &Form) -> Vec<Place> {
    let mut places: Vec<Place> = form.profile.keys().cloned().map(Place::Profile).collect();
    for row in 0..form.goals.len() {
        places.extend(["goal", "done"].map(|field| Place::Goal(row, field)));
    }
    let ids: BTreeSet<&String> = form.answers.keys().chain(form.targets.keys()).collect();
    places.extend(ids.into_iter().flat_map(|id| places_of(id, form)));
    places
}

/// Every field that an indicator can have filled in.
fn places_of(id: &str, form: &Form) -> Vec<Place> {
    let id = || id.to_owned();
    let mut places = Vec::new();
    if let Some(answer) = form.answers.get(&id()) {
        let inputs = answer.inputs.keys();
        places.extend(inputs.map(|question| Place::Input(id(), question.clone())));
        places.extend(Answer::FIELDS.map(|field| Place::Answer(id(), field)));
    }
    let targets = form.targets.get(&id()).into_iter().flatten();
    for (row, target) in targets.enumerate() {
        places.extend(Target::FIELDS.map(|field| Place::Target(id(), row, field)));
        for part in 0..target.parts.len() {
            let fields = ["name", "goal", "actual"];
            places.extend(fields.map(|field| Place::Part(id(), row, part, field)));
        }
    }
    places
}
