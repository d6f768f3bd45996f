//! IronCalc as the second opinion in the ordinary test run.

use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::import::load_from_xlsx_bytes;

use super::book::{At, Book, Sheet, Value};
use super::office::with_wrong_values;

/// Workbooks as IronCalc calculates them, in order.
pub fn recalculated(workbooks: &[Vec<u8>]) -> Vec<Book> {
    let opened = workbooks.iter().map(|bytes| Open::new(bytes));
    opened.map(|mut open| open.calculated()).collect()
}

/// A workbook that is open, and can be edited.
pub struct Open {
    model: Model<'static>,
    names: Vec<String>,
}

impl Open {
    pub fn new(bytes: &[u8]) -> Self {
        let bytes = with_wrong_values(bytes);
        let workbook = load_from_xlsx_bytes(&bytes, "book", "en", "UTC").unwrap();
        let names = workbook.worksheets.iter().map(|sheet| sheet.name.clone());
        let names = names.collect();
        let model = Model::from_workbook(workbook, "en").unwrap();
        Self { model, names }
    }

    fn sheet(&self, name: &str) -> u32 {
        let index = self.names.iter().position(|known| known == name);
        index.unwrap() as u32
    }

    /// Empties a cell, and gives back what was in it.
    pub fn clear(&mut self, sheet: &str, (row, col): At) -> CellValue {
        let (sheet, row, col) = (self.sheet(sheet), row as i32 + 1, col as i32 + 1);
        let before = self.model.get_cell_value_by_index(sheet, row, col).unwrap();
        let sheet = self.model.workbook.worksheet_mut(sheet).unwrap();
        sheet.cell_clear_contents(row, col).unwrap();
        before
    }

    /// Types a number into a cell, and gives back what was in it.
    pub fn number(&mut self, sheet: &str, at: At, number: rust_decimal::Decimal) -> CellValue {
        let before = self.clear(sheet, at);
        let number = super::plain(Some(number)).parse().unwrap();
        self.put(sheet, at, CellValue::Number(number));
        before
    }

    /// Types into a cell what [`Open::clear`] took out of it.
    pub fn put(&mut self, sheet: &str, (row, col): At, value: CellValue) {
        let (sheet, row, col) = (self.sheet(sheet), row as i32 + 1, col as i32 + 1);
        let put = match value {
            CellValue::Number(value) => self.model.update_cell_with_number(sheet, row, col, value),
            CellValue::String(text) => self.model.update_cell_with_text(sheet, row, col, &text),
            CellValue::Boolean(_) | CellValue::None => Ok(()),
        };
        put.unwrap();
    }

    /// All cells, worked out anew.
    pub fn calculated(&mut self) -> Book {
        self.model.evaluate();
        let mut book = Book {
            names: self.names.clone(),
            ..Book::default()
        };
        for cell in self.model.get_all_cells() {
            let (sheet, row, col) = (cell.index, cell.row, cell.column);
            let at = (row as u32 - 1, col as u32 - 1);
            let name = &self.names[sheet as usize];
            let into: &mut Sheet = book.sheets.entry(name.clone()).or_default();
            let value = match self.model.get_cell_value_by_index(sheet, row, col) {
                Ok(CellValue::Number(value)) => Value::Number(value),
                Ok(CellValue::String(text)) => Value::Text(text),
                Ok(CellValue::Boolean(value)) => Value::Other(value.to_string()),
                Ok(CellValue::None) => continue,
                Err(why) => Value::Other(why),
            };
            into.values.insert(at, value);
            if let Ok(Some(formula)) = self.model.get_cell_formula(sheet, row, col) {
                into.formulas.insert(at, formula);
            }
        }
        book
    }
}
