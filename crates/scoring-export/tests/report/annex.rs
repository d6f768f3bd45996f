//! 评分表 at the end of a report: laid out as the document prints it.

use scoring::Scorer;
use scoring::entry::Entry;
use scoring::form::Form;
use scoring::layout::{RowsOf, TotalAt};
use scoring_export::layout::{heads, items, scored, total};
use scoring_export::xlsx::SCORE_TABLE;

use super::common::file::text as part;
use super::common::{Book, examples, plain};
use super::made;

/// The rows of the last table, as they are in the file.
fn rows(xml: &str) -> Vec<&str> {
    let (_, table) = xml.rsplit_once("<w:tbl>").unwrap();
    let (table, _) = table.split_once("</w:tbl>").unwrap();
    table.split("<w:tr>").skip(1).collect()
}

/// The texts of the cells of a row; what goes on the cell above says nothing.
fn cells(row: &str) -> Vec<String> {
    let cells = row.split("<w:tc>").skip(1).map(|cell| {
        let texts = cell.split("<w:t xml:space=\"preserve\">").skip(1);
        texts
            .map(|text| text.split_once("</w:t>").unwrap().0)
            .collect::<Vec<_>>()
            .join("\n")
    });
    cells.collect()
}

#[test]
fn it_has_the_columns_and_rows_of_the_document() {
    let mut found = 0;
    for (id, document) in examples() {
        if !document.rubric.report.contains("{评分表}") {
            continue;
        }
        found += 1;
        let layout = &document.rubric.layout;
        let xml = part(&made(&document), "word/document.xml");
        let rows = rows(&xml);
        let total = |row: &&str| cells(row)[0] == layout.total_label;
        let repeated = rows.iter().filter(|row| row.contains("<w:tblHeader/>"));
        let mut repeated: Vec<_> = repeated.copied().collect();
        let first = repeated.iter().any(total);
        assert_eq!(first, layout.total == TotalAt::First, "{id}");
        repeated.retain(|row| !total(row));
        let said = repeated.iter().flat_map(|row| cells(row));
        let said: Vec<_> = said.filter(|text| !text.is_empty()).collect();
        let printed: Vec<_> = heads(layout).iter().map(|head| head.text).collect();
        assert_eq!(said, printed, "{id}");

        let targets = document.form.targets.values().flatten();
        let expected = match layout.rows {
            RowsOf::Indicators => document.rubric.indicators().count(),
            // What scores no targets has its own row.
            RowsOf::Targets => {
                let own = document.rubric.indicators();
                let own = own.filter(|one| !document.form.targets.contains_key(&one.id));
                targets.count() + own.count()
            }
        };
        assert_eq!(rows.len(), repeated.len() + expected + 1, "{id}");
        for row in &rows {
            let spans = row.split("<w:gridSpan w:val=\"").skip(1);
            let spans = spans.map(|span| span.split_once('"').unwrap().0);
            let more: usize = spans.map(|span| span.parse::<usize>().unwrap() - 1).sum();
            assert_eq!(cells(row).len() + more, layout.columns.len(), "{id}");
        }
        // Rows stay whole, and the last one does not stand alone.
        assert!(
            rows.iter().all(|row| row.contains("<w:cantSplit/>")),
            "{id}"
        );
        assert!(rows[rows.len() - 2].contains("<w:keepNext/>"), "{id}");
        assert!(!xml.contains("原件没有写评分标准"), "{id}");
    }
    assert_eq!(found, 4);
}

#[test]
fn a_form_of_projects_has_a_row_for_each_target() {
    let document = examples().remove(3).1;
    let xml = part(&made(&document), "word/document.xml");
    let said: Vec<_> = rows(&xml).into_iter().map(cells).collect();
    let row = |name: &str| said.iter().find(|row| row[2] == name).unwrap();
    let from = |row: &[String]| row[1..].join("|");
    assert_eq!(
        from(row("举办业务培训场次")),
        "数量指标|举办业务培训场次|≥10场|10场|10|10|"
    );
    assert_eq!(
        from(row("培训人次")),
        "|培训人次|≥500人次|470人次|10|9.4|两个乡镇的经办人员因防汛值班没有参加，已安排下一年补训。"
    );
    assert_eq!(
        from(row("基层经办服务能力提升")),
        "|基层经办服务能力提升|定性|部分达成并具有一定效果|6|4.5|已能独立办理大部分业务，跨区业务仍要上级协助；下一年增加跨区业务实操培训。"
    );
    let total = said.last().unwrap();
    assert_eq!(*total, ["总分", "100", "92.5", ""]);
}

#[test]
fn every_paper_has_the_same_score_and_total() {
    fn claim(form: &mut Form, list: &str, claimed: &str) {
        form.targets.get_mut(list).unwrap()[1].claimed = Entry::new(claimed);
    }
    type Case = (fn(&mut Form), &'static str, &'static str);
    let cases: [Case; 6] = [
        (|_| (), "9.4", "92.5"),
        (|form| claim(form, "output", "8"), "8", "91.1"),
        // One target without a claim leaves its row without one: that row, and no other, counts as computed.
        (|form| claim(form, "output", ""), "9.4", "92.5"),
        (|form| claim(form, "output", "约6"), "约6", "92.5"),
        (
            |form| {
                claim(form, "output", "8");
                claim(form, "benefit", "");
            },
            "8",
            "91.1",
        ),
        // What was typed for a row is not seen where targets stand in its place.
        (
            |form| {
                let answer = form.answers.entry("output".to_owned()).or_default();
                answer.claimed = Entry::new("约6");
            },
            "9.4",
            "92.5",
        ),
    ];
    for (change, score, sum) in cases {
        let mut document = examples().remove(3).1;
        // They are claimed by their targets.
        for row in ["output", "benefit"] {
            document.form.answers.remove(row);
        }
        change(&mut document.form);
        let xml = part(&made(&document), "word/document.xml");
        let said: Vec<_> = rows(&xml).into_iter().map(cells).collect();
        let row = said.iter().find(|row| row[2] == "培训人次").unwrap();
        let book = Book::of(&document);
        let shown = |col, text| book.text(SCORE_TABLE, book.find(SCORE_TABLE, col, text), 6);
        let scorer = Scorer::new(&document.rubric);
        let sheet = scorer.score(&document.form);
        let items = items(&scorer, &sheet, &document.form);
        let item = items.iter().find(|item| {
            let own = item.target.as_ref();
            own.is_some_and(|own| own.target.name == "培训人次")
        });
        let item = item.unwrap();
        let given = match item.given() {
            None => item.typed().to_owned(),
            given => plain(given),
        };
        assert_eq!([&row[6], &shown(2, "培训人次"), &given], [score; 3]);
        let last = said.last().unwrap();
        let given = total(&document.rubric, scored(&scorer, &sheet, &document.form));
        assert_eq!([&last[2], &shown(0, "总分"), &plain(given)], [sum; 3]);
    }
}
