//! What the address asks for: `#example=<rubric>`, `#new=<rubric>`, `#draft=<name>`.

use leptos::prelude::*;
use scoring::form::Form;
use scoring_export::document::Document;
use wasm_bindgen_futures::spawn_local;

use crate::desk::{Desk, Message};
use crate::keep::{draft, island, local};
use crate::library;

/// Something to open.
enum Asked {
    Example(String),
    New(String),
    Draft(String),
}

fn asked() -> Option<Asked> {
    let hash = window().location().hash().unwrap_or_default();
    let (what, name) = hash.trim_start_matches('#').split_once('=')?;
    let name = name.to_owned();
    match what {
        "example" => Some(Asked::Example(name)),
        "new" => Some(Asked::New(name)),
        "draft" => Some(Asked::Draft(name)),
        _ => None,
    }
}

/// Unpacks the built-in rubrics if the address asks for one, before anything shows.
pub async fn prepare() {
    let wanted = match asked() {
        Some(Asked::Example(_)) => true,
        Some(Asked::New(id)) => library::rubric(&id).is_none(),
        _ => false,
    };
    if wanted {
        library::load().await;
    }
}

/// Opens what the address, the saved page or the last visit asks for, in this order.
pub fn follow(desk: Desk) {
    match asked() {
        Some(what) => {
            open(desk, &what);
        }
        None => resume(desk),
    }
}

/// The address changed while the page is open.
pub fn follow_address(desk: Desk) {
    if let Some(what) = asked() {
        spawn_local(async move {
            found(desk, &what).await;
        });
    }
}

/// Opens something, and unpacks the built-in rubrics if it takes one.
async fn found(desk: Desk, what: &Asked) -> bool {
    open(desk, what) || library::load().await && open(desk, what)
}

fn open(desk: Desk, what: &Asked) -> bool {
    match what {
        Asked::Example(id) => example(desk, id),
        Asked::New(id) => new(desk, id),
        Asked::Draft(name) => open_draft(desk, name),
    }
}

/// A page saved with a form shows it, or the newer draft of the same form in this browser. One that was sent out shows what it was
/// sent out for: pages on a disk share one storage, so what was filled last may be another form.
fn resume(desk: Desk) {
    if let Some(saved) = island::read() {
        let newer = local::changed(&saved.name).is_some_and(|changed| changed > saved.changed);
        if !newer || !open_draft(desk, &saved.name) {
            desk.show(saved);
        }
    } else if let Some(draft) = local::current().and_then(|name| local::load(&name)) {
        let baked = library::baked();
        let of = |sent: &library::Sent| sent.rubric.id == draft.document.rubric.id;
        if baked.is_empty() || baked.iter().any(of) {
            desk.show(draft);
        }
    }
}

/// Shows a draft; `false` where there is none of this name.
pub fn open_draft(desk: Desk, name: &str) -> bool {
    let draft = local::load(name);
    let found = draft.is_some();
    if let Some(draft) = draft {
        desk.show(draft);
    }
    found
}

/// Shows a worked example. What was changed in it on this machine is kept and shown again.
fn example(desk: Desk, id: &str) -> bool {
    let draft = format!("example-{id}");
    if open_draft(desk, &draft) {
        return true;
    }
    let example = library::example(id);
    let found = example.is_some();
    if let Some((rubric, form)) = example {
        desk.show_new(draft, Document::new(rubric, form));
    }
    found
}

/// Shows an empty form.
fn new(desk: Desk, id: &str) -> bool {
    let rubric = library::rubric(id);
    let found = rubric.is_some();
    if let Some(rubric) = rubric {
        desk.show_new(draft::new_name(), Document::new(rubric, Form::default()));
    }
    found
}

/// Shows a worked example, by its button.
pub fn open_example(desk: Desk, id: &str) {
    press(desk, Asked::Example(id.to_owned()));
}

/// Shows an empty form, by its button.
pub fn open_new(desk: Desk, id: &str) {
    press(desk, Asked::New(id.to_owned()));
}

fn press(desk: Desk, what: Asked) {
    spawn_local(async move {
        if !found(desk, &what).await {
            desk.message.set(Some(Message::wrong(
                "内置评分表读不出来，这个网页文件可能不完整。请重新下载，或请对方重新发送。",
            )));
        }
    });
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
