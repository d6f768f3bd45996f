//! Rule kinds 评分规则: one file and one line of the register each.
//!
//! A kind is its struct (the shape in the rubric file), what can be wrong with it
//! (`Checked::check`), and how it lowers to an expression (`Kind::lower`), asking its questions as
//! it goes. Nobody outside this folder matches on a kind.

mod asks;
mod full;
mod interval;
mod measure;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::check::Checker;
use crate::expr::Expr;

pub use asks::{Accepts, Limits, Question, TargetRows};
pub(crate) use asks::{Asks, Gift};
pub(crate) use full::Full;
pub use interval::Interval;
pub use measure::{Ask, Change, Days, MeanOf, Measure, Quotient};

/// Declares each kind's module, its variant in [`Rule`], and the way to its behaviour.
macro_rules! register {
    ($($(#[$doc:meta])* $file:ident::$kind:ident,)*) => {
        $(pub mod $file;)*

        /// How an indicator is scored 评分规则. In a rubric file: `rule.<kind> = { … }`.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Rule {
            $($(#[$doc])* $kind($file::$kind),)*
        }

        impl Rule {
            pub(crate) fn kind(&self) -> &dyn Kind {
                match self {
                    $(Self::$kind(kind) => kind,)*
                }
            }

            /// Its key in a rubric file.
            fn key(&self) -> &'static str {
                match self {
                    $(Self::$kind(_) => stringify!($file),)*
                }
            }

            /// Reports what is wrong with it for an indicator, or a part of one, of `points`.
            pub(crate) fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
                checker.under(self.key(), |checker| match self {
                    $(Self::$kind(kind) => kind.check(points, checker),)*
                });
            }
        }
    };
}

register! {
    /// 加减分: points on top of the total for praise, off it for blame.
    adjustment::Adjustment,
    /// 分段: fixed points by bands of a value.
    bands::Bands,
    /// 清单: points for each item that holds, less errors.
    checklist::Checklist,
    /// 是否、选项: a share of the points by the answer chosen.
    choice::Choice,
    /// 比较: one value against another.
    compare::Compare,
    /// 扣分: points off for each case found, down to nothing.
    deduction::Deduction,
    /// 二选一: one of several rules, as the unit chooses.
    either::Either,
    /// 特例: special cases before the ordinary rule.
    exception::Exception,
    /// 人工评定: points that a person gives.
    judged::Judged,
    /// 线性插值: points along a straight line between two values.
    linear::Linear,
    /// 比例: points in proportion to a value.
    ratio::Ratio,
    /// 绩效目标: the mean, or the sum, over the unit's own targets.
    targets::Targets,
    /// 多门槛: points by how many thresholds are met.
    thresholds::Thresholds,
    /// 加权: parts with a share of the points each.
    weighted::Weighted,
}

/// The behaviour of a rule kind.
pub(crate) trait Kind {
    /// The score as an expression, out of `full` points.
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr;

    /// The least and the most that a row of `points` can be given (分).
    fn range(&self, points: Decimal) -> (Decimal, Decimal) {
        (Decimal::ZERO, points)
    }

    /// Whether the row is 加减分: it stands outside the points of the form.
    fn adjusts(&self) -> bool {
        false
    }
}

/// What can be wrong with a rule. Apart from [`Kind`], since who only scores does not check: the page's first screen goes without.
pub(crate) trait Checked {
    /// Reports what is wrong with the rule for an indicator of `points`.
    fn check(&self, points: Decimal, checker: &mut Checker<'_>);
}
