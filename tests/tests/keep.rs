//! Nothing typed is lost, and what is taken away holds it: Chromium only, where a test can kill and download.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::time::{Duration, Instant};

use calamine::{Data, Reader, Xlsx, open_workbook};
use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{
    Page, dist_url, file_url, for_each_chromium, in_current_chromium, wait_for_file,
};
use serde_json::Value;

fn example(page: &mut Page) {
    page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
    page.wait_for_total("computed", "96.21");
}

#[test]
fn a_browser_killed_at_any_moment_loses_at_most_the_last_keys() {
    for_each_chromium(|page| {
        page.open_page(&dist_url());
        page.click(".app-cards .app-btn--main");
        let place = "answers.three-public.reason";
        let summary = format!("{} .app-more summary", field("answers.three-public"));
        page.wait_for(&format!("document.querySelector('{summary}')"), "the form");
        let mut typed = String::new();
        // Moments as they come, but the same in each run.
        let mut moment: u64 = 20_231_126;
        for round in 0..10 {
            if page.eval(&format!(
                "document.querySelector('{}') === null",
                field(place)
            )) == true
            {
                page.click(&summary);
            }
            page.click(&field(place));
            page.press("Control+End");
            let mut when = Vec::new();
            moment = moment
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            for letter in ["写", "到", "1", "2", "。"]
                .into_iter()
                .cycle()
                .take(4 + (moment >> 40) as usize % 12)
            {
                page.type_text(letter);
                typed.push_str(letter);
                when.push(Instant::now());
            }
            std::thread::sleep(Duration::from_millis((moment >> 20) % 700));
            let killed = Instant::now();
            let browser = page.chromium().unwrap();
            browser.kill();
            browser.relaunch().unwrap();
            page.open_page(&dist_url());
            page.wait_for(
                &format!("document.querySelector('{summary}')"),
                "the form as it was left",
            );
            let back = page.value_anywhere(place);
            // A key needs a moment to reach the disk.
            let late = when
                .iter()
                .filter(|key| killed.duration_since(**key) < Duration::from_millis(300))
                .count();
            assert!(
                typed.starts_with(&back),
                "round {round}: {back:?} came back of {typed:?}"
            );
            let lost = typed.chars().count() - back.chars().count();
            assert!(
                lost <= late,
                "round {round}: {lost} letters are lost, {late} were typed in the last moment"
            );
            typed = back;
        }
        assert!(typed.chars().count() > 40, "{typed:?}");
    });
}

#[test]
fn two_tabs_on_one_draft_do_not_overwrite_each_other() {
    in_current_chromium(|page| {
        page.open_page(&dist_url());
        page.click(".app-cards .app-btn--main");
        let (spent, budget) = (
            "answers.three-public.inputs.spent",
            "answers.three-public.inputs.budget",
        );
        page.wait_for(
            &format!("document.querySelector('{}')", field(spent)),
            "the form",
        );
        page.fill(&field(spent), "5.01");
        let address = page.text("location.href");
        let second = page.chromium().unwrap().open_tab().unwrap();
        page.open(&address);
        page.wait_for(
            "document.documentElement.hasAttribute('data-ready')",
            "the second tab",
        );
        // The change of a moment ago is there already.
        assert_eq!(page.value(spent), "5.01");
        page.fill(&field(budget), "18.5");
        page.wait_for_total("computed", "1");

        // The first tab has stopped, says so, and lets nobody type.
        page.chromium().unwrap().switch_tab(0).unwrap();
        page.wait_for(
            "document.querySelector('dialog[open]').textContent.includes('另一个标签页')",
            "the first tab to stop",
        );
        page.press("Escape");
        assert_eq!(
            page.eval("document.querySelector('dialog[open]') !== null"),
            true
        );
        page.press("Control+z");

        // Whoever goes on there has what was typed here.
        page.click("dialog[open] .app-btn--main");
        page.wait_for(
            "!document.querySelector('dialog[open]')",
            "the dialog to go",
        );
        page.wait_for_total("computed", "1");
        assert_eq!(page.value(budget), "18.5");
        page.fill(&field(budget), "20");

        // Now the second one has stopped; what is there can be kept as a draft of its own.
        page.chromium().unwrap().switch_tab(second).unwrap();
        page.wait_for(
            "document.querySelector('dialog[open]')",
            "the second tab to stop",
        );
        page.click("dialog[open] .app-btn:not(.app-btn--main)");
        page.wait_for(
            "!document.querySelector('dialog[open]')",
            "the dialog to go",
        );
        assert_eq!(page.value(budget), "18.5");
        page.fill(&field(budget), "19");
        page.click("#more");
        page.click("#close");
        page.wait_for(
            "document.querySelectorAll('.app-start section:not(.app-hidden) h3').length > 7",
            "two drafts",
        );
        let kept =
            "Object.keys(localStorage).filter(key => key.startsWith('pingfen.form.')).length";
        assert_eq!(page.eval(kept), 2);
    });
}

#[test]
fn a_browser_that_does_not_keep_says_so_and_what_to_do() {
    in_current_chromium(|page| {
        let saved = "document.querySelector('.app-saved').textContent";
        let place = field("answers.three-public.inputs.spent");
        example(page);
        page.fill(&place, "6");
        page.wait_for(
            &format!("{saved}.includes('已自动保存')"),
            "the change to be kept",
        );

        // Full: another page filled it.
        page.run("for (let size = 1 << 20; size > 0; size >>= 1) { try { for (let n = 0; ; n++) localStorage.setItem('other' + size + '-' + n, 'x'.repeat(size)) } catch {} }", "filling the storage");
        page.fill(&place, "7");
        page.wait_for(
            &format!("{saved}.includes('存储已满')"),
            "storage to be full",
        );
        assert_eq!(
            page.eval("document.querySelector('.app-saved [role=alert] button') !== null"),
            true
        );
        let folder = tempfile::tempdir().unwrap();
        page.chromium()
            .unwrap()
            .set_download_dir(folder.path())
            .unwrap();
        page.click(".app-saved [role=alert] button");
        let file =
            wait_for_file(page, folder.path(), |name| name.ends_with(".pingfen.json")).unwrap();
        let text = fs::read_to_string(file).unwrap();
        assert!(text.contains(r#""spent":"7""#), "{text}");

        // Room again: the next change is kept, with those before it.
        page.eval("Object.keys(localStorage).filter(key => key.startsWith('other')).forEach(key => localStorage.removeItem(key))");
        page.fill(&place, "8");
        page.wait_for(
            &format!("{saved}.includes('已自动保存')"),
            "the change to be kept again",
        );

        // Wiped by a cleaning tool: written again at the next change.
        page.eval("localStorage.clear()");
        page.fill(&place, "9");
        page.wait_for(
            &format!("{saved}.includes('已重新存好')"),
            "the loss to be noticed",
        );
        page.reload();
        page.wait_for_value("answers.three-public.inputs.spent", "9");

        // Switched off.
        page.run("Storage.prototype.setItem = () => { throw new Error('off') }; Storage.prototype.getItem = () => null", "switching storage off");
        page.fill(&place, "10");
        page.wait_for(&format!("{saved}.includes('请马上')"), "the refusal");
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn earlier_states_are_kept_and_come_back() {
    in_current_chromium(|page| {
        example(page);
        let place = field("answers.three-public.inputs.spent");
        page.fill(&place, "20");
        page.wait_for_total("computed", "95.21");
        page.wait_for(
            "document.querySelector('.app-saved').textContent.includes('已自动保存')",
            "the change to be kept",
        );
        // Six minutes later.
        page.eval("(now => { Date.now = () => now() + 6 * 60 * 1000 })(Date.now)");
        page.fill(&place, "30");
        page.press("Control+a");
        std::thread::sleep(Duration::from_millis(1300));
        page.click("#more");
        page.click("#versions");
        page.wait_for(
            "document.querySelectorAll('.app-versions button').length >= 2",
            "two states",
        );
        page.click(".app-versions li:last-child button");
        page.wait_for(
            "document.querySelector('.app-dialog tbody tr')",
            "the differences",
        );
        let row = page.text("document.querySelector('.app-dialog tbody tr').textContent");
        assert!(row.contains("30"), "{row}");
        page.click(".app-dialog .app-btn--main");
        page.wait_for(
            "!document.querySelector('dialog[open]')",
            "the dialog to go",
        );
        page.wait_for(
            "document.querySelector('.app-notice').textContent.includes('已回到所选的版本')",
            "the form to go back",
        );
        assert_ne!(page.value("answers.three-public.inputs.spent"), "30");
        page.press("Control+z");
        page.wait_for_value("answers.three-public.inputs.spent", "30");
    });
}

#[test]
fn the_page_with_the_form_in_it_goes_on_anywhere() {
    for_each_chromium(|page| {
        let folder = tempfile::tempdir().unwrap();
        page.chromium()
            .unwrap()
            .set_download_dir(folder.path())
            .unwrap();
        example(page);
        page.fill(&field("answers.three-public.inputs.spent"), "20");
        page.wait_for_total("computed", "95.21");
        page.click("#more");
        page.click("#save-page");
        let file = wait_for_file(page, folder.path(), |name| name.ends_with(".html")).unwrap();
        // On another machine: nothing in the browser's storage.
        page.eval("localStorage.clear()");
        page.open_page(&file_url(&file));
        page.wait_for_total("computed", "95.21");
        page.fill(&field("answers.three-public.inputs.spent"), "5");
        page.wait_for_total("computed", "96.21");
        // And it opens as a file in the page that it came from.
        page.click("#more");
        page.click("#close");
        page.open_page(&dist_url());
        page.wait_for("document.querySelector('#open-file')", "the start view");
        page.set_files("#open-file", &[&file]);
        page.wait_for_total("computed", "95.21");
        assert_eq!(page.errors(), Vec::<String>::new());
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
        page.click("#save-json");
        page.wait_for(
            "document.querySelector('.app-saved').textContent.includes('已存盘')",
            "the page to know of the file",
        );
        let file =
            wait_for_file(page, folder.path(), |name| name.ends_with(".pingfen.json")).unwrap();
        let saved: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(saved["rubric"]["id"], JIANGMEN);
        assert_eq!(
            saved["form"]["answers"]["three-public"]["inputs"]["spent"],
            "２０万"
        );
        page.click("#more");
        page.click("#close");
        page.wait_for("document.querySelector('#open-file')", "the start view");
        let kept = page.text("document.querySelector('.app-start .app-card').textContent");
        assert!(
            kept.contains("江门市医疗保障局") && kept.contains("已存盘"),
            "{kept}"
        );
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
        page.click("#save-xlsx");
        let file = wait_for_file(page, folder.path(), |name| name.ends_with(".xlsx")).unwrap();
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
