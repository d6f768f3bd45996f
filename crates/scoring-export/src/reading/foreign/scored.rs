//! A scored row 得分行: its cells where they stand, or where a scanner moved them.

use rust_decimal::Decimal;
use scoring::entry::Entry;

use super::head::{Heads, Kind};
use super::name::normal;
use super::table::Table;

/// How far a scanner moves the cells of a row.
const SHIFTS: [isize; 12] = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6];
/// A text that is longer is no name.
const NAME: usize = 40;
/// How many texts of a row may be its name.
const MAX_TEXTS: usize = 16;
/// A text that is longer is no score that somebody typed.
const SCORE: usize = 12;
/// What is read of a row.
const KINDS: [Kind; 7] = [
    Kind::Points,
    Kind::Claimed,
    Kind::Verified,
    Kind::Reason,
    Kind::Meaning,
    Kind::Evidence,
    Kind::Remark,
];

/// A scored row as it stands.
#[derive(Debug, Default)]
pub(super) struct Scored {
    pub row: usize,
    pub name: String,
    /// The 二级指标 that begins with this row, or the one above.
    pub group: String,
    /// The texts that may be a name, where a scanner moved it.
    pub others: Vec<String>,
    /// The long texts: 指标解释, 评分标准.
    pub long: Vec<String>,
    pub points: Option<Decimal>,
    /// What stands in the columns, each with its cell.
    pub texts: Vec<(Kind, String, String)>,
    /// By how many columns the row is moved.
    pub shift: isize,
    /// Whether its scores stand elsewhere than its points would have it.
    pub scores_moved: bool,
    /// Whether a long text stands where the score belongs.
    pub score_lost: bool,
    /// The unit's own targets that are printed one below another: 指标1：…
    pub targets: Vec<(usize, String)>,
}

impl Scored {
    /// Reads a row that is scored: one with points or a known name. `known` says whether a normal text is the
    /// name of an indicator.
    pub fn read(
        table: &Table,
        heads: &Heads,
        row: usize,
        known: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let cells = Cells { table, heads, row };
        let is_known = |text: &str| known(&normal(text));
        let shift = cells.shift(&is_known);
        let name = cells.at(Kind::Name, shift);
        let texts = || table.texts(row).map(|(_, text)| text);
        let count = |text: &str| text.chars().count();
        let is_name = |text: &&str| count(text) <= NAME && number(text).is_none();
        let others = texts().filter(is_name).take(MAX_TEXTS);
        let others: Vec<String> = others.map(str::to_owned).collect();
        let points = number(cells.at(Kind::Points, shift));
        if points.is_none() && !is_known(name) && !others.iter().any(|text| is_known(text)) {
            return None;
        }
        let mut line = Self {
            row,
            name: name.to_owned(),
            group: cells.group(),
            others,
            long: texts()
                .filter(|text| count(text) > SCORE)
                .take(MAX_TEXTS)
                .map(str::to_owned)
                .collect(),
            points,
            shift,
            ..Self::default()
        };
        for kind in KINDS {
            let Some(column) = cells.column(kind, shift) else {
                continue;
            };
            let text = cells.at(kind, shift);
            if shift == 0 && table.continues(row, column) || text.is_empty() {
                continue;
            }
            match is_target(text) {
                true => line.targets.push((row, text.to_owned())),
                false => line
                    .texts
                    .push((kind, text.to_owned(), table.address(row, column))),
            }
        }
        line.find_scores(&cells);
        Some(line)
    }

    /// Takes the scores from where they stand, in a row that is moved in part.
    fn find_scores(&mut self, cells: &Cells<'_>) {
        const SCORES: [Kind; 2] = [Kind::Claimed, Kind::Verified];
        let of = |kind| self.text(kind).map(|(text, _)| text);
        let read = SCORES
            .iter()
            .filter_map(|kind| of(*kind))
            .any(|text| number(text).is_some());
        let long = |text: &str| text.chars().count() > SCORE;
        let lost = SCORES.iter().filter_map(|kind| of(*kind)).any(long);
        if read || (self.shift == 0 && !lost) {
            return;
        }
        let from = cells
            .column(Kind::Points, self.shift)
            .map_or(0, |column| column + 1);
        let behind = || {
            cells
                .table
                .texts(cells.row)
                .filter(move |(column, _)| *column >= from)
        };
        let numbers: Vec<_> = behind()
            .filter(|(_, text)| number(text).is_some())
            .collect();
        let has = SCORES
            .iter()
            .filter(|kind| cells.heads.column(**kind).is_some());
        let address = |column| cells.table.address(cells.row, column);
        let moved: Vec<_> = has
            .zip(&numbers)
            .map(|(kind, (column, text))| (*kind, (*text).to_owned(), address(*column)))
            .collect();
        self.score_lost = lost && moved.is_empty();
        self.texts.retain(|(kind, text, _)| {
            !(SCORES.contains(kind) && (long(text) || !moved.is_empty()))
        });
        let Some((last, _)) = numbers.get(moved.len().wrapping_sub(1)) else {
            return;
        };
        self.scores_moved = true;
        let reason = behind().find(|(column, text)| column > last && number(text).is_none());
        self.texts.retain(|(kind, ..)| *kind != Kind::Reason);
        self.texts.extend(moved);
        self.texts
            .extend(reason.map(|(column, text)| (Kind::Reason, text.to_owned(), address(column))));
    }

    /// What stands in a column.
    pub fn text(&self, kind: Kind) -> Option<(&str, &str)> {
        let text = self.texts.iter().find(|(one, ..)| *one == kind);
        text.map(|(_, text, cell)| (text.as_str(), cell.as_str()))
    }

    /// Adds a text to a column.
    pub fn add(&mut self, kind: Kind, text: &str, cell: String) {
        match self.texts.iter_mut().find(|(one, ..)| *one == kind) {
            Some((_, before, _))
                if before.split('\n').any(|line| line == text) || before == text => {}
            Some((_, before, _)) => {
                before.push('\n');
                before.push_str(text);
            }
            None => self.texts.push((kind, text.to_owned(), cell)),
        }
    }
}

/// The cells of a row.
struct Cells<'a> {
    table: &'a Table,
    heads: &'a Heads,
    row: usize,
}

impl Cells<'_> {
    /// Where a column of the heads stands in a row that is moved.
    fn column(&self, kind: Kind, shift: isize) -> Option<usize> {
        self.heads.column(kind)?.checked_add_signed(-shift)
    }

    fn at(&self, kind: Kind, shift: isize) -> &str {
        self.column(kind, shift).map_or("", |column| match shift {
            0 => self.table.printed(self.row, column),
            _ => self.table.text(self.row, column),
        })
    }

    /// By how many columns the row is moved: not at all, where it can be read as it stands.
    fn shift(&self, is_known: &dyn Fn(&str) -> bool) -> isize {
        let named = |shift: &isize| is_known(self.at(Kind::Name, *shift));
        let mut texts = self.table.texts(self.row);
        let numbers = texts.any(|(_, text)| number(text).is_some());
        if self.fits(0) || named(&0) || !numbers {
            return 0;
        }
        let fitting = || SHIFTS.into_iter().filter(|shift| self.fits(*shift));
        let moved = fitting().find(named).or_else(|| fitting().next());
        moved.unwrap_or_default()
    }

    /// Whether numbers stand where points and scores belong, and none where the name does.
    fn fits(&self, shift: isize) -> bool {
        let score = |kind| {
            let text = self.at(kind, shift);
            text.is_empty() || number(text).is_some()
        };
        let name = self.at(Kind::Name, shift);
        let named = number(name).is_none() && name.chars().count() <= NAME;
        let points = number(self.at(Kind::Points, shift)).is_some();
        points && named && score(Kind::Claimed) && score(Kind::Verified)
    }

    /// The text of the level above the scored rows.
    fn group(&self) -> String {
        let column = self
            .heads
            .kinds
            .iter()
            .rposition(|kind| *kind == Kind::Above);
        let text = column.map_or("", |column| self.table.printed(self.row, column));
        text.to_owned()
    }
}

/// A number, where a text is nothing but one.
pub(super) fn number(text: &str) -> Option<Decimal> {
    Entry::new(text).read("分").ok().flatten()
}

/// Whether a text is one of the unit's own targets: 指标1：…
pub(super) fn is_target(text: &str) -> bool {
    let number = text.strip_prefix("指标").unwrap_or_default();
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < number.len() && rest.starts_with(['：', ':', '.', '、'])
}
