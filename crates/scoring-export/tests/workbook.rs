//! The workbook read back: every row, number, formula and cached value.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;

use common::book::name;
use common::{Book, CODE, FULL, all, edges, file, jiangmen, plain};
use scoring::finding::{Place, Severity};
use scoring::layout::{RowsOf, Shows};
use scoring_export::document::Document;
use scoring_export::xlsx::{self, FINDINGS, KEPT, SCORE_TABLE, TARGET_TABLE, WORKING};

/// In the twelve columns of Guangdong.
const SCORE: u32 = 6;

/// The column of 评分表 that shows something.
fn column(document: &Document, shows: Shows) -> Option<u32> {
    let column = document.rubric.layout.column(shows);
    column.map(|column| column as u32)
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let document = jiangmen();
    assert_eq!(
        xlsx::workbook(&document, CODE).unwrap(),
        xlsx::workbook(&document, CODE).unwrap()
    );
}

#[test]
fn sheets_and_names() {
    let book = Book::of(&jiangmen());
    let sheets = [SCORE_TABLE, TARGET_TABLE, WORKING, FINDINGS, KEPT];
    assert_eq!(book.names, sheets);
    let total = 1 + book.find(WORKING, 0, "合计");
    for (name, cell) in [
        ("按标准合计", format!("计算底稿!$J${total}")),
        ("自评合计", format!("计算底稿!$H${total}")),
    ] {
        let defined = book.defined.iter().find(|(known, _)| known == name);
        let (_, refers) = defined.unwrap();
        assert_eq!(refers.replace('\'', ""), cell);
    }
}

/// The rows of the printed table that begin an indicator's cell, each on its first page only.
fn rows(book: &Book, document: &Document) -> Vec<u32> {
    let points = column(document, Shows::Points).unwrap();
    let total = book.find(SCORE_TABLE, 0, &document.rubric.layout.total_label);
    let head = book.find(SCORE_TABLE, 0, "指标评分表");
    let mut rows = Vec::new();
    for row in head + 1..book.last(SCORE_TABLE) {
        let printed = book.number(SCORE_TABLE, row, points).is_some();
        if row != total && printed && !book.formula(SCORE_TABLE, row, points).starts_with("IF(") {
            rows.push(row);
        }
    }
    assert_eq!(rows.len(), document.rubric.indicators().count());
    rows
}

#[test]
fn the_official_table_has_every_row_in_order() {
    let indicators = |document: &Document| document.rubric.layout.rows == RowsOf::Indicators;
    for document in all().into_iter().filter(indicators) {
        let book = Book::of(&document);
        // As it is printed: a review has a column more.
        let document = document.shown().into_owned();
        let sheet = scoring::score(&document.rubric, &document.form);
        let scorer = scoring::Scorer::new(&document.rubric);
        let rows = rows(&book, &document);
        let text = |row, shows| match column(&document, shows) {
            Some(col) => book.text(SCORE_TABLE, row, col),
            None => String::new(),
        };
        let score = column(&document, Shows::Claimed).unwrap();
        let verified = document.rubric.layout.has(Shows::Verified);
        let lines = sheet.lines.iter().zip(scorer.lines());
        for ((indicator, (line, rule)), row) in document.rubric.indicators().zip(lines).zip(&rows) {
            assert_eq!(
                text(*row, Shows::Points),
                plain(Some(line.points)),
                "{}",
                line.id
            );
            let (claimed, found) = match verified {
                true => (line.claimed, line.verified),
                false => (line.claimed.or(line.computed), None),
            };
            assert_eq!(text(*row, Shows::Claimed), plain(claimed), "{}", line.id);
            assert_eq!(text(*row, Shows::Verified), plain(found), "{}", line.id);
            let criteria = [Shows::Explanation, Shows::Criteria].map(|shows| text(*row, shows));
            if document.rubric.layout.has(Shows::Criteria) {
                let said = indicator.criteria.trim_end();
                assert!(
                    criteria.iter().all(|part| said.contains(part)),
                    "{}",
                    line.id
                );
                // The heads of two columns stand between their texts.
                let heads = said.chars().count() - criteria.concat().chars().count();
                assert!(
                    heads <= "指标说明\n\n评分标准\n".chars().count(),
                    "{}",
                    line.id
                );
            }
            let name = text(*row, Shows::Name);
            // The second of two rows with one printed name lies under the first's cell.
            assert!(name == indicator.name || name.is_empty(), "{name}");
            // A claim that is typed stands as typed; one that targets add up to, or a computed score, is
            // live.
            let typed = document.form.answers.get(&line.id);
            let typed = typed.is_some_and(|answer| !answer.claimed.is_empty());
            let added_up = rule.targets.as_ref().is_some_and(|asked| asked.points);
            assert_eq!(
                book.formula(SCORE_TABLE, *row, score).is_empty(),
                typed || !added_up && (line.computed.is_none() || verified),
                "{}",
                line.id
            );
        }
        let total = book.find(SCORE_TABLE, 0, &document.rubric.layout.total_label);
        let points = [Shows::SectionPoints, Shows::GroupPoints, Shows::Points];
        for col in points
            .into_iter()
            .filter_map(|shows| column(&document, shows))
        {
            let points = plain(Some(document.rubric.points.value));
            assert_eq!(book.text(SCORE_TABLE, total, col), points);
            assert!(book.formula(SCORE_TABLE, total, col).starts_with("SUM("));
        }
    }
}

#[test]
fn the_published_total_comes_out() {
    let book = Book::of(&jiangmen());
    let total = book.find(SCORE_TABLE, 0, "合计");
    assert_eq!(book.text(SCORE_TABLE, total, SCORE), "97.62");
    let total = book.find(WORKING, 0, "合计");
    assert_eq!(book.text(WORKING, total, 7), "97.62");
    assert_eq!(book.text(WORKING, total, 9), "96.21");
    assert_eq!(
        (
            book.text(WORKING, total + 1, 7),
            book.text(WORKING, total + 1, 9)
        ),
        ("优".into(), "优".into())
    );
}

#[test]
fn a_total_that_lacks_scores_says_so() {
    let full = jiangmen();
    let empty = Document::new(full.rubric.clone(), Default::default());
    for (document, beside, sum) in [(&full, "", ""), (&empty, "（未填完）", "")] {
        let book = Book::of(document);
        let total = book.find(SCORE_TABLE, 0, "合计");
        assert_eq!(book.text(SCORE_TABLE, total, SCORE + 1), beside);
        let notes = (total..=book.last(SCORE_TABLE)).map(|row| book.text(SCORE_TABLE, row, 0));
        let notes: String = notes.collect();
        assert_eq!(notes.contains("未填完："), !beside.is_empty());
        assert!(!notes.contains("暂按自评"));
        // Some rows are computed, some are not: what those make together is no total.
        let total = book.find(WORKING, 0, "合计");
        assert_eq!(book.text(WORKING, total, 6), sum);
    }
    let sums = all().into_iter().map(|document| {
        let sheet = scoring::score(&document.rubric, &document.form);
        let mut lines = sheet.lines.iter();
        let all = lines.all(|line| line.computed.is_some() || line.full.is_zero());
        let book = Book::of(&document);
        let total = book.find(WORKING, 0, "合计");
        assert_eq!(book.text(WORKING, total, 6).is_empty(), !all);
        all
    });
    assert!(sums.filter(|all| *all).count() > 0);
}

#[test]
fn every_total_has_the_limits_of_the_form() {
    for (limits, expected) in [("most = 90", "90"), ("least = 199", "199")] {
        let mut document = edges(FULL);
        document.rubric.total = toml::from_str(limits).unwrap();
        let book = Book::of(&document);
        let total = book.find(WORKING, 0, "合计");
        let totals = [6, 9].map(|col| book.text(WORKING, total, col));
        assert_eq!(totals, [expected; 2], "{limits}");
    }
}

#[test]
fn rows_with_one_printed_name_share_their_cell() {
    let document = edges("");
    let book = Book::of(&document);
    let first = book.find(SCORE_TABLE, 4, "同名");
    for col in [4, 8] {
        assert!(
            book.merges
                .iter()
                .any(|(sheet, start, end)| sheet == SCORE_TABLE
                    && *start == (first, col)
                    && end.0 > first
                    && end.1 == col)
        );
    }
    assert!(
        !book
            .merges
            .iter()
            .any(|(sheet, start, _)| sheet == SCORE_TABLE && *start == (first, 9))
    );
}

#[test]
fn no_merge_is_cut_by_a_page_and_none_overlaps() {
    let book = Book::of(&jiangmen());
    for (at, (sheet, start, end)) in book.merges.iter().enumerate() {
        for (other, first, last) in &book.merges[at + 1..] {
            let apart = end.0 < first.0 || last.0 < start.0 || end.1 < first.1 || last.1 < start.1;
            assert!(sheet != other || apart);
        }
    }
    // The 29 targets take several pages; their points are printed on each and counted once.
    let total = book.find(SCORE_TABLE, 0, "合计");
    let again = (0..total)
        .filter(|row| book.formula(SCORE_TABLE, *row, 5).starts_with("IF("))
        .count();
    assert!(again >= 2);
}

#[test]
fn the_working_carries_every_answer_and_score() {
    for document in all() {
        let book = Book::of(&document);
        let sheet = scoring::score(&document.rubric, &document.form);
        let scorer = scoring::Scorer::new(&document.rubric);
        let mut row = 2;
        for (rule, line) in scorer.lines().iter().zip(&sheet.lines) {
            assert_eq!(book.text(WORKING, row, 2), plain(Some(line.full)));
            assert_eq!(
                book.text(WORKING, row, 6),
                plain(line.computed),
                "{}",
                line.id
            );
            assert!(book.formula(WORKING, row, 6).starts_with("IFERROR("));
            assert_eq!(
                book.text(WORKING, row, 7),
                plain(line.claimed),
                "{}",
                line.id
            );
            assert_eq!(
                book.text(WORKING, row, 9),
                plain(line.counted),
                "{}",
                line.id
            );
            assert!(book.text(WORKING, row, 10).starts_with(&line.words));
            for (at, question) in (row..).zip(&rule.questions) {
                assert_eq!(book.text(WORKING, at, 3), question.label);
                let answer = document
                    .form
                    .answers
                    .get(&line.id)
                    .and_then(|answer| answer.inputs.get(&question.id));
                let value = answer.and_then(|answer| answer.read(&question.unit).ok().flatten());
                if let Some(value) =
                    value.filter(|_| sheet.findings.iter().all(|f| f.code != "unreadable"))
                {
                    assert_eq!(book.text(WORKING, at, 4), plain(Some(value)));
                }
            }
            row += rule.questions.len().max(1) as u32;
        }
        assert_eq!(book.text(WORKING, row, 9), plain(sheet.total.computed));
        assert_eq!(
            book.text(WORKING, row + 1, 9),
            sheet.grade.computed.clone().unwrap_or_default()
        );
        assert_eq!(book.text(WORKING, row + 2, 9), plain(Some(sheet.on_claim)));
        assert_eq!(
            book.text(WORKING, row + 3, 9),
            plain(Some(sheet.total.open))
        );
    }
}

#[test]
fn targets_and_parts_have_their_own_rates() {
    let document = jiangmen();
    let book = Book::of(&document);
    let sheet = scoring::score(&document.rubric, &document.form);
    let mut number = 0;
    for line in sheet.lines.iter().filter(|line| !line.targets.is_empty()) {
        for (target, score) in document.form.targets[&line.id].iter().zip(&line.targets) {
            number += 1;
            let row = book.find(TARGET_TABLE, 0, &number.to_string());
            assert_eq!(book.text(TARGET_TABLE, row, 1), target.name);
            assert_eq!(book.text(TARGET_TABLE, row, 9), plain(score.rate));
            assert!(!book.formula(TARGET_TABLE, row, 9).is_empty());
            for (at, rate) in (row + 1..).zip(&score.parts) {
                assert_eq!(book.text(TARGET_TABLE, at, 9), "");
                assert_eq!(book.text(TARGET_TABLE, at, 10), plain(*rate));
            }
            let told = format!("指标{number}：{}", target.name);
            assert!(
                (0..book.last(SCORE_TABLE))
                    .any(|row| book.text(SCORE_TABLE, row, 7).starts_with(&told)),
                "{told}"
            );
        }
    }
    assert_eq!(number, 37);
}

#[test]
fn targets_with_points_of_their_own_have_more_columns() {
    const HEADS: [&str; 5] = ["二级指标", "分值", "自评得分", "按标准得分", "分项得分"];
    let edges = edges(FULL);
    let points = |document: &Document| {
        let scorer = scoring::Scorer::new(&document.rubric);
        let asked = scorer.lines().iter().map(|rule| &rule.targets);
        asked.flatten().any(|asked| asked.points)
    };
    let (own, others): (Vec<_>, Vec<_>) = all().into_iter().partition(points);
    assert!(own.len() > 2 && others.len() > 2);
    for document in others {
        let book = Book::of(&document);
        let scorer = scoring::Scorer::new(&document.rubric);
        if scorer.lines().iter().all(|rule| rule.targets.is_none()) {
            assert!(!book.names.iter().any(|name| name == TARGET_TABLE));
            continue;
        }
        assert_eq!(book.text(TARGET_TABLE, 1, 12), "计算说明");
        assert_eq!(book.text(TARGET_TABLE, 1, 13), "");
    }
    for document in own {
        let book = Book::of(&document);
        let sheet = scoring::score(&document.rubric, &document.form);
        for (col, head) in (13..).zip(HEADS) {
            assert_eq!(book.text(TARGET_TABLE, 1, col), head);
        }
        // The title and each list's name stand across all columns, and nothing else is merged.
        let scorer = scoring::Scorer::new(&document.rubric);
        let lists = scorer.lines().iter().filter(|rule| rule.targets.is_some());
        let merged: Vec<_> = book
            .merges
            .iter()
            .filter(|(sheet, ..)| sheet == TARGET_TABLE)
            .collect();
        assert_eq!(merged.len(), 1 + lists.count());
        for (_, start, end) in merged {
            assert_eq!((start.0, start.1, end.1), (end.0, 0, 17));
        }
        let mut number = 0;
        for (rule, line) in scorer.lines().iter().zip(&sheet.lines) {
            let targets = document.form.targets.get(&line.id);
            for (target, score) in targets.into_iter().flatten().zip(&line.targets) {
                number += 1;
                let row = book.find(TARGET_TABLE, 0, &number.to_string());
                let text = |col| book.text(TARGET_TABLE, row, col);
                if !rule.targets.as_ref().is_some_and(|asked| asked.points) {
                    assert!((13..18).all(|col| text(col).is_empty()));
                    continue;
                }
                assert_eq!(text(13), target.group);
                assert_eq!(text(14), plain(score.points));
                assert_eq!(text(15), plain(target.claimed.read("分").unwrap()));
                assert_eq!(text(16), plain(score.score));
                assert!(!book.formula(TARGET_TABLE, row, 16).is_empty());
                assert_eq!(text(9), plain(score.rate));
                for (at, part) in (row + 1..).zip(&score.parts) {
                    assert_eq!(book.text(TARGET_TABLE, at, 10), "");
                    assert_eq!(book.text(TARGET_TABLE, at, 16), "");
                    assert_eq!(book.text(TARGET_TABLE, at, 17), plain(*part));
                }
            }
        }
    }
    // One part is a part like any other.
    let text = "[[targets.own]]\nname = '甲'\npoints = '8'\nparts = [{ goal = '3', actual = '2' }]";
    let form = toml::from_str(text).unwrap();
    let book = Book::of(&Document::new(edges.rubric, form));
    let row = book.find(TARGET_TABLE, 1, "甲");
    assert_eq!(book.text(TARGET_TABLE, row, 16), "5.33");
    assert_eq!(book.text(TARGET_TABLE, row + 1, 17), "5.33");
}

#[test]
fn what_looks_like_a_formula_stays_text() {
    let document = edges(
        "answers.ratio = { reason = '=1+1', remark = '+86', evidence = '@A1', inputs.q1 = '=9' }",
    );
    let book = Book::of(&document);
    let rows = rows(&book, &document);
    let row = rows[6];
    for (col, text) in [(7, "=1+1"), (10, "@A1"), (11, "+86")] {
        assert_eq!(book.text(SCORE_TABLE, row, col), text);
        assert_eq!(book.formula(SCORE_TABLE, row, col), "");
    }
    let asked = book.find(WORKING, 3, "一季度");
    assert_eq!(
        (
            book.text(WORKING, asked, 4),
            book.formula(WORKING, asked, 4)
        ),
        ("=9".into(), String::new())
    );
}

#[test]
fn a_text_longer_than_a_cell_is_said_and_where() {
    let long = "长".repeat(40_000);
    let document = edges(&format!("answers.ratio.remark = '{long}'"));
    let why = xlsx::workbook(&document, CODE).unwrap_err();
    assert_eq!(why.code(), "xlsx-text-too-long");
    assert!(why.message().starts_with("《评分表》L"), "{why}");
}

#[test]
fn findings_are_listed_worst_first_with_the_cell_to_mend() {
    for document in all() {
        let bytes = xlsx::workbook(&document, CODE).unwrap();
        let index = Book::read(bytes.clone())
            .names
            .iter()
            .position(|name| name == FINDINGS);
        let links = file::sheet(&bytes, index.unwrap());
        let book = Book::read(bytes);
        let sheet = scoring::score(&document.rubric, &document.form);
        let scorer = scoring::Scorer::new(&document.rubric);
        let text = |row, col| book.text(FINDINGS, row, col);
        let bound = book.bound();
        let mut findings: Vec<_> = sheet.findings.iter().collect();
        findings.sort_by_key(|finding| finding.severity);
        let count = |level| findings.iter().filter(|one| one.severity == level).count();
        let counts = format!(
            "错误 {} 处，提醒 {} 处，说明 {} 条。",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Notice)
        );
        assert_eq!(text(1, 0), counts);
        for (row, finding) in (3..).zip(&findings) {
            assert_eq!(text(row, 2), scorer.name_of(&finding.at));
            assert_eq!(text(row, 4), finding.message);
            let place = finding.at.to_string();
            let there = text(row, 3);
            if let Some(cell) = bound.iter().find(|cell| cell.place == place) {
                assert_eq!(there, format!("《{}》{}", cell.sheet, name(cell.at)));
            }
            if there.is_empty() {
                assert_eq!(finding.at, Place::Form);
                continue;
            }
            let (sheet, cell) = there.trim_start_matches('《').split_once('》').unwrap();
            let link = format!(
                "<hyperlink ref=\"D{}\" location=\"'{sheet}'!{cell}\"",
                row + 1
            );
            assert!(links.contains(&link), "{link}");
        }
        assert_eq!(book.last(FINDINGS), 2 + findings.len().max(1) as u32);
    }
}
