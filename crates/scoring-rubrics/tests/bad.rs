//! Every way in which a rubric can be wrong: `tests/rubrics/bad/*.toml` is `good/minimal.toml` with one
//! thing wrong, and beside it is the whole message that a person gets.
#![allow(clippy::unwrap_used, reason = "a failed test is a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use scoring_rubrics::toml_file::{check_rubric, is_rubric, read_rubric};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder with an ending, in the order of their names.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    files
}

/// What is said of a rubric, a line for each problem.
fn messages(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let faults = match read_rubric(&text) {
        Ok(rubric) => check_rubric(&text, &rubric),
        Err(fault) => vec![fault],
    };
    let name = file.file_name().unwrap().to_string_lossy();
    faults
        .iter()
        .map(|fault| format!("{name}:{fault}\n"))
        .collect()
}

/// The codes that the engine reports: the first argument wherever a problem is reported.
fn codes() -> BTreeSet<String> {
    let mut sources = files("crates/scoring/src/rule", "rs");
    sources.push(root().join("crates/scoring/src/check.rs"));
    let mut codes = BTreeSet::new();
    for source in sources {
        let text = fs::read_to_string(&source).unwrap();
        for after in text.split("problem(").skip(1) {
            let code = after.trim_start().strip_prefix('"');
            if let Some((code, _)) = code.and_then(|code| code.split_once('"')) {
                codes.insert(code.to_owned());
            }
        }
    }
    codes
}

#[test]
fn every_bad_rubric_gets_its_message() {
    let all = files("tests/rubrics/bad", "toml");
    let mut differ = String::new();
    for file in &all {
        let expected = file.with_extension("txt");
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        let found = messages(file);
        let name = file.display();
        if found != expected || found.is_empty() {
            differ += &format!("{name}\n expected\n{expected} found\n{found}\n");
        }
        if !is_rubric(&fs::read_to_string(file).unwrap()) {
            differ += &format!("{name} is taken for a form\n");
        }
    }
    assert!(differ.is_empty(), "{differ}");
    assert_eq!(all.len(), files("tests/rubrics/bad", "txt").len());
}

#[test]
fn every_code_has_a_bad_rubric() {
    let all: String = files("tests/rubrics/bad", "txt")
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let codes = codes();
    assert!(codes.len() > 40, "{codes:?}");
    let missing: Vec<_> = codes
        .iter()
        .filter(|code| !all.contains(&format!("[{code}]")))
        .collect();
    assert!(
        missing.is_empty(),
        "no file in tests/rubrics/bad for {missing:?}"
    );
}

#[test]
fn good_rubrics_have_no_problems() {
    for file in files("tests/rubrics/good", "toml") {
        assert_eq!(messages(&file), "");
    }
}
