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
    let add = move |_| {
        desk.add_goal();
        desk.lead(Place::Goal(count.get_untracked() - 1, "goal"));
    };
    view! {
        <section class="app-profile" id="goals" tabindex="-1" aria-labelledby="goals-head">
            <h2 id="goals-head" class="app-h3"><span>"年度总目标与完成情况"</span></h2>
            <For each=move || 0..count.get() key=|row| *row let:row>
                <div class="app-goal">
                    <TextField place=Place::Goal(row, "goal") label=format!("年度总目标 {}", row + 1)/>
                    <TextField place=Place::Goal(row, "done") label=format!("完成情况 {}", row + 1)/>
                    <button type="button" class="app-link" on:click=move |_| desk.remove_goal(row)>
                        "删除" <span class="app-sr">{format!("第 {} 项", row + 1)}</span>
                    </button>
                </div>
            </For>
            <p class="app-grid__foot">
                {move || (count.get() == 0).then_some("还没有填。每项任务写一条目标和它的完成情况。")}
                <button type="button" class="app-btn" on:click=add>"添加一项"</button>
            </p>
        </section>
    }
}
