//! A number as it is looked at: what is shown of it, and whether that is all of it.
//!
//! Most questions have one answer for every number within the bound of an [`Approx`]. Where they have not,
//! the exact number is asked.

use num_rational::BigRational;
use rust_decimal::Decimal;

use super::approx::Approx;
use super::value::{Frame, Open, Stop};
use super::{Expr, Fold, exact};
use crate::number::{half_up, plain};

/// A number that is looked at.
pub(crate) enum Seen {
    /// Known within a bound.
    Near(Approx),
    Exact(BigRational),
}

/// The number is not known closely enough for the question. An exact one always is.
pub(crate) struct Unsure;

impl From<Stop> for Unsure {
    fn from(_: Stop) -> Self {
        Self
    }
}

impl Frame<'_> {
    /// Asks something of a value.
    pub fn look<T: Default>(
        &mut self,
        expr: &Expr,
        ask: impl Fn(&Seen) -> Result<T, Unsure>,
    ) -> Result<T, Open> {
        let near = self.approx(expr);
        asked(near, ask, || self.exact(expr))
    }

    /// Asks something of the sum over a list of targets.
    pub(super) fn look_at_sum<T: Default>(
        &mut self,
        fold: &Fold,
        ask: impl Fn(&Seen) -> Result<T, Unsure>,
    ) -> Result<T, Open> {
        let near = self.sum(fold);
        asked(near, ask, || self.exact_sum(fold).cloned())
    }

    pub(super) fn is_zero(&mut self, expr: &Expr) -> Result<bool, Open> {
        self.look(expr, |value| value.is(Decimal::ZERO))
    }
}

/// The answer of the near value where it has one, else of the exact value.
pub(super) fn asked<T: Default>(
    near: Result<Approx, Stop>,
    ask: impl Fn(&Seen) -> Result<T, Unsure>,
    exact: impl FnOnce() -> Result<BigRational, Open>,
) -> Result<T, Open> {
    match near {
        Ok(near) => {
            if let Ok(answer) = ask(&Seen::Near(near)) {
                return Ok(answer);
            }
        }
        Err(Stop::Open(open)) => return Err(open),
        Err(Stop::Imprecise) => {}
    }
    Ok(ask(&Seen::Exact(exact()?)).unwrap_or_default())
}

impl Seen {
    /// Half-up with exactly so many places; `None` where it does not fit a `Decimal`.
    pub fn half_up(&self, places: u32) -> Result<Option<Decimal>, Unsure> {
        let near = match self {
            Self::Near(near) => near,
            Self::Exact(exact) => return Ok(exact::half_up(exact, places)),
        };
        let (low, high) = near.ends().ok_or(Unsure)?;
        let mut rounded = half_up(low, places);
        if near.error != 0 && rounded != half_up(high, places) {
            return Err(Unsure);
        }
        rounded.rescale(places);
        if rounded.is_zero() {
            rounded.set_sign_positive(true);
        }
        if rounded.scale() == places {
            Ok(Some(rounded))
        } else {
            Err(Unsure)
        }
    }

    /// Whether it is this number.
    pub fn is(&self, number: Decimal) -> Result<bool, Unsure> {
        match self {
            Self::Exact(exact) => Ok(*exact == exact::from_decimal(number)),
            Self::Near(near) if near.error == 0 => Ok(near.value == number),
            Self::Near(near) => {
                let (low, high) = near.ends().ok_or(Unsure)?;
                if (low..=high).contains(&number) {
                    Err(Unsure)
                } else {
                    Ok(false)
                }
            }
        }
    }

    pub fn over(&self, by: Decimal) -> Result<Self, Unsure> {
        Ok(match self {
            Self::Near(near) => Self::Near(near.div(Approx::exact(by))?),
            Self::Exact(_) if by.is_zero() => return Err(Unsure),
            Self::Exact(exact) => Self::Exact(exact / exact::from_decimal(by)),
        })
    }

    fn times(&self, by: Decimal) -> Result<Self, Unsure> {
        Ok(match self {
            Self::Near(near) => Self::Near(near.mul(Approx::exact(by))?),
            Self::Exact(exact) => Self::Exact(exact * exact::from_decimal(by)),
        })
    }

    fn is_whole(&self) -> Result<bool, Unsure> {
        match self {
            Self::Exact(exact) => Ok(exact.is_integer()),
            Self::Near(near) => self.is(half_up(near.value, 0)),
        }
    }

    /// As shown, and whether that is all of it: percentages to 2 places, others to 4.
    pub fn shown(&self, unit: &str) -> Result<(String, bool), Unsure> {
        let (short, exact) = self.short(unit)?;
        let with_unit = if unit.is_empty() || unit == "%" {
            short
        } else {
            format!("{short} {unit}")
        };
        Ok((with_unit, exact))
    }

    /// The same without its unit, for use within arithmetic.
    pub fn short(&self, unit: &str) -> Result<(String, bool), Unsure> {
        if unit != "%" {
            let (number, exact) = self.digits(4)?;
            let number = number.map_or_else(|whole| whole, plain);
            return Ok((signed(&number), exact));
        }
        let scaled = self.times(Decimal::ONE_HUNDRED)?;
        let (number, exact) = scaled.digits(scaled.telling()?)?;
        let number = match number {
            Ok(number) if exact => plain(number),
            // A percentage that was rounded shows how far: ≈ 0.40%.
            Ok(number) => number.to_string(),
            Err(whole) => whole,
        };
        Ok((format!("{}%", signed(&number)), exact))
    }

    /// To how many places a percentage is shown. Limits are whole percentages, or halves of one: what comes
    /// close to one is shown far enough to tell on which side it lies.
    fn telling(&self) -> Result<u32, Unsure> {
        const LEAST: u32 = 2;
        const MOST: u32 = 6;
        if self.times(Decimal::TWO)?.is_whole()? {
            return Ok(LEAST);
        }
        let is_limit = |short: Decimal| (short.fract() * Decimal::TWO).fract().is_zero();
        for places in LEAST..=MOST {
            if self.half_up(places)?.is_some_and(|short| !is_limit(short)) {
                return Ok(places);
            }
        }
        Ok(LEAST)
    }

    /// The number to so many places, else the whole digits of one that no `Decimal` holds; and whether
    /// that is all of it.
    fn digits(&self, places: u32) -> Result<(Result<Decimal, String>, bool), Unsure> {
        Ok(match (self.half_up(places)?, self) {
            (Some(rounded), _) => (Ok(rounded), self.is(rounded)?),
            (None, Self::Exact(exact)) => (Err(exact.to_integer().to_string()), false),
            (None, Self::Near(_)) => return Err(Unsure),
        })
    }
}

/// With the minus sign of a sentence.
fn signed(number: &str) -> String {
    number.replacen('-', "−", 1)
}
