//! Files that come back 读回: our own saved forms, saved pages and workbooks, and official workbooks that
//! others filled in.
//!
//! A file is recognised by its content, never by its name, and nothing in it is trusted: sizes are limited
//! before anything is made of them, no formula is evaluated, no macro or link is looked at, and all text
//! stays text. What cannot be read is said; nothing is dropped silently.

mod archive;
mod called;
mod foreign;
mod looks;
mod markup;
mod own;
mod page;
mod unreadable;
mod words;
mod workbook;

use scoring::rubric::Rubric;

use crate::code::Stated;
use crate::document::Document;
pub use foreign::{Check, Foreign, Head, Kind, Mark, Match, Row, RowKind, Taken};
pub use looks::Looks;
pub use own::{Change, Edit, Unread};
pub use unreadable::Unreadable;
use workbook::Workbook;

/// A file that was read.
#[derive(Clone, Debug)]
pub enum Opened {
    /// Made by this program: nothing needs to be guessed.
    Own(Box<Own>),
    /// A workbook from somewhere else: what was understood of it, for a person to confirm.
    Foreign(Box<Foreign>),
}

/// A file that this program made, as it came back.
#[derive(Clone, Debug)]
pub struct Own {
    /// The form with its rubric, with all edits in it.
    pub document: Document,
    /// What kind of file it is.
    pub made: Made,
    /// The same as it was stored, where cells of the workbook were changed since.
    pub stored: Option<Document>,
    /// What the file says of itself: its 校验码, and the engine that made it.
    pub stated: Option<Stated>,
    /// What was changed in the cells of the workbook since it was made.
    pub edits: Vec<Edit>,
    /// What stands in the workbook and did not get into the form.
    pub unread: Vec<Unread>,
    /// What else a person should know of the file.
    pub notes: Vec<String>,
}

/// The kinds of files that this program makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// 存盘文件 (`*.pingfen.json`).
    Json,
    /// 离线版: the page with the form in it.
    Page,
    /// 工作簿.
    Xlsx,
}

/// The largest file that is looked at.
pub const MAX_BYTES: usize = 20_000_000;

/// Reads a file. A workbook from somewhere else is read as the form of the rubric that fits best.
pub fn open(bytes: &[u8], rubrics: &[Rubric]) -> Result<Opened, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    match Looks::of(bytes) {
        Looks::Json => text(bytes).and_then(|text| saved(page::json(&text)?, Made::Json)),
        Looks::Page => text(bytes).and_then(|text| saved(page::form(&text)?, Made::Page)),
        Looks::Xlsx => book(bytes, rubrics),
        other => Err(Unreadable::Looks(other)),
    }
}

fn saved(saved: page::Saved, made: Made) -> Result<Opened, Unreadable> {
    Ok(Opened::Own(Box::new(Own {
        document: saved.document,
        made,
        stored: None,
        stated: saved.stated,
        edits: Vec::new(),
        unread: Vec::new(),
        notes: Vec::new(),
    })))
}

fn book(bytes: &[u8], rubrics: &[Rubric]) -> Result<Opened, Unreadable> {
    let parts = archive::check(bytes)?;
    let mut book = Workbook::open(bytes, &parts)?;
    let notes = parts.notes();
    if let Some(stored) = own::stored(&mut book)? {
        return Ok(Opened::Own(Box::new(own::read(stored, &mut book, notes)?)));
    }
    let foreign = Foreign::read(&mut book, rubrics, notes)?;
    Ok(Opened::Foreign(Box::new(foreign)))
}

/// The text of a file: UTF-8, or UTF-16 as some editors save it.
pub fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        String::from_utf16(&units.collect::<Vec<_>>()).ok()
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).ok().map(str::to_owned),
    };
    text.ok_or(Unreadable::Encoding)
}
