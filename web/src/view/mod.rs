//! The views: start, fill, print.

mod fill;
mod print;
mod start;

use leptos::prelude::*;

use crate::component::notice::Notice;
use crate::desk::Desk;
use crate::link;

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    link::follow(desk);
    print::on_print(desk);
    // The address can ask for another form while the page is open.
    window_event_listener(leptos::ev::hashchange, move |_| {
        link::follow_address(desk);
    });
    view! {
        {move || match desk.open.get() {
            Some(open) => view! { <fill::Fill scorer=open.scorer/> }.into_any(),
            None => view! { <start::Start/> }.into_any(),
        }}
        <Notice/>
    }
}
