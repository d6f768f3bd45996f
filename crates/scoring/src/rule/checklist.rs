//! 清单: points for each item that holds, less errors.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::deduction::less;
use super::measure::counted;
use super::{Accepts, Asks, Checked, Full, Kind, Limits};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::{Amount, plain};

/// # 用途 Purpose
/// 逐条核对，符合一条得一条的分；`partial` 的条可以部分得分，由人填。`errors` 从合计里按处扣分，扣完为止。
/// # 写法 Shape
/// ```toml
/// [rule.checklist]
/// items = [
///   { id = "complete", label = "收入数据完整", score = 1 },
///   { id = "correct", label = "来源编报齐全", score = 1, partial = true },
/// ]
/// errors = { id = "errors", label = "出错", unit = "处", off = "0.5" }
/// ```
/// # 边界 Boundaries
/// 各条分数之和应等于分值。原件不等的，用 `excess` 写明怎样办，并记入 `flaws`：`cap` 加到分值为止，
/// `scale` 各条按 分值 ÷ 各条之和 折算。没有选择是缺，不是 0 分。
/// # 分值转移 Transfer
/// 各条和扣分都按比例放大。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Checklist {
    /// The items.
    pub items: Vec<Item>,
    /// Points off for each error found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<Errors>,
    /// What becomes of items that add up to another number than the points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excess: Option<Excess>,
}

/// One item of a [`Checklist`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    /// Stable name of the question.
    pub id: String,
    /// What must hold.
    pub label: String,
    /// Its points (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub score: Amount,
    /// Whether a person may give a part of them.
    #[serde(default)]
    pub partial: bool,
}

/// Errors that cost points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Errors {
    /// Stable name of the question.
    pub id: String,
    /// What is counted.
    pub label: String,
    /// 处, 个 …
    pub unit: String,
    /// Points off for each (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub off: Amount,
}

/// What becomes of items that add up to another number than the points 条款分超分值.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Excess {
    /// Their sum stops at the points.
    Cap,
    /// Each is worth its share of the points.
    Scale,
}

impl Checklist {
    fn sum(&self) -> Decimal {
        self.items.iter().map(|item| item.score.value).sum()
    }

    fn item(item: &Item, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let words: &[&str] = if item.partial {
            &["是", "部分", "否"]
        } else {
            &["是", "否"]
        };
        let labels = words.iter().map(|word| (*word).to_owned()).collect();
        let slot = asks.ask(&item.id, &item.label, "", Accepts::Choice(labels));
        let whole = full.points(item.score);
        let arms = words.iter().enumerate().map(|(index, word)| {
            let then = match *word {
                "是" => whole.clone(),
                "部分" => {
                    let judged = Limits {
                        least: Decimal::ZERO,
                        most: item.score.value,
                        included: true,
                    };
                    let id = format!("{}-points", item.id);
                    let label = format!("{}：部分得分", item.label);
                    let given = asks.judged(&id, &label, judged, (slot, word));
                    full.scaled(asks.named("人工评定", "分", given))
                }
                _ => Expr::int(0),
            };
            let when = Cond::Chosen {
                slot,
                option: index as u8,
                label: (*word).to_owned(),
            };
            Arm::new(when, format!("{}：{word}", item.label), then)
        });
        let arms = arms.collect();
        Expr::cases("", arms)
    }
}

impl Kind for Checklist {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let items: Vec<_> = self
            .items
            .iter()
            .map(|item| Self::item(item, full, asks))
            .collect();
        let earned = asks.named("各条得分", "分", Expr::Sum(items));
        let sum = self.sum();
        let scored = match self.excess {
            Some(Excess::Scale) if sum != full.base => {
                let share =
                    Expr::Const(Amount::plain(full.base)).over(Expr::Const(Amount::plain(sum)));
                asks.named("折算得分", "分", earned.product(share))
            }
            Some(Excess::Cap) if sum > full.base => Expr::cases(
                "",
                vec![
                    Arm::new(
                        Cond::compare(&earned, Relation::Above, full.expr.clone()),
                        "加到分值为止",
                        full.expr.clone(),
                    ),
                    Arm::otherwise("", earned),
                ],
            ),
            _ => earned,
        };
        let Some(errors) = &self.errors else {
            return scored;
        };
        let found = counted(&errors.id, &errors.label, &errors.unit, asks);
        let off = found.product(full.points(errors.off));
        let off = asks.named("扣分", "分", off);
        less(scored, off)
    }
}

impl Checked for Checklist {
    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        let sum = self.sum();
        if sum != points {
            checker.under("items", |checker| {
                checker.problem(
                    "checklist-sum",
                    format!("各条分数之和是 {}，应为 {}", plain(sum), plain(points)),
                );
            });
            if self.excess.is_none() {
                let message = "各条分数之和不等于分值：是抄错了就改；原件如此，写 excess = \"cap\"（加到分值为止）或 \"scale\"（按比例折算）";
                checker.problem("checklist-excess", message);
            }
        }
        let scores = self
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| (format!("items/{index}/score"), item.score));
        let off = self
            .errors
            .iter()
            .map(|errors| ("errors/off".to_owned(), errors.off));
        for (key, score) in scores.chain(off) {
            if score.value <= Decimal::ZERO {
                checker.under(key, |checker| {
                    checker.problem(
                        "checklist-score",
                        "score、off 必须大于 0（写几分，不写负号）",
                    )
                });
            }
        }
    }
}
