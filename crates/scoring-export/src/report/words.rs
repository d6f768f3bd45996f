//! Figures and small words as a report writes them.

use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::number::{half_up, plain};
use scoring::rubric::{Indicator, Rubric};

use crate::figure::figure;

/// A calculation longer than this is for the workbook.
const LONGEST_RATE: usize = 80;

/// 97.62分
pub(super) fn points(score: Decimal) -> String {
    format!("{}分", signed(score))
}

/// A number with the minus sign that Chinese print has.
pub(super) fn signed(number: Decimal) -> String {
    plain(number).replacen('-', "−", 1)
}

/// A rate as a percentage to two places: 0.884 is 88.4%.
pub(super) fn percent(rate: Decimal) -> String {
    format!("{}%", signed(half_up(rate * Decimal::ONE_HUNDRED, 2)))
}

/// A number with its unit: 234.42万人; what is no number as it was typed.
pub(super) fn quantity(entry: &Entry, unit: &str) -> String {
    match figure(entry, unit) {
        Some(number) => format!("{}{unit}", signed(number)),
        None => entry.text().trim().to_owned(),
    }
}

/// Of the sentence that proves a score what a report shows: how a rate came about. 政府采购执行率 = 4.27 ÷ 23.77 ≈ 17.96%.
/// The whole proof is in the workbook.
pub(super) fn rates(proof: &str) -> String {
    let clauses = proof.trim_end_matches('。').split(['；', '，']);
    clauses
        .filter(|clause| is_rate(clause))
        .collect::<Vec<_>>()
        .join("，")
}

/// A name, one quotient, and what it comes to.
fn is_rate(clause: &str) -> bool {
    let Some((name, quotient)) = clause.split_once(" = ") else {
        return false;
    };
    // What is within brackets may be a sum.
    let mut depth = 0_usize;
    let outside: String = quotient
        .chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
        .collect();
    !name.contains(" ÷ ")
        && outside.matches(" ÷ ").count() == 1
        && !outside.contains(['+', '−', '×'])
        && clause.chars().count() <= LONGEST_RATE
}

/// 一, 十二, 三十七: the ordinal numbers of a report, up to 九十九.
pub(super) fn ordinal(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: usize| DIGITS.get(number).copied().unwrap_or_default();
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number - 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

/// What someone wrote, as whole sentences. An address on the web ends without a stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let ended = text
        .trim_end_matches(['”', '’', '）', ')'])
        .ends_with(['。', '！', '？', '；', '…']);
    let address = text.lines().last().is_some_and(|line| line.contains("://"));
    match text.is_empty() || ended || address {
        true => text.to_owned(),
        false => format!("{text}。"),
    }
}

/// Sentences that go on behind others: where they are several paragraphs, the first is one of its own.
pub(super) fn apart(text: String) -> String {
    match text.contains('\n') {
        true => format!("\n{text}\n"),
        false => text,
    }
}

/// The name of a row in one line.
pub(super) fn name(indicator: &Indicator) -> String {
    indicator.name.trim().replace('\n', "、")
}

/// 90分（含）以上为“优”，80分（含）至90分为“良”，…
pub(super) fn grades(rubric: &Rubric) -> String {
    let above = std::iter::once(None).chain(rubric.grades.iter().map(Some));
    let grades = rubric.grades.iter().zip(above).map(|(grade, above)| {
        let (from, name) = (points(grade.from.value), &grade.name);
        match above {
            None => format!("{from}（含）以上为“{name}”"),
            Some(above) if grade.from.value.is_zero() => {
                format!("{}以下为“{name}”", points(above.from.value))
            }
            Some(above) => format!("{from}（含）至{}为“{name}”", points(above.from.value)),
        }
    });
    grades.collect::<Vec<_>>().join("，")
}
