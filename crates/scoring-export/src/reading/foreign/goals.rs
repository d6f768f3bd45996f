//! The year's tasks 年度总目标 above the scoring table, and how far each got 完成情况.

use scoring::finding::Place;

use super::header::{At, Header, Text};
use super::{Row, RowKind};
use crate::block::word::squeezed;

impl Header<'_> {
    /// The year's tasks, each with how far it got.
    pub fn goals(&self) -> Vec<Row> {
        if !self.rubric.goals {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for (goal, done) in self.tasks() {
            let place = |field| Place::Goal(rows.len(), field);
            let mut values = Vec::new();
            for (field, name, at) in [("goal", "年度总目标", goal), ("done", "完成情况", done)]
            {
                if let Some(at) = at {
                    let text = self.table.printed(at.0, at.1).to_owned();
                    values.push(self.taken(place(field), name, text, at));
                }
            }
            if let Some(at) = goal.or(done) {
                rows.push(self.row(at, RowKind::Goal, "年度总目标", values));
            }
        }
        rows
    }

    /// The cells of the year's tasks, and of how far each got.
    fn tasks(&self) -> Vec<(Option<At>, Option<At>)> {
        const GOALS: [&str; 6] = [
            "年度总目标",
            "年度总体目标",
            "年度绩效目标",
            "年度目标",
            "总体目标",
            "年度总体绩效目标",
        ];
        const HEADS: [&str; 3] = ["预期目标", "年初设定目标", "目标"];
        const DONE: [&str; 5] = [
            "完成情况",
            "实际完成情况",
            "全年实际完成情况",
            "目标实际完成情况",
            "年度总体目标完成情况",
        ];
        let find = |words: &[&str], from: usize| {
            let mut cells = self.cells.iter().filter(|cell| cell.at.0 >= from);
            let named = |cell: &&Text<'_>| {
                words.contains(&squeezed(cell.text).trim_end_matches(['：', ':']))
            };
            cells.find(named).map(|cell| cell.at)
        };
        let Some(goal) = find(&GOALS, 0) else {
            return Vec::new();
        };
        let Some(done) = find(&DONE, goal.0) else {
            return Vec::new();
        };
        let filled = |at: At| {
            let at = self.table.whole(at.0, at.1);
            (!self.table.text(at.0, at.1).is_empty()).then_some(at)
        };
        // Heads above the texts, or the labels at their left.
        let head = find(&HEADS, goal.0).filter(|at| at.0 == done.0);
        let mut tasks = Vec::new();
        match head {
            Some(head) => {
                let row = done.0 + 1;
                let heads = self.table.number(row) > 0 && row < self.end;
                if heads {
                    tasks.push((filled((row, head.1)), filled((row, done.1))));
                }
            }
            None => {
                let rows =
                    (goal.0..self.end).take_while(|row| self.table.whole(*row, goal.1) == goal);
                for row in rows {
                    let right = |label: At| {
                        let mut columns = label.1 + 1..self.table.width();
                        let next =
                            columns.find(|column| self.table.whole(row, *column) != label)?;
                        filled((row, next))
                    };
                    let pair = (right(goal).filter(|at| *at != done), right(done));
                    if !tasks.contains(&pair) {
                        tasks.push(pair);
                    }
                }
            }
        }
        tasks.retain(|(goal, done)| goal.is_some() || done.is_some());
        tasks
    }
}
