//! Which cell holds what. Settled before anything is written, since the sheets refer to each other.

use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};
use rust_xlsxwriter::{ColNum, RowNum};
use scoring::{Cells, Column, Slot};

use super::filled::Filled;
use super::{TARGET_TABLE, WORKING, target_table, working};

/// A run of rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub first: RowNum,
    pub count: RowNum,
}

impl Span {
    pub fn last(self) -> RowNum {
        self.first + self.count.max(1) - 1
    }
}

/// The rows of a list of targets on 指标完成情况表.
pub(super) struct TargetRows {
    /// The band with the indicator's name.
    pub band: RowNum,
    /// Each target's row, with the rows of its parts after it.
    pub targets: Vec<Span>,
    /// All rows below the band; one, empty, where there is no target.
    pub all: Span,
    /// Whether each target brings its own points.
    pub own_points: bool,
}

/// The rows of everything that formulas refer to.
pub(super) struct Places {
    /// The rows of each line on 计算底稿.
    pub working: Vec<Span>,
    /// The row of the totals there.
    pub total: RowNum,
    /// The lists on 指标完成情况表, by line.
    pub targets: Vec<Option<TargetRows>>,
    /// The cell of each answer on 计算底稿, by slot.
    inputs: Vec<String>,
}

impl Places {
    pub fn new(filled: &Filled<'_>) -> Self {
        let mut row = working::FIRST;
        let mut target_row = target_table::FIRST;
        let mut places = Self {
            working: Vec::new(),
            total: 0,
            targets: Vec::new(),
            inputs: Vec::new(),
        };
        for line in filled.lines() {
            let questions = line.rule.questions.len();
            for question in 0..questions {
                places.inputs.push(row_col_to_cell_absolute(
                    row + rows(question),
                    working::ANSWER,
                ));
            }
            let span = Span {
                first: row,
                count: rows(questions.max(1)),
            };
            places.working.push(span);
            row = span.last() + 1;

            places.targets.push(line.rule.targets.as_ref().map(|asked| {
                let band = target_row;
                let mut next = band + 1;
                let spans: Vec<_> = line
                    .targets
                    .iter()
                    .map(|target| {
                        let span = Span {
                            first: next,
                            count: 1 + rows(target.parts.len()),
                        };
                        next = span.last() + 1;
                        span
                    })
                    .collect();
                next = next.max(band + 2);
                target_row = next;
                TargetRows {
                    band,
                    targets: spans,
                    all: Span {
                        first: band + 1,
                        count: next - band - 1,
                    },
                    own_points: asked.points,
                }
            }));
        }
        places.total = row;
        places
    }

    /// The computed score of a line, from another sheet.
    pub fn computed(&self, line: usize) -> String {
        abroad(
            WORKING,
            &row_col_to_cell_absolute(self.working_row(line), working::COMPUTED),
        )
    }

    /// 按标准合计, from another sheet.
    pub fn computed_total(&self) -> String {
        abroad(
            WORKING,
            &row_col_to_cell_absolute(self.total, working::COUNTED),
        )
    }

    /// 自评合计, from another sheet.
    pub fn claimed_total(&self) -> String {
        abroad(
            WORKING,
            &row_col_to_cell_absolute(self.total, working::CLAIMED),
        )
    }

    /// The grade of the computed total, from another sheet.
    pub fn computed_grade(&self) -> String {
        abroad(
            WORKING,
            &row_col_to_cell_absolute(self.total + 1, working::COUNTED),
        )
    }

    /// How many points are open 未定, from another sheet.
    pub fn open(&self) -> String {
        abroad(
            WORKING,
            &row_col_to_cell_absolute(self.total + 3, working::COUNTED),
        )
    }

    /// 自评得分 of a line, from another sheet.
    pub fn claimed(&self, line: usize) -> String {
        let cell = row_col_to_cell_absolute(self.working_row(line), working::CLAIMED);
        abroad(WORKING, &cell)
    }

    /// 核查得分 of a line, from another sheet.
    pub fn verified(&self, line: usize) -> String {
        let cell = row_col_to_cell_absolute(self.working_row(line), working::VERIFIED);
        abroad(WORKING, &cell)
    }

    /// What the unit gives its own targets under a line, added up once all are given.
    pub fn given(&self, line: usize) -> String {
        let (range, count) = self.of_targets(line, target_table::GIVEN);
        let count = count.max(1);
        format!("IF(COUNT({range})<{count},\"\",ROUND(SUM({range}),10))")
    }

    /// A cell of a target from another sheet: of its own row, or of that of its nth part, from 1.
    pub fn target(&self, line: usize, target: usize, part: usize, col: ColNum) -> String {
        let list = self.targets.get(line).and_then(Option::as_ref);
        let Some(span) = list.and_then(|list| list.targets.get(target)) else {
            return "NA()".to_owned();
        };
        let cell = row_col_to_cell_absolute(span.first + rows(part), col);
        abroad(TARGET_TABLE, &cell)
    }

    /// A column of the targets under a line, from another sheet, and how many there are.
    fn of_targets(&self, line: usize, col: ColNum) -> (String, usize) {
        let Some(Some(rows)) = self.targets.get(line) else {
            return ("NA()".to_owned(), 1);
        };
        let cell = |row| row_col_to_cell_absolute(row, col);
        let range = format!("{}:{}", cell(rows.all.first), cell(rows.all.last()));
        (abroad(TARGET_TABLE, &range), rows.targets.len())
    }

    fn working_row(&self, line: usize) -> RowNum {
        self.working.get(line).map_or(0, |span| span.first)
    }

    fn input(&self, slot: u16) -> &str {
        // Every slot is a question of some line; were one not, the formula would be blank.
        self.inputs
            .get(usize::from(slot))
            .map_or("NA()", String::as_str)
    }
}

impl Cells for Places {
    /// Seen from 计算底稿, where the formulas of the lines stand.
    fn input(&self, slot: Slot) -> String {
        match slot {
            Slot::Line(slot) => self.input(slot).to_owned(),
            Slot::Row(_) => "NA()".to_owned(),
        }
    }

    fn targets(&self, line: usize) -> (String, usize) {
        let own = matches!(self.targets.get(line), Some(Some(rows)) if rows.own_points);
        let col = if own {
            target_table::SCORE
        } else {
            target_table::RATE
        };
        self.of_targets(line, col)
    }
}

/// One figure of a target, seen from its own row on 指标完成情况表. Relative, so that the row can be
/// copied down.
pub(super) struct Figure<'a> {
    pub places: &'a Places,
    /// The target's row: direction, grade word and claim.
    pub target: RowNum,
    /// The figure's row: goal and actual value. The target's own, or that of one of its parts.
    pub figure: RowNum,
}

impl Cells for Figure<'_> {
    fn input(&self, slot: Slot) -> String {
        match slot {
            Slot::Line(slot) => abroad(WORKING, self.places.input(slot)),
            Slot::Row(column) => {
                let (row, col) = match column {
                    Column::Goal => (self.figure, target_table::GOAL),
                    Column::Actual => (self.figure, target_table::ACTUAL),
                    Column::Direction => (self.target, target_table::DIRECTION),
                    Column::Word => (self.target, target_table::WORD),
                    Column::Reached => (self.target, target_table::REACHED),
                    Column::Points => (self.target, target_table::POINTS),
                    Column::Score => (self.target, target_table::GIVEN),
                };
                row_col_to_cell(row, col)
            }
        }
    }

    fn targets(&self, line: usize) -> (String, usize) {
        self.places.targets(line)
    }
}

/// A range in one column, such as `G3:G40`.
pub(super) fn column(col: ColNum, first: RowNum, last: RowNum) -> String {
    format!(
        "{}:{}",
        row_col_to_cell(first, col),
        row_col_to_cell(last, col)
    )
}

/// A cell of another sheet.
pub(super) fn abroad(sheet: &str, cell: &str) -> String {
    format!("'{sheet}'!{cell}")
}

/// Row numbers of a form are small; the sheet's own limit is checked on writing.
pub(super) fn rows(count: usize) -> RowNum {
    RowNum::try_from(count).unwrap_or(RowNum::MAX / 4)
}
