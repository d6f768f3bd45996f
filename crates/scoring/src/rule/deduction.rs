//! 扣分: points off for each case found, down to nothing.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::bands::Band;
use super::measure::counted;
use super::{Ask, Asks, Checked, Full, Kind, Measure};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation, Rest};
use crate::number::Amount;

/// # 用途 Purpose
/// 从满分扣起，扣完为止。可以按次数扣（`counts`）、缺一样扣（`lacks`）、单价随规模变（`by_size`）、
/// 每超一档扣（`steps`）、按数值落在哪一段扣（`bands`，其中的 `score` 是扣几分）。
/// # 写法 Shape
/// ```toml
/// [rule.deduction]
/// counts = [{ id = "found", label = "不符合标准", unit = "项", off = 1 }]
/// lacks = [{ id = "rules", label = "有内部管理规程", off = "0.5" }]
/// steps = [{ above = "0%", every = "5%", off = "0.5", partial = "drop", measure.deviation = { name = "差异率", of = { id = "a", label = "决算数", unit = "万元" }, from = { id = "b", label = "预算数", unit = "万元" } } }]
/// bands = [{ measure.value = { id = "n", label = "调剂事项", unit = "项" }, bands = [{ at_least = 3, below = 5, score = "0.5" }, { at_least = 5, score = 1 }] }]
/// ```
/// # 边界 Boundaries
/// 次数必须是整数，不能为负。没有填是缺，不当作没有问题。扣到 0 为止。
/// `by_size`：总数不超过 `to` 的用该档，末档不写 `to`。
/// `steps`：`above` 以上（或 `below` 以下）每满一个 `every` 扣一次；不足一档的，`drop` 不扣，`count` 也扣一次。
/// `bands`：各段都没有盖住的值不扣。
/// # 分值转移 Transfer
/// 扣分按比例放大。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Points off for each step that a value goes too far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub steps: Vec<Steps>,
    /// Points off by bands of a value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub bands: Vec<OffBands>,
}

/// Cases that cost points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// The largest size with this price, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub to: Option<Amount>,
    /// Points off for each (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub off: Amount,
}

/// Points off for each step that a value goes too far 每超一档扣若干分.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Steps {
    /// What is measured.
    pub measure: Measure,
    /// Values above this cost points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub above: Option<Amount>,
    /// Values below this cost points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub below: Option<Amount>,
    /// How far one step goes.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub every: Amount,
    /// Points off for each step (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub off: Amount,
    /// What becomes of a step that is not full 不足一档.
    pub partial: Partial,
}

/// What becomes of a step that is not full 不足一档.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Partial {
    /// 不足一档不扣.
    Drop,
    /// 不足一档按一档扣.
    Count,
}

/// Points off by bands of a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OffBands {
    /// What is measured.
    pub measure: Measure,
    /// The bands; `score` is what is taken off (分).
    pub bands: Vec<Band>,
}

/// `from` less `off`, down to nothing.
pub(super) fn less(from: Expr, off: Expr) -> Expr {
    let nothing = Cond::compare(&off, Relation::Equal, Expr::int(0));
    let nothing = match &from {
        Expr::Const(_) => nothing,
        // What is taken from is told first, where it was worked out itself.
        _ => Cond::All(vec![
            Cond::compare(&from, Relation::AtLeast, Expr::int(0)),
            nothing,
        ]),
    };
    Expr::cases(
        "",
        vec![
            Arm::new(nothing, "", from.clone()),
            Arm::new(
                Cond::compare(&off, Relation::AtLeast, from.clone()),
                "扣完为止",
                Expr::int(0),
            ),
            Arm::otherwise("", from.less(off)),
        ],
    )
}

impl BySize {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let size = asks.number(&self.size, true);
        let found = asks.number(&self.found, true);
        asks.part_of(&found, std::slice::from_ref(&size));
        let size = asks.named(&self.size.label, &self.size.unit, size);
        let found = asks.named(&self.found.label, &self.found.unit, found);
        let arms = self.steps.iter().map(|step| {
            let because = format!("每{}扣 {} 分", self.found.unit, step.off);
            let off = full.points(step.off);
            match step.to {
                Some(to) => Arm::new(
                    Cond::compare(&size, Relation::AtMost, Expr::Const(to)),
                    because,
                    off,
                ),
                None => Arm::otherwise(because, off),
            }
        });
        // How many there could have been is said first.
        Expr::cases("", arms.collect()).product(found)
    }
}

impl Steps {
    /// 超过 10% 的部分，每满 5% 扣 0.5 分.
    fn words(&self) -> String {
        let beyond = match (self.above, self.below) {
            (Some(above), _) if above.value.is_zero() => String::new(),
            (Some(above), _) => format!("超过 {}的部分，", self.measure.limit_then(above)),
            (None, Some(below)) => format!("低于 {}的部分，", self.measure.limit_then(below)),
            (None, None) => String::new(),
        };
        let every = self.measure.limit_then(self.every);
        match self.partial {
            Partial::Drop => format!("{beyond}每满 {every}扣 {} 分", self.off),
            Partial::Count => format!("{beyond}每 {every}扣 {} 分，不足 {every}也扣", self.off),
        }
    }

    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let value = self.measure.lower(asks);
        let (limit, within, beyond, word) = match (self.above, self.below) {
            (Some(above), _) => {
                let limit = Expr::Const(above);
                (above, Relation::AtMost, value.clone().less(limit), "不高于")
            }
            (None, below) => {
                let below = below.unwrap_or(Amount::percent(Decimal::ONE));
                (
                    below,
                    Relation::AtLeast,
                    Expr::Const(below).less(value.clone()),
                    "不低于",
                )
            }
        };
        // A distance from nothing is the value itself.
        let beyond = if limit.value.is_zero() && self.above.is_some() {
            value.clone()
        } else {
            beyond
        };
        let rest = match self.partial {
            Partial::Drop => Rest::Drop,
            Partial::Count => Rest::Count,
        };
        let steps = Expr::Whole(beyond.over(Expr::Const(self.every)).into(), rest);
        let steps = asks.named("计", "档", steps);
        let within = Cond::compare(&value, within, Expr::Const(limit));
        Expr::cases(
            "",
            vec![
                Arm::new(
                    within,
                    format!("{word} {}", self.measure.limit(limit)),
                    Expr::int(0),
                ),
                Arm::otherwise(self.words(), steps.product(full.points(self.off))),
            ],
        )
    }
}

impl OffBands {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let value = self.measure.lower(asks);
        let mut arms: Vec<_> = self
            .bands
            .iter()
            .map(|band| {
                let interval = band.interval();
                let because = format!("{}，扣 {} 分", interval.words(&self.measure), band.score);
                Arm::new(interval.holds(&value), because, full.points(band.score))
            })
            .collect();
        arms.push(Arm::otherwise("", Expr::int(0)));
        Expr::cases("", arms)
    }
}

impl Deduction {
    /// Every amount that must not be nothing or less, and where it is written.
    fn amounts(&self) -> Vec<(String, Amount)> {
        let counts = self
            .counts
            .iter()
            .enumerate()
            .map(|(at, count)| (format!("counts/{at}/off"), count.off));
        let lacks = self
            .lacks
            .iter()
            .enumerate()
            .map(|(at, lack)| (format!("lacks/{at}/off"), lack.off));
        let sizes = self
            .by_size
            .iter()
            .flat_map(|by_size| &by_size.steps)
            .enumerate();
        let sizes = sizes.map(|(at, step)| (format!("by_size/steps/{at}/off"), step.off));
        let steps = self.steps.iter().enumerate().flat_map(|(at, steps)| {
            [
                (format!("steps/{at}/off"), steps.off),
                (format!("steps/{at}/every"), steps.every),
            ]
        });
        let bands = self.bands.iter().enumerate().flat_map(|(list, bands)| {
            let scores = bands.bands.iter().enumerate();
            scores.map(move |(at, band)| (format!("bands/{list}/bands/{at}/score"), band.score))
        });
        counts
            .chain(lacks)
            .chain(sizes)
            .chain(steps)
            .chain(bands)
            .collect()
    }
}

impl Kind for Deduction {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let mut terms = Vec::new();
        for count in &self.counts {
            let found = counted(&count.id, &count.label, &count.unit, asks);
            terms.push(found.product(full.points(count.off)));
        }
        terms.extend(self.by_size.iter().map(|by_size| by_size.lower(full, asks)));
        terms.extend(self.steps.iter().map(|steps| steps.lower(full, asks)));
        terms.extend(self.bands.iter().map(|bands| bands.lower(full, asks)));
        for lack in &self.lacks {
            let slot = asks.yes_or_no(&lack.id, &lack.label);
            let arm = |option: u8, word: &str, because: String, then| {
                Arm::new(
                    Cond::Chosen {
                        slot,
                        option,
                        label: word.to_owned(),
                    },
                    because,
                    then,
                )
            };
            terms.push(Expr::cases(
                "",
                vec![
                    arm(0, "是", format!("{}：是", lack.label), Expr::int(0)),
                    arm(
                        1,
                        "否",
                        format!("{}：否", lack.label),
                        full.points(lack.off),
                    ),
                ],
            ));
        }
        let off = match terms.len() {
            1 => terms.remove(0),
            _ => Expr::Sum(terms),
        };
        let off = asks.named("扣分", "分", off);
        less(full.expr.clone(), off)
    }
}

impl Checked for Deduction {
    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        let amounts = self.amounts();
        if amounts.is_empty() {
            let message = "没有写任何扣分事项：counts、lacks、by_size、steps、bands 至少写一种";
            checker.problem("deduction-empty", message);
        }
        for (key, amount) in amounts {
            if amount.value <= Decimal::ZERO {
                let message = "off、every、score 必须大于 0（写扣几分，不写负号）";
                checker.under(key, |checker| checker.problem("deduction-off", message));
            }
        }
        for (index, steps) in self.steps.iter().enumerate() {
            if steps.above.is_some() == steps.below.is_some() {
                let message = "steps 里 above 与 below 要写一个，只能写一个";
                checker.under(format!("steps/{index}"), |checker| {
                    checker.problem("deduction-limit", message)
                });
            }
        }
        for (index, bands) in self.bands.iter().enumerate() {
            // What no band covers costs nothing, so only overlaps are wrong.
            let intervals: Vec<_> = bands.bands.iter().map(Band::interval).collect();
            checker.under(format!("bands/{index}/bands"), |checker| {
                checker.overlaps(&intervals, bands.measure.domain());
            });
        }
        if let Some(by_size) = &self.by_size {
            let open = by_size.steps.iter().position(|step| step.to.is_none());
            let rising = by_size
                .steps
                .windows(2)
                .all(|pair| match (pair[0].to, pair[1].to) {
                    (Some(a), Some(b)) => a.value < b.value,
                    _ => true,
                });
            if open != by_size.steps.len().checked_sub(1) || !rising {
                let message = "by_size 的 steps 应从小到大写 to，只有末档不写 to";
                checker.under("by_size/steps", |checker| {
                    checker.problem("deduction-steps", message)
                });
            }
        }
    }
}
