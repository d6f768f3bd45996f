//! LibreOffice, which opens a workbook and saves it again.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Workbooks as LibreOffice writes them, in order.
pub fn saved_again(workbooks: &[Vec<u8>]) -> Vec<Vec<u8>> {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    // Tests run side by side; each LibreOffice needs a profile of its own.
    let number = CALLS.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.join(format!("again-{}-{number}", std::process::id()));
    fs::create_dir_all(folder.join("out")).unwrap();
    let names: Vec<_> = (0..workbooks.len())
        .map(|index| format!("{index}.xlsx"))
        .collect();
    for (bytes, name) in workbooks.iter().zip(&names) {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let run = Command::new("soffice")
        .current_dir(&folder)
        .arg(profile)
        .args(["--headless", "--convert-to", "xlsx", "--outdir", "out"])
        .args(&names)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let saved = names
        .iter()
        .map(|name| fs::read(folder.join("out").join(name)).unwrap())
        .collect();
    fs::remove_dir_all(&folder).unwrap();
    saved
}
