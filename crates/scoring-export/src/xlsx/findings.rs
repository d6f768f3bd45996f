//! 问题提示: what a person should look at, in the order of the form.

use scoring::finding::Severity;

use super::filled::Filled;
use super::paper::{Area, Content, Paper};
use super::styles::Styles;
use super::{Error, FINDINGS, cells, measure};

const HEADS: [&str; 4] = ["序号", "级别", "位置", "内容"];
const WIDTHS: [u32; 4] = [48, 60, 260, 680];

pub(super) fn sheet(filled: &Filled<'_>, styles: &Styles) -> Result<Paper, Error> {
    let mut paper = Paper::new(FINDINGS, &WIDTHS)?;
    paper.put(
        Area::across(0, (0, 3)),
        &Content::text("问题提示"),
        &styles.title,
    )?;
    paper.height(0, 40)?;
    paper.heads(1, &HEADS, &styles.head)?;
    paper.height(1, 28)?;
    paper.freeze(2)?;
    let findings = &filled.sheet.findings;
    if findings.is_empty() {
        paper.put(
            Area::across(2, (0, 3)),
            &Content::text("没有发现问题。"),
            &styles.text,
        )?;
    }
    for (index, finding) in findings.iter().enumerate() {
        let row = 2 + cells::rows(index);
        let level = match finding.severity {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Notice => "说明",
        };
        let place = finding.at.to_string();
        paper.put(
            Area::cell(row, 0),
            &Content::number((index + 1).into()),
            &styles.number,
        )?;
        paper.text(row, 1, level, &styles.centre)?;
        paper.text(row, 2, &place, &styles.text)?;
        paper.text(row, 3, &finding.message, &styles.text)?;
        let height =
            measure::height(&finding.message, WIDTHS[3]).max(measure::height(&place, WIDTHS[2]));
        paper.height(row, height.clamp(28, measure::TALLEST))?;
    }
    Ok(paper)
}
