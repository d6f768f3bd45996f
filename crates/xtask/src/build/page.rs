//! The page: `index.html`, the template, with everything put inside.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{bindgen, compile, pack, script, sections, style};
use crate::budget::Part;
use crate::workspace::Workspace;

/// Builds `dist/index.html`.
pub fn build(workspace: &Workspace) -> Result<Vec<Part>> {
    let page = bindgen::for_page(
        compile::compile(workspace, "pingfen-web", &[])?,
        "pingfen_page",
    )?;
    let papers = bindgen::for_page(
        compile::compile(workspace, "scoring-wasm", &["papers"])?,
        "pingfen_papers",
    )?;
    let unpack = sections::strip(&compile::compile(workspace, "unpack", &[])?)?;
    sections::check_floor(&unpack).context("unpack")?;

    let style = style::build(workspace)?;
    let boot = script::inline("boot.js", &script::boot(&read(workspace, "web/boot.js")?)?)?;
    let page_glue = script::inline(
        "the page's glue",
        &script::glue("page", "pingfen_page", &page.js)?,
    )?;
    let papers_glue = script::inline(
        "the papers' glue",
        &script::glue("papers", "pingfen_papers", &papers.js)?,
    )?;
    let page_packed = pack::pack(&page.wasm)?;
    let papers_packed = pack::pack(&papers.wasm)?;
    let library = scoring_rubrics::library();
    let library_packed = pack::pack(library.as_bytes())?;

    let html = fill(
        &read(workspace, "index.html")?,
        &BTreeMap::from([
            // Known only when the scripts stand in the page: left for the second step.
            ("csp", "{{csp}}"),
            ("style", &style),
            // One version for the whole workspace: the engine's too.
            ("engine", env!("CARGO_PKG_VERSION")),
            ("boot", &boot),
            ("page-glue", &page_glue),
            ("papers-glue", &papers_glue),
            ("unpack", &pack::plain(&unpack)),
            ("page", &page_packed.base64),
            ("page-length", &page_packed.length.to_string()),
            ("library", &library_packed.base64),
            ("library-length", &library_packed.length.to_string()),
            ("papers", &papers_packed.base64),
            ("papers-length", &papers_packed.length.to_string()),
        ]),
    )?;
    let html = html.replacen("{{csp}}", &policy(&inline_scripts(&html)), 1);
    let path = workspace.dist().join("index.html");
    fs::write(&path, &html).with_context(|| format!("could not write {}", path.display()))?;

    Ok(vec![
        Part::new("index.html", html),
        Part::new("page wasm", page.wasm).packed(page_packed.bytes),
        Part::new("page glue", page_glue),
        Part::new("css", style),
        Part::new("boot.js", boot),
        Part::new("unpack wasm", unpack),
        Part::new("library", library).packed(library_packed.bytes),
        Part::new("papers wasm", papers.wasm).packed(papers_packed.bytes),
        Part::new("papers glue", papers_glue),
    ])
}

fn read(workspace: &Workspace, path: &str) -> Result<String> {
    fs::read_to_string(workspace.root.join(path)).with_context(|| format!("could not read {path}"))
}

/// Puts each value in the place of its `{{name}}`. Every name stands in the template exactly once, and no other.
fn fill(template: &str, values: &BTreeMap<&str, &str>) -> Result<String> {
    let mut unused = values.clone();
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after
            .split_once("}}")
            .context("index.html: a `{{` has no `}}`")?;
        let Some(value) = unused.remove(name) else {
            bail!("index.html: {{{{{name}}}}} is unknown to the build, or stands there twice");
        };
        out.push_str(before);
        out.push_str(value);
        rest = after;
    }
    out.push_str(rest);
    ensure!(
        unused.is_empty(),
        "index.html: no place for {}",
        unused.into_keys().collect::<Vec<_>>().join(", ")
    );
    Ok(out)
}

/// The scripts that run: those without attributes. The others hold data.
fn inline_scripts(html: &str) -> Vec<&str> {
    html.split("<script>")
        .skip(1)
        .filter_map(|rest| rest.split("</script>").next())
        .collect()
}

/// What the page allows itself: its own scripts, and nothing from outside.
fn policy(scripts: &[&str]) -> String {
    let hashes: Vec<_> = scripts
        .iter()
        .map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    [
        // No request of any kind, since `connect-src` and the rest fall back to this. It is the proof that nothing is sent.
        "default-src 'none'".to_owned(),
        format!(
            "script-src {} {} {}",
            // The page's own scripts, and no script that somebody adds to the file or injects.
            hashes.join(" "),
            // Compiling wasm, from Chromium 97, in Firefox and in WebKit.
            "'wasm-unsafe-eval'",
            // The same in Chromium 78 to 96, which know no other name for it. With only our own scripts running, nothing
            // hands a string to `eval`.
            "'unsafe-eval'",
        ),
        // The style element, and the style attributes of the notice and of the app.
        "style-src 'unsafe-inline'".to_owned(),
        // Pictures that are in the page, or made by it.
        "img-src data: blob:".to_owned(),
        // The thread that makes and reads papers, from the page's own text. It may do no more than the page.
        "worker-src blob:".to_owned(),
        // A `<base>` added to the file must not turn its links elsewhere.
        "base-uri 'none'".to_owned(),
        // What is typed is never submitted anywhere; `default-src` does not cover forms.
        "form-action 'none'".to_owned(),
    ]
    .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled_once() {
        let values = BTreeMap::from([("a", "{{b}}"), ("b", "2")]);
        assert_eq!(
            fill("{{a}}-{{b}}", &values).unwrap(),
            "{{b}}-2",
            "a value is not a template"
        );
        assert_eq!(
            fill("{{a}}", &values).unwrap_err().to_string(),
            "index.html: no place for b"
        );
        let twice = fill("{{a}}{{a}}{{b}}", &values).unwrap_err().to_string();
        assert_eq!(
            twice,
            "index.html: {{a}} is unknown to the build, or stands there twice"
        );
    }

    #[test]
    fn the_policy_holds_the_hash_of_each_script_that_runs() {
        let html =
            "<script>a</script><script type=\"text/plain\">data</script>\n<script>b</script>";
        assert_eq!(inline_scripts(html), ["a", "b"]);
        // printf a | openssl dgst -sha256 -binary | base64
        assert!(
            policy(&["a"]).contains(
                "script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=' 'wasm-"
            )
        );
    }
}
