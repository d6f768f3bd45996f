//! Many forms brought together: what they add up to is what each scores by itself.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "summary/pile.rs"]
mod pile;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use pile::{bad, claiming, example, forms, of_unit, revised, zipped};
use scoring::entry::Entry;
use scoring::number::plain;
use scoring::{ScoreSheet, Scorer};
use scoring_export::collected::{Added, Choice, Line, Listing, Overview, PAGE, Query, Table};
use scoring_export::document::Document;
use scoring_export::summary::Collection;

/// The review of a unit's form stands beside it, by the same edition of the rubric: it is no second form of the unit.
#[test]
fn a_review_is_no_duplicate() {
    let unit = jiangmen("甲局");
    let mut review = Document::begin_review(unit.clone());
    let first = unit.rubric.indicators().next().unwrap().id.clone();
    let answer = review.form.answers.entry(first).or_default();
    answer.verified = scoring::entry::Entry::new("10");
    let all = of_documents(&[unit, review]);
    let listing = all.listing(&Query::default());
    for row in &listing.rows {
        assert_eq!(cell(&listing, row, "flags"), "");
    }
    assert_eq!(listing.rows.len(), 2);
    assert_eq!(
        table(&all.overview(&Query::default()), "editions")
            .rows
            .len(),
        1
    );
}

const JIANGMEN: &str = "jiangmen-2023-department";

fn no_names(_: &[u8]) -> String {
    "乱码".to_owned()
}

/// Files in their order.
fn collected<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Collection {
    let mut all = Collection::default();
    for ((name, bytes), file) in files.into_iter().zip(0..) {
        let added = all.add(file, name, Some(bytes.to_vec()), no_names);
        if let Added::Entries(count) = added {
            for entry in 0..count {
                all.add_entry(file, entry);
            }
        }
    }
    all
}

fn of_documents(documents: &[Document]) -> Collection {
    let files: Vec<_> = (documents.iter())
        .map(|document| document.to_file().into_bytes())
        .collect();
    collected(files.iter().map(|file| ("表.json", file.as_slice())))
}

/// All rows, page by page.
fn rows(all: &Collection, query: &Query) -> Vec<Line> {
    let mut rows = Vec::new();
    loop {
        let query = Query {
            first: rows.len(),
            ..query.clone()
        };
        let page = all.listing(&query);
        assert!(page.rows.len() <= PAGE);
        rows.extend(page.rows);
        if rows.len() >= page.found {
            return rows;
        }
    }
}

fn cell<'a>(listing: &Listing, line: &'a Line, key: &str) -> &'a str {
    let at = listing.heads.iter().position(|head| head.key == key);
    &line.cells[at.unwrap()]
}

fn numbers(rows: &[Line]) -> Vec<u64> {
    rows.iter().map(|row| row.number).collect()
}

fn table<'a>(overview: &'a Overview, code: &str) -> &'a Table {
    let mut tables = overview.tables.iter();
    tables.find(|table| table.code == code).unwrap()
}

fn sheet(document: &Document) -> ScoreSheet {
    Scorer::new(&document.rubric).score(&document.form)
}

fn score(score: Option<rust_decimal::Decimal>) -> String {
    score.map_or("—".to_owned(), plain)
}

fn jiangmen(unit: &str) -> Document {
    of_unit(example(JIANGMEN), unit)
}

fn sorted(sort: &str, down: bool) -> Query {
    Query {
        sort: sort.to_owned(),
        down,
        ..Query::default()
    }
}

#[test]
fn rows_are_the_same_as_one_by_one() {
    let forms = forms(130);
    let all = collected(
        forms
            .iter()
            .map(|((name, bytes), _)| (name.as_str(), bytes.as_slice())),
    );
    let query = Query::default();
    let listing = all.listing(&query);
    let rows = rows(&all, &query);
    assert_eq!((listing.forms, listing.found, rows.len()), (130, 130, 130));
    for (row, ((name, _), document)) in rows.iter().zip(&forms) {
        let sheet = sheet(document);
        let of = |key| cell(&listing, row, key).to_owned();
        assert_eq!(row.note.split(" · ").last(), Some(name.as_str()));
        assert_eq!(
            (of("claimed"), of("computed"), of("verified")),
            (
                score(sheet.total.claimed),
                score(sheet.total.computed),
                score(sheet.total.verified)
            ),
            "{name}"
        );
        let grade = sheet.grade.computed.clone();
        assert_eq!(of("grade"), grade.unwrap_or_else(|| "未定".to_owned()));
    }
    // 等级分布: counted here from each form's own sheet.
    let mut grades: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (_, document) in &forms {
        let grade = sheet(document).grade;
        for (at, grade) in [grade.claimed, grade.computed, grade.verified]
            .into_iter()
            .enumerate()
        {
            grades
                .entry(grade.unwrap_or_else(|| "未定".to_owned()))
                .or_default()[at] += 1;
        }
    }
    let overview = all.overview(&query);
    let shown: BTreeMap<_, _> = (table(&overview, "grades").rows.iter())
        .map(|row| {
            let count = |at: usize| row.cells[at].parse::<usize>().unwrap();
            (row.cells[0].clone(), [count(1), count(2), count(3)])
        })
        .collect();
    assert_eq!(shown, grades);
    assert_eq!(overview.bad, []);
}

#[test]
fn sections_are_columns_where_all_have_the_same() {
    let document = jiangmen("甲");
    let one = of_documents(&[document.clone(), jiangmen("乙")]).listing(&Query::default());
    let sections = sheet(&document).sections;
    for (at, section) in sections.iter().enumerate() {
        let key = format!("section.{at}");
        assert_eq!(
            cell(&one, &one.rows[0], &key),
            score(section.total.computed)
        );
    }
    let two = of_documents(&[document, example("national-project")]);
    let two = two.listing(&Query::default());
    let text = cell(&two, &two.rows[0], "");
    assert!(text.contains(&format!(
        "{} {}/{}",
        sections[0].name,
        score(sections[0].total.computed),
        plain(sections[0].full)
    )));
}

#[test]
fn averages_are_exact() {
    let mut over = jiangmen("丙");
    // 20 of 18.5: over the budget, no point of 1 by the standard.
    let answer = over.form.answers.get_mut("three-public").unwrap();
    let spent = answer.inputs.get_mut("spent").unwrap();
    *spent = Entry::new("20");
    let documents = [jiangmen("甲"), jiangmen("乙"), over];
    let overview = of_documents(&documents).overview(&Query::default());
    let rates = table(&overview, "rates");
    let name = &documents[0]
        .rubric
        .indicators()
        .find(|one| one.id == "three-public")
        .unwrap()
        .name;
    let row = rates.rows.iter().find(|row| row.cells[0] == *name).unwrap();
    // (1 + 1 + 0) ÷ 3 = 0.666… → 0.67; (1 + 1 + 0) ÷ (1 + 1 + 1) = 66.666…% → 66.67%.
    assert_eq!(row.cells[1], "1");
    assert_eq!(
        (row.cells[3].as_str(), row.cells[5].as_str()),
        ("0.67", "66.67%")
    );
    assert_eq!(row.share.as_deref(), Some("66.67"));
    // (96.21 + 96.21 + 95.21) ÷ 3 = 95.8766… → 95.88; 287.63 ÷ 300 = 95.8766…% → 95.88%.
    let whole = rates.rows.last().unwrap();
    assert_eq!(
        (whole.cells[0].as_str(), whole.cells[1].as_str()),
        ("合计", "100")
    );
    assert_eq!(
        (whole.cells[3].as_str(), whole.cells[5].as_str()),
        ("95.88", "95.88%")
    );
}

#[test]
fn sorted_filtered_and_searched() {
    let documents = [
        claiming(jiangmen("乙局"), 0, "0"),
        jiangmen("甲局"),
        of_unit(example("national-project"), ""),
        claiming(jiangmen("丙局"), 0, "0.5"),
    ];
    let all = of_documents(&documents);
    let claims: Vec<_> = documents
        .iter()
        .map(|one| sheet(one).total.claimed)
        .collect();
    let mut expected: Vec<u64> = (1..=4).collect();
    expected.sort_by_key(|number| claims[*number as usize - 1]);
    assert_eq!(numbers(&rows(&all, &sorted("claimed", false))), expected);
    expected.sort_by_key(|number| std::cmp::Reverse(claims[*number as usize - 1]));
    assert_eq!(numbers(&rows(&all, &sorted("claimed", true))), expected);
    // 丙 U+4E19, 乙 U+4E59, 甲 U+7532; one without a name is last either way.
    assert_eq!(numbers(&rows(&all, &sorted("unit", false))), [4, 1, 2, 3]);
    assert_eq!(numbers(&rows(&all, &sorted("unit", true))), [2, 1, 4, 3]);
    assert_eq!(numbers(&rows(&all, &sorted("没有", true))), [1, 2, 3, 4]);

    let found = |query: Query| numbers(&rows(&all, &query));
    let search = |words: &str| {
        found(Query {
            search: words.to_owned(),
            ..Query::default()
        })
    };
    assert_eq!(search("甲局"), [2]);
    assert_eq!(search(" 江门 局 "), [1, 2, 4]);
    assert!(search("甲局 乙局").is_empty());
    let listing = all.listing(&Query::default());
    let counts: Vec<_> = listing.editions.iter().map(|one| one.count).collect();
    assert_eq!((counts.iter().sum::<usize>(), counts.len()), (4, 2));
    for Choice { code, count, .. } in listing.editions {
        let edition = Query {
            edition: code,
            ..Query::default()
        };
        assert_eq!(found(edition).len(), count);
    }
    for Choice { code, count, .. } in listing.grades {
        let grade = Query {
            grade: code,
            ..Query::default()
        };
        assert_eq!(found(grade).len(), count);
    }
    // What is asked for holds for the figures too.
    let only = Query {
        search: "甲局".to_owned(),
        ..Query::default()
    };
    let rates = all.overview(&only);
    let whole = table(&rates, "rates").rows.last().unwrap();
    assert_eq!(whole.cells[2], score(claims[1]));
}

#[test]
fn what_a_person_should_look_at() {
    let document = jiangmen("甲局");
    let changed = document.to_file().replacen("18.62", "18.61", 1);
    let full = document
        .rubric
        .indicators()
        .enumerate()
        .fold(jiangmen("满分局"), |full, (row, indicator)| {
            claiming(full, row, &plain(indicator.points.value))
        });
    let files = [
        document.to_file(),
        changed,
        revised(jiangmen("乙局")).to_file(),
        full.to_file(),
    ];
    let all = collected(files.iter().map(|file| ("表.json", file.as_bytes())));
    let listing = all.listing(&Query::default());
    let flags: Vec<_> = (listing.rows.iter())
        .map(|row| cell(&listing, row, "flags"))
        .collect();
    assert_eq!(flags[..3], ["", "与第 1 号重复；校验码不符", ""]);
    assert!(flags[3].starts_with("全是满分"), "{}", flags[3]);
    let looks: Vec<_> = (listing.looks.iter())
        .map(|look| (look.code.as_str(), look.count))
        .collect();
    for expected in [("duplicate", 1), ("code-differs", 1), ("all-full", 1)] {
        assert!(looks.contains(&expected), "{looks:?}");
    }
    let look = Query {
        look: "code-differs".to_owned(),
        ..Query::default()
    };
    assert_eq!(numbers(&rows(&all, &look)), [2]);
    // Two editions of one rubric.
    let overview = all.overview(&Query::default());
    let editions = table(&overview, "editions");
    let marks: Vec<_> = (editions.rows.iter())
        .map(|row| (row.cells[3].as_str(), row.cells[4].as_str()))
        .collect();
    assert_eq!(marks.len(), 2);
    assert!(
        marks
            .iter()
            .all(|(mark, _)| *mark == "同一评分表的 2 个版本之一")
    );
    assert!(editions.caption.contains("不止一个版本"));
}

#[test]
fn bad_files_are_named_with_their_reason() {
    let bad = bad();
    assert_eq!(bad.len(), 20);
    let good = jiangmen("甲局").to_file();
    let files = bad
        .iter()
        .map(|((name, bytes), _)| (name.as_str(), bytes.as_slice()));
    let all = collected(files.chain([("好的.json", good.as_bytes())]));
    let overview = all.overview(&Query::default());
    let seen: Vec<_> = (overview.bad.iter())
        .map(|file| (file.name.as_str(), file.code.as_str()))
        .collect();
    let expected: Vec<_> = bad
        .iter()
        .map(|((name, _), code)| (name.as_str(), *code))
        .collect();
    assert_eq!(seen, expected);
    for file in &overview.bad {
        assert!(
            file.message.chars().count() > 8 && file.message.ends_with('。'),
            "{}",
            file.message
        );
        assert_eq!(file.opens, file.code == "workbook-foreign");
    }
    assert_eq!(all.listing(&Query::default()).found, 1);
}

#[test]
fn zips_file_by_file() {
    let one = jiangmen("甲局").to_file();
    let inner = zipped(&[("乙.json", one.as_bytes())]);
    let zip = zipped(&[
        ("单位/甲.json", one.as_bytes()),
        ("__MACOSX/x", b"x"),
        ("里面.zip", &inner),
        ("坏.json", b"{}"),
    ]);
    let mut all = Collection::default();
    let added = all.add(7, "一批.zip", Some(zip.clone()), no_names);
    assert_eq!(added, Added::Entries(3));
    let added: Vec<_> = (0..4).map(|entry| all.add_entry(7, entry)).collect();
    assert_eq!(added, [Added::Form, Added::Bad, Added::Bad, Added::Bad]);
    let listing = all.listing(&Query::default());
    assert_eq!(listing.rows[0].note, "一批.zip/单位/甲.json");
    let from = listing.rows[0].from;
    assert_eq!((from.file, from.entry), (7, Some(0)));
    assert_eq!(all.entry(7, 0).as_deref(), Some(one.as_bytes()));
    assert_eq!(all.entry(7, 9), None);
    let bad = all.overview(&Query::default()).bad;
    let codes: Vec<_> = bad
        .iter()
        .map(|file| (file.name.as_str(), file.code.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("一批.zip/坏.json", "file-foreign"),
            ("一批.zip/里面.zip", "file-other-kind")
        ]
    );
    // What the browser does not give.
    assert_eq!(all.add(8, "文件夹", None, no_names), Added::Bad);
    // The end of a zip is not there when it is larger than what is read.
    let mut large = zip;
    large.resize(100_000_001, 0);
    all.add(9, "大包.zip", Some(large), no_names);
    let bad = all.overview(&Query::default()).bad;
    let last: Vec<_> = bad[2..].iter().map(|file| file.code.as_str()).collect();
    assert_eq!(last, ["file-unreadable", "zip-too-large"]);
}

#[test]
fn the_table_holds_every_file() {
    let good = jiangmen("=甲局");
    let file = good.to_file();
    let all = collected([("好.json", file.as_bytes()), ("坏.json", b"{}".as_slice())]);
    let csv = String::from_utf8(all.table("csv").unwrap()).unwrap();
    assert!(csv.starts_with("\u{feff}序号,文件,状态,"));
    assert_eq!(csv.matches("\r\n").count(), 3);
    assert!(!csv.contains(",=甲局"), "{csv}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(all.table("xlsx").unwrap())).unwrap();
    let range = book.worksheet_range("汇总").unwrap();
    let column = |title: &str| {
        let at = range.rows().next().unwrap().iter();
        at.enumerate()
            .find(|(_, head)| **head == Data::String(title.to_owned()))
            .unwrap()
            .0
    };
    assert_eq!(range.height(), 3);
    let cell = |row: usize, title: &str| range.get((row, column(title))).unwrap().to_string();
    assert_eq!(cell(1, "自评总分"), score(sheet(&good).total.claimed));
    assert_eq!(cell(1, "单位"), "=甲局");
    assert_eq!(cell(2, "问题代码"), "file-foreign");
    assert_eq!(all.table("pdf").unwrap_err().code(), "paper-unknown");
}
