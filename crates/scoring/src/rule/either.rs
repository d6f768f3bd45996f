//! 二选一: one of several rules, as the unit chooses.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Accepts, Asks, Checked, Full, Kind, Rule};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr};

/// # 用途 Purpose
/// 几种考核办法择其一：先选用哪一种，再按那一种评分。
/// # 写法 Shape
/// ```toml
/// [rule.either]
/// id = "which"
/// label = "选用的考核指标"
/// options = [
///   { label = "结转结余率", rule.ratio = { measure.value = { id = "a", label = "甲", unit = "%" } } },
///   { label = "变动率", rule.choice = { id = "b", label = "乙" } },
/// ]
/// ```
/// # 边界 Boundaries
/// 没有选是缺，不是 0 分；没有选用的一种不必填。
/// # 分值转移 Transfer
/// 按选用的一种。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Either {
    /// Stable name of the question.
    pub id: String,
    /// The question.
    pub label: String,
    /// The rules to choose from.
    pub options: Vec<Alternative>,
}

/// One rule to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alternative {
    /// What it is called.
    pub label: String,
    /// How it is scored.
    pub rule: Box<Rule>,
}

impl Kind for Either {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let labels = self
            .options
            .iter()
            .map(|option| option.label.clone())
            .collect();
        let slot = asks.ask(&self.id, &self.label, "", Accepts::Choice(labels));
        let arms = self.options.iter().enumerate().map(|(index, option)| {
            let when = Cond::Chosen {
                slot,
                option: index as u8,
                label: option.label.clone(),
            };
            let rule = asks.only_if(slot, &option.label, |asks| {
                option.rule.kind().lower(full, asks)
            });
            Arm::new(when, format!("选用{}", option.label), rule)
        });
        let arms = arms.collect();
        Expr::cases("", arms)
    }
}

impl Checked for Either {
    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        if self.options.len() < 2 {
            checker.under("options", |checker| {
                checker.problem("either-options", "至少要有两种办法")
            });
        }
        for (index, option) in self.options.iter().enumerate() {
            checker.under(format!("options/{index}/rule"), |checker| {
                option.rule.check(points, checker)
            });
        }
    }
}
