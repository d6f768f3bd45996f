//! Files taken away and opened again.

mod aside;
pub mod collect;
mod give;
mod send;
mod take;

pub use aside::stop;
pub use give::{Paper, download, give_collected, give_unit};
pub use send::send_out;
pub use take::{Review, accept, accept_drops, collect as collect_from, confirm, open, read_as};
