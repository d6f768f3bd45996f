//! The unit's own targets 绩效目标: a table of real fields, two lines to a target.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use scoring::TargetScore;
use scoring::finding::{Place, Severity};
use scoring::number::{Amount, half_up};
use scoring::rubric::Indicator;
use scoring::rule::TargetRows;
use scoring::rule::targets::{DIRECTIONS, REACHED};
use wasm_bindgen::JsCast;

use super::field::Cell;
use crate::desk::desk;

/// The targets scored under one row.
#[component]
pub fn TargetsTable(
    /// The nth row of the form.
    line: usize,
    /// What the rubric says of the row.
    indicator: Indicator,
    /// What the targets are asked.
    asked: TargetRows,
) -> impl IntoView {
    let desk = desk();
    let id = StoredValue::new(indicator.id);
    let (graded, own, grouped) = columns(&asked);
    let asked = StoredValue::new(asked);
    let shape = Memo::new(move |_| {
        id.with_value(|id| {
            desk.shape
                .with(|shape| shape.targets.get(id).cloned().unwrap_or_default())
        })
    });
    let rows = move || {
        let shape = shape.get();
        let bodies = shape.into_iter().enumerate().map(|(row, parts)| {
            view! { <TargetBody line=line list=id row=row parts=parts asked=asked/> }
        });
        bodies.collect_view()
    };
    let add = move |_| {
        let row = shape.with_untracked(Vec::len);
        id.with_value(|id| desk.add_target(id));
        focus_soon(Place::Target(id.get_value(), row, "name"));
    };
    let empty = move || shape.with(Vec::is_empty);
    view! {
        <div class="app-scroll" id=Place::Targets(id.get_value()).to_string()>
            <table class="app-grid" on:keydown=walk>
                <caption>
                    {indicator.name} "：" {move || shape.with(Vec::len)} " 个目标。"
                    "Enter 与 ↑ ↓ 在同一列移动；没有数的目标，方向选“定性”。"
                </caption>
                <thead><tr>
                    <th scope="col">"序"</th>
                    {grouped.then(|| view! { <th scope="col">"二级指标"</th> })}
                    <th scope="col">"指标"</th><th scope="col">"方向"</th>
                    <th scope="col" class="n">"目标值"</th><th scope="col">"单位"</th>
                    <th scope="col" class="n">"实际完成值"</th>
                    {graded.then(|| view! { <th scope="col">"评级"</th> })}
                    {own.then(|| view! { <th scope="col" class="n">"分值"</th><th scope="col" class="n">"得分"</th> })}
                    {(!own).then(|| view! { <th scope="col">"自评达成"</th><th scope="col" class="n">"完成率"</th> })}
                    <th scope="col" class="n">{if own { "按标准" } else { "得分率" }}</th><th scope="col">"增减"</th>
                </tr></thead>
                {rows}
            </table>
        </div>
        <p class="app-grid__foot">
            {move || empty().then_some("还没有目标。请按部门整体支出绩效目标申报表逐个添加。")}
            <button type="button" class="app-btn" on:click=add>"添加目标"</button>
        </p>
    }
}

/// Whether targets have grade words, points of their own, and second-level indicators.
fn columns(asked: &TargetRows) -> (bool, bool, bool) {
    (
        !asked.words.is_empty(),
        asked.points,
        !asked.groups.is_empty(),
    )
}

/// One target: its fields, its parts, and its note and sentence.
#[component]
fn TargetBody(
    line: usize,
    list: StoredValue<String>,
    row: usize,
    parts: usize,
    asked: StoredValue<TargetRows>,
) -> impl IntoView {
    let desk = desk();
    let place = move |field| Place::Target(list.get_value(), row, field);
    let scored = Memo::new(move |_| desk.sheet.read().lines.get(line)?.targets.get(row).cloned());
    let number = row + 1;
    let label = move |what: &str| format!("第 {number} 个目标 {what}");
    let (graded, own, grouped) = asked.with_value(columns);
    let words = asked.with_value(|asked| asked.words.clone());
    let groups = asked.with_value(|asked| asked.groups.clone());
    let whole = parts == 0;
    let figure = move |field, what: &str| match whole {
        true => view! { <Cell place=place(field) label=label(what) number=true/> }.into_any(),
        false => view! { <span class="app-of">"见分项"</span> }.into_any(),
    };
    let span = 8 + usize::from(graded) + usize::from(grouped);
    let part_rows = (0..parts).map(|part| {
        view! { <PartRow line=line list=list row=row part=part asked=asked/> }
    });
    let by_rule = move || {
        let scored = scored.read();
        let scored = scored.as_ref();
        match own {
            true => scored
                .and_then(|s| s.score)
                .map_or("—".to_owned(), |s| s.to_string()),
            false => percent(scored.and_then(|s| s.rate)),
        }
    };
    view! {
        <tbody class="app-target">
            <tr>
                <th scope="row" class="n">{number}</th>
                {grouped.then(|| view! { <td><Pick place=place("group") label=label("二级指标") options=groups blank=true/></td> })}
                <td class="app-target__name"><Cell place=place("name") label=label("指标")/></td>
                <td><Pick place=place("direction") label=label("方向") options=DIRECTIONS.map(str::to_owned).to_vec() blank=false/></td>
                <td class="n">{figure("goal", "目标值")}</td>
                <td class="app-target__unit"><Cell place=place("unit") label=label("单位")/></td>
                <td class="n">{figure("actual", "实际完成值")}</td>
                {graded.then(|| view! { <td><Pick place=place("word") label=label("评级") options=words blank=true/></td> })}
                {own.then(|| view! {
                    <td class="n"><Cell place=place("points") label=label("分值") number=true/></td>
                    <td class="n"><Cell place=place("claimed") label=label("得分") number=true/></td>
                })}
                {(!own).then(|| view! {
                    <td><Pick place=place("reached") label=label("自评是否达成") options=REACHED.map(str::to_owned).to_vec() blank=true/></td>
                    <td class="n">{move || percent(scored.read().as_ref().and_then(|s| s.completion))}</td>
                })}
                <td class="n" class:app-minus=move || short(&scored.read())>{by_rule}</td>
                <td class="app-target__tools">
                    <button type="button" class="app-link" title="一个目标有几个数时，分项填写" on:click=move |_| list.with_value(|list| desk.add_part(list, row))>"分项"</button>
                    <button type="button" class="app-link" aria-label=label("删除") on:click=move |_| list.with_value(|list| desk.remove_target(list, row))>"删除"</button>
                </td>
            </tr>
            {part_rows.collect_view()}
            <tr class="app-target__why">
                <td></td>
                <td colspan=span.to_string()>
                    <p class="app-why">{move || scored.read().as_ref().map(|s| s.words.clone())}</p>
                    <TargetFindings list=list row=row/>
                    <Cell place=place("note") label=label("完成情况、未达标原因、改进措施") placeholder="完成情况、未达标原因、改进措施"/>
                </td>
                <td></td>
            </tr>
        </tbody>
    }
}

/// One of several figures of a target.
#[component]
fn PartRow(
    line: usize,
    list: StoredValue<String>,
    row: usize,
    part: usize,
    asked: StoredValue<TargetRows>,
) -> impl IntoView {
    let desk = desk();
    let (graded, own, grouped) = asked.with_value(columns);
    let place = move |field| Place::Part(list.get_value(), row, part, field);
    let label = move |what: &str| format!("第 {} 个目标 分项 {} {what}", row + 1, part + 1);
    let rate = Memo::new(move |_| {
        desk.sheet
            .read()
            .lines
            .get(line)?
            .targets
            .get(row)?
            .parts
            .get(part)
            .copied()
            .flatten()
    });
    view! {
        <tr class="app-target__part">
            <td></td>
            {grouped.then(|| view! { <td></td> })}
            <td class="app-target__name"><Cell place=place("name") label=label("名称") placeholder="分项名称"/></td>
            <td></td>
            <td class="n"><Cell place=place("goal") label=label("目标值") number=true/></td>
            <td></td>
            <td class="n"><Cell place=place("actual") label=label("实际完成值") number=true/></td>
            {graded.then(|| view! { <td></td> })}
            <td></td>
            <td></td>
            <td class="n">{move || if own { rate.get().map_or("—".to_owned(), |s| s.to_string()) } else { percent(rate.get()) }}</td>
            <td class="app-target__tools">
                <button type="button" class="app-link" aria-label=label("删除") on:click=move |_| list.with_value(|list| desk.remove_part(list, row, part))>"删除"</button>
            </td>
        </tr>
    }
}

#[component]
fn TargetFindings(list: StoredValue<String>, row: usize) -> impl IntoView {
    let desk = desk();
    let messages = Memo::new(move |_| {
        let findings = desk.findings.read();
        let here = |field| findings.get(&Place::Target(list.get_value(), row, field).to_string());
        let fields = [
            "name",
            "direction",
            "goal",
            "unit",
            "actual",
            "claimed",
            "note",
        ];
        let all = fields.into_iter().filter_map(here).flatten();
        all.filter(|f| f.severity != Severity::Notice && f.code != "unreadable")
            .map(|f| f.message.clone())
            .collect::<Vec<_>>()
    });
    view! {
        {move || messages.get().into_iter().map(|message| view! { <p class="app-find">{message}</p> }).collect_view()}
    }
}

/// A drop-down of a few words.
#[component]
fn Pick(place: Place, label: String, options: Vec<String>, blank: bool) -> impl IntoView {
    let desk = desk();
    let id = place.to_string();
    let text = {
        let place = place.clone();
        Memo::new(move |_| desk.form.with(|form| form.text(&place).trim().to_owned()))
    };
    let words = options.clone();
    let items = options.into_iter().map(move |option| {
        let word = option.clone();
        view! { <option value=option.clone() selected=move || text.with(|text| *text == word)>{option.clone()}</option> }
    });
    let none = move || text.with(|text| !words.contains(text));
    let shown = none.clone();
    view! {
        <select id=id class="app-in app-in--pick" aria-label=label on:change=move |event| desk.edit(&place, &event_target_value(&event))>
            {move || (blank || shown()).then(|| view! { <option value="" selected=none.clone()>"—"</option> })}
            {items.collect_view()}
        </select>
    }
}

fn percent(rate: Option<rust_decimal::Decimal>) -> String {
    rate.map_or("—".to_owned(), |rate| {
        Amount::percent(half_up(rate, 4)).to_string()
    })
}

fn short(scored: &Option<TargetScore>) -> bool {
    scored
        .as_ref()
        .and_then(|s| s.rate)
        .is_some_and(|rate| rate < rust_decimal::Decimal::ONE)
}

/// Enter and the arrows go to the same column of the next or previous row of fields.
fn walk(event: KeyboardEvent) {
    let step: i32 = match event.key().as_str() {
        // The Enter that ends a composition belongs to the input method.
        "Enter" if !event.is_composing() && event.key_code() != 229 => 1,
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let field = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(field) = field else { return };
    let path = field.id();
    let Ok(Place::Target(list, row, name)) = path.parse::<Place>() else {
        return;
    };
    let Some(next) = row.checked_add_signed(step as isize) else {
        return;
    };
    if let Some(next) = document().get_element_by_id(&Place::Target(list, next, name).to_string()) {
        event.prevent_default();
        let next: web_sys::HtmlInputElement = next.unchecked_into();
        next.focus().ok();
        next.select();
    }
}

/// Focuses a field that is drawn in this turn.
fn focus_soon(place: Place) {
    request_animation_frame(move || {
        let field = document().get_element_by_id(&place.to_string());
        if let Some(field) = field.and_then(|f| f.dyn_into::<web_sys::HtmlElement>().ok()) {
            field.focus().ok();
        }
    });
}
