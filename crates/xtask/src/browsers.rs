//! Provides the browsers of `tests/browsers.toml`, and tells the tests where they are.
//!
//! The tests read, from their environment:
//!
//! | variable | what it holds |
//! |---|---|
//! | `PINGFEN_BROWSERS` | the names to test, with commas between: `chromium-78,chromium` |
//! | `PINGFEN_BROWSER_<name>` | the path of that browser; `-` is written `_`: `PINGFEN_BROWSER_chromium_78` |
//! | `PINGFEN_DRIVER_<name>` | the path of its WebDriver; the browsers from npm have none and are driven over CDP |
//! | `PINGFEN_DIST` | the path of `dist/` |
//! | `PINGFEN_AXE` | the path of `axe.min.js`; for tests only |

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::prerequisites;
use crate::process;
use crate::tools;
use crate::workspace::Workspace;

/// One entry of `tests/browsers.toml`, which explains the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Browser {
    name: String,
    source: Source,
    package: String,
    program: Option<String>,
    driver: Option<String>,
    minimum: Option<u32>,
    always: bool,
}

impl Browser {
    /// The Debian package of a browser that is not fetched by us, and the program in it.
    pub fn system_package(&self) -> Option<(&str, &str)> {
        (self.source == Source::Apt).then_some((
            &self.package,
            self.program.as_deref().unwrap_or(&self.package),
        ))
    }
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Source {
    Npm,
    Apt,
}

#[derive(Deserialize)]
struct List {
    browser: Vec<Browser>,
}

/// Environment variables for the tests.
pub type Variables = Vec<(String, String)>;

/// The browsers to test: those of every run, or all.
pub fn list(workspace: &Workspace, all: bool) -> Result<Vec<Browser>> {
    let text = fs::read_to_string(workspace.root.join("tests/browsers.toml"))
        .context("tests/browsers.toml")?;
    let list: List = toml::from_str(&text).context("tests/browsers.toml")?;
    Ok(list
        .browser
        .into_iter()
        .filter(|browser| all || browser.always)
        .collect())
}

/// The browser that measuring and screenshots use: the current Chromium, installed where it is missing. Variables for the
/// programs that do it, as for the tests.
pub fn provide_current(workspace: &Workspace) -> Result<Variables> {
    let mut browsers = list(workspace, false)?;
    browsers.retain(|browser| browser.name == "chromium");
    prerequisites::provide(&browsers, false)?;
    let mut variables = provide(workspace, &browsers)?;
    variables.push(dist(workspace));
    Ok(variables)
}

/// Where the tests find the page.
pub fn dist(workspace: &Workspace) -> (String, String) {
    let dist = workspace.dist().display().to_string();
    ("PINGFEN_DIST".to_owned(), dist)
}

/// Makes sure that each browser is there and runs.
pub fn provide(workspace: &Workspace, browsers: &[Browser]) -> Result<Variables> {
    let names: Vec<_> = browsers
        .iter()
        .map(|browser| browser.name.as_str())
        .collect();
    let mut variables = vec![("PINGFEN_BROWSERS".to_owned(), names.join(","))];
    for browser in browsers {
        let name = browser.name.replace('-', "_");
        let program = match browser.source {
            Source::Npm => from_npm(workspace, browser)?,
            Source::Apt => installed(
                workspace,
                browser.program.as_deref().unwrap_or(&browser.package),
            )?,
        };
        if let Some(minimum) = browser.minimum {
            check_version(browser, &program, minimum)?;
        }
        variables.push((
            format!("PINGFEN_BROWSER_{name}"),
            program.display().to_string(),
        ));
        if let Some(driver) = &browser.driver {
            let driver = installed(workspace, driver)?;
            variables.push((
                format!("PINGFEN_DRIVER_{name}"),
                driver.display().to_string(),
            ));
        }
    }
    Ok(variables)
}

fn installed(workspace: &Workspace, program: &str) -> Result<PathBuf> {
    if let Some(path) = process::find(program) {
        return Ok(path);
    }
    ensure!(program == "geckodriver", "{program} is not installed");
    // Debian has no package of Firefox's driver; it is a crate. Compiled fast, since it only passes messages on.
    let tools = workspace.target.join("tools");
    let path = tools.join("bin/geckodriver");
    if !path.exists() {
        process::run(
            process::cargo(workspace)
                .args(["install", "geckodriver", "--locked", "--debug", "--root"])
                .arg(&tools),
        )?;
    }
    Ok(path)
}

/// Old Chromiums are on npm, packed with brotli for cloud functions.
fn from_npm(workspace: &Workspace, browser: &Browser) -> Result<PathBuf> {
    let folder = workspace.target.join("browsers").join(&browser.name);
    let program = folder.join("chromium");
    if program.exists() {
        return Ok(program);
    }
    println!("fetching {} from npm", browser.package);
    let npm = folder.join("npm");
    tools::install(&npm, &browser.package)?;
    let package = browser
        .package
        .rsplit_once('@')
        .map_or(browser.package.as_str(), |(name, _)| name);
    let packed = packed_browser(&npm.join("node_modules").join(package).join("bin"))?;
    // Under another name until it is whole, so that an interrupted run starts over.
    let part = folder.join("chromium.part");
    unpack(&packed, &part).with_context(|| format!("could not unpack {}", packed.display()))?;
    fs::rename(&part, &program)?;
    fs::remove_dir_all(&npm)?;
    Ok(program)
}

fn packed_browser(folder: &Path) -> Result<PathBuf> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("could not list {}", folder.display()))?;
    let mut paths = entries.flatten().map(|entry| entry.path());
    paths
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("chromium") && name.ends_with(".br")
        })
        .with_context(|| format!("no chromium*.br in {}", folder.display()))
}

fn unpack(packed: &Path, program: &Path) -> Result<()> {
    let mut file = File::create(program)?;
    brotli::BrotliDecompress(&mut File::open(packed)?, &mut file)?;
    file.set_permissions(fs::Permissions::from_mode(0o755))?;
    Ok(())
}

/// Starts the browser, which also shows that its libraries are there.
fn check_version(browser: &Browser, program: &Path, minimum: u32) -> Result<()> {
    let mut command = Command::new(program);
    match browser.source {
        Source::Apt => command.arg("--version"),
        // These have no `--version`; a page can ask.
        Source::Npm => command
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote", "--dump-dom"])
            .arg("data:text/html,<script>document.write(navigator.userAgent.match(/Chrome[^ ]+/))</script>")
            // They complain about fonts and graphics on every start.
            .stderr(Stdio::null()),
    };
    let name = &browser.name;
    let printed = process::output(&mut command).with_context(|| {
        format!("{name} does not start; if a library is missing, the system's own chromium package brings it")
    })?;
    let version =
        major_version(&printed).with_context(|| format!("{name} tells no version: {printed}"))?;
    ensure!(
        version >= minimum,
        "{name} is version {version}, but {minimum} is wanted"
    );
    println!("{name}: version {version}");
    Ok(())
}

/// The first number of a text such as `Mozilla Firefox 140.5.0esr`.
fn major_version(printed: &str) -> Option<u32> {
    let digits = printed.trim_start_matches(|character: char| !character.is_ascii_digit());
    digits
        .split(|character: char| !character.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_number() {
        assert_eq!(major_version("Chromium 78.0.3882.0"), Some(78));
        assert_eq!(major_version("Mozilla Firefox 140.5.0esr\n"), Some(140));
        assert_eq!(major_version("no version"), None);
    }
}
