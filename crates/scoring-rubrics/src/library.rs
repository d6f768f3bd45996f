//! The rubrics and examples as one text, carried apart from the program.

use scoring::form::Form;
use scoring::rubric::Rubric;
use serde_json::value::RawValue;

use crate::index;

/// What `library` wrote: rubrics and examples in the order of [`list`](crate::list), each read when
/// it is asked for.
///
/// ```
/// let library = scoring_rubrics::Library::read(&scoring_rubrics::library()).unwrap();
/// let id = scoring_rubrics::list()[0].id;
/// assert_eq!(library.rubric(id), scoring_rubrics::rubric(id));
/// assert_eq!(library.example(id), scoring_rubrics::example(id));
/// ```
pub struct Library(Vec<(Box<RawValue>, Option<Box<RawValue>>)>);

impl Library {
    /// Reads the text; `None` where it is none.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// A built-in rubric; `None` where there is none with this id.
    pub fn rubric(&self, id: &str) -> Option<Rubric> {
        Rubric::from_json(self.0.get(index(id)?)?.0.get()).ok()
    }

    /// The worked example of a built-in rubric 填报示例; `None` where there is none.
    pub fn example(&self, id: &str) -> Option<Form> {
        Form::from_json(self.0.get(index(id)?)?.1.as_ref()?.get()).ok()
    }
}
