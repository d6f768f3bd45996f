//! The built-in rubrics and examples: carried apart from the program, and unpacked when the first one is opened.

use std::cell::RefCell;

use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring_rubrics::Library;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Unpacks a part of the page that is text; see `boot.js`.
    #[wasm_bindgen(js_namespace = pingfen, catch)]
    fn text(name: &str) -> Result<js_sys::Promise, JsValue>;
}

thread_local! {
    static LIBRARY: RefCell<Option<Library>> = const { RefCell::new(None) };
}

/// Unpacks the library, once; `false` where the page is damaged.
pub async fn load() -> bool {
    if LIBRARY.with_borrow(Option::is_none) {
        let library = unpacked().await;
        LIBRARY.replace(library);
    }
    LIBRARY.with_borrow(Option::is_some)
}

/// The library's text, for those who read it elsewhere.
pub async fn as_text() -> Option<String> {
    let text = JsFuture::from(text("library").ok()?).await.ok()?;
    text.as_string()
}

async fn unpacked() -> Option<Library> {
    as_text().await.and_then(|text| Library::read(&text))
}

/// A built-in rubric; `None` where there is none with this id, or nothing is loaded.
pub fn rubric(id: &str) -> Option<Rubric> {
    LIBRARY.with_borrow(|library| library.as_ref()?.rubric(id))
}

/// The worked example of a built-in rubric, the same.
pub fn example(id: &str) -> Option<Form> {
    LIBRARY.with_borrow(|library| library.as_ref()?.example(id))
}
