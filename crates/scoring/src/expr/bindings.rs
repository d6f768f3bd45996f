//! The answers of a form, where expressions find them, and what was worked out of its targets.

use std::cell::{Cell, OnceCell};

use num_rational::BigRational;
use rust_decimal::Decimal;

use super::approx::Approx;
use super::needs::Lacks;
use super::value::{Open, Stop};
use super::{COLUMNS, Fold};
use crate::number::Amount;

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

/// A target: one row, or several where it has several figures. What is worked out of it stays, since an
/// edit elsewhere does not change it.
#[derive(Clone, Default, Debug)]
pub(crate) struct Figures {
    pub rows: Vec<Row>,
    /// Its rate and whether that rests on claim.
    pub(super) rate: Cell<Option<Result<(Approx, bool), Stop>>>,
    /// The same in big rationals, seldom asked.
    pub(super) exactly: OnceCell<Result<Box<(BigRational, bool)>, Open>>,
    /// What keeps it from having a rate.
    pub(super) lacks: OnceCell<Lacks>,
}

impl Figures {
    pub fn new(rows: Vec<Row>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }
}

/// The sum of all targets, and of those that rest on claim.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Sums<T> {
    pub all: T,
    pub claims: T,
}

impl<T> Sums<T> {
    pub fn of(&self, fold: &Fold) -> &T {
        if fold.claims_only {
            &self.claims
        } else {
            &self.all
        }
    }
}

/// The targets of a line, with what they come to.
#[derive(Clone, Default, Debug)]
pub(crate) struct List {
    targets: Vec<Figures>,
    pub(super) sums: Cell<Option<Result<Sums<Approx>, Stop>>>,
    /// The same in big rationals, seldom asked.
    pub(super) exactly: OnceCell<Result<Box<Sums<BigRational>>, Open>>,
}

impl List {
    pub fn new(targets: Vec<Figures>) -> Self {
        Self {
            targets,
            ..Self::default()
        }
    }

    pub fn targets(&self) -> &[Figures] {
        &self.targets
    }

    pub fn into_targets(self) -> Vec<Figures> {
        self.targets
    }

    /// Puts another target in the place of the nth; `false` where there is none.
    pub fn put(&mut self, row: usize, figures: Figures) -> bool {
        let target = self.targets.get_mut(row);
        self.sums.take();
        self.exactly.take();
        target.map(|target| *target = figures).is_some()
    }
}

/// All answers of a form, where expressions find them.
#[derive(Clone, Default, Debug)]
pub(crate) struct Bindings {
    pub slots: Vec<Bound>,
    /// Targets by the index of the line that they are scored under.
    pub lists: Vec<List>,
}

impl Bindings {
    /// The targets of the nth line.
    pub fn targets(&self, line: usize) -> &[Figures] {
        self.lists.get(line).map_or(&[], List::targets)
    }
}
