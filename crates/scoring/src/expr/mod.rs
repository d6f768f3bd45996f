//! One expression, three readings.
//!
//! A rule kind lowers an indicator to an [`Expr`] once, when the rubric is loaded. The score
//! ([`value`]), the sentence ([`words`]) and the workbook formula ([`formula`]) are three readings of
//! that one expression, so they cannot disagree.

mod approx;
pub(crate) mod bindings;
pub(crate) mod exact;
pub mod formula;
pub(crate) mod needs;
mod seen;
pub(crate) mod value;
pub(crate) mod words;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::number::Amount;

/// Where an expression finds an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The nth question of the whole form.
    Line(u16),
    /// A column of the target that is being scored.
    Row(Column),
}

/// The columns of a target that a rule can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// 目标值.
    Goal,
    /// 实际完成值.
    Actual,
    /// Direction: `≥`, `≤`, `=`, `定性`.
    Direction,
    /// 评级.
    Word,
    /// 自评是否达成.
    Reached,
    /// 分值 of a target that brings its own points.
    Points,
    /// 得分 that the unit, or a person who judges, gives such a target.
    Score,
}

/// How many [`Column`]s there are.
pub(crate) const COLUMNS: usize = 7;

/// An expression over answers. Internal: no rubric file contains one.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    Const(Amount),
    Input(Slot),
    Sum(Vec<Expr>),
    Less(Box<Expr>, Box<Expr>),
    Product(Vec<Expr>),
    Quotient(Box<Expr>, Box<Expr>),
    /// A sub-expression with the name that the document gives it: 完成率.
    Named(Box<Named>),
    Cases(Box<Cases>),
    /// The mean, or the sum, over the unit's own targets.
    Fold(Box<Fold>),
    /// A value that rests on the unit's word alone 暂按自评.
    OnClaim(Box<Expr>),
    /// Half-up to so many places.
    Round(Box<Expr>, u32),
    /// A whole number of steps 档: what is left over is dropped, or counts as one more.
    Whole(Box<Expr>, Rest),
}

/// What becomes of a step that is not full 不足一档.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    Drop,
    Count,
}

#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub name: String,
    /// The unit that follows the number; `%` shows it as a percentage.
    pub unit: String,
    pub expr: Expr,
    /// Its place among the named values of one line, which are worked out once.
    pub memo: usize,
}

/// The first arm whose condition holds; where none does, the rule has a gap 规则缺口.
#[derive(Clone, Debug)]
pub(crate) struct Cases {
    pub arms: Vec<Arm>,
    /// What is not covered, for the message.
    pub gap: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Arm {
    pub when: Cond,
    /// Why this case applies, in words; may be empty.
    pub because: String,
    pub then: Expr,
}

/// Scores each target of a list with `each` and takes the mean of their rates (0 to 1), or the sum of
/// their scores (分). A target with several figures is as good as its worst.
#[derive(Clone, Debug)]
pub(crate) struct Fold {
    /// The index of the line whose targets these are.
    pub line: usize,
    pub each: Expr,
    pub gather: Gather,
    /// Counts only targets that rest on the unit's word, the others as 0: how much of the whole is claim.
    pub claims_only: bool,
}

/// What the targets' values become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gather {
    Mean,
    Sum,
}

#[derive(Clone, Debug)]
pub(crate) enum Cond {
    Always,
    Compare(Expr, Relation, Expr),
    Chosen {
        slot: Slot,
        option: u8,
        label: String,
    },
    /// An answer is there.
    Given(Slot),
    /// A box that says something out of the ordinary is ticked 是. One that is left alone is not.
    Ticked(Slot),
    All(Vec<Cond>),
    Any(Vec<Cond>),
}

/// A comparison between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Relation {
    /// `<` 低于
    Below,
    /// `≤` 不高于
    AtMost,
    /// `=` 等于
    Equal,
    /// `≥` 不低于
    AtLeast,
    /// `>` 高于
    Above,
}

impl Relation {
    pub(crate) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Below => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::AtLeast => order.is_ge(),
            Self::Above => order.is_gt(),
        }
    }

    /// 低于, 不高于, 等于, 不低于, 高于.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Below => "低于",
            Self::AtMost => "不高于",
            Self::Equal => "等于",
            Self::AtLeast => "不低于",
            Self::Above => "高于",
        }
    }
}

impl Expr {
    pub fn int(value: i64) -> Self {
        Self::Const(Amount::plain(value.into()))
    }

    /// The part of a score that rests on claimed targets alone 暂按自评: the same cases, the targets that
    /// have no figure, and nothing else. `None` where no target is scored.
    pub fn claims(&self) -> Option<Self> {
        match self {
            Self::Const(_) | Self::Input(_) | Self::Whole(..) => None,
            Self::Fold(fold) => {
                let mut fold = fold.clone();
                fold.claims_only = true;
                Some(Self::Fold(fold))
            }
            Self::Sum(terms) => {
                let terms: Vec<_> = terms.iter().filter_map(Self::claims).collect();
                (!terms.is_empty()).then_some(Self::Sum(terms))
            }
            Self::Product(factors) => {
                let at = factors
                    .iter()
                    .position(|factor| factor.claims().is_some())?;
                let mut factors = factors.clone();
                let claims = factors.get(at)?.claims()?;
                *factors.get_mut(at)? = claims;
                Some(Self::Product(factors))
            }
            Self::Quotient(left, right) => Some(left.claims()?.over((**right).clone())),
            Self::Less(left, _) => left.claims(),
            Self::Named(named) => named.expr.claims(),
            Self::OnClaim(inner) => inner.claims(),
            Self::Round(inner, places) => Some(Self::Round(inner.claims()?.into(), *places)),
            Self::Cases(cases) => {
                let claims: Vec<_> = cases.arms.iter().map(|arm| arm.then.claims()).collect();
                if claims.iter().all(Option::is_none) {
                    return None;
                }
                let arms = cases.arms.iter().zip(claims).map(|(arm, claims)| {
                    let then = claims.unwrap_or_else(|| Self::int(0));
                    Arm::new(arm.when.clone(), "", then)
                });
                Some(Self::cases(cases.gap.clone(), arms.collect()))
            }
        }
    }

    /// What is rounded, where it is a rounding.
    pub fn unrounded(&self) -> &Self {
        match self {
            Self::Round(inner, _) => inner,
            other => other,
        }
    }

    /// The value of an expression of constants alone, to 28 digits.
    pub fn constant(&self) -> Option<Decimal> {
        match self {
            Self::Const(amount) => Some(amount.value),
            Self::Quotient(left, right) => left.constant()?.checked_div(right.constant()?),
            _ => None,
        }
    }

    pub fn product(self, by: Expr) -> Self {
        match self {
            Self::Product(mut factors) => {
                factors.push(by);
                Self::Product(factors)
            }
            first => Self::Product(vec![first, by]),
        }
    }

    pub fn over(self, by: Expr) -> Self {
        Self::Quotient(self.into(), by.into())
    }

    pub fn less(self, by: Expr) -> Self {
        Self::Less(self.into(), by.into())
    }

    pub fn cases(gap: impl Into<String>, arms: Vec<Arm>) -> Self {
        Self::Cases(Box::new(Cases {
            arms,
            gap: gap.into(),
        }))
    }
}

impl Cond {
    pub fn compare(left: &Expr, relation: Relation, right: Expr) -> Self {
        Self::Compare(left.clone(), relation, right)
    }
}

impl Arm {
    pub fn new(when: Cond, because: impl Into<String>, then: Expr) -> Self {
        Self {
            when,
            because: because.into(),
            then,
        }
    }

    pub fn otherwise(because: impl Into<String>, then: Expr) -> Self {
        Self::new(Cond::Always, because, then)
    }
}
