//! `cargo xtask shots`: how every view looks, in `docs/shots/`.
//!
//! The views and the screens are those of `tests/src/views.rs`; the program that visits them belongs to the tests.

use anyhow::Result;

use crate::browsers;
use crate::build;
use crate::process::{self, cargo};
use crate::workspace::Workspace;

/// Takes the screenshots in the current Chromium, of a new build or the last one.
pub fn run(workspace: &Workspace, build: bool) -> Result<()> {
    if build {
        build::run(workspace)?;
    }
    let variables = browsers::provide_current(workspace)?;
    process::run(
        cargo(workspace)
            .args(["run", "--quiet", "--package", "pingfen-tests"])
            .args(["--example", "shots", "--"])
            .arg(workspace.root.join("docs/shots"))
            .envs(variables),
    )
}
