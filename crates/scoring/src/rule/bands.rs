//! 分段: fixed points by bands of a value.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::interval::interval;
use super::{Asks, Checked, Full, Interval, Kind, Measure};
use crate::check::Checker;
use crate::expr::{Arm, Expr};
use crate::number::{Amount, plain};

/// # 用途 Purpose
/// 数值落在哪一段，就得哪一段的分。
/// # 写法 Shape
/// ```toml
/// [rule.bands]
/// measure.value = { id = "rate", label = "及时率", unit = "%" }
/// bands = [
///   { at_least = "100%", score = 3 },
///   { at_least = "90%", below = "100%", score = 2 },
///   { below = "90%", score = 0 },
/// ]
/// ```
/// # 边界 Boundaries
/// 每一段的两端都要写明含不含：`at_least`、`at_most`、`equal` 含端点，`above`、`below` 不含。
/// 没有一段盖住的值是规则缺口，不当作 0 分；两段都盖住的值，体检时指出。
/// # 分值转移 Transfer
/// 转入分值时各段得分按比例放大：4 分的项目转入 3 分，3 分的一段得 3 × 7 ÷ 4。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bands {
    /// What is measured.
    pub measure: Measure,
    /// The bands.
    pub bands: Vec<Band>,
}

/// One band of [`Bands`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Band {
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
    /// The points of the band (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub score: Amount,
}

impl Band {
    pub(crate) fn interval(&self) -> Interval {
        interval!(self)
    }
}

impl Kind for Bands {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let value = self.measure.lower(asks);
        let arms = self.bands.iter().map(|band| {
            let interval = band.interval();
            Arm::new(
                interval.holds(&value),
                interval.words(&self.measure),
                full.points(band.score),
            )
        });
        Expr::cases("评分标准没有写这一段该得几分", arms.collect())
    }
}

impl Checked for Bands {
    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        for (index, band) in self.bands.iter().enumerate() {
            let score = band.score;
            if score.value > points || score.value < Decimal::ZERO {
                checker.under(format!("bands/{index}/score"), |checker| {
                    checker.problem(
                        "band-score",
                        format!("有一段得 {score} 分，应在 0 与分值 {} 之间", plain(points)),
                    );
                });
            }
        }
        let intervals: Vec<_> = self.bands.iter().map(Band::interval).collect();
        checker.under("bands", |checker| {
            checker.intervals(&intervals, self.measure.domain())
        });
    }
}
