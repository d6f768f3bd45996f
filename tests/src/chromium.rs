//! Any Chromium from 78 to current, headless, over CDP.

mod drive;
mod only;
mod reading;
mod speed;
mod tabs;

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{io, thread};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::failure::{Failure, Result};
use crate::network::watch_policy;
use crate::process::Process;

pub use speed::Heap;
use tabs::Tab;

/// How long one command may take. Generous: two old browsers may share one slow core.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long the first page may take to answer for the first time, and how often to start for that.
///
/// Packages of old Chromium are usually run with `--single-process`. As one process, 88 locks up at one start in twenty; as
/// several, none of them did.
const START: (Duration, u32) = (Duration::from_secs(15), 3);

const FLAGS: [&str; 13] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--remote-debugging-port=0",
    "--window-size=1280,900",
];

/// A headless Chromium. It has one tab, and as many more as [`open_tab`](Self::open_tab) is asked for.
pub struct Chromium {
    name: String,
    binary: PathBuf,
    patience: Duration,
    running: Option<Running>,
    // After `running`: a browser must be gone before its profile is.
    home: TempDir,
}

struct Running {
    tabs: Vec<Tab>,
    /// The tab that is driven.
    current: usize,
    address: SocketAddr,
    process: Process,
}

impl Chromium {
    /// Starts the binary with a new profile.
    pub fn launch(name: &str, binary: &Path) -> Result<Self> {
        let home = tempfile::Builder::new()
            .prefix("pingfen-")
            .tempdir()
            .map_err(Failure::during("making a profile"))?;
        let mut chromium = Self {
            name: name.into(),
            binary: binary.into(),
            patience: PATIENCE,
            running: None,
            home,
        };
        chromium.relaunch()?;
        Ok(chromium)
    }

    /// Starts again with the same profile. What was remembered of the page (requests, console) starts anew, and so does the
    /// viewport.
    pub fn relaunch(&mut self) -> Result<()> {
        self.relaunch_with(&[])
    }

    /// The same with more flags.
    pub fn relaunch_with(&mut self, flags: &[&str]) -> Result<()> {
        let mut failure = None;
        for _ in 0..START.1 {
            match self.start(flags) {
                Ok(()) => return self.watch_page(),
                Err(new) => {
                    // Past the test runner: it explains where the seconds went even if all is well in the end.
                    let _ = writeln!(io::stderr(), "{} did not start ({new}); again", self.name);
                    failure = Some(new);
                }
            }
        }
        Err(failure.unwrap_or_else(|| Failure::new("not started")))
    }

    fn start(&mut self, flags: &[&str]) -> Result<()> {
        self.kill();
        let mut command = Command::new(&self.binary);
        command
            .args(FLAGS)
            .args(flags)
            .arg(format!("--user-data-dir={}", self.profile().display()));
        command.arg("about:blank").env("TMPDIR", self.home.path());
        let process = Process::start(&self.name, &mut command)?;
        let address = process.wait_for_line("address of DevTools", PATIENCE, |line| {
            let (_, rest) = line.split_once("DevTools listening on ws://")?;
            rest.split('/').next()?.parse::<SocketAddr>().ok()
        })?;
        self.running = Some(Running {
            tabs: vec![Tab::connect(address, &page_path(address)?)?],
            current: 0,
            address,
            process,
        });
        self.find_main_frame(START.0)
    }

    fn find_main_frame(&mut self, within: Duration) -> Result<()> {
        let tree = self.ask("Page.getFrameTree", &json!({}), within)?;
        let frame = tree.pointer("/frameTree/frame/id").and_then(Value::as_str);
        self.tab()?.watch.main_frame = frame.unwrap_or_default().to_owned();
        Ok(())
    }

    /// Ends the browser at once with SIGKILL, as a power cut or the task manager would.
    pub fn kill(&mut self) {
        // The process first: a page that is told of a closed connection could still write.
        if let Some(mut running) = self.running.take() {
            running.process.kill();
        }
    }

    /// Ends the browser as its user would, and starts it again with the same profile.
    pub fn restart(&mut self) -> Result<()> {
        // The answer may be cut off by the end of the browser.
        let _ = self.command("Browser.close", &json!({}));
        let deadline = Instant::now() + PATIENCE;
        while !self.running()?.process.has_ended() {
            if Instant::now() > deadline {
                return Err(Failure::new(
                    "the browser was told to close and does not end",
                ));
            }
            thread::sleep(Duration::from_millis(20));
        }
        self.relaunch()
    }

    /// The profile folder.
    pub fn profile(&self) -> PathBuf {
        self.home.path().join("profile")
    }

    /// Its full version: `78.0.3882.0`.
    pub fn version(&mut self) -> Result<String> {
        let product = self.command("Browser.getVersion", &json!({}))?;
        let product = product["product"].as_str().unwrap_or_default();
        Ok(product.rsplit('/').next().unwrap_or_default().to_owned())
    }

    /// Changes how long one command may take, such as an expression in a page that is busy; a minute unless told.
    pub fn patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Sends any CDP command to the page and waits for its answer.
    pub fn command(&mut self, method: &str, params: &Value) -> Result<Value> {
        self.ask(method, params, self.patience)
    }

    fn ask(&mut self, method: &str, params: &Value, within: Duration) -> Result<Value> {
        let deadline = Instant::now() + within;
        let id = self.tab()?.cdp.send(None, method, params)?;
        while Instant::now() < deadline {
            let Some(mut message) = self.next_message(deadline)? else {
                break;
            };
            if message["id"] == id {
                return match message.get("error") {
                    Some(error) => Err(Failure::new(format!(
                        "{method}: {}",
                        error["message"].as_str().unwrap_or("failed")
                    ))),
                    None => Ok(message["result"].take()),
                };
            }
            if self.tab()?.watch.crashed {
                return Err(Failure::new(format!("{method}: the page crashed")));
            }
        }
        Err(Failure::new(format!("{method}: no answer in {within:?}")))
    }

    fn running(&mut self) -> Result<&mut Running> {
        self.running
            .as_mut()
            .ok_or_else(|| Failure::new("the browser was killed and not launched again"))
    }

    fn tab(&mut self) -> Result<&mut Tab> {
        let running = self.running()?;
        Ok(&mut running.tabs[running.current])
    }

    /// The next message; if it is an event, it has been taken in and answered.
    fn next_message(&mut self, deadline: Instant) -> Result<Option<Value>> {
        let Tab { cdp, watch } = self.tab()?;
        let message = cdp.receive(deadline.saturating_duration_since(Instant::now()))?;
        for reply in message.iter().flat_map(|message| watch.event(message)) {
            cdp.send(reply.session.as_deref(), reply.method, &reply.params)?;
        }
        Ok(message)
    }

    /// Takes in events for this long.
    fn pump(&mut self, during: Duration) -> Result<()> {
        let deadline = Instant::now() + during;
        while Instant::now() < deadline && self.next_message(deadline)?.is_some() {}
        Ok(())
    }

    fn watch_page(&mut self) -> Result<()> {
        for domain in ["Page", "Runtime", "Log", "Network", "Inspector"] {
            self.command(&format!("{domain}.enable"), &json!({}))?;
        }
        self.command("Page.setLifecycleEventsEnabled", &json!({"enabled": true}))?;
        self.command("Page.addScriptToEvaluateOnNewDocument", &watch_policy())?;
        // Workers have a network of their own.
        let workers = json!({"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true});
        self.command("Target.setAutoAttach", &workers)?;
        // Else the address bar has the keyboard in new versions, and Control+c copies the address.
        self.command("Page.bringToFront", &json!({}))?;
        // A headless page has no window that could have the focus.
        self.command(
            "Emulation.setFocusEmulationEnabled",
            &json!({"enabled": true}),
        )
        .map(drop)
    }
}

/// Where to connect for the first page. The list can be empty for a moment after the start.
fn page_path(address: SocketAddr) -> Result<String> {
    let agent = crate::webdriver::agent();
    let deadline = Instant::now() + PATIENCE;
    loop {
        let list = agent
            .get(format!("http://{address}/json/list"))
            .call()
            .and_then(|mut answer| answer.body_mut().read_to_string())
            .map_err(Failure::during("listing pages"))?;
        let list: Value = serde_json::from_str(&list).map_err(Failure::during("listing pages"))?;
        let page = list
            .as_array()
            .into_iter()
            .flatten()
            .find(|target| target["type"] == "page");
        if let Some(id) = page.and_then(|page| page["id"].as_str()) {
            return Ok(format!("/devtools/page/{id}"));
        }
        if Instant::now() > deadline {
            return Err(Failure::new("the browser opened no page"));
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn decoded(answer: &Value) -> Result<Vec<u8>> {
    BASE64_STANDARD
        .decode(answer["data"].as_str().unwrap_or_default())
        .map_err(Failure::during("decoding base64"))
}
