//! 存在问题, 改进措施, 扣分明细: what lost points, why, and what is to be done.
//!
//! Only what the form scores and what was written: findings 问题提示 are not facts of a report.

use scoring::review::{by, cause, reviewed};

use crate::layout::Scored;

use super::super::facts::{Facts, Taken};
use super::super::piece::{Cell, Head, Piece, Place, Stand, Table, Text};
use super::super::words::{apart, name, ordinal, sentence, signed};
use super::nothing;
use super::row::{aim, outcome, score_of};

pub(super) fn problems(facts: &Facts<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, row) in lost(facts).enumerate() {
        let line = row.line;
        let score = facts.taken.line(line);
        let lead = Text::of(format!("{}是{}：", ordinal(index + 1), name(row.indicator)));
        let text = lead
            .then(score_of(facts.taken, line.points, line.full, score))
            .say("。")
            .then(why(&row));
        pieces.push(Piece::body(text));
        for (target, score) in row.targets.iter().zip(&line.targets) {
            let short = score
                .rate
                .is_some_and(|rate| rate < rust_decimal::Decimal::ONE);
            if short {
                let text = Text::of(format!("{}：", aim(target)));
                pieces.push(Piece::body(text.then(outcome(facts, &row, target, score))));
            }
        }
    }
    pieces.extend(nothing(match pieces.is_empty() {
        true => "存在的问题",
        false => "其他存在的问题，没有的删去这一段",
    }));
    pieces
}

pub(super) fn remedies(facts: &Facts<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut without = Vec::new();
    for row in lost(facts) {
        let name = name(row.indicator);
        match sentence(row.said(|answer| &answer.remedy)) {
            remedy if remedy.is_empty() => without.push(format!("“{name}”")),
            remedy => {
                let number = ordinal(pieces.len() + 1);
                let text = Text::of(format!("{number}是针对“{name}”：{remedy}"));
                pieces.push(Piece::body(text));
            }
        }
    }
    match (pieces.is_empty(), without.is_empty()) {
        (true, true) => pieces.extend(nothing("改进措施")),
        (false, true) => {}
        (_, false) => {
            let what = format!("针对{}的改进措施", without.join("、"));
            pieces.extend(nothing(&what));
        }
    }
    pieces
}

/// 扣分明细: the rows that lost points; of a review, those that the reviewer changed.
pub(super) fn table(facts: &Facts<'_>) -> Vec<Piece> {
    match facts.taken {
        Taken::Verified => changed(facts),
        Taken::Claimed | Taken::Computed => deducted(facts),
    }
}

fn changed(facts: &Facts<'_>) -> Vec<Piece> {
    let all: Vec<_> = facts.rows().collect();
    let rows = reviewed(&facts.sheet, facts.form, facts.unit);
    let rows = rows.iter().enumerate().filter_map(|(index, one)| {
        let row = all.get(one.index)?;
        let score =
            |score: Option<_>| Cell::centre(Text::of(score.map(signed).unwrap_or_default()));
        let corrected = one.corrected.iter().map(|figure| facts.corrected(figure));
        let chosen = Some(cause(&one.cause)).filter(|words| !words.is_empty());
        let chosen = chosen.map(|words| format!("{words}。"));
        let said = chosen.into_iter().chain(corrected).collect::<String>();
        Some(vec![
            Cell::centre(Text::of((index + 1).to_string())),
            Cell::left(Text::of(name(row.indicator))),
            score(Some(row.line.full)),
            score(row.line.claimed),
            score(row.line.verified),
            Cell::centre(Text::of(one.by.map(by).unwrap_or_default())),
            Cell::left(Text::of(said).then(why(row))),
        ])
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return vec![Piece::body(Text::of("核查得分与自评得分处处相同。"))];
    }
    vec![
        Piece::Paragraph(Stand::Caption, Text::of("扣分明细表")),
        Piece::Table(Table {
            head: Head::line([
                "序号",
                "指标",
                "分值",
                "自评得分",
                "核查得分",
                "核减核增",
                "原因",
            ]),
            widths: vec![7, 22, 8, 10, 10, 11, 32],
            rows,
            below_head: 0,
            place: Place::Text,
        }),
    ]
}

fn deducted(facts: &Facts<'_>) -> Vec<Piece> {
    let taken = facts.taken;
    let rows = lost(facts).enumerate().map(|(index, row)| {
        let score = taken.line(row.line).map(signed).unwrap_or_default();
        vec![
            Cell::centre(Text::of((index + 1).to_string())),
            Cell::left(Text::of(name(row.indicator))),
            Cell::centre(Text::of(signed(row.line.full))),
            Cell::centre(Text::of(score)),
            Cell::left(why(&row)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return vec![Piece::body(Text::of("没有扣分的指标。"))];
    }
    vec![
        Piece::Paragraph(Stand::Caption, Text::of("扣分明细表")),
        Piece::Table(Table {
            head: Head::line(["序号", "指标", "分值", taken.name(), "扣分原因"]),
            widths: vec![8, 26, 9, 12, 45],
            rows,
            below_head: 0,
            place: Place::Text,
        }),
    ]
}

fn lost<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Scored<'a>> {
    facts.rows().filter(|row| facts.taken.lost(row.line))
}

/// The reason as written, or that it is asked for.
fn why(row: &Scored<'_>) -> Text {
    match sentence(row.said(|answer| &answer.reason)) {
        reason if reason.is_empty() => Text::ask("请填写：未达标原因"),
        reason => Text::of(apart(reason)),
    }
}
