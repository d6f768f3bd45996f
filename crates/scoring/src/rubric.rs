//! The rubric 评分表: what a province or city asks, and by which rules it is scored.

use serde::{Deserialize, Serialize};

use crate::number::Amount;
use crate::rule::Rule;

/// A scoring form as published 评分表: its sections, indicators, rules, and the header to fill.
///
/// Read from `rubrics/<id>/rubric.toml` by people and from JSON at run time. A rubric that came
/// through [`crate::check::check`] without a problem can be scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Rubric {
    /// Stable name, the folder's: `jiangmen-2023-department`.
    pub id: String,
    /// The title printed on the form.
    pub title: String,
    /// The year that the form was issued for 年度.
    pub year: String,
    /// Where it applies 地区.
    pub region: String,
    /// Full points of the whole form 总分 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Amount,
    /// The published document that it was transcribed from 来源.
    pub source: Source,
    /// How scores are rounded 小数位与舍入.
    pub rounding: Rounding,
    /// Grades 等级, best first.
    pub grades: Vec<Grade>,
    /// Header tables to fill: 单位基本情况, 年度部门预算情况.
    #[serde(default)]
    pub profile: Vec<ProfileTable>,
    /// Whether the form asks for 年度总目标 and 完成情况.
    #[serde(default)]
    pub goals: bool,
    /// First-level indicators 一级指标.
    pub sections: Vec<Section>,
    /// Who signs below the form 签字栏.
    #[serde(default)]
    pub signatures: Vec<String>,
}

impl Rubric {
    /// Every scored row in the order of the form.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.sections
            .iter()
            .flat_map(|s| &s.groups)
            .flat_map(|g| &g.indicators)
    }

    /// The fields of all header tables.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.profile.iter().flat_map(|table| &table.fields)
    }
}

/// The published document 来源文件.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who issued it 发布单位.
    pub issuer: String,
    /// Anything a reader should know about the copy that was used, or about choices for the whole form.
    #[serde(default)]
    pub note: String,
}

/// Half-up rounding of each indicator 每项四舍五入.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Rounding {
    /// Decimals kept 小数位.
    pub places: u32,
}

/// A grade 等级 and the lowest total that earns it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Grade {
    /// 优, 良, 中, 差.
    pub name: String,
    /// The lowest total with this grade, itself included (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub from: Amount,
}

/// A table of the header 表头.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ProfileTable {
    /// Its title: 单位基本情况.
    pub title: String,
    /// What it asks.
    pub fields: Vec<Field>,
    /// Sums that must hold between its fields 勾稽关系.
    #[serde(default)]
    pub sums: Vec<Sum>,
}

/// A field of the header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Field {
    /// Stable name within the rubric.
    pub id: String,
    /// The printed label.
    pub label: String,
    /// The unit of a number 计量单位; without one the field is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The printed head above a run of fields: 部门预算, 专项资金.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
}

/// A sum between header fields 勾稽关系: the total equals its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Sum {
    /// The field that holds the total.
    pub total: String,
    /// The fields that add up to it.
    pub parts: Vec<String>,
    /// What a difference can mean, in a sentence.
    #[serde(default)]
    pub note: String,
    /// Whether it must hold; otherwise a difference is only pointed out.
    #[serde(default = "yes")]
    pub certain: bool,
}

fn yes() -> bool {
    true
}

/// A first-level indicator 一级指标.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Section {
    /// Printed name.
    pub name: String,
    /// 分值 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Amount,
    /// Second-level indicators 二级指标.
    pub groups: Vec<Group>,
}

/// A second-level indicator 二级指标.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Group {
    /// Printed name.
    pub name: String,
    /// 分值 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Amount,
    /// The scored rows 三级指标.
    pub indicators: Vec<Indicator>,
}

/// A scored row 三级指标.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Indicator {
    /// Stable name within the rubric.
    pub id: String,
    /// Printed name. Rows that share one printed cell have the same name.
    pub name: String,
    /// 分值 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Amount,
    /// 指标解释, in the document's words.
    #[serde(default)]
    pub meaning: String,
    /// 评分标准, in the document's words.
    pub criteria: String,
    /// 参考佐证材料, in the document's words.
    #[serde(default)]
    pub evidence: String,
    /// What was chosen where the words leave a choice 口径说明.
    #[serde(default)]
    pub interpretation: String,
    /// Where the row stands in the source document.
    pub source: String,
    /// A question that must be answered with 是, or the row scores nothing: 未报整体绩效目标，此项不得分.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    /// How it is scored.
    pub rule: Rule,
}

/// A condition before the rule 前置条件.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Gate {
    /// Stable name of the question within the indicator.
    pub id: String,
    /// The question, answered 是 or 否.
    pub label: String,
    /// Said when the answer is 否: 未报整体绩效目标.
    pub otherwise: String,
}
