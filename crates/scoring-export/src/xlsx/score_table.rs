//! 评分表: the official form in its twelve columns, as it is printed, signed and sealed.

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};
use rust_xlsxwriter::{ColNum, Format, RowNum};

use crate::layout::HEADS;

use super::cells::{Places, abroad, column, rows};
use super::filled::{Filled, Scored, plain, sum};
use super::foot::Foot;
use super::head::Head;
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::score_rows::{self, Row, Rows};
use super::styles::Styles;
use super::{Error, SCORE_TABLE};

pub(super) const SECTION: ColNum = 0;
const SECTION_POINTS: ColNum = 1;
pub(super) const GROUP: ColNum = 2;
const GROUP_POINTS: ColNum = 3;
pub(super) const NAME: ColNum = 4;
const POINTS: ColNum = 5;
const SCORE: ColNum = 6;
pub(super) const BASIS: ColNum = 7;
pub(super) const MEANING: ColNum = 8;
pub(super) const CRITERIA: ColNum = 9;
pub(super) const EVIDENCE: ColNum = 10;
pub(super) const REMARK: ColNum = 11;
/// The last column.
pub(super) const LAST: ColNum = REMARK;

const WIDTHS: [u32; 12] = [64, 42, 64, 42, 92, 42, 58, 256, 112, 290, 154, 140];
const HEAD_HEIGHT: u32 = 46;

/// The sheet, and the cell of each line's 得分 where the unit's own score stands or may yet be typed.
pub(super) fn sheet(
    filled: &Filled<'_>,
    places: &Places,
    styles: &Styles,
) -> Result<(Paper, Vec<Option<String>>), Error> {
    let mut paper = Paper::new(SCORE_TABLE, &WIDTHS)?;
    let mut pages = Pages::new(WIDTHS.iter().sum());
    let mut head = Head {
        filled,
        styles,
        paper: &mut paper,
        pages: &mut pages,
        row: 0,
    };
    head.write()?;
    let band = head.row;
    // A head alone at the foot of a page says nothing.
    pages.keep(band, 28 + HEAD_HEIGHT + 200);
    paper.put(
        Area::across(band, (0, LAST)),
        &Content::text("指标评分表"),
        &styles.head,
    )?;
    paper.height(band, 28)?;
    pages.add(band, 28);
    paper.heads(band + 1, &HEADS, &styles.head)?;
    paper.height(band + 1, HEAD_HEIGHT)?;
    pages.add(band + 1, HEAD_HEIGHT);
    pages.repeat_head(HEAD_HEIGHT);

    let first = band + 2;
    let laid = score_rows::lay_out(filled, &paper, &mut pages, first);
    for (row, printed) in (first..).zip(&laid.rows) {
        paper.height(row, printed.height)?;
    }
    let mut table = Table {
        filled,
        places,
        styles,
        paper,
        laid,
        first,
        scores: Vec::new(),
        again: Vec::new(),
    };
    let scores = table.lines()?;
    let total = first + rows(table.laid.rows.len());
    table.total(total)?;
    let mut paper = table.paper;
    pages.add(total, 30);
    Foot {
        filled,
        places,
        styles,
        paper: &mut paper,
        pages: &mut pages,
        row: total + 1,
    }
    .write()?;
    paper.breaks(pages.breaks())?;
    Ok((paper, scores))
}

struct Table<'a> {
    filled: &'a Filled<'a>,
    places: &'a Places,
    styles: &'a Styles,
    paper: Paper,
    laid: Rows,
    first: RowNum,
    scores: Vec<Option<String>>,
    /// Cells that print a number again.
    again: Vec<(ColNum, (RowNum, RowNum))>,
}

/// Rows that share a cell on one page.
struct Shared {
    rows: (RowNum, RowNum),
    /// Any of them, by index.
    of: usize,
    /// The first row of the first page's cell, where this one is printed again.
    again: Option<RowNum>,
}

impl Table<'_> {
    fn lines(&mut self) -> Result<Vec<Option<String>>, Error> {
        let rubric = self.filled.rubric;
        let filled = self.filled;
        let lines: Vec<Scored<'_>> = filled.lines().collect();
        let groups: Vec<_> = rubric
            .sections
            .iter()
            .flat_map(|section| &section.groups)
            .collect();
        let (text, centre) = (&self.styles.text, &self.styles.centre);
        for cell in self.shared(|row| row.section) {
            let section = &rubric.sections[self.laid.rows[cell.of].section];
            self.print(&cell, SECTION, &Content::text(&section.name), centre)?;
            self.print(
                &cell,
                SECTION_POINTS,
                &Content::number(section.points.value),
                &self.styles.number,
            )?;
        }
        for cell in self.shared(|row| row.group) {
            let group = groups[self.laid.rows[cell.of].group];
            self.print(&cell, GROUP, &Content::text(&group.name), centre)?;
            self.print(
                &cell,
                GROUP_POINTS,
                &Content::number(group.points.value),
                &self.styles.number,
            )?;
        }
        for cell in self.shared(|row| row.name) {
            let indicator = lines[self.laid.rows[cell.of].line].indicator;
            self.print(&cell, NAME, &Content::text(&indicator.name), centre)?;
            self.print(&cell, MEANING, &Content::text(&indicator.meaning), text)?;
        }
        for cell in self.shared(|row| row.basis) {
            let basis = Content::text(&self.laid.bases[self.laid.rows[cell.of].basis]);
            self.print(&cell, BASIS, &basis, text)?;
        }
        for cell in self.shared(|row| row.line) {
            let line = lines[self.laid.rows[cell.of].line];
            let score = self.score(line);
            if cell.again.is_none() {
                let typed = !matches!(score, Content::Formula(..));
                let address = row_col_to_cell_absolute(cell.rows.0, SCORE);
                self.scores
                    .push(typed.then(|| abroad(SCORE_TABLE, &address)));
            }
            self.print(
                &cell,
                POINTS,
                &Content::number(line.line.points),
                &self.styles.number,
            )?;
            self.print(&cell, SCORE, &score, &self.styles.number)?;
            self.print(
                &cell,
                CRITERIA,
                &Content::text(&line.indicator.criteria),
                text,
            )?;
            self.print(
                &cell,
                EVIDENCE,
                &Content::text(&score_rows::evidence(line)),
                text,
            )?;
            let remark = line.answer.map_or("", |answer| &answer.remark);
            self.print(&cell, REMARK, &Content::text(remark), text)?;
        }
        Ok(std::mem::take(&mut self.scores))
    }

    /// The unit's own score; else the computed one, live; else what was typed and cannot be a score.
    fn score(&self, line: Scored<'_>) -> Content {
        let typed = line
            .answer
            .map_or("", |answer| answer.claimed.text().trim());
        match (line.line.claimed, line.line.computed) {
            (claimed, computed) if line.claimed_by_targets() => {
                let ours = self.places.claimed(line.index);
                let theirs = self.places.computed(line.index);
                let formula = format!("IF({ours}=\"\",{theirs},{ours})");
                Content::score(formula, claimed.or(computed))
            }
            (Some(claimed), _) => Content::number(claimed),
            (None, _) if !typed.is_empty() => Content::text(typed),
            (None, Some(computed)) => {
                Content::score(self.places.computed(line.index), Some(computed))
            }
            (None, None) => Content::Blank,
        }
    }

    /// Runs of rows with the same key, cut at the pages' ends.
    fn shared(&self, key: impl Fn(&Row) -> usize) -> Vec<Shared> {
        let mut cells: Vec<Shared> = Vec::new();
        let mut previous: Option<(&Row, RowNum)> = None;
        for (index, row) in self.laid.rows.iter().enumerate() {
            let at = self.first + rows(index);
            match (previous, cells.last_mut()) {
                (Some((before, _)), Some(cell))
                    if key(before) == key(row) && before.page == row.page =>
                {
                    cell.rows.1 = at
                }
                (Some((before, start)), _) if key(before) == key(row) => {
                    cells.push(Shared {
                        rows: (at, at),
                        of: index,
                        again: Some(start),
                    });
                }
                _ => cells.push(Shared {
                    rows: (at, at),
                    of: index,
                    again: None,
                }),
            }
            let start = match previous {
                Some((before, start)) if key(before) == key(row) => start,
                _ => at,
            };
            previous = Some((row, start));
        }
        cells
    }

    /// Prints a cell. Printed again on a later page, a number follows the first one.
    fn print(
        &mut self,
        cell: &Shared,
        col: ColNum,
        content: &Content,
        format: &Format,
    ) -> Result<(), Error> {
        let area = Area::new(cell.rows, (col, col));
        let value = match content {
            Content::Number(value) => Some(plain(*value)),
            Content::Formula(_, value) => Some(value.clone()),
            _ => None,
        };
        let (Some(first), Some(value)) = (cell.again, value) else {
            return self.paper.put(area, content, format);
        };
        self.again.push((col, cell.rows));
        let first = row_col_to_cell(first, col);
        let follow = Content::Formula(format!("IF({first}=\"\",\"\",{first})"), value);
        self.paper.put(area, &follow, format)
    }

    /// A column's rows as the arguments of a sum, each number once: what is printed again is left out.
    fn once(&self, col: ColNum, last: RowNum) -> String {
        let mut from = self.first;
        let mut ranges = Vec::new();
        for (_, (start, end)) in self.again.iter().filter(|(at, _)| *at == col) {
            // Printed again on page after page, nothing lies between.
            if from < *start {
                ranges.push(column(col, from, start - 1));
            }
            from = end + 1;
        }
        if from <= last {
            ranges.push(column(col, from, last));
        }
        ranges.join(",")
    }

    fn total(&mut self, row: RowNum) -> Result<(), Error> {
        let last = row - 1;
        let rubric = self.filled.rubric;
        let points = |all: &mut dyn Iterator<Item = Decimal>| sum(all.map(Some));
        let sums = [
            (
                SECTION_POINTS,
                points(&mut rubric.sections.iter().map(|s| s.points.value)),
            ),
            (
                GROUP_POINTS,
                points(
                    &mut rubric
                        .sections
                        .iter()
                        .flat_map(|s| &s.groups)
                        .map(|g| g.points.value),
                ),
            ),
            (
                POINTS,
                points(&mut rubric.indicators().map(|i| i.points.value)),
            ),
        ];
        let filled = self.filled;
        let scores = filled.lines().map(|line| match self.score(line) {
            Content::Number(claimed) => Some(claimed),
            Content::Formula(..) => line.line.claimed.or(line.line.computed),
            Content::Blank | Content::Text(_) | Content::Date(_) => None,
        });
        let score = sum(scores).map(|sum| filled.rubric.total_of(sum));
        for col in SECTION..=LAST {
            let area = self.once(col, last);
            let content = match sums.iter().find(|(at, _)| *at == col) {
                _ if col == SECTION => Content::text("合计"),
                Some((_, points)) => Content::score(format!("SUM({area})"), *points),
                None if col == SCORE => Content::score(self.filled.total(&area), score),
                None => Content::Blank,
            };
            self.paper
                .put(Area::cell(row, col), &content, &self.styles.total)?;
        }
        self.paper.height(row, 30)
    }
}
