//! What a person sees of a file before it becomes the open form: in plain words, so that the page need not know how files are
//! read.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::document::Document;

/// A file that was read.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Preview {
    /// The saved form with its rubric, as JSON, with all edits in it; none where a person has to confirm first.
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "{ pingfen: 1; rubric: unknown; form: unknown } | null")
    )]
    pub document: Option<Box<RawValue>>,
    /// The same as it was before somebody changed cells of the workbook; none where nobody did.
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "{ pingfen: 1; rubric: unknown; form: unknown } | null")
    )]
    pub before: Option<Box<RawValue>>,
    /// 校验码: whether the file is as it was made.
    pub code: Code,
    /// Cells of our own workbook that were changed since it was made.
    pub edits: Vec<Edit>,
    /// What did not get into the form, and what else is to be known of the file.
    pub notes: Vec<String>,
    /// What was understood of a workbook from somewhere else.
    #[cfg_attr(feature = "typescript", tsify(type = "Foreign | null"))]
    pub foreign: Option<Foreign>,
    /// Of a rubric file 评分表文件 or a worked example of one: what is wrong with it, so that there is no form to open. Of a rubric
    /// with which nothing is wrong, an empty list, and the form is empty.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "Fault[] | null"))]
    pub faults: Option<Vec<Fault>>,
}

impl Preview {
    /// A form that can be opened as it is.
    pub fn of(document: &Document) -> Self {
        Self {
            // It is JSON.
            document: RawValue::from_string(document.to_json()).ok(),
            ..Self::default()
        }
    }
}

/// A mistake in a file that somebody wrote, and where it stands. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Fault {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
    /// Stable code.
    pub code: String,
    /// What is wrong and what was expected.
    pub message: String,
}

/// What the check code of a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The file has none.
    #[default]
    None,
    /// 相符.
    Same(String),
    /// 不符: what the file holds was changed after the code was made.
    Differs(String),
}

/// A changed cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Edit {
    /// The field's name: 三公经费 · 实际支出数.
    pub name: String,
    /// What it held.
    pub was: String,
    /// What it holds.
    pub now: String,
    /// Sheet and cell; empty where the row was deleted.
    pub at: String,
    /// Why a person should look.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub doubt: Option<String>,
}

/// A workbook from somewhere else, as it was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Foreign {
    /// The id of the rubric that it was read by.
    pub rubric: String,
    /// Where the table stands.
    pub sheet: String,
    /// How many of the rubric's rows were found, and of how many.
    pub found: (usize, usize),
    /// How many targets 绩效目标 were read.
    #[serde(default)]
    pub targets: usize,
    /// The rows and fields that a person confirms, one by one.
    pub items: Vec<Item>,
    /// Rows of the file that match nothing.
    pub unmatched: Vec<String>,
    /// Rows of the rubric that the file does not have.
    pub missing: Vec<String>,
    /// What does not add up.
    pub checks: Vec<String>,
}

/// What one row or field of the file gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Item {
    /// By which it is confirmed.
    pub index: usize,
    /// Sheet and cell.
    pub at: String,
    /// What stands in the file.
    pub says: String,
    /// The name of what it was taken for.
    pub name: String,
    /// What it was taken for, where the names are not the same, and by what.
    pub how: String,
    /// What is filled in, in the order of the form's columns.
    pub values: String,
    /// What looks misread or wrong.
    pub marks: Vec<String>,
    /// What was understood, and need not be looked at.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// Whether it is taken unless a person says no.
    pub sure: bool,
}
