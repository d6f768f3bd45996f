//! A drop-down of a few words.

use leptos::prelude::*;
use scoring::finding::Place;

use crate::desk::desk;

/// The words, and nothing where `blank` or where the form says another word.
#[component]
pub fn Pick(place: Place, label: String, options: Vec<String>, blank: bool) -> impl IntoView {
    let desk = desk();
    let id = place.to_string();
    let text = desk.field(&place).text;
    let text = Memo::new(move |_| text.with(|text| text.trim().to_owned()));
    let words = options.clone();
    let items = options.into_iter().map(move |option| {
        let word = option.clone();
        view! { <option value=option.clone() selected=move || text.with(|text| *text == word)>{option.clone()}</option> }
    });
    let other = move || text.with(|text| !words.contains(text));
    let none = other.clone();
    // A word from a file or a spreadsheet that is none of ours is shown as it is: it is marked, not dropped.
    let shown = move || match text.get() {
        text if text.is_empty() => "—".to_owned(),
        text if other() => text,
        _ => "—".to_owned(),
    };
    let needed = none.clone();
    view! {
        <select id=id class="app-in app-in--pick" aria-label=label on:change=move |event| desk.edit(&place, &event_target_value(&event))>
            {move || (blank || needed()).then(|| view! { <option value="" selected=none.clone()>{shown.clone()}</option> })}
            {items.collect_view()}
        </select>
    }
}
