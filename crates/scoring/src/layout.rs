//! Layout 版式: which columns the printed form has, in which order, under which heads.

use serde::{Deserialize, Serialize};

/// How the form is laid out on paper, as the document prints it.
///
/// # 用途 Purpose
/// 打印的评分表、导出工作簿里的《评分表》照原件的栏目印：有哪几栏、栏名、上面的合并表头、合计在哪里。
/// 不写 `[layout]` 就是广东式十二栏（一级指标、分值、二级指标、分值、三级指标、分值、得分/自评分、
/// 评分依据、指标解释、评分标准、参考佐证材料、备注）。
/// # 写法 Shape
/// ```toml
/// [layout]
/// total = "first"
/// columns = [
///   { shows = "section", head = "名称", under = ["评价指标", "一级指标"] },
///   { shows = "name", head = "名称", under = ["评价指标", "三级指标"] },
///   { shows = "points", head = "权重(%)", under = ["评价指标", "三级指标"] },
///   { shows = "criteria", head = "评分标准" },
///   { shows = "claimed", head = "自评得分" },
///   { shows = "verified", head = "核查得分" },
/// ]
/// ```
/// `shows` 写这一栏印什么：`section` 一级指标、`section-points` 它的分值、`group` 二级指标、`group-points` 它的分值、
/// `name` 三级指标、`points` 它的分值、`goal` 年度指标值、`actual` 实际完成值、`claimed` 得分（自评）、
/// `verified` 核查得分、`basis` 评分依据（未达标原因、改进措施）、`meaning` 指标解释、`explanation` 指标说明、
/// `criteria` 评分标准、`evidence` 佐证材料、`remark` 备注。`head` 照印的栏名；`under` 是它上面的合并表头，从外到里，
/// 相邻各栏写得一样的合印一格。`total_label` 写合计行的名称（默认“合计”）。
/// # 边界 Boundaries
/// `name`、`points`、得分（`claimed` 或 `verified`）必须有，同一种不能写两栏。栏宽不写，按种类自动分配。
/// `total = "first"` 的合计紧接在表头下面，每页重复；不写在最后。`rows = "targets"` 的，单位自己的目标一个一行，
/// 代替它所在的三级指标（项目支出自评表）；`goal`、`actual` 只在这样的行里有内容。`explanation` 取 `criteria`
/// 里写在这一栏栏名下面、评分标准栏名上面的文字（栏名各占一行）。没有的栏，填的内容在《计算底稿》里。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Layout {
    /// Where 合计 stands.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub total: TotalAt,
    /// What the row with the total is called.
    #[serde(default = "total_label")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub total_label: String,
    /// What has a row of its own.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub rows: RowsOf,
    /// The columns from left to right.
    pub columns: Vec<Column>,
}

/// Where the row with the total stands 合计的位置.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum TotalAt {
    /// 表末.
    #[default]
    Last,
    /// 表头下面，每页重复.
    First,
}

/// What has a printed row of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RowsOf {
    /// 三级指标.
    #[default]
    Indicators,
    /// 单位自己的目标, in the place of the indicator that they are scored under.
    Targets,
}

/// A printed column 栏.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Column {
    /// What stands in it.
    pub shows: Shows,
    /// The printed head 栏名.
    pub head: String,
    /// The printed heads above it, outermost first 合并表头.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub under: Vec<String>,
}

/// What a printed column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Shows {
    /// 一级指标.
    Section,
    /// 一级指标的分值.
    SectionPoints,
    /// 二级指标.
    Group,
    /// 二级指标的分值.
    GroupPoints,
    /// 三级指标.
    Name,
    /// 分值.
    Points,
    /// 年度指标值.
    Goal,
    /// 实际完成值.
    Actual,
    /// 得分、自评得分.
    Claimed,
    /// 核查得分.
    Verified,
    /// 评分依据、未达标原因、改进措施.
    Basis,
    /// 指标解释.
    Meaning,
    /// 指标说明, where the document prints the criteria in two columns.
    Explanation,
    /// 评分标准.
    Criteria,
    /// 佐证材料.
    Evidence,
    /// 备注.
    Remark,
}

/// The columns of the forms of Guangdong.
const GUANGDONG: [(Shows, &str); 12] = [
    (Shows::Section, "一级指标"),
    (Shows::SectionPoints, "分值"),
    (Shows::Group, "二级指标"),
    (Shows::GroupPoints, "分值"),
    (Shows::Name, "三级指标"),
    (Shows::Points, "分值"),
    (Shows::Claimed, "得分/自评分"),
    (Shows::Basis, "评分依据、未达标原因、改进措施"),
    (Shows::Meaning, "指标解释"),
    (Shows::Criteria, "评分标准"),
    (Shows::Evidence, "参考佐证材料"),
    (Shows::Remark, "备注"),
];

impl Default for Layout {
    fn default() -> Self {
        let columns = GUANGDONG.iter().map(|(shows, head)| Column {
            shows: *shows,
            head: (*head).to_owned(),
            under: Vec::new(),
        });
        Self {
            total: TotalAt::default(),
            total_label: total_label(),
            rows: RowsOf::default(),
            columns: columns.collect(),
        }
    }
}

impl Layout {
    /// Whether a file need not say it.
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The column that shows something, from 0.
    pub fn column(&self, shows: Shows) -> Option<usize> {
        self.columns.iter().position(|one| one.shows == shows)
    }

    /// Whether a column shows it.
    pub fn has(&self, shows: Shows) -> bool {
        self.column(shows).is_some()
    }
}

fn total_label() -> String {
    "合计".to_owned()
}
