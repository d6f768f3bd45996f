//! 分段: fixed points by bands of a value.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asks, Kind, Measure};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::Amount;

/// # 用途 Purpose
/// 数值落在哪一段，就得哪一段的分。
/// # 写法 Shape
/// ```toml
/// [sections.groups.indicators.rule.bands]
/// measure.value = { id = "rate", label = "及时率", unit = "%" }
/// bands = [
///   { at_least = "100%", score = 3 },
///   { at_least = "90%", below = "100%", score = 2 },
///   { below = "90%", score = 0 },
/// ]
/// ```
/// # 边界 Boundaries
/// 每一段的两端都要写明含不含：`at_least`、`at_most` 含端点，`above`、`below` 不含。
/// 没有一段盖住的值是规则缺口，不当作 0 分。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
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
pub struct Band {
    /// ≥
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub at_least: Option<Amount>,
    /// >
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub above: Option<Amount>,
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
    fn ends(&self) -> impl Iterator<Item = (Relation, Amount)> {
        [
            (Relation::AtLeast, self.at_least),
            (Relation::Above, self.above),
            (Relation::AtMost, self.at_most),
            (Relation::Below, self.below),
        ]
        .into_iter()
        .filter_map(|(relation, end)| Some((relation, end?)))
    }
}

impl Kind for Bands {
    fn lower(&self, _full: Expr, asks: &mut Asks) -> Expr {
        let value = self.measure.lower(asks);
        let arms = self.bands.iter().map(|band| {
            let conds = band.ends().map(|(relation, end)| Cond::compare(&value, relation, Expr::Const(end)));
            let words: Vec<_> = band.ends().map(|(relation, end)| format!("{} {end}", relation.word())).collect();
            Arm::new(Cond::All(conds.collect()), words.join("、"), Expr::Const(band.score))
        });
        Expr::cases("评分标准没有写这一段该得几分", arms.collect())
    }

    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        for band in &self.bands {
            if band.score.value > points {
                let score = band.score;
                checker.problem("band-score", format!("有一段得 {score} 分，高于分值"));
            }
            if band.ends().next().is_none() {
                checker.problem("band-ends", "有一段没有写起止");
            }
        }
    }
}
