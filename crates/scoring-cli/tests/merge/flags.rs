//! What a person should look at.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring_export::paper::Paper;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::bench::{Folder, example, flags_of, of_unit};

#[test]
fn flags_say_what_a_person_should_look_at() {
    let folder = Folder::new("flags");
    let document = example("jiangmen-2023-department");
    let cut = |percent: i64| {
        let mut cut = of_unit(document.clone(), &format!("打折{percent}"));
        for indicator in document.rubric.indicators() {
            let claim = indicator.points.value * Decimal::new(percent, 2);
            let answer = cut.form.answers.entry(indicator.id.clone()).or_default();
            answer.claimed = Entry::new(scoring::number::plain(claim));
        }
        cut
    };
    let changed = document.to_file().replacen("18.62", "18.61", 1);
    let mut project = example("national-project");
    let mut named = |name: &str| {
        project
            .form
            .profile
            .insert("project".to_owned(), Entry::new(name));
        project.to_file()
    };
    folder
        .put("1.json", document.to_file())
        .put("2.json", changed)
        .put("3.json", cut(100).to_file())
        .put("4.json", cut(90).to_file())
        .put("5.json", document.to_json())
        .put("6.json", named("甲项目"))
        .put("7.json", named("乙项目"))
        .put("8.json", named("甲项目"))
        .put("9.xlsx", edited(&Paper::Xlsx.make(&document).unwrap()));
    let (status, found) = folder.rows(&["."]);
    assert_eq!(status, 0);
    let seen: Vec<_> = found
        .iter()
        .map(|row| {
            (
                flags_of(row).join(" "),
                row["agrees"].as_str().unwrap(),
                row["duplicate_of"].as_u64(),
            )
        })
        .collect();
    let expected = [
        ("", "same", None),
        ("duplicate code-differs", "differs", Some(1)),
        ("all-full", "same", None),
        ("uniform-cut", "same", None),
        ("duplicate", "none", Some(1)),
        ("", "same", None),
        ("", "same", None),
        ("duplicate", "same", Some(6)),
        ("duplicate edited", "same", Some(1)),
    ];
    let expected = expected.map(|(flags, agrees, twin)| (flags.to_owned(), agrees, twin));
    assert_eq!(seen, expected);
    assert_eq!(
        (&found[5]["project"], &found[0]["project"]),
        (&"甲项目".into(), &Value::Null)
    );
    let ids: BTreeSet<_> = found.iter().map(|row| row["edition"].to_string()).collect();
    assert_eq!(ids.len(), 2);
}

/// A workbook in which somebody typed another score.
fn edited(book: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let mut edits = 0;
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        to.start_file(part.name().unwrap(), SimpleFileOptions::default())
            .unwrap();
        if part.name().unwrap().starts_with("xl/worksheets/sheet1") {
            let text = String::from_utf8(content).unwrap();
            edits += text.matches("<v>18.62</v>").count();
            content = text.replacen("<v>18.62</v>", "<v>18.5</v>", 1).into();
        }
        to.write_all(&content).unwrap();
    }
    assert!(edits > 0);
    to.finish().unwrap().into_inner()
}
