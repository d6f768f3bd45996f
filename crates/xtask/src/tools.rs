//! Tools from npm, each of one version, in a folder of its own below `target/tools`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// The compiler that holds the module's declarations against `tests/module/types.ts`.
const TYPESCRIPT: &str = "5.9.3";
/// What finds faults of the page that shut people with disabilities out.
const AXE: &str = "4.14.1";

/// The TypeScript compiler, for Node.
pub fn typescript(workspace: &Workspace) -> Result<PathBuf> {
    Ok(npm(workspace, "typescript", TYPESCRIPT)?.join("bin/tsc"))
}

/// The script of axe-core, to be run in a page.
pub fn axe(workspace: &Workspace) -> Result<PathBuf> {
    Ok(npm(workspace, "axe-core", AXE)?.join("axe.min.js"))
}

/// The folder of an installed package.
fn npm(workspace: &Workspace, package: &str, version: &str) -> Result<PathBuf> {
    // The version is in the folder's name, so that a new pin is a new folder.
    let name = format!("{package}-{version}");
    let tools = workspace.target.join("tools");
    let folder = tools.join(&name);
    if !folder.exists() {
        // Under another name until it is whole, so that an interrupted run starts over.
        let part = tools.join(format!("{name}.part"));
        install(&part, &format!("{package}@{version}"))?;
        fs::rename(&part, &folder)?;
    }
    Ok(folder.join("node_modules").join(package))
}

/// Installs a package into a folder. Only its files are wanted: no scripts, and not the libraries that it is meant for.
pub fn install(folder: &Path, package: &str) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
    process::run(
        Command::new("npm")
            .args([
                "install",
                "--silent",
                "--no-save",
                "--ignore-scripts",
                "--legacy-peer-deps",
                "--prefix",
            ])
            .arg(folder)
            .arg(package),
    )
}
