//! Drafts in the browser's own storage: a net under every keystroke, not the file to hand in.
//!
//! Pages opened from a disk share one storage, so each draft has its own keys. What was written is
//! read back; a browser that does not keep it is reported at once.

use std::borrow::Cow;

use leptos::prelude::window;
use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring_export::document::Document;
use serde::Deserialize;
use serde_json::value::RawValue;
use web_sys::Storage;

use crate::desk::Open;
use crate::journal;

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

/// A draft as of its last change.
pub struct Draft {
    /// Its name.
    pub name: String,
    /// When it was last changed, ms since 1970.
    pub changed: f64,
    /// The form with its rubric.
    pub document: Document,
}

/// A draft whose form is still text.
#[derive(Deserialize)]
struct Text<'a> {
    draft: Cow<'a, str>,
    changed: f64,
    #[serde(borrow)]
    document: &'a RawValue,
}

/// What changes of a draft: its rubric is stored once, beside it.
#[derive(Deserialize)]
struct Filled<'a> {
    changed: f64,
    #[serde(borrow)]
    form: &'a RawValue,
}

impl Draft {
    /// The draft as JSON.
    pub fn to_json(&self) -> String {
        let name = serde_json::to_string(&self.name).unwrap_or_default();
        let (changed, document) = (self.changed, self.document.to_json());
        format!(r#"{{"draft":{name},"changed":{changed},"document":{document}}}"#)
    }

    /// Reads a draft; `None` where the text is none.
    pub fn from_json(text: &str) -> Option<Self> {
        let text: Text<'_> = serde_json::from_str(text).ok()?;
        Some(Self {
            name: text.draft.into_owned(),
            changed: text.changed,
            document: Document::parse(text.document.get()).ok()?,
        })
    }
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
    let draft = Draft {
        name: open.draft.clone(),
        changed: js_sys::Date::now(),
        document: Document::new(open.scorer.rubric().clone(), form.clone()),
    };
    journal::write(&draft);
    write(&draft).map_or(Kept::Failed, |()| Kept::At(draft.changed))
}

/// Puts a draft back that the journal holds and this storage lost; it is the one that was being filled.
pub fn put_back(draft: &Draft) {
    if load(&draft.name).is_none_or(|kept| kept.changed < draft.changed) {
        write(draft);
    }
}

fn write(draft: &Draft) -> Option<()> {
    let store = storage()?;
    let rubric_key = format!("{RUBRIC}{}", draft.name);
    if store.get_item(&rubric_key).ok()?.is_none() {
        let rubric = draft.document.rubric.to_json();
        store.set_item(&rubric_key, &rubric).ok()?;
    }
    let (changed, form) = (draft.changed, draft.document.form.to_json());
    let text = format!(r#"{{"changed":{changed},"form":{form}}}"#);
    let key = format!("{FORM}{}", draft.name);
    store.set_item(&key, &text).ok()?;
    store.set_item(CURRENT, &draft.name).ok()?;
    (store.get_item(&key).ok()? == Some(text)).then_some(())
}

/// The draft of this name.
pub fn load(name: &str) -> Option<Draft> {
    let store = storage()?;
    let filled = store.get_item(&format!("{FORM}{name}")).ok()??;
    let filled: Filled<'_> = serde_json::from_str(&filled).ok()?;
    let rubric = store.get_item(&format!("{RUBRIC}{name}")).ok()??;
    let document = Document::new(
        Rubric::from_json(&rubric).ok()?,
        Form::from_json(filled.form.get()).ok()?,
    );
    Some(Draft {
        name: name.to_owned(),
        changed: filled.changed,
        document,
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
