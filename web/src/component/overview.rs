//! The collection 汇总 at a glance: figures with bars, and the files that give none.

use leptos::prelude::*;
use scoring_export::collected::{BadFile, Bar, Table};

use crate::desk::desk;
use crate::files::collect::open;

/// How many files that cannot be read are listed; all are in the table to take away.
const SOME: usize = 200;

/// Files that could not be read, and what the others come to.
#[component]
pub fn Figures() -> impl IntoView {
    let desk = desk();
    let overview = desk.collect.overview;
    let bad = Memo::new(move |_| overview.with(|overview| overview.bad.clone()));
    let tables = Memo::new(move |_| overview.with(|overview| overview.tables.clone()));
    let file = move |file: BadFile| {
        let (from, label) = (file.from, format!("打开：{}", file.name));
        view! {
            <li data-code=file.code>
                <b>{file.name}</b> "：" {file.message}
                {file.opens.then(|| view! { <button type="button" class="app-link" aria-label=label on:click=move |_| open(desk, from, false)>"打开"</button> })}
            </li>
        }
    };
    let listed = move |bad: Vec<BadFile>| {
        let (all, more) = (bad.len(), bad.len().saturating_sub(SOME));
        view! {
            <section aria-labelledby="bad-head">
                <h2 id="bad-head"><span>"读不了的文件"</span><span class="app-of">{all} " 个"</span></h2>
                <ol class="app-bad" id="bad">{bad.into_iter().take(SOME).map(file).collect_view()}</ol>
                {(more > 0).then(|| view! { <p>"还有 " {more} " 个没有列出，都在下载的汇总表里。"</p> })}
            </section>
        }
    };
    view! {
        {move || bad.with(|bad| !bad.is_empty()).then(|| listed(bad.get()))}
        {move || tables.with(|tables| !tables.is_empty()).then(|| view! {
            <section aria-labelledby="figures-head">
                <h2 id="figures-head"><span>"汇总与图"</span></h2>
                {tables.get().into_iter().map(figures).collect_view()}
            </section>
        })}
    }
}

/// A table, each of its rows with a bar beside the numbers.
fn figures(table: Table) -> impl IntoView {
    let numbers: Vec<_> = table.heads.iter().map(|head| head.number).collect();
    let heads = table
        .heads
        .into_iter()
        .map(|head| view! { <th scope="col" class:n=head.number>{head.title}</th> });
    let row = move |bar: Bar| {
        let mut cells = bar.cells.into_iter();
        let name = cells.next();
        let cells = cells
            .zip(numbers.iter().skip(1))
            .map(|(cell, number)| view! { <td class:n=*number>{cell}</td> });
        let share = bar.share.map(|share| {
            view! {
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" width="100%" height="12">
                    <rect class="app-sum__all" width="100" height="10"/>
                    <rect class="app-sum__got" width=share height="10"/>
                </svg>
            }
        });
        view! {
            <tr class:app-sum__whole=bar.whole>
                <th scope="row">{name}</th>
                {cells.collect_view()}
                <td class="app-sum__bar" aria-hidden="true">{share}</td>
            </tr>
        }
    };
    let region = table.caption.clone();
    view! {
        <div class="app-scroll" tabindex="0" role="region" aria-label=region>
            <table class="app-sum" data-figures=table.code>
                <caption>{table.caption}</caption>
                <thead><tr>{heads.collect_view()}<th class="app-sum__bar" aria-hidden="true"></th></tr></thead>
                <tbody>{table.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
