//! A button that opens a few more. Esc, a choice, or a click elsewhere closes it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

/// The button and what it opens, made when it is opened first.
#[component]
pub fn Menu(
    /// The button's id.
    #[prop(optional, into)]
    id: Option<String>,
    /// What the button says.
    #[prop(into)]
    label: String,
    /// What it is about, for a screen reader.
    #[prop(optional, into)]
    about: String,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (whole, button) = (NodeRef::<html::Span>::new(), NodeRef::<html::Button>::new());
    let outside = move |target: Option<web_sys::EventTarget>| {
        let inside = whole
            .get_untracked()
            .zip(target.and_then(|target| target.dyn_into::<Node>().ok()))
            .is_some_and(|(whole, target)| whole.contains(Some(&target)));
        if !inside {
            open.set(false);
        }
    };
    // Listens only while it is open: a table has a menu in each row.
    let listen = move |_: Option<_>| {
        open.get().then(|| {
            let listener =
                window_event_listener(leptos::ev::mousedown, move |event| outside(event.target()));
            on_cleanup(move || listener.remove());
        })
    };
    Effect::new(listen);
    // Back to the button: a dialog that was opened from here gives the focus back to where it was.
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            button.focus().ok();
        }
    };
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            close();
        }
    };
    // Said whole: the mark behind the word is for the eye.
    let said = [label.as_str(), &about].join(" ").trim().to_owned();
    let children = StoredValue::new(children);
    view! {
        <span class="app-menu" node_ref=whole on:keydown=keydown on:focusout=move |event| {
            if event.related_target().is_some() { outside(event.related_target()) }
        }>
            <button node_ref=button type="button" id=id class="app-btn app-menu__button" aria-label=said aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                {label}
            </button>
            {move || open.get().then(|| view! {
                <span class="app-menu__list" on:click=move |_| close()>{children.with_value(|children| children())}</span>
            })}
        </span>
    }
}
