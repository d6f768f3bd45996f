//! The text: paragraphs, headings and tables on their pages.

use super::super::piece::{Piece, Place, Run, Stand, Text};
use super::page::Pages;
use super::parts::{NAMESPACE, REFERENCES};
use super::table;
use super::xml::Xml;

/// `word/document.xml`
pub(super) fn document(pieces: &[Piece]) -> String {
    let mut xml = Xml::new();
    xml.node("w:document", &[NAMESPACE, REFERENCES], |xml| {
        xml.node("w:body", &[], |xml| body(xml, pieces));
    });
    xml.done()
}

fn body(xml: &mut Xml, pieces: &[Piece]) {
    let cover = pieces.contains(&Piece::CoverEnd);
    let mut pages = match cover {
        true => Pages::Cover,
        false => Pages::Upright { first: true },
    };
    for (index, piece) in pieces.iter().enumerate() {
        let next = match piece {
            Piece::CoverEnd => Pages::Upright { first: true },
            _ if pages == Pages::Cover => Pages::Cover,
            _ => match (place(&pieces[index..]), pages) {
                (Place::Across, _) => Pages::Across,
                (Place::Apart, _) => Pages::Apart,
                (Place::Text, Pages::Across | Pages::Apart) => Pages::Upright { first: false },
                (Place::Text, _) => pages,
            },
        };
        if next != pages {
            // Before the first piece there is no page to end.
            if index > 0 {
                turn(xml, pages);
            }
            pages = next;
        }
        write(xml, piece, pages);
    }
    pages.write(xml);
}

/// Where the first of the pieces stands: a table, or what is above one, on the table's pages.
fn place(pieces: &[Piece]) -> Place {
    let above = |piece: &&Piece| {
        matches!(
            piece,
            Piece::Heading(..) | Piece::Paragraph(Stand::Caption | Stand::Flush, _)
        )
    };
    match pieces.iter().find(|piece| !above(piece)) {
        Some(Piece::Table(table)) => table.place,
        _ => Place::Text,
    }
}

fn write(xml: &mut Xml, piece: &Piece, pages: Pages) {
    match piece {
        Piece::CoverEnd => {}
        Piece::Title(text) => {
            // On the cover it stands a third of the way down.
            let setting = Setting {
                style: "Title",
                before: (pages == Pages::Cover).then_some("3600"),
                ..Setting::default()
            };
            paragraph(xml, &setting, text);
        }
        Piece::Heading(level, text) => {
            let setting = Setting {
                style: &format!("Heading{}", (*level).clamp(1, 4)),
                ..Setting::default()
            };
            for line in text.lines() {
                paragraph(xml, &setting, &line);
            }
        }
        Piece::Paragraph(stand, text) => {
            let (style, align) = match stand {
                Stand::Body => ("ReportBody", None),
                Stand::Flush => ("Flush", None),
                Stand::Centre => ("Flush", Some("center")),
                Stand::Right => ("Flush", Some("right")),
                Stand::Cover => ("CoverLine", None),
                Stand::Caption => ("Caption", None),
            };
            let setting = Setting {
                style,
                align,
                ..Setting::default()
            };
            for line in text.lines() {
                paragraph(xml, &setting, &line);
            }
        }
        Piece::Table(table) => {
            table::write(xml, table, pages.width());
            gap(xml);
        }
    }
}

/// A paragraph that ends a run of pages.
fn turn(xml: &mut Xml, pages: Pages) {
    xml.node("w:p", &[], |xml| {
        xml.node("w:pPr", &[], |xml| {
            thin(xml, "20");
            pages.write(xml);
        });
    });
}

/// Behind a table: without it two in a row would be one, and a file could not end with one.
fn gap(xml: &mut Xml) {
    xml.node("w:p", &[], |xml| {
        xml.node("w:pPr", &[], |xml| thin(xml, "160"));
    });
}

fn thin(xml: &mut Xml, height: &str) {
    let space = [("w:line", height), ("w:lineRule", "exact")];
    xml.leaf("w:spacing", &space);
}

/// How a paragraph is set: its style, and what is its own.
#[derive(Default)]
pub(super) struct Setting<'a> {
    pub style: &'a str,
    /// Whether it stays on the page of the next one.
    pub keep: bool,
    /// The space above it.
    pub before: Option<&'a str>,
    pub align: Option<&'a str>,
}

pub(super) fn paragraph(xml: &mut Xml, setting: &Setting<'_>, text: &Text) {
    xml.node("w:p", &[], |xml| {
        xml.node("w:pPr", &[], |xml| {
            xml.val("w:pStyle", setting.style);
            if setting.keep {
                xml.leaf("w:keepNext", &[]);
            }
            if let Some(before) = setting.before {
                xml.leaf("w:spacing", &[("w:before", before)]);
            }
            if let Some(align) = setting.align {
                xml.val("w:jc", align);
            }
        });
        for run in &text.0 {
            stretch(xml, run);
        }
    });
}

fn stretch(xml: &mut Xml, run: &Run) {
    xml.node("w:r", &[], |xml| {
        if run.open {
            xml.node("w:rPr", &[], |xml| xml.val("w:highlight", "yellow"));
        }
        for (index, line) in run.text.split('\n').enumerate() {
            if index > 0 {
                xml.leaf("w:br", &[]);
            }
            xml.node("w:t", &[("xml:space", "preserve")], |xml| xml.text(line));
        }
    });
}
