//! LibreOffice as the second opinion: it works the formulas out anew.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use super::Book;

/// Recalculate xlsx files on loading, always.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// Workbooks as LibreOffice calculates them, in order.
pub fn recalculated(workbooks: &[Vec<u8>]) -> Vec<Book> {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    // Tests run side by side; each LibreOffice needs a profile of its own.
    let number = CALLS.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("office-{}-{number}", std::process::id()));
    let user = folder.join("profile/user");
    let out = folder.join("out");
    fs::create_dir_all(&user).unwrap();
    fs::create_dir_all(&out).unwrap();
    fs::write(user.join("registrymodifications.xcu"), SETTINGS).unwrap();
    let names: Vec<_> = (0..workbooks.len())
        .map(|index| format!("{index}.xlsx"))
        .collect();
    for (bytes, name) in workbooks.iter().zip(&names) {
        fs::write(folder.join(name), with_wrong_values(bytes)).unwrap();
    }
    let run = Command::new("soffice")
        .current_dir(&folder)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            folder.join("profile").display()
        ))
        .args(["--headless", "--convert-to", "xlsx", "--outdir", "out"])
        .args(&names)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let books = names
        .iter()
        .map(|name| Book::read(fs::read(out.join(name)).unwrap()))
        .collect();
    fs::remove_dir_all(&folder).unwrap();
    books
}

/// Puts a number into a cell that holds one.
pub fn with_number(bytes: &[u8], sheet: usize, cell: &str, number: &str) -> Vec<u8> {
    changed(bytes, |name, text| {
        if name != format!("xl/worksheets/sheet{}.xml", sheet + 1) {
            return text;
        }
        let (before, after) = text.split_once(&format!("<c r=\"{cell}\"")).unwrap();
        let (head, rest) = after.split_once("<v>").unwrap();
        assert!(
            !head.contains("<f>") && !head.contains("t=\"s\""),
            "{cell}{head}"
        );
        let (_, rest) = rest.split_once("</v>").unwrap();
        format!("{before}<c r=\"{cell}\"{head}<v>{number}</v>{rest}")
    })
}

/// Puts a wrong value beside every formula of a workbook, so that one that was not worked out shows.
pub fn with_wrong_values(bytes: &[u8]) -> Vec<u8> {
    changed(bytes, |name, text| {
        if !name.starts_with("xl/worksheets/sheet") {
            return text;
        }
        let mut parts = text.split("</f><v>");
        let mut stripped = parts.next().unwrap().to_owned();
        for part in parts {
            stripped.push_str("</f><v>-999</v>");
            stripped.push_str(part.split_once("</v>").unwrap().1);
        }
        stripped.replace(" t=\"str\"><f>", "><f>")
    })
}

/// Writes the files of a workbook anew.
fn changed(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let text = change(&name, text);
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        to.start_file(name, stored).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}
