//! The rubric 评分表: what a province or city asks, and by which rules it is scored.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::layout::Layout;
use crate::number::{Amount, half_up};
use crate::rule::Rule;

/// A scoring form as published 评分表: its sections, indicators, rules, and the header to fill.
///
/// Read from `rubrics/<id>/rubric.toml` by people and from JSON at run time. A rubric that came
/// through [`crate::check::check`] without a problem can be scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rubric {
    /// Stable name, the folder's: `jiangmen-2023-department`.
    pub id: String,
    /// The title printed on the form.
    pub title: String,
    /// The year that the form was issued for 年度.
    pub year: String,
    /// Where it applies 地区.
    pub region: String,
    /// What it scores 类别.
    #[serde(default)]
    pub kind: Kind,
    /// Full points of the whole form 总分 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Amount,
    /// The published document that it was transcribed from 来源.
    pub source: Source,
    /// How scores are rounded 小数位与舍入.
    pub rounding: Rounding,
    /// Grades 等级, best first.
    pub grades: Vec<Grade>,
    /// The least and the most that the total can be 总分封顶、托底; without it the total is the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub total: Option<TotalLimits>,
    /// Completions above this must be explained 完成率过高须说明原因.
    #[serde(default = "far_above")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub explain_above: Amount,
    /// Header tables to fill: 单位基本情况, 年度部门预算情况.
    #[serde(default)]
    pub profile: Vec<ProfileTable>,
    /// Whether the form asks for 年度总目标 and 完成情况.
    #[serde(default)]
    pub goals: bool,
    /// How the printed form is laid out 版式; without it, in the twelve columns of Guangdong.
    #[serde(default, skip_serializing_if = "Layout::is_default")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub layout: Layout,
    /// First-level indicators 一级指标.
    pub sections: Vec<Section>,
    /// Who signs below the form 签字栏.
    #[serde(default)]
    pub signatures: Vec<String>,
    /// The outline of the written report 报告提纲, in plain text: headings, sentences as they stand, and
    /// `{名}` for what is drafted from the form. Without one, that of its kind is used.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub report: String,
    /// Contradictions of the original about the whole form, recorded as they stand 原件缺陷.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub flaws: Vec<Flaw>,
}

/// What a rubric scores 类别.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Kind {
    /// 部门整体支出自评: a unit scores its whole budget.
    #[default]
    Department,
    /// 项目支出自评: a unit scores one project.
    Project,
    /// 核查评分: a reviewer scores what a unit claimed.
    Verification,
}

impl Kind {
    /// In Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::Department => "部门整体支出自评",
            Self::Project => "项目支出自评",
            Self::Verification => "核查评分",
        }
    }
}

fn far_above() -> Amount {
    Amount::percent(Decimal::new(13, 1))
}

/// The least and the most that the total can be, after 加减分 (分).
///
/// # 用途 Purpose
/// 加减分之后，总分封顶（`most`）、托底（`least`）。可以只写一个；不写 `total`，总分就是各项之和。
/// # 写法 Shape
/// ```toml
/// total = { most = 100, least = 0 }
/// ```
/// # 边界 Boundaries
/// 先加减，再封顶、托底；等级看封顶、托底以后的总分。`least` 不能高于 `most`。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TotalLimits {
    /// 托底: 减分后总分不能低于.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub least: Option<Amount>,
    /// 封顶: 加分后总分不能超过.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub most: Option<Amount>,
}

/// A contradiction inside the original document that was transcribed as it stands 原件缺陷.
///
/// [`crate::check::check`] finds it; the record says that it is the original's, not the transcriber's.
///
/// # 用途 Purpose
/// 原件自己有矛盾（分数加起来不对、有的值没有写得几分），照录不改，用 `flaws` 记下来，检查时就不算抄录的错。
/// 可以写在整个评分表、一级指标、二级指标、三级指标里；写在三级指标里的，填报时作为说明显示。
/// # 写法 Shape
/// ```toml
/// flaws = [{ code = "bands-gap", note = "原件没有写 85% 与 95% 之间怎样得分。" }]
/// ```
/// # 边界 Boundaries
/// 只能记录检查能查出的矛盾：`bands-gap`、`bands-overlap`、`checklist-sum`、`compare-gap`、`compare-overlap`、
/// `points-sum`、`weights-sum`。记录了而查不出的，检查时指出。落在缺口里的值仍然没有得分，不当作 0 分。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Flaw {
    /// The code of the problem that is recorded: `bands-gap`.
    pub code: String,
    /// What the original says, and how the form deals with it, for the unit.
    pub note: String,
}

impl Rubric {
    /// Every scored row in the order of the form.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.sections
            .iter()
            .flat_map(|s| &s.groups)
            .flat_map(|g| &g.indicators)
    }

    /// The grade of a total 等级; `None` below the lowest.
    pub fn grade(&self, total: Decimal) -> Option<&str> {
        let grade = self.grades.iter().find(|grade| total >= grade.from.value);
        grade.map(|grade| grade.name.as_str())
    }

    /// The total of a form from the sum of its rows: half-up, then capped and floored 封顶、托底.
    pub fn total_of(&self, sum: Decimal) -> Decimal {
        let mut total = half_up(sum, self.rounding.places);
        if let Some(limits) = &self.total {
            total = limits.most.map_or(total, |most| total.min(most.value));
            total = limits.least.map_or(total, |least| total.max(least.value));
        }
        total.normalize()
    }

    /// An indicator by its id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators().find(|indicator| indicator.id == id)
    }

    /// What is recorded of the whole form, its sections and its groups, with their names 原件缺陷.
    pub fn flaws_above(&self) -> impl Iterator<Item = (&str, &Flaw)> {
        let sections = self.sections.iter().map(|one| (&one.name, &one.flaws));
        let groups = self.sections.iter().flat_map(|section| &section.groups);
        std::iter::once((&self.title, &self.flaws))
            .chain(sections)
            .chain(groups.map(|one| (&one.name, &one.flaws)))
            .flat_map(|(name, flaws)| flaws.iter().map(move |flaw| (name.as_str(), flaw)))
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rounding {
    /// Decimals kept 小数位.
    pub places: u32,
}

/// A grade 等级 and the lowest total that earns it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProfileTable {
    /// Its title: 单位基本情况.
    pub title: String,
    /// Whether it is not in the original 另加: it is asked, and printed only where the scores are worked out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub added: bool,
    /// What it asks.
    pub fields: Vec<Field>,
    /// Sums that must hold between its fields 勾稽关系.
    #[serde(default)]
    pub sums: Vec<Sum>,
    /// Percentages that must follow from other fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub rates: Vec<Rate>,
}

/// A percentage that must follow from two fields 比率核对: 执行率 = B ÷ A, to as many places as it is typed.
///
/// # 用途 Purpose
/// 表头里填的百分数应等于 `of` ÷ `by`，不符时提醒，`note` 附在后面。三个都是表头字段的 `id`。
/// # 写法 Shape
/// ```toml
/// rates = [{ rate = "execution-rate", of = "spent", by = "budget", note = "分母是全年（调整后）预算数。" }]
/// ```
/// # 边界 Boundaries
/// 填几位小数就核对到几位小数。`rate` 字段的 `unit` 是 `%`。有一个没有填的不核对；分母是 0、比率超过 100% 的另外提示。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rate {
    /// The field that holds the percentage.
    pub rate: String,
    /// 分子.
    pub of: String,
    /// 分母.
    pub by: String,
    /// What a difference can mean, in a sentence.
    #[serde(default)]
    pub note: String,
}

/// A field of the header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// What the field repeats, where a document states a score or a grade that follows from the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub states: Option<Stated>,
}

/// A score or a grade that a document states, and that follows from the rows.
///
/// # 用途 Purpose
/// 表头里照填文件写的总分、等级，与各行合计、等级线不符时提醒：`claimed` 自评总分、`claimed-grade` 自评等级、
/// `verified` 核查总分、`verified-grade` 核查等级。
/// # 写法 Shape
/// ```toml
/// fields = [
///   { id = "stated-total", label = "自评总分（报告正文）", unit = "分", states = "claimed" },
///   { id = "stated-grade", label = "自评等级", states = "claimed-grade" },
/// ]
/// ```
/// # 边界 Boundaries
/// 没有填的不核对。只有部分行有得分时，不核对等级。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Stated {
    /// 自评总分.
    Claimed,
    /// 自评等级.
    ClaimedGrade,
    /// 核查总分.
    Verified,
    /// 核查等级.
    VerifiedGrade,
}

/// A sum between header fields 勾稽关系: the total equals its parts.
///
/// # 用途 Purpose
/// 表头里的合计应等于各分项之和（“其中”各行与总额），不符时提醒，`note` 附在后面。写的都是表头字段的 `id`。
/// # 写法 Shape
/// ```toml
/// sums = [{ total = "budget", parts = ["basic", "project"], note = "请核对总预算。" }]
/// ```
/// # 边界 Boundaries
/// 全部填了才核对；合计没有填而分项有数的，提醒补填。`certain = false` 时口径可能不同，只作说明。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// Printed name.
    pub name: String,
    /// 分值 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Amount,
    /// Second-level indicators 二级指标.
    pub groups: Vec<Group>,
    /// Contradictions of the original, recorded as they stand 原件缺陷.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub flaws: Vec<Flaw>,
}

impl Section {
    /// Whether it is one group of the same name, which need not be said twice.
    pub fn is_one_group(&self) -> bool {
        matches!(self.groups.as_slice(), [group] if group.name == self.name)
    }
}

/// A second-level indicator 二级指标.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Group {
    /// Printed name.
    pub name: String,
    /// 分值 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Amount,
    /// The scored rows 三级指标.
    pub indicators: Vec<Indicator>,
    /// A finding that takes all points of the group 抽查不符，该二级指标不得分.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub void: Option<Void>,
    /// Contradictions of the original, recorded as they stand 原件缺陷.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub flaws: Vec<Flaw>,
}

/// A finding that takes all points of a group; the question is asked with its first row.
///
/// # 用途 Purpose
/// 抽查不符等情形，整个二级指标不得分。写在二级指标里，与它的第一行一起问。
/// # 写法 Shape
/// ```toml
/// void = { id = "refused", label = "抽查发现不按实际提供" }
/// ```
/// # 边界 Boundaries
/// 答“是”的，这一组每一行都不得分；不答当作“否”。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Void {
    /// Stable name of the question.
    pub id: String,
    /// The question, answered 是 where it was found; left alone it was not.
    pub label: String,
}

/// A scored row 三级指标.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// When it does not apply 不适用, and where its points go then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub unless: Option<Unless>,
    /// Contradictions of the original, recorded as they stand 原件缺陷.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub flaws: Vec<Flaw>,
    /// How it is scored.
    pub rule: Rule,
}

/// When a row, or a part of one, does not apply 不适用, and where its points go then 分值转移.
///
/// # 用途 Purpose
/// 本项（或加权规则的一个部分）不适用时不计，它的分值平均转给 `to` 里的各项。
/// # 写法 Shape
/// ```toml
/// unless = { id = "none", label = "没有主管的转移支付资金", to = ["spending-completion"] }
/// ```
/// # 边界 Boundaries
/// 答“是”才不适用；不答当作适用。`to` 写三级指标的 `id`；加权规则的部分还可以写同一条规则里其他部分的 `id`。
/// 不能转给自己、加减分、目标自带分值的指标，也不能转给自己也可能不适用的指标。
/// # 分值转移 Transfer
/// 接收的一项按转移后的分值评分，各种规则怎样放大见各自的“分值转移”。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unless {
    /// Stable name of the question.
    pub id: String,
    /// The question, answered 是 where it does not apply: 没有主管的转移支付资金. Left alone, it applies.
    pub label: String,
    /// Who receives the points, in equal parts: ids of indicators, or of parts of the same rule.
    pub to: Vec<String>,
}

/// A condition before the rule 前置条件.
///
/// # 用途 Purpose
/// “未报整体绩效目标，此项不得分”：先问一个问题，答“否”就不得分，答“是”才按规则评分。
/// # 写法 Shape
/// ```toml
/// gate = { id = "reported", label = "已申报部门整体绩效目标", otherwise = "未报整体绩效目标" }
/// ```
/// # 边界 Boundaries
/// 没有答是缺，不是 0 分。`otherwise` 是不得分时写在算法里的原因。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gate {
    /// Stable name of the question within the indicator.
    pub id: String,
    /// The question, answered 是 or 否.
    pub label: String,
    /// Said when the answer is 否: 未报整体绩效目标.
    pub otherwise: String,
}
