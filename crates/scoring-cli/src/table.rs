//! A table in plain text whose columns line up, Chinese characters being twice as wide as others.

use std::fmt;

use unicode_width::UnicodeWidthStr;

/// Where a cell stands in its column.
#[derive(Clone, Copy)]
pub enum Align {
    /// Names.
    Left,
    /// Numbers.
    Right,
}

enum Row {
    Cells(Vec<String>),
    /// Across all columns, however long.
    Note(String),
    Rule,
}

/// A table that is laid out when it is shown.
pub struct Table {
    aligns: Vec<Align>,
    rows: Vec<Row>,
}

impl Table {
    /// A table with these columns.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        let heads = columns.iter().map(|(head, _)| (*head).to_owned()).collect();
        let aligns = columns.iter().map(|(_, align)| *align).collect();
        Self {
            aligns,
            rows: vec![Row::Cells(heads)],
        }
    }

    /// Adds a row; it has a cell for each column.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(Row::Cells(cells));
    }

    /// Adds a line across all columns.
    pub fn note(&mut self, text: String) {
        self.rows.push(Row::Note(text));
    }

    /// Adds a rule.
    pub fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.aligns.len()];
        for row in &self.rows {
            if let Row::Cells(cells) = row {
                for (width, cell) in widths.iter_mut().zip(cells) {
                    *width = cell.width().max(*width);
                }
            }
        }
        widths
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const GAP: &str = "  ";
        let widths = self.widths();
        let whole = widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1);
        for row in &self.rows {
            match row {
                Row::Rule => writeln!(f, "{}", "─".repeat(whole))?,
                Row::Note(text) => writeln!(f, "{text}")?,
                Row::Cells(cells) => {
                    let columns = cells.iter().zip(&widths).zip(&self.aligns);
                    let padded = columns.map(|((cell, width), align)| {
                        let space = " ".repeat(width.saturating_sub(cell.width()));
                        match align {
                            Align::Left => format!("{cell}{space}"),
                            Align::Right => format!("{space}{cell}"),
                        }
                    });
                    writeln!(f, "{}", padded.collect::<Vec<_>>().join(GAP).trim_end())?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_lines_up_with_digits() {
        let mut table = Table::new(&[("指标", Align::Left), ("分值", Align::Right)]);
        table.row(vec!["a".into(), "0.5".into()]);
        table.rule();
        assert_eq!(table.to_string(), "指标  分值\na      0.5\n──────────\n");
    }
}
