//! Which browsers to test in, and running a test in each.
//!
//! - `PINGFEN_BROWSERS`: names separated by commas, such as `chromium-78,chromium,firefox,webkit`. Unset, browser tests are
//!   skipped and say so; `cargo xtask test` always sets it.
//! - `PINGFEN_BROWSER_<name>`, with `_` for `-`: the binary, as in `PINGFEN_BROWSER_chromium_78`. Without it, `chromium` is
//!   `chromium` and `firefox` is `firefox-esr`, from `PATH`; numbered ones need it. WebKit's driver brings its own browser.
//! - `PINGFEN_DRIVER_<name>`: the WebDriver of `firefox` (or `PINGFEN_GECKODRIVER`) and of `webkit`, if not in `PATH`.
//! - `PINGFEN_AXE`: `axe.min.js` of the npm package axe-core, for [`Page::axe`].
//! - `PINGFEN_SHOTS`: a folder for a screenshot of each failure.

use std::any::Any;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, Once, PoisonError};
use std::{env, io, thread};

use crate::browser::Browser;
use crate::chromium::Chromium;
use crate::failure::{Failure, Result};
use crate::page::Page;
use crate::{firefox, webkit};

/// Runs the test in each listed browser, with a new profile each. All are tried before the test fails, and a failure names
/// its browser.
#[track_caller]
pub fn for_each_browser(test: impl Fn(&mut Page)) {
    run(|_| true, test);
}

/// Like [`for_each_browser`], in every listed Chromium: [`Page::chromium`] is there.
#[track_caller]
pub fn for_each_chromium(test: impl Fn(&mut Page)) {
    run(|name| name.starts_with("chromium"), test);
}

/// Like [`for_each_browser`], in the current Chromium only: for what says the same of the page in every browser.
#[track_caller]
pub fn in_current_chromium(test: impl Fn(&mut Page)) {
    run(|name| name == "chromium", test);
}

/// The browsers listed in `PINGFEN_BROWSERS`; empty if it is unset.
pub fn listed() -> Vec<String> {
    let list = env::var("PINGFEN_BROWSERS").unwrap_or_default();
    list.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(Into::into)
        .collect()
}

/// Starts one browser by its name.
pub fn launch(name: &str) -> Result<Page> {
    let variable = format!("PINGFEN_BROWSER_{}", name.replace('-', "_"));
    let binary = env::var_os(&variable).map(PathBuf::from);
    let browser: Box<dyn Browser> = match name {
        "firefox" => {
            let binary = binary.map_or_else(|| in_path("firefox-esr"), Ok)?;
            let driver = tool(
                &["PINGFEN_DRIVER_firefox", "PINGFEN_GECKODRIVER"],
                "geckodriver",
            )?;
            Box::new(firefox::launch(name, &binary, &driver)?)
        }
        "webkit" => {
            let driver = tool(&["PINGFEN_DRIVER_webkit"], "WebKitWebDriver")?;
            Box::new(webkit::launch(name, &driver)?)
        }
        "chromium" => {
            let binary = binary.map_or_else(|| in_path("chromium"), Ok)?;
            Box::new(Chromium::launch(name, &binary)?)
        }
        _ if is_numbered_chromium(name) => {
            let missing = || Failure::new(format!("{variable} must name the binary of {name}"));
            Box::new(Chromium::launch(name, &binary.ok_or_else(missing)?)?)
        }
        _ => return Err(Failure::new(format!("no browser is called {name:?}"))),
    };
    Ok(Page::new(browser))
}

#[track_caller]
fn run(wanted: impl Fn(&str) -> bool, test: impl Fn(&mut Page)) {
    let listed = listed();
    if listed.is_empty() {
        say_skipped();
    }
    let mut failures = Vec::new();
    for name in listed.iter().filter(|name| wanted(name)) {
        let _turn = Turn::take();
        match launch(name) {
            Ok(mut page) => {
                if let Err(panic) = catch_unwind(AssertUnwindSafe(|| test(&mut page))) {
                    failures.push(format!(
                        "{name}: {}{}",
                        message(panic.as_ref()),
                        shot(&mut page)
                    ));
                }
            }
            Err(failure) => failures.push(format!("{name} does not start: {failure}")),
        }
    }
    assert!(
        failures.is_empty(),
        "failed in {} browser(s):\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Said on the real stderr, which the test runner does not swallow.
fn say_skipped() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let reason =
            "browser tests SKIPPED: PINGFEN_BROWSERS is not set (`cargo xtask test` sets it)";
        let _ = writeln!(io::stderr(), "{reason}");
    });
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("panicked").to_owned()
}

fn shot(page: &mut Page) -> String {
    let Some(folder) = env::var_os("PINGFEN_SHOTS") else {
        return String::new();
    };
    let test = thread::current()
        .name()
        .unwrap_or("test")
        .replace("::", "-");
    let path = Path::new(&folder).join(format!("{test}-{}.png", page.name()));
    match catch_unwind(AssertUnwindSafe(|| page.screenshot(&path))) {
        Ok(()) => format!("\n  screenshot: {}", path.display()),
        Err(_) => "\n  no screenshot".into(),
    }
}

fn is_numbered_chromium(name: &str) -> bool {
    name.strip_prefix("chromium-")
        .is_some_and(|version| version.parse::<u32>().is_ok())
}

/// The program that the first of the variables names that is set, or the one in `PATH`.
fn tool(variables: &[&str], name: &str) -> Result<PathBuf> {
    let named = variables.iter().find_map(env::var_os);
    named.map_or_else(|| in_path(name), |path| Ok(path.into()))
}

fn in_path(name: &str) -> Result<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file());
    found.ok_or_else(|| Failure::new(format!("{name} is not in PATH")))
}

/// One of as many turns as there are cores: the test runner starts tests side by side, and a browser that waits for a core
/// looks like one that hangs.
struct Turn;

static TAKEN: Mutex<usize> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

impl Turn {
    fn take() -> Self {
        let turns = thread::available_parallelism().map_or(1, Into::into);
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = FREED
            .wait_while(taken, |taken| *taken >= turns)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += 1;
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        FREED.notify_one();
    }
}
