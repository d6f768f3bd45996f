//! What a column of a pasted block is.

use scoring::form::Target;
use scoring::rule::TargetRows;

/// Where the cells of a column go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 二级指标.
    Group,
    /// 指标.
    Name,
    /// 方向.
    Direction,
    /// 目标值.
    Goal,
    /// 目标值 with its sign and unit in one cell: `≥200万人`.
    GoalWhole,
    /// 单位.
    Unit,
    /// 实际完成值.
    Actual,
    /// 评级.
    Word,
    /// 分值.
    Points,
    /// 得分.
    Claimed,
    /// 自评达成.
    Reached,
    /// 完成情况、未达标原因、改进措施.
    Note,
    /// Nowhere.
    Ignore,
}

impl Column {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 13] = [
        Self::Group,
        Self::Name,
        Self::Direction,
        Self::Goal,
        Self::GoalWhole,
        Self::Unit,
        Self::Actual,
        Self::Word,
        Self::Points,
        Self::Claimed,
        Self::Reached,
        Self::Note,
        Self::Ignore,
    ];

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Group => "二级指标",
            Self::Name => "指标",
            Self::Direction => "方向",
            Self::Goal => "目标值",
            Self::GoalWhole => "目标值（连同符号、单位）",
            Self::Unit => "单位",
            Self::Actual => "实际完成值",
            Self::Word => "评级",
            Self::Points => "分值",
            Self::Claimed => "得分",
            Self::Reached => "自评达成",
            Self::Note => "完成情况、未达标原因、改进措施",
            Self::Ignore => "不贴入",
        }
    }

    /// The field of a [`Target`] that it fills first, as in [`scoring::finding::Place::Target`].
    pub fn field(self) -> Option<&'static str> {
        Some(match self {
            Self::Group => "group",
            Self::Name => "name",
            Self::Direction => "direction",
            Self::Goal | Self::GoalWhole => "goal",
            Self::Unit => "unit",
            Self::Actual => "actual",
            Self::Word => "word",
            Self::Points => "points",
            Self::Claimed => "claimed",
            Self::Reached => "reached",
            Self::Note => "note",
            Self::Ignore => return None,
        })
    }

    /// The columns that the page shows for such targets, in its order; the note stands last.
    pub fn shown(asked: &TargetRows) -> Vec<Self> {
        let shown = |column: &Self| column.is_shown(asked) && *column != Self::GoalWhole;
        Self::ALL.into_iter().filter(shown).collect()
    }

    /// Whether the page shows such a field of such targets.
    pub(super) fn is_shown(self, asked: &TargetRows) -> bool {
        match self {
            Self::Group => !asked.groups.is_empty(),
            Self::Word => !asked.words.is_empty(),
            Self::Points | Self::Claimed => asked.points,
            Self::Reached => !asked.points,
            column => column != Self::Ignore,
        }
    }

    /// What a target has in the field.
    pub(super) fn text(self, target: &Target) -> &str {
        let text = self.field().and_then(|field| target.text(field));
        text.unwrap_or_default()
    }

    /// Writes the field.
    pub(super) fn set(self, target: &mut Target, text: &str) {
        if let Some(field) = self.field() {
            target.set(field, text);
        }
    }
}
