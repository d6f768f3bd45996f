//! Our own workbook with its hidden sheet, small: one cell for each field of a form.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use scoring::Scorer;
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::rule::Accepts;
use scoring_export::document::Document;

const SCORES: &str = "评分表";
const TARGETS: &str = "指标完成情况表";
const WORKING: &str = "计算底稿";

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Blank,
    Number(String),
    Date(i32),
    Text(String),
    /// A formula, and the value that was worked out.
    Formula(String, String),
}

/// A field in its cell.
pub struct Bound {
    pub path: String,
    pub sheet: &'static str,
    pub at: (u32, u16),
    pub was: Content,
    pub now: Content,
    pub unit: String,
    pub before: String,
    /// Whether its row was deleted.
    pub gone: bool,
}

/// A workbook that is laid out, and can be edited before it is written.
pub struct OwnBook {
    json: String,
    pub bound: Vec<Bound>,
    /// Cells that hold no field.
    pub printed: Vec<(&'static str, (u32, u16), Content)>,
    pub code: &'static str,
}

fn text(text: &str) -> Content {
    match text.trim_end() {
        "" => Content::Blank,
        text => Content::Text(text.to_owned()),
    }
}

fn number(entry: &Entry, unit: &str) -> Content {
    match entry.read(unit) {
        Ok(Some(value)) => Content::Number(scoring::number::plain(value)),
        Ok(None) => Content::Blank,
        Err(_) => text(entry.text()),
    }
}

impl OwnBook {
    pub fn of(document: &Document) -> Self {
        let mut book = Self {
            json: document.to_file(),
            bound: Vec::new(),
            printed: Vec::new(),
            code: "甲乙丙丁",
        };
        let form = &document.form;
        let entry = |place: &Place| Entry::new(form.text(place));
        for (row, field) in (0..).zip(document.rubric.fields()) {
            let place = Place::Profile(field.id.clone());
            let content = match &field.unit {
                Some(unit) => number(&entry(&place), unit),
                None => text(form.text(&place)),
            };
            let unit = field.unit.clone().unwrap_or_default();
            book.bind(&place.to_string(), SCORES, (row, 2), content, &unit);
        }
        for row in 0..form.goals.len() {
            for (col, field) in [(1, "goal"), (4, "done")] {
                let place = Place::Goal(row, field);
                let at = (40 + row as u32, col);
                book.bind(&place.to_string(), SCORES, at, text(form.text(&place)), "");
            }
        }
        let scorer = Scorer::new(&document.rubric);
        let (mut target, mut working) = (2, 2);
        for (index, line) in scorer.lines().iter().enumerate() {
            let indicator = document.rubric.indicator(&line.id).unwrap();
            let row = 100 + index as u32;
            let answer = form.answers.get(&line.id).cloned().unwrap_or_default();
            let path = |field: &str| format!("answers.{}.{field}", line.id);
            book.bind(
                &path("claimed"),
                SCORES,
                (row, 6),
                number(&answer.claimed, "分"),
                "分",
            );
            book.bind(&path("basis"), SCORES, (row, 7), text(&answer.basis()), "");
            let evidence = match (indicator.evidence.as_str(), answer.evidence.trim()) {
                (asked, "") => asked.to_owned(),
                ("", own) => own.to_owned(),
                (asked, own) => format!("{asked}\n【本单位】{own}"),
            };
            book.bind(&path("evidence"), SCORES, (row, 10), text(&evidence), "");
            book.bound.last_mut().unwrap().before = indicator.evidence.clone();
            book.bind(&path("remark"), SCORES, (row, 11), text(&answer.remark), "");
            let verified = number(&answer.verified, "分");
            book.bind(&path("verified"), WORKING, (working, 8), verified, "分");
            for question in &line.questions {
                let place = question.place(&line.id);
                let typed = entry(&place);
                let content = match question.accepts {
                    Accepts::Choice(_) => text(typed.text().trim()),
                    Accepts::Date => match typed.read_date() {
                        Ok(Some(day)) => Content::Date(day),
                        _ => text(typed.text()),
                    },
                    _ => number(&typed, &question.unit),
                };
                book.bind(
                    &place.to_string(),
                    WORKING,
                    (working, 4),
                    content,
                    &question.unit,
                );
                working += 1;
            }
            working += 1;
            if line.targets.is_some() {
                book.targets(document, &line.id, &indicator.name, &mut target);
            }
        }
        book
    }

    fn targets(&mut self, document: &Document, list: &str, name: &str, row: &mut u32) {
        self.printed
            .push((TARGETS, (*row, 0), Content::Text(name.to_owned())));
        *row += 1;
        let targets = document.form.targets.get(list).cloned().unwrap_or_default();
        if targets.is_empty() {
            self.printed
                .push((TARGETS, (*row, 1), text("（未填报绩效目标）")));
            *row += 1;
        }
        for (index, target) in targets.iter().enumerate() {
            let path = |field: &str| format!("targets.{list}.{index}.{field}");
            self.printed
                .push((TARGETS, (*row, 0), Content::Number((index + 1).to_string())));
            for (col, field) in [
                (1, "name"),
                (2, "direction"),
                (4, "unit"),
                (6, "word"),
                (7, "reached"),
                (11, "note"),
                (13, "group"),
            ] {
                self.bind(
                    &path(field),
                    TARGETS,
                    (*row, col),
                    text(target.text(field).unwrap().trim()),
                    "",
                );
            }
            for (col, field, entry, unit) in [
                (3, "goal", &target.goal, target.unit.as_str()),
                (5, "actual", &target.actual, &target.unit),
                (14, "points", &target.points, "分"),
                (15, "claimed", &target.claimed, "分"),
            ] {
                let figure = matches!(field, "goal" | "actual");
                if !figure || target.parts.is_empty() {
                    self.bind(
                        &path(field),
                        TARGETS,
                        (*row, col),
                        number(entry, unit),
                        unit,
                    );
                }
            }
            *row += 1;
            for (part, one) in target.parts.iter().enumerate() {
                let path = |field: &str| format!("targets.{list}.{index}.parts.{part}.{field}");
                self.printed.push((
                    TARGETS,
                    (*row, 1),
                    Content::Text(format!("　其中：{}", one.name)),
                ));
                for (col, field, entry) in [(3, "goal", &one.goal), (5, "actual", &one.actual)] {
                    self.bind(
                        &path(field),
                        TARGETS,
                        (*row, col),
                        number(entry, &target.unit),
                        &target.unit,
                    );
                }
                *row += 1;
            }
        }
    }

    fn bind(&mut self, path: &str, sheet: &'static str, at: (u32, u16), was: Content, unit: &str) {
        self.bound.push(Bound {
            path: path.to_owned(),
            sheet,
            at,
            now: was.clone(),
            was,
            unit: unit.to_owned(),
            before: String::new(),
            gone: false,
        });
    }

    /// Types into the cell of a field.
    pub fn put(&mut self, path: &str, now: Content) {
        let bound = self.bound.iter_mut().find(|bound| bound.path == path);
        bound.unwrap_or_else(|| panic!("no {path}")).now = now;
    }

    /// Where a field stands.
    pub fn at(&self, path: &str) -> (u32, u16) {
        self.bound
            .iter()
            .find(|bound| bound.path == path)
            .unwrap()
            .at
    }

    /// Inserts a row into the sheet of targets.
    pub fn insert(&mut self, row: u32, cells: &[(u16, Content)]) {
        for bound in &mut self.bound {
            if bound.sheet == TARGETS && bound.at.0 >= row {
                bound.at.0 += 1;
            }
        }
        for (sheet, at, _) in &mut self.printed {
            if *sheet == TARGETS && at.0 >= row {
                at.0 += 1;
            }
        }
        self.printed.extend(
            cells
                .iter()
                .map(|(col, content)| (TARGETS, (row, *col), content.clone())),
        );
    }

    /// Deletes a row of the sheet of targets.
    pub fn delete(&mut self, row: u32) {
        for bound in &mut self.bound {
            bound.gone |= bound.sheet == TARGETS && bound.at.0 == row;
        }
        self.printed
            .retain(|(sheet, at, _)| *sheet != TARGETS || at.0 != row);
    }

    pub fn write(&self) -> Vec<u8> {
        let mut sheets = [SCORES, TARGETS, WORKING].map(|name| {
            let mut sheet = Worksheet::new();
            sheet.set_name(name).unwrap();
            sheet
        });
        let index = |name: &str| {
            [SCORES, TARGETS, WORKING]
                .iter()
                .position(|one| *one == name)
                .unwrap()
        };
        for (sheet, at, content) in &self.printed {
            put(&mut sheets[index(sheet)], *at, content, "");
        }
        for bound in self.bound.iter().filter(|bound| !bound.gone) {
            put(
                &mut sheets[index(bound.sheet)],
                bound.at,
                &bound.now,
                &bound.unit,
            );
        }
        let mut store = Worksheet::new();
        store.set_name("存盘数据").unwrap().set_very_hidden(true);
        for (col, text) in ["pingfen", "1", self.code].into_iter().enumerate() {
            store.write_string(0, col as u16, text).unwrap();
        }
        let chars: Vec<char> = escaped(&self.json).chars().collect();
        let mut row = 1;
        for chunk in chars.chunks(30_000) {
            store.write_string(row, 0, "document").unwrap();
            store
                .write_string(row, 1, chunk.iter().collect::<String>())
                .unwrap();
            row += 1;
        }
        for bound in &self.bound {
            let cell = rust_xlsxwriter::utility::row_col_to_cell_absolute(bound.at.0, bound.at.1);
            let formula = match bound.gone {
                true => "#REF!".to_owned(),
                false => format!("'{}'!{cell}", bound.sheet),
            };
            let was = match &bound.was {
                Content::Blank | Content::Formula(..) => "null".to_owned(),
                Content::Number(number) => format!("{{\"n\":\"{number}\"}}"),
                Content::Date(day) => format!("{{\"d\":\"{}\"}}", scoring::date::written(*day)),
                Content::Text(text) => {
                    format!("{{\"t\":{}}}", serde_json::to_string(text).unwrap())
                }
            };
            store.write_string(row, 0, "cell").unwrap();
            store.write_string(row, 1, &bound.path).unwrap();
            store.write_formula(row, 2, formula.as_str()).unwrap();
            store.write_string(row, 3, escaped(&was)).unwrap();
            store.write_string(row, 4, &bound.unit).unwrap();
            if !bound.before.is_empty() {
                let before = serde_json::to_string(&bound.before).unwrap();
                store.write_string(row, 5, escaped(&before)).unwrap();
            }
            row += 1;
        }
        let mut book = Workbook::new();
        for sheet in sheets {
            book.push_worksheet(sheet);
        }
        book.push_worksheet(store);
        book.save_to_buffer().unwrap()
    }
}

fn put(sheet: &mut Worksheet, (row, col): (u32, u16), content: &Content, unit: &str) {
    let format = match unit {
        "%" => Format::new().set_num_format("0.##%"),
        _ => Format::new(),
    };
    match content {
        Content::Blank => sheet.write_blank(row, col, &format).unwrap(),
        Content::Number(number) => {
            let number: Decimal = number.parse().unwrap();
            let number: f64 = number.to_string().parse().unwrap();
            sheet
                .write_number_with_format(row, col, number, &format)
                .unwrap()
        }
        Content::Date(day) => {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            sheet
                .write_number_with_format(row, col, f64::from(day + 25_569), &format)
                .unwrap()
        }
        Content::Text(text) => sheet.write_string(row, col, text).unwrap(),
        Content::Formula(formula, value) => {
            let formula = rust_xlsxwriter::Formula::new(formula).set_result(value);
            sheet
                .write_formula_with_format(row, col, formula, &format)
                .unwrap()
        }
    };
}

/// JSON of plain ASCII, without what the file format has a meaning for.
fn escaped(json: &str) -> String {
    let mut out = String::new();
    for c in json.chars() {
        match c {
            '_' | ' ' | '<' | '>' | '&' | '\u{7f}'.. => {
                let mut units = [0; 2];
                c.encode_utf16(&mut units)
                    .iter()
                    .for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
            }
            c => out.push(c),
        }
    }
    out
}
