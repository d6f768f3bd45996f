//! Two tabs on one draft: the one that opened it last fills it, the other stops and says so.
//!
//! Every change was written before the other tab opened the draft, so nothing is missing there.

use leptos::prelude::*;

use super::{draft, local};
use crate::desk::{Desk, Message};

/// Begins the key that says which tab fills a draft.
const TAB: &str = "pingfen.tab.";
/// Begins the key by which a tab answers that it has stopped.
const STOPPED: &str = "pingfen.stopped.";

thread_local! {
    /// This tab, among all that are open.
    static ME: String = draft::new_name();
}

fn me() -> String {
    ME.with(String::clone)
}

/// This tab fills the draft from now on.
pub fn take(name: &str) {
    if let Some(store) = local::storage() {
        store.set_item(&format!("{TAB}{name}"), &me()).ok();
    }
}

/// Whether this tab fills the draft; so it does where the browser cannot tell.
pub fn mine(name: &str) -> bool {
    let filler = local::storage().and_then(|s| s.get_item(&format!("{TAB}{name}")).ok()?);
    filler.is_none_or(|filler| filler == me())
}

/// Nobody fills the draft.
pub fn leave(name: &str) {
    if let Some(store) = local::storage().filter(|_| !name.is_empty() && mine(name)) {
        store.remove_item(&format!("{TAB}{name}")).ok();
    }
}

/// Follows what other tabs do with the open draft.
pub fn watch(desk: Desk) {
    window_event_listener(leptos::ev::storage, move |event| {
        let (Some(key), Some(name)) = (event.key(), desk.name()) else {
            return;
        };
        if key == format!("{TAB}{name}") && !mine(&name) {
            desk.elsewhere.set(true);
            if let Some(store) = local::storage() {
                store.set_item(&format!("{STOPPED}{name}"), &me()).ok();
                store.remove_item(&format!("{STOPPED}{name}")).ok();
            }
        } else if key == format!("{STOPPED}{name}") && event.new_value().is_some() && mine(&name) {
            desk.message.set(Some(Message::done(
                "这份表在另一个标签页里也开着。那边已经停下，请只在这里填。",
            )));
        }
    });
}
