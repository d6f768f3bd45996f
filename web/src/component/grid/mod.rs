//! The unit's own targets 绩效目标: a grid of real fields, two lines to a target.
//!
//! | file | holds |
//! |---|---|
//! | `row` | a target, its parts, its sentence |
//! | `pick` | a field that is one of a few words |
//! | `walk` | the keys that go from cell to cell, and those that add, move and remove rows |
//! | `block` | a block of cells: chosen, copied, emptied |
//! | `paste` | a block from a spreadsheet, looked at before it is filled in |
//!
//! A list may have thousands of targets. They are drawn in chunks, and a chunk out of sight is a blank of its height.

mod block;
mod paste;
mod pick;
mod row;
mod walk;

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use scoring::finding::Place;
use scoring::rubric::Indicator;
use scoring::rule::TargetRows;
use scoring_export::block::Column;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::desk::{Desk, desk, lead};
use block::Block;
use paste::{Paste, Pasting};
use row::TargetRow;

/// How many targets a chunk has.
const CHUNK: usize = 15;
/// A list of more chunks leaves those out of sight blank.
const MANY: usize = 8;
/// Between the chunks of a short list that are drawn after the rest of the page (ms).
const SOON: u32 = 40;
/// How far from the screen a chunk is drawn.
const MARGIN: &str = "600px 0px";
/// How high a target is thought to be before it is drawn (px).
const HIGH: usize = 88;

/// One grid: a context of its rows, and copied into every listener.
#[derive(Clone, Copy)]
struct Grid {
    desk: Desk,
    /// The nth row of the form.
    line: usize,
    /// The indicator's id.
    list: StoredValue<String>,
    /// What the targets are asked.
    asked: StoredValue<TargetRows>,
    /// The columns, in their order on the screen.
    columns: StoredValue<Vec<Column>>,
    /// The cells that are chosen.
    block: RwSignal<Option<Block>>,
    /// The block that is about to be filled in.
    pasting: RwSignal<Option<Arc<Pasting>>>,
}

impl Grid {
    /// A field of the nth target.
    fn place(&self, row: usize, column: Column) -> Place {
        Place::Target(self.list.get_value(), row, column.field().unwrap_or("name"))
    }

    /// Which cell a field is.
    fn cell(&self, place: &Place) -> Option<(usize, usize)> {
        let Place::Target(_, row, field) = place else {
            return None;
        };
        let column = self.columns.with_value(|columns| {
            let mut fields = columns.iter().map(|column| column.field());
            fields.position(|one| one == Some(*field))
        });
        Some((*row, column?))
    }

    fn rows(&self) -> usize {
        self.list.with_value(|list| self.desk.targets(list))
    }

    fn width(&self) -> usize {
        self.columns.with_value(Vec::len)
    }

    /// Gives a cell the focus, with what is in it chosen, as a sheet does.
    fn go(&self, row: usize, column: usize) {
        let column = self.columns.with_value(|columns| columns[column]);
        let place = self.place(row, column);
        match document().get_element_by_id(&place.to_string()) {
            Some(field) => lead::focus(&field),
            None => self.desk.lead(place),
        }
    }

    /// Leads to the name of the nth target, or of the last.
    fn lead(&self, row: usize) {
        let row = row.min(self.rows().saturating_sub(1));
        self.desk.lead(self.place(row, Column::Name));
    }

    /// Adds an empty target before the nth and goes there.
    fn insert(&self, row: usize) {
        self.list
            .with_value(|list| self.desk.insert_target(list, row));
        self.lead(row);
    }

    /// Puts a copy behind the nth target and goes there.
    fn duplicate(&self, row: usize) {
        self.list
            .with_value(|list| self.desk.duplicate_target(list, row));
        self.lead(row + 1);
    }

    /// Removes the nth target; the next one has the focus then.
    fn remove(&self, row: usize) {
        self.list
            .with_value(|list| self.desk.remove_target(list, row));
        self.lead(row);
    }

    /// Moves the nth target down by one; `false` where it is the last.
    fn move_down(&self, row: usize) -> bool {
        self.list
            .with_value(|list| self.desk.move_target_down(list, row))
    }
}

/// The targets scored under one row.
#[component]
pub fn TargetsTable(
    /// The nth row of the form.
    line: usize,
    /// What the rubric says of the row.
    indicator: Indicator,
    /// What the targets are asked.
    asked: TargetRows,
) -> impl IntoView {
    let desk = desk();
    let columns = Column::shown(&asked);
    let own = asked.points;
    let grid = Grid {
        desk,
        line,
        list: StoredValue::new(indicator.id),
        asked: StoredValue::new(asked),
        columns: StoredValue::new(columns.clone()),
        block: RwSignal::new(None),
        pasting: RwSignal::new(None),
    };
    let count = Memo::new(move |_| {
        desk.shape.with(|shape| {
            grid.list
                .with_value(|list| shape.targets.get(list).map_or(0, Vec::len))
        })
    });
    let anchor = Place::Targets(grid.list.get_value()).to_string();
    let caption = format!("{anchor}-caption");
    let heads = columns.into_iter().filter(|column| *column != Column::Note);
    let heads = heads.map(|column| {
        let class = format!("app-col-{}", column.field().unwrap_or_default());
        view! { <th scope="col" class=class>{column.label()}</th> }
    });
    let chosen = move || {
        let block = grid.block.get().filter(Block::is_many)?;
        let (rows, columns) = block.size();
        Some(format!(
            "已选 {rows} 行 {columns} 列，Ctrl+C 复制，Delete 清空。"
        ))
    };
    view! {
        <div class="app-scroll" id=anchor tabindex="0" role="region" aria-labelledby=caption.clone()>
            <table class="app-grid" aria-rowcount=move || (2 * count.get() + 1).to_string()
                on:keydown=move |event| walk::press(grid, &event)
                on:mousedown=move |event| block::begin(grid, &event)
                on:mouseover=move |event| block::drag(grid, &event)
                on:copy=move |event| { block::copy(grid, &event); }
                on:cut=move |event| if block::copy(grid, &event) { block::empty(grid) }
                on:paste=move |event| paste::take(grid, &event)
            >
                <caption id=caption.clone()>
                    {indicator.name} "：" {count} " 个目标。"
                    "可从 Excel、WPS 整块粘贴；Enter 与 ↑ ↓ 在同一列移动；没有数的目标，方向选“定性”。"
                </caption>
                <thead><tr aria-rowindex="1">
                    <th scope="col" class="app-col-number">"序"</th>
                    {heads.collect_view()}
                    {(!own).then(|| view! { <th scope="col" class="app-col-rate">"完成率"</th> })}
                    <th scope="col" class="app-col-rate">{if own { "按标准" } else { "得分率" }}</th>
                    <th scope="col" class="app-col-tools">"整行"</th>
                </tr></thead>
                <For each=move || 0..count.get().div_ceil(CHUNK) key=|chunk| *chunk let:chunk>
                    <Chunk grid=grid chunk=chunk count=count/>
                </For>
            </table>
        </div>
        <p class="app-grid__foot">
            {move || (count.get() == 0).then_some("还没有目标。请按绩效目标申报表逐个添加，或从 Excel、WPS 复制后粘贴到这里。")}
            <button type="button" class="app-btn app-grid__add" on:click=move |_| grid.insert(count.get_untracked())>"添加目标"</button>
            <button type="button" class="app-btn" on:click=move |_| paste::ask(grid)>"粘贴一块"</button>
            <button type="button" class="app-btn" class:app-hidden=move || count.get() == 0 on:click=move |_| block::copy_all(grid)>"复制整表"</button>
            <span role="status">{chosen}</span>
        </p>
        <Paste grid=grid/>
    }
}

/// Some of the rows: drawn while they are near the screen, or while someone is led to one of them.
#[component]
fn Chunk(grid: Grid, chunk: usize, count: Memo<usize>) -> impl IntoView {
    let first = chunk * CHUNK;
    let rows = Memo::new(move |_| count.get().saturating_sub(first).min(CHUNK));
    let near = RwSignal::new(false);
    let high = RwSignal::new(None::<i32>);
    let node = NodeRef::<html::Tbody>::new();
    let many = move || count.get() > CHUNK * MANY;
    let many_now = move || count.get_untracked() > CHUNK * MANY;
    // A short list is drawn whole, but after what is on the screen first.
    let late = RwSignal::new(false);
    if chunk < MANY {
        // It may be gone by then.
        let draw = move || {
            late.try_set(true);
        };
        Timeout::new(SOON * (1 + chunk as u32), draw).forget();
    }
    let shown = Memo::new(move |_| near.get() || late.get() && !many());
    Effect::new(move |_| {
        let wanted = grid.desk.wanted.get();
        let mine = wanted.is_some_and(|(list, row)| {
            grid.list.with_value(|mine| *mine == list) && row / CHUNK == chunk
        });
        if mine {
            near.set(true);
        }
    });
    Effect::new(move |_| {
        if let Some(body) = node.get() {
            let watch = Watch::new(&body, move |visible| {
                let body = node.get_untracked();
                let focused = document().active_element();
                // What someone types in stays, however far they scroll.
                let typing = body
                    .as_ref()
                    .is_some_and(|body| body.contains(focused.as_deref()));
                match visible {
                    true => near.set(true),
                    false if near.get_untracked() && many_now() && !typing => {
                        high.set(body.map(|body| body.offset_height()));
                        near.set(false);
                    }
                    false => {}
                }
            });
            let watch = SendWrapper::new(watch);
            on_cleanup(move || drop(watch));
        }
    });
    let blank = move || {
        let high = high
            .get()
            .and_then(|high| usize::try_from(high).ok())
            .filter(|high| *high > 0);
        let high = high.unwrap_or_else(|| rows.get() * HIGH);
        view! { <tr class="app-grid__blank"><td colspan="20" style=format!("height:{high}px")></td></tr> }
    };
    let drawn = move || {
        view! {
            <For each=move || first..first + rows.get() key=|row| *row let:row>
                <TargetRow grid=grid row=row/>
            </For>
        }
    };
    view! {
        <tbody node_ref=node>
            {move || if shown.get() { drawn().into_any() } else { blank().into_any() }}
        </tbody>
    }
}

/// Tells when an element comes near the screen, and when it goes.
struct Watch {
    observer: Option<IntersectionObserver>,
    _told: Closure<dyn FnMut(js_sys::Array)>,
}

impl Watch {
    fn new(element: &web_sys::Element, mut tell: impl FnMut(bool) + 'static) -> Self {
        let told = Closure::new(move |entries: js_sys::Array| {
            let last = entries.pop().unchecked_into::<IntersectionObserverEntry>();
            tell(last.is_intersecting());
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let observer =
            IntersectionObserver::new_with_options(told.as_ref().unchecked_ref(), &options).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self {
            observer,
            _told: told,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
