//! The year 年度 that a form was filled in for, as its title says.

use super::header::{At, Header};
use crate::block::word::squeezed;

/// How long a title is at most.
const TITLE: usize = 60;
/// What stands before the year.
const LABELS: [&str; 5] = ["年度", "填报年度", "评价年度", "预算年度", "年份"];

impl Header<'_> {
    /// The year, and the cell that says it: （2023年度）, 年度：2024年, or beside 年度.
    pub fn year(&self) -> Option<(At, String)> {
        let short = |text: &str| text.chars().count() <= TITLE;
        self.cells
            .iter()
            .filter(|cell| short(cell.text))
            .find_map(|cell| {
                let (row, column) = cell.at;
                if LABELS.contains(&cell.plain.as_str()) {
                    let mut right = self.table.texts(row).filter(|(at, _)| *at > column);
                    let (at, text) = right.next()?;
                    return Some(((row, at), digits(text)?));
                }
                // What stands beside other texts belongs to those.
                let alone = self.table.texts(row).count() == 1;
                Some((cell.at, alone.then(|| stated(cell.text))??))
            })
    }
}

/// The year that a title states.
fn stated(text: &str) -> Option<String> {
    let text = squeezed(text);
    let (before, after) = text.split_once("年度")?;
    if let Some(rest) = after.strip_prefix(['：', ':']) {
        return digits(rest);
    }
    let start = before.char_indices().rev().nth(3).map(|(at, _)| at)?;
    // The name of something behind its label is no title.
    let labelled = before.contains(['：', ':']);
    let within = before[..start].ends_with(|c: char| c.is_ascii_digit());
    (!labelled && !within).then(|| digits(&before[start..]))?
}

/// A year at the beginning of a text.
fn digits(text: &str) -> Option<String> {
    let digits: String = text
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    year.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[test]
    fn as_titles_state_it() {
        for (text, year) in [
            ("（2023年度）", Some("2023")),
            ("年度：2024年", Some("2024")),
            ("( 2024 年度 )", Some("2024")),
            (
                "遂溪县医疗保障局2022年度部门整体支出绩效核查评分表",
                Some("2022"),
            ),
            ("项目名称：2021年度专项", None),
            ("（    年度）", None),
            ("12023年度", None),
            ("2023年部门预算", None),
        ] {
            assert_eq!(stated(text).as_deref(), year, "{text}");
        }
    }
}
