//! Targets as a block of cells, to be copied.

use scoring::form::Target;
use scoring::rule::targets::DIRECTIONS;

use super::{Cell, Column, Grid};

/// A block of such columns, a row for each target. A target of several figures has a row 其中：… for each
/// below its own. Pasted again, it is the same targets.
pub fn rows(targets: &[Target], columns: &[Column]) -> Grid {
    let mut rows = Vec::with_capacity(targets.len());
    for target in targets {
        rows.push(row(target, columns));
        let parts = target.parts.iter().map(|part| {
            let whole = columns.contains(&Column::GoalWhole);
            let shared = |text: &str| {
                if whole {
                    text.to_owned()
                } else {
                    String::new()
                }
            };
            let part = Target {
                name: ["其中：", &part.name].concat(),
                goal: part.goal.clone(),
                actual: part.actual.clone(),
                direction: shared(&target.direction),
                unit: shared(&target.unit),
                ..Target::default()
            };
            row(&part, columns)
        });
        rows.extend(parts);
    }
    Grid::new(rows)
}

fn row(target: &Target, columns: &[Column]) -> Vec<Cell> {
    let cells = columns.iter().map(|column| Cell {
        text: match column {
            Column::GoalWhole => whole(target),
            column => column.text(target).to_owned(),
        },
        continues: false,
    });
    cells.collect()
}

/// ≥200万人. Without a figure there is nothing to compare with.
fn whole(target: &Target) -> String {
    match (target.goal.is_empty(), target.direction.as_str()) {
        (true, qualitative) if qualitative == DIRECTIONS[3] => qualitative.to_owned(),
        (true, _) => String::new(),
        (false, direction) => [direction, target.goal.text(), &target.unit].concat(),
    }
}
