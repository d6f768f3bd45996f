//! The table to take away 汇总表: the same columns as those of `pingfen merge`.

use std::fmt;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Collection;
use crate::summary::csv::{Csv, Unwritten};
use crate::summary::lists::{Lists, Unfit};
use crate::summary::xlsx;

/// Why there is no table.
#[derive(Debug)]
pub enum TableError {
    /// No such kind of file: its ending.
    Unknown(String),
    /// More files than a sheet has rows.
    TooLong,
    /// It could not be written.
    Failed(String),
}

impl TableError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "paper-unknown",
            Self::TooLong => "table-too-long",
            Self::Failed(_) => "table-unwritable",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        match self {
            Self::Unknown(ending) => format!("没有“{ending}”这种汇总表，只有 xlsx、csv。"),
            Self::TooLong => format!(
                "Excel 的一张表最多 {} 行，写不下。请下载 CSV，或分几次汇总。",
                xlsx::MOST_ROWS
            ),
            Self::Failed(why) => format!("汇总表没有写成（{why}）。请减少文件，分几次汇总。"),
        }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for TableError {}

impl Collection {
    /// All files that were added, in their order, as `xlsx` or `csv`.
    pub fn table(&self, ending: &str) -> Result<Vec<u8>, TableError> {
        let mut lists = Lists::None;
        loop {
            let made = match ending {
                "xlsx" => self.xlsx(&lists),
                "csv" => self.csv(&lists),
                other => return Err(TableError::Unknown(other.to_owned())),
            };
            match made {
                Ok(bytes) => return Ok(bytes),
                Err(Stop::Unfit(Unfit(others))) => lists = others,
                Err(Stop::Failed(why)) => return Err(why),
            }
        }
    }

    fn csv(&self, lists: &Lists) -> Result<Vec<u8>, Stop> {
        let mut bytes = Vec::new();
        let mut table = Csv::new(&mut bytes, lists.clone()).map_err(Unwritten::Failed)?;
        for kept in &self.kept {
            table.row(&kept.row)?;
        }
        table.finish().map_err(Unwritten::Failed)?;
        Ok(bytes)
    }

    fn xlsx(&self, lists: &Lists) -> Result<Vec<u8>, Stop> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        xlsx::begin(sheet, lists)?;
        for (kept, at) in self.kept.iter().zip(1..) {
            if at > xlsx::MOST_ROWS {
                return Err(Stop::Failed(TableError::TooLong));
            }
            let cells = lists.cells(&kept.row).map_err(Stop::Unfit)?;
            xlsx::row(sheet, at, &cells)?;
        }
        Ok(book.save_to_buffer()?)
    }
}

/// Why writing stopped.
enum Stop {
    Unfit(Unfit),
    Failed(TableError),
}

impl From<Unwritten> for Stop {
    fn from(why: Unwritten) -> Self {
        match why {
            Unwritten::Unfit(unfit) => Self::Unfit(unfit),
            Unwritten::Failed(why) => Self::Failed(TableError::Failed(why.to_string())),
        }
    }
}

impl From<XlsxError> for Stop {
    fn from(why: XlsxError) -> Self {
        Self::Failed(TableError::Failed(why.to_string()))
    }
}
