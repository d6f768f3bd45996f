//! The sheet of a workbook that fits a rubric best.

use std::collections::BTreeSet;

use scoring::Scorer;
use scoring::rubric::{Indicator, Rubric};

use super::Foreign;
use super::head::{Head, Heads};
use super::name::normal;
use super::read::{Read, Reader};
use super::table::Table;

/// What a sheet says, by a rubric.
pub(super) struct Found {
    sheet: usize,
    heads: Heads,
    read: Read,
    rubric: Rubric,
}

impl Found {
    /// The sheet that fits a rubric best; `None` where none has a row of it.
    pub fn best(tables: &[Table], rubric: &Rubric) -> Option<Self> {
        let scorer = Scorer::new(rubric);
        let texts = |one: &Indicator| {
            let texts = [&one.name, &one.meaning, &one.criteria, &one.evidence];
            texts.map(|text| normal(text))
        };
        let mut printed: BTreeSet<String> = rubric.indicators().flat_map(texts).collect();
        printed.remove("");
        let found = tables.iter().enumerate().filter_map(|(sheet, table)| {
            let heads = table.heads.as_ref()?;
            let reader = Reader {
                table,
                rubric,
                scorer: &scorer,
                heads,
                printed: &printed,
            };
            let read = reader.read();
            (read.fit > 0).then(|| Self {
                sheet,
                heads: heads.clone(),
                read,
                rubric: rubric.clone(),
            })
        });
        found.max_by_key(Self::fit)
    }

    /// How well the two fit.
    pub fn fit(&self) -> usize {
        self.read.fit
    }

    pub fn into_foreign(self, tables: &[Table], mut notes: Vec<String>) -> Foreign {
        let table = &tables[self.sheet];
        notes.extend(self.read.notes);
        let number = |row| table.number(row);
        let heads = self.heads.kinds.iter().zip(&self.heads.texts).enumerate();
        let heads =
            heads
                .filter(|(_, (_, text))| !text.is_empty())
                .map(|(column, (kind, text))| Head {
                    column: table
                        .address(0, column)
                        .trim_end_matches(|c: char| c.is_ascii_digit())
                        .to_owned(),
                    text: text.clone(),
                    kind: *kind,
                });
        Foreign {
            rubric: self.rubric.id.clone(),
            sheet: table.name.clone(),
            head_rows: (number(self.heads.first), number(self.heads.last)),
            heads: heads.collect(),
            rows: self.read.rows,
            missing: self.read.missing,
            total: self.read.total,
            other_sheets: tables
                .iter()
                .enumerate()
                .filter(|(sheet, _)| *sheet != self.sheet)
                .map(|(_, table)| table.name.clone())
                .collect(),
            notes,
            asked: self.rubric,
        }
    }
}
