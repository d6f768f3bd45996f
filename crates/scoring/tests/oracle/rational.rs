//! Exact numbers, and the texts of a form read as such.
//!
//! Nothing here asks the engine: an amount's digits are taken over, and a text is read by the rules of
//! `entry.rs` and `date.rs` as their comments state them.

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{Signed, Zero};
use rust_decimal::Decimal;
use scoring::number::Amount;

pub type Q = BigRational;

pub fn int(value: i64) -> Q {
    Q::from_integer(value.into())
}

pub fn power(places: u32) -> BigInt {
    BigInt::from(10).pow(places)
}

/// An amount of the rubric, digit by digit.
pub fn amount(amount: &Amount) -> Q {
    exact(amount.value)
}

pub fn exact(value: Decimal) -> Q {
    fraction(value.mantissa(), 10_i128.pow(value.scale()))
}

/// `of` ÷ `by` in lowest terms, found without big numbers.
fn fraction(of: i128, by: i128) -> Q {
    let (of, by) = Ratio::new(of, by).into();
    Q::new_raw(of.into(), by.into())
}

/// Half-up, away from zero, to `places`.
pub fn half_up(value: &Q, places: u32) -> Q {
    let scale = power(places);
    let twice: BigInt = value.numer().abs() * &scale * 2 / value.denom();
    let rounded = Q::new((twice + 1) / 2, scale);
    if value.is_negative() {
        -rounded
    } else {
        rounded
    }
}

/// Whether `value` lies exactly between two numbers of `places`.
pub fn is_half(value: &Q, places: u32) -> bool {
    let twice: BigInt = value.numer() * power(places) * 2;
    let halves = &twice / value.denom();
    halves.bit(0) && halves * value.denom() == twice
}

/// Whether `value` is a decimal of so many places.
pub fn ends(value: &Q, places: u32) -> bool {
    let scaled: BigInt = value.numer() * power(places);
    (scaled % value.denom()).is_zero()
}

/// Full-width forms and their like as ASCII.
fn folded(text: &str) -> String {
    let ascii = |c: char| match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '．' | '。' => '.',
        '，' | '、' => ',',
        '％' => '%',
        '－' | '−' | '—' => '-',
        '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    };
    text.chars()
        .map(ascii)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The number that was typed into a field of `unit`; a percentage is a fraction. `None` where nothing
/// that can be read is there.
pub fn number(text: &str, unit: &str) -> Option<Q> {
    let text = folded(text);
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || ".,".contains(c)))
        .unwrap_or(rest.len());
    let (digits, suffix) = (&rest[..end], rest[end..].trim());
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1
        || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    if groups[0].is_empty() || !grouped || decimals.contains(['.', ',']) {
        return None;
    }
    let digits = groups.concat() + decimals;
    if digits.len() > 18 {
        return None;
    }
    let (typed, asked) = factor(suffix, unit)?;
    let percent = if unit == "%" { 100 } else { 1 };
    let value = digits.parse::<i128>().ok()? * sign * typed;
    Some(fraction(
        value,
        10_i128.pow(decimals.len() as u32) * asked * percent,
    ))
}

/// From a number with `suffix` to one in `unit`: times the one, divided by the other.
fn factor(suffix: &str, unit: &str) -> Option<(i128, i128)> {
    if suffix.is_empty() || suffix == unit {
        return Some((1, 1));
    }
    let size = |text: &str| match text.chars().next() {
        Some('万') => (10_000, text.trim_start_matches('万').to_owned()),
        Some('亿') => (100_000_000, text.trim_start_matches('亿').to_owned()),
        _ => (1, text.to_owned()),
    };
    let ((typed, of), (asked, base)) = (size(suffix), size(unit));
    let same = of == base || of.is_empty();
    (same && suffix != "%" && unit != "%").then_some((typed, asked))
}

/// The day that was typed, counted from 1970-01-01.
pub fn day(text: &str) -> Option<Q> {
    let text = folded(text);
    let mut parts = text
        .trim_end_matches('日')
        .split(['-', '.', '/', '年', '月'])
        .map(|part| part.parse::<i64>().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [
        31,
        28 + i64::from(leap(year)),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let length = lengths.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if !(1..=*length).contains(&day) || !(1900..3000).contains(&year) {
        return None;
    }
    let years: i64 = match year >= 1970 {
        true => (1970..year).map(|year| 365 + i64::from(leap(year))).sum(),
        false => -(year..1970)
            .map(|year| 365 + i64::from(leap(year)))
            .sum::<i64>(),
    };
    let months: i64 = lengths[..month as usize - 1].iter().sum();
    Some(int(years + months + day - 1))
}
