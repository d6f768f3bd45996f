//! Workbooks, our own and foreign ones.
//!
//! A zip that was changed anywhere is broken, and nothing behind it would be reached. So a workbook is a text
//! here: `\u{1}` and a name begin each part, and they are packed before they are read. A text that begins
//! otherwise is read as it stands.

#![no_main]

mod judge;

use std::io::{Cursor, Write};

use libfuzzer_sys::{Corpus, fuzz_target};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some(parts) = bytes.strip_prefix(b"\x01") else {
        judge::judge(bytes);
        return Corpus::Keep;
    };
    match packed(parts) {
        Some(zip) => {
            judge::judge(&zip);
            Corpus::Keep
        }
        None => Corpus::Reject,
    }
});

fn packed(parts: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in parts.split(|byte| *byte == 1) {
        let end = part.iter().position(|byte| *byte == b'\n')?;
        let name = std::str::from_utf8(&part[..end]).ok()?;
        zip.start_file(name, stored).ok()?;
        zip.write_all(&part[end + 1..]).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
