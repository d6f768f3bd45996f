//! Pages: their size and margins, and what stands below them.

use super::parts::{NAMESPACE, REFERENCES};
use super::xml::Xml;
use super::{COVER_FOOTER, FOOTER};

/// A4, and the margins of an official document: 37, 26, 35, 28 mm, in twentieths of a point.
const UPRIGHT: Page = Page {
    size: (11_906, 16_838),
    top: "2098",
    right: "1474",
    bottom: "1984",
    left: "1588",
    footer: "1400",
};
/// The same turned, with less around it: tables are wide.
const ACROSS: Page = Page {
    size: (16_838, 11_906),
    top: "1474",
    right: "1134",
    bottom: "1304",
    left: "1134",
    footer: "680",
};

struct Page {
    size: (u32, u32),
    top: &'static str,
    right: &'static str,
    bottom: &'static str,
    left: &'static str,
    footer: &'static str,
}

/// A run of pages that look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pages {
    Cover,
    /// The text; the first of them is page 1.
    Upright {
        first: bool,
    },
    /// A table on pages of its own.
    Apart,
    Across,
}

impl Pages {
    fn page(self) -> &'static Page {
        match self {
            Self::Cover | Self::Upright { .. } | Self::Apart => &UPRIGHT,
            Self::Across => &ACROSS,
        }
    }

    /// How wide a line can be.
    pub fn width(self) -> u32 {
        match self {
            Self::Cover | Self::Upright { .. } | Self::Apart => 8_844,
            Self::Across => 14_570,
        }
    }

    /// `w:sectPr`
    pub fn write(self, xml: &mut Xml) {
        let page = self.page();
        let (width, height) = (page.size.0.to_string(), page.size.1.to_string());
        xml.node("w:sectPr", &[], |xml| {
            let footer = match self {
                Self::Cover => COVER_FOOTER,
                Self::Upright { .. } | Self::Apart | Self::Across => FOOTER,
            };
            xml.leaf(
                "w:footerReference",
                &[("w:type", "default"), ("r:id", footer.0)],
            );
            xml.val("w:type", "nextPage");
            let mut size = vec![("w:w", width.as_str()), ("w:h", &height)];
            if self == Self::Across {
                size.push(("w:orient", "landscape"));
            }
            xml.leaf("w:pgSz", &size);
            let margins = [
                ("w:top", page.top),
                ("w:right", page.right),
                ("w:bottom", page.bottom),
                ("w:left", page.left),
                ("w:header", "851"),
                ("w:footer", page.footer),
                ("w:gutter", "0"),
            ];
            xml.leaf("w:pgMar", &margins);
            if self == (Self::Upright { first: true }) {
                xml.leaf("w:pgNumType", &[("w:start", "1")]);
            }
        });
    }
}

/// What stands below a page: its number, and the 校验码 of the form.
pub(super) fn footer(code: &str, numbered: bool) -> String {
    let mut xml = Xml::new();
    xml.node("w:ftr", &[NAMESPACE, REFERENCES], |xml| {
        if numbered {
            line(xml, |xml| {
                say(xml, "— ");
                xml.node("w:fldSimple", &[("w:instr", " PAGE ")], |xml| say(xml, "1"));
                say(xml, " —");
            });
        }
        line(xml, |xml| {
            if !code.is_empty() {
                say(xml, &format!("校验码 {code}"));
            }
        });
    });
    xml.done()
}

fn line(xml: &mut Xml, inside: impl FnOnce(&mut Xml)) {
    xml.node("w:p", &[], |xml| {
        xml.node("w:pPr", &[], |xml| xml.val("w:pStyle", "Footer"));
        inside(xml);
    });
}

fn say(xml: &mut Xml, text: &str) {
    xml.node("w:r", &[], |xml| {
        xml.node("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
    });
}
