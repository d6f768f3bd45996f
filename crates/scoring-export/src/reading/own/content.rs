//! What stands in a cell now, beside what was written there.

use rust_decimal::Decimal;
use scoring::date;
use scoring::entry::Entry;
use scoring::number::plain;

use super::store::Written;
use crate::reading::workbook::{Cell, Value, decimal, fifteen, written};

/// What a form's field says by a cell, and what a person should look at.
pub(super) struct Said {
    pub text: String,
    pub doubt: Option<String>,
}

/// Whether a cell holds what was written into it.
pub(super) fn is_same(was: Option<&Written>, now: Option<&Cell>) -> bool {
    let (Some(was), Some(now)) = (was, now.map(|cell| &cell.value)) else {
        // A program may write a blank as a text without characters.
        let blank = |now: &Cell| matches!(&now.value, Value::Text(text) if text.trim().is_empty());
        return was.is_none_or(|was| matches!(was, Written::Text(text) if text.trim().is_empty()))
            && now.is_none_or(blank);
    };
    match (was, now) {
        (Written::Number(number), Value::Number(now, _)) => {
            let (was, now) = (number.parse::<Decimal>().ok(), decimal(*now));
            was.zip(now)
                .is_some_and(|(was, now)| is_as_written(was, now))
        }
        (Written::Number(number), Value::Text(now)) => now.trim() == number,
        (Written::Day(day), Value::Date(now)) => day == now,
        (Written::Day(day), Value::Text(now)) => day == now.trim(),
        (Written::Day(day), Value::Number(now, _)) => serial(*now).as_deref() == Some(day),
        (Written::Text(text), Value::Text(now)) => tidy(text) == tidy(now),
        (Written::Text(text), Value::Number(now, percent)) => {
            written(*now, *percent) == text.trim()
        }
        (Written::Text(text), Value::Date(now)) => now == text.trim(),
        _ => false,
    }
}

/// Whether a cell holds what was written, as well as it can: files keep sixteen digits of a number, people see fifteen, and a
/// change of the fifteenth is a change.
fn is_as_written(was: Decimal, now: Decimal) -> bool {
    let sixteenth = Decimal::new(1, 15);
    fifteen(was) == fifteen(now) || (was - now).abs() <= was.abs() * sixteenth
}

/// What a cell says in a field of such a unit. `None` where it holds an error.
pub(super) fn said(cell: Option<&Cell>, unit: &str, was: Option<&Written>) -> Option<Said> {
    let was_number = matches!(was, Some(Written::Number(_)));
    let (mut doubt, text) = match cell.map(|cell| &cell.value) {
        None => (None, String::new()),
        Some(Value::Error(_)) => return None,
        Some(Value::Number(number, percent)) if unit == "%" => percentage(*number, *percent),
        Some(Value::Number(number, _)) if matches!(was, Some(Written::Day(_))) => {
            match serial(*number) {
                Some(day) => (None, day),
                None => (Some(NO_DATE.to_owned()), written(*number, false)),
            }
        }
        Some(Value::Number(number, percent)) => (None, written(*number, *percent)),
        Some(Value::Date(day)) if was_number => (
            Some("这里原来是数，现在是日期，可能是表格软件自动改的，请核对。".to_owned()),
            day.clone(),
        ),
        Some(Value::Date(day)) => (None, day.clone()),
        Some(Value::Text(text)) => (None, tidy(text).to_owned()),
        Some(Value::Bool(yes)) => {
            let word = if *yes { "TRUE" } else { "FALSE" };
            (
                Some(format!("这一格是逻辑值 {word}，请核对应填什么。")),
                word.to_owned(),
            )
        }
    };
    if was_number && doubt.is_none() && !text.is_empty() && Entry::new(&*text).read(unit).is_err() {
        doubt = Some("这里原来是数，现在读不出数，请核对。".to_owned());
    }
    if cell.is_some_and(|cell| cell.formula.is_some()) {
        let worked = "这一格是公式，取的是文件里存着的结果，没有重新计算，请核对。";
        doubt = Some(doubt.map_or(worked.to_owned(), |doubt| doubt + worked));
    }
    Some(Said { text, doubt })
}

const NO_DATE: &str = "这里原来是日期，现在读不出日期，请核对。";

/// A cell of a percentage holds a fraction; a number that is too large for one was meant as it stands. Without the format of
/// a percentage it may have been meant either way.
fn percentage(number: f64, percent: bool) -> (Option<String>, String) {
    let Some(value) = decimal(number) else {
        return (None, written(number, false));
    };
    let text = match value.abs() <= Decimal::TWO {
        true => written(number, true),
        false => format!("{}%", plain(fifteen(value))),
    };
    if value.is_zero() || (percent && value.abs() <= Decimal::TWO) {
        return (None, text);
    }
    (
        Some(format!(
            "单元格里的数是 {}，读作 {text}，请核对。",
            plain(fifteen(value))
        )),
        text,
    )
}

/// A day that lost its format: spreadsheets count from 1899-12-30.
fn serial(number: f64) -> Option<String> {
    let days: i32 = plain(decimal(number)?).parse().ok()?;
    (1..=401_768)
        .contains(&days)
        .then(|| date::written(days - 25_569))
}

/// Space at the end of a text is not seen by anybody.
pub(super) fn tidy(text: &str) -> &str {
    text.trim_end()
}
