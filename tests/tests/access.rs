//! Everybody can use the page: nothing that axe-core finds in any view, and what a screen reader reads of the table of targets.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, iter};

use pingfen_tests::form::field;
use pingfen_tests::views::{SCREENS, SWITCHES, VIEWS};
use pingfen_tests::{dist_url, in_current_chromium};

/// A test for each view of `tests/src/views.rs`.
macro_rules! views {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            check(stringify!($name));
        })+

        #[test]
        fn every_view_has_its_test() {
            let tested = [$(stringify!($name)),+];
            assert_eq!(VIEWS.iter().map(|view| view.name).collect::<Vec<_>>(), tested);
        }
    };
}

views!(
    start, asked, faults, new, jiangmen, targets, paste, summary, findings, menu, versions,
    shortcuts, code, changed, foreign, national, suixi, review, collect
);

fn check(name: &str) {
    let view = VIEWS.iter().find(|view| view.name == name).unwrap();
    in_current_chromium(|page| {
        // Each problem once, with where it was seen.
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for screen in &SCREENS {
            // Switched, a phone has the same layout in other sizes and colours: one screen is enough for those.
            let switches = if screen.mobile {
                &[]
            } else {
                SWITCHES.as_slice()
            };
            for switch in iter::once(None).chain(switches.iter().map(Some)) {
                page.visit(view, screen);
                let mut seen = format!("{} wide", screen.width);
                if let Some((switch, step)) = switch {
                    page.take(step);
                    seen = format!("{seen}, {switch}");
                }
                for problem in page.axe() {
                    found.entry(problem).or_default().push(seen.clone());
                }
            }
        }
        let found: Vec<_> = found
            .iter()
            .map(|(problem, seen)| format!("\n  {problem} ({})", seen.join("; ")))
            .collect();
        assert!(
            found.is_empty(),
            "axe-core found in {name}:{}",
            found.concat()
        );
    });
}

/// What a screen reader reads of the table of targets: its head and its first two targets.
const TARGETS: [&str; 5] = [
    "thead",
    "tbody > tr:nth-of-type(1)",
    "tbody > tr:nth-of-type(2)",
    "tbody > tr:nth-of-type(3)",
    "tbody > tr:nth-of-type(4)",
];

/// What Chromium does when it finds a screen reader.
const ACCESSIBILITY: &str = "--force-renderer-accessibility";

#[test]
fn a_screen_reader_gets_what_is_out_of_sight() {
    in_current_chromium(|page| {
        let browser = page.chromium().unwrap();
        browser.relaunch_with(&[ACCESSIBILITY]).unwrap();
        page.open_page(&format!("{}#example=jiangmen-2023-department", dist_url()));
        page.wait_for_total("computed", "96.21");
        let fields = "Array.from(document.querySelectorAll('input, textarea')).filter(field => !field.closest('details:not([open])')).length";
        let fields = page.eval(fields).as_u64().unwrap();
        let read = page.chromium().unwrap().accessibility_tree("body").unwrap();
        let read = read
            .lines()
            .filter(|line| line.trim_start().starts_with("textbox"));
        assert!(fields > 250, "{fields} fields");
        assert_eq!(read.count() as u64, fields);
    });
}

/// `PINGFEN_BLESS=1` writes the file anew: read what changed before you commit it.
#[test]
fn reading_order() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("reading/targets.txt");
    in_current_chromium(|page| {
        // As where a screen reader runs: else Chromium makes its tree of what is on the screen alone.
        let browser = page.chromium().unwrap();
        browser.relaunch_with(&[ACCESSIBILITY]).unwrap();
        page.open_page(&format!("{}#example=national-project", dist_url()));
        page.wait_for_total("computed", "92.5");
        let table = format!("{} table", field("targets.output"));
        let browser = page.chromium().unwrap();
        let read: Vec<_> = TARGETS
            .iter()
            .map(|part| {
                browser
                    .accessibility_tree(&format!("{table} > {part}"))
                    .unwrap()
            })
            .collect();
        let read = read.join("\n");
        if env::var_os("PINGFEN_BLESS").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &read).unwrap();
        }
        let known = fs::read_to_string(&file).unwrap_or_default();
        let differs = known
            .lines()
            .zip(read.lines())
            .position(|(known, read)| known != read);
        let line = differs.unwrap_or_else(|| known.lines().count().min(read.lines().count()));
        assert!(
            known == read,
            "{} differs from line {} on. The page reads:\n{read}\nIf that is how it should be, run the test with PINGFEN_BLESS=1.",
            file.display(),
            line + 1
        );
    });
}
