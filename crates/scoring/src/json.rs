//! Rubrics and forms as JSON, in one place.
//!
//! What serde makes of so many types is large, and every crate that names them makes it anew: the page
//! carried it twice. Here it is made once, and everyone calls it.

use serde_json::Error;

use crate::form::Form;
use crate::rubric::Rubric;

impl Rubric {
    /// Reads a rubric, unchecked. Errors say what was expected, and where in the text.
    #[inline(never)]
    pub fn from_json(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text)
    }

    /// The rubric as compact JSON: the same rubric gives the same bytes.
    #[inline(never)]
    pub fn to_json(&self) -> String {
        // Strings, numbers and lists always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Form {
    /// Reads a form. Errors say what was expected, and where in the text.
    #[inline(never)]
    pub fn from_json(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text)
    }

    /// The form as compact JSON: the same form gives the same bytes.
    #[inline(never)]
    pub fn to_json(&self) -> String {
        // Strings and maps with string keys always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}
