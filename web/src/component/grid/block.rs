//! A block of cells: chosen by mouse or keys, copied to a spreadsheet, emptied.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use scoring::change::Change;
use scoring::finding::Place;
use scoring::form::Target;
use scoring_export::block;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event};

use super::Grid;
use crate::desk::Message;

/// Cells from one corner to the other.
#[derive(Clone, Copy, PartialEq)]
pub struct Block {
    from: (usize, usize),
    to: (usize, usize),
}

impl Block {
    fn rows(&self) -> (usize, usize) {
        (self.from.0.min(self.to.0), self.from.0.max(self.to.0))
    }

    fn columns(&self) -> (usize, usize) {
        (self.from.1.min(self.to.1), self.from.1.max(self.to.1))
    }

    /// The first and the last chosen column of a row.
    pub fn columns_in(&self, row: usize) -> Option<(usize, usize)> {
        let (first, last) = self.rows();
        (self.is_many() && (first..=last).contains(&row)).then(|| self.columns())
    }

    /// How many rows and columns.
    pub fn size(&self) -> (usize, usize) {
        let ((first, last), (left, right)) = (self.rows(), self.columns());
        (last - first + 1, right - left + 1)
    }

    /// Whether it is more than one cell.
    pub fn is_many(&self) -> bool {
        self.from != self.to
    }
}

/// Moves the far corner of the block that begins at the focused cell.
pub fn extend(grid: Grid, cell: (usize, usize), down: isize, right: isize) {
    let block = grid
        .block
        .get_untracked()
        .filter(|block| block.from == cell);
    let mut block = block.unwrap_or(Block {
        from: cell,
        to: cell,
    });
    let moved = |at: usize, by: isize, count: usize| {
        at.checked_add_signed(by)
            .map_or(0, |at| at.min(count.saturating_sub(1)))
    };
    block.to = (
        moved(block.to.0, down, grid.rows()),
        moved(block.to.1, right, grid.width()),
    );
    grid.block.set(Some(block));
}

/// Which cell the mouse is over.
fn under(grid: Grid, event: &Event) -> Option<(usize, usize)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let cell = target.closest("td").ok()??;
    let field = cell.query_selector("input[id],select[id]").ok()??;
    grid.cell(&field.id().parse::<Place>().ok()?)
}

/// The mouse goes down on a cell: a block begins there; with Shift it ends there.
pub fn begin(grid: Grid, event: &MouseEvent) {
    let cell = under(grid, event);
    let block = match (cell, event.shift_key(), grid.block.get_untracked()) {
        (Some(to), true, Some(block)) => {
            event.prevent_default();
            Some(Block { to, ..block })
        }
        (Some(from), ..) => Some(Block { from, to: from }),
        (None, ..) => None,
    };
    grid.block.set(block);
}

/// The mouse is drawn over other cells.
pub fn drag(grid: Grid, event: &MouseEvent) {
    let held = event.buttons() == 1;
    let block = grid.block.get_untracked().filter(|_| held);
    if let (Some(block), Some(to)) = (block, under(grid, event))
        && block.to != to
    {
        // The text of the first field is not what is being chosen.
        if let Ok(Some(selection)) = window().get_selection() {
            selection.remove_all_ranges().ok();
        }
        grid.block.set(Some(Block { to, ..block }));
    }
}

fn chosen(grid: Grid) -> Option<(Block, Vec<Target>)> {
    let block = grid.block.get_untracked().filter(Block::is_many)?;
    let (first, last) = block.rows();
    let rows = grid.list.with_value(|list| {
        grid.desk
            .with_form(|form| Some(form.targets.get(list)?.get(first..=last)?.to_vec()))
    });
    Some((block, rows?))
}

/// Puts the chosen block on the clipboard; `false` where one cell is chosen: that is the browser's.
pub fn copy(grid: Grid, event: &Event) -> bool {
    let Some((block, rows)) = chosen(grid) else {
        return false;
    };
    let (left, right) = block.columns();
    let columns = grid
        .columns
        .with_value(|columns| columns[left..=right].to_vec());
    let text = block::rows(&rows, &columns).to_tsv();
    let data = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(ClipboardEvent::clipboard_data);
    let put = data.is_some_and(|data| data.set_data("text/plain", &text).is_ok());
    if put {
        event.prevent_default();
        let (rows, columns) = block.size();
        let done = format!("已复制 {rows} 行 {columns} 列，可粘到 Excel、WPS。");
        grid.desk.message.set(Some(Message::done(done)));
    }
    put
}

/// Chooses the whole table and copies it.
pub fn copy_all(grid: Grid) {
    let rows = grid.rows();
    grid.block.set(Some(Block {
        from: (0, 0),
        to: (rows.saturating_sub(1), grid.width() - 1),
    }));
    grid.go(0, 0);
    // The table's own listener puts the block there.
    let document: web_sys::HtmlDocument = document().unchecked_into();
    if !document.exec_command("copy").unwrap_or_default() {
        grid.desk.message.set(Some(Message::wrong(
            "浏览器没有让本页复制。整块已选中，请按 Ctrl+C。",
        )));
    }
}

/// Empties the chosen cells, in one step.
pub fn empty(grid: Grid) {
    let Some((block, mut rows)) = chosen(grid) else {
        return;
    };
    let (left, right) = block.columns();
    let columns = grid
        .columns
        .with_value(|columns| columns[left..=right].to_vec());
    for target in &mut rows {
        for field in columns.iter().filter_map(|column| column.field()) {
            target.set(field, "");
        }
    }
    grid.desk.make(Change::Targets {
        list: grid.list.get_value(),
        from: block.rows().0,
        remove: rows.len(),
        rows,
    });
}
