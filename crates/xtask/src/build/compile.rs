//! Our crates, compiled for wasm32.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::sections;
use crate::process::{self, cargo};
use crate::workspace::Workspace;

/// What all of them are compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The crates that are only ever compiled for [`TARGET`].
pub const PACKAGES: [&str; 3] = ["pingfen-web", "scoring-wasm", "unpack"];

/// Makes sure that rustup has the wasm target: a fresh machine does not.
pub fn add_target() -> Result<()> {
    let installed =
        process::output(Command::new("rustup").args(["target", "list", "--installed"]))?;
    if installed.lines().any(|line| line == TARGET) {
        return Ok(());
    }
    process::run(Command::new("rustup").args(["target", "add", TARGET]))
}

/// Compiles one package, as wasm-bindgen is to read it.
///
/// Each package is compiled by its own call of cargo: in one call, features of shared dependencies would be united, and the
/// page would carry what only papers need.
pub fn compile(workspace: &Workspace, package: &str, features: &[&str]) -> Result<Vec<u8>> {
    // A folder of its own, since other flags would otherwise throw away the native builds, and the other way round. And one
    // more with features: cargo gives both forms of a cdylib the same file, so that each build would throw away the other.
    let folder = if features.is_empty() {
        "wasm"
    } else {
        "wasm-features"
    };
    let target = workspace.target.join(folder);
    process::run(
        cargo(workspace)
            .args([
                "build",
                "--quiet",
                "--profile",
                "wasm",
                "--target",
                TARGET,
                "--package",
                package,
            ])
            // Features are another form of the package, not more of it.
            .args((!features.is_empty()).then_some("--no-default-features"))
            .args(features.iter().flat_map(|feature| ["--features", feature]))
            .arg("--target-dir")
            .arg(&target)
            .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace).join("\u{1f}")),
    )?;
    let path = target
        .join(TARGET)
        .join("wasm")
        .join(package.replace('-', "_"))
        .with_extension("wasm");
    let wasm =
        fs::read(&path).with_context(|| format!("{package} did not become {}", path.display()))?;
    sections::forget_new_features(&wasm)
        .with_context(|| format!("could not read {}", path.display()))
}

fn flags(workspace: &Workspace) -> Vec<String> {
    // Both are on by default since Rust 1.82, and need Chromium 96 and 85.
    let mut flags = vec!["-Ctarget-feature=-reference-types,-multivalue".to_owned()];
    // Leptos then keeps one copy of what differs between views only in type: a smaller page.
    flags.push("--cfg=erase_components".to_owned());
    // The check code is made of 100 KB at most: a loop does as well as sixty-four rounds written out.
    for one in [
        "--cfg=sha2_backend=\"soft\"",
        "--cfg=sha2_backend_soft=\"compact\"",
    ] {
        flags.push(one.to_owned());
    }
    // Panic messages hold source paths. Ours are to be the same on every machine, and no page needs to know our home folder.
    flags.extend(
        source_folders(workspace)
            .iter()
            .map(|folder| format!("--remap-path-prefix={}/=", folder.display())),
    );
    flags
}

/// The workspace, and the folders that cargo unpacked the dependencies into.
fn source_folders(workspace: &Workspace) -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let mut folders = vec![workspace.root.clone()];
    folders.extend(folders_in(&home.join("registry/src")));
    folders.sort();
    folders
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}
