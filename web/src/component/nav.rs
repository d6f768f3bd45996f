//! The list of contents, with the score of each part.

use leptos::prelude::*;
use rust_decimal::Decimal;
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
    let mut first = 0;
    for (s, section) in rubric.sections.iter().enumerate() {
        let rows: usize = section
            .groups
            .iter()
            .map(|group| group.indicators.len())
            .sum();
        entries.push(entry(
            "app-nav__section",
            format!("section-{s}"),
            section.name.clone(),
            Some((first, rows)),
        ));
        for (g, group) in section.groups.iter().enumerate() {
            let rows = group.indicators.len();
            entries.push(entry(
                "app-nav__group",
                format!("section-{s}-{g}"),
                group.name.clone(),
                Some((first, rows)),
            ));
            first += rows;
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
    rows: Option<(usize, usize)>,
) -> AnyView {
    let href = format!("#{anchor}");
    view! {
        <li class=class>
            <a href=href on:click=move |event| { event.prevent_default(); lead_to(&anchor) }>
                <span>{name}</span>
                {rows.map(|(first, count)| view! { <PartScore first=first count=count/> })}
            </a>
        </li>
    }
    .into_any()
}

/// What a run of rows counts for.
#[component]
pub fn PartScore(
    /// The first row.
    first: usize,
    /// How many rows.
    count: usize,
) -> impl IntoView {
    let desk = desk();
    let score = Memo::new(move |_| {
        let sheet = desk.sheet.read();
        let rows = sheet.lines.get(first..first + count).unwrap_or_default();
        let scores: Vec<_> = rows.iter().filter_map(|line| line.counted).collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<Decimal>().normalize().to_string())
    });
    view! { <span class="app-num">{move || score.get().unwrap_or("—".to_owned())}</span> }
}
