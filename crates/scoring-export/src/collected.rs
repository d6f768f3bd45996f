//! What a person sees of many forms that were brought together 汇总: every cell already as text, so that the page need not know
//! what it shows.

use serde::{Deserialize, Serialize};

/// How many rows are shown at a time.
pub const PAGE: usize = 25;

/// Which forms are asked for, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// Words that the unit, project, year, file, rubric or region holds, each of them.
    pub search: String,
    /// 评分表版本; empty for all.
    pub edition: String,
    /// The grade 等级 by the standard; empty for all.
    pub grade: String,
    /// The code of a [`Flag`](crate::summary::Flag), or `errors`; empty for all.
    pub look: String,
    /// The [`Head::key`] that rows are ordered by; empty for the order in which the files came.
    pub sort: String,
    /// Whether the greatest comes first. What has no value is last either way.
    pub down: bool,
    /// Which of the rows that were found is shown first.
    pub first: usize,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Added {
    /// It is a form.
    Form,
    /// It gives no figures; why is in the [`Overview`].
    Bad,
    /// It is a zip with so many files, to be added one by one.
    Entries(u32),
}

/// Some rows of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// How many forms there are.
    pub forms: usize,
    /// How many of them were asked for.
    pub found: usize,
    /// Which of these is shown first.
    pub first: usize,
    /// 评分表版本 that can be chosen.
    pub editions: Vec<Choice>,
    /// Grades that can be chosen.
    pub grades: Vec<Choice>,
    /// What a person should look at.
    pub looks: Vec<Choice>,
    /// The columns.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Line>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What a [`Query`] calls it.
    pub code: String,
    /// What a person calls it.
    pub words: String,
    /// How many forms it is of.
    pub count: usize,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What a [`Query`] calls it.
    pub key: String,
    /// What a person calls it.
    pub title: String,
    /// Whether it holds numbers.
    pub number: bool,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// 序号.
    pub number: u64,
    /// Where it stands.
    pub from: From,
    /// Whose it is.
    pub unit: String,
    /// What tells it from others of the unit: its project, and the file.
    pub note: String,
    /// A cell for each [`Head`].
    pub cells: Vec<String>,
}

/// Which file, and which of those in it where it is a zip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct From {
    /// As the caller counts its files.
    pub file: u32,
    /// As the files of a zip are counted, from 0.
    pub entry: Option<u32>,
}

/// All forms that were asked for, at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Each with its bars.
    pub tables: Vec<Table>,
    /// Files that give no figures, whatever was asked for.
    pub bad: Vec<BadFile>,
}

/// Figures with bars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// For programs: `editions`, `grades`, `rates`.
    pub code: String,
    /// What it shows.
    pub caption: String,
    /// The columns.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Bar>,
}

/// A row of figures, and its bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// A cell for each column.
    pub cells: Vec<String>,
    /// How long the bar is, of 100; none where there is nothing to show.
    pub share: Option<String>,
    /// Whether it stands for those below it.
    pub whole: bool,
}

/// A file that gives no figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadFile {
    /// 序号.
    pub number: u64,
    /// Where it stands.
    pub from: From,
    /// Its name.
    pub name: String,
    /// A stable code.
    pub code: String,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
    /// Whether a person can open it all the same, to look at what was understood of it.
    pub opens: bool,
}
