//! The workbook 工作簿: the official form on paper, and live formulas beside it that show how each
//! score came about.
//!
//! Its sheets: 评分表 as it is printed and sealed, 指标完成情况表 with the unit's own targets where it has any,
//! 计算底稿 with the answers and the formulas over them, 核查明细 of a reviewer, 问题提示. WPS and Excel's Protected View do not
//! recalculate, so every formula carries the score sheet's own exact value. One that no program shows,
//! 存盘数据, says what was written where, so that the workbook can be read back.

mod cells;
mod columns;
mod filled;
mod findings;
mod foot;
mod formulas;
mod fund;
mod head;
mod heads;
mod kept;
mod measure;
mod pages;
mod paper;
mod reviewed;
mod score_cells;
mod score_rows;
mod score_table;
mod score_total;
mod styles;
mod target_table;
mod target_text;
mod texts;
mod working;
mod working_totals;

use std::fmt;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::document::Document;
use cells::Places;
use filled::Filled;
pub(crate) use kept::{MARK, VERSION};
use styles::Styles;

/// The official form.
pub const SCORE_TABLE: &str = "评分表";
/// The unit's own targets.
pub const TARGET_TABLE: &str = "指标完成情况表";
/// Answers and formulas.
pub const WORKING: &str = "计算底稿";
/// What a reviewer changed.
pub const REVIEWED: &str = "核查明细";
/// What a person should look at.
pub const FINDINGS: &str = "问题提示";
/// The saved form, and where each of its fields stands.
pub const KEPT: &str = "存盘数据";

/// What stands in the place of targets where there are none.
pub(crate) const NO_TARGETS: &str = "（未填报绩效目标）";

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

/// The workbook of a form, with a 校验码 at the foot of its pages. The same form and code give the same
/// bytes.
pub fn workbook(document: &Document, code: &str) -> Result<Vec<u8>, Error> {
    let shown = document.shown();
    let unit = document.review.as_ref().map(|review| &review.unit);
    let filled = Filled::new(&shown, code);
    let places = Places::new(&filled);
    let styles = Styles::new();
    // The form's own cells are where the working refers to, so it is laid out first.
    let (form, on_form) = score_table::sheet(&filled, &places, &styles)?;
    let targets = target_table::sheet(&filled, &places, &styles)?;
    let working = working::sheet(&filled, &places, on_form, &styles)?;
    let mut papers = vec![form];
    papers.extend(targets);
    papers.push(working);
    papers.extend(reviewed::sheet(&filled, &places, unit, &styles)?);
    papers.push(findings::sheet(&filled, &places, &papers, &styles)?);

    let mut book = Workbook::new();
    book.set_default_format(&styles::normal(), styles::NORMAL.0, styles::NORMAL.1)?;
    // No clock: the file's bytes follow from the form and the code alone.
    let properties = DocProperties::new()
        .set_title(&shown.rubric.title)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    let mut bound = Vec::new();
    for paper in papers {
        let (sheet, cells) = paper.done();
        book.push_worksheet(sheet);
        bound.extend(cells);
    }
    book.push_worksheet(kept::sheet(document, code, &bound)?);
    for (name, cell) in [
        ("按标准合计", places.computed_total()),
        ("自评合计", places.claimed_total()),
    ] {
        book.define_name(name, &format!("={cell}"))?;
    }
    Ok(book.save_to_buffer()?)
}
