//! 佐证材料: a list of names and places, one line of the answer's text each: 名称｜存放处.

use leptos::html;
use leptos::prelude::*;
use scoring::finding::Place;

use super::field::keep_in_step;

use crate::desk::desk;

/// Between a name and its place.
const BAR: char = '｜';

/// The list; below the last one a new one can be written.
#[component]
pub fn Evidence(
    /// The answer's field.
    place: Place,
) -> impl IntoView {
    let desk = desk();
    let text = desk.field(&place).text;
    let lines = {
        let text = text.clone();
        Memo::new(move |_| {
            text.with(|text| {
                if text.is_empty() {
                    0
                } else {
                    text.split('\n').count()
                }
            })
        })
    };
    let place = StoredValue::new(place);
    let write = move |row: usize, part: usize, typed: String| {
        place.with_value(|place| {
            let now = desk.with_form(|form| form.text(place).to_owned());
            desk.edit(place, &with(&now, row, part, &typed));
        });
    };
    // An emptied line goes once the person has left it.
    let tidy = move |_| {
        place.with_value(|place| {
            let now = desk.with_form(|form| form.text(place).to_owned());
            let full: Vec<_> = now
                .split('\n')
                .filter(|line| !line.trim_matches(BAR).trim().is_empty())
                .collect();
            desk.edit(place, &full.join("\n"));
        });
    };
    let field = move |row: usize, part: usize, label: &'static str| {
        let text = text.clone();
        let id = place.with_value(Place::to_string);
        let id = if (row, part) == (0, 0) {
            id
        } else {
            format!("{id}-{row}-{part}")
        };
        let node = NodeRef::<html::Input>::new();
        keep_in_step(node, move || {
            text.with(|text| split(text.split('\n').nth(row).unwrap_or_default())[part].to_owned())
        });
        view! {
            <input node_ref=node id=id class="app-in app-in--wide" type="text" autocomplete="off" placeholder=label
                aria-label=format!("佐证材料 {} {label}", row + 1)
                on:input=move |event| write(row, part, event_target_value(&event))
                on:change=tidy/>
        }
    };
    view! {
        <div class="app-text" role="group" aria-label="佐证材料">
            <span class="app-text__label" aria-hidden="true">"佐证材料（名称、存放处）"</span>
            <For each=move || 0..=lines.get() key=|row| *row let:row>
                <div class="app-evidence">{field(row, 0, "名称")}{field(row, 1, "存放处")}</div>
            </For>
        </div>
    }
}

/// A line's name and place.
fn split(line: &str) -> [&str; 2] {
    let (name, place) = line.split_once(BAR).unwrap_or((line, ""));
    [name, place]
}

/// The text with one part of a line written anew.
fn with(text: &str, row: usize, part: usize, typed: &str) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    lines.resize(lines.len().max(row + 1), String::new());
    let mut parts = split(&lines[row]).map(str::to_owned);
    parts[part] = typed.replace(['\n', BAR], " ");
    let [name, place] = parts;
    lines[row] = if place.is_empty() {
        name
    } else {
        format!("{name}{BAR}{place}")
    };
    lines.join("\n")
}
