//! The head of 评分表: title, 单位基本情况 and the other header tables, 年度总目标 and 完成情况.

use rust_xlsxwriter::{ColNum, RowNum};
use scoring::rubric::{Field, ProfileTable};

use super::filled::{Filled, number, with_unit};
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::score_table::LAST;
use super::styles::Styles;
use super::{Error, measure};

/// Where the title of a header table stands, and where its fields do.
const TITLE: (ColNum, ColNum) = (0, 1);
const FIELDS: (ColNum, ColNum) = (2, LAST);
/// Two fields to a row, each with its label.
const PAIRS: [((ColNum, ColNum), (ColNum, ColNum)); 2] = [((2, 4), (5, 7)), ((8, 8), (9, LAST))];
/// So many figures stand side by side.
const ABREAST: usize = 8;
const ROW: u32 = 26;

/// Writes rows from the top of a sheet.
pub(super) struct Head<'a> {
    pub filled: &'a Filled<'a>,
    pub styles: &'a Styles,
    pub paper: &'a mut Paper,
    pub pages: &'a mut Pages,
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
        self.next(40)?;
        let year = format!("年度：{}年", self.filled.form.year(rubric));
        self.paper
            .put(self.line(), &Content::text(&year), &self.styles.note)?;
        self.next(ROW)?;
        for table in &rubric.profile {
            if table.fields.iter().any(|field| field.under.is_some()) {
                self.abreast(table)?;
            } else {
                self.pairs(table)?;
            }
        }
        if rubric.goals {
            self.goals()?;
        }
        Ok(())
    }

    fn line(&self) -> Area {
        Area::across(self.row, (0, LAST))
    }

    fn next(&mut self, height: u32) -> Result<(), Error> {
        self.paper.height(self.row, height)?;
        self.pages.add(self.row, height);
        self.row += 1;
        Ok(())
    }

    fn value(&self, field: &Field) -> Content {
        let Some(entry) = self.filled.form.profile.get(&field.id) else {
            return Content::Blank;
        };
        match &field.unit {
            Some(unit) => number(entry, unit),
            None => Content::text(entry.text()),
        }
    }

    /// The title of a table, down all of its rows.
    fn side(&mut self, first: RowNum, title: &str) -> Result<(), Error> {
        if self.row > first {
            let area = Area::new((first, self.row - 1), TITLE);
            self.paper
                .put(area, &Content::text(title), &self.styles.head)?;
        }
        Ok(())
    }

    /// Labels with their values to the right: 单位基本情况.
    fn pairs(&mut self, table: &ProfileTable) -> Result<(), Error> {
        let first = self.row;
        for fields in table.fields.chunks(PAIRS.len()) {
            let mut height = ROW;
            for (index, (label_at, value_at)) in PAIRS.into_iter().enumerate() {
                let field = fields.get(index);
                let label = field
                    .map(|f| with_unit(&f.label, f.unit.as_deref().unwrap_or_default()))
                    .unwrap_or_default();
                let value = field.map_or(Content::Blank, |field| self.value(field));
                height = height.max(measure::height(&label, self.paper.width(label_at)));
                if let Content::Text(text) = &value {
                    height = height.max(measure::height(text, self.paper.width(value_at)));
                }
                let format = self.styles.quantity(
                    &value,
                    field.and_then(|f| f.unit.as_deref()).unwrap_or_default(),
                );
                self.paper.put(
                    Area::across(self.row, label_at),
                    &Content::text(&label),
                    &self.styles.head,
                )?;
                self.paper
                    .put(Area::across(self.row, value_at), &value, format)?;
            }
            self.next(height.min(measure::TALLEST))?;
        }
        self.side(first, &table.title)
    }

    /// Figures side by side under their heads: 年度部门预算情况.
    fn abreast(&mut self, table: &ProfileTable) -> Result<(), Error> {
        let first = self.row;
        for fields in table.fields.chunks(ABREAST) {
            let columns = self.columns(fields.len());
            let (top, below, value) = (self.row, self.row + 1, self.row + 2);
            let mut heads: Vec<(&str, (ColNum, ColNum))> = Vec::new();
            let mut height = ROW;
            for (field, cols) in fields.iter().zip(&columns) {
                let label = with_unit(&field.label, field.unit.as_deref().unwrap_or_default());
                height = height.max(measure::height(&label, self.paper.width(*cols)));
                match (&field.under, heads.last_mut()) {
                    (Some(under), Some((head, area))) if head == under && area.1 + 1 == cols.0 => {
                        area.1 = cols.1
                    }
                    (Some(under), _) => heads.push((under, *cols)),
                    (None, _) => {
                        self.paper.put(
                            Area::new((top, below), *cols),
                            &Content::text(&label),
                            &self.styles.head,
                        )?;
                    }
                }
                if field.under.is_some() {
                    self.paper.put(
                        Area::across(below, *cols),
                        &Content::text(&label),
                        &self.styles.head,
                    )?;
                }
                let content = self.value(field);
                let format = self
                    .styles
                    .quantity(&content, field.unit.as_deref().unwrap_or_default());
                self.paper
                    .put(Area::across(value, *cols), &content, format)?;
            }
            for (head, cols) in heads {
                self.paper.put(
                    Area::across(top, cols),
                    &Content::text(head),
                    &self.styles.head,
                )?;
            }
            for height in [ROW, height.min(measure::TALLEST), ROW] {
                self.next(height)?;
            }
        }
        self.side(first, &table.title)
    }

    /// Shares the field columns among so many fields, as evenly as their widths allow.
    fn columns(&self, count: usize) -> Vec<(ColNum, ColNum)> {
        let (first, last) = FIELDS;
        let whole = self.paper.width(FIELDS);
        let count = ColNum::try_from(count).unwrap_or(1).max(1);
        let mut columns = Vec::new();
        let mut from = first;
        for index in 1..=count {
            let due = whole * u32::from(index) / u32::from(count);
            // Each field after this one still needs a column of its own.
            let latest = last - (count - index).min(last - from);
            let mut to = if index == count { last } else { from };
            while to < latest
                && self.paper.width((first, to + 1)).abs_diff(due)
                    <= self.paper.width((first, to)).abs_diff(due)
            {
                to += 1;
            }
            columns.push((from, to));
            from = to + 1;
        }
        columns
    }

    fn goals(&mut self) -> Result<(), Error> {
        const GOAL: (ColNum, ColNum) = (2, 7);
        const DONE: (ColNum, ColNum) = (8, LAST);
        let first = self.row;
        for (cols, head) in [(GOAL, "年度总目标"), (DONE, "完成情况")] {
            self.paper.put(
                Area::across(self.row, cols),
                &Content::text(head),
                &self.styles.head,
            )?;
        }
        self.next(ROW)?;
        let blank = [Default::default()];
        let goals = match self.filled.form.goals.as_slice() {
            [] => &blank,
            goals => goals,
        };
        for goal in goals {
            let texts = [(GOAL, &goal.goal), (DONE, &goal.done)];
            let height = texts.map(|(cols, text)| measure::height(text, self.paper.width(cols)));
            let rows = measure::rows(height.into_iter().max().unwrap_or_default().max(ROW));
            let from = self.row;
            for height in rows {
                self.next(height)?;
            }
            for (cols, text) in texts {
                let area = Area::new((from, self.row - 1), cols);
                self.paper
                    .put(area, &Content::text(text), &self.styles.text)?;
            }
        }
        self.side(first, "年度总目标及完成情况")
    }
}
