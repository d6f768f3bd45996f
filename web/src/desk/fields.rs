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

/// The fields on the screen by their place, each with how many views show it.
#[derive(Default)]
pub struct Fields {
    shown: BTreeMap<Place, (Field, usize)>,
    /// Texts that cannot be used, and why, also of fields that are not on the screen.
    refused: BTreeMap<Place, String>,
    /// The rows, targets and header fields on the screen, each with its findings and how many views show them.
    noted: BTreeMap<Place, (ArcRwSignal<Notes>, usize)>,
    /// All findings by where they show.
    notes: BTreeMap<Place, Notes>,
}

/// The findings that show at one place.
pub type Notes = Vec<Arc<Finding>>;

impl Fields {
    /// One more view shows a field.
    pub fn take(&mut self, place: &Place, text: String) -> Field {
        if let Some((field, views)) = self.shown.get_mut(place) {
            *views += 1;
            return field.clone();
        }
        let field = Field {
            text: ArcRwSignal::new(text),
            wrong: ArcRwSignal::new(self.refused.get(place).cloned()),
        };
        self.shown.insert(place.clone(), (field.clone(), 1));
        field
    }

    /// One view less shows it.
    pub fn leave(&mut self, place: &Place) {
        if let Some((_, views)) = self.shown.get_mut(place) {
            *views -= 1;
            if *views == 0 {
                self.shown.remove(place);
            }
        }
    }

    /// One more view shows the findings of a place.
    pub fn take_notes(&mut self, place: &Place) -> ArcRwSignal<Notes> {
        let notes = || ArcRwSignal::new(self.notes.get(place).cloned().unwrap_or_default());
        let (notes, views) = (self.noted.entry(place.clone())).or_insert_with(|| (notes(), 0));
        *views += 1;
        notes.clone()
    }

    /// One view less shows them.
    pub fn leave_notes(&mut self, place: &Place) {
        if let Some((_, views)) = self.noted.get_mut(place) {
            *views -= 1;
            if *views == 0 {
                self.noted.remove(place);
            }
        }
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
        for (place, (shown, _)) in &self.noted {
            let now = self.notes.get(place).map_or(&[][..], Vec::as_slice);
            if shown.with_untracked(|shown| shown != now) {
                shown.set(now.to_vec());
            }
        }
    }

    /// Tells the fields that a change at `place` can have touched.
    pub fn texts(&self, form: &Form, place: &Place) {
        let tell = |(at, (field, _)): (&Place, &(Field, usize))| {
            let text = form.text(at);
            if field.text.with_untracked(|shown| shown != text) {
                field.text.set(text.to_owned());
            }
        };
        match place {
            Place::Profile(_)
            | Place::Answer(..)
            | Place::Input(..)
            | Place::Target(..)
            | Place::Part(..) => {
                self.shown.get_key_value(place).into_iter().for_each(tell);
            }
            _ => self.shown.iter().for_each(tell),
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
            if let Some((field, _)) = self.shown.get(place) {
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
