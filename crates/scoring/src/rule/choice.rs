//! 是否、选项: a share of the points by the answer chosen.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Accepts, Asks, Kind};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr};
use crate::number::Amount;

/// # 用途 Purpose
/// 符合得满分，否则不得分；或按所选的一项得分。`酌情` 的一项由人填分数。
/// # 写法 Shape
/// ```toml
/// rule.choice = { id = "filed", label = "已建立采购内控制度并报备案" }
/// ```
/// # 边界 Boundaries
/// 没有选择是缺，不是 0 分。酌情的分数不能超过满分。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Choice {
    /// Stable name of the question.
    pub id: String,
    /// The question.
    pub label: String,
    /// The answers; 是 100% and 否 0% unless said otherwise.
    #[serde(default = "yes_or_no")]
    pub options: Vec<Choosable>,
}

/// One answer of a [`Choice`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Choosable {
    /// The word chosen.
    pub label: String,
    /// Its share of the points; without one, a person gives the points 酌情.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub worth: Option<Amount>,
}

fn yes_or_no() -> Vec<Choosable> {
    let option = |label: &str, worth: Decimal| Choosable {
        label: label.to_owned(),
        worth: Some(Amount::percent(worth)),
    };
    vec![option("是", Decimal::ONE), option("否", Decimal::ZERO)]
}

impl Kind for Choice {
    fn lower(&self, full: Expr, asks: &mut Asks) -> Expr {
        let labels = self.options.iter().map(|option| option.label.clone()).collect();
        let slot = asks.ask(&self.id, &self.label, "", Accepts::Choice(labels));
        let mut arms = Vec::with_capacity(self.options.len());
        for (index, option) in self.options.iter().enumerate() {
            let then = match option.worth {
                Some(worth) if worth.value.is_zero() => Expr::int(0),
                Some(worth) if worth.value == Decimal::ONE => full.clone(),
                Some(worth) => full.clone().product(Expr::Const(worth)),
                None => {
                    let id = format!("{}-points", self.id);
                    let label = format!("{}：酌情得分", self.label);
                    let judged = asks.ask(&id, &label, "分", Accepts::Number);
                    let chosen = asks.question(slot).map(|(index, _)| index);
                    if let (Some(chosen), Some((_, question))) = (chosen, asks.question(judged)) {
                        question.only_if = Some((chosen, option.label.clone()));
                        question.limit = constant(&full);
                    }
                    Expr::Input(judged)
                }
            };
            let when = Cond::Chosen { slot, option: index as u8, label: option.label.clone() };
            arms.push(Arm::new(when, format!("{}：{}", self.label, option.label), then));
        }
        Expr::cases(String::new(), arms)
    }

    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        if self.options.len() < 2 {
            checker.problem("choice-options", "至少要有两个选项");
        }
        for option in &self.options {
            if option.worth.is_some_and(|w| w.value < Decimal::ZERO || w.value > Decimal::ONE) {
                checker.problem("choice-worth", format!("选项“{}”的 worth 应在 0% 与 100% 之间", option.label));
            }
        }
    }
}

/// The value of a product of constants.
fn constant(expr: &Expr) -> Option<Decimal> {
    match expr {
        Expr::Const(amount) => Some(amount.value),
        Expr::Product(factors) => factors.iter().map(constant).product(),
        _ => None,
    }
}
