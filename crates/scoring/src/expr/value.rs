//! The first reading: the exact number.
//!
//! Worked out in `Decimal` with a bound on its error. Only where a rounding or a comparison lies
//! closer to its boundary than that bound is the sub-expression worked out again in big rationals.

use std::cmp::Ordering;

use num_rational::BigRational;
use rust_decimal::Decimal;

use super::approx::Approx;
use super::bindings::{Bindings, Bound, Figures, Row, Sums};
use super::{Cases, Column, Cond, Expr, Fold, Gather, Slot};
use crate::number::half_up;

/// Why an expression has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    /// An answer that it needs is missing or unreadable.
    Missing,
    /// No case of the rule covers this value.
    Gap,
    /// A quotient by zero.
    NoDivisor,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Stop {
    Open(Open),
    /// Outside what `Decimal` can bound: ask the exact reading.
    Imprecise,
}

/// Reads expressions over one form's answers.
pub(crate) struct Frame<'a> {
    pub bindings: &'a Bindings,
    pub row: Option<&'a Row>,
    /// By [`Named::memo`](super::Named), with the turn that each was worked out in.
    memo: Vec<(u32, Result<Approx, Stop>)>,
    /// The line or row that is worked out; what another remembered does not count.
    turn: u32,
    on_claim: bool,
    /// Whether sentences are made, which take most of the time.
    pub tells: bool,
}

impl<'a> Frame<'a> {
    pub fn new(bindings: &'a Bindings) -> Self {
        Self {
            bindings,
            row: None,
            memo: Vec::new(),
            turn: 0,
            on_claim: false,
            tells: true,
        }
    }

    /// Moves to another line or row: named values are worked out anew, and no claim is relied on yet.
    pub fn enter(&mut self, row: Option<&'a Row>) {
        self.row = row;
        self.turn += 1;
        self.on_claim = false;
    }

    pub fn bound(&self, slot: Slot) -> Bound {
        match slot {
            Slot::Line(index) => self.bindings.slots.get(usize::from(index)).copied(),
            Slot::Row(column) => self.row.map(|row| row[column as usize]),
        }
        .unwrap_or_default()
    }

    /// The exact value of a score: `expr` is rounded, or its value ends in `Decimal`.
    pub fn score(&mut self, expr: &Expr) -> Result<Decimal, Open> {
        match self.approx(expr) {
            Ok(Approx { value, error: 0 }) => Ok(value),
            Ok(_) | Err(Stop::Imprecise) => self
                .exact(expr)
                .map(|ratio| super::exact::to_decimal(&ratio)),
            Err(Stop::Open(open)) => Err(open),
        }
    }

    pub(super) fn approx(&mut self, expr: &Expr) -> Result<Approx, Stop> {
        match expr {
            Expr::Const(amount) => Ok(Approx::exact(amount.value)),
            Expr::Input(slot) => match self.bound(*slot).value() {
                Some(value) => Ok(Approx::exact(value)),
                None => Err(Stop::Open(Open::Missing)),
            },
            Expr::Sum(terms) => {
                let mut sum = Approx::exact(Decimal::ZERO);
                for term in terms {
                    sum = sum.add(self.approx(term)?)?;
                }
                Ok(sum)
            }
            Expr::Less(left, right) => self.approx(left)?.add(self.approx(right)?.negated()),
            Expr::Product(factors) => {
                let (first, rest) = factors.split_first().ok_or(Stop::Imprecise)?;
                let mut product = self.approx(first)?;
                for factor in rest {
                    product = product.mul(self.approx(factor)?)?;
                }
                Ok(product)
            }
            Expr::Quotient(left, right) => self.approx(left)?.div(self.approx(right)?),
            Expr::Named(named) => {
                if let Some((turn, known)) = self.memo.get(named.memo)
                    && *turn == self.turn
                {
                    return *known;
                }
                let value = self.approx(&named.expr);
                if self.memo.len() <= named.memo {
                    self.memo.resize(named.memo + 1, (0, value));
                }
                self.memo[named.memo] = (self.turn, value);
                value
            }
            Expr::Cases(cases) => {
                let taken = self.taken(cases).map_err(Stop::Open)?;
                self.approx(&cases.arms[taken].then)
            }
            Expr::Fold(fold) => self.fold(fold),
            Expr::OnClaim(inner) => {
                self.on_claim = true;
                self.approx(inner)
            }
            Expr::Round(inner, places) => {
                let snap = |value| half_up(value, *places);
                self.snapped(inner, &snap, &|exact| super::exact::half_up(exact, *places))
            }
            Expr::Whole(inner, rest) => {
                let snap = |value| rest.apply(value);
                self.snapped(inner, &snap, &|exact| rest.apply_exactly(exact))
            }
        }
    }

    fn fold(&mut self, fold: &Fold) -> Result<Approx, Stop> {
        let sum = self.sum(fold)?;
        match (fold.gather, self.bindings.targets(fold.line).len()) {
            (_, 0) => Err(Stop::Open(Open::Missing)),
            (Gather::Mean, count) => sum.div(Approx::exact(Decimal::from(count))),
            (Gather::Sum, _) => Ok(sum),
        }
    }

    /// The sum over a list of targets.
    pub(super) fn sum(&mut self, fold: &Fold) -> Result<Approx, Stop> {
        let bindings: &'a Bindings = self.bindings;
        let nothing = Approx::exact(Decimal::ZERO);
        let Some(list) = bindings.lists.get(fold.line) else {
            return Ok(nothing);
        };
        let sums = list.sums.get().unwrap_or_else(|| {
            let sums = list.targets().iter().try_fold(
                Sums {
                    all: nothing,
                    claims: nothing,
                },
                |sums, figures| {
                    let (rate, claim) = self.target(fold, figures)?;
                    Ok(Sums {
                        all: sums.all.add(rate)?,
                        claims: match claim {
                            true => sums.claims.add(rate)?,
                            false => sums.claims,
                        },
                    })
                },
            );
            list.sums.set(Some(sums));
            sums
        })?;
        Ok(*sums.of(fold))
    }

    /// A target's rate 得分率, that of its worst figure, and whether a figure rests on claim.
    pub(super) fn target(
        &mut self,
        fold: &Fold,
        figures: &'a Figures,
    ) -> Result<(Approx, bool), Stop> {
        figures.rate.get().unwrap_or_else(|| {
            let rate = self.worst(fold, &figures.rows);
            figures.rate.set(Some(rate));
            self.enter(None);
            rate
        })
    }

    fn worst(&mut self, fold: &Fold, rows: &'a [Row]) -> Result<(Approx, bool), Stop> {
        let mut worst: Option<Approx> = None;
        let mut claim = false;
        for row in rows {
            self.enter(Some(row));
            let rate = self.approx(&fold.each)?;
            claim |= self.on_claim;
            // The least of several numbers is off by no more than the one that is off the most.
            worst = Some(worst.map_or(rate, |so_far| Approx {
                value: so_far.value.min(rate.value),
                error: so_far.error.max(rate.error),
            }));
        }
        worst
            .map(|rate| (rate, claim))
            .ok_or(Stop::Open(Open::Missing))
    }

    /// A value moved to a mark of its scale: both ends of the error bound must move to the same one,
    /// else the exact value is asked.
    fn snapped(
        &mut self,
        inner: &Expr,
        snap: &dyn Fn(Decimal) -> Decimal,
        snap_exactly: &dyn Fn(&BigRational) -> Option<Decimal>,
    ) -> Result<Approx, Stop> {
        match self.approx(inner) {
            Ok(near) => {
                if let Some((low, high)) = near.ends()
                    && snap(low) == snap(high)
                {
                    return Ok(Approx::exact(snap(low)));
                }
            }
            Err(Stop::Imprecise) => {}
            Err(open) => return Err(open),
        }
        let ratio = self.exact(inner).map_err(Stop::Open)?;
        snap_exactly(&ratio)
            .map(Approx::exact)
            .ok_or(Stop::Imprecise)
    }

    /// The index of the first arm whose condition holds.
    pub fn taken(&mut self, cases: &Cases) -> Result<usize, Open> {
        for (index, arm) in cases.arms.iter().enumerate() {
            if self.holds(&arm.when)? {
                return Ok(index);
            }
        }
        Err(Open::Gap)
    }

    pub fn holds(&mut self, cond: &Cond) -> Result<bool, Open> {
        match cond {
            Cond::Always => Ok(true),
            Cond::Given(slot) => Ok(self.bound(*slot) != Bound::Missing),
            Cond::Ticked(slot) => Ok(self.bound(*slot) == Bound::Choice(0)),
            Cond::Chosen { slot, option, .. } => match self.bound(*slot) {
                Bound::Choice(chosen) => Ok(chosen == *option),
                // A direction that was not chosen is the common one, ≥, and no other.
                _ if *slot == Slot::Row(Column::Direction) => Ok(false),
                _ => Err(Open::Missing),
            },
            Cond::All(conds) => {
                for cond in conds {
                    if !self.holds(cond)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Cond::Any(conds) => {
                for cond in conds {
                    if self.holds(cond)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Cond::Compare(left, relation, right) => {
                self.order(left, right).map(|order| relation.holds(order))
            }
        }
    }

    fn order(&mut self, left: &Expr, right: &Expr) -> Result<Ordering, Open> {
        if let (Expr::Input(slot), Expr::Const(limit)) = (left, right)
            && let Bound::Number(number) = self.bound(*slot)
        {
            return Ok(number.value.cmp(&limit.value));
        }
        if let Some(order) = self.cross(left, right) {
            return Ok(order);
        }
        match (self.approx(left), self.approx(right)) {
            (Err(Stop::Open(open)), _) | (_, Err(Stop::Open(open))) => return Err(open),
            (Ok(left), Ok(right)) => {
                let error = left.error + right.error;
                if error == 0 || (left.value - right.value).abs() > Approx::margin(error) {
                    return Ok(left.value.cmp(&right.value));
                }
            }
            _ => {}
        }
        Ok(self.exact(left)?.cmp(&self.exact(right)?))
    }

    /// a ÷ b against c as a against b × c: no division, and exact where the product is.
    fn cross(&mut self, left: &Expr, right: &Expr) -> Option<Ordering> {
        let quotient = match left {
            Expr::Named(named) => &named.expr,
            other => other,
        };
        let (Expr::Quotient(a, b), Expr::Const(c)) = (quotient, right) else {
            return None;
        };
        let (a, b) = (self.approx(a).ok()?, self.approx(b).ok()?);
        if a.error != 0 || b.error != 0 || b.value <= Decimal::ZERO {
            return None;
        }
        if c.value == Decimal::ONE {
            return Some(a.value.cmp(&b.value));
        }
        let product = b.mul(Approx::exact(c.value)).ok()?;
        (product.error == 0).then(|| a.value.cmp(&product.value))
    }
}
