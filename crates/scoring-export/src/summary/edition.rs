//! One edition of a rubric 评分表版本: read and lowered once, it sums up any number of forms.

use scoring::Scorer;
use scoring::form::Form;
use scoring::rubric::Rubric;

use super::{Flag, Summary};
use crate::code::{self, Begun, Stated};
use crate::preview::Code;
use crate::reading::Own;

/// What forms of one edition of a rubric are summed up by.
#[derive(Debug)]
pub struct Edition {
    name: String,
    /// The rubric as canonical JSON.
    json: String,
    begun: Begun,
    scorer: Scorer,
}

impl Edition {
    /// Of a rubric that was checked.
    pub fn new(rubric: &Rubric) -> Self {
        let json = rubric.to_json();
        Self {
            name: code::edition(&json),
            begun: Begun::new(scoring::VERSION, &json),
            scorer: Scorer::new(rubric),
            json,
        }
    }

    /// The rubric.
    pub fn rubric(&self) -> &Rubric {
        self.scorer.rubric()
    }

    /// Eight letters that tell it from others of the rubric.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a file that was read adds to the table. Its rubric is this one.
    pub fn own(&self, own: &Own) -> Summary {
        self.summary(&own.document.form)
            .stated(own.stated.clone(), &own.check())
            .flag(Flag::Edited, !own.edits.is_empty())
            .flag(Flag::Unread, !own.unread.is_empty())
    }

    /// What a form adds to the table, and what the file that it stood in says of itself.
    pub fn saved(&self, form: &Form, stated: Option<Stated>) -> Summary {
        let code = self.check(form, stated.as_ref());
        self.summary(form).stated(stated, &code)
    }

    fn summary(&self, form: &Form) -> Summary {
        let sheet = self.scorer.figures(form);
        Summary::new(self.scorer.rubric(), &self.name, form, &sheet)
    }

    fn check(&self, form: &Form, stated: Option<&Stated>) -> Code {
        let Some(stated) = stated else {
            return Code::None;
        };
        let form = form.to_json();
        let code = match stated.engine == scoring::VERSION {
            true => self.begun.code(&form),
            false => code::code(&stated.engine, &self.json, &form),
        };
        match code == stated.code {
            true => Code::Same(code),
            false => Code::Differs(stated.code.clone()),
        }
    }
}
