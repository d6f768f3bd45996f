//! `dist/module/`: the same scoring for other pages, and for Node.
//!
//! In Node, where `fetch` reads no files: `await init({ module_or_path: await readFile('pingfen.wasm') })`.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::{bindgen, compile};
use crate::budget::Part;
use crate::workspace::Workspace;

/// Builds the module: `pingfen.js`, `pingfen.wasm`, `pingfen.d.ts` and an example page.
pub fn build(workspace: &Workspace) -> Result<Vec<Part>> {
    let wasm = compile::compile(workspace, "scoring-wasm", &[])?;
    let (module, types) =
        bindgen::for_module(wasm, "pingfen", &workspace.target.join("wasm/module"))?;
    // wasm-bindgen calls the file `pingfen_bg.wasm`. Whoever copies three files should see that they belong together.
    ensure!(
        module.js.matches("pingfen_bg.wasm").count() == 1,
        "wasm-bindgen names the module's wasm in a new way"
    );
    let js = module.js.replace("pingfen_bg.wasm", "pingfen.wasm");

    let folder = workspace.dist().join("module");
    fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes)
            .with_context(|| format!("could not write dist/module/{name}"))
    };
    write("pingfen.js", js.as_bytes())?;
    write("pingfen.wasm", &module.wasm)?;
    write("pingfen.d.ts", types.as_bytes())?;
    let example = workspace.root.join("web/embed-example.html");
    if example.exists() {
        write("example.html", &fs::read(example)?)?;
    }
    Ok(vec![
        Part::new("module wasm", module.wasm),
        Part::new("module js", js),
    ])
}
