//! A file before it is opened: what was changed in it since it was made, or what was understood of a workbook from somewhere
//! else. Nothing is filled in, and nothing scored, before a person says so.

use leptos::html;
use leptos::prelude::*;
use scoring_export::preview::{Code, Fault, Foreign, Item, Preview};
use scoring_rubrics as rubrics;

use super::dialog::Dialog;
use super::versions::or_blank;
use crate::desk::{Desk, desk};
use crate::files::{self, Review};
use crate::library;

/// The dialog, while a file waits.
#[component]
pub fn Reviewed() -> impl IntoView {
    let desk = desk();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(desk.review.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && desk.review.with_untracked(Option::is_some) {
            desk.review.set(None);
        }
    });
    let title = Signal::derive(move || {
        desk.review.with(|review| {
            review
                .as_ref()
                .map_or(String::new(), |review| format!("打开“{}”", review.name))
        })
    });
    view! {
        <Dialog title=title open=open>
            {move || desk.review.get().map(|review| match (&review.preview.foreign, &review.preview.faults) {
                (Some(foreign), _) => elsewhere(desk, &review, foreign).into_any(),
                (None, Some(faults)) => wrong(desk, faults).into_any(),
                (None, None) => ours(desk, &review).into_any(),
            })}
        </Dialog>
    }
}

/// Our own file, changed since.
fn ours(desk: Desk, review: &Review) -> impl IntoView + use<> {
    let preview = review.preview.clone();
    let (edited, before) = (review.clone(), review.clone());
    let code = match &preview.code {
        Code::None => String::new(),
        Code::Same(code) => format!("导出时的内容与校验码 {code} 相符。"),
        Code::Differs(code) => {
            format!("文件里的内容与校验码 {code} 不符：存盘以后被别的程序改过，请与纸面逐项核对。")
        }
    };
    let edits = preview.edits.iter().map(|edit| {
        let doubt = edit.doubt.clone().map(|doubt| view! { <small class="app-minus">{doubt}</small> });
        view! { <tr><th scope="row">{edit.name.clone()}<small>{edit.at.clone()}</small></th><td>{or_blank(&edit.was)}</td><td>{or_blank(&edit.now)}{doubt}</td></tr> }
    });
    let edits = edits.collect_view();
    let count = preview.edits.len();
    view! {
        <p id="review-code" class:app-minus=matches!(preview.code, Code::Differs(_))>{code}</p>
        {list("没有读进表里的，和要知道的", &preview.notes)}
        {(count > 0).then(|| view! {
            <div class="app-scroll" tabindex="0" role="region" aria-label="改过的地方">
                <table id="edits">
                    <caption>"导出以后改过 " {count} " 处"</caption>
                    <thead><tr><th scope="col">"位置"</th><th scope="col">"导出时"</th><th scope="col">"现在"</th></tr></thead>
                    <tbody>{edits}</tbody>
                </table>
            </div>
        })}
        <div class="app-dialog__foot">
            <button type="button" class="app-btn" on:click=move |_| desk.review.set(None)>"不打开"</button>
            {preview.before.is_some().then(|| view! {
                <button type="button" id="accept-before" class="app-btn" on:click=move |_| files::accept(desk, &before, false)>"打开导出时的内容"</button>
            })}
            <button type="button" id="accept" class="app-btn app-btn--main" on:click=move |_| files::accept(desk, &edited, true)>
                {if count > 0 { "打开改过的内容" } else { "打开" }}
            </button>
        </div>
    }
}

/// A rubric, or an example of one, with mistakes in it.
fn wrong(desk: Desk, faults: &[Fault]) -> impl IntoView + use<> {
    let count = faults.len();
    let rows = faults.iter().cloned().map(|fault| {
        let Fault { line, column, code, message } = fault;
        view! { <tr><th scope="row">"第 " {line} " 行第 " {column} " 列"</th><td>{message}<small>{code}</small></td></tr> }
    });
    let rows = rows.collect_view();
    view! {
        <p>"文件里有 " {count} " 处要改，没有打开。请用“记事本”照下面的位置改好，存盘后再选一次。"</p>
        <div class="app-scroll" tabindex="0" role="region" aria-label="要改的地方">
            <table id="faults">
                <caption>"要改的地方"</caption>
                <thead><tr><th scope="col">"位置"</th><th scope="col">"问题"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="app-dialog__foot">
            <button type="button" class="app-btn app-btn--main" on:click=move |_| desk.review.set(None)>"知道了"</button>
        </div>
    }
}

/// A workbook from somewhere else.
fn elsewhere(desk: Desk, review: &Review, foreign: &Foreign) -> impl IntoView + use<> {
    let (again, taken) = (review.clone(), review.clone());
    let Preview { notes, .. } = &*review.preview;
    // By the index that the reading knows an item by: the list is in another order.
    let sure = foreign.items.iter().filter(|item| item.sure);
    let kept: Vec<usize> = sure.map(|item| item.index).collect();
    let kept = RwSignal::new(kept);
    let of_kind = {
        let chosen = foreign.rubric.clone();
        let baked: Vec<_> = library::baked().iter().map(|sent| sent.entry()).collect();
        let others = rubrics::list().iter();
        let others = others.filter(|entry| baked.iter().all(|sent| sent.id != entry.id));
        let options = baked.iter().chain(others).map(|entry| {
            view! { <option value=entry.id selected=entry.id == chosen>{entry.region} " " {entry.year} " " {entry.title}</option> }
        });
        options.collect_view()
    };
    let choose = move |event| {
        files::read_as(desk, again.clone(), event_target_value(&event));
    };
    // Also when the file was read as another form: the list is made anew then.
    let chooser = NodeRef::<html::Select>::new();
    chooser.on_load(|chooser| chooser.focus().unwrap_or_default());
    let (found, all) = foreign.found;
    let doubtful = foreign.items.iter().filter(|item| !item.sure).count();
    let rows = foreign
        .items
        .iter()
        .cloned()
        .map(|item| row(kept, item))
        .collect_view();
    view! {
        <p>
            <label for="review-rubric">"按哪份评分表读："</label>
            <select node_ref=chooser id="review-rubric" class="app-in app-in--wide" on:change=choose>{of_kind}</select>
        </p>
        <p id="review-found">"在“" {foreign.sheet.clone()} "”里找到 " {found} " 项指标，评分表共 " {all} " 项；绩效目标 " {foreign.targets} " 个。勾选的才填入，填入以后才评分。"
            {(doubtful > 0).then(|| view! { <strong class="app-minus">"有疑问的 " {doubtful} " 行排在前面，没有勾选，请看过再选。"</strong> })}
        </p>
        {list("合计和分值", &foreign.checks)}
        {list("评分表里有、文件里没有找到的指标", &foreign.missing)}
        {list("文件里没有对上指标的行", &foreign.unmatched)}
        {list("要知道的", notes)}
        <div class="app-scroll" tabindex="0" role="region" aria-label="读出来的内容">
            <table id="review-items">
                <caption>"读出来的内容"</caption>
                <thead><tr><th scope="col">"填入"</th><th scope="col">"文件里"</th><th scope="col">"填入的值"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="app-dialog__foot">
            <span class="app-of" role="status">"填入 " {move || kept.with(Vec::len)} " 行"</span>
            <button type="button" class="app-btn" on:click=move |_| desk.review.set(None)>"不打开"</button>
            <button type="button" id="confirm" class="app-btn app-btn--main"
                on:click=move |_| files::confirm(desk, taken.clone(), kept.get())>
                "填入勾选的行"
            </button>
        </div>
    }
}

fn row(kept: RwSignal<Vec<usize>>, item: Item) -> impl IntoView {
    let index = item.index;
    let change = move |event| {
        let chosen = event_target_checked(&event);
        kept.update(|kept| {
            kept.retain(|one| *one != index);
            if chosen {
                kept.push(index);
            }
        });
    };
    let id = format!("item-{index}");
    let marks = item
        .marks
        .into_iter()
        .map(|mark| view! { <small class="app-minus">{mark}</small> })
        .collect_view();
    let remarks = item
        .remarks
        .into_iter()
        .map(|remark| view! { <small>{remark}</small> })
        .collect_view();
    view! {
        <tr>
            <td><input type="checkbox" id=id.clone() checked=item.sure aria-label=format!("填入 {}", item.name) on:change=change/></td>
            <td>{item.says}<small>{item.at}</small><small>{item.how}</small></td>
            <td>{item.values}{marks}{remarks}</td>
        </tr>
    }
}

fn list(title: &'static str, items: &[String]) -> impl IntoView + use<> {
    let shown = items
        .iter()
        .map(|item| view! { <li>{item.clone()}</li> })
        .collect_view();
    (!items.is_empty()).then(|| view! { <h3>{title}</h3><ul class="app-notes">{shown}</ul> })
}
