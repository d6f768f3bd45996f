//! Exact decimal numbers as rubric files write them: points, limits, percentages.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// A number in a rubric file 标准中的数: an integer (`20`), a quoted decimal (`"0.5"`) or a quoted
/// percentage (`"62.5%"`).
///
/// A bare `0.5` is refused: the file formats read it through a binary float, which has no exact 0.1.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The value; `"62.5%"` is 0.625.
    pub value: Decimal,
    /// Whether it was written with a percent sign, and so is shown with one.
    pub percent: bool,
}

impl Amount {
    /// An amount without a percent sign.
    pub const fn plain(value: Decimal) -> Self {
        Self {
            value,
            percent: false,
        }
    }

    /// An amount shown as a percentage; `value` 1 is 100%.
    pub const fn percent(value: Decimal) -> Self {
        Self {
            value,
            percent: true,
        }
    }

    /// As a sentence writes it: a negative number with the minus sign, `−15%`.
    pub(crate) fn words(&self) -> String {
        self.to_string().replacen('-', "−", 1)
    }

    /// Reads `20`, `0.5` or `62.5%`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_suffix('%') {
            Some(number) => Some(Self::percent(digits(number)? / Decimal::ONE_HUNDRED)),
            None => Some(Self::plain(digits(text)?)),
        }
    }
}

/// The longest number that a file may hold.
pub(crate) const MAX_DIGITS: usize = 18;

/// Only digits, one sign and one point: `Decimal` itself also takes `1_000` and `+1`.
fn digits(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let plain = unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && unsigned.bytes().next().is_some_and(|b| b.is_ascii_digit());
    // As many digits as people can type: every sum of such numbers is still exact.
    let short = unsigned.len() <= MAX_DIGITS + 1;
    if plain && short {
        text.parse().ok()
    } else {
        None
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.percent {
            write!(f, "{}%", plain(self.value * Decimal::ONE_HUNDRED))
        } else {
            f.write_str(&plain(self.value))
        }
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Strict;
        impl Visitor<'_> for Strict {
            type Value = Amount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("整数，或加引号的小数、百分数，如 20、\"0.5\"、\"62.5%\"")
            }

            fn visit_i64<E: de::Error>(self, v: i64) -> Result<Amount, E> {
                Ok(Amount::plain(v.into()))
            }

            fn visit_u64<E: de::Error>(self, v: u64) -> Result<Amount, E> {
                Ok(Amount::plain(v.into()))
            }

            fn visit_str<E: de::Error>(self, v: &str) -> Result<Amount, E> {
                Amount::parse(v).ok_or_else(|| E::invalid_value(de::Unexpected::Str(v), &self))
            }
        }
        deserializer.deserialize_any(Strict)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "整数，或加引号的小数、百分数",
            "anyOf": [
                { "type": "integer" },
                { "type": "string", "pattern": r"^-?\d+(\.\d+)?%?$" },
            ],
        })
    }
}

/// A decimal without trailing zeros: `10.50` is `10.5`, `0.00` is `0`.
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Half-up (away from zero) to `places` decimals, as the documents round: 4.625 → 4.63.
pub fn half_up(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}
