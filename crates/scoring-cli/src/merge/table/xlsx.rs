//! Excel 工作簿, written row by row: only the row that is being written is in memory.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Workbook, XlsxError};
use scoring_export::summary::columns::Row;
use scoring_export::summary::{Lists, xlsx};

use super::{Stop, Table};
use crate::error::Error;

/// The table as a workbook.
pub struct Xlsx {
    book: Workbook,
    path: PathBuf,
    lists: Lists,
    most: u32,
    /// The last row that was written; that of the heads is 0.
    last: u32,
}

impl Xlsx {
    /// Begins with the heads. The sheet takes up to `most` rows.
    pub fn new(path: &Path, lists: Lists, most: u32) -> Result<Self, Error> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory();
        sheet
            .and_then(|sheet| xlsx::begin(sheet, &lists))
            .map_err(failed)?;
        let path = path.to_owned();
        Ok(Self {
            book,
            path,
            lists,
            most,
            last: 0,
        })
    }
}

impl Table for Xlsx {
    fn row(&mut self, row: &Row) -> Result<(), Stop> {
        let cells = self.lists.cells(row)?;
        if self.last == self.most {
            return Err(Error::TooManyRows(self.most).into());
        }
        self.last += 1;
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        xlsx::row(sheet, self.last, &cells).map_err(failed)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.book.save(&self.path).map_err(failed)
    }
}

fn failed(why: XlsxError) -> Error {
    match why {
        XlsxError::IoError(why) => Error::Table(why),
        why => Error::Table(std::io::Error::other(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scoring_export::summary::Bad;

    #[test]
    fn a_sheet_has_so_many_rows() {
        let bad = Bad {
            code: "file-empty",
            message: String::new(),
        };
        let row = |number| Row {
            number,
            path: PathBuf::new(),
            read: Err(bad.clone()),
        };
        let mut table = match Xlsx::new(Path::new("never-written.xlsx"), Lists::None, 2) {
            Ok(table) => table,
            Err(why) => unreachable!("{why}"),
        };
        let fits: Vec<_> = (1..=3).map(|number| table.row(&row(number))).collect();
        assert!(matches!(
            fits[..],
            [Ok(()), Ok(()), Err(Stop::Failed(Error::TooManyRows(2)))]
        ));
    }
}
