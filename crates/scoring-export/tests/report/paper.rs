//! A report as read back, by other means than the library's own check.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::common::file::text;

/// A paragraph as read back: its style, its text, and what of that is marked in yellow.
#[derive(Default, Debug)]
pub struct Paragraph {
    pub style: String,
    pub text: String,
    pub marked: String,
}

/// The paragraphs of the document, those of tables too.
pub fn paragraphs(bytes: &[u8]) -> Vec<Paragraph> {
    let xml = text(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let mut all = Vec::new();
    let mut one = Paragraph::default();
    let (mut marked, mut in_text) = (false, false);
    loop {
        let mut say = |text: &str| {
            one.text.push_str(text);
            if marked {
                one.marked.push_str(text);
            }
        };
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:r" => marked = false,
            Event::Start(tag) => in_text = tag.name().as_ref() == "w:t",
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:highlight" => marked = true,
                "w:pStyle" => {
                    let value = tag.attributes().next().unwrap().unwrap().value;
                    one.style = value.to_string();
                }
                _ => {}
            },
            Event::Text(text) if in_text => say(&text),
            Event::GeneralRef(name) if in_text => {
                let entity = format!("&{};", &*name);
                say(&quick_xml::escape::unescape(&entity).unwrap());
            }
            Event::End(tag) => match tag.name().as_ref() {
                "w:p" => all.push(std::mem::take(&mut one)),
                _ => in_text = false,
            },
            Event::Eof => return all,
            _ => {}
        }
    }
}
