//! The printed form: its pages, its repeated heads, and everything that was filled in.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::process::Command;

use pingfen_tests::form::JIANGMEN;
use pingfen_tests::{Page, dist_url, for_each_chromium};

/// The text of each page of a PDF.
fn pages(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext")
        .args(["-layout"])
        .arg(&file)
        .arg("-")
        .output();
    let text = String::from_utf8(output.expect("pdftotext of poppler-utils").stdout).unwrap();
    // Glyphs of a Song face can come back as radicals that look the same; what is looked for has none.
    text.split('\u{c}')
        .filter(|page| !page.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

fn print(page: &mut Page) -> Vec<String> {
    pages(&page.chromium().unwrap().print_pdf().unwrap())
}

#[test]
fn the_printed_form_has_its_rows_and_heads() {
    for_each_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("computed", "96.21");
        let paper = print(page);
        // 25 rows with their long criteria, and 37 targets, on A4 landscape.
        assert!((5..=14).contains(&paper.len()), "{} pages", paper.len());
        let whole = paper.join("\n");
        for text in ["97.62", "校验码", "医疗保障局", "盖章", "117.21%", "234.42"] {
            assert!(whole.contains(text), "{text} is not on the paper");
        }
        // A table that goes on to the next page begins there with its head.
        let heads = paper
            .iter()
            .filter(|page| page.contains("评分标准"))
            .count();
        let scored = paper
            .iter()
            .filter(|page| page.contains("完成率") && page.contains("得分率"))
            .count();
        assert!(
            heads + scored >= paper.len() - 1,
            "{heads} and {scored} heads on {} pages",
            paper.len()
        );
        // Page numbers, where the browser can.
        if page.name() == "chromium" {
            let last = format!("第 {} 页", paper.len());
            assert!(
                paper.last().unwrap().contains(&last),
                "{last} is not on the last page"
            );
        }
        // Afterwards the paper is gone and the form is there.
        page.wait_for("!document.querySelector('.app-paper')", "the paper to go");
        page.wait_for_total("computed", "96.21");
    });
}

#[test]
fn an_empty_form_has_no_number_of_ours() {
    for_each_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("computed", "96.21");
        // The dialog of the browser's print cannot be driven: what it asks for is kept for the moment.
        page.eval("(print => { window.print = () => { window.dispatchEvent(new Event('beforeprint')); window.printed = document.querySelector('.app-paper').innerText; window.dispatchEvent(new Event('afterprint')) } })(window.print)");
        page.click("#more");
        page.click("#print-blank");
        let paper = page.text("window.printed");
        for text in ["97.62", "96.21", "234.42", "10698.8", "含3名雇员"] {
            assert!(!paper.contains(text), "{text} is on the empty form");
        }
        for text in ["部门整体支出绩效自评指标评分表", "预算编制约束性", "盖章"]
        {
            assert!(paper.contains(text), "{text} is not on the empty form");
        }
        // The next one is the filled form again.
        page.eval("window.dispatchEvent(new Event('beforeprint'))");
        let filled = page.text("document.querySelector('.app-paper').innerText");
        assert!(filled.contains("97.62"));
    });
}
