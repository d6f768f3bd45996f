//! Leads a person to a field.

use leptos::prelude::*;
use scoring::finding::Place;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, HtmlInputElement};

use super::Desk;

impl Desk {
    /// Brings a place into view and gives it the focus, once what is changing now is drawn.
    pub fn lead(&self, place: Place) {
        if let Place::Target(list, row, _) | Place::Part(list, row, ..) = &place {
            self.wanted.set(Some((list.clone(), *row)));
        }
        request_animation_frame(move || to(&place.to_string()));
    }
}

/// Brings an element into view and gives it the focus; a field that is not drawn gives way to its row.
pub fn to(path: &str) {
    let mut path = path;
    let element = loop {
        if let Some(element) = document().get_element_by_id(path) {
            break element;
        }
        match path.rsplit_once('.') {
            Some((outer, _)) => path = outer,
            None => return,
        }
    };
    let mut around: Option<Element> = element.parent_element();
    while let Some(outer) = around {
        if let Some(details) = outer.dyn_ref::<HtmlDetailsElement>() {
            details.set_open(true);
        }
        around = outer.parent_element();
    }
    element.scroll_into_view();
    settle(element.clone(), FRAMES, None);
    focus(&element);
}

/// Gives an element the focus; as in a sheet, what is typed next takes the place of what stands there.
pub fn focus(element: &Element) {
    if let Some(field) = element.dyn_ref::<HtmlElement>() {
        field.focus().ok();
    }
    if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
        field.select();
    }
}

/// For how many frames what comes into view may still push the place on.
const FRAMES: u8 = 12;

/// What comes into view is laid out only then, and pushes on what is below it: goes after the place until it stands still.
fn settle(element: Element, frames: u8, before: Option<i32>) {
    request_animation_frame(move || {
        // Whole pixels will do.
        let top = element.get_bounding_client_rect().top() as i32;
        if frames == 0 || before == Some(top) && frames < FRAMES - 2 {
            return;
        }
        if before != Some(top) {
            element.scroll_into_view();
        }
        let top = element.get_bounding_client_rect().top() as i32;
        settle(element, frames - 1, Some(top));
    });
}
