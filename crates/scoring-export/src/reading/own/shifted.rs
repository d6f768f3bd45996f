//! Rows of targets that moved while the references to their cells did not: some programs that insert a row leave the formulas
//! of other sheets alone. Such rows are found again by what they say, below the band that names their indicator.

use std::collections::{BTreeMap, BTreeSet};

use scoring::finding::Place;
use scoring::rubric::Rubric;

use super::Unread;
use super::content::is_same;
use super::edits::shown;
use super::reference::Reference;
use super::store::{Bound, Field};
use crate::reading::workbook::{Sheet, address};

/// How many pairs of a stored and a found row are compared.
const MAX_PAIRS: usize = 1_000_000;
/// What the same name counts for, in cells that say the same.
const NAME: usize = 3;

/// What became of rows that moved.
#[derive(Default)]
pub(super) struct Shifted {
    pub notes: Vec<String>,
    pub unread: Vec<Unread>,
    /// The lists whose rows were not found again, so that nothing of them is read.
    pub refused: BTreeSet<String>,
}

/// A row that was written: a target, or a part of one.
struct Written<'a> {
    row: u32,
    /// The cells of the row, by their index among all.
    cells: Vec<usize>,
    name: Option<&'a Bound>,
}

/// The rows of a list, on a sheet.
struct List<'a> {
    sheet: &'a Sheet,
    bound: &'a [Bound],
    written: Vec<Written<'a>>,
    /// The band with the name of the indicator, if there is exactly one.
    band: Option<u32>,
    /// The rows with content below the band, up to the next one.
    found: Vec<u32>,
}

/// Where each written row stands now; `None` where it was deleted.
type Places = Vec<Option<u32>>;

impl Shifted {
    /// Lets what is bound refer to where the rows of targets stand now.
    pub fn settle(bound: &mut Vec<Bound>, sheets: &[Sheet], rubric: &Rubric) -> Self {
        let mut shifted = Self::default();
        let mut moves: Vec<(usize, Option<u32>)> = Vec::new();
        let mut moved: Vec<String> = Vec::new();
        for sheet in sheets {
            let bands = bands(sheet, rubric);
            for (id, written) in written(sheet, bound) {
                let name = rubric.indicator(id).map_or(id, |one| one.name.trim_end());
                let list = List::new(sheet, bound, written, &bands, name);
                if !list.is_shifted() {
                    continue;
                }
                let Some(places) = list.places() else {
                    shifted.refuse(id, name, &list);
                    continue;
                };
                let mut rows = list.written.iter().zip(&places);
                if rows.any(|(written, place)| *place != Some(written.row)) {
                    moved.push(format!("“{name}”"));
                }
                for (written, place) in list.written.iter().zip(places) {
                    moves.extend(written.cells.iter().map(|cell| (*cell, place)));
                }
            }
        }
        for (cell, place) in moves {
            let Some(bound) = bound.get_mut(cell) else {
                continue;
            };
            match (&mut bound.cell, place) {
                (Reference::Cell(_, at), Some(row)) => at.0 = row,
                (cell, _) => *cell = Reference::Gone,
            }
        }
        bound.retain(|bound| list(bound).is_none_or(|(list, _)| !shifted.refused.contains(list)));
        if !moved.is_empty() {
            shifted.notes.push(format!(
                "{}的行挪动过，而存盘数据里的单元格引用没有跟着变（有的软件插入、删除行时会这样）；已按目标名称重新对应各行，请核对列出的改动。",
                moved.join("、")
            ));
        }
        shifted
    }

    fn refuse(&mut self, id: &str, name: &str, list: &List<'_>) {
        self.refused.insert(id.to_owned());
        let row = list.written.first().map_or(0, |written| written.row);
        self.unread.push(Unread {
            sheet: list.sheet.name.clone(),
            cell: address((list.band.unwrap_or(row), 0)),
            text: name.to_owned(),
            why: "各目标所在的行挪动过，与存盘时对不上，分不清哪一行是哪个目标；这一项下的改动都没有读入，保留原来填的内容。请用 Excel 或 WPS 打开原来的工作簿，在原处重新改，或在本页直接填。".to_owned(),
        });
    }
}

/// The list of a bound cell of a target, and whether the cell holds a name.
fn list(bound: &Bound) -> Option<(&str, bool)> {
    match &bound.field {
        Field::Place(Place::Target(list, _, field) | Place::Part(list, _, _, field)) => {
            Some((list, *field == "name"))
        }
        _ => None,
    }
}

/// The written rows of each list on a sheet, in order.
fn written<'a>(sheet: &Sheet, bound: &'a [Bound]) -> BTreeMap<&'a str, Vec<Written<'a>>> {
    let mut lists: BTreeMap<&str, BTreeMap<u32, Written<'_>>> = BTreeMap::new();
    for (index, one) in bound.iter().enumerate() {
        let (Some((list, is_name)), Reference::Cell(name, at)) = (list(one), &one.cell) else {
            continue;
        };
        if *name != sheet.name {
            continue;
        }
        let row = lists.entry(list).or_default().entry(at.0);
        let row = row.or_insert_with(|| Written {
            row: at.0,
            cells: Vec::new(),
            name: None,
        });
        row.cells.push(index);
        if is_name && one.was.is_some() {
            row.name = Some(one);
        }
    }
    lists
        .into_iter()
        .map(|(list, rows)| (list, rows.into_values().collect()))
        .collect()
}

/// The rows whose first cell is the name of an indicator, with that name.
fn bands<'a>(sheet: &Sheet, rubric: &'a Rubric) -> BTreeMap<u32, &'a str> {
    let names: BTreeSet<&str> = rubric.indicators().map(|one| one.name.trim_end()).collect();
    let first = sheet.cells.iter().filter(|(at, _)| at.1 == 0);
    first
        .filter_map(|(at, cell)| Some((at.0, *names.get(shown(cell).trim_end())?)))
        .collect()
}

impl<'a> List<'a> {
    fn new(
        sheet: &'a Sheet,
        bound: &'a [Bound],
        written: Vec<Written<'a>>,
        bands: &BTreeMap<u32, &str>,
        band: &str,
    ) -> Self {
        let mut own = bands.iter().filter(|(_, name)| **name == band);
        let band = match (own.next(), own.next()) {
            (Some((row, _)), None) => Some(*row),
            _ => None,
        };
        let next = band.and_then(|band| bands.range(band + 1..).next());
        let next = next.map_or(u32::MAX, |(row, _)| *row);
        let cells = sheet
            .cells
            .iter()
            .filter(|(_, cell)| cell.formula.is_some() || !shown(cell).trim().is_empty());
        let rows: BTreeSet<u32> = cells.map(|(at, _)| at.0).collect();
        let found = band.map_or(Vec::new(), |band| {
            let rows = rows.range(band + 1..).take_while(|row| **row < next);
            rows.copied().collect()
        });
        Self {
            sheet,
            bound,
            written,
            band,
            found,
        }
    }

    /// Whether a name is not where it was written, but elsewhere; or does not stand as far below its band as it was written.
    fn is_shifted(&self) -> bool {
        let astray = |written: &&Written<'_>| match written.name {
            Some(_) => !self.is_named(written, written.row),
            None => self.is_filled(written) && self.likeness(written, written.row) == 0,
        };
        let mut astray = self.written.iter().filter(astray).peekable();
        let first = self.written.first().map(|written| written.row);
        let unmoved = first.is_some_and(|row| row.checked_sub(1) == self.band);
        if astray.peek().is_some() && !unmoved {
            return true;
        }
        let held: BTreeSet<u32> = self
            .written
            .iter()
            .filter(|written| self.is_named(written, written.row))
            .map(|written| written.row)
            .collect();
        let rows = || self.found.iter().filter(|row| !held.contains(row));
        astray.any(|written| rows().any(|row| self.is_named(written, *row)))
    }

    /// Whether enough was written into a row to know it by.
    fn is_filled(&self, written: &Written<'_>) -> bool {
        let cells = written
            .cells
            .iter()
            .filter_map(|cell| self.bound.get(*cell));
        cells.filter(|cell| cell.was.is_some()).count() >= 2
    }

    /// Whether a row has the name of a written one.
    fn is_named(&self, written: &Written<'_>, row: u32) -> bool {
        written.name.is_some_and(|name| says(self.sheet, name, row))
    }

    /// How well a row is what was written, by the cells that say the same; 0 where it is not.
    fn likeness(&self, written: &Written<'_>, row: u32) -> usize {
        let cells = written
            .cells
            .iter()
            .filter_map(|cell| self.bound.get(*cell));
        let filled = || cells.clone().filter(|cell| cell.was.is_some());
        let same = filled().filter(|cell| says(self.sheet, cell, row)).count();
        match self.is_named(written, row) {
            true => same + NAME,
            false if same >= 2 && same * 2 >= filled().count() => same,
            false => 0,
        }
    }

    /// Where the written rows stand now: the order that fits best, and between two that fit as many as were there. `None`
    /// where it cannot be told.
    fn places(&self) -> Option<Places> {
        self.band?;
        let (written, found) = (self.written.len(), self.found.len());
        if written.checked_mul(found)? > MAX_PAIRS {
            return None;
        }
        let fits = self.fits();
        let mut places: Places = vec![None; written];
        let mut anchors = Vec::new();
        let (mut from, mut to) = (0, 0);
        while from < written && to < found {
            let here = fits[from][to];
            match here.best {
                best if here.like > 0 && best == here.like + fits[from + 1][to + 1].best => {
                    anchors.push((from, to));
                    (from, to) = (from + 1, to + 1);
                }
                best if best == fits[from + 1][to].best => from += 1,
                _ => to += 1,
            }
        }
        anchors.push((written, found));
        let (mut from, mut to) = (0, 0);
        for (at, row) in anchors {
            let (lost, new) = (at - from, row - to);
            if lost == new {
                for (place, row) in places[from..at].iter_mut().zip(&self.found[to..row]) {
                    *place = Some(*row);
                }
            } else if lost > 0 && new > 0 {
                return None;
            }
            if let (Some(place), Some(row)) = (places.get_mut(at), self.found.get(row)) {
                *place = Some(*row);
            }
            (from, to) = (at + 1, row + 1);
        }
        Some(places)
    }

    /// How well the rows from each pair on fit at best.
    fn fits(&self) -> Vec<Vec<Fit>> {
        let (written, found) = (self.written.len(), self.found.len());
        let mut fits = vec![vec![Fit::default(); found + 1]; written + 1];
        for from in (0..written).rev() {
            for to in (0..found).rev() {
                let like = self.likeness(&self.written[from], self.found[to]);
                let with = match like {
                    0 => 0,
                    like => like + fits[from + 1][to + 1].best,
                };
                let without = fits[from + 1][to].best.max(fits[from][to + 1].best);
                fits[from][to] = Fit {
                    like,
                    best: with.max(without),
                };
            }
        }
        fits
    }
}

/// How well two rows fit, and all from them on.
#[derive(Clone, Copy, Default)]
struct Fit {
    like: usize,
    best: usize,
}

/// Whether a row says in the column of a cell what was written into that.
fn says(sheet: &Sheet, bound: &Bound, row: u32) -> bool {
    let Reference::Cell(_, (_, column)) = &bound.cell else {
        return false;
    };
    is_same(bound.was.as_ref(), sheet.cells.get(&(row, *column)))
}
