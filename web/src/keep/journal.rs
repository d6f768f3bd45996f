//! A second net under the drafts: IndexedDB, which a browser writes out at once.
//!
//! `localStorage` can be read while the page starts, but Chromium keeps what was written there to itself for some five
//! seconds; a browser that is killed takes it along. So each text also goes here, and what is newer here than there is put
//! back before the page shows. Where there is no IndexedDB the drafts do without.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use rexie::{ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::local;

const DATABASE: &str = "pingfen";
/// The texts of the drafts, by the keys that they have in `localStorage`.
const TEXTS: &str = "texts";
/// When each draft was last written whole, by its name.
const HEADS: &str = "heads";
/// Earlier states of drafts.
pub const VERSIONS: &str = "versions";

/// How long changes are gathered before they are written together, ms: a letter shows first.
const GATHER: u32 = 80;

/// What one change writes: a draft's name, when it was changed, and texts with what begins their keys; nothing where the
/// draft was deleted.
type Record = (String, Option<(f64, Vec<(&'static str, String)>)>);

thread_local! {
    static WAITING: RefCell<Vec<Record>> = const { RefCell::new(Vec::new()) };
    static WRITING: Cell<bool> = const { Cell::new(false) };
}

/// Writes texts of a draft as soon as what was written before is.
pub fn write(name: &str, changed: f64, texts: Vec<(&'static str, String)>) {
    enqueue((name.to_owned(), Some((changed, texts))));
}

/// Forgets a deleted draft.
pub fn delete(name: &str) {
    enqueue((name.to_owned(), None));
}

fn enqueue(record: Record) {
    WAITING.with_borrow_mut(|waiting| {
        // A text that is written again before its turn is passed over.
        if let (Some((name, Some((_, last)))), (now, Some((_, texts)))) = (waiting.last(), &record)
            && name == now
            && last
                .iter()
                .all(|(key, _)| texts.iter().any(|(k, _)| k == key))
        {
            waiting.pop();
        }
        waiting.push(record);
    });
    if !WRITING.replace(true) {
        spawn_local(async {
            TimeoutFuture::new(GATHER).await;
            // Nothing to be done about a failure: the drafts themselves are the first net, and report theirs.
            drain().await.ok();
            WRITING.set(false);
        });
    }
}

async fn drain() -> rexie::Result<()> {
    let database = open().await?;
    loop {
        let batch = WAITING.take();
        if batch.is_empty() {
            return Ok(());
        }
        // All that waits at once, since each transaction waits for the disk.
        let transaction = database.transaction(&[TEXTS, HEADS], TransactionMode::ReadWrite)?;
        let (texts, heads) = (transaction.store(TEXTS)?, transaction.store(HEADS)?);
        for (name, record) in batch {
            let head = JsValue::from(&name);
            match record {
                Some((changed, written)) => {
                    // Later changes tell their time themselves.
                    let written_whole = written.iter().any(|(key, _)| *key == local::FORM);
                    for (key, text) in written {
                        let key = JsValue::from(format!("{key}{name}"));
                        texts.put(&text.into(), Some(&key)).await?;
                    }
                    if written_whole {
                        heads.put(&changed.into(), Some(&head)).await?;
                    }
                }
                None => {
                    for key in local::KEYS {
                        texts.delete(format!("{key}{name}").into()).await?;
                    }
                    heads.delete(head).await?;
                }
            }
        }
        transaction.done().await?;
    }
}

/// The page's database, opened once.
pub async fn open() -> rexie::Result<Rc<Rexie>> {
    thread_local! {
        static OPEN: RefCell<Option<Rc<Rexie>>> = const { RefCell::new(None) };
    }
    if let Some(database) = OPEN.with_borrow(Option::clone) {
        return Ok(database);
    }
    let database = Rexie::builder(DATABASE)
        .version(2)
        .add_object_store(ObjectStore::new(TEXTS))
        .add_object_store(ObjectStore::new(HEADS))
        .add_object_store(ObjectStore::new(VERSIONS))
        .build()
        .await?;
    let database = Rc::new(database);
    OPEN.set(Some(database.clone()));
    Ok(database)
}

/// Puts back what the drafts lost.
pub async fn restore() {
    restored().await.ok();
}

async fn restored() -> rexie::Result<()> {
    let database = open().await?;
    let transaction = database.transaction(&[TEXTS, HEADS], TransactionMode::ReadOnly)?;
    let (texts, heads) = (transaction.store(TEXTS)?, transaction.store(HEADS)?);
    let mut lost = Vec::new();
    for (name, changed) in heads.scan(None, None, None, None).await? {
        let (Some(name), Some(changed)) = (name.as_string(), changed.as_f64()) else {
            continue;
        };
        let tail = texts.get(format!("{}{name}", local::TAIL).into()).await?;
        let since = tail.and_then(|tail| local::changed_since(&tail.as_string()?));
        let changed = since.map_or(changed, |since| since.max(changed));
        if local::changed(&name).is_none_or(|kept| kept < changed) {
            lost.push((name, changed));
        }
    }
    // The last one put back is the one that the page goes on with.
    lost.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    for (name, _) in lost {
        let mut found = Vec::new();
        for key in local::KEYS {
            let key = format!("{key}{name}");
            let text = texts.get(JsValue::from(&key)).await?;
            found.extend(
                text.and_then(|text| text.as_string())
                    .map(|text| (key, text)),
            );
        }
        local::put_back(&name, &found);
    }
    Ok(())
}
