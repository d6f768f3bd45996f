//! `cargo xtask build`: everything into one `dist/index.html`, and `dist/module/` for other pages.
//!
//! ```text
//! pingfen-web ────────────┐                                              ┌ lowered, minified ─► <script>
//! scoring-wasm + papers ──┼─► wasm ─► target_features ─► wasm-bindgen ─► ┤
//! scoring-wasm ───────────┘                        │                     └ lzip, base64 ──► <script type="text/plain">
//!                                                  └─► dist/module/{pingfen,papers}.{js,wasm,d.ts}
//! rubrics ─► JSON ─► lzip, base64 ──► <script type="text/plain">
//! unpack ─► base64      web/boot.js      web/**/*.css ─► lowered, minified ─► <style>
//! ```

mod bindgen;
mod compile;
mod module;
mod pack;
mod page;
mod script;
mod sections;
mod style;

use std::fs;

pub use compile::{PACKAGES as WASM_PACKAGES, TARGET as WASM_TARGET};

use anyhow::{Context, Result};

use crate::budget::{self, Part};
use crate::workspace::Workspace;

/// Builds, prints what everything weighs, and fails when something weighs too much.
pub fn run(workspace: &Workspace) -> Result<()> {
    let parts = build(workspace)?;
    budget::check_sizes(workspace, &parts)
}

/// Builds `dist/` and returns its parts, to be weighed.
pub fn build(workspace: &Workspace) -> Result<Vec<Part>> {
    let dist = workspace.dist();
    // A failed build must not leave yesterday's page for the tests to pass on.
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("could not empty {}", dist.display()))?;
    }
    fs::create_dir_all(&dist).with_context(|| format!("could not make {}", dist.display()))?;

    compile::add_target()?;
    let mut parts = page::build(workspace)?;
    parts.extend(module::build(workspace)?);
    Ok(parts)
}
