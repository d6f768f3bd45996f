//! 每行一个 JSON: an object for each file. Points are text, as everywhere in this program's JSON.

use std::io::Write;

use rust_decimal::Decimal;
use scoring_export::summary::columns::{COLUMNS, Row};
use scoring_export::summary::{Part, Row as Scored, Summary};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Stop, Table};
use crate::error::Error;

/// The table as JSON, a line for each row.
pub struct Ndjson {
    output: Box<dyn Write + Send>,
    line: Vec<u8>,
}

impl Ndjson {
    /// Begins the table.
    pub fn new(output: Box<dyn Write + Send>) -> Self {
        let line = Vec::new();
        Self { output, line }
    }
}

impl Table for Ndjson {
    fn row(&mut self, row: &Row) -> Result<(), Stop> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, &Line(row))
            .map_err(|why| Error::Table(why.into()))?;
        self.line.push(b'\n');
        self.output.write_all(&self.line).map_err(Error::Table)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.output.flush().map_err(Error::Table)
    }
}

struct Line<'a>(&'a Row);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0;
        let mut line = serializer.serialize_map(None)?;
        for column in &COLUMNS {
            line.serialize_entry(column.name, &column.of(row))?;
        }
        let flags: Vec<_> = row.flags().collect();
        line.serialize_entry("flags", &flags)?;
        let form = row.read.as_ref().ok();
        let sections: &[Part] = form.map_or(&[], |form| &form.sections);
        line.serialize_entry("sections", sections)?;
        line.serialize_entry("indicators", &Indicators(form))?;
        line.end()
    }
}

/// By their ids.
struct Indicators<'a>(Option<&'a Summary>);

impl Serialize for Indicators<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.0.iter().flat_map(|form| &form.indicators);
        let scores = |row: &Scored| Scores {
            full: row.full,
            computed: row.computed,
            claimed: row.claimed,
            verified: row.verified,
        };
        serializer.collect_map(rows.map(|row| (&row.id, scores(row))))
    }
}

#[derive(Serialize)]
struct Scores {
    full: Decimal,
    computed: Option<Decimal>,
    claimed: Option<Decimal>,
    verified: Option<Decimal>,
}
