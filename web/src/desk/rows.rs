//! Rows that come, go and move: targets, their parts, and the year's tasks.

use scoring::change::Change;
use scoring::form::{Goal, Part, Target};

use super::Desk;

impl Desk {
    fn splice(&self, list: &str, from: usize, remove: usize, rows: Vec<Target>) {
        self.make(Change::Targets {
            list: list.to_owned(),
            from,
            remove,
            rows,
        });
    }

    /// The nth target of a list, from 0.
    pub fn target(&self, list: &str, row: usize) -> Option<Target> {
        self.with_form(|form| form.targets.get(list)?.get(row).cloned())
    }

    /// How many targets a list has.
    pub fn targets(&self, list: &str) -> usize {
        self.with_form(|form| form.targets.get(list).map_or(0, Vec::len))
    }

    /// Puts an empty target before the nth.
    pub fn insert_target(&self, list: &str, row: usize) {
        let empty = Target {
            direction: "≥".to_owned(),
            ..Target::default()
        };
        self.splice(list, row, 0, vec![empty]);
    }

    /// Puts a copy behind a target.
    pub fn duplicate_target(&self, list: &str, row: usize) {
        if let Some(target) = self.target(list, row) {
            self.splice(list, row + 1, 0, vec![target]);
        }
    }

    /// Removes a target.
    pub fn remove_target(&self, list: &str, row: usize) {
        self.splice(list, row, 1, Vec::new());
    }

    /// Moves a target one row down; the other way round, the one above it down. `false` where it is the last.
    pub fn move_target_down(&self, list: &str, row: usize) -> bool {
        let pair = self.target(list, row).zip(self.target(list, row + 1));
        let moved = pair.is_some();
        if let Some((target, below)) = pair {
            self.splice(list, row, 2, vec![below, target]);
        }
        moved
    }

    /// Splits a target into one more figure; its own figure becomes the first.
    pub fn add_part(&self, list: &str, row: usize) {
        self.change_target(list, row, |target| {
            if target.parts.is_empty() {
                let (goal, actual) = (
                    std::mem::take(&mut target.goal),
                    std::mem::take(&mut target.actual),
                );
                target.parts.push(Part {
                    goal,
                    actual,
                    ..Part::default()
                });
            }
            target.parts.push(Part::default());
        });
    }

    /// Removes a figure; the last one left becomes the target's own.
    pub fn remove_part(&self, list: &str, row: usize, part: usize) {
        self.change_target(list, row, |target| {
            if part < target.parts.len() {
                target.parts.remove(part);
            }
            if let [last] = target.parts.as_mut_slice() {
                (target.goal, target.actual) = (
                    std::mem::take(&mut last.goal),
                    std::mem::take(&mut last.actual),
                );
                target.parts.clear();
            }
        });
    }

    fn change_target(&self, list: &str, row: usize, change: impl FnOnce(&mut Target)) {
        if let Some(mut target) = self.target(list, row) {
            change(&mut target);
            self.splice(list, row, 1, vec![target]);
        }
    }

    /// Adds an empty pair of 年度总目标 and 完成情况.
    pub fn add_goal(&self) {
        let from = self.with_form(|form| form.goals.len());
        self.make(Change::Goals {
            from,
            remove: 0,
            rows: vec![Goal::default()],
        });
    }

    /// Removes a pair.
    pub fn remove_goal(&self, row: usize) {
        self.make(Change::Goals {
            from: row,
            remove: 1,
            rows: Vec::new(),
        });
    }
}
