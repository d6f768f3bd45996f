//! The page's own state, written into the page, so that the browser's *Save page as* saves the form.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use scoring_export::document::Document;
use serde::{Deserialize, Serialize};

use crate::desk::Desk;

const ID: &str = "pingfen-state";
const DELAY: u32 = 250;

/// The form that a saved page carries.
#[derive(Serialize, Deserialize)]
pub struct Island {
    /// The name of its draft.
    pub draft: String,
    /// When it was written, ms since 1970.
    pub changed: f64,
    /// The form with its rubric.
    pub document: Document,
}

thread_local! {
    static SOON: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Writes the form into the page once typing pauses: it is large, and only a saved page reads it.
pub fn write_soon(desk: Desk) {
    let timeout = Timeout::new(DELAY, move || write(desk));
    SOON.with_borrow_mut(|soon| *soon = Some(timeout));
}

fn write(desk: Desk) {
    let (Some(open), Some(document)) = (desk.open.get_untracked(), desk.document()) else {
        return;
    };
    let island = Island {
        draft: open.draft,
        changed: js_sys::Date::now(),
        document,
    };
    if let Ok(text) = serde_json::to_string(&island) {
        // Inside a script element, only `<` could end it early.
        put(&text.replace('<', "\\u003c"));
    }
}

/// The form that this page was saved with.
pub fn read() -> Option<Island> {
    let text = document().get_element_by_id(ID)?.text_content()?;
    serde_json::from_str(&text).ok()
}

/// No form is open.
pub fn clear() {
    SOON.with_borrow_mut(|soon| *soon = None);
    put("");
}

fn put(text: &str) {
    if let Some(element) = document().get_element_by_id(ID) {
        element.set_text_content(Some(text));
    }
}
