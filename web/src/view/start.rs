//! The start view: go on with a draft, begin a form, look at a worked example, open a file.

use leptos::html;
use leptos::prelude::*;
use scoring::rubric::Kind;
use scoring_export::document::Document;
use scoring_rubrics::{self as rubrics, Entry};

use crate::component::look::LookSwitches;
use crate::desk::desk;
use crate::keep::draft::Draft;
use crate::{files, keep, library, link, time};

/// The start view.
#[component]
pub fn Start() -> impl IntoView {
    let desk = desk();
    let (file, handed) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let open = move |node: NodeRef<html::Input>, verify| {
        if let Some(field) = node.get_untracked() {
            files::open(desk, &field, verify);
        }
    };
    view! {
        <main class="app-start" id="main">
            <div class="app-start__head">
                <div class="app-mark" aria-hidden="true">"评"</div>
                <div>
                    <h1>"预算绩效自评评分"</h1>
                    <p>"填表，逐项算分，写明每一分怎么来。不联网，数据只在这台电脑上。"</p>
                </div>
                <div class="app-tools"><LookSwitches/></div>
            </div>
            <Asked/>
            <Drafts/>
            <Forms/>
            <section aria-labelledby="open-head">
                <h2 id="open-head"><span>"打开文件"</span></h2>
                <label class="app-file">
                    <span>"选择存盘文件（*.pingfen.json）、评分表工作簿（*.xlsx）、另存的网页（*.html）或自己写的评分表（*.toml），也可以把文件拖到本页上"</span>
                    <input node_ref=file type="file" accept=".json,.xlsx,.xlsm,.html,.htm,.toml,application/json,text/html" id="open-file" on:change=move |_| open(file, false)/>
                </label>
                <p class="app-of">"本页下载的存盘文件、工作簿、离线版都能接着填，工作簿在 Excel、WPS 里改过的也认得。别处填好的官方评分表（xlsx）先看读成什么，确认以后再填入。"</p>
            </section>
            <section aria-labelledby="verify-head">
                <h2 id="verify-head"><span>"核查"</span></h2>
                <label class="app-file">
                    <span>"选择单位报送的文件（存盘文件、工作簿、另存的网页），打开就开始核查；核查到一半的文件接着核查"</span>
                    <input node_ref=handed type="file" accept=".json,.xlsx,.xlsm,.html,.htm" id="verify-file" on:change=move |_| open(handed, true)/>
                </label>
            </section>
            <Gather/>
        </main>
    }
}

/// 要填的表: the rubrics that the page was sent out with.
#[component]
fn Asked() -> impl IntoView {
    let cards = library::baked().iter().map(|sent| card(sent.entry()));
    let cards: Vec<_> = cards.collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section id="asked" aria-labelledby="asked-head">
                <h2 id="asked-head"><span>"要填的表"</span></h2>
                <ul class="app-cards">{cards}</ul>
            </section>
        }
    })
}

/// 汇总: many forms at once.
#[component]
fn Gather() -> impl IntoView {
    let desk = desk();
    let field = NodeRef::<html::Input>::new();
    let add = move |_| {
        if let Some(field) = field.get_untracked() {
            files::collect_from(desk, &field);
        }
    };
    let open = move || match desk.collect.progress.get() {
        Some(progress) => format!("返回汇总（{} 个文件）", progress.all),
        None => "打开汇总".to_owned(),
    };
    view! {
        <section aria-labelledby="collect-head">
            <h2 id="collect-head"><span>"汇总多个单位的表"</span></h2>
            <label class="app-file">
                <span>"选择多个文件（存盘文件、工作簿、另存的网页）或压缩包（*.zip），也可以一次拖到本页上"</span>
                <input node_ref=field type="file" multiple accept=".json,.xlsx,.xlsm,.html,.htm,.zip" id="collect-files" on:change=add/>
            </label>
            <p><button type="button" id="collect" class="app-btn" on:click=move |_| desk.collect.shown.set(true)>{open}</button></p>
        </section>
    }
}

/// 新建: the built-in rubrics, found by any of their words.
#[component]
fn Forms() -> impl IntoView {
    let (typed, kind) = (RwSignal::new(String::new()), RwSignal::new(None::<Kind>));
    let matches = move |entry: &Entry| {
        let text = [
            entry.title,
            entry.region,
            entry.year,
            entry.issuer,
            entry.kind.name(),
        ]
        .join(" ");
        let of_kind = kind.get().is_none_or(|kind| kind == entry.kind);
        of_kind && typed.with(|typed| typed.split_whitespace().all(|word| text.contains(word)))
    };
    let found = Memo::new(move |_| {
        let entries = rubrics::list().iter().enumerate();
        entries
            .filter(|(_, entry)| matches(entry))
            .map(|(index, _)| index)
            .collect::<Vec<_>>()
    });
    let kinds = [
        (None, "全部"),
        (Some(Kind::Department), "部门整体"),
        (Some(Kind::Project), "项目支出"),
        (Some(Kind::Verification), "核查"),
    ];
    let kinds = kinds.map(|(one, name)| view! {
        <button type="button" class="app-seg__one" aria-pressed=move || (kind.get() == one).to_string() on:click=move |_| kind.set(one)>{name}</button>
    });
    view! {
        <section aria-labelledby="new-head">
            <h2 id="new-head"><span>"新建"</span></h2>
            <div class="app-search">
                <label for="search">"查找评分表"</label>
                <input id="search" class="app-in app-in--wide" type="search" autocomplete="off" placeholder="地区、年度、类别、名称，可写几个词"
                    on:input=move |event| typed.set(event_target_value(&event))/>
                <span class="app-seg" role="group" aria-label="类别">{kinds.into_iter().collect_view()}</span>
            </div>
            <p class="app-of" role="status">
                {move || match found.with(Vec::len) {
                    0 => "没有找到。请减少几个词，或者用“打开文件”打开别人发来的存盘文件。".to_owned(),
                    count => format!("{count} 份评分表"),
                }}
            </p>
            <ul class="app-cards">
                <For each=move || found.get() key=|index| *index let:index>{card(rubrics::list()[index])}</For>
            </ul>
        </section>
    }
}

/// A rubric to begin a form of.
fn card(entry: Entry) -> impl IntoView {
    let desk = desk();
    let of = move |what: &str| format!("{what}：{}，{}", entry.region, entry.title);
    view! {
        <li class="app-card">
            <div>
                <h3>{entry.title}</h3>
                <p>{entry.region} " · " {entry.year} " 年度 · " {entry.kind.name()} " · " {entry.indicators} " 项 " {entry.points} " 分"</p>
                <p class="app-of">"来源：" {entry.issuer}</p>
            </div>
            <div class="app-tools">
                <button type="button" class="app-btn app-btn--main" aria-label=of("新建填报") on:click=move |_| link::open_new(desk, entry.id)>"新建填报"</button>
                {entry.example.then(|| view! {
                    <button type="button" class="app-btn" aria-label=of("看填好的示例") on:click=move |_| link::open_example(desk, entry.id)>"看填好的示例"</button>
                })}
            </div>
        </li>
    }
}

/// 继续填报: what this browser keeps.
#[component]
fn Drafts() -> impl IntoView {
    let drafts = RwSignal::new(kept());
    let items = move || {
        drafts
            .get()
            .into_iter()
            .map(|draft| view! { <Kept draft=draft drafts=drafts/> })
            .collect_view()
    };
    view! {
        <section class:app-hidden=move || drafts.with(Vec::is_empty) aria-labelledby="drafts-head">
            <h2 id="drafts-head"><span>"继续填报"</span></h2>
            <ul class="app-cards">{items}</ul>
        </section>
    }
}

/// A draft as the list shows it.
#[derive(Clone)]
struct Listed {
    name: String,
    unit: String,
    form: String,
    changed: f64,
    disk: Option<keep::local::Disk>,
}

#[component]
fn Kept(draft: Listed, drafts: RwSignal<Vec<Listed>>) -> impl IntoView {
    let desk = desk();
    let on_disk = match draft.disk {
        Some(disk) if disk.changed >= draft.changed => format!("已存盘 {}", time::when(disk.saved)),
        Some(disk) => format!("上次存盘 {}，之后有修改", time::when(disk.saved)),
        None => "还没有存盘，只在这个浏览器里".to_owned(),
    };
    let (open, gone) = (draft.name.clone(), draft.name);
    let of = |what: &str| format!("{what}：{}，{}", draft.unit, draft.form);
    let (go_on, delete) = (of("继续填报"), of("删除"));
    let remove = move |_| {
        let sure = window()
            .confirm_with_message("删除后不能恢复，历史版本也一同删除。确实要删除这份草稿吗？");
        if sure.unwrap_or_default() {
            keep::delete(&gone);
            drafts.set(kept());
        }
    };
    view! {
        <li class="app-card">
            <div>
                <h3>{draft.unit}</h3>
                <p>{draft.form}</p>
                <p class="app-of">"最后修改 " {time::when(draft.changed)} " · " {on_disk}</p>
            </div>
            <div class="app-tools">
                <button type="button" class="app-btn app-btn--main" aria-label=go_on on:click=move |_| { link::open_draft(desk, &open); }>"继续填报"</button>
                <button type="button" class="app-btn" aria-label=delete on:click=remove>"删除"</button>
            </div>
        </li>
    }
}

fn kept() -> Vec<Listed> {
    let entry = |draft: Draft| {
        let Document { rubric, form, .. } = &draft.document;
        let unit = form
            .profile
            .get("organisation")
            .map_or("", |unit| unit.text().trim());
        Listed {
            unit: if unit.is_empty() {
                "（单位名称未填）"
            } else {
                unit
            }
            .to_owned(),
            form: format!("{} · {} 年度", rubric.title, form.year(rubric)),
            changed: draft.changed,
            disk: keep::local::disk(&draft.name),
            name: draft.name,
        }
    };
    keep::drafts().into_iter().map(entry).collect()
}
