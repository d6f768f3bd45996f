//! The row that adds up 合计, beside the rows.

use rust_decimal::Decimal;
use scoring::finding::Place;
use scoring::number::plain;
use scoring::rubric::Rubric;

use super::rows::Total;
use super::scored::number;
use super::table::Table;
use super::{Check, Mark, Row};

/// Compares a total with the sum of what was read. It is the sheet's own sum, and no score of ours: those
/// follow from the form.
pub(super) fn check(table: &Table, rubric: &Rubric, total: &Total, rows: &[Row]) -> Check {
    let sum = |field: &str| -> Option<Decimal> {
        let values = rows
            .iter()
            .flat_map(|row| &row.values)
            .filter(|taken| match &taken.place {
                Place::Answer(_, of) | Place::Target(_, _, of) => *of == field,
                _ => false,
            });
        let mut numbers = values.filter_map(|taken| number(&taken.text));
        let first = numbers.next()?;
        numbers.try_fold(first, Decimal::checked_add)
    };
    let (claimed, verified) = (sum("claimed"), sum("verified"));
    let mut check = Check {
        row: table.number(total.row),
        points: total.points.map(plain),
        claimed: total.claimed.map(plain),
        claimed_sum: claimed.map(plain),
        verified: total.verified.map(plain),
        verified_sum: verified.map(plain),
        agreed: Vec::new(),
        marks: Vec::new(),
    };
    let whole = rubric.points.value;
    if let Some(points) = total.points.filter(|points| *points != whole) {
        check.marks.push(Mark::new(
            "total-points",
            format!(
                "合计的分值是 {}，评分表是 {}，请核对是不是同一张表。",
                plain(points),
                plain(whole)
            ),
        ));
    }
    for (name, called, says, sum) in [
        ("自评得分", "得分", total.claimed, claimed),
        ("核查得分", "核查得分", total.verified, verified),
    ] {
        let (Some(says), Some(sum)) = (says, sum) else {
            continue;
        };
        let (said, adds_up) = (plain(says), plain(sum));
        match says == sum {
            true => check.agreed.push(format!("{name}合计 {said}，与各行之和相符。")),
            false => check.marks.push(Mark::new("total-differs", format!("合计写的{called}是 {said}，读到的各行加起来是 {adds_up}，请核对有没有漏读、错读的行。"))),
        }
    }
    check
}
