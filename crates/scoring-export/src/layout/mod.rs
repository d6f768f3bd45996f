//! What the printed form says, on paper, in the workbook and in the report alike.

mod heads;
mod items;
mod scored;
mod texts;

pub use heads::{Head, depth, heads, widths};
pub use items::{Item, Own, group, items};
pub use scored::{Scored, scored, total};
#[cfg(feature = "papers")]
pub(crate) use texts::{CONTINUED, OWN, in_cell};
pub use texts::{basis, criteria, evidence, quantity};
