//! The figures above the scoring table that were not taken.

use std::collections::BTreeSet;

use super::Row;
use super::header::{At, Header};
use super::scored::number;
use crate::block::word::squeezed;

/// How many are named.
const MOST: usize = 20;

impl Header<'_> {
    /// What is to be said of cells with a number that went into no field. `read` is the cell of something that was read without
    /// going into a field.
    pub fn left(&self, rows: &[Row], read: Option<At>) -> Option<String> {
        let taken: BTreeSet<&str> = rows
            .iter()
            .flat_map(|row| &row.values)
            .map(|taken| taken.cell.as_str())
            .collect();
        let cells = self.cells.iter().filter(|cell| {
            let number = number(cell.text.trim_end_matches(['%', '％'])).is_some();
            number && Some(cell.at) != read && !self.is_points(cell.at)
        });
        let left: Vec<String> = cells
            .map(|cell| (self.table.address(cell.at.0, cell.at.1), cell.text))
            .filter(|(address, _)| !taken.contains(address.as_str()))
            .map(|(address, text)| format!("{address} {text}"))
            .collect();
        let named = left
            .iter()
            .take(MOST)
            .cloned()
            .collect::<Vec<_>>()
            .join("、");
        let more = match left.len() {
            0 => return None,
            count if count > MOST => format!("等 {count} 格"),
            _ => String::new(),
        };
        Some(format!(
            "表头部分没有读入的单元格：{named}{more}。需要的请照着填。"
        ))
    }

    /// Whether the form prints points 分值 there.
    fn is_points(&self, (row, column): At) -> bool {
        (0..row).any(|above| squeezed(self.table.printed(above, column)) == "分值")
    }
}
