//! The workbook 工作簿: the official form on paper, and live formulas beside it that show how each
//! score came about.
//!
//! Four sheets: 评分表 as it is printed and sealed, 指标完成情况表 with the unit's own targets,
//! 计算底稿 with the answers and the formulas over them, 问题提示. WPS and Excel's Protected View do not
//! recalculate, so every formula carries the score sheet's own exact value.

mod cells;
mod filled;
mod findings;
mod foot;
mod head;
mod measure;
mod pages;
mod paper;
mod score_rows;
mod score_table;
mod styles;
mod target_table;
mod working;

use std::fmt;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::document::Document;
use cells::Places;
use filled::Filled;
use styles::Styles;

/// The official form.
pub const SCORE_TABLE: &str = "评分表";
/// The unit's own targets.
pub const TARGET_TABLE: &str = "指标完成情况表";
/// Answers and formulas.
pub const WORKING: &str = "计算底稿";
/// What a person should look at.
pub const FINDINGS: &str = "问题提示";

/// Why a workbook could not be made.
#[derive(Debug)]
pub enum Error {
    /// A text is longer than a cell can be.
    TooLong {
        /// The sheet.
        sheet: &'static str,
        /// The cell, such as `H12`.
        cell: String,
        /// How long the text is, as Excel counts.
        length: usize,
    },
    /// A number has no form that a workbook can hold.
    Number(String),
    /// The library refused.
    Refused(XlsxError),
}

impl Error {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "xlsx-text-too-long",
            Self::Number(_) => "xlsx-number",
            Self::Refused(_) => "xlsx-refused",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        match self {
            Self::TooLong {
                sheet,
                cell,
                length,
            } => format!(
                "《{sheet}》{cell} 要写的文字有 {length} 字，超过 Excel 每格 {} 字的上限。请缩短这一格的文字后再导出。",
                paper::LONGEST,
            ),
            Self::Number(text) => {
                format!("数“{text}”写不进工作簿。请把存盘文件（*.pingfen.json）交给维护人员。")
            }
            Self::Refused(why) => {
                format!(
                    "工作簿没有做成：{why}。填的内容没有丢，请先存盘，再把存盘文件交给维护人员。"
                )
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}

impl From<XlsxError> for Error {
    fn from(why: XlsxError) -> Self {
        Self::Refused(why)
    }
}

/// The workbook of a form. The same form gives the same bytes.
pub fn workbook(document: &Document) -> Result<Vec<u8>, Error> {
    let filled = Filled::new(document);
    let places = Places::new(&filled);
    let styles = Styles::new();
    // The form's own cells are where the working refers to, so it is laid out first.
    let (form, scores) = score_table::sheet(&filled, &places, &styles)?;
    let targets = target_table::sheet(&filled, &places, &styles)?;
    let working = working::sheet(&filled, &places, &scores, &styles)?;
    let findings = findings::sheet(&filled, &styles)?;

    let mut book = Workbook::new();
    book.set_default_format(&styles::normal(), styles::NORMAL.0, styles::NORMAL.1)?;
    // No clock: the file's bytes follow from the form alone.
    let properties = DocProperties::new()
        .set_title(&document.rubric.title)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    for sheet in [form, targets, working, findings] {
        book.push_worksheet(sheet.done());
    }
    for (name, cell) in [
        ("按标准合计", places.computed_total()),
        ("自评合计", places.claimed_total()),
    ] {
        book.define_name(name, &format!("={cell}"))?;
    }
    Ok(book.save_to_buffer()?)
}
