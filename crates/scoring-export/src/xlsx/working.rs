//! 计算底稿: what was answered, and the live formulas that make each score of it.

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, RowNum};

use super::cells::{Places, Span, column, rows};
use super::filled::{Filled, Scored, plain, sum};
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::styles::Styles;
use super::{Error, TARGET_TABLE, WORKING, measure};

/// The answers stand in one column, so that formulas point at them.
pub(super) const ANSWER: ColNum = 4;
pub(super) const COMPUTED: ColNum = 6;
pub(super) const CLAIMED: ColNum = 7;
pub(super) const COUNTED: ColNum = 9;

const NUMBER: ColNum = 0;
const NAME: ColNum = 1;
const POINTS: ColNum = 2;
const LABEL: ColNum = 3;
const UNIT: ColNum = 5;
const VERIFIED: ColNum = 8;
const WORDS: ColNum = 10;

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

/// `scores` are the 得分 cells of the form, from this sheet, where a claim is typed or can be.
pub(super) fn sheet(
    filled: &Filled<'_>,
    places: &Places,
    scores: &[Option<String>],
    styles: &Styles,
) -> Result<Paper, Error> {
    let mut paper = Paper::new(WORKING, &WIDTHS)?;
    paper.put(
        Area::across(0, (NUMBER, WORDS)),
        &Content::text("计算底稿"),
        &styles.title,
    )?;
    paper.height(0, 40)?;
    paper.heads(1, &HEADS, &styles.head)?;
    paper.height(1, HEAD_HEIGHT)?;
    paper.freeze(FIRST)?;
    let mut pages = Pages::new(WIDTHS.iter().sum());
    pages.add(0, 40 + HEAD_HEIGHT);
    pages.repeat_head(HEAD_HEIGHT);
    let mut writer = Writer {
        filled,
        places,
        styles,
        paper,
        pages,
    };
    for (line, span) in filled.lines().zip(&places.working) {
        let claim = scores.get(line.index).and_then(Option::as_deref);
        writer.line(line, *span, claim)?;
    }
    writer.totals()?;
    writer.paper.breaks(writer.pages.breaks())?;
    Ok(writer.paper)
}

struct Writer<'a> {
    filled: &'a Filled<'a>,
    places: &'a Places,
    styles: &'a Styles,
    paper: Paper,
    pages: Pages,
}

impl Writer<'_> {
    fn line(&mut self, line: Scored<'_>, span: Span, claim: Option<&str>) -> Result<(), Error> {
        let row = span.first;
        let scored = line.line;
        let words = words(line);
        let computed = self.filled.scorer.formula(line.index, self.places);
        let claimed = match claim {
            _ if line.claimed_by_targets() => {
                Content::score(self.places.given(line.index), scored.claimed)
            }
            Some(cell) => {
                Content::score(format!("IF(ISNUMBER({cell}),{cell},\"\")"), scored.claimed)
            }
            None => Content::Blank,
        };
        let full = match self.filled.scorer.full_formula(line.index, self.places) {
            Some(formula) => Content::score(formula, Some(scored.full)),
            None => Content::number(scored.points),
        };
        let cell = |col| row_col_to_cell(row, col);
        let (by_rule, by_claim, found) = (cell(COMPUTED), cell(CLAIMED), cell(VERIFIED));
        let counted = format!(
            "IF({by_rule}<>\"\",{by_rule},IF({found}<>\"\",{found},IF({by_claim}=\"\",\"\",{by_claim})))"
        );
        let s = self.styles;
        let cells = [
            (NUMBER, Content::number((line.index + 1).into()), &s.number),
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
            (
                VERIFIED,
                scored.verified.map_or(Content::Blank, Content::number),
                &s.number,
            ),
            (COUNTED, Content::score(counted, scored.counted), &s.number),
            (WORDS, Content::text(&words), &s.text),
        ];
        for (col, content, format) in cells {
            self.paper
                .put(Area::new((row, span.last()), (col, col)), &content, format)?;
        }
        self.answers(line, span)?;

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
        measure::stretch(&mut heights, needed.into_iter().max().unwrap_or_default());
        self.pages.keep(row, heights.iter().sum());
        for (row, height) in (row..).zip(heights) {
            self.height(row, height.min(measure::TALLEST))?;
        }
        Ok(())
    }

    fn answers(&mut self, line: Scored<'_>, span: Span) -> Result<(), Error> {
        if line.rule.questions.is_empty() {
            let text = line
                .targets
                .map_or(String::new(), |_| format!("见《{TARGET_TABLE}》"));
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
            let content = self.filled.answer(&line.line.id, question);
            let format = self.styles.quantity(&content, &question.unit);
            self.paper.put(Area::cell(row, ANSWER), &content, format)?;
            self.paper
                .text(row, UNIT, &question.unit, &self.styles.centre)?;
        }
        Ok(())
    }

    fn totals(&mut self) -> Result<(), Error> {
        let total = &self.filled.sheet.total;
        let row = self.places.total;
        let last = row.saturating_sub(1).max(FIRST);
        let area = |col| column(col, FIRST, last);
        let places = self.filled.places();
        let added = |col, value| {
            let area = area(col);
            Content::score(
                format!("IF(COUNT({area})=0,\"\",ROUND(ROUND(SUM({area}),10),{places}))"),
                value,
            )
        };
        let summed = |col, value| Content::score(self.filled.total(&area(col)), value);
        let points = sum(self.filled.sheet.lines.iter().map(|line| Some(line.full)));
        let computed = self.filled.sheet.lines.iter().map(|line| line.computed);
        let by_rule = sum(computed).map(|sum| scoring::number::half_up(sum, places));
        let sums = [
            (POINTS, added(POINTS, points)),
            (COMPUTED, added(COMPUTED, by_rule)),
            (CLAIMED, summed(CLAIMED, total.claimed)),
            (VERIFIED, summed(VERIFIED, total.verified)),
            (COUNTED, summed(COUNTED, total.computed)),
        ];
        let open = format!(
            "按标准合计 = 各项“计入”之和：能按标准算的用按标准得分，缺数的用核查得分，没有核查的暂按自评得分。{}",
            self.open()
        );
        self.row(row, "合计", &sums, &open)?;

        let grade = &self.filled.sheet.grade;
        let graded = |col, grade: &Option<String>| {
            let total = row_col_to_cell(row, col);
            let words = grade.clone().unwrap_or_default();
            Content::Formula(
                format!(
                    "IF(SUMPRODUCT(({}=\"\")*({points}<>\"\")*({points}<>0))>0,\"\",IF({total}=\"\",\"\",{}))",
                    area(col),
                    self.grades(&total),
                    points = area(POINTS),
                ),
                words,
            )
        };
        let grades = [
            (CLAIMED, graded(CLAIMED, &grade.claimed)),
            (VERIFIED, graded(VERIFIED, &grade.verified)),
            (COUNTED, graded(COUNTED, &grade.computed)),
        ];
        self.row(row + 1, "等级", &grades, "有一项未定，就没有等级。")?;
        let on_claim = [(COUNTED, Content::number(self.filled.sheet.on_claim))];
        self.row(
            row + 2,
            "其中：暂按自评",
            &on_claim,
            "按标准合计里只凭自评、没有数支持的分（填报时的数，不随上面的数变）。",
        )?;
        let open = format!(
            "SUMPRODUCT(({}=\"\")*({}<>\"\"),{})",
            area(COUNTED),
            area(POINTS),
            area(POINTS)
        );
        self.row(
            row + 3,
            "未定",
            &[(COUNTED, Content::score(open, Some(total.open)))],
            "按标准得分、核查得分、自评得分都没有的项目的分值。",
        )
    }

    fn open(&self) -> String {
        let open = self.filled.sheet.total.open;
        if open == Decimal::ZERO {
            String::new()
        } else {
            format!("还有 {} 分未定。", plain(open))
        }
    }

    /// 等级 of a total, by the form's own lines.
    fn grades(&self, total: &str) -> String {
        let grades = &self.filled.rubric.grades;
        let below = "\"\"".to_owned();
        grades.iter().rev().fold(below, |below, grade| {
            let name = grade.name.replace('"', "\"\"");
            format!(
                "IF(ROUND({total},10)>={},\"{name}\",{below})",
                plain(grade.from.value)
            )
        })
    }

    fn row(
        &mut self,
        row: RowNum,
        label: &str,
        cells: &[(ColNum, Content)],
        words: &str,
    ) -> Result<(), Error> {
        self.paper.put(
            Area::across(row, (NUMBER, NAME)),
            &Content::text(label),
            &self.styles.total,
        )?;
        for col in POINTS..WORDS {
            let content = cells
                .iter()
                .find(|(at, _)| *at == col)
                .map_or(&Content::Blank, |(_, content)| content);
            self.paper
                .put(Area::cell(row, col), content, &self.styles.total)?;
        }
        self.paper.text(row, WORDS, words, &self.styles.text)?;
        let height = measure::height(words, self.paper.width((WORDS, WORDS)));
        self.height(row, height.max(28))
    }

    fn height(&mut self, row: RowNum, height: u32) -> Result<(), Error> {
        self.pages.add(row, height);
        self.paper.height(row, height)
    }
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
