//! Our own workbook 工作簿, as it comes back: the form that is stored in it, and what was changed in its
//! cells since.

mod added;
mod content;
mod edits;
mod line;
mod reference;
mod shifted;
mod store;
mod strays;

use scoring::finding::Place;

use super::workbook::Workbook;
use super::{Made, Own, Unreadable};
use edits::Edits;
use shifted::Shifted;
pub(super) use store::{Stored, stored};

/// What was done to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// 改了.
    Changed,
    /// 加了一行: a target that was written into a new row.
    Added,
    /// 删了一行: a target whose row was deleted.
    Removed,
}

/// A change that was made in a cell of the workbook, and is now in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub change: Change,
    /// The field of the form as it is now; of a row that was deleted, as it was.
    pub place: Place,
    /// What the form calls the field.
    pub name: String,
    /// What stood there before.
    pub was: String,
    /// What stands there now.
    pub now: String,
    /// The sheet.
    pub sheet: String,
    /// The cell, such as `H12`; empty where it was deleted.
    pub cell: String,
    /// What a person should look at, where the cell can be understood otherwise.
    pub doubt: Option<String>,
}

/// What stands in a workbook and did not get into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The sheet.
    pub sheet: String,
    /// The cell, such as `H12`; empty where it was deleted.
    pub cell: String,
    /// What stands in it.
    pub text: String,
    /// Why it was not read, and what to do.
    pub why: String,
}

/// Compares the cells with what was written into them.
pub(super) fn read(
    stored: Stored,
    book: &mut Workbook<'_>,
    mut notes: Vec<String>,
) -> Result<Own, Unreadable> {
    let Stored { saved, mut bound } = stored;
    let mut sheets = Vec::new();
    for (name, _) in book.sheets() {
        let used = bound.iter().any(|bound| bound.is_on(&name));
        if used {
            sheets.push(book.with_formulas(&name)?);
        }
    }
    let shifted = Shifted::settle(&mut bound, &sheets, &saved.document.in_use());
    notes.extend(shifted.notes);
    let mut edits = Edits::new(saved.document, &sheets, &bound, shifted.refused);
    edits.unread = shifted.unread;
    edits.compare();
    edits.rows();
    let (mut document, stored, mut edits, unread) = edits.done();
    let unit = document.review.as_ref().map(|review| &review.unit);
    if unit.is_some_and(|unit| !document.form.claims_as(unit)) {
        document.form.targets = stored.form.targets.clone();
        edits.retain(|edit| !edit.place.is_of_targets());
        notes.push("这是核查的工作簿，里面增删了单位的绩效目标。目标以单位报送的为准，《指标完成情况表》里的改动都没有读入，请在页面上填核实的数。".to_owned());
    }
    Ok(Own {
        document,
        made: Made::Xlsx,
        stored: (!edits.is_empty()).then_some(stored),
        stated: saved.stated,
        edits,
        unread,
        notes,
    })
}
