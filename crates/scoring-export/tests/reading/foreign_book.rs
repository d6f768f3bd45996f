//! Foreign workbooks from a text that shows how they look: a line for a row, tabs between cells, `^` for a
//! cell that is merged with the one above, `<` with the one at the left, `\n` for a line end in a cell.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// The cells of a text.
fn cells(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .map(|line| line.split('\t').collect())
        .collect()
}

/// A workbook of one sheet.
pub fn workbook(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    book.push_worksheet(sheet("Sheet1", text));
    book.save_to_buffer().unwrap()
}

/// A sheet with merged cells and numbers, as people make them.
pub fn sheet(name: &str, text: &str) -> Worksheet {
    let cells = cells(text);
    let mut sheet = Worksheet::new();
    sheet.set_name(name).unwrap();
    let at = |row: usize, col: usize| {
        cells
            .get(row)
            .and_then(|row| row.get(col))
            .copied()
            .unwrap_or("")
    };
    for (row, line) in cells.iter().enumerate() {
        for (col, cell) in line.iter().enumerate() {
            if matches!(*cell, "^" | "<") {
                continue;
            }
            let right = (col + 1..).take_while(|col| at(row, *col) == "<").count();
            let below = (row + 1..).take_while(|row| at(*row, col) == "^").count();
            let (row, col) = (row as u32, col as u16);
            if right + below > 0 {
                let (last, end) = (row + below as u32, col + right as u16);
                sheet
                    .merge_range(row, col, last, end, "", &Format::new())
                    .unwrap();
            }
            put(&mut sheet, row, col, cell);
        }
    }
    sheet
}

fn put(sheet: &mut Worksheet, row: u32, col: u16, cell: &str) {
    let number = |text: &str| text.parse::<f64>().ok();
    let percent = cell.strip_suffix('%').and_then(number);
    if let Some(value) = number(cell) {
        sheet.write_number(row, col, value).unwrap();
    } else if let Some(value) = percent {
        let format = Format::new().set_num_format("0.00%");
        // The shortest decimal of the fraction, as a spreadsheet stores what was typed.
        let fraction = format!("{value}e-2").parse::<f64>().unwrap();
        sheet
            .write_number_with_format(row, col, fraction, &format)
            .unwrap();
    } else if !cell.is_empty() {
        sheet
            .write_string(row, col, cell.replace("\\n", "\n"))
            .unwrap();
    }
}
