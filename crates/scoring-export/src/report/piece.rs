//! What a report is made of, before it is a file: headings, paragraphs and tables, with what the form
//! does not know marked as such.

use std::borrow::Cow;

use crate::layout;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    /// A placeholder that a person must fill in, shown in yellow.
    pub open: bool,
}

/// Text with placeholders in it, all of it such as a file can hold. A line break begins a paragraph of its own.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub(super) struct Text(pub Vec<Run>);

impl Text {
    pub fn of(text: impl Into<String>) -> Self {
        Self::default().say(text)
    }

    /// 【请填写：…】
    pub fn ask(what: impl AsRef<str>) -> Self {
        Self::default().open(what)
    }

    pub fn say(mut self, text: impl Into<String>) -> Self {
        self.push(text.into(), false);
        self
    }

    pub fn open(mut self, what: impl AsRef<str>) -> Self {
        self.push(format!("【{}】", what.as_ref()), true);
        self
    }

    pub fn then(mut self, other: Self) -> Self {
        for run in other.0 {
            self.push(run.text, run.open);
        }
        self
    }

    fn push(&mut self, text: String, open: bool) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.open == open => last.text.push_str(&legal(&text)),
            _ => self.0.push(Run {
                text: legal(&text).into_owned(),
                open,
            }),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its lines, each of which is a paragraph; blank ones are left out.
    pub fn lines(&self) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        for run in &self.0 {
            for (index, part) in run.text.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Self::default());
                }
                if let Some(line) = lines.last_mut() {
                    line.push(part.to_owned(), run.open);
                }
            }
        }
        let blank = |line: &Self| line.0.iter().all(|run| run.text.trim().is_empty());
        lines.retain(|line| !blank(line));
        lines
    }
}

/// How a paragraph of the body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// The first line indented by two characters.
    Body,
    /// 顶格: to whom the report goes.
    Flush,
    /// 居中: the number of the document.
    Centre,
    /// 居右: who signs.
    Right,
    /// A line on the cover 封面.
    Cover,
    /// Above a table.
    Caption,
}

/// How the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub text: Text,
    pub align: Align,
    /// Whether it goes on the cell above 纵向合并.
    pub merged: bool,
    /// How many columns it takes 横向合并.
    pub span: usize,
}

impl Cell {
    pub fn left(text: Text) -> Self {
        Self {
            text,
            align: Align::Left,
            merged: false,
            span: 1,
        }
    }

    pub fn centre(text: Text) -> Self {
        Self {
            align: Align::Centre,
            ..Self::left(text)
        }
    }

    /// The text, or nothing where it goes on the cell above.
    pub fn merged(text: Text, merged: bool) -> Self {
        Self {
            merged,
            ..Self::centre(if merged { Text::default() } else { text })
        }
    }
}

/// A head of a table, with the rows and the columns that it takes: from 0, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub text: String,
    pub rows: (usize, usize),
    pub cols: (usize, usize),
}

impl Head {
    /// One row of heads.
    pub fn line<const N: usize>(texts: [&str; N]) -> Vec<Self> {
        let heads = texts.into_iter().enumerate().map(|(col, text)| Self {
            text: text.to_owned(),
            rows: (0, 0),
            cols: (col, col),
        });
        heads.collect()
    }
}

impl From<&layout::Head<'_>> for Head {
    fn from(head: &layout::Head<'_>) -> Self {
        Self {
            text: head.text.to_owned(),
            rows: head.rows,
            cols: head.cols,
        }
    }
}

/// On which pages a table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Among the text.
    Text,
    /// 另页, with the headings above it.
    Apart,
    /// 另页横向, in smaller letters.
    Across,
}

/// A table below its heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// Row by row.
    pub head: Vec<Head>,
    /// The widths of the columns, in parts of the whole.
    pub widths: Vec<u32>,
    pub rows: Vec<Vec<Cell>>,
    /// How many of the rows stand below the heads on every page.
    pub below_head: usize,
    pub place: Place,
}

/// A piece of a report, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Title(Text),
    /// From level 1.
    Heading(u8, Text),
    Paragraph(Stand, Text),
    Table(Table),
    /// What stands before it is the cover.
    CoverEnd,
}

impl Piece {
    pub fn body(text: Text) -> Self {
        Self::Paragraph(Stand::Body, text)
    }
}

/// Text as XML can hold it. Line breaks of every kind are one; what XML has no character for stays
/// visible as �.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let odd = |c: char| matches!(c, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}') && c != '\n';
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let text = text.chars().map(|c| match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' => '\n',
        '\t' => ' ',
        c if odd(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    });
    Cow::Owned(text.collect())
}
