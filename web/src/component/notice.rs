//! What became of something that was asked for: a file opened, a download made, or why not. And what is still at work.

use leptos::prelude::*;

use crate::desk::desk;
use crate::files;

/// The message line.
#[component]
pub fn Notice() -> impl IntoView {
    let desk = desk();
    let close = move |_| desk.message.set(None);
    view! {
        <div role="status" aria-live="polite">
            {move || desk.busy.with(|busy| busy.last().copied()).map(|what| view! {
                <p class="app-notice app-notice--busy">
                    <span>{what} "……"</span>
                    <button type="button" id="stop" class="app-link" on:click=move |_| files::stop()>"停止"</button>
                </p>
            })}
            {move || desk.message.get().map(|message| view! {
                <p class="app-notice" class:app-notice--wrong=message.wrong>
                    <span>{message.text}</span>
                    <button type="button" class="app-link" on:click=close>"知道了"</button>
                </p>
            })}
        </div>
    }
}
