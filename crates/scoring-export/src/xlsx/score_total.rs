//! The row of 评分表 with the totals: each the live sum of what stands in its column.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, RowNum};
use scoring::layout::{Layout, Shows};

use super::Error;
use super::filled::sum;
use super::items::Item;
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
        let scores = || {
            let all = items.iter().map(|item| cells.content(item, shows));
            sum(all.map(|content| match content {
                Content::Number(value) => Some(value),
                Content::Formula(_, value) => value.parse().ok(),
                Content::Blank | Content::Text(_) | Content::Date(_) => None,
            }))
        };
        match shows {
            Shows::SectionPoints => added(&mut rubric.sections.iter().map(|one| one.points.value)),
            Shows::GroupPoints => {
                let groups = rubric.sections.iter().flat_map(|one| &one.groups);
                added(&mut groups.map(|one| one.points.value))
            }
            Shows::Points => {
                let total = scores().unwrap_or_default();
                Content::score(format!("SUM({})", once(col)), Some(total))
            }
            Shows::Claimed if items.iter().any(|item| item.target.is_some()) => {
                by_lines(cells, items, printed)
            }
            Shows::Claimed | Shows::Verified => {
                let total = scores().map(|sum| rubric.total_of(sum));
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
fn by_lines(cells: ScoreCells<'_>, items: &[Item<'_>], printed: &[Option<String>]) -> Content {
    let ScoreCells { filled, places } = cells;
    let mut counted = Vec::new();
    let mut terms = Vec::new();
    for (line, printed) in printed.iter().enumerate() {
        let (ours, theirs) = (places.claimed(line), places.computed(line));
        match printed {
            Some(cell) => {
                terms.push(format!("IF(ISNUMBER({cell}),{cell},0)"));
                counted.push(cell.clone());
            }
            None => {
                terms.push(format!(
                    "IF(ISNUMBER({ours}),{ours},IF(ISNUMBER({theirs}),{theirs},0))"
                ));
                counted.extend([ours, theirs]);
            }
        }
    }
    let typed = |item: &Item<'_>| {
        let content = cells.content(item, Shows::Claimed);
        item.target.is_none() && matches!(content, Content::Text(_))
    };
    let unusable: Vec<_> = items.iter().filter(|item| typed(item)).collect();
    let scores = filled.sheet.lines.iter().enumerate().map(|(index, line)| {
        let unusable = unusable.iter().any(|item| item.line.index == index);
        line.claimed.or(line.computed.filter(|_| !unusable))
    });
    let total = sum(scores).map(|sum| filled.rubric.total_of(sum));
    Content::score(filled.total_of(&counted.join(","), &terms.join("+")), total)
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
