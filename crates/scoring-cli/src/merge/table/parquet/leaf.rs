//! The values of one column, as Parquet wants them: those that are there, and beside them at which level each stands.

use parquet::data_type::{
    ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;
use rust_decimal::Decimal;
use scoring::number::half_up;

use scoring_export::summary::columns::{Kind, Value};

/// How many digits a decimal has.
pub const DIGITS: u32 = 38;
/// Places of what was rounded: a rubric has at most so many.
const ROUNDED: u32 = 6;
/// Places of everything else: what can be typed has no more. Points that moved in thirds have no end.
const EXACT: u32 = 17;

/// A column, or a field of the elements of a list.
pub struct Leaf {
    values: Values,
    /// How far each value is there: in a list, whether there is an element, and whether it has the field.
    there: Vec<i16>,
    /// Whether each value belongs to the list of the one before.
    follows: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Count(Vec<i64>),
    Decimal(u32, Vec<FixedLenByteArray>),
}

impl Leaf {
    /// An empty one.
    pub fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Count => Values::Count(Vec::new()),
            Kind::Rounded | Kind::Exact => Values::Decimal(places(kind), Vec::new()),
        };
        Self {
            values,
            there: Vec::new(),
            follows: Vec::new(),
        }
    }

    /// Adds the value of a row.
    pub fn push(&mut self, value: &Value<'_>) {
        let there = self.values.push(value);
        self.there.push(there.into());
    }

    /// Adds the value of an element; `first` where it begins the list of a row.
    pub fn push_element(&mut self, value: &Value<'_>, first: bool) {
        let there = self.values.push(value);
        self.there.push(1 + i16::from(there));
        self.follows.push((!first).into());
    }

    /// Adds a list without elements.
    pub fn push_no_element(&mut self) {
        self.there.push(0);
        self.follows.push(0);
    }

    /// Writes the values and forgets them.
    pub fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let there = Some(self.there.as_slice());
        let follows = Some(self.follows.as_slice()).filter(|follows| !follows.is_empty());
        match &mut self.values {
            Values::Text(values) => {
                let column = column.typed::<ByteArrayType>();
                column.write_batch(values, there, follows)?;
                values.clear();
            }
            Values::Count(values) => {
                let column = column.typed::<Int64Type>();
                column.write_batch(values, there, follows)?;
                values.clear();
            }
            Values::Decimal(_, values) => {
                let column = column.typed::<FixedLenByteArrayType>();
                column.write_batch(values, there, follows)?;
                values.clear();
            }
        }
        self.there.clear();
        self.follows.clear();
        Ok(())
    }
}

impl Values {
    /// Adds a value; whether there is one.
    fn push(&mut self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Self::Text(values), Value::Text(text)) => values.push(text.as_bytes().to_vec().into()),
            (Self::Text(values), Value::Word(code, _)) => values.push((*code).into()),
            (Self::Count(values), Value::Count(count)) => {
                values.push(i64::try_from(*count).unwrap_or(i64::MAX));
            }
            (Self::Decimal(places, values), Value::Score(score)) => match digits(*score, *places) {
                Some(digits) => values.push(digits.to_be_bytes().to_vec().into()),
                None => return false,
            },
            _ => return false,
        }
        true
    }
}

/// How many places a score of this kind has.
pub fn places(kind: Kind) -> u32 {
    match kind {
        Kind::Rounded => ROUNDED,
        Kind::Text | Kind::Count | Kind::Exact => EXACT,
    }
}

/// The digits of a score with so many places; `None` where there are more than a decimal has, as no form's are.
fn digits(score: Decimal, places: u32) -> Option<i128> {
    let score = half_up(score, places);
    let more = places.checked_sub(score.scale())?;
    let digits = score.mantissa().checked_mul(10_i128.pow(more))?;
    (digits.unsigned_abs() < 10_u128.pow(DIGITS)).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_that_can_be_typed_is_kept() {
        let cases = [
            ("0", ROUNDED, Some(0)),
            ("97.62", ROUNDED, Some(97_620_000)),
            ("-0.5", ROUNDED, Some(-500_000)),
            ("0.12345678901234567", EXACT, Some(12_345_678_901_234_567)),
            (
                "0.3333333333333333333333333333",
                EXACT,
                Some(33_333_333_333_333_333),
            ),
            (
                "0.6666666666666666666666666667",
                EXACT,
                Some(66_666_666_666_666_667),
            ),
            (
                "999999999999999999",
                EXACT,
                Some(999_999_999_999_999_999 * 10_i128.pow(17)),
            ),
            ("79228162514264337593543950335", EXACT, None),
        ];
        for (score, places, expected) in cases {
            let score = score.parse().unwrap_or_default();
            assert_eq!(digits(score, places), expected, "{score}");
        }
    }
}
