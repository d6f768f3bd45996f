//! The switches 大字版 and 高对比.

use leptos::prelude::*;

use crate::look::Look;

/// 大字版 and 高对比.
#[component]
pub fn LookSwitches() -> impl IntoView {
    let switches = Look::ALL.map(|look| {
        let on = RwSignal::new(look.is_on());
        let turn = move |_| {
            on.update(|on| *on = !*on);
            look.set(on.get_untracked());
        };
        view! {
            <button type="button" class="app-look__one" aria-pressed=move || on.get().to_string() on:click=turn>{look.name()}</button>
        }
    });
    view! { <span class="app-look" role="group" aria-label="显示">{switches.into_iter().collect_view()}</span> }
}
