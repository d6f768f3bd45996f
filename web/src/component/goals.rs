//! 年度总目标 and 完成情况, in pairs.

use leptos::prelude::*;
use scoring::finding::Place;

use super::field::TextField;
use crate::desk::desk;

/// The year's tasks.
#[component]
pub fn Goals() -> impl IntoView {
    let desk = desk();
    let count = Memo::new(move |_| desk.shape.with(|shape| shape.goals));
    let pair = move |row: usize| {
        view! {
            <div class="app-goal">
                <TextField place=Place::Goal(row, "goal") label=format!("年度总目标 {}", row + 1)/>
                <TextField place=Place::Goal(row, "done") label=format!("完成情况 {}", row + 1)/>
                <button type="button" class="app-link" on:click=move |_| desk.remove_goal(row)>
                    "删除" <span class="app-sr">{format!("第 {} 项", row + 1)}</span>
                </button>
            </div>
        }
    };
    view! {
        <section class="app-profile" id="goals" tabindex="-1">
            <h3><span>"年度总目标与完成情况"</span></h3>
            {move || (0..count.get()).map(pair).collect_view()}
            <p class="app-grid__foot">
                {move || (count.get() == 0).then_some("还没有填。每项任务写一条目标和它的完成情况。")}
                <button type="button" class="app-btn" on:click=move |_| desk.add_goal()>"添加一项"</button>
            </p>
        </section>
    }
}
