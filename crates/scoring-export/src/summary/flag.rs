//! What a person should look at in a row of the summary 提示.

use serde::{Deserialize, Serialize};

/// What a person should look at in a form, among many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// 重复: an earlier row has the same unit, project, year and rubric.
    Duplicate,
    /// 全是满分.
    AllFull,
    /// 一律打折: every row is claimed at the same share of its points.
    UniformCut,
    /// 自评远高于计算: by five points or more.
    ClaimedFarAbove,
    /// 校验码不符.
    CodeDiffers,
    /// 工作簿改过: cells were changed since it was made.
    Edited,
    /// 没有读入: something stands in the workbook that did not get into the form.
    Unread,
}

impl Flag {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Duplicate,
        Self::CodeDiffers,
        Self::ClaimedFarAbove,
        Self::AllFull,
        Self::UniformCut,
        Self::Edited,
        Self::Unread,
    ];

    /// A stable code, as it is serialised.
    pub fn code(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::AllFull => "all-full",
            Self::UniformCut => "uniform-cut",
            Self::ClaimedFarAbove => "claimed-far-above",
            Self::CodeDiffers => "code-differs",
            Self::Edited => "edited",
            Self::Unread => "unread",
        }
    }

    /// In Chinese.
    pub fn words(self) -> &'static str {
        match self {
            Self::Duplicate => "重复",
            Self::AllFull => "全是满分",
            Self::UniformCut => "一律打折",
            Self::ClaimedFarAbove => "自评高出计算 5 分以上",
            Self::CodeDiffers => "校验码不符",
            Self::Edited => "工作簿改过",
            Self::Unread => "有没读入的内容",
        }
    }

    /// What a finding of this code says of a form among many.
    pub(super) fn of_finding(code: &str) -> Option<Self> {
        match code {
            "all-full" => Some(Self::AllFull),
            "uniform-cut" => Some(Self::UniformCut),
            _ => None,
        }
    }
}
