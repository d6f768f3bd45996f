//! What is said about a cell of a pasted block.

use super::Column;

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// 已识别: understood, not simply taken over.
    Understood,
    /// 有误: kept as typed, but it cannot be used like this.
    Bad,
    /// 未贴入: a row that became no target.
    LeftOut,
}

/// What was understood of a cell, or is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A stable code: `goal-split`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The row of the grid, from 0.
    pub row: usize,
    /// The column of the grid, from 0.
    pub column: usize,
    /// What is wrong or was understood, where, and what to do, in Chinese.
    pub message: String,
}

impl Note {
    /// A note about a row that was left out.
    pub(super) fn left_out(code: &'static str, row: usize, column: usize, why: &[&str]) -> Self {
        let message = [
            "第 ",
            &(row + 1).to_string(),
            " 行",
            &why.concat(),
            "，没有贴入。",
        ]
        .concat();
        Self {
            code,
            severity: Severity::LeftOut,
            row,
            column,
            message,
        }
    }

    /// A note about a cell.
    pub(super) fn cell(
        code: &'static str,
        severity: Severity,
        at: (usize, usize),
        field: Column,
        what: &[&str],
    ) -> Self {
        let (row, column) = at;
        let message = [
            "第 ",
            &(row + 1).to_string(),
            " 行“",
            field.label(),
            "”：",
            &what.concat(),
        ]
        .concat();
        Self {
            code,
            severity,
            row,
            column,
            message,
        }
    }
}

/// A text between quotation marks, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 24;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => ["“", &text[..end], "…”"].concat(),
        None => ["“", text, "”"].concat(),
    }
}
