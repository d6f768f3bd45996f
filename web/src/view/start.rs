//! The start view: a new form, a worked example, a saved file, or a draft to go on with.

use leptos::html;
use leptos::prelude::*;
use scoring::finding::Place;
use scoring_export::document::Document;
use scoring_rubrics as rubrics;

use crate::component::masthead::clock;
use crate::desk::desk;
use crate::drafts::{self, Draft};
use crate::{files, link};

/// The start view.
#[component]
pub fn Start() -> impl IntoView {
    let desk = desk();
    let file = NodeRef::<html::Input>::new();
    let drafts = RwSignal::new(list());
    let open_file = move |_| {
        if let Some(field) = file.get_untracked() {
            files::open(desk, &field);
        }
    };
    let cards = rubrics::list().iter().map(|entry| {
        let (new, example) = (entry.id, entry.id);
        view! {
            <li class="app-card">
                <div>
                    <b>{entry.title}</b>
                    <p>{entry.region} " · " {entry.year} " 年度 · " {entry.indicators} " 项 " {entry.points} " 分"</p>
                    <p class="app-of">"来源：" {entry.issuer}</p>
                </div>
                <div class="app-tools">
                    <button type="button" class="app-btn app-btn--main" on:click=move |_| { link::open_new(desk, new); }>"新建填报"</button>
                    {entry.example.then(|| view! {
                        <button type="button" class="app-btn" on:click=move |_| { link::open_example(desk, example); }>"看填好的示例"</button>
                    })}
                </div>
            </li>
        }
    });
    let kept = move || {
        let items = drafts.get().into_iter().map(|(name, title, when)| {
            let (open, gone) = (name.clone(), name);
            view! {
                <li class="app-card">
                    <div><b>{title}</b><p class="app-of">"最后修改 " {when}</p></div>
                    <div class="app-tools">
                        <button type="button" class="app-btn app-btn--main" on:click=move |_| { link::open_draft(desk, &open); }>"继续填报"</button>
                        <button type="button" class="app-btn" on:click=move |_| {
                            let sure = window().confirm_with_message("删除后不能恢复。确实要删除这份草稿吗？").unwrap_or_default();
                            if sure {
                                drafts::delete(&gone);
                                drafts.set(list());
                            }
                        }>"删除"</button>
                    </div>
                </li>
            }
        });
        items.collect_view()
    };
    view! {
        <main class="app-start" id="main">
            <div class="app-start__head">
                <div class="app-mark" aria-hidden="true">"评"</div>
                <div>
                    <h1>"预算绩效自评评分"</h1>
                    <p>"填表，逐项算分，写明每一分怎么来。不联网，数据只在这台电脑上。"</p>
                </div>
            </div>
            <section class:app-hidden=move || drafts.with(Vec::is_empty)>
                <h2><span>"继续填报"</span></h2>
                <ul class="app-cards">{kept}</ul>
            </section>
            <section>
                <h2><span>"新建"</span></h2>
                <ul class="app-cards">{cards.collect_view()}</ul>
            </section>
            <section>
                <h2><span>"打开文件"</span></h2>
                <label class="app-file">
                    <span>"选择存盘文件（*.pingfen.json）"</span>
                    <input node_ref=file type="file" accept=".json,application/json" id="open-file" on:change=open_file/>
                </label>
                <p class="app-of">"存盘文件由填报页的“下载存盘文件”得到，换电脑、换人都能接着填。"</p>
            </section>
        </main>
    }
}

/// Drafts as name, title, and time of the last change.
fn list() -> Vec<(String, String, String)> {
    let entry = |draft: Draft| {
        let Document { rubric, form, .. } = &draft.document;
        let unit = form
            .text(&Place::Profile("organisation".to_owned()))
            .trim()
            .to_owned();
        let unit = if unit.is_empty() {
            "（单位名称未填）".to_owned()
        } else {
            unit
        };
        let date = js_sys::Date::new(&draft.changed.into());
        let day = format!(
            "{}年{}月{}日",
            date.get_full_year(),
            date.get_month() + 1,
            date.get_date()
        );
        let title = format!("{unit} · {} · {}", form.year(rubric), rubric.title);
        (draft.name, title, format!("{day} {}", clock(draft.changed)))
    };
    drafts::all().into_iter().map(entry).collect()
}
