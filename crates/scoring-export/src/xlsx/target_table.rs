//! 指标完成情况表: the unit's own targets, with a live 得分率 for each, and a live 得分 where they bring
//! points.

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, Format, RowNum};
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::Target;

use crate::layout::{Own, Scored};

use super::cells::{Figure, Places, Span, TargetRows, column, rows};
use super::filled::Filled;
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::styles::Styles;
use super::{Error, NO_TARGETS, TARGET_TABLE, measure};

pub(super) const DIRECTION: ColNum = 2;
pub(super) const GOAL: ColNum = 3;
pub(super) const ACTUAL: ColNum = 5;
pub(super) const WORD: ColNum = 6;
pub(super) const REACHED: ColNum = 7;
/// 得分率 of the targets, and of nothing else: the mean counts this column.
pub(super) const RATE: ColNum = 9;

const NUMBER: ColNum = 0;
pub(super) const NAME: ColNum = 1;
pub(super) const UNIT: ColNum = 4;
const COMPLETION: ColNum = 8;
const PART_RATE: ColNum = 10;
pub(super) const NOTE: ColNum = 11;
const WORDS: ColNum = 12;
// Where targets bring their own points, five columns more.
const GROUP: ColNum = 13;
pub(super) const POINTS: ColNum = 14;
pub(super) const GIVEN: ColNum = 15;
/// 按标准得分 of the targets, and of nothing else: the sum counts this column.
pub(super) const SCORE: ColNum = 16;
const PART_SCORE: ColNum = 17;

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
const OWN_HEADS: [&str; 5] = ["二级指标", "分值", "自评得分", "按标准得分", "分项得分"];
const OWN_WIDTHS: [u32; 5] = [92, 50, 60, 60, 60];
/// 完成情况 and 计算说明 give room to those, so that what is printed stays legible.
const NARROW: u32 = 220;
const HEAD_HEIGHT: u32 = 44;
/// What stands before the name of a part.
const PART: &str = "　其中：";

/// `None` where the form has no targets.
pub(super) fn sheet(
    filled: &Filled<'_>,
    places: &Places,
    styles: &Styles,
) -> Result<Option<Paper>, Error> {
    if places.targets.iter().all(Option::is_none) {
        return Ok(None);
    }
    let (mut widths, mut heads, mut last) = (WIDTHS.to_vec(), HEADS.to_vec(), WORDS);
    if filled.own_points() {
        widths.extend(OWN_WIDTHS);
        for col in [NOTE, WORDS] {
            widths[usize::from(col)] = NARROW;
        }
        heads.extend(OWN_HEADS);
        last = PART_SCORE;
    }
    let mut paper = Paper::new(TARGET_TABLE, &widths, filled.code)?;
    paper.put(
        Area::across(0, (NUMBER, last)),
        &Content::text("绩效指标完成情况表"),
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
        last,
    };
    for (line, rows) in filled.lines().zip(&places.targets) {
        if let Some(rows) = rows {
            writer.list(line, rows)?;
        }
    }
    writer.paper.breaks(writer.pages.breaks())?;
    Ok(Some(writer.paper))
}

struct Writer<'a> {
    filled: &'a Filled<'a>,
    places: &'a Places,
    styles: &'a Styles,
    paper: Paper,
    pages: Pages,
    /// The last column.
    last: ColNum,
}

impl Writer<'_> {
    fn list(&mut self, line: Scored<'_>, rows: &TargetRows) -> Result<(), Error> {
        let band = Area::across(rows.band, (NUMBER, self.last));
        self.paper.put(
            band,
            &Content::text(&line.indicator.name),
            &self.styles.band,
        )?;
        self.pages.keep(rows.band, 28 + 100);
        self.height(rows.band, 28)?;
        if line.targets.is_empty() {
            for col in NUMBER..=self.last {
                self.paper.text(
                    rows.all.first,
                    col,
                    if col == NAME { NO_TARGETS } else { "" },
                    &self.styles.text,
                )?;
            }
        }
        for (own, span) in line.own().zip(&rows.targets) {
            self.target(line, own, *span)?;
        }
        Ok(())
    }

    fn target(&mut self, line: Scored<'_>, own: Own<'_>, span: Span) -> Result<(), Error> {
        let Own {
            index,
            target,
            score,
        } = own;
        let row = span.first;
        // They are numbered through the whole form, as it prints them.
        let number = Content::Number((line.before + index + 1).into());
        self.paper
            .put(Area::cell(row, NUMBER), &number, &self.styles.number)?;
        let at = |field| Place::Target(line.indicator.id.clone(), index, field);
        let word = self.filled.word(&at("word"), &target.word);
        let texts = [
            (NAME, "name", target.name.as_str(), &self.styles.text),
            (
                DIRECTION,
                "direction",
                &target.direction,
                &self.styles.centre,
            ),
            (UNIT, "unit", &target.unit, &self.styles.centre),
            (WORD, "word", word, &self.styles.centre),
            (REACHED, "reached", &target.reached, &self.styles.centre),
            (NOTE, "note", &target.note, &self.styles.text),
        ];
        for (col, field, text, format) in texts {
            // The scoring passes over space around a word; a formula would not.
            let content = Content::text(text.trim());
            self.field(row, col, at(field), content, "", format)?;
        }
        self.paper
            .text(row, WORDS, &score.words, &self.styles.text)?;
        let completion = score.completion.map_or(Content::Blank, Content::Number);
        self.paper
            .put(Area::cell(row, COMPLETION), &completion, &self.styles.rate)?;

        let formula = if target.parts.is_empty() {
            for (col, field, entry) in [
                (GOAL, "goal", &target.goal),
                (ACTUAL, "actual", &target.actual),
            ] {
                self.figure(row, col, at(field), entry, &target.unit)?;
            }
            self.formula(line.index, row, row)
        } else {
            for col in [GOAL, ACTUAL] {
                self.paper.text(row, col, "", &self.styles.number)?;
            }
            // As good as its worst part, once all are known.
            let part = if line.rule.own_points() {
                PART_SCORE
            } else {
                PART_RATE
            };
            let parts = column(part, row + 1, span.last());
            let count = target.parts.len();
            Some(format!("IF(COUNT({parts})<{count},\"\",MIN({parts}))"))
        };
        let rate = if line.rule.own_points() {
            self.own(row, target, &at, live(formula, score.score))?;
            let (got, of) = (row_col_to_cell(row, SCORE), row_col_to_cell(row, POINTS));
            live(Some(format!("IFERROR({got}/{of},\"\")")), score.rate)
        } else {
            // Where other lists bring points, this one has none.
            for col in GROUP..=self.last {
                self.paper.text(row, col, "", &self.styles.text)?;
            }
            live(formula, score.rate)
        };
        self.paper
            .put(Area::cell(row, RATE), &rate, &self.styles.rate)?;
        self.paper.text(row, PART_RATE, "", &self.styles.rate)?;
        let mut shown = texts.map(|(col, _, text, _)| (col, text)).to_vec();
        shown.push((WORDS, &score.words));
        if line.rule.own_points() {
            shown.push((GROUP, &target.group));
        }
        let heights = shown.iter().map(|(col, text)| self.needed(*col, text));
        let tallest = heights.fold(0, u32::max);
        self.height(row, tallest.clamp(28, measure::TALLEST))?;
        self.parts(line, own, span)
    }

    /// What a target with its own points has besides: its place, points, and scores.
    fn own(
        &mut self,
        row: RowNum,
        target: &Target,
        at: &dyn Fn(&'static str) -> Place,
        score: Content,
    ) -> Result<(), Error> {
        let (centre, number) = (&self.styles.centre, &self.styles.number);
        let points = |field, entry| self.filled.number(&at(field), entry, "分");
        let given = [
            (GROUP, "group", Content::text(target.group.trim()), centre),
            (POINTS, "points", points("points", &target.points), number),
            (GIVEN, "claimed", points("claimed", &target.claimed), number),
        ];
        for (col, field, content, format) in given {
            let unit = if col == GROUP { "" } else { "分" };
            self.field(row, col, at(field), content, unit, format)?;
        }
        self.paper.put(Area::cell(row, SCORE), &score, number)?;
        self.paper.text(row, PART_SCORE, "", number)
    }

    fn parts(&mut self, line: Scored<'_>, own: Own<'_>, span: Span) -> Result<(), Error> {
        let Own {
            index,
            target,
            score,
        } = own;
        let (into, format, one) = if line.rule.own_points() {
            (PART_SCORE, &self.styles.number, &score.score)
        } else {
            (PART_RATE, &self.styles.rate, &score.rate)
        };
        // A target with a single part is scored as one with a single figure.
        let values = match target.parts.len() {
            1 => std::slice::from_ref(one),
            _ => &score.parts,
        };
        for (part, figures) in target.parts.iter().enumerate() {
            let row = span.first + 1 + rows(part);
            for col in NUMBER..=self.last {
                self.paper.text(row, col, "", &self.styles.text)?;
            }
            let at = |field| Place::Part(line.indicator.id.clone(), index, part, field);
            let name = format!("{PART}{}", figures.name.trim());
            let content = Content::text(&name);
            self.paper
                .bind_behind(at("name"), (row, NAME), &content, "", PART);
            self.paper.text(row, NAME, &name, &self.styles.text)?;
            for (col, field, entry) in [
                (GOAL, "goal", &figures.goal),
                (ACTUAL, "actual", &figures.actual),
            ] {
                self.figure(row, col, at(field), entry, &target.unit)?;
            }
            let value = values.get(part).copied().flatten();
            let content = live(self.formula(line.index, span.first, row), value);
            self.paper.put(Area::cell(row, into), &content, format)?;
            let height = self.needed(NAME, &name);
            self.height(row, height.clamp(26, measure::TALLEST))?;
        }
        Ok(())
    }

    /// How tall a cell must be to show a text.
    fn needed(&self, col: ColNum, text: &str) -> u32 {
        measure::height(text, self.paper.width((col, col)))
    }

    fn height(&mut self, row: RowNum, height: u32) -> Result<(), Error> {
        self.pages.add(row, height);
        self.paper.height(row, height)
    }

    /// The 得分率 of a figure, or its 得分 where targets bring their own points.
    fn formula(&self, line: usize, target: RowNum, figure: RowNum) -> Option<String> {
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
        at: Place,
        entry: &Entry,
        unit: &str,
    ) -> Result<(), Error> {
        let content = self.filled.number(&at, entry, unit);
        let format = self.styles.quantity(&content, unit);
        self.field(row, col, at, content, unit, format)
    }

    /// A cell that a person may change.
    fn field(
        &mut self,
        row: RowNum,
        col: ColNum,
        at: Place,
        content: Content,
        unit: &str,
        format: &Format,
    ) -> Result<(), Error> {
        self.paper.bind(at, (row, col), &content, unit);
        self.paper.put(Area::cell(row, col), &content, format)
    }
}

/// A formula with its value, where there is one.
fn live(formula: Option<String>, value: Option<Decimal>) -> Content {
    formula.map_or(Content::Blank, |formula| Content::score(formula, value))
}
