//! The foot of 计算底稿: the totals, their grades, and what is open about them.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, RowNum};
use scoring::number::plain;

use super::cells::column;
use super::filled::sum;
use super::formulas::rounded;
use super::paper::{Area, Content};
use super::working::{
    CLAIMED, COMPUTED, COUNTED, FIRST, NAME, NUMBER, POINTS, VERIFIED, WORDS, Writer,
};
use super::{Error, measure};

/// What the total is the sum of.
const SUMS: &str = "按标准合计 = 各项“计入”之和：能按标准算的用按标准得分，缺数的用核查得分，没有核查的暂按自评得分。各项都能按标准算的，按标准得分才有合计。";
/// The row with the totals and those below.
pub(super) const ROWS: RowNum = 4;
/// How tall one of them is.
const LOW: u32 = 28;

impl Writer<'_> {
    /// How tall the totals are with all that is below them.
    pub fn totals_height(&self) -> u32 {
        let width = self.paper.width((WORDS, WORDS));
        measure::height(&self.sums(), width).max(LOW) + (ROWS - 1) * 2 * LOW
    }

    pub fn totals(&mut self) -> Result<(), Error> {
        let total = &self.filled.sheet.total;
        let row = self.places.total;
        let last = row.saturating_sub(1).max(FIRST);
        let area = |col| column(col, FIRST, last);
        let summed = |col, value| Content::score(self.filled.total(&area(col)), value);
        let lines = || self.filled.sheet.lines.iter();
        let some_open = |col| {
            let (area, points) = (area(col), area(POINTS));
            format!("SUMPRODUCT(({area}=\"\")*({points}<>\"\")*({points}<>0))>0")
        };
        let full = area(POINTS);
        let points = rounded(&format!("SUM({full})"), self.filled.places());
        let points = format!("IF(COUNT({full})=0,\"\",{points})");
        let full = sum(lines().map(|line| Some(line.full)));
        // Beside 计入, what only some rows add up to would pass for a total.
        let all = lines().all(|line| line.computed.is_some() || line.full.is_zero());
        let computed = sum(lines().map(|line| line.computed)).filter(|_| all);
        let computed = computed.map(|sum| self.filled.rubric.total_of(sum));
        let by_rule = self.filled.total(&area(COMPUTED));
        let by_rule = format!("IF({},\"\",{by_rule})", some_open(COMPUTED));
        let sums = [
            (POINTS, Content::score(points, full)),
            (COMPUTED, Content::score(by_rule, computed)),
            (CLAIMED, summed(CLAIMED, total.claimed)),
            (VERIFIED, summed(VERIFIED, total.verified)),
            (COUNTED, summed(COUNTED, total.computed)),
        ];
        self.row(row, "合计", &sums, &self.sums())?;

        let grade = &self.filled.sheet.grade;
        let graded = |col, grade: &Option<String>| {
            let total = row_col_to_cell(row, col);
            let words = grade.clone().unwrap_or_default();
            Content::Formula(
                format!(
                    "IF({},\"\",IF({total}=\"\",\"\",{}))",
                    some_open(col),
                    self.grades(&total),
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
        let on_claim = [(COUNTED, Content::Number(self.filled.sheet.on_claim))];
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

    /// What the total is the sum of, and what is open about it.
    fn sums(&self) -> String {
        let open = self.filled.sheet.total.open;
        match open.is_zero() {
            true => SUMS.to_owned(),
            false => format!("{SUMS}还有 {} 分未定。", plain(open)),
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
        for col in WORDS + 1..=self.paper.last() {
            self.paper.text(row, col, "", &self.styles.text)?;
        }
        self.paper.text(row, WORDS, words, &self.styles.text)?;
        let height = measure::height(words, self.paper.width((WORDS, WORDS)));
        self.height(row, height.max(LOW))
    }
}
