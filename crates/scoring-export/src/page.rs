//! The page as a file: the elements in it that hold data, and rubrics put into it 填报页.
//!
//! A bureau puts its own rubric into the page and sends out that one file. What stands in an element is JSON; the program in the
//! page is not touched, so the page's own policy, which knows its scripts by their hashes, still holds.

use std::fmt;
use std::ops::Range;

use scoring::rubric::Rubric;
use serde_json::value::RawValue;

use crate::document::in_page;

/// The id of the element that holds the form 填报内容.
pub const FORM: &str = "pingfen-state";

/// The id of the element that holds the rubrics that the page was sent out with 要填的表: a JSON list.
pub const RUBRICS: &str = "pingfen-rubric";

/// The attribute of that element that says which engine the page has in it.
const ENGINE: &str = "data-engine";

/// The last element of a whole page.
const END: &str = "pingfen-end";

/// Why rubrics cannot be put into a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No page of this program.
    Foreign,
    /// A page of this program from before pages could hold rubrics.
    Early,
    /// A page with another engine in it: its version.
    Other(String),
    /// The end is missing, or it does not hold what was put into it.
    Damaged,
}

impl Refused {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Foreign => "page-foreign",
            Self::Early | Self::Other(_) => "page-other-version",
            Self::Damaged => "page-damaged",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        let ours = scoring::VERSION;
        match self {
            Self::Foreign => {
                "这不是本系统的网页，不能放入评分表。请选本系统的 index.html，或由它下载的网页。"
                    .to_owned()
            }
            Self::Early => format!(
                "这个网页的版本太早，里面没有放评分表的地方。请换用版本 {ours} 的 index.html。"
            ),
            Self::Other(theirs) => format!(
                "这个网页的评分引擎是版本 {theirs}，本命令是版本 {ours}，对评分表的检查不一定相同。请换用版本 {ours} 的 index.html，或用版本 {theirs} 的命令。"
            ),
            Self::Damaged => {
                "这个网页不完整，可能在下载或传送时被截断、改动。请重新取得。".to_owned()
            }
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Refused {}

/// The page with these rubrics in it instead of those that it has, and with no form. It was read again and compared.
pub fn bake(page: &str, rubrics: &[Rubric]) -> Result<String, Refused> {
    let place = last(page, RUBRICS).ok_or_else(|| match last(page, FORM) {
        None => Refused::Foreign,
        Some(_) => Refused::Early,
    })?;
    match place.attribute(ENGINE) {
        Some(scoring::VERSION) => {}
        None | Some("") => return Err(Refused::Foreign),
        Some(other) => return Err(Refused::Other(other.to_owned())),
    }
    if !page[place.content.end..].contains(END) {
        return Err(Refused::Damaged);
    }
    let list: Vec<_> = rubrics.iter().map(Rubric::to_json).collect();
    let list = in_page(&format!("[{}]", list.join(",")));
    // From the end, so that the places before it stay where they are.
    let forms = Scripts::of(page).filter(|script| script.is(FORM));
    let mut edits: Vec<_> = forms.map(|form| (form.content, "")).collect();
    edits.push((place.content, &list));
    edits.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
    let mut made = page.to_owned();
    for (at, text) in edits {
        made.replace_range(at, text);
    }
    let empty = |script: Script<'_>| script.content(&made).trim().is_empty();
    let no_form = Scripts::of(&made)
        .filter(|script| script.is(FORM))
        .all(empty);
    match baked(&made) {
        Some(again) if again == rubrics && no_form => Ok(made),
        _ => Err(Refused::Damaged),
    }
}

/// The rubrics that a page was sent out with; none where it was not, or is no page of this program.
pub fn baked(page: &str) -> Option<Vec<Rubric>> {
    let list: Vec<Box<RawValue>> = serde_json::from_str(last(page, RUBRICS)?.content(page)).ok()?;
    let rubrics = list.iter().map(|rubric| Rubric::from_json(rubric.get()));
    rubrics.collect::<Result<_, _>>().ok()
}

/// The last script element of this id: texts that are shown stand before it.
fn last<'a>(page: &'a str, id: &str) -> Option<Script<'a>> {
    Scripts::of(page).filter(|script| script.is(id)).last()
}

/// A script element of a page.
pub(crate) struct Script<'a> {
    attributes: &'a str,
    content: Range<usize>,
}

impl Script<'_> {
    /// Whether it has this id.
    pub(crate) fn is(&self, id: &str) -> bool {
        self.attribute("id") == Some(id)
    }

    /// What stands in it.
    pub(crate) fn content<'p>(&self, page: &'p str) -> &'p str {
        &page[self.content.clone()]
    }
}

impl<'a> Script<'a> {
    fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=')?;
            let (name, after) = rest.split_at(end);
            let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_ascii_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => value[1..].split_once(quote)?,
                None => {
                    let end = value.find(|c: char| c.is_ascii_whitespace());
                    value.split_at(end.unwrap_or(value.len()))
                }
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// The script elements of a page, in order. Browsers that save a page reorder attributes and change quotation marks.
pub(crate) struct Scripts<'a> {
    page: &'a str,
    at: usize,
}

impl<'a> Scripts<'a> {
    /// Those of this page.
    pub(crate) fn of(page: &'a str) -> Self {
        Self { page, at: 0 }
    }
}

impl<'a> Iterator for Scripts<'a> {
    type Item = Script<'a>;

    fn next(&mut self) -> Option<Script<'a>> {
        const TAG: &str = "<script";
        loop {
            let start = self.at + find(&self.page[self.at..], TAG)? + TAG.len();
            self.at = start;
            let rest = &self.page[start..];
            if !rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/') {
                continue;
            }
            let Some(length) = tag(rest) else {
                self.at = self.page.len();
                return None;
            };
            let begin = start + length + 1;
            let content = &self.page[begin..];
            let end = begin + find(content, "</script").unwrap_or(content.len());
            self.at = end;
            return Some(Script {
                attributes: &rest[..length],
                content: begin..end,
            });
        }
    }
}

/// How long a tag's attributes are, up to its `>`.
fn tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Where a word of ASCII stands, whatever its case.
fn find(text: &str, word: &str) -> Option<usize> {
    let (bytes, word) = (text.as_bytes(), word.as_bytes());
    let mut windows = bytes.windows(word.len());
    windows.position(|window| window[0] == word[0] && window.eq_ignore_ascii_case(word))
}
