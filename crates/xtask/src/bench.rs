//! `cargo xtask bench`: what the page weighs and how fast it scores, against `budgets.toml`.
//!
//! One function per thing that is measured. A speed is held against its budget with
//! `Budgets::read(workspace)?.check("speed", &[("rescore-wasm", median)])`.

use anyhow::Result;

use crate::budget;
use crate::build;
use crate::workspace::Workspace;

/// Builds and measures; an error when something is over its budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    sizes(workspace)
}

fn sizes(workspace: &Workspace) -> Result<()> {
    budget::check_sizes(workspace, &build::build(workspace)?)
}
