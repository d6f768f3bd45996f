//! The page's own state, written into the page, so that the browser's *Save page as* saves the form.

use leptos::prelude::*;
use scoring_export::document::in_page;

use super::draft::Draft;
use crate::desk::Desk;

/// The id of the element that holds the form.
pub const ID: &str = "pingfen-state";

/// Writes the open form into the page: done when typing pauses, since it is large and only a saved page reads it.
pub fn write(desk: Desk) {
    if let Some(draft) = desk.draft() {
        put(&text(&draft));
    }
}

/// A draft as it stands in a page.
pub fn text(draft: &Draft) -> String {
    in_page(&draft.to_json())
}

/// The form that this page was saved with.
pub fn read() -> Option<Draft> {
    read_from(&document())
}

/// The form that a page was saved with.
pub fn read_from(page: &web_sys::Document) -> Option<Draft> {
    Draft::from_json(&page.get_element_by_id(ID)?.text_content()?)
}

/// No form is open.
pub fn clear() {
    put("");
}

fn put(text: &str) {
    if let Some(element) = document().get_element_by_id(ID) {
        element.set_text_content(Some(text));
    }
}
