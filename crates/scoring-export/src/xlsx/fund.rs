//! 项目资金: a header table whose fields have the same labels under several heads, drawn as rows and columns.

use rust_xlsxwriter::RowNum;
use scoring::rubric::{Field, Kind, ProfileTable};

use super::Error;
use super::columns::Cols;
use super::head::{Head, ROW, label_of};
use super::measure;
use super::paper::{Area, Content};
use super::score_cells::ScoreCells;

/// Where a row has no field.
const NONE: &str = "—";

/// Such a table.
pub(super) struct Grid<'a> {
    /// The fields without a head above.
    pub beside: Vec<&'a Field>,
    /// The labels, with their units.
    labels: Vec<String>,
    /// The heads, each with its fields by label.
    rows: Vec<(&'a str, Vec<Option<&'a Field>>)>,
    /// The label before which the points of an indicator stand: that of a rate, else the end.
    points_at: usize,
}

/// What stands in a column.
#[derive(Clone, Copy)]
pub(super) enum Cell {
    Field(usize),
    Points,
    Score,
}

impl<'a> Grid<'a> {
    /// `None` unless there are several heads, and the first of them has the labels of all.
    pub fn of(table: &'a ProfileTable) -> Option<Self> {
        let mut beside = Vec::new();
        let mut labels: Vec<String> = Vec::new();
        let mut rows: Vec<(&str, Vec<Option<&Field>>)> = Vec::new();
        let mut points_at = None;
        for field in &table.fields {
            let Some(under) = &field.under else {
                beside.push(field);
                continue;
            };
            if rows.iter().all(|(head, _)| head != under) {
                rows.push((under, vec![None; labels.len()]));
            }
            let label = label_of(&table.title, field);
            let known = labels.iter().position(|known| *known == label);
            let at = match known {
                Some(at) => at,
                None if rows.len() == 1 => {
                    labels.push(label);
                    rows[0].1.push(None);
                    labels.len() - 1
                }
                None => return None,
            };
            if table.rates.iter().any(|rate| rate.rate == field.id) {
                points_at.get_or_insert(at);
            }
            let (_, fields) = rows.iter_mut().find(|(head, _)| head == under)?;
            fields[at] = Some(field);
        }
        let points_at = points_at.unwrap_or(labels.len());
        (rows.len() > 1 && labels.len() > 1).then_some(Self {
            beside,
            labels,
            rows,
            points_at,
        })
    }
}

impl Head<'_> {
    /// The table's columns after that of the heads, where the sheet has so many.
    pub fn grid_cells(&self, grid: &Grid<'_>) -> Option<Vec<Cell>> {
        let mut cells: Vec<_> = (0..grid.labels.len()).map(Cell::Field).collect();
        let mut rows = grid.rows.iter();
        if rows.any(|(_, row)| self.scored_by(row).is_some()) {
            cells.insert(grid.points_at, Cell::Points);
            cells.push(Cell::Score);
        }
        let (from, to) = self.fields();
        (cells.len() <= usize::from(to - from)).then_some(cells)
    }

    /// Draws it; the heads stand at the left, and beside a row's figures what an indicator scores by them
    /// alone.
    pub fn grid(&mut self, grid: &Grid<'_>, cells: &[Cell]) -> Result<(), Error> {
        let columns = self.paper.split(self.fields(), &vec![1; cells.len() + 1]);
        let Some((label_at, columns)) = columns.split_first() else {
            return Ok(());
        };
        let head = self.row;
        let mut height = self.label(Area::across(head, *label_at), "")?;
        for (cell, cols) in cells.iter().zip(columns) {
            let text = match cell {
                Cell::Field(label) => grid.labels[*label].as_str(),
                Cell::Points => "分值",
                Cell::Score => "得分",
            };
            height = height.max(self.label(Area::across(head, *cols), text)?);
        }
        self.next(&[height.clamp(ROW, measure::TALLEST)])?;
        for (name, fields) in &grid.rows {
            let (row, scored) = (self.row, self.scored_by(fields));
            let mut height = self.label(Area::across(row, *label_at), name)?;
            for (cell, cols) in cells.iter().zip(columns) {
                height = height.max(self.grid_cell(row, *cols, *cell, fields, scored)?);
            }
            self.next(&[height.clamp(ROW, measure::TALLEST)])?;
        }
        Ok(())
    }

    fn grid_cell(
        &mut self,
        row: RowNum,
        cols: Cols,
        cell: Cell,
        fields: &[Option<&Field>],
        scored: Option<usize>,
    ) -> Result<u32, Error> {
        let area = Area::across(row, cols);
        if let Cell::Field(label) = cell
            && let Some(Some(field)) = fields.get(label)
        {
            return self.value(area, field);
        }
        let line = scored.and_then(|line| self.filled.lines().nth(line));
        let cells = ScoreCells {
            filled: self.filled,
            places: self.places,
        };
        let content = match (cell, line) {
            (Cell::Points, Some(line)) => Content::Number(line.line.points),
            (Cell::Score, Some(line)) => cells.claimed_again(line),
            _ => Content::text(NONE),
        };
        self.paper.put(area, &content, &self.styles.number)?;
        Ok(ROW)
    }

    /// The line of a project's form that is scored by these figures and by nothing else.
    fn scored_by(&self, fields: &[Option<&Field>]) -> Option<usize> {
        if self.filled.rubric.kind != Kind::Project {
            return None;
        }
        let here = |id: &String| fields.iter().flatten().any(|field| field.id == *id);
        self.filled.scorer.lines().iter().position(|rule| {
            let mut questions = rule.questions.iter();
            !rule.questions.is_empty()
                && rule.targets.is_none()
                && questions.all(|question| question.profile.as_ref().is_some_and(here))
        })
    }
}
