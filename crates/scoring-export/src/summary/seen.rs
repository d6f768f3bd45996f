//! Which forms come twice 重复.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use super::{Flag, Summary};

/// Which units came, by a hash of their unit, project, year and rubric: names would need as much memory as there are forms.
#[derive(Debug, Default)]
pub struct Seen {
    hasher: RandomState,
    rows: HashMap<u64, u64>,
}

impl Seen {
    /// Marks a form that an earlier row has too. Forms are shown in the order of their rows. One that names no unit has no twin.
    pub fn mark(&mut self, row: u64, form: &mut Summary) {
        if form.unit.is_empty() {
            return;
        }
        // What a reviewer made of a unit's form is no second form of the unit.
        let reviewed = form.total.verified.is_some();
        let who = (
            &form.unit,
            &form.project,
            &form.year,
            &form.rubric,
            reviewed,
        );
        let who = self.hasher.hash_one(who);
        let first = *self.rows.entry(who).or_insert(row);
        if first != row {
            form.duplicate_of = Some(first);
            form.flags.insert(0, Flag::Duplicate);
        }
    }
}
