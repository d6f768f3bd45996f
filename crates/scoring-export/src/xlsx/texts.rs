//! What the rows of 评分表 say, and the widths of the columns at which that is least tall: on paper a column
//! that a unit left empty is lost.

use scoring::layout::Shows;

use crate::layout::Item;

use super::cells::rows;
use super::measure;
use super::score_cells::{Basis, ScoreCells};
use super::score_rows::merged;

/// The lowest row of a form.
pub(super) const LOWEST: u32 = 30;
/// So much width goes from one column to another at a time, in pixels: a character.
const STEP: u32 = 14;
/// So often at most.
const STEPS: usize = 60;
/// No column of texts becomes narrower than this.
const NARROWEST: u32 = 56;

/// The texts of the items.
pub(super) struct Texts<'a> {
    columns: Vec<Column<'a>>,
    /// What stands in 评分依据 of each item.
    pub bases: Vec<Vec<Basis>>,
}

/// A column of them.
struct Column<'a> {
    head: &'a str,
    shows: Shows,
    items: Vec<Text>,
}

/// What an item says in a column: cells one below the other, and how many items share them.
struct Text {
    cells: Vec<String>,
    among: u32,
}

/// How tall a column is at some width.
struct Tall {
    head: u32,
    items: Vec<u32>,
}

impl<'a> Texts<'a> {
    pub fn of(cells: ScoreCells<'a>, items: &[Item<'_>]) -> Self {
        let layout = cells.filled.layout();
        let bases: Vec<_> = items
            .iter()
            .map(|item| match layout.has(Shows::Basis) {
                true => cells.bases(item),
                false => vec![Basis::default()],
            })
            .collect();
        let column = |shows| {
            let merged = merged(items, shows);
            let text = |at: usize| match shows {
                Shows::Basis => Text {
                    cells: bases[at]
                        .iter()
                        .map(|basis| basis.content.value())
                        .collect(),
                    among: 1,
                },
                _ => Text {
                    cells: vec![cells.content(&items[at], shows).value()],
                    among: rows(merged.iter().filter(|cell| **cell == merged[at]).count()),
                },
            };
            (0..items.len()).map(text).collect()
        };
        let columns = layout.columns.iter().map(|one| Column {
            head: &one.head,
            shows: one.shows,
            items: column(one.shows),
        });
        Self {
            columns: columns.collect(),
            bases,
        }
    }

    /// How tall the texts of an item are, 评分依据 aside.
    pub fn needed(&self, item: usize, widths: &[u32]) -> u32 {
        let columns = self.columns.iter().zip(widths);
        let texts = columns
            .filter(|(column, _)| column.shows != Shows::Basis)
            .filter_map(|(column, width)| Some(column.items.get(item)?.height(*width)));
        texts.max().unwrap_or_default()
    }

    /// Gives width from one column to another as long as that makes the table less tall, on pages so tall.
    pub fn fit(&self, mut widths: Vec<u32>, page: u32) -> Vec<u32> {
        let least = |width: &u32| NARROWEST.max(width / 2);
        let least: Vec<_> = widths.iter().map(least).collect();
        let tall = |at: usize, width: u32| {
            [width.saturating_sub(STEP), width, width + STEP].map(|to| self.columns[at].tall(to))
        };
        let mut talls: Vec<_> = (0..self.columns.len())
            .map(|at| tall(at, widths[at]))
            .collect();
        let givers: Vec<_> = (0..self.columns.len())
            .filter(|at| self.columns[*at].gives())
            .collect();
        for _ in 0..STEPS {
            let cost = |from, to| {
                let columns = talls.iter().enumerate().map(|(at, tall)| {
                    &tall[if at == from {
                        0
                    } else if at == to {
                        2
                    } else {
                        1
                    }]
                });
                cost(columns, page)
            };
            let ways = givers.iter().flat_map(|from| {
                let to = givers.iter().filter(move |to| *to != from);
                to.map(move |to| (*from, *to))
            });
            let ways = ways.filter(|(from, _)| widths[*from] >= least[*from] + STEP);
            let best = ways.map(|(from, to)| (cost(from, to), from, to)).min();
            let Some((less, from, to)) = best else { break };
            if less >= cost(usize::MAX, usize::MAX) {
                break;
            }
            widths[from] -= STEP;
            widths[to] += STEP;
            for at in [from, to] {
                talls[at] = tall(at, widths[at]);
            }
        }
        widths
    }
}

impl Column<'_> {
    /// Whether it is wide for its text's sake.
    fn gives(&self) -> bool {
        !matches!(
            self.shows,
            Shows::SectionPoints
                | Shows::GroupPoints
                | Shows::Points
                | Shows::Claimed
                | Shows::Verified
        )
    }

    fn tall(&self, width: u32) -> Tall {
        Tall {
            head: measure::height(self.head, width),
            items: self.items.iter().map(|text| text.height(width)).collect(),
        }
    }
}

impl Text {
    fn height(&self, width: u32) -> u32 {
        let cells = self.cells.iter();
        let whole: u32 = cells
            .map(|cell| measure::height(cell, width).max(LOWEST))
            .sum();
        // What a merge over several items needs is shared among them.
        whole.div_ceil(self.among)
    }
}

/// How tall a table is that prints its heads on each of its pages.
fn cost<'t>(columns: impl Iterator<Item = &'t Tall> + Clone, page: u32) -> u32 {
    let head = columns
        .clone()
        .map(|tall| tall.head)
        .max()
        .unwrap_or_default();
    let items = columns.clone().map(|tall| tall.items.len()).max();
    let item = |at| columns.clone().map(|tall| tall.items[at]).max();
    let rows: u32 = (0..items.unwrap_or_default()).filter_map(item).sum();
    rows + head * (rows / page.max(1) + 1)
}
