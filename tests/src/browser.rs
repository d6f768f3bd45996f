//! What every browser can do, whatever protocol drives it.

use std::path::Path;

use serde_json::Value;

use crate::chromium::Chromium;
use crate::failure::Result;
use crate::keys::Chord;

/// The few primitives that differ between protocols. Everything a test calls is built on them once, in [`Page`](crate::Page).
pub trait Browser {
    /// The name it has in `PINGFEN_BROWSERS`.
    fn name(&self) -> &str;

    /// Goes to a URL and waits for the page's `load`.
    fn open(&mut self, url: &str) -> Result<()>;

    /// Reloads and waits for the page's `load`.
    fn reload(&mut self) -> Result<()>;

    /// The value of a JavaScript expression, as JSON; a promise is awaited. `undefined` and functions come back as null.
    fn eval(&mut self, expression: &str) -> Result<Value>;

    /// Moves the mouse to this point of the viewport (CSS pixels) and presses and releases its left button.
    fn click_at(&mut self, x: f64, y: f64) -> Result<()>;

    /// Types into whatever has the focus.
    fn type_text(&mut self, text: &str) -> Result<()>;

    /// Presses and releases one key, with modifiers.
    fn press(&mut self, chord: &Chord) -> Result<()>;

    /// Chooses files in the `<input type=file>` that the CSS selector names.
    fn set_files(&mut self, selector: &str, files: &[&Path]) -> Result<()>;

    /// Makes the viewport this large, in CSS pixels. `mobile` asks for touch and a mobile layout where the browser has
    /// them; a page sees touch from its next load.
    fn viewport(&mut self, width: u32, height: u32, mobile: bool) -> Result<()>;

    /// The visible part of the page as PNG.
    fn screenshot(&mut self) -> Result<Vec<u8>>;

    /// Errors that the page put on its console since the start, uncaught exceptions included.
    fn console(&mut self) -> Vec<String>;

    /// The concrete type, for what only Chromium can do.
    fn as_chromium(&mut self) -> Option<&mut Chromium> {
        None
    }
}

/// Wraps an expression so that its value arrives as JSON text, the same on every protocol.
pub(crate) fn as_json(expression: &str) -> String {
    format!(
        "(async()=>{{const v=JSON.stringify(await (\n{expression}\n));return v===undefined?'null':v}})()"
    )
}
