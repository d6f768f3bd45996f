//! The heads of the columns, and how wide these are.

use scoring::layout::{Column, Layout, Shows};

/// A printed head, with the rows and the columns that it takes: from 0, both ends included.
#[derive(Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// What it says.
    pub text: &'a str,
    /// From the top of the heads.
    pub rows: (usize, usize),
    /// From the left of the table.
    pub cols: (usize, usize),
}

/// How many rows the heads take.
pub fn depth(layout: &Layout) -> usize {
    let columns = layout.columns.iter();
    columns.map(|one| one.under.len() + 1).max().unwrap_or(1)
}

/// The heads from the top down: those that columns share over their neighbours, the others down to the
/// table.
pub fn heads(layout: &Layout) -> Vec<Head<'_>> {
    let columns = &layout.columns;
    let last = depth(layout) - 1;
    let mut heads = Vec::new();
    for row in 0..=last {
        let mut col = 0;
        while let Some(column) = columns.get(col) {
            let (from, above) = (col, column.under.get(..=row));
            col += 1;
            match above {
                Some(above) => {
                    let shares = |one: &&Column| one.under.get(..=row) == Some(above);
                    col += columns[col..].iter().take_while(shares).count();
                    heads.push(Head {
                        text: &column.under[row],
                        rows: (row, row),
                        cols: (from, col - 1),
                    });
                }
                None if column.under.len() == row => heads.push(Head {
                    text: &column.head,
                    rows: (row, last),
                    cols: (from, from),
                }),
                None => {}
            }
        }
    }
    heads
}

/// Shares a page's width among the columns: each gets what it needs, and of the rest what it is given of
/// all shares.
pub fn widths(layout: &Layout, page: u32, of: fn(Shows) -> (u32, u32)) -> Vec<u32> {
    let all: Vec<_> = layout.columns.iter().map(|one| of(one.shows)).collect();
    let (needed, shares) = all.iter().fold((0, 0), |(needed, shares), (need, share)| {
        (needed + need, shares + share)
    });
    let rest = page.saturating_sub(needed);
    let mut due = 0;
    all.iter()
        .map(|(need, share)| {
            let before = rest * due / shares.max(1);
            due += share;
            need + rest * due / shares.max(1) - before
        })
        .collect()
}
