//! Which forms can be chosen from the collection, and how many of each there are.

use std::collections::BTreeMap;

use super::Collection;
use crate::collected::Choice;
use crate::summary::{Flag, Summary};

/// The choice of forms with findings that are errors.
const ERRORS: &str = "errors";

impl Collection {
    /// 评分表版本 that forms have.
    pub(super) fn edition_choices(&self) -> Vec<Choice> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for form in self.forms() {
            *counts.entry(&form.summary.edition).or_default() += 1;
        }
        let choice = |(edition, count): (&str, usize)| {
            let title = self.editions.get(edition).map_or("", |known| &known.title);
            Choice {
                code: edition.to_owned(),
                words: format!("{title}（版本 {edition}）"),
                count,
            }
        };
        let mut choices: Vec<_> = counts.into_iter().map(choice).collect();
        choices.sort_by(|one, other| one.words.cmp(&other.words));
        choices
    }

    /// Grades 等级 that forms have by the standard.
    pub(super) fn grade_choices(&self) -> Vec<Choice> {
        let grades = self.forms().map(|form| form.summary.grade.computed.clone());
        let grades: Vec<_> = grades.collect();
        let choice = |name: String| {
            let count = grades
                .iter()
                .filter(|grade| grade.as_ref() == Some(&name))
                .count();
            Choice {
                code: name.clone(),
                words: name,
                count,
            }
        };
        let choices = self.grades().into_iter().map(choice);
        choices.filter(|choice| choice.count > 0).collect()
    }

    /// What a person should look at in some form.
    pub(super) fn look_choices(&self) -> Vec<Choice> {
        let all = Flag::ALL.map(|flag| (flag.code(), flag.words()));
        let choice = |(code, words): (&str, &str)| Choice {
            code: code.to_owned(),
            words: words.to_owned(),
            count: (self.forms())
                .filter(|form| looks(form.summary).any(|one| one == code))
                .count(),
        };
        let choices = all.into_iter().chain([(ERRORS, "有错误")]).map(choice);
        choices.filter(|choice| choice.count > 0).collect()
    }

    /// The grades of all rubrics, best first.
    pub(super) fn grades(&self) -> Vec<String> {
        let mut grades: Vec<String> = Vec::new();
        for grade in self.editions.values().flat_map(|known| &known.grades) {
            if !grades.contains(grade) {
                grades.push(grade.clone());
            }
        }
        grades
    }
}

/// The codes by which a form is found among those that a person should look at.
pub(super) fn looks(form: &Summary) -> impl Iterator<Item = &'static str> {
    let errors = (form.found.errors > 0).then_some(ERRORS);
    form.flags.iter().map(|flag| flag.code()).chain(errors)
}
