//! Complete forms that follow their rules have nothing to mend: `correct/*.toml`, and the worked example
//! of the national form.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test is a panic"
)]

use std::fs;
use std::path::Path;

use scoring::finding::Severity;
use scoring::form::Form;

fn has_nothing_to_mend(id: &str, form: &Form) {
    let sheet = scoring::score(&scoring_rubrics::rubric(id).unwrap(), form);
    let wrong: Vec<_> = sheet
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Notice)
        .collect();
    assert!(wrong.is_empty(), "{id}: {wrong:#?}");
    assert!(sheet.total.open.is_zero(), "{id}: not complete");
    assert!(sheet.on_claim.is_zero(), "{id}: rests on claims");
    assert_eq!(sheet.total.claimed, sheet.total.computed, "{id}");
}

#[test]
fn correct_forms_have_nothing_to_mend() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/correct");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 3);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let example = scoring_rubrics::toml_file::read_example(&text)
            .unwrap_or_else(|fault| panic!("{}: {fault}", file.display()));
        has_nothing_to_mend(&example.rubric, &example.form);
    }
}

#[test]
fn the_national_example_has_nothing_to_mend() {
    let id = "national-project";
    has_nothing_to_mend(id, &scoring_rubrics::example(id).unwrap());
}
