//! What stands above the scoring table: 单位基本情况, 年度部门预算情况.

use std::collections::BTreeSet;

use scoring::Scorer;
use scoring::finding::Place;
use scoring::rubric::{Field, Indicator, Rubric};

use super::name::normal;
use super::table::Table;
use super::{Mark, Match, Row, RowKind, Taken};
use crate::block::word::squeezed;
use crate::reading::called::called;

/// The field that holds the year 年度.
pub(super) const YEAR: &str = "year";
/// How far below its label a figure stands.
const BELOW: usize = 4;

/// How many cells of a header are looked at.
const MAX_CELLS: usize = 3_000;
/// How many cells are looked at that have the same label.
const MAX_SAME: usize = 20;

/// The header of a sheet, down to the first row of heads.
pub(super) struct Header<'a> {
    pub table: &'a Table,
    pub rubric: &'a Rubric,
    pub scorer: &'a Scorer,
    pub end: usize,
    pub cells: Vec<Text<'a>>,
    /// The labels of the form, as [`plain`] has them.
    labels: BTreeSet<String>,
}

/// A cell with a text.
pub(super) struct Text<'a> {
    pub at: At,
    pub text: &'a str,
    pub plain: String,
}

/// What stands to the right of a label.
enum Beside {
    Value(At, String),
    Label,
    Nothing,
}

/// A cell, by row and column.
pub(super) type At = (usize, usize);

impl<'a> Header<'a> {
    /// The rows of a sheet above one of them.
    pub fn new(table: &'a Table, rubric: &'a Rubric, scorer: &'a Scorer, end: usize) -> Self {
        let cells = (0..end).flat_map(|row| {
            table
                .texts(row)
                .map(move |(column, text)| ((row, column), text))
        });
        let labels = |field: &Field| {
            let under = field.under.as_deref().map(plain);
            std::iter::once(plain(&field.label)).chain(under)
        };
        Self {
            table,
            rubric,
            scorer,
            end,
            cells: cells
                .take(MAX_CELLS)
                .map(|(at, text)| Text {
                    at,
                    text,
                    plain: plain(text),
                })
                .collect(),
            labels: rubric.fields().flat_map(labels).collect(),
        }
    }

    /// The fields that were found, by their printed labels.
    pub fn fields(&self) -> Vec<Row> {
        let fields = self.rubric.fields();
        let rows = fields.filter_map(|field| {
            let year = (field.id == YEAR).then(|| self.year()).flatten();
            let (at, text) = year.or_else(|| self.value(field))?;
            let text = ticked(&text).map_or(text.clone(), str::to_owned);
            let place = Place::Profile(field.id.clone());
            let name = called(self.scorer, &place);
            let taken = self.taken(place, &name, text, at);
            Some(self.row(at, RowKind::Profile, &name, vec![taken]))
        });
        let mut rows: Vec<Row> = rows.collect();
        let cells: Vec<(String, String)> = rows
            .iter()
            .flat_map(|row| &row.values)
            .map(|taken| (taken.cell.clone(), taken.text.clone()))
            .collect();
        for (index, row) in rows.iter_mut().enumerate() {
            let twice = cells
                .iter()
                .enumerate()
                .any(|(other, cell)| other != index && *cell == cells[index]);
            if twice {
                let message = "这一格同时像另一项的内容，请核对是哪一项的。";
                row.marks.push(Mark::new("cell-twice", message.to_owned()));
            }
        }
        rows
    }

    /// Rows that are scored in the header: 预算执行率 beside the budget, with its 分值 and 得分.
    pub fn lines(&self, scored: &dyn Fn(&str) -> bool) -> Vec<Row> {
        let score = self.cells.iter().find(|cell| cell.plain == "得分");
        let Some((head, column)) = score.map(|cell| cell.at) else {
            return Vec::new();
        };
        let labels = self
            .table
            .texts(head)
            .map(|(_, text)| plain(text.split(['（', '(']).next().unwrap_or_default()));
        let labels: Vec<String> = labels.filter(|label| label.chars().count() >= 3).collect();
        let named = |indicator: &&Indicator| {
            let name = normal(&indicator.name);
            scored(&indicator.id) && labels.iter().any(|label| name.contains(label.as_str()))
        };
        let Some(indicator) = self.rubric.indicators().find(named) else {
            return Vec::new();
        };
        let number = |row: &usize| super::scored::number(self.table.text(*row, column)).is_some();
        let Some(row) = (head + 1..self.end).find(number) else {
            return Vec::new();
        };
        let place = Place::Answer(indicator.id.clone(), "claimed");
        let text = self.table.text(row, column).to_owned();
        let taken = self.taken(place, "自评得分", text, (row, column));
        let mut line = self.row((row, column), RowKind::Line, &indicator.name, vec![taken]);
        line.id = Some(indicator.id.clone());
        line.name = Some(indicator.name.clone());
        vec![line]
    }

    pub fn row(&self, at: At, kind: RowKind, printed: &str, values: Vec<Taken>) -> Row {
        Row {
            row: self.table.number(at.0),
            kind,
            printed: printed.to_owned(),
            id: None,
            name: None,
            matched: Some(Match::Name),
            values,
            marks: Vec::new(),
        }
    }

    pub fn taken(&self, place: Place, name: &str, text: String, at: At) -> Taken {
        Taken {
            place,
            name: name.to_owned(),
            text,
            cell: self.table.address(at.0, at.1),
        }
    }

    /// Where a field's value stands, and what it is.
    fn value(&self, field: &Field) -> Option<(At, String)> {
        let label = plain(&field.label);
        if let Some(under) = &field.under {
            return self.under(&label, &plain(under), field);
        }
        for Text { at, text, plain } in &self.cells {
            let at = *at;
            if let Some(value) = within(text, &field.label) {
                return Some((at, value));
            }
            if *plain != label {
                continue;
            }
            let found = match self.beside(at, field) {
                Beside::Value(at, text) => Some((at, text)),
                Beside::Label => self.below(at, field),
                // A blank field of text is blank.
                Beside::Nothing => self.below(at, field).filter(|_| field.unit.is_some()),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The value to the right of a label, past one blank cell; `None` where another label stands there.
    fn beside(&self, (row, column): At, field: &Field) -> Beside {
        let mut whole = self.table.whole(row, column);
        let mut next = column;
        for blanks in 0..2 {
            let cells = next + 1..self.table.width();
            let Some(found) = cells
                .into_iter()
                .find(|next| self.table.whole(row, *next) != whole)
            else {
                return Beside::Nothing;
            };
            (next, whole) = (found, self.table.whole(row, found));
            let text = self.table.printed(row, next);
            if self.is_value(text) && fits(text, field) && whole.0 == row {
                return Beside::Value(whole, text.to_owned());
            }
            if !text.is_empty() {
                return match blanks {
                    0 => Beside::Label,
                    _ => Beside::Nothing,
                };
            }
        }
        Beside::Nothing
    }

    /// The figure below a label, past other labels.
    fn below(&self, (row, column): At, field: &Field) -> Option<(At, String)> {
        let label = self.table.whole(row, column);
        let rows = row + 1..self.end.min(row + 1 + BELOW);
        for next in rows.filter(|next| self.table.whole(*next, column) != label) {
            let text = self.table.printed(next, column);
            if !text.is_empty() && !self.is_value(text) {
                continue;
            }
            let whole = self.table.whole(next, column);
            return fits(text, field).then(|| (whole, text.to_owned()));
        }
        None
    }

    /// A figure under two heads, one above the other, or one at the left and one above.
    fn under(&self, label: &str, under: &str, field: &Field) -> Option<(At, String)> {
        let alone = |text: &str| {
            let text = text.strip_suffix("其中").unwrap_or(text);
            text.strip_prefix("其中").unwrap_or(text).to_owned()
        };
        let named = |name: &str| -> Vec<At> {
            let name = alone(name);
            let same = self.cells.iter().filter(|cell| alone(&cell.plain) == name);
            same.take(MAX_SAME).map(|cell| cell.at).collect()
        };
        let labels = named(label);
        for at in named(under) {
            for (row, column) in labels.iter().copied() {
                let above = (at.0 < row && row <= at.0 + 2)
                    && (at.0..row).any(|above| self.table.whole(above, column) == at);
                if above && let Some(found) = self.below((row, column), field) {
                    return Some(found);
                }
                // 计划投资额, and below it 其中：中央财政, each with its figure beside.
                if column == at.1
                    && (at.0 + 1..=at.0 + 6).contains(&row)
                    && let Beside::Value(at, text) = self.beside((row, column), field)
                {
                    return Some((at, text));
                }
                if row < at.0 && column > at.1 {
                    let text = self.table.printed(at.0, column);
                    if self.is_value(text) {
                        return Some((self.table.whole(at.0, column), text.to_owned()));
                    }
                }
            }
        }
        None
    }

    /// Whether a text is filled in, and no label of the form.
    fn is_value(&self, text: &str) -> bool {
        let plain = plain(text);
        !plain.is_empty()
            && !self.labels.contains(&plain)
            && !text.trim_end().ends_with(['：', ':'])
    }
}

/// The one of several printed answers that is ticked: 经常性项目(√)  一次性项目（）.
fn ticked(text: &str) -> Option<&str> {
    let marks = ["(√)", "（√）", "(✓)", "（✓）"];
    let (before, _) = marks.iter().find_map(|mark| text.split_once(mark))?;
    before.split_whitespace().next_back()
}

/// Whether a text can be what a field asks for.
fn fits(text: &str, field: &Field) -> bool {
    !text.is_empty() && (field.unit.is_none() || text.contains(|c: char| c.is_ascii_digit()))
}

/// A label without its unit, its colon, and the letter by which a formula of the form names it: 全年预算数（A）.
fn plain(text: &str) -> String {
    let text = squeezed(text);
    let text = text.trim_end_matches(['：', ':']);
    let unit = [
        "（万元）",
        "(万元)",
        "（元）",
        "(元)",
        "（人）",
        "（个）",
        "（%）",
        "(%)",
    ];
    let bare = |text: &'_ str| -> Option<usize> {
        let unit = unit.iter().find_map(|unit| text.strip_suffix(unit));
        unit.or_else(|| lettered(text)).map(str::len)
    };
    let mut text = text;
    while let Some(end) = bare(text).filter(|end| *end > 0) {
        text = &text[..end];
    }
    normal(text)
}

/// What stands before letters in brackets: （A）, (B/A).
fn lettered(text: &str) -> Option<&str> {
    let (name, letters) = text.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let letter = |c: char| c.is_ascii_uppercase() || matches!(c, '/' | '÷' | '×' | '%' | '-' | '=');
    letters.chars().all(letter).then_some(name)
}

/// The value that stands behind a label and a colon in one cell, up to the next label.
fn within(text: &str, label: &str) -> Option<String> {
    let (_, after) = text.split_once(label)?;
    let after = after.trim_start().strip_prefix(['：', ':'])?;
    let line = after.lines().next().unwrap_or_default();
    // Further labels stand behind wide spaces.
    let end = ["  ", "\t", "\u{3000}\u{3000}"]
        .iter()
        .filter_map(|gap| line.trim_start().find(gap))
        .min();
    let value = line.trim_start();
    let value = value[..end.unwrap_or(value.len())].trim();
    (!value.is_empty()).then(|| value.to_owned())
}
