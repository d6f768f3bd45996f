//! TOML as JSON, each sign of it on a line of its own: so serde reads rubrics by what reads them everywhere else, and the line of a
//! mistake says where it stands in the TOML. A second set of readers for all types of a rubric took 87 KB more of the page.

use serde_json::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file as lines of JSON.
#[derive(Default)]
pub struct Lines {
    text: String,
    /// Where each line stands in the file, in bytes.
    places: Vec<usize>,
}

impl Lines {
    /// Those of a file.
    pub fn of(file: &Spanned<DeTable<'_>>) -> Self {
        let mut lines = Self::default();
        lines.table(file.get_ref(), file.span().start);
        lines
    }

    /// Reads them as JSON, else says where what is wrong stands.
    pub fn read<T>(&self, read: impl Fn(&str) -> Result<T, Error>) -> Result<T, (usize, Error)> {
        read(&self.text).map_err(|why| {
            let mut line = why.line().saturating_sub(1);
            // Of a word where a table is due, what is read next is named.
            if why.to_string().contains("unit variant") {
                line = line.saturating_sub(1);
            }
            (self.places.get(line).copied().unwrap_or(0), why)
        })
    }

    /// Whether the mistake is one more where only one may be.
    pub fn is_more(&self, why: &Error) -> bool {
        let line = self.text.lines().nth(why.line().saturating_sub(1));
        line.is_some_and(|line| line.starts_with(','))
    }

    fn line(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        self.text.push('\n');
        self.places.push(at);
    }

    fn table(&mut self, table: &DeTable<'_>, at: usize) {
        self.line("{", at);
        for (index, (key, value)) in table.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let name = quoted(key.get_ref());
            self.line(&format!("{comma}{name}:"), key.span().start);
            self.value(value);
        }
        self.line("}", at);
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        let at = value.span().start;
        match value.get_ref() {
            DeValue::Table(table) => self.table(table, at),
            DeValue::Array(list) => {
                self.line("[", at);
                for (index, one) in list.iter().enumerate() {
                    if index > 0 {
                        self.line(",", one.span().start);
                    }
                    self.value(one);
                }
                self.line("]", at);
            }
            DeValue::String(text) => self.line(&quoted(text), at),
            DeValue::Boolean(yes) => self.line(if *yes { "true" } else { "false" }, at),
            DeValue::Integer(number) if number.radix() == 10 => {
                self.line(number.as_str().trim_start_matches('+'), at);
            }
            DeValue::Float(number) if number.as_str().ends_with(|c: char| c.is_ascii_digit()) => {
                self.line(number.as_str().trim_start_matches('+'), at);
            }
            // What JSON has no sign for is read as text.
            DeValue::Integer(number) => self.line(&quoted(number.as_str()), at),
            DeValue::Float(number) => self.line(&quoted(number.as_str()), at),
            DeValue::Datetime(date) => self.line(&quoted(&date.to_string()), at),
        }
    }
}

fn quoted(text: &str) -> String {
    // A string always serialises.
    serde_json::to_string(text).unwrap_or_default()
}
