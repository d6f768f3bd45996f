//! 表格 (CSV).

use std::io::Write;

use scoring_export::summary::columns::Row;
use scoring_export::summary::csv::Csv;

use super::{Stop, Table};
use crate::error::Error;

impl Table for Csv<Box<dyn Write + Send>> {
    fn row(&mut self, row: &Row) -> Result<(), Stop> {
        Ok(Csv::row(self, row)?)
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        Csv::finish(*self).map_err(Error::Table)
    }
}
