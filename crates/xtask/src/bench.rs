//! `cargo xtask bench`: what the page weighs and how fast it scores, against `budgets.toml`.
//!
//! The measuring programs print a line for each measurement, `name number unit`; this command passes them on and holds
//! those that have a budget against it.

use std::process::Command;

use anyhow::{Context, Result};

use crate::budget::{self, Budgets};
use crate::build;
use crate::process::{self, cargo};
use crate::workspace::Workspace;

/// Builds and measures; an error when something is over its budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let parts = build::build(workspace)?;
    measure(cargo(workspace).args([
        "bench",
        "--quiet",
        "--package",
        "scoring-rubrics",
        "--bench",
        "score",
    ]))?;
    let module = measure(
        Command::new("node")
            .current_dir(&workspace.root)
            .arg("tests/module/bench.js"),
    )?;
    let rescore = module.iter().find(|(name, _)| name == "rescore-wasm");
    let (_, micros) = rescore.context("bench.js did not say rescore-wasm")?;
    budget::check_sizes(workspace, &parts)?;
    // Rounded up: 10.01 µs is over a budget of 10.
    Budgets::read(workspace)?.check("speed", &[("rescore-wasm", micros.ceil() as u64)])
}

/// Runs a measuring program, prints what it says, and gives back its names and numbers.
fn measure(command: &mut Command) -> Result<Vec<(String, f64)>> {
    let output = process::output(command)?;
    print!("{output}");
    let line = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
    };
    Ok(output.lines().filter_map(line).collect())
}
