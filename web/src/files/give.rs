//! Files taken away: the saved form, the papers to hand in, the page with the form in it.

use gloo_file::Blob;
use js_sys::Uint8Array;
use leptos::prelude::*;
use scoring::rubric::Kind;
use scoring_export::document::Document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DomParser, Element, HtmlAnchorElement, SupportedType, Url};

use super::aside::{self, Failure};
use crate::desk::{Desk, Message};
use crate::keep::{island, local};

/// A kind of file to take away.
#[derive(Clone, Copy, PartialEq)]
pub enum Paper {
    /// The saved form 存盘文件, to go on with elsewhere.
    Json,
    /// The workbook 评分表, to hand in; goes on as well.
    Xlsx,
    /// The report 自评报告、核查报告, to be edited and handed in.
    Docx,
    /// The rows 数据表, for other programs.
    Csv,
    /// What provincial platforms import 平台导入表.
    Exchange,
    /// This page with the form in it 离线版: goes on anywhere, without anything else.
    Page,
}

impl Paper {
    /// The end of its file's name, its media type, and whether the form can be opened from it again.
    fn file(self) -> (&'static str, &'static str, bool) {
        match self {
            Self::Json => ("评分表.pingfen.json", "application/json", true),
            Self::Xlsx => (
                "评分表.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                true,
            ),
            Self::Docx => (
                "报告.docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                false,
            ),
            Self::Csv => ("数据表.csv", "text/csv", false),
            Self::Exchange => ("平台导入.csv", "text/csv", false),
            Self::Page => ("评分表-离线版.html", "text/html", true),
        }
    }
}

/// Makes a file, reopens it in memory, and hands it to the browser's downloads.
pub fn download(desk: Desk, paper: Paper) {
    let Some(document) = desk.document() else {
        return;
    };
    let (name, changed) = (desk.name(), desk.changed());
    spawn_local(async move {
        match make(desk, paper, &document).await {
            Ok(bytes) => {
                let (ending, kind, reopens) = paper.file();
                let blob = Blob::new_with_options(bytes.as_slice(), Some(kind));
                let given = hand_over(desk, &blob, &file_name(&document, ending));
                if given
                    && reopens
                    && let Some(name) = name
                {
                    local::saved_to_disk(&name, changed);
                    if desk.name().as_ref() == Some(&name) {
                        desk.disk.set(local::disk(&name));
                    }
                }
            }
            Err(Failure::Stopped) => desk.message.set(Some(Message::done("已停止，没有下载。"))),
            Err(Failure::Because(why)) => wrong(
                desk,
                &format!(
                    "没有下载：{}。已填的内容没有变，请再试一次；仍不行请下载存盘文件，或用“打印”留底。",
                    why.trim_end_matches('。')
                ),
            ),
        }
    });
}

/// The unit's own file out of a review, as it was handed in.
pub fn give_unit(desk: Desk) {
    if let Some(unit) = desk.unit() {
        let document = unit.document();
        let (ending, kind, _) = Paper::Json.file();
        match json(&document) {
            Some(bytes) => {
                let blob = Blob::new_with_options(bytes.as_slice(), Some(kind));
                hand_over(desk, &blob, &file_name(&document, ending));
            }
            None => wrong(
                desk,
                "没有下载：文件没有通过复核。请下载核查的存盘文件，里面有单位报送的内容。",
            ),
        }
    }
}

/// The table 汇总表 of all files that were collected, as `xlsx` or `csv`.
pub fn give_collected(desk: Desk, ending: &'static str) {
    let kind = match ending {
        "csv" => Paper::Csv,
        _ => Paper::Xlsx,
    };
    let forms = desk.collect.listing.with_untracked(|listing| listing.forms);
    spawn_local(async move {
        match aside::collection("collected_table", &[ending.into()]).await {
            Ok(made) => {
                let bytes = made.unchecked_into::<Uint8Array>().to_vec();
                let blob = Blob::new_with_options(bytes.as_slice(), Some(kind.file().1));
                hand_over(desk, &blob, &format!("汇总表-{forms}份.{ending}"));
            }
            Err(Failure::Stopped) => {}
            Err(Failure::Because(why)) => wrong(desk, &format!("没有下载：{why}")),
        }
    });
}

/// The saved form, if it opens as what it was made of.
fn json(document: &Document) -> Option<Vec<u8>> {
    let text = document.to_file();
    let kept = Document::parse(&text).is_ok_and(|again| again == *document);
    kept.then(|| text.into_bytes())
}

async fn make(desk: Desk, paper: Paper, document: &Document) -> Result<Vec<u8>, Failure> {
    let differs = || Failure::Because("文件没有通过复核".to_owned());
    let ending = match paper {
        // Made here, so that there is a way out where nothing else works.
        Paper::Json => {
            return json(document).ok_or_else(differs);
        }
        Paper::Page => {
            let text = page(desk).filter(|text| page_holds(text, document));
            return text.map(String::into_bytes).ok_or_else(differs);
        }
        Paper::Xlsx => "xlsx",
        Paper::Docx => "docx",
        Paper::Csv => "csv",
        Paper::Exchange => "exchange.csv",
    };
    aside::paper(desk, ending, &document.to_json()).await
}

/// The page as text, as it came, with the open form in it.
fn page(desk: Desk) -> Option<String> {
    island::write(desk);
    copy(|_| Some(()))
}

/// The page as text, as it came, with an edit.
pub(super) fn copy(edit: impl FnOnce(&Element) -> Option<()>) -> Option<String> {
    let root: Element = document()
        .document_element()?
        .clone_node_with_deep(true)
        .ok()?
        .unchecked_into();
    // What was on the screen is made anew from the form.
    for shown in ["#app", ".app-paper"] {
        if let Some(element) = root.query_selector(shown).ok()? {
            element.set_inner_html("");
        }
    }
    for state in ["data-ready", "data-failed"] {
        root.remove_attribute(state).ok()?;
    }
    edit(&root)?;
    Some(format!("<!DOCTYPE html>\n{}", root.outer_html()))
}

/// Whether a page that is to be taken away opens with the form that it should hold.
fn page_holds(text: &str, document: &Document) -> bool {
    let draft = parsed(text).and_then(|page| island::read_from(&page));
    draft.is_some_and(|draft| draft.document == *document)
}

/// A page read again, in memory.
pub(super) fn parsed(text: &str) -> Option<web_sys::Document> {
    let parser = DomParser::new().ok()?;
    parser.parse_from_string(text, SupportedType::TextHtml).ok()
}

pub(super) fn hand_over(desk: Desk, blob: &Blob, name: &str) -> bool {
    let made = || -> Result<(), JsValue> {
        let url = Url::create_object_url_with_blob(blob.as_ref())?;
        let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        let body = document().body().ok_or(JsValue::NULL)?;
        body.append_child(&link)?;
        link.click();
        link.remove();
        // The browser reads the blob after this turn; freeing it at once would cut the file off.
        gloo_timers::callback::Timeout::new(60_000, move || {
            Url::revoke_object_url(&url).ok();
        })
        .forget();
        Ok(())
    };
    let made = made().is_ok();
    if made {
        desk.message
            .set(Some(Message::done(format!("已交给浏览器下载：{name}"))));
    } else {
        wrong(desk, "浏览器没有接受下载。请换一个浏览器，或用“打印”留底。");
    }
    made
}

pub(super) fn wrong(desk: Desk, text: &str) {
    desk.message.set(Some(Message::wrong(text)));
}

/// 江门市医疗保障局-2023-评分表.xlsx; of a project form with the project's name.
fn file_name(document: &Document, ending: &str) -> String {
    let Document { rubric, form, .. } = document;
    let field = |id: &str| form.profile.get(id).map_or("", |entry| entry.text().trim());
    let unit = match field("organisation") {
        "" => rubric.region.as_str(),
        unit => unit,
    };
    let reviewed = document.review.is_some();
    let of = match reviewed || rubric.verifies() {
        true => "核查报告",
        false => "自评报告",
    };
    // Not the name of what the unit handed in.
    let table = match reviewed {
        true => "核查评分表",
        false => "评分表",
    };
    let ending = ending.replace("报告", of).replace("评分表", table);
    // Elsewhere a field of this name holds a sum.
    let project = match rubric.kind {
        Kind::Project => field("project"),
        Kind::Department | Kind::Verification => "",
    };
    named(&[unit, form.year(rubric), project], &ending)
}

/// A file's name of parts that may be empty.
pub(super) fn named(parts: &[&str], ending: &str) -> String {
    let parts = parts.iter().copied().filter(|part| !part.is_empty());
    let mut name = parts.collect::<Vec<_>>().join("-");
    // All may be typed: what no file name can hold is left out.
    name.retain(|c| !"/\\:*?\"<>|\n\r\t".contains(c));
    format!("{name}-{ending}")
}
