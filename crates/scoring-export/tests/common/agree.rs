//! A workbook as another engine worked it out, against the score sheet.

use std::sync::Arc;

use rust_decimal::Decimal;
use scoring::layout::{RowsOf, Shows};
use scoring_export::document::Document;
use scoring_export::xlsx::{KEPT, SCORE_TABLE, TARGET_TABLE, WORKING};

use super::book::{Book, Sheet, Value};
use super::plain;

/// Where 计算底稿 has the answers and the scores, and 指标完成情况表 the rates.
pub const COMPUTED: u32 = 6;
const CLAIMED: u32 = 7;
const VERIFIED: u32 = 8;
const COUNTED: u32 = 9;
const RATE: u32 = 9;
const PART_RATE: u32 = 10;
/// Where a row's score stands that a target with its own points has.
const OWN_SCORE: u32 = 16;

/// What differs, and how many formulas were looked at.
#[derive(Default)]
pub struct Found {
    pub differences: Vec<String>,
    pub formulas: usize,
}

impl Found {
    pub fn same(&mut self, what: impl Into<String>, ours: String, theirs: String) {
        if ours != theirs {
            let what = what.into();
            self.differences
                .push(format!("{what}: ours {ours:?}, theirs {theirs:?}"));
        }
    }
}

/// The row of each line on 计算底稿, and that of the totals.
pub fn working_rows(scorer: &scoring::Scorer) -> (Vec<u32>, u32) {
    let mut row = 2;
    let mut rows = Vec::new();
    for rule in scorer.lines() {
        rows.push(row);
        row += rule.questions.len().max(1) as u32;
    }
    (rows, row)
}

/// Every difference between the score sheet and a workbook: ours as it was written, and theirs as it was
/// recalculated.
pub fn differences(document: &Document, ours: &Book, book: &Book) -> Found {
    let mut found = scores(document, book);
    for row in working_rows(&scoring::Scorer::new(&document.rubric)).0 {
        // One that is too long for a cell would be left out.
        assert!(!ours.formula(WORKING, row, COMPUTED).is_empty());
    }
    cached(ours, book, &mut found);
    found
}

/// Every difference between the scores of a form and those that a workbook shows.
pub fn scores(document: &Document, book: &Book) -> Found {
    let sheet = scoring::score(&document.rubric, &document.form);
    let scorer = scoring::Scorer::new(&document.rubric);
    let mut found = Found::default();
    let (rows, total) = working_rows(&scorer);
    for ((line, rule), row) in sheet.lines.iter().zip(scorer.lines()).zip(rows) {
        assert!(rule.adjusts || line.computed.is_none_or(|score| score <= line.full));
        for (what, ours, col) in [
            ("按标准得分", line.computed, COMPUTED),
            ("自评得分", line.claimed, CLAIMED),
            ("核查得分", line.verified, VERIFIED),
            ("计入", line.counted, COUNTED),
        ] {
            let what = format!("{} {what}", line.id);
            found.same(what, plain(ours), book.text(WORKING, row, col));
        }
    }
    let (totals, grades) = (&sheet.total, &sheet.grade);
    for (col, score, grade) in [
        (CLAIMED, totals.claimed, &grades.claimed),
        (VERIFIED, totals.verified, &grades.verified),
        (COUNTED, totals.computed, &grades.computed),
    ] {
        let theirs = book.text(WORKING, total, col);
        found.same(format!("合计 {col}"), plain(score), theirs);
        let grade = grade.clone().unwrap_or_default();
        let theirs = book.text(WORKING, total + 1, col);
        found.same(format!("等级 {col}"), grade, theirs);
    }
    // Points that moved in thirds have no end.
    let open = scoring::number::half_up(totals.open, 10);
    let theirs = rounded(book.number(WORKING, total + 3, COUNTED), 10);
    found.same("未定", plain(Some(open)), theirs);

    let layout = &document.rubric.layout;
    let at = book.find(SCORE_TABLE, 0, &layout.total_label);
    let total = |shows| {
        let col = layout.column(shows).unwrap();
        book.text(SCORE_TABLE, at, col as u32)
    };
    let sum = |scores: Vec<Option<Decimal>>| {
        let sum = scores.into_iter().flatten().reduce(|a, b| a + b);
        plain(sum.map(|sum| document.rubric.total_of(sum)))
    };
    if layout.has(Shows::Verified) {
        found.same("评分表核查", plain(totals.verified), total(Shows::Verified));
        found.same("评分表自评", plain(totals.claimed), total(Shows::Claimed));
    } else {
        // A claim that cannot be a score is printed as typed, and counts for nothing.
        let typed = |id: &str| {
            let answer = document.form.answers.get(id);
            let printed =
                layout.rows == RowsOf::Indicators || !document.form.targets.contains_key(id);
            printed && answer.is_some_and(|answer| !answer.claimed.is_empty())
        };
        let printed =
            |line: &Arc<scoring::Line>| line.claimed.or(line.computed.filter(|_| !typed(&line.id)));
        let printed = sheet.lines.iter().map(printed);
        found.same("评分表合计", sum(printed.collect()), total(Shows::Claimed));
    }
    let points = match layout.rows {
        RowsOf::Indicators => Some(document.rubric.points.value),
        // Targets have the points that the unit gave them.
        RowsOf::Targets => {
            sheet
                .lines
                .iter()
                .zip(scorer.lines())
                .fold(None, |sum, (line, rule)| {
                    let own = rule.targets.as_ref().is_some_and(|asked| asked.points);
                    let targets = line.targets.iter().filter_map(|target| target.points);
                    let points = match own && !line.targets.is_empty() {
                        true => targets.sum(),
                        false => line.points,
                    };
                    Some(sum.unwrap_or_default() + points)
                })
        }
    };
    let theirs = rounded(total(Shows::Points).parse().ok(), 10);
    found.same("评分表分值", plain(points), theirs);

    let mut number = 0;
    for (line, rule) in sheet.lines.iter().zip(scorer.lines()) {
        let own = rule.targets.as_ref().is_some_and(|asked| asked.points);
        for score in &line.targets {
            number += 1;
            let row = book.find(TARGET_TABLE, 0, &number.to_string());
            // The score sheet shows rates to 6 places.
            let rate = |row, col| rounded(book.number(TARGET_TABLE, row, col), 6);
            let what = format!("{} 目标 {number}", line.id);
            found.same(&what, plain(score.rate), rate(row, RATE));
            if own {
                let theirs = book.text(TARGET_TABLE, row, OWN_SCORE);
                found.same(format!("{what} 得分"), plain(score.score), theirs);
                continue;
            }
            for (part, at) in score.parts.iter().zip(row + 1..) {
                found.same(format!("{what} 分项"), plain(*part), rate(at, PART_RATE));
            }
        }
    }
    found
}

/// Every formula gives the value that was written beside it.
pub fn cached(ours: &Book, theirs: &Book, found: &mut Found) {
    for (name, Sheet { formulas, .. }) in &ours.sheets {
        for (at, formula) in formulas {
            // A reference to a blank cell is 0 in every spreadsheet.
            if name == KEPT && ours.text(name, at.0, at.1).is_empty() {
                continue;
            }
            found.formulas += 1;
            // Rates are written to 6 places; a plain sum is not rounded by its formula.
            let rate = name == TARGET_TABLE && (at.1 == RATE || at.1 == PART_RATE);
            let places = if rate { 6 } else { 10 };
            let shown = |book: &Book| match book.sheets[name].values.get(at) {
                Some(Value::Number(value)) => rounded(Some(*value), places),
                _ => book.text(name, at.0, at.1),
            };
            found.same(
                format!("{name} {at:?} ={formula}"),
                shown(ours),
                shown(theirs),
            );
        }
    }
}

/// A float without its noise.
pub fn rounded(value: Option<f64>, places: usize) -> String {
    plain(value.map(|value| format!("{value:.places$}").parse::<Decimal>().unwrap()))
}
