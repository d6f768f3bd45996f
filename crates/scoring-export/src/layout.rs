//! What the printed form says, on paper and in the workbook alike.

use scoring::entry::Entry;
use scoring::form::{Part, Target};
use scoring::layout::{Layout, Shows};
use scoring::rubric::Indicator;

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
                    let shares =
                        |one: &&scoring::layout::Column| one.under.get(..=row) == Some(above);
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

/// 评分标准 and, where the document prints it in a column of its own, 指标说明 before it.
pub fn criteria<'a>(layout: &Layout, indicator: &'a Indicator) -> (&'a str, &'a str) {
    let head = |shows| {
        let column = layout.column(shows)?;
        Some(layout.columns[column].head.as_str())
    };
    let whole = indicator.criteria.as_str();
    let split = || {
        let (explanation, criteria) = (head(Shows::Explanation)?, head(Shows::Criteria)?);
        let rest = whole.strip_prefix(explanation)?.strip_prefix('\n')?;
        rest.split_once(&format!("\n{criteria}\n"))
    };
    split().unwrap_or(("", whole))
}

/// 参考佐证材料: the document's words, then 【本单位】 and what the unit has. Given as what stands before the
/// unit's own, and that.
pub fn evidence<'a>(indicator: &Indicator, own: &'a str) -> (String, &'a str) {
    let own = own.trim();
    match (indicator.evidence.trim_end(), own) {
        (asked, "") => (asked.to_owned(), ""),
        ("", own) => (String::new(), own),
        (asked, own) => (format!("{asked}\n【本单位】"), own),
    }
}

/// A figure as it stands beside its unit: 470人次; one that is no number, as it was typed.
pub fn quantity(text: &str, unit: &str) -> String {
    let text = text.trim();
    match text.is_empty() || text.ends_with(unit) {
        true => text.to_owned(),
        false => format!("{text}{unit}"),
    }
}

/// What the form prints of one of the unit's own targets: 指标2：基本医疗保障政策的调研次数≥1次；实际2次；…
pub fn basis(number: usize, target: &Target) -> String {
    let quantity = |entry: &Entry| quantity(entry.text(), &target.unit);
    let direction = match target.direction.trim() {
        "" => "≥",
        direction => direction,
    };
    let mut text = format!("指标{number}：{}", target.name.trim());
    if direction == "定性" {
        text.push_str("（定性）");
    }
    let given = |entry: &Entry| !entry.is_empty();
    if given(&target.goal) {
        let sign = if direction == "定性" {
            "目标"
        } else {
            direction
        };
        text.push_str(&format!("{sign}{}", quantity(&target.goal)));
    }
    let parts = |which: &dyn Fn(&Part) -> String| {
        target
            .parts
            .iter()
            .map(which)
            .collect::<Vec<_>>()
            .join("、")
    };
    if !target.parts.is_empty() {
        let goals = parts(&|part| format!("{}{direction}{}", part.name, quantity(&part.goal)));
        text.push_str(&format!("（{goals}）"));
    }
    if target.parts.iter().any(|part| given(&part.actual)) {
        let actuals = parts(&|part| format!("{}{}", part.name, quantity(&part.actual)));
        text.push_str(&format!("；实际{actuals}"));
    } else if given(&target.actual) {
        text.push_str(&format!("；实际{}", quantity(&target.actual)));
    }
    for (label, said) in [
        ("评级", &target.word),
        ("自评达成：", &target.reached),
        ("", &target.note),
    ] {
        if !said.trim().is_empty() {
            text.push_str(&format!("；{label}{}", said.trim()));
        }
    }
    text
}

/// What stands in place of a text that was printed on the page before, where it has no room again.
#[cfg(feature = "papers")]
pub(crate) const CONTINUED: &str = "（接上页）";

/// A text as a cell holds it: one kind of line end, and no space behind it.
#[cfg(feature = "papers")]
pub(crate) fn in_cell(text: &str) -> String {
    text.trim_end().replace("\r\n", "\n").replace('\r', "\n")
}
