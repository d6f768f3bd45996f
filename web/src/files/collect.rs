//! Many files brought together 汇总: read one after the other by a thread of its own, which keeps what they hold. The page keeps
//! the files by name, and what it shows.

use std::collections::VecDeque;

use js_sys::{Date, Uint8Array};
use leptos::prelude::*;
use scoring_export::collected::{Added, From, Listing, Overview, Query};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::aside::{self, Failure};
use super::take;
use crate::desk::{Desk, Message};

/// How much is read of a file: that it is too large shows in one byte more. Zips hold many.
const MOST: f64 = 20_000_001.0;
const MOST_ZIP: f64 = 100_000_001.0;
/// How many files are sent before the first is read: so neither the page nor the thread waits for the other.
const AHEAD: usize = 4;
/// How often it is said how far it is, and how often the rows so far are shown, ms.
const SAID: u64 = 100;
const SHOWN: u64 = 3_000;

/// The collection as the page shows it.
#[derive(Clone, Copy)]
pub struct Collecting {
    /// Whether its view shows while no form is open.
    pub shown: RwSignal<bool>,
    /// How far the files are read; none before any was added.
    pub progress: RwSignal<Option<Progress>>,
    /// Which rows are asked for.
    pub query: RwSignal<Query>,
    /// These rows.
    pub listing: RwSignal<Listing>,
    /// What they come to.
    pub overview: RwSignal<Overview>,
    work: StoredValue<Work, LocalStorage>,
}

/// How far the files are read.
#[derive(Clone, Copy, PartialEq)]
pub struct Progress {
    /// How many were read.
    pub done: usize,
    /// How many there are so far: a zip becomes many.
    pub all: usize,
    /// Whether they are being read.
    pub runs: bool,
}

/// The files, and those that are still to be read.
#[derive(Default)]
struct Work {
    files: Vec<File>,
    queue: VecDeque<From>,
    done: usize,
    /// How many are being read.
    sent: usize,
    runs: bool,
}

impl Collecting {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(false),
            progress: RwSignal::new(None),
            query: RwSignal::default(),
            listing: RwSignal::default(),
            overview: RwSignal::default(),
            work: StoredValue::new_local(Work::default()),
        }
    }

    fn say(self) {
        self.progress.set(self.work.with_value(|work| {
            let all = work.done + work.sent + work.queue.len();
            (all > 0).then_some(Progress {
                done: work.done,
                all,
                runs: work.runs,
            })
        }));
    }

    fn with<T>(self, change: impl FnOnce(&mut Work) -> T) -> Option<T> {
        self.work.try_update_value(change)
    }
}

/// Whether files that are dropped are for the collection: several, a zip, or any where its view shows.
pub fn takes(desk: Desk, files: &[File]) -> bool {
    desk.collect.shown.get_untracked() || files.len() > 1 || files.iter().any(is_zip)
}

/// Adds files, and shows the collection.
pub fn add(desk: Desk, files: Vec<File>) {
    let all = desk.collect;
    all.with(|work| {
        for file in files {
            let number = u32::try_from(work.files.len()).unwrap_or(u32::MAX);
            work.files.push(file);
            work.queue.push_back(From {
                file: number,
                entry: None,
            });
        }
    });
    all.shown.set(true);
    go_on(desk);
}

/// Reads what is still to be read.
pub fn go_on(desk: Desk) {
    let began = desk
        .collect
        .with(|work| !std::mem::replace(&mut work.runs, true));
    if began == Some(true) {
        spawn_local(run(desk));
    }
}

/// Stops reading after the file that is being read.
pub fn stop(desk: Desk) {
    desk.collect.with(|work| work.runs = false);
}

/// Forgets all files.
pub fn clear(desk: Desk) {
    let all = desk.collect;
    all.with(|work| *work = Work::default());
    all.say();
    all.query.set(Query::default());
    all.listing.set(Listing::default());
    all.overview.set(Overview::default());
    spawn_local(aside::drop_collection());
}

/// Shows other rows; those that follow from the same forms leave the figures as they are.
pub fn ask(desk: Desk, change: impl FnOnce(&mut Query)) {
    let all = desk.collect;
    let before = all.query.get_untracked();
    all.query.update(change);
    let same = |query: &Query| {
        let of = |query: &Query| Query {
            sort: String::new(),
            down: false,
            first: 0,
            ..query.clone()
        };
        of(query) == of(&before)
    };
    let figures = !all.query.with_untracked(same);
    spawn_local(async move {
        if show(desk, figures).await.is_err() {
            broken(desk, None);
        }
    });
}

/// Opens a file of the collection as a form, and begins its 核查 where that was asked for.
pub fn open(desk: Desk, from: From, verify: bool) {
    let Some(file) = file_of(desk, from) else {
        return;
    };
    let Some(entry) = from.entry else {
        take::take(desk, file, verify);
        return;
    };
    spawn_local(async move {
        let given = [from.file.into(), entry.into()];
        let bytes = aside::collection("collected_entry", &given).await;
        if let Some(bytes) = bytes
            .ok()
            .and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok())
        {
            take::take_bytes(desk, file.name(), bytes, verify);
        } else {
            let text = format!("没有打开：“{}”里的这个文件解压不出来。", file.name());
            desk.message.set(Some(Message::wrong(text)));
        }
    });
}

async fn run(desk: Desk) {
    let all = desk.collect;
    let (mut said, mut shown) = (0, now());
    let mut sent: VecDeque<(From, JsFuture)> = VecDeque::new();
    loop {
        // What is in a zip comes before what was added after it.
        while sent.len() < AHEAD
            && !sent
                .back()
                .is_some_and(|(last, _)| is_whole_zip(desk, *last))
        {
            let next = all.with(|work| match work.runs {
                true => work.queue.pop_front(),
                false => None,
            });
            let Some(from) = next.flatten() else { break };
            if let Some(answer) = send(desk, from).await {
                sent.push_back((from, answer));
            }
            all.with(|work| work.sent = sent.len());
        }
        let Some((from, answer)) = sent.pop_front() else {
            break;
        };
        let Ok(read) = asked(answer).await else {
            broken(desk, Some(from));
            return;
        };
        let entry = |entry| From {
            entry: Some(entry),
            ..from
        };
        all.with(|work| {
            work.sent = sent.len();
            match read {
                Added::Entries(count) => {
                    for number in (0..count).rev() {
                        work.queue.push_front(entry(number));
                    }
                }
                Added::Form | Added::Bad => work.done += 1,
            }
        });
        let now = now();
        if now.saturating_sub(said) > SAID {
            said = now;
            all.say();
        }
        if now.saturating_sub(shown) > SHOWN {
            shown = now;
            show(desk, true).await.ok();
        }
    }
    all.with(|work| work.runs = false);
    // Said when the rows show that it is said of.
    match show(desk, true).await {
        Ok(()) => all.say(),
        Err(_) => broken(desk, None),
    }
}

/// Sends a file to the collection, and gives what to wait for.
async fn send(desk: Desk, from: From) -> Option<JsFuture> {
    if let Some(entry) = from.entry {
        let given = [from.file.into(), entry.into()];
        return Some(aside::begin("collect_entry", &given));
    }
    let file = file_of(desk, from)?;
    let most = if is_zip(&file) { MOST_ZIP } else { MOST };
    let part = file.slice_with_f64_and_f64(0.0, most).ok()?;
    let bytes = match JsFuture::from(part.array_buffer()).await {
        Ok(bytes) => Uint8Array::new(&bytes).into(),
        Err(_) => JsValue::UNDEFINED,
    };
    let given = [from.file.into(), file.name().into(), bytes];
    Some(aside::begin("collect", &given))
}

fn is_whole_zip(desk: Desk, from: From) -> bool {
    from.entry.is_none() && file_of(desk, from).is_some_and(|file| is_zip(&file))
}

fn file_of(desk: Desk, from: From) -> Option<File> {
    let at = usize::try_from(from.file).ok()?;
    desk.collect
        .with(|work| work.files.get(at).cloned())
        .flatten()
}

/// Asks for the rows, and for the figures where they may be others.
async fn show(desk: Desk, figures: bool) -> Result<(), Failure> {
    let all = desk.collect;
    let query = all
        .query
        .with_untracked(|query| serde_json::to_string(query).unwrap_or_default());
    let query = [JsValue::from(query)];
    let listing = aside::begin("collected", &query);
    all.listing.set(asked(listing).await?);
    if figures {
        let overview = aside::begin("overview", &query);
        all.overview.set(asked(overview).await?);
    }
    Ok(())
}

/// What the thread kept is gone.
fn broken(desk: Desk, over: Option<From>) {
    let file = over.and_then(|from| file_of(desk, from));
    let over = file.map_or(String::new(), |file| format!("读“{}”时", file.name()));
    clear(desk);
    desk.message.set(Some(Message::wrong(format!(
        "{over}程序出错，汇总没有了。请拿开这个文件，把其余的文件重新拖进来。"
    ))));
}

async fn asked<T: DeserializeOwned>(answer: JsFuture) -> Result<T, Failure> {
    let answer = aside::text(aside::answer(answer).await?)?;
    serde_json::from_str(&answer).map_err(|why| Failure::Because(why.to_string()))
}

/// Ms since 1970.
fn now() -> u64 {
    Date::now() as u64
}

fn is_zip(file: &File) -> bool {
    file.name().to_lowercase().ends_with(".zip")
}
