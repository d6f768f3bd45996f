//! The official form on paper: A4 landscape, flat rows, repeated head.
//!
//! Made when the browser is about to print, and gone afterwards. Browsers break tables with row
//! spans badly, so every row is flat and a merged cell is drawn with borders alone.

use std::cell::RefCell;

use leptos::prelude::*;
use scoring::rubric::{Indicator, Rubric};
use scoring::{Line, ScoreSheet};
use scoring_export::layout::{HEADS, basis};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::desk::Desk;

/// A printed row: its cells, and how many of them from the left go on from the row above.
struct Printed {
    cells: [String; 12],
    goes_on: [bool; 12],
}

/// Makes the paper when the browser prints.
pub fn on_print(desk: Desk) {
    thread_local! {
        static PAPER: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    }
    let clear = || {
        if let Some(paper) = PAPER.take() {
            paper.remove();
        }
    };
    window_event_listener(
        leptos::ev::Custom::<web_sys::Event>::new("beforeprint"),
        move |_| {
            clear();
            let Some(scorer) = desk
                .open
                .with_untracked(|open| open.as_ref().map(|o| o.scorer.clone()))
            else {
                return;
            };
            let Ok(paper) = document().create_element("div") else {
                return;
            };
            let paper: HtmlElement = paper.unchecked_into();
            paper.set_class_name("app-paper");
            let (sheet, rubric) = (desk.sheet.get_untracked(), scorer.rubric().clone());
            mount_to(paper.clone(), move || paper_view(desk, &rubric, &sheet)).forget();
            if let Some(body) = document().body() {
                body.append_child(&paper).ok();
            }
            PAPER.set(Some(paper));
        },
    );
    window_event_listener(
        leptos::ev::Custom::<web_sys::Event>::new("afterprint"),
        move |_| clear(),
    );
}

fn paper_view(desk: Desk, rubric: &Rubric, sheet: &ScoreSheet) -> impl IntoView + use<> {
    let form = desk.form.get_untracked();
    let text = |id: &str| {
        form.profile
            .get(id)
            .map(|e| e.text().trim().to_owned())
            .unwrap_or_default()
    };
    let tables = rubric.profile.iter().map(|table| {
        let fields = table.fields.iter().map(|field| {
            let unit = field.unit.as_ref().map(|unit| format!("（{unit}）")).unwrap_or_default();
            let under = field.under.as_ref().map(|under| format!("{under}·")).unwrap_or_default();
            view! { <div><dt>{under}{field.label.clone()}{unit}</dt><dd>{text(&field.id)}</dd></div> }
        });
        view! { <h2>{table.title.clone()}</h2> <dl>{fields.collect_view()}</dl> }
    });
    let goals = form.goals.iter().map(|goal| {
        view! { <tr><td>{goal.goal.clone()}</td><td>{goal.done.clone()}</td></tr> }
    });
    let rows = printed(rubric, sheet, &form).into_iter().map(|row| {
        let cells = row
            .cells
            .into_iter()
            .zip(row.goes_on)
            .map(|(cell, goes_on)| {
                view! { <td class:app-paper__on=goes_on>{cell}</td> }
            });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let heads = HEADS.map(|head| view! { <th scope="col">{head}</th> });
    let points = rubric.points.to_string();
    let total = sheet
        .total
        .claimed
        .or(sheet.total.computed)
        .map(|t| t.to_string());
    let computed = sheet.total.computed.map(|t| t.to_string());
    let grade = sheet.grade.computed.clone();
    let lines = rubric
        .signatures
        .iter()
        .map(|who| view! { <span>{who.clone()} "：＿＿＿＿＿＿＿＿"</span> });
    view! {
        <h1>{rubric.title.clone()}</h1>
        <p class="app-paper__year">"年度：" {form.year(rubric).to_owned()} "年"</p>
        {tables.collect_view()}
        {rubric.goals.then(|| view! {
            <table class="app-paper__goals">
                <thead><tr><th scope="col">"年度总目标"</th><th scope="col">"完成情况"</th></tr></thead>
                <tbody>{goals.collect_view()}</tbody>
            </table>
        })}
        <h2>"指标评分表"</h2>
        <table class="app-paper__form">
            <thead><tr>{heads.into_iter().collect_view()}</tr></thead>
            <tbody>
                {rows.collect_view()}
                <tr class="app-paper__total">
                    <td>"合计"</td><td>{points.clone()}</td><td></td><td>{points.clone()}</td><td></td><td>{points}</td><td>{total}</td>
                    <td colspan="5">"按标准计算 " {computed} " 分 " {grade}</td>
                </tr>
            </tbody>
        </table>
        <p class="app-paper__sign">{lines.collect_view()} <span>"（盖章）"</span></p>
    }
}

/// The rows of the form in print order; the targets of a row each on a line of their own.
fn printed(rubric: &Rubric, sheet: &ScoreSheet, form: &scoring::form::Form) -> Vec<Printed> {
    let mut rows: Vec<Printed> = Vec::new();
    let mut lines = sheet.lines.iter();
    let mut number = 0;
    for section in &rubric.sections {
        let mut section_goes_on = false;
        for group in &section.groups {
            let mut group_goes_on = false;
            for indicator in &group.indicators {
                let Some(line) = lines.next() else {
                    return rows;
                };
                let targets = form
                    .targets
                    .get(&indicator.id)
                    .filter(|_| !line.targets.is_empty());
                let bases: Vec<String> = match targets {
                    Some(targets) => targets
                        .iter()
                        .map(|target| {
                            number += 1;
                            basis(number, target)
                        })
                        .collect(),
                    None => vec![
                        form.answers
                            .get(&indicator.id)
                            .map(|a| a.reason.clone())
                            .unwrap_or_default(),
                    ],
                };
                for (index, basis) in bases.into_iter().enumerate() {
                    let on = index > 0;
                    let mut cells = cells(indicator, line, form);
                    cells[0] = section.name.clone();
                    cells[1] = section.points.to_string();
                    cells[2] = group.name.clone();
                    cells[3] = group.points.to_string();
                    cells[7] = basis;
                    let goes_on = [
                        section_goes_on,
                        section_goes_on,
                        group_goes_on,
                        group_goes_on,
                        on,
                        on,
                        on,
                        false,
                        on,
                        on,
                        on,
                        on,
                    ];
                    for (cell, goes_on) in cells.iter_mut().zip(goes_on) {
                        if goes_on {
                            cell.clear();
                        }
                    }
                    rows.push(Printed { cells, goes_on });
                    (section_goes_on, group_goes_on) = (true, true);
                }
            }
        }
    }
    rows
}

fn cells(indicator: &Indicator, line: &Line, form: &scoring::form::Form) -> [String; 12] {
    let remark = form
        .answers
        .get(&indicator.id)
        .map(|a| a.remark.clone())
        .unwrap_or_default();
    let score = line
        .claimed
        .or(line.computed)
        .map(|s| s.to_string())
        .unwrap_or_default();
    let mut cells: [String; 12] = Default::default();
    cells[4] = indicator.name.clone();
    cells[5] = indicator.points.to_string();
    cells[6] = score;
    cells[8] = indicator.meaning.clone();
    cells[9] = indicator.criteria.clone();
    cells[10] = indicator.evidence.clone();
    cells[11] = remark;
    cells
}
