//! One scored row: its name and points, what its rule asks, its score and the sentence that made it.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use scoring::finding::{Finding, Place, Severity};
use scoring::rubric::Indicator;
use scoring::rule::{Accepts, Question};
use scoring::{Line, LineRule, Status};
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

use super::details::Criteria;
use super::evidence::Evidence;
use super::field::{Cell, ChoiceField, NumberField, TextField};
use super::grid::TargetsTable;
use super::verify::{Cause, OfUnit, Verdict};
use crate::desk::desk;
use crate::number;

/// A scored row.
#[component]
pub fn Row(
    /// The nth row of the form.
    index: usize,
    /// What the rubric says of it.
    indicator: Indicator,
    /// What its rule asks.
    rule: LineRule,
) -> impl IntoView {
    let desk = desk();
    let line = desk.line(index);
    let id = indicator.id.clone();
    let anchor = Place::Line(id.clone()).to_string();
    let points =
        Memo::new(move |_| line.with(|line| line.as_deref().map(points).unwrap_or_default()));
    // Of a row that does not apply the questions stay that are answered, since one of them says so, and the first, which does
    // where the whole group does not apply.
    let gone = Memo::new(move |_| {
        line.with(|line| {
            line.as_ref()
                .is_some_and(|line| line.status == Status::NotApplicable)
        })
    });
    let questions: Vec<_> = rule
        .questions
        .iter()
        .cloned()
        .enumerate()
        .map(|(nth, question)| {
            let answer = desk.field(&question.place(&id)).text;
            let field = ask(&id, &rule.questions, question);
            let empty = move || answer.with(|answer| answer.trim().is_empty());
            let hidden = move || nth > 0 && gone.get() && empty();
            view! { <span class="app-row__one" class:app-hidden=hidden>{field}</span> }
        })
        .collect();
    let unit = desk.unit();
    let table = rule.targets.clone().map(|asked| {
        let indicator = indicator.clone();
        view! { <TargetsTable line=index indicator=indicator asked=asked/> }
    });
    view! {
        <div class="app-row" id=anchor tabindex="-1" role="group" aria-label=indicator.name.clone()>
            <div class="app-row__name">
                <b>{indicator.name.clone()}</b>
                <small>{move || points.get()}</small>
                <Criteria indicator=indicator.clone()/>
            </div>
            <div class="app-row__ask">
                <div class="app-row__asks">{questions}</div>
                <Why line=line/>
                {unit.map(|unit| view! { <OfUnit id=id.clone() unit=unit line=line/> })}
                <RowFindings id=id.clone()/>
                <Reasons id=id.clone() name=indicator.name.clone() line=line/>
            </div>
            <Score id=id name=indicator.name.clone() line=line/>
        </div>
        {table}
    }
}

/// The field of a question; one that depends on an answer shows only then.
fn ask(id: &str, all: &[Question], question: Question) -> AnyView {
    let desk = desk();
    let place = question.place(id);
    let condition = question
        .only_if
        .as_ref()
        .and_then(|(index, answers)| Some((all.get(*index)?.place(id), answers.clone())));
    let field = move || {
        let (place, label) = (place.clone(), question.label.clone());
        if question.profile.is_some() {
            return view! { <Elsewhere place=place label=label unit=question.unit.clone()/> }
                .into_any();
        }
        match question.accepts.clone() {
            Accepts::Choice(options) => {
                view! { <ChoiceField place=place label=label options=options/> }.into_any()
            }
            Accepts::Date => {
                view! { <NumberField place=place label=label unit="" date=true/> }.into_any()
            }
            Accepts::Number | Accepts::Signed | Accepts::Count => {
                view! { <NumberField place=place label=label unit=question.unit.clone()/> }
                    .into_any()
            }
        }
    };
    match condition {
        None => field().into_any(),
        Some((on, answers)) => {
            let chosen = desk.field(&on).text;
            let shown = Memo::new(move |_| {
                chosen.with(|chosen| answers.iter().any(|answer| answer == chosen.trim()))
            });
            view! { {move || shown.get().then(&field)} }.into_any()
        }
    }
}

/// What a row is scored out of: 4 分; 7 分（原 4 分）; 0 分（不适用）.
fn points(line: &Line) -> String {
    match line.status {
        _ if line.full == line.points => format!("{} 分", line.points),
        Status::NotApplicable => format!("0 分（不适用，原 {} 分）", line.points),
        _ => format!("{} 分（原 {} 分）", line.full, line.points),
    }
}

/// A number that the header holds: shown here, filled in there.
#[component]
fn Elsewhere(place: Place, label: String, unit: String) -> impl IntoView {
    let desk = desk();
    let text = desk.field(&place).text;
    let shown = move || match text.with(|text| text.trim().to_owned()) {
        text if text.is_empty() => "未填".to_owned(),
        text => format!("{text} {unit}"),
    };
    view! {
        <span class="app-ask">
            <span class="app-ask__label">{label}</span>
            <output class="app-num">{shown}</output>
            <button type="button" class="app-link" on:click=move |_| desk.lead(place.clone())>"到表头填写"</button>
        </span>
    }
}

#[component]
fn Why(line: RwSignal<Option<Arc<Line>>>) -> impl IntoView {
    let words = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|l| l.words.clone()).unwrap_or_default())
    });
    view! { <p class="app-why">{move || words.get()}</p> }
}

/// Findings of this row that are not shown at a field.
#[component]
fn RowFindings(id: String) -> impl IntoView {
    let desk = desk();
    let place = Place::Line(id);
    let notes = desk.notes(&place);
    let messages = Memo::new(move |_| said(&notes.read()));
    view! {
        {move || messages.get().into_iter().map(|message| view! { <p class="app-find">{message}</p> }).collect_view()}
    }
}

/// What is said at a row or a target: what cannot be used is said at its field, and what is only worth knowing in the list.
pub fn said(findings: &[Arc<Finding>]) -> Vec<String> {
    let said = (findings.iter()).filter(|f| f.severity != Severity::Notice && !f.refuses());
    said.map(|finding| finding.message.clone()).collect()
}

/// Reason, evidence and remark: open where points are lost or something is written.
#[component]
fn Reasons(id: String, name: String, line: RwSignal<Option<Arc<Line>>>) -> impl IntoView {
    let desk = desk();
    let verifies = desk.verifies();
    let place = move |field: &'static str| Place::Answer(id.clone(), field);
    let written = {
        let places = ["cause", "reason", "remedy", "evidence", "remark"].map(&place);
        desk.with_form(|form| places.iter().any(|place| !form.text(place).is_empty()))
    };
    let lost = Memo::new(move |_| {
        line.with(|line| {
            line.as_ref().is_some_and(|l| {
                let score = match verifies {
                    true => l.verified,
                    false => l.claimed.or(l.computed),
                };
                score.is_some_and(|score| score < l.full) || l.status == Status::NotApplicable
            })
        })
    });
    let opened = RwSignal::new(written);
    Effect::new(move |_| {
        if lost.get() {
            opened.set(true);
        }
    });
    let made =
        Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || opened.get());
    let [cause, reason, remedy, evidence, remark] =
        ["cause", "reason", "remedy", "evidence", "remark"].map(place);
    let label = match verifies {
        true => "评分说明",
        false => "评分依据、未达标原因",
    };
    let fields = move || {
        let (reason, remedy) = (reason.clone(), remedy.clone());
        view! {
            {verifies.then(|| view! { <Cause place=cause.clone()/> })}
            <TextField place=reason label=label/>
            {move || lost.get().then(|| view! { <TextField place=remedy.clone() label="改进措施" rows=1/> })}
            <Evidence place=evidence.clone()/>
            <TextField place=remark.clone() label="备注" rows=1/>
        }
    };
    // The fields are made when they are first looked at: a form has a hundred of them.
    let toggled = move |event: leptos::ev::Event| {
        let details = event
            .target()
            .and_then(|t| t.dyn_into::<HtmlDetailsElement>().ok());
        if let Some(details) = details {
            opened.set(details.open());
        }
    };
    view! {
        <details class="app-more" prop:open=move || opened.get() on:toggle=toggled>
            <summary>"依据、原因、佐证与备注"<span class="app-sr">"：" {name}</span></summary>
            {move || made.get().then(fields.clone())}
        </details>
    }
}

#[component]
fn Score(id: String, name: String, line: RwSignal<Option<Arc<Line>>>) -> impl IntoView {
    let desk = desk();
    let place = Place::Answer(id.clone(), "claimed");
    let (verifies, unit) = (desk.verifies(), desk.unit());
    let of = move || {
        line.with(|line| {
            line.as_ref()
                .filter(|l| !l.full.is_zero())
                .map(|l| format!(" / {}", l.full))
        })
    };
    let computed = Memo::new(move |_| line.with(|line| line.as_ref().and_then(|l| l.computed)));
    let lost = Memo::new(move |_| {
        line.with(|line| {
            line.as_ref()
                .and_then(|l| l.computed.map(|s| l.full - s))
                .filter(|lost| *lost > Decimal::ZERO)
        })
    });
    let claimed = Memo::new(move |_| line.with(|line| line.as_ref().and_then(|l| l.claimed)));
    let adopt = {
        let place = place.clone();
        move |_| {
            if let Some(score) = computed.get_untracked() {
                desk.edit(&place, &score.to_string());
            }
        }
    };
    view! {
        <div class="app-score">
            <p class="app-score__rule">
                <span class="app-sr">"按标准 "</span>
                <b data-computed="">{move || number::score(computed.get())}</b>
                <span class="app-of">{of}</span>
            </p>
            {move || lost.get().map(|lost| view! { <p class="app-lost">"少 " {lost.normalize().to_string()}</p> })}
            <div class="app-score__claim">
                <span aria-hidden="true">"自评"</span>
                {match unit {
                    None => view! { <Cell place=place label=format!("自评得分：{name}") number=true/> }.into_any(),
                    // What the unit claimed stands.
                    Some(_) => view! { <b class="app-num" data-claimed="">{move || number::score(claimed.get())}</b> }.into_any(),
                }}
            </div>
            {verifies.then(|| view! { <Verdict id=id name=name.clone() line=line/> })}
            {move || (!verifies && computed.get().is_some() && computed.get() != claimed.get()).then(|| {
                let label = format!("采用按标准得分：{name}");
                view! { <button type="button" class="app-link" aria-label=label on:click=adopt.clone()>"采用按标准得分"</button> }
            })}
        </div>
    }
}
