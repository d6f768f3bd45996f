//! Documents for the tests, and the engines that work their workbooks out again.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod agree;
pub mod book;
pub mod file;
pub mod iron;
pub mod office;

use std::fs;
use std::path::{Path, PathBuf};

use scoring::entry::Entry;
use scoring::form::{Answer, Form};
use scoring::rubric::Rubric;
use scoring_export::document::Document;

pub use book::Book;

/// The 校验码 of every workbook of the tests.
pub const CODE: &str = "K7QX-93MF-2DPA";

fn rubrics() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rubrics")
}

/// A built-in rubric with its example, by the name of its folder.
pub fn example(id: &str) -> Document {
    let read = |name: &str| fs::read_to_string(rubrics().join(id).join(name)).unwrap();
    let unreadable = |why: toml::de::Error| panic!("{id}: {}", why.message());
    let mut form: toml::Table = toml::from_str(&read("example.toml")).unwrap_or_else(unreadable);
    form.remove("rubric");
    let rubric = toml::from_str(&read("rubric.toml")).unwrap_or_else(|why| panic!("{id}: {why}"));
    Document::new(
        rubric,
        form.try_into()
            .unwrap_or_else(|why: toml::de::Error| panic!("{id}: {}", why.message())),
    )
}

/// Every built-in rubric with its example, and its name.
pub fn examples() -> Vec<(String, Document)> {
    let folders = fs::read_dir(rubrics()).unwrap();
    let mut ids: Vec<_> = folders
        .map(|folder| folder.unwrap())
        .filter(|folder| folder.path().join("example.toml").exists())
        .map(|folder| folder.file_name().into_string().unwrap())
        .collect();
    ids.sort();
    ids.into_iter()
        .map(|id| {
            let document = example(&id);
            (id, document)
        })
        .collect()
}

/// The published form of 江门, as its unit filled it in.
pub fn jiangmen() -> Document {
    example("jiangmen-2023-department")
}

/// A rubric with every rule kind and every option of each, and a form's text.
pub fn edges(form: &str) -> Document {
    let rubric: Rubric =
        toml::from_str(include_str!("../edges.toml")).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(scoring::check::check(&rubric), []);
    let form = toml::from_str::<Form>(form).unwrap_or_else(|why| panic!("{why}"));
    Document::new(rubric, form)
}

/// The form for [`edges`] with every question answered.
pub const FULL: &str = include_str!("../full.toml");

/// Every example, the edges' rubric with nothing and with everything filled in, and two reviews: of a form that is made for
/// reviews, and of one that is not.
pub fn all() -> Vec<Document> {
    let examples = examples().into_iter().map(|(_, document)| document);
    let more = [edges(""), edges(FULL), suixi(), reviewed(jiangmen())];
    examples.chain(more).collect()
}

/// What 遂溪's unit handed in: its header and its claims.
pub fn handed_in() -> Document {
    let mut document = example("suixi-2022-verification");
    for answer in document.form.answers.values_mut() {
        *answer = Answer {
            claimed: answer.claimed.clone(),
            ..Default::default()
        };
    }
    document
}

/// The review of it, as the findings of the published report stand in the example.
pub fn suixi() -> Document {
    Document {
        form: example("suixi-2022-verification").form,
        ..Document::begin_review(handed_in())
    }
}

/// A review in which every row is verified as it counts, but one that has half of it and a figure that was corrected.
pub fn reviewed(unit: Document) -> Document {
    let mut review = Document::begin_review(unit);
    for line in scoring::score(&review.in_use(), &review.form).lines {
        let Some(score) = line.counted else { continue };
        let answer = review.form.answers.entry(line.id.clone()).or_default();
        answer.verified = Entry::new(score.to_string());
        answer.evidence = "资料册\n第 3 页".to_owned();
    }
    if let Some(answer) = review.form.answers.get_mut("three-public") {
        answer.verified = Entry::new("0.5");
        answer.cause = "figure".to_owned();
        answer.reason = "=账面支出 20 万元，填报少记".to_owned();
        answer.inputs.insert("spent".to_owned(), Entry::new("20"));
    }
    review
}

/// A score as a cell shows it.
pub fn plain(value: Option<rust_decimal::Decimal>) -> String {
    value.map(scoring::number::plain).unwrap_or_default()
}
