//! What leaves Pingfen and comes back: the saved form (JSON), the workbook (xlsx), the written report (docx) and plain
//! tables (csv).

pub mod block;
pub mod code;
pub mod collected;
#[cfg(feature = "papers")]
pub mod csv;
pub mod document;
mod figure;
pub mod layout;
#[cfg(feature = "papers")]
pub mod page;
#[cfg(feature = "papers")]
pub mod paper;
pub mod preview;
#[cfg(feature = "papers")]
pub mod reading;
#[cfg(feature = "papers")]
pub mod report;
#[cfg(feature = "papers")]
pub mod summary;
#[cfg(feature = "papers")]
pub mod xlsx;
