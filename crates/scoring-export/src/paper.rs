//! The papers to hand in 材料: each made from one saved form, opened again and compared before it is given. A saved file and a
//! workbook are compared with the form; a report and a table, from which no form can be had, with what was to be written.

use std::fmt;

use crate::document::Document;
use crate::preview::Code;
use crate::reading::{self, Opened};
use crate::{csv, report, xlsx};

/// A kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 存盘文件.
    Json,
    /// 评分表 with 指标完成情况表, 计算底稿 and 问题提示.
    Xlsx,
    /// 自评报告、核查报告.
    Docx,
    /// 数据表: the rows, for other programs.
    Csv,
    /// 平台导入表: the eight columns that provincial platforms import.
    Exchange,
}

/// Why a paper could not be made.
#[derive(Debug)]
pub enum Error {
    /// The workbook.
    Xlsx(xlsx::Error),
    /// The report.
    Docx(report::Error),
    /// The table.
    Csv(csv::Error),
    /// What was made does not hold what it was made of.
    Differs,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Json,
        Self::Xlsx,
        Self::Docx,
        Self::Csv,
        Self::Exchange,
    ];

    /// The end of its file's name, by which it is asked for.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "pingfen.json",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Exchange => "exchange.csv",
        }
    }

    /// The paper whose file ends so.
    pub fn of(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.ending() == ending)
    }

    /// The bytes of its file. The same form gives the same bytes.
    pub fn make(self, document: &Document) -> Result<Vec<u8>, Error> {
        match self {
            Self::Json => reopened(document.to_file().into_bytes(), document),
            Self::Xlsx => {
                let bytes = xlsx::workbook(document, &document.code()).map_err(Error::Xlsx)?;
                reopened(bytes, document)
            }
            Self::Docx => report::report(document, &document.code()).map_err(Error::Docx),
            Self::Csv => csv::table(document).map_err(Error::Csv),
            Self::Exchange => csv::exchange(document).map_err(Error::Csv),
        }
    }
}

/// A file that the form can be opened from again, if it can.
fn reopened(bytes: Vec<u8>, document: &Document) -> Result<Vec<u8>, Error> {
    match reading::open(&bytes, &[]) {
        Ok(Opened::Own(own))
            if own.document == *document
                && own.edits.is_empty()
                && own.unread.is_empty()
                && matches!(own.check(), Code::Same(_)) =>
        {
            Ok(bytes)
        }
        _ => Err(Error::Differs),
    }
}

impl Error {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Xlsx(why) => why.code(),
            Self::Docx(why) => why.code(),
            Self::Csv(why) => why.code(),
            Self::Differs => "paper-differs",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        match self {
            Self::Xlsx(why) => why.message(),
            Self::Docx(why) => why.message(),
            Self::Csv(why) => why.message(),
            Self::Differs => "做好的文件重新打开以后，与填的内容不一致。请把存盘文件（*.pingfen.json）交给维护人员".to_owned(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}
