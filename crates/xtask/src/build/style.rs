//! The page's css: one sheet, lowered to the floor and made small.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

use crate::workspace::Workspace;

/// The css of the whole page, in the order of [`files`].
pub fn build(workspace: &Workspace) -> Result<String> {
    let mut css = String::new();
    for path in files(&workspace.root.join("web"))? {
        let source = fs::read_to_string(&path)
            .with_context(|| format!("could not read {}", path.display()))?;
        let name = path
            .strip_prefix(&workspace.root)
            .unwrap_or(&path)
            .display()
            .to_string();
        css.push_str(&lower(&name, &source)?);
    }
    ensure!(
        !css.contains("</"),
        "the css contains `</`, which could end the page's style element"
    );
    Ok(css)
}

/// Tokens and base first, since the rest builds on them; then `style/`, then the css beside the components; print last, since
/// it overrides them all.
fn files(web: &Path) -> Result<Vec<PathBuf>> {
    let mut files = css_under(&web.join("style"))?;
    files.extend(css_under(&web.join("src"))?);
    // The sort is stable: within a rank the order stays.
    files.sort_by_key(|path| {
        match path
            .strip_prefix(web.join("style"))
            .ok()
            .and_then(Path::to_str)
        {
            Some("tokens.css") => 0,
            Some("base.css") => 1,
            Some("print.css") => 4,
            Some(_) => 2,
            None => 3,
        }
    });
    Ok(files)
}

/// The css files under a folder, sorted by path; none if there is no such folder.
fn css_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("could not list {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(css_under(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "css") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn lower(name: &str, source: &str) -> Result<String> {
    // Chromium 78 is the floor. The other two are there to keep the prefixes that their current versions still want.
    let browsers = Browsers {
        chrome: Some(version(78)),
        firefox: Some(version(115)),
        safari: Some(version(16)),
        ..Browsers::default()
    };
    let targets = Targets::from(browsers);
    // One file at a time, so that an error names it.
    let options = ParserOptions {
        filename: name.to_owned(),
        ..ParserOptions::default()
    };
    let mut sheet = StyleSheet::parse(source, options).map_err(|error| anyhow!("{error}"))?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("{name}: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("{name}: {error}"))?;
    Ok(printed.code)
}

/// A browser's version, the way lightningcss counts.
const fn version(major: u32) -> u32 {
    major << 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_is_lowered_to_the_floor() {
        let css = lower(
            "a.css",
            ".a { inset: 0; &:hover { color: rgb(0 0 0 / 50%) } }",
        )
        .unwrap();
        assert_eq!(
            css,
            ".a{top:0;bottom:0;left:0;right:0}.a:hover{color:#00000080}"
        );
    }

    #[test]
    fn an_error_names_the_file() {
        assert!(
            lower("style/a.css", ".a { color: red").is_ok(),
            "css closes what is left open"
        );
        let error = lower("style/a.css", "@media {{{ } ) .a")
            .map(|_| ())
            .unwrap_err()
            .to_string();
        assert!(error.contains("style/a.css"), "{error}");
    }
}
