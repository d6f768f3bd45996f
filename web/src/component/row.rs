//! One scored row: its name and points, what its rule asks, its score and the sentence that made it.

use leptos::prelude::*;
use rust_decimal::Decimal;
use scoring::finding::{Place, Severity};
use scoring::rubric::Indicator;
use scoring::rule::{Accepts, Question};
use scoring::{Line, LineRule, Status};

use super::details::Criteria;
use super::field::{Cell, ChoiceField, NumberField, TextField};
use super::findings::lead_to;
use super::targets::TargetsTable;
use crate::desk::desk;

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
    let line = Memo::new(move |_| desk.sheet.read().lines.get(index).cloned());
    let id = indicator.id.clone();
    let anchor = Place::Line(id.clone()).to_string();
    let points =
        Memo::new(move |_| line.with(|line| line.as_ref().map(points).unwrap_or_default()));
    let questions: Vec<_> = rule
        .questions
        .iter()
        .cloned()
        .map(|q| ask(&id, &rule.questions, q))
        .collect();
    let table = rule.targets.clone().map(|asked| {
        let indicator = indicator.clone();
        view! { <TargetsTable line=index indicator=indicator asked=asked/> }
    });
    view! {
        <section class="app-row" id=anchor tabindex="-1" aria-label=indicator.name.clone()>
            <div class="app-row__name">
                <b>{indicator.name.clone()}</b>
                <small>{move || points.get()}</small>
                <Criteria indicator=indicator.clone()/>
            </div>
            <div class="app-row__ask">
                <div class="app-row__asks">{questions}</div>
                <Why line=line/>
                <RowFindings id=id.clone()/>
                <Reasons id=id.clone() line=line/>
            </div>
            <Score id=id name=indicator.name.clone() line=line/>
        </section>
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
            let shown = Memo::new(move |_| {
                desk.form.with(|form| {
                    let chosen = form.text(&on).trim();
                    answers.iter().any(|answer| answer == chosen)
                })
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
    let field = place.to_string();
    let text = Memo::new(move |_| desk.form.with(|form| form.text(&place).trim().to_owned()));
    let shown = move || match text.get() {
        text if text.is_empty() => "未填".to_owned(),
        text => format!("{text} {unit}"),
    };
    view! {
        <span class="app-ask">
            <span class="app-ask__label">{label}</span>
            <output class="app-num">{shown}</output>
            <button type="button" class="app-link" on:click=move |_| lead_to(&field)>"到表头填写"</button>
        </span>
    }
}

#[component]
fn Why(line: Memo<Option<Line>>) -> impl IntoView {
    let words = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|l| l.words.clone()).unwrap_or_default())
    });
    view! { <p class="app-why">{move || words.get()}</p> }
}

/// Findings of this row that are not shown at a field.
#[component]
fn RowFindings(id: String) -> impl IntoView {
    let desk = desk();
    let places = [
        Place::Line(id.clone()).to_string(),
        Place::Answer(id.clone(), "claimed").to_string(),
        Place::Answer(id.clone(), "verified").to_string(),
        Place::Answer(id, "reason").to_string(),
    ];
    let messages = Memo::new(move |_| {
        let findings = desk.findings.read();
        let here = places
            .iter()
            .filter_map(|place| findings.get(place))
            .flatten();
        here.filter(|f| f.severity != Severity::Notice && f.code != "unreadable")
            .map(|f| f.message.clone())
            .collect::<Vec<_>>()
    });
    view! {
        {move || messages.get().into_iter().map(|message| view! { <p class="app-find">{message}</p> }).collect_view()}
    }
}

/// Reason, evidence and remark: open where points are lost or something is written.
#[component]
fn Reasons(id: String, line: Memo<Option<Line>>) -> impl IntoView {
    let desk = desk();
    let place = move |field: &'static str| Place::Answer(id.clone(), field);
    let written = {
        let places = ["reason", "evidence", "remark"].map(&place);
        desk.form
            .with_untracked(|form| places.iter().any(|place| !form.text(place).is_empty()))
    };
    let lost = Memo::new(move |_| {
        line.with(|line| {
            line.as_ref().is_some_and(|l| {
                l.claimed.or(l.computed).is_some_and(|s| s < l.full)
                    || l.status == Status::NotApplicable
            })
        })
    });
    let opened = RwSignal::new(written);
    Effect::new(move |_| {
        if lost.get() {
            opened.set(true);
        }
    });
    view! {
        <details class="app-more" prop:open=move || opened.get()>
            <summary>"依据、原因、佐证与备注"</summary>
            <TextField place=place("reason") label="评分依据、未达标原因、改进措施"/>
            <TextField place=place("evidence") label="佐证材料（名称与存放处）" rows=1/>
            <TextField place=place("remark") label="备注" rows=1/>
        </details>
    }
}

#[component]
fn Score(id: String, name: String, line: Memo<Option<Line>>) -> impl IntoView {
    let desk = desk();
    let place = Place::Answer(id, "claimed");
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
                <b data-computed="">{move || computed.get().map_or("—".to_owned(), |s| s.to_string())}</b>
                <span class="app-of">{of}</span>
            </p>
            {move || lost.get().map(|lost| view! { <p class="app-lost">"少 " {lost.normalize().to_string()}</p> })}
            <div class="app-score__claim">
                <span aria-hidden="true">"自评"</span>
                <Cell place=place label=format!("自评得分：{name}") number=true/>
            </div>
            {move || (computed.get().is_some() && computed.get() != claimed.get()).then(|| {
                view! { <button type="button" class="app-link" on:click=adopt.clone()>"采用按标准得分"</button> }
            })}
        </div>
    }
}
