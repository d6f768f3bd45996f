//! 评分表: the whole form, with the columns that the document prints.

use scoring::layout::{Layout, Shows, TotalAt};

use crate::layout::{self, Item};

use super::super::facts::Facts;
use super::super::piece::{Align, Cell, Head, Piece, Place, Stand, Table, Text};
use super::conclusion::organisation;
use super::score_cells::{of_total, text};

/// How wide a page is, upright and across, in twentieths of a point.
const UPRIGHT: u32 = 8_844;
const ACROSS: u32 = 14_570;

pub(super) fn draft(facts: &Facts<'_>) -> Vec<Piece> {
    let layout = &facts.rubric.layout;
    let items = layout::items(&facts.scorer, &facts.sheet, facts.form);
    let above = std::iter::once(None).chain(items.iter().map(Some));
    let mut rows: Vec<_> = items
        .iter()
        .zip(above)
        .map(|(item, above)| row(item, above))
        .collect();
    let below_head = match layout.total {
        TotalAt::First => {
            rows.insert(0, total(facts));
            1
        }
        TotalAt::Last => {
            rows.push(total(facts));
            0
        }
    };
    // The criteria need the room.
    let (place, page) = match layout.has(Shows::Criteria) {
        true => (Place::Across, ACROSS),
        false => (Place::Apart, UPRIGHT),
    };
    let unit = Text::of("单位名称：").then(organisation(facts));
    vec![
        Piece::Paragraph(Stand::Caption, Text::of(&facts.rubric.title)),
        Piece::Paragraph(Stand::Caption, unit),
        Piece::Table(Table {
            head: layout::heads(layout).iter().map(Head::from).collect(),
            widths: layout::widths(layout, page, width),
            rows,
            below_head,
            place,
        }),
    ]
}

fn row(item: &Item<'_>, above: Option<&Item<'_>>) -> Vec<Cell> {
    let columns = item.row.layout.columns.iter().map(|column| {
        let shows = column.shows;
        let merged = above.is_some_and(|above| item.shares(above, shows));
        Cell {
            align: align(shows),
            ..Cell::merged(text(item, shows), merged)
        }
    });
    columns.collect()
}

/// The label over the columns before the first number, then the totals.
fn total(facts: &Facts<'_>) -> Vec<Cell> {
    let layout: &Layout = &facts.rubric.layout;
    let totals = layout.columns.iter().map(|one| of_total(facts, one.shows));
    let totals: Vec<_> = totals.collect();
    let first = totals.iter().position(Option::is_some);
    let span = first.unwrap_or(totals.len()).max(1);
    let label = Cell {
        span,
        ..Cell::centre(Text::of(&layout.total_label))
    };
    let rest = totals.into_iter().skip(span);
    let rest = rest.map(|total| Cell::centre(Text::of(total.unwrap_or_default())));
    std::iter::once(label).chain(rest).collect()
}

fn align(shows: Shows) -> Align {
    match shows {
        Shows::Basis
        | Shows::Meaning
        | Shows::Explanation
        | Shows::Criteria
        | Shows::Evidence
        | Shows::Remark => Align::Left,
        _ => Align::Centre,
    }
}

/// What a column needs, and its share in the rest of the page.
fn width(shows: Shows) -> (u32, u32) {
    match shows {
        Shows::SectionPoints | Shows::GroupPoints | Shows::Points => (720, 0),
        Shows::Claimed | Shows::Verified => (820, 0),
        Shows::Section | Shows::Group => (0, 64),
        Shows::Name => (0, 92),
        Shows::Goal | Shows::Actual => (0, 90),
        Shows::Basis => (0, 240),
        Shows::Meaning => (0, 160),
        Shows::Explanation => (0, 220),
        Shows::Criteria => (0, 290),
        Shows::Evidence => (0, 154),
        Shows::Remark => (0, 140),
    }
}
