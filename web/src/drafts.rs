//! Drafts in the browser's own storage: a net under every keystroke, not the file to hand in.
//!
//! Pages opened from a disk share one storage, so each draft has its own keys. What was written is
//! read back; a browser that does not keep it is reported at once.

use leptos::prelude::window;
use scoring::form::Form;
use scoring::rubric::Rubric;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

use crate::desk::Open;
use crate::journal::{self, Record};

const CURRENT: &str = "pingfen.current";
const FORM: &str = "pingfen.form.";
const RUBRIC: &str = "pingfen.rubric.";

/// What became of the last change.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Kept {
    /// Nothing changed yet.
    #[default]
    Unchanged,
    /// Kept at this time, ms since 1970.
    At(f64),
    /// The browser did not keep it: storage full, switched off, or wiped.
    Failed,
}

/// What changes of a draft: its rubric is stored once, beside it.
#[derive(Serialize)]
struct Filled<'a> {
    changed: f64,
    form: &'a Form,
}

/// The same, read.
#[derive(Deserialize)]
struct FilledIn {
    changed: f64,
    form: Form,
}

/// A draft as listed.
pub struct Draft {
    /// Its name.
    pub name: String,
    /// When it was last changed, ms since 1970.
    pub changed: f64,
    /// Its rubric.
    pub rubric: Rubric,
    /// What was filled in.
    pub form: Form,
}

/// Reading `localStorage` throws where storage is switched off.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// A name for a new draft, different from all others.
pub fn new_name() -> String {
    // All of its bits, as a name: no arithmetic.
    let random = js_sys::Math::random().to_bits();
    format!("{:x}-{random:x}", js_sys::Date::now() as u64)
}

/// Writes a change and reads it back.
pub fn keep(open: &Open, form: &Form) -> Kept {
    let rubric = open.scorer.rubric().clone();
    let changed = js_sys::Date::now();
    let record = Record {
        draft: open.draft.clone(),
        changed,
        rubric,
        form: form.clone(),
    };
    journal::write(&record);
    write(&record).map_or(Kept::Failed, |()| Kept::At(changed))
}

/// Puts a draft back that the journal holds and this storage lost; it is the one that was being filled.
pub fn put_back(record: &Record) {
    if load(&record.draft).is_none_or(|draft| draft.changed < record.changed) {
        write(record);
    }
}

fn write(record: &Record) -> Option<()> {
    let store = storage()?;
    let rubric_key = format!("{RUBRIC}{}", record.draft);
    if store.get_item(&rubric_key).ok()?.is_none() {
        store
            .set_item(&rubric_key, &serde_json::to_string(&record.rubric).ok()?)
            .ok()?;
    }
    let filled = Filled {
        changed: record.changed,
        form: &record.form,
    };
    let text = serde_json::to_string(&filled).ok()?;
    let key = format!("{FORM}{}", record.draft);
    store.set_item(&key, &text).ok()?;
    store.set_item(CURRENT, &record.draft).ok()?;
    (store.get_item(&key).ok()? == Some(text)).then_some(())
}

/// The draft of this name.
pub fn load(name: &str) -> Option<Draft> {
    let store = storage()?;
    let filled: FilledIn =
        serde_json::from_str(&store.get_item(&format!("{FORM}{name}")).ok()??).ok()?;
    let rubric: Rubric =
        serde_json::from_str(&store.get_item(&format!("{RUBRIC}{name}")).ok()??).ok()?;
    Some(Draft {
        name: name.to_owned(),
        changed: filled.changed,
        rubric,
        form: filled.form,
    })
}

/// The draft that was being filled when the page was last left.
pub fn current() -> Option<String> {
    storage()?.get_item(CURRENT).ok()?
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
    journal::delete(name);
    if let Some(store) = storage() {
        store.remove_item(&format!("{FORM}{name}")).ok();
        store.remove_item(&format!("{RUBRIC}{name}")).ok();
    }
}
