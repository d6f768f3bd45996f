//! 人工评定: points that a person gives.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::choice::given;
use super::{Asks, Checked, Full, Kind, Limits};
use crate::check::Checker;
use crate::expr::Expr;

/// # 用途 Purpose
/// 评分标准没有算法，由人按它的文字评定（“结合实际核定分数”“酌情扣分”）。
/// # 写法 Shape
/// ```toml
/// rule.judged = { id = "given", label = "按评分标准评定的得分" }
/// ```
/// # 边界 Boundaries
/// 在 0 与分值之间，两端都可以。没有填是缺，不是 0 分。
/// # 分值转移 Transfer
/// 上限是转移后的分值。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judged {
    /// Stable name of the question.
    pub id: String,
    /// The question.
    pub label: String,
}

impl Kind for Judged {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let judged = Limits {
            least: Decimal::ZERO,
            most: full.most,
            included: true,
        };
        let input = asks.points(&self.id, &self.label, judged);
        let input = asks.named("人工评定", "分", input);
        given(input, full)
    }
}

impl Checked for Judged {
    fn check(&self, _points: Decimal, _checker: &mut Checker<'_>) {}
}
