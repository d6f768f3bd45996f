//! 核查: what a row shows a reviewer beside what it shows the unit.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use scoring::Line;
use scoring::change::Difference;
use scoring::finding::Place;
use scoring::review::{CAUSES, by, corrections_of, said};
use scoring_export::code::edition;

use super::field::Cell;
use crate::desk::desk;
use crate::desk::unit::{Adopt, Unit, verified};
use crate::number;

/// What the unit handed in as a whole.
#[component]
pub fn Handed(
    /// It.
    unit: Arc<Unit>,
) -> impl IntoView {
    let (stated, sheet) = (&unit.review.stated, &unit.sheet);
    let total = |total, grade: &Option<String>| {
        let grade = grade.as_deref().map(|grade| format!("（{grade}）"));
        number::score(total) + &grade.unwrap_or_default()
    };
    let (claimed, computed) = (
        total(sheet.total.claimed, &sheet.grade.claimed),
        total(sheet.total.computed, &sheet.grade.computed),
    );
    view! {
        <section class="app-handed" id="handed" tabindex="-1" aria-labelledby="handed-head">
            <h2 id="handed-head"><span>"单位报送"</span></h2>
            <p>"自评 " <b data-handed="claimed">{claimed}</b> " · 按单位填的数算得 " <b data-handed="computed">{computed}</b>
                " · 校验码 " <b class="app-num" data-handed="code">{stated.code.clone()}</b> " · 评分表版本 " {edition(&unit.rubric.to_json())} " · 评分引擎 " {stated.engine.clone()}</p>
            <p class="app-of">"单位填的内容和自评得分原样保存在这份核查文件里，改不了。核实的数填在各项里，与单位填的不同时会标出；核查得分、原因、说明填在右边和下面。"</p>
        </section>
    }
}

/// What the unit wrote beside a row's figures, and what of those was corrected.
#[component]
pub fn OfUnit(
    /// The indicator's id.
    id: String,
    /// What the unit handed in.
    unit: Arc<Unit>,
    /// The row's scores.
    line: RwSignal<Option<Arc<Line>>>,
) -> impl IntoView {
    let desk = desk();
    let answer = unit
        .review
        .unit
        .answers
        .get(&id)
        .cloned()
        .unwrap_or_default();
    let written = [
        ("单位写的依据、原因", answer.basis()),
        ("单位列的佐证", answer.evidence),
        ("单位备注", answer.remark),
    ];
    let written = written
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty());
    let written = written
        .map(|(head, text)| view! { <dt>{head}</dt><dd>{text}</dd> })
        .collect_view();
    let mine = Memo::new(move |_| {
        // At once where the score says it, so that nothing moves later, else when typing pauses.
        line.track();
        desk.calm.track();
        desk.with_form(|form| corrections_of(&id, &unit.review.unit, form))
    });
    let item = move |one: Difference| {
        let words = desk.scorer().map(|scorer| said(&scorer, &one));
        let back = move |_| desk.edit(&one.at, &one.was);
        view! {
            <li>{words} " " <button type="button" class="app-link" on:click=back>"恢复为单位填的数"</button></li>
        }
    };
    view! {
        <dl class="app-handed__said">{written}</dl>
        <ul class="app-corrected">{move || mine.get().into_iter().map(item).collect_view()}</ul>
    }
}

/// 核减原因.
#[component]
pub fn Cause(
    /// The answer's field.
    place: Place,
) -> impl IntoView {
    let desk = desk();
    let text = desk.field(&place).text;
    let id = place.to_string();
    let option = |(code, words): (&'static str, &'static str)| {
        let text = text.clone();
        view! { <option value=code prop:selected=move || text.with(|text| text == code)>{words}</option> }
    };
    let options = CAUSES.map(option).collect_view();
    view! {
        <div class="app-text">
            <label for=id.clone()>"核减原因"</label>
            <select id=id class="app-in app-in--wide" on:change=move |event| desk.edit(&place, &event_target_value(&event))>
                <option value="">"（未选）"</option>
                {options}
            </select>
        </div>
    }
}

/// 核查得分 of a row, how it differs, and the two scores that it can take over.
#[component]
pub fn Verdict(
    /// The indicator's id.
    id: String,
    /// Its name.
    name: String,
    /// Its scores.
    line: RwSignal<Option<Arc<Line>>>,
) -> impl IntoView {
    let desk = desk();
    let score = move |of: fn(&Line) -> Option<Decimal>| {
        Memo::new(move |_| line.with(|line| line.as_deref().and_then(of)))
    };
    let mine = score(|line| line.verified);
    let (place, label) = (verified(&id), format!("核查得分：{name}"));
    let adopt = move |whose: Adopt, words: &'static str, key: &'static str| {
        let theirs =
            Memo::new(move |_| line.with(|line| line.as_deref().and_then(|line| whose.of(line))));
        let (id, label) = (id.clone(), format!("{words}：{name}"));
        move || {
            (theirs.get().is_some() && theirs.get() != mine.get()).then(|| {
                let id = id.clone();
                view! {
                    <button type="button" class="app-link" aria-label=label.clone() title=key on:click=move |_| desk.adopt(&id, whose)>{words}</button>
                }
            })
        }
    };
    let by_claim = score(Line::by_claim);
    let by_rule = score(|line| line.by_rule().filter(|by| !by.is_zero()));
    view! {
        <div class="app-score__claim">
            <span aria-hidden="true">"核查"</span>
            <Cell place=place label=label number=true/>
        </div>
        {move || by_claim.get().map(|difference| view! {
            <p class="app-by" class:app-lost=difference.is_sign_negative() data-by="">{by(difference)}</p>
        })}
        {move || by_rule.get().map(|by| {
            let way = if by.is_sign_negative() { "低" } else { "高" };
            view! { <p class="app-of">"比按标准" {way} " " {by.abs().normalize().to_string()}</p> }
        })}
        <p class="app-adopt">
            {adopt(Adopt::Computed, "采用按标准得分", "F2")}
            {adopt(Adopt::Claimed, "采用自评得分", "F4")}
        </p>
    }
}
