//! What every browser can do, in CDP's words.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Chromium, PATIENCE, decoded};
use crate::browser::{Browser, as_json};
use crate::failure::{Failure, Result};
use crate::keys::{Chord, Key, Modifier};

impl Browser for Chromium {
    fn name(&self) -> &str {
        &self.name
    }

    fn open(&mut self, url: &str) -> Result<()> {
        let answer = self.command("Page.navigate", &json!({"url": url}))?;
        if let Some(error) = answer["errorText"].as_str() {
            return Err(Failure::new(format!("opening {url}: {error}")));
        }
        // Without a loader it went to another place of the same document.
        match answer["loaderId"].as_str() {
            Some(loader) => self.wait_for_load(url, |loaded| loaded == loader),
            None => Ok(()),
        }
    }

    fn reload(&mut self) -> Result<()> {
        let before = self.tab()?.watch.loaded.clone();
        self.command("Page.reload", &json!({}))?;
        self.wait_for_load("the reloaded page", |loaded| {
            before.as_deref() != Some(loaded)
        })
    }

    fn eval(&mut self, expression: &str) -> Result<Value> {
        let call = json!({"expression": as_json(expression), "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let answer = self.command("Runtime.evaluate", &call)?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            let what = thrown
                .pointer("/exception/description")
                .or_else(|| thrown.get("text"))
                .and_then(Value::as_str);
            return Err(Failure::new(format!(
                "{expression}: {}",
                what.unwrap_or("threw")
            )));
        }
        let text = answer
            .pointer("/result/value")
            .and_then(Value::as_str)
            .unwrap_or("null");
        serde_json::from_str(text).map_err(Failure::during(expression))
    }

    fn click_at(&mut self, x: f64, y: f64) -> Result<()> {
        for (kind, button, buttons) in [
            ("mouseMoved", "none", 0),
            ("mousePressed", "left", 1),
            ("mouseReleased", "left", 0),
        ] {
            let event = json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": 1});
            self.command("Input.dispatchMouseEvent", &event)?;
        }
        Ok(())
    }

    fn type_text(&mut self, text: &str) -> Result<()> {
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            if let Some(key) = Key::of(character) {
                self.stroke(
                    &key,
                    if key.shifted {
                        Modifier::Shift.bit()
                    } else {
                        0
                    },
                )?;
                rest = &rest[character.len_utf8()..];
            } else {
                // As an input method puts in a phrase: at once, with `input` events and no key events.
                let end = rest
                    .find(|next| Key::of(next).is_some())
                    .unwrap_or(rest.len());
                self.command("Input.insertText", &json!({"text": rest[..end]}))?;
                rest = &rest[end..];
            }
        }
        Ok(())
    }

    fn press(&mut self, chord: &Chord) -> Result<()> {
        let mut held = 0;
        for modifier in &chord.modifiers {
            held |= modifier.bit();
            self.key("rawKeyDown", &modifier.key(), held, None)?;
        }
        self.stroke(&chord.key, held)?;
        for modifier in chord.modifiers.iter().rev() {
            held &= !modifier.bit();
            self.key("keyUp", &modifier.key(), held, None)?;
        }
        Ok(())
    }

    fn set_files(&mut self, selector: &str, files: &[&Path]) -> Result<()> {
        let find = format!("document.querySelector({})", Value::from(selector));
        let answer = self.command("Runtime.evaluate", &json!({"expression": find}))?;
        let object = answer
            .pointer("/result/objectId")
            .ok_or_else(|| Failure::new(format!("nothing matches {selector}")))?;
        self.command(
            "DOM.setFileInputFiles",
            &json!({"files": files, "objectId": object}),
        )
        .map(drop)
    }

    fn viewport(&mut self, width: u32, height: u32, mobile: bool) -> Result<()> {
        let screen =
            json!({"width": width, "height": height, "deviceScaleFactor": 0, "mobile": mobile});
        self.command("Emulation.setDeviceMetricsOverride", &screen)?;
        self.command(
            "Emulation.setTouchEmulationEnabled",
            &json!({"enabled": mobile}),
        )
        .map(drop)
    }

    fn screenshot(&mut self) -> Result<Vec<u8>> {
        let png = self.command("Page.captureScreenshot", &json!({"format": "png"}))?;
        decoded(&png)
    }

    fn console(&mut self) -> Vec<String> {
        // What is already known is worth showing even if the browser is gone.
        let _ = self.pump(Duration::from_millis(50));
        self.tab()
            .map(|tab| tab.watch.console.clone())
            .unwrap_or_default()
    }

    fn as_chromium(&mut self) -> Option<&mut Chromium> {
        Some(self)
    }
}

impl Chromium {
    /// Waits until the document that `wanted` accepts, by its loader, has fired `load`.
    fn wait_for_load(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if self.tab()?.watch.loaded.as_deref().is_some_and(&wanted) {
                return Ok(());
            }
            if Instant::now() > deadline || self.tab()?.watch.crashed {
                return Err(Failure::new(format!("{what} did not finish loading")));
            }
            self.next_message(deadline)?;
        }
    }

    fn key(&mut self, kind: &str, key: &Key, modifiers: u32, text: Option<&str>) -> Result<()> {
        let event = key_event(kind, key, modifiers, text);
        self.command("Input.dispatchKeyEvent", &event).map(drop)
    }

    fn stroke(&mut self, key: &Key, modifiers: u32) -> Result<()> {
        let commands = modifiers & !Modifier::Shift.bit() != 0;
        match key.text.as_deref().filter(|_| !commands) {
            Some(text) => self.key("keyDown", key, modifiers, Some(text))?,
            None => self.key("rawKeyDown", key, modifiers, None)?,
        }
        self.key("keyUp", key, modifiers, None)
    }
}

/// The parameters of `Input.dispatchKeyEvent`.
pub(super) fn key_event(kind: &str, key: &Key, modifiers: u32, text: Option<&str>) -> Value {
    let mut event = json!({
        "type": kind, "key": key.key, "code": key.code, "modifiers": modifiers,
        "windowsVirtualKeyCode": key.key_code, "nativeVirtualKeyCode": key.key_code,
    });
    if let Some(text) = text {
        event["text"] = text.into();
        event["unmodifiedText"] = text.into();
    }
    event
}
