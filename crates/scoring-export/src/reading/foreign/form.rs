//! What was confirmed, as a form.

use std::collections::BTreeMap;

use scoring::finding::Place;
use scoring::form::{Form, Goal, Part, Target};

use super::Foreign;
use crate::document::Document;

impl Foreign {
    /// The confirmed form with its rubric, as a saved form.
    pub fn document(&self, keep: &dyn Fn(usize) -> bool) -> Document {
        Document::new(self.asked.clone(), self.form(keep))
    }

    /// The form of the rows that a person keeps, asked by their indexes in [`Foreign::rows`].
    pub fn form(&self, keep: &dyn Fn(usize) -> bool) -> Form {
        let mut form = Form::default();
        // Rows that are left out leave no gap among the targets and tasks.
        let mut targets: BTreeMap<(&str, usize), usize> = BTreeMap::new();
        let mut goals: BTreeMap<usize, usize> = BTreeMap::new();
        let kept = self
            .rows
            .iter()
            .enumerate()
            .filter(|(index, _)| keep(*index));
        for taken in kept.flat_map(|(_, row)| &row.values) {
            let place = match &taken.place {
                Place::Goal(row, field) => {
                    let row = *goals.entry(*row).or_insert_with(|| {
                        form.goals.push(Goal::default());
                        form.goals.len() - 1
                    });
                    Place::Goal(row, field)
                }
                Place::Target(list, row, field) => {
                    let row = target(&mut form, &mut targets, list, *row);
                    Place::Target(list.clone(), row, field)
                }
                Place::Part(list, row, part, field) => {
                    let row = target(&mut form, &mut targets, list, *row);
                    let parts = form.target_mut(list, row).map(|target| &mut target.parts);
                    if let Some(parts) = parts.filter(|parts| parts.len() == *part) {
                        parts.push(Part::default());
                    }
                    Place::Part(list.clone(), row, *part, field)
                }
                place => place.clone(),
            };
            form.set(&place, &taken.text);
        }
        form
    }
}

/// Where a target of the rows stands in the form.
fn target<'a>(
    form: &mut Form,
    known: &mut BTreeMap<(&'a str, usize), usize>,
    list: &'a str,
    row: usize,
) -> usize {
    *known.entry((list, row)).or_insert_with(|| {
        let targets = form.targets.entry(list.to_owned()).or_default();
        targets.push(Target::default());
        targets.len() - 1
    })
}
