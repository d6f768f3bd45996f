//! One component per file, its css beside it.

pub mod code;
pub mod collected;
pub mod details;
pub mod dialog;
pub mod elsewhere;
pub mod evidence;
pub mod field;
pub mod findings;
pub mod goals;
pub mod grid;
pub mod look;
pub mod masthead;
pub mod menu;
pub mod nav;
pub mod notice;
pub mod overview;
pub mod profile;
pub mod review;
pub mod row;
pub mod saved;
pub mod shortcuts;
pub mod summary;
pub mod totals;
pub mod verify;
pub mod versions;
