//! Why a file cannot be read.

use std::fmt;

use super::looks::Looks;
use crate::document::Unopenable;
use crate::xlsx::KEPT;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Larger than [`super::MAX_BYTES`].
    TooLarge,
    /// A file of another kind.
    Looks(Looks),
    /// Text in an encoding that is not UTF-8.
    Encoding,
    /// JSON that is nested without end.
    TooDeep,
    /// JSON that is no saved form.
    Saved(Unopenable),
    /// A page without a form in it.
    NoForm,
    /// A workbook that holds more than a form can: what of it, and how much is read.
    TooMuch(&'static str, usize),
    /// A zip bomb: unpacked it is far larger than any form.
    Inflates,
    /// A part of the workbook is broken: its name, and what is wrong with it.
    Damaged(String, &'static str),
    /// Our own workbook, whose hidden sheet was changed: what is wrong with it.
    Store(&'static str),
    /// A workbook in which no scoring table was found.
    NoTable,
    /// A workbook from somewhere else, and no rubric to read it by.
    NoRubric,
    /// A scoring table that has no row of any of the rubrics.
    NoMatch,
}

impl Unreadable {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "file-too-large",
            Self::Looks(Looks::Empty) => "file-empty",
            Self::Looks(Looks::Locked) => "file-locked",
            Self::Looks(_) => "file-other-kind",
            Self::Encoding => "file-encoding",
            Self::TooDeep => "file-too-deep",
            Self::Saved(why) => why.code(),
            Self::NoForm => "page-without-form",
            Self::TooMuch(..) => "workbook-too-much",
            Self::Inflates => "workbook-inflates",
            Self::Damaged(..) => "workbook-damaged",
            Self::Store(_) => "workbook-store",
            Self::NoTable => "workbook-no-table",
            Self::NoRubric => "workbook-no-rubric",
            Self::NoMatch => "workbook-no-match",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        match self {
            Self::TooLarge => {
                "文件超过 20 MB，没有打开：填好的表不会这样大。请检查是不是选错了文件，或删去里面的图片后另存。".to_owned()
            }
            Self::Looks(looks) => {
                let (name, advice) = looks.advice();
                let space = if name.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
                format!("这是{space}{name}，不能直接打开。{advice}")
            }
            Self::Encoding => "文件的文字编码认不出（应是 UTF-8）。请用“记事本”打开，另存时编码选 UTF-8；或重新取得原文件。".to_owned(),
            Self::TooDeep => "文件里括号套了 128 层以上，不是评分存盘文件。请选择由本系统“存盘”得到的文件。".to_owned(),
            Self::Saved(why) => why.message(),
            Self::NoForm => "这个网页里没有填好的表。请选由“下载离线版”或浏览器的“网页另存为”得到的文件。".to_owned(),
            Self::TooMuch(what, most) => format!(
                "工作簿里的{what}超过 {most}，没有打开：填好的表不会这样多。请检查是不是选错了文件，或把填好的那张工作表单独另存为 *.xlsx。"
            ),
            Self::Inflates => {
                "工作簿解压后大得不合常理，可能是恶意文件，没有打开。请向发送人核实，不要用别的软件打开它。".to_owned()
            }
            Self::Damaged(part, why) => format!(
                "工作簿打不开：“{part}”{why}，文件可能没有传完整。请重新取得原文件，或在 Excel、WPS 里打开后另存为 *.xlsx。"
            ),
            Self::Store(why) => format!(
                "这是本系统做的工作簿，但存在隐藏工作表《{KEPT}》里的内容{why}，读不回来。请换用存盘文件（*.pingfen.json）或没有改动过的工作簿。"
            ),
            Self::NoTable => {
                "工作簿里没有找到评分表：要有一行表头，写着“一级指标、三级指标、分值、得分”等。请检查是不是选错了文件，或表头是不是被改过。".to_owned()
            }
            Self::NoMatch => "工作簿里有评分表，但没有一行与现有的评分表对得上。请检查是不是选错了文件；新的评分表要先录入，才能读。".to_owned(),
            Self::NoRubric => "没有可以对照的评分表。请先选好要填的评分表，再打开这个工作簿。".to_owned(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_whole_sentences() {
        let looks = [
            Looks::Json,
            Looks::Page,
            Looks::Xlsx,
            Looks::Empty,
            Looks::Locked,
            Looks::OldWorkbook,
            Looks::BinaryWorkbook,
            Looks::OpenDocument,
            Looks::WebWorkbook,
            Looks::Word,
            Looks::Slides,
            Looks::Pdf,
            Looks::Picture,
            Looks::Packed,
            Looks::Table,
            Looks::Toml,
            Looks::Text,
            Looks::Unknown,
        ];
        let saved = [
            Unopenable::NotJson { line: 1, column: 2 },
            Unopenable::Foreign,
            Unopenable::TooNew(9),
            Unopenable::Damaged("甲".to_owned()),
            Unopenable::BadRubric("乙".to_owned()),
        ];
        let others = [
            Unreadable::TooLarge,
            Unreadable::Encoding,
            Unreadable::TooDeep,
            Unreadable::NoForm,
            Unreadable::TooMuch("文字", 9),
            Unreadable::Inflates,
            Unreadable::Damaged("甲".to_owned(), "坏了"),
            Unreadable::Store("被改动过"),
            Unreadable::NoTable,
            Unreadable::NoRubric,
            Unreadable::NoMatch,
        ];
        let looks = looks.into_iter().map(Unreadable::Looks);
        let all = looks
            .chain(saved.into_iter().map(Unreadable::Saved))
            .chain(others);
        for message in all.map(|why| why.message()) {
            assert!(
                message.ends_with('。') && !message.contains("。。"),
                "{message}"
            );
        }
        let word = Unreadable::Looks(Looks::Word).message();
        assert!(word.starts_with("这是 Word 文档，不能直接打开。"), "{word}");
    }
}
