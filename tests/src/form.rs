//! The filling view, as these tests speak of it.

use serde_json::json;

use crate::page::Page;

/// The form that most tests fill.
pub const JIANGMEN: &str = "jiangmen-2023-department";

/// The field at a path of the form, as a CSS selector.
pub fn field(path: &str) -> String {
    format!("[id={}]", json!(path))
}

impl Page {
    /// Opens a URL of the built page and waits until it runs.
    #[track_caller]
    pub fn open_page(&mut self, url: &str) {
        // Going to the same document with another fragment would not load it again.
        self.open("about:blank");
        self.open(url);
        self.wait_for(
            "document.documentElement.hasAttribute('data-ready')",
            "the page to run",
        );
    }

    /// Waits until a total, `claimed` or `computed`, shows this number.
    #[track_caller]
    pub fn wait_for_total(&mut self, which: &str, number: &str) {
        let shown = format!(
            "document.querySelector('[data-total={which}]').textContent === {}",
            json!(number)
        );
        self.wait_for(&shown, &format!("{which} {number}"));
    }

    /// What is in a field.
    #[track_caller]
    pub fn value(&mut self, path: &str) -> String {
        self.text(&format!(
            "document.querySelector({}).value",
            json!(field(path))
        ))
    }

    /// The text of the row that a path of the form belongs to.
    #[track_caller]
    pub fn row(&mut self, id: &str) -> String {
        self.text(&format!(
            "document.querySelector({}).textContent",
            json!(field(&format!("answers.{id}")))
        ))
    }

    /// What went wrong on the page.
    ///
    /// Without one line that is no error: Chromium before 97 does not know `'wasm-unsafe-eval'` and says that it ignores it.
    pub fn errors(&mut self) -> Vec<String> {
        let mut errors = self.console();
        errors.retain(|error| !error.contains("'wasm-unsafe-eval'"));
        errors
    }
}
