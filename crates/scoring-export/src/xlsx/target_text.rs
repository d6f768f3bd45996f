//! 年度指标值 and 实际完成值 of a target as 评分表 prints them, with sign and unit: live texts made of the
//! cells of 指标完成情况表.

use rust_decimal::Decimal;
use rust_xlsxwriter::ColNum;
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::{Part, Target};
use scoring::number::plain;

use crate::layout::Scored;

use super::cells::Places;
use super::filled::Filled;
use super::formulas::or_else;
use super::paper::Content;
use super::target_table::{ACTUAL, DIRECTION, GOAL, UNIT, WORD};

/// A target and where its cells are.
pub(super) struct TargetText<'a> {
    pub filled: &'a Filled<'a>,
    pub places: &'a Places,
    pub line: Scored<'a>,
    pub index: usize,
    pub target: &'a Target,
}

/// A text made by a formula.
struct Made {
    formula: String,
    value: String,
}

impl TargetText<'_> {
    /// ≥10场; 甲≥3件、乙≥7件; 定性.
    pub fn goal(&self) -> Content {
        let direction = self.cell(0, DIRECTION);
        let sign = or_else(&direction, "\"≥\"");
        let known = self.target.sign();
        if !self.target.parts.is_empty() {
            return self.parts(GOAL, "goal", |part| &part.goal, &sign, known);
        }
        let Made { formula, value } = self.figure(0, GOAL, self.at("goal"), &self.target.goal);
        Content::Formula(
            format!("IF({formula}=\"\",{direction}&\"\",{sign}&{formula})"),
            match value.is_empty() {
                true => self.target.direction.trim().to_owned(),
                false => format!("{known}{value}"),
            },
        )
    }

    /// 470人次; 甲2件、乙5件; the grade word of a qualitative target.
    pub fn actual(&self) -> Content {
        if !self.target.parts.is_empty() {
            return self.parts(ACTUAL, "actual", |part| &part.actual, "\"\"", "");
        }
        let Made { formula, value } =
            self.figure(0, ACTUAL, self.at("actual"), &self.target.actual);
        let cell = self.cell(0, WORD);
        let word = self.filled.word(&self.at("word"), &self.target.word).trim();
        let gap = match value.is_empty() || word.is_empty() {
            true => "",
            false => "，",
        };
        Content::Formula(
            format!("{formula}&IF({cell}=\"\",\"\",IF({formula}=\"\",\"\",\"，\")&{cell})"),
            format!("{value}{gap}{word}"),
        )
    }

    fn parts(
        &self,
        col: ColNum,
        field: &'static str,
        entry: fn(&Part) -> &Entry,
        sign: &str,
        known: &str,
    ) -> Content {
        let all = self.target.parts.iter().enumerate().map(|(part, figures)| {
            let id = self.line.indicator.id.clone();
            let at = Place::Part(id, self.index, part, field);
            let made = self.figure(part + 1, col, at, entry(figures));
            let name = figures.name.trim();
            let quoted = name.replace('"', "\"\"");
            Made {
                formula: format!("\"{quoted}\"&{sign}&{}", made.formula),
                value: format!("{name}{known}{}", made.value),
            }
        });
        let all: Vec<_> = all.collect();
        let join = |text: fn(&Made) -> &str, by: &str| {
            let texts: Vec<_> = all.iter().map(text).collect();
            texts.join(by)
        };
        Content::Formula(
            join(|made| &made.formula, "&\"、\"&"),
            join(|made| &made.value, "、"),
        )
    }

    /// A number with its unit; what is no number stands as it was typed.
    fn figure(&self, row: usize, col: ColNum, at: Place, entry: &Entry) -> Made {
        let unit = self.target.unit.trim();
        let (cell, of) = (self.cell(row, col), self.cell(0, UNIT));
        let value = match self.filled.number(&at, entry, &self.target.unit) {
            Content::Number(value) if unit == "%" => {
                format!("{}{unit}", plain(value * Decimal::ONE_HUNDRED))
            }
            Content::Number(value) => format!("{}{unit}", plain(value)),
            other => other.value(),
        };
        Made {
            formula: format!(
                "IF(ISNUMBER({cell}),IF({of}=\"%\",ROUND({cell}*100,10),{cell})&{of},{cell}&\"\")"
            ),
            value,
        }
    }

    fn at(&self, field: &'static str) -> Place {
        Place::Target(self.line.indicator.id.clone(), self.index, field)
    }

    fn cell(&self, row: usize, col: ColNum) -> String {
        self.places.target(self.line.index, self.index, row, col)
    }
}
