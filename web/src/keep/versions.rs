//! Earlier states of a draft 历史版本: twenty of them, to go back to.

use std::cell::RefCell;

use gloo_timers::future::TimeoutFuture;
use rexie::{KeyRange, TransactionMode};
use scoring_export::document::Document;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::draft::Draft;
use super::journal::{self, VERSIONS};

/// How many are kept of each draft.
const MOST: usize = 20;
/// How long a state waits before it is written, ms.
const LATER: u32 = 600;
/// The least time between two, ms.
const APART: u64 = 5 * 60 * 1000;

/// A state of a draft at some time.
#[derive(Clone, PartialEq)]
pub struct Version {
    /// When the form was last changed in it, ms since 1970.
    pub changed: u64,
    /// The draft as JSON.
    text: String,
}

impl Version {
    /// How large it is (bytes).
    pub fn size(&self) -> usize {
        self.text.len()
    }

    /// The form in it, with its rubric.
    pub fn document(&self) -> Option<Document> {
        Some(Draft::from_json(&self.text)?.document)
    }
}

thread_local! {
    /// The draft whose state was last kept, and when.
    static LAST: RefCell<(String, u64)> = RefCell::default();
}

/// Keeps a state, unless one was kept a few minutes ago.
pub fn offer(draft: Draft) {
    let now = draft.changed as u64;
    let due = LAST.with_borrow(|(name, at)| *name != draft.name || now >= at + APART);
    if due {
        keep(draft);
    }
}

/// Keeps a state now: before something large happens to the form.
pub fn keep(draft: Draft) {
    let (name, now) = (draft.name.clone(), draft.changed as u64);
    LAST.replace((name.clone(), now));
    spawn_local(async move {
        // What the person waits for comes first.
        TimeoutFuture::new(LATER).await;
        let text = draft.to_json();
        // Without IndexedDB there are no earlier states, and the list of them says so.
        write(&name, now, text).await.ok();
    });
}

/// `<draft>#<time>`, so that the keys of a draft stand together and in order.
fn key(name: &str, at: u64) -> JsValue {
    format!("{name}#{at:016}").into()
}

fn all_of(name: &str) -> rexie::Result<KeyRange> {
    KeyRange::bound(&key(name, 0), &format!("{name}#:").into(), None, None).map_err(Into::into)
}

async fn write(name: &str, at: u64, text: String) -> rexie::Result<()> {
    let database = journal::open().await?;
    let transaction = database.transaction(&[VERSIONS], TransactionMode::ReadWrite)?;
    let store = transaction.store(VERSIONS)?;
    store.put(&text.into(), Some(&key(name, at))).await?;
    let keys = store.get_all_keys(Some(all_of(name)?), None).await?;
    let mut times: Vec<u64> = keys.iter().filter_map(time).collect();
    while times.len() > MOST {
        let index = crowded(&times, at);
        store.delete(key(name, times.remove(index))).await?;
    }
    transaction.done().await?;
    Ok(())
}

fn time(key: &JsValue) -> Option<u64> {
    key.as_string()?.rsplit_once('#')?.1.parse().ok()
}

/// The one that is missed least: its neighbours are closest, measured by how long ago it is. The first and the last stay, so
/// twenty reach from the last minutes back to the first day.
fn crowded(times: &[u64], now: u64) -> usize {
    let worth = |index: usize| {
        let gap = times[index + 1] - times[index - 1];
        let age = now.saturating_sub(times[index]).max(1);
        gap.saturating_mul(1000) / age
    };
    (1..times.len() - 1)
        .min_by_key(|index| worth(*index))
        .unwrap_or(0)
}

/// The earlier states of a draft, newest first; `None` where this browser keeps none.
pub async fn list(name: &str) -> Option<Vec<Version>> {
    read(name).await.ok()
}

async fn read(name: &str) -> rexie::Result<Vec<Version>> {
    let database = journal::open().await?;
    let transaction = database.transaction(&[VERSIONS], TransactionMode::ReadOnly)?;
    let store = transaction.store(VERSIONS)?;
    let found = store.scan(Some(all_of(name)?), None, None, None).await?;
    let version = |(key, text): (JsValue, JsValue)| {
        Some(Version {
            changed: time(&key)?,
            text: text.as_string()?,
        })
    };
    let mut versions: Vec<_> = found.into_iter().filter_map(version).collect();
    versions.reverse();
    Ok(versions)
}

/// Deletes the earlier states of a draft.
pub fn delete(name: &str) {
    let name = name.to_owned();
    spawn_local(async move {
        forget(&name).await.ok();
    });
}

async fn forget(name: &str) -> rexie::Result<()> {
    let database = journal::open().await?;
    let transaction = database.transaction(&[VERSIONS], TransactionMode::ReadWrite)?;
    let store = transaction.store(VERSIONS)?;
    for key in store.get_all_keys(Some(all_of(name)?), None).await? {
        store.delete(key).await?;
    }
    transaction.done().await?;
    Ok(())
}
