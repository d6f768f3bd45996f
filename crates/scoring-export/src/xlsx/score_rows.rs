//! The printed rows of 评分表: how tall each is and on which page it stands.

use rust_xlsxwriter::{ColNum, RowNum};
use scoring::form::Answer;
use scoring::rubric::Indicator;

use crate::layout;

use super::filled::{Filled, Scored};
use super::measure;
use super::pages::Pages;
use super::paper::Paper;
use super::score_table::{BASIS, CRITERIA, EVIDENCE, GROUP, MEANING, NAME, REMARK, SECTION};

/// One printed row, and what it is a part of.
pub(super) struct Row {
    pub section: usize,
    pub group: usize,
    /// Rows with the same printed name and explanation next to each other share a cell.
    pub name: usize,
    pub line: usize,
    /// The cell of 评分依据 that it belongs to.
    pub basis: usize,
    pub page: usize,
    pub height: u32,
}

/// All rows, and what stands in their 评分依据.
#[derive(Default)]
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub bases: Vec<String>,
}

/// One line's rows before they have a place.
struct Block {
    row: (usize, usize, usize, usize),
    /// The rows' heights, with the index of their 评分依据.
    rows: Vec<(usize, u32)>,
    /// What its merged texts need together.
    needed: u32,
}

/// Lays out the lines of a form from `first` on.
pub(super) fn lay_out(
    filled: &Filled<'_>,
    paper: &Paper,
    pages: &mut Pages,
    first: RowNum,
) -> Rows {
    let mut laid = Rows::default();
    let mut number = 0;
    let lines: Vec<_> = filled.lines().collect();
    let mut groups = filled
        .rubric
        .sections
        .iter()
        .enumerate()
        .flat_map(|(section, s)| s.groups.iter().map(move |group| (section, s, group)));
    let mut place = groups.next();
    let (mut group, mut left) = (0, place.map_or(0, |(_, _, group)| group.indicators.len()));
    let mut name = 0;
    let mut at = first;
    for (index, line) in lines.iter().enumerate() {
        while left == 0 && place.is_some() {
            place = groups.next();
            group += 1;
            left = place.map_or(0, |(_, _, group)| group.indicators.len());
        }
        left = left.saturating_sub(1);
        let Some((section, in_section, in_group)) = place else {
            break;
        };
        let same = index > 0
            && laid.rows.last().is_some_and(|row| row.group == group)
            && same_cell(lines[index - 1].indicator, line.indicator);
        name += usize::from(!same);
        let mut block = Block {
            row: (section, group, name, index),
            rows: Vec::new(),
            needed: 0,
        };
        for basis in bases(*line, &mut number) {
            let height = measure::height(&basis, paper.width((BASIS, BASIS))).max(30);
            block.rows.extend(
                measure::rows(height)
                    .into_iter()
                    .map(|height| (laid.bases.len(), height)),
            );
            laid.bases.push(basis);
        }
        // What a merge over several lines needs is shared among them.
        let indicators = in_section
            .groups
            .iter()
            .map(|group| group.indicators.len())
            .sum::<usize>();
        let sharing = in_group
            .indicators
            .iter()
            .filter(|other| same_cell(other, line.indicator))
            .count();
        let texts = [
            (SECTION, in_section.name.as_str(), indicators),
            (GROUP, &in_group.name, in_group.indicators.len()),
            (NAME, &line.indicator.name, sharing),
            (MEANING, &line.indicator.meaning, sharing),
            (CRITERIA, &line.indicator.criteria, 1),
            (EVIDENCE, &evidence(*line), 1),
            (REMARK, line.answer.map_or("", |answer| &answer.remark), 1),
        ];
        block.needed = texts
            .into_iter()
            .map(|(col, text, among)| share(paper, col, text, among))
            .max()
            .unwrap_or_default();
        block.settle(pages, &mut at, &mut laid.rows);
    }
    laid
}

fn share(paper: &Paper, col: ColNum, text: &str, among: usize) -> u32 {
    measure::height(text, paper.width((col, col)))
        .div_ceil(u32::try_from(among).unwrap_or(1).max(1))
}

fn same_cell(one: &Indicator, other: &Indicator) -> bool {
    one.name == other.name && one.meaning == other.meaning
}

impl Block {
    /// Gives the rows their pages: together where they fit, else cut between two targets.
    fn settle(mut self, pages: &mut Pages, at: &mut RowNum, rows: &mut Vec<Row>) {
        let text_rows = measure::rows(self.needed).len();
        while self.rows.len() < text_rows {
            self.rows
                .push((self.rows.last().map_or(0, |(basis, _)| *basis), 0));
        }
        while !self.rows.is_empty() {
            let whole: u32 = self
                .rows
                .iter()
                .map(|(_, height)| height)
                .sum::<u32>()
                .max(self.needed);
            let mut count = self.rows.len();
            if whole > pages.room() {
                let fitting = self.fitting(pages.room());
                // The texts are printed again on each page, so each part must have room for them.
                if fitting < 2 || self.needed > pages.room() {
                    pages.turn(*at);
                    count = if whole > pages.room() {
                        self.fitting(pages.room()).max(1)
                    } else {
                        count
                    };
                } else {
                    count = fitting;
                }
            }
            let part: Vec<_> = self.rows.drain(..count).collect();
            let mut heights: Vec<_> = part.iter().map(|(_, height)| *height).collect();
            measure::stretch(&mut heights, self.needed);
            let (section, group, name, line) = self.row;
            for ((basis, _), height) in part.into_iter().zip(heights) {
                let height = height.min(measure::TALLEST);
                pages.add(*at, height);
                *at += 1;
                let page = pages.breaks().len();
                rows.push(Row {
                    section,
                    group,
                    name,
                    line,
                    basis,
                    page,
                    height,
                });
            }
            if !self.rows.is_empty() {
                pages.turn(*at);
            }
        }
    }

    /// How many rows fit into `room`.
    fn fitting(&self, room: u32) -> usize {
        let mut sum = 0;
        self.rows
            .iter()
            .take_while(|(_, height)| {
                sum += height;
                sum <= room
            })
            .count()
    }
}

/// 评分依据: one for each target, numbered through the form, then what the unit wrote of the whole.
fn bases(line: Scored<'_>, number: &mut usize) -> Vec<String> {
    let own = line.answer.map(Answer::basis).unwrap_or_default();
    let mut bases = Vec::new();
    for target in line.targets.unwrap_or_default() {
        *number += 1;
        bases.push(layout::basis(*number, target));
    }
    if bases.is_empty() || !own.is_empty() {
        bases.push(own);
    }
    bases
}

/// 参考佐证材料 in the document's words, then what the unit has.
pub(super) fn evidence(line: Scored<'_>) -> String {
    let own = line.answer.map_or("", |answer| answer.evidence.trim());
    match (line.indicator.evidence.as_str(), own) {
        (asked, "") => asked.to_owned(),
        ("", own) => own.to_owned(),
        (asked, own) => format!("{asked}\n【本单位】{own}"),
    }
}
