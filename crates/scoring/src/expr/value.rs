//! The first reading: the exact number.
//!
//! Worked out in `Decimal` with a bound on its error. Only where a rounding or a comparison lies
//! closer to its boundary than that bound is the sub-expression worked out again in big rationals.

use std::cell::Cell;
use std::cmp::Ordering;

use num_rational::BigRational;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{COLUMNS, Cases, Column, Cond, Expr, Fold, Gather, Slot};
use crate::number::{Amount, half_up};

/// An answer as the expressions see it.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// Nothing filled in. Never zero.
    #[default]
    Missing,
    /// A number, and whether it is shown as a percentage.
    Number(Amount),
    /// A day, counted from 1970-01-01.
    Date(i32),
    Choice(u8),
}

impl Bound {
    /// What arithmetic works on.
    pub fn value(self) -> Option<Decimal> {
        match self {
            Self::Number(amount) => Some(amount.value),
            Self::Date(day) => Some(day.into()),
            Self::Missing | Self::Choice(_) => None,
        }
    }
}

/// One figure of a target, by [`Column`].
pub(crate) type Row = [Bound; COLUMNS];

/// A target: one row, or several where it has several figures.
#[derive(Clone, Default, Debug)]
pub(crate) struct Figures {
    pub rows: Vec<Row>,
    /// Its rate and whether that rests on claim, once worked out: an edit elsewhere does not change it.
    rate: Cell<Option<Result<(Approx, bool), Stop>>>,
}

impl Figures {
    pub fn new(rows: Vec<Row>) -> Self {
        Self {
            rows,
            rate: Cell::new(None),
        }
    }
}

/// All answers of a form, where expressions find them.
#[derive(Clone, Default, Debug)]
pub(crate) struct Bindings {
    pub slots: Vec<Bound>,
    /// Targets by the index of the line that they are scored under.
    pub targets: Vec<Vec<Figures>>,
}

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

/// A number that is off by at most `error` × 10⁻¹⁸.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Approx {
    value: Decimal,
    error: u64,
}

const UNIT: u32 = 18;
const MAX_ERROR: u64 = 1_000_000_000_000;

impl Approx {
    const fn exact(value: Decimal) -> Self {
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

    fn add(self, other: Self) -> Result<Self, Stop> {
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

    fn mul(self, other: Self) -> Result<Self, Stop> {
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

    fn div(self, other: Self) -> Result<Self, Stop> {
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

    fn negated(self) -> Self {
        Self {
            value: -self.value,
            error: self.error,
        }
    }

    fn margin(error: u64) -> Decimal {
        Decimal::from_i128_with_scale(error.into(), UNIT)
    }
}

/// One unit in the last place of `value`, in 10⁻¹⁸, rounded up.
fn last_place(value: Decimal) -> u64 {
    10_u64.saturating_pow(UNIT.saturating_sub(value.scale()))
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
}

impl<'a> Frame<'a> {
    pub fn new(bindings: &'a Bindings) -> Self {
        Self {
            bindings,
            row: None,
            memo: Vec::new(),
            turn: 0,
            on_claim: false,
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

    fn approx(&mut self, expr: &Expr) -> Result<Approx, Stop> {
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
        let targets = self
            .bindings
            .targets
            .get(fold.line)
            .map_or(&[][..], Vec::as_slice);
        let mut sum = Approx::exact(Decimal::ZERO);
        for figures in targets {
            let (rate, claim) = match figures.rate.get() {
                Some(known) => known,
                None => {
                    let rate = self.target(fold, &figures.rows);
                    figures.rate.set(Some(rate));
                    rate
                }
            }?;
            if !fold.claims_only || claim {
                sum = sum.add(rate)?;
            }
        }
        self.enter(None);
        if targets.is_empty() {
            return Err(Stop::Open(Open::Missing));
        }
        match fold.gather {
            Gather::Mean => sum.div(Approx::exact(Decimal::from(targets.len()))),
            Gather::Sum => Ok(sum),
        }
    }

    /// A target's rate 得分率, that of its worst figure, and whether a figure rests on claim.
    fn target(&mut self, fold: &Fold, rows: &'a [Row]) -> Result<(Approx, bool), Stop> {
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
            Ok(Approx { value, error }) => {
                let margin = Approx::margin(error);
                let low = snap(value - margin);
                if error == 0 || low == snap(value + margin) {
                    return Ok(Approx::exact(low));
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
