//! From an outline and a form to the pieces of a report.

use scoring::rubric::Field;

use super::block::{Block, organisation, value};
use super::facts::Facts;
use super::outline::{Item, Part, parse, parts};
use super::piece::{Piece, Text};
use super::words::points;

/// The whole report.
pub(super) fn draft(facts: &Facts<'_>, outline: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut level = 0;
    for item in parse(outline) {
        match item {
            Item::CoverEnd => pieces.push(Piece::CoverEnd),
            Item::Title(text) => {
                let line = inline(facts, text);
                match pieces.last_mut() {
                    // Titles below each other are the lines of one.
                    Some(Piece::Title(title)) => {
                        *title = std::mem::take(title).say("\n").then(line);
                    }
                    _ => pieces.push(Piece::Title(line)),
                }
            }
            Item::Heading(own, text) => {
                level = own;
                pieces.push(Piece::Heading(own, inline(facts, text)));
            }
            Item::Paragraph(stand, text) => match block(text) {
                Some((block, range)) => pieces.extend(block.draft(facts, range, level)),
                None => pieces.push(Piece::Paragraph(stand, inline(facts, text))),
            },
        }
    }
    pieces
}

/// A paragraph that is nothing but the name of a block.
fn block(text: &str) -> Option<(Block, Option<&str>)> {
    match parts(text)[..] {
        [Part::Name(name, range)] => Some((Block::named(name)?, range)),
        _ => None,
    }
}

/// A paragraph as it stands, with what the form has for the names in it.
fn inline(facts: &Facts<'_>, text: &str) -> Text {
    parts(text)
        .into_iter()
        .fold(Text::default(), |text, part| match part {
            Part::Plain(plain) => text.say(plain),
            Part::Open(what) => text.open(what),
            Part::Name(name, None) => text.then(word(facts, name)),
            Part::Name(name, Some(range)) => text.then(unknown(&format!("{name}：{range}"))),
        })
}

/// What a name within a paragraph stands for: the unit, the year, a score, or a header field by its id or label.
fn word(facts: &Facts<'_>, name: &str) -> Text {
    let (sheet, taken) = (&facts.sheet, facts.taken);
    let or_ask = |found: Option<String>| match found {
        Some(found) => Text::of(found),
        None => Text::ask(format!("请填写：{name}")),
    };
    match name {
        "单位" => organisation(facts),
        "类别" => Text::of(facts.subject()),
        "年度" => Text::of(facts.form.year(facts.rubric)),
        "得分" => or_ask(taken.total(&sheet.total).map(points)),
        "等级" => or_ask(taken.grade(&sheet.grade).map(str::to_owned)),
        _ => match field(facts, name) {
            None => unknown(name),
            Some(field) if facts.field(field).is_empty() => {
                Text::ask(format!("请填写：{}", field.label))
            }
            Some(field) => Text::of(value(facts, field)),
        },
    }
}

fn field<'a>(facts: &Facts<'a>, name: &str) -> Option<&'a Field> {
    let mut by_id = facts.rubric.fields();
    let mut by_label = facts.rubric.fields();
    by_id
        .find(|field| field.id == name)
        .or_else(|| by_label.find(|field| field.label == name))
}

/// A name that nobody knows stays visible.
fn unknown(name: &str) -> Text {
    Text::ask(format!("未知的内容块：{name}"))
}
