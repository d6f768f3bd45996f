//! The views: start, fill, collect, print.

mod collect;
mod fill;
pub mod print;
mod start;

use leptos::prelude::*;

use crate::component::notice::Notice;
use crate::component::review::Reviewed;
use crate::desk::Desk;
use crate::{files, keep, keys, link};

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let desk = Desk::new();
    let shortcuts = RwSignal::new(false);
    provide_context(desk);
    link::follow(desk);
    print::on_print(desk);
    keep::tabs::watch(desk);
    keys::listen(desk, shortcuts);
    files::accept_drops(desk);
    // The address can ask for another form while the page is open.
    window_event_listener(leptos::ev::hashchange, move |_| link::follow_address(desk));
    // A tab that goes to the background may never come back.
    window_event_listener(leptos::ev::pagehide, move |_| keep::flush(desk));
    window_event_listener(leptos::ev::visibilitychange, move |_| {
        match document().hidden() {
            true => keep::flush(desk),
            false => keep::look(desk),
        }
    });
    window_event_listener(leptos::ev::focus, move |_| keep::look(desk));
    view! {
        {move || match desk.open.get() {
            Some(open) => view! { <fill::Fill scorer=open.scorer shortcuts=shortcuts/> }.into_any(),
            None if desk.collect.shown.get() => view! { <collect::Collect/> }.into_any(),
            None => view! { <start::Start/> }.into_any(),
        }}
        <Reviewed/>
        <Notice/>
    }
}
