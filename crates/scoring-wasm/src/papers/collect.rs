//! Many forms brought together 汇总: they stay here, and the page asks for what it shows.

use std::cell::RefCell;

use js_sys::Uint8Array;
use scoring_export::collected::Query;
use scoring_export::summary::Collection;
use wasm_bindgen::prelude::*;

use super::json;
use crate::error::error;

thread_local! {
    static COLLECTION: RefCell<Collection> = RefCell::default();
}

#[wasm_bindgen]
extern "C" {
    /// The browser's, which knows GBK: a table of our own would weigh as much as all the rest of this.
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> String;
}

/// Adds a file to the collection, by the caller's number and name for it; without bytes, one that the browser does not give. Gives
/// what became of it: the JSON of an `Added`.
#[wasm_bindgen]
pub fn collect(file: u32, name: &str, bytes: Option<Vec<u8>>) -> Result<String, JsValue> {
    let added = COLLECTION.with_borrow_mut(|all| all.add(file, name, bytes, text));
    json(&added)
}

/// Adds a file of a zip that was added, the same.
#[wasm_bindgen]
pub fn collect_entry(file: u32, entry: u32) -> Result<String, JsValue> {
    json(&COLLECTION.with_borrow_mut(|all| all.add_entry(file, entry)))
}

/// The rows that a `Query`, as JSON, asks for: the JSON of a `Listing`.
#[wasm_bindgen]
pub fn collected(query: &str) -> Result<String, JsValue> {
    let query = asked(query)?;
    json(&COLLECTION.with_borrow(|all| all.listing(&query)))
}

/// What they come to: the JSON of an `Overview`.
#[wasm_bindgen]
pub fn overview(query: &str) -> Result<String, JsValue> {
    let query = asked(query)?;
    json(&COLLECTION.with_borrow(|all| all.overview(&query)))
}

/// The table of all files: `xlsx` or `csv`. Throws `paper-unknown`, and why it could not be made.
#[wasm_bindgen]
pub fn collected_table(ending: &str) -> Result<Vec<u8>, JsValue> {
    let made = COLLECTION.with_borrow(|all| all.table(ending));
    made.map_err(|why| error(why.code(), &why.message()))
}

/// The content of a file in a zip that was added; `undefined` where it cannot be unpacked.
#[wasm_bindgen]
pub fn collected_entry(file: u32, entry: u32) -> Option<Uint8Array> {
    let bytes = COLLECTION.with_borrow(|all| all.entry(file, entry))?;
    Some(bytes.as_slice().into())
}

/// Forgets the collection.
#[wasm_bindgen]
pub fn collect_anew() {
    COLLECTION.take();
}

fn asked(query: &str) -> Result<Query, JsValue> {
    serde_json::from_str(query)
        .map_err(|why| error("query-invalid", &format!("这不是汇总的查询：{why}。")))
}

fn text(name: &[u8]) -> String {
    let decoded = TextDecoder::new("gb18030").map(|decoder| decoder.decode(name));
    decoded.unwrap_or_else(|_| String::from_utf8_lossy(name).into_owned())
}
