//! 比例: points in proportion to a value.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asks, Kind, Measure};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::Amount;

/// # 用途 Purpose
/// 得分 = 分值 × 比率；达到 `full_at`（默认 100%）得满分，未达到的按 比率 ÷ `full_at` 折算。
/// `remainder = true` 时用 1 − 比率（调剂发生率、追加占比：越少越好）。
/// # 写法 Shape
/// ```toml
/// rule.ratio = { full_at = "62.5%", measure.value = { id = "rate", label = "平均支出进度", unit = "%" } }
/// ```
/// # 边界 Boundaries
/// 正好等于 `full_at` 得满分；超过不加分；低于 0 按 0。除数是 0 时算不出来，不当作 0 分。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Ratio {
    /// What is measured.
    pub measure: Measure,
    /// The value that earns full points.
    #[serde(default = "whole")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub full_at: Amount,
    /// Uses 1 − value: the less, the better.
    #[serde(default)]
    pub remainder: bool,
}

fn whole() -> Amount {
    Amount::percent(Decimal::ONE)
}

impl Kind for Ratio {
    fn lower(&self, full: Expr, asks: &mut Asks) -> Expr {
        let rate = self.measure.lower(asks);
        let zero = || Expr::int(0);
        if self.remainder {
            let rest = Expr::Const(whole()).less(rate.clone());
            return Expr::cases("", vec![
                Arm::new(Cond::compare(&rate, Relation::AtLeast, Expr::Const(whole())), "达到 100%，这一部分不得分", zero()),
                Arm::otherwise("", rest.product(full)),
            ]);
        }
        let share = match self.full_at.value == Decimal::ONE {
            true => full.clone().product(rate.clone()),
            false => full.clone().product(rate.clone().over(Expr::Const(self.full_at))),
        };
        // That 95% is short of 100% goes without saying.
        let against = |word: &str| match self.full_at.value == Decimal::ONE {
            true => String::new(),
            false => format!("{word} {}", self.full_at),
        };
        let reached = Cond::compare(&rate, Relation::AtLeast, Expr::Const(self.full_at));
        Expr::cases("", vec![
            Arm::new(reached, against("达到"), full),
            Arm::new(Cond::compare(&rate, Relation::AtMost, zero()), "", zero()),
            Arm::otherwise(against("未达到"), share),
        ])
    }

    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        if self.full_at.value <= Decimal::ZERO {
            checker.problem("ratio-full", "full_at 必须大于 0");
        }
    }
}
