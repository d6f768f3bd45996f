//! Rows of cells of text, and how a clipboard holds them.

/// A cell of a block.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// Whether it belongs to a merged cell 合并单元格 that begins above it or left of it. It has no text then.
    pub continues: bool,
}

/// Rows of cells, all of the same length.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Grid {
    rows: Vec<Vec<Cell>>,
    width: usize,
}

impl Grid {
    /// A grid of such cells. Rows are filled up to the longest one; space at the ends of a cell goes; so do
    /// empty rows at the end. Empty columns stay, since a column is known by its position.
    pub fn new(mut rows: Vec<Vec<Cell>>) -> Self {
        for cell in rows.iter_mut().flatten() {
            let trimmed = cell.text.trim_matches(is_space);
            if trimmed.len() != cell.text.len() {
                cell.text = trimmed.to_owned();
            }
        }
        while rows.last().is_some_and(|row| row.iter().all(is_empty)) {
            rows.pop();
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        for row in &mut rows {
            row.resize(width, Cell::default());
        }
        Self { rows, width }
    }

    /// Reads what spreadsheets put on the clipboard as plain text: tabs between cells, line ends between rows,
    /// and between quotation marks a cell that holds either. A mark anywhere else is a mark.
    pub fn from_tsv(text: &str) -> Self {
        let mut rows = vec![Vec::new()];
        let mut rest = text.trim_start_matches('\u{feff}');
        loop {
            let (cell, after) = quoted(rest).unwrap_or_else(|| {
                let (cell, after) =
                    rest.split_at(rest.find(['\t', '\r', '\n']).unwrap_or(rest.len()));
                (cell.to_owned(), after)
            });
            if let Some(row) = rows.last_mut() {
                row.push(Cell {
                    text: unguarded(cell),
                    continues: false,
                });
            }
            rest = if let Some(next) = after.strip_prefix('\t') {
                next
            } else if let Some(next) = line_end(after) {
                rows.push(Vec::new());
                next
            } else {
                return Self::new(rows);
            };
        }
    }

    /// What a spreadsheet takes from the clipboard as plain text.
    ///
    /// A spreadsheet reads such text as if it were typed, so a cell that begins with `=`, `+`, `-` or `@`, or
    /// their full-width twins, would become a formula, and a text from a stranger's form must never run. Such
    /// a cell gets the apostrophe by which a person types it as text: spreadsheets hide it, and
    /// [`Grid::from_tsv`] takes it off. A plain number such as `-5` and a sign alone, as the direction `=`,
    /// are no formulas and stay as they are.
    pub fn to_tsv(&self) -> String {
        let mut out = String::new();
        for row in &self.rows {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    out.push('\t');
                }
                let guard = if is_formula(&cell.text) { "'" } else { "" };
                if cell.text.starts_with('"') || cell.text.contains(['\t', '\r', '\n']) {
                    let doubled = cell.text.replace('"', "\"\"");
                    out.extend(["\"", guard, &doubled, "\""]);
                } else {
                    out.extend([guard, &cell.text]);
                }
            }
            out.push_str("\r\n");
        }
        out
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The rows.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The text of a cell; empty outside of the grid.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |cell| &cell.text)
    }

    /// The text that a reader of the paper sees at a cell: within a merged cell, that of the whole.
    pub fn printed(&self, mut row: usize, mut column: usize) -> &str {
        let continues = |row, column| self.cell(row, column).is_some_and(|cell| cell.continues);
        while continues(row, column) && (row > 0 || column > 0) {
            // Sideways, where the cell to the left is the one that goes on; a number there only counts rows.
            let beside = column > 0
                && self
                    .text(row, column - 1)
                    .contains(|c: char| !c.is_ascii_digit());
            match beside || row == 0 {
                true => column -= 1,
                false => row -= 1,
            }
        }
        self.text(row, column)
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }
}

fn is_empty(cell: &Cell) -> bool {
    cell.text.is_empty() && !cell.continues
}

/// Space, and what is as invisible: it comes with text from the web and from Word.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{7}')
}

fn line_end(text: &str) -> Option<&str> {
    ["\r\n", "\n", "\r"]
        .iter()
        .find_map(|end| text.strip_prefix(end))
}

/// A cell between quotation marks, and what comes after it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None if after.is_empty() || after.starts_with(['\t', '\r', '\n']) => {
                return Some((cell.replace("\r\n", "\n"), after));
            }
            None => return None,
        }
    }
}

/// Whether a spreadsheet could take it for a formula, or for one that is guarded already.
fn is_formula(text: &str) -> bool {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let rest = text.trim_start_matches('\'').trim_start_matches(SIGNS);
    let harmless = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    text.trim_start_matches('\'').starts_with(SIGNS) && !rest.chars().all(harmless)
}

fn unguarded(text: String) -> String {
    match text.strip_prefix('\'').filter(|rest| is_formula(rest)) {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}
