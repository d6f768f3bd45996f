//! 线性插值: points along a straight line between two values.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asks, Checked, Full, Kind, Measure};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::Amount;

/// # 用途 Purpose
/// 数值从 `zero_at` 到 `full_at`，得分从 0 匀速升到满分：得分 = (数值 − zero_at) ÷ (full_at − zero_at) × 分值。
/// `zero_at` 大于 `full_at` 时反过来，越少越好（结转结余率）。
/// # 写法 Shape
/// ```toml
/// [rule.linear]
/// zero_at = "85%"
/// full_at = "95%"
/// measure.value = { id = "rate", label = "预算完成率", unit = "%" }
/// ```
/// # 边界 Boundaries
/// 正好等于 `full_at` 得满分，正好等于 `zero_at` 不得分；两端以外不再增减。
/// # 分值转移 Transfer
/// 按转移后的分值计算。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Linear {
    /// What is measured.
    pub measure: Measure,
    /// The value that earns nothing.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub zero_at: Amount,
    /// The value that earns full points.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub full_at: Amount,
}

impl Kind for Linear {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let value = self.measure.lower(asks);
        let (zero, top) = (Expr::Const(self.zero_at), Expr::Const(self.full_at));
        let rising = self.full_at.value > self.zero_at.value;
        let (to_full, to_zero) = match rising {
            true => (Relation::AtLeast, Relation::AtMost),
            false => (Relation::AtMost, Relation::AtLeast),
        };
        let (low, high) = match rising {
            true => (self.zero_at, self.full_at),
            false => (self.full_at, self.zero_at),
        };
        let (part, whole) = match rising {
            true => (
                value.clone().less(zero.clone()),
                top.clone().less(zero.clone()),
            ),
            false => (
                zero.clone().less(value.clone()),
                zero.clone().less(top.clone()),
            ),
        };
        Expr::cases(
            "",
            vec![
                Arm::new(
                    Cond::compare(&value, to_full, top),
                    format!("{} {}", to_full.word(), self.measure.limit(self.full_at)),
                    full.expr.clone(),
                ),
                Arm::new(
                    Cond::compare(&value, to_zero, zero),
                    format!("{} {}", to_zero.word(), self.measure.limit(self.zero_at)),
                    Expr::int(0),
                ),
                Arm::otherwise(
                    format!(
                        "在 {}与 {}之间，按比例得分",
                        self.measure.limit_then(low),
                        self.measure.limit_then(high)
                    ),
                    part.over(whole).product(full.expr.clone()),
                ),
            ],
        )
    }
}

impl Checked for Linear {
    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        if self.zero_at.value == self.full_at.value {
            checker.under("zero_at", |checker| {
                checker.problem("linear-ends", "zero_at 与 full_at 不能相等")
            });
        }
    }
}
