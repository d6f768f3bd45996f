//! The head of 评分表: title, 单位基本情况 and the other header tables, 年度总目标 and 完成情况.

use std::collections::BTreeMap;

use rust_xlsxwriter::RowNum;
use rust_xlsxwriter::utility::row_col_to_cell_absolute;
use scoring::finding::Place;
use scoring::form::Goal;
use scoring::rubric::Field;

use super::cells::{Places, abroad};
use super::columns::{Cols, LEAST};
use super::filled::Filled;
use super::fund::Grid;
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::styles::Styles;
use super::{Error, measure};

/// The title of a header table takes columns up to this width.
const TITLE: u32 = 80;
/// A label and its field, twice to a row.
const PAIRS: [u32; 4] = [1, 2, 1, 2];
/// So many figures stand side by side.
const ABREAST: usize = 8;
pub(super) const ROW: u32 = 26;

/// Writes rows from the top of a sheet.
pub(super) struct Head<'a> {
    pub filled: &'a Filled<'a>,
    pub places: &'a Places,
    pub styles: &'a Styles,
    pub paper: &'a mut Paper,
    pub pages: &'a mut Pages,
    /// Where each field stands, seen from another sheet.
    pub profile: &'a mut BTreeMap<String, String>,
    /// Rows that have no page yet, in blocks that stay together.
    pub pending: Vec<Vec<u32>>,
    /// The next row.
    pub row: RowNum,
}

impl Head<'_> {
    pub fn write(&mut self) -> Result<(), Error> {
        let rubric = self.filled.rubric;
        self.paper.put(
            self.line(),
            &Content::text(&rubric.title),
            &self.styles.title,
        )?;
        self.next(&[40])?;
        let year = format!("年度：{}年", self.filled.form.year(rubric));
        self.paper
            .put(self.line(), &Content::text(&year), &self.styles.note)?;
        self.next(&[ROW])?;
        self.settle(0);
        self.tables(false)?;
        if rubric.goals {
            self.goals()?;
        }
        Ok(())
    }

    /// The header tables: those of the document, or those that are added to it 另加.
    pub fn tables(&mut self, added: bool) -> Result<(), Error> {
        let tables = self.filled.rubric.profile.iter();
        for table in tables.filter(|table| table.added == added) {
            let first = self.row;
            let fields: Vec<&Field> = table.fields.iter().collect();
            let grid = Grid::of(table);
            let cells = grid.as_ref().and_then(|grid| self.grid_cells(grid));
            if let (Some(grid), Some(cells)) = (&grid, cells) {
                self.pairs(&table.title, &grid.beside)?;
                self.grid(grid, &cells)?;
            } else if fields.iter().any(|field| field.under.is_some()) {
                self.abreast(&table.title, &fields)?;
            } else {
                self.pairs(&table.title, &fields)?;
            }
            self.side(first, &table.title)?;
        }
        Ok(())
    }

    /// Where the titles of header tables stand.
    fn title(&self) -> Cols {
        let last = self.paper.last();
        let wide = (0..last).find(|to| self.paper.width((0, *to)) >= TITLE);
        (0, wide.unwrap_or(0).min(last.saturating_sub(1)))
    }

    /// Where their fields do.
    pub fn fields(&self) -> Cols {
        (
            (self.title().1 + 1).min(self.paper.last()),
            self.paper.last(),
        )
    }

    fn line(&self) -> Area {
        Area::across(self.row, (0, self.paper.last()))
    }

    /// Rows that stay on one page.
    pub fn next(&mut self, heights: &[u32]) -> Result<(), Error> {
        for height in heights {
            self.paper.height(self.row, *height)?;
            self.row += 1;
        }
        self.pending.push(heights.to_vec());
        Ok(())
    }

    /// Gives the rows from `first` on their pages: a short table one page; what is longer would leave too
    /// much of this one empty.
    fn settle(&mut self, first: RowNum) {
        let blocks = std::mem::take(&mut self.pending);
        let whole = blocks.iter().flatten().sum();
        let begin = blocks.iter().take(2).flatten().sum();
        self.pages.keep(
            first,
            match whole <= self.pages.most() / 3 {
                true => whole,
                false => begin,
            },
        );
        let mut row = first;
        for block in blocks {
            self.pages.keep(row, block.iter().sum());
            for height in block {
                self.pages.add(row, height);
                row += 1;
            }
        }
    }

    /// Writes a field, which a person may change.
    pub fn value(&mut self, area: Area, field: &Field) -> Result<u32, Error> {
        let content = self.filled.profile(field);
        let unit = field.unit.as_deref().unwrap_or_default();
        let format = self.styles.quantity(&content, unit);
        self.paper.put(area, &content, format)?;
        let at = (area.rows.0, area.cols.0);
        let place = Place::Profile(field.id.clone());
        self.paper.bind(place, at, &content, unit);
        let cell = abroad(self.paper.name(), &row_col_to_cell_absolute(at.0, at.1));
        self.profile.insert(field.id.clone(), cell);
        Ok(match &content {
            Content::Text(text) => measure::height(text, self.paper.width(area.cols)),
            _ => ROW,
        })
    }

    /// Writes a label, and says how tall it is.
    pub fn label(&mut self, area: Area, text: &str) -> Result<u32, Error> {
        self.paper
            .put(area, &Content::text(text), &self.styles.head)?;
        Ok(measure::height(text, self.paper.width(area.cols)))
    }

    /// The title of a table, down all of its rows, on each page.
    fn side(&mut self, first: RowNum, title: &str) -> Result<(), Error> {
        self.settle(first);
        let breaks = self.pages.breaks().iter();
        let mut starts: Vec<_> = breaks.copied().filter(|row| *row > first).collect();
        starts.insert(0, first);
        let ends = starts.iter().skip(1).copied().chain([self.row]);
        for (start, end) in starts.iter().zip(ends).filter(|(start, end)| *start < end) {
            let area = Area::new((*start, end - 1), self.title());
            self.paper
                .put(area, &Content::text(title), &self.styles.head)?;
        }
        Ok(())
    }

    /// Labels with their values to the right: 单位基本情况.
    fn pairs(&mut self, title: &str, fields: &[&Field]) -> Result<(), Error> {
        let mut places = self.paper.split(self.fields(), &PAIRS);
        if places.len() < PAIRS.len() {
            places = self.paper.split(self.fields(), &PAIRS[..2]);
        }
        for fields in fields.chunks(places.len().div_ceil(2)) {
            let mut height = ROW;
            let mut fields = fields.iter();
            for pair in places.chunks(2) {
                let [label_at, value_at] = pair else { continue };
                let (label_at, value_at) = (
                    Area::across(self.row, *label_at),
                    Area::across(self.row, *value_at),
                );
                height = height.max(match fields.next() {
                    Some(field) => self
                        .label(label_at, &label_of(title, field))?
                        .max(self.value(value_at, field)?),
                    None => {
                        let blank = Content::Blank;
                        self.paper.put(label_at, &blank, &self.styles.head)?;
                        self.paper.put(value_at, &blank, &self.styles.number)?;
                        ROW
                    }
                });
            }
            self.next(&[height.min(measure::TALLEST)])?;
        }
        Ok(())
    }

    /// Figures side by side under their heads: 年度部门预算情况.
    fn abreast(&mut self, title: &str, fields: &[&Field]) -> Result<(), Error> {
        let wide = |paper: &Paper, columns: &[Cols]| {
            let mut columns = columns.iter();
            columns.all(|cols| paper.width(*cols) >= LEAST)
        };
        let most = (1..=ABREAST).rev().find(|count| {
            let columns = self.paper.split(self.fields(), &vec![1; *count]);
            columns.len() == *count && wide(self.paper, &columns)
        });
        for fields in fields.chunks(most.unwrap_or(1)) {
            let columns = self.paper.split(self.fields(), &vec![1; fields.len()]);
            let (top, below, value) = (self.row, self.row + 1, self.row + 2);
            let mut heads: Vec<(&str, Cols)> = Vec::new();
            let (mut height, mut tallest) = (ROW, ROW);
            for (field, cols) in fields.iter().zip(&columns) {
                let label = label_of(title, field);
                match (&field.under, heads.last_mut()) {
                    (Some(under), Some((head, area))) if head == under && area.1 + 1 == cols.0 => {
                        area.1 = cols.1
                    }
                    (Some(under), _) => heads.push((under, *cols)),
                    (None, _) => {}
                }
                let rows = (if field.under.is_some() { below } else { top }, below);
                height = height.max(self.label(Area::new(rows, *cols), &label)?);
                tallest = tallest.max(self.value(Area::across(value, *cols), field)?);
            }
            for (head, cols) in heads {
                self.label(Area::across(top, cols), head)?;
            }
            let rows = [ROW, height, tallest];
            self.next(&rows.map(|height| height.min(measure::TALLEST)))?;
        }
        Ok(())
    }

    fn goals(&mut self) -> Result<(), Error> {
        let first = self.row;
        let halves = self.paper.split(self.fields(), &[1, 1]);
        let heads = ["年度总目标", "完成情况"];
        for (cols, head) in halves.iter().zip(heads) {
            self.label(Area::across(self.row, *cols), head)?;
        }
        self.next(&[ROW])?;
        let blank = [Goal::default()];
        let goals = match self.filled.form.goals.as_slice() {
            [] => &blank,
            goals => goals,
        };
        for (index, goal) in goals.iter().enumerate() {
            let texts = [("goal", &goal.goal), ("done", &goal.done)];
            let texts = texts.map(|(field, text)| (field, Content::text(text)));
            let heights = halves.iter().zip(&texts).map(|(cols, (_, content))| {
                measure::height(&content.value(), self.paper.width(*cols))
            });
            let from = self.row;
            self.next(&measure::rows(heights.fold(ROW, u32::max)))?;
            for (cols, (field, content)) in halves.iter().zip(&texts) {
                let area = Area::new((from, self.row - 1), *cols);
                self.paper.put(area, content, &self.styles.text)?;
                let at = (from, cols.0);
                self.paper.bind(Place::Goal(index, field), at, content, "");
            }
        }
        self.side(first, "年度总目标及完成情况")
    }
}

/// The label of a field with its unit, unless the title of its table says that, or its figure does.
pub(super) fn label_of(title: &str, field: &Field) -> String {
    match field.unit.as_deref() {
        None | Some("%") => field.label.clone(),
        Some(unit) if title.contains(unit) || field.label.contains(unit) => field.label.clone(),
        Some(unit) => format!("{}（{unit}）", field.label),
    }
}
