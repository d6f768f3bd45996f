//! A dialog over the page: the browser's own, so that the focus stays in it and Esc closes it.

use leptos::html;
use leptos::prelude::*;

/// A dialog with its title; what it holds is made each time it opens.
#[component]
pub fn Dialog(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whether the person has to choose: then Esc does not close it.
    #[prop(optional)]
    must: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    // What it holds goes only when it is closed: taking away what has the focus is slow.
    let made = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match open.get() {
            true if !dialog.open() => {
                made.set(true);
                dialog.show_modal().unwrap_or_default();
            }
            false if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let held = move |event: leptos::ev::Event| {
        if must {
            event.prevent_default();
        }
    };
    view! {
        <dialog node_ref=node class="app-dialog" aria-label=title on:close=move |_| { open.set(false); made.set(false) } on:cancel=held>
            {move || made.get().then(|| view! {
                <header class="app-dialog__head">
                    <h2>{title}</h2>
                    {(!must).then(|| view! { <button type="button" class="app-link" on:click=move |_| open.set(false)>"关闭"</button> })}
                </header>
                {children()}
            })}
        </dialog>
    }
}
