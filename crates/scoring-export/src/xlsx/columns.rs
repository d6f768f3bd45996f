//! The columns of 评分表: how wide each is, and which part of them the lines around the table take.

use rust_xlsxwriter::ColNum;
use scoring::layout::{Layout, Shows};

use crate::layout;

/// What a page shows at full size, in pixels.
const PAGE: u32 = 1046;
/// So wide is a form whose criteria are printed: smaller letters, and more of them on a page.
const WIDE: u32 = 1356;

/// The widths of a form's columns in pixels.
pub(super) fn widths(layout: &Layout) -> Vec<u32> {
    match layout.has(Shows::Criteria) {
        true => layout::widths(layout, WIDE, of),
        false => layout::widths(layout, PAGE, in_room),
    }
}

/// What a column needs, and its share in the rest of the page.
fn of(shows: Shows) -> (u32, u32) {
    match shows {
        Shows::SectionPoints | Shows::GroupPoints | Shows::Points => (42, 0),
        Shows::Claimed | Shows::Verified => (58, 0),
        Shows::Section | Shows::Group => (0, 64),
        Shows::Name => (0, 92),
        Shows::Goal | Shows::Actual => (0, 90),
        Shows::Basis => (0, 240),
        Shows::Meaning => (0, 128),
        Shows::Explanation => (0, 220),
        Shows::Criteria => (0, 290),
        Shows::Evidence => (0, 154),
        Shows::Remark => (0, 140),
    }
}

/// Where there are no long texts, numbers get more too, so that the header above finds even columns.
fn in_room(shows: Shows) -> (u32, u32) {
    match of(shows) {
        (needed, 0) => (needed + 16, 30),
        text => text,
    }
}

/// Columns from one to another, both included.
pub(super) type Cols = (ColNum, ColNum);

/// A part narrower than this cuts figures off.
pub(super) const LEAST: u32 = 64;

/// Shares columns among parts by their weight, each part at least one column: as near to its due as the
/// columns' widths allow, and no part narrower than [`LEAST`] that need not be. Where there are fewer columns
/// than parts, the last parts get none.
pub(super) fn split(widths: &[u32], (first, last): Cols, weights: &[u32]) -> Vec<Cols> {
    let widths = widths
        .get(usize::from(first)..=usize::from(last))
        .unwrap_or_default();
    let weights = &weights[..weights.len().min(widths.len())];
    let whole: u32 = widths.iter().sum();
    let all = weights.iter().sum::<u32>().max(1);
    // The best way to share the columns before each one among the parts so far: its cost, and where its
    // last part begins.
    let mut ways = vec![vec![Some((0, 0))]];
    ways[0].resize(widths.len() + 1, None);
    for (part, weight) in weights.iter().enumerate() {
        let due = whole * weight / all;
        let mut best = vec![None; widths.len() + 1];
        for to in part + 1..=widths.len() {
            let sharings = (part..to).filter_map(|from| {
                let (before, _) = ways[part][from]?;
                Some((before + cost(widths[from..to].iter().sum(), due), from))
            });
            best[to] = sharings.min();
        }
        ways.push(best);
    }
    let mut parts = Vec::new();
    let mut to = widths.len();
    for way in ways.iter().skip(1).rev() {
        let Some((_, from)) = way[to] else { break };
        let col = |index| first + ColNum::try_from(index).unwrap_or(0);
        parts.push((col(from), col(to - 1)));
        to = from;
    }
    parts.reverse();
    parts
}

/// How much a width is off its due.
fn cost(width: u32, due: u32) -> u64 {
    let off = u64::from(width.abs_diff(due));
    let narrow = u64::from(LEAST.saturating_sub(width));
    off * off + narrow * 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_get_whole_columns() {
        let widths = [100, 200, 100, 200, 400];
        assert_eq!(split(&widths, (0, 4), &[1]), [(0, 4)]);
        assert_eq!(split(&widths, (0, 4), &[3, 3, 4]), [(0, 1), (2, 3), (4, 4)]);
        assert_eq!(split(&widths, (1, 4), &[1, 1]), [(1, 3), (4, 4)]);
        let each = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)];
        assert_eq!(split(&widths, (0, 4), &[9, 1, 1, 1, 1]), each);
        assert_eq!(split(&widths, (3, 4), &[1, 1, 1]), [(3, 3), (4, 4)]);
    }

    #[test]
    fn no_part_is_too_narrow_that_need_not_be() {
        let widths = [280, 40, 300, 40, 60];
        assert_eq!(split(&widths, (0, 4), &[1, 1, 1]), [(0, 1), (2, 2), (3, 4)]);
        assert_eq!(split(&widths, (0, 3), &[1, 1, 1]).len(), 3);
    }
}
