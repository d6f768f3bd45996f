//! One target: its fields, its parts, its sentence and note.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use scoring::TargetScore;
use scoring::finding::Place;
use scoring::rule::targets::{DIRECTIONS, REACHED};
use scoring_export::block::Column;

use super::Grid;
use super::pick::Pick;
use crate::component::field::Cell;
use crate::component::menu::Menu;
use crate::component::row::said;
use crate::number;

/// A target: two lines of the table, and one for each part.
#[component]
pub fn TargetRow(grid: Grid, row: usize) -> impl IntoView {
    let desk = grid.desk;
    let line = desk.line(grid.line);
    let scored = Memo::new(move |_| line.with(|line| line.as_ref()?.targets.get(row).cloned()));
    let parts = Memo::new(move |_| {
        desk.shape.with(|shape| {
            let rows = grid.list.with_value(|list| shape.targets.get(list));
            rows.and_then(|rows| rows.get(row))
                .copied()
                .unwrap_or_default()
        })
    });
    let own = grid.asked.with_value(|asked| asked.points);
    // Which columns of the row are chosen.
    let chosen = Memo::new(move |_| grid.block.with(|block| block.as_ref()?.columns_in(row)));
    let columns = grid.columns.get_value();
    let width = columns.len();
    let cells = columns
        .into_iter()
        .enumerate()
        .filter(|(_, column)| *column != Column::Note);
    let cells = cells.map(|(nth, column)| {
        let on = move || {
            chosen
                .get()
                .is_some_and(|(first, last)| (first..=last).contains(&nth))
        };
        view! { <td class=class(column) class:app-on=on>{field(grid, row, column, parts)}</td> }
    });
    let note = move || chosen.get().is_some_and(|(_, last)| last + 1 == width);
    let by_rule = move || {
        scored.with(|scored| {
            let scored = scored.as_ref();
            match own {
                true => number::score(scored.and_then(|s| s.score)),
                false => number::percent(scored.and_then(|s| s.rate)),
            }
        })
    };
    let short = move || {
        scored.with(|scored| {
            scored
                .as_ref()
                .and_then(|s| s.rate)
                .is_some_and(|rate| rate < Decimal::ONE)
        })
    };
    let words = move || scored.with(|scored| scored.as_ref().map(|s| s.words.clone()));
    let index = move |second: usize| (2 * row + 2 + second).to_string();
    view! {
        <tr class="app-target" aria-rowindex=index(0)>
            <th scope="row" class="n">{row + 1}</th>
            {cells.collect_view()}
            {(!own).then(|| view! { <td class="n">{move || scored.with(|s| number::percent(s.as_ref().and_then(|s| s.completion)))}</td> })}
            <td class="n" class:app-minus=short>{by_rule}</td>
            <td class="app-target__tools"><Tools grid=grid row=row/></td>
        </tr>
        <For each=move || 0..parts.get() key=|part| *part let:part>
            <PartRow grid=grid row=row part=part scored=scored/>
        </For>
        <tr class="app-target__why" aria-rowindex=index(1)>
            <td></td>
            <td colspan=(width + 1).to_string() class:app-on=note>
                <p class="app-why">{words}</p>
                <TargetFindings grid=grid row=row/>
                <Cell place=grid.place(row, Column::Note) label=label(row, Column::Note.label()) placeholder=Column::Note.label()/>
            </td>
        </tr>
    }
}

/// What a screen reader says of a cell: the column's head is not said again for a field.
fn label(row: usize, what: &str) -> String {
    format!("第 {} 个目标 {what}", row + 1)
}

fn class(column: Column) -> &'static str {
    match column {
        Column::Name => "app-target__name",
        Column::Unit => "app-target__unit",
        Column::Goal | Column::Actual | Column::Points | Column::Claimed => "n",
        _ => "",
    }
}

fn field(grid: Grid, row: usize, column: Column, parts: Memo<usize>) -> AnyView {
    let place = grid.place(row, column);
    let label = label(row, column.label());
    let pick = |options: Vec<String>, blank: bool| {
        let (place, label) = (place.clone(), label.clone());
        view! { <Pick place=place label=label options=options blank=blank/> }.into_any()
    };
    match column {
        Column::Group => pick(grid.asked.with_value(|asked| asked.groups.clone()), true),
        Column::Direction => pick(DIRECTIONS.map(str::to_owned).to_vec(), false),
        Column::Word => pick(grid.asked.with_value(|asked| asked.words.clone()), true),
        Column::Reached => pick(REACHED.map(str::to_owned).to_vec(), true),
        // Where it has parts, the figures are theirs.
        Column::Goal | Column::Actual => view! {
            {move || match parts.get() {
                0 => view! { <Cell place=place.clone() label=label.clone() number=true/> }.into_any(),
                _ => view! { <span class="app-of">"见分项"</span> }.into_any(),
            }}
        }
        .into_any(),
        Column::Points | Column::Claimed => view! { <Cell place=place label=label number=true/> }.into_any(),
        _ => view! { <Cell place=place label=label/> }.into_any(),
    }
}

/// What can be done with a whole row.
#[component]
fn Tools(grid: Grid, row: usize) -> impl IntoView {
    let part = move |_| grid.list.with_value(|list| grid.desk.add_part(list, row));
    let down = move |_| {
        if grid.move_down(row) {
            grid.lead(row + 1);
        }
    };
    let up = move |_| {
        if row > 0 && grid.move_down(row - 1) {
            grid.lead(row - 1);
        }
    };
    view! {
        <Menu label="操作" about=format!("第 {} 个目标", row + 1)>
            <button type="button" class="app-btn" title="在下面插入一行（Ctrl+Enter）" on:click=move |_| grid.insert(row + 1)>"插入"</button>
            <button type="button" class="app-btn" on:click=move |_| grid.duplicate(row)>"复制"</button>
            <button type="button" class="app-btn" on:click=up>"上移"</button>
            <button type="button" class="app-btn" on:click=down>"下移"</button>
            <button type="button" class="app-btn" title="一个目标有几个数时，分项填写" on:click=part>"分项"</button>
            <button type="button" class="app-btn" on:click=move |_| grid.remove(row)>"删除"</button>
        </Menu>
    }
}

/// One of several figures of a target.
#[component]
fn PartRow(
    grid: Grid,
    row: usize,
    part: usize,
    scored: Memo<Option<Arc<TargetScore>>>,
) -> impl IntoView {
    let Grid { desk, list, .. } = grid;
    let own = grid.asked.with_value(|asked| asked.points);
    let place = move |field| Place::Part(list.get_value(), row, part, field);
    let label = move |what: &str| format!("第 {} 个目标 分项 {} {what}", row + 1, part + 1);
    let rate = move || scored.with(|scored| scored.as_ref()?.parts.get(part).copied().flatten());
    let columns = grid.columns.get_value();
    let cells = columns.into_iter().filter(|column| *column != Column::Note).map(|column| {
        let class = class(column);
        match column {
            Column::Name => view! { <td class=class><Cell place=place("name") label=label("名称") placeholder="分项名称"/></td> }.into_any(),
            Column::Goal => view! { <td class=class><Cell place=place("goal") label=label("目标值") number=true/></td> }.into_any(),
            Column::Actual => view! { <td class=class><Cell place=place("actual") label=label("实际完成值") number=true/></td> }.into_any(),
            _ => view! { <td></td> }.into_any(),
        }
    });
    view! {
        <tr class="app-target__part">
            <td></td>
            {cells.collect_view()}
            {(!own).then(|| view! { <td></td> })}
            <td class="n">{move || if own { number::score(rate()) } else { number::percent(rate()) }}</td>
            <td class="app-target__tools">
                <button type="button" class="app-link" aria-label=label("删除") on:click=move |_| list.with_value(|list| desk.remove_part(list, row, part))>"删除"</button>
            </td>
        </tr>
    }
}

#[component]
fn TargetFindings(grid: Grid, row: usize) -> impl IntoView {
    let place = grid.place(row, Column::Name);
    let notes = grid.desk.notes(&place);
    let messages = Memo::new(move |_| said(&notes.read()));
    view! {
        {move || messages.get().into_iter().map(|message| view! { <p class="app-find">{message}</p> }).collect_view()}
    }
}
