//! 比较: one value against another.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asks, Checked, Full, Kind, Measure};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};

/// # 用途 Purpose
/// 甲与乙比较，符合 `full` 得满分，符合 `zero` 不得分。
/// # 写法 Shape
/// ```toml
/// [rule.compare]
/// left.value = { id = "spent", label = "实际支出数", unit = "万元" }
/// right.value = { id = "budget", label = "预算安排数", unit = "万元" }
/// full = "at_most"
/// zero = "above"
/// ```
/// # 边界 Boundaries
/// 两个条件都没盖住的（如“高于得分、低于不得分”时正好相等）是规则缺口，不当作 0 分，体检时指出。
/// 两个数都是 0 时照样比较：0 不高于 0。
/// # 分值转移 Transfer
/// 得满分就是得转移后的分值。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Compare {
    /// The unit's own value.
    pub left: Measure,
    /// What it is held against.
    pub right: Measure,
    /// The relation that earns full points.
    pub full: Relation,
    /// The relation that earns nothing.
    pub zero: Relation,
}

impl Kind for Compare {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let (left, right) = (self.left.lower(asks), self.right.lower(asks));
        let arm = |relation: Relation, then| {
            let because = format!(
                "{}{}{}",
                self.left.name(),
                relation.word(),
                self.right.name()
            );
            Arm::new(Cond::compare(&left, relation, right.clone()), because, then)
        };
        let gap = "评分标准没有写这种情况该得几分";
        Expr::cases(
            gap,
            vec![
                arm(self.full, full.expr.clone()),
                arm(self.zero, Expr::int(0)),
            ],
        )
    }
}

impl Checked for Compare {
    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let orders = [(Less, "低于"), (Equal, "正好等于"), (Greater, "高于")];
        for (order, word) in orders {
            match (self.full.holds(order), self.zero.holds(order)) {
                (true, true) => checker.under("zero", |checker| {
                    checker.problem(
                        "compare-overlap",
                        format!("full 与 zero 有重叠：{word}时既得满分又不得分"),
                    );
                }),
                (false, false) => checker.under("zero", |checker| {
                    checker.problem("compare-gap", format!("{word}时该得几分没有写"));
                }),
                _ => {}
            }
        }
    }
}
