//! A pile of files as a bureau gets them: forms of many units, and files that are none.

use std::io::{Cursor, Write};

use scoring::entry::Entry;
use scoring_export::document::{Document, in_page};
use scoring_export::paper::Paper;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file, by its name.
pub type File = (String, Vec<u8>);

/// The worked example of a built-in rubric.
pub fn example(id: &str) -> Document {
    let rubric = scoring_rubrics::rubric(id).unwrap();
    Document::new(rubric, scoring_rubrics::example(id).unwrap())
}

/// All of them.
pub fn examples() -> Vec<Document> {
    let ids = scoring_rubrics::ids();
    ids.filter(|id| scoring_rubrics::example(id).is_some())
        .map(example)
        .collect()
}

/// The form of another unit.
pub fn of_unit(mut document: Document, unit: &str) -> Document {
    let profile = &mut document.form.profile;
    profile.insert("organisation".to_owned(), Entry::new(unit));
    document
}

/// The same with another claim for a row.
pub fn claiming(mut document: Document, row: usize, claim: &str) -> Document {
    let id = document.rubric.indicators().nth(row).unwrap().id.clone();
    let answer = document.form.answers.entry(id).or_default();
    answer.claimed = Entry::new(claim);
    document
}

/// The same by another edition of its rubric.
pub fn revised(mut document: Document) -> Document {
    document.rubric.title.push_str("（修订）");
    document
}

/// As the browser saves the page.
pub fn saved_page(document: &Document) -> String {
    let json = in_page(&document.to_file());
    format!(
        "<!DOCTYPE html><script type=\"application/json\" id=\"pingfen-state\">{{\"document\":{json}}}</script>"
    )
}

/// Files in a zip.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// So many forms: mostly saved forms, of fifty a workbook and a saved page; most of one rubric, some of each other and of its
/// second edition; one unit in a hundred comes again. With what each file holds.
pub fn forms(count: usize) -> Vec<(File, Document)> {
    let others = examples();
    let jiangmen = example("jiangmen-2023-department");
    let claims = ["1", "0.5", "0"];
    let form = |number: usize| {
        let document = match number % 10 {
            7 => others[number / 10 % others.len()].clone(),
            8 => revised(jiangmen.clone()),
            _ => jiangmen.clone(),
        };
        let unit = match number % 100 {
            99 => number - 1,
            _ => number,
        };
        let document = of_unit(document, &format!("第{unit:03}局"));
        claiming(document, number % 4, claims[number % 3])
    };
    let file = |(number, document): (usize, Document)| {
        let file = match number % 50 {
            20 => (
                format!("{number:03} 工作簿.xlsx"),
                Paper::Xlsx.make(&document).unwrap(),
            ),
            40 => (
                format!("{number:03} 离线版.html"),
                saved_page(&document).into_bytes(),
            ),
            _ => (
                format!("{number:03} 存盘.pingfen.json"),
                document.to_file().into_bytes(),
            ),
        };
        (file, document)
    };
    (0..count)
        .map(|number| file((number, form(number))))
        .collect()
}

/// Twenty files that are no forms, each with its code.
pub fn bad() -> Vec<(File, &'static str)> {
    let document = example("jiangmen-2023-department");
    let good = document.to_file();
    let changed = |from: &str, to: &str| {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good, "{from}");
        changed.into_bytes()
    };
    let deep = format!(
        "{{\"pingfen\":1,\"a\":{}{}}}",
        "[".repeat(200),
        "]".repeat(200)
    );
    let half = good.char_indices().nth(good.chars().count() / 2).unwrap().0;
    let files: [(&str, Vec<u8>, &str); 20] = [
        ("空.json", Vec::new(), "file-empty"),
        ("半截.json", good.as_bytes()[..half].into(), "file-not-json"),
        ("别的.json", b"{\"a\":1}".into(), "file-foreign"),
        (
            "版本是字.json",
            "{\"pingfen\":\"一\"}".into(),
            "file-foreign",
        ),
        ("新版.json", b"{\"pingfen\":9}".into(), "file-too-new"),
        (
            "多一格.json",
            changed("\"form\":{", "\"form\":{\"x\":1,"),
            "file-damaged",
        ),
        (
            "类型不对.json",
            changed("\"answers\":{", "\"answers\":7,\"a\":{"),
            "file-damaged",
        ),
        (
            "评分表改坏.json",
            changed("\"points\":\"100\"", "\"points\":\"101\""),
            "file-bad-rubric",
        ),
        ("太深.json", deep.into(), "file-too-deep"),
        (
            "国标码.json",
            b"{\"\xd6\xb8\xb1\xea\":1}".into(),
            "file-encoding",
        ),
        (
            "报告.docx",
            Paper::Docx.make(&document).unwrap(),
            "file-other-kind",
        ),
        (
            "扫描.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".into(),
            "file-other-kind",
        ),
        ("扫描.pdf", b"%PDF-1.7\n".into(), "file-other-kind"),
        (
            "旧表.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(200),
            "file-other-kind",
        ),
        ("名单.csv", "单位,分数\n甲局,90\n".into(), "file-other-kind"),
        ("别处填的.xlsx", foreign(), "workbook-foreign"),
        ("坏的.xlsx", broken(), "workbook-damaged"),
        ("网页.html", b"<html></html>".into(), "page-without-form"),
        ("空包.zip", zipped(&[]), "zip-empty"),
        ("太大.json", vec![b' '; 20_000_001], "file-too-large"),
    ];
    let name = |(name, content, code): (&str, Vec<u8>, _)| ((name.to_owned(), content), code);
    files.into_iter().map(name).collect()
}

/// A scoring table as another program makes it.
fn foreign() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        [
            "一级指标",
            "分值",
            "二级指标",
            "分值",
            "三级指标",
            "分值",
            "得分",
        ],
        ["决策", "40", "项目立项", "8", "立项依据充分性", "4", "4"],
    ];
    for (cells, row) in rows.iter().zip(0..) {
        sheet.write_row(row, 0, *cells).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// A workbook whose markup ends in the middle.
fn broken() -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", b"<Types></Types>"),
        ("xl/workbook.xml", b"<workbook><sheets>"),
    ])
}
