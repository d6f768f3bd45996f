//! The title, whose form it is, and the tables of the header.

use leptos::prelude::*;
use scoring::entry::Entry;
use scoring::form::Goal;

use super::Filled;

/// Pairs of 年度总目标 and 完成情况 on a blank form.
const GOALS: usize = 4;

pub(super) fn view(filled: &Filled) -> impl IntoView + use<> {
    let rubric = filled.rubric();
    let profile = &filled.form.profile;
    let tables = rubric
        .profile
        .iter()
        .filter(|table| !table.added)
        .map(|table| {
            let fields = table.fields.iter().map(|field| {
                let unit = field.unit.as_ref().map(|unit| format!("（{unit}）"));
                let under = field.under.as_ref().map(|under| format!("{under}·"));
                let text = profile
                    .get(&field.id)
                    .map_or("", Entry::text)
                    .trim()
                    .to_owned();
                view! { <div><dt>{under}{field.label.clone()}{unit}</dt><dd>{text}</dd></div> }
            });
            view! { <h2>{table.title.clone()}</h2> <dl>{fields.collect_view()}</dl> }
        });
    let goals = rubric.goals.then(|| {
        let blank = vec![Goal::default(); GOALS];
        let goals = if filled.blank { &blank } else { &filled.form.goals };
        let rows = goals.iter().map(|goal| {
            view! { <tr><td>{goal.goal.clone()}</td><td>{goal.done.clone()}</td></tr> }
        });
        view! {
            <table class="app-paper__goals">
                <thead><tr><th scope="col">"年度总目标"</th><th scope="col">"完成情况"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    });
    let unit = filled.unit();
    let code = (!filled.blank).then(|| view! { <span>"校验码 " {filled.code.clone()}</span> });
    view! {
        <h1>{rubric.title.clone()}</h1>
        <p class="app-paper__whose"><span>"单位：" {unit}</span><span>{filled.year()}</span>{code}</p>
        {tables.collect_view()}
        {goals}
    }
}
