//! 扣分: points off for each case found, down to nothing.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Accepts, Ask, Asks, Kind};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::Amount;

/// # 用途 Purpose
/// 从满分扣起，每发现一项扣若干分，扣完为止。
/// # 写法 Shape
/// ```toml
/// [sections.groups.indicators.rule.deduction]
/// counts = [{ id = "found", label = "不符合标准", unit = "项", off = 1 }]
/// lacks = [{ id = "rules", label = "有内部管理规程", off = "0.5" }]
/// ```
/// # 边界 Boundaries
/// 次数必须是整数，不能为负。没有填是缺，不当作没有问题。扣到 0 为止。
/// 单价随规模变化时写 `by_size`：总数不超过 `to` 的用该档，末档不写 `to`。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Deduction {
    /// Points off for each case.
    #[serde(default)]
    pub counts: Vec<Count>,
    /// Points off where the answer is 否.
    #[serde(default)]
    pub lacks: Vec<Lack>,
    /// Points off for each case, by the size of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_size: Option<BySize>,
}

/// Cases that cost points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Count {
    /// Stable name of the question.
    pub id: String,
    /// What is counted.
    pub label: String,
    /// 项, 次, 笔 …
    pub unit: String,
    /// Points off for each (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub off: Amount,
}

/// Something that ought to be there, and costs points where it is not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Lack {
    /// Stable name of the question.
    pub id: String,
    /// The question, answered 是 or 否.
    pub label: String,
    /// Points off for 否 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub off: Amount,
}

/// Cases whose price depends on how many there could have been.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct BySize {
    /// How many there could have been 总数.
    pub size: Ask,
    /// How many were found.
    pub found: Ask,
    /// Price by size, smallest first; the last has no `to`.
    pub steps: Vec<Step>,
}

/// A price for sizes up to `to`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Step {
    /// The largest size with this price, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub to: Option<Amount>,
    /// Points off for each (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub off: Amount,
}

impl Kind for Deduction {
    fn lower(&self, full: Expr, asks: &mut Asks) -> Expr {
        let mut terms = Vec::new();
        for count in &self.counts {
            let ask = Ask { id: count.id.clone(), label: count.label.clone(), unit: count.unit.clone() };
            terms.push(asks.number(&ask, true).product(Expr::Const(count.off)));
        }
        if let Some(by_size) = &self.by_size {
            let size = asks.number(&by_size.size, true);
            let found = asks.number(&by_size.found, true);
            asks.part_of(&found, &size);
            let size = asks.named(&by_size.size.label, &by_size.size.unit, size);
            let arms = by_size.steps.iter().map(|step| {
                let because = format!("每{}扣 {} 分", by_size.found.unit, step.off);
                match step.to {
                    Some(to) => Arm::new(Cond::compare(&size, Relation::AtMost, Expr::Const(to)), because, Expr::Const(step.off)),
                    None => Arm::otherwise(because, Expr::Const(step.off)),
                }
            });
            terms.push(found.product(Expr::cases("", arms.collect())));
        }
        for lack in &self.lacks {
            let options = vec!["是".to_owned(), "否".to_owned()];
            let slot = asks.ask(&lack.id, &lack.label, "", Accepts::Choice(options));
            let arm = |option: u8, word: &str, because: String, then| {
                Arm::new(Cond::Chosen { slot, option, label: word.to_owned() }, because, then)
            };
            terms.push(Expr::cases("", vec![
                arm(0, "是", String::new(), Expr::int(0)),
                arm(1, "否", format!("{}：否", lack.label), Expr::Const(lack.off)),
            ]));
        }
        let off = match terms.len() {
            1 => terms.remove(0),
            _ => Expr::Sum(terms),
        };
        let off = asks.named("扣分", "分", off);
        Expr::cases("", vec![
            Arm::new(Cond::compare(&off, Relation::Equal, Expr::int(0)), "没有扣分事项", full.clone()),
            Arm::new(Cond::compare(&off, Relation::AtLeast, full.clone()), "扣完为止", Expr::int(0)),
            Arm::otherwise("", full.less(off)),
        ])
    }

    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        let offs = self.counts.iter().map(|c| c.off).chain(self.lacks.iter().map(|l| l.off));
        if offs.chain(self.by_size.iter().flat_map(|b| b.steps.iter().map(|s| s.off))).any(|off| off.value <= Decimal::ZERO) {
            checker.problem("deduction-off", "off 必须大于 0（写扣几分，不写负号）");
        }
        if self.counts.is_empty() && self.lacks.is_empty() && self.by_size.is_none() {
            checker.problem("deduction-empty", "没有写任何扣分事项");
        }
        if let Some(by_size) = &self.by_size {
            let open = by_size.steps.iter().position(|step| step.to.is_none());
            let rising = by_size.steps.windows(2).all(|pair| match (pair[0].to, pair[1].to) {
                (Some(a), Some(b)) => a.value < b.value,
                _ => true,
            });
            if open != by_size.steps.len().checked_sub(1) || !rising {
                checker.problem("deduction-steps", "steps 应从小到大，且只有末档不写 to");
            }
        }
    }
}
