//! A formula that does nothing but name a cell: `='计算底稿'!$E$7`, as each program writes it.

use crate::reading::workbook::At;

/// Where a field stands in the workbook now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reading) enum Reference {
    /// The sheet and the cell.
    Cell(String, At),
    /// 整行删除: the cell was deleted.
    Gone,
    /// Something else.
    Other,
}

/// Reads a formula: `'计算底稿'!$E$7` of Excel, `$计算底稿.$E$7` of LibreOffice.
pub(super) fn reference(formula: &str) -> Reference {
    let formula = formula
        .trim()
        .trim_start_matches("of:")
        .trim_start_matches('=');
    if formula.contains("#REF!") {
        return Reference::Gone;
    }
    let formula = formula.trim_start_matches('[').trim_end_matches(']');
    let parts = formula
        .rsplit_once('!')
        .or_else(|| formula.rsplit_once('.'));
    let read = parts.and_then(|(sheet, cell)| Some((name(sheet)?, at(cell)?)));
    read.map_or(Reference::Other, |(sheet, at)| Reference::Cell(sheet, at))
}

/// The name of a sheet, without its quotation marks.
fn name(sheet: &str) -> Option<String> {
    let sheet = sheet.strip_prefix('$').unwrap_or(sheet);
    let name = match sheet.strip_prefix('\'') {
        Some(quoted) => quoted.strip_suffix('\'')?.replace("''", "'"),
        None => sheet.to_owned(),
    };
    (!name.is_empty()).then_some(name)
}

fn at(cell: &str) -> Option<At> {
    let cell: String = cell.chars().filter(|c| *c != '$').collect();
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = cell.split_at(letters);
    if !(1..=3).contains(&letters) || !(1..=7).contains(&row.len()) {
        return None;
    }
    let letter = |byte: u8| u32::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column = column
        .bytes()
        .fold(0, |column, byte| column * 26 + letter(byte));
    let row: u32 = row
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| row.parse().ok())??;
    Some((row.checked_sub(1)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::{Reference, reference};

    #[test]
    fn as_each_program_writes_it() {
        let cell = |sheet: &str, at| Reference::Cell(sheet.to_owned(), at);
        let cases = [
            ("'计算底稿'!$E$7", cell("计算底稿", (6, 4))),
            ("=计算底稿!$E$7", cell("计算底稿", (6, 4))),
            ("$计算底稿.$E$7", cell("计算底稿", (6, 4))),
            ("of:=[$'计算 底稿'.$AA$10]", cell("计算 底稿", (9, 26))),
            ("'它''s.!'!E7", cell("它's.!", (6, 4))),
            ("#REF!", Reference::Gone),
            ("'计算底稿'!#REF!", Reference::Gone),
            ("$计算底稿.#REF!#REF!", Reference::Gone),
            ("SUM('计算底稿'!$E$7)", Reference::Other),
            ("'计算底稿'!$E$0", Reference::Other),
            ("'计算底稿'!$E$7:$E$9", Reference::Other),
            ("", Reference::Other),
            ("!!.$", Reference::Other),
        ];
        for (formula, expected) in cases {
            assert_eq!(reference(formula), expected, "{formula}");
        }
    }
}
