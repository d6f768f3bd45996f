//! The head of the filling view: whose form this is, whether it is kept, and what to take away.

use leptos::prelude::*;
use scoring::finding::Place;
use scoring::rubric::Rubric;

use super::totals::Totals;
use crate::desk::desk;
use crate::drafts::Kept;
use crate::files::{Paper, download};

/// The sticky head.
#[component]
pub fn Masthead(
    /// The open rubric.
    rubric: Rubric,
) -> impl IntoView {
    let desk = desk();
    let unit = move || {
        let place = Place::Profile("organisation".to_owned());
        let unit = desk.form.with(|form| form.text(&place).trim().to_owned());
        if unit.is_empty() {
            "（单位名称未填）".to_owned()
        } else {
            unit
        }
    };
    let title = rubric.title.clone();
    let year = move || desk.form.with(|form| form.year(&rubric).to_owned());
    let print = move |_| {
        window().print().ok();
    };
    view! {
        <header class="app-bar">
            <div class="app-bar__top">
                <div class="app-mark" aria-hidden="true">"评"</div>
                <div class="app-bar__title">
                    <h1>{title}</h1>
                    <p class="app-bar__unit">{unit} " · " {year} " 年度"</p>
                </div>
                <div class="app-tools">
                    <Saved/>
                    <button type="button" class="app-btn" on:click=move |_| desk.close()>"全部表格"</button>
                    <button type="button" class="app-btn" on:click=move |_| download(desk, Paper::Json)><span class="app-wide">"下载"</span>"存盘文件"</button>
                    <button type="button" class="app-btn" on:click=print>"打印"</button>
                    <button type="button" class="app-btn app-btn--main" on:click=move |_| download(desk, Paper::Xlsx)><span class="app-wide">"下载"</span>"评分表 xlsx"</button>
                </div>
            </div>
            <Totals/>
        </header>
    }
}

/// Whether the browser kept the last change.
#[component]
fn Saved() -> impl IntoView {
    let desk = desk();
    view! {
        <span class="app-saved" aria-live="polite">
            {move || match desk.kept.get() {
                Kept::Unchanged => None,
                Kept::At(time) => Some(view! { <span>"已自动保存 " {clock(time)}</span> }.into_any()),
                Kept::Failed => Some(view! {
                    <strong class="app-minus">"浏览器没有存住刚才的修改，请马上下载存盘文件"</strong>
                }.into_any()),
            }}
        </span>
    }
}

/// 10:42:07
pub fn clock(time: f64) -> String {
    let date = js_sys::Date::new(&time.into());
    format!(
        "{:02}:{:02}:{:02}",
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds()
    )
}
