//! 评分表: the form in the columns of its own document, as it is printed, signed and sealed.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};
use rust_xlsxwriter::{ColNum, Format, RowNum};
use scoring::finding::Place;
use scoring::layout::{Shows, TotalAt};
use scoring::number::plain;

use crate::layout::{self, CONTINUED, Item};

use super::cells::{Places, abroad, column, rows};
use super::columns;
use super::filled::Filled;
use super::foot::Foot;
use super::formulas::shown;
use super::head::Head;
use super::heads;
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::score_cells::{ScoreCells, evidence};
use super::score_rows::{Blocks, Row, Rows, merged};
use super::score_total;
use super::styles::Styles;
use super::texts::Texts;
use super::{Error, SCORE_TABLE, measure};

/// How tall the row with the total is.
pub(super) const TOTAL_HEIGHT: u32 = 30;
const BAND_HEIGHT: u32 = 28;

/// Cells of the form that the other sheets refer to.
#[derive(Default)]
pub(super) struct OnForm {
    /// 得分 of each line, where the unit's own score stands or may yet be typed.
    pub claimed: Vec<Option<String>>,
    /// 核查得分 of each line.
    pub verified: Vec<Option<String>>,
    /// The header's fields, by id.
    pub profile: BTreeMap<String, String>,
}

/// The sheet, and its cells for the others.
pub(super) fn sheet(
    filled: &Filled<'_>,
    places: &Places,
    styles: &Styles,
) -> Result<(Paper, OnForm), Error> {
    let layout = filled.layout();
    let cells = ScoreCells { filled, places };
    let items = layout::items(&filled.scorer, &filled.sheet, filled.form);
    let texts = Texts::of(cells, &items);
    let widths = columns::widths(layout);
    let page = Pages::new(widths.iter().sum()).most();
    let widths = texts.fit(widths, page);
    let mut paper = Paper::new(SCORE_TABLE, &widths, filled.code)?;
    let mut pages = Pages::new(widths.iter().sum());
    let none = vec![None; filled.sheet.lines.len()];
    let mut on_form = OnForm {
        claimed: none.clone(),
        verified: none.clone(),
        ..OnForm::default()
    };
    let mut head = Head {
        filled,
        places,
        styles,
        paper: &mut paper,
        pages: &mut pages,
        profile: &mut on_form.profile,
        pending: Vec::new(),
        row: 0,
    };
    head.write()?;
    let band = head.row;
    let title = Area::across(band, (0, paper.last()));
    paper.put(title, &Content::text("指标评分表"), &styles.head)?;
    paper.height(band, BAND_HEIGHT)?;

    let heights = heads::heights(layout, &paper);
    let first_of_heads = band + 1;
    heads::write(layout, &mut paper, first_of_heads, &heights, styles)?;
    let mut first = first_of_heads + rows(heights.len());
    let mut repeated = heights.iter().sum();
    let first_total = (layout.total == TotalAt::First).then_some(first);
    if first_total.is_some() {
        first += 1;
        repeated += TOTAL_HEIGHT;
    }
    paper.repeat(first_of_heads, first - 1)?;
    let blocks = Blocks::of(texts, layout, &widths);
    // A head alone at the foot of a page says nothing.
    pages.keep(band, BAND_HEIGHT + repeated + blocks.first());
    pages.add(band, BAND_HEIGHT + repeated);
    pages.repeat_head(repeated);
    let foot = Foot::of(filled, places, styles, &paper);
    let below = foot.height()
        + if first_total.is_none() {
            TOTAL_HEIGHT
        } else {
            0
        };
    let laid = blocks.settle(&mut pages, first, below);
    for (row, printed) in (first..).zip(&laid.rows) {
        paper.height(row, printed.height)?;
    }
    let after = first + rows(laid.rows.len());
    let mut table = Table {
        cells,
        styles,
        paper: &mut paper,
        items: &items,
        laid,
        first,
        printed: none,
        again: Vec::new(),
    };
    table.write(&mut on_form)?;
    let sums = |col| table.once(col, after.saturating_sub(1));
    let total = score_total::cells(cells, &items, &table.printed, &sums);
    pages.keep(after, below);
    let (row, next) = match first_total {
        Some(row) => (row, after),
        None => {
            pages.add(after, TOTAL_HEIGHT);
            (after, after + 1)
        }
    };
    score_total::write(&mut paper, layout, row, &total, styles)?;
    foot.write(&mut paper, &mut pages, next)?;
    paper.breaks(pages.breaks())?;
    Ok((paper, on_form))
}

struct Table<'a> {
    cells: ScoreCells<'a>,
    styles: &'a Styles,
    paper: &'a mut Paper,
    items: &'a [Item<'a>],
    laid: Rows,
    first: RowNum,
    /// The cell of each line's 得分.
    printed: Vec<Option<String>>,
    /// Cells that print a number again.
    again: Vec<(ColNum, (RowNum, RowNum))>,
}

/// Rows that share a cell on one page.
struct Shared {
    rows: (RowNum, RowNum),
    /// The first of them, by index.
    of: usize,
    /// The first row of the first page's cell, where this one is printed again.
    again: Option<RowNum>,
}

impl Table<'_> {
    fn write(&mut self, on_form: &mut OnForm) -> Result<(), Error> {
        let layout = self.cells.filled.layout();
        for (col, one) in (0..).zip(&layout.columns) {
            let shows = one.shows;
            let format = format(self.styles, shows);
            for cell in self.shared(shows) {
                let row = &self.laid.rows[cell.of];
                let item = &self.items[row.item];
                let mut content = match shows {
                    Shows::Basis => self.laid.bases[row.basis].content.clone(),
                    _ => self.cells.content(item, shows),
                };
                if cell.again.is_none() {
                    let own = self.laid.bases[row.basis].own;
                    self.bind(item, shows, own, (cell.rows.0, col), &content, on_form);
                } else if shows != Shows::Basis && !self.has_room(&cell, col, &content) {
                    content = Content::text(CONTINUED);
                }
                self.print(&cell, col, &content, format)?;
            }
        }
        Ok(())
    }

    /// What a person may fill in here.
    fn bind(
        &mut self,
        item: &Item<'_>,
        shows: Shows,
        own_basis: bool,
        at: (RowNum, ColNum),
        content: &Content,
        on_form: &mut OnForm,
    ) {
        if item.target.is_some() {
            return;
        }
        let index = item.row.index;
        let place = |field| Place::Answer(item.row.indicator.id.clone(), field);
        let there = || abroad(SCORE_TABLE, &row_col_to_cell_absolute(at.0, at.1));
        match shows {
            Shows::Claimed => {
                let typed = !matches!(content, Content::Formula(..));
                on_form.claimed[index] = typed.then(there);
                self.printed[index] = Some(row_col_to_cell(at.0, at.1));
                self.paper.bind(place("claimed"), at, content, "分");
            }
            Shows::Verified => {
                on_form.verified[index] = Some(there());
                self.paper.bind(place("verified"), at, content, "分");
            }
            Shows::Basis if own_basis => {
                let path = format!("answers.{}.basis", item.row.indicator.id);
                self.paper.bind(path, at, content, "");
            }
            Shows::Evidence => {
                let (before, _) = evidence(item.row);
                let place = place("evidence");
                self.paper.bind_behind(place, at, content, "", &before);
            }
            Shows::Remark => self.paper.bind(place("remark"), at, content, ""),
            _ => {}
        }
    }

    /// Runs of rows that share a cell, cut at the pages' ends.
    fn shared(&self, shows: Shows) -> Vec<Shared> {
        let merged = merged(self.items, shows);
        let key = |row: &Row| match shows {
            Shows::Basis => row.basis,
            _ => merged[row.item],
        };
        let mut cells: Vec<Shared> = Vec::new();
        let mut previous: Option<(&Row, RowNum)> = None;
        for (index, row) in self.laid.rows.iter().enumerate() {
            let at = self.first + rows(index);
            let goes_on = previous.filter(|(before, _)| key(before) == key(row));
            match (goes_on, cells.last_mut()) {
                (Some((before, _)), Some(cell)) if before.page == row.page => cell.rows.1 = at,
                _ => cells.push(Shared {
                    rows: (at, at),
                    of: index,
                    again: goes_on.map(|(_, start)| start),
                }),
            }
            previous = Some((row, goes_on.map_or(at, |(_, start)| start)));
        }
        cells
    }

    /// Whether a cell shows all of a text.
    fn has_room(&self, cell: &Shared, col: ColNum, content: &Content) -> bool {
        let heights = (self.first..).zip(&self.laid.rows);
        let room: u32 = heights
            .filter(|(row, _)| (cell.rows.0..=cell.rows.1).contains(row))
            .map(|(_, row)| row.height)
            .sum();
        match content {
            Content::Text(text) => measure::height(text, self.paper.width((col, col))) <= room,
            _ => true,
        }
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
        let follow = Content::Formula(shown(&first), value);
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
}

fn format(styles: &Styles, shows: Shows) -> &Format {
    match shows {
        Shows::Section | Shows::Group | Shows::Name | Shows::Goal | Shows::Actual => &styles.centre,
        Shows::SectionPoints
        | Shows::GroupPoints
        | Shows::Points
        | Shows::Claimed
        | Shows::Verified => &styles.number,
        Shows::Basis
        | Shows::Meaning
        | Shows::Explanation
        | Shows::Criteria
        | Shows::Evidence
        | Shows::Remark => &styles.text,
    }
}
