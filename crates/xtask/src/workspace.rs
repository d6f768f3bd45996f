//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the commands work in.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder. Tools and browsers that we fetch go there too: nothing is installed outside it but by `apt-get`.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the workspace that this crate belongs to.
    pub fn find() -> Result<Self> {
        // Asked at run time, not with `env!`: a checkout may be moved after the tool was compiled.
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").context("start this tool as `cargo xtask`")?;
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .context("crates/xtask has no workspace above it")?
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |target| root.join(target));
        Ok(Self { root, target })
    }

    /// What is handed out: `index.html` and `module/`.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}
