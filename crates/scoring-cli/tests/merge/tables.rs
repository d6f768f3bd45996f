//! The same rows in every format.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, Reader, Xlsx};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use scoring::entry::Entry;
use serde_json::{Value, json};

use crate::bench::{Folder, documents, example, jiangmen, of_unit, rows};

/// Heads of the fixed columns and of the flags.
const FIXED: usize = 31;

/// The records of a CSV, behind its mark.
fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let records = reader.records().map(|record| record.unwrap());
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn forms_of_one_rubric_have_columns() {
    let folder = Folder::new("columns");
    for number in 0..3 {
        folder.put(
            &format!("in/{number}.json"),
            jiangmen(&format!("=第{number}局")),
        );
    }
    // Known only after the first form; other editions of the rubric have the same columns.
    let mut edition = example("jiangmen-2023-department");
    edition.rubric.source.note = "勘误".to_owned();
    folder
        .put("in/0.txt", "各单位：")
        .put("in/3.json", edition.to_file());
    let ran = folder.merge(&["in", "--to", "csv"]);
    assert_eq!(ran.status, 1, "{}", ran.said);
    assert_eq!(
        ran.said.matches("[file-other-kind]").count(),
        1,
        "{}",
        ran.said
    );
    assert_eq!(
        folder.merge(&["in", "--to", "csv", "-o", "a.csv"]).status,
        1
    );
    assert_eq!(fs::read(folder.path("a.csv")).unwrap(), ran.printed);

    let table = records(&ran.printed);
    assert_eq!(table.len(), 6);
    let rubric = scoring_rubrics::rubric("jiangmen-2023-department").unwrap();
    let indicators = rubric.indicators().count();
    assert_eq!(
        table[0].len(),
        FIXED + 7 * rubric.sections.len() + 3 * indicators
    );
    let cells = |row: usize| -> BTreeMap<&str, &str> {
        let heads = table[0].iter().map(String::as_str);
        heads.zip(table[row].iter().map(String::as_str)).collect()
    };
    let same = |row: usize, expected: &[(&str, &str)]| {
        for (head, value) in expected {
            assert_eq!(cells(row)[head], *value, "{head}");
        }
    };
    same(
        1,
        &[
            ("序号", "1"),
            ("文件", "in/0.json"),
            ("状态", "读出"),
            ("单位", "'=第0局"),
            ("年度", "2023"),
            ("自评总分", "97.62"),
            ("按标准总分", "96.21"),
            ("核查总分", ""),
            ("自评等级", "优"),
            ("校验码相符", "相符"),
            ("履职效能·分值", "50"),
            ("履职效能·自评", "48.62"),
            ("部门整体绩效目标产出指标完成情况（output）·自评", "18.62"),
            ("部门整体绩效目标产出指标完成情况（output）·核查", ""),
        ],
    );
    same(
        2,
        &[
            ("文件", "in/0.txt"),
            ("状态", "读不了"),
            ("问题代码", "file-other-kind"),
            ("单位", ""),
            ("履职效能·自评", ""),
        ],
    );
    same(
        5,
        &[
            ("文件", "in/3.json"),
            ("自评总分", "97.62"),
            ("管理效率·自评", "49"),
        ],
    );
    assert_ne!(cells(5)["评分表版本"], cells(1)["评分表版本"]);
}

#[test]
fn forms_of_several_rubrics_have_texts() {
    let folder = Folder::new("texts");
    folder
        .put("1.json", jiangmen("甲"))
        .put("2.json", jiangmen("乙"));
    folder.put(
        "3.json",
        of_unit(example("suixi-2022-verification"), "丙").to_file(),
    );
    let ran = folder.merge(&[".", "--to", "csv"]);
    let table = records(&ran.printed);
    assert_eq!((ran.status, table.len(), table[0].len()), (0, 4, FIXED + 2));
    assert_eq!(table[0][FIXED..], ["一级指标得分", "三级指标得分"]);
    assert!(
        table[1][FIXED].starts_with("履职效能 50 分：按标准 "),
        "{}",
        table[1][FIXED]
    );
    assert!(table[3][FIXED].contains("核查 10.5"), "{}", table[3][FIXED]);
    assert!(
        table[1][FIXED + 1].contains("（output）20 分：按标准 17.59、自评 18.62；"),
        "{}",
        table[1][FIXED + 1]
    );
}

#[test]
fn a_workbook_holds_what_the_csv_holds() {
    let folder = Folder::new("workbook");
    for number in 0..20 {
        folder.put(
            &format!("in/{number:02}.json"),
            jiangmen(&format!("第{number}局")),
        );
    }
    let mut long = example("jiangmen-2023-department");
    long.form
        .profile
        .insert("organisation".to_owned(), Entry::new("长".repeat(40_000)));
    folder
        .put("in/21.json", long.to_file())
        .put("in/22.json", "{}");
    let csv = records(&folder.merge(&["in", "--to", "csv"]).printed);
    assert_eq!(
        folder.merge(&["in", "--to", "xlsx", "-o", "a.xlsx"]).status,
        1
    );
    let mut book: Xlsx<_> = calamine::open_workbook(folder.path("a.xlsx")).unwrap();
    let sheet = book.worksheet_range("汇总").unwrap();
    assert_eq!(sheet.height(), csv.len());
    for (at, row) in csv.iter().enumerate() {
        for (col, text) in row.iter().enumerate() {
            let cell = sheet.get((at, col)).unwrap_or(&Data::Empty);
            if text.chars().count() > 32_767 {
                let shown = cell.to_string();
                assert!(shown.chars().count() == 32_767 && shown.ends_with("…（过长，没有写完）"));
                continue;
            }
            assert_eq!(cell.to_string(), *text, "{at} {col}");
            // A score can be added up.
            let figure = col >= FIXED || matches!(col, 0 | 14..=16);
            assert!(
                at == 0 || !figure || text.is_empty() || matches!(cell, Data::Float(_)),
                "{at} {col}"
            );
        }
    }
}

#[test]
fn parquet_holds_what_the_json_holds() {
    let folder = Folder::new("parquet");
    for (number, document) in documents().iter().enumerate() {
        folder.put(&format!("in/{number:03}.json"), document.to_file());
    }
    folder.put("in/100.txt", "x");
    let expected = rows(&folder.merge(&["in", "--to", "ndjson"]).printed);
    assert_eq!(
        folder
            .merge(&["in", "--to", "parquet", "-o", "a.parquet"])
            .status,
        1
    );
    let file = fs::File::open(folder.path("a.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let found: Vec<_> = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| object(&row.unwrap()))
        .collect();
    assert_eq!(found.len(), expected.len());
    for (found, mut expected) in found.into_iter().zip(expected) {
        let name = expected["file"].clone();
        // In the shape that a column has.
        for part in expected["sections"].as_array_mut().unwrap() {
            let rate = part["rate"].take();
            for kind in ["computed", "claimed", "verified"] {
                part[format!("rate_{kind}")] = rate[kind].clone();
            }
            part.as_object_mut().unwrap().remove("rate");
        }
        let rubric = expected["rubric"]
            .as_str()
            .and_then(scoring_rubrics::rubric);
        let names: BTreeMap<_, _> = rubric
            .iter()
            .flat_map(|rubric| rubric.indicators())
            .map(|one| (one.id.clone(), one.name.replace('\n', "、")))
            .collect();
        let mut indicators = expected["indicators"].take();
        let indicators = indicators.as_object_mut().unwrap();
        let indicators = indicators.iter_mut().map(|(id, row)| {
            row["id"] = id.clone().into();
            row["name"] = names[id].clone().into();
            row.take()
        });
        let mut indicators: Vec<_> = indicators.collect();
        indicators.sort_by_key(|row| row["id"].to_string());
        expected["indicators"] = indicators.into();
        let mut found = found;
        found["indicators"]
            .as_array_mut()
            .unwrap()
            .sort_by_key(|row| row["id"].to_string());
        round(&mut expected);
        assert_eq!(found, expected, "{name}");
    }
}

/// Points that moved in thirds have no end; they are kept to 17 places.
fn round(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(round),
        Value::Object(all) => all.values_mut().for_each(round),
        Value::String(text) if text.len() > 18 && text.parse::<rust_decimal::Decimal>().is_ok() => {
            let score = scoring::number::half_up(text.parse().unwrap(), 17);
            *value = scoring::number::plain(score).into();
        }
        _ => {}
    }
}

fn object(row: &Row) -> Value {
    row.get_column_iter()
        .map(|(name, field)| (name.clone(), value(field)))
        .collect()
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Str(text) => json!(text),
        Field::Long(count) => json!(count),
        Field::Decimal(decimal) => {
            let bytes: [u8; 16] = decimal.data().try_into().unwrap();
            json!(plain(i128::from_be_bytes(bytes), decimal.scale() as usize))
        }
        Field::Group(row) => object(row),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("{other:?}"),
    }
}

/// A decimal as JSON has it, without the library that wrote it.
fn plain(digits: i128, places: usize) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = places + 1);
    let (whole, parts) = text.split_at(text.len() - places);
    match parts.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        parts => format!("{sign}{whole}.{parts}"),
    }
}
