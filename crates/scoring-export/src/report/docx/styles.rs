//! The styles of an official document 公文版式: title 小标宋 二号, headings 黑体, 楷体, 仿宋, text 仿宋 三号
//! with lines 28 pt apart.

use super::parts::NAMESPACE;
use super::xml::Xml;

/// The fonts, and what stands in where one is not installed.
const FONTS: [(&str, &str); 4] = [
    ("仿宋", "仿宋_GB2312"),
    ("楷体", "楷体_GB2312"),
    ("黑体", "SimHei"),
    ("方正小标宋简体", "宋体"),
];

const BODY: &str = "仿宋";
/// Half-points: 三号, 二号, 五号, 小五, 四号.
const THREE: &str = "32";
const TWO: &str = "44";
const FIVE: &str = "21";
const SMALL_FIVE: &str = "18";
const FOUR: &str = "28";
/// Twentieths of a point.
const LEADING: &str = "560";
const TITLE_LEADING: &str = "700";

/// Of a style that Word does not bring.
const CUSTOM: (&str, &str) = ("w:customStyle", "1");

/// A paragraph style.
struct Style {
    id: &'static str,
    /// As Word knows it: built-in names make 导航窗格 and 目录 work.
    name: &'static str,
    font: &'static str,
    size: &'static str,
    bold: bool,
    align: &'static str,
    /// Whether the first line is indented by two characters.
    indent: bool,
    /// Exact leading; without it lines are as high as they need.
    leading: Option<&'static str>,
    /// Before and after.
    space: (&'static str, &'static str),
    /// Whether it stays with the next paragraph.
    keep: bool,
    outline: Option<&'static str>,
}

const TEXT: Style = Style {
    id: "ReportBody",
    name: "报告正文",
    font: BODY,
    size: THREE,
    bold: false,
    align: "both",
    indent: true,
    leading: Some(LEADING),
    space: ("0", "0"),
    keep: false,
    outline: None,
};

const HEADING: Style = Style {
    align: "left",
    keep: true,
    ..TEXT
};

const STYLES: [Style; 12] = [
    TEXT,
    Style {
        id: "Title",
        name: "Title",
        font: "方正小标宋简体",
        size: TWO,
        align: "center",
        indent: false,
        leading: Some(TITLE_LEADING),
        space: ("0", "560"),
        keep: true,
        ..TEXT
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        font: "黑体",
        outline: Some("0"),
        ..HEADING
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        font: "楷体",
        outline: Some("1"),
        ..HEADING
    },
    Style {
        id: "Heading3",
        name: "heading 3",
        bold: true,
        outline: Some("2"),
        ..HEADING
    },
    Style {
        id: "Heading4",
        name: "heading 4",
        outline: Some("3"),
        ..HEADING
    },
    Style {
        id: "Flush",
        name: "顶格",
        indent: false,
        ..TEXT
    },
    Style {
        id: "CoverLine",
        name: "封面",
        align: "left",
        indent: false,
        space: ("240", "240"),
        ..TEXT
    },
    Style {
        id: "Caption",
        name: "caption",
        font: "黑体",
        size: FOUR,
        align: "center",
        indent: false,
        space: ("120", "60"),
        keep: true,
        ..TEXT
    },
    Style {
        id: "TableText",
        name: "表格文字",
        size: FIVE,
        align: "left",
        indent: false,
        leading: None,
        ..TEXT
    },
    Style {
        id: "SmallTableText",
        name: "表格小字",
        size: SMALL_FIVE,
        align: "left",
        indent: false,
        leading: None,
        ..TEXT
    },
    Style {
        id: "Footer",
        name: "footer",
        font: "宋体",
        size: FIVE,
        align: "center",
        indent: false,
        leading: None,
        ..TEXT
    },
];

fn font(xml: &mut Xml, name: &str) {
    let kinds = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
    // Figures and quotation marks as wide as the characters beside them.
    xml.leaf("w:rFonts", &kinds.map(|kind| (kind, name)));
}

fn size(xml: &mut Xml, half_points: &str) {
    xml.val("w:sz", half_points);
    xml.val("w:szCs", half_points);
}

/// `word/styles.xml`
pub(super) fn styles() -> String {
    let mut xml = Xml::new();
    xml.node("w:styles", &[NAMESPACE], |xml| {
        xml.node("w:docDefaults", &[], |xml| {
            xml.node("w:rPrDefault", &[], |xml| {
                xml.node("w:rPr", &[], |xml| {
                    font(xml, BODY);
                    size(xml, THREE);
                    let lang = [
                        ("w:val", "en-US"),
                        ("w:eastAsia", "zh-CN"),
                        ("w:bidi", "ar-SA"),
                    ];
                    xml.leaf("w:lang", &lang);
                });
            });
            xml.node("w:pPrDefault", &[], |_| {});
        });
        let normal = [
            ("w:type", "paragraph"),
            ("w:default", "1"),
            ("w:styleId", "Normal"),
        ];
        xml.node("w:style", &normal, |xml| {
            xml.val("w:name", "Normal");
            xml.leaf("w:qFormat", &[]);
            xml.node("w:pPr", &[], |xml| xml.val("w:jc", "both"));
        });
        for style in &STYLES {
            paragraph(xml, style);
        }
        table(xml);
    });
    xml.done()
}

fn paragraph(xml: &mut Xml, style: &Style) {
    let mut head = vec![("w:type", "paragraph"), ("w:styleId", style.id)];
    if !style.name.is_ascii() {
        head.push(CUSTOM);
    }
    xml.node("w:style", &head, |xml| {
        xml.val("w:name", style.name);
        xml.val("w:basedOn", "Normal");
        if style.keep {
            xml.val("w:next", TEXT.id);
        }
        xml.leaf("w:qFormat", &[]);
        xml.node("w:pPr", &[], |xml| {
            if style.keep {
                xml.leaf("w:keepNext", &[]);
            }
            let (before, after) = style.space;
            let mut space = vec![("w:before", before), ("w:after", after)];
            if let Some(leading) = style.leading {
                space.extend([("w:line", leading), ("w:lineRule", "exact")]);
            }
            xml.leaf("w:spacing", &space);
            if style.indent {
                let indent = [("w:firstLineChars", "200"), ("w:firstLine", "640")];
                xml.leaf("w:ind", &indent);
            }
            xml.val("w:jc", style.align);
            if let Some(level) = style.outline {
                xml.val("w:outlineLvl", level);
            }
        });
        xml.node("w:rPr", &[], |xml| {
            font(xml, style.font);
            if style.bold {
                xml.leaf("w:b", &[]);
                xml.leaf("w:bCs", &[]);
            }
            size(xml, style.size);
        });
    });
}

/// The lines of a table and the space within its cells.
fn table(xml: &mut Xml) {
    let head = [("w:type", "table"), ("w:styleId", "ReportTable"), CUSTOM];
    xml.node("w:style", &head, |xml| {
        xml.val("w:name", "报告表格");
        xml.node("w:tblPr", &[], |xml| {
            xml.node("w:tblBorders", &[], |xml| {
                for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                    let line = [
                        ("w:val", "single"),
                        ("w:sz", "4"),
                        ("w:space", "0"),
                        ("w:color", "000000"),
                    ];
                    xml.leaf(&format!("w:{side}"), &line);
                }
            });
            xml.node("w:tblCellMar", &[], |xml| {
                for (side, width) in [
                    ("top", "28"),
                    ("left", "85"),
                    ("bottom", "28"),
                    ("right", "85"),
                ] {
                    let width = [("w:w", width), ("w:type", "dxa")];
                    xml.leaf(&format!("w:{side}"), &width);
                }
            });
        });
    });
}

/// `word/fontTable.xml`
pub(super) fn fonts() -> String {
    let mut xml = Xml::new();
    xml.node("w:fonts", &[NAMESPACE], |xml| {
        for (name, otherwise) in FONTS {
            xml.node("w:font", &[("w:name", name)], |xml| {
                xml.val("w:altName", otherwise);
                xml.val("w:charset", "86");
            });
        }
    });
    xml.done()
}
