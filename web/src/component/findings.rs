//! 问题提示: every finding, and the way to its field.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use scoring::finding::{Finding, Severity};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement};

use crate::desk::desk;

/// The list of findings.
#[component]
pub fn Findings() -> impl IntoView {
    let desk = desk();
    let of = move |severity: Severity| {
        let sheet = desk.sheet.read();
        sheet
            .findings
            .iter()
            .filter(|f| f.severity == severity)
            .cloned()
            .collect::<Vec<_>>()
    };
    let list = move |head: &'static str, severity: Severity, open: bool| {
        let found = Memo::new(move |_| of(severity));
        view! {
            <details class="app-findings__list" open=open class:app-hidden=move || found.with(Vec::is_empty)>
                <summary>{head} " " {move || found.with(Vec::len)} " 处"</summary>
                <ol>{move || found.get().into_iter().map(item).collect_view()}</ol>
            </details>
        }
    };
    view! {
        <section class="app-findings" id="findings" tabindex="-1">
            <h2><span>"问题提示"</span></h2>
            {list("错误", Severity::Error, true)}
            {list("提醒", Severity::Warning, true)}
            {list("说明", Severity::Notice, false)}
            {move || desk.sheet.read().findings.is_empty().then(|| view! { <p>"没有发现问题。"</p> })}
        </section>
    }
}

fn item(finding: Finding) -> impl IntoView {
    let path = finding.at.to_string();
    let href = format!("#{path}");
    view! {
        <li data-code=finding.code>
            <a href=href on:click=move |event| { event.prevent_default(); lead_to(&path) }>{finding.message}</a>
        </li>
    }
}

/// Goes to the list.
pub fn show(event: MouseEvent) {
    event.prevent_default();
    lead_to("findings");
}

/// Brings a field into view and focuses it; a field that is not drawn gives way to its row.
pub fn lead_to(path: &str) {
    let mut path = path;
    let element = loop {
        if let Some(element) = document().get_element_by_id(path) {
            break element;
        }
        match path.rsplit_once('.') {
            Some((outer, _)) => path = outer,
            None => return,
        }
    };
    let mut around: Option<Element> = element.parent_element();
    while let Some(outer) = around {
        if let Some(details) = outer.dyn_ref::<HtmlDetailsElement>() {
            details.set_open(true);
        }
        around = outer.parent_element();
    }
    element.scroll_into_view();
    if let Some(field) = element.dyn_ref::<HtmlElement>() {
        field.focus().ok();
    }
}
