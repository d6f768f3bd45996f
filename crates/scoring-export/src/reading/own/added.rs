//! Rows of targets that came and went.

use std::collections::{BTreeMap, BTreeSet};

use scoring::finding::Place;
use scoring::form::Target;

use super::edits::{Edits, shown};
use super::line::said;
use super::reference::Reference;
use super::store::{Bound, Field};
use super::{Change, Edit, strays};
use crate::block;
use crate::reading::called::called;
use crate::reading::workbook::{At, Sheet, Value, address, written};
use crate::xlsx::NO_TARGETS;

/// How many rows are read that were added.
const MAX_NEW: usize = 2_000;

/// Where the form stands on a sheet.
#[derive(Default)]
pub(super) struct Layout<'a> {
    /// The columns of targets.
    columns: BTreeMap<u32, block::Column>,
    /// The rows that hold targets, and their list and index.
    rows: BTreeMap<u32, (&'a str, usize)>,
    /// All cells that hold a field.
    pub cells: BTreeSet<At>,
    /// The columns of answers, each from its first row to its last.
    pub answers: BTreeMap<u32, (u32, u32)>,
}

/// A new row.
struct New {
    list: String,
    sheet: String,
    row: u32,
    /// The cell of its name.
    name: At,
    target: Target,
    doubt: Option<String>,
}

/// A list of targets of which rows came or went.
#[derive(Default)]
struct Changed<'a> {
    /// The rows that hold its targets, each with the index that is next behind its target.
    rows: BTreeMap<u32, usize>,
    /// The targets that were deleted.
    gone: BTreeSet<usize>,
    /// The rows that were added.
    new: Vec<&'a New>,
}

/// Takes deleted targets out of the form and puts new ones in.
pub(super) fn rows(edits: &mut Edits<'_>) {
    let mut new = Vec::new();
    let sheets: Vec<&Sheet> = edits.sheets.values().copied().collect();
    for sheet in sheets {
        let layout = Layout::of(sheet, edits.bound);
        if !layout.columns.is_empty() {
            new.extend(added(edits, sheet, &layout));
        }
        strays::of(edits, sheet, &layout);
    }
    let bound = edits.bound;
    let mut lists: BTreeMap<&str, Changed<'_>> = BTreeMap::new();
    for new in &new {
        lists.entry(&new.list).or_default().new.push(new);
    }
    for (list, index) in gone(bound) {
        lists.entry(list).or_default().gone.insert(index);
    }
    for bound in bound {
        if let (Some((list, index)), Reference::Cell(_, at)) = (target_of(bound), &bound.cell)
            && let Some(changed) = lists.get_mut(list)
        {
            let next = changed.rows.entry(at.0).or_default();
            *next = (*next).max(index + 1);
        }
    }
    for (list, changed) in &lists {
        rebuild(edits, list, changed);
    }
}

impl<'a> Layout<'a> {
    fn of(sheet: &Sheet, bound: &'a [Bound]) -> Self {
        let mut layout = Self::default();
        for bound in bound {
            let Reference::Cell(name, at) = &bound.cell else {
                continue;
            };
            if *name != sheet.name {
                continue;
            }
            layout.cells.insert(*at);
            match &bound.field {
                Field::Place(Place::Target(list, row, field)) => {
                    let column = block::Column::ALL
                        .into_iter()
                        .find(|column| column.field() == Some(*field));
                    layout.columns.extend(column.map(|column| (at.1, column)));
                    layout.rows.insert(at.0, (list, *row));
                }
                Field::Place(Place::Part(list, row, ..)) => {
                    layout.rows.insert(at.0, (list, *row));
                }
                Field::Place(Place::Answer(..) | Place::Input(..)) | Field::Basis(_) => {
                    let rows = layout.answers.entry(at.1).or_insert((at.0, at.0));
                    *rows = (rows.0.min(at.0), rows.1.max(at.0));
                }
                Field::Place(_) => {}
            }
        }
        layout
    }
}

/// The list and the index of the target that a cell belongs to.
fn target_of(bound: &Bound) -> Option<(&str, usize)> {
    match &bound.field {
        Field::Place(Place::Target(list, row, _) | Place::Part(list, row, ..)) => {
            Some((list, *row))
        }
        _ => None,
    }
}

/// The targets all of whose cells were deleted.
fn gone(bound: &[Bound]) -> BTreeSet<(&str, usize)> {
    let (mut gone, mut there) = (BTreeSet::new(), BTreeSet::new());
    for bound in bound {
        let set = match bound.cell {
            Reference::Gone => &mut gone,
            _ => &mut there,
        };
        set.extend(target_of(bound));
    }
    gone.difference(&there).copied().collect()
}

/// The rows among or below the targets that were typed in.
fn added(edits: &mut Edits<'_>, sheet: &Sheet, layout: &Layout<'_>) -> Vec<New> {
    let lists = lists(edits, sheet, layout);
    let mut rows: BTreeSet<u32> = BTreeSet::new();
    for (at, cell) in &sheet.cells {
        let typed = cell.formula.is_none() && !shown(cell).trim().is_empty();
        if typed && layout.columns.contains_key(&at.1) && !lists.contains_key(&at.0) {
            rows.insert(at.0);
        }
    }
    let mut new = Vec::new();
    for row in rows {
        // Above the first list stand the sheet's own heads.
        let Some((_, list)) = lists.range(..row).next_back() else {
            continue;
        };
        if edits.refused.contains(list) {
            continue;
        }
        if new.len() == MAX_NEW {
            let why = format!("加的行超过 {MAX_NEW} 行，从这一行起没有读入。");
            edits.unread(&sheet.name, (row, 0), String::new(), why);
            break;
        }
        new.extend(target(edits, sheet, layout, row, list));
    }
    new
}

/// The rows that the sheet has by itself, and the list that each belongs to: targets, and above them the band
/// with the name of their indicator.
fn lists(edits: &Edits<'_>, sheet: &Sheet, layout: &Layout<'_>) -> BTreeMap<u32, String> {
    let asked = edits
        .scorer
        .lines()
        .iter()
        .filter(|line| line.targets.is_some());
    let names: BTreeMap<&str, &str> = asked
        .filter_map(|line| {
            let indicator = edits.document.rubric.indicator(&line.id)?;
            Some((indicator.name.trim_end(), line.id.as_str()))
        })
        .collect();
    let mut lists = BTreeMap::new();
    let mut list = None;
    for (at, cell) in &sheet.cells {
        let text = shown(cell);
        let band = names.get(text.trim_end()).filter(|_| at.1 == 0);
        let band = band.map(|id| (*id).to_owned());
        let target = layout.rows.get(&at.0).map(|(list, _)| (*list).to_owned());
        list = band.clone().or_else(|| target.clone()).or(list);
        if let Some(list) = list
            .as_ref()
            .filter(|_| band.is_some() || target.is_some() || text == NO_TARGETS)
        {
            lists.insert(at.0, list.clone());
        }
    }
    lists
}

/// Reads a new row as a pasted one is read.
fn target(
    edits: &mut Edits<'_>,
    sheet: &Sheet,
    layout: &Layout<'_>,
    row: u32,
    list: &str,
) -> Option<New> {
    let asked = edits
        .scorer
        .lines()
        .iter()
        .find(|line| line.id == list)?
        .targets
        .clone()?;
    let column = |field| layout.columns.iter().find(move |(_, of)| **of == field);
    let name = column(block::Column::Name);
    let unit = column(block::Column::Unit);
    let unit = unit.and_then(|(column, _)| sheet.cells.get(&(row, *column)).map(shown));
    let text = |column: &u32, field: &block::Column| {
        let Some(cell) = sheet.cells.get(&(row, *column)) else {
            return String::new();
        };
        let figure = matches!(field, block::Column::Goal | block::Column::Actual);
        match cell.value {
            // The cells of a list with percentages hold fractions.
            Value::Number(number, _)
                if figure && unit.as_deref() == Some("%") && number.abs() <= 2.0 =>
            {
                written(number, true)
            }
            _ => shown(cell),
        }
    };
    let cells = layout.columns.iter().map(|(column, field)| block::Cell {
        text: text(column, field),
        continues: false,
    });
    let grid = block::Grid::new(vec![cells.collect()]);
    let plan = block::Plan {
        columns: layout.columns.values().copied().collect(),
        first_row: 0,
        fill_groups: false,
    };
    let mut reading = plan.targets(&grid, &asked, &[]);
    let Some(pasted) = reading.targets.pop() else {
        let text = grid.rows().iter().flatten().map(|cell| cell.text.as_str());
        let text = text
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("  ");
        let why = "这一行不像绩效目标，没有读入。".to_owned();
        edits.unread(&sheet.name, (row, 0), text, why);
        return None;
    };
    let notes = pasted.notes.iter().map(|note| {
        let (_, said) = note.message.split_once('“').unwrap_or(("", &note.message));
        format!("“{said}")
    });
    let doubt = notes.collect::<Vec<_>>().concat();
    Some(New {
        list: list.to_owned(),
        sheet: sheet.name.clone(),
        row,
        name: (row, name.map_or(0, |(column, _)| *column)),
        target: pasted.target,
        doubt: (!doubt.is_empty()).then_some(doubt),
    })
}

/// Makes a list anew: what was deleted goes, what was added stands where its row stands.
fn rebuild(edits: &mut Edits<'_>, list: &str, changed: &Changed<'_>) {
    let old = edits.document.form.targets.remove(list).unwrap_or_default();
    let mut made = Vec::new();
    let mut moved = BTreeMap::new();
    let mut added = Vec::new();
    let mut before = changed.before(old.len());
    for index in 0..=old.len() {
        for new in before.remove(&index).into_iter().flatten() {
            added.push((made.len(), new));
            made.push(new.target.clone());
        }
        if let Some(target) = old.get(index).filter(|_| !changed.gone.contains(&index)) {
            moved.insert(index, made.len());
            made.push(target.clone());
        }
    }
    for edit in &mut edits.edits {
        if renumber(edit, list, &moved) {
            edit.name = called(&edits.scorer, &edit.place);
        }
    }
    let stored = edits.stored().form.targets.get(list);
    let was = |index: &usize| {
        let target = stored.and_then(|targets| targets.get(*index));
        target.map(|target| target.name.clone()).unwrap_or_default()
    };
    let place = |index| Place::Target(list.to_owned(), index, "name");
    let removed = changed.gone.iter().map(|index| Edit {
        change: Change::Removed,
        name: called(&edits.scorer, &place(*index)),
        place: place(*index),
        was: was(index),
        now: String::new(),
        sheet: String::new(),
        cell: String::new(),
        doubt: None,
    });
    let added = added.into_iter().map(|(index, new)| Edit {
        change: Change::Added,
        name: called(&edits.scorer, &place(index)),
        place: place(index),
        was: String::new(),
        now: said(&new.target),
        sheet: new.sheet.clone(),
        cell: address(new.name),
        doubt: new.doubt.clone(),
    });
    let rows: Vec<Edit> = removed.chain(added).collect();
    edits.edits.extend(rows);
    if !made.is_empty() {
        edits.document.form.targets.insert(list.to_owned(), made);
    }
}

impl<'a> Changed<'a> {
    /// The new rows by the target before which each stands; behind all of them, by how many there are.
    fn before(&self, count: usize) -> BTreeMap<usize, Vec<&'a New>> {
        let mut next = 0;
        let rows = self.rows.iter().map(|(row, index)| {
            next = next.max(*index);
            (*row, next)
        });
        let rows: BTreeMap<u32, usize> = rows.collect();
        let mut before: BTreeMap<usize, Vec<&New>> = BTreeMap::new();
        for new in &self.new {
            let above = rows.range(..new.row).next_back();
            let index = above.map_or(0, |(_, next)| *next).min(count);
            before.entry(index).or_default().push(new);
        }
        before
    }
}

/// Lets an edit follow its target to its new place; whether that is another.
fn renumber(edit: &mut Edit, list: &str, moved: &BTreeMap<usize, usize>) -> bool {
    let (Change::Changed, Place::Target(of, row, _) | Place::Part(of, row, ..)) =
        (edit.change, &mut edit.place)
    else {
        return false;
    };
    match moved.get(row).filter(|new| of == list && *new != row) {
        None => false,
        Some(new) => {
            *row = *new;
            true
        }
    }
}
