//! The list of contents, with the score of each part and what is still missing in it.

use std::ops::Range;

use leptos::prelude::*;
use scoring::rubric::Rubric;

use crate::desk::{desk, lead};
use crate::number;

/// A part of the form: the nth section, perhaps the nth group in it, and which rows stand there.
#[derive(Clone, PartialEq)]
pub struct Part {
    /// The nth section.
    pub section: usize,
    /// The nth group in it; without one, the whole section.
    pub group: Option<usize>,
    /// Its rows among all of the form's.
    pub rows: Range<usize>,
}

/// The sections of a form, each with its groups.
pub fn parts(rubric: &Rubric) -> Vec<(Part, Vec<Part>)> {
    let mut next = 0;
    let section = |(section, of): (usize, &scoring::rubric::Section)| {
        let first = next;
        let groups = of.groups.iter().enumerate().map(|(group, of)| {
            let first = next;
            next += of.indicators.len();
            Part {
                section,
                group: Some(group),
                rows: first..next,
            }
        });
        let groups: Vec<_> = groups.collect();
        let whole = Part {
            section,
            group: None,
            rows: first..next,
        };
        (whole, groups)
    };
    rubric.sections.iter().enumerate().map(section).collect()
}

impl Part {
    /// The id of its heading.
    pub fn anchor(&self) -> String {
        match self.group {
            Some(group) => format!("section-{}-{group}", self.section),
            None => format!("section-{}", self.section),
        }
    }
}

/// The list of contents.
#[component]
pub fn Contents(
    /// The open rubric.
    rubric: Rubric,
) -> impl IntoView {
    let desk = desk();
    let head = "app-nav__head";
    let mut entries = Vec::new();
    for (index, table) in rubric.profile.iter().enumerate() {
        entries.push(entry(head, format!("profile-{index}"), &table.title, None));
    }
    if rubric.goals {
        entries.push(entry(
            head,
            "goals".to_owned(),
            "年度总目标与完成情况",
            None,
        ));
    }
    for (section, (part, groups)) in rubric.sections.iter().zip(parts(&rubric)) {
        let class = "app-nav__section";
        entries.push(entry(class, part.anchor(), &section.name, Some(part)));
        let groups = section.groups.iter().zip(groups);
        for (group, part) in groups.filter(|_| !section.is_one_group()) {
            let class = "app-nav__group";
            entries.push(entry(class, part.anchor(), &group.name, Some(part)));
        }
    }
    for (anchor, name) in [("summary", "汇总与图"), ("findings", "问题提示")] {
        entries.push(entry("app-nav__section", anchor.to_owned(), name, None));
    }
    let all = move || desk.unfolded.with(|ids| !ids.is_empty());
    view! {
        <nav class="app-nav" aria-label="目录">
            <div class="app-nav__body">
                <ol>{entries}</ol>
                <button type="button" class="app-link app-nav__all" on:click=move |_| desk.unfold_all(!all())>
                    {move || if all() { "收起全部评分标准" } else { "展开全部评分标准" }}
                </button>
            </div>
        </nav>
    }
}

fn entry(class: &'static str, anchor: String, name: &str, part: Option<Part>) -> AnyView {
    let href = format!("#{anchor}");
    let name = name.to_owned();
    view! {
        <li class=class>
            <a href=href on:click=move |event| { event.prevent_default(); lead::to(&anchor) }>
                <span>{name}</span>
                {part.map(|part| view! { <PartScore part=part/> })}
            </a>
        </li>
    }
    .into_any()
}

/// What a part of the form counts for, and how many of its rows have no score yet.
#[component]
pub fn PartScore(
    /// The part.
    part: Part,
    /// Whether it is said out of how many points, and what is missing.
    #[prop(optional)]
    of: bool,
) -> impl IntoView {
    let desk = desk();
    let known = Memo::new(move |_| {
        let sheet = desk.sheet.read();
        let section = sheet.sections.get(part.section)?;
        let total = match part.group {
            Some(group) => section.groups.get(group)?,
            None => section,
        };
        let rows = sheet.lines.get(part.rows.clone())?;
        let open = rows
            .iter()
            .filter(|line| line.counted.is_none() && !line.points.is_zero());
        Some((total.total.computed, total.full, open.count()))
    });
    let score = move || number::score(known.get().and_then(|(score, ..)| score));
    let full = move || {
        let full = known.get().map(|(_, full, _)| full);
        let full = full.filter(|full| of && !full.is_zero());
        full.map(|full| view! { <span class="app-of">" / " {full.to_string()}</span> })
    };
    let open = move || {
        let open = known
            .get()
            .map(|(.., open)| open)
            .filter(|open| of && *open > 0);
        open.map(|open| view! { <span class="app-nav__open">"还缺 " {open} " 项"</span> })
    };
    view! { <span class="app-num">{open}{score}{full}</span> }
}
