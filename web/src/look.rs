//! How the page looks to this person: 大字版 and 高对比, kept in this browser; and how much of it the head covers.
//!
//! All of it is attributes of the root element, for the css. So a page that is saved from the browser keeps its look.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

const KEY: &str = "pingfen.look";

#[wasm_bindgen]
extern "C" {
    type ResizeObserver;

    #[wasm_bindgen(constructor, catch)]
    fn new(callback: &Closure<dyn FnMut()>) -> Result<ResizeObserver, JsValue>;
    #[wasm_bindgen(method)]
    fn observe(this: &ResizeObserver, element: &Element);
}

/// A way to make the page easier to read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// 大字版: body text of 18 pt.
    Large,
    /// 高对比: black on white.
    Contrast,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Large, Self::Contrast];

    /// What its switch says.
    pub fn name(self) -> &'static str {
        match self {
            Self::Large => "大字版",
            Self::Contrast => "高对比",
        }
    }

    /// The attribute with its value; the value is also the word in the storage.
    pub fn attribute(self) -> (&'static str, &'static str) {
        match self {
            Self::Large => ("data-size", "large"),
            Self::Contrast => ("data-contrast", "high"),
        }
    }

    /// Whether the page looks so.
    pub fn is_on(self) -> bool {
        let (name, _) = self.attribute();
        root().is_some_and(|root| root.has_attribute(name))
    }

    /// Makes the page look so, or no longer, and keeps that for the next visit.
    pub fn set(self, on: bool) {
        self.show(on);
        let chosen = Self::ALL.into_iter().filter(|look| look.is_on());
        let words: Vec<_> = chosen.map(|look| look.attribute().1).collect();
        if let Some(storage) = storage() {
            // A browser that does not keep it shows it all the same.
            storage.set_item(KEY, &words.join(" ")).ok();
        }
    }

    fn show(self, on: bool) {
        let (name, value) = self.attribute();
        if let Some(root) = root() {
            if on {
                root.set_attribute(name, value).ok();
            } else {
                root.remove_attribute(name).ok();
            }
        }
    }
}

/// Makes the page look as it was last chosen in this browser; where nothing is kept, as it was saved. From now on the css
/// knows how tall the head is.
pub fn start() {
    let kept = storage().and_then(|storage| storage.get_item(KEY).ok()?);
    if let Some(kept) = kept {
        for look in Look::ALL {
            look.show(kept.split(' ').any(|word| word == look.attribute().1));
        }
    }
    // The head is a part of what is scrolled: the body changes its size with it, and when a form is opened or closed.
    let measured = Closure::new(measure);
    if let (Some(body), Ok(observer)) = (document().body(), ResizeObserver::new(&measured)) {
        observer.observe(&body);
        measured.forget();
    }
}

/// Tells the css how tall the head is, so that a field that is focused never hides behind it.
fn measure() {
    let height = |class: &str| {
        let element = document().query_selector(class).ok().flatten();
        let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        element.map_or(0, |element| element.offset_height())
    };
    let (head, totals) = (height(".app-bar"), height(".app-totals"));
    let style = format!("--head:{head}px;--totals:{totals}px");
    if let Some(root) = root().filter(|root| root.get_attribute("style").as_ref() != Some(&style)) {
        root.set_attribute("style", &style).ok();
    }
}

fn root() -> Option<Element> {
    document().document_element()
}

/// Reading `localStorage` throws where storage is switched off.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
