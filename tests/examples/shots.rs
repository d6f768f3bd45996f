//! Takes a screenshot of every view on every screen: `<view>-<width>.png` in the folder that is named. Those of views that are
//! no more go. Run by `cargo xtask shots`.

#![allow(clippy::print_stdout, reason = "says what it made")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs, io};

use pingfen_tests::browsers::launch;
use pingfen_tests::views::{SCREENS, VIEWS};
use pingfen_tests::{Failure, Result};

fn main() -> Result<()> {
    let folder = env::args_os()
        .nth(1)
        .ok_or_else(|| Failure::new("name the folder for the screenshots"))?;
    let folder = PathBuf::from(folder);
    let failed = |error: io::Error| Failure::new(format!("{}: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(failed)?;
    let mut made = BTreeSet::new();
    for view in VIEWS {
        for screen in &SCREENS {
            let path = folder.join(format!("{}-{}.png", view.name, screen.width));
            // A new profile each: no view shows what another left.
            let mut page = launch("chromium")?;
            page.visit(view, screen);
            page.screenshot(&path);
            println!("{}", path.display());
            made.insert(path);
        }
    }
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "png") && !made.contains(&path) {
            fs::remove_file(&path).map_err(failed)?;
        }
    }
    Ok(())
}
