//! `cargo xtask bench`: what the page weighs, how fast it scores and how long people wait for it, against `budgets.toml`.
//!
//! The measuring programs print a line for each measurement, `name number unit`; this command passes them on and holds
//! those that have a budget against it. Everything is measured before anything fails.

use std::process::Command;

use anyhow::{Result, bail};

use crate::browsers;
use crate::budget::{self, Budgets};
use crate::build;
use crate::process::{self, cargo};
use crate::workspace::Workspace;

/// Builds and measures; an error when something is over its budget, or could not be measured.
pub fn run(workspace: &Workspace) -> Result<()> {
    let parts = build::build(workspace)?;
    let variables = browsers::provide_current(workspace)?;
    let mut problems = Vec::new();
    let mut measured = Vec::new();
    for command in [
        cargo(workspace).args([
            "bench",
            "--quiet",
            "--package",
            "scoring-rubrics",
            "--bench",
            "score",
        ]),
        cargo(workspace).args([
            "bench",
            "--quiet",
            "--package",
            "scoring-cli",
            "--bench",
            "merge",
        ]),
        Command::new("node")
            .current_dir(&workspace.root)
            .arg("tests/module/bench.js"),
        // It waits for the browser: nothing is won by optimising it.
        cargo(workspace)
            .args([
                "bench",
                "--quiet",
                "--profile",
                "dev",
                "--package",
                "pingfen-tests",
                "--bench",
                "page",
            ])
            .envs(variables),
    ] {
        problems.extend(measure(command, &mut measured).err());
    }
    let budgets = Budgets::read(workspace)?;
    problems.extend(budget::check_sizes(workspace, &parts).err());
    for table in ["speed", "merge", "page"] {
        problems.extend(budgets.check_all(table, &measured).err());
    }
    if problems.is_empty() {
        return Ok(());
    }
    let problems: Vec<_> = problems
        .iter()
        .map(|problem| format!("{problem:#}"))
        .collect();
    bail!("{}", problems.join("\n       "))
}

/// Runs a measuring program, passes on what it says, and gathers its names and numbers, also those before a failure.
fn measure(command: &mut Command, measured: &mut Vec<(String, f64)>) -> Result<()> {
    process::follow(command, |line| {
        let mut words = line.split(' ');
        if let (Some(name), Some(Ok(number))) = (words.next(), words.next().map(str::parse)) {
            measured.push((name.to_owned(), number));
        }
    })
}
