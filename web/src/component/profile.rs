//! The header tables of the form 单位基本情况、年度部门预算情况.

use leptos::prelude::*;
use scoring::finding::{Place, Severity};
use scoring::rubric::{Field, ProfileTable};

use super::field::{NumberField, TextField};
use crate::desk::desk;

/// One header table.
#[component]
pub fn Profile(
    /// Its fields and sums.
    table: ProfileTable,
    /// The element's id, for the list of contents.
    anchor: String,
) -> impl IntoView {
    let mut runs: Vec<(Option<String>, Vec<Field>)> = Vec::new();
    for field in table.fields {
        match runs.last_mut() {
            Some((under, run)) if *under == field.under => run.push(field),
            _ => runs.push((field.under.clone(), vec![field])),
        }
    }
    let runs = runs.into_iter().map(|(under, fields)| {
        let fields = fields
            .into_iter()
            .map(|field| view! { <ProfileField field=field/> });
        view! {
            <div class="app-profile__run">
                {under.map(|under| view! { <h3 class="app-h4">{under}</h3> })}
                <div class="app-profile__fields">{fields.collect_view()}</div>
            </div>
        }
    });
    let head = format!("{anchor}-head");
    view! {
        <section class="app-profile" id=anchor tabindex="-1" aria-labelledby=head.clone()>
            <h2 id=head.clone() class="app-h3"><span>{table.title}</span></h2>
            {runs.collect_view()}
        </section>
    }
}

#[component]
fn ProfileField(field: Field) -> impl IntoView {
    let desk = desk();
    let place = Place::Profile(field.id);
    let notes = desk.notes(&place);
    // What cannot be read is said at the field itself.
    let sums = move || {
        let mut said = notes.get();
        said.retain(|finding| finding.code != "unreadable");
        said
    };
    let input = match field.unit {
        Some(unit) => view! { <NumberField place=place label=field.label unit=unit/> }.into_any(),
        None => view! { <TextField place=place label=field.label rows=1/> }.into_any(),
    };
    view! {
        {input}
        {move || sums().into_iter().map(|finding| view! {
            <p class="app-find" class:app-find--notice=finding.severity == Severity::Notice>{finding.message.clone()}</p>
        }).collect_view()}
    }
}
