//! How cells look: 宋体 in the table, 黑体 for heads, 仿宋 around it, hairline rules, no colour.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

use super::paper::Content;

/// The row height and column width in pixels that go with [`normal`].
pub(super) const NORMAL: (u32, u32) = (18, 72);

/// The font that column widths are counted in. 宋体, as in a workbook made with a Chinese Excel: its
/// digits are as wide on a system that lacks Calibri, so a page holds as much there.
pub(super) fn normal() -> Format {
    Format::new()
        .set_font_name("宋体")
        .set_font_size(11)
        .set_font_charset(134)
}

/// The formats of the workbook.
pub(super) struct Styles {
    /// The form's title.
    pub title: Format,
    /// Lines around the table, without rules.
    pub note: Format,
    /// Heads of tables and columns.
    pub head: Format,
    /// A band across a table.
    pub band: Format,
    /// Text that is read: wrapped, left.
    pub text: Format,
    /// Text that leads somewhere.
    pub link: Format,
    /// Text that is looked up: wrapped, centred.
    pub centre: Format,
    /// Numbers as they are.
    pub number: Format,
    /// The last row.
    pub total: Format,
    /// Rates: 100%, 87.50%.
    pub rate: Format,
    /// Days: 2023-04-28.
    date: Format,
    percents: [Format; 5],
}

impl Styles {
    pub fn new() -> Self {
        let body = normal().set_font_size(10);
        let cell = body
            .clone()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let centre = cell.clone().set_align(FormatAlign::Center);
        let number = centre.clone();
        let head = centre.clone().set_font_name("黑体");
        let note = Format::new()
            .set_font_name("仿宋")
            .set_font_charset(134)
            .set_font_size(11)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let percent = |decimals: usize| {
            let tail = if decimals == 0 {
                String::new()
            } else {
                format!(".{}", "0".repeat(decimals))
            };
            number.clone().set_num_format(format!("0{tail}%"))
        };
        Self {
            title: Format::new()
                .set_font_name("黑体")
                .set_font_charset(134)
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            note,
            band: cell.clone().set_font_name("黑体"),
            total: head.clone(),
            rate: number.clone().set_num_format("[=1]0%;[=0]0%;0.00%"),
            date: number.clone().set_num_format("yyyy-mm-dd"),
            percents: std::array::from_fn(percent),
            link: cell.clone().set_underline(FormatUnderline::Single),
            text: cell,
            head,
            centre,
            number,
        }
    }

    /// A quantity in its unit: a percentage is a fraction, shown with the decimals that were typed.
    pub fn quantity(&self, content: &Content, unit: &str) -> &Format {
        match content {
            Content::Date(_) => &self.date,
            Content::Number(value) if unit == "%" => {
                let decimals = value.normalize().scale().saturating_sub(2);
                let last = self.percents.len() - 1;
                &self.percents[usize::try_from(decimals).map_or(last, |d| d.min(last))]
            }
            // What is typed there later is a percentage too: 55 becomes 55%.
            _ if unit == "%" => &self.percents[2],
            _ => &self.number,
        }
    }
}
