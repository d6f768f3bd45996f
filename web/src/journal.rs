//! A second net under the drafts: IndexedDB, which a browser writes out at once.
//!
//! `localStorage` can be read while the page starts, but Chromium keeps what was written there to itself for some five
//! seconds; a browser that is killed takes it along. So each change also goes here, the newest alone, and what is newer
//! here than there is put back before the page shows. Where there is no IndexedDB the drafts do without.

use std::cell::{Cell, RefCell};

use rexie::{ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::drafts::{self, Draft};

const DATABASE: &str = "pingfen";
const STORE: &str = "drafts";

thread_local! {
    /// What is still to be written: a draft's name, and its record or nothing where it was deleted.
    static WAITING: RefCell<Vec<(String, Option<String>)>> = const { RefCell::new(Vec::new()) };
    static WRITING: Cell<bool> = const { Cell::new(false) };
}

/// Writes a change as soon as the one before is written; changes in between are passed over.
pub fn write(draft: &Draft) {
    enqueue(draft.name.clone(), Some(draft.to_json()));
}

/// Forgets a deleted draft.
pub fn delete(draft: &str) {
    enqueue(draft.to_owned(), None);
}

fn enqueue(draft: String, record: Option<String>) {
    WAITING.with_borrow_mut(|waiting| {
        waiting.retain(|(name, _)| *name != draft);
        waiting.push((draft, record));
    });
    if !WRITING.replace(true) {
        spawn_local(async {
            // Nothing to be done about a failure: the drafts themselves are the first net, and report theirs.
            drain().await.ok();
            WRITING.set(false);
        });
    }
}

async fn drain() -> rexie::Result<()> {
    let database = open().await?;
    while let Some((draft, record)) = WAITING.with_borrow_mut(|waiting| waiting.pop()) {
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.store(STORE)?;
        let key = JsValue::from(draft);
        match record {
            Some(text) => {
                store.put(&text.into(), Some(&key)).await?;
            }
            None => store.delete(key).await?,
        }
        transaction.done().await?;
    }
    Ok(())
}

async fn open() -> rexie::Result<Rexie> {
    Rexie::builder(DATABASE)
        .version(1)
        .add_object_store(ObjectStore::new(STORE))
        .build()
        .await
}

/// Puts back what the drafts lost.
pub async fn restore() {
    let texts = read().await.unwrap_or_default();
    let draft = |text: JsValue| Draft::from_json(&text.as_string()?);
    let mut kept: Vec<Draft> = texts.into_iter().filter_map(draft).collect();
    // The last one put back is the one that the page goes on with.
    kept.sort_by(|a, b| a.changed.total_cmp(&b.changed));
    kept.iter().for_each(drafts::put_back);
}

async fn read() -> rexie::Result<Vec<JsValue>> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    transaction.store(STORE)?.get_all(None, None).await
}
