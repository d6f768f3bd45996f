//! Keys in the grid: from cell to cell as in a spreadsheet, and what is done with whole rows.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use scoring::finding::Place;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::Grid;
use super::block::{self, Block};

/// A key was pressed in a cell.
pub fn press(grid: Grid, event: &KeyboardEvent) {
    // The key that ends a composition belongs to the input method.
    if event.is_composing() || event.key_code() == 229 {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else { return };
    let Ok(place) = target.id().parse::<Place>() else {
        return;
    };
    let done = match grid.cell(&place) {
        Some(cell) => in_cell(grid, cell, &target, event),
        None => in_part(grid, &place, event),
    };
    if done {
        event.prevent_default();
    }
}

fn in_cell(
    grid: Grid,
    (row, column): (usize, usize),
    target: &Element,
    event: &KeyboardEvent,
) -> bool {
    let control = event.ctrl_key() || event.meta_key();
    let keys = (control, event.alt_key(), event.shift_key());
    let key = event.key();
    let last = grid.rows().saturating_sub(1);
    let input = target.dyn_ref::<HtmlInputElement>();
    match (keys, key.as_str()) {
        ((true, false, false), "Enter") => grid.insert(row + 1),
        ((true, false, true), "D" | "d") => grid.duplicate(row),
        ((true, false, true), "K" | "k") => grid.remove(row),
        ((false, true, false), "ArrowDown") if grid.move_down(row) => grid.go(row + 1, column),
        ((false, true, false), "ArrowUp") if row > 0 && grid.move_down(row - 1) => {
            grid.go(row - 1, column);
        }
        ((true, false, false), "Home") => grid.go(0, column),
        ((true, false, false), "End") => grid.go(last, column),
        ((false, false, false), "Enter") if row == last => grid.insert(row + 1),
        ((false, false, false), "Enter") => step(grid, row + 1, column),
        ((false, false, true), "Enter") => return up(grid, row, column),
        // In a drop-down they choose, as everywhere.
        ((false, false, false), "ArrowDown") if input.is_some() && row < last => {
            step(grid, row + 1, column)
        }
        ((false, false, false), "ArrowUp") if input.is_some() => return up(grid, row, column),
        ((false, false, false), "ArrowRight")
            if at_end(input, true) && column + 1 < grid.width() =>
        {
            step(grid, row, column + 1);
        }
        ((false, false, false), "ArrowLeft") if at_end(input, false) && column > 0 => {
            step(grid, row, column - 1)
        }
        ((false, false, true), "ArrowDown") if input.is_some() => {
            block::extend(grid, (row, column), 1, 0)
        }
        ((false, false, true), "ArrowUp") if input.is_some() => {
            block::extend(grid, (row, column), -1, 0)
        }
        ((false, false, true), "ArrowRight") if many(grid) => {
            block::extend(grid, (row, column), 0, 1)
        }
        ((false, false, true), "ArrowLeft") if many(grid) => {
            block::extend(grid, (row, column), 0, -1)
        }
        ((false, false, false), "Delete" | "Backspace") if many(grid) => block::empty(grid),
        (_, "Escape") if many(grid) => grid.block.set(None),
        _ => return false,
    }
    true
}

fn many(grid: Grid) -> bool {
    grid.block
        .with_untracked(|block| block.as_ref().is_some_and(Block::is_many))
}

/// Goes to a cell; what was chosen is no longer.
fn step(grid: Grid, row: usize, column: usize) {
    grid.block.set(None);
    grid.go(row, column);
}

fn up(grid: Grid, row: usize, column: usize) -> bool {
    let above = row.checked_sub(1);
    if let Some(above) = above {
        step(grid, above, column);
    }
    above.is_some()
}

/// Whether an arrow has nowhere to go within the text: it stands at that end, or all of it is chosen.
fn at_end(input: Option<&HtmlInputElement>, right: bool) -> bool {
    let Some(input) = input else { return true };
    let (start, end) = (input.selection_start(), input.selection_end());
    let (Ok(Some(start)), Ok(Some(end))) = (start, end) else {
        return true;
    };
    let length = input.value().encode_utf16().count() as u32;
    let all = start == 0 && end == length;
    all || start == end && start == if right { length } else { 0 }
}

/// Among parts, up and down stay in the column; beyond them is the next target.
fn in_part(grid: Grid, place: &Place, event: &KeyboardEvent) -> bool {
    let Place::Part(list, row, part, field) = place else {
        return false;
    };
    let down = match (event.key().as_str(), event.shift_key()) {
        ("Enter", false) | ("ArrowDown", false) => true,
        ("Enter", true) | ("ArrowUp", false) => false,
        _ => return false,
    };
    let parts = grid
        .desk
        .target(list, *row)
        .map_or(0, |target| target.parts.len());
    let next = if down {
        Some(part + 1)
    } else {
        part.checked_sub(1)
    };
    let to = match next.filter(|next| *next < parts) {
        Some(next) => Place::Part(list.clone(), *row, next, field),
        None if down => Place::Target(list.clone(), row + 1, field),
        None => Place::Target(list.clone(), *row, "name"),
    };
    grid.desk.lead(to);
    true
}
