//! What the tests need from the system: found, installed, or asked for.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::browsers::Browser;
use crate::process::{self, find, run};

/// Debian packages beside the browsers, and a program that shows that each is there.
const ALWAYS: [(&str, &str); 4] = [
    ("chromium-driver", "chromedriver"),
    ("nodejs", "node"),
    ("npm", "npm"),
    // Reads the printed form.
    ("poppler-utils", "pdftotext"),
];
/// The same for `--all-browsers`: a display for WebKit, the independent spreadsheet that recalculates our workbooks, and the
/// word processor that opens our reports.
const FOR_ALL: [(&str, &str); 3] = [
    ("xvfb", "Xvfb"),
    ("libreoffice-calc", "localc"),
    ("libreoffice-writer", "lowriter"),
];

/// Installs what is missing where we may; otherwise an error that says exactly what to install.
pub fn provide(browsers: &[Browser], all: bool) -> Result<()> {
    run(Command::new("rustup").args(["component", "add", "clippy", "rustfmt"]))?;
    let missing = missing(browsers, all);
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if find("apt-get").is_none() || !is_root() {
        bail!("these are missing: {list}. On Debian or Ubuntu: sudo apt-get install {list}");
    }
    println!("installing {list}");
    // Without an update, a fresh container knows no packages at all.
    run(apt().arg("update"))?;
    run(apt()
        .args(["install", "--yes", "--no-install-recommends"])
        .args(missing))
    .with_context(|| format!("could not install {list}"))
}

fn missing(browsers: &[Browser], all: bool) -> Vec<&str> {
    let rest = if all { FOR_ALL.as_slice() } else { &[] };
    let mut missing: Vec<_> = browsers
        .iter()
        .filter_map(Browser::system_package)
        .chain(ALWAYS)
        .chain(rest.iter().copied())
        .filter(|(_, program)| find(program).is_none())
        .map(|(package, _)| package)
        .collect();
    // Without a Chinese font, a page of empty boxes would pass every test of its layout.
    let fonts = process::output(Command::new("fc-list").arg(":lang=zh")).unwrap_or_default();
    if fonts.trim().is_empty() {
        missing.push("fonts-noto-cjk");
    }
    missing
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
