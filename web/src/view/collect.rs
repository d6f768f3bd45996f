//! Many forms brought together 汇总: files are added, and what they hold is shown, ordered, looked through and taken away.

use leptos::html;
use leptos::prelude::*;

use crate::component::collected::Collected;
use crate::component::look::LookSwitches;
use crate::component::overview::Figures;
use crate::desk::desk;
use crate::files::collect::{self, Progress};
use crate::files::{self, give_collected};

/// The view 汇总.
#[component]
pub fn Collect() -> impl IntoView {
    let desk = desk();
    let all = desk.collect;
    let field = NodeRef::<html::Input>::new();
    let add = move |_| {
        if let Some(field) = field.get_untracked() {
            files::collect_from(desk, &field);
        }
    };
    let empty = Memo::new(move |_| all.listing.with(|listing| listing.forms == 0));
    let rests = Memo::new(move |_| !all.progress.get().is_some_and(|progress| progress.runs));
    let clear = move |_| {
        let sure = window().confirm_with_message(
            "清空后这里的汇总没有了，各单位的文件和已打开的草稿不受影响。确实要清空吗？",
        );
        if sure.unwrap_or_default() {
            collect::clear(desk);
        }
    };
    view! {
        <main class="app-start app-collect" id="main">
            <div class="app-start__head">
                <div class="app-mark" aria-hidden="true">"评"</div>
                <div>
                    <h1>"汇总"</h1>
                    <p>"各单位的表放在一起看。文件只在这台电脑上读，不联网；离开本页后要重新选择文件。"</p>
                </div>
                <div class="app-tools">
                    <button type="button" id="to-start" class="app-btn" on:click=move |_| all.shown.set(false)>"全部表格"</button>
                    <LookSwitches/>
                </div>
            </div>
            <label class="app-file">
                <span>"选择文件（存盘文件、工作簿、另存的网页、压缩包），可以一次选几百个，也可以拖到本页上；还可以再加"</span>
                <input node_ref=field type="file" multiple accept=".json,.xlsx,.xlsm,.html,.htm,.zip" id="collect-files" on:change=add/>
            </label>
            <Reading/>
            {move || (!empty.get()).then(|| view! {
                <div class="app-tools app-collect__take">
                    <button type="button" id="collected-xlsx" class="app-btn app-btn--main" on:click=move |_| give_collected(desk, "xlsx")>"下载汇总表 xlsx"</button>
                    <button type="button" id="collected-csv" class="app-btn" on:click=move |_| give_collected(desk, "csv")>"下载汇总表 CSV"</button>
                    {move || rests.get().then(|| view! { <button type="button" id="collect-clear" class="app-btn" on:click=clear>"清空"</button> })}
                </div>
                <Collected/>
            })}
            <Figures/>
        </main>
    }
}

/// How far the files are read.
#[component]
fn Reading() -> impl IntoView {
    let desk = desk();
    let progress = desk.collect.progress;
    let bad = move || desk.collect.overview.with(|overview| overview.bad.len());
    let stopped = |progress: &Progress| !progress.runs && progress.done < progress.all;
    // A screen reader hears of each quarter.
    let heard = Memo::new(move |_| {
        let progress = progress.get()?;
        let Progress { done, all, runs } = progress;
        Some(match runs {
            true => format!("正在读取，已读约 {}%", done * 4 / all.max(1) * 25),
            false if stopped(&progress) => {
                format!("已停止：读了 {done} 个文件，还有 {} 个没有读。", all - done)
            }
            false => {
                let forms = desk.collect.listing.with(|listing| listing.forms);
                format!("读完 {done} 个文件：{forms} 份表，{} 个读不了。", bad())
            }
        })
    });
    let runs = Memo::new(move |_| progress.get().is_some_and(|progress| progress.runs));
    let done = move || progress.get().map_or(0, |progress| progress.done);
    let all = move || progress.get().map_or(0, |progress| progress.all);
    // Made once: whoever is about to stop it does not lose the button.
    let seen = move || {
        runs.get().then(|| view! {
            <progress class="app-collect__bar" max=move || all().to_string() value=move || done().to_string() aria-label="已读的文件"></progress>
            <span aria-hidden="true" class="app-num">{done} " / " {all}</span>
            <button type="button" id="collect-stop" class="app-btn" on:click=move |_| collect::stop(desk)>"停止"</button>
        })
    };
    let rest = Memo::new(move |_| progress.get().is_some_and(|progress| stopped(&progress)));
    view! {
        <div class="app-collect__reading">
            <p role="status" id="collect-state">{move || heard.get().unwrap_or_else(|| "还没有文件。选择各单位报来的文件，读出的表会列在下面。".to_owned())}</p>
            {seen}
            {move || rest.get().then(|| view! {
                <button type="button" id="collect-go-on" class="app-btn app-btn--main" on:click=move |_| collect::go_on(desk)>"继续读取"</button>
            })}
        </div>
    }
}
