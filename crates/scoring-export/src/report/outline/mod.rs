//! The outline of a report 报告提纲, as a rubric has it: plain text that a clerk can change.
//!
//! | a line | is |
//! |---|---|
//! | `标题：…` | the title; several below each other are its lines |
//! | `---` | the end of the cover 封面 |
//! | `# …` to `#### …` | a heading |
//! | `居中：…` `居右：…` `顶格：…` | a paragraph that stands so |
//! | `{名}` `{名：范围}` | a block drafted from the form |
//! | anything else | a paragraph as it stands; `{名}` in it is a word or a figure of the form |

use scoring::rubric::{Kind, Rubric};

use super::piece::Stand;

/// A line of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item<'a> {
    Title(&'a str),
    CoverEnd,
    Heading(u8, &'a str),
    Paragraph(Stand, &'a str),
}

/// The outline that a rubric's reports are written by: its own, else that of its kind.
pub(super) fn of(rubric: &Rubric) -> &str {
    if !rubric.report.trim().is_empty() {
        return &rubric.report;
    }
    match rubric.kind {
        _ if rubric.verifies() => include_str!("verification.txt"),
        Kind::Department => include_str!("department.txt"),
        Kind::Project => include_str!("project.txt"),
        Kind::Verification => include_str!("verification.txt"),
    }
}

/// Reads an outline; every text is one.
pub(super) fn parse(text: &str) -> Vec<Item<'_>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut items: Vec<Item<'_>> = lines.map(item).collect();
    // Lines before the end of the cover are the cover's.
    if let Some(end) = items.iter().position(|item| *item == Item::CoverEnd) {
        for item in &mut items[..end] {
            if let Item::Paragraph(stand @ Stand::Body, _) = item {
                *stand = Stand::Cover;
            }
        }
    }
    items
}

fn item(line: &str) -> Item<'_> {
    if line == "---" {
        return Item::CoverEnd;
    }
    if let Some(title) = after(line, "标题") {
        return Item::Title(title);
    }
    for (word, stand) in [
        ("居中", Stand::Centre),
        ("居右", Stand::Right),
        ("顶格", Stand::Flush),
    ] {
        if let Some(text) = after(line, word) {
            return Item::Paragraph(stand, text);
        }
    }
    let text = line.trim_start_matches('#');
    match line.len() - text.len() {
        0 => Item::Paragraph(Stand::Body, line),
        level @ 1..=4 => Item::Heading(level as u8, text.trim()),
        _ => Item::Heading(4, text.trim()),
    }
}

/// What stands behind a word and a colon, full-width or not.
fn after<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(word)?;
    rest.strip_prefix(['：', ':']).map(str::trim)
}

/// The parts of a paragraph: what stands as it is, `{名}`, and 【请…】.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Plain(&'a str),
    /// What is in the braces, and the range behind a colon.
    Name(&'a str, Option<&'a str>),
    /// What is in the brackets.
    Open(&'a str),
}

/// Takes a paragraph apart. A brace that is not closed stands as it is.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '【']) {
        let (before, found) = rest.split_at(at);
        let name = found.starts_with('{');
        let close = if name { '}' } else { '】' };
        let Some(end) = found.find(close) else {
            break;
        };
        let inside = &found[found.chars().next().map_or(0, char::len_utf8)..end];
        rest = &found[end + close.len_utf8()..];
        parts.push(Part::Plain(before));
        parts.push(match inside.split_once(['：', ':']) {
            Some((word, range)) if name => Part::Name(word.trim(), Some(range.trim())),
            _ if name => Part::Name(inside.trim(), None),
            _ if inside.starts_with('请') => Part::Open(inside),
            // 湛泰咨字【2024】第 8 号
            _ => Part::Plain(&found[..end + close.len_utf8()]),
        });
    }
    parts.push(Part::Plain(rest));
    parts.retain(|part| *part != Part::Plain(""));
    parts
}
