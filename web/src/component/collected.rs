//! The forms of the collection 汇总: searched, filtered, ordered, some at a time; each opens.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use scoring_export::collected::{Choice, Head, Line, PAGE, Query};

use crate::desk::desk;
use crate::files::collect::{ask, open};

/// How long after the last letter the search begins, ms.
const PAUSE: u32 = 200;

/// The table with what it is ordered and filtered by.
#[component]
pub fn Collected() -> impl IntoView {
    let desk = desk();
    let listing = desk.collect.listing;
    let heads = Memo::new(move |_| listing.with(|listing| listing.heads.clone()));
    let rows = Memo::new(move |_| listing.with(|listing| listing.rows.clone()));
    let body = move || {
        heads
            .with(|heads| rows.with(|rows| rows.iter().map(|line| row(line, heads)).collect_view()))
    };
    view! {
        <section aria-labelledby="collected-head">
            <h2 id="collected-head"><span>"各单位得分"</span></h2>
            <Filters/>
            <div class="app-collected" tabindex="0" role="region" aria-label="各单位得分表">
                <table class="app-sum" id="collected">
                    <caption class="app-sr">"各单位得分，表头的按钮改变排列次序"</caption>
                    <thead><tr>
                        <For each=move || heads.get() key=|head| (head.key.clone(), head.title.clone()) let:head><Sorted head=head/></For>
                        <th scope="col">"操作"</th>
                    </tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            <Pages/>
        </section>
    }
}

/// A head that orders the rows: up, down, and as the files came.
#[component]
fn Sorted(head: Head) -> impl IntoView {
    let desk = desk();
    let query = desk.collect.query;
    if head.key.is_empty() {
        return view! { <th scope="col">{head.title}</th> }.into_any();
    }
    let key = head.key.clone();
    let order = Memo::new(move |_| {
        query.with(|query| match (query.sort == key, query.down) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        })
    });
    let key = head.key;
    let turn = move |_| {
        let (sort, down) = match order.get_untracked() {
            "none" => (key.clone(), false),
            "ascending" => (key.clone(), true),
            _ => (String::new(), false),
        };
        ask(desk, |query| {
            *query = Query {
                sort,
                down,
                first: 0,
                ..query.clone()
            };
        });
    };
    let mark = move || match order.get() {
        "ascending" => " ▲",
        "descending" => " ▼",
        _ => "",
    };
    view! {
        <th scope="col" class:n=head.number aria-sort=move || order.get()>
            <button type="button" class="app-sort" on:click=turn>{head.title}<span aria-hidden="true">{mark}</span></button>
        </th>
    }
    .into_any()
}

/// Search and filters.
#[component]
fn Filters() -> impl IntoView {
    let desk = desk();
    let (query, listing) = (desk.collect.query, desk.collect.listing);
    let pause = StoredValue::new_local(None::<Timeout>);
    let search = move |event| {
        let typed = event_target_value(&event);
        let ask = move || {
            ask(desk, |query| {
                query.search = typed;
                query.first = 0;
            });
        };
        pause.set_value(Some(Timeout::new(PAUSE, ask)));
    };
    let editions = Memo::new(move |_| listing.with(|listing| listing.editions.clone()));
    let grades = Memo::new(move |_| listing.with(|listing| listing.grades.clone()));
    let looks = Memo::new(move |_| listing.with(|listing| listing.looks.clone()));
    let look = move |choice: Choice| {
        let (code, same) = (choice.code.clone(), choice.code);
        let pressed = move || query.with(|query| query.look == same).to_string();
        let turn = move |_| {
            ask(desk, |query| {
                query.first = 0;
                query.look = match query.look == code {
                    true => String::new(),
                    false => code.clone(),
                };
            });
        };
        view! { <button type="button" class="app-seg__one" aria-pressed=pressed on:click=turn>{choice.words} " " {choice.count}</button> }
    };
    view! {
        <div class="app-search">
            <label for="collected-search">"查找"</label>
            <input id="collected-search" class="app-in app-in--wide" type="search" autocomplete="off" placeholder="单位、项目、文件名、地区，可写几个词"
                prop:value=query.with_untracked(|query| query.search.clone()) on:input=search/>
            <Pick id="collected-edition" label="评分表" choices=editions get=|query| &mut query.edition/>
            <Pick id="collected-grade" label="等级" choices=grades get=|query| &mut query.grade/>
        </div>
        {move || looks.with(|looks| !looks.is_empty()).then(|| view! {
            <div class="app-search">
                <span id="collected-looks">"要看的"</span>
                <span class="app-seg" role="group" aria-labelledby="collected-looks">{looks.get().into_iter().map(look).collect_view()}</span>
            </div>
        })}
    }
}

/// A list to choose one from.
#[component]
fn Pick(
    id: &'static str,
    label: &'static str,
    choices: Memo<Vec<Choice>>,
    get: fn(&mut Query) -> &mut String,
) -> impl IntoView {
    let desk = desk();
    let query = desk.collect.query;
    let option = move |choice: Choice| {
        let mut now = query.get_untracked();
        let chosen = *get(&mut now) == choice.code;
        view! { <option value=choice.code selected=chosen>{choice.words} " " {choice.count} " 份"</option> }
    };
    let change = move |event| {
        let chosen = event_target_value(&event);
        ask(desk, |query| {
            *get(query) = chosen;
            query.first = 0;
        });
    };
    view! {
        <label for=id>{label}</label>
        <select id=id class="app-in app-in--pick" on:change=change>
            <option value="">"全部"</option>
            {move || choices.get().into_iter().map(option).collect_view()}
        </select>
    }
}

/// Which rows show, and the way to others.
#[component]
fn Pages() -> impl IntoView {
    let desk = desk();
    let listing = desk.collect.listing;
    let shown = Memo::new(move |_| {
        listing.with(|listing| {
            (
                listing.first,
                listing.rows.len(),
                listing.found,
                listing.forms,
            )
        })
    });
    let said = move || match shown.get() {
        (.., 0, forms) => format!("没有找到。共 {forms} 份，请减少条件。"),
        (first, rows, found, forms) if found == forms => {
            format!("第 {}—{} 份，共 {found} 份", first + 1, first + rows)
        }
        (first, rows, found, forms) => {
            format!(
                "第 {}—{} 份，找到 {found} 份，共 {forms} 份",
                first + 1,
                first + rows
            )
        }
    };
    let (no_back, no_on) = (
        move || shown.get().0 == 0,
        move || {
            let (first, rows, found, _) = shown.get();
            first + rows >= found
        },
    );
    let to = move |on: bool| {
        let first = listing.with_untracked(|listing| listing.first);
        let first = match on {
            true if !no_on() => first + PAGE,
            false if !no_back() => first.saturating_sub(PAGE),
            _ => return,
        };
        ask(desk, |query| query.first = first);
    };
    view! {
        <div class="app-tools app-collect__take">
            <button type="button" id="collected-back" class="app-btn" aria-disabled=move || no_back().to_string() on:click=move |_| to(false)>"上一页"</button>
            <button type="button" id="collected-on" class="app-btn" aria-disabled=move || no_on().to_string() on:click=move |_| to(true)>"下一页"</button>
            <span role="status" id="collected-shown">{said}</span>
        </div>
    }
}

/// A form.
fn row(line: &Line, heads: &[Head]) -> impl IntoView + use<> {
    let desk = desk();
    let from = line.from;
    let cells = line.cells.iter().zip(heads).map(|(cell, head)| {
        let cell = cell.clone();
        match (head.key.as_str(), head.number) {
            ("found", _) => view! { <td class="app-num">{cell}</td> }.into_any(),
            ("unit", _) => {
                view! { <th scope="row">{cell}<p class="app-of">{line.note.clone()}</p></th> }
                    .into_any()
            }
            (_, true) => view! { <td class="n">{cell}</td> }.into_any(),
            (_, false) => view! { <td>{cell}</td> }.into_any(),
        }
    });
    let of = |what: &str| format!("{what}：{}，第 {} 号", line.unit, line.number);
    view! {
        <tr>
            {cells.collect_view()}
            <td class="app-num">
                <button type="button" class="app-link" aria-label=of("打开") on:click=move |_| open(desk, from, false)>"打开"</button>
                <button type="button" class="app-link" aria-label=of("核查") on:click=move |_| open(desk, from, true)>"核查"</button>
            </td>
        </tr>
    }
}
