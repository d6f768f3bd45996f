//! The rubrics and examples inside the program.

use scoring::form::Form;
use scoring::rubric::Rubric;

use crate::index;

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// A rubric as embedded.
struct Builtin {
    rubric: &'static str,
    example: Option<&'static str>,
}

/// A built-in rubric, already checked; `None` where there is none with this id.
pub fn rubric(id: &str) -> Option<Rubric> {
    Rubric::from_json(builtin(id)?.rubric).ok()
}

/// The worked example of a built-in rubric 填报示例; `None` where there is none.
pub fn example(id: &str) -> Option<Form> {
    Form::from_json(builtin(id)?.example?).ok()
}

/// All of them as one JSON text, for [`Library`](crate::Library).
pub fn library() -> String {
    let pair = |builtin: &Builtin| {
        let example = builtin.example.unwrap_or("null");
        format!("[{},{example}]", builtin.rubric)
    };
    let pairs: Vec<_> = BUILTIN.iter().map(pair).collect();
    format!("[{}]", pairs.join(","))
}

fn builtin(id: &str) -> Option<&'static Builtin> {
    BUILTIN.get(index(id)?)
}
