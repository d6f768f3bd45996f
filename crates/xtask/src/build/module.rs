//! `dist/module/`: the same scoring for other pages, and for Node.
//!
//! In Node, where `fetch` reads no files: `await init({ module_or_path: await readFile('pingfen.wasm') })`.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::{bindgen, compile};
use crate::budget::Part;
use crate::workspace::Workspace;

/// Builds the module `pingfen`, the module `papers` that makes files and reads them back, and an example page.
pub fn build(workspace: &Workspace) -> Result<Vec<Part>> {
    let folder = workspace.dist().join("module");
    fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    let mut parts = Vec::new();
    let modules = [
        ("pingfen", &[][..], ["module wasm", "module js"]),
        ("papers", &["papers"], ["module papers", "its js"]),
    ];
    for (name, features, [wasm_name, js_name]) in modules {
        let wasm = compile::compile(workspace, "scoring-wasm", features)?;
        let scratch = workspace.target.join("wasm/module");
        let (module, types) = bindgen::for_module(wasm, name, &scratch)?;
        // wasm-bindgen calls the file `pingfen_bg.wasm`. Whoever copies three files should see that they belong together.
        let theirs = format!("{name}_bg.wasm");
        ensure!(
            module.js.matches(&theirs).count() == 1,
            "wasm-bindgen names the module's wasm in a new way"
        );
        let js = module.js.replace(&theirs, &format!("{name}.wasm"));
        let write = |ending: &str, bytes: &[u8]| {
            let path = folder.join(format!("{name}.{ending}"));
            fs::write(&path, bytes).with_context(|| format!("could not write {}", path.display()))
        };
        write("js", js.as_bytes())?;
        write("wasm", &module.wasm)?;
        write("d.ts", types.as_bytes())?;
        parts.push(Part::new(wasm_name, module.wasm));
        parts.push(Part::new(js_name, js));
    }
    let example = workspace.root.join("web/embed-example.html");
    if example.exists() {
        fs::copy(&example, folder.join("example.html")).context("could not copy the example")?;
    }
    Ok(parts)
}
