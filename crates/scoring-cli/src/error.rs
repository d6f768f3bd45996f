//! Why a command could not do its work. Each message has a stable code.

use std::io;
use std::path::PathBuf;

use scoring_export::page::Refused;
use scoring_export::reading::Unreadable;
use scoring_rubrics::toml_file::Fault;
use thiserror::Error;

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub enum Error {
    /// Not there, or not allowed.
    #[error("[file-unreadable] 读不了 {}：{}。", path.display(), in_chinese(why))]
    Unreadable { path: PathBuf, why: io::Error },

    /// A workbook or a picture, say.
    #[error("[file-not-text] {} 不是文本文件。请选择存盘文件（*.pingfen.json）或 example.toml。", path.display())]
    NotText { path: PathBuf },

    /// TOML with a mistake.
    #[error("{}:{fault}", path.display())]
    Toml { path: PathBuf, fault: Fault },

    /// No form that can be opened.
    #[error("[{}] {}：{why}", why.code(), path.display())]
    File { path: PathBuf, why: Unreadable },

    /// A workbook from somewhere else, which a person has to look at first.
    #[error(
        "[workbook-foreign] {} 不是本工具做的工作簿。请先用 pingfen read 看读成什么，用 -o 存成存盘文件，再用存盘文件。",
        path.display()
    )]
    Elsewhere { path: PathBuf },

    /// Neither beside the file nor built in.
    #[error(
        "[rubric-unknown] {} 要用的评分表“{id}”不在旁边的 rubric.toml 里，也不是内置的。内置的有：{known}。",
        path.display()
    )]
    RubricUnknown {
        path: PathBuf,
        id: String,
        known: String,
    },

    /// The rubric beside the file cannot be scored by.
    #[error("{}:{fault}。评分表有问题，不能用来评分。", path.display())]
    BadRubric { path: PathBuf, fault: Fault },

    /// Rubrics that cannot be sent out, with all that is wrong.
    #[error("{}", lines(_0))]
    BadRubrics(Vec<(PathBuf, Fault)>),

    /// A form, or something else, where a rubric was asked for.
    #[error(
        "[file-not-rubric] {} 不是评分表。请选 rubric.toml，或评分表的 JSON。",
        path.display()
    )]
    NotRubric { path: PathBuf },

    /// Two rubrics that nobody could tell apart.
    #[error(
        "[rubric-twice] {} 的 id“{id}”前面的评分表已经用了。请换一个 id，一份评分表一个。",
        path.display()
    )]
    RubricTwice { path: PathBuf, id: String },

    /// No page to put rubrics into.
    #[error(
        "[page-missing] 没有找到网页：命令旁边、当前文件夹和 dist 文件夹里都没有 index.html。请用 --page 写明它在哪里。"
    )]
    NoPage,

    /// A page that rubrics cannot be put into.
    #[error("[{}] {}：{why}", why.code(), path.display())]
    Page { path: PathBuf, why: Refused },

    /// A rubric where a form was asked for.
    #[error("[file-is-rubric] {} 是评分表，不是填报表。评分表只能用 pingfen check 检查。", path.display())]
    IsRubric { path: PathBuf },

    /// The paper could not be made.
    #[error("[{}] {_0}", _0.code())]
    Paper(scoring_export::paper::Error),

    /// The table that many forms are merged into cannot be written.
    #[error(
        "[table-unwritable] 汇总表没有写完：{}。请看磁盘是不是满了。",
        in_chinese(_0)
    )]
    Table(io::Error),

    /// More forms than a sheet has rows.
    #[error(
        "[table-too-long] Excel 的一张表最多 {_0} 行，写不下。请用 --to csv 或 --to parquet，或分几次汇总。"
    )]
    TooManyRows(u32),

    /// A table that cannot be printed.
    #[error("[output-needed] xlsx、parquet 不能输出到屏幕，请用 -o 写明文件名。")]
    OutputNeeded,

    /// Only empty folders.
    #[error("[nothing-to-merge] 没有找到文件。请检查文件夹的名称。")]
    NothingToMerge,

    /// No such folder, or not allowed.
    #[error("[file-unwritable] 写不了 {}：{}。", path.display(), in_chinese(why))]
    Unwritable { path: PathBuf, why: io::Error },
}

fn lines(faults: &[(PathBuf, Fault)]) -> String {
    let lines = faults
        .iter()
        .map(|(path, fault)| format!("{}:{fault}\n", path.display()));
    let lines: String = lines.collect();
    format!("{lines}评分表有 {} 处问题，没有生成网页。", faults.len())
}

pub fn in_chinese(why: &io::Error) -> String {
    match why.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹，请检查名称".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，请检查文件和文件夹的权限".to_owned(),
        io::ErrorKind::IsADirectory => "这是文件夹，请写文件名".to_owned(),
        _ => why.to_string(),
    }
}
