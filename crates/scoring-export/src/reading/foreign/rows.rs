//! The rows below the heads: which are scored rows, and what of them goes on, is printed again, or adds up.

use super::head::{self, Heads, Kind};
use super::name::normal;
use super::scored::{Scored, is_target, number};
use super::table::Table;
use crate::block::word::{is_subtotal, is_total};
use rust_decimal::Decimal;

/// A row of the table.
#[derive(Debug)]
pub(super) enum Line {
    Scored(Scored),
    /// Heads that are printed again on another page.
    Heads,
    /// A cell that is printed again on another page: the row, and the one that it repeats.
    Again(usize, usize),
    Total(Total),
    /// Something else, with what it says.
    Other(usize, String),
}

/// A row that adds up.
#[derive(Debug, Default)]
pub(super) struct Total {
    pub row: usize,
    /// Whether it adds up a part of the table 小计.
    pub part: bool,
    pub points: Option<Decimal>,
    pub claimed: Option<Decimal>,
    pub verified: Option<Decimal>,
    /// Whether the score stands in a row below.
    below: bool,
}

impl Total {
    /// Takes the score from a row of numbers below; the last is the score. A scanner puts the numbers of a
    /// merged row below one another.
    fn take_below(&mut self, texts: &[(usize, &str)]) -> bool {
        if self.claimed.is_some() && !self.below {
            return false;
        }
        self.claimed = texts.last().and_then(|(_, text)| number(text));
        self.below = true;
        true
    }
}

/// Reads the rows below the heads. `known` says whether a normal text is the name of an indicator.
pub(super) fn read(table: &Table, heads: &Heads, known: &dyn Fn(&str) -> bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for row in heads.last + 1..table.height() {
        let texts: Vec<(usize, &str)> = table.texts(row).collect();
        if texts.is_empty() {
            continue;
        }
        let heads_before = matches!(lines.last(), Some(Line::Heads));
        if head::count(table, row) >= 3 || (heads_before && head::is_all(table, row)) {
            lines.push(Line::Heads);
            continue;
        }
        if texts.iter().any(|(_, text)| is_total(text)) {
            lines.push(Line::Total(total(table, heads, row, &texts)));
            continue;
        }
        let numbers = texts.iter().all(|(_, text)| number(text).is_some());
        let under_total = match lines.last_mut() {
            Some(Line::Total(total)) if numbers => total.take_below(&texts),
            _ => false,
        };
        if under_total {
            continue;
        }
        if goes_on(table, heads, row) {
            join(table, heads, row, &mut lines);
            continue;
        }
        let line = Scored::read(table, heads, row, known);
        // Numbers alone are no row, unless a merged name stands beside them.
        let Some(line) = line.filter(|line| !numbers || !line.name.is_empty()) else {
            lines.push(Line::Other(row, joined(&texts)));
            continue;
        };
        match again(&line, &lines) {
            Some(first) => {
                join(table, heads, row, &mut lines);
                lines.push(Line::Again(row, first));
            }
            None => lines.push(Line::Scored(line)),
        }
    }
    lines
}

fn joined(texts: &[(usize, &str)]) -> String {
    texts
        .iter()
        .map(|(_, text)| *text)
        .collect::<Vec<_>>()
        .join("  ")
}

/// Whether a row has only more of the row above: its name and points are merged with those, or blank.
fn goes_on(table: &Table, heads: &Heads, row: usize) -> bool {
    let has = |kind| {
        let column = heads.column(kind)?;
        Some(!table.continues(row, column) && !table.printed(row, column).is_empty())
    };
    let scored = [Kind::Name, Kind::Points, Kind::Claimed, Kind::Verified];
    let goes = [
        Kind::Reason,
        Kind::Evidence,
        Kind::Remark,
        Kind::Meaning,
        Kind::Criteria,
    ];
    let more = goes.iter().any(|kind| has(*kind) == Some(true));
    let within = table.texts(row).all(|(column, _)| {
        heads
            .kinds
            .get(column)
            .is_some_and(|kind| goes.contains(kind))
    });
    more && within && !scored.iter().any(|kind| has(*kind) == Some(true))
}

/// Adds what a row says to the scored row above.
fn join(table: &Table, heads: &Heads, row: usize, lines: &mut [Line]) {
    let above = lines.iter_mut().rev().find_map(|line| match line {
        Line::Scored(scored) => Some(scored),
        _ => None,
    });
    let Some(above) = above else {
        return;
    };
    for kind in [Kind::Reason, Kind::Meaning, Kind::Evidence, Kind::Remark] {
        let Some(column) = heads.column(kind) else {
            continue;
        };
        let text = table.text(row, column);
        if text.is_empty() {
            continue;
        }
        if is_target(text) {
            above.targets.push((row, text.to_owned()));
        } else if kind != Kind::Meaning {
            above.add(kind, text, table.address(row, column));
        }
    }
}

/// The scored row that is printed once more: the last one, where nothing tells them apart.
fn again(line: &Scored, lines: &[Line]) -> Option<usize> {
    let paged = matches!(
        lines.last(),
        Some(Line::Heads | Line::Total(_) | Line::Again(..))
    );
    let last = lines.iter().rev().find_map(|line| match line {
        Line::Scored(scored) => Some(scored),
        _ => None,
    })?;
    let score = |scored: &Scored| scored.text(Kind::Claimed).map(|(text, _)| text.to_owned());
    let same = normal(&last.name) == normal(&line.name) && last.points == line.points;
    let same_score = score(line).is_none() || score(line) == score(last);
    (paged && same && same_score && !line.name.is_empty()).then_some(last.row)
}

fn total(table: &Table, heads: &Heads, row: usize, texts: &[(usize, &str)]) -> Total {
    let at = |kind| number(table.printed(row, heads.column(kind)?));
    let texts = || texts.iter().map(|(_, text)| *text);
    Total {
        row,
        part: texts().all(|text| !is_total(text) || is_subtotal(text)),
        points: at(Kind::Points).or_else(|| texts().find_map(number)),
        claimed: at(Kind::Claimed),
        verified: at(Kind::Verified),
        below: false,
    }
}
