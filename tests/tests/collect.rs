//! Many files brought together 汇总: what the view says is what the library says of the same files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../../crates/scoring-export/tests/summary/pile.rs"]
mod pile;

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::Duration;

use calamine::{Reader, Xlsx};
use pile::{File, bad, example, forms, of_unit, zipped};
use pingfen_tests::{Page, dist_url, for_each_chromium, in_current_chromium, wait_for_file};
use scoring_export::collected::{Added, PAGE, Query};
use scoring_export::summary::Collection;
use serde_json::{Value, json};
use tempfile::TempDir;

const DONE: &str = "document.getElementById('collect-state').textContent.startsWith('读完')";
const ROWS: &str = "Array.from(document.querySelectorAll('#collected tbody tr'), row => Array.from(row.children).slice(0, -1).map(cell => cell.textContent))";
const FIGURES: &str = "Array.from(document.querySelectorAll('[data-figures]'), table => [table.dataset.figures, table.caption.textContent,
    Array.from(table.querySelectorAll('tbody tr'), row => [Array.from(row.children).slice(0, -1).map(cell => cell.textContent),
        (bar => bar && bar.getAttribute('width'))(row.querySelector('.app-sum__got')), row.classList.contains('app-sum__whole')])])";
const BAD: &str = "Array.from(document.querySelectorAll('#bad li'), file => [file.dataset.code, file.firstChild.textContent, file.textContent.replace(/打开$/, '')])";

/// Files on a disk, and the library's own collection of them.
struct Pile {
    folder: TempDir,
    paths: Vec<PathBuf>,
    all: Collection,
}

impl Pile {
    fn new(files: &[File]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut all = Collection::default();
        let mut paths = Vec::new();
        for ((name, bytes), file) in files.iter().zip(0..) {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            paths.push(path);
            let added = all.add(file, name, Some(bytes.clone()), |_| String::new());
            if let Added::Entries(count) = added {
                for entry in 0..count {
                    all.add_entry(file, entry);
                }
            }
        }
        Self { folder, paths, all }
    }

    fn add(&self, page: &mut Page) {
        let paths: Vec<_> = self.paths.iter().map(PathBuf::as_path).collect();
        page.set_files("#collect-files", &paths);
    }

    /// What the page should show.
    #[track_caller]
    fn check(&self, page: &mut Page, query: &Query, what: &str) {
        let listing = self.all.listing(query);
        let rows = listing.rows.iter().map(|line| {
            let heads = line.cells.iter().zip(&listing.heads);
            let cell = |(cell, head): (&String, &scoring_export::collected::Head)| {
                if head.key == "unit" {
                    format!("{cell}{}", line.note)
                } else {
                    cell.clone()
                }
            };
            heads.map(cell).collect::<Vec<_>>()
        });
        let rows = json!(rows.collect::<Vec<_>>());
        page.wait_for(
            &format!("JSON.stringify({ROWS}) === {}", json!(rows.to_string())),
            what,
        );
        let overview = self.all.overview(query);
        let figures = overview.tables.iter().map(|table| {
            let rows = table
                .rows
                .iter()
                .map(|bar| json!([bar.cells, bar.share, bar.whole]));
            json!([table.code, table.caption, rows.collect::<Vec<_>>()])
        });
        let figures = Value::from(figures.collect::<Vec<_>>());
        page.wait_for(
            &format!(
                "JSON.stringify({FIGURES}) === {}",
                json!(figures.to_string())
            ),
            what,
        );
        let bad = overview.bad.iter();
        let bad = bad.map(|file| {
            json!([
                file.code,
                file.name,
                format!("{}：{}", file.name, file.message)
            ])
        });
        assert_eq!(
            page.eval(BAD),
            Value::from(bad.collect::<Vec<_>>()),
            "{what}"
        );
    }
}

/// 500 files as they come, every 25th of them no form.
fn five_hundred() -> Vec<File> {
    let mut bad = bad().into_iter().map(|(file, _)| file);
    let mut files = Vec::new();
    for (number, (file, _)) in forms(480).into_iter().enumerate() {
        files.push(file);
        if number % 24 == 11 {
            files.extend(bad.next());
        }
    }
    assert_eq!(files.len(), 500);
    files
}

fn download(page: &mut Page, folder: &Path, button: &str, ending: &str) -> Vec<u8> {
    page.chromium().unwrap().set_download_dir(folder).unwrap();
    page.click(button);
    let file = wait_for_file(page, folder, |name| name.ends_with(ending)).unwrap();
    fs::read(file).unwrap()
}

#[test]
fn five_hundred_files_are_dropped_at_once() {
    in_current_chromium(|page| {
        let pile = Pile::new(&five_hundred());
        page.patience(Duration::from_secs(60));
        page.open_page(&dist_url());
        // Files as they are dropped: in the event, not in a field of the page.
        page.run(
            "const field = document.body.appendChild(document.createElement('input'));
             field.type = 'file'; field.multiple = true; field.id = 'dropped-by-tests';
             field.onchange = () => {
                 const data = new DataTransfer();
                 for (const file of field.files) data.items.add(file);
                 field.remove();
                 document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
             };",
            "a place to drop from",
        );
        let paths: Vec<_> = pile.paths.iter().map(PathBuf::as_path).collect();
        page.set_files("#dropped-by-tests", &paths);
        page.wait_for(DONE, "500 files");
        assert_eq!(
            page.text("document.getElementById('collect-state').textContent"),
            "读完 500 个文件：480 份表，20 个读不了。"
        );
        let query = Query::default();
        pile.check(page, &query, "the first page");
        page.click("#collected-on");
        pile.check(
            page,
            &Query {
                first: PAGE,
                ..query.clone()
            },
            "the second page",
        );
        page.click("#collected-back");

        // The order: by 自评, up and down.
        let head = "#collected thead th:nth-child(4)";
        page.click(&format!("{head} button"));
        let sorted = Query {
            sort: "claimed".to_owned(),
            ..query.clone()
        };
        pile.check(page, &sorted, "rows from the least");
        assert_eq!(
            page.text(&format!(
                "document.querySelector('{head}').getAttribute('aria-sort')"
            )),
            "ascending"
        );
        page.click(&format!("{head} button"));
        pile.check(
            page,
            &Query {
                down: true,
                ..sorted.clone()
            },
            "rows from the most",
        );
        page.click(&format!("{head} button"));
        pile.check(page, &query, "rows as they came");

        // Searched, and filtered.
        page.fill("#collected-search", "局 04");
        let search = Query {
            search: "局 04".to_owned(),
            ..query.clone()
        };
        pile.check(page, &search, "what was searched for");
        page.fill("#collected-search", "");
        pile.check(page, &query, "everything again");
        let listing = pile.all.listing(&query);
        for edition in &listing.editions {
            page.select(
                "#collected-edition",
                &format!("{} {} 份", edition.words, edition.count),
            );
            let edition = Query {
                edition: edition.code.clone(),
                ..query.clone()
            };
            pile.check(page, &edition, "one edition");
        }
        page.select("#collected-edition", "全部");
        let looks = "[aria-labelledby=collected-looks] button";
        for (look, at) in listing.looks.iter().zip(1..) {
            page.click(&format!("{looks}:nth-child({at})"));
            let look = Query {
                look: look.code.clone(),
                ..query.clone()
            };
            pile.check(page, &look, "what should be looked at");
            page.click(&format!("{looks}:nth-child({at})"));
        }
        pile.check(page, &query, "all of it");

        // Taken away.
        let csv = download(page, pile.folder.path(), "#collected-csv", "份.csv");
        assert_eq!(csv, pile.all.table("csv").unwrap());
        let cells = |bytes: Vec<u8>| {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let range = book.worksheet_range("汇总").unwrap();
            range.rows().map(<[_]>::to_vec).collect::<Vec<_>>()
        };
        let xlsx = download(page, pile.folder.path(), "#collected-xlsx", "份.xlsx");
        let (given, own) = (cells(xlsx), cells(pile.all.table("xlsx").unwrap()));
        assert_eq!(given.len(), 501);
        assert_eq!(given, own);
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_row_opens_and_the_collection_is_there_afterwards() {
    for_each_chromium(|page| {
        let pile = Pile::new(
            &forms(3)
                .into_iter()
                .map(|(file, _)| file)
                .collect::<Vec<_>>(),
        );
        page.open_page(&dist_url());
        pile.add(page);
        page.wait_for(DONE, "three files");
        page.click("#collected tbody tr:nth-child(2) button");
        page.wait_for("document.querySelector('.app-bar__unit')", "the form");
        assert!(
            page.text("document.querySelector('.app-bar__unit').textContent")
                .starts_with("第001局")
        );
        page.click("#more");
        page.click("#to-collection");
        pile.check(page, &Query::default(), "the collection as it was");

        // 核查 of another.
        page.click("#collected tbody tr:nth-child(3) button:nth-of-type(2)");
        page.wait_for(
            "document.querySelector('[data-total=checked]')",
            "the review",
        );
        page.click("#more");
        page.click("#close");
        page.click("#collect");
        pile.check(page, &Query::default(), "the collection after 全部表格");
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_zip_is_read_file_by_file() {
    in_current_chromium(|page| {
        let file = |unit: &str| of_unit(example("national-project"), unit).to_file();
        let (one, two) = (file("甲局"), file("乙局"));
        let zip = zipped(&[
            ("一/甲.json", one.as_bytes()),
            ("乙.json", two.as_bytes()),
            ("坏.json", b"{}"),
            ("套.zip", &zipped(&[("a.json", one.as_bytes())])),
        ]);
        let pile = Pile::new(&[("报送.zip".to_owned(), zip)]);
        page.open_page(&dist_url());
        pile.add(page);
        page.wait_for(DONE, "the files of the zip");
        pile.check(page, &Query::default(), "the files of the zip");
        page.click("#collected tbody tr:nth-child(2) button");
        page.wait_for("document.querySelector('.app-bar__unit')", "the form");
        assert!(
            page.text("document.querySelector('.app-bar__unit').textContent")
                .starts_with("乙局")
        );
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn stopped_in_the_middle_and_gone_on_with() {
    in_current_chromium(|page| {
        let files: Vec<_> = forms(200).into_iter().map(|(file, _)| file).collect();
        let pile = Pile::new(&files);
        page.patience(Duration::from_secs(60));
        page.open_page(&dist_url());
        // As a person would who is quick.
        page.run(
            "new MutationObserver((changes, observer) => {
                 const stop = document.getElementById('collect-stop'), bar = document.querySelector('progress');
                 if (!stop || !bar || bar.value < 1) return;
                 observer.disconnect();
                 stop.click();
             }).observe(document.body, {childList: true, subtree: true, attributes: true})",
            "a quick person",
        );
        pile.add(page);
        let state = "document.getElementById('collect-state').textContent";
        page.wait_for(&format!("{state}.startsWith('已停止')"), "the stop");
        let said = page.text(state);
        let number = |part: &str| -> usize {
            let digits = said.split_once(part).unwrap().1.chars();
            let digits: String = digits
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            digits.parse().unwrap()
        };
        let (read, left) = (number("读了"), number("还有"));
        assert_eq!(read + left, 200, "{said}");
        assert!(read > 0 && left > 0, "{said}");
        let shown = format!("共 {read} 份");
        page.wait_for(
            &format!(
                "document.getElementById('collected-shown').textContent.includes({})",
                json!(shown)
            ),
            "what was read",
        );
        page.click("#collect-go-on");
        page.wait_for(DONE, "the others");
        pile.check(page, &Query::default(), "all of them");
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}
