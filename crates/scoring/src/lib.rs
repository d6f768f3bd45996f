//! The scoring engine of Pingfen 评分: a rubric 评分表 and a form 填报表 make a score sheet 得分表.
//!
//! `score(&Rubric, &Form) -> ScoreSheet` is pure and total: it never fails, never guesses, and never
//! reads a clock. What cannot be scored is said in the sheet. Numbers are exact decimals; no float
//! touches a score.

pub mod change;
pub mod check;
pub mod date;
mod describe;
pub mod entry;
pub mod expr;
pub mod finding;
pub mod form;
pub mod layout;
pub mod number;
pub mod review;
pub mod rubric;
pub mod rule;

/// The engine's version. It changes with every change of a score, a sentence or a finding, and is part of the 校验码.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

mod audit;
mod bind;
mod json;
mod line;
mod list;
mod live;
mod lower;
mod note;
mod score;
mod sheet;
mod tally;
mod working;

pub use crate::expr::formula::Cells;
pub use crate::expr::{Column, Slot};
pub use crate::live::Live;
pub use crate::lower::LineRule;
pub use crate::score::{Filled, Scorer, score};
pub use crate::sheet::{
    Grades, Line, Rates, ScoreSheet, Status, Subtotal, TargetScore, Total, Totals,
};
