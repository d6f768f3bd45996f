//! An official workbook that somebody else made and filled in 外来的评分表: what was understood of it, row by
//! row, for a person to confirm before any of it becomes a form.

mod form;
mod found;
mod goals;
mod head;
mod header;
mod left;
mod matching;
mod name;
mod read;
mod rows;
mod scored;
mod sums;
mod table;
mod targets;
mod year;

use scoring::finding::Place;
use scoring::rubric::Rubric;

use super::Unreadable;
use super::workbook::Workbook;
use found::Found;
pub use head::{Head, Kind};
pub use matching::Match;
use table::Table;

/// How many sheets are looked at.
const MAX_SHEETS: usize = 40;

/// A foreign workbook, read as the form of one rubric.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// The id of the rubric that it was read by.
    pub rubric: String,
    /// The sheet that holds the scoring table.
    pub sheet: String,
    /// The first and the last row of its heads, as people count.
    pub head_rows: (u32, u32),
    /// What each column was taken for.
    pub heads: Vec<Head>,
    /// What was read, in the order of the sheet; [`Foreign::form`] is asked by the indexes of these.
    pub rows: Vec<Row>,
    /// The indicators that no row was taken for: id and name.
    pub missing: Vec<(String, String)>,
    /// The total, beside the sum of the rows.
    pub total: Option<Check>,
    /// The sheets that were not read.
    pub other_sheets: Vec<String>,
    /// What else a person should know of the file.
    pub notes: Vec<String>,
    asked: Rubric,
}

/// What a row of the sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A field of the header 表头.
    Profile,
    /// One of the year's tasks 年度总目标.
    Goal,
    /// A scored row 得分行.
    Line,
    /// A target 绩效目标.
    Target,
    /// A row that is printed again on another page 重复印出.
    Again,
    /// Something that matched nothing.
    Other,
}

/// A row, and what was taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row of the sheet, as people count.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
    /// Its name as printed.
    pub printed: String,
    /// The id of the indicator that it was taken for; of a target, that of its list.
    pub id: Option<String>,
    /// The indicator's name.
    pub name: Option<String>,
    /// How surely; `None` where it matched nothing.
    pub matched: Option<Match>,
    /// What goes into the form.
    pub values: Vec<Taken>,
    /// What looks misread or wrong, and what was understood.
    pub marks: Vec<Mark>,
}

/// A value for a field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The field. Targets and tasks are counted through all rows; those that are not kept leave no gap.
    pub place: Place,
    /// What the field is called.
    pub name: String,
    /// What stands there.
    pub text: String,
    /// The cell: H12.
    pub cell: String,
}

/// Something that looks misread or wrong, or that was understood and not simply taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// A stable code: `score-above-points`.
    pub code: &'static str,
    /// What is wrong, and what to do, or what was understood, in Chinese.
    pub message: String,
    /// Whether a person has to look.
    pub doubt: bool,
}

impl Mark {
    fn new(code: &'static str, message: String) -> Self {
        Self {
            code,
            message,
            doubt: true,
        }
    }

    /// What was understood.
    fn remark(code: &'static str, message: String) -> Self {
        Self {
            doubt: false,
            ..Self::new(code, message)
        }
    }
}

/// The row that adds up, beside the sums of the rows that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The row of the sheet, as people count.
    pub row: u32,
    /// 分值 as the sheet says.
    pub points: Option<String>,
    /// 自评得分 as the sheet says.
    pub claimed: Option<String>,
    /// The sum of the rows' 自评得分.
    pub claimed_sum: Option<String>,
    /// 核查得分 as the sheet says.
    pub verified: Option<String>,
    /// The sum of the rows' 核查得分.
    pub verified_sum: Option<String>,
    /// Where they agree, in words.
    pub agreed: Vec<String>,
    /// Where they differ.
    pub marks: Vec<Mark>,
}

impl Foreign {
    /// Reads a workbook by the rubric that fits best.
    pub(super) fn read(
        book: &mut Workbook<'_>,
        rubrics: &[Rubric],
        mut notes: Vec<String>,
    ) -> Result<Self, Unreadable> {
        let mut tables = Vec::new();
        for (name, seen) in book.sheets() {
            if seen && tables.len() < MAX_SHEETS {
                tables.push(Table::read(book, &name)?);
            } else {
                notes.push(format!("隐藏的或太靠后的工作表《{name}》没有读。"));
            }
        }
        for table in tables.iter().filter(|table| table.cut) {
            notes.push(format!(
                "工作表《{}》只读了前 2000 行、前 64 列，后面还有内容没有读。",
                table.name
            ));
        }
        if !tables.iter().any(|table| table.heads.is_some()) {
            return Err(Unreadable::NoTable);
        }
        // Of those that fit alike, the first: `max_by_key` takes the last.
        let best = rubrics
            .iter()
            .rev()
            .filter_map(|rubric| Found::best(&tables, rubric))
            .max_by_key(Found::fit);
        let none = match rubrics {
            [] => Unreadable::NoRubric,
            _ => Unreadable::NoMatch,
        };
        let found = best.ok_or(none)?;
        Ok(found.into_foreign(&tables, notes))
    }
}
