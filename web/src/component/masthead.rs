//! The head of the filling view: whose form this is, whether it is kept, and what to take away.

use leptos::prelude::*;
use scoring::finding::Place;
use scoring::rubric::Rubric;

use super::look::LookSwitches;
use super::menu::Menu;
use super::saved::Saved;
use super::totals::Totals;
use crate::desk::desk;
use crate::files::{Paper, download, give_unit, send_out};
use crate::view::print;

/// The sticky head.
#[component]
pub fn Masthead(
    /// The open rubric.
    rubric: Rubric,
    /// Opens the earlier states.
    versions: RwSignal<bool>,
    /// Opens the list of shortcuts.
    shortcuts: RwSignal<bool>,
    /// Opens the check code.
    code: RwSignal<bool>,
) -> impl IntoView {
    let desk = desk();
    let unit = desk.field(&Place::Profile("organisation".to_owned())).text;
    let unit = move || match unit.with(|unit| unit.trim().to_owned()) {
        unit if unit.is_empty() => "（单位名称未填）".to_owned(),
        unit => unit,
    };
    let typed = desk.field(&Place::Profile("year".to_owned())).text;
    let title = rubric.title.clone();
    let report = match rubric.verifies() {
        true => "核查报告",
        false => "自评报告",
    };
    let unit_file = desk.unit().is_some();
    let year = move || {
        typed.track();
        desk.with_form(|form| form.year(&rubric).to_owned())
    };
    let (undo, redo) = (
        move || desk.steps.with(|(undo, _)| *undo == 0),
        move || desk.steps.with(|(_, redo)| *redo == 0),
    );
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
                    <button type="button" id="undo" class="app-btn" title="Ctrl+Z" aria-disabled=move || undo().to_string() on:click=move |_| desk.undo()>"撤销"</button>
                    <button type="button" id="redo" class="app-btn" title="Ctrl+Y" aria-disabled=move || redo().to_string() on:click=move |_| desk.redo()>"重做"</button>
                    <button type="button" id="save-json" class="app-btn" title="Ctrl+S" on:click=move |_| download(desk, Paper::Json)><span class="app-wide">"下载"</span>"存盘文件"</button>
                    <button type="button" id="print" class="app-btn" title="Ctrl+P" on:click=move |_| print::print(desk, print::Copy::Filled)>"打印"</button>
                    <button type="button" id="save-xlsx" class="app-btn app-btn--main" on:click=move |_| download(desk, Paper::Xlsx)><span class="app-wide">"下载"</span>"评分表 xlsx"</button>
                    <Menu id="more" label="更多">
                        <button type="button" id="save-docx" class="app-btn" on:click=move |_| download(desk, Paper::Docx)>"下载" {report} " docx"</button>
                        <button type="button" id="save-csv" class="app-btn" on:click=move |_| download(desk, Paper::Csv)>"下载数据表 CSV"</button>
                        <button type="button" id="save-exchange" class="app-btn" on:click=move |_| download(desk, Paper::Exchange)>"下载平台导入表 CSV"</button>
                        <button type="button" id="save-page" class="app-btn" on:click=move |_| download(desk, Paper::Page)>"下载离线版（含数据）"</button>
                        <button type="button" id="send-out" class="app-btn" on:click=move |_| send_out(desk)>"下载填报页（发给单位填）"</button>
                        <button type="button" id="print-blank" class="app-btn" on:click=move |_| print::print(desk, print::Copy::Blank)>"打印空表"</button>
                        {match unit_file {
                            false => view! { <button type="button" id="begin-review" class="app-btn" on:click=move |_| desk.begin_review()>"开始核查这份表"</button> }.into_any(),
                            true => view! { <button type="button" id="save-unit" class="app-btn" on:click=move |_| give_unit(desk)>"下载单位报送的存盘文件"</button> }.into_any(),
                        }}
                        <button type="button" id="check-code" class="app-btn" on:click=move |_| code.set(true)>"校验码"</button>
                        <button type="button" id="versions" class="app-btn" on:click=move |_| versions.set(true)>"历史版本"</button>
                        <button type="button" id="shortcuts" class="app-btn" on:click=move |_| shortcuts.set(true)>"快捷键（F1）"</button>
                        <LookSwitches/>
                        {desk.collect.shown.get_untracked().then(|| view! {
                            <button type="button" id="to-collection" class="app-btn" on:click=move |_| desk.close()>"返回汇总"</button>
                        })}
                        <button type="button" id="close" class="app-btn" on:click=move |_| { desk.collect.shown.set(false); desk.close() }>"全部表格"</button>
                    </Menu>
                </div>
            </div>
            <Totals/>
        </header>
    }
}
