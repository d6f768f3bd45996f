//! 评分依据及其他: what was filled in, or is to be, where the form has no column for it.

use leptos::prelude::*;
use scoring::layout::Shows;
use scoring_export::layout::{self, Scored};

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
    let scored = layout::scored(&filled.scorer, &filled.sheet, &filled.form);
    let rows: Vec<_> = scored.filter_map(|one| row(filled, &one)).collect();
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

fn row(filled: &Filled, one: &Scored<'_>) -> Option<Row> {
    let text = |shows, text: String| match one.on_form(shows) {
        true => String::new(),
        false => text,
    };
    let note = match filled.blank {
        true => asked(one.rule),
        false => String::new(),
    };
    let basis = Printed {
        note: text(Shows::Basis, note),
        ..Printed::new(text(Shows::Basis, one.basis()))
    };
    let said = |shows, said: &str| text(shows, said.to_owned());
    let evidence = said(Shows::Evidence, one.said(|answer| &answer.evidence));
    let remark = said(Shows::Remark, one.said(|answer| &answer.remark));
    let all = [&basis.text, &basis.note, &evidence, &remark];
    let name = Printed::new(one.indicator.name.clone());
    all.iter().any(|text| !text.is_empty()).then(|| Row {
        class: "",
        cells: vec![name, basis, Printed::new(evidence), Printed::new(remark)],
    })
}
