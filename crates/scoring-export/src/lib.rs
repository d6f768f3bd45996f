//! What leaves Pingfen and comes back: the saved form (JSON) and the workbook (xlsx).

pub mod block;
pub mod document;
pub mod layout;
#[cfg(feature = "xlsx")]
pub mod xlsx;
