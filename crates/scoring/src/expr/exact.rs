//! Big rationals: what decides where `Decimal` comes too close to call, and what the words show.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::value::{Frame, Open};
use super::{Cond, Expr, Fold, Gather, Rest};

impl<'a> Frame<'a> {
    /// The exact value of an expression.
    pub fn exact(&mut self, expr: &Expr) -> Result<BigRational, Open> {
        Ok(match expr {
            Expr::Const(amount) => from_decimal(amount.value),
            Expr::Input(slot) => from_decimal(self.bound(*slot).value().ok_or(Open::Missing)?),
            Expr::Sum(terms) => {
                let mut sum = BigRational::zero();
                for term in terms {
                    sum += self.exact(term)?;
                }
                sum
            }
            Expr::Less(left, right) => self.exact(left)? - self.exact(right)?,
            Expr::Product(factors) => {
                let mut product = BigRational::from_integer(1.into());
                for factor in factors {
                    product *= self.exact(factor)?;
                }
                product
            }
            Expr::Quotient(left, right) => {
                let (left, right) = (self.exact(left)?, self.exact(right)?);
                if right.is_zero() {
                    return Err(Open::NoDivisor);
                }
                left / right
            }
            Expr::Named(named) => self.exact(&named.expr)?,
            Expr::Cases(cases) => {
                let taken = self.taken(cases)?;
                self.exact(&cases.arms[taken].then)?
            }
            Expr::Fold(fold) => {
                let values = self.values(fold)?;
                let counted = values
                    .iter()
                    .filter(|(_, claim)| !fold.claims_only || *claim);
                let sum: BigRational = counted.map(|(value, _)| value).sum();
                if values.is_empty() {
                    return Err(Open::Missing);
                }
                match fold.gather {
                    Gather::Mean => sum / BigRational::from_integer(values.len().into()),
                    Gather::Sum => sum,
                }
            }
            Expr::OnClaim(inner) => self.exact(inner)?,
            Expr::Round(inner, places) => {
                BigRational::new(rounded(&self.exact(inner)?, *places), power(*places))
            }
            Expr::Whole(inner, rest) => rest.of(&self.exact(inner)?),
        })
    }

    /// Each target's exact value, and whether it rests on claim.
    pub fn values(&mut self, fold: &Fold) -> Result<Vec<(BigRational, bool)>, Open> {
        let bindings: &'a _ = self.bindings;
        let targets = bindings
            .targets
            .get(fold.line)
            .map_or(&[][..], Vec::as_slice);
        let mut rates = Vec::with_capacity(targets.len());
        for figures in targets {
            let mut worst: Option<BigRational> = None;
            let mut claim = false;
            for row in &figures.rows {
                self.enter(Some(row));
                // The exact reading passes over the claim mark; the conditions are the same.
                let rate = self.exact(&fold.each)?;
                claim |= self.rests_on_claim(&fold.each)?;
                worst = Some(worst.map_or(rate.clone(), |so_far| so_far.min(rate)));
            }
            rates.push((worst.ok_or(Open::Missing)?, claim));
        }
        self.enter(None);
        Ok(rates)
    }

    /// The value of a score before it is rounded, to 12 places.
    pub fn unrounded(&mut self, expr: &Expr) -> Option<Decimal> {
        let inner = match expr {
            Expr::Round(inner, _) => inner,
            other => other,
        };
        half_up(&self.exact(inner).ok()?, 12)
    }

    /// Whether the path that is taken through `expr` passes a claim.
    pub fn rests_on_claim(&mut self, expr: &Expr) -> Result<bool, Open> {
        match expr {
            Expr::OnClaim(_) => Ok(true),
            Expr::Round(inner, _) => self.rests_on_claim(inner),
            Expr::Cases(cases) => {
                let taken = self.taken(cases)?;
                self.rests_on_claim(&cases.arms[taken].then)
            }
            _ => Ok(false),
        }
    }

    /// The first named value on the path that is taken through `expr`: a target's 完成率.
    pub fn completion(&mut self, expr: &Expr) -> Option<BigRational> {
        match expr {
            Expr::Named(named) => self.exact(&named.expr).ok(),
            Expr::Round(inner, _) => self.completion(inner),
            Expr::Product(factors) => factors.iter().find_map(|factor| self.completion(factor)),
            Expr::Cases(cases) => {
                let taken = self.taken(cases).ok()?;
                let compared = cases.arms[..=taken].iter().find_map(|arm| match &arm.when {
                    Cond::Compare(left @ Expr::Named(named), ..) if named.unit == "%" => Some(left),
                    _ => None,
                });
                match compared {
                    Some(named) => self.exact(named).ok(),
                    None => self.completion(&cases.arms[taken].then),
                }
            }
            _ => None,
        }
    }
}

impl Rest {
    fn of(self, value: &BigRational) -> BigRational {
        match self {
            Self::Drop => value.floor(),
            Self::Count => value.ceil(),
        }
    }

    pub fn apply(self, value: Decimal) -> Decimal {
        match self {
            Self::Drop => value.floor(),
            Self::Count => value.ceil(),
        }
    }

    /// `None` where the steps do not fit a `Decimal`.
    pub fn apply_exactly(self, value: &BigRational) -> Option<Decimal> {
        half_up(&self.of(value), 0)
    }
}

pub(crate) fn from_decimal(value: Decimal) -> BigRational {
    match value.scale() {
        0 => BigRational::from_integer(value.mantissa().into()),
        scale => BigRational::new(value.mantissa().into(), power(scale)),
    }
}

/// To the nearest `Decimal`; exact where the value ends within 18 places, as every rounded one does.
pub(crate) fn to_decimal(ratio: &BigRational) -> Decimal {
    half_up(ratio, 18).unwrap_or_default().normalize()
}

/// Half-up, away from zero, to `places`; `None` where it does not fit a `Decimal`.
pub(crate) fn half_up(ratio: &BigRational, places: u32) -> Option<Decimal> {
    let scaled = rounded(ratio, places).to_i128()?;
    Decimal::try_from_i128_with_scale(scaled, places).ok()
}

/// `ratio` × 10^`places`, rounded half away from zero.
fn rounded(ratio: &BigRational, places: u32) -> BigInt {
    let twice: BigInt = ratio.numer().abs() * power(places) * 2;
    // Neither is negative, so that what the division drops is the rest.
    let whole: BigInt = (twice + ratio.denom()) / (ratio.denom() * 2);
    if ratio.is_negative() { -whole } else { whole }
}

fn power(places: u32) -> BigInt {
    BigInt::from(10).pow(places)
}
