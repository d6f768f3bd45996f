//! 汇总与图: 得分率 by part as bars, what costs the most, what is missing, 自评 against 按标准.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use scoring::finding::Place;
use scoring::number::half_up;
use scoring::review::{Reviewed, by, cause, reviewed, said};
use scoring::rubric::Rubric;
use scoring::{Line, Subtotal};

use crate::desk::desk;
use crate::desk::unit::Adopt;
use crate::number;

/// How many of the costliest rows are listed.
const SOME: usize = 8;

/// The summary.
#[component]
pub fn Summary(
    /// The open rubric.
    rubric: Rubric,
) -> impl IntoView {
    let desk = desk();
    let names: Vec<_> = rubric.indicators().map(|one| one.name.clone()).collect();
    let names = StoredValue::new(names);
    let verifies = desk.verifies();
    let points = rubric.points.value;
    // Drawn anew only where a number in it changed, not with every letter.
    let sections = Memo::new(move |_| {
        let sheet = desk.calm.read();
        let mut sections = sheet.sections.clone();
        sections.push(Subtotal {
            name: "合计".to_owned(),
            points,
            full: points,
            total: sheet.total.clone(),
            rate: sheet.rate.clone(),
            groups: Vec::new(),
        });
        sections
    });
    let once: Vec<_> = rubric
        .sections
        .iter()
        .map(|section| section.is_one_group())
        .collect();
    let rates = move || {
        let section = |(section, once): (&Subtotal, &bool)| {
            let groups = section.groups.iter().filter(|_| !once);
            let mut rows = vec![rate_row(section, true, verifies)];
            rows.extend(groups.map(|group| rate_row(group, false, verifies)));
            rows
        };
        // The total has no groups.
        let once = once.iter().chain([&true]);
        sections.with(|sections| sections.iter().zip(once).flat_map(section).collect_view())
    };
    let lines = Memo::new(move |_| {
        let sheet = desk.calm.read();
        let named = sheet.lines.iter().cloned().zip(names.get_value());
        named
            .map(|(line, name)| Row { line, name })
            .collect::<Vec<_>>()
    });
    let costly = Memo::new(move |_| {
        let mut rows = lines.get();
        rows.retain(|row| row.lost() > Decimal::ZERO);
        rows.sort_by_key(|row| std::cmp::Reverse(row.lost()));
        rows.truncate(SOME);
        rows
    });
    let differing = Memo::new(move |_| {
        let mut rows = lines.get();
        rows.retain(|row| row.difference().is_some());
        rows
    });
    let unchecked = Memo::new(move |_| {
        let mut rows = lines.get();
        rows.retain(|row| row.line.verified.is_none());
        rows
    });
    let missing = Memo::new(move |_| {
        let mut rows = lines.get();
        rows.retain(|row| row.line.counted.is_none() && !row.line.points.is_zero());
        rows
    });
    view! {
        <section class="app-summary" id="summary" tabindex="-1" aria-labelledby="summary-head">
            <h2 id="summary-head"><span>"汇总与图"</span></h2>
            <div class="app-scroll" tabindex="0" role="region" aria-label="各级指标得分率">
                <table class="app-sum">
                    <caption>{if verifies { "各级指标得分率（核查）" } else { "各级指标得分率（按标准）" }}</caption>
                    <thead><tr>
                        <th scope="col">"指标"</th><th scope="col" class="n">"分值"</th><th scope="col" class="n">"自评"</th>
                        <th scope="col" class="n">"按标准"</th>{verifies.then(|| view! { <th scope="col" class="n">"核查"</th> })}<th scope="col" class="n">"得分率"</th><th class="app-sum__bar" aria-hidden="true"></th>
                    </tr></thead>
                    <tbody>{rates}</tbody>
                </table>
            </div>
            {verifies.then(|| view! {
                <Changed names=names/>
                <List head="还没有核查" rows=unchecked none="每一项都有核查得分。" says=|row| format!("自评 {}，按标准 {}", number::score(row.line.claimed), row.score())/>
                <p class="app-adopt">
                    <button type="button" id="adopt-computed" class="app-btn" on:click=move |_| desk.adopt_rest(Adopt::Computed)>"还没有核查的，采用按标准得分"</button>
                    <button type="button" id="adopt-claimed" class="app-btn" on:click=move |_| desk.adopt_rest(Adopt::Claimed)>"还没有核查的，采用自评得分"</button>
                </p>
            })}
            <List head="失分最多" rows=costly none="没有失分的指标。"
                says=|row| format!("少 {} 分（{} / {}）", plain(row.lost()), row.score(), plain(row.line.full))/>
            <List head="自评与按标准不同" rows=differing none="自评与按标准得分处处相同。" says=Row::differs/>
            <List head="还没有得分" rows=missing none="每一项都有得分。" says=|row| row.line.words.clone()/>
        </section>
    }
}

/// A scored row with its name.
#[derive(Clone, PartialEq)]
struct Row {
    line: Arc<Line>,
    name: String,
}

impl Row {
    fn lost(&self) -> Decimal {
        self.line
            .counted
            .map_or(Decimal::ZERO, |score| self.line.full - score)
    }

    fn score(&self) -> String {
        number::score(self.line.counted)
    }

    fn difference(&self) -> Option<Decimal> {
        Some(self.line.claimed? - self.line.computed?).filter(|by| !by.is_zero())
    }

    fn differs(&self) -> String {
        let by = self.difference().unwrap_or_default();
        let way = if by.is_sign_negative() { "低" } else { "高" };
        let (claimed, computed) = (
            number::score(self.line.claimed),
            number::score(self.line.computed),
        );
        format!(
            "自评 {claimed}，按标准 {computed}，自评{way} {}",
            plain(by.abs())
        )
    }
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// 扣分明细: everything that the reviewer changed, row by row.
#[component]
fn Changed(names: StoredValue<Vec<String>>) -> impl IntoView {
    let desk = desk();
    let unit = StoredValue::new(desk.unit());
    let rows = Memo::new(move |_| {
        let sheet = desk.calm.read();
        let unit = unit.get_value();
        desk.with_form(|form| reviewed(&sheet, form, unit.as_ref().map(|unit| &unit.review.unit)))
    });
    let item = move |row: Reviewed| {
        let name = names.with_value(|names| names.get(row.index).cloned());
        let corrected = desk.scorer().map(|scorer| {
            (row.corrected.iter())
                .map(|figure| said(&scorer, figure))
                .collect::<String>()
        });
        let difference = row.by.unwrap_or_default();
        let place = Place::Line(row.line.id.clone());
        let href = format!("#{place}");
        view! {
            <tr>
                <th scope="row"><a href=href on:click=move |event| { event.prevent_default(); desk.lead(place.clone()) }>{name}</a></th>
                <td class="n">{plain(row.line.full)}</td>
                <td class="n">{number::score(row.line.claimed)}</td>
                <td class="n">{number::score(row.line.verified)}</td>
                <td class="n" class:app-minus=difference.is_sign_negative()>{row.by.map(by)}</td>
                <td>{cause(&row.cause).to_owned()}<p class="app-sum__why">{row.reason.clone()}</p><p class="app-sum__why">{corrected}</p></td>
            </tr>
        }
    };
    view! {
        <h3>"扣分明细"</h3>
        {move || rows.with(Vec::is_empty).then(|| view! { <p>"核查与自评处处相同。"</p> })}
        <div class="app-scroll" tabindex="0" role="region" aria-label="扣分明细">
            <table class="app-sum" id="changed" class:app-hidden=move || rows.with(Vec::is_empty)>
                <caption>"核查得分与单位自评不同，或者核实的数与单位填的不同"</caption>
                <thead><tr>
                    <th scope="col">"指标"</th><th scope="col" class="n">"分值"</th><th scope="col" class="n">"自评"</th>
                    <th scope="col" class="n">"核查"</th><th scope="col" class="n">"核减核增"</th><th scope="col">"原因、说明、核实的数"</th>
                </tr></thead>
                <tbody>{move || rows.get().into_iter().map(item).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// A list of rows that leads to each.
#[component]
fn List(
    head: &'static str,
    rows: Memo<Vec<Row>>,
    none: &'static str,
    says: fn(&Row) -> String,
) -> impl IntoView {
    let desk = desk();
    let item = move |row: Row| {
        let (place, text) = (Place::Line(row.line.id.clone()), says(&row));
        let href = format!("#{place}");
        view! {
            <li>
                <a href=href on:click=move |event| { event.prevent_default(); desk.lead(place.clone()) }>{row.name}</a>
                " " {text}
            </li>
        }
    };
    view! {
        <h3>{head}</h3>
        {move || rows.with(Vec::is_empty).then(|| view! { <p>{none}</p> })}
        <ol>{move || rows.get().into_iter().map(item).collect_view()}</ol>
    }
}

/// One bar: as wide as the part of its points that it got. The number stands beside it.
fn rate_row(part: &Subtotal, whole: bool, verifies: bool) -> impl IntoView + use<> {
    let rate = match verifies {
        true => part.rate.verified,
        false => part.rate.computed,
    };
    let verified = number::score(part.total.verified);
    let width = rate.map(|rate| {
        plain(half_up(
            rate.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_HUNDRED,
            2,
        ))
    });
    let (full, claimed, computed) = (
        plain(part.full),
        number::score(part.total.claimed),
        number::score(part.total.computed),
    );
    view! {
        <tr class:app-sum__whole=whole>
            <th scope="row">{part.name.clone()}</th>
            <td class="n">{full}</td><td class="n">{claimed}</td><td class="n">{computed}</td>{verifies.then(|| view! { <td class="n">{verified}</td> })}
            <td class="n">{number::percent(rate)}</td>
            <td class="app-sum__bar" aria-hidden="true">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" width="100%" height="12">
                    <rect class="app-sum__all" width="100" height="10"/>
                    <rect class="app-sum__got" width=width.unwrap_or_else(|| "0".to_owned()) height="10"/>
                </svg>
            </td>
        </tr>
    }
}
