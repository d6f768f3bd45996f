//! Below the table: notes, places to sign, and where the form comes from.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, RowNum};

use super::cells::Places;
use super::filled::{Filled, plain};
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::score_table::LAST;
use super::styles::Styles;
use super::{Error, FINDINGS, WORKING, measure};

/// Writes rows below the table.
pub(super) struct Foot<'a> {
    pub filled: &'a Filled<'a>,
    pub places: &'a Places,
    pub styles: &'a Styles,
    pub paper: &'a mut Paper,
    pub pages: &'a mut Pages,
    /// The next row.
    pub row: RowNum,
}

impl Foot<'_> {
    pub fn write(mut self) -> Result<(), Error> {
        let grades = format!("注：1. 等级线：{}。", self.grades());
        self.note(&Content::text(&grades), &grades)?;
        let (formula, value) = self.computed();
        self.note(&Content::Formula(formula, value.clone()), &value)?;
        let claims = self.claims();
        self.note(&Content::text(&claims), &claims)?;
        self.signatures()?;
        let source = &self.filled.rubric.source;
        let mut text = format!("来源：{}（{}）", source.title, source.issuer);
        if !source.note.is_empty() {
            text.push_str(&format!("\n{}", source.note));
        }
        self.note(&Content::text(&text), &text)
    }

    fn note(&mut self, content: &Content, text: &str) -> Result<(), Error> {
        // 仿宋 at 11 pt is a tenth wider than the body.
        let width = self.paper.width((0, LAST)) * 10 / 11;
        let first = self.row;
        for height in measure::rows(measure::height(text, width)) {
            self.next(height)?;
        }
        self.paper.put(
            Area::new((first, self.row - 1), (0, LAST)),
            content,
            &self.styles.note,
        )
    }

    fn next(&mut self, height: u32) -> Result<(), Error> {
        self.paper.height(self.row, height)?;
        self.pages.add(self.row, height);
        self.row += 1;
        Ok(())
    }

    fn grades(&self) -> String {
        let mut above: Option<Decimal> = None;
        let mut lines = Vec::new();
        for grade in &self.filled.rubric.grades {
            let from = plain(grade.from.value);
            lines.push(match above {
                Some(above) if grade.from.value.is_zero() => {
                    format!("{} 以下为“{}”", plain(above), grade.name)
                }
                Some(above) => format!("{from}（含）至 {} 为“{}”", plain(above), grade.name),
                None => format!("{from} 分（含）以上为“{}”", grade.name),
            });
            above = Some(grade.from.value);
        }
        lines.join("，")
    }

    /// The computed total in words, live.
    fn computed(&self) -> (String, String) {
        let (total, grade) = (self.places.computed_total(), self.places.computed_grade());
        let tail = format!("各项算式见《{WORKING}》，需要核对的见《{FINDINGS}》。");
        let formula = format!(
            "\"2. 按标准计算合计 \"&IF({total}=\"\",\"（未定）\",{total}&\" 分\")&IF({grade}=\"\",\"\",\"，等级“\"&{grade}&\"”\")&\"。{tail}\"",
        );
        let sheet = &self.filled.sheet;
        let said = sheet.total.computed.map_or("（未定）".to_owned(), |total| {
            format!("{} 分", plain(total))
        });
        let graded = sheet
            .grade
            .computed
            .as_ref()
            .map_or(String::new(), |grade| format!("，等级“{grade}”"));
        (formula, format!("2. 按标准计算合计 {said}{graded}。{tail}"))
    }

    fn claims(&self) -> String {
        let sheet = &self.filled.sheet;
        let mut text = "3. 得分栏：填了自评得分的为自评得分，没有填的为按标准得分。".to_owned();
        if !sheet.on_claim.is_zero() {
            text.push_str(&format!(
                "按标准计算时缺少数的项目和目标按自评计入，标为“暂按自评”，共 {} 分。",
                plain(sheet.on_claim)
            ));
        }
        if !sheet.total.open.is_zero() {
            text.push_str(&format!("还有 {} 分未定。", plain(sheet.total.open)));
        }
        text
    }

    /// Side by side, with room for a hand and a seal.
    fn signatures(&mut self) -> Result<(), Error> {
        let signatures = &self.filled.rubric.signatures;
        const ABREAST: [&[(ColNum, ColNum)]; 3] = [
            &[(0, LAST)],
            &[(0, 7), (8, LAST)],
            &[(0, 7), (8, 9), (10, LAST)],
        ];
        for signers in signatures.chunks(ABREAST.len()) {
            let columns = ABREAST[signers.len() - 1];
            for (signer, cols) in signers.iter().zip(columns) {
                let text = Content::text(&format!("{}：", signer.trim_end_matches(['：', ':'])));
                self.paper
                    .put(Area::across(self.row, *cols), &text, &self.styles.note)?;
            }
            self.next(48)?;
        }
        Ok(())
    }
}
