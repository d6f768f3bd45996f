//! A made report, read again: every part must be XML, and the text must be what was drafted.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::error::Error;
use super::super::piece::{Piece, Table, Text};
use super::{DOCUMENT, FOOTER};

/// Compares a file with what it was made of, paragraph by paragraph.
pub(in super::super) fn check(bytes: &[u8], pieces: &[Piece], code: &str) -> Result<(), Error> {
    let unreadable = |why: &dyn ToString| Error::Unreadable(why.to_string());
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|why| unreadable(&why))?;
    let mut found = Vec::new();
    let mut below = Vec::new();
    for index in 0..file.len() {
        let mut part = file.by_index(index).map_err(|why| unreadable(&why))?;
        let name = part.name().map_err(|why| unreadable(&why))?.into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text)
            .map_err(|why| unreadable(&why))?;
        let lines = paragraphs(&text).map_err(|why| Error::Unreadable(format!("{name} {why}")))?;
        match name.as_str() {
            DOCUMENT => found = lines,
            name if name == FOOTER.1 => below = lines,
            _ => {}
        }
    }
    let expected = pieces.iter().flat_map(said);
    let expected: Vec<_> = expected.filter(|line| !line.is_empty()).collect();
    let differs = |expected: Option<&String>, found: Option<&String>| Error::Differs {
        expected: expected.cloned().unwrap_or_default(),
        found: found.cloned().unwrap_or_default(),
    };
    for index in 0..expected.len().max(found.len()) {
        let (expected, found) = (expected.get(index), found.get(index));
        if expected != found {
            return Err(differs(expected, found));
        }
    }
    match below.iter().any(|line| line.contains(code)) {
        true => Ok(()),
        false if code.is_empty() => Ok(()),
        false => Err(differs(Some(&code.to_owned()), below.last())),
    }
}

/// The paragraphs of a piece.
fn said(piece: &Piece) -> Vec<String> {
    match piece {
        Piece::CoverEnd => Vec::new(),
        // A title is one paragraph of several lines.
        Piece::Title(text) => vec![whole(text).replace('\n', "")],
        Piece::Heading(_, text) | Piece::Paragraph(_, text) => lines(text),
        Piece::Table(Table { head, rows, .. }) => {
            let cells = rows.iter().flatten().flat_map(|cell| lines(&cell.text));
            let heads = head.iter().flat_map(|head| lines(&Text::of(&head.text)));
            heads.chain(cells).collect()
        }
    }
}

fn lines(text: &Text) -> Vec<String> {
    text.lines().iter().map(whole).collect()
}

fn whole(text: &Text) -> String {
    text.0.iter().map(|run| run.text.as_str()).collect()
}

/// The paragraphs that say something.
fn paragraphs(xml: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(xml);
    let mut paragraphs = Vec::new();
    let mut text = String::new();
    let mut in_text = false;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|why| why.to_string())?;
        match event {
            Event::Start(tag) => {
                depth += 1;
                in_text = tag.name().as_ref() == "w:t";
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                in_text = false;
                if tag.name().as_ref() == "w:p" && !text.is_empty() {
                    paragraphs.push(std::mem::take(&mut text));
                }
            }
            Event::Text(part) if in_text => {
                text.push_str(&part);
            }
            Event::GeneralRef(name) if in_text => {
                let entity = format!("&{};", &*name);
                let said = quick_xml::escape::unescape(&entity).map_err(|why| why.to_string())?;
                text.push_str(&said);
            }
            Event::Eof if depth == 0 => return Ok(paragraphs),
            Event::Eof => return Err("没有写完".to_owned()),
            _ => {}
        }
    }
}
