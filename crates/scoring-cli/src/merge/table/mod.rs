//! The table in each format 汇总表. A row is written as soon as it is there, and forgotten.

mod csv;
mod ndjson;
mod parquet;
mod xlsx;

use clap::ValueEnum;
use scoring_export::summary::columns::Row;
use scoring_export::summary::csv::{Csv, Unwritten};
use scoring_export::summary::xlsx::MOST_ROWS;
use scoring_export::summary::{Lists, Unfit};

use super::output::Output;
use crate::error::Error;

/// The formats.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Excel 工作簿
    Xlsx,
    /// 表格（CSV）
    Csv,
    /// 每行一个 JSON
    Ndjson,
    /// 列存数据，供 DuckDB 等程序查询
    Parquet,
}

/// Why writing stopped.
pub enum Stop {
    /// The columns do not fit this form: the table has to be begun anew with others.
    Anew(Lists),
    /// The table cannot be made.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(why: Error) -> Self {
        Self::Failed(why)
    }
}

impl From<Unfit> for Stop {
    fn from(Unfit(lists): Unfit) -> Self {
        Self::Anew(lists)
    }
}

impl From<Unwritten> for Stop {
    fn from(why: Unwritten) -> Self {
        match why {
            Unwritten::Unfit(unfit) => unfit.into(),
            Unwritten::Failed(why) => Error::Table(why).into(),
        }
    }
}

/// A table that is being written.
pub trait Table {
    /// Writes a row.
    fn row(&mut self, row: &Row) -> Result<(), Stop>;
    /// Writes what is left.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}

impl Format {
    /// Whether it can go to the standard output.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Ndjson)
    }

    /// Whether the figures of a rubric have columns of their own.
    pub fn is_flat(self) -> bool {
        matches!(self, Self::Csv | Self::Xlsx)
    }

    /// Begins a table.
    pub fn table(self, output: &Output, lists: Lists) -> Result<Box<dyn Table>, Error> {
        Ok(match self {
            Self::Xlsx => Box::new(xlsx::Xlsx::new(output.path(), lists, MOST_ROWS)?),
            Self::Csv => Box::new(Csv::new(output.writer()?, lists).map_err(Error::Table)?),
            Self::Ndjson => Box::new(ndjson::Ndjson::new(output.writer()?)),
            Self::Parquet => Box::new(parquet::Parquet::new(output.writer()?)?),
        })
    }
}
