//! Saved forms as text: the JSON file, and the page with a form in it.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Unreadable;
use crate::code::Stated;
use crate::document::{Document, stated};

/// The id of the element of a page that holds its form.
pub(super) const ID: &str = "pingfen-state";

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
    let mut rest = page;
    while let Some((tag, after)) = next_script(rest) {
        rest = after;
        if id(tag) != Some(ID) {
            continue;
        }
        let end = find(after, "</script").unwrap_or(after.len());
        let content = after[..end].trim();
        rest = &after[end..];
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

/// The attributes of the next script element, and what follows its tag.
fn next_script(text: &str) -> Option<(&str, &str)> {
    const TAG: &str = "<script";
    let mut rest = text;
    loop {
        rest = &rest[find(rest, TAG)? + TAG.len()..];
        if !rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/') {
            continue;
        }
        let mut quote = None;
        for (at, c) in rest.char_indices() {
            match (quote, c) {
                (None, '>') => return Some((&rest[..at], &rest[at + 1..])),
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), _) if open == c => quote = None,
                _ => {}
            }
        }
        return None;
    }
}

/// The value of the attribute `id`.
fn id(attributes: &str) -> Option<&str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=')?;
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_ascii_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote)?,
            None => {
                let end = value.find(|c: char| c.is_ascii_whitespace());
                value.split_at(end.unwrap_or(value.len()))
            }
        };
        if name.eq_ignore_ascii_case("id") {
            return Some(value);
        }
        rest = after;
    }
}

/// Where a word of ASCII stands, whatever its case.
fn find(text: &str, word: &str) -> Option<usize> {
    let (bytes, word) = (text.as_bytes(), word.as_bytes());
    let mut windows = bytes.windows(word.len());
    windows.position(|window| window[0] == word[0] && window.eq_ignore_ascii_case(word))
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
