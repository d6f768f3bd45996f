//! Big rationals: what decides where `Decimal` comes too close to call.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::bindings::{Bindings, Figures, Sums};
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
                let sum = self.exact_sum(fold)?;
                match (fold.gather, self.bindings.targets(fold.line).len()) {
                    (_, 0) => return Err(Open::Missing),
                    (Gather::Mean, count) => sum / BigRational::from_integer(count.into()),
                    (Gather::Sum, _) => sum.clone(),
                }
            }
            Expr::OnClaim(inner) => self.exact(inner)?,
            Expr::Round(inner, places) => {
                BigRational::new(rounded(&self.exact(inner)?, *places), power(*places))
            }
            Expr::Whole(inner, rest) => rest.of(&self.exact(inner)?),
        })
    }

    /// The exact sum over a list of targets.
    pub(super) fn exact_sum(&mut self, fold: &Fold) -> Result<&'a BigRational, Open> {
        let bindings: &'a Bindings = self.bindings;
        let list = bindings.lists.get(fold.line).ok_or(Open::Missing)?;
        let sums = list.exactly.get_or_init(|| {
            let mut all = ByDenominator::default();
            let mut claims = ByDenominator::default();
            for figures in list.targets() {
                let (value, claim) = self.exact_target(fold, figures)?;
                all.add(value);
                if *claim {
                    claims.add(value);
                }
            }
            Ok(Box::new(Sums {
                all: all.sum(),
                claims: claims.sum(),
            }))
        });
        sums.as_deref()
            .map(|sums| sums.of(fold))
            .map_err(|open| *open)
    }

    /// A target's exact value, that of its worst figure, and whether a figure rests on claim.
    pub(super) fn exact_target(
        &mut self,
        fold: &Fold,
        figures: &'a Figures,
    ) -> Result<&'a (BigRational, bool), Open> {
        let known = figures.exactly.get_or_init(|| {
            let mut worst: Option<BigRational> = None;
            let mut claim = false;
            for row in &figures.rows {
                self.enter(Some(row));
                // The exact reading passes over the claim mark; the conditions are the same.
                let rate = self.exact(&fold.each)?;
                claim |= self.rests_on_claim(&fold.each)?;
                worst = Some(match worst {
                    Some(so_far) => so_far.min(rate),
                    None => rate,
                });
            }
            Ok(Box::new((worst.ok_or(Open::Missing)?, claim)))
        });
        self.enter(None);
        known.as_deref().map_err(|open| *open)
    }

    /// The value of a score before it is rounded, to 12 places.
    pub fn unrounded(&mut self, expr: &Expr) -> Option<Decimal> {
        self.look(expr.unrounded(), |value| value.half_up(12))
            .ok()?
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
    pub fn completion<'e>(&mut self, expr: &'e Expr) -> Option<&'e Expr> {
        match expr {
            Expr::Named(_) => Some(expr),
            Expr::Round(inner, _) => self.completion(inner),
            Expr::Product(factors) => factors.iter().find_map(|factor| self.completion(factor)),
            Expr::Cases(cases) => {
                let taken = self.taken(cases).ok()?;
                let compared = cases.arms[..=taken].iter().find_map(|arm| match &arm.when {
                    Cond::Compare(left @ Expr::Named(named), ..) if named.unit == "%" => Some(left),
                    _ => None,
                });
                compared.or_else(|| self.completion(&cases.arms[taken].then))
            }
            _ => None,
        }
    }
}

/// Fractions to be added: those of one denominator first, since rates of a list share few and a common
/// denominator of thousands of figures is a very large number.
#[derive(Default)]
struct ByDenominator<'v>(BTreeMap<&'v BigInt, BigInt>);

impl<'v> ByDenominator<'v> {
    fn add(&mut self, value: &'v BigRational) {
        *self.0.entry(value.denom()).or_default() += value.numer();
    }

    fn sum(self) -> BigRational {
        self.0
            .into_iter()
            .map(|(denominator, numerator)| BigRational::new(numerator, denominator.clone()))
            .sum()
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

/// To the nearest `Decimal` of at most 18 places; exact where the value ends within them, as every rounded
/// one does.
pub(crate) fn to_decimal(ratio: &BigRational) -> Decimal {
    let mut places = (0..=18).rev();
    let nearest = places.find_map(|places| half_up(ratio, places));
    nearest.unwrap_or_default().normalize()
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
