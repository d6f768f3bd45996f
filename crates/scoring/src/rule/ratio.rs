//! 比例: points in proportion to a value.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::targets::Over;
use super::{Asks, Checked, Full, Kind, Measure};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::Amount;

/// # 用途 Purpose
/// 得分 = 分值 × 比率；达到 `full_at`（默认 100%）得满分，未达到的按 比率 ÷ `full_at` 折算。
/// `floor` 是及格线，低于它不得分。`over` 写超额怎样计分：“实际大于计划则不得分”写 `worth = "0%"`。
/// `remainder = true` 时用 1 − 比率（调剂发生率、追加占比：越少越好）。
/// 借用别处的考核分：`measure.mean` 取几个百分制分数的平均，`full_at = 100`。
/// # 写法 Shape
/// ```toml
/// rule.ratio = { full_at = "62.5%", measure.value = { id = "rate", label = "平均支出进度", unit = "%" } }
/// ```
/// # 边界 Boundaries
/// 正好等于 `full_at` 得满分；超过不加分，除非写了 `over`（`above` 不含端点）；正好等于 `floor` 按比率得分；
/// 低于 0 按 0。除数是 0 时算不出来，不当作 0 分。
/// # 分值转移 Transfer
/// 按转移后的分值计算。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ratio {
    /// What is measured.
    pub measure: Measure,
    /// The value that earns full points.
    #[serde(default = "whole")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub full_at: Amount,
    /// The least value that scores 及格线.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub floor: Option<Amount>,
    /// What becomes of a value far above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
    /// Uses 1 − value: the less, the better.
    #[serde(default)]
    pub remainder: bool,
}

fn whole() -> Amount {
    Amount::percent(Decimal::ONE)
}

impl Kind for Ratio {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let rate = self.measure.lower(asks);
        let limit = |relation, at: Amount| Cond::compare(&rate, relation, Expr::Const(at));
        let zero = || Expr::int(0);
        let points = full.expr.clone();
        if self.remainder {
            let rest = Expr::Const(whole()).less(rate.clone());
            return Expr::cases(
                "",
                vec![
                    // Less than nothing is no better than nothing.
                    Arm::new(
                        limit(Relation::Below, Amount::percent(Decimal::ZERO)),
                        "",
                        points.clone(),
                    ),
                    Arm::new(limit(Relation::AtLeast, whole()), "达到 100%", zero()),
                    Arm::otherwise("", rest.product(points)),
                ],
            );
        }
        let to_the_full = self.full_at.value == Decimal::ONE;
        let share = match to_the_full {
            true => points.clone().product(rate.clone()),
            false => points
                .clone()
                .product(rate.clone().over(Expr::Const(self.full_at))),
        };
        // That 95% is short of 100% goes without saying.
        let against = |word: &str| match to_the_full {
            true => String::new(),
            false => format!("{word} {}", self.measure.limit(self.full_at)),
        };
        let (mut enough, mut short) = (against("达到"), against("未达到"));
        let mut arms = Vec::new();
        if let Some(over) = &self.over {
            if over.above.value > self.full_at.value {
                let (low, high) = (
                    self.measure.limit_then(self.full_at),
                    self.measure.limit_then(over.above),
                );
                enough = format!("在 {low}与 {high}之间");
            }
            arms.push(Arm::new(
                limit(Relation::Above, over.above),
                over.words(),
                over.of(full),
            ));
        }
        arms.push(Arm::new(
            limit(Relation::AtLeast, self.full_at),
            enough,
            points,
        ));
        if let Some(floor) = self.floor {
            let said = self.measure.limit_then(floor);
            short = format!("达到 {said}的及格线");
            arms.push(Arm::new(
                limit(Relation::Below, floor),
                format!("低于 {said}的及格线"),
                zero(),
            ));
        }
        arms.push(Arm::new(
            Cond::compare(&rate, Relation::AtMost, zero()),
            "",
            zero(),
        ));
        arms.push(Arm::otherwise(short, share));
        Expr::cases("", arms)
    }
}

impl Checked for Ratio {
    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        if self.full_at.value <= Decimal::ZERO {
            checker.under("full_at", |checker| {
                checker.problem("ratio-full", "full_at 必须大于 0")
            });
        }
        if self
            .floor
            .is_some_and(|floor| floor.value < Decimal::ZERO || floor.value > self.full_at.value)
        {
            checker.under("floor", |checker| {
                checker.problem("ratio-floor", "floor 应在 0 与 full_at 之间")
            });
        }
        if let Some(over) = &self.over {
            checker.under("over", |checker| over.check(self.full_at, checker));
        }
        if self.remainder
            && (self.floor.is_some() || self.over.is_some() || self.full_at != whole())
        {
            checker.under("remainder", |checker| {
                checker.problem(
                    "ratio-remainder",
                    "remainder 不能与 full_at、floor、over 同时写",
                );
            });
        }
    }
}
