//! The rubrics that were met so far. Thousands of forms carry the same one: it is read, checked and lowered once, and found
//! again by its bytes.

use std::sync::{Arc, PoisonError, RwLock};

use scoring::form::Form;
use scoring::rubric::Rubric;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Edition, Summary};
use crate::code::Stated;
use crate::document::VERSION;
use crate::reading::{self, MAX_BYTES, Opened, Unreadable};

/// How many are kept.
const MOST: usize = 64;

/// All that were met.
#[derive(Debug, Default)]
pub struct Rubrics {
    met: RwLock<Vec<Met>>,
}

/// A rubric as it stands in a file.
#[derive(Debug)]
struct Met {
    text: Box<[u8]>,
    edition: Arc<Edition>,
}

impl Rubrics {
    /// What a file adds to the table.
    pub fn read(&self, file: &[u8]) -> Result<Summary, Unreadable> {
        if file.len() <= MAX_BYTES
            && let Some(summary) = self.summary(file)
        {
            return Ok(summary);
        }
        match reading::open(file, &[])? {
            Opened::Own(own) => Ok(self.of(&own.document.rubric, file).own(&own)),
            Opened::Foreign(_) => Err(Unreadable::NoRubric),
        }
    }

    /// An edition that was met, by its name.
    pub fn edition(&self, name: &str) -> Option<Arc<Edition>> {
        let met = self.met.read().unwrap_or_else(PoisonError::into_inner);
        let found = met.iter().find(|met| met.edition.name() == name);
        found.map(|met| met.edition.clone())
    }

    /// What a saved form adds to the table, where it is exactly as this program writes it and its rubric was met before. `None` says
    /// nothing of the file: it has to be opened with all checks.
    fn summary(&self, file: &[u8]) -> Option<Summary> {
        let (stated, rest) = head(file)?;
        let (edition, rest) = self.begins(rest)?;
        let form = rest.strip_prefix(b",\"form\":")?;
        let form = form.trim_ascii_end().strip_suffix(b"}")?;
        // Whatever else stood behind the form would be no part of one.
        let form = Form::from_json(std::str::from_utf8(form).ok()?).ok()?;
        Some(edition.saved(&form, stated))
    }

    /// The rubric of a file that was opened. `file` is its text, if it is one.
    fn of(&self, rubric: &Rubric, file: &[u8]) -> Arc<Edition> {
        let json = rubric.to_json();
        let met = self.find(json.as_bytes());
        let edition = met.unwrap_or_else(|| {
            let edition = Arc::new(Edition::new(rubric));
            self.keep(json.as_bytes(), &edition);
            edition
        });
        // An older version may have written it otherwise.
        if let Some(text) = text_of_rubric(file)
            && text != json
            && self.find(text.as_bytes()).is_none()
        {
            self.keep(text.as_bytes(), &edition);
        }
        edition
    }

    /// The rubric that a text begins with, and what follows.
    fn begins<'t>(&self, text: &'t [u8]) -> Option<(Arc<Edition>, &'t [u8])> {
        let met = self.met.read().unwrap_or_else(PoisonError::into_inner);
        met.iter().find_map(|met| {
            let rest = text.strip_prefix(&*met.text)?;
            Some((met.edition.clone(), rest))
        })
    }

    fn find(&self, text: &[u8]) -> Option<Arc<Edition>> {
        self.begins(text)
            .filter(|(_, rest)| rest.is_empty())
            .map(|(edition, _)| edition)
    }

    fn keep(&self, text: &[u8], edition: &Arc<Edition>) {
        let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have met it meanwhile.
        if met.iter().any(|met| *met.text == *text) {
            return;
        }
        if met.len() >= MOST {
            met.remove(0);
        }
        met.push(Met {
            text: text.into(),
            edition: edition.clone(),
        });
    }
}

/// What a file says of itself, and what follows up to its rubric.
fn head(file: &[u8]) -> Option<(Option<Stated>, &[u8])> {
    let begin = format!("{{\"pingfen\":{VERSION},");
    let rest = file.strip_prefix(begin.as_bytes())?;
    let (stated, rest) = match rest.strip_prefix(b"\"engine\":\"") {
        None => (None, rest),
        Some(rest) => {
            let (engine, rest) = string(rest)?;
            let (code, rest) = string(rest.strip_prefix(b",\"code\":\"")?)?;
            (Some(Stated { engine, code }), rest.strip_prefix(b",")?)
        }
    };
    Some((stated, rest.strip_prefix(b"\"rubric\":")?))
}

/// A string without escapes, behind its first quotation mark, and what follows its last.
fn string(text: &[u8]) -> Option<(String, &[u8])> {
    let end = text.iter().take(64).position(|byte| *byte == b'"')?;
    let string = std::str::from_utf8(&text[..end]).ok()?;
    let plain = string.chars().all(|c| c != '\\' && !c.is_control());
    plain.then(|| (string.to_owned(), &text[end + 1..]))
}

/// The rubric of a saved form as it stands in the file.
fn text_of_rubric(file: &[u8]) -> Option<&str> {
    #[derive(Deserialize)]
    struct Kept<'a> {
        #[serde(borrow)]
        rubric: &'a RawValue,
    }
    let kept: Kept<'_> = serde_json::from_slice(file).ok()?;
    Some(kept.rubric.get())
}
