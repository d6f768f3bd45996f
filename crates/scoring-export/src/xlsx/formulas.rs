//! Formula texts that many cells have, without `=`.

/// What a cell holds; another formula's value where that is blank.
pub(super) fn or_else(cell: &str, other: &str) -> String {
    format!("IF({cell}=\"\",{other},{cell})")
}

/// What a cell holds, blank where that is.
pub(super) fn shown(cell: &str) -> String {
    or_else(cell, "\"\"")
}

/// What a cell holds where that is a number.
pub(super) fn number(cell: &str) -> String {
    number_or(cell, "\"\"")
}

/// What a cell holds where that is a number, else another formula's value.
pub(super) fn number_or(cell: &str, other: &str) -> String {
    format!("IF(ISNUMBER({cell}),{cell},{other})")
}

/// A sum half-up to so many places, without the noise of binary floats.
pub(super) fn rounded(sum: &str, places: u32) -> String {
    format!("ROUND(ROUND({sum},10),{places})")
}
