//! 计算底稿: what was answered, and the live formulas that make each score of it.

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, RowNum};
use scoring::finding::Place;
use scoring::layout::Shows;
use scoring::rule::{Accepts, Question};

use crate::layout::Scored;

use super::cells::{Places, Span, rows};
use super::filled::Filled;
use super::formulas::{number, or_else, shown};
use super::head::Head;
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::score_table::OnForm;
use super::styles::Styles;
use super::{Error, TARGET_TABLE, WORKING, measure, working_totals};

/// The answers stand in one column, so that formulas point at them.
pub(super) const ANSWER: ColNum = 4;
pub(super) const COMPUTED: ColNum = 6;
pub(super) const CLAIMED: ColNum = 7;
pub(super) const COUNTED: ColNum = 9;

pub(super) const NUMBER: ColNum = 0;
pub(super) const NAME: ColNum = 1;
pub(super) const POINTS: ColNum = 2;
const LABEL: ColNum = 3;
const UNIT: ColNum = 5;
pub(super) const VERIFIED: ColNum = 8;
pub(super) const WORDS: ColNum = 10;

/// The row of the first line, below the title and the heads.
pub(super) const FIRST: RowNum = 2;

const HEADS: [&str; 11] = [
    "序号",
    "三级指标",
    "分值",
    "填报项",
    "填报值",
    "计量单位",
    "按标准得分",
    "自评得分",
    "核查得分",
    "计入",
    "说明",
];
const WIDTHS: [u32; 11] = [42, 170, 50, 260, 110, 66, 72, 66, 66, 66, 380];
const HEAD_HEIGHT: u32 = 44;
/// The row above the added header tables.
const TITLE_HEIGHT: u32 = 28;
/// What stands here where 评分表 has no column for it.
const MORE: [(Shows, &str, u32); 3] = [
    (Shows::Basis, "评分依据、未达标原因、改进措施", 200),
    (Shows::Evidence, "佐证材料", 140),
    (Shows::Remark, "备注", 90),
];
/// Those columns give room to it.
const NARROW: [(ColNum, u32); 3] = [(NAME, 140), (LABEL, 200), (WORDS, 290)];

/// Below the totals stand the header tables that the document does not have. `form` says what refers to cells
/// of 评分表 instead of standing here.
pub(super) fn sheet(
    filled: &Filled<'_>,
    places: &Places,
    mut form: OnForm,
    styles: &Styles,
) -> Result<Paper, Error> {
    let (mut widths, mut heads) = (WIDTHS.to_vec(), HEADS.to_vec());
    let mut more = Vec::new();
    for (shows, head, width) in MORE {
        if filled.lines().any(|line| !line.on_form(shows)) {
            more.push(shows);
            heads.push(head);
            widths.push(width);
        }
    }
    if !more.is_empty() {
        for (col, width) in NARROW {
            widths[usize::from(col)] = width;
        }
    }
    let mut paper = Paper::new(WORKING, &widths, filled.code)?;
    paper.put(
        Area::across(0, (NUMBER, paper.last())),
        &Content::text(WORKING),
        &styles.title,
    )?;
    paper.height(0, 40)?;
    paper.heads(1, &heads, &styles.head)?;
    paper.height(1, HEAD_HEIGHT)?;
    paper.freeze(FIRST)?;
    let mut pages = Pages::new(widths.iter().sum());
    pages.add(0, 40 + HEAD_HEIGHT);
    pages.repeat_head(HEAD_HEIGHT);
    let added = added(filled, places, &mut form, styles, &mut paper)?;
    let mut writer = Writer {
        filled,
        places,
        form,
        styles,
        paper,
        pages,
        more,
    };
    for (line, span) in filled.lines().zip(&places.working) {
        writer.line(line, *span)?;
    }
    writer.totals()?;
    writer
        .paper
        .breaks(&[writer.pages.breaks(), &added].concat())?;
    Ok(writer.paper)
}

/// Writes the header tables that the document does not have 另加 on pages of their own, and gives those.
fn added(
    filled: &Filled<'_>,
    places: &Places,
    form: &mut OnForm,
    styles: &Styles,
    paper: &mut Paper,
) -> Result<Vec<RowNum>, Error> {
    if filled.rubric.profile.iter().all(|table| !table.added) {
        return Ok(Vec::new());
    }
    let first = places.total + working_totals::ROWS;
    let mut pages = Pages::new(paper.width((NUMBER, paper.last())));
    pages.add(first, HEAD_HEIGHT);
    pages.repeat_head(HEAD_HEIGHT);
    let title = Content::text("表头以外、用来核对的数（原件没有这些表，不印在评分表上）");
    let across = Area::across(first, (NUMBER, paper.last()));
    paper.put(across, &title, &styles.band)?;
    let mut head = Head {
        filled,
        places,
        styles,
        paper,
        pages: &mut pages,
        profile: &mut form.profile,
        pending: Vec::new(),
        row: first,
    };
    head.next(&[TITLE_HEIGHT])?;
    head.tables(true)?;
    Ok([&[first], pages.breaks()].concat())
}

/// Writes the sheet row by row.
pub(super) struct Writer<'a> {
    pub filled: &'a Filled<'a>,
    pub places: &'a Places,
    form: OnForm,
    pub styles: &'a Styles,
    pub paper: Paper,
    pages: Pages,
    /// What the columns after 说明 show.
    more: Vec<Shows>,
}

impl Writer<'_> {
    fn line(&mut self, line: Scored<'_>, span: Span) -> Result<(), Error> {
        let row = span.first;
        let scored = line.line;
        let words = words(line);
        let computed = self.filled.scorer.formula(line.index, self.places);
        let place = |field| Place::Answer(scored.id.clone(), field);
        let claimed = match &self.form.claimed[line.index] {
            _ if line.claimed_by_targets() => {
                Content::score(self.places.given(line.index), scored.claimed)
            }
            Some(cell) => number_of(cell, scored.claimed),
            None if line.on_form(Shows::Claimed) => Content::Blank,
            None => {
                let content = scored.claimed.map_or(Content::Blank, Content::Number);
                self.paper
                    .bind(place("claimed"), (row, CLAIMED), &content, "分");
                content
            }
        };
        let verified = match &self.form.verified[line.index] {
            Some(cell) => number_of(cell, scored.verified),
            None => {
                let content = scored.verified.map_or(Content::Blank, Content::Number);
                self.paper
                    .bind(place("verified"), (row, VERIFIED), &content, "分");
                content
            }
        };
        let full = match self.filled.scorer.full_formula(line.index, self.places) {
            Some(formula) => Content::score(formula, Some(scored.full)),
            None => Content::Number(scored.points),
        };
        let cell = |col| row_col_to_cell(row, col);
        let (by_rule, by_claim, found) = (cell(COMPUTED), cell(CLAIMED), cell(VERIFIED));
        let counted = or_else(&by_rule, &or_else(&found, &shown(&by_claim)));
        let s = self.styles;
        let cells = [
            (NUMBER, Content::Number((line.index + 1).into()), &s.number),
            (NAME, Content::text(&line.indicator.name), &s.text),
            (POINTS, full, &s.number),
            (
                COMPUTED,
                computed.map_or(Content::Blank, |formula| {
                    Content::score(formula, scored.computed)
                }),
                &s.number,
            ),
            (CLAIMED, claimed, &s.number),
            (VERIFIED, verified, &s.number),
            (COUNTED, Content::score(counted, scored.counted), &s.number),
            (WORDS, Content::text(&words), &s.text),
        ];
        for (col, content, format) in cells {
            self.paper
                .put(Area::new((row, span.last()), (col, col)), &content, format)?;
        }
        self.answers(line, span)?;
        let more = self.more(line, span)?;

        let mut heights = Vec::new();
        for question in 0..span.count {
            let label = line
                .rule
                .questions
                .get(usize::try_from(question).unwrap_or_default());
            let label = label.map_or("", |question| question.label.as_str());
            heights.push(measure::height(label, self.paper.width((LABEL, LABEL))).max(28));
        }
        let needed = [
            (NAME, line.indicator.name.as_str()),
            (WORDS, words.as_str()),
        ];
        let needed = needed.map(|(col, text)| measure::height(text, self.paper.width((col, col))));
        measure::stretch(&mut heights, needed.into_iter().fold(more, u32::max));
        // The totals alone on a page say not what they are of.
        let after = match span.last() + 1 == self.places.total {
            true => self.totals_height(),
            false => 0,
        };
        self.pages.keep(row, heights.iter().sum::<u32>() + after);
        for (row, height) in (row..).zip(heights) {
            self.height(row, height.min(measure::TALLEST))?;
        }
        Ok(())
    }

    fn answers(&mut self, line: Scored<'_>, span: Span) -> Result<(), Error> {
        if line.rule.questions.is_empty() {
            let text = match line.rule.targets {
                Some(_) => format!("见《{TARGET_TABLE}》"),
                None => String::new(),
            };
            self.paper
                .text(span.first, LABEL, &text, &self.styles.text)?;
            self.paper
                .text(span.first, ANSWER, "", &self.styles.number)?;
            self.paper.text(span.first, UNIT, "", &self.styles.centre)?;
        }
        for (index, question) in line.rule.questions.iter().enumerate() {
            let row = span.first + rows(index);
            self.paper
                .text(row, LABEL, &question.label, &self.styles.text)?;
            self.answer(line, row, question)?;
            self.paper
                .text(row, UNIT, &question.unit, &self.styles.centre)?;
        }
        Ok(())
    }

    /// An answer; one that the header has follows its cell there.
    fn answer(&mut self, line: Scored<'_>, row: RowNum, question: &Question) -> Result<(), Error> {
        let content = self.filled.answer(&line.line.id, question);
        let format = self.styles.quantity(&content, &question.unit);
        let header = question.profile.as_ref();
        let Some(cell) = header.and_then(|id| self.form.profile.get(id)) else {
            let place = question.place(&line.line.id);
            self.paper
                .bind(place, (row, ANSWER), &content, &question.unit);
            return self.paper.put(Area::cell(row, ANSWER), &content, format);
        };
        let copy = match (&question.accepts, &content) {
            (Accepts::Choice(_), _) => Content::Formula(format!("TRIM({cell})"), content.value()),
            // What the scoring refused is no number there either.
            (_, Content::Text(_)) => number_of(cell, None),
            _ => Content::Formula(number(cell), content.value()),
        };
        self.paper.put(Area::cell(row, ANSWER), &copy, format)
    }

    /// What the unit wrote where 评分表 has no cell for it; gives back how tall that is.
    fn more(&mut self, line: Scored<'_>, span: Span) -> Result<u32, Error> {
        let mut tallest = 0;
        for (col, shows) in (WORDS + 1..).zip(self.more.clone()) {
            let area = Area::new((span.first, span.last()), (col, col));
            if line.on_form(shows) {
                self.paper.put(area, &Content::Blank, &self.styles.text)?;
                continue;
            }
            let field = match shows {
                Shows::Evidence => "evidence",
                Shows::Remark => "remark",
                _ => "basis",
            };
            let content = match shows {
                Shows::Evidence => Content::text(line.said(|answer| &answer.evidence)),
                Shows::Remark => Content::text(line.said(|answer| &answer.remark)),
                _ => Content::text(&line.basis()),
            };
            let path = format!("answers.{}.{field}", line.line.id);
            self.paper.bind(path, (span.first, col), &content, "");
            self.paper.put(area, &content, &self.styles.text)?;
            let width = self.paper.width((col, col));
            tallest = tallest.max(measure::height(&content.value(), width));
        }
        Ok(tallest)
    }

    pub fn height(&mut self, row: RowNum, height: u32) -> Result<(), Error> {
        self.pages.add(row, height);
        self.paper.height(row, height)
    }
}

/// A score that stands elsewhere, where that is a number.
fn number_of(cell: &str, score: Option<Decimal>) -> Content {
    Content::score(number(cell), score)
}

/// How the score came about, what was chosen where the document leaves a choice.
fn words(line: Scored<'_>) -> String {
    let mut words = line.line.words.clone();
    if !line.indicator.interpretation.is_empty() {
        words.push_str("\n口径：");
        words.push_str(&line.indicator.interpretation);
    }
    words
}
