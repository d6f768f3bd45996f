//! Files taken away and opened again.

mod give;
mod take;

pub use give::{Paper, download};
pub use take::{accept_drops, open};
