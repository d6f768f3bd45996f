//! 加减分: points on top of the total for praise, off it for blame.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::measure::counted;
use super::{Accepts, Asks, Checked, Full, Kind};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation, Slot};
use crate::number::Amount;

/// # 用途 Purpose
/// 表彰加分、问责扣分，各有上限；不占总分的分值，合计后再按评分表的 `total` 封顶、托底。
/// # 写法 Shape
/// ```toml
/// [rule.adjustment]
/// adds = [{ id = "praised", label = "受到表彰的事项", unit = "项", each = 1 }]
/// takes = [{ id = "blamed", label = "被问责的问题", unit = "项", each = 2 }]
/// most_added = 3
/// most_taken = 6
/// ```
/// # 边界 Boundaries
/// 正好到上限的照数计，超过的按上限。次数必须是整数，不能为负。填了一项的，没有填的各项不计；都没有填的没有得分，也不算未定。
/// # 分值转移 Transfer
/// 不涉及。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Adjustment {
    /// What adds points.
    #[serde(default)]
    pub adds: Vec<Each>,
    /// The most that can be added (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub most_added: Amount,
    /// What takes points.
    #[serde(default)]
    pub takes: Vec<Each>,
    /// The most that can be taken (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub most_taken: Amount,
}

/// Cases that add or take points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Each {
    /// Stable name of the question.
    pub id: String,
    /// What is counted.
    pub label: String,
    /// 项, 次 …
    pub unit: String,
    /// Points for each (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub each: Amount,
}

fn side(
    all: &[Each],
    name: &str,
    most: Amount,
    given: &mut Vec<Slot>,
    asks: &mut Asks<'_>,
) -> Expr {
    let terms: Vec<_> = all
        .iter()
        .map(|one| {
            let count = counted(&one.id, &one.label, &one.unit, asks);
            let slot = asks.ask(&one.id, &one.label, &one.unit, Accepts::Count);
            given.push(slot);
            Expr::cases(
                "",
                vec![
                    Arm::new(Cond::Given(slot), "", count.product(Expr::Const(one.each))),
                    Arm::otherwise("", Expr::int(0)),
                ],
            )
        })
        .collect();
    let sum = asks.named(name, "分", Expr::Sum(terms));
    Expr::cases(
        "",
        vec![
            Arm::new(
                Cond::compare(&sum, Relation::Above, Expr::Const(most)),
                format!("{name}最多 {most} 分"),
                Expr::Const(most),
            ),
            Arm::otherwise("", sum),
        ],
    )
}

impl Kind for Adjustment {
    fn lower(&self, _full: &Full, asks: &mut Asks<'_>) -> Expr {
        let mut given = Vec::new();
        let added = (!self.adds.is_empty())
            .then(|| side(&self.adds, "加分", self.most_added, &mut given, asks));
        let taken = (!self.takes.is_empty())
            .then(|| side(&self.takes, "扣分", self.most_taken, &mut given, asks));
        let adjusted = match (added, taken) {
            (Some(added), Some(taken)) => added.less(taken),
            (Some(added), None) => added,
            (None, Some(taken)) => Expr::int(0).less(taken),
            (None, None) => Expr::int(0),
        };
        let Some(first) = given.first().copied() else {
            return adjusted;
        };
        // With nothing filled in there is no score; with anything, what is blank did not happen.
        let any = Cond::Any(given.into_iter().map(Cond::Given).collect());
        Expr::cases(
            "",
            vec![
                Arm::new(any, "", adjusted),
                Arm::otherwise("", Expr::Input(first)),
            ],
        )
    }

    fn range(&self, _points: Decimal) -> (Decimal, Decimal) {
        let none = |all: &[Each], most: Amount| {
            if all.is_empty() {
                Decimal::ZERO
            } else {
                most.value
            }
        };
        (
            -none(&self.takes, self.most_taken),
            none(&self.adds, self.most_added),
        )
    }

    fn adjusts(&self) -> bool {
        true
    }
}

impl Checked for Adjustment {
    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        if !points.is_zero() {
            checker.problem("adjustment-points", "加减分不占分值，points 应是 0");
        }
        for (key, most) in [
            ("most_added", self.most_added),
            ("most_taken", self.most_taken),
        ] {
            if most.value < Decimal::ZERO {
                checker.under(key, |checker| {
                    checker.problem("adjustment-each", format!("{key} 不能为负"))
                });
            }
        }
        for (key, all) in [("adds", &self.adds), ("takes", &self.takes)] {
            for (index, _) in all
                .iter()
                .enumerate()
                .filter(|(_, one)| one.each.value <= Decimal::ZERO)
            {
                checker.under(format!("{key}/{index}/each"), |checker| {
                    checker.problem("adjustment-each", "each 必须大于 0（写几分，不写负号）");
                });
            }
        }
    }
}
