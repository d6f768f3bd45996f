//! The printed rows of 评分表: how tall each is and on which page it stands.

use rust_xlsxwriter::RowNum;
use scoring::layout::{Layout, Shows};

use crate::layout::Item;

use super::measure;
use super::pages::Pages;
use super::score_cells::Basis;
use super::texts::{LOWEST, Texts};

/// So many rows of an item stand on a page where it is cut.
const TOGETHER: usize = 2;
/// How much room what stands in place of a text takes at least, where the text itself has none on a further page.
const AGAIN_HEIGHT: u32 = 46;

/// One printed row: the item and its cell of 评分依据, by index, and the page.
pub(super) struct Row {
    pub item: usize,
    pub basis: usize,
    pub page: usize,
    pub height: u32,
}

/// All rows, and what stands in their 评分依据.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub bases: Vec<Basis>,
}

/// One item's rows before they have a place.
struct Block {
    item: usize,
    /// The rows' heights, with the index of their 评分依据.
    rows: Vec<(usize, u32)>,
    /// What its merged texts need together.
    needed: u32,
}

/// The items' rows before they have a place.
pub(super) struct Blocks {
    blocks: Vec<Block>,
    bases: Vec<Basis>,
}

impl Blocks {
    /// The rows of these texts in columns of these widths.
    pub fn of(texts: Texts<'_>, layout: &Layout, widths: &[u32]) -> Self {
        let mut all = Self {
            blocks: Vec::new(),
            bases: Vec::new(),
        };
        let width = layout.column(Shows::Basis).and_then(|at| widths.get(at));
        let needed: Vec<_> = (0..texts.bases.len())
            .map(|item| texts.needed(item, widths))
            .collect();
        for (item, (bases, needed)) in texts.bases.into_iter().zip(needed).enumerate() {
            let mut rows = Vec::new();
            for basis in bases {
                let height =
                    width.map_or(0, |width| measure::height(&basis.content.value(), *width));
                let heights = measure::rows(height.max(LOWEST)).into_iter();
                rows.extend(heights.map(|height| (all.bases.len(), height)));
                all.bases.push(basis);
            }
            all.blocks.push(Block { item, rows, needed });
        }
        all
    }

    /// How much room the first item must have to begin on a page.
    pub fn first(&self) -> u32 {
        self.blocks.first().map_or(0, |block| {
            let rows = block.rows.iter().take(TOGETHER);
            let rows: u32 = rows.map(|(_, height)| height).sum();
            rows.max(block.needed)
        })
    }

    /// Gives the rows their pages, from `first` on. The last item stays with what stands below the table and
    /// is `after` tall.
    pub fn settle(self, pages: &mut Pages, first: RowNum, after: u32) -> Rows {
        let mut rows = Vec::new();
        let mut at = first;
        let last = self.blocks.len().saturating_sub(1);
        for (index, block) in self.blocks.into_iter().enumerate() {
            let end = block.whole() + after;
            if index == last && end <= pages.most() {
                pages.keep(at, end);
            }
            block.settle(pages, &mut at, &mut rows);
        }
        Rows {
            rows,
            bases: self.bases,
        }
    }
}

/// The number of each item's cell in a column: neighbours that share one have the same.
pub(super) fn merged(items: &[Item<'_>], shows: Shows) -> Vec<usize> {
    let mut cell = 0;
    let above = std::iter::once(None).chain(items.iter().map(Some));
    let number = |(item, above): (&Item<'_>, Option<&Item<'_>>)| {
        cell += usize::from(above.is_some_and(|above| !item.shares(above, shows)));
        cell
    };
    items.iter().zip(above).map(number).collect()
}

impl Block {
    /// Gives the rows their pages: together where they fit, else cut between two targets.
    fn settle(mut self, pages: &mut Pages, at: &mut RowNum, rows: &mut Vec<Row>) {
        let text_rows = measure::rows(self.needed).len();
        while self.rows.len() < text_rows {
            self.rows
                .push((self.rows.last().map_or(0, |(basis, _)| *basis), 0));
        }
        while !self.rows.is_empty() {
            let whole = self.whole();
            let mut count = self.rows.len();
            if whole > pages.room() {
                let fitting = self.fitting(pages.room());
                // The texts must have room where the item begins.
                if fitting < TOGETHER || self.needed > pages.room() {
                    pages.turn(*at);
                    count = if whole > pages.room() {
                        self.fitting(pages.room()).max(1)
                    } else {
                        count
                    };
                } else {
                    count = fitting;
                }
            }
            let part: Vec<_> = self.rows.drain(..count).collect();
            let mut heights: Vec<_> = part.iter().map(|(_, height)| *height).collect();
            measure::stretch(&mut heights, self.needed);
            for ((basis, _), height) in part.into_iter().zip(heights) {
                let height = height.min(measure::TALLEST);
                pages.add(*at, height);
                *at += 1;
                rows.push(Row {
                    item: self.item,
                    basis,
                    page: pages.breaks().len(),
                    height,
                });
            }
            if !self.rows.is_empty() {
                pages.turn(*at);
                self.needed = self.needed.min(AGAIN_HEIGHT);
            }
        }
    }

    /// How tall all of it is.
    fn whole(&self) -> u32 {
        let rows: u32 = self.rows.iter().map(|(_, height)| height).sum();
        rows.max(self.needed)
    }

    /// How many rows fit into `room`: up to the end of a cell of 评分依据, if one ends there.
    fn fitting(&self, room: u32) -> usize {
        let mut sum = 0;
        let rows = self.rows.iter().take_while(|(_, height)| {
            sum += height;
            sum <= room
        });
        let most = rows.count();
        let basis = |row: usize| self.rows.get(row).map(|(basis, _)| *basis);
        let ends = (1..=most)
            .rev()
            .find(|count| basis(count - 1) != basis(*count));
        ends.unwrap_or(most)
    }
}
