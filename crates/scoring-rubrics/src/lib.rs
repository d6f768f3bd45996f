//! The built-in rubrics 内置评分表, and a worked example of each.
//!
//! They are written as TOML in `rubrics/<id>/`, checked by the build script, and embedded as compact
//! JSON, so that what runs in the page carries no TOML parser.
//!
//! ```
//! let entry = &scoring_rubrics::list()[0];
//! let rubric = scoring_rubrics::rubric(entry.id).unwrap();
//! let form = scoring_rubrics::example(entry.id).unwrap();
//! let sheet = scoring::score(&rubric, &form);
//! assert_eq!(sheet.grade.claimed.as_deref(), Some("优"));
//! ```

#[cfg(feature = "toml")]
pub mod toml_file;

use scoring::form::Form;
use scoring::rubric::Rubric;
use serde::Serialize;

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

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
    /// Who issued the source document 发布单位.
    pub issuer: &'static str,
    /// Full points of the whole form 总分 (分), as a decimal.
    pub points: &'static str,
    /// How many scored rows it has 三级指标.
    pub indicators: usize,
    /// Whether there is a worked example.
    pub example: bool,
}

/// A rubric as embedded.
struct Builtin {
    rubric: &'static str,
    example: Option<&'static str>,
}

/// The built-in rubrics in the order of their ids.
pub fn list() -> &'static [Entry] {
    ENTRIES
}

/// The ids of the built-in rubrics.
pub fn ids() -> impl Iterator<Item = &'static str> {
    ENTRIES.iter().map(|entry| entry.id)
}

/// A built-in rubric, already checked; `None` where there is none with this id.
pub fn rubric(id: &str) -> Option<Rubric> {
    Rubric::from_json(builtin(id)?.rubric).ok()
}

/// The worked example of a built-in rubric 填报示例; `None` where there is none.
pub fn example(id: &str) -> Option<Form> {
    Form::from_json(builtin(id)?.example?).ok()
}

fn builtin(id: &str) -> Option<&'static Builtin> {
    let index = ENTRIES.iter().position(|entry| entry.id == id)?;
    BUILTIN.get(index)
}
