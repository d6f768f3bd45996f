//! LibreOffice, which does something to a workbook as a person would.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// A workbook after LibreOffice did something to a sheet of it: statements of Basic that use `sheet`.
pub fn edited(workbook: &[u8], sheet: &str, statements: &str) -> Vec<u8> {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let number = CALLS.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.join(format!("edited-{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (from, to) = (folder.join("from.xlsx"), folder.join("to.xlsx"));
    fs::write(&from, workbook).unwrap();
    let code = format!(
        r#"Sub Main
Dim hidden(0) As New com.sun.star.beans.PropertyValue
hidden(0).Name = "Hidden"
hidden(0).Value = True
Dim filter(0) As New com.sun.star.beans.PropertyValue
filter(0).Name = "FilterName"
filter(0).Value = "Calc MS Excel 2007 XML"
book = StarDesktop.loadComponentFromURL("file://{}", "_blank", 0, hidden())
sheet = book.Sheets.getByName("{sheet}")
{statements}
book.storeToURL("file://{}", filter())
book.close(True)
StarDesktop.terminate()
End Sub"#,
        from.display(),
        to.display()
    );
    let code = code.replace('&', "&amp;").replace('<', "&lt;");
    let text = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{code}</script:module>"#
    );
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let run = |arguments: &[&str]| {
        let mut command = Command::new("timeout");
        let command = command.args(["120", "soffice", &profile, "--headless", "--norestore"]);
        command.args(arguments).output().unwrap()
    };
    // The first start makes a profile with an empty module.
    run(&["--terminate_after_init"]);
    let module = folder.join("profile/user/basic/Standard/Module1.xba");
    fs::write(module, text).unwrap();
    let run = run(&["macro:///Standard.Module1.Main"]);
    let saved = fs::read(&to)
        .unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(&run.stderr)));
    fs::remove_dir_all(&folder).unwrap();
    saved
}
