//! Fields: text as typed, bound to a place in the form.
//!
//! A field is written to only when the form says something else than it shows, so a composition of
//! an input method is never disturbed.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use scoring::finding::Place;

use crate::desk::{Field, desk};

/// Shows the form's text, where the field does not show it already.
pub(super) fn keep_in_step(node: NodeRef<html::Input>, text: impl Fn() -> String + 'static) {
    Effect::new(move |_| {
        let text = text();
        if let Some(input) = node.get().filter(|input| input.value() != text) {
            input.set_value(&text);
        }
    });
}

/// A one-line field without its label: for tables, whose heads name it.
#[component]
pub fn Cell(
    /// Where it is in the form.
    place: Place,
    /// What a screen reader says.
    label: String,
    /// Whether a number is asked.
    #[prop(optional)]
    number: bool,
    /// Shown while it is empty.
    #[prop(optional, into)]
    placeholder: String,
) -> impl IntoView {
    let desk = desk();
    let Field { text, wrong } = desk.field(&place);
    let id = place.to_string();
    let node = NodeRef::<html::Input>::new();
    keep_in_step(node, move || text.get());
    let note = format!("{id}-wrong");
    let described = note.clone();
    let (invalid, refused) = (wrong.clone(), wrong.clone());
    view! {
        <input
            node_ref=node
            id=id
            class="app-in"
            class:app-in--number=number
            type="text"
            inputmode=if number { "decimal" } else { "text" }
            autocomplete="off"
            aria-label=label
            placeholder=placeholder
            aria-invalid=move || invalid.with(|w| w.is_some().then_some("true"))
            aria-describedby=move || refused.with(|w| w.is_some().then(|| described.clone()))
            on:input=move |event| desk.edit(&place, &event_target_value(&event))
        />
        {move || wrong.get().map(|message| view! { <p class="app-wrong" id=note.clone()>{message}</p> })}
    }
}

/// A number with its label, unit, and how it was understood.
#[component]
pub fn NumberField(
    /// Where it is in the form.
    place: Place,
    /// The label.
    label: String,
    /// 计量单位.
    #[prop(into)]
    unit: String,
    /// Whether a day is asked.
    #[prop(optional)]
    date: bool,
) -> impl IntoView {
    let desk = desk();
    let Field { text, wrong } = desk.field(&place);
    let id = place.to_string();
    let node = NodeRef::<html::Input>::new();
    {
        let text = text.clone();
        keep_in_step(node, move || text.get());
    }
    let understood = {
        let unit = unit.clone();
        Memo::new(move |_| {
            let entry = scoring::entry::Entry::new(text.get());
            match date {
                false => entry.understood(&unit),
                true => {
                    let day = scoring::date::written(entry.read_date().ok()??);
                    (entry.text().trim() != day).then_some(day)
                }
            }
        })
    };
    let note = format!("{id}-note");
    let described = note.clone();
    let invalid = wrong.clone();
    view! {
        <span class="app-ask">
            <label for=id.clone()>{label}</label>
            <input
                node_ref=node
                id=id.clone()
                class="app-in app-in--number"
                type="text"
                inputmode=if date { "text" } else { "decimal" }
                placeholder=if date { "年-月-日" } else { "" }
                autocomplete="off"
                aria-invalid=move || invalid.with(|w| w.is_some().then_some("true"))
                aria-describedby=described
                on:input=move |event| desk.edit(&place, &event_target_value(&event))
            />
            <span class="app-unit">{unit}</span>
            <span class="app-ask__note" id=note>
                {move || match wrong.get() {
                    Some(message) => Some(view! { <span class="app-wrong">{message}</span> }.into_any()),
                    None => understood.get().map(|read| view! { <span class="app-read">"读作 " {read}</span> }.into_any()),
                }}
            </span>
        </span>
    }
}

/// Several lines of text with a label.
#[component]
pub fn TextField(
    /// Where it is in the form.
    place: Place,
    /// The label.
    #[prop(into)]
    label: String,
    /// Shown while it is empty.
    #[prop(optional, into)]
    placeholder: String,
    /// Lines shown.
    #[prop(default = 2)]
    rows: u32,
) -> impl IntoView {
    let desk = desk();
    let Field { text, .. } = desk.field(&place);
    let id = place.to_string();
    let node = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        let text = text.get();
        if let Some(area) = node.get() {
            if area.value() != text {
                area.set_value(&text);
            }
            // Long texts show whole: the box has as many lines as its text.
            let lines: usize = text.lines().map(|line| 1 + line.chars().count() / 44).sum();
            area.set_rows(rows.max(lines.min(14) as u32));
        }
    });
    view! {
        <div class="app-text">
            <label for=id.clone()>{label}</label>
            <textarea
                node_ref=node
                id=id.clone()
                class="app-in app-in--text"
                rows=rows
                placeholder=placeholder
                on:input=move |event| desk.edit(&place, &event_target_value(&event))
            ></textarea>
        </div>
    }
}

/// A choice of a few words, as buttons in a row; pressing the chosen one again takes it back.
#[component]
pub fn ChoiceField(
    /// Where it is in the form.
    place: Place,
    /// The question.
    label: String,
    /// The answers.
    options: Vec<String>,
) -> impl IntoView {
    let desk = desk();
    let Field { text, wrong } = desk.field(&place);
    let id = place.to_string();
    let legend = format!("{id}-label");
    let buttons = options.into_iter().enumerate().map(|(index, option)| {
        let (place, text) = (place.clone(), text.clone());
        let chosen = {
            let option = option.clone();
            Memo::new(move |_| text.with(|text| text.trim() == option))
        };
        let word = option.clone();
        let press = move |_: ev::MouseEvent| {
            let text = if chosen.get_untracked() { "" } else { word.as_str() };
            desk.edit(&place, text);
        };
        // The first button stands for the field: findings lead to it.
        let id = (index == 0).then(|| id.clone());
        view! {
            <button type="button" id=id class="app-seg__one" aria-pressed=move || chosen.get().to_string() on:click=press>
                {option}
            </button>
        }
    });
    view! {
        <span class="app-ask app-ask--choice" role="group" aria-labelledby=legend.clone()>
            <span class="app-ask__label" id=legend.clone()>{label}</span>
            <span class="app-seg">{buttons.collect_view()}</span>
            {move || wrong.get().map(|message| view! { <span class="app-wrong">{message}</span> })}
        </span>
    }
}
