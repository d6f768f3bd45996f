//! A folder of files, and the command run over it.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scoring::entry::Entry;
use scoring_export::document::Document;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::forms::Filler;
use crate::random::Random;

/// So many random forms of each built-in rubric.
const FORMS: u64 = 50;

/// A folder of a test.
pub struct Folder(PathBuf);

/// How the command ended, and what it said.
pub struct Ran {
    pub status: i32,
    pub printed: Vec<u8>,
    pub said: String,
}

impl Folder {
    /// An empty one.
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("merge")
            .join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// With a file in it.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Runs `pingfen merge` here, so that paths are short.
    pub fn merge(&self, args: &[&str]) -> Ran {
        self.run(&[&["merge"], args].concat())
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        let run = Command::new(env!("CARGO_BIN_EXE_pingfen"))
            .current_dir(&self.0)
            .args(args)
            .output()
            .unwrap();
        let Output {
            status,
            stdout,
            stderr,
        } = run;
        Ran {
            status: status.code().unwrap(),
            printed: stdout,
            said: String::from_utf8(stderr).unwrap(),
        }
    }

    /// The rows of what is named, and the exit status.
    pub fn rows(&self, files: &[&str]) -> (i32, Vec<Value>) {
        let ran = self.merge(&[&["--to", "ndjson"], files].concat());
        (ran.status, rows(&ran.printed))
    }
}

/// The rows of an ndjson.
pub fn rows(text: &[u8]) -> Vec<Value> {
    let lines = std::str::from_utf8(text).unwrap().lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The worked example of a built-in rubric.
pub fn example(id: &str) -> Document {
    let form = scoring_rubrics::example(id).unwrap();
    Document::new(scoring_rubrics::rubric(id).unwrap(), form)
}

/// The same of another unit.
pub fn of_unit(mut document: Document, unit: &str) -> Document {
    let profile = &mut document.form.profile;
    profile.insert("organisation".to_owned(), Entry::new(unit));
    document
}

/// The example of 江门, of a unit.
pub fn jiangmen(unit: &str) -> String {
    of_unit(example("jiangmen-2023-department"), unit).to_file()
}

/// Random forms, and all examples.
pub fn documents() -> Vec<Document> {
    let mut documents = Vec::new();
    for id in scoring_rubrics::ids() {
        let rubric = scoring_rubrics::rubric(id).unwrap();
        for seed in 0..FORMS {
            let form = Filler::new(&mut Random::new(seed), &rubric).form();
            documents.push(Document::new(rubric.clone(), form));
        }
        documents.extend(scoring_rubrics::example(id).map(|form| Document::new(rubric, form)));
    }
    documents
}

/// A zip of files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The flags of a row.
pub fn flags_of(row: &Value) -> Vec<&str> {
    row["flags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|flag| flag.as_str().unwrap())
        .collect()
}
