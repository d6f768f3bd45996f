//! A goal as people write it: a sign or words for one, a number, a unit.

use scoring::entry::Entry;
use scoring::rule::targets::DIRECTIONS;

/// Signs and words before a figure by their direction, each list in the order of [`DIRECTIONS`]. What begins
/// another word stands after it.
const SIGNS: [&[&str]; 4] = [
    &[
        "≥",
        "≧",
        "⩾",
        ">=",
        "＞=",
        "＞＝",
        ">＝",
        "大于等于",
        "大于或等于",
        "不低于",
        "不少于",
        "不小于",
        "至少",
        "达到",
        ">",
        "＞",
        "大于",
        "高于",
        "多于",
        "超过",
    ],
    &[
        "≤",
        "≦",
        "⩽",
        "<=",
        "＜=",
        "＜＝",
        "<＝",
        "小于等于",
        "小于或等于",
        "不超过",
        "不高于",
        "不多于",
        "不大于",
        "控制在",
        "<",
        "＜",
        "小于",
        "低于",
        "少于",
    ],
    &["=", "＝", "═", "等于", "为"],
    &["定性指标", "定性"],
];
/// Those of them that leave the limit itself out, which no direction does.
const STRICT: [&str; 10] = [
    ">", "＞", "大于", "高于", "多于", "超过", "<", "＜", "小于", "低于",
];
/// Whole words for a direction that stand before no figure.
const NAMES: [(&str, usize); 6] = [
    ("正向", 0),
    ("正向指标", 0),
    ("反向", 1),
    ("反向指标", 1),
    ("逆向", 1),
    ("逆向指标", 1),
];
/// Words after a unit.
const ENDS: [(&str, usize); 7] = [
    ("及以上", 0),
    ("以上", 0),
    ("及以下", 1),
    ("以下", 1),
    ("以内", 1),
    ("之内", 1),
    ("内", 1),
];

/// A direction as read: one of [`DIRECTIONS`], and whether what was written means it exactly.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Direction {
    pub word: &'static str,
    pub exact: bool,
}

/// A goal taken apart.
pub(super) struct Figure<'a> {
    pub direction: Option<Direction>,
    pub number: &'a str,
    pub unit: &'a str,
}

/// A direction that is all of a text.
pub(super) fn direction(text: &str) -> Option<Direction> {
    let named = NAMES.iter().find(|(name, _)| *name == text);
    match (named, sign(text)) {
        (Some((_, index)), _) => Some(Direction {
            word: DIRECTIONS[*index],
            exact: true,
        }),
        (None, Some((direction, ""))) => Some(direction),
        _ => None,
    }
}

/// A goal; `None` where the text is not one number with what may stand around it.
pub(super) fn figure(text: &str) -> Option<Figure<'_>> {
    let (mut direction, rest) =
        sign(text).map_or((None, text), |(direction, rest)| (Some(direction), rest));
    let (number, mut unit) = number(rest)?;
    let ending = ENDS.iter().find(|(end, _)| unit.ends_with(end));
    if let Some((end, index)) = ending {
        let word = DIRECTIONS[*index];
        if direction.is_none_or(|direction| direction.word == word) {
            unit = unit[..unit.len() - end.len()].trim_end();
            direction = direction.or(Some(Direction { word, exact: true }));
        }
    }
    unit = unit.trim_end_matches("（含）");
    is_unit(unit).then_some(Figure {
        direction,
        number,
        unit: percent(unit),
    })
}

/// A name and the goal that was written behind it: 参保人数≥200万人, 合格率100%.
pub(super) fn in_name(text: &str) -> Option<(&str, &str)> {
    const MEASURES: [char; 5] = ['率', '数', '度', '量', '额'];
    for (at, c) in text.char_indices().skip(1) {
        let (name, goal) = text.split_at(at);
        let signed = sign(goal).is_some_and(|(_, rest)| rest.starts_with(is_digit));
        let bare = is_digit(c) && (name.ends_with(MEASURES) || goal.ends_with(['%', '％']));
        if !signed && !bare {
            continue;
        }
        match figure(goal) {
            Some(read) if signed || !read.unit.is_empty() => {
                return Some((name.trim_end_matches([' ', '：', ':', '，', ',']), goal));
            }
            // A sentence of several figures.
            _ if signed => return None,
            _ => {}
        }
    }
    None
}

/// Whether a text has a digit, or begins as a number in words does: 一次.
pub(super) fn has_number(text: &str) -> bool {
    text.contains(is_digit)
        || text.starts_with([
            '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百',
        ])
}

/// The percent sign that the engine knows a percentage by.
pub(super) fn percent(unit: &str) -> &str {
    if unit == "％" { "%" } else { unit }
}

fn sign(text: &str) -> Option<(Direction, &str)> {
    SIGNS.iter().zip(DIRECTIONS).find_map(|(words, word)| {
        let (sign, rest) = words
            .iter()
            .find_map(|sign| Some((sign, text.strip_prefix(sign)?)))?;
        Some((
            Direction {
                word,
                exact: !STRICT.contains(sign),
            },
            rest.trim_start(),
        ))
    })
}

/// The number that a text begins with, as typed, and what follows.
fn number(text: &str) -> Option<(&str, &str)> {
    const WITHIN: [char; 12] = [
        '.', '．', ',', '，', ' ', '-', '+', '－', '＋', '−', '—', '–',
    ];
    let end = text
        .find(|c| !is_digit(c) && !WITHIN.contains(&c))
        .unwrap_or(text.len());
    let number = text[..end].trim_end();
    let reads = matches!(Entry::new(number).read(""), Ok(Some(_)));
    reads.then(|| (number, text[end..].trim_start()))
}

/// Short, without a figure of its own, and not the rest of a date or of a sentence.
fn is_unit(text: &str) -> bool {
    const NEVER: [char; 12] = [
        '前', '底', '，', '。', '；', ';', '~', '～', '至', '约', '-', '—',
    ];
    let word = |c: char| !is_digit(c) && !NEVER.contains(&c);
    text.chars().count() <= 8 && text.chars().all(word) && !text.contains("完成")
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}
