//! 汇总表 as CSV: as other tables of this program are, UTF-8 with Excel's mark, CRLF, nothing that becomes a formula.

use std::io::{self, Write};

use ::csv::{Terminator, Writer, WriterBuilder};
use scoring::number::plain;

use super::columns::{Row, Value};
use super::lists::{Lists, Unfit};
use crate::csv::{MARK, harmless};

/// The table as CSV.
#[derive(Debug)]
pub struct Csv<W: Write> {
    writer: Writer<W>,
    lists: Lists,
}

/// Why a row was not written.
#[derive(Debug)]
pub enum Unwritten {
    /// The columns do not fit it.
    Unfit(Unfit),
    /// There is no place for it.
    Failed(io::Error),
}

impl<W: Write> Csv<W> {
    /// Begins with the heads.
    pub fn new(mut output: W, lists: Lists) -> io::Result<Self> {
        output.write_all(MARK.as_bytes())?;
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(output);
        let heads = lists.heads();
        for head in &heads {
            writer.write_field(harmless(head).as_bytes())?;
        }
        end(&mut writer)?;
        Ok(Self { writer, lists })
    }

    /// Writes a row.
    pub fn row(&mut self, row: &Row) -> Result<(), Unwritten> {
        let cells = self.lists.cells(row).map_err(Unwritten::Unfit)?;
        self.cells(cells).map_err(Unwritten::Failed)
    }

    /// Writes what is left.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn cells(&mut self, cells: Vec<Value<'_>>) -> io::Result<()> {
        for cell in cells {
            let field = match cell {
                Value::Blank => "".into(),
                Value::Text(text) => harmless(text),
                Value::Word(_, word) => word.into(),
                Value::Count(count) => count.to_string().into(),
                Value::Score(score) => plain(score).into(),
            };
            self.writer.write_field(field.as_bytes())?;
        }
        end(&mut self.writer)
    }
}

/// Ends the record of the fields that were written.
fn end<W: Write>(writer: &mut Writer<W>) -> io::Result<()> {
    let nothing: [&str; 0] = [];
    Ok(writer.write_record(nothing)?)
}
