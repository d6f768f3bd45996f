//! 加权: parts with a share of the points each.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asks, Kind, Rule};
use crate::check::Checker;
use crate::expr::Expr;
use crate::number::Amount;

/// # 用途 Purpose
/// 几个部分各占一定比重，分别评分后相加。
/// # 写法 Shape
/// ```toml
/// [sections.groups.indicators.rule.weighted]
/// parts = [
///   { weight = "60%", rule.choice = { id = "a", label = "甲" } },
///   { weight = "40%", rule.choice = { id = "b", label = "乙" } },
/// ]
/// ```
/// # 边界 Boundaries
/// 比重之和必须是 100%。各部分在合计之后才舍入一次。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Weighted {
    /// The parts.
    pub parts: Vec<Weight>,
}

/// One part of a [`Weighted`] rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Weight {
    /// Its share of the points 权重.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub weight: Amount,
    /// How it is scored.
    pub rule: Box<Rule>,
}

impl Kind for Weighted {
    fn lower(&self, full: Expr, asks: &mut Asks) -> Expr {
        let parts = self.parts.iter().map(|part| {
            part.rule.kind().lower(full.clone().product(Expr::Const(part.weight)), asks)
        });
        Expr::Sum(parts.collect())
    }

    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        let sum: Decimal = self.parts.iter().map(|part| part.weight.value).sum();
        if sum != Decimal::ONE {
            let sum = Amount::percent(sum);
            checker.problem("weights-sum", format!("各部分权重之和是 {sum}，应为 100%"));
        }
        for part in &self.parts {
            part.rule.kind().check(points * part.weight.value, checker);
        }
    }
}
