//! The project's own tool: `cargo xtask build | serve | test | bench | shots | generate`.
//!
//! One file per command. Everything that the build needs comes with this crate, so a machine with `rustup` and `git` is enough.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to the person who started it"
)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test fails by panicking"))]

mod bench;
mod browsers;
mod budget;
mod build;
mod generate;
mod prerequisites;
mod process;
mod serve;
mod shots;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, serves, tests and measures Pingfen"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make dist/index.html, with everything inside, and dist/module/
    Build,
    /// Build, then serve dist/ on this machine only
    Serve {
        /// The port to try first
        #[arg(long, default_value_t = 8078)]
        port: u16,
    },
    /// Run every check and every test
    Test {
        /// Test in every browser of tests/browsers.toml, not only in the two that are always tested
        #[arg(long)]
        all_browsers: bool,
    },
    /// Build, then measure sizes and speeds against budgets.toml
    Bench,
    /// Build, then take a screenshot of every view into docs/shots/
    Shots {
        /// Show the page as it was last built
        #[arg(long)]
        no_build: bool,
    },
    /// Make docs/rule-kinds.md and rubrics/rubric.schema.json anew from the engine's source
    Generate,
}

fn main() -> ExitCode {
    match Workspace::find().and_then(|workspace| start(&workspace, Arguments::parse().command)) {
        Ok(code) => code,
        // Not by returning it from `main`: the causes belong on one line, and a backtrace helps nobody who builds a page.
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(workspace: &Workspace, command: Command) -> Result<ExitCode> {
    match command {
        Command::Build => build::run(workspace)?,
        Command::Serve { port } => serve::run(workspace, port)?,
        // It says itself what failed, since its last line is the sum.
        Command::Test { all_browsers } if !test::run(workspace, all_browsers) => {
            return Ok(ExitCode::FAILURE);
        }
        Command::Test { .. } => {}
        Command::Bench => bench::run(workspace)?,
        Command::Shots { no_build } => shots::run(workspace, !no_build)?,
        Command::Generate => generate::run(workspace)?,
    }
    Ok(ExitCode::SUCCESS)
}
