//! The fields on the screen: each is told when its own text changes, and no other.
//!
//! A form can have tens of thousands of fields. A letter typed in one must not ask all the others whether they changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use scoring::finding::{Finding, Place};
use scoring::form::Form;

/// What a field shows.
#[derive(Clone, Default)]
pub struct Field {
    /// Its text in the form.
    pub text: ArcRwSignal<String>,
    /// Why the text cannot be used.
    pub wrong: ArcRwSignal<Option<String>>,
}

/// What is on the screen by its place, each with how many views show it.
struct Shown<T>(BTreeMap<Place, (T, usize)>);

impl<T: Clone> Shown<T> {
    /// One more view shows it; it is made for the first.
    fn take(&mut self, place: &Place, make: impl FnOnce() -> T) -> T {
        let shown = self.0.entry(place.clone());
        let (shown, views) = shown.or_insert_with(|| (make(), 0));
        *views += 1;
        shown.clone()
    }

    /// One view less shows it.
    fn leave(&mut self, place: &Place) {
        if let Some((_, views)) = self.0.get_mut(place) {
            *views -= 1;
            if *views == 0 {
                self.0.remove(place);
            }
        }
    }
}

impl<T> Default for Shown<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

/// The fields on the screen, and the rows, targets and header fields with their findings.
#[derive(Default)]
pub struct Fields {
    shown: Shown<Field>,
    /// Texts that cannot be used, and why, also of fields that are not on the screen.
    refused: BTreeMap<Place, String>,
    noted: Shown<ArcRwSignal<Notes>>,
    /// All findings by where they show.
    notes: BTreeMap<Place, Notes>,
}

/// The findings that show at one place.
pub type Notes = Vec<Arc<Finding>>;

impl Fields {
    /// One more view shows a field.
    pub fn take(&mut self, place: &Place, form: &Form) -> Field {
        self.shown.take(place, || Field {
            text: ArcRwSignal::new(form.text(place).to_owned()),
            wrong: ArcRwSignal::new(self.refused.get(place).cloned()),
        })
    }

    /// One view less shows it.
    pub fn leave(&mut self, place: &Place) {
        self.shown.leave(place);
    }

    /// One more view shows the findings of a place.
    pub fn take_notes(&mut self, place: &Place) -> ArcRwSignal<Notes> {
        let notes = || self.notes.get(place).cloned().unwrap_or_default();
        self.noted.take(place, || ArcRwSignal::new(notes()))
    }

    /// One view less shows them.
    pub fn leave_notes(&mut self, place: &Place) {
        self.noted.leave(place);
    }

    /// Tells those who show findings which have come and gone.
    pub fn findings(&mut self, findings: &[Arc<Finding>]) {
        self.refusals(findings);
        let mut notes: BTreeMap<Place, Notes> = BTreeMap::new();
        for finding in findings {
            notes
                .entry(spot(&finding.at))
                .or_default()
                .push(finding.clone());
        }
        self.notes = notes;
        for (place, (shown, _)) in &self.noted.0 {
            let now = self.notes.get(place).map_or(&[][..], Vec::as_slice);
            if shown.with_untracked(|shown| shown != now) {
                shown.set(now.to_vec());
            }
        }
    }

    /// Tells the one field whose text changed, or all where rows came, went or moved.
    pub fn texts(&self, form: &Form, one: Option<&Place>) {
        let tell = |(at, (field, _)): (&Place, &(Field, usize))| {
            let text = form.text(at);
            if field.text.with_untracked(|shown| shown != text) {
                field.text.set(text.to_owned());
            }
        };
        match one {
            Some(place) => self.shown.0.get_key_value(place).into_iter().for_each(tell),
            None => self.shown.0.iter().for_each(tell),
        }
    }

    /// Tells the fields whose text has just become unusable, or usable.
    fn refusals(&mut self, findings: &[Arc<Finding>]) {
        let refused: BTreeMap<_, _> = findings
            .iter()
            .filter(|finding| finding.refuses())
            .map(|finding| (finding.at.clone(), finding.message.clone()))
            .collect();
        let before = std::mem::replace(&mut self.refused, refused);
        let places = before.keys().chain(self.refused.keys());
        for place in places.filter(|place| before.get(place) != self.refused.get(place)) {
            if let Some((field, _)) = self.shown.0.get(place) {
                field.wrong.set(self.refused.get(place).cloned());
            }
        }
    }
}

/// Where a finding shows: at the row, the target, or the field itself.
fn spot(at: &Place) -> Place {
    match at {
        Place::Answer(id, _) | Place::Input(id, _) => Place::Line(id.clone()),
        Place::Target(id, row, _) | Place::Part(id, row, ..) => {
            Place::Target(id.clone(), *row, "name")
        }
        at => at.clone(),
    }
}
