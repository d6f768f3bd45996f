//! `wasm-bindgen` as a library: nothing to install, and its version cannot differ from the crate's.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::{Bindgen, Output};

use super::sections;

/// A wasm file and the JavaScript that starts it.
pub struct Glued {
    pub wasm: Vec<u8>,
    pub js: String,
}

/// For the page: a classic script, since a page that is opened from a disk may not load module scripts. It defines `global`.
pub fn for_page(wasm: Vec<u8>, global: &str) -> Result<Glued> {
    let mut bindgen = Bindgen::new();
    bindgen
        .no_modules(true)?
        .no_modules_global(global)?
        .typescript(false);
    let mut output = bind(&mut bindgen, wasm, global)?;
    Ok(Glued {
        wasm: finished(&mut output, global)?,
        js: output.js().to_owned(),
    })
}

/// For other pages and for Node: an ES module, and its TypeScript declarations. `scratch` is a folder to write to.
pub fn for_module(wasm: Vec<u8>, name: &str, scratch: &Path) -> Result<(Glued, String)> {
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false);
    let mut output = bind(&mut bindgen, wasm, name)?;
    // Only what wasm-bindgen writes to files is indented for people to read.
    output
        .emit(scratch)
        .with_context(|| format!("could not write {}", scratch.display()))?;
    let read = |extension: &str| {
        let path = scratch.join(name).with_extension(extension);
        fs::read_to_string(&path)
            .with_context(|| format!("wasm-bindgen did not write {}", path.display()))
    };
    Ok((
        Glued {
            wasm: finished(&mut output, name)?,
            js: read("js")?,
        },
        read("d.ts")?,
    ))
}

fn bind(bindgen: &mut Bindgen, wasm: Vec<u8>, name: &str) -> Result<Output> {
    bindgen
        .input_bytes(name, wasm)
        .generate_output()
        .with_context(|| format!("wasm-bindgen could not process {name}"))
}

/// The wasm that is handed out: nothing in it but what runs, and nothing that Chromium 78 could not compile.
fn finished(output: &mut Output, name: &str) -> Result<Vec<u8>> {
    let wasm = sections::strip(&output.wasm_mut().emit_wasm())?;
    sections::check_floor(&wasm).with_context(|| name.to_owned())?;
    Ok(wasm)
}
