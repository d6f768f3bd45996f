//! The built-in rubrics 内置评分表, and a worked example of each.
//!
//! They are written as TOML in `rubrics/<id>/`, checked by the build script, and embedded as compact
//! JSON, so that what runs in the page carries no TOML parser. Without the feature `embed` only their
//! list is here, and [`Library`] reads the rest from text.
//!
//! ```
//! let entry = &scoring_rubrics::list()[0];
//! let rubric = scoring_rubrics::rubric(entry.id).unwrap();
//! let form = scoring_rubrics::example(entry.id).unwrap();
//! let sheet = scoring::score(&rubric, &form);
//! assert_eq!(sheet.grade.claimed.as_deref(), Some("优"));
//! ```

#[cfg(feature = "embed")]
mod embedded;
mod library;
#[cfg(feature = "toml")]
mod lines;
#[cfg(feature = "toml")]
pub mod rubric_file;
#[cfg(feature = "toml")]
pub mod toml_file;

#[cfg(feature = "embed")]
pub use embedded::{example, library, rubric};
pub use library::Library;
use scoring::rubric::Kind;
use serde::Serialize;

include!(concat!(env!("OUT_DIR"), "/entries.rs"));

/// What a list of rubrics shows, without reading any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Stable name: `jiangmen-2023-department`.
    pub id: &'static str,
    /// The title printed on the form.
    pub title: &'static str,
    /// The year that the form was issued for 年度.
    pub year: &'static str,
    /// Where it applies 地区.
    pub region: &'static str,
    /// What it scores 类别.
    pub kind: Kind,
    /// Who issued the source document 发布单位.
    pub issuer: &'static str,
    /// Full points of the whole form 总分 (分), as a decimal.
    pub points: &'static str,
    /// How many scored rows it has 三级指标.
    pub indicators: usize,
    /// Whether there is a worked example.
    pub example: bool,
}

/// The built-in rubrics in the order of their ids.
pub fn list() -> &'static [Entry] {
    ENTRIES
}

/// The ids of the built-in rubrics.
pub fn ids() -> impl Iterator<Item = &'static str> {
    ENTRIES.iter().map(|entry| entry.id)
}

fn index(id: &str) -> Option<usize> {
    ENTRIES.iter().position(|entry| entry.id == id)
}
