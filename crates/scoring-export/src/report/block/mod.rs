//! The blocks of an outline 内容块: what is drafted from the form where the outline says `{名}`.
//!
//! Every figure comes from the form or the score sheet. What is in neither is asked for in the text, in
//! yellow; what a person should look at again stands there in the same way, and never as a fact.

mod accounts;
mod analysis;
mod conclusion;
mod goals;
mod performance;
mod problems;
mod result;
mod row;
mod score_cells;
mod score_table;

pub(super) use accounts::value;
pub(super) use conclusion::organisation;

use super::facts::Facts;
use super::piece::{Piece, Text};

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Total and grade, by which parts, and what of it is not settled.
    Conclusion,
    /// 年度总目标 and 完成情况.
    Goals,
    /// Header tables without money.
    Profile,
    /// Header tables with money.
    Accounts,
    /// The unit's own targets, one by one.
    Performance,
    /// The groups that score no targets, row by row.
    Management,
    /// Section by section, group by group, row by row, with headings.
    Analysis,
    /// Rows and targets that lost points, with their reasons.
    Problems,
    /// What is to be done about them.
    Remedies,
    /// 综合评价结果表.
    Result,
    /// Rows that lost points, as a table.
    Deductions,
    /// The whole form, on pages across.
    ScoreTable,
}

impl Block {
    const NAMES: [(&'static str, Self); 12] = [
        ("结论", Self::Conclusion),
        ("总体目标", Self::Goals),
        ("基本情况", Self::Profile),
        ("收支", Self::Accounts),
        ("履职效能", Self::Performance),
        ("管理效率", Self::Management),
        ("指标分析", Self::Analysis),
        ("存在问题", Self::Problems),
        ("改进措施", Self::Remedies),
        ("结果表", Self::Result),
        ("扣分明细", Self::Deductions),
        ("评分表", Self::ScoreTable),
    ];

    /// The block of this name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, block)| *block)
    }

    /// What it says. `range` is what stands behind the colon: a section, a group, a header table.
    /// `level` is that of the heading it stands under.
    pub fn draft(self, facts: &Facts<'_>, range: Option<&str>, level: u8) -> Vec<Piece> {
        let within = |name: &str| range.is_none_or(|range| range == name);
        match self {
            Self::Conclusion => conclusion::draft(facts),
            Self::Goals => goals::draft(facts),
            Self::Profile => accounts::draft(facts, false, &within),
            Self::Accounts => accounts::draft(facts, true, &within),
            Self::Performance => performance::targets(facts),
            Self::Management => performance::management(facts),
            Self::Analysis => analysis::draft(facts, range, level),
            Self::Problems => problems::problems(facts),
            Self::Remedies => problems::remedies(facts),
            Self::Result => result::draft(facts),
            Self::Deductions => problems::table(facts),
            Self::ScoreTable => score_table::draft(facts),
        }
    }
}

/// What a block says where the form has nothing for it.
fn nothing(what: &str) -> Vec<Piece> {
    vec![Piece::body(Text::ask(format!("请填写：{what}")))]
}
