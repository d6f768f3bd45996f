//! How long people wait for the page, and what it keeps: in the current Chromium, from a disk, on a processor that is made four
//! times slower. Prints one line a measurement: name, number, unit. Those with a budget (`budgets.toml`, `[page]`) are
//! explained there; the others say where it comes from.
//!
//! Run by `cargo xtask bench`. Names run those measurements alone:
//! `cargo bench --profile dev -p pingfen-tests --bench page -- paste-500`.

#![allow(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs, thread};

use pingfen_tests::browsers::launch;
use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{Chromium, Page, dist_url, file_url};
use serde_json::{Value, json};

#[path = "../../crates/scoring-export/tests/summary/pile.rs"]
#[allow(dead_code, clippy::unwrap_used)]
mod pile;

const SLOWDOWN: u32 = 4;

fn main() -> ExitCode {
    let measurements: [(&str, fn()); 9] = [
        ("slowdown", slowdown),
        ("first-screen", || first("first-screen", "")),
        ("first-form", || {
            first("first-form", &format!("example={JIANGMEN}"))
        }),
        ("keystroke", keystroke),
        ("keystroke-3700", keystroke_3700),
        ("paste-500", paste_500),
        ("export-xlsx", export_xlsx),
        ("memory-10000", memory_10000),
        ("collect-500", collect_500),
    ];
    // Cargo adds options.
    let wanted: Vec<_> = env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    say_load();
    let mut failed = Vec::new();
    for (name, measure) in measurements {
        let wanted = wanted.is_empty() || wanted.iter().any(|one| one == name);
        // What goes wrong says so itself, and the rest is measured all the same.
        if wanted && catch_unwind(measure).is_err() {
            failed.push(name);
        }
    }
    if failed.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("not measured: {}", failed.join(", "));
    ExitCode::FAILURE
}

/// Says what else the machine is doing: figures from a busy one are worth little.
fn say_load() {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().and_then(|load| load.parse().ok());
    let cores = thread::available_parallelism().map_or(1, Into::into);
    if let Some(load) = load {
        say(&format!("load-of-{cores}-cores"), load, "processes");
    }
}

fn say(name: &str, number: f64, unit: &str) {
    println!("{name} {number:.1} {unit}");
}

/// How much slower the browser makes a page that comes after a page from the same place: figures of a browser that does not
/// are those of a fast machine.
fn slowdown() {
    const WORK: &str = "(() => {
        const work = () => { const begun = performance.now(); for (let i = 0, x = 0; i < 3e7; i++) x += i % 7; return performance.now() - begun };
        return Math.min(...Array.from({length: 9}, work));
    })()";
    let mut page = new_page();
    let folder = tempfile::tempdir().expect("a folder");
    let pages = ["one.html", "next.html"].map(|name| folder.path().join(name));
    let mut times = Vec::new();
    for path in &pages {
        fs::write(path, "<!DOCTYPE html>").expect("a file");
        page.open(&file_url(path));
        times.push(page.eval(WORK).as_f64().unwrap_or_default());
        slow_down(&mut page);
    }
    let factor = times[1] / times[0];
    say("slowdown", factor, "times");
    assert!(factor > 2.0, "the browser does not slow pages down");
}

// ── Opening the page ──

/// Notes when the page said that it is ready, and when the frame that shows it was painted; both since the navigation began.
const NOTE_READY: &str = "new MutationObserver((changes, observer) => {
    if (!document.documentElement.hasAttribute('data-ready')) return;
    observer.disconnect();
    const ready = performance.now(), channel = new MessageChannel();
    channel.port1.onmessage = () => { window.readyForTests = [ready, performance.now()] };
    requestAnimationFrame(() => channel.port2.postMessage(0));
}).observe(document, {attributes: true, attributeFilter: ['data-ready'], subtree: true})";

fn first(name: &str, hash: &str) {
    const STARTS: usize = 5;
    let mut starts: Vec<_> = (0..STARTS).map(|_| start(hash)).collect();
    starts.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let (ready, painted) = starts[STARTS / 2];
    say(name, ready, "ms");
    say(&format!("{name}-painted"), painted, "ms");
}

/// One start, of a new browser.
fn start(hash: &str) -> (f64, f64) {
    let mut page = new_page();
    // The process of a page from the same place is slowed down, and then opens the page.
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty.html");
    fs::write(&empty, "<!DOCTYPE html>").expect("a file");
    page.open(&file_url(&empty));
    chromium(&mut page)
        .command(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({"source": NOTE_READY}),
        )
        .expect("a script in each page");
    slow_down(&mut page);
    page.open(&format!("{}#{hash}", dist_url()));
    let times = page.wait_for("window.readyForTests", "the page to run");
    let time = |index: usize| times[index].as_f64().unwrap_or_default();
    (time(0), time(1))
}

// ── Typing ──

/// Figures and 37 targets: the first ones, which are there in a long table too.
const NUMBERS: [&str; 13] = [
    "answers.budget-constraint.inputs.budget",
    "answers.budget-constraint.inputs.adjusted",
    "answers.three-public.inputs.budget",
    "answers.three-public.inputs.spent",
    "answers.three-public.claimed",
    "targets.output.0.actual",
    "targets.output.1.actual",
    "targets.output.2.actual",
    "targets.output.3.actual",
    "targets.output.4.actual",
    "targets.output.0.goal",
    "targets.output.1.goal",
    "targets.output.2.goal",
];

/// A reason to write: letters, since an input method asks less of the page.
const REASON: (&str, &str) = (
    "answers.three-public.reason",
    "the procurement was put off to the next year because the supplier could not deliver in time; it is under way now",
);

fn keystroke() {
    let mut page = example();
    slow_down(&mut page);
    keystrokes("keystroke", &mut page);
}

fn keystroke_3700() {
    let mut document = document(&mut example());
    let targets = &mut document["form"]["targets"];
    let others: usize = targets
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(id, _)| *id != "output")
        .map(|(_, rows)| rows.as_array().map_or(0, Vec::len))
        .sum();
    let rows = targets["output"].as_array_mut().expect("targets");
    let some = rows.clone();
    for row in rows.len()..3_700 - others {
        let mut target = some[row % some.len()].clone();
        let name = target["name"].as_str().unwrap_or_default();
        target["name"] = format!("{name} {row}").into();
        rows.push(target);
    }
    let last = rows.last().map(|target| target["name"].clone());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("3700.pingfen.json");
    fs::write(&file, document.to_string()).expect("a file");
    // A new browser starts where a file is opened, whatever the last one would go on with.
    let mut page = new_page();
    page.patience(Duration::from_secs(300));
    page.open_page(&dist_url());
    page.stopwatch("change", "document.querySelector('[data-total=computed]')");
    page.set_files("#open-file", &[&file]);
    let opened = page.lap("the form with 3,700 targets");
    say("open-3700-unslowed", opened, "ms");
    // What the page puts off after opening a form is done, and does not meet the first keys.
    page.wait_for(
        &format!("{STATE}.includes({})", json!(last)),
        "the form in the page",
    );
    slow_down(&mut page);
    chromium(&mut page).patience(Duration::from_secs(300));
    keystrokes("keystroke-3700", &mut page);
}

fn keystrokes(name: &str, page: &mut Page) {
    // A page that is slower than this has lost, and 200 keys would take it an hour.
    const HOPELESS: u32 = 3_000;
    let mut times = Vec::new();
    let numbers = NUMBERS.iter().map(|place| (*place, "1234.567"));
    for (place, text) in numbers.chain([REASON]) {
        times.extend(typed(page, place, text));
        if times.iter().any(|time| *time > HOPELESS) {
            break;
        }
    }
    times.sort_unstable();
    let at = |percent: usize| f64::from(times[(times.len() * percent).div_ceil(100) - 1]);
    say(&format!("{name}-keys"), times.len() as f64, "keys");
    say(&format!("{name}-p50"), at(50), "ms");
    say(&format!("{name}-p98"), at(98), "ms");
    say(&format!("{name}-max"), at(100), "ms");
}

/// Types over what is in a field.
fn typed(page: &mut Page, place: &str, text: &str) -> Vec<u32> {
    // A long table draws the rows that are near the screen.
    page.wait_for(
        &format!(
            "document.querySelector({}) || (document.getElementById('targets.output').scrollIntoView(), false)",
            json!(field(place))
        ),
        place,
    );
    page.eval(&format!(
        "(details => details && (details.open = true))(document.querySelector({}).closest('details'))",
        json!(field(place))
    ));
    page.fill(&field(place), "");
    let times = chromium(page).time_keys(text).expect("times of keys");
    assert_eq!(page.value(place), text, "{place}");
    times
}

// ── Pasting ──

/// Where rows are pasted, what then asks, how it is answered, and what changes.
const PASTE_INTO: &str = "targets.output.0.name";
const PASTE_ASKS: &str = "document.activeElement.id === 'paste-fill'";
const PASTE_CONFIRM: &str = "Enter";
const PASTE_CHANGES: &str = "document.querySelector('[data-total=computed]').textContent";

fn paste_500() {
    let mut page = example();
    let rows: Vec<_> = (0..500)
        .map(|row| format!("粘贴的指标 {row}\t≥\t{}\t个\t{}", 100 + row, 90 + row))
        .collect();
    page.copy(&rows.join("\n"));
    page.click(&field(PASTE_INTO));
    let before = page.eval(PASTE_CHANGES);
    slow_down(&mut page);
    page.stopwatch("paste", PASTE_ASKS);
    page.press("Control+v");
    let asked = page.lap("the question before rows are pasted");
    page.stopwatch("keydown", &format!("{PASTE_CHANGES} !== {before}"));
    page.press(PASTE_CONFIRM);
    let done = page.lap("the total of the pasted rows");
    say("paste-500-asked", asked, "ms");
    say("paste-500-done", done, "ms");
    say("paste-500", asked + done, "ms");
}

// ── Papers ──

/// The Jiangmen workbook, made, opened again and compared. In the page's own thread, since only that one is slowed down; people
/// get it from another one, with the page going on meanwhile.
fn export_xlsx() {
    const TIMES: usize = 9;
    let mut page = example();
    let document = document(&mut page).to_string();
    slow_down(&mut page);
    let timed = |page: &mut Page, work: &str| {
        page.eval(&format!(
            "(async () => {{ const begun = performance.now(); {work}; return performance.now() - begun }})()"
        ))
        .as_f64()
        .expect("a time")
    };
    let started = timed(&mut page, "window.papers = await pingfen.part('papers')");
    say("export-start", started, "ms");
    page.eval(&format!("void (window.saved = {})", json!(document)));
    let mut times: Vec<_> = (0..TIMES)
        .map(|_| timed(&mut page, "papers.paper('xlsx', saved)"))
        .collect();
    say("export-xlsx-first", times[0], "ms");
    times.sort_by(f64::total_cmp);
    say("export-xlsx", times[TIMES / 2], "ms");
    let report = timed(&mut page, "papers.paper('docx', saved)");
    say("export-docx", report, "ms");
}

// ── Memory ──

/// Edits fields in turn, as if typed. A pause now and then lets the page do what it puts off.
const EDIT: &str = "async (fields, from, count) => {
    for (let edit = from; edit < from + count; edit++) {
        const field = document.getElementById(fields[edit % fields.length]);
        field.value = String(edit);
        field.dispatchEvent(new Event('input', {bubbles: true}));
        if (edit % 50 === 0) await new Promise(done => setTimeout(done));
    }
}";

fn memory_10000() {
    const EDITS: usize = 10_000;
    const BATCH: usize = 500;
    let mut page = example();
    memory("memory-opened", &mut page);
    for from in (0..EDITS).step_by(BATCH) {
        page.eval(&format!("({EDIT})({}, {from}, {BATCH})", json!(NUMBERS)));
    }
    let last = page.value(NUMBERS[(EDITS - 1) % NUMBERS.len()]);
    assert_eq!(last, (EDITS - 1).to_string(), "the last edit");
    memory("memory-10000", &mut page);
}

fn memory(name: &str, page: &mut Page) {
    // What is put off for a pause in typing is done.
    page.eval("new Promise(done => setTimeout(done, 1000))");
    let heap = chromium(page).heap().expect("memory");
    let say = |name: &str, bytes: u64| say(name, bytes as f64 / 1e6, "MB");
    say(name, heap.process);
    say(&format!("{name}-script"), heap.script);
    say(&format!("{name}-wasm"), heap.wasm);
}

// ── Many forms ──

/// 480 forms and 20 files that are none, brought together: from their choice until the rows and figures of all show.
fn collect_500() {
    let folder = tempfile::tempdir().expect("a folder");
    let forms = pile::forms(480).into_iter().map(|(file, _)| file);
    let bad = pile::bad().into_iter().map(|(file, _)| file);
    let paths: Vec<_> = forms
        .chain(bad)
        .map(|(name, content)| {
            let path = folder.path().join(name);
            fs::write(&path, content).expect("a file");
            path
        })
        .collect();
    collect("collect-500", "", &paths);
    // Where the site allows no thread, all the work is the page's, and all of it is slowed down.
    collect("collect-500-here", "window.Worker = undefined", &paths);
}

fn collect(name: &str, before: &str, paths: &[PathBuf]) {
    const DONE: &str = "document.getElementById('collect-state').textContent.startsWith('读完')";
    /// The longest task of the page's thread, ms; 0 where none takes 50. The one before is the browser's, which makes 500 files known
    /// to the page.
    const NOTE_TASKS: &str = "window.longestForTests = 0;
        addEventListener('change', () => { window.chosenForTests = performance.now() }, true);
        new PerformanceObserver(list => list.getEntries().forEach(task => {
            if (task.startTime > window.chosenForTests) longestForTests = Math.max(longestForTests, task.duration);
        })).observe({type: 'longtask'})";
    let mut page = new_page();
    page.patience(Duration::from_secs(120));
    page.open_page(&dist_url());
    page.run(before, "the page without threads");
    page.click("#collect");
    slow_down(&mut page);
    page.run(NOTE_TASKS, "an observer of tasks");
    page.stopwatch("change", DONE);
    let paths: Vec<_> = paths.iter().map(PathBuf::as_path).collect();
    page.set_files("#collect-files", &paths);
    let time = page.lap("500 files");
    // The observer hears of a task after it.
    page.eval("new Promise(done => setTimeout(done, 1000))");
    let longest = page.eval("longestForTests").as_f64().expect("a time");
    let heap = chromium(&mut page).heap().expect("memory");
    say(name, time, "ms");
    say(&format!("{name}-task"), longest, "ms");
    say(&format!("{name}-memory"), heap.process as f64 / 1e6, "MB");
}

// ── The page ──

/// A new browser with an office's screen.
fn new_page() -> Page {
    let mut page = launch("chromium").expect("a browser");
    page.viewport(1366, 768, false);
    page
}

/// The Jiangmen example in a new browser, not yet slowed down.
fn example() -> Page {
    let mut page = new_page();
    page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
    page.wait_for_total("computed", "96.21");
    page
}

/// The open form as the page carries it for *Save page as*.
const STATE: &str = "document.getElementById('pingfen-state').textContent";

/// The open form with its rubric, as it is saved.
fn document(page: &mut Page) -> Value {
    page.wait_for(STATE, "the form in the page");
    page.eval(&format!("JSON.parse({STATE}).document"))
}

fn slow_down(page: &mut Page) {
    chromium(page)
        .throttle(SLOWDOWN)
        .expect("a slower processor");
}

fn chromium(page: &mut Page) -> &mut Chromium {
    page.chromium().expect("Chromium")
}
