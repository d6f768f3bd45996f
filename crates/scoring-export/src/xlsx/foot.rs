//! Below the table: notes, places to sign, and where the form comes from.

use rust_decimal::Decimal;
use rust_xlsxwriter::RowNum;
use scoring::layout::Shows;
use scoring::number::plain;

use super::cells::Places;
use super::filled::Filled;
use super::pages::Pages;
use super::paper::{Area, Content, Paper};
use super::styles::Styles;
use super::{Error, FINDINGS, WORKING, measure};

/// So many sign side by side, in a row so tall.
const ABREAST: usize = 3;
const SIGNATURE: u32 = 48;

/// What is said of a total that lacks scores.
const UNFINISHED: &str = "未填完：有的项目还没有得分，合计不是全部得分。";

/// What stands below the table.
pub(super) struct Foot<'a> {
    filled: &'a Filled<'a>,
    places: &'a Places,
    styles: &'a Styles,
    /// Before the places to sign, and after them.
    notes: Vec<(Content, u32)>,
    sources: Vec<(Content, u32)>,
}

impl<'a> Foot<'a> {
    pub fn of(
        filled: &'a Filled<'a>,
        places: &'a Places,
        styles: &'a Styles,
        paper: &Paper,
    ) -> Self {
        let mut foot = Self {
            filled,
            places,
            styles,
            notes: Vec::new(),
            sources: Vec::new(),
        };
        // 仿宋 at 11 pt is a tenth wider than the body.
        let width = paper.width((0, paper.last())) * 10 / 11;
        let measured = |content: Content| {
            let height = measure::height(&content.value(), width);
            (content, height)
        };
        let (formula, value) = foot.computed();
        let notes = [
            Content::text(&format!("注：1. 等级线：{}。", foot.grades())),
            Content::Formula(formula, value),
            foot.claims(),
        ];
        foot.notes = notes.map(measured).into();
        let code = format!(
            "校验码 {}。校验码只说明纸面与文件一致，不证明由谁制作。",
            filled.code
        );
        let source = &filled.rubric.source;
        let mut text = format!("来源：{}（{}）", source.title, source.issuer);
        if !source.note.is_empty() {
            text.push_str(&format!("\n{}", source.note));
        }
        foot.sources = [code, text]
            .map(|text| measured(Content::text(&text)))
            .into();
        foot
    }

    /// How tall it is.
    pub fn height(&self) -> u32 {
        let notes = self.notes.iter().chain(&self.sources);
        let signers = self.filled.rubric.signatures.chunks(ABREAST);
        let notes: u32 = notes.map(|(_, height)| height).sum();
        notes + signers.map(|_| SIGNATURE).sum::<u32>()
    }

    /// Writes it from a row on.
    pub fn write(
        &self,
        paper: &mut Paper,
        pages: &mut Pages,
        mut row: RowNum,
    ) -> Result<(), Error> {
        for note in &self.notes {
            self.note(paper, pages, &mut row, note)?;
        }
        self.signatures(paper, pages, &mut row)?;
        for note in &self.sources {
            self.note(paper, pages, &mut row, note)?;
        }
        Ok(())
    }

    fn note(
        &self,
        paper: &mut Paper,
        pages: &mut Pages,
        row: &mut RowNum,
        (content, height): &(Content, u32),
    ) -> Result<(), Error> {
        let first = *row;
        pages.keep(first, *height);
        for height in measure::rows(*height) {
            next(paper, pages, row, height)?;
        }
        let area = Area::new((first, *row - 1), (0, paper.last()));
        paper.put(area, content, &self.styles.note)
    }

    /// Side by side, with room for a hand and a seal.
    fn signatures(
        &self,
        paper: &mut Paper,
        pages: &mut Pages,
        row: &mut RowNum,
    ) -> Result<(), Error> {
        for signers in self.filled.rubric.signatures.chunks(ABREAST) {
            let columns = paper.split((0, paper.last()), &vec![1; signers.len()]);
            for (signer, cols) in signers.iter().zip(columns) {
                let text = Content::text(&format!("{}：", signer.trim_end_matches(['：', ':'])));
                paper.put(Area::across(*row, cols), &text, &self.styles.note)?;
            }
            next(paper, pages, row, SIGNATURE)?;
        }
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

    /// What the column of scores holds and, live, whether anything is missing in it.
    fn claims(&self) -> Content {
        let text = match self.filled.layout().has(Shows::Verified) {
            true => "3. 自评得分、核查得分照填报；按标准得分见《计算底稿》。",
            false => "3. 得分栏：填了自评得分的为自评得分，没有填的为按标准得分。",
        };
        let formula = format!(
            "\"{text}\"&IF({}>0,\"{UNFINISHED}\",\"\")",
            self.places.open()
        );
        let open = self.filled.sheet.total.open;
        let said = if open.is_zero() { "" } else { UNFINISHED };
        Content::Formula(formula, format!("{text}{said}"))
    }
}

fn next(paper: &mut Paper, pages: &mut Pages, row: &mut RowNum, height: u32) -> Result<(), Error> {
    paper.height(*row, height)?;
    pages.add(*row, height);
    *row += 1;
    Ok(())
}
