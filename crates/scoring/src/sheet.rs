//! The score sheet 得分表: everything that follows from a rubric and a form.
//!
//! Lines, targets and findings are shared: what an edit leaves as it was is the same one in the next sheet.
//! All are `Eq`, so that those are compared by their address.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;

/// A score, or why there is none.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// 按标准算出.
    Scored,
    /// 缺填: answers that the rule needs are not there.
    #[default]
    Missing,
    /// 规则缺口: no case of the rule covers the value.
    Gap,
    /// 不适用: the row counts for nothing, and its points went elsewhere.
    NotApplicable,
}

/// A scored row 得分行.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// The indicator's id.
    pub id: String,
    /// 分值 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Decimal,
    /// 调整后分值: what the row is scored out of on this form, after transfers (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub full: Decimal,
    /// Whether `computed` is there, and why not.
    pub status: Status,
    /// 按标准计算 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub computed: Option<Decimal>,
    /// 自评得分 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub claimed: Option<Decimal>,
    /// 核查得分 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub verified: Option<Decimal>,
    /// What the row adds to the computed total: computed, else verified, else claimed 暂按自评.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub counted: Option<Decimal>,
    /// How many of the counted points rest on claims alone 暂按自评 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub on_claim: Decimal,
    /// The sentence that explains the score, or says what is missing.
    pub words: String,
    /// The computed score before it was rounded, where the claim differs: it may be another rounding.
    #[serde(skip)]
    pub(crate) unrounded: Option<Decimal>,
    /// The unit's own targets, where the row scores them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Arc<TargetScore>>,
}

/// The score of one target.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TargetScore {
    /// 得分率, 1 for full, to 6 places; the row's score uses the exact one.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub rate: Option<Decimal>,
    /// 分值 that the target brings, where targets bring their own (分).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string", optional))]
    pub points: Option<Decimal>,
    /// 按标准得分 of a target that brings its own points (分).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string", optional))]
    pub score: Option<Decimal>,
    /// 自评得分 of a target that brings its own points, where one was typed that can be a score (分).
    #[serde(skip)]
    pub claimed: Option<Decimal>,
    /// 完成率 of a target with one figure, to 6 places.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub completion: Option<Decimal>,
    /// Whether it counts on the unit's word alone 暂按自评.
    pub on_claim: bool,
    /// The rates of its parts, where it has several figures; their scores, where it brings points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "(string | null)[]"))]
    pub parts: Vec<Option<Decimal>>,
    /// The sentence.
    pub words: String,
}

/// One number for each kind of score; `None` where no row has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Total {
    /// 按标准计算 (分); rows that cannot be computed count as verified, else as claimed.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub computed: Option<Decimal>,
    /// 自评 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub claimed: Option<Decimal>,
    /// 核查 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub verified: Option<Decimal>,
    /// Points of rows that have no score at all 未定 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub open: Decimal,
}

/// The scores of a part of the form 一级指标、二级指标.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subtotal {
    /// Printed name.
    pub name: String,
    /// 分值 as printed (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Decimal,
    /// 分值 after transfers (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub full: Decimal,
    /// The sums of its rows.
    pub total: Total,
    /// 得分率 of each sum, 1 for full, to 4 places.
    pub rate: Rates,
    /// The second-level indicators of a first-level one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Subtotal>,
}

/// 得分率: score ÷ points, to 4 places; `None` while a row of the part has no such score, or where
/// the part has no points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rates {
    /// Of the computed sum.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub computed: Option<Decimal>,
    /// Of the claimed sum.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub claimed: Option<Decimal>,
    /// Of the verified sum.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub verified: Option<Decimal>,
}

/// The grades 等级 of the totals; `None` while points are open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grades {
    /// Of the computed total.
    pub computed: Option<String>,
    /// Of the claimed total.
    pub claimed: Option<String>,
    /// Of the verified total.
    pub verified: Option<String>,
}

/// Everything that follows from a rubric and a form 得分表.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScoreSheet {
    /// The version of the engine that scored: [`crate::VERSION`].
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub engine: &'static str,
    /// The rubric's id.
    pub rubric: String,
    /// Totals 总分.
    pub total: Total,
    /// Grades 等级.
    pub grade: Grades,
    /// 得分率 of the totals, out of the form's full points.
    pub rate: Rates,
    /// Points within the computed total that rest on claims alone 暂按自评 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub on_claim: Decimal,
    /// First-level indicators 一级指标 with their scores and 得分率.
    pub sections: Vec<Subtotal>,
    /// A line for each scored row, in the order of the form.
    pub lines: Vec<Arc<Line>>,
    /// 问题提示, in the order of the form.
    pub findings: Vec<Arc<Finding>>,
}

/// Totals without sentences and findings, for those who score many forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Totals {
    /// Totals 总分.
    pub total: Total,
    /// Grades 等级.
    pub grade: Grades,
}
