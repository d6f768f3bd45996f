//! The written report 自评报告、核查报告: a draft in the region's own order and with its own headings,
//! to be finished in Word or WPS.
//!
//! Facts 填报内容 ─ outline 提纲 ─► pieces ─► docx. The file is read again before it is given away: one that
//! does not say what was drafted is an error, not a download.

mod block;
mod docx;
mod draft;
mod error;
mod facts;
mod outline;
mod piece;
mod words;

pub use error::Error;

use crate::document::Document;
use facts::Facts;

/// The report of a form, with the 校验码 of its saved file in the footer where there is one. The same
/// form gives the same bytes.
pub fn report(document: &Document, code: &str) -> Result<Vec<u8>, Error> {
    let document = document.shown();
    let facts = Facts::new(&document);
    let pieces = draft::draft(&facts, outline::of(&document.rubric));
    let code = piece::legal(code).replace('\n', " ");
    let bytes = docx::pack(&pieces, &code)?;
    docx::check(&bytes, &pieces, &code)?;
    Ok(bytes)
}
