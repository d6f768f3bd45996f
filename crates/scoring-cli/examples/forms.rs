//! Makes saved forms to measure `pingfen merge` with: `cargo run --example forms -- FOLDER COUNT`.
//!
//! The examples of all built-in rubrics in turn, each of another unit with other claims, a thousand to a folder.

#![allow(clippy::expect_used, reason = "nothing but a tool for measuring")]

use std::path::Path;
use std::{env, fs};

use scoring::entry::Entry;
use scoring_export::document::Document;

/// How many stand in a folder.
const FOLDER: usize = 1_000;

fn main() {
    let mut args = env::args().skip(1);
    let folder = args.next().expect("a folder");
    let count: usize = args
        .next()
        .and_then(|count| count.parse().ok())
        .expect("a number");
    make(Path::new(&folder), count);
}

/// Makes so many forms in a folder.
pub fn make(folder: &Path, count: usize) {
    let documents: Vec<_> = scoring_rubrics::ids()
        .filter_map(|id| {
            let form = scoring_rubrics::example(id)?;
            Some(Document::new(scoring_rubrics::rubric(id)?, form))
        })
        .collect();
    for number in 0..count {
        let within = folder.join(format!("{:04}", number / FOLDER));
        if number % FOLDER == 0 {
            fs::create_dir_all(&within).expect("a folder");
        }
        let mut document = documents[number % documents.len()].clone();
        let profile = &mut document.form.profile;
        profile.insert("organisation".into(), Entry::new(format!("第{number}医院")));
        for (place, answer) in document.form.answers.values_mut().enumerate() {
            if (number + place).is_multiple_of(7) {
                answer.claimed = Entry::new(format!("{}.5", (number / 7 + place) % 3));
            }
        }
        let file = within.join(format!("{number:06}.pingfen.json"));
        fs::write(file, document.to_file()).expect("a file");
    }
}
