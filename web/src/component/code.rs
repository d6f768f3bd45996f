//! 校验码: the open form's code, and whether one from paper or from another file is the same.

use leptos::html;
use leptos::prelude::*;
use scoring_export::code;

use super::dialog::Dialog;
use crate::desk::desk;

/// The dialog.
#[component]
pub fn Code(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog title=Signal::stored("校验码".to_owned()) open=open><Compare/></Dialog>
    }
}

/// What is compared is the form as it is when the dialog opens: behind it nothing can be typed.
#[component]
fn Compare() -> impl IntoView {
    let ours = desk()
        .document()
        .map_or(String::new(), |document| document.code());
    let (typed, field) = (RwSignal::new(String::new()), NodeRef::<html::Input>::new());
    field.on_load(|field| field.focus().unwrap_or_default());
    let expected = ours.clone();
    let answer = move || {
        let typed = typed.get();
        if typed.trim().is_empty() {
            return None;
        }
        Some(match code::read(&typed) {
            None => (true, "校验码是 12 位数字和字母，这里还不是。"),
            Some(code) if code == expected => (
                false,
                "相同：那份纸或文件与现在填的内容、评分标准、引擎版本完全一致。",
            ),
            Some(_) => (
                true,
                "不同：那份纸或文件之后，填的内容、评分标准或引擎版本改过。请以打开原文件为准，逐项核对。",
            ),
        })
    };
    view! {
        <p>"现在填的内容的校验码（引擎 " {scoring::VERSION} "）："</p>
        <p><output id="code" class="app-code">{ours}</output></p>
        <label for="code-typed">"纸面、工作簿或报告上的校验码"</label>
        <input node_ref=field id="code-typed" class="app-in app-in--wide" type="text" autocomplete="off" spellcheck="false"
            on:input=move |event| typed.set(event_target_value(&event))/>
        <p role="status" id="code-answer">
            {move || answer().map(|(differs, text)| view! { <strong class:app-minus=differs>{text}</strong> })}
        </p>
        <p class="app-of">"校验码由填的内容、评分标准和引擎版本算出，打印、工作簿、报告和存盘文件上都有。相同说明纸面与文件一致，不证明由谁制作。"</p>
    }
}
