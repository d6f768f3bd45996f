//! Plain tables: what stands in them, and that nothing in them is a formula.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]
#![cfg(feature = "papers")]

mod common;

use std::collections::BTreeMap;

use common::{examples, jiangmen, plain};
use scoring::entry::Entry;
use scoring::form::{Answer, Form, Part, Target};
use scoring::score;
use scoring_export::csv::{EXCHANGE, HEADS, exchange, table};
use scoring_export::document::Document;

/// As Excel needs it, and as a database reads it.
fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let records = reader.records().map(|record| {
        let record = record.unwrap();
        record.iter().map(str::to_owned).collect()
    });
    records.collect()
}

/// Two examples, column by column.
const GOLDEN: [(&str, &str, &str); 2] = [
    (
        "national-project",
        include_str!("csv/national-project.csv"),
        include_str!("csv/national-project.exchange.csv"),
    ),
    (
        "suixi-2022-verification",
        include_str!("csv/suixi-2022-verification.csv"),
        include_str!("csv/suixi-2022-verification.exchange.csv"),
    ),
];

#[test]
fn two_examples_are_as_written_down() {
    let examples: BTreeMap<_, _> = examples().into_iter().collect();
    for (id, whole, eight) in GOLDEN {
        let document = &examples[id];
        let text = |bytes| String::from_utf8(bytes).unwrap();
        assert_eq!(text(table(document).unwrap()), whole, "{id}");
        assert_eq!(text(exchange(document).unwrap()), eight, "{id}");
    }
}

#[test]
fn every_figure_is_that_of_the_sheet_and_what_is_missing_is_empty() {
    let column = |head: &str| HEADS.iter().position(|known| *known == head).unwrap();
    for (id, document) in examples() {
        let sheet = score(&document.rubric, &document.form);
        let records = records(&table(&document).unwrap());
        assert_eq!(records[0], HEADS, "{id}");
        let of = |kind: &str| {
            let rows = records.iter().filter(move |record| record[0] == kind);
            rows.cloned().collect::<Vec<_>>()
        };
        let (rows, targets, totals) = (of("指标"), of("目标"), of("合计"));
        assert_eq!(
            rows.len() + targets.len() + totals.len() + 1,
            records.len(),
            "{id}"
        );
        assert_eq!(rows.len(), sheet.lines.len(), "{id}");
        for (row, line) in rows.iter().zip(&sheet.lines) {
            for (head, score) in [
                ("分值", Some(line.full)),
                ("自评得分", line.claimed),
                ("按标准得分", line.computed),
                ("核查得分", line.verified),
                ("计入得分", line.counted),
            ] {
                assert_eq!(row[column(head)], plain(score), "{id} {} {head}", line.id);
            }
        }
        let scored: Vec<_> = sheet.lines.iter().flat_map(|line| &line.targets).collect();
        assert_eq!(targets.len(), scored.len(), "{id}");
        for (row, target) in targets.iter().zip(scored) {
            assert_eq!(row[column("得分率（1为100%）")], plain(target.rate), "{id}");
            assert_eq!(row[column("按标准得分")], plain(target.score), "{id}");
        }
        let [total] = totals.as_slice() else {
            panic!("{id}: {totals:?}");
        };
        assert_eq!(
            total[column("自评得分")],
            plain(sheet.total.claimed),
            "{id}"
        );
        assert_eq!(
            total[column("按标准得分")],
            plain(sheet.total.computed),
            "{id}"
        );
        assert_eq!(
            total[column("核查得分")],
            plain(sheet.total.verified),
            "{id}"
        );
    }
}

#[test]
fn the_weights_for_a_platform_add_up_to_the_form() {
    for (id, document) in examples() {
        let records = records(&exchange(&document).unwrap());
        assert_eq!(records[0], EXCHANGE, "{id}");
        let weights = records[1..]
            .iter()
            .filter_map(|record| record[3].parse::<rust_decimal::Decimal>().ok());
        let sum: rust_decimal::Decimal = weights.sum();
        assert_eq!(sum, document.rubric.points.value, "{id}");
    }
}

/// Of one target, what a platform is given as 目标值 and 实际完成值.
fn exchanged(target: Target) -> [String; 2] {
    let mut document = jiangmen();
    let name = target.name.clone();
    document.form.targets = [("output".to_owned(), vec![target])].into();
    let records = records(&exchange(&document).unwrap());
    let row = records.into_iter().find(|row| row[2] == name).unwrap();
    [row[4].clone(), row[5].clone()]
}

#[test]
fn a_unit_stands_behind_numbers_only() {
    // direction, goal, unit, actual, reached; what is given
    for (typed, given) in [
        (["≥", "10", "场", "12", ""], ["≥10场", "12场"]),
        (["=", "1", "次", "", "是"], ["═1次", "达成"]),
        (["=", "100", "%", "", "是"], ["═100%", "达成"]),
        (["", "1", "项", "", "否"], ["≥1项", "未达成"]),
        (["≥", "3", "次", "", ""], ["≥3次", ""]),
        (["定性", "", "次", "", "是"], ["", "达成"]),
        (["≥", "95%", "%", "97.50%", ""], ["≥95%", "97.5%"]),
        (["≥", "4000.00", "个", "7,700个", ""], ["≥4000个", "7700个"]),
        (["≥", "达成", "%", "基本达成", ""], ["达成", "基本达成"]),
        (["≥", "≥65%", "%", "是", ""], ["≥65%", "是"]),
    ] {
        let [direction, goal, unit, actual, reached] = typed;
        let target = Target {
            name: "某目标".to_owned(),
            direction: direction.to_owned(),
            goal: Entry::new(goal),
            unit: unit.to_owned(),
            actual: Entry::new(actual),
            reached: reached.to_owned(),
            ..Target::default()
        };
        assert_eq!(exchanged(target), given, "{typed:?}");
    }
    let part = |name: &str, goal: &str, actual: &str| Part {
        name: name.to_owned(),
        goal: Entry::new(goal),
        actual: Entry::new(actual),
    };
    let target = Target {
        name: "某目标".to_owned(),
        direction: "=".to_owned(),
        unit: "项".to_owned(),
        parts: vec![part("甲", "100", "120"), part("乙", "50", "")],
        ..Target::default()
    };
    assert_eq!(exchanged(target), ["甲═100项、乙═50项", "甲120项"]);
}

#[test]
fn an_empty_form_has_no_zero_in_it() {
    let document = Document::new(jiangmen().rubric, Form::default());
    for record in records(&table(&document).unwrap()) {
        assert!(!record.contains(&"0".to_owned()), "{record:?}");
    }
}

/// What is typed, and whether a spreadsheet must be kept from it.
const TYPED: [(&str, bool); 36] = [
    ("=1+1", true),
    ("=HYPERLINK(\"http://x\",\"y\")", true),
    ("+1", true),
    ("-1+1", true),
    ("-cmd|' /C calc'!A0", true),
    ("@SUM(A1)", true),
    ("  =1+1", true),
    ("\u{3000}=1+1", true),
    ("\u{a0}=1+1", true),
    ("\t=1+1", true),
    ("\r=1+1", true),
    ("\n=1+1", true),
    ("\u{0}=1+1", true),
    ("\u{200b}=1+1", true),
    ("\u{202e}=1+1", true),
    ("\u{feff}=1+1", true),
    ("＝1+1", true),
    ("＋1", true),
    ("－1", true),
    ("＠A1", true),
    ("\t甲", true),
    ("\r", true),
    ("-1e5", true),
    ("--1", true),
    ("-.5", true),
    ("- 1", true),
    ("-0.5", false),
    ("-12%", false),
    ("98.34%", false),
    ("10442.74", false),
    ("≥65%", false),
    ("=", false),
    ("-", false),
    ("甲=1", false),
    ("1=1", false),
    ("'=1", false),
];

#[test]
fn nothing_typed_is_a_formula() {
    for (typed, guarded) in TYPED {
        let mut document = jiangmen();
        let target = Target {
            name: typed.to_owned(),
            unit: typed.to_owned(),
            goal: Entry::new(typed),
            note: typed.to_owned(),
            ..Target::default()
        };
        let answer = Answer {
            reason: typed.to_owned(),
            evidence: typed.to_owned(),
            remark: typed.to_owned(),
            ..Answer::default()
        };
        document.form.targets = [("output".to_owned(), vec![target])].into();
        document.form.answers = [("contract-filing".to_owned(), answer)].into();
        document.rubric.sections[0].name = typed.to_owned();
        let expected = match guarded {
            true => format!("'{typed}"),
            false => typed.to_owned(),
        };
        let whole = records(&table(&document).unwrap());
        let row = whole.iter().find(|row| row[0] == "目标").unwrap();
        for column in [1, 4, 6, 7, 17] {
            assert_eq!(row[column], expected, "{typed:?} {}", HEADS[column]);
        }
        let row = whole.iter().find(|row| row[3] == "合同备案时效性").unwrap();
        for column in [18, 19] {
            assert_eq!(row[column], expected, "{typed:?} {}", HEADS[column]);
        }
        let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
        for field in whole
            .iter()
            .chain(&records(&exchange(&document).unwrap()))
            .flatten()
        {
            let number = field
                .trim_end_matches('%')
                .parse::<rust_decimal::Decimal>()
                .is_ok();
            let alone = field.chars().count() == 1;
            assert!(!field.starts_with(signs) || number || alone, "{field:?}");
        }
    }
}
