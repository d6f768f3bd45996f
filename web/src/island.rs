//! The page's own state, written into the page, so that the browser's *Save page as* saves the form.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::desk::Desk;
use crate::drafts::Draft;

const ID: &str = "pingfen-state";
const DELAY: u32 = 250;

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
    let draft = Draft {
        name: open.draft,
        changed: js_sys::Date::now(),
        document,
    };
    // Inside a script element, only `<` could end it early.
    put(&draft.to_json().replace('<', "\\u003c"));
}

/// The form that this page was saved with.
pub fn read() -> Option<Draft> {
    Draft::from_json(&document().get_element_by_id(ID)?.text_content()?)
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
