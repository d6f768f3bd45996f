//! 特例: special cases before the ordinary rule.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::interval::interval;
use super::{Asks, Checked, Full, Interval, Kind, Measure, Rule};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr};
use crate::number::Amount;

/// # 用途 Purpose
/// 几个条件都成立的特例按 `worth` 得分，其余按 `otherwise` 的规则：“上年度为0的，本年度继续为0的，得3分”。
/// # 写法 Shape
/// ```toml
/// [rule.exception]
/// cases = [{ worth = "100%", because = "上年、本年都是 0", when = [
///   { equal = 0, measure.value = { id = "last", label = "上年末", unit = "万元" } },
///   { equal = 0, measure.value = { id = "this", label = "本年末", unit = "万元" } },
/// ] }]
/// otherwise.ratio = { measure.value = { id = "rate", label = "比率", unit = "%" } }
/// ```
/// # 边界 Boundaries
/// 特例从上往下看，取第一个条件全部成立的。端点的写法与分段相同。
/// # 分值转移 Transfer
/// 按转移后的分值计算。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Exception {
    /// The special cases.
    pub cases: Vec<Case>,
    /// The ordinary rule.
    pub otherwise: Box<Rule>,
}

/// A special case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Case {
    /// What must hold, all of it.
    pub when: Vec<Condition>,
    /// The share of the points that it earns.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub worth: Amount,
    /// Said in the sentence: 上年、本年都是 0.
    pub because: String,
}

/// A condition on a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Condition {
    /// What is looked at.
    pub measure: Measure,
    /// ≥
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub at_least: Option<Amount>,
    /// >
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub above: Option<Amount>,
    /// =
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub equal: Option<Amount>,
    /// ≤
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub at_most: Option<Amount>,
    /// <
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub below: Option<Amount>,
}

impl Condition {
    fn interval(&self) -> Interval {
        interval!(self)
    }
}

impl Kind for Exception {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let mut arms: Vec<_> = self
            .cases
            .iter()
            .map(|case| {
                let conds = case.when.iter().map(|condition| {
                    let value = condition.measure.lower(asks);
                    condition.interval().holds(&value)
                });
                let then = match case.worth.value {
                    worth if worth.is_zero() => Expr::int(0),
                    worth if worth == Decimal::ONE => full.expr.clone(),
                    _ => full.expr.clone().product(Expr::Const(case.worth)),
                };
                Arm::new(Cond::All(conds.collect()), case.because.clone(), then)
            })
            .collect();
        arms.push(Arm::otherwise(
            "",
            asks.aside(|asks| self.otherwise.kind().lower(full, asks)),
        ));
        Expr::cases("", arms)
    }
}

impl Checked for Exception {
    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        for (index, case) in self.cases.iter().enumerate() {
            if case.worth.value < Decimal::ZERO || case.worth.value > Decimal::ONE {
                checker.under(format!("cases/{index}/worth"), |checker| {
                    checker.problem("exception-worth", "特例的 worth 应在 0% 与 100% 之间");
                });
            }
            if case.when.is_empty() {
                checker.under(format!("cases/{index}/when"), |checker| {
                    checker.problem("exception-when", "特例没有写条件");
                });
            }
            for (at, when) in case.when.iter().enumerate() {
                if !when.interval().is_sound() {
                    checker.under(format!("cases/{index}/when/{at}"), |checker| {
                        let message = "特例的条件没有写 equal、at_least、above、at_most 或 below";
                        checker.problem("exception-when", message);
                    });
                }
            }
        }
        checker.under("otherwise", |checker| self.otherwise.check(points, checker));
    }
}
