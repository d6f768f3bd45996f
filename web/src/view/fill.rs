//! Filling a form.

use std::sync::Arc;

use leptos::prelude::*;
use scoring::Scorer;

use crate::component::code::Code;
use crate::component::elsewhere::Elsewhere;
use crate::component::findings::Findings;
use crate::component::goals::Goals;
use crate::component::masthead::Masthead;
use crate::component::nav::{Contents, PartScore, parts};
use crate::component::profile::Profile;
use crate::component::row::Row;
use crate::component::shortcuts::Shortcuts;
use crate::component::summary::Summary;
use crate::component::verify::Handed;
use crate::component::versions::Versions;
use crate::desk::{desk, lead};

/// The filling view of one rubric.
#[component]
pub fn Fill(
    /// The rubric, lowered.
    scorer: Arc<Scorer>,
    /// Whether the list of shortcuts is open.
    shortcuts: RwSignal<bool>,
) -> impl IntoView {
    let rubric = scorer.rubric().clone();
    let handed = desk().unit().map(|unit| view! { <Handed unit=unit/> });
    let (versions, code) = (RwSignal::new(false), RwSignal::new(false));
    let profile = rubric
        .profile
        .iter()
        .cloned()
        .enumerate()
        .map(|(index, table)| {
            view! { <Profile table=table anchor=format!("profile-{index}")/> }
        });
    let mut sections = Vec::new();
    for (section, (part, groups)) in rubric.sections.iter().zip(parts(&rubric)) {
        let once = section.is_one_group();
        let groups = section.groups.iter().zip(groups).map(|(group, part)| {
            let rows = part.rows.clone().zip(&group.indicators).map(|(index, indicator)| {
                let rule = scorer.lines()[index].clone();
                view! { <Row index=index indicator=indicator.clone() rule=rule/> }
            });
            let rows = rows.collect_view();
            let anchor = part.anchor();
            view! {
                {(!once).then(|| view! {
                    <h3 id=anchor tabindex="-1"><span>{group.name.clone()}</span><PartScore part=part of=true/></h3>
                })}
                {rows}
            }
        });
        let groups = groups.collect_view();
        let anchor = part.anchor();
        sections.push(view! {
            <h2 id=anchor tabindex="-1"><span>{section.name.clone()}</span><PartScore part=part of=true/></h2>
            {groups}
        });
    }
    view! {
        <a class="app-skip" href="#main" on:click=move |event| { event.prevent_default(); lead::to("main") }>"跳到填报内容"</a>
        <Masthead rubric=rubric.clone() versions=versions shortcuts=shortcuts code=code/>
        <div class="app-page">
            <Contents rubric=rubric.clone()/>
            <main class="app-main" id="main" tabindex="-1">
                {handed}
                {profile.collect_view()}
                {rubric.goals.then(|| view! { <Goals/> })}
                {sections}
                <Summary rubric=rubric.clone()/>
                <Findings/>
                <p class="app-source">"评分标准来源：" {rubric.source.issuer.clone()} "，" {rubric.source.title.clone()} "。" {rubric.source.note.clone()}</p>
            </main>
        </div>
        <Versions open=versions/>
        <Code open=code/>
        <Shortcuts open=shortcuts/>
        <Elsewhere/>
    }
}
