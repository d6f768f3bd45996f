//! Drafts in `localStorage`: a net under every keystroke, not the file to hand in.
//!
//! Pages opened from a disk share one storage, so each draft has its own keys:
//!
//! | key | text |
//! |---|---|
//! | `pingfen.rubric.<name>` | its rubric, written once |
//! | `pingfen.review.<name>` | of a review, what the unit handed in, written once |
//! | `pingfen.form.<name>` | `{"changed","step","form"}`: the form as of a pause in typing |
//! | `pingfen.tail.<name>` | `{"changed","step","changes"}`: what changed in the form of that step since |
//! | `pingfen.disk.<name>` | when it was last saved to a file, and its last change then |
//!
//! What was written is read back; a browser that does not keep it is reported at once.

use leptos::prelude::window;
use scoring::change::Change;
use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring_export::document::{Document, Review};
use serde::Deserialize;
use serde_json::value::RawValue;
use web_sys::Storage;

use super::Trouble;
use super::draft::Draft;

const CURRENT: &str = "pingfen.current";
const DISK: &str = "pingfen.disk.";
/// What begins the keys of a draft's texts.
pub const KEYS: [&str; 4] = [RUBRIC, REVIEW, FORM, TAIL];
/// Begins the key of a draft's form.
pub const FORM: &str = "pingfen.form.";
/// Begins the key of a draft's rubric.
pub const RUBRIC: &str = "pingfen.rubric.";
/// Begins the key of what a unit handed in, where the draft is a review.
pub const REVIEW: &str = "pingfen.review.";
/// Begins the key of a draft's latest changes.
pub const TAIL: &str = "pingfen.tail.";

/// The form of a draft, still text.
#[derive(Deserialize)]
struct Base<'a> {
    changed: f64,
    #[serde(default)]
    step: u64,
    #[serde(borrow)]
    form: &'a RawValue,
}

/// Its latest changes.
#[derive(Deserialize)]
struct Since {
    changed: f64,
    step: u64,
    changes: Vec<Change>,
}

/// When a draft was last saved to a file.
#[derive(Clone, Copy, Deserialize, PartialEq)]
pub struct Disk {
    /// ms since 1970.
    pub saved: f64,
    /// Its last change at that time, ms since 1970.
    pub changed: f64,
}

/// Reading `localStorage` throws where storage is switched off.
pub fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Writes a text and reads it back.
fn put(key: &str, text: &str) -> Result<(), Trouble> {
    let store = storage().ok_or(Trouble::Blocked)?;
    store.set_item(key, text).map_err(|_| Trouble::Full)?;
    match store.get_item(key) {
        Ok(Some(kept)) if kept == text => Ok(()),
        _ => Err(Trouble::Blocked),
    }
}

/// A draft's latest changes as they are kept.
pub fn tail(changed: f64, step: u64, changes: &[String]) -> String {
    let changes = changes.join(",");
    format!(r#"{{"changed":{changed},"step":{step},"changes":[{changes}]}}"#)
}

/// What is kept of a draft's latest changes.
pub fn read_tail(name: &str) -> Option<String> {
    get(&format!("{TAIL}{name}"))
}

/// Keeps a draft's latest changes.
pub fn write_tail(name: &str, text: &str) -> Result<(), Trouble> {
    put(&format!("{TAIL}{name}"), text)
}

/// Whether a draft's form is there.
pub fn exists(name: &str) -> bool {
    get(&format!("{RUBRIC}{name}")).is_some()
}

/// The texts of a whole draft, each with what begins its key.
pub fn texts(draft: &Draft, step: u64) -> Vec<(&'static str, String)> {
    let Document {
        rubric,
        form,
        review,
        ..
    } = &draft.document;
    let (changed, form) = (draft.changed, form.to_json());
    let mut texts = vec![(RUBRIC, rubric.to_json())];
    texts.extend(review.as_ref().map(|review| (REVIEW, review.to_json())));
    texts.push((
        FORM,
        format!(r#"{{"changed":{changed},"step":{step},"form":{form}}}"#),
    ));
    texts.push((TAIL, String::new()));
    texts
}

/// Keeps the texts of a whole draft.
pub fn write(name: &str, texts: &[(&str, String)]) -> Result<(), Trouble> {
    let store = storage().ok_or(Trouble::Blocked)?;
    for (kind, text) in texts {
        let key = format!("{kind}{name}");
        match *kind {
            TAIL => store.remove_item(&key).map_err(|_| Trouble::Blocked)?,
            RUBRIC | REVIEW if get(&key).is_some() => {}
            _ => put(&key, text)?,
        }
    }
    put(CURRENT, name)
}

/// Puts texts back as they were; only where all of them fit.
pub fn put_back(name: &str, texts: &[(String, String)]) {
    if let Some(store) = storage() {
        store.remove_item(&format!("{TAIL}{name}")).ok();
        for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            store.set_item(key, text).ok();
        }
        store.set_item(CURRENT, name).ok();
    }
}

/// When a draft was last changed, as far as this storage knows, ms since 1970.
pub fn changed(name: &str) -> Option<f64> {
    let base = get(&format!("{FORM}{name}"))?;
    let base: Base<'_> = serde_json::from_str(&base).ok()?;
    let since = since(name, base.step).map(|since| since.changed);
    Some(since.unwrap_or(base.changed))
}

fn since(name: &str, step: u64) -> Option<Since> {
    let since: Since = serde_json::from_str(&read_tail(name)?).ok()?;
    (since.step == step).then_some(since)
}

/// When the last of a draft's latest changes was made, ms since 1970; `None` where the text holds none.
pub fn changed_since(tail: &str) -> Option<f64> {
    #[derive(Deserialize)]
    struct Time {
        changed: f64,
    }
    serde_json::from_str(tail)
        .ok()
        .map(|Time { changed }| changed)
}

/// The draft of this name.
pub fn load(name: &str) -> Option<Draft> {
    let base = get(&format!("{FORM}{name}"))?;
    let base: Base<'_> = serde_json::from_str(&base).ok()?;
    let mut form = Form::from_json(base.form.get()).ok()?;
    let mut changed = base.changed;
    if let Some(since) = since(name, base.step) {
        changed = since.changed;
        for change in since.changes {
            change.make(&mut form);
        }
    }
    let rubric = Rubric::from_json(&get(&format!("{RUBRIC}{name}"))?).ok()?;
    Some(Draft {
        name: name.to_owned(),
        changed,
        document: Document {
            review: get(&format!("{REVIEW}{name}"))
                .map(|text| Review::from_json(&text))
                .transpose()
                .ok()?,
            ..Document::new(rubric, form)
        },
    })
}

/// The draft that was being filled when the page was last left.
pub fn current() -> Option<String> {
    get(CURRENT)
}

/// The person went back to the start view.
pub fn forget_current() {
    if let Some(store) = storage() {
        store.remove_item(CURRENT).ok();
    }
}

/// All drafts, newest first.
pub fn all() -> Vec<Draft> {
    let Some(store) = storage() else {
        return Vec::new();
    };
    let count = store.length().unwrap_or_default();
    let keys = (0..count).filter_map(|index| store.key(index).ok().flatten());
    let names: Vec<String> = keys
        .filter_map(|key| key.strip_prefix(FORM).map(str::to_owned))
        .collect();
    let mut drafts: Vec<Draft> = names.iter().filter_map(|name| load(name)).collect();
    drafts.sort_by(|a, b| b.changed.total_cmp(&a.changed));
    drafts
}

/// Deletes a draft.
pub fn delete(name: &str) {
    if let Some(store) = storage() {
        for key in KEYS.into_iter().chain([DISK]) {
            store.remove_item(&format!("{key}{name}")).ok();
        }
    }
}

/// Notes that a draft was just saved to a file, with its last change.
pub fn saved_to_disk(name: &str, changed: f64) {
    let saved = js_sys::Date::now();
    let text = format!(r#"{{"saved":{saved},"changed":{changed}}}"#);
    put(&format!("{DISK}{name}"), &text).ok();
}

/// When a draft was last saved to a file.
pub fn disk(name: &str) -> Option<Disk> {
    serde_json::from_str(&get(&format!("{DISK}{name}"))?).ok()
}
