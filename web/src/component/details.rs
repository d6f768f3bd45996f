//! The document's own words for a row, folded; what a person unfolds stays unfolded, also the next time.

use leptos::prelude::*;
use scoring::rubric::Indicator;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

use crate::desk::desk;

/// 评分标准, 指标解释, 佐证材料 and 口径说明.
#[component]
pub fn Criteria(
    /// What the rubric says of the row.
    indicator: Indicator,
) -> impl IntoView {
    let desk = desk();
    let parts = [
        ("评分标准", indicator.criteria),
        ("指标解释", indicator.meaning),
        ("参考佐证材料", indicator.evidence),
        (
            "口径说明（原文没有写明，本表这样取）",
            indicator.interpretation,
        ),
        ("出处", indicator.source),
    ];
    let parts = parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(head, text)| {
            view! { <dt>{head}</dt> <dd>{text}</dd> }
        });
    let id = StoredValue::new(indicator.id);
    let open = Memo::new(move |_| {
        desk.unfolded
            .with(|ids| id.with_value(|id| ids.contains(id)))
    });
    let toggled = move |event: leptos::ev::Event| {
        let details = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
        if let Some(open) = details.map(|details| details.open()) {
            desk.unfold(id.get_value(), open);
        }
    };
    view! {
        <details class="app-criteria" prop:open=open on:toggle=toggled>
            <summary>"评分标准"<span class="app-sr">"：" {indicator.name}</span></summary>
            <dl>{parts.collect_view()}</dl>
        </details>
    }
}
