//! What the address asks for: `#example=<rubric>`, `#new=<rubric>`, `#draft=<name>`.

use leptos::prelude::*;
use scoring::form::Form;
use scoring_export::document::Document;
use scoring_rubrics as rubrics;

use crate::desk::Desk;
use crate::{drafts, island};

/// Opens what the address, the saved page or the last visit asks for, in this order.
pub fn follow(desk: Desk) {
    if !follow_address(desk) {
        resume(desk);
    }
}

/// Opens what the address asks for; `false` where it names no form.
pub fn follow_address(desk: Desk) -> bool {
    let hash = window().location().hash().unwrap_or_default();
    match hash.trim_start_matches('#').split_once('=') {
        Some(("example", id)) => open_example(desk, id),
        Some(("new", id)) => open_new(desk, id),
        Some(("draft", name)) => open_draft(desk, name),
        _ => false,
    }
}

/// A page saved with a form shows it, or the newer draft of the same form in this browser.
fn resume(desk: Desk) {
    if let Some(saved) = island::read() {
        let newer = drafts::load(&saved.name).is_some_and(|draft| draft.changed > saved.changed);
        if !newer || !open_draft(desk, &saved.name) {
            desk.show(saved.name, &saved.document.rubric, saved.document.form);
        }
        return;
    }
    if let Some(name) = drafts::current() {
        open_draft(desk, &name);
    }
}

/// Shows a draft; `false` where there is none of this name.
pub fn open_draft(desk: Desk, name: &str) -> bool {
    let draft = drafts::load(name);
    if let Some(draft) = &draft {
        let Document { rubric, form, .. } = &draft.document;
        desk.show(draft.name.clone(), rubric, form.clone());
    }
    draft.is_some()
}

/// Shows a worked example. What was changed in it on this machine is kept and shown again.
pub fn open_example(desk: Desk, id: &str) -> bool {
    let draft = format!("example-{id}");
    if open_draft(desk, &draft) {
        return true;
    }
    let example = rubrics::rubric(id).zip(rubrics::example(id));
    if let Some((rubric, form)) = &example {
        desk.show(draft, rubric, form.clone());
    }
    example.is_some()
}

/// Shows an empty form.
pub fn open_new(desk: Desk, id: &str) -> bool {
    let rubric = rubrics::rubric(id);
    if let Some(rubric) = &rubric {
        desk.show(drafts::new_name(), rubric, Form::default());
    }
    rubric.is_some()
}

/// Makes the address name the open draft, so that a reload or a bookmark finds it.
pub fn point_to(draft: &str) {
    let hash = match draft.strip_prefix("example-") {
        Some(id) => format!("#example={id}"),
        None if draft.is_empty() => "#".to_owned(),
        None => format!("#draft={draft}"),
    };
    if let Ok(history) = window().history() {
        history
            .replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&hash))
            .ok();
    }
}
