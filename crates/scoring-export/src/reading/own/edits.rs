//! The changes that were made in the cells, put into the form.

use std::collections::{BTreeMap, BTreeSet};

use scoring::Scorer;
use scoring::finding::Place;
use scoring::form::Answer;

use super::added;
use super::content::{self, Said, tidy};
use super::reference::Reference;
use super::store::{Bound, Field};
use super::{Change, Edit, Unread};
use crate::document::Document;
use crate::layout::OWN;
use crate::reading::called::called;
use crate::reading::workbook::{At, Cell, Sheet, Value, address, written};
use crate::xlsx::WORKING;

/// A workbook's cells beside the form that they hold.
pub(super) struct Edits<'a> {
    pub scorer: Scorer,
    pub document: Document,
    /// The form as it was stored.
    stored: Document,
    pub sheets: BTreeMap<&'a str, &'a Sheet>,
    pub bound: &'a [Bound],
    pub edits: Vec<Edit>,
    pub unread: Vec<Unread>,
    /// The lists of targets of which nothing is read.
    pub refused: BTreeSet<String>,
    /// The edit of each field that was changed.
    changed: BTreeMap<Place, usize>,
}

impl<'a> Edits<'a> {
    pub fn new(
        document: Document,
        sheets: &'a [Sheet],
        bound: &'a [Bound],
        refused: BTreeSet<String>,
    ) -> Self {
        Self {
            scorer: Scorer::new(&document.in_use()),
            stored: document.clone(),
            document,
            sheets: sheets
                .iter()
                .map(|sheet| (sheet.name.as_str(), sheet))
                .collect(),
            bound,
            edits: Vec::new(),
            unread: Vec::new(),
            refused,
            changed: BTreeMap::new(),
        }
    }

    /// Compares each cell with what was written into it.
    pub fn compare(&mut self) {
        for bound in self.bound {
            match &bound.cell {
                Reference::Cell(sheet, at) => match self.sheets.get(sheet.as_str()) {
                    Some(cells) => self.cell(bound, sheet, *at, cells.cells.get(at)),
                    None => self.lost(bound),
                },
                // A target whose row was deleted is found by all of its cells.
                Reference::Gone if self.is_of_target(bound) => {}
                Reference::Gone | Reference::Other => self.lost(bound),
            }
        }
    }

    /// Rows that came and went.
    pub fn rows(&mut self) {
        added::rows(self);
    }

    /// The form as it is now, as it was stored, and what happened between.
    pub fn done(self) -> (Document, Document, Vec<Edit>, Vec<Unread>) {
        (self.document, self.stored, self.edits, self.unread)
    }

    fn is_of_target(&self, bound: &Bound) -> bool {
        matches!(
            bound.field,
            Field::Place(Place::Target(..) | Place::Part(..))
        )
    }

    fn lost(&mut self, bound: &Bound) {
        // What was blank is not missed.
        if bound.was.is_none() {
            return;
        }
        let place = match &bound.field {
            Field::Place(place) => place.clone(),
            Field::Basis(id) => Place::Answer(id.clone(), "reason"),
        };
        let name = self.scorer.name_of(&place);
        self.unread.push(Unread {
            sheet: String::new(),
            cell: String::new(),
            text: self.stored.form.text(&place).to_owned(),
            why: format!(
                "“{name}”的单元格找不到了，可能整行、整列或整张表被删了；保留原来填的内容。"
            ),
        });
    }

    fn cell(&mut self, bound: &Bound, sheet: &str, at: At, cell: Option<&Cell>) {
        if content::is_same(bound.was.as_ref(), cell) || is_ours(bound, cell) {
            return;
        }
        let unit = self.unit(bound);
        let Some(mut said) = content::said(cell, &unit, bound.was.as_ref()) else {
            let text = cell.map(shown).unwrap_or_default();
            let why = format!(
                "单元格里是错误值 {text}，没有读入；保留原来填的内容。请改正后再打开，或在这里直接填。"
            );
            return self.unread(sheet, at, text, why);
        };
        if !bound.before.trim().is_empty() {
            said = behind(&bound.before, said);
        }
        match &bound.field {
            Field::Place(place) => self.change(place.clone(), said, sheet, at),
            Field::Basis(id) => {
                let (reason, remedy) = self.parts(id, &said.text);
                let doubt = said.doubt;
                for (field, text) in [("reason", reason), ("remedy", remedy)] {
                    let said = Said {
                        text,
                        doubt: doubt.clone(),
                    };
                    self.change(Place::Answer(id.clone(), field), said, sheet, at);
                }
            }
        }
    }

    /// The unit of a cell; of a target, as its row says now.
    fn unit(&self, bound: &Bound) -> String {
        let unit = match &bound.field {
            Field::Place(
                Place::Target(list, row, "goal" | "actual") | Place::Part(list, row, ..),
            ) => Some(Place::Target(list.clone(), *row, "unit")),
            _ => None,
        };
        let changed = unit.filter(|unit| self.changed.contains_key(unit));
        let now = changed.map(|unit| self.document.form.text(&unit).trim().to_owned());
        now.unwrap_or_else(|| bound.unit.clone())
    }

    /// The reason and the remedy in the cell of 评分依据.
    fn parts(&self, id: &str, text: &str) -> (String, String) {
        let remedy = self
            .stored
            .form
            .text(&Place::Answer(id.to_owned(), "remedy"));
        let kept = [Answer::REMEDY, remedy.trim()].concat();
        let at = match text.strip_suffix(&kept) {
            // As it was: a line of the reason may begin with the same word.
            Some(before) if !remedy.trim().is_empty() => Some(before.len()),
            _ if text.starts_with(Answer::REMEDY) => Some(0),
            _ => text.find(&["\n", Answer::REMEDY].concat()).map(|at| at + 1),
        };
        let (reason, remedy) = text.split_at(at.unwrap_or(text.len()));
        let remedy = remedy.strip_prefix(Answer::REMEDY).unwrap_or(remedy);
        (tidy(reason).to_owned(), remedy.trim().to_owned())
    }

    fn change(&mut self, place: Place, said: Said, sheet: &str, at: At) {
        let was = self.document.form.text(&place).to_owned();
        if tidy(&was) == said.text || was.trim() == said.text.trim() {
            return;
        }
        // A field can stand in two cells.
        let before = self
            .changed
            .get(&place)
            .and_then(|index| self.edits.get_mut(*index));
        if let Some(edit) = before {
            let doubt = format!(
                "《{sheet}》{}里又写着“{}”，两处不一样，请核对。",
                address(at),
                said.text
            );
            edit.doubt = Some(
                edit.doubt
                    .take()
                    .map_or(doubt.clone(), |before| before + &doubt),
            );
            return;
        }
        if self.document.review.is_some() && place.is_claim() {
            let why = "自评得分是单位报送的，核查时不能改，没有读入。".to_owned();
            return self.unread(sheet, at, said.text, why);
        }
        if !self.document.form.set(&place, &said.text) {
            let why = "表里没有这一格可以填的地方，没有读入。".to_owned();
            return self.unread(sheet, at, said.text, why);
        }
        self.changed.insert(place.clone(), self.edits.len());
        self.edits.push(Edit {
            change: Change::Changed,
            name: called(&self.scorer, &place),
            place,
            was,
            now: said.text,
            sheet: sheet.to_owned(),
            cell: address(at),
            doubt: said.doubt,
        });
    }

    pub fn unread(&mut self, sheet: &str, at: At, text: String, why: String) {
        self.unread.push(Unread {
            sheet: sheet.to_owned(),
            cell: address(at),
            text,
            why,
        });
    }

    /// The form as it was stored.
    pub fn stored(&self) -> &Document {
        &self.stored
    }
}

/// A live formula of our own in a cell that nothing was typed into: a score that follows from the answers.
fn is_ours(bound: &Bound, cell: Option<&Cell>) -> bool {
    let formula = cell.and_then(|cell| cell.formula.as_deref());
    bound.was.is_none() && formula.is_some_and(|formula| formula.contains(WORKING))
}

/// The form's own text behind what is printed before it.
fn behind(before: &str, said: Said) -> Said {
    let own = |text: &str| {
        let text = text.trim_start();
        tidy(text.strip_prefix(OWN).unwrap_or(text)).to_owned()
    };
    if let Some(rest) = said.text.strip_prefix(before.trim_end()) {
        return Said {
            text: own(rest),
            ..said
        };
    }
    let doubt = |what: &str| format!("前面印好的文字被改过，{what}，请核对。");
    match said.text.find(OWN) {
        Some(at) => Said {
            doubt: Some(doubt(&format!("只取了“{OWN}”后面的"))),
            text: own(&said.text[at..]),
        },
        None if said.text.is_empty() => said,
        None => Said {
            doubt: Some(doubt("整格都当作本单位填的")),
            ..said
        },
    }
}

/// A cell as a person sees it.
pub(super) fn shown(cell: &Cell) -> String {
    match &cell.value {
        Value::Number(number, percent) => written(*number, *percent),
        Value::Text(text) | Value::Date(text) | Value::Error(text) => text.clone(),
        Value::Bool(yes) => yes.to_string().to_uppercase(),
    }
}
