//! `cargo xtask test`: every check and every test, in one run.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::browsers::{self, Variables};
use crate::build::{self, WASM_PACKAGES, WASM_TARGET};
use crate::prerequisites;
use crate::process::{self, cargo, run as must};
use crate::tools;
use crate::workspace::Workspace;

/// Runs everything; returns whether all of it passed.
///
/// A failed step does not end the run, so that one run shows all that is wrong. The last line is the sum.
pub fn run(workspace: &Workspace, all_browsers: bool) -> bool {
    let mut tally = Tally::default();
    let mut variables = Variables::new();
    tally.step("prerequisites", |_| {
        let browsers = browsers::list(workspace, all_browsers)?;
        prerequisites::provide(&browsers, all_browsers)?;
        variables = browsers::provide(workspace, &browsers)?;
        variables.push(browsers::dist(workspace));
        variables.push((
            "PINGFEN_AXE".to_owned(),
            tools::axe(workspace)?.display().to_string(),
        ));
        Ok(())
    });
    // Without these, what follows would fail in ways that hide the reason.
    if tally.failed == 0 {
        tally.step("formatting", |_| {
            must(cargo(workspace).args(["fmt", "--all", "--check"]))?;
            // The register of rules declares its modules in a macro, which `cargo fmt` does not look into.
            must(
                Command::new("rustfmt")
                    .args(["--check", "--edition", "2024"])
                    .args(rules(workspace)?),
            )
        });
        tally.step("lints, native crates", |_| {
            must(cargo(workspace).args([
                "clippy",
                "--quiet",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]))
        });
        tally.step("build", |_| build::run(workspace));
        tally.step("lints, wasm crates", |_| {
            let packages = WASM_PACKAGES
                .into_iter()
                .flat_map(|package| ["--package", package]);
            must(
                cargo(workspace)
                    .args([
                        "clippy",
                        "--quiet",
                        "--target",
                        WASM_TARGET,
                        "--features",
                        "scoring-wasm/papers",
                    ])
                    .args(packages)
                    .args(["--", "-D", "warnings"]),
            )
        });
        tally.step("tests", |tally| {
            tally.count(
                cargo(workspace)
                    .args(["test", "--no-fail-fast"])
                    .envs(variables.clone()),
            )
        });
        if all_browsers {
            // LibreOffice works the exported workbooks out anew; too slow for every run.
            tally.step("workbooks, recalculated", |tally| {
                tally.count(&mut ignored(workspace, "scoring-export", "recalculated"))
            });
            tally.step("reports, opened and printed", |tally| {
                tally.count(&mut ignored(workspace, "scoring-export", "report"))
            });
            // Five times the forms of the ordinary run.
            tally.step("scores, against the oracle", |tally| {
                tally.count(&mut ignored(workspace, "scoring", "oracle"))
            });
        }
        tally.step("module, in Node", |tally| {
            node(workspace, &variables, tally)
        });
        tally.step("module, types", |_| types(workspace));
    }
    tally.finish()
}

/// Runs what the ordinary run passes over.
fn ignored(workspace: &Workspace, package: &str, test: &str) -> Command {
    let mut command = cargo(workspace);
    command.args([
        "test",
        "--package",
        package,
        "--test",
        test,
        "--",
        "--ignored",
    ]);
    command
}

/// The files of the rule kinds.
fn rules(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.root.join("crates/scoring/src/rule");
    let files =
        fs::read_dir(&folder).with_context(|| format!("could not read {}", folder.display()))?;
    files.map(|file| Ok(file?.path())).collect()
}

fn node(workspace: &Workspace, variables: &Variables, tally: &mut Tally) -> Result<()> {
    let tests = module_tests(workspace)?;
    if tests.is_empty() {
        return Ok(());
    }
    tally.count(
        Command::new("node")
            .current_dir(&workspace.root)
            .args(["--test", "--test-reporter=spec"])
            .args(tests)
            .envs(variables.clone()),
    )
}

/// `tests/module/*.mjs`, if there are any.
fn module_tests(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.root.join("tests/module");
    let Ok(entries) = fs::read_dir(&folder) else {
        return Ok(Vec::new());
    };
    let mut tests = Vec::new();
    for entry in entries {
        let path = entry
            .with_context(|| format!("could not list {}", folder.display()))?
            .path();
        if path.extension().is_some_and(|extension| extension == "mjs") {
            tests.push(path);
        }
    }
    tests.sort();
    Ok(tests)
}

/// A TypeScript caller compiles against the declarations that we hand out.
fn types(workspace: &Workspace) -> Result<()> {
    let caller = workspace.root.join("tests/module/types.ts");
    if !caller.exists() {
        return Ok(());
    }
    let tsc = tools::typescript(workspace)?;
    must(
        Command::new("node")
            .current_dir(&workspace.root)
            .arg(tsc)
            .args([
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--lib",
                "esnext,dom",
            ])
            .args(["--module", "es2022", "--moduleResolution", "bundler"])
            .arg(caller),
    )
}

/// What has passed and failed so far.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    failed_steps: Vec<&'static str>,
}

impl Tally {
    /// Announces a step and runs it.
    fn step(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> Result<()>) {
        println!("\n== {name}");
        let failed = self.failed;
        if let Err(error) = work(self) {
            println!("{name}: {error:#}");
            self.failed_steps.push(name);
            // A step can fail without a failed test, such as a lint: then it counts as one, so that no run that has not
            // passed ends with "0 failed".
            if self.failed == failed {
                self.failed += 1;
            }
        }
    }

    /// Runs a test program, passing its output on and adding up its results.
    fn count(&mut self, command: &mut Command) -> Result<()> {
        process::follow(command, |line| {
            if let Some((passed, failed)) = results(line) {
                self.passed += passed;
                self.failed += failed;
            }
        })
    }

    /// Prints the sum as the last line of all.
    fn finish(self) -> bool {
        println!();
        if !self.failed_steps.is_empty() {
            println!("failed: {}", self.failed_steps.join(", "));
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        self.failed == 0
    }
}

/// The passed and failed tests that a line of cargo's or Node's summary tells.
fn results(line: &str) -> Option<(u64, u64)> {
    if let Some(summary) = line.strip_prefix("test result: ") {
        let number = |what| {
            summary
                .split([';', '.'])
                .find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok())
        };
        return Some((number("passed")?, number("failed")?));
    }
    let (what, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    match what {
        "pass" => Some((number.parse().ok()?, 0)),
        "fail" => Some((0, number.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_from_both_summaries() {
        let cargo = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(results(cargo), Some((12, 3)));
        assert_eq!(results("ℹ pass 4"), Some((4, 0)));
        assert_eq!(results("ℹ fail 1"), Some((0, 1)));
        assert_eq!(results("ℹ duration_ms 61"), None);
        assert_eq!(results("running 3 tests"), None);
    }

    #[test]
    fn a_step_that_fails_without_a_test_counts_as_one_failure() {
        let mut tally = Tally::default();
        tally.step("lints", |_| Err(anyhow::anyhow!("a lint")));
        tally.step("tests", |tally| {
            tally.failed += 2;
            Err(anyhow::anyhow!("two tests"))
        });
        assert_eq!(tally.failed, 3);
        assert_eq!(tally.failed_steps, ["lints", "tests"]);
        assert!(!tally.finish());
    }
}
