//! A block from a spreadsheet: what goes where, and what was understood, before anything is filled in.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use scoring::change::Change;
use scoring::finding::Place;
use scoring::form::Target;
use scoring_export::block::{Cell, Column, Grid as Cells, Plan, Reading, Severity};
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DomParser, Element, Event, HtmlTableCellElement, HtmlTableElement,
    HtmlTableRowElement, SupportedType,
};

use super::Grid;
use crate::component::dialog::Dialog;
use crate::desk::Message;
use crate::keep::versions;

/// How long the dialog may take to go, ms.
const GONE: u32 = 100;
/// How many rows are shown before they are filled in.
const SOME: usize = 8;

/// How many notes of what was understood are listed.
const MOST: usize = 30;

/// A block that came from the clipboard; without one, the dialog asks for it.
pub struct Pasting {
    cells: Cells,
    /// The cell that had the focus.
    focus: Option<(usize, Column)>,
}

/// Where the rows go.
#[derive(Clone, Copy, PartialEq)]
enum Where {
    /// Over the rows from the nth on, as in a spreadsheet.
    Over(usize),
    /// Between the rows, before the nth.
    Before(usize),
    /// Behind the last.
    End,
}

/// Asks for a block: a page cannot look into the clipboard by itself.
pub fn ask(grid: Grid) {
    grid.pasting.set(Some(Arc::new(Pasting {
        cells: Cells::default(),
        focus: None,
    })));
}

/// A paste into the grid. One cell is the browser's own; a block is looked at first.
pub fn take(grid: Grid, event: &Event) {
    let data = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(ClipboardEvent::clipboard_data);
    let Some(data) = data else { return };
    let text = |kind: &str| data.get_data(kind).unwrap_or_default();
    let cells =
        from_html(&text("text/html")).unwrap_or_else(|| Cells::from_tsv(&text("text/plain")));
    if cells.height() * cells.width() <= 1 {
        return;
    }
    event.prevent_default();
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let place = target.and_then(|target| target.id().parse::<Place>().ok());
    let focus = place.and_then(|place| grid.cell(&place));
    let column = |nth: usize| grid.columns.with_value(|columns| columns[nth]);
    let focus = focus.map(|(row, nth)| (row, column(nth)));
    grid.pasting.set(Some(Arc::new(Pasting { cells, focus })));
}

/// The first table of a clipboard's HTML, unfolded: a merged cell stands at its first place, and goes on in the others.
fn from_html(html: &str) -> Option<Cells> {
    if html.is_empty() {
        return None;
    }
    let page = DomParser::new()
        .ok()?
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let table: HtmlTableElement = page.query_selector("table").ok()??.unchecked_into();
    let mut rows: Vec<Vec<Option<Cell>>> = Vec::new();
    let count = table.rows().length();
    for nth in 0..count {
        let row: HtmlTableRowElement = table.rows().item(nth)?.unchecked_into();
        let nth = nth as usize;
        rows.resize(rows.len().max(nth + 1), Vec::new());
        let mut column = 0;
        for index in 0..row.cells().length() {
            let cell: HtmlTableCellElement = row.cells().item(index)?.unchecked_into();
            while rows[nth].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            // A span may say more than there is.
            let (down, right) = (
                cell.row_span().clamp(1, count),
                cell.col_span().clamp(1, 100),
            );
            for (r, c) in (0..down as usize).flat_map(|r| (0..right as usize).map(move |c| (r, c)))
            {
                rows.resize(rows.len().max(nth + r + 1), Vec::new());
                let line = &mut rows[nth + r];
                line.resize(line.len().max(column + c + 1), None);
                let first = (r, c) == (0, 0);
                line[column + c] = Some(Cell {
                    text: if first {
                        cell.text_content().unwrap_or_default()
                    } else {
                        String::new()
                    },
                    continues: !first,
                });
            }
            column += right as usize;
        }
    }
    rows.truncate(count as usize);
    let whole = |row: Vec<Option<Cell>>| row.into_iter().map(Option::unwrap_or_default).collect();
    Some(Cells::new(rows.into_iter().map(whole).collect()))
}

/// The dialog, while a block waits.
#[component]
pub fn Paste(grid: Grid) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(grid.pasting.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() {
            // After the dialog has gone, unless another block came meanwhile.
            let forget = move || {
                if open.try_get_untracked() == Some(false) {
                    grid.pasting.set(None);
                }
            };
            Timeout::new(GONE, forget).forget();
        }
    });
    let title = Signal::derive(move || {
        grid.pasting.with(|pasting| match pasting {
            Some(pasting) if pasting.cells.height() > 0 => {
                format!(
                    "粘贴 {} 行 {} 列",
                    pasting.cells.height(),
                    pasting.cells.width()
                )
            }
            _ => "粘贴一块".to_owned(),
        })
    });
    view! {
        <Dialog title=title open=open>
            {move || grid.pasting.get().map(|pasting| match pasting.cells.height() {
                0 => view! { <Ask grid=grid/> }.into_any(),
                _ => view! { <Preview grid=grid pasting=pasting open=open/> }.into_any(),
            })}
        </Dialog>
    }
}

/// Asks for the block.
#[component]
fn Ask(grid: Grid) -> impl IntoView {
    view! {
        <p>"在 Excel、WPS 或 Word 里选中目标表的几行几列，复制，然后点下面的框，按 Ctrl+V。有没有表头都可以。"</p>
        <textarea class="app-in app-in--text" rows="3" aria-label="在这里粘贴" on:paste=move |event| take(grid, &event)></textarea>
    }
}

/// What goes where.
#[component]
fn Preview(grid: Grid, pasting: Arc<Pasting>, open: RwSignal<bool>) -> impl IntoView {
    let plan = RwSignal::new(grid.asked.with_value(|asked| {
        Plan::guess(
            &pasting.cells,
            asked,
            pasting.focus.map(|(_, column)| column),
        )
    }));
    let row = pasting.focus.map(|(row, _)| row);
    let place = RwSignal::new(row.map_or(Where::End, Where::Over));
    let cells = StoredValue::new(pasting.clone());
    let reading = Memo::new(move |_| {
        let onto = onto(
            grid,
            place.get(),
            cells.with_value(|pasting| pasting.cells.height()),
        );
        grid.asked.with_value(|asked| {
            cells.with_value(|pasting| {
                Same(plan.read().targets(&pasting.cells, asked, &onto).into())
            })
        })
    });
    let count = move || reading.with(|reading| reading.0.targets.len());
    let width = pasting.cells.width();
    let heads = (0..width)
        .map(|nth| view! { <th scope="col"><Destination grid=grid plan=plan nth=nth/></th> });
    let fill = move |_| {
        let read = reading.with_untracked(|reading| reading.0.clone());
        apply(grid, place.get_untracked(), &read);
        open.set(false);
    };
    let main = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = main.get() {
            button.focus().ok();
        }
    });
    let existing = grid.rows();
    let choice = move |one: Where, text: String| {
        let chosen = move || (place.get() == one).to_string();
        view! { <button type="button" class="app-seg__one" aria-pressed=chosen on:click=move |_| place.set(one)>{text}</button> }
    };
    let choices = row.filter(|_| existing > 0).map(|row| {
        view! {
            <p class="app-ask"><span class="app-ask__label">"放到"</span>
                <span class="app-seg" role="group" aria-label="放到哪里">
                    {choice(Where::Over(row), format!("第 {} 行起，盖住原来的", row + 1))}
                    {choice(Where::Before(row), format!("第 {} 行之前", row + 1))}
                    {choice(Where::End, "末尾".to_owned())}
                </span>
            </p>
        }
    });
    view! {
        <div class="app-scroll" tabindex="0" role="region" aria-label="预览">
            <table class="app-paste">
                <caption>"每列贴到哪里，可以改："</caption>
                <thead><tr><th scope="col">"行"</th>{heads.collect_view()}<th scope="col">"读作"</th></tr></thead>
                <tbody>{move || reading.with(|reading| preview(&pasting.cells, plan.get().first_row, &reading.0))}</tbody>
            </table>
        </div>
        {move || reading.with(|reading| notes(&reading.0))}
        {choices}
        <div class="app-dialog__foot">
            <button type="button" class="app-btn" on:click=move |_| open.set(false)>"不贴了"</button>
            <button type="button" node_ref=main class="app-btn app-btn--main" id="paste-fill" on:click=fill>"填入 " {count} " 个目标"</button>
        </div>
    }
}

/// A reading, for a memo: any is another.
struct Same(Arc<Reading>);

impl PartialEq for Same {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The targets that the block is written over.
fn onto(grid: Grid, place: Where, most: usize) -> Vec<Target> {
    let Where::Over(from) = place else {
        return Vec::new();
    };
    let targets = grid.list.with_value(|list| {
        grid.desk.with_form(|form| {
            Some(
                form.targets
                    .get(list)?
                    .iter()
                    .skip(from)
                    .take(most)
                    .cloned()
                    .collect(),
            )
        })
    });
    targets.unwrap_or_default()
}

/// Where a column goes.
#[component]
fn Destination(grid: Grid, plan: RwSignal<Plan>, nth: usize) -> impl IntoView {
    let mut columns = grid.columns.get_value();
    columns.extend([Column::GoalWhole, Column::Ignore]);
    let words = columns.clone();
    let change = move |event| {
        let label = event_target_value(&event);
        if let Some(column) = words.iter().find(|column| column.label() == label) {
            plan.update(|plan| plan.columns[nth] = *column);
        }
    };
    let options = columns.into_iter().map(|column| {
        // Only this list changes it, so it need not follow.
        let chosen = plan.with_untracked(|plan| plan.columns.get(nth) == Some(&column));
        view! { <option selected=chosen>{column.label()}</option> }
    });
    view! {
        <select class="app-in app-in--pick" aria-label=format!("第 {} 列贴到", nth + 1) on:change=change>{options.collect_view()}</select>
    }
}

/// The first rows as they came, and as they were read.
fn preview(cells: &Cells, first: usize, reading: &Reading) -> impl IntoView + use<> {
    let height = cells.height();
    let heads = (0..first.min(height)).map(|row| (row, "表头".to_owned()));
    let read = reading
        .targets
        .iter()
        .map(|pasted| (pasted.row, read(&pasted.target)));
    let left_out = reading
        .left_out
        .iter()
        .map(|note| (note.row, "不贴入".to_owned()));
    let mut rows: Vec<_> = heads.chain(read).chain(left_out).collect();
    rows.sort_by_key(|(row, _)| *row);
    let more = rows.len().saturating_sub(SOME);
    let row = |(row, read): (usize, String)| {
        let texts = (0..cells.width())
            .map(|column| view! { <td>{cells.text(row, column).to_owned()}</td> });
        let texts = texts.collect_view();
        view! { <tr><th scope="row" class="n">{row + 1}</th>{texts}<td class="app-read">{read}</td></tr> }
    };
    let rows = rows.into_iter().take(SOME).map(row).collect_view();
    let more = (more > 0)
        .then(|| view! { <tr><td colspan="20">{format!("还有 {more} 行，照样填入。")}</td></tr> });
    (rows, more)
}

fn read(target: &Target) -> String {
    let Target {
        name,
        direction,
        goal,
        unit,
        actual,
        ..
    } = target;
    let actual = match actual.text() {
        "" => String::new(),
        actual => format!("，实际 {actual}"),
    };
    format!("{name} {direction}{}{unit}{actual}", goal.text())
}

/// What cannot be used and what was left out first; what was understood is folded.
fn notes(reading: &Reading) -> impl IntoView + use<> {
    let all = reading
        .targets
        .iter()
        .flat_map(|pasted| &pasted.notes)
        .chain(&reading.left_out);
    let (understood, wrong): (Vec<_>, Vec<_>) =
        all.partition(|note| note.severity == Severity::Understood);
    let understood: Vec<_> = understood
        .into_iter()
        .map(|note| note.message.clone())
        .collect();
    let wrong = wrong
        .into_iter()
        .map(|note| {
            let calm = note.severity == Severity::LeftOut;
            view! { <p class="app-find" class:app-find--notice=calm>{note.message.clone()}</p> }
        })
        .collect_view();
    let folded = (!understood.is_empty()).then(|| view! {
        <details class="app-more">
            <summary>{understood.len()} " 处自动识别"</summary>
            <ul>{understood.into_iter().take(MOST).map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
        </details>
    });
    (wrong, folded)
}

/// Fills the block in, as one step.
fn apply(grid: Grid, place: Where, reading: &Reading) {
    let rows: Vec<_> = reading
        .targets
        .iter()
        .map(|pasted| pasted.target.clone())
        .collect();
    let (count, existing) = (rows.len(), grid.rows());
    let (from, remove) = match place {
        Where::Over(from) => (from, count.min(existing.saturating_sub(from))),
        Where::Before(from) => (from, 0),
        Where::End => (existing, 0),
    };
    if let Some(draft) = grid.desk.draft() {
        versions::keep(draft);
    }
    grid.desk.make(Change::Targets {
        list: grid.list.get_value(),
        from,
        remove,
        rows,
    });
    let done = format!("已填入 {count} 个目标。不对的话，按“撤销”就都回来。");
    grid.desk.message.set(Some(Message::done(done)));
    grid.desk.lead(grid.place(from, Column::Name));
}
