//! The score sheet of a form that is being filled 边填边评.

use std::sync::Arc;

use crate::finding::Place;
use crate::form::Form;
use crate::score::Scorer;
use crate::sheet::ScoreSheet;
use crate::working::Working;

/// The score sheet of a form that is being filled 边填边评: after an edit only what it touches is worked out
/// anew. It always equals [`Scorer::score`] of the form as it is.
///
/// Lines, targets and findings that an edit left as they were stay the same ones: they can be compared by
/// their address ([`Arc::ptr_eq`]).
#[derive(Clone, Debug)]
pub struct Live {
    scorer: Arc<Scorer>,
    working: Working,
    sheet: Arc<ScoreSheet>,
}

impl Live {
    /// Scores a form, everything of it.
    pub fn new(scorer: Arc<Scorer>, form: &Form) -> Self {
        let mut working = Working::new(&scorer, form, true);
        let sheet = Arc::new(working.sheet(&scorer, form));
        Self {
            scorer,
            working,
            sheet,
        }
    }

    /// What scores the form.
    pub fn scorer(&self) -> &Arc<Scorer> {
        &self.scorer
    }

    /// Scores a form again in which nothing but the field at `place` was edited since the last time.
    ///
    /// Where rows of a list of targets came, went or moved, the place is [`Place::Targets`]; where anything may
    /// have changed, [`Place::Form`].
    pub fn edit(&mut self, form: &Form, place: &Place) {
        self.working.edit(&self.scorer, form, place);
        self.sheet = Arc::new(self.working.sheet(&self.scorer, form));
    }

    /// The score sheet of the form 得分表.
    pub fn sheet(&self) -> &Arc<ScoreSheet> {
        &self.sheet
    }
}
