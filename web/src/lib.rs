//! The page: choose a form, fill it, see each score and why, take away the papers.
//!
//! State is in [`desk`]: what is typed is text in a `Form`, and what follows from it is the score sheet of [`scoring::Live`],
//! which works out anew only what an edit touches. The views ask what a rubric's questions say; none knows a rule kind.

mod component;
mod desk;
mod files;
mod keep;
mod keys;
mod library;
mod link;
mod look;
mod number;
mod time;
mod view;

use std::pin::pin;

use futures_util::future::select;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// How long the journal may take to answer, ms.
const PATIENCE: u32 = 1500;

/// Starts the page in `#app`; called by the glue when the wasm is there.
#[wasm_bindgen(start)]
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        // A database that another tab blocks, or that never answers, must not keep the page from starting.
        let (restored, late) = (pin!(keep::restore()), pin!(TimeoutFuture::new(PATIENCE)));
        select(restored, late).await;
        link::prepare().await;
        mount();
    });
}

fn mount() {
    let Some(app) = document().get_element_by_id("app") else {
        return;
    };
    // A page saved from the browser carries what it showed; it is made anew from the form.
    app.set_inner_html("");
    look::start();
    mount_to(wasm_bindgen::JsCast::unchecked_into(app), view::Page).forget();
    if let Some(root) = document().document_element() {
        // Tells the notice in the plain HTML to go, and tests that the page runs.
        root.set_attribute("data-ready", "").ok();
    }
}
