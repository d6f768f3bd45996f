//! The rubrics that forms are begun with: those that the page was sent out with, and the built-in ones with their examples, which
//! are carried apart from the program and unpacked when the first one is opened.

use std::cell::RefCell;
use std::sync::LazyLock;

use leptos::prelude::document;
use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring_rubrics::{Entry, Library};
use serde_json::value::RawValue;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Document;

/// The id of the element that holds the rubrics that the page was sent out with: a JSON list.
pub const BAKED: &str = "pingfen-rubric";

static SENT: LazyLock<Vec<Sent>> = LazyLock::new(|| {
    let rubrics = baked_in(&document()).into_iter();
    let sent = |rubric: Rubric| Sent {
        points: rubric.points.to_string(),
        rubric,
    };
    rubrics.map(sent).collect()
});

#[wasm_bindgen]
extern "C" {
    /// Unpacks a part of the page that is text; see `boot.js`.
    #[wasm_bindgen(js_namespace = pingfen, catch)]
    fn text(name: &str) -> Result<js_sys::Promise, JsValue>;
}

thread_local! {
    static LIBRARY: RefCell<Option<Library>> = const { RefCell::new(None) };
}

/// A rubric that this page was sent out with.
pub struct Sent {
    /// The rubric.
    pub rubric: Rubric,
    points: String,
}

impl Sent {
    /// What a list shows of it.
    pub fn entry(&'static self) -> Entry {
        let Self { rubric, points } = self;
        Entry {
            id: &rubric.id,
            title: &rubric.title,
            year: &rubric.year,
            region: &rubric.region,
            kind: rubric.kind,
            issuer: &rubric.source.issuer,
            points,
            indicators: rubric.indicators().count(),
            example: false,
        }
    }
}

/// The rubrics that this page was sent out with 要填的表; none in the ordinary page.
pub fn baked() -> &'static [Sent] {
    &SENT
}

/// The rubrics that a page was sent out with.
pub fn baked_in(page: &Document) -> Vec<Rubric> {
    let element = page.get_element_by_id(BAKED);
    let text = element.and_then(|element| element.text_content());
    let list: Vec<Box<RawValue>> = text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    list.iter()
        .filter_map(|rubric| Rubric::from_json(rubric.get()).ok())
        .collect()
}

/// Unpacks the library, once; `false` where the page is damaged.
pub async fn load() -> bool {
    if LIBRARY.with_borrow(Option::is_none) {
        let library = unpacked().await;
        LIBRARY.replace(library);
    }
    LIBRARY.with_borrow(Option::is_some)
}

/// All rubrics as the library's text, for those who read it elsewhere: first those that the page was sent out with.
pub async fn as_text() -> Option<String> {
    let library = packed().await?;
    let baked = baked().iter();
    let baked: String = baked
        .map(|sent| format!("[{},null],", sent.rubric.to_json()))
        .collect();
    Some(format!("[{baked}{}", library.strip_prefix('[')?))
}

async fn packed() -> Option<String> {
    let text = JsFuture::from(text("library").ok()?).await.ok()?;
    text.as_string()
}

async fn unpacked() -> Option<Library> {
    packed().await.and_then(|text| Library::read(&text))
}

/// A rubric that the page was sent out with, else a built-in one; `None` where there is none with this id, or nothing is loaded.
pub fn rubric(id: &str) -> Option<Rubric> {
    let baked = baked().iter().find(|sent| sent.rubric.id == id);
    match baked {
        Some(sent) => Some(sent.rubric.clone()),
        None => LIBRARY.with_borrow(|library| library.as_ref()?.rubric(id)),
    }
}

/// The worked example of a built-in rubric, with that rubric; the same.
pub fn example(id: &str) -> Option<(Rubric, Form)> {
    LIBRARY.with_borrow(|library| {
        let library = library.as_ref()?;
        library.rubric(id).zip(library.example(id))
    })
}
