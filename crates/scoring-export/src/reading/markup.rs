//! What the XML of a workbook must not have, looked at before it is read.
//!
//! The reader of workbooks believes the numbers that it finds: it makes room for as many strings as a part
//! says it has, and counts cells in 32 bits. So those few numbers are looked at here, by the same rules by
//! which it finds tags and attributes.

/// How many different texts a workbook may have.
pub(super) const MAX_STRINGS: usize = 500_000;

/// What is wrong with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    TooManyStrings,
    Broken(&'static str),
}

/// Looks through the markup of a part.
pub(super) fn check(part: &[u8]) -> Result<(), Fault> {
    // An encoding in which tags are other bytes than in ASCII has one of these.
    let strange = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    if part.iter().any(strange) {
        return Err(Fault::Broken("里有不允许的字符或编码"));
    }
    let mut strings = 0;
    let mut rest = part;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        let skipped = [
            (&b"!--"[..], &b"-->"[..]),
            (b"![CDATA[", b"]]>"),
            (b"?", b"?>"),
        ]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open));
        if let Some((open, close)) = skipped {
            let within = &rest[open.len()..];
            let mut windows = within.windows(close.len());
            let Some(end) = windows.position(|window| window == close) else {
                return Err(Fault::Broken("没有写完"));
            };
            rest = &within[end + close.len()..];
            continue;
        }
        if rest.first() == Some(&b'!') {
            return Err(Fault::Broken("里有文档类型声明（DTD），不允许"));
        }
        let Some(end) = tag_end(rest) else {
            return Err(Fault::Broken("没有写完"));
        };
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        strings += usize::from(local(tag) == b"si");
        if strings > MAX_STRINGS {
            return Err(Fault::TooManyStrings);
        }
        attributes(tag)?;
    }
    Ok(())
}

/// Where a tag ends, whatever stands between quotation marks.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), _) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The name of an element without its prefix.
fn local(tag: &[u8]) -> &[u8] {
    let name = |byte: &u8| !byte.is_ascii_whitespace() && *byte != b'/';
    let end = tag.iter().position(|byte| !name(byte)).unwrap_or(tag.len());
    let colon = tag[..end].iter().position(|byte| *byte == b':');
    &tag[colon.map_or(0, |at| at + 1)..end]
}

/// The numbers in an element's attributes that the reader counts with.
fn attributes(tag: &[u8]) -> Result<(), Fault> {
    const CELLS: [&[u8]; 5] = [b"c", b"row", b"dimension", b"mergeCell", b"f"];
    let element = local(tag);
    let (cell, table, sheet) = (
        CELLS.contains(&element),
        element == b"sst",
        element == b"Relationship",
    );
    if !cell && !table && !sheet {
        return Ok(());
    }
    let start = tag
        .iter()
        .position(u8::is_ascii_whitespace)
        .unwrap_or(tag.len());
    let mut rest = &tag[start..];
    let (mut to_sheet, mut to_xml) = (false, true);
    while let Some(equals) = rest.iter().position(|byte| *byte == b'=') {
        let name = rest[..equals].trim_ascii();
        let value = rest[equals + 1..].trim_ascii_start();
        let Some(quote @ (b'"' | b'\'')) = value.first() else {
            return Err(Fault::Broken("里有没有引号的属性"));
        };
        let Some(end) = value[1..].iter().position(|byte| byte == quote) else {
            return Err(Fault::Broken("没有写完"));
        };
        let text = &value[1..=end];
        rest = &value[end + 2..];
        match name {
            b"r" | b"ref" if cell && !is_area(text) => {
                return Err(Fault::Broken("里有不存在的单元格"));
            }
            b"uniqueCount" if table && !is_below(text, MAX_STRINGS) => {
                return Err(Fault::TooManyStrings);
            }
            b"Type" => to_sheet = text.ends_with(b"sheet"),
            b"Target" => to_xml = text.to_ascii_lowercase().ends_with(b".xml"),
            _ => {}
        }
    }
    match sheet && to_sheet && !to_xml {
        true => Err(Fault::Broken("指向了不是工作表的部件")),
        false => Ok(()),
    }
}

/// A cell, a row, or two corners of which the first is not behind the second.
fn is_area(text: &[u8]) -> bool {
    let mut corners = text.split(|byte| *byte == b':').map(corner);
    match (corners.next().flatten(), corners.next(), corners.next()) {
        (Some(_), None, None) => true,
        (Some(first), Some(Some(last)), None) => first.0 <= last.0 && first.1 <= last.1,
        _ => false,
    }
}

/// The row and the column of a cell; a row alone has column 0.
fn corner(text: &[u8]) -> Option<(u32, u32)> {
    let letters = text
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let (column, row) = text.split_at(letters);
    let digits = (1..=7).contains(&row.len()) && row.iter().all(u8::is_ascii_digit);
    if letters > 3 || !digits {
        return None;
    }
    let row = row
        .iter()
        .fold(0, |row, digit| row * 10 + u32::from(digit - b'0'));
    let letter = |byte: &u8| u32::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column = column
        .iter()
        .fold(0, |column, byte| column * 26 + letter(byte));
    (row > 0).then_some((row, column))
}

fn is_below(text: &[u8], most: usize) -> bool {
    let number = std::str::from_utf8(text)
        .ok()
        .and_then(|text| text.parse::<usize>().ok());
    number.is_some_and(|number| number <= most)
}
