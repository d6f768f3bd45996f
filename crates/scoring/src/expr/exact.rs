//! Big rationals: what decides where `Decimal` comes too close to call, and what the words show.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::value::{Bound, Frame, Open};
use super::{Cond, Expr, Mean};

impl<'a> Frame<'a> {
    /// The exact value of an expression.
    pub fn exact(&mut self, expr: &Expr) -> Result<BigRational, Open> {
        Ok(match expr {
            Expr::Const(amount) => from_decimal(amount.value),
            Expr::Input(slot) => match self.bound(*slot) {
                Bound::Number(amount) => from_decimal(amount.value),
                _ => return Err(Open::Missing),
            },
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
            Expr::Mean(mean) => {
                let rates = self.rates(mean)?;
                let counted = rates
                    .iter()
                    .filter(|(_, claim)| !mean.claims_only || *claim);
                let sum: BigRational = counted.map(|(rate, _)| rate).sum();
                if rates.is_empty() {
                    return Err(Open::Missing);
                }
                sum / BigRational::from_integer(rates.len().into())
            }
            Expr::OnClaim(inner) => self.exact(inner)?,
            Expr::Round(inner, places) => {
                let rounded = rounded(&self.exact(inner)?, *places);
                rounded / BigRational::from_integer(power(*places))
            }
        })
    }

    /// Each target's exact rate, and whether it rests on claim.
    pub fn rates(&mut self, mean: &Mean) -> Result<Vec<(BigRational, bool)>, Open> {
        let bindings: &'a _ = self.bindings;
        let targets = bindings
            .targets
            .get(mean.line)
            .map_or(&[][..], Vec::as_slice);
        let mut rates = Vec::with_capacity(targets.len());
        for figures in targets {
            let mut worst: Option<BigRational> = None;
            let mut claim = false;
            for row in &figures.rows {
                self.enter(Some(row));
                // The exact reading passes over the claim mark; the conditions are the same.
                let rate = self.exact(&mean.each)?;
                claim |= self.rests_on_claim(&mean.each)?;
                worst = Some(worst.map_or(rate.clone(), |so_far| so_far.min(rate)));
            }
            rates.push((worst.ok_or(Open::Missing)?, claim));
        }
        self.enter(None);
        Ok(rates)
    }

    /// Whether the path that is taken through `expr` passes a claim.
    pub fn rests_on_claim(&mut self, expr: &Expr) -> Result<bool, Open> {
        match expr {
            Expr::OnClaim(_) => Ok(true),
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
            Expr::Cases(cases) => {
                let taken = self.taken(cases).ok()?;
                let compared = cases.arms[..=taken].iter().find_map(|arm| match &arm.when {
                    Cond::Compare(left @ Expr::Named(_), ..) => Some(left),
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

pub(crate) fn from_decimal(value: Decimal) -> BigRational {
    BigRational::new(value.mantissa().into(), power(value.scale()))
}

/// To the nearest `Decimal`; exact where the value ends within 18 places, as every rounded one does.
pub(crate) fn to_decimal(ratio: &BigRational) -> Decimal {
    half_up(ratio, 18).unwrap_or_default().normalize()
}

/// Half-up, away from zero, to `places`; `None` where it does not fit a `Decimal`.
pub(crate) fn half_up(ratio: &BigRational, places: u32) -> Option<Decimal> {
    let scaled = rounded(ratio, places).to_integer().to_i128()?;
    Decimal::try_from_i128_with_scale(scaled, places).ok()
}

/// `ratio` × 10^`places`, rounded half away from zero.
fn rounded(ratio: &BigRational, places: u32) -> BigRational {
    let scaled = ratio.abs() * BigRational::from_integer(power(places));
    let half = BigRational::new(1.into(), 2.into());
    let whole = (scaled + half).floor();
    if ratio.is_negative() { -whole } else { whole }
}

fn power(places: u32) -> BigInt {
    BigInt::from(10).pow(places)
}
