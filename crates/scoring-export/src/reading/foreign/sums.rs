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
    let sum = |field: &str| {
        let values = rows
            .iter()
            .flat_map(|row| &row.values)
            .filter(|taken| match &taken.place {
                Place::Answer(_, of) | Place::Target(_, _, of) => *of == field,
                _ => false,
            });
        let numbers = values.filter_map(|taken| number(&taken.text));
        numbers.fold(None, |sum: Option<Decimal>, score| {
            sum.unwrap_or_default().checked_add(score)
        })
    };
    let mut check = Check {
        row: table.number(total.row),
        points: total.points.clone(),
        claimed: total.claimed.clone(),
        claimed_sum: sum("claimed").map(plain),
        verified: total.verified.clone(),
        verified_sum: sum("verified").map(plain),
        marks: Vec::new(),
    };
    let whole = plain(rubric.points.value);
    if let Some(points) = total
        .points
        .as_deref()
        .and_then(number)
        .map(plain)
        .filter(|points| *points != whole)
    {
        check.marks.push(Mark::new(
            "total-points",
            format!("合计的分值是 {points}，评分表是 {whole}，请核对是不是同一张表。"),
        ));
    }
    for (name, says, sum) in [
        ("得分", &check.claimed, &check.claimed_sum),
        ("核查得分", &check.verified, &check.verified_sum),
    ] {
        let says = says.as_deref().and_then(number).map(plain);
        if let (Some(says), Some(sum)) = (says, sum)
            && says != *sum
        {
            check.marks.push(Mark::new("total-differs", format!("合计写的{name}是 {says}，读到的各行加起来是 {sum}，请核对有没有漏读、错读的行。")));
        }
    }
    check
}
