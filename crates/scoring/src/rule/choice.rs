//! 是否、选项: a share of the points by the answer chosen.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::targets::Level;
use super::{Accepts, Asks, Checked, Full, Kind, Limits};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::{Amount, half_up, plain};

/// # 用途 Purpose
/// 符合得满分，否则不得分；或按所选的一项得分（`worth` 是占分值的比例，`score` 是分数）。都没有写的一项由人
/// 酌情填分数，写了 `from`、`to`（`below`）的一项由人在这一段里填分数（定性三档）。
/// # 写法 Shape
/// ```toml
/// [rule.choice]
/// id = "level"
/// label = "完成情况"
/// options = [
///   { label = "达成预期指标", from = "80%", to = "100%" },
///   { label = "部分达成", from = "60%", below = "80%" },
///   { label = "未达成", worth = "0%" },
/// ]
/// ```
/// 只写 `id`、`label` 时，是得满分，否不得分。
/// # 边界 Boundaries
/// 没有选择是缺，不是 0 分。酌情的分数在 0 与满分之间；档内的分数按分值折算后四舍五入到小数位，
/// `from`、`to` 含端点，`below` 不含，都不超过满分。
/// # 分值转移 Transfer
/// 各项按比例放大。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choosable {
    /// The word chosen.
    pub label: String,
    /// Its share of the points; without one, a person gives the points 酌情.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub worth: Option<Amount>,
    /// Its points (分), where the document writes points rather than a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub score: Option<Amount>,
    /// The smallest share that a person may give, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub from: Option<Amount>,
    /// The largest share that a person may give, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub to: Option<Amount>,
    /// The share that a person must stay below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub below: Option<Amount>,
}

fn yes_or_no() -> Vec<Choosable> {
    let option = |label: &str, worth: Decimal| Choosable {
        label: label.to_owned(),
        worth: Some(Amount::percent(worth)),
        score: None,
        from: None,
        to: None,
        below: None,
    };
    vec![option("是", Decimal::ONE), option("否", Decimal::ZERO)]
}

impl Choosable {
    /// The shares of the points between which a person gives them, where the document says so.
    fn band(&self) -> Option<Level> {
        if self.from.is_none() && self.to.is_none() && self.below.is_none() {
            return None;
        }
        Some(Level {
            label: self.label.clone(),
            from: self.from.unwrap_or(Amount::percent(Decimal::ZERO)),
            to: self.to,
            below: self.below,
        })
    }

    /// The points that a person may give, whether or not points are transferred in.
    fn judged(&self, full: &Full, places: u32) -> Limits {
        // 90% of 25/3 is 7.5, of which a `Decimal` falls short.
        let share = |points: Decimal, share: Amount| {
            half_up(half_up(points.saturating_mul(share.value), 18), places)
        };
        let end = self.below.or(self.to).map(|end| share(full.most, end));
        // An end that is rounded up can lie above the full points.
        let within = end.filter(|end| *end <= full.most);
        Limits {
            least: self
                .from
                .map_or(Decimal::ZERO, |from| share(full.base, from)),
            most: within.unwrap_or(full.most),
            included: within.is_none() || self.below.is_none(),
        }
    }

    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        let label = &self.label;
        for (key, share) in [
            ("worth", self.worth),
            ("from", self.from),
            ("to", self.to),
            ("below", self.below),
        ] {
            if share.is_some_and(|share| share.value < Decimal::ZERO || share.value > Decimal::ONE)
            {
                checker.under(key, |checker| {
                    checker.problem(
                        "choice-worth",
                        format!("选项“{label}”的 {key} 应在 0% 与 100% 之间"),
                    );
                });
            }
        }
        if self
            .score
            .is_some_and(|score| score.value < Decimal::ZERO || score.value > points)
        {
            checker.under("score", |checker| {
                checker.problem(
                    "choice-score",
                    format!("选项“{label}”的 score 应在 0 与分值 {} 之间", plain(points)),
                );
            });
        }
        let fixed = self.worth.is_some() || self.score.is_some();
        let band = self.from.is_some() || self.to.is_some() || self.below.is_some();
        let both = self.worth.is_some() && self.score.is_some();
        if both || band && fixed || self.to.is_some() && self.below.is_some() {
            checker.problem(
                "choice-worth",
                format!("选项“{label}”只能写 worth、score，或 from 和 to（below）之一"),
            );
        }
    }
}

/// The score of points that a person gave: as given, where they are within `most`, which a
/// transfer may have made smaller than what the field lets through.
pub(super) fn given(input: Expr, full: &Full) -> Expr {
    if full.moved().is_none() {
        return input;
    }
    let within = Cond::compare(&input, Relation::AtMost, full.expr.clone());
    Expr::cases("给的分超过了满分", vec![Arm::new(within, "", input)])
}

impl Kind for Choice {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let labels = self
            .options
            .iter()
            .map(|option| option.label.clone())
            .collect();
        let slot = asks.ask(&self.id, &self.label, "", Accepts::Choice(labels));
        let mut arms = Vec::with_capacity(self.options.len());
        for (index, option) in self.options.iter().enumerate() {
            let then = match (option.worth, option.score) {
                (Some(worth), _) if worth.value.is_zero() => Expr::int(0),
                (Some(worth), _) if worth.value == Decimal::ONE => full.expr.clone(),
                (Some(worth), _) => full.expr.clone().product(Expr::Const(worth)),
                (None, Some(score)) => full.points(score),
                (None, None) => {
                    let id = format!("{}-points", self.id);
                    let label = format!("{}：酌情得分", self.label);
                    // One field serves all options that a person judges; each has its own limits.
                    let judged = option.judged(full, asks.places());
                    let asked = asks.judged(&id, &label, judged, (slot, &option.label));
                    let given = given(asks.named("人工评定", "分", asked), full);
                    match option.band() {
                        None => given,
                        Some(band) => within(&band, given, full, asks.places()),
                    }
                }
            };
            let when = Cond::Chosen {
                slot,
                option: index as u8,
                label: option.label.clone(),
            };
            let band = option.band().map(|band| format!("（{}）", band.words()));
            let because = format!(
                "{}：{}{}",
                self.label,
                option.label,
                band.unwrap_or_default()
            );
            arms.push(Arm::new(when, because, then));
        }
        Expr::cases(String::new(), arms)
    }
}

impl Checked for Choice {
    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        if self.options.len() < 2 {
            checker.under("options", |checker| {
                checker.problem("choice-options", "至少要有两个选项")
            });
        }
        for (index, option) in self.options.iter().enumerate() {
            checker.under(format!("options/{index}"), |checker| {
                option.check(points, checker)
            });
        }
    }
}

/// The points given, where they lie within the band of the chosen word.
fn within(band: &Level, given: Expr, full: &Full, places: u32) -> Expr {
    let gap = format!("给的分不在“{}”（{}）一档里", band.label, band.words());
    let holds = band.holds(&given, &full.expr, places);
    Expr::cases(gap, vec![Arm::new(holds, "", given)])
}
