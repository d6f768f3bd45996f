//! A draft: a form that is being filled, under a name.

use std::borrow::Cow;

use scoring_export::document::Document;
use serde::Deserialize;
use serde_json::value::RawValue;

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
    #[serde(borrow)]
    draft: Cow<'a, str>,
    changed: f64,
    #[serde(borrow)]
    document: &'a RawValue,
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

/// A name for a new draft, different from all others.
pub fn new_name() -> String {
    // All of its bits, as a name: no arithmetic.
    let random = js_sys::Math::random().to_bits();
    format!("{:x}-{random:x}", js_sys::Date::now() as u64)
}
