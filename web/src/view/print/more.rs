//! 评分依据及其他: what was filled in, or is to be, where the form has no column for it.

use leptos::prelude::*;
use scoring::form::{Answer, Target};
use scoring::layout::Shows;

use super::items::{Item, as_targets, items};
use super::scores::asked;
use super::{Filled, Printed, Row};

const HEADS: [&str; 4] = [
    "三级指标",
    "评分依据、未达标原因、改进措施",
    "佐证材料",
    "备注",
];
/// Widths of the columns, mm: 277 together.
const WIDTHS: [u32; 4] = [45, 132, 60, 40];

/// Nothing where the form has a place for all.
pub(super) fn table(filled: &Filled) -> Option<AnyView> {
    let empty = Target::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut last = "";
    for item in &items(filled, &empty) {
        // Targets in the place of a line say of themselves alone.
        if last != item.indicator.id {
            rows.extend(row(filled, item));
        }
        last = &item.indicator.id;
    }
    if rows.is_empty() {
        return None;
    }
    Some(super::table(
        "app-paper__targets",
        filled.caption("评分依据及其他"),
        WIDTHS.to_vec(),
        super::heads(HEADS),
        rows.into_iter().map(Row::view).collect_view(),
    ))
}

fn row(filled: &Filled, item: &Item<'_>) -> Option<Row> {
    let missing =
        |shows: Shows| !filled.rubric().layout.has(shows) || as_targets(filled, item.rule);
    let none = Answer::default();
    let answer = filled.form.answers.get(&item.indicator.id).unwrap_or(&none);
    let text = |shows, text: String| match missing(shows) {
        true => text,
        false => String::new(),
    };
    let note = match filled.blank {
        true => asked(item.rule),
        false => String::new(),
    };
    let basis = Printed {
        note: text(Shows::Basis, note),
        ..Printed::new(text(Shows::Basis, answer.basis()))
    };
    let evidence = text(Shows::Evidence, answer.evidence.trim().to_owned());
    let remark = text(Shows::Remark, answer.remark.trim().to_owned());
    let said = [&basis.text, &basis.note, &evidence, &remark];
    let name = Printed::new(item.indicator.name.clone());
    said.iter().any(|text| !text.is_empty()).then(|| Row {
        class: "",
        cells: vec![name, basis, Printed::new(evidence), Printed::new(remark)],
    })
}
