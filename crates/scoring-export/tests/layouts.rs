//! 评分表 in the layout of each rubric's own document, as the file says it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;

use std::collections::BTreeSet;

use common::book::{At, address};
use common::{Book, CODE, all, examples, file};
use scoring::Scorer;
use scoring::entry::Entry;
use scoring::layout::{Column, Layout, Shows, TotalAt};
use scoring_export::document::Document;
use scoring_export::layout::{criteria, depth, heads, items, quantity, widths};
use scoring_export::xlsx::{self, FINDINGS, KEPT, REVIEWED, SCORE_TABLE};

/// The heads of a document: each with the rows and columns that it takes, from the corner of the heads.
type Heads = &'static [(&'static str, (u32, u32), (u32, u32))];

const GUANGDONG: [&str; 10] = [
    "一级指标",
    "分值",
    "二级指标",
    "分值",
    "三级指标",
    "分值",
    "得分/自评分",
    "评分依据、未达标原因、改进措施",
    "指标解释",
    "评分标准",
];
const SUIXI: Heads = &[
    ("评价指标", (0, 0), (0, 5)),
    ("指标说明", (0, 2), (6, 6)),
    ("评分标准", (0, 2), (7, 7)),
    ("自评得分", (0, 2), (8, 8)),
    ("核查得分", (0, 2), (9, 9)),
    ("评分说明", (0, 2), (10, 10)),
    ("一级指标", (1, 1), (0, 1)),
    ("二级指标", (1, 1), (2, 3)),
    ("三级指标", (1, 1), (4, 5)),
    ("名称", (2, 2), (0, 0)),
    ("权重(%)", (2, 2), (1, 1)),
    ("名称", (2, 2), (2, 2)),
    ("权重(%)", (2, 2), (3, 3)),
    ("名称", (2, 2), (4, 4)),
    ("权重(%)", (2, 2), (5, 5)),
];

/// One of them, of any document.
type Printed = (String, (u32, u32), (u32, u32));

/// The heads of each document, as printed.
fn printed(id: &str) -> Vec<Printed> {
    let flat = |names: &[&str]| {
        let heads = (0..).zip(names);
        heads
            .map(|(col, name)| ((*name).to_owned(), (0, 0), (col, col)))
            .collect()
    };
    match id {
        "jiangmen-2023-department" | "zhanjiang-2023-centre" => {
            let evidence = match id {
                "jiangmen-2023-department" => {
                    "参考佐证材料（说明：本栏佐证材料供，部门只要能证明对应指标即可，不用全部提供。）"
                }
                _ => "佐证材料(说明:本栏佐证材料中,部门只要能证明对应指标即可,不用全部提供。)",
            };
            flat(&[&GUANGDONG[..], &[evidence, "备注"]].concat())
        }
        "suixi-2022-verification" => SUIXI
            .iter()
            .map(|(text, rows, cols)| ((*text).to_owned(), *rows, *cols))
            .collect(),
        "jingdezhen-2022-project" => flat(&[
            "一级指标",
            "分值",
            "二级指标",
            "分值",
            "三级指标",
            "分值",
            "得分",
        ]),
        "jingdezhen-2022-department" => flat(&[
            "一级指标",
            "二级指标",
            "三级指标",
            "指标解释",
            "指标说明",
            "评分标准",
            "分值",
            "得分",
        ]),
        "national-project" => flat(&[
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ]),
        other => panic!("{other} has no heads here"),
    }
}

#[test]
fn the_heads_are_those_of_the_document() {
    for (id, document) in examples() {
        let book = Book::of(&document);
        let first = book.find(SCORE_TABLE, 0, "指标评分表") + 1;
        let printed = printed(&id);
        for (text, rows, cols) in &printed {
            let at = (first + rows.0, cols.0);
            assert_eq!(book.text(SCORE_TABLE, at.0, at.1), *text, "{id}");
            let last = (first + rows.1, cols.1);
            let merged = book
                .merges
                .iter()
                .any(|(sheet, start, end)| sheet == SCORE_TABLE && (*start, *end) == (at, last));
            assert_eq!(merged, at != last, "{id}: {text}");
        }
        // Nothing else stands among the heads.
        let depth = 1 + printed.iter().map(|(_, rows, _)| rows.1).max().unwrap();
        let texts = (first..first + depth)
            .flat_map(|row| (0..20).map(move |col| (row, col)))
            .filter(|at| !book.text(SCORE_TABLE, at.0, at.1).is_empty());
        assert_eq!(texts.count(), printed.len(), "{id}");
    }
}

/// The rows that a sheet prints again on each page, from 0.
fn titles(book: &Book, sheet: &str) -> (u32, u32) {
    let titles = book.defined.iter().filter_map(|(name, refers)| {
        let refers = refers.replace('\'', "");
        let rows = refers.strip_prefix(&format!("{sheet}!"))?.to_owned();
        (name == "_xlnm.Print_Titles").then_some(rows)
    });
    let titles: Vec<_> = titles.collect();
    let [rows] = titles.as_slice() else {
        panic!("{sheet}: {titles:?}")
    };
    let (first, last) = rows.split_once(':').unwrap();
    let row = |text: &str| text.trim_start_matches('$').parse::<u32>().unwrap() - 1;
    (row(first), row(last))
}

#[test]
fn every_sheet_prints_one_page_wide_with_its_head() {
    for document in all() {
        let bytes = xlsx::workbook(&document, CODE).unwrap();
        let book = Book::read(bytes.clone());
        for (index, name) in book
            .names
            .iter()
            .enumerate()
            .filter(|(_, name)| *name != KEPT)
        {
            let text = file::sheet(&bytes, index);
            assert!(text.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{name}");
            let setup = "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"";
            assert!(text.contains(setup), "{name}");
            let footer = format!("&amp;R&amp;\"仿宋\"&amp;9校验码 {CODE}</oddFooter>");
            assert!(text.contains(&footer), "{name}");
            if name != SCORE_TABLE {
                let heads = if [FINDINGS, REVIEWED].contains(&name.as_str()) {
                    2
                } else {
                    1
                };
                assert_eq!(titles(&book, name), (heads, heads), "{name}");
            }
        }
        let layout = &document.rubric.layout;
        let first = book.find(SCORE_TABLE, 0, "指标评分表") + 1;
        let total = book.find(SCORE_TABLE, 0, &layout.total_label);
        let last = first + depth(layout) as u32 - 1;
        match layout.total {
            TotalAt::First => assert_eq!(total, last + 1),
            TotalAt::Last => assert!(total > last + document.rubric.indicators().count() as u32),
        }
        let last = if layout.total == TotalAt::First {
            total
        } else {
            last
        };
        assert_eq!(titles(&book, SCORE_TABLE), (first, last));
        // The code stands at the foot, with what it is worth.
        let note = format!("校验码 {CODE}。校验码只说明纸面与文件一致，不证明由谁制作。");
        book.find(SCORE_TABLE, 0, &note);
    }
}

#[test]
fn no_page_ends_within_a_merge() {
    for document in all() {
        let bytes = xlsx::workbook(&document, CODE).unwrap();
        let book = Book::read(bytes.clone());
        let mut ends = 0;
        for (index, name) in book.names.iter().enumerate() {
            let xml = file::sheet(&bytes, index);
            let breaks = xml.split("<brk id=\"").skip(1);
            let breaks = breaks.map(|text| text.split('"').next().unwrap().parse::<u32>().unwrap());
            let breaks: Vec<_> = breaks.collect();
            ends += breaks.len();
            for (_, start, end) in book.merges.iter().filter(|(sheet, ..)| sheet == name) {
                let cut = breaks
                    .iter()
                    .find(|row| (start.0 + 1..=end.0).contains(row));
                assert_eq!(cut, None, "{name} {start:?}–{end:?}");
            }
        }
        assert!(ends > 1);
    }
}

/// The cells of a sheet by their style.
fn styles(xml: &str) -> Vec<(At, usize)> {
    let cells = xml.split("<c r=\"").skip(1).map(|cell| {
        let (name, rest) = cell.split_once('"').unwrap();
        let digits = name.find(|c: char| c.is_ascii_digit()).unwrap();
        let (letters, row) = name.split_at(digits);
        let style = rest
            .strip_prefix(" s=\"")
            .map_or("0", |rest| rest.split('"').next().unwrap());
        (
            address(&format!("${letters}${row}")),
            style.parse().unwrap(),
        )
    });
    cells.collect()
}

#[test]
fn every_cell_of_a_merge_has_its_border() {
    for document in all() {
        let bytes = xlsx::workbook(&document, CODE).unwrap();
        let book = Book::read(bytes.clone());
        let xml = file::text(&bytes, "xl/styles.xml");
        let formats = xml
            .split("<cellXfs")
            .nth(1)
            .unwrap()
            .split("</cellXfs>")
            .next()
            .unwrap();
        let ruled: Vec<bool> = formats
            .split("<xf ")
            .skip(1)
            .map(|format| !format.contains("borderId=\"0\""))
            .collect();
        for (index, name) in book.names.iter().enumerate() {
            let cells = styles(&file::sheet(&bytes, index));
            let ruled: BTreeSet<At> = cells
                .iter()
                .filter(|(_, style)| ruled[*style])
                .map(|(at, _)| *at)
                .collect();
            for (_, start, end) in book.merges.iter().filter(|(sheet, ..)| sheet == name) {
                let inside =
                    (start.0..=end.0).flat_map(|row| (start.1..=end.1).map(move |col| (row, col)));
                let count = inside.clone().filter(|at| ruled.contains(at)).count();
                // Titles and notes have none at all.
                assert!(count == 0 || count == inside.count(), "{name} {start:?}");
            }
        }
    }
}

#[test]
fn the_verified_form_shows_both_totals_first() {
    let (_, document) = examples()
        .into_iter()
        .find(|(id, _)| id == "suixi-2022-verification")
        .unwrap();
    let book = Book::of(&document);
    let total = book.find(SCORE_TABLE, 0, "合计");
    let text = |row, col| book.text(SCORE_TABLE, row, col);
    assert_eq!(
        (text(total, 8), text(total, 9)),
        ("100".into(), "75.06".into())
    );
    for col in [8, 9] {
        assert!(book.formula(SCORE_TABLE, total, col).contains("SUM("));
    }
    // 资金下达合法性 gave its 3 points away; the document prints all points as they were.
    for (name, printed) in [
        ("支出完成率", ["4", "4", "7"]),
        ("资金下达合法性", ["3", "3", "0"]),
    ] {
        let row = book.find(SCORE_TABLE, 4, name);
        assert_eq!([5, 8, 9].map(|col| text(row, col)), printed, "{name}");
    }
}

#[test]
fn a_target_has_the_row_of_its_indicator() {
    let (_, document) = examples()
        .into_iter()
        .find(|(id, _)| id == "national-project")
        .unwrap();
    let book = Book::of(&document);
    let row = book.find(SCORE_TABLE, 2, "培训人次");
    let shown = (0..8).map(|col| book.text(SCORE_TABLE, row, col));
    let shown: Vec<_> = shown.collect();
    let note = "两个乡镇的经办人员因防汛值班没有参加，已安排下一年补训。";
    // 一级指标 and 二级指标 stand in the merged cells above.
    assert_eq!(
        shown,
        ["", "", "培训人次", "≥500人次", "470人次", "10", "9.4", note]
    );
    let row = book.find(SCORE_TABLE, 2, "基层经办服务能力提升");
    assert_eq!(book.text(SCORE_TABLE, row, 3), "定性");
    assert_eq!(book.text(SCORE_TABLE, row, 4), "部分达成并具有一定效果");
    let total = book.find(SCORE_TABLE, 0, "总分");
    assert_eq!(book.text(SCORE_TABLE, total, 5), "100");
    assert_eq!(book.text(SCORE_TABLE, total, 6), "92.5");
    // 项目资金: rows and columns, scored in the first row alone.
    let heads = book.find(SCORE_TABLE, 2, "年初预算数");
    let rows =
        (heads..heads + 5).map(|row| (1..8).map(|col| book.text(SCORE_TABLE, row, col)).collect());
    let rows: Vec<Vec<String>> = rows.collect();
    assert_eq!(
        rows[0][1..],
        [
            "年初预算数",
            "全年预算数（A）",
            "全年执行数（B）",
            "分值",
            "执行率（B/A）",
            "得分"
        ]
    );
    assert_eq!(
        rows[1],
        [
            "年度资金总额",
            "180",
            "200",
            "148.9",
            "10",
            "0.7445",
            "7.45"
        ]
    );
    assert_eq!(
        rows[2],
        ["其中：当年财政拨款", "150", "170", "120", "—", "—", "—"]
    );
    assert_eq!(rows[4], ["其他资金", "0", "0", "0", "—", "—", "—"]);
    assert!(!book.formula(SCORE_TABLE, heads + 1, 7).is_empty());
}

#[test]
fn an_empty_list_of_targets_leaves_the_row_of_its_indicator() {
    let mut document = examples().remove(3).1;
    let printed = |document: &Document| {
        let scorer = Scorer::new(&document.rubric);
        let sheet = scorer.score(&document.form);
        let items = items(&scorer, &sheet, &document.form);
        let output = items.iter().filter(|item| item.row.line.id == "output");
        output.map(|item| item.target.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(printed(&document), [true; 6]);
    document.form.targets.insert("output".to_owned(), vec![]);
    assert_eq!(printed(&document), [false]);
    document.form.targets.remove("output");
    assert_eq!(printed(&document), [false]);
}

#[test]
fn a_unit_stands_behind_a_number_only() {
    for (typed, unit, printed) in [
        ("470", "人次", "470人次"),
        (" 470人次 ", "人次", "470人次"),
        ("85", "%", "85%"),
        ("85％", "%", "85%"),
        ("达成", "次", "达成"),
        ("约6", "次", "约6"),
        ("", "次", ""),
    ] {
        assert_eq!(quantity(&Entry::new(typed), unit), printed, "{typed}");
    }
}

#[test]
fn a_group_that_has_no_column_makes_no_row_taller() {
    let document = common::jiangmen();
    let mut grouped = document.clone();
    for target in grouped.form.targets.values_mut().flatten() {
        target.group = "数量指标".to_owned();
    }
    let [plain, grouped] = [document, grouped]
        .map(|document| file::sheet(&xlsx::workbook(&document, CODE).unwrap(), 1));
    assert_eq!(plain, grouped);
}

#[test]
fn a_layout_that_is_not_written_is_not_written_back() {
    let document = common::edges("");
    assert_eq!(document.rubric.layout, Layout::default());
    assert!(!document.to_json().contains("\"layout\""));
    for (id, document) in examples() {
        let json = document.to_json();
        let back = scoring_export::document::Document::from_json(&json).unwrap();
        assert_eq!(back.rubric.layout, document.rubric.layout, "{id}");
    }
}

#[test]
fn heads_and_widths_follow_the_columns() {
    let column = |shows, head: &str, under: &[&str]| Column {
        shows,
        head: head.to_owned(),
        under: under.iter().map(|text| (*text).to_owned()).collect(),
    };
    let layout = Layout {
        columns: vec![
            column(Shows::Section, "甲", &["上", "中"]),
            column(Shows::Name, "乙", &["上"]),
            column(Shows::Points, "丙", &["上", "中"]),
            column(Shows::Claimed, "丁", &[]),
        ],
        ..Layout::default()
    };
    let heads: Vec<_> = heads(&layout)
        .into_iter()
        .map(|head| (head.text, head.rows, head.cols))
        .collect();
    assert_eq!(
        heads,
        [
            ("上", (0, 0), (0, 2)),
            ("丁", (0, 2), (3, 3)),
            ("中", (1, 1), (0, 0)),
            ("乙", (1, 2), (1, 1)),
            ("中", (1, 1), (2, 2)),
            ("甲", (2, 2), (0, 0)),
            ("丙", (2, 2), (2, 2)),
        ]
    );
    let of = |shows| match shows {
        Shows::Points => (40, 0),
        Shows::Claimed => (60, 1),
        _ => (0, 1),
    };
    // What cannot be shared evenly is not lost.
    assert_eq!(widths(&layout, 1000, of), [300, 300, 40, 360]);
    assert_eq!(widths(&layout, 1001, of).iter().sum::<u32>(), 1001);
}

#[test]
fn criteria_in_two_columns_are_parted_at_their_heads() {
    let (_, document) = examples()
        .into_iter()
        .find(|(id, _)| id == "jingdezhen-2022-department")
        .unwrap();
    for indicator in document.rubric.indicators() {
        let (explanation, text) = criteria(&document.rubric.layout, indicator);
        let whole = format!("指标说明\n{explanation}\n评分标准\n{text}");
        assert_eq!(whole, indicator.criteria, "{}", indicator.id);
        assert_eq!(
            criteria(&Layout::default(), indicator),
            ("", &*indicator.criteria)
        );
    }
}
