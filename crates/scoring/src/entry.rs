//! What people type into a field, kept as typed, and read as a number where one is asked.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::number::{MAX_DIGITS, plain};

/// One filled-in field 填报值: the text exactly as typed, read once when it changes.
///
/// Text that cannot be read stays in the entry, so bad input never costs anyone what they typed.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Entry {
    text: String,
    /// The number, where the text is nothing but one: the common case, read without the unit.
    number: Option<Decimal>,
}

impl Entry {
    /// Keeps `text` and reads it.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        // Most texts are words.
        let numbered = text.contains(|c| matches!(c, '0'..='9' | '０'..='９'));
        let number = match numbered.then(|| split(&text)) {
            Some(Ok((number, ""))) => Some(number),
            _ => None,
        };
        Self { text, number }
    }

    /// The text as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing was typed at all, not even space: only such a field is left out of a file.
    pub(crate) fn is_untouched(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether nothing but space was typed. Empty is missing, never zero.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The number in the field's own unit 计量单位 (`万元`, `%`, `人` …); `None` where nothing is typed.
    ///
    /// A percentage is given as a fraction: `85％` in a `%` field is 0.85, and so is `85`.
    pub fn read(&self, unit: &str) -> Result<Option<Decimal>, Unreadable> {
        let value = match self.number {
            Some(number) => number,
            None if self.is_empty() => return Ok(None),
            None => {
                let folded = fold(&self.text);
                let (number, suffix) = split_folded(&folded)?;
                let factor = convert(suffix, unit).ok_or_else(|| Unreadable::Unit {
                    written: suffix.to_owned(),
                    expected: unit.to_owned(),
                })?;
                number.checked_mul(factor).ok_or(Unreadable::TooLong)?
            }
        };
        if unit != "%" {
            return Ok(Some(value));
        }
        let mut fraction = value;
        match fraction.set_scale(value.scale() + 2) {
            Ok(()) => Ok(Some(fraction)),
            Err(_) => Err(Unreadable::TooLong),
        }
    }

    /// The day that was typed 日期, in days since 1970-01-01; `None` where nothing is typed.
    pub fn read_date(&self) -> Result<Option<i32>, Unreadable> {
        if self.is_empty() {
            return Ok(None);
        }
        crate::date::read(&fold(&self.text))
            .map(Some)
            .ok_or(Unreadable::Date)
    }

    /// How the text was understood, where it is not simply that number: `２６，３３６．８` → `26336.8 万元`.
    pub fn understood(&self, unit: &str) -> Option<String> {
        let value = self.read(unit).ok()??;
        let shown = plain(if unit == "%" {
            value * Decimal::ONE_HUNDRED
        } else {
            value
        });
        let typed = self.text.trim();
        if typed.parse() == Ok(value) || typed == shown || typed.strip_suffix('%') == Some(&shown) {
            return None;
        }
        if self.number.is_some() && typed.is_ascii() && !typed.contains([',', ' ']) {
            return None;
        }
        let gap = if unit == "%" || unit.is_empty() {
            ""
        } else {
            " "
        };
        Some(format!("{shown}{gap}{unit}"))
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Entry {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Entry".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "填报值，照填的文字：数、百分数、日期或文字",
            "type": "string",
        })
    }
}

/// Why a text is not the number that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No number at all: `达标`.
    NotANumber,
    /// A relation sign copied from the target: `≥65%`.
    Relation,
    /// Commas that do not stand between groups of three digits: `1,5`.
    Grouping,
    /// More digits than any budget has.
    TooLong,
    /// Not a day of the calendar: `4月31日`.
    Date,
    /// A unit that cannot be turned into the field's: `%` in a field of 万元.
    Unit {
        /// The unit as typed.
        written: String,
        /// The field's unit.
        expected: String,
    },
}

impl Unreadable {
    /// What is wrong and how to mend it, for the message at the field.
    pub fn message(&self) -> String {
        match self {
            Self::NotANumber => "读不出数字。请只填数，如 12345.6；说明文字请写在备注里。".into(),
            Self::Relation => {
                "前面带了 ≥、≤、约 之类的符号。请填实际完成的数，不要照抄目标。".into()
            }
            Self::Grouping => "逗号的位置不像千分位（每三位一个）。小数点请用“.”，如 1.5。".into(),
            Self::TooLong => "数字太长（最多 18 位）。请检查是否多按了键。".into(),
            Self::Date => "读不出日期。请填年月日，如 2023-04-28 或 2023年4月28日。".into(),
            Self::Unit { written, expected } if expected.is_empty() => {
                format!("数字后面的“{written}”认不出。请只填数。")
            }
            Self::Unit { written, expected } => {
                format!(
                    "数字后面写的是“{written}”，这里的单位是“{expected}”。请按“{expected}”填数。"
                )
            }
        }
    }
}

fn split(text: &str) -> Result<(Decimal, &'static str), Unreadable> {
    // Most fields hold plain digits: nothing to fold, nothing to split off.
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let plain = text.len() <= MAX_DIGITS && digits(whole) && digits(decimals);
    if plain && let Ok(number) = text.parse() {
        return Ok((number, ""));
    }
    let folded = fold(text);
    match split_folded(&folded)? {
        (number, "") => Ok((number, "")),
        _ => Err(Unreadable::NotANumber),
    }
}

/// Full-width forms to their ASCII twins, the ideographic full stop to a point, no space at either end.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '。' => '.',
            '、' => ',',
            '−' | '—' | '–' => '-',
            '\u{3000}' | '\u{a0}' | '\u{202f}' | '\t' => ' ',
            other => other,
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

fn split_folded(text: &str) -> Result<(Decimal, &str), Unreadable> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')))
        .unwrap_or(rest.len());
    let (number, suffix) = (rest[..end].trim_end_matches([' ', ',']), rest[end..].trim());
    if number.is_empty() {
        let relation = [
            "≥",
            "≤",
            ">",
            "<",
            "=",
            "＝",
            "约",
            "近",
            "超",
            "不低于",
            "不少于",
            "不超过",
            "大于",
            "小于",
        ];
        let copied = relation.iter().any(|sign| text.starts_with(sign))
            && text.contains(|c: char| c.is_ascii_digit());
        return Err(if copied {
            Unreadable::Relation
        } else {
            Unreadable::NotANumber
        });
    }
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if !decimals.bytes().all(|b| b.is_ascii_digit()) || whole.is_empty() {
        return Err(Unreadable::NotANumber);
    }
    let mut groups = whole.split([',', ' ']);
    let first = groups.next().unwrap_or_default();
    let mut digits = String::with_capacity(number.len() + 1);
    digits.push_str(first);
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return Err(Unreadable::Grouping);
        }
        digits.push_str(group);
    }
    if digits.len() + decimals.len() > MAX_DIGITS {
        return Err(Unreadable::TooLong);
    }
    if !decimals.is_empty() {
        digits.push('.');
        digits.push_str(decimals);
    }
    let mut value: Decimal = digits.parse().map_err(|_| Unreadable::NotANumber)?;
    value.set_sign_negative(negative && !value.is_zero());
    Ok((value, suffix))
}

/// The factor from a number with `suffix` to the field's `unit`, or `None` where they do not agree.
fn convert(suffix: &str, unit: &str) -> Option<Decimal> {
    if suffix.is_empty() || suffix == unit {
        return Some(Decimal::ONE);
    }
    if unit == "%" || suffix == "%" {
        return None;
    }
    let (written, base) = magnitude(suffix);
    let (own, own_base) = magnitude(unit);
    // A unit such as 次/年 is often typed as 次.
    let same = base == own_base || base.is_empty() || own_base.split('/').next() == Some(base);
    if !same {
        return None;
    }
    Decimal::from(written).checked_div(Decimal::from(own))
}

/// Splits 万元 into 10,000 and 元.
fn magnitude(unit: &str) -> (u64, &str) {
    if let Some(base) = unit.strip_prefix("万") {
        return (10_000, base);
    }
    match unit.strip_prefix("亿") {
        Some(base) => (100_000_000, base),
        None => (1, unit),
    }
}
