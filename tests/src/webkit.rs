//! Starts WebKitGTK's MiniBrowser behind WebKitWebDriver, on a screen of its own.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::display;
use crate::failure::{Failure, Result};
use crate::process::Process;
use crate::webdriver::{Console, Start, WebDriver};

/// Starts it; what the page stores is gone with it. The driver finds its MiniBrowser itself.
pub fn launch(name: &str, webdriver: &Path) -> Result<WebDriver> {
    let home = tempfile::Builder::new()
        .prefix("pingfen-")
        .tempdir()
        .map_err(Failure::during("making a profile"))?;
    let (display, screen) = display::start()?;
    let port = free_port()?;
    let mut command = Command::new(webdriver);
    command
        .args(["--host=127.0.0.1", &format!("--port={port}")])
        .env("DISPLAY", screen)
        .env("GDK_BACKEND", "x11")
        // No desktop here: neither its accessibility bus nor its graphics card.
        .envs([
            ("NO_AT_BRIDGE", "1"),
            ("GTK_A11Y", "none"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ])
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .envs(
            [
                "TMPDIR",
                "XDG_CACHE_HOME",
                "XDG_CONFIG_HOME",
                "XDG_DATA_HOME",
            ]
            .map(|folder| (folder, home.path())),
        );
    let driver = Process::start("WebKitWebDriver", &mut command)?;
    wait_for_port(port, &driver)?;
    let options = json!({"args": ["--automation"]});
    let capabilities =
        json!({"unhandledPromptBehavior": "accept", "webkitgtk:browserOptions": options});
    let address = format!("http://127.0.0.1:{port}");
    WebDriver::start(Start {
        name,
        address,
        capabilities,
        console: Console::Collected,
        driver,
        display: Some(display),
        home,
    })
}

/// The driver cannot choose a port itself.
fn free_port() -> Result<u16> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(Failure::during("looking for a free port"))
}

/// The driver does not say when it listens.
fn wait_for_port(port: u16, driver: &Process) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if Instant::now() > deadline || driver.has_ended() {
            return Err(Failure::new(format!(
                "WebKitWebDriver does not listen. {}",
                driver.lines().join("\n  ")
            )));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
