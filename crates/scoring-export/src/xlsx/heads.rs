//! The heads of 评分表, in as many rows as its layout has.

use rust_xlsxwriter::{ColNum, RowNum};
use scoring::layout::Layout;

use crate::layout::{self, Head};

use super::cells::rows;
use super::columns::Cols;
use super::paper::{Area, Content, Paper};
use super::styles::Styles;
use super::{Error, measure};

const LEAST: u32 = 26;
/// A head of one row.
const SINGLE: u32 = 46;

/// How tall each row of the heads must be.
pub(super) fn heights(layout: &Layout, paper: &Paper) -> Vec<u32> {
    let depth = layout::depth(layout);
    let mut heights = vec![if depth == 1 { SINGLE } else { LEAST }; depth];
    let heads = layout::heads(layout);
    let needed = |head: &Head<'_>| measure::height(head.text, paper.width(cols(head)));
    for head in heads.iter().filter(|head| head.rows.0 == head.rows.1) {
        heights[head.rows.0] = heights[head.rows.0].max(needed(head));
    }
    for head in heads.iter().filter(|head| head.rows.0 < head.rows.1) {
        measure::stretch(&mut heights[head.rows.0..=head.rows.1], needed(head));
    }
    heights
}

/// Writes them from a row on.
pub(super) fn write(
    layout: &Layout,
    paper: &mut Paper,
    first: RowNum,
    heights: &[u32],
    styles: &Styles,
) -> Result<(), Error> {
    for (row, height) in (first..).zip(heights) {
        paper.height(row, *height)?;
    }
    for head in layout::heads(layout) {
        let down = (first + rows(head.rows.0), first + rows(head.rows.1));
        let area = Area::new(down, cols(&head));
        paper.put(area, &Content::text(head.text), &styles.head)?;
    }
    Ok(())
}

fn cols(head: &Head<'_>) -> Cols {
    let col = |index| ColNum::try_from(index).unwrap_or(ColNum::MAX);
    (col(head.cols.0), col(head.cols.1))
}
