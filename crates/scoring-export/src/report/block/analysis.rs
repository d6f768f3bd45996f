//! 指标分析: section by section, group by group, row by row, under headings.

use crate::layout::Scored;

use super::super::facts::{Bundle, Facts, Part};
use super::super::piece::{Piece, Text};
use super::super::words::{name, ordinal};
use super::nothing;
use super::row::{aim, outcome, row, scored};

/// The whole form, or a section or a group of it by its name, below a heading of `level`.
pub(super) fn draft(facts: &Facts<'_>, range: Option<&str>, level: u8) -> Vec<Piece> {
    let parts = facts.parts();
    let mut pieces = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match range {
            None => {
                let title = numbered(level + 1, index + 1, &part.section.name);
                pieces.push(Piece::Heading(level + 1, Text::of(title)));
                section(facts, part, level + 1, &mut pieces);
            }
            Some(range) if range == part.section.name && !part.section.is_one_group() => {
                section(facts, part, level, &mut pieces);
            }
            Some(range) => {
                let groups = part.groups.iter();
                for bundle in groups.filter(|bundle| bundle.group.name == range) {
                    named(facts, bundle, &mut pieces);
                }
            }
        }
    }
    match pieces.is_empty() {
        true => nothing(range.unwrap_or("指标分析")),
        false => pieces,
    }
}

/// 该指标从预算编制和目标设置两个方面考核预算编制情况，共涉及5个三级指标。指标总分值20分，评价得分10.5分，得分率52.5%。
fn section(facts: &Facts<'_>, part: &Part<'_>, level: u8, pieces: &mut Vec<Piece>) {
    if let [bundle] = part.groups.as_slice()
        && part.section.is_one_group()
    {
        return group(facts, bundle, level, pieces);
    }
    let rows: usize = part.groups.iter().map(|bundle| bundle.rows.len()).sum();
    let text = Text::of(format!(
        "该指标从{}考核{}，共涉及{rows}个三级指标。指标总",
        sides(part),
        part.section.name,
    ));
    let text = text.then(scored(facts, part.scores));
    pieces.push(Piece::body(text));
    for (index, bundle) in part.groups.iter().enumerate() {
        let title = numbered(level + 1, index + 1, &bundle.group.name);
        pieces.push(Piece::Heading(level + 1, Text::of(title)));
        group(facts, bundle, level + 1, pieces);
    }
}

/// 预算编制和目标设置两个方面
fn sides(part: &Part<'_>) -> String {
    let names: Vec<_> = part
        .groups
        .iter()
        .map(|bundle| bundle.group.name.as_str())
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => format!("{only}方面"),
        [first @ .., last] => {
            let count = match names.len() {
                2 => "两".to_owned(),
                count => ordinal(count),
            };
            format!("{}和{last}{count}个方面", first.join("、"))
        }
    }
}

/// Rows under headings; a single row without one.
fn group(facts: &Facts<'_>, bundle: &Bundle<'_>, level: u8, pieces: &mut Vec<Piece>) {
    if let [only] = bundle.rows.as_slice() {
        return said(facts, only, &bundle.group.name, pieces);
    }
    let text = Text::of("指标").then(scored(facts, bundle.scores));
    pieces.push(Piece::body(text));
    for (index, one) in bundle.rows.iter().enumerate() {
        let title = numbered(level + 1, index + 1, &name(one.indicator));
        pieces.push(Piece::Heading(level + 1, Text::of(title)));
        said(facts, one, &name(one.indicator), pieces);
    }
}

/// A group by its name, as paragraphs: several can stand under one heading.
fn named(facts: &Facts<'_>, bundle: &Bundle<'_>, pieces: &mut Vec<Piece>) {
    if bundle.rows.len() > 1 {
        let text = Text::of(format!("{}：", bundle.group.name));
        pieces.push(Piece::body(text.then(scored(facts, bundle.scores))));
    }
    for one in &bundle.rows {
        said(facts, one, "", pieces);
    }
}

/// A row and its targets, with its name where what stands above does not say it.
fn said(facts: &Facts<'_>, one: &Scored<'_>, above: &str, pieces: &mut Vec<Piece>) {
    let title = name(one.indicator);
    let lead = match title == above {
        true => Text::default(),
        false => Text::of(format!("{title}：")),
    };
    let lead = match one.line.full.is_zero() {
        true => lead,
        false => lead.say("指标"),
    };
    pieces.push(Piece::body(lead.then(row(facts, one))));
    for (index, (target, score)) in one.targets.iter().zip(&one.line.targets).enumerate() {
        let lead = format!("{}是{}：", ordinal(index + 1), aim(target));
        let outcome = outcome(facts, one, target, score);
        pieces.push(Piece::body(Text::of(lead).then(outcome)));
    }
}

/// 一、 （一） 1. （1） by level.
fn numbered(level: u8, number: usize, title: &str) -> String {
    match level {
        ..=1 => format!("{}、{title}", ordinal(number)),
        2 => format!("（{}）{title}", ordinal(number)),
        3 => format!("{number}.{title}"),
        4.. => format!("（{number}）{title}"),
    }
}
