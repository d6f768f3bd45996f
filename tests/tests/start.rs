//! The start view, and what a person finds as they left it.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{dist_url, in_current_chromium};

#[test]
fn a_form_is_found_by_any_of_its_words() {
    in_current_chromium(|page| {
        page.open_page(&dist_url());
        let found = "Array.from(document.querySelectorAll('.app-card h3'), card => card.textContent).join('|')";
        for (typed, kind, cards) in [
            (
                "江西 2022",
                1,
                "景德镇市医疗保障局部门整体支出绩效评价共性指标体系|项目支出绩效自评表",
            ),
            ("江西 2022", 3, "项目支出绩效自评表"),
            ("财政部", 1, "项目支出绩效自评表"),
            ("遂溪", 4, "部门整体支出绩效评价核查评分表"),
            ("遂溪 1999", 1, ""),
        ] {
            page.fill("#search", typed);
            page.click(&format!(".app-search .app-seg__one:nth-child({kind})"));
            page.wait_for(
                &format!("{found} === '{cards}'"),
                &format!("{typed} to find {cards:?}"),
            );
        }
        assert!(
            page.text("document.querySelector('.app-start').textContent")
                .contains("没有找到")
        );
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_file_is_dropped_anywhere() {
    in_current_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.fill(&field("answers.three-public.inputs.spent"), "20");
        page.wait_for_total("computed", "95.21");
        page.wait_for(
            "document.getElementById('pingfen-state').textContent.includes('\"spent\":\"20\"')",
            "the form in the page",
        );
        // A file with another year's figure, over the open form: that one stays a draft.
        page.run(
            "const document_ = JSON.parse(document.getElementById('pingfen-state').textContent).document;
             document_.form.answers['three-public'].inputs.spent = '5';
             const data = new DataTransfer();
             data.items.add(new File([JSON.stringify(document_)], '去年.pingfen.json', {type: 'application/json'}));
             document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))",
            "dropping a file",
        );
        page.wait_for_total("computed", "96.21");
        assert_eq!(page.value("answers.three-public.inputs.spent"), "5");
        page.click("#more");
        page.click("#close");
        page.wait_for(
            "document.querySelectorAll('.app-start section:first-of-type .app-card').length === 2",
            "both drafts",
        );
    });
}

#[test]
fn a_form_opened_while_typing_shows_its_own_summary() {
    in_current_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.form();
        page.run(
            "const text = JSON.stringify(JSON.parse(document.getElementById('pingfen-state').textContent).document);
             const data = new DataTransfer();
             data.items.add(new File([text], '同一份.pingfen.json', {type: 'application/json'}));
             const field = document.getElementById('answers.three-public.inputs.spent');
             field.value = '20';
             field.dispatchEvent(new Event('input', {bubbles: true}));
             document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))",
            "typing, and dropping a file at once",
        );
        page.wait_for_total("computed", "96.21");
        // Longer than what follows when typing pauses.
        page.eval("new Promise(done => setTimeout(done, 600))");
        let summary = page.text("document.getElementById('summary').textContent");
        assert!(!summary.contains("经费控制情况 少 1 分"), "{summary}");
        page.wait_for_total("computed", "96.21");
    });
}

#[test]
fn the_look_and_what_is_unfolded_stay() {
    in_current_chromium(|page| {
        let address = format!("{}#example={JIANGMEN}", dist_url());
        page.open_page(&address);
        page.click("#more");
        page.click(".app-menu__list .app-look__one:first-child");
        page.wait_for(
            "document.documentElement.dataset.size === 'large'",
            "large letters",
        );
        assert_eq!(
            page.text("getComputedStyle(document.body).fontSize"),
            "24px"
        );
        let criteria = format!("{} .app-criteria", field("answers.three-public"));
        page.click(&format!("{criteria} summary"));
        page.wait_for(
            &format!("document.querySelector('{criteria}').open"),
            "the criteria",
        );
        page.wait_for(
            "localStorage['pingfen.unfolded.jiangmen-2023-department']",
            "that to be remembered",
        );
        page.open_page(&address);
        assert_eq!(page.text("document.documentElement.dataset.size"), "large");
        page.wait_for(
            &format!("document.querySelector('{criteria}').open"),
            "the criteria again",
        );
    });
}

#[test]
fn f8_and_f9_lead_to_what_is_wrong_or_missing() {
    in_current_chromium(|page| {
        page.open_page(&format!(
            "{}#example=jingdezhen-2022-department",
            dist_url()
        ));
        page.wait_for(
            "document.querySelector('[data-total=computed]')",
            "the form",
        );
        page.press("F9");
        let first =
            "document.querySelector('#summary ol:last-of-type a').getAttribute('href').slice(1)";
        page.wait_for(
            &format!("document.activeElement.id === {first}"),
            "the first row without a score",
        );
        let before = page.text("document.activeElement.id");
        page.press("F9");
        page.wait_for(
            &format!("document.activeElement.id !== '{before}'"),
            "the next one",
        );
        page.press("Shift+F9");
        page.wait_for(
            &format!("document.activeElement.id === '{before}'"),
            "the one before",
        );
        page.press("F1");
        page.wait_for(
            "document.querySelector('dialog[open] kbd')",
            "the list of shortcuts",
        );
        page.press("Escape");
        page.wait_for("!document.querySelector('dialog[open]')", "it to close");
    });
}
