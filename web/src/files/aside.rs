//! Papers are made and files are read by a part of the program that the first screen does not carry, in a thread of its own:
//! the page goes on meanwhile, and what takes too long can be stopped.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use leptos::prelude::Update;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::desk::Desk;

#[wasm_bindgen]
extern "C" {
    /// Starts nothing yet; see `boot.js`.
    #[wasm_bindgen(js_namespace = pingfen)]
    fn aside(name: &str, stays: bool) -> Aside;

    type Aside;

    #[wasm_bindgen(method, variadic)]
    fn call(this: &Aside, method: &str, given: &Array) -> Promise;

    #[wasm_bindgen(method)]
    fn stop(this: &Aside);
}

thread_local! {
    static PAPERS: Aside = aside("papers", false);
    /// Keeps the collection 汇总 until it is dropped.
    static COLLECTION: Aside = aside("papers", true);
}

/// Why there is no result.
pub enum Failure {
    /// The person stopped it.
    Stopped,
    /// What is wrong and what to do, in Chinese.
    Because(String),
}

/// The bytes of a paper of a saved form, by the ending of its file.
pub async fn paper(desk: Desk, ending: &str, document: &str) -> Result<Vec<u8>, Failure> {
    let given = [ending.into(), document.into()];
    let made = call(desk, "正在生成文件", "paper", &given).await?;
    Ok(made.unchecked_into::<Uint8Array>().to_vec())
}

/// What a file holds, as a `Preview`; `rubrics` is what a form that is not ours may be one of, as the library's text.
pub async fn open(desk: Desk, bytes: &Uint8Array, rubrics: &str) -> Result<String, Failure> {
    let given = [bytes.into(), rubrics.into()];
    text(call(desk, "正在读取文件", "open", &given).await?)
}

/// The saved form that a workbook from somewhere else makes, of those items that a person left chosen.
pub async fn confirm(
    desk: Desk,
    bytes: &Uint8Array,
    rubrics: &str,
    kept: &str,
) -> Result<String, Failure> {
    let given = [bytes.into(), rubrics.into(), kept.into()];
    text(call(desk, "正在填入", "confirm", &given).await?)
}

/// Ends what is at work.
pub fn stop() {
    PAPERS.with(Aside::stop);
}

/// Asks the collection 汇总, which stays there from one call to the next.
pub async fn collection(method: &str, given: &[JsValue]) -> Result<JsValue, Failure> {
    answer(begin(method, given)).await
}

/// Asks it, to wait for the answer later.
pub fn begin(method: &str, given: &[JsValue]) -> JsFuture {
    COLLECTION
        .with(|all| all.call(method, &given.iter().collect()))
        .into()
}

/// What it answers.
pub async fn answer(asked: JsFuture) -> Result<JsValue, Failure> {
    asked.await.map_err(|why| failure(&why))
}

/// Drops the collection.
pub async fn drop_collection() {
    // Where it is kept by the page's own thread there is none to end. What fails here is gone as well.
    collection("collect_anew", &[]).await.ok();
    COLLECTION.with(Aside::stop);
}

async fn call(
    desk: Desk,
    what: &'static str,
    method: &str,
    given: &[JsValue],
) -> Result<JsValue, Failure> {
    desk.busy.update(|busy| busy.push(what));
    let promise = PAPERS.with(|papers| papers.call(method, &given.iter().collect()));
    let done = JsFuture::from(promise).await;
    desk.busy.update(|busy| {
        let done = busy.iter().position(|one| *one == what);
        done.map(|done| busy.remove(done));
    });
    done.map_err(|why| failure(&why))
}

fn failure(why: &JsValue) -> Failure {
    let field = |name: &str| {
        Reflect::get(why, &name.into())
            .ok()
            .and_then(|text| text.as_string())
    };
    match field("code").as_deref() {
        Some("stopped") => Failure::Stopped,
        // One of ours says all that is to be said.
        Some(_) => Failure::Because(field("message").unwrap_or_default()),
        None => Failure::Because(format!(
            "程序出错（{}）。已填的内容没有变，请再试一次",
            field("message").unwrap_or_default()
        )),
    }
}

pub(super) fn text(value: JsValue) -> Result<String, Failure> {
    value
        .as_string()
        .ok_or_else(|| Failure::Because("程序出错，请再试一次".to_owned()))
}
