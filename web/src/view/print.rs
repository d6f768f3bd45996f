//! The official form on paper: A4 landscape, flat rows, repeated head. Filled, or blank to fill in by hand.
//!
//! Made when the browser is about to print, and gone afterwards. Browsers break tables with row
//! spans badly, so every row is flat and a merged cell is drawn with borders alone.

mod foot;
mod head;
mod more;
mod scores;
mod targets;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

use leptos::ev::Custom;
use leptos::prelude::*;
use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring::{ScoreSheet, Scorer};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::desk::Desk;

/// What the body has while it holds a paper: what else is in the page is not printed then.
const PRINTING: &str = "data-printing";

/// What is printed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Copy {
    /// What is filled in, with its scores.
    #[default]
    Filled,
    /// An empty form, with room to write.
    Blank,
}

thread_local! {
    /// What to print next; the browser's own command prints what is filled in.
    static NEXT: Cell<Copy> = const { Cell::new(Copy::Filled) };
    /// The paper in the page, and what takes its views down with it.
    static PAPER: RefCell<Option<(HtmlElement, Box<dyn Any>)>> = const { RefCell::new(None) };
}

/// Prints the open form.
pub fn print(desk: Desk, copy: Copy) {
    if desk.open.with_untracked(Option::is_none) {
        return;
    }
    NEXT.set(copy);
    window().print().ok();
    // A browser that is not allowed to print asks for no paper, and says nothing.
    if PAPER.with_borrow(Option::is_none) {
        NEXT.set(Copy::Filled);
    }
}

/// Makes the paper when the browser prints.
pub fn on_print(desk: Desk) {
    window_event_listener(Custom::<web_sys::Event>::new("beforeprint"), move |_| {
        take_away();
        let open = desk.open.get_untracked();
        if let Some(paper) = open.and_then(|open| lay_out(desk, &open.scorer, NEXT.get())) {
            PAPER.set(Some(paper));
        }
    });
    window_event_listener(Custom::<web_sys::Event>::new("afterprint"), |_| {
        take_away();
        NEXT.set(Copy::Filled);
    });
}

fn take_away() {
    if let Some((paper, views)) = PAPER.take() {
        drop(views);
        paper.remove();
        if let Some(body) = document().body() {
            body.remove_attribute(PRINTING).ok();
        }
    }
}

fn lay_out(desk: Desk, scorer: &Arc<Scorer>, copy: Copy) -> Option<(HtmlElement, Box<dyn Any>)> {
    let body = document().body()?;
    let paper: HtmlElement = document().create_element("div").ok()?.unchecked_into();
    let filled = match copy {
        Copy::Filled => Filled {
            form: desk.with_form(Form::clone),
            sheet: desk.sheet.get_untracked(),
            scorer: scorer.clone(),
            blank: false,
            code: desk.document()?.code(),
        },
        Copy::Blank => {
            let form = targets::blank(scorer);
            Filled {
                sheet: Arc::new(scorer.score(&form)),
                form,
                scorer: scorer.clone(),
                blank: true,
                code: String::new(),
            }
        }
    };
    paper.set_class_name(match copy {
        Copy::Filled => "app-paper",
        Copy::Blank => "app-paper app-paper--blank",
    });
    let views = mount_to(paper.clone(), move || view(&filled));
    body.append_child(&paper).ok()?;
    body.set_attribute(PRINTING, "").ok()?;
    Some((paper, Box::new(views)))
}

/// What the paper shows.
struct Filled {
    form: Form,
    sheet: Arc<ScoreSheet>,
    scorer: Arc<Scorer>,
    /// Whether it is to be filled in by hand.
    blank: bool,
    /// 校验码 of what is filled in.
    code: String,
}

impl Filled {
    fn rubric(&self) -> &Rubric {
        self.scorer.rubric()
    }

    /// Whose form it is; empty on a blank one.
    fn unit(&self) -> String {
        let unit = self.form.profile.get("organisation");
        unit.map_or_else(String::new, |unit| unit.text().trim().to_owned())
    }

    /// The line above the heads of a table, so that each page says what it is a page of.
    fn caption(&self, table: &str) -> String {
        let unit = match self.unit() {
            unit if unit.is_empty() => "________________________".to_owned(),
            unit => unit,
        };
        let code = match self.blank {
            true => String::new(),
            false => format!("　　校验码 {}", self.code),
        };
        format!("{table}　　{unit}　　{}{code}", self.year())
    }

    fn year(&self) -> String {
        let rubric = self.rubric();
        // Where the form asks for it, the rubric's own is not the unit's.
        if self.blank && rubric.fields().any(|field| field.id == "year") {
            return "________ 年度".to_owned();
        }
        format!("{} 年度", self.form.year(rubric))
    }
}

fn view(filled: &Filled) -> impl IntoView + use<> {
    view! {
        {head::view(filled)}
        {scores::table(filled)}
        {more::table(filled)}
        {targets::table(filled)}
        {foot::view(filled)}
    }
}

/// A printed row.
struct Row {
    class: &'static str,
    cells: Vec<Printed>,
}

/// A cell: its text, and whether it goes on from the row above.
struct Printed {
    text: String,
    /// Under the text, in quieter letters.
    note: String,
    goes_on: bool,
    class: &'static str,
}

impl Printed {
    fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            note: String::new(),
            goes_on: false,
            class: "",
        }
    }

    /// A cell that is merged with the one above where it goes on.
    fn merged(text: impl Into<String>, goes_on: bool) -> Self {
        Self {
            goes_on,
            ..Self::new(if goes_on { String::new() } else { text.into() })
        }
    }
}

impl Row {
    fn view(self) -> impl IntoView + use<> {
        let cells = self.cells.into_iter().map(|cell| {
            let note = (!cell.note.is_empty()).then(|| view! { <small>{cell.note}</small> });
            view! { <td class=cell.class class:app-paper__on=cell.goes_on>{cell.text}{note}</td> }
        });
        view! { <tr class=self.class>{cells.collect_view()}</tr> }
    }
}

/// A table whose heads, with a line above that names it, stand on each of its pages. So does its foot, an empty one: it draws the
/// rule under cells that go on overleaf. The widths are in mm.
fn table<H: IntoView + 'static, V: IntoView + 'static>(
    class: &'static str,
    caption: String,
    widths: Vec<u32>,
    heads: H,
    body: V,
) -> AnyView {
    let span = widths.len().to_string();
    // Fixed layout reads widths from here or from the first row, and that row is a single cell.
    let widths = widths
        .into_iter()
        .map(|width| format!("width:{width}mm"))
        .map(|style| view! { <col style=style/> })
        .collect_view();
    view! {
        <table class=class>
            <colgroup>{widths}</colgroup>
            <thead>
                <tr class="app-paper__caption"><td colspan=span.clone()>{caption}</td></tr>
                {heads}
            </thead>
            <tfoot><tr><td colspan=span></td></tr></tfoot>
            <tbody>{body}</tbody>
        </table>
    }
    .into_any()
}

/// A single row of heads.
fn heads(heads: impl IntoIterator<Item = &'static str>) -> impl IntoView {
    let heads = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect_view();
    view! { <tr>{heads}</tr> }
}
