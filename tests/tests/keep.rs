//! Nothing typed is lost, and what is taken away holds it: Chromium only, where a test can kill and download.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};
use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{Page, dist_url, for_each_chromium, wait_for_file};
use serde_json::Value;

fn example(page: &mut Page) {
    page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
    page.wait_for_total("computed", "96.21");
}

#[test]
fn a_killed_browser_loses_nothing() {
    for_each_chromium(|page| {
        page.open_page(&dist_url());
        page.click(".app-cards .app-btn--main");
        let place = field("answers.three-public.inputs.spent");
        page.wait_for(&format!("document.querySelector('{place}')"), "the form");
        page.fill(&place, "5.0");
        page.type_text("1");
        page.click(&format!(
            "{} .app-more summary",
            field("answers.three-public")
        ));
        page.fill(&field("answers.three-public.reason"), "写到一半");
        // A moment for the last keystroke; localStorage alone would need five seconds to reach the disk.
        std::thread::sleep(std::time::Duration::from_millis(300));
        let browser = page.chromium().unwrap();
        browser.kill();
        browser.relaunch().unwrap();
        page.open_page(&dist_url());
        page.wait_for(
            &format!("document.querySelector('{place}')"),
            "the form as it was left",
        );
        assert_eq!(page.value("answers.three-public.inputs.spent"), "5.01");
        assert_eq!(page.value("answers.three-public.reason"), "写到一半");
    });
}

#[test]
fn the_saved_file_holds_the_form_and_opens_again() {
    for_each_chromium(|page| {
        let folder = tempfile::tempdir().unwrap();
        page.chromium()
            .unwrap()
            .set_download_dir(folder.path())
            .unwrap();
        example(page);
        page.fill(&field("answers.three-public.inputs.spent"), "２０万");
        page.wait_for_total("computed", "95.21");
        page.click(".app-bar .app-tools .app-btn:nth-of-type(2)");
        let file = wait_for_file(folder.path(), |name| name.ends_with(".pingfen.json")).unwrap();
        let saved: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(saved["rubric"]["id"], JIANGMEN);
        assert_eq!(
            saved["form"]["answers"]["three-public"]["inputs"]["spent"],
            "２０万"
        );
        page.click(".app-bar .app-tools .app-btn");
        page.wait_for("document.querySelector('#open-file')", "the start view");
        page.set_files("#open-file", &[&file]);
        page.wait_for_total("computed", "95.21");
        assert_eq!(page.value("answers.three-public.inputs.spent"), "２０万");
    });
}

#[test]
fn the_workbook_holds_the_totals() {
    for_each_chromium(|page| {
        let folder = tempfile::tempdir().unwrap();
        page.chromium()
            .unwrap()
            .set_download_dir(folder.path())
            .unwrap();
        example(page);
        page.click(".app-bar .app-btn--main");
        let file = wait_for_file(folder.path(), |name| name.ends_with(".xlsx")).unwrap();
        assert!(
            file.to_string_lossy()
                .contains("江门市医疗保障局-2023-评分表"),
            "{}",
            file.display()
        );
        let mut book: Xlsx<_> = open_workbook(&file).unwrap();
        let mut numbers = Vec::new();
        for name in book.sheet_names() {
            let sheet = book.worksheet_range(&name).unwrap();
            numbers.extend(sheet.used_cells().filter_map(|(_, _, cell)| match cell {
                Data::Float(number) => Some(number.to_string()),
                _ => None,
            }));
        }
        for total in ["97.62", "96.21", "17.59", "19.63", "3.99"] {
            assert!(
                numbers.iter().any(|number| number == total),
                "{total} in {}",
                file.display()
            );
        }
    });
}

#[test]
fn the_printed_form_has_its_rows_and_heads() {
    for_each_chromium(|page| {
        example(page);
        let pdf = page.chromium().unwrap().print_pdf().unwrap();
        let text = String::from_utf8_lossy(&pdf);
        let pages = text.matches("/Type /Page\n").count();
        // 25 rows and 37 targets with their long criteria, on A4 landscape.
        assert!((4..=16).contains(&pages), "{pages} pages");
        // Afterwards the paper is gone and the form is there.
        page.wait_for("!document.querySelector('.app-paper')", "the paper to go");
        page.wait_for_total("computed", "96.21");
    });
}

#[test]
fn an_input_method_loses_and_doubles_no_letter() {
    for_each_chromium(|page| {
        example(page);
        let place = field("answers.contract-filing.reason");
        page.fill(&place, "合同");
        let composed = page
            .chromium()
            .unwrap()
            .ime_compose(&["b", "be", "bei", "bei'an"], "备案");
        // Chromium before 109 has no way to drive an input method.
        if composed.unwrap() {
            page.type_text("1");
            assert_eq!(page.value("answers.contract-filing.reason"), "合同备案1");
        }
    });
}
