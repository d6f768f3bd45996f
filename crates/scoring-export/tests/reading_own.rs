//! Our own files, as they come back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;
#[path = "reading/office.rs"]
mod office;
#[path = "reading/own_book.rs"]
mod own_book;

use common::{FULL, edges, examples, jiangmen};
use own_book::{Content, OwnBook};
use scoring::form::Target;
use scoring_export::document::Document;
use scoring_export::preview::Code;
use scoring_export::reading::{self, Change, Edit, Made, Opened, Own};
use scoring_export::xlsx::{KEPT, SCORE_TABLE, TARGET_TABLE, WORKING};

fn own(bytes: &[u8]) -> Own {
    match reading::open(bytes, &[]) {
        Ok(Opened::Own(own)) => *own,
        Ok(Opened::Foreign(_)) => panic!("foreign"),
        Err(why) => panic!("{}: {why}", why.code()),
    }
}

fn number(text: &str) -> Content {
    Content::Number(text.to_owned())
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

/// What was changed, briefly.
fn brief(edits: &[Edit]) -> Vec<(String, &str, &str)> {
    let edits = edits.iter();
    edits
        .map(|edit| (edit.place.to_string(), edit.was.as_str(), edit.now.as_str()))
        .collect()
}

fn documents() -> Vec<(String, Document)> {
    let mut all = examples();
    all.push(("full".to_owned(), edges(FULL)));
    all.push(("empty".to_owned(), edges("")));
    all
}

#[test]
fn a_saved_form_comes_back() {
    for (id, document) in documents() {
        let own = own(document.to_json().as_bytes());
        assert_eq!((own.document, own.made), (document, Made::Json), "{id}");
    }
}

#[test]
fn a_workbook_without_changes_gives_the_same_form() {
    for (id, document) in documents() {
        let own = own(&OwnBook::of(&document).write());
        assert_eq!(own.edits, [], "{id}");
        assert_eq!(own.unread, [], "{id}");
        assert_eq!(own.document, document, "{id}");
        assert_eq!(own.check(), Code::Same(document.code()), "{id}");
        assert_eq!(own.made, Made::Xlsx, "{id}");
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn so_does_one_that_libreoffice_saved_again() {
    let all = documents();
    let books: Vec<_> = all
        .iter()
        .map(|(_, document)| OwnBook::of(document).write())
        .collect();
    for ((id, document), saved) in all.iter().zip(office::saved_again(&books)) {
        let own = own(&saved);
        assert_eq!(own.edits, [], "{id}");
        assert_eq!(own.unread, [], "{id}");
        assert_eq!(own.document, *document, "{id}");
    }
}

#[test]
fn what_was_typed_into_cells_is_in_the_form() {
    let mut book = OwnBook::of(&jiangmen());
    book.put("profile.budget", number("10700.5"));
    book.put("profile.organisation", text("江门市医疗保障局（本级） "));
    book.put("goals.0.done", text("=1+1\n<b>完成</b>"));
    book.put("answers.budget-constraint.inputs.added", number("0.1"));
    book.put("answers.spending-progress.inputs.first", number("0.55"));
    book.put("answers.spending-progress.inputs.second", number("62.5"));
    book.put("answers.contract-filing.claimed", Content::Blank);
    book.put(
        "answers.contract-filing.basis",
        text("超期一天\n改进措施：\n专人负责"),
    );
    book.put("targets.output.0.actual", number("235"));
    book.put("targets.output.14.actual", number("0.702"));
    book.put("targets.output.10.parts.1.actual", number("50"));
    book.put("targets.output.1.reached", text("否"));
    let own = own(&book.write());
    assert_eq!(
        brief(&own.edits),
        [
            (
                "profile.organisation".to_owned(),
                "江门市医疗保障局",
                "江门市医疗保障局（本级）"
            ),
            ("profile.budget".to_owned(), "10698.8", "10700.5"),
            (
                "goals.0.done".to_owned(),
                &*jiangmen().form.goals[0].done,
                "=1+1\n<b>完成</b>"
            ),
            ("answers.contract-filing.claimed".to_owned(), "0", ""),
            ("answers.contract-filing.reason".to_owned(), "", "超期一天"),
            ("answers.contract-filing.remedy".to_owned(), "", "专人负责"),
            ("targets.output.0.actual".to_owned(), "234.42", "235"),
            ("targets.output.1.reached".to_owned(), "是", "否"),
            ("targets.output.10.parts.1.actual".to_owned(), "20", "50"),
            ("targets.output.14.actual".to_owned(), "", "70.2%"),
            (
                "answers.spending-progress.inputs.first".to_owned(),
                "",
                "55%"
            ),
            (
                "answers.spending-progress.inputs.second".to_owned(),
                "",
                "62.5%"
            ),
            (
                "answers.budget-constraint.inputs.added".to_owned(),
                "90",
                "0.1"
            ),
        ]
    );
    for edit in &own.edits {
        assert_eq!(own.document.form.text(&edit.place), edit.now);
    }
    let doubts = own.edits.iter().filter(|edit| edit.doubt.is_some());
    let doubts: Vec<_> = doubts.map(|edit| edit.place.to_string()).collect();
    assert_eq!(doubts, ["answers.spending-progress.inputs.second"]);
    assert_eq!(
        own.edits[6].name,
        "部门整体绩效目标产出指标完成情况 · 第 1 个目标 · 实际完成值"
    );
    assert_eq!(own.unread, []);
}

#[test]
fn a_field_in_two_cells_is_changed_in_either() {
    let document = jiangmen();
    let mut book = OwnBook::of(&document);
    let row = book.made().last(KEPT) + 1;
    for (col, content) in (0..).zip([
        text("cell"),
        text("profile.budget"),
        Content::Formula("计算底稿!$E$901".to_owned(), "10698.8".to_owned()),
        text(r#"{"n":"10698.8"}"#),
        text("万元"),
    ]) {
        book.set(KEPT, (row, col), content);
    }
    book.set(WORKING, (900, 4), number("10700"));
    let one = own(&book.write());
    assert_eq!(
        brief(&one.edits),
        [("profile.budget".to_owned(), "10698.8", "10700")]
    );
    assert_eq!(one.edits[0].doubt, None);
    book.put("profile.budget", number("10600"));
    let both = own(&book.write());
    assert_eq!(
        brief(&both.edits),
        [("profile.budget".to_owned(), "10698.8", "10600")]
    );
    assert_eq!(
        both.edits[0].doubt.as_deref(),
        Some("《计算底稿》E901里又写着“10700”，两处不一样，请核对。")
    );
}

#[test]
fn formulas_count_by_their_value_and_errors_are_reported() {
    let mut book = OwnBook::of(&jiangmen());
    let formula = |text: &str, value: &str| Content::Formula(text.to_owned(), value.to_owned());
    book.put("profile.budget", formula("1/3", "0.33333333333333331"));
    book.put("answers.contract-filing.claimed", formula("1/0", "#DIV/0!"));
    book.put("answers.output.claimed", formula("计算底稿!G3", "18.62"));
    let own = own(&book.write());
    assert_eq!(
        brief(&own.edits),
        [("profile.budget".to_owned(), "10698.8", "0.333333333333333")]
    );
    assert_eq!(
        own.edits[0].doubt.as_deref(),
        Some("这一格是公式，取的是文件里存着的结果，没有重新计算，请核对。")
    );
    assert_eq!(own.unread.len(), 1);
    assert_eq!(
        (own.unread[0].sheet.as_str(), own.unread[0].text.as_str()),
        ("评分表", "#DIV/0!")
    );
    assert_eq!(
        own.document.form.answers["contract-filing"].claimed.text(),
        "0"
    );
}

#[test]
fn rows_of_targets_come_and_go() {
    let document = jiangmen();
    let mut book = OwnBook::of(&document);
    let (fourth, second) = (
        book.at("targets.output.3.name").0,
        book.at("targets.output.1.name").0,
    );
    book.put("targets.output.3.actual", number("2"));
    book.insert(
        fourth,
        &[
            (1, text("新的目标")),
            (3, text("≥90%")),
            (5, number("0.95")),
            (4, text("%")),
        ],
    );
    book.delete(second);
    let own = own(&book.write());
    let names: Vec<_> = own.document.form.targets["output"]
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let mut expected: Vec<_> = document.form.targets["output"]
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    expected.remove(1);
    expected.insert(2, "新的目标");
    assert_eq!(names, expected);
    let added = &own.document.form.targets["output"][2];
    let fields = [
        added.direction.as_str(),
        added.goal.text(),
        &added.unit,
        added.actual.text(),
    ];
    assert_eq!(fields, ["≥", "90", "%", "95%"]);
    let done: Vec<_> = own
        .edits
        .iter()
        .map(|edit| (edit.change, edit.place.to_string()))
        .collect();
    assert_eq!(
        done,
        [
            (Change::Changed, "targets.output.3.actual".to_owned()),
            (Change::Removed, "targets.output.1.name".to_owned()),
            (Change::Added, "targets.output.2.name".to_owned()),
        ]
    );
    assert_eq!(own.document.form.targets["output"][3].actual.text(), "2");
    assert_eq!(own.unread, []);
}

/// As many as a workbook holds, and as many new ones as are read.
#[test]
fn very_many_rows_come_and_go() {
    let (old, new) = (3_700, 2_000);
    let mut document = jiangmen();
    let target = document.form.targets["benefit"][0].clone();
    let targets = (0..old).map(|index| Target {
        name: format!("目标{index}"),
        ..target.clone()
    });
    let targets: Vec<_> = targets.collect();
    document.form.targets = [("benefit".to_owned(), targets)].into();
    let mut book = OwnBook::of(&document);
    let cells = [(1, text("新的目标")), (3, text("≥90%")), (4, text("%"))];
    book.append(TARGET_TABLE, new, &cells);
    let own = own(&book.write());
    assert_eq!(own.unread, []);
    assert_eq!(own.edits.len(), new);
    let targets = &own.document.form.targets["benefit"];
    assert_eq!(targets[..old], document.form.targets["benefit"]);
    assert_eq!(targets.len(), old + new);
}

/// More than half of as many as are read: each counts once, although it is looked at for its value and for its formula.
#[test]
fn a_cell_counts_once() {
    let document = jiangmen();
    let mut book = OwnBook::of(&document);
    let cells: Vec<_> = (16..26).map(|col| (col, number("1"))).collect();
    book.append(WORKING, 25_000, &cells);
    let own = own(&book.write());
    assert_eq!(own.edits, []);
    assert_eq!(own.document, document);
}

#[test]
fn a_cell_that_is_gone_has_no_place() {
    let mut book = OwnBook::of(&jiangmen());
    let budget = book.made().bound();
    let budget = budget.iter().find(|one| one.place == "profile.budget");
    let gone = Content::Formula("#REF!".to_owned(), "#REF!".to_owned());
    book.set(KEPT, (budget.unwrap().row, 2), gone);
    book.delete(book.at("targets.output.1.name").0);
    let preview = Opened::Own(Box::new(own(&book.write()))).preview();
    let at: Vec<_> = preview.edits.iter().map(|edit| edit.at.as_str()).collect();
    assert_eq!(at, [""]);
    assert_eq!(
        preview.notes,
        ["“10698.8”：“总预算”的单元格找不到了，可能整行、整列或整张表被删了；保留原来填的内容。"]
    );
}

#[test]
fn what_stands_elsewhere_is_named() {
    let mut book = OwnBook::of(&jiangmen());
    // Between two fields of a column, and no field.
    let at = book.at("answers.disclosure.remark");
    book.unbind("answers.disclosure.remark");
    book.set(SCORE_TABLE, at, text("写在别处的备注"));
    let own = own(&book.write());
    assert_eq!(own.edits, []);
    assert_eq!(own.unread.len(), 1);
    assert_eq!(own.unread[0].text, "写在别处的备注");
    assert_eq!(own.unread[0].cell, common::book::name(at));
}

#[test]
fn a_cell_of_evidence_holds_the_units_own_behind_what_is_printed() {
    let document = jiangmen();
    let printed = document
        .rubric
        .indicator("output")
        .unwrap()
        .evidence
        .clone();
    let path = "answers.output.evidence";
    for (typed, expected, doubt) in [
        (format!("{printed}\n【本单位】工作总结"), "工作总结", false),
        (format!("{printed}\n工作总结 "), "工作总结", false),
        ("改过的文字【本单位】工作总结".to_owned(), "工作总结", true),
        ("工作总结".to_owned(), "工作总结", true),
        (printed.clone(), "", false),
    ] {
        let mut book = OwnBook::of(&document);
        book.put(path, text(&typed));
        let own = own(&book.write());
        assert_eq!(own.document.form.text(&path.parse().unwrap()), expected);
        assert_eq!(
            own.edits.iter().any(|edit| edit.doubt.is_some()),
            doubt,
            "{typed}"
        );
    }
}

#[test]
fn a_saved_page_comes_back_however_it_was_saved() {
    let document = jiangmen();
    let draft = format!(
        r#"{{"draft":"a-1","changed":1700000000000.5,"document":{}}}"#,
        document.to_json()
    );
    let state = draft.replace('<', "\\u003c");
    let pages = [
        format!(
            r#"<!DOCTYPE html><script type="application/json" id="pingfen-state">{state}</script>"#
        ),
        format!("<html><SCRIPT id='pingfen-state' type='application/json'>\n{state}\n</SCRIPT >"),
        format!("<html><script id=pingfen-state type=application/json>{state}</script>"),
        format!(
            r#"<script>if (a > b) x = "<script id=pingfen-state>"</script><script data-x="a>b" id = "pingfen-state" >{state}</script><script id="pingfen-state"></script>"#
        ),
        format!(
            r#"<script id="pingfen-state">{state}</script><script id="pingfen-state">{{"draft":"#
        ),
        format!(
            r#"<script id="pingfen-state">{}</script>"#,
            state.replace('"', "&quot;")
        ),
        format!("\u{feff}<html><body>…</body><script id=\"pingfen-state\">{state}"),
    ];
    for page in &pages {
        let own = own(page.as_bytes());
        assert_eq!((own.document, own.made), (document.clone(), Made::Page));
    }
    let wide: Vec<u8> = format!("\u{feff}{}", pages[0])
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(own(&wide).document, document);
    // The draft alone, as a page holds it.
    assert_eq!(own(draft.as_bytes()).document, document);
}

#[test]
fn names_are_as_the_form_has_them() {
    let document = jiangmen();
    let indicator = document
        .rubric
        .indicators()
        .find(|one| one.name.contains("“三公”"));
    let (id, name) = indicator
        .map(|one| (one.id.clone(), one.name.clone()))
        .unwrap();
    let mut book = OwnBook::of(&document);
    book.put(&format!("answers.{id}.remark"), text("备注"));
    let own = own(&book.write());
    assert_eq!(own.edits[0].name, format!("{name} · 备注"));
    let national = examples()
        .into_iter()
        .find(|(id, _)| id == "national-project");
    let mut book = OwnBook::of(&national.unwrap().1);
    book.put("profile.current-budget", number("171"));
    let own = self::own(&book.write());
    assert_eq!(own.edits[0].name, "其中：当年财政拨款 · 全年预算数（A）");
}
