//! 问题提示: every finding, and the way to its field.

use std::sync::Arc;

use leptos::prelude::*;
use scoring::finding::{Finding, Severity};

use crate::desk::desk;

/// How many of a kind are listed before somebody asks for more: a form with thousands of targets has as many findings.
const SOME: usize = 60;

/// The list of findings.
#[component]
pub fn Findings() -> impl IntoView {
    let desk = desk();
    let list = move |head: &'static str, severity: Severity, open: bool| {
        let all = RwSignal::new(false);
        let count = Memo::new(move |_| {
            let sheet = desk.calm.read();
            sheet
                .findings
                .iter()
                .filter(|f| f.severity == severity)
                .count()
        });
        let found = Memo::new(move |_| {
            let most = if all.get() { usize::MAX } else { SOME };
            let sheet = desk.calm.read();
            let found = sheet.findings.iter().filter(|f| f.severity == severity);
            found.take(most).cloned().collect::<Vec<_>>()
        });
        let more = move || Some(count.get()).filter(|count| *count > SOME && !all.get());
        view! {
            <details class="app-findings__list" open=open class:app-hidden=move || count.get() == 0>
                <summary>{head} " " {count} " 处"</summary>
                <ol>
                    <For each=move || found.get() key=|finding| (finding.code, finding.at.clone(), finding.message.clone()) let:finding>
                        <Item finding=finding/>
                    </For>
                </ol>
                {move || more().map(|count| view! {
                    <button type="button" class="app-btn" on:click=move |_| all.set(true)>"全部列出（" {count} " 处）"</button>
                })}
            </details>
        }
    };
    view! {
        <section class="app-findings" id="findings" tabindex="-1" aria-labelledby="findings-head">
            <h2 id="findings-head"><span>"问题提示"</span></h2>
            {list("错误", Severity::Error, true)}
            {list("提醒", Severity::Warning, true)}
            {list("说明", Severity::Notice, false)}
            {move || desk.calm.read().findings.is_empty().then(|| view! { <p>"没有发现问题。"</p> })}
        </section>
    }
}

#[component]
fn Item(finding: Arc<Finding>) -> impl IntoView {
    let desk = desk();
    let at = finding.at.clone();
    let href = format!("#{at}");
    view! {
        <li data-code=finding.code>
            <a href=href on:click=move |event| { event.prevent_default(); desk.lead(at.clone()) }>{finding.message.clone()}</a>
        </li>
    }
}
