//! The page under test, as a test speaks of it.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::chromium::Chromium;
use crate::failure::{Failure, Result};
use crate::keys::Chord;

/// How long a page may take to do what is waited for, unless the test says otherwise.
const DEADLINE: Duration = Duration::from_secs(20);

/// A page in some browser. A step that fails panics at the line of the test that asked for it, with the page's own errors.
pub struct Page {
    browser: Box<dyn Browser>,
    patience: Duration,
}

impl Page {
    /// The page of a started browser.
    pub fn new(browser: Box<dyn Browser>) -> Self {
        Self {
            browser,
            patience: DEADLINE,
        }
    }

    /// The browser's name in `PINGFEN_BROWSERS`.
    pub fn name(&self) -> &str {
        self.browser.name()
    }

    /// What only Chromium can do; none in other browsers.
    pub fn chromium(&mut self) -> Option<&mut Chromium> {
        self.browser.as_chromium()
    }

    /// Changes how long the page may take to do what is waited for; 20 seconds unless told.
    pub fn patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Goes to a URL and waits for `load`.
    #[track_caller]
    pub fn open(&mut self, url: &str) {
        let done = self.browser.open(url);
        self.check(done);
    }

    /// Reloads and waits for `load`.
    #[track_caller]
    pub fn reload(&mut self) {
        let done = self.browser.reload();
        self.check(done);
    }

    /// The value of a JavaScript expression; a promise is awaited.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        let value = self.browser.eval(expression);
        self.check(value)
    }

    /// Runs JavaScript statements. A failure says `what` was being done, not the script, which may be long.
    #[track_caller]
    pub fn run(&mut self, script: &str, what: &str) {
        let done = self
            .browser
            .eval(&format!("(() => {{ {script}\n}})()"))
            .map_err(|failure| {
                // It begins with what was run.
                let message = failure.to_string();
                let reason = message.rsplit("})()").next().unwrap_or_default();
                Failure::new(format!("{what}{reason}"))
            });
        self.check(done);
    }

    /// The value of a JavaScript expression as text.
    #[track_caller]
    pub fn text(&mut self, expression: &str) -> String {
        let value = self.eval(&format!("String({expression})"));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until a JavaScript expression is truthy, and returns its value. `what` completes "waited for".
    ///
    /// An expression that throws is not yet true: what it looks at may still have to appear.
    #[track_caller]
    pub fn wait_for(&mut self, expression: &str, what: &str) -> Value {
        let deadline = Instant::now() + self.patience;
        loop {
            let value = self.browser.eval(expression);
            match &value {
                Ok(found) if truthy(found) => return found.clone(),
                _ if Instant::now() < deadline => thread::sleep(Duration::from_millis(30)),
                _ => {
                    let last = value.map_or_else(
                        |failure| failure.to_string(),
                        |value| format!("{value}  ({expression})"),
                    );
                    return self.fail(&format!(
                        "waited {:?} for {what}; it is {last}",
                        self.patience
                    ));
                }
            }
        }
    }

    /// Clicks the centre of the element with the mouse, once it is there, stands still, and is not covered by another.
    #[track_caller]
    pub fn click(&mut self, selector: &str) {
        let done = self.try_click(selector);
        self.check(done);
    }

    /// Types into whatever has the focus: key events for what a US keyboard has, else as an input method puts text in.
    #[track_caller]
    pub fn type_text(&mut self, text: &str) {
        let done = self.browser.type_text(text);
        self.check(done);
    }

    /// Replaces what is in a field: click, select all, type.
    #[track_caller]
    pub fn fill(&mut self, selector: &str, text: &str) {
        self.click(selector);
        if self.eval(&format!(
            "document.activeElement === document.querySelector({})",
            json!(selector)
        )) != true
        {
            return self.fail(&format!("{selector} was clicked and did not get the focus"));
        }
        self.press("Control+a");
        if text.is_empty() {
            self.press("Delete");
        }
        self.type_text(text);
    }

    /// Chooses the option with this label in a `<select>`, with arrow keys: a list that is opened by the mouse is drawn outside
    /// the page, where no driver reaches it.
    #[track_caller]
    pub fn select(&mut self, selector: &str, label: &str) {
        let list = format!("document.querySelector({})", json!(selector));
        let options = format!("Array.from({list}.options).map(option => option.label)");
        self.wait_for(
            &format!("{options}.includes({})", json!(label)),
            "the option",
        );
        self.eval(&format!("{list}.focus()"));
        let distance = format!("{options}.indexOf({}) - {list}.selectedIndex", json!(label));
        let steps = self.eval(&distance).as_i64().unwrap_or_default();
        // Fewer than that many, if disabled ones are passed over.
        for _ in 0..steps.abs() {
            if self.eval(&distance) == 0 {
                break;
            }
            self.press(if steps > 0 { "ArrowDown" } else { "ArrowUp" });
        }
        if self.eval(&distance) != 0 {
            self.fail(&format!(
                "{selector} has no option {label:?} that can be chosen"
            ))
        }
    }

    /// Puts text on the clipboard, for `press("Control+v")`. It is copied from a field that stands in the page for that moment:
    /// copy first, then give the focus to where it is to go.
    #[track_caller]
    pub fn copy(&mut self, text: &str) {
        self.copy_flavours(text, None);
    }

    /// Puts a table on the clipboard as a spreadsheet does: as HTML, and as text with tabs and line breaks. Else like
    /// [`copy`](Self::copy).
    #[track_caller]
    pub fn copy_html(&mut self, html: &str, text: &str) {
        self.copy_flavours(text, Some(html));
    }

    #[track_caller]
    fn copy_flavours(&mut self, text: &str, html: Option<&str>) {
        self.eval(&format!(
            "((text, html) => {{
                const field = document.body.appendChild(document.createElement('textarea'));
                field.id = 'copied-by-tests';
                field.value = text;
                field.focus();
                field.select();
                field.oncopy = event => {{
                    field.dataset.copied = 'yes';
                    if (html === null) return;
                    event.preventDefault();
                    event.clipboardData.setData('text/html', html);
                    event.clipboardData.setData('text/plain', text);
                }};
            }})({}, {})",
            json!(text),
            json!(html)
        ));
        self.press("Control+c");
        // The answer to the key does not mean that the browser has done what the key stands for.
        self.wait_for(
            "document.getElementById('copied-by-tests').dataset.copied",
            "the clipboard",
        );
        self.eval("document.getElementById('copied-by-tests').remove()");
    }

    /// Presses one key: `Tab`, `Enter`, `ArrowDown`, `Control+z`; see [`keys`](crate::keys).
    #[track_caller]
    pub fn press(&mut self, key: &str) {
        let done = Chord::parse(key).and_then(|chord| self.browser.press(&chord));
        self.check(done);
    }

    /// Chooses files in an `<input type=file>`.
    #[track_caller]
    pub fn set_files(&mut self, selector: &str, files: &[&Path]) {
        let done = self.browser.set_files(selector, files);
        self.check(done);
    }

    /// Makes the viewport this large, in CSS pixels.
    #[track_caller]
    pub fn viewport(&mut self, width: u32, height: u32, mobile: bool) {
        let done = self.browser.viewport(width, height, mobile);
        self.check(done);
    }

    /// Saves the visible part of the page as PNG.
    #[track_caller]
    pub fn screenshot(&mut self, path: &Path) {
        let png = self.browser.screenshot();
        let png = self.check(png);
        fs::write(path, png).unwrap_or_else(|error| panic!("writing {}: {error}", path.display()));
    }

    /// The document as it now stands, as *Save page as* writes it. Like there, what is in a field is lost unless the page put
    /// it into an attribute or a text.
    #[track_caller]
    pub fn dom_snapshot(&mut self) -> String {
        self.text("(document.doctype ? '<!DOCTYPE ' + document.doctype.name + '>\\n' : '') + document.documentElement.outerHTML")
    }

    /// Errors on the page's console since the start, uncaught exceptions included.
    pub fn console(&mut self) -> Vec<String> {
        self.browser.console()
    }

    fn try_click(&mut self, selector: &str) -> Result<()> {
        let deadline = Instant::now() + self.patience;
        let mut before = Value::Null;
        loop {
            let spot = self
                .browser
                .eval(&format!("({FIND_SPOT})({})", json!(selector)))?;
            if let (Some(x), Some(y), true) =
                (spot["x"].as_f64(), spot["y"].as_f64(), spot == before)
            {
                return self.browser.click_at(x, y);
            }
            if Instant::now() > deadline {
                let problem = spot["problem"].as_str().unwrap_or("it keeps moving");
                return Err(Failure::new(format!("cannot click {selector}: {problem}")));
            }
            before = spot;
            thread::sleep(Duration::from_millis(15));
        }
    }

    #[track_caller]
    pub(crate) fn check<T>(&mut self, result: Result<T>) -> T {
        match result {
            Ok(value) => value,
            Err(failure) => self.fail(&failure.to_string()),
        }
    }

    #[track_caller]
    fn fail<T>(&mut self, message: &str) -> T {
        let console = self.browser.console().join("\n    ");
        let console = if console.is_empty() {
            "nothing"
        } else {
            &console
        };
        panic!(
            "{}: {message}\n  errors on the page's console: {console}",
            self.browser.name()
        );
    }
}

/// Scrolls to an element and finds the point to click, or says why there is none.
///
/// What comes into view may be laid out only then, and push the element on: so it waits for some frames, or for a moment where
/// a tab in the background has none.
const FIND_SPOT: &str = "async selector => {
    const element = document.querySelector(selector);
    if (!element) return {problem: 'nothing matches'};
    const scroll = () => element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    const frames = () => new Promise(done => { setTimeout(done, 200); requestAnimationFrame(() => requestAnimationFrame(done)) });
    scroll();
    await frames();
    scroll();
    await frames();
    const box = Array.from(element.getClientRects()).find(box => box.width > 0 && box.height > 0);
    if (!box) return {problem: 'it is not shown'};
    const x = Math.floor(box.left + box.width / 2), y = Math.floor(box.top + box.height / 2);
    const hit = document.elementFromPoint(x, y);
    if (!hit) return {problem: 'it is outside the viewport'};
    if (element.contains(hit)) return {x, y};
    return {problem: 'it is covered by ' + hit.cloneNode(false).outerHTML};
}";

/// As JavaScript sees it.
fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is) => *is,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
