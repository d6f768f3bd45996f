//! The invariants of `docs/architecture.md` that can be read off the tree.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each of our crates, and which of ours it may use.
const ARROWS: [(&str, &[&str]); 8] = [
    ("crates/scoring", &[]),
    ("crates/scoring-rubrics", &["scoring"]),
    ("crates/scoring-export", &["scoring"]),
    (
        "crates/scoring-wasm",
        &["scoring", "scoring-rubrics", "scoring-export"],
    ),
    (
        "crates/scoring-cli",
        &["scoring", "scoring-rubrics", "scoring-export"],
    ),
    ("crates/unpack", &[]),
    ("crates/xtask", &["scoring-rubrics"]),
    ("web", &["scoring", "scoring-rubrics", "scoring-export"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

#[test]
fn crates_use_only_what_the_map_allows() {
    let ours: BTreeSet<_> = ARROWS
        .iter()
        .map(|(folder, _)| folder.rsplit('/').next().unwrap())
        .collect();
    for (folder, allowed) in ARROWS {
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let used = manifest["dependencies"]
            .as_table()
            .unwrap()
            .keys()
            .map(String::as_str);
        let used: Vec<_> = used.filter(|name| ours.contains(name)).collect();
        for name in used {
            assert!(allowed.contains(&name), "{folder} may not use {name}");
        }
    }
}

#[test]
fn the_engine_has_no_float_clock_file_or_web_in_it() {
    let forbidden = [
        "f32",
        "f64",
        "std::time",
        "std::fs",
        "std::net",
        "std::env",
        "web_sys",
        "js_sys",
        "println!",
    ];
    let sources = sources(&root().join("crates/scoring/src"));
    assert!(sources.len() > 15, "{sources:?}");
    for source in sources {
        let text = fs::read_to_string(&source).unwrap();
        for word in forbidden {
            assert!(!text.contains(word), "{} has {word}", source.display());
        }
    }
}

/// Adding a rule kind is one file and one line, because nobody outside matches on kinds.
#[test]
fn nobody_outside_the_rules_matches_on_a_kind() {
    let folders = [
        "crates/scoring-export/src",
        "crates/scoring-cli/src",
        "crates/scoring-wasm/src",
        "web/src",
    ];
    for source in folders
        .iter()
        .flat_map(|folder| sources(&root().join(folder)))
    {
        let text = fs::read_to_string(&source).unwrap();
        assert!(
            !text.contains("Rule::"),
            "{} matches on rule kinds",
            source.display()
        );
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
