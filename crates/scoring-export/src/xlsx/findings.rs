//! 问题提示: what a person should look at, errors first, each with the cell to mend.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, RowNum};
use scoring::finding::{Place, Severity};

use super::cells::{self, Places};
use super::filled::Filled;
use super::paper::{Area, Bound, Content, Paper};
use super::styles::Styles;
use super::{Error, FINDINGS, TARGET_TABLE, WORKING, measure, target_table, working};

const HEADS: [&str; 5] = ["序号", "级别", "位置", "所在单元格", "内容"];
const WIDTHS: [u32; 5] = [48, 60, 230, 170, 540];
/// The row of the heads, below the title and the count.
const HEAD: RowNum = 2;
/// A sheet with more links than this is damaged to Excel.
const LINKS: usize = 65_530;
/// The levels, the worst first.
const LEVELS: [(Severity, &str, &str); 3] = [
    (Severity::Error, "错误", "处"),
    (Severity::Warning, "提醒", "处"),
    (Severity::Notice, "说明", "条"),
];

/// A cell of another sheet.
type Cell = (&'static str, RowNum, ColNum);

/// `before` are the sheets where the fields stand.
pub(super) fn sheet(
    filled: &Filled<'_>,
    places: &Places,
    before: &[Paper],
    styles: &Styles,
) -> Result<Paper, Error> {
    let mut paper = Paper::new(FINDINGS, &WIDTHS, filled.code)?;
    let across = |row| Area::across(row, (0, 4));
    paper.put(across(0), &Content::text("问题提示"), &styles.title)?;
    paper.height(0, 40)?;
    let mut findings: Vec<_> = filled.sheet.findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    let counts = LEVELS.map(|(level, name, unit)| {
        let count = findings.iter().filter(|finding| finding.severity == level);
        format!("{name} {} {unit}", count.count())
    });
    let counts = format!("{}。", counts.join("，"));
    paper.put(across(1), &Content::text(&counts), &styles.note)?;
    paper.height(1, 28)?;
    paper.heads(HEAD, &HEADS, &styles.head)?;
    paper.height(HEAD, 28)?;
    paper.freeze(HEAD + 1)?;
    if findings.is_empty() {
        let none = Content::text("没有发现问题。");
        paper.put(across(HEAD + 1), &none, &styles.text)?;
    }
    let fields = Fields::new(filled, places, before);
    for (index, finding) in findings.into_iter().enumerate() {
        let row = HEAD + 1 + cells::rows(index);
        let level = LEVELS.iter().find(|(level, ..)| *level == finding.severity);
        let name = filled.scorer.name_of(&finding.at);
        paper.put(
            Area::cell(row, 0),
            &Content::Number((index + 1).into()),
            &styles.number,
        )?;
        paper.text(
            row,
            1,
            level.map_or("", |(_, name, _)| name),
            &styles.centre,
        )?;
        paper.text(row, 2, &name, &styles.text)?;
        let cell = fields.cell(&finding.at);
        let there = cell.map(said).unwrap_or_default();
        match cell.filter(|_| index < LINKS) {
            Some(cell) => paper.link(row, 3, cell, &there, &styles.link)?,
            None => paper.text(row, 3, &there, &styles.text)?,
        }
        paper.text(row, 4, &finding.message, &styles.text)?;
        let texts = [(2, &name), (3, &there), (4, &finding.message)];
        let heights = texts.map(|(col, text)| measure::height(text, WIDTHS[col]));
        let height = heights.into_iter().fold(28, u32::max);
        paper.height(row, height.min(measure::TALLEST))?;
    }
    Ok(paper)
}

/// 《指标完成情况表》L9.
fn said((sheet, row, col): Cell) -> String {
    format!("《{sheet}》{}", row_col_to_cell(row, col))
}

/// Where the fields of the form stand.
struct Fields<'a> {
    filled: &'a Filled<'a>,
    places: &'a Places,
    bound: BTreeMap<&'a str, Cell>,
}

impl<'a> Fields<'a> {
    fn new(filled: &'a Filled<'a>, places: &'a Places, before: &'a [Paper]) -> Self {
        let cell = |one: &'a Bound| (one.place.as_str(), (one.sheet, one.row, one.col));
        let mut bound = BTreeMap::new();
        for (place, cell) in before.iter().flat_map(Paper::bound).map(cell) {
            bound.entry(place).or_insert(cell);
        }
        Self {
            filled,
            places,
            bound,
        }
    }

    /// The cell of a field; of what has none, where its indicator begins.
    fn cell(&self, place: &Place) -> Option<Cell> {
        let path = match place {
            Place::Answer(id, "reason" | "remedy") => format!("answers.{id}.basis"),
            _ => place.to_string(),
        };
        self.bound.get(path.as_str()).copied().or_else(|| {
            let id = place.indicator()?;
            let line = self.filled.lines().position(|line| line.line.id == id)?;
            let list = self.places.targets.get(line)?.as_ref();
            match (place, list) {
                (Place::Targets(_), Some(list)) => {
                    Some((TARGET_TABLE, list.band, target_table::NAME))
                }
                _ => {
                    let span = self.places.working.get(line)?;
                    Some((WORKING, span.first, working::NAME))
                }
            }
        })
    }
}
