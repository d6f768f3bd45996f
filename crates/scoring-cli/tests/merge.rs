//! `pingfen merge`: a row for each file, the same as one by one, in the order of the paths, whatever stands among them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "merge/bad.rs"]
mod bad;
#[path = "merge/bench.rs"]
mod bench;
#[path = "merge/flags.rs"]
mod flags;
#[path = "../../scoring/tests/oracle/forms.rs"]
#[allow(dead_code)]
mod forms;
#[path = "merge/order.rs"]
mod order;
#[path = "../../scoring/tests/oracle/random.rs"]
mod random;
#[path = "../../scoring/tests/oracle/rubrics.rs"]
#[allow(dead_code)]
mod rubrics;
#[path = "merge/tables.rs"]
mod tables;

use std::process::Command;

use bench::{Folder, documents, example, flags_of, zipped};
use rust_decimal::Decimal;
use scoring_export::document::{Document, in_page};
use scoring_export::paper::Paper;
use serde_json::{Value, json};

/// JSON as somebody's editor lays it out.
fn laid_out(document: &Document) -> String {
    let value: Value = serde_json::from_str(&document.to_file()).unwrap();
    serde_json::to_string_pretty(&value).unwrap()
}

fn saved_page(document: &Document) -> String {
    let json = in_page(&document.to_file());
    format!(
        "<!DOCTYPE html><script type=\"application/json\" id=\"pingfen-state\">{{\"document\":{json}}}</script>"
    )
}

/// What `pingfen score --json` says, in the shape of a row.
fn one_by_one(folder: &Folder, name: &str) -> Value {
    let ran = folder.run(&["score", name, "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.said);
    let sheet: Value = serde_json::from_slice(&ran.printed).unwrap();
    let count = |severity: &str| {
        let findings = sheet["findings"].as_array().unwrap().iter();
        findings.filter(|one| one["severity"] == severity).count()
    };
    let total = &sheet["total"];
    let lines = sheet["lines"].as_array().unwrap().iter();
    let indicators: serde_json::Map<_, _> = lines
        .map(|line| {
            let id = line["id"].as_str().unwrap().to_owned();
            let kept = ["full", "computed", "claimed", "verified"];
            (
                id,
                kept.map(|key| (key, line[key].clone()))
                    .into_iter()
                    .collect(),
            )
        })
        .collect();
    let sections = sheet["sections"].as_array().unwrap().iter();
    let sections: Vec<_> = sections
        .map(|one| {
            json!({
                "name": one["name"].as_str().unwrap().replace('\n', "、"), "full": one["full"],
                "computed": one["total"]["computed"], "claimed": one["total"]["claimed"],
                "verified": one["total"]["verified"], "rate": one["rate"],
            })
        })
        .collect();
    json!({
        "rubric": sheet["rubric"], "engine": sheet["engine"],
        "computed": total["computed"], "claimed": total["claimed"], "verified": total["verified"],
        "open": total["open"], "on_claim": sheet["on_claim"],
        "grade_computed": sheet["grade"]["computed"], "grade_claimed": sheet["grade"]["claimed"],
        "grade_verified": sheet["grade"]["verified"],
        "rate_computed": sheet["rate"]["computed"], "rate_claimed": sheet["rate"]["claimed"],
        "rate_verified": sheet["rate"]["verified"],
        "errors": count("error"), "warnings": count("warning"), "notices": count("notice"),
        "sections": sections, "indicators": indicators,
    })
}

/// Only the fields that another row has.
fn part_of(row: &Value, like: &Value) -> Value {
    let keys = like.as_object().unwrap().keys();
    keys.map(|key| (key.clone(), row[key].clone())).collect()
}

#[test]
fn rows_are_the_same_as_one_by_one() {
    let folder = Folder::new("one-by-one");
    let documents = documents();
    assert!(documents.len() >= 306);
    for (number, document) in documents.iter().enumerate() {
        folder.put(&format!("a/{number:03}.json"), document.to_file());
        // Read with all checks, since it is not as it was written.
        folder.put(&format!("b/{number:03}.json"), laid_out(document));
    }
    let (status, fast) = folder.rows(&["a"]);
    assert_eq!((status, fast.len()), (0, documents.len()));
    let (status, checked) = folder.rows(&["b"]);
    assert_eq!(status, 0);
    for (number, (row, checked)) in fast.iter().zip(&checked).enumerate() {
        let name = format!("a/{number:03}.json");
        assert_eq!(row["file"], name);
        let mut checked = checked.clone();
        checked["file"] = name.clone().into();
        assert_eq!(*row, checked, "{name}");
        let expected = one_by_one(&folder, &name);
        assert_eq!(part_of(row, &expected), expected, "{name}");
        assert_eq!(row["agrees"], "same");
        assert_eq!(row["code"], documents[number].code());
        let score = |key: &str| {
            row[key]
                .as_str()
                .map(|score| score.parse::<Decimal>().unwrap())
        };
        let far = score("claimed")
            .zip(score("computed"))
            .is_some_and(|(a, b)| a - b >= 5.into());
        assert_eq!(flags_of(row).contains(&"claimed-far-above"), far, "{name}");
    }
    let table = folder.merge(&["a", "--to", "ndjson", "-o", "all.ndjson"]);
    assert_eq!((table.status, table.printed.len()), (0, 0));
    sums(&folder, &fast);
}

/// The totals of all rows, worked out again by another program.
fn sums(folder: &Folder, rows: &[Value]) {
    let limits: serde_json::Map<_, _> = scoring_rubrics::ids()
        .map(|id| {
            let rubric = scoring_rubrics::rubric(id).unwrap();
            let limits = rubric.total.as_ref();
            let least = limits.and_then(|limits| limits.least);
            let most = limits.and_then(|limits| limits.most);
            let text = |amount: scoring::number::Amount| amount.value.to_string();
            let limits = json!({ "places": rubric.rounding.places, "least": least.map(text), "most": most.map(text) });
            (id.to_owned(), limits)
        })
        .collect();
    let run = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/merge/sums.mjs"))
        .arg(folder.path("all.ndjson"))
        .arg(Value::from(limits).to_string())
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let total = |key: &str| {
        let scores = rows.iter().filter_map(|row| row[key].as_str());
        let cents = scores
            .map(|score| (score.parse::<Decimal>().unwrap() * Decimal::ONE_HUNDRED).to_string());
        let cents: i128 = cents
            .map(|cents| {
                cents
                    .trim_end_matches(".00")
                    .trim_end_matches(".0")
                    .parse::<i128>()
                    .unwrap()
            })
            .sum();
        format!("{cents}{}", "0".repeat(28))
    };
    let expected = format!("{} {}", total("claimed"), total("verified"));
    assert_eq!(String::from_utf8(run.stdout).unwrap().trim(), expected);
}

#[test]
fn each_kind_of_file_gives_the_same_row() {
    let folder = Folder::new("kinds");
    for id in scoring_rubrics::ids().filter(|id| scoring_rubrics::example(id).is_some()) {
        let document = example(id);
        let json = document.to_file();
        let book = Paper::Xlsx.make(&document).unwrap();
        folder
            .put(&format!("{id}/1 存盘.pingfen.json"), &json)
            // The name says nothing.
            .put(&format!("{id}/2 工作簿.txt"), &book)
            .put(&format!("{id}/3 离线版.html"), saved_page(&document))
            .put(
                &format!("{id}/4 打包.zip"),
                zipped(&[("甲/乙.json", json.as_bytes()), ("甲/丙.xlsx", &book)]),
            );
        let (status, found) = folder.rows(&[id]);
        assert_eq!(status, 0);
        let names: Vec<_> = found
            .iter()
            .map(|row| row["file"].as_str().unwrap())
            .collect();
        assert_eq!(
            names,
            [
                "1 存盘.pingfen.json",
                "2 工作簿.txt",
                "3 离线版.html",
                "4 打包.zip/甲/丙.xlsx",
                "4 打包.zip/甲/乙.json"
            ]
            .map(|name| format!("{id}/{name}"))
        );
        let same = |row: &Value| {
            let mut row = row.clone();
            for key in ["row", "file", "duplicate_of", "flags"] {
                row[key] = Value::Null;
            }
            row
        };
        for row in &found {
            assert_eq!(same(row), same(&found[0]));
        }
    }
}
