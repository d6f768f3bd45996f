//! Files taken away and opened again.

mod aside;
mod give;
mod take;

pub use aside::stop;
pub use give::{Paper, download};
pub use take::{Review, accept, accept_drops, confirm, open, read_as};
