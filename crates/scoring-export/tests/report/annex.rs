//! 评分表 at the end of a report: laid out as the document prints it.

use scoring::layout::{RowsOf, TotalAt};
use scoring_export::layout::heads;

use super::common::examples;
use super::common::file::text as part;
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
