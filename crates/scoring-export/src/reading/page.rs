//! Saved forms as text: the JSON file, and the page with a form in it.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Unreadable;
use crate::code::Stated;
use crate::document::{Document, stated};
use crate::page::{FORM, Scripts};

/// How deep JSON is nested at most: what the deserialiser allows.
const DEEPEST: usize = 128;

/// A draft 草稿, as a page holds it.
#[derive(Deserialize)]
struct Draft<'a> {
    #[serde(borrow)]
    document: &'a RawValue,
}

/// A saved form, and what its file says of itself.
#[derive(Debug)]
pub(super) struct Saved {
    pub document: Document,
    pub stated: Option<Stated>,
}

/// A saved form; a draft, as it stands in a page, is read too.
pub(super) fn json(text: &str) -> Result<Saved, Unreadable> {
    if too_deep(text) {
        return Err(Unreadable::TooDeep);
    }
    let draft: Option<Draft<'_>> = serde_json::from_str(text).ok();
    let text = draft.map_or(text, |draft| draft.document.get());
    Ok(Saved {
        document: Document::from_json(text).map_err(Unreadable::Saved)?,
        stated: stated(text),
    })
}

/// The form in a saved page: that of the last element of its id that holds one. Browsers that save a page
/// reorder attributes and change quotation marks.
pub(super) fn form(page: &str) -> Result<Saved, Unreadable> {
    let mut found = Err(Unreadable::NoForm);
    for script in Scripts::of(page).filter(|script| script.is(FORM)) {
        let content = script.content(page).trim();
        if content.is_empty() {
            continue;
        }
        let read = json(content).or_else(|why| match content.contains("&quot;") {
            true => json(&unescaped(content)),
            false => Err(why),
        });
        // A later element that is broken does not take the place of a whole one.
        if read.is_ok() || found.is_err() {
            found = read;
        }
    }
    found
}

/// Some programs escape what stands in a script element, which browsers do not.
fn unescaped(text: &str) -> String {
    [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn too_deep(text: &str) -> bool {
    let (mut depth, mut within, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if within => escaped = true,
            b'"' => within = !within,
            b'{' | b'[' if !within => {
                depth += 1;
                if depth > DEEPEST {
                    return true;
                }
            }
            b'}' | b']' if !within => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
