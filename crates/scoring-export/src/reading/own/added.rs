//! Rows of targets that came and went, and what was typed where no field is.

use std::collections::{BTreeMap, BTreeSet};

use scoring::finding::Place;
use scoring::form::Target;

use super::edits::{Edits, shown};
use super::line::said;
use super::reference::Reference;
use super::store::{Bound, Field};
use super::{Change, Edit};
use crate::block;
use crate::layout::{self, in_cell};
use crate::reading::called::called;
use crate::reading::workbook::{At, Cell, Sheet, Value, address, written};

/// How many rows are read that were added.
const MAX_NEW: usize = 2_000;

/// Where the form stands on a sheet.
#[derive(Default)]
struct Layout<'a> {
    /// The columns of targets.
    columns: BTreeMap<u32, block::Column>,
    /// The rows that hold targets, and their list and index.
    rows: BTreeMap<u32, (&'a str, usize)>,
    /// All cells that hold a field.
    cells: BTreeSet<At>,
    /// The columns of answers, each from its first row to its last.
    answers: BTreeMap<u32, (u32, u32)>,
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

/// Takes deleted targets out of the form and puts new ones in.
pub(super) fn rows(edits: &mut Edits<'_>) {
    let mut new = Vec::new();
    let sheets: Vec<&Sheet> = edits.sheets.values().copied().collect();
    for sheet in sheets {
        let layout = Layout::of(sheet, edits.bound);
        if !layout.columns.is_empty() {
            new.extend(added(edits, sheet, &layout));
        }
        strays(edits, sheet, &layout);
    }
    let mut lists: BTreeSet<String> = new.iter().map(|new| new.list.clone()).collect();
    let gone = gone(edits);
    lists.extend(gone.iter().map(|(list, _)| list.clone()));
    for list in lists {
        let new: Vec<_> = new.iter().filter(|new| new.list == list).collect();
        rebuild(edits, &list, &gone, &new);
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

/// The targets all of whose cells were deleted.
fn gone(edits: &Edits<'_>) -> BTreeSet<(String, usize)> {
    let (mut gone, mut there) = (BTreeSet::new(), BTreeSet::new());
    for bound in edits.bound {
        if let Field::Place(Place::Target(list, row, _) | Place::Part(list, row, ..)) = &bound.field
        {
            let set = match bound.cell {
                Reference::Gone => &mut gone,
                _ => &mut there,
            };
            set.insert((list.clone(), *row));
        }
    }
    gone.difference(&there).cloned().collect()
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
            .filter(|_| band.is_some() || target.is_some() || text == "（未填报绩效目标）")
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
fn rebuild(edits: &mut Edits<'_>, list: &str, gone: &BTreeSet<(String, usize)>, new: &[&New]) {
    let above: Vec<(u32, usize)> = edits
        .bound
        .iter()
        .filter_map(|bound| match (&bound.field, &bound.cell) {
            (
                Field::Place(Place::Target(of, index, _) | Place::Part(of, index, ..)),
                Reference::Cell(_, at),
            ) if of == list => Some((at.0, *index)),
            _ => None,
        })
        .collect();
    let old = edits.document.form.targets.remove(list).unwrap_or_default();
    // How many old targets stand above a new row.
    let behind = |new: &New| {
        let rows = above.iter().filter(|(row, _)| *row < new.row);
        rows.map(|(_, index)| index + 1).max().unwrap_or_default()
    };
    let mut made = Vec::new();
    let mut moved = BTreeMap::new();
    let mut notes = Vec::new();
    let mut put = |made: &mut Vec<Target>, new: &New| {
        notes.push((made.len(), new.name, new.sheet.clone(), new.doubt.clone()));
        made.push(new.target.clone());
    };
    for (index, target) in old.iter().enumerate() {
        new.iter()
            .filter(|new| behind(new) == index)
            .for_each(|new| put(&mut made, new));
        if !gone.contains(&(list.to_owned(), index)) {
            moved.insert(index, made.len());
            made.push(target.clone());
        }
    }
    new.iter()
        .filter(|new| behind(new) >= old.len())
        .for_each(|new| put(&mut made, new));
    edits
        .edits
        .iter_mut()
        .for_each(|edit| renumber(edit, list, &moved));
    let name = |edits: &Edits<'_>, index| {
        let place = Place::Target(list.to_owned(), index, "name");
        let name = called(&edits.scorer, &place);
        (place, name)
    };
    for (of, index) in gone.iter().filter(|(of, _)| of == list) {
        let (place, name) = name(edits, *index);
        let was = edits
            .stored()
            .form
            .targets
            .get(of)
            .and_then(|targets| targets.get(*index));
        let was = was.map(|target| target.name.clone()).unwrap_or_default();
        edits.edits.push(Edit {
            change: Change::Removed,
            place,
            name,
            was,
            now: String::new(),
            sheet: String::new(),
            cell: String::new(),
            doubt: None,
        });
    }
    for (index, cell, sheet, doubt) in notes {
        let (place, name) = name(edits, index);
        let now = made.get(index).map(said).unwrap_or_default();
        edits.edits.push(Edit {
            change: Change::Added,
            place,
            name,
            was: String::new(),
            now,
            sheet,
            cell: address(cell),
            doubt,
        });
    }
    if !made.is_empty() {
        edits.document.form.targets.insert(list.to_owned(), made);
    }
    let scorer = &edits.scorer;
    edits
        .edits
        .iter_mut()
        .for_each(|edit| edit.name = called(scorer, &edit.place));
}

/// Lets an edit follow its target to its new place.
fn renumber(edit: &mut Edit, list: &str, moved: &BTreeMap<usize, usize>) {
    if edit.change != Change::Changed {
        return;
    }
    match &mut edit.place {
        Place::Target(of, row, _) | Place::Part(of, row, ..) if of == list => {
            if let Some(new) = moved.get(row) {
                *row = *new;
            }
        }
        _ => {}
    }
}

/// What stands among the answers in a cell that holds no field.
fn strays(edits: &mut Edits<'_>, sheet: &Sheet, layout: &Layout<'_>) {
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
    let written = edits.bound.iter().filter_map(|bound| {
        let was = bound.was.as_ref()?;
        was.t
            .clone()
            .or_else(|| was.n.clone())
            .or_else(|| was.d.clone())
    });
    let mut printed: BTreeSet<String> = written.map(|text| in_cell(&text)).collect();
    printed.insert(layout::CONTINUED.to_owned());
    let mut number = 0;
    for indicator in stored.rubric.indicators() {
        printed.insert(in_cell(&indicator.evidence));
        for target in stored.form.targets.get(&indicator.id).into_iter().flatten() {
            number += 1;
            printed.insert(in_cell(&layout::basis(number, target)));
        }
        if let Some(answer) = stored.form.answers.get(&indicator.id) {
            let own = [&indicator.evidence, "\n【本单位】", answer.evidence.trim()].concat();
            let texts = [own.as_str(), answer.evidence.trim(), &answer.basis()];
            printed.extend(texts.map(in_cell));
        }
    }
    printed
}
