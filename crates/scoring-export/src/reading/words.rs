//! A file that was read, in plain words for a person.

use serde_json::value::RawValue;

use super::foreign::{Check, Foreign, Match, Row, RowKind};
use super::{Opened, Own};
use crate::document::Document;
use crate::preview::{Code, Edit, Foreign as Words, Item, Preview};

impl Opened {
    /// What a person sees of it.
    pub fn preview(&self) -> Preview {
        match self {
            Self::Own(own) => own.preview(),
            Self::Foreign(foreign) => Preview {
                notes: foreign.all_notes(),
                foreign: Some(foreign.words()),
                ..Preview::default()
            },
        }
    }
}

impl Own {
    /// Whether what was stored in the file is what its code was made of.
    pub fn check(&self) -> Code {
        let stored = self.stored.as_ref().unwrap_or(&self.document);
        match &self.stated {
            None => Code::None,
            Some(said) if stored.code_by(&said.engine) == said.code => {
                Code::Same(said.code.clone())
            }
            Some(said) => Code::Differs(said.code.clone()),
        }
    }

    fn preview(&self) -> Preview {
        let unread = self.unread.iter().map(|unread| {
            let text = match unread.text.as_str() {
                "" => String::new(),
                text => format!("“{text}”"),
            };
            match at(&unread.sheet, &unread.cell) + &text {
                nowhere if nowhere.is_empty() => unread.why.clone(),
                at => format!("{at}：{}", unread.why),
            }
        });
        Preview {
            before: self.stored.as_ref().and_then(json),
            code: self.check(),
            edits: self
                .edits
                .iter()
                .map(|edit| Edit {
                    name: edit.name.clone(),
                    was: edit.was.clone(),
                    now: edit.now.clone(),
                    at: at(&edit.sheet, &edit.cell),
                    doubt: edit.doubt.clone(),
                })
                .collect(),
            notes: unread.chain(self.notes.iter().cloned()).collect(),
            ..Preview::of(&self.document)
        }
    }
}

impl Foreign {
    fn all_notes(&self) -> Vec<String> {
        let mut notes = self.notes.clone();
        if !self.other_sheets.is_empty() {
            notes.push(format!(
                "没有读的工作表：{}。",
                self.other_sheets.join("、")
            ));
        }
        notes
    }

    fn words(&self) -> Words {
        let found = self
            .rows
            .iter()
            .filter(|row| row.kind == RowKind::Line && row.id.is_some());
        let targets = self.rows.iter().filter(|row| row.kind == RowKind::Target);
        let unmatched = self.rows.iter().filter(|row| row.kind == RowKind::Other);
        let checks = self.total.as_ref().map_or(Vec::new(), Check::words);
        let count = found.count();
        let items = self.rows.iter().enumerate();
        let mut items: Vec<_> = items
            .filter_map(|(index, row)| row.item(index, &self.sheet))
            .collect();
        // What a person has to look at comes first.
        items.sort_by_key(|item| item.sure);
        Words {
            rubric: self.rubric.clone(),
            sheet: self.sheet.clone(),
            found: (count, count + self.missing.len()),
            targets: targets.count(),
            items,
            unmatched: unmatched
                .map(|row| format!("第 {} 行：{}", row.row, row.printed))
                .collect(),
            missing: self.missing.iter().map(|(_, name)| name.clone()).collect(),
            checks,
        }
    }
}

impl Check {
    fn words(&self) -> Vec<String> {
        let marks = self.marks.iter().map(|mark| &mark.message);
        self.agreed.iter().chain(marks).cloned().collect()
    }
}

impl Row {
    /// A row that gives something; it is chosen unless something about it is doubtful.
    fn item(&self, index: usize, sheet: &str) -> Option<Item> {
        if self.values.is_empty() {
            return None;
        }
        // Which field it is: whose is said beside it.
        let field = |name: &str| name.rsplit(" · ").next().unwrap_or_default().to_owned();
        let values = self
            .values
            .iter()
            .map(|taken| format!("{} {}", field(&taken.name), taken.text));
        let first = self.values.first().map(|taken| taken.name.clone());
        let name = self.name.clone().or(first).unwrap_or_default();
        let quoted = name.replace('“', "‘").replace('”', "’");
        let how = match self.matched {
            Some(Match::Name) | None => String::new(),
            Some(Match::Similar) => format!("按相近的名称对应“{quoted}”"),
            Some(Match::Position) => format!("按位置对应“{quoted}”"),
        };
        let marks = |doubt| {
            let marks = self.marks.iter().filter(|mark| mark.doubt == doubt);
            marks.map(|mark| mark.message.clone()).collect()
        };
        Some(Item {
            index,
            at: format!("《{sheet}》第 {} 行", self.row),
            says: self.printed.clone(),
            name,
            how,
            values: values.collect::<Vec<_>>().join("；"),
            marks: marks(true),
            remarks: marks(false),
            sure: !self.marks.iter().any(|mark| mark.doubt)
                && self.matched != Some(Match::Position),
        })
    }
}

/// Sheet and cell; empty where the cell was deleted.
fn at(sheet: &str, cell: &str) -> String {
    match sheet {
        "" => String::new(),
        sheet => format!("《{sheet}》{cell}"),
    }
}

fn json(document: &Document) -> Option<Box<RawValue>> {
    RawValue::from_string(document.to_json()).ok()
}
