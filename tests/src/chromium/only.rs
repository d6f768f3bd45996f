//! What only Chromium can do.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use super::{Chromium, PATIENCE, decoded};
use crate::failure::Result;
use crate::network::Request;

impl Chromium {
    /// Every request since the start, also those that were blocked, after waiting for the network to be quiet for half a second.
    pub fn requests(&mut self) -> Result<Vec<Request>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let before = self.tab()?.watch.network.requests();
            self.pump(Duration::from_millis(500))?;
            let now = self.tab()?.watch.network.requests();
            if now == before || Instant::now() > deadline {
                return Ok(before);
            }
        }
    }

    /// The dialogs that the page opened, such as `confirm: 确定吗？`. Each was accepted at once.
    pub fn dialogs(&mut self) -> Result<Vec<String>> {
        self.pump(Duration::from_millis(50))?;
        Ok(self.tab()?.watch.dialogs.clone())
    }

    /// The page as the browser would print it to PDF. The page's own `@page` size counts.
    pub fn print_pdf(&mut self) -> Result<Vec<u8>> {
        let pdf = self.command(
            "Page.printToPDF",
            &json!({"preferCSSPageSize": true, "printBackground": true}),
        )?;
        decoded(&pdf)
    }

    /// Composes text in the focused field as a Chinese input method does: each step is what the composition shows, then
    /// `commit` is put in. Keys are reported as an input method does, with `keyCode` 229.
    ///
    /// False, and nothing happened, if this version cannot: 78 and 88 have no `Input.imeSetComposition`, 109 has.
    pub fn ime_compose(&mut self, steps: &[&str], commit: &str) -> Result<bool> {
        // Asked without parameters first, so that a version without it has seen no key either.
        let asked = self.command("Input.imeSetComposition", &json!({}));
        if asked.is_err_and(|failure| failure.to_string().contains("wasn't found")) {
            return Ok(false);
        }
        for step in steps {
            self.ime_key()?;
            let end = step.encode_utf16().count();
            let composed = json!({"text": step, "selectionStart": end, "selectionEnd": end});
            self.command("Input.imeSetComposition", &composed)?;
        }
        self.ime_key()?;
        self.command("Input.insertText", &json!({"text": commit}))?;
        Ok(true)
    }

    /// Puts downloads into this folder.
    pub fn set_download_dir(&mut self, folder: &Path) -> Result<()> {
        let allow = json!({"behavior": "allow", "downloadPath": folder});
        // Old versions know the first only; it is deprecated in new ones.
        self.command("Page.setDownloadBehavior", &allow)
            .or_else(|_| self.command("Browser.setDownloadBehavior", &allow))
            .map(drop)
    }

    /// Whether this text has reached local storage on the disk. Chromium writes seconds after `setItem`: a test that kills the
    /// browser waits for this first, or knows that it does not.
    pub fn stored_on_disk(&self, text: &str) -> bool {
        let folder = self.profile().join("Default/Local Storage/leveldb");
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        files
            .filter_map(|file| fs::read(file.path()).ok())
            .any(|bytes| {
                [text.as_bytes(), &utf16]
                    .iter()
                    .any(|needle| bytes.windows(needle.len()).any(|window| window == *needle))
            })
    }

    /// A key that an input method swallows.
    fn ime_key(&mut self) -> Result<()> {
        let process = json!({"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229});
        self.command("Input.dispatchKeyEvent", &process).map(drop)
    }
}
