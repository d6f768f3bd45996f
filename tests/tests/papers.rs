//! Papers taken away and files opened again, as people do it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};
use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{
    Page, Server, dist, dist_url, for_each_browser, for_each_chromium, in_current_chromium,
    test_file, wait_for_file,
};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What the page says of what was asked for.
const NOTICE: &str = "document.querySelector('.app-notice:not(.app-notice--busy)').innerText";

fn open_example(page: &mut Page, id: &str) {
    page.open_page(&format!("{}#example={id}", dist_url()));
}

/// Clicks what makes a paper, and gives the file.
fn download(page: &mut Page, folder: &Path, button: &str, ending: &str) -> PathBuf {
    page.chromium().unwrap().set_download_dir(folder).unwrap();
    if !["#save-json", "#save-xlsx"].contains(&button) {
        page.click("#more");
    }
    page.click(button);
    let name = |name: &str| name.ends_with(ending);
    wait_for_file(page, folder, name).unwrap()
}

#[test]
fn every_paper_is_made_in_every_browser_that_downloads() {
    for_each_chromium(|page| {
        open_example(page, JIANGMEN);
        page.wait_for_total("computed", "96.21");
        for (button, ending, begins) in [
            ("#save-xlsx", "评分表.xlsx", &b"PK"[..]),
            ("#save-docx", "报告.docx", b"PK"),
            ("#save-csv", "数据表.csv", "\u{feff}".as_bytes()),
            ("#save-exchange", "平台导入.csv", "\u{feff}".as_bytes()),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let file = download(page, folder.path(), button, ending);
            assert!(file.to_string_lossy().contains("江门市医疗保障局-2023-"));
            assert!(fs::read(&file).unwrap().starts_with(begins), "{button}");
        }
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn the_code_on_paper_is_compared_with_the_form() {
    in_current_chromium(|page| {
        open_example(page, JIANGMEN);
        let folder = tempfile::tempdir().unwrap();
        let file = download(page, folder.path(), "#save-json", ".pingfen.json");
        let saved: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let code = saved["code"].as_str().unwrap().to_owned();

        page.click("#more");
        page.click("#check-code");
        assert_eq!(
            page.text("document.getElementById('code').textContent"),
            code
        );
        // As somebody types it from paper.
        page.fill("#code-typed", &code.to_lowercase().replace('-', " "));
        page.wait_for(
            "document.getElementById('code-answer').textContent.startsWith('相同')",
            "the codes to agree",
        );
        page.press("Escape");

        page.fill(&field("answers.three-public.inputs.spent"), "20");
        page.wait_for_total("computed", "95.21");
        page.click("#more");
        page.click("#check-code");
        page.fill("#code-typed", &code);
        page.wait_for(
            "document.getElementById('code-answer').textContent.startsWith('不同')",
            "the codes to differ",
        );
    });
}

/// The file with one text in it replaced.
fn edited(file: &Path, edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        out.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        out.write_all(edit(&name, text).as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The cell that holds a field, by the workbook's own list.
fn cell_of(file: &Path, path: &str) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let sheet = book.worksheet_range("存盘数据").unwrap();
    let row = sheet
        .rows()
        .position(|row| row.get(1) == Some(&Data::String(path.to_owned())))
        .unwrap();
    let formulas = book.worksheet_formula("存盘数据").unwrap();
    let row = u32::try_from(row).unwrap();
    formulas
        .get_value((row, 2))
        .unwrap()
        .rsplit('!')
        .next()
        .unwrap()
        .replace('$', "")
}

#[test]
fn a_workbook_that_was_changed_shows_what_was_changed() {
    for_each_chromium(|page| {
        open_example(page, JIANGMEN);
        let folder = tempfile::tempdir().unwrap();
        let file = download(page, folder.path(), "#save-xlsx", ".xlsx");
        let cell = cell_of(&file, "answers.three-public.inputs.spent");
        // 5.01 becomes 20 of 18.5: over the budget, no point of 1.
        let (from, to) = (format!("<c r=\"{cell}\""), folder.path().join("改过.xlsx"));
        let changed = edited(&file, |name, text| {
            if name != "xl/worksheets/sheet3.xml" {
                return text;
            }
            let at = text.find(&from).unwrap();
            let (head, tail) = text.split_at(at);
            format!("{head}{}", tail.replacen("<v>5.01</v>", "<v>20</v>", 1))
        });
        fs::write(&to, changed).unwrap();

        page.click("#more");
        page.click("#close");
        page.wait_for("document.querySelector('#open-file')", "the start view");
        page.set_files("#open-file", &[&to]);
        page.wait_for("document.querySelector('#edits')", "the list of edits");
        let edits = page.text("document.querySelector('#edits tbody').innerText");
        assert!(edits.contains("5.01") && edits.contains("20"), "{edits}");
        let code = page.text("document.getElementById('review-code').textContent");
        assert!(code.contains("相符"), "{code}");
        page.click("#accept");
        page.wait_for_total("computed", "95.21");
        assert_eq!(page.value("answers.three-public.inputs.spent"), "20");

        // The same file as it was taken away: nothing to be asked.
        page.click("#more");
        page.click("#close");
        page.wait_for("document.querySelector('#open-file')", "the start view");
        page.set_files("#open-file", &[&file]);
        page.wait_for_total("computed", "96.21");
        let said = page.text(NOTICE);
        assert!(said.contains("校验码") && said.contains("相符"), "{said}");
    });
}

/// The official form as another program fills it in: names, points and scores.
fn foreign(document: &Value) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .merge_range(
            0,
            0,
            0,
            7,
            "部门整体支出绩效自评指标评分表",
            &Default::default(),
        )
        .unwrap();
    for (col, head) in (0..).zip([
        "一级指标",
        "分值",
        "二级指标",
        "分值",
        "三级指标",
        "分值",
        "得分/自评分",
        "评分依据、未达标原因、改进措施",
    ]) {
        sheet.write(2, col, head).unwrap();
    }
    let mut row = 3;
    for section in document["rubric"]["sections"].as_array().unwrap() {
        for group in section["groups"].as_array().unwrap() {
            for indicator in group["indicators"].as_array().unwrap() {
                let number =
                    |value: &Value| value.as_str().and_then(|text| text.parse::<f64>().ok());
                for (col, part) in [(0, section), (2, group), (4, indicator)] {
                    sheet
                        .write(row, col, part["name"].as_str().unwrap())
                        .unwrap();
                    sheet
                        .write(row, col + 1, number(&part["points"]).unwrap())
                        .unwrap();
                }
                let answer = &document["form"]["answers"][indicator["id"].as_str().unwrap()];
                if let Some(claimed) = number(&answer["claimed"]) {
                    sheet.write(row, 6, claimed).unwrap();
                }
                sheet
                    .write(row, 7, answer["reason"].as_str().unwrap_or_default())
                    .unwrap();
                row += 1;
            }
        }
    }
    sheet.write(row, 0, "合计").unwrap();
    sheet.write(row, 6, 97.62).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_from_elsewhere_is_confirmed_first() {
    in_current_chromium(|page| {
        open_example(page, JIANGMEN);
        page.form();
        let state = page.text("document.getElementById('pingfen-state').textContent");
        let document = &serde_json::from_str::<Value>(&state).unwrap()["document"];
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("别处填的.xlsx");
        fs::write(&file, foreign(document)).unwrap();
        page.click("#more");
        page.click("#close");
        page.wait_for("document.querySelector('#open-file')", "the start view");
        page.set_files("#open-file", &[&file]);
        page.wait_for(
            "document.querySelector('#review-items')",
            "what was understood",
        );
        let found = page.text("document.getElementById('review-found').textContent");
        assert!(
            found.contains("找到 25 项") && found.contains("共 25 项"),
            "{found}"
        );
        // Read as another form, and as this one again. Each key on a list reads anew, so it is chosen in one.
        for (rubric, whole) in [("zhanjiang-2023-centre", false), (JIANGMEN, true)] {
            page.run(
                &format!(
                    "const list = document.getElementById('review-rubric');
                     list.value = '{rubric}';
                     list.dispatchEvent(new Event('change', {{bubbles: true}}))"
                ),
                "choosing a form",
            );
            page.wait_for(
                &format!("document.getElementById('review-found').textContent.includes('共 25 项') === {whole}"),
                "another reading",
            );
        }
        // Nothing is scored yet.
        assert_eq!(
            page.eval("document.querySelector('[data-total]')"),
            Value::Null
        );
        page.click("#confirm");
        page.wait_for_total("claimed", "97.62");
        assert_eq!(page.value("answers.contract-filing.claimed"), "0");
    });
}

/// A row that is doubtful comes first and is left out: what is taken are the others, and no row in its place.
#[test]
fn a_doubtful_row_is_not_taken() {
    in_current_chromium(|page| {
        page.open_page(&dist_url());
        page.wait_for("document.querySelector('#open-file')", "the start view");
        page.set_files("#open-file", &[&test_file("别处填的评分表.xlsx")]);
        page.wait_for(
            "document.querySelector('#review-items')",
            "what was understood",
        );
        let left = page.text(
            "document.querySelector('#review-items input:not(:checked)').closest('tr').innerText",
        );
        assert!(
            left.contains("预算编制约束性") && left.contains("高于分值"),
            "{left}"
        );
        page.click("#confirm");
        // 97.62 without the 4 of that row.
        page.wait_for_total("claimed", "93.62");
        assert_eq!(page.value("answers.budget-constraint.claimed"), "");
        assert_eq!(page.value("profile.organisation"), "江门市医疗保障局");
    });
}

#[test]
fn a_file_that_is_no_form_leaves_the_form_as_it_is() {
    for_each_browser(|page| {
        open_example(page, "suixi-2022-verification");
        page.wait_for_total("verified", "75.06");
        for (name, bytes, says) in [
            ("空.xlsx", "", "空"),
            ("截断.json", "{\"pingfen\": 1,", "JSON"),
            ("报告.pdf", "%PDF-1.7 x", "PDF"),
            ("深.json", &"[".repeat(2000), "没有打开"),
        ] {
            page.run(
                &format!(
                    "const data = new DataTransfer();
                     data.items.add(new File([{}], '{name}'));
                     document.body.dispatchEvent(new DragEvent('drop', {{dataTransfer: data, bubbles: true, cancelable: true}}))",
                    serde_json::to_string(bytes).unwrap()
                ),
                "dropping a file",
            );
            page.wait_for(
                &format!("document.querySelector('.app-notice--wrong') && document.querySelector('.app-notice--wrong').innerText.includes('{name}')"),
                "the page to refuse it",
            );
            let said = page.text(NOTICE);
            assert!(said.contains(says), "{name}: {said}");
        }
        page.wait_for_total("verified", "75.06");
    });
}

#[test]
fn a_file_of_a_hundred_megabytes_is_not_even_read() {
    for_each_browser(|page| {
        open_example(page, "suixi-2022-verification");
        page.wait_for_total("verified", "75.06");
        page.run(
            "const data = new DataTransfer();
             data.items.add(new File([new Uint8Array(100e6)], '大.xlsx'));
             document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))",
            "dropping a file",
        );
        page.wait_for(
            "document.querySelector('.app-notice--wrong')",
            "the page to refuse it",
        );
        let said = page.text(NOTICE);
        assert!(said.contains("20 MB"), "{said}");
        assert_eq!(
            page.eval("'papers' in pingfen.timing"),
            false,
            "nothing was started for it"
        );
    });
}

#[test]
fn markup_in_every_field_stays_text() {
    const MARKUP: &str =
        "<img src=x onerror=\"window.ran = 1\"></script><script>window.ran = 2</script>";
    for_each_browser(|page| {
        open_example(page, JIANGMEN);
        page.form();
        page.run(
            &format!(
                "const document_ = JSON.parse(document.getElementById('pingfen-state').textContent).document;
                 const mark = (value) => typeof value === 'string' ? value + {markup} : Array.isArray(value) ? value.map(mark)
                     : Object.fromEntries(Object.entries(value).map(([key, value]) => [key, mark(value)]));
                 document_.form = mark(document_.form);
                 const data = new DataTransfer();
                 data.items.add(new File([JSON.stringify(document_)], '带标记.pingfen.json'));
                 document.body.dispatchEvent(new DragEvent('drop', {{dataTransfer: data, bubbles: true, cancelable: true}}))",
                markup = serde_json::json!(MARKUP).to_string().replace("</", "<\\/")
            ),
            "dropping a file",
        );
        page.wait_for_value("profile.organisation", &format!("江门市医疗保障局{MARKUP}"));
        page.click("#save-xlsx");
        page.wait_for(
            "document.querySelector('.app-notice') && document.querySelector('.app-notice').innerText.includes('已交给浏览器下载')",
            "the workbook",
        );
        assert_eq!(page.eval("window.ran"), Value::Null);
        assert_eq!(page.eval("document.querySelectorAll('#app img').length"), 0);
    });
}

#[test]
fn what_takes_too_long_is_stopped_and_the_next_works() {
    for_each_browser(|page| {
        open_example(page, JIANGMEN);
        page.wait_for_total("computed", "96.21");
        page.run(
            "window.answers = [];
             window.papers = pingfen.aside('papers');
             papers.call('paper', 'xlsx', '{}').then(null, (error) => answers.push(error.code));
             papers.stop();
             papers.call('paper', 'nothing', '{}').then(null, (error) => answers.push(error.code))",
            "asking for papers",
        );
        page.wait_for("answers.length === 2", "both answers");
        assert_eq!(
            page.eval("answers"),
            serde_json::json!(["stopped", "paper-unknown"])
        );
    });
}

/// Some policies are an error event later, some an exception at once.
#[test]
fn a_browser_without_threads_answers_too() {
    for_each_browser(|page| {
        open_example(page, JIANGMEN);
        page.wait_for_total("computed", "96.21");
        page.run(
            "window.answers = [];
             window.Worker = function () { throw new Error('no threads') };
             const papers = pingfen.aside('papers');
             for (const ending of ['one', 'two'])
                 papers.call('paper', ending, '{}').then(null, (error) => answers.push(error.code + ': ' + error.message))",
            "asking for papers",
        );
        page.wait_for("answers.length === 2", "both answers");
        assert_eq!(
            page.eval("answers"),
            serde_json::json!([
                "paper-unknown: 没有“one”这种文件。",
                "paper-unknown: 没有“two”这种文件。"
            ])
        );
    });
}

/// The thread is made from the page's own text, which a site may forbid. Then the page does the work itself.
#[test]
fn a_site_that_forbids_threads_gets_its_papers_too() {
    let policy = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' 'unsafe-eval'; style-src 'unsafe-inline'; worker-src 'none'";
    let server = Server::start_with(&dist(), Some(policy)).unwrap();
    for_each_browser(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", server.url("index.html")));
        page.wait_for_total("computed", "96.21");
        page.click("#save-xlsx");
        page.wait_for(
            "(document.querySelector('.app-notice') || {}).innerText && document.querySelector('.app-notice').innerText.includes('已交给浏览器下载')",
            "the workbook",
        );
        assert_eq!(page.eval("'papers' in pingfen.timing"), true);
    });
}
