//! A block of cells 粘贴的表格 that was copied in a spreadsheet or in Word, read as targets 绩效目标, and back.
//!
//! Three steps, each of them data that can be looked at:
//!
//! 1. [`Grid`]: the cells, from the clipboard's text, from an HTML table that the page unfolded, or from a
//!    sheet of a foreign workbook.
//! 2. [`Plan`]: which column is which and where the rows begin. It is guessed, and a person can change it.
//! 3. [`Reading`]: the targets, and a [`Note`] for each cell that was not simply taken over.
//!
//! Nothing is dropped silently: what cannot be read stays in its field as typed and is marked, what has no
//! field goes into another one, and a row that is left out is named.

mod column;
mod figure;
mod grid;
mod guess;
mod heads;
mod measured;
mod note;
mod out;
mod plan;
mod row;
pub(crate) mod word;

pub use column::Column;
pub use grid::{Cell, Grid};
pub use note::{Note, Severity};
pub use out::rows;
pub use plan::{Pasted, Plan, Reading};
