//! Filling a form.

use std::sync::Arc;

use leptos::prelude::*;
use scoring::Scorer;

use crate::component::findings::{Findings, lead_to};
use crate::component::goals::Goals;
use crate::component::masthead::Masthead;
use crate::component::nav::{Contents, PartScore};
use crate::component::profile::Profile;
use crate::component::row::Row;

/// The filling view of one rubric.
#[component]
pub fn Fill(
    /// The rubric, lowered.
    scorer: Arc<Scorer>,
) -> impl IntoView {
    let rubric = scorer.rubric().clone();
    let profile = rubric
        .profile
        .iter()
        .cloned()
        .enumerate()
        .map(|(index, table)| {
            view! { <Profile table=table anchor=format!("profile-{index}")/> }
        });
    let mut index = 0;
    let mut sections = Vec::new();
    for (s, section) in rubric.sections.iter().cloned().enumerate() {
        let mut groups = Vec::new();
        for (g, group) in section.groups.into_iter().enumerate() {
            let rows: Vec<_> = group
                .indicators
                .into_iter()
                .map(|indicator| {
                    let rule = scorer.lines()[index].clone();
                    let row = view! { <Row index=index indicator=indicator rule=rule/> };
                    index += 1;
                    row
                })
                .collect();
            groups.push(view! {
                <h3 id=format!("section-{s}-{g}") tabindex="-1">
                    <span>{group.name}</span>
                    <PartScore section=s group=Some(g) of=true/>
                </h3>
                {rows}
            });
        }
        sections.push(view! {
            <h2 id=format!("section-{s}") tabindex="-1">
                <span>{section.name}</span>
                <PartScore section=s group=None of=true/>
            </h2>
            {groups}
        });
    }
    view! {
        <a class="app-skip" href="#main" on:click=move |event| { event.prevent_default(); lead_to("main") }>"跳到填报内容"</a>
        <Masthead rubric=rubric.clone()/>
        <div class="app-page">
            <Contents rubric=rubric.clone()/>
            <main class="app-main" id="main" tabindex="-1">
                {profile.collect_view()}
                {rubric.goals.then(|| view! { <Goals/> })}
                {sections}
                <Findings/>
                <p class="app-source">"评分标准来源：" {rubric.source.issuer.clone()} "《" {rubric.source.title.clone()} "》。" {rubric.source.note.clone()}</p>
            </main>
        </div>
    }
}
