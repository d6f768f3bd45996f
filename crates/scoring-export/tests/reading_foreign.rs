//! Official workbooks that others filled in, as they are understood.
//!
//! What is expected of each stands beside it as text (`tests/reading/*.txt`), a line for a row. With
//! `UPDATE=1` the text is written anew, to be looked at.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;
#[path = "reading/foreign_book.rs"]
mod foreign_book;
#[path = "reading/office.rs"]
mod office;

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use common::examples;
use foreign_book::workbook;
use scoring::rubric::Rubric;
use scoring_export::reading::{self, Foreign, Match, Opened, Row, RowKind, Taken};

fn rubrics() -> Vec<Rubric> {
    examples()
        .into_iter()
        .map(|(_, document)| document.rubric)
        .collect()
}

fn foreign(bytes: &[u8]) -> Foreign {
    match reading::open(bytes, &rubrics()) {
        Ok(Opened::Foreign(foreign)) => *foreign,
        Ok(Opened::Own(_)) => panic!("own"),
        Err(why) => panic!("{}: {why}", why.code()),
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading")
}

fn sheet(name: &str) -> String {
    fs::read_to_string(folder().join(format!("{name}.tsv"))).unwrap()
}

/// All that was understood, as text.
fn shown(foreign: &Foreign) -> String {
    let mut out = String::new();
    writeln!(
        out,
        "评分表 {} 工作表 {} 表头 {:?}",
        foreign.rubric, foreign.sheet, foreign.head_rows
    )
    .unwrap();
    let heads = foreign
        .heads
        .iter()
        .map(|head| format!("{}={:?}", head.column, head.kind));
    writeln!(out, "列 {}", heads.collect::<Vec<_>>().join(" ")).unwrap();
    for row in &foreign.rows {
        let how = match row.matched {
            Some(Match::Name) => "name",
            Some(Match::Similar) => "similar",
            Some(Match::Position) => "position",
            None => "—",
        };
        let id = row.id.as_deref().unwrap_or("—");
        write!(out, "{} {:?} {} {how}", row.row, row.kind, id).unwrap();
        if row.kind == RowKind::Other {
            write!(out, " 「{}」", short(&row.printed)).unwrap();
        }
        for value in &row.values {
            let place = value.place.to_string();
            let field = place.splitn(3, '.').last().unwrap();
            write!(out, " | {field}={} {}", short(&value.text), value.cell).unwrap();
        }
        for mark in &row.marks {
            let sign = if mark.doubt { '!' } else { '·' };
            write!(out, " {sign} {}", mark.code).unwrap();
        }
        out.push('\n');
    }
    for (id, _) in &foreign.missing {
        writeln!(out, "缺 {id}").unwrap();
    }
    if let Some(total) = &foreign.total {
        let text = |text: &Option<String>| text.clone().unwrap_or("—".to_owned());
        write!(out, "合计 {} 分值 {}", total.row, text(&total.points)).unwrap();
        write!(
            out,
            " 得分 {} 各行 {}",
            text(&total.claimed),
            text(&total.claimed_sum)
        )
        .unwrap();
        write!(
            out,
            " 核查 {} 各行 {}",
            text(&total.verified),
            text(&total.verified_sum)
        )
        .unwrap();
        total
            .marks
            .iter()
            .for_each(|mark| write!(out, " ! {}", mark.code).unwrap());
        out.push('\n');
    }
    foreign
        .notes
        .iter()
        .for_each(|note| writeln!(out, "{note}").unwrap());
    out
}

fn short(text: &str) -> String {
    let text = text.replace('\n', "\\n");
    match text.char_indices().nth(30) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn check(name: &str, foreign: &Foreign) {
    let path = folder().join(format!("{name}.txt"));
    let shown = shown(foreign);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &shown).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    for (number, (is, should)) in shown.lines().zip(expected.lines()).enumerate() {
        assert_eq!(is, should, "{name} line {}", number + 1);
    }
    assert_eq!(shown.lines().count(), expected.lines().count(), "{name}");
}

const ALL: [&str; 6] = [
    "jiangmen",
    "suixi",
    "suixi-scanned",
    "zhanjiang-scanned",
    "jingdezhen-project",
    "national",
];

#[test]
fn each_is_understood() {
    for name in ALL {
        check(name, &foreign(&workbook(&sheet(name))));
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn each_is_understood_as_libreoffice_saved_it_again() {
    let books: Vec<_> = ALL.iter().map(|name| workbook(&sheet(name))).collect();
    for (name, saved) in ALL.iter().zip(office::saved_again(&books)) {
        check(name, &foreign(&saved));
    }
}

/// The totals that the published forms state.
#[test]
fn the_stated_totals_are_found() {
    for (name, claimed, verified) in [
        ("jiangmen", "97.62", None),
        ("suixi", "100", Some("75.06")),
        ("suixi-scanned", "100", Some("75.06")),
        ("zhanjiang-scanned", "96", None),
        ("jingdezhen-project", "99", None),
        ("national", "92.5", None),
    ] {
        let total = foreign(&workbook(&sheet(name))).total.unwrap();
        assert_eq!(total.claimed.as_deref(), Some(claimed), "{name}");
        assert_eq!(total.verified.as_deref(), verified, "{name}");
    }
}

/// What a published form says is what our example of it says, as far as the sheet holds it.
#[test]
fn the_form_is_that_of_the_example() {
    for (name, id) in [
        ("jiangmen", "jiangmen-2023-department"),
        ("suixi", "suixi-2022-verification"),
        ("jingdezhen-project", "jingdezhen-2022-project"),
        ("national", "national-project"),
    ] {
        let (_, example) = examples().into_iter().find(|(of, _)| of == id).unwrap();
        let foreign = foreign(&workbook(&sheet(name)));
        let form = foreign.form(&|_| true);
        assert_eq!(foreign.document(&|_| true).rubric, example.rubric);
        for (id, answer) in &example.form.answers {
            let read = form.answers.get(id).cloned().unwrap_or_default();
            // A list's claim is that of its targets, where those bring their own points; the sheet has no other.
            let list = name == "national" && id != "budget-execution";
            let unsaid = id == "adjustment" || list;
            if !unsaid {
                assert_eq!(read.claimed, answer.claimed, "{name} {id}");
                assert_eq!(read.verified, answer.verified, "{name} {id}");
            }
            if name != "national" {
                assert_eq!(read.remark.trim(), answer.remark.trim(), "{name} {id}");
                let reason = read.reason.trim();
                assert_eq!(reason, answer.reason.trim(), "{name} {id}");
            }
        }
        for (id, targets) in &example.form.targets {
            let read: Vec<_> = form.targets[id].iter().map(|one| one.name.trim()).collect();
            let names: Vec<_> = targets.iter().map(|one| one.name.trim()).collect();
            assert_eq!(read, names, "{name} {id}");
        }
        assert_eq!(form.goals.len(), example.form.goals.len(), "{name}");
        for (field, entry) in &form.profile {
            let known = example
                .form
                .profile
                .get(field)
                .map(|entry| entry.text())
                .unwrap_or_default();
            assert_eq!(entry.text().trim_end_matches('%'), known, "{name} {field}");
        }
    }
}

/// A table in the form of 景德镇, with such rows in the place of some.
fn altered(changes: &[(&str, &str)]) -> Foreign {
    with("jingdezhen-project", changes)
}

/// A table with such rows in the place of some.
fn with(name: &str, changes: &[(&str, &str)]) -> Foreign {
    let mut text = sheet(name);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    foreign(&workbook(&text))
}

fn codes(foreign: &Foreign, id: &str) -> Vec<&'static str> {
    let rows = foreign
        .rows
        .iter()
        .filter(|row| row.id.as_deref() == Some(id));
    rows.flat_map(|row| &row.marks)
        .map(|mark| mark.code)
        .collect()
}

fn how(foreign: &Foreign, id: &str) -> Option<Match> {
    foreign
        .rows
        .iter()
        .find(|row| row.id.as_deref() == Some(id))?
        .matched
}

#[test]
fn what_looks_wrong_is_marked() {
    let read = altered(&[
        ("立项依据充分性\t4\t4", "立项依据充分性\t4\t5"),
        ("立项程序规范性\t4\t4", "立项程序规范性\t5\t4"),
        ("绩效目标合理性\t4\t4", "绩效目标合理性\t4\t满分"),
        ("预算编制科学性\t3\t3", "预算编制的科学性\t3\t3"),
        ("资金到位率\t3\t3", "资金到账\t3\t3"),
        ("预算执行率\t3\t3", "支出进度\t3\t3"),
        (
            "制度执行有效性\t3\t3",
            "制度执行有效性\t3\t3\n^\t^\t^\t^\t制度执行有效性\t3\t2",
        ),
    ]);
    assert_eq!(
        codes(&read, "establishment-grounds"),
        ["score-above-points"]
    );
    assert_eq!(codes(&read, "establishment-procedure"), ["points-differ"]);
    assert_eq!(codes(&read, "goal-reason"), ["score-not-number"]);
    assert_eq!(codes(&read, "system-execution"), ["duplicate"]);
    assert_eq!(how(&read, "budget-science"), Some(Match::Similar));
    assert_eq!(how(&read, "funds-received"), Some(Match::Position));
    assert_eq!(how(&read, "budget-execution"), Some(Match::Position));
    let total = read.total.unwrap();
    // One more, and four that are no number.
    assert_eq!(total.claimed_sum.as_deref(), Some("96"));
    let codes: Vec<_> = total.marks.iter().map(|mark| mark.code).collect();
    assert_eq!(codes, ["total-differs"]);
    assert_eq!(
        total.marks[0].message,
        "合计写的得分是 99，读到的各行加起来是 96，请核对有没有漏读、错读的行。"
    );
}

#[test]
fn the_total_is_that_of_all_rows() {
    // A part is added up above it, and before the table ends.
    let part = (
        "过程\t^\t资金管理\t6\t资金到位率",
        "小计\t^\t\t\t\t22\t22\n过程\t^\t资金管理\t6\t资金到位率",
    );
    for (total, agreed, differs) in [
        (
            "100\t99",
            &["自评得分合计 99，与各行之和相符。"][..],
            &[][..],
        ),
        ("100\t99.00分", &["自评得分合计 99，与各行之和相符。"], &[]),
        ("100\t97", &[], &["total-differs"]),
    ] {
        let read = altered(&[part, ("\t100\t99", &format!("\t{total}"))]);
        let check = read.total.as_ref().unwrap();
        assert_eq!(check.row, 36, "{total}");
        assert_eq!(check.agreed, agreed, "{total}");
        let codes: Vec<_> = check.marks.iter().map(|mark| mark.code).collect();
        assert_eq!(codes, differs, "{total}");
    }
    let only = altered(&[part, ("总分\t100\t\t100\t\t100\t99\n", "")]);
    assert_eq!(only.total, None);
}

#[test]
fn rows_without_an_indicator_and_indicators_without_a_row_are_named() {
    let read = altered(&[("资金分配合理性\t3\t3", "另一项\t9\t3")]);
    let other: Vec<_> = read
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Other)
        .collect();
    assert_eq!(other[0].printed, "另一项");
    assert_eq!(
        read.missing,
        [("allocation".to_owned(), "资金分配合理性".to_owned())]
    );
}

#[test]
fn only_what_is_kept_becomes_a_form() {
    let read = foreign(&workbook(&sheet("national")));
    let all = read.form(&|_| true);
    let first = read
        .rows
        .iter()
        .position(|row| row.kind == RowKind::Target)
        .unwrap();
    let some = read.form(&|index| index != first && read.rows[index].kind == RowKind::Target);
    assert_eq!(some.targets["output"], all.targets["output"][1..]);
    assert!(some.profile.is_empty() && some.goals.is_empty() && some.answers.is_empty());
    assert_eq!(read.form(&|_| false), scoring::form::Form::default());
}

#[test]
fn it_can_be_read_by_another_rubric() {
    let mut rubrics = rubrics();
    rubrics.retain(|rubric| rubric.id == "zhanjiang-2023-centre");
    let read = match reading::open(&workbook(&sheet("jiangmen")), &rubrics) {
        Ok(Opened::Foreign(read)) => *read,
        _ => panic!(),
    };
    assert_eq!(read.rubric, "zhanjiang-2023-centre");
    assert_eq!(how(&read, "asset-data"), Some(Match::Name));
}

#[test]
fn the_right_sheet_is_found_and_others_are_named() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.push_worksheet(foreign_book::sheet("封面", "评分表\n填报单位：某某局"));
    book.push_worksheet(foreign_book::sheet("附件2", &sheet("jingdezhen-project")));
    let mut hidden = foreign_book::sheet("旧", &sheet("jiangmen"));
    hidden.set_hidden(true);
    book.push_worksheet(hidden);
    let read = foreign(&book.save_to_buffer().unwrap());
    assert_eq!(
        (read.sheet.as_str(), read.rubric.as_str()),
        ("附件2", "jingdezhen-2022-project")
    );
    assert_eq!(read.other_sheets, ["封面"]);
    assert_eq!(read.notes, ["隐藏的或太靠后的工作表《旧》没有读。"]);
}

#[test]
fn a_row_is_what_was_taken_from_it() {
    let read = foreign(&workbook(&sheet("jingdezhen-project")));
    assert_eq!(read.rubric, "jingdezhen-2022-project");
    let mut rows = read.rows.iter();
    let line = rows.find(|row| row.id.as_deref() == Some("satisfaction"));
    assert_eq!(
        *line.unwrap(),
        Row {
            row: 34,
            kind: RowKind::Line,
            printed: "社会公众或服\n务  对象满\n意度".to_owned(),
            id: Some("satisfaction".to_owned()),
            name: Some("社会公众或服务对象满意度".to_owned()),
            matched: Some(Match::Name),
            values: vec![Taken {
                place: "answers.satisfaction.claimed".parse().unwrap(),
                name: "社会公众或服务对象满意度 · 自评得分".to_owned(),
                text: "3".to_owned(),
                cell: "G34".to_owned(),
            }],
            marks: Vec::new(),
        }
    );
}

/// What was read of the header: the cell, what it is called, what it says.
fn header(foreign: &Foreign) -> Vec<(&str, &str, &str)> {
    let rows = foreign
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Profile);
    rows.flat_map(|row| &row.values)
        .map(|taken| {
            (
                taken.cell.as_str(),
                taken.name.as_str(),
                taken.text.as_str(),
            )
        })
        .collect()
}

#[test]
fn a_block_of_funds_is_read_by_its_rows_and_its_columns() {
    for changes in [
        &[][..],
        &[
            ("全年预算数（A）", "全年预算数"),
            ("全年执行数（B）", "全年执行数"),
            ("执行率（B/A）", "执行率"),
        ],
        &[
            ("年初预算数\t", "年初预算数（万元）\t"),
            ("全年预算数（A）", "全年预算数(A)\\n（万元）"),
            ("年度资金总额", "年度资金总额："),
        ],
    ] {
        let read = with("national", changes);
        let funds: Vec<_> = header(&read).into_iter().skip(4).collect();
        assert_eq!(
            funds[..5],
            [
                ("D6", "年度资金总额 · 年初预算数", "180"),
                ("E6", "年度资金总额 · 全年预算数（A）", "200"),
                ("F6", "年度资金总额 · 全年执行数（B）", "148.9"),
                ("I6", "年度资金总额 · 执行率（B/A）", "74.45%"),
                ("D7", "其中：当年财政拨款 · 年初预算数", "150"),
            ]
        );
        assert_eq!(funds.len(), 13, "{funds:?}");
        assert_eq!(read.notes, [] as [&str; 0]);
    }
}

#[test]
fn figures_of_the_header_that_were_not_taken_are_named() {
    let read = with(
        "national",
        &[
            ("全年预算数（A）", "调整后预算"),
            ("其他资金\t0\t0\t0", "自筹资金\t3\t4\t5"),
        ],
    );
    assert_eq!(
        read.notes,
        ["表头部分没有读入的单元格：E6 200、E7 170、E8 30、D9 3、E9 4、F9 5。需要的请照着填。"]
    );
}

#[test]
fn the_year_is_read_or_compared() {
    let read = foreign(&workbook(&sheet("national")));
    assert_eq!(header(&read)[0], ("A2", "年度", "2024"));
    for (title, notes) in [
        ("（2022年度）", &[][..]),
        ("（    年度）", &[]),
        (
            "（2024年度）",
            &["表上写的是 2024 年度，而评分表是 2022 年度的，请核对是不是同一年的表。"],
        ),
    ] {
        let read = altered(&[("（2022年度）", title)]);
        let said: Vec<_> = read
            .notes
            .iter()
            .filter(|note| note.contains("年度"))
            .collect();
        assert_eq!(said, notes, "{title}");
    }
}

#[test]
fn what_was_understood_is_no_doubt() {
    let read = Opened::Foreign(Box::new(foreign(&workbook(&sheet("national"))))).preview();
    let words = read.foreign.unwrap();
    assert_eq!(words.targets, 12);
    let targets = || words.items.iter().filter(|item| !item.remarks.is_empty());
    assert_eq!(targets().count(), 12);
    let doubtful: Vec<_> = targets().filter(|item| !item.sure).collect();
    assert_eq!(doubtful.len(), 1);
    assert_eq!(doubtful[0].says, "培训考核合格率");
    assert_eq!(doubtful[0].marks.len(), 2, "{doubtful:?}");
    for item in words.items.iter().filter(|item| item.sure) {
        assert_eq!(item.marks, [] as [&str; 0]);
    }
}

#[test]
fn a_row_without_a_name_below_its_twin_is_offered_as_the_other() {
    let twin = "采购意向公开合规性\t0.5\t0.5";
    let merged = "^\t^\t^\t^\t^\t1.5\t1.5";
    for (first, second, how_second) in [
        (twin, merged, Match::Name),
        (twin, "^\t^\t^\t^\t\t1.5\t1.5", Match::Position),
    ] {
        let read = with("jiangmen", &[(twin, first), (merged, second)]);
        assert_eq!(how(&read, "intention-published"), Some(Match::Name));
        assert_eq!(
            how(&read, "intention-on-time"),
            Some(how_second),
            "{second}"
        );
        let claimed = &read.form(&|_| true).answers["intention-on-time"].claimed;
        assert_eq!(claimed.text(), "1.5");
    }
}

#[test]
fn names_that_stand_alone_are_as_the_form_has_them() {
    let read = foreign(&workbook(&sheet("jiangmen")));
    let names = || {
        read.rows
            .iter()
            .flat_map(|row| &row.values)
            .map(|taken| &taken.name)
    };
    assert!(names().any(|name| name.contains("“三公”")));
    assert!(!names().any(|name| name.contains('‘')));
}
