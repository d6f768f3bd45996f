//! The list of contents, with the score of each part.

use leptos::prelude::*;
use scoring::rubric::Rubric;

use super::findings::lead_to;
use crate::desk::desk;

/// The list of contents.
#[component]
pub fn Contents(
    /// The open rubric.
    rubric: Rubric,
) -> impl IntoView {
    let mut entries = Vec::new();
    for (index, table) in rubric.profile.iter().enumerate() {
        entries.push(entry(
            "app-nav__head",
            format!("profile-{index}"),
            table.title.clone(),
            None,
        ));
    }
    if rubric.goals {
        entries.push(entry(
            "app-nav__head",
            "goals".to_owned(),
            "年度总目标与完成情况".to_owned(),
            None,
        ));
    }
    for (s, section) in rubric.sections.iter().enumerate() {
        entries.push(entry(
            "app-nav__section",
            format!("section-{s}"),
            section.name.clone(),
            Some((s, None)),
        ));
        for (g, group) in section.groups.iter().enumerate() {
            entries.push(entry(
                "app-nav__group",
                format!("section-{s}-{g}"),
                group.name.clone(),
                Some((s, Some(g))),
            ));
        }
    }
    entries.push(entry(
        "app-nav__section",
        "findings".to_owned(),
        "问题提示".to_owned(),
        None,
    ));
    view! { <nav class="app-nav" aria-label="目录"><ol>{entries}</ol></nav> }
}

fn entry(
    class: &'static str,
    anchor: String,
    name: String,
    part: Option<(usize, Option<usize>)>,
) -> AnyView {
    let href = format!("#{anchor}");
    view! {
        <li class=class>
            <a href=href on:click=move |event| { event.prevent_default(); lead_to(&anchor) }>
                <span>{name}</span>
                {part.map(|(section, group)| view! { <PartScore section=section group=group/> })}
            </a>
        </li>
    }
    .into_any()
}

/// What a part of the form counts for.
#[component]
pub fn PartScore(
    /// The nth section.
    section: usize,
    /// The nth group in it; without one, the whole section.
    group: Option<usize>,
    /// Whether it is said out of how many points.
    #[prop(optional)]
    of: bool,
) -> impl IntoView {
    let desk = desk();
    let part = Memo::new(move |_| {
        let sheet = desk.sheet.read();
        let section = sheet.sections.get(section)?;
        let part = match group {
            Some(group) => section.groups.get(group)?,
            None => section,
        };
        Some((part.total.computed, part.full))
    });
    let score = move || {
        part.get()
            .and_then(|(score, _)| score)
            .map_or("—".to_owned(), |s| s.to_string())
    };
    let full = move || {
        let full = part
            .get()
            .map(|(_, full)| full)
            .filter(|full| of && !full.is_zero());
        full.map(|full| view! { <span class="app-of">" / " {full.to_string()}</span> })
    };
    view! { <span class="app-num">{score}{full}</span> }
}
