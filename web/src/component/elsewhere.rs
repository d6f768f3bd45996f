//! Said where another tab fills this draft: nothing is typed here that would overwrite it.

use leptos::prelude::*;

use super::dialog::Dialog;
use crate::desk::desk;
use crate::keep::draft;
use crate::link;

/// The choice: go on here, or keep what is here as a draft of its own.
#[component]
pub fn Elsewhere() -> impl IntoView {
    let desk = desk();
    let here = move |_| {
        if let Some(name) = desk.name() {
            link::open_draft(desk, &name);
        }
    };
    let copy = move |_| {
        if let Some(draft) = desk.draft() {
            desk.show_new(draft::new_name(), draft.document);
            desk.kept.set(crate::keep::now(desk));
        }
    };
    view! {
        <Dialog title=Signal::stored("这份表已在另一个标签页里打开".to_owned()) open=desk.elsewhere must=true>
            <p>"为免两边互相覆盖，这里已经停下，不再保存。停下之前填的都在，另一个标签页里也看得到。"</p>
            <div class="app-dialog__foot">
                <button type="button" class="app-btn" on:click=copy>"把这里的内容另存为一份新草稿"</button>
                <button type="button" class="app-btn app-btn--main" on:click=here>"取最新内容，在这里继续填"</button>
            </div>
        </Dialog>
    }
}
