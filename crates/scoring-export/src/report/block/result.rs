//! 结果表: 综合评价结果表.

use rust_decimal::Decimal;

use super::super::facts::Facts;
use super::super::piece::{Cell, Head, Piece, Place, Stand, Table, Text};
use super::super::words::{percent, signed};

pub(super) fn draft(facts: &Facts<'_>) -> Vec<Piece> {
    let (sheet, taken) = (&facts.sheet, facts.taken);
    let row = |number: String, name: &str, full: Decimal, score, rate: Option<Decimal>| {
        let points = match full.is_zero() {
            true => String::new(),
            false => signed(full),
        };
        let cells = [
            number,
            name.to_owned(),
            points,
            Option::map(score, signed).unwrap_or_default(),
            rate.map(percent).unwrap_or_default(),
        ];
        let cells = cells.map(|text| Cell::centre(Text::of(text)));
        cells.into_iter().collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = sheet
        .sections
        .iter()
        .enumerate()
        .map(|(index, part)| {
            row(
                (index + 1).to_string(),
                &part.name,
                part.full,
                taken.total(&part.total),
                taken.rate(&part.rate),
            )
        })
        .collect();
    let (total, full) = (taken.total(&sheet.total), facts.rubric.points.value);
    let rate = taken.rate(&sheet.rate);
    rows.push(row("合计".to_owned(), "", full, total, rate));
    vec![
        Piece::Paragraph(Stand::Caption, Text::of("综合评价结果表")),
        Piece::Table(Table {
            head: Head::line(["序号", "评价内容", "分值", taken.name(), "得分率"]),
            widths: vec![12, 34, 16, 19, 19],
            rows,
            below_head: 0,
            place: Place::Text,
        }),
    ]
}
