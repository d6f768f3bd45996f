//! 列存数据 (Parquet): written in groups of rows, one column after the other. Scores are decimals, never floats.

mod leaf;

use std::borrow::Cow;
use std::io::Write;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use scoring_export::summary::Flag;
use scoring_export::summary::columns::{COLUMNS, Kind, Row, Value, score};

use super::{Stop, Table};
use crate::error::Error;
use leaf::Leaf;

/// How many rows are held until they are written.
const GROUP: usize = 4096;

/// The lists behind the fixed columns, in the three levels that every program reads.
const LISTS: [(&str, &[(&str, Kind)]); 3] = [
    ("flags", &[("element", Kind::Text)]),
    (
        "sections",
        &[
            ("name", Kind::Text),
            ("full", Kind::Exact),
            ("computed", Kind::Rounded),
            ("claimed", Kind::Rounded),
            ("verified", Kind::Rounded),
            ("rate_computed", Kind::Rounded),
            ("rate_claimed", Kind::Rounded),
            ("rate_verified", Kind::Rounded),
        ],
    ),
    (
        "indicators",
        &[
            ("id", Kind::Text),
            ("name", Kind::Text),
            ("full", Kind::Exact),
            ("computed", Kind::Rounded),
            ("claimed", Kind::Exact),
            ("verified", Kind::Exact),
        ],
    ),
];

/// The table as Parquet.
pub struct Parquet {
    file: SerializedFileWriter<Box<dyn Write + Send>>,
    fixed: Vec<Leaf>,
    lists: [Vec<Leaf>; 3],
    rows: usize,
}

impl Parquet {
    /// Begins the table.
    pub fn new(output: Box<dyn Write + Send>) -> Result<Self, Error> {
        let schema = parse_message_type(&schema()).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("pingfen {}", scoring::VERSION))
            .build();
        let file = SerializedFileWriter::new(output, Arc::new(schema), Arc::new(properties));
        Ok(Self {
            file: file.map_err(failed)?,
            fixed: COLUMNS
                .iter()
                .map(|column| Leaf::new(column.kind))
                .collect(),
            lists: LISTS
                .map(|(_, leaves)| leaves.iter().map(|(_, kind)| Leaf::new(*kind)).collect()),
            rows: 0,
        })
    }

    /// Writes the rows that are held.
    fn group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for leaf in self.fixed.iter_mut().chain(self.lists.iter_mut().flatten()) {
            let Some(mut column) = group.next_column()? else {
                return Err(ParquetError::General("too few columns".to_owned()));
            };
            leaf.write(&mut column)?;
            column.close()?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl Table for Parquet {
    fn row(&mut self, row: &Row) -> Result<(), Stop> {
        for (leaf, column) in self.fixed.iter_mut().zip(&COLUMNS) {
            leaf.push(&column.of(row));
        }
        let [flags, sections, indicators] = &mut self.lists;
        list(flags, row.flags().map(|flag| [word(flag)]));
        let form = row.read.iter();
        let parts = form.clone().flat_map(|form| &form.sections);
        list(
            sections,
            parts.map(|part| {
                let rate = &part.rate;
                [
                    text(&part.name),
                    Value::Score(part.full),
                    score(part.computed),
                    score(part.claimed),
                    score(part.verified),
                    score(rate.computed),
                    score(rate.claimed),
                    score(rate.verified),
                ]
            }),
        );
        let rows = form.flat_map(|form| &form.indicators);
        list(
            indicators,
            rows.map(|row| {
                [
                    text(&row.id),
                    text(&row.name),
                    Value::Score(row.full),
                    score(row.computed),
                    score(row.claimed),
                    score(row.verified),
                ]
            }),
        );
        self.rows += 1;
        if self.rows == GROUP {
            self.group().map_err(failed)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        if self.rows > 0 {
            self.group().map_err(failed)?;
        }
        self.file.close().map_err(failed)?;
        Ok(())
    }
}

/// A list of one row, a leaf for each field of its elements.
fn list<'a, const N: usize>(leaves: &mut [Leaf], elements: impl Iterator<Item = [Value<'a>; N]>) {
    let mut first = true;
    for element in elements {
        for (leaf, value) in leaves.iter_mut().zip(&element) {
            leaf.push_element(value, first);
        }
        first = false;
    }
    if first {
        leaves.iter_mut().for_each(Leaf::push_no_element);
    }
}

/// The schema as Parquet writes it.
fn schema() -> String {
    let leaf =
        |name: &str, kind: Kind| format!("optional {} {name} ({});", physical(kind), logical(kind));
    let fixed = COLUMNS.iter();
    let mut fields: Vec<_> = fixed.map(|column| leaf(column.name, column.kind)).collect();
    for (name, leaves) in LISTS {
        let inner: String = leaves
            .iter()
            .map(|(name, kind)| leaf(name, *kind))
            .collect();
        let element = match leaves.len() {
            1 => inner,
            _ => format!("required group element {{ {inner} }}"),
        };
        fields.push(format!(
            "required group {name} (LIST) {{ repeated group list {{ {element} }} }}"
        ));
    }
    format!("message merged {{ {} }}", fields.concat())
}

fn physical(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "binary",
        Kind::Count => "int64",
        Kind::Rounded | Kind::Exact => "fixed_len_byte_array(16)",
    }
}

fn logical(kind: Kind) -> String {
    match kind {
        Kind::Text => "STRING".to_owned(),
        Kind::Count => "INTEGER(64,true)".to_owned(),
        Kind::Rounded | Kind::Exact => format!("DECIMAL({},{})", leaf::DIGITS, leaf::places(kind)),
    }
}

fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

fn word<'a>(flag: Flag) -> Value<'a> {
    Value::Word(flag.code(), flag.words())
}

fn failed(why: ParquetError) -> Error {
    Error::Table(std::io::Error::other(why))
}
