//! Why a command could not do its work. Each message has a stable code.

use std::io;
use std::path::PathBuf;

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

    /// A rubric where a form was asked for.
    #[error("[file-is-rubric] {} 是评分表，不是填报表。评分表只能用 pingfen check 检查。", path.display())]
    IsRubric { path: PathBuf },

    /// The paper could not be made.
    #[error("[{}] {_0}", _0.code())]
    Paper(scoring_export::paper::Error),

    /// No such folder, or not allowed.
    #[error("[file-unwritable] 写不了 {}：{}。", path.display(), in_chinese(why))]
    Unwritable { path: PathBuf, why: io::Error },
}

fn in_chinese(why: &io::Error) -> String {
    match why.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹，请检查名称".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，请检查文件和文件夹的权限".to_owned(),
        io::ErrorKind::IsADirectory => "这是文件夹，请写文件名".to_owned(),
        _ => why.to_string(),
    }
}
