//! 履职效能 and 管理效率: the unit's own targets one by one, and the other groups row by row.

use super::super::facts::{Bundle, Facts};
use super::super::piece::{Piece, Text};
use super::super::words::{name, ordinal};
use super::nothing;
use super::row::{aim, outcome, row, scored};

/// The groups that score targets; targets are numbered through.
pub(super) fn targets(facts: &Facts<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut number = 0;
    for part in facts.parts() {
        for bundle in part.groups.iter().filter(|bundle| bundle.has_targets()) {
            for one in &bundle.rows {
                let lead = Text::of(format!("{}：", name(one.indicator)));
                pieces.push(Piece::body(lead.then(row(facts, one))));
                for (target, score) in one.targets.iter().zip(&one.line.targets) {
                    number += 1;
                    let lead = format!("{}是{}指标实现情况：", ordinal(number), aim(target));
                    let outcome = outcome(facts, one, target, score);
                    pieces.push(Piece::body(Text::of(lead).then(outcome)));
                }
            }
        }
    }
    match pieces.is_empty() {
        true => nothing("履职效能分析"),
        false => pieces,
    }
}

/// The groups that score no targets.
pub(super) fn management(facts: &Facts<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let parts = facts.parts();
    let groups = parts.iter().flat_map(|part| &part.groups);
    let groups = groups.filter(|bundle| !bundle.has_targets());
    for (index, bundle) in groups.enumerate() {
        pieces.push(Piece::body(head(facts, index + 1, bundle)));
        for one in &bundle.rows {
            let lead = Text::of(format!("{}：", name(one.indicator)));
            pieces.push(Piece::body(lead.then(row(facts, one))));
        }
    }
    match pieces.is_empty() {
        true => nothing("管理效率分析"),
        false => pieces,
    }
}

/// 一是预算编制情况。分值2分，自评得分2分，得分率100%。
fn head(facts: &Facts<'_>, number: usize, bundle: &Bundle<'_>) -> Text {
    let state = if bundle.group.name.ends_with("情况") {
        ""
    } else {
        "情况"
    };
    let lead = format!("{}是{}{state}。", ordinal(number), bundle.group.name);
    Text::of(lead).then(scored(facts, bundle.scores))
}
