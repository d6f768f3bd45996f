//! Keyboard shortcuts of the filling view; `component::shortcuts` lists them.

use std::cell::Cell;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use scoring::finding::{Place, Severity};

use web_sys::Element;

use crate::desk::Desk;
use crate::desk::unit::{Adopt, verified};
use crate::files::{Paper, download};

thread_local! {
    /// Which finding, and which row without a score, was shown last.
    static SHOWN: Cell<(usize, usize)> = const { Cell::new((usize::MAX, usize::MAX)) };
}

/// Listens to the whole page; `sheet` opens the list of shortcuts.
pub fn listen(desk: Desk, sheet: RwSignal<bool>) {
    window_event_listener(leptos::ev::keydown, move |event| {
        // A key of an input method is the input method's; a dialog has keys of its own.
        let busy = event.is_composing() || event.key_code() == 229;
        let dialog = document().query_selector("dialog[open]").ok().flatten();
        if !busy && dialog.is_none() && desk.name().is_some() && press(desk, sheet, &event) {
            event.prevent_default();
        }
    });
    // The browser's own undo, from its menu: it knows one field only.
    window_event_listener(leptos::ev::beforeinput, move |event| {
        match event.input_type().as_str() {
            "historyUndo" => desk.undo(),
            "historyRedo" => desk.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}

fn press(desk: Desk, sheet: RwSignal<bool>, event: &KeyboardEvent) -> bool {
    let control = event.ctrl_key() || event.meta_key();
    let (shift, alt) = (event.shift_key(), event.alt_key());
    let key = event.key();
    match (control, alt, shift, key.to_ascii_lowercase().as_str()) {
        (true, false, false, "z") => desk.undo(),
        (true, false, false, "y") | (true, false, true, "z") => desk.redo(),
        (true, false, false, "s") => download(desk, Paper::Json),
        (true, false, false, "/") | (false, false, false, "f1") => sheet.set(true),
        (false, false, back, "f8") => lead(desk, problems(desk), back, |shown| &mut shown.0),
        (false, false, false, "f2") => return adopt(desk, Adopt::Computed),
        (false, false, false, "f4") => return adopt(desk, Adopt::Claimed),
        (false, false, back, "enter") => return next_verdict(desk, back),
        (false, false, back, "f9") => lead(desk, unscored(desk), back, |shown| &mut shown.1),
        _ => return false,
    }
    true
}

/// The row that has the focus takes over a score; from 核查得分 it goes on to the next.
fn adopt(desk: Desk, whose: Adopt) -> bool {
    let row = focused().and_then(|element| element.closest(".app-row").ok().flatten());
    let place = row.and_then(|row| row.id().parse().ok());
    let (true, Some(Place::Line(id))) = (desk.verifies(), place) else {
        return false;
    };
    desk.adopt(&id, whose);
    next_verdict(desk, false);
    true
}

/// From 核查得分 of one row to that of the next, as in a sheet.
fn next_verdict(desk: Desk, back: bool) -> bool {
    let place = focused().and_then(|element| element.id().parse().ok());
    let (Some(Place::Answer(id, "verified")), Some(scorer)) = (place, desk.scorer()) else {
        return false;
    };
    let lines = scorer.lines();
    let at = lines.iter().position(|line| line.id == id);
    let next = at.and_then(|at| lines.get(if back { at.checked_sub(1)? } else { at + 1 }));
    if let Some(next) = next {
        desk.lead(verified(&next.id));
    }
    true
}

fn focused() -> Option<Element> {
    document().active_element()
}

/// Errors and warnings, in the order of the form.
fn problems(desk: Desk) -> Vec<Place> {
    let sheet = desk.sheet.read_untracked();
    let found = sheet
        .findings
        .iter()
        .filter(|f| f.severity != Severity::Notice);
    found.map(|finding| finding.at.clone()).collect()
}

/// Rows without any score.
fn unscored(desk: Desk) -> Vec<Place> {
    let sheet = desk.sheet.read_untracked();
    let open = sheet.lines.iter().filter(|line| line.counted.is_none());
    open.map(|line| Place::Line(line.id.clone())).collect()
}

fn lead(desk: Desk, places: Vec<Place>, back: bool, mine: fn(&mut (usize, usize)) -> &mut usize) {
    let mut shown = SHOWN.get();
    let at = mine(&mut shown);
    *at = match (back, places.len()) {
        (_, 0) => return,
        (false, count) => at.wrapping_add(1) % count,
        (true, count) => (*at).min(count).checked_sub(1).unwrap_or(count - 1),
    };
    if let Some(place) = places.get(*at) {
        desk.lead(place.clone());
    }
    SHOWN.set(shown);
}
