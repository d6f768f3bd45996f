//! 多门槛: points by how many thresholds are met.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asks, Checked, Full, Kind, Measure};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::{Amount, plain};

/// # 用途 Purpose
/// 有几个门槛，达到几个得几个的分。
/// # 写法 Shape
/// ```toml
/// [rule.thresholds]
/// scores = [0, "0.5", 1]
/// thresholds = [
///   { at_least = "40%", measure.value = { id = "a", label = "甲份额", unit = "%" } },
///   { at_least = "28%", measure.value = { id = "b", label = "乙份额", unit = "%" } },
/// ]
/// ```
/// # 边界 Boundaries
/// 正好等于门槛算达到。`scores` 从一个都没达到写起，比门槛多一个数。
/// # 分值转移 Transfer
/// 各分数按比例放大。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Thresholds {
    /// The thresholds.
    pub thresholds: Vec<Threshold>,
    /// Points by how many are met, from none (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub scores: Vec<Amount>,
}

/// One threshold of [`Thresholds`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Threshold {
    /// What is measured.
    pub measure: Measure,
    /// The least value that meets it.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub at_least: Amount,
}

impl Kind for Thresholds {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let met = self.thresholds.iter().map(|threshold| {
            let value = threshold.measure.lower(asks);
            let least = threshold.at_least;
            let said = threshold.measure.limit(least);
            Expr::cases(
                "",
                vec![
                    Arm::new(
                        Cond::compare(&value, Relation::AtLeast, Expr::Const(least)),
                        format!("达到 {said}"),
                        Expr::int(1),
                    ),
                    Arm::otherwise(format!("未达到 {said}"), Expr::int(0)),
                ],
            )
        });
        let met = Expr::Sum(met.collect());
        let count = asks.named("达到的门槛数", "个", met);
        let arms = self.scores.iter().enumerate().map(|(index, score)| {
            let when = Cond::compare(&count, Relation::Equal, Expr::int(index as i64));
            Arm::new(when, "", full.points(*score))
        });
        Expr::cases("", arms.collect())
    }
}

impl Checked for Thresholds {
    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        if self.scores.len() != self.thresholds.len() + 1 {
            let (has, due) = (self.scores.len(), self.thresholds.len() + 1);
            let message = format!(
                "scores 有 {has} 个数，应有 {due} 个：从一个门槛都没达到写起，比门槛多一个"
            );
            checker.under("scores", |checker| {
                checker.problem("thresholds-scores", message)
            });
        }
        if let Some(index) = self.scores.iter().position(|score| score.value > points) {
            checker.under(format!("scores/{index}"), |checker| {
                checker.problem(
                    "thresholds-scores",
                    format!("scores 里有高于分值 {} 的数", plain(points)),
                );
            });
        }
    }
}
