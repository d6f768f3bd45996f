//! Pieces as a Word document (OOXML), and back.
//!
//! Written by hand, since it is one kind of document with a dozen styles: what a library would bring is
//! larger than what is here, and none repeats the head of a table.

mod body;
mod page;
mod parts;
mod read;
mod styles;
mod table;
mod xml;

use std::io::{Cursor, Write};

use zip::DateTime;
use zip::write::SimpleFileOptions;

use super::error::Error;
use super::piece::Piece;

pub(super) use read::check;

/// The footer below every page but the cover's, and the one below the cover.
const FOOTER: (&str, &str) = ("rId4", "word/footer1.xml");
const COVER_FOOTER: (&str, &str) = ("rId5", "word/footer2.xml");
/// Where the text stands.
const DOCUMENT: &str = "word/document.xml";

/// The file. No clock and no random number: the bytes follow from what it says.
pub(super) fn pack(pieces: &[Piece], code: &str) -> Result<Vec<u8>, Error> {
    let parts = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::relations()),
        ("docProps/core.xml", parts::core(pieces)),
        ("docProps/app.xml", parts::app()),
        (DOCUMENT, body::document(pieces)),
        ("word/_rels/document.xml.rels", parts::document_relations()),
        ("word/styles.xml", styles::styles()),
        ("word/settings.xml", parts::settings()),
        ("word/fontTable.xml", styles::fonts()),
        (FOOTER.1, page::footer(code, true)),
        (COVER_FOOTER.1, page::footer(code, false)),
    ];
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(name, options)?;
        file.write_all(text.as_bytes())
            .map_err(zip::result::ZipError::Io)?;
    }
    Ok(file.finish()?.into_inner())
}
