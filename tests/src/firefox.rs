//! Starts Firefox behind geckodriver, headless.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::json;

use crate::failure::{Failure, Result};
use crate::process::Process;
use crate::webdriver::{Console, Start, WebDriver};

/// Starts it with a new profile. Downloads go without a question to a folder that goes with the browser.
pub fn launch(name: &str, binary: &Path, geckodriver: &Path) -> Result<WebDriver> {
    let home = tempfile::Builder::new()
        .prefix("pingfen-")
        .tempdir()
        .map_err(Failure::during("making a profile"))?;
    let mut command = Command::new(geckodriver);
    command
        .args(["--host", "127.0.0.1", "--port", "0", "--log", "info"])
        .env("TMPDIR", home.path());
    let driver = Process::start("geckodriver", &mut command)?;
    let address = driver.wait_for_line("address", Duration::from_secs(30), |line| {
        Some(format!(
            "http://{}",
            line.split_once("Listening on ")?.1.trim()
        ))
    })?;
    let preferences = json!({
        // The page's console on stdout, as the standard has no command to read it.
        "devtools.console.stdout.content": true,
        "browser.dom.window.dump.enabled": true,
        "browser.download.folderList": 2,
        "browser.download.dir": home.path(),
    });
    let capabilities = json!({
        "browserName": "firefox",
        "unhandledPromptBehavior": "accept",
        "moz:firefoxOptions": {"binary": binary, "args": ["-headless"], "prefs": preferences},
    });
    WebDriver::start(Start {
        name,
        address,
        capabilities,
        console: Console::Printed(error),
        driver,
        display: None,
        home,
    })
}

/// The page's error in a printed line, without those of Firefox's own code.
fn error(line: &str) -> Option<String> {
    // No page has such an address.
    if ["chrome://", "resource://"]
        .iter()
        .any(|own| line.contains(own))
    {
        return None;
    }
    if let Some(logged) = line.strip_prefix("console.error: ") {
        // A page's strings are in quotes; a bare word and a colon are the name of a part of Firefox.
        let word = logged.split(": ").next().unwrap_or_default();
        let own =
            word.len() < logged.trim_end().len() && word.chars().all(|c| c.is_ascii_alphanumeric());
        return (!own).then(|| unescaped(logged));
    }
    line.strip_prefix("JavaScript error: ")
        .filter(|thrown| !thrown.starts_with(','))
        .map(Into::into)
}

/// Firefox prints strings of the console in ASCII, 分 as `\u5206`.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut units: Vec<u16> = parts.next().unwrap_or_default().encode_utf16().collect();
    for part in parts {
        match part
            .get(..4)
            .and_then(|digits| u16::from_str_radix(digits, 16).ok())
        {
            Some(unit) => units.extend(std::iter::once(unit).chain(part[4..].encode_utf16())),
            None => units.extend("\\u".encode_utf16().chain(part.encode_utf16())),
        }
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::error;

    #[test]
    fn chinese_on_the_console_is_readable() {
        assert_eq!(
            error(r#"console.error: "\u5206\ud83d\ude00x\u" 1"#).unwrap(),
            r#""分😀x\u" 1"#
        );
    }

    #[test]
    fn errors_of_firefox_itself_are_not_the_page_s() {
        assert_eq!(
            error("JavaScript error: resource://gre/x.mjs, line 1: Error"),
            None
        );
        assert_eq!(error("console.error: RSLoader: "), None);
        assert!(error(r#"console.error: "a: b" 1"#).is_some());
        assert!(error("JavaScript error: file:///a.html, line 1: Error").is_some());
    }
}
