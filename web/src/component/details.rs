//! The document's own words for a row, folded.

use leptos::prelude::*;
use scoring::rubric::Indicator;

/// 评分标准, 指标解释, 佐证材料 and 口径说明.
#[component]
pub fn Criteria(
    /// What the rubric says of the row.
    indicator: Indicator,
) -> impl IntoView {
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
    view! {
        <details class="app-criteria">
            <summary>"评分标准"<span class="app-sr">"：" {indicator.name}</span></summary>
            <dl>{parts.collect_view()}</dl>
        </details>
    }
}
