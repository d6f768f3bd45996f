//! A bureau's own rubric: opened in the page, sent out in it, and filled by those who get it.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{
    Page, dist, dist_url, file_url, for_each_browser, in_current_chromium, test_file, wait_for_file,
};
use scoring_export::page::{bake, baked};
use scoring_rubrics::rubric_file;
use serde_json::json;

const OWN: &str = include_str!("../files/自己写的评分表.toml");
const WRONG: &str = include_str!("../files/写错的评分表.toml");
const EXAMPLE: &str = include_str!("../../rubrics/jiangmen-2023-department/example.toml");

/// What the page says of what was asked for.
const NOTICE: &str = "document.querySelector('.app-notice:not(.app-notice--busy)').innerText";

/// The titles in the first section of the start view.
const FIRST: &str = "Array.from(document.querySelectorAll('.app-start section:first-of-type h3'), card => card.textContent).join('|')";

/// The built page, sent out with these rubrics.
fn sent(folder: &Path, rubrics: &[&str]) -> PathBuf {
    let page = fs::read_to_string(dist().join("index.html")).unwrap();
    let rubrics: Vec<_> = rubrics
        .iter()
        .map(|text| rubric_file::read(text).unwrap())
        .collect();
    let file = folder.join("填报页 1.html");
    fs::write(&file, bake(&page, &rubrics).unwrap()).unwrap();
    file
}

/// Clicks what gives a file, and gives the file.
fn download(page: &mut Page, folder: &Path, button: &str, ending: &str) -> PathBuf {
    page.chromium().unwrap().set_download_dir(folder).unwrap();
    page.click("#more");
    page.click(button);
    wait_for_file(page, folder, |name| name.ends_with(ending)).unwrap()
}

/// Drops a file with this text on the page.
fn drop_file(page: &mut Page, name: &str, text: &str) {
    page.run(
        &format!(
            "const data = new DataTransfer();
             data.items.add(new File([{}], {}));
             document.body.dispatchEvent(new DragEvent('drop', {{dataTransfer: data, bubbles: true, cancelable: true}}))",
            json!(text),
            json!(name)
        ),
        "dropping a file",
    );
}

/// On another machine: nothing in the browser's storage.
fn elsewhere(page: &mut Page) {
    page.open("about:blank");
    page.open(&file_url(&test_file("README.md")));
    page.eval("localStorage.clear()");
    page.eval("new Promise(done => { const gone = indexedDB.deleteDatabase('pingfen'); gone.onsuccess = gone.onerror = gone.onblocked = () => done(1); })");
}

#[test]
fn a_page_that_was_sent_out_asks_for_its_forms() {
    let folder = tempfile::tempdir().unwrap();
    let file = sent(folder.path(), &[OWN]);
    for_each_browser(|page| {
        // Another form was filled last on this machine.
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.fill(&field("answers.three-public.inputs.spent"), "20");
        page.wait_for_total("computed", "95.21");

        page.open_page(&file_url(&file));
        page.wait_for(
            &format!("{FIRST} === '自己写的评分表'"),
            "what is to be filled",
        );
        page.click("#asked .app-btn--main");
        page.fill(&field("profile.budget"), "100");
        page.fill(&field("answers.spent.inputs.done"), "90");
        page.wait_for_total("computed", "3.6");
        page.reload();
        page.wait_for_total("computed", "3.6");
        assert_eq!(page.value("answers.spent.inputs.done"), "90");
        // Opened from the disk again.
        page.open_page(&file_url(&file));
        page.wait_for_total("computed", "3.6");
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn its_address_and_its_copies_know_what_was_sent_out() {
    let folder = tempfile::tempdir().unwrap();
    // As a built-in one, and changed: what was sent out is meant.
    let own = OWN.replacen("\"own-2024\"", &format!("\"{JIANGMEN}\""), 1);
    let file = sent(folder.path(), &[&own]);
    in_current_chromium(|page| {
        page.open_page(&format!("{}#new={JIANGMEN}", file_url(&file)));
        page.fill(&field("answers.spent.inputs.done"), "90");
        page.fill(&field("profile.budget"), "100");
        page.wait_for_total("computed", "3.6");
        let copy = download(page, folder.path(), "#save-page", "离线版.html");
        elsewhere(page);
        page.open_page(&file_url(&copy));
        page.wait_for_total("computed", "3.6");
        page.click("#more");
        page.click("#close");
        page.wait_for(
            "document.querySelector('#asked h3').textContent === '自己写的评分表'",
            "what is to be filled",
        );
        // The worked example is of the built-in one.
        page.open_page(&format!("{}#example={JIANGMEN}", file_url(&file)));
        page.wait_for_total("computed", "96.21");
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_rubric_opened_in_the_page_is_sent_out_from_it() {
    let folder = tempfile::tempdir().unwrap();
    let rubric = rubric_file::read(OWN).unwrap();
    in_current_chromium(|page| {
        for (name, text) in [
            ("自己写的评分表.toml", OWN.to_owned()),
            ("自己写的评分表.json", rubric.to_json()),
        ] {
            page.open_page(&dist_url());
            let file = folder.path().join(name);
            fs::write(&file, text).unwrap();
            page.set_files("#open-file", &[&file]);
            page.wait_for(
                "document.querySelector('[data-total=computed]')",
                "the empty form",
            );
            page.wait_for(
                &format!("{NOTICE}.includes('下载填报页')"),
                "how to send it out",
            );
            page.fill(&field("profile.budget"), "100");
            let page_file = download(page, folder.path(), "#send-out", "填报页.html");
            assert_eq!(
                page_file.file_name().unwrap(),
                "某市-2024-自己写的评分表-填报页.html"
            );
            let text = fs::read_to_string(&page_file).unwrap();
            assert_eq!(baked(&text).unwrap(), std::slice::from_ref(&rubric));
            elsewhere(page);
            page.open_page(&file_url(&page_file));
            page.wait_for(&format!("{FIRST} === '自己写的评分表'"), "the start view");
            page.click("#asked .app-btn--main");
            page.wait_for(
                "document.querySelector('[data-total=computed]')",
                "the empty form",
            );
            assert_eq!(page.value("profile.budget"), "");
            fs::remove_file(page_file).unwrap();
        }
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_review_sends_out_what_units_fill() {
    let folder = tempfile::tempdir().unwrap();
    in_current_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.click("#more");
        page.click("#begin-review");
        page.wait_for(&format!("{NOTICE}.includes('已开始核查')"), "a review");
        let file = download(page, folder.path(), "#send-out", "填报页.html");
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(
            baked(&text).unwrap(),
            [scoring_rubrics::rubric(JIANGMEN).unwrap()]
        );
    });
}

#[test]
fn what_is_wrong_with_a_rubric_is_listed_with_its_place() {
    let faults = rubric_file::read(WRONG).unwrap_err();
    in_current_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        let before = page.form();
        drop_file(page, "评分表.toml", WRONG);
        page.wait_for("document.querySelector('#faults')", "what is wrong");
        let rows = "Array.from(document.querySelectorAll('#faults tbody tr'), row => Array.from(row.cells, cell => cell.textContent).join('|'))";
        let expected: Vec<_> = faults
            .iter()
            .map(|fault| {
                format!(
                    "第 {} 行第 {} 列|{}{}",
                    fault.line, fault.column, fault.message, fault.code
                )
            })
            .collect();
        assert_eq!(page.eval(rows), json!(expected));
        assert!(expected.len() >= 2, "{expected:?}");
        let lines: Vec<_> = WRONG.lines().collect();
        assert!(
            faults
                .iter()
                .any(|fault| lines[fault.line - 1] == "points = 7")
        );
        page.click("dialog[open] .app-btn--main");
        assert_eq!(page.form(), before);
        page.wait_for_total("computed", "96.21");

        // One sign of the file itself.
        drop_file(
            page,
            "评分表.toml",
            &OWN.replacen("id = \"own-2024\"", "id = “甲”", 1),
        );
        page.wait_for(
            &format!(
                "{rows}[0] === '第 1 行第 6 列|引号要用英文的 \"，不能用中文的 “ ”toml-unreadable'"
            ),
            "what is wrong",
        );
        page.click("dialog[open] .app-btn--main");

        // Of no rubric.
        drop_file(page, "别的.toml", "[package]\nname = \"a\"\n");
        page.wait_for(
            &format!("{NOTICE}.includes('这是 TOML 文本')"),
            "why it is not opened",
        );
        assert_eq!(page.form(), before);
    });
}

#[test]
fn a_worked_example_is_a_form() {
    in_current_chromium(|page| {
        page.open_page(&dist_url());
        drop_file(page, "example.toml", EXAMPLE);
        page.wait_for_total("computed", "96.21");
        drop_file(
            page,
            "example.toml",
            &EXAMPLE.replacen("upheld", "uphold", 1),
        );
        page.wait_for(
            "document.querySelector('#faults td').innerText.includes('评分表里没有这个问题')",
            "what is wrong",
        );
    });
}

#[test]
fn a_workbook_from_elsewhere_is_read_by_what_was_sent_out() {
    let folder = tempfile::tempdir().unwrap();
    let own = include_str!("../../rubrics/jiangmen-2023-department/rubric.toml");
    let own = own.replacen(&format!("\"{JIANGMEN}\""), "\"own-2024\"", 1);
    let file = sent(folder.path(), &[&own]);
    in_current_chromium(|page| {
        page.open_page(&file_url(&file));
        page.set_files("#open-file", &[&test_file("别处填的评分表.xlsx")]);
        page.wait_for("document.querySelector('#review-items')", "what was read");
        assert_eq!(
            page.text("document.getElementById('review-rubric').value"),
            "own-2024"
        );
    });
}
