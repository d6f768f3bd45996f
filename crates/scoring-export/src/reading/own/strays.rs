//! What was typed where no field is.

use std::collections::BTreeSet;

use super::added::Layout;
use super::edits::{Edits, shown};
use super::store::Written;
use crate::layout::{self, in_cell};
use crate::reading::workbook::{At, Cell, Sheet};

/// What stands among the answers in a cell that holds no field.
pub(super) fn of(edits: &mut Edits<'_>, sheet: &Sheet, layout: &Layout<'_>) {
    let printed = printed(edits);
    for (column, (first, last)) in &layout.answers {
        let cells: Vec<(At, &Cell)> = sheet
            .cells
            .range((*first, 0)..=(*last, u32::MAX))
            .filter(|(at, cell)| {
                at.1 == *column && cell.formula.is_none() && !layout.cells.contains(at)
            })
            .map(|(at, cell)| (*at, cell))
            .collect();
        for (at, cell) in cells {
            let text = shown(cell);
            if !text.trim().is_empty() && !printed.contains(&in_cell(&text)) {
                let why = "这一格不是填报的位置，没有读入。请在表里找到对应的项目填写。".to_owned();
                edits.unread(&sheet.name, at, text, why);
            }
        }
    }
}

/// What the workbook prints among the answers by itself, on a later page once more.
fn printed(edits: &Edits<'_>) -> BTreeSet<String> {
    let stored = edits.stored();
    let written = edits.bound.iter().filter_map(|bound| bound.was.as_ref());
    let mut printed: BTreeSet<String> = written
        .map(|(Written::Number(text) | Written::Day(text) | Written::Text(text))| in_cell(text))
        .collect();
    printed.insert(layout::CONTINUED.to_owned());
    let mut number = 0;
    for indicator in stored.rubric.indicators() {
        printed.insert(in_cell(&indicator.evidence));
        for target in stored.form.targets.get(&indicator.id).into_iter().flatten() {
            number += 1;
            printed.insert(in_cell(&layout::basis(number, target)));
        }
        if let Some(answer) = stored.form.answers.get(&indicator.id) {
            let (before, own) = layout::evidence(indicator, &answer.evidence);
            let texts = [&[&before, own].concat(), own, &answer.basis()];
            printed.extend(texts.map(in_cell));
        }
    }
    printed
}
