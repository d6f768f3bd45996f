//! The totals, always in view: 自评, 按标准, 相差, 已填, 暂按自评, 问题.

use leptos::prelude::*;
use scoring::finding::Severity;
use scoring::review::by;

use crate::desk::{desk, lead};
use crate::number;

/// The line of totals.
#[component]
pub fn Totals() -> impl IntoView {
    let desk = desk();
    let sheet = desk.sheet;
    let claimed = Memo::new(move |_| sheet.read().total.claimed);
    let computed = Memo::new(move |_| sheet.read().total.computed);
    let verified = Memo::new(move |_| sheet.read().total.verified);
    let difference =
        Memo::new(move |_| Some(claimed.get()? - computed.get()?).filter(|d| !d.is_zero()));
    let filled = Memo::new(move |_| {
        let sheet = sheet.read();
        let filled = sheet
            .lines
            .iter()
            .filter(|line| line.counted.is_some() && !line.points.is_zero())
            .count();
        // 加减分 need not be filled in.
        let due = sheet
            .lines
            .iter()
            .filter(|line| !line.points.is_zero())
            .count();
        format!("{filled} / {due}")
    });
    let verifies = desk.verifies();
    // Of a part there is no rate, and nothing to hold against the claim.
    let whole = move || sheet.read().rate.verified.is_some();
    let by_claim = Memo::new(move |_| Some(verified.get()? - claimed.get()?).filter(|_| whole()));
    let checked = Memo::new(move |_| {
        let sheet = sheet.read();
        let checked = sheet.lines.iter().filter(|line| line.verified.is_some());
        format!("{} / {}", checked.count(), sheet.lines.len())
    });
    let open = Memo::new(move |_| Some(sheet.read().total.open).filter(|open| !open.is_zero()));
    let on_claim =
        Memo::new(move |_| Some(sheet.read().on_claim).filter(|points| !points.is_zero()));
    let problems = Memo::new(move |_| {
        sheet
            .read()
            .findings
            .iter()
            .filter(|f| f.severity != Severity::Notice)
            .count()
    });
    view! {
        <dl class="app-totals">
            <div>
                <dt>"自评"</dt>
                <dd><b data-total="claimed">{move || number::score(claimed.get())}</b><span class="app-grade" data-grade="claimed">{move || sheet.read().grade.claimed.clone()}</span></dd>
            </div>
            <div>
                <dt>"按标准"</dt>
                <dd><b data-total="computed">{move || number::score(computed.get())}</b><span class="app-grade" data-grade="computed">{move || sheet.read().grade.computed.clone()}</span></dd>
            </div>
            {move || verified.get().map(|total| view! {
                <div>
                    <dt>"核查"</dt>
                    <dd><b data-total="verified">{total.to_string()}</b><span class="app-grade" data-grade="verified">{move || sheet.read().grade.verified.clone()}</span></dd>
                </div>
            })}
            {move || difference.get().map(|by| {
                let (word, by) = if by.is_sign_negative() { ("自评低", -by) } else { ("自评高", by) };
                view! { <div><dt>{word}</dt><dd class="app-minus">{by.normalize().to_string()}</dd></div> }
            })}
            {move || open.get().map(|open| view! { <div><dt>"未定"</dt><dd>{open.to_string()} " 分"</dd></div> })}
            {verifies.then(|| view! {
                <div><dt>"核查－自评"</dt><dd data-total="by">{move || by_claim.get().map_or_else(|| "—".to_owned(), by)}</dd></div>
                <div><dt>"已核"</dt><dd data-total="checked">{checked}</dd></div>
            })}
            {(!verifies).then(|| view! { <div><dt>"已填"</dt><dd>{filled}</dd></div> })}
            {move || on_claim.get().map(|points| view! {
                <div title="没有评分所需的数，暂按单位自评计入的分"><dt>"暂按自评"</dt><dd>{points.to_string()} " 分"</dd></div>
            })}
            <div><dt>"问题"</dt><dd><a href="#findings" class:app-minus=move || problems.get() != 0 on:click=move |event| { event.prevent_default(); lead::to("findings") }>{problems} " 处"</a></dd></div>
        </dl>
    }
}
