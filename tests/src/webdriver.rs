//! W3C WebDriver over HTTP: the part of it that Firefox and WebKitGTK share.

use std::path::Path;
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::Agent;

use crate::browser::{Browser, as_json};
use crate::failure::{Failure, Result};
use crate::keys::{Chord, Key, Modifier};
use crate::process::Process;

/// How the standard calls an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One browser behind its driver.
pub struct WebDriver {
    name: String,
    agent: Agent,
    /// The session's URL; every command is below it.
    session: String,
    console: Console,
    /// Errors collected from pages that are left.
    collected: Vec<String>,
    // In the order in which they must go: the driver and its browser, their screen, their files.
    driver: Process,
    _display: Option<Process>,
    _home: TempDir,
}

/// Where errors of the page are found, as the standard has no command for it.
pub(crate) enum Console {
    /// The browser prints them: what of a line is one.
    Printed(fn(&str) -> Option<String>),
    /// In the page, by a script put in after `load`: what came before it is missed.
    Collected,
}

/// Collects errors of the page from now on.
const COLLECT: &str = "(() => {
    if (window.errorsForTests) return;
    const errors = [];
    Object.defineProperty(window, 'errorsForTests', {value: errors});
    const log = console.error;
    console.error = (...args) => { errors.push(args.join(' ')); log.apply(console, args) };
    addEventListener('error', event => errors.push(String(event.error || event.message)));
    addEventListener('unhandledrejection', event => errors.push(String(event.reason)));
})()";

/// What a driver needs to start.
pub(crate) struct Start<'a> {
    pub(crate) name: &'a str,
    pub(crate) address: String,
    pub(crate) capabilities: Value,
    pub(crate) console: Console,
    pub(crate) driver: Process,
    pub(crate) display: Option<Process>,
    pub(crate) home: TempDir,
}

impl WebDriver {
    /// Opens a session with a driver that listens.
    pub(crate) fn start(start: Start) -> Result<Self> {
        let agent = agent();
        let answer = request(
            &agent,
            "POST",
            &format!("{}/session", start.address),
            &json!({"capabilities": {"alwaysMatch": start.capabilities}}),
        )
        .map_err(|failure| {
            Failure::new(format!(
                "{failure}\n  {}",
                start.driver.lines().join("\n  ")
            ))
        })?;
        let id = answer["sessionId"]
            .as_str()
            .ok_or_else(|| Failure::new("the driver gave no session"))?;
        Ok(Self {
            name: start.name.into(),
            agent,
            session: format!("{}/session/{id}", start.address),
            console: start.console,
            collected: Vec::new(),
            driver: start.driver,
            _display: start.display,
            _home: start.home,
        })
    }

    fn get(&self, path: &str) -> Result<Value> {
        request(
            &self.agent,
            "GET",
            &format!("{}/{path}", self.session),
            &Value::Null,
        )
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        request(
            &self.agent,
            "POST",
            &format!("{}/{path}", self.session),
            body,
        )
    }

    /// The path of an element's commands.
    fn element(&self, selector: &str) -> Result<String> {
        let found = self.post(
            "element",
            &json!({"using": "css selector", "value": selector}),
        )?;
        let id = found[ELEMENT]
            .as_str()
            .ok_or_else(|| Failure::new(format!("nothing matches {selector}")))?;
        Ok(format!("element/{id}"))
    }

    /// Goes to another page by this command, and sees to it that no error is lost on the way.
    fn leave(&mut self, command: &str, body: &Value) -> Result<()> {
        self.collected = self.console();
        self.post(command, body)?;
        if matches!(self.console, Console::Collected) {
            self.eval(COLLECT)?;
        }
        Ok(())
    }

    fn keys(&self, strokes: &[(&str, char)]) -> Result<()> {
        let actions: Vec<Value> = strokes
            .iter()
            .map(|(kind, key)| json!({"type": kind, "value": key}))
            .collect();
        self.post(
            "actions",
            &json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}),
        )
        .map(drop)
    }
}

impl Browser for WebDriver {
    fn name(&self) -> &str {
        &self.name
    }

    fn open(&mut self, url: &str) -> Result<()> {
        self.leave("url", &json!({"url": url}))
    }

    fn reload(&mut self) -> Result<()> {
        self.leave("refresh", &json!({}))
    }

    fn eval(&mut self, expression: &str) -> Result<Value> {
        let script = format!("return {}", as_json(expression));
        let text = self
            .post("execute/sync", &json!({"script": script, "args": []}))
            .map_err(|failure| Failure::new(format!("{expression}: {failure}")))?;
        serde_json::from_str(text.as_str().unwrap_or("null")).map_err(Failure::during(expression))
    }

    fn click_at(&mut self, x: f64, y: f64) -> Result<()> {
        let mouse = json!([
            {"type": "pointerMove", "duration": 0, "origin": "viewport", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]);
        let source = json!({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": mouse});
        self.post("actions", &json!({"actions": [source]}))
            .map(drop)
    }

    fn type_text(&mut self, text: &str) -> Result<()> {
        let strokes: Vec<_> = text
            .chars()
            .map(|character| Key::of(character).map_or(character, |key| key.webdriver))
            .flat_map(|key| [("keyDown", key), ("keyUp", key)])
            .collect();
        if strokes.is_empty() {
            Ok(())
        } else {
            self.keys(&strokes)
        }
    }

    fn press(&mut self, chord: &Chord) -> Result<()> {
        let held: Vec<char> = chord
            .modifiers
            .iter()
            .map(|modifier: &Modifier| modifier.key().webdriver)
            .collect();
        let mut strokes: Vec<_> = held.iter().map(|key| ("keyDown", *key)).collect();
        strokes.extend([
            ("keyDown", chord.key.webdriver),
            ("keyUp", chord.key.webdriver),
        ]);
        strokes.extend(held.iter().rev().map(|key| ("keyUp", *key)));
        self.keys(&strokes)
    }

    fn set_files(&mut self, selector: &str, files: &[&Path]) -> Result<()> {
        let names: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        let element = self.element(selector)?;
        self.post(
            &format!("{element}/value"),
            &json!({"text": names.join("\n")}),
        )
        .map(drop)
    }

    fn viewport(&mut self, width: u32, height: u32, _mobile: bool) -> Result<()> {
        let wanted = (i64::from(width), i64::from(height));
        let (mut outer, mut inner) = (wanted, (0, 0));
        // The frame of the window is known only from trying.
        for _ in 0..5 {
            let rect = json!({"x": 0, "y": 0, "width": outer.0, "height": outer.1});
            self.post("window/rect", &rect)?;
            // A window takes its size some time after it was told.
            for _ in 0..25 {
                let size = self.eval("[innerWidth, innerHeight]")?;
                inner = (
                    size[0].as_i64().unwrap_or_default(),
                    size[1].as_i64().unwrap_or_default(),
                );
                if inner == wanted {
                    return Ok(());
                }
                thread::sleep(Duration::from_millis(20));
            }
            outer = (outer.0 + wanted.0 - inner.0, outer.1 + wanted.1 - inner.1);
            if outer.0 <= 0 || outer.1 <= 0 {
                break;
            }
        }
        Err(Failure::new(format!(
            "a viewport of {wanted:?} was asked for; the least that the window gives is {inner:?}"
        )))
    }

    fn screenshot(&mut self) -> Result<Vec<u8>> {
        let png = self.get("screenshot")?;
        BASE64_STANDARD
            .decode(png.as_str().unwrap_or_default())
            .map_err(Failure::during("decoding a screenshot"))
    }

    fn console(&mut self) -> Vec<String> {
        match self.console {
            Console::Printed(error) => self
                .driver
                .lines()
                .iter()
                .filter_map(|line| error(line))
                .collect(),
            Console::Collected => {
                let here = self.eval("window.errorsForTests || []").unwrap_or_default();
                let here = here
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .map(Into::into);
                self.collected.iter().cloned().chain(here).collect()
            }
        }
    }
}

impl Drop for WebDriver {
    fn drop(&mut self) {
        // The driver ends its browser, which need not be in the driver's process group.
        let _ = request(&self.agent, "DELETE", &self.session, &Value::Null);
    }
}

/// A client for what runs on this machine: no proxy from the environment, and errors of a driver are answers to be read.
pub(crate) fn agent() -> Agent {
    let config = Agent::config_builder();
    config
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(60)))
        .http_status_as_error(false)
        .build()
        .into()
}

/// One command. The answer is the `value` in it.
fn request(agent: &Agent, method: &str, url: &str, body: &Value) -> Result<Value> {
    let command = url.rsplit('/').next().unwrap_or_default();
    let sent = match method {
        "GET" => agent.get(url).call(),
        "DELETE" => agent.delete(url).call(),
        _ => agent
            .post(url)
            .header("Content-Type", "application/json; charset=utf-8")
            .send(body.to_string()),
    };
    let text = sent
        // Without the usual limit: a screenshot is one long line.
        .and_then(|mut answer| {
            answer
                .body_mut()
                .with_config()
                .limit(u64::MAX)
                .read_to_string()
        })
        .map_err(Failure::during(format!("WebDriver {command}")))?;
    let mut answer: Value = serde_json::from_str(&text)
        .map_err(Failure::during(format!("WebDriver {command}: {text}")))?;
    match answer["value"]["error"].as_str() {
        Some(error)
            if answer["value"].get("stacktrace").is_some()
                || answer["value"].get("message").is_some() =>
        {
            let message = answer["value"]["message"].as_str().unwrap_or_default();
            Err(Failure::new(format!(
                "WebDriver {command}: {error}: {message}"
            )))
        }
        _ => Ok(answer["value"].take()),
    }
}
