//! The filling view, as these tests speak of it.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

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
        // Short lists of targets are drawn in the moments after; until then what is below them moves.
        self.wait_for(
            "Array.from(document.querySelectorAll('.app-grid')).every(grid => grid.rows.length > 240 || !grid.querySelector('.app-grid__blank'))",
            "the targets to be drawn",
        );
    }

    /// Waits until a total, `claimed` or `computed`, shows this number.
    #[track_caller]
    pub fn wait_for_total(&mut self, which: &str, number: &str) {
        let shown = format!(
            "(document.querySelector('[data-total={which}]') || {{}}).textContent === {}",
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

    /// What a field shows, also one in a part that is folded: it is made when that is unfolded.
    #[track_caller]
    pub fn value_anywhere(&mut self, path: &str) -> String {
        let shown = format!("document.querySelector({}) !== null", json!(field(path)));
        if self.eval(&shown) == false {
            let row = path.rsplit_once('.').map_or(path, |(row, _)| row);
            self.click(&format!("{} .app-more summary", field(row)));
            self.wait_for(&shown, path);
        }
        self.value(path)
    }

    /// The text of the row that a path of the form belongs to.
    #[track_caller]
    pub fn row(&mut self, id: &str) -> String {
        self.text(&format!(
            "document.querySelector({}).textContent",
            json!(field(&format!("answers.{id}")))
        ))
    }

    /// Waits until a field shows this.
    #[track_caller]
    pub fn wait_for_value(&mut self, path: &str, text: &str) {
        let shown = format!(
            "document.querySelector({}).value === {}",
            json!(field(path)),
            json!(text)
        );
        self.wait_for(&shown, &format!("{path} to show {text:?}"));
    }

    /// The open form as the page would save it.
    #[track_caller]
    pub fn form(&mut self) -> Value {
        self.wait_for(
            "document.getElementById('pingfen-state').textContent",
            "the form in the page",
        );
        self.eval("JSON.parse(document.getElementById('pingfen-state').textContent).document.form")
    }

    /// Waits until the page would save this form; it is written when typing pauses.
    #[track_caller]
    pub fn wait_for_form(&mut self, form: &Value) {
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline && self.form() != *form {
            thread::sleep(Duration::from_millis(100));
        }
        let now = self.form();
        let differs = difference(form, &now, "form");
        assert!(differs.is_none(), "{}", differs.unwrap_or_default());
    }

    /// Presses a key until the button that does the same has nothing left to do, and returns how often.
    #[track_caller]
    pub fn press_until(&mut self, key: &str, button: &str) -> usize {
        let left = format!(
            "document.getElementById('{button}').getAttribute('aria-disabled') === 'false'"
        );
        (0..2000)
            .take_while(|_| {
                let more = self.eval(&left) == true;
                if more {
                    self.press(key);
                }
                more
            })
            .count()
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

/// The first place at which two JSON values differ.
fn difference(wanted: &Value, found: &Value, at: &str) -> Option<String> {
    match (wanted, found) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys = a.keys().chain(b.keys());
            keys.find_map(|key| difference(&wanted[key], &found[key], &format!("{at}.{key}")))
        }
        (Value::Array(a), Value::Array(b)) => (0..a.len().max(b.len()))
            .find_map(|row| difference(&wanted[row], &found[row], &format!("{at}.{row}"))),
        _ if wanted == found => None,
        _ => Some(format!("{at} is {found}, it should be {wanted}")),
    }
}
