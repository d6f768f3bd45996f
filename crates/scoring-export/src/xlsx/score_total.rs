//! The row of 评分表 with the totals: each the live sum of what stands in its column.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, RowNum};
use scoring::layout::{Layout, Shows};

use crate::layout::{self, Item};

use super::Error;
use super::filled::sum;
use super::formulas::number_or;
use super::paper::{Area, Content, Paper};
use super::score_cells::ScoreCells;
use super::styles::Styles;

/// What stands beside a total that lacks scores.
const UNFINISHED: &str = "（未填完）";

/// What the total of each column is. `printed` are the cells of 得分 of the lines that have one, `once` gives
/// a column's rows, each number once.
pub(super) fn cells(
    cells: ScoreCells<'_>,
    items: &[Item<'_>],
    printed: &[Option<String>],
    once: &dyn Fn(ColNum) -> String,
) -> Vec<Content> {
    let filled = cells.filled;
    let rubric = filled.rubric;
    let columns = (0..).zip(&filled.layout().columns);
    // Where there is no such column, the note below says it.
    let beside = [Shows::Basis, Shows::Remark].map(|shows| filled.layout().column(shows));
    let beside = beside.into_iter().flatten().next();
    let beside = beside.and_then(|column| ColNum::try_from(column).ok());
    let total = |(col, shows): (ColNum, Shows)| {
        let added = |all: &mut dyn Iterator<Item = Decimal>| {
            Content::score(format!("SUM({})", once(col)), sum(all.map(Some)))
        };
        match shows {
            Shows::SectionPoints => added(&mut rubric.sections.iter().map(|one| one.points.value)),
            Shows::GroupPoints => {
                let groups = rubric.sections.iter().flat_map(|one| &one.groups);
                added(&mut groups.map(|one| one.points.value))
            }
            Shows::Points => {
                let zero = std::iter::once(Decimal::ZERO);
                added(&mut zero.chain(items.iter().filter_map(Item::points)))
            }
            Shows::Claimed => {
                let formula = match items.iter().any(|item| item.target.is_some()) {
                    true => by_lines(cells, printed),
                    false => filled.total(&once(col)),
                };
                Content::score(formula, layout::total(rubric, filled.lines()))
            }
            Shows::Verified => {
                let rows = items.iter().filter(|item| item.target.is_none());
                let verified = sum(rows.map(|item| item.row.line.verified));
                let total = verified.map(|sum| rubric.total_of(sum));
                Content::score(filled.total(&once(col)), total)
            }
            _ if Some(col) == beside => {
                let open = filled.sheet.total.open;
                let said = if open.is_zero() { "" } else { UNFINISHED };
                let formula = format!("IF({}>0,\"{UNFINISHED}\",\"\")", cells.places.open());
                Content::Formula(formula, said.to_owned())
            }
            _ => Content::Blank,
        }
    };
    columns.map(|(col, one)| total((col, one.shows))).collect()
}

/// 得分 where targets stand in the place of their lines: a line counts as it is claimed, which need not be
/// what its targets add up to.
fn by_lines(ScoreCells { filled, places }: ScoreCells<'_>, printed: &[Option<String>]) -> String {
    let verified = filled.layout().has(Shows::Verified);
    let mut counted = Vec::new();
    let mut terms = Vec::new();
    for (line, printed) in printed.iter().enumerate() {
        let cells = match printed {
            Some(cell) => vec![cell.clone()],
            None if verified => vec![places.claimed(line)],
            None => vec![places.claimed(line), places.computed(line)],
        };
        let or = |other: String, cell: &String| number_or(cell, &other);
        terms.push(cells.iter().rev().fold("0".to_owned(), or));
        counted.extend(cells);
    }
    filled.total_of(&counted.join(","), &terms.join("+"))
}

/// Writes the row: its label over the columns before the first number.
pub(super) fn write(
    paper: &mut Paper,
    layout: &Layout,
    row: RowNum,
    cells: &[Content],
    styles: &Styles,
) -> Result<(), Error> {
    let numbers = cells.iter().position(|cell| *cell != Content::Blank);
    let label = numbers.unwrap_or(cells.len()).saturating_sub(1);
    let label = ColNum::try_from(label).unwrap_or(0);
    paper.put(
        Area::across(row, (0, label)),
        &Content::text(&layout.total_label),
        &styles.total,
    )?;
    for (col, cell) in (0..).zip(cells).skip(usize::from(label) + 1) {
        paper.put(Area::cell(row, col), cell, &styles.total)?;
    }
    paper.height(row, super::score_table::TOTAL_HEIGHT)
}
