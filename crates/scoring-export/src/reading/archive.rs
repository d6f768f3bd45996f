//! Limits of a zip, checked before anything else looks into it.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Unreadable;
use super::looks::has;
use super::markup;

/// How many parts a workbook has at most.
const MAX_PARTS: usize = 2_000;
/// How large one part may be, unpacked.
const MAX_PART: usize = 64_000_000;
/// How large all parts together may be, unpacked.
const MAX_ALL: usize = 128_000_000;
/// How large a part may be for each packed byte, from a megabyte on.
const MAX_RATIO: usize = 200;
const RATIO_FROM: usize = 1_000_000;

/// What was seen of a workbook's parts.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The size of the largest part of XML, unpacked.
    pub largest: usize,
    macros: bool,
    links: bool,
}

impl Parts {
    /// What a person should know of the file.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.macros {
            notes.push("工作簿里有宏，没有运行，只读了单元格里的值。".to_owned());
        }
        if self.links {
            notes.push("工作簿里有指向别的文件的链接，没有打开，只读了单元格里的值。".to_owned());
        }
        notes
    }
}

/// Whether the list of parts is longer than any workbook's, counted without reading it.
pub(super) fn too_many(bytes: &[u8]) -> bool {
    let entries = bytes.windows(4).filter(|window| *window == b"PK\x01\x02");
    // The list's length is a 16-bit number, unless the file says that it is a large one, which no form is.
    entries.count() > MAX_PARTS || has(bytes, b"PK\x06\x06")
}

/// Unpacks each part once, counting what comes out, and looks at its markup.
pub(super) fn check(bytes: &[u8]) -> Result<Parts, Unreadable> {
    if too_many(bytes) {
        return Err(Unreadable::TooMuch("部件", MAX_PARTS));
    }
    let whole = || "整个文件".to_owned();
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged(whole(), "不完整"))?;
    let mut parts = Parts::default();
    let (mut all, mut content) = (0, Vec::new());
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|why| match why {
            ZipError::UnsupportedArchive(_) => {
                Unreadable::Damaged(whole(), "加了密码，或用了不认识的压缩方法")
            }
            _ => Unreadable::Damaged(whole(), "不完整"),
        })?;
        let name = part
            .name()
            .map(|name| name.to_lowercase())
            .unwrap_or_default();
        let packed = usize::try_from(part.compressed_size()).unwrap_or(usize::MAX);
        let damaged = |why| Unreadable::Damaged(name.chars().take(60).collect(), why);
        content.clear();
        let most = MAX_PART.min(MAX_ALL - all);
        // What the list says of the size is not believed.
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        part.take(limit)
            .read_to_end(&mut content)
            .map_err(|_| damaged("解压不出来"))?;
        all += content.len().min(most);
        let ratio = content.len() > RATIO_FROM && content.len() / MAX_RATIO > packed;
        if content.len() > most || ratio {
            return Err(Unreadable::Inflates);
        }
        parts.macros |= name.ends_with("vbaproject.bin");
        parts.links |= name.contains("externallinks/");
        if name.ends_with(".xml") || name.ends_with(".rels") {
            parts.largest = parts.largest.max(content.len());
            markup::check(&content).map_err(|why| match why {
                markup::Fault::TooManyStrings => Unreadable::TooMuch("文字", markup::MAX_STRINGS),
                markup::Fault::Broken(why) => damaged(why),
            })?;
        }
    }
    Ok(parts)
}
