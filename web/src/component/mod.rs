//! One component per file, its css beside it.

pub mod details;
pub mod field;
pub mod findings;
pub mod goals;
pub mod masthead;
pub mod nav;
pub mod notice;
pub mod profile;
pub mod row;
pub mod targets;
pub mod totals;
