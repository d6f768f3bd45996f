//! The small parts around the text: what is in the file, and how it hangs together.

use super::super::piece::Piece;
use super::xml::Xml;
use super::{COVER_FOOTER, DOCUMENT, FOOTER};

/// The namespace of everything that Word wrote.
pub(super) const NAMESPACE: (&str, &str) = (
    "xmlns:w",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
);
/// The namespace of references to other parts.
pub(super) const REFERENCES: (&str, &str) = (
    "xmlns:r",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
);
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";

/// `[Content_Types].xml`
pub(super) fn content_types() -> String {
    let mut xml = Xml::new();
    let namespace = format!("{PACKAGE}/content-types");
    xml.node("Types", &[("xmlns", &namespace)], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, kind) in [("rels", relations), ("xml", "application/xml")] {
            xml.leaf(
                "Default",
                &[("Extension", extension), ("ContentType", kind)],
            );
        }
        let word = |kind: &str| format!("{WORD}.{kind}+xml");
        for (part, kind) in [
            (DOCUMENT, word("document.main")),
            ("word/styles.xml", word("styles")),
            ("word/settings.xml", word("settings")),
            ("word/fontTable.xml", word("fontTable")),
            (FOOTER.1, word("footer")),
            (COVER_FOOTER.1, word("footer")),
            ("docProps/core.xml", CORE.to_owned()),
            ("docProps/app.xml", APP.to_owned()),
        ] {
            let part = format!("/{part}");
            xml.leaf("Override", &[("PartName", &part), ("ContentType", &kind)]);
        }
    });
    xml.done()
}

fn related(relations: &[(&str, String, &str)]) -> String {
    let mut xml = Xml::new();
    let namespace = format!("{PACKAGE}/relationships");
    xml.node("Relationships", &[("xmlns", &namespace)], |xml| {
        for (id, kind, target) in relations {
            let attributes = [("Id", *id), ("Type", kind), ("Target", target)];
            xml.leaf("Relationship", &attributes);
        }
    });
    xml.done()
}

/// `_rels/.rels`
pub(super) fn relations() -> String {
    let office = |kind: &str| format!("{}/{kind}", REFERENCES.1);
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    related(&[
        ("rId1", office("officeDocument"), DOCUMENT),
        ("rId2", core, "docProps/core.xml"),
        ("rId3", office("extended-properties"), "docProps/app.xml"),
    ])
}

/// `word/_rels/document.xml.rels`
pub(super) fn document_relations() -> String {
    let office = |kind: &str| format!("{}/{kind}", REFERENCES.1);
    let within = |part: &'static str| part.trim_start_matches("word/");
    related(&[
        ("rId1", office("styles"), "styles.xml"),
        ("rId2", office("settings"), "settings.xml"),
        ("rId3", office("fontTable"), "fontTable.xml"),
        (FOOTER.0, office("footer"), within(FOOTER.1)),
        (COVER_FOOTER.0, office("footer"), within(COVER_FOOTER.1)),
    ])
}

/// `docProps/core.xml`: the title; no author and no time, which nobody gave.
pub(super) fn core(pieces: &[Piece]) -> String {
    let title = pieces.iter().find_map(|piece| match piece {
        Piece::Title(text) => Some(text.0.iter().map(|run| run.text.as_str()).collect()),
        _ => None,
    });
    let title: String = title.unwrap_or_default();
    let mut xml = Xml::new();
    let namespace = format!("{PACKAGE}/metadata/core-properties");
    let namespaces = [
        ("xmlns:cp", namespace.as_str()),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.node("cp:coreProperties", &namespaces, |xml| {
        xml.node("dc:title", &[], |xml| xml.text(&title.replace('\n', "")));
    });
    xml.done()
}

/// `docProps/app.xml`
pub(super) fn app() -> String {
    let mut xml = Xml::new();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.node("Properties", &[("xmlns", namespace)], |xml| {
        xml.node("Application", &[], |xml| xml.text("Pingfen"));
    });
    xml.done()
}

/// `word/settings.xml`: as Word 2013 and later lay out Chinese text.
pub(super) fn settings() -> String {
    let mut xml = Xml::new();
    xml.node("w:settings", &[NAMESPACE], |xml| {
        xml.leaf("w:zoom", &[("w:percent", "100")]);
        xml.val("w:defaultTabStop", "420");
        xml.val("w:characterSpacingControl", "compressPunctuation");
        xml.node("w:compat", &[], |xml| {
            xml.leaf("w:useFELayout", &[]);
            let setting = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            xml.leaf("w:compatSetting", &setting);
        });
        xml.leaf(
            "w:themeFontLang",
            &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")],
        );
    });
    xml.done()
}
