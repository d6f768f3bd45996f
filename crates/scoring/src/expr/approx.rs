//! A number with a bound on its error: `Decimal` arithmetic that knows how far it can be off.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::value::{Open, Stop};

/// A number that is off by at most `error` × 10⁻¹⁸.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Approx {
    pub value: Decimal,
    /// In 10⁻¹⁸.
    pub error: u64,
}

const UNIT: u32 = 18;
const MAX_ERROR: u64 = 1_000_000_000_000;

impl Approx {
    pub const fn exact(value: Decimal) -> Self {
        Self { value, error: 0 }
    }

    fn bounded(value: Decimal, error: u64) -> Result<Self, Stop> {
        if error > MAX_ERROR {
            Err(Stop::Imprecise)
        } else {
            Ok(Self { value, error })
        }
    }

    /// Exactly nothing: it adds nothing, and what it multiplies is nothing.
    fn is_nothing(self) -> bool {
        self.error == 0 && self.value.is_zero()
    }

    pub fn add(self, other: Self) -> Result<Self, Stop> {
        if self.is_nothing() {
            return Ok(other);
        }
        if other.is_nothing() {
            return Ok(self);
        }
        let value = self.value.checked_add(other.value).ok_or(Stop::Imprecise)?;
        let cut = value.scale() < self.value.scale().max(other.value.scale());
        Self::bounded(
            value,
            self.error + other.error + if cut { last_place(value) } else { 0 },
        )
    }

    pub fn mul(self, other: Self) -> Result<Self, Stop> {
        if self.is_nothing() || other.is_nothing() {
            return Ok(Self::exact(Decimal::ZERO));
        }
        let value = self.value.checked_mul(other.value).ok_or(Stop::Imprecise)?;
        let cut = value.scale() < self.value.scale() + other.value.scale();
        let mut error = if cut { last_place(value) } else { 0 };
        if self.error != 0 || other.error != 0 {
            let spread = |by: Decimal, e: u64| {
                let size = by
                    .abs()
                    .trunc()
                    .to_u64()
                    .unwrap_or(u64::MAX)
                    .saturating_add(1);
                size.saturating_mul(e)
            };
            error = error
                .saturating_add(spread(self.value, other.error))
                .saturating_add(spread(other.value, self.error))
                .saturating_add(1);
        }
        Self::bounded(value, error)
    }

    pub fn div(self, other: Self) -> Result<Self, Stop> {
        if other.error != 0 {
            return Err(Stop::Imprecise);
        }
        if other.value.is_zero() {
            return Err(Stop::Open(Open::NoDivisor));
        }
        if self.is_nothing() {
            return Ok(self);
        }
        let value = self.value.checked_div(other.value).ok_or(Stop::Imprecise)?;
        if self.error == 0 {
            let back = value.checked_mul(other.value);
            let whole = back.is_some_and(|b| {
                b == self.value && b.scale() == value.scale() + other.value.scale()
            });
            return Self::bounded(value, if whole { 0 } else { last_place(value) });
        }
        if other.value.abs() < Decimal::ONE {
            return Err(Stop::Imprecise);
        }
        Self::bounded(value, self.error + last_place(value))
    }

    /// The least and the most that the number can be; `None` where `Decimal` cannot tell them apart.
    pub fn ends(self) -> Option<(Decimal, Decimal)> {
        if self.error == 0 {
            return Some((self.value, self.value));
        }
        let margin = Self::margin(self.error);
        let low = self.value.checked_sub(margin)?;
        let high = self.value.checked_add(margin)?;
        (low < self.value && self.value < high).then_some((low, high))
    }

    pub fn negated(self) -> Self {
        Self {
            value: -self.value,
            error: self.error,
        }
    }

    pub fn margin(error: u64) -> Decimal {
        Decimal::from_i128_with_scale(error.into(), UNIT)
    }
}

/// One unit in the last place of `value`, in 10⁻¹⁸, rounded up.
fn last_place(value: Decimal) -> u64 {
    10_u64.saturating_pow(UNIT.saturating_sub(value.scale()))
}
