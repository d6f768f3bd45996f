//! 指标完成情况表: the unit's own targets, with a live 得分率 for each.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, RowNum};
use scoring::TargetScore;
use scoring::finding::Place;
use scoring::form::Target;

use super::cells::{Figure, Places, Span, TargetRows, column, rows};
use super::filled::{Filled, Scored};
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::styles::Styles;
use super::{Error, TARGET_TABLE, measure};

pub(super) const DIRECTION: ColNum = 2;
pub(super) const GOAL: ColNum = 3;
pub(super) const ACTUAL: ColNum = 5;
pub(super) const WORD: ColNum = 6;
pub(super) const REACHED: ColNum = 7;
/// 得分率 of the targets, and of nothing else: the mean counts this column.
pub(super) const RATE: ColNum = 9;

const NUMBER: ColNum = 0;
const NAME: ColNum = 1;
const UNIT: ColNum = 4;
const COMPLETION: ColNum = 8;
const PART_RATE: ColNum = 10;
const NOTE: ColNum = 11;
const WORDS: ColNum = 12;
// Where targets bring their own points, four columns more.
const GROUP: ColNum = 13;
pub(super) const POINTS: ColNum = 14;
pub(super) const GIVEN: ColNum = 15;
/// 按标准得分 of the targets, and of nothing else: the sum counts this column.
pub(super) const SCORE: ColNum = 16;

/// The row of the first list, below the title and the heads.
pub(super) const FIRST: RowNum = 2;

const HEADS: [&str; 13] = [
    "序号",
    "指标",
    "方向",
    "目标值",
    "计量单位",
    "实际完成值",
    "评级",
    "自评达成",
    "完成率",
    "得分率",
    "分项得分率",
    "完成情况、未达标原因、改进措施",
    "计算说明",
];
const WIDTHS: [u32; 13] = [42, 220, 48, 84, 64, 84, 52, 52, 70, 70, 70, 290, 270];
const OWN_HEADS: [&str; 4] = ["二级指标", "分值", "自评得分", "按标准得分"];
const OWN_WIDTHS: [u32; 4] = [84, 50, 60, 60];
const HEAD_HEIGHT: u32 = 44;

pub(super) fn sheet(filled: &Filled<'_>, places: &Places, styles: &Styles) -> Result<Paper, Error> {
    let own = if filled.own_points() {
        OWN_HEADS.len()
    } else {
        0
    };
    let widths = [&WIDTHS[..], &OWN_WIDTHS[..own]].concat();
    let heads = [&HEADS[..], &OWN_HEADS[..own]].concat();
    let last = if own == 0 { WORDS } else { SCORE };
    let mut paper = Paper::new(TARGET_TABLE, &widths)?;
    paper.put(
        Area::across(0, (NUMBER, last)),
        &Content::text("部门整体支出绩效指标完成情况表"),
        &styles.title,
    )?;
    paper.height(0, 40)?;
    paper.heads(1, &heads, &styles.head)?;
    paper.height(1, HEAD_HEIGHT)?;
    paper.freeze(FIRST)?;
    let mut pages = Pages::new(widths.iter().sum());
    pages.add(0, 40 + HEAD_HEIGHT);
    pages.repeat_head(HEAD_HEIGHT);
    let mut writer = Writer {
        filled,
        places,
        styles,
        paper,
        pages,
        number: 0,
        last,
    };
    let mut none = true;
    for line in filled.lines() {
        if let (Some(targets), Some(Some(rows))) = (line.targets, places.targets.get(line.index)) {
            writer.list(line, targets, rows)?;
            none = false;
        }
    }
    if none {
        let text = Content::text("本评分表没有由单位自定的绩效目标。");
        writer
            .paper
            .put(Area::across(FIRST, (NUMBER, last)), &text, &styles.text)?;
    }
    writer.paper.breaks(writer.pages.breaks())?;
    Ok(writer.paper)
}

fn at_of(id: &str, index: usize) -> impl Fn(&'static str) -> Place {
    move |field| Place::Target(id.to_owned(), index, field)
}

struct Writer<'a> {
    filled: &'a Filled<'a>,
    places: &'a Places,
    styles: &'a Styles,
    paper: Paper,
    pages: Pages,
    /// Targets are numbered through the whole form, as it prints them.
    number: usize,
    /// The last column.
    last: ColNum,
}

impl Writer<'_> {
    fn list(
        &mut self,
        line: Scored<'_>,
        targets: &[Target],
        rows: &TargetRows,
    ) -> Result<(), Error> {
        let band = Area::across(rows.band, (NUMBER, self.last));
        self.paper.put(
            band,
            &Content::text(&line.indicator.name),
            &self.styles.band,
        )?;
        self.pages.keep(rows.band, 28 + 100);
        self.height(rows.band, 28)?;
        if targets.is_empty() {
            for col in NUMBER..=self.last {
                self.paper.text(
                    rows.all.first,
                    col,
                    if col == NAME {
                        "（未填报绩效目标）"
                    } else {
                        ""
                    },
                    &self.styles.text,
                )?;
            }
        }
        for (index, ((target, span), score)) in targets
            .iter()
            .zip(&rows.targets)
            .zip(&line.line.targets)
            .enumerate()
        {
            self.target(line, index, target, *span, score)?;
        }
        Ok(())
    }

    fn target(
        &mut self,
        line: Scored<'_>,
        index: usize,
        target: &Target,
        span: Span,
        score: &TargetScore,
    ) -> Result<(), Error> {
        let row = span.first;
        let id = &line.indicator.id;
        self.number += 1;
        let number = Content::number(self.number.into());
        self.paper
            .put(Area::cell(row, NUMBER), &number, &self.styles.number)?;
        let word = self
            .filled
            .word(&Place::Target(id.clone(), index, "word"), &target.word);
        let texts = [
            (NAME, target.name.as_str(), &self.styles.text),
            (DIRECTION, &target.direction, &self.styles.centre),
            (UNIT, &target.unit, &self.styles.centre),
            (WORD, word, &self.styles.centre),
            (REACHED, &target.reached, &self.styles.centre),
            (NOTE, &target.note, &self.styles.text),
            (WORDS, &score.words, &self.styles.text),
        ];
        for (col, text, format) in texts {
            // The scoring passes over space around a word; a formula would not.
            self.paper.text(row, col, text.trim(), format)?;
        }
        let completion = score.completion.map_or(Content::Blank, Content::number);
        self.paper
            .put(Area::cell(row, COMPLETION), &completion, &self.styles.rate)?;

        let part_rates = column(PART_RATE, row + 1, span.last());
        let rate = if target.parts.is_empty() {
            let at = |field| Place::Target(id.clone(), index, field);
            self.figure(
                row,
                GOAL,
                &target.unit,
                self.filled.figure(&at("goal"), &target.goal, &target.unit),
            )?;
            self.figure(
                row,
                ACTUAL,
                &target.unit,
                self.filled
                    .figure(&at("actual"), &target.actual, &target.unit),
            )?;
            self.rate(line.index, row, row)
        } else {
            self.figure(row, GOAL, "", Content::Blank)?;
            self.figure(row, ACTUAL, "", Content::Blank)?;
            // As good as its worst part, once all are known.
            let count = target.parts.len();
            Some(format!(
                "IF(COUNT({part_rates})<{count},\"\",MIN({part_rates}))"
            ))
        };
        let rate = match (line.own_points(), rate) {
            (false, rate) => rate.map_or(Content::Blank, |formula| {
                Content::score(formula, score.rate)
            }),
            (true, formula) => {
                self.own(row, target, &at_of(id, index), formula, score)?;
                let (got, of) = (row_col_to_cell(row, SCORE), row_col_to_cell(row, POINTS));
                let rate = format!("IF(ISNUMBER({got}),{got}/{of},\"\")");
                Content::score(format!("IFERROR({rate},\"\")"), score.rate)
            }
        };
        if self.last == SCORE && !line.own_points() {
            for col in GROUP..=SCORE {
                self.paper.text(row, col, "", &self.styles.text)?;
            }
        }
        self.paper
            .put(Area::cell(row, RATE), &rate, &self.styles.rate)?;
        self.paper.put(
            Area::cell(row, PART_RATE),
            &Content::Blank,
            &self.styles.rate,
        )?;
        let tallest = texts.map(|(col, text, _)| measure::height(text, WIDTHS[usize::from(col)]));
        self.height(
            row,
            tallest
                .into_iter()
                .max()
                .unwrap_or_default()
                .clamp(28, measure::TALLEST),
        )?;
        self.parts(line, index, target, span, score)
    }

    /// What a target with its own points has besides: its place, points, and scores.
    fn own(
        &mut self,
        row: RowNum,
        target: &Target,
        at: &dyn Fn(&'static str) -> Place,
        formula: Option<String>,
        score: &TargetScore,
    ) -> Result<(), Error> {
        let scored = formula.map_or(Content::Blank, |formula| {
            Content::score(formula, score.score)
        });
        let cells = [
            (
                GROUP,
                Content::text(target.group.trim()),
                &self.styles.centre,
            ),
            (
                POINTS,
                self.filled.figure(&at("points"), &target.points, "分"),
                &self.styles.number,
            ),
            (
                GIVEN,
                self.filled.figure(&at("claimed"), &target.claimed, "分"),
                &self.styles.number,
            ),
            (SCORE, scored, &self.styles.number),
        ];
        for (col, content, format) in cells {
            self.paper.put(Area::cell(row, col), &content, format)?;
        }
        Ok(())
    }

    fn parts(
        &mut self,
        line: Scored<'_>,
        index: usize,
        target: &Target,
        span: Span,
        score: &TargetScore,
    ) -> Result<(), Error> {
        let one = std::slice::from_ref(&score.rate);
        // A target with a single part is scored as one with a single figure.
        let rates = if target.parts.len() == 1 {
            one
        } else {
            &score.parts
        };
        for (part, figures) in target.parts.iter().enumerate() {
            let row = span.first + 1 + rows(part);
            for col in NUMBER..=self.last {
                self.paper.text(row, col, "", &self.styles.text)?;
            }
            let name = format!("　其中：{}", figures.name);
            self.paper.text(row, NAME, &name, &self.styles.text)?;
            let at = |field| Place::Part(line.indicator.id.clone(), index, part, field);
            self.figure(
                row,
                GOAL,
                &target.unit,
                self.filled.figure(&at("goal"), &figures.goal, &target.unit),
            )?;
            self.figure(
                row,
                ACTUAL,
                &target.unit,
                self.filled
                    .figure(&at("actual"), &figures.actual, &target.unit),
            )?;
            let value = rates.get(part).copied().flatten();
            let rate = self.rate(line.index, span.first, row);
            let rate = rate.map_or(Content::Blank, |formula| Content::score(formula, value));
            self.paper
                .put(Area::cell(row, PART_RATE), &rate, &self.styles.rate)?;
            let height = measure::height(&name, WIDTHS[usize::from(NAME)]);
            self.height(row, height.clamp(26, measure::TALLEST))?;
        }
        Ok(())
    }

    fn height(&mut self, row: RowNum, height: u32) -> Result<(), Error> {
        self.pages.add(row, height);
        self.paper.height(row, height)
    }

    fn rate(&self, line: usize, target: RowNum, figure: RowNum) -> Option<String> {
        let cells = Figure {
            places: self.places,
            target,
            figure,
        };
        self.filled.scorer.target_formula(line, &cells)
    }

    fn figure(
        &mut self,
        row: RowNum,
        col: ColNum,
        unit: &str,
        content: Content,
    ) -> Result<(), Error> {
        let format = self.styles.quantity(&content, unit);
        self.paper.put(Area::cell(row, col), &content, format)
    }
}
