//! 历史版本: earlier states of the form, what differs, and the way back.

use leptos::prelude::*;
use scoring::change::{Change, Difference, differences};
use wasm_bindgen_futures::spawn_local;

use super::dialog::Dialog;
use crate::desk::{Desk, Message, desk};
use crate::keep::versions::{self, Version};
use crate::time;

/// How many differences are listed.
const SOME: usize = 100;

/// The list of earlier states.
#[component]
pub fn Versions(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = desk();
    let found = RwSignal::new_local(None::<Option<Vec<Version>>>);
    let chosen = RwSignal::new_local(None::<Version>);
    Effect::new(move |_| {
        if open.get() {
            found.set(None);
            chosen.set(None);
            spawn_local(async move {
                let name = desk.name().unwrap_or_default();
                found.set(Some(versions::list(&name).await));
            });
        }
    });
    let list = move |versions: Vec<Version>| {
        let items = versions.into_iter().map(|version| {
            let (size, changed) = (version.size() / 1024 + 1, version.changed as f64);
            let this = version.clone();
            let pressed = move || chosen.with(|chosen| chosen.as_ref() == Some(&this)).to_string();
            view! {
                <li>
                    <button type="button" class="app-btn" aria-pressed=pressed on:click=move |_| chosen.set(Some(version.clone()))>
                        {time::when(changed)} <span class="app-of">" · " {size} " KB"</span>
                    </button>
                </li>
            }
        });
        view! { <ol class="app-versions">{items.collect_view()}</ol> }
    };
    let body = move || match found.get() {
        None => view! { <p>"正在读取。"</p> }.into_any(),
        Some(None) => view! { <p>"这个浏览器不能存放历史版本。请常下载存盘文件。"</p> }.into_any(),
        Some(Some(versions)) if versions.is_empty() => {
            view! { <p>"还没有历史版本。填报时每隔几分钟自动留一份，最多二十份。"</p> }.into_any()
        }
        Some(Some(versions)) => list(versions).into_any(),
    };
    view! {
        <Dialog title=Signal::stored("历史版本".to_owned()) open=open>
            {body}
            {move || chosen.get().map(|version| view! { <Preview version=version open=open/> })}
        </Dialog>
    }
}

/// What going back would change.
#[component]
fn Preview(version: Version, open: RwSignal<bool>) -> impl IntoView {
    let desk = desk();
    let Some(document) = version.document() else {
        return view! { <p>"这一版读不出来。"</p> }.into_any();
    };
    let form = document.form;
    let changes = desk.with_form(|now| differences(now, &form));
    let (count, when) = (changes.len(), time::when(version.changed as f64));
    let restore = move |_| {
        go_back(desk, form.clone());
        open.set(false);
    };
    if count == 0 {
        return view! { <p>"与现在的内容相同。"</p> }.into_any();
    }
    let rows = changes
        .into_iter()
        .take(SOME)
        .map(move |change| row(desk, change));
    view! {
        <div class="app-scroll" tabindex="0" role="region" aria-label="与现在的差别">
            <table>
                <caption>"回到 " {when.clone()} " 会改动 " {count} " 处"{(count > SOME).then(|| format!("，列出前 {SOME} 处"))}</caption>
                <thead><tr><th scope="col">"位置"</th><th scope="col">"现在"</th><th scope="col">"那时"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <div class="app-dialog__foot">
            <button type="button" class="app-btn app-btn--main" on:click=restore>"回到 " {when}</button>
        </div>
    }
    .into_any()
}

fn row(desk: Desk, change: Difference) -> impl IntoView {
    let name = desk.scorer().map(|scorer| scorer.name_of(&change.at));
    view! { <tr><th scope="row">{name}</th><td>{or_blank(&change.was)}</td><td>{or_blank(&change.now)}</td></tr> }
}

/// What a field held, for people.
pub fn or_blank(text: &str) -> String {
    if text.is_empty() { "（空）" } else { text }.to_owned()
}

/// Goes back; what is there now is kept as a version, and one undo brings it back.
fn go_back(desk: Desk, form: scoring::form::Form) {
    if let Some(draft) = desk.draft() {
        versions::keep(draft);
    }
    desk.make(Change::Form(form.into()));
    desk.message.set(Some(Message::done(
        "已回到所选的版本。不合适的话，按“撤销”就回来。",
    )));
}
