//! 核查明细: every row that the reviewer scored other than the unit, and the figures that were corrected.

use rust_xlsxwriter::RowNum;
use rust_xlsxwriter::utility::row_col_to_cell;
use scoring::form::Form;
use scoring::review::{by, cause, corrections, reviewed, said};

use super::cells::{self, Places};
use super::filled::Filled;
use super::formulas::shown;
use super::paper::{Area, Content, Paper};
use super::styles::Styles;
use super::{Error, REVIEWED, measure};

const HEADS: [&str; 9] = [
    "序号",
    "指标",
    "分值",
    "自评得分",
    "核查得分",
    "核查－自评",
    "核减核增",
    "原因",
    "核实的数、查验的材料",
];
const WIDTHS: [u32; 9] = [48, 220, 60, 72, 72, 84, 84, 330, 330];
/// The row of the heads, below the title and the count.
const HEAD: RowNum = 2;

/// `unit` is what the unit handed in, where it is at hand. None where the form is no reviewer's.
pub(super) fn sheet(
    filled: &Filled<'_>,
    places: &Places,
    unit: Option<&Form>,
    styles: &Styles,
) -> Result<Option<Paper>, Error> {
    if !filled.rubric.verifies() {
        return Ok(None);
    }
    let rows = reviewed(&filled.sheet, filled.form, unit);
    let mut paper = Paper::new(REVIEWED, &WIDTHS, filled.code)?;
    let across = |row| Area::across(row, (0, 8));
    paper.put(across(0), &Content::text("核查明细"), &styles.title)?;
    paper.height(0, 40)?;
    let header = unit.map_or_else(Vec::new, |unit| corrections(unit, filled.form));
    let header: String = (header.iter())
        .filter(|one| one.at.indicator().is_none())
        .map(|one| said(&filled.scorer, one))
        .collect();
    let count = match rows.len() {
        0 => "核查与自评处处相同。".to_owned(),
        count => format!("与单位自评不同的共 {count} 项。{header}"),
    };
    paper.put(across(1), &Content::text(&count), &styles.note)?;
    paper.height(1, measure::height(&count, WIDTHS.iter().sum()).max(28))?;
    paper.heads(HEAD, &HEADS, &styles.head)?;
    paper.height(HEAD, 28)?;
    paper.freeze(HEAD + 1)?;
    for (index, one) in rows.iter().enumerate() {
        let row = HEAD + 1 + cells::rows(index);
        let name = filled
            .scorer
            .name_of(&scoring::finding::Place::Line(one.line.id.clone()));
        let mut why = vec![cause(&one.cause).to_owned(), one.reason.trim().to_owned()];
        why.retain(|text| !text.is_empty());
        let why = why.join("：");
        let mut seen: Vec<_> = one
            .corrected
            .iter()
            .map(|one| said(&filled.scorer, one))
            .collect();
        seen.push(one.evidence.trim().to_owned());
        seen.retain(|text| !text.is_empty());
        let seen = seen.join("\n");
        paper.put(
            Area::cell(row, 0),
            &Content::Number((index + 1).into()),
            &styles.number,
        )?;
        paper.text(row, 1, &name, &styles.text)?;
        paper.put(
            Area::cell(row, 2),
            &Content::Number(one.line.full),
            &styles.number,
        )?;
        let scores = [
            (3, places.claimed(one.index), one.line.claimed),
            (4, places.verified(one.index), one.line.verified),
        ];
        for (col, cell, score) in scores {
            let there = Content::score(shown(&cell), score);
            paper.put(Area::cell(row, col), &there, &styles.number)?;
        }
        let (claimed, verified) = (row_col_to_cell(row, 3), row_col_to_cell(row, 4));
        let difference =
            format!("IF(COUNT({claimed},{verified})<2,\"\",ROUND({verified}-{claimed},10))");
        paper.put(
            Area::cell(row, 5),
            &Content::score(&difference, one.by),
            &styles.number,
        )?;
        let found = row_col_to_cell(row, 5);
        let words = format!(
            "IF({found}=\"\",\"\",IF({found}<0,\"核减 \"&ABS({found}),IF({found}>0,\"核增 \"&{found},\"一致\")))"
        );
        let words = Content::Formula(words, one.by.map(by).unwrap_or_default());
        paper.put(Area::cell(row, 6), &words, &styles.centre)?;
        paper.text(row, 7, &why, &styles.text)?;
        paper.text(row, 8, &seen, &styles.text)?;
        let texts = [(1, &name), (7, &why), (8, &seen)];
        let heights = texts.map(|(col, text)| measure::height(text, WIDTHS[col]));
        let height = heights.into_iter().fold(28, u32::max);
        paper.height(row, height.min(measure::TALLEST))?;
    }
    Ok(Some(paper))
}
