//! Files taken away: the saved form, the workbook, the page with the form in it.

use gloo_file::Blob;
use leptos::prelude::*;
use scoring_export::document::Document;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlAnchorElement, Url};

use crate::desk::{Desk, Message};
use crate::keep::{island, local};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A kind of file to take away.
#[derive(Clone, Copy, PartialEq)]
pub enum Paper {
    /// The saved form, to go on with elsewhere.
    Json,
    /// The workbook, to hand in.
    Xlsx,
    /// This page with the form in it: goes on anywhere, without anything else.
    Page,
}

#[wasm_bindgen]
extern "C" {
    /// Starts a part of the program that the first screen does not need; see `boot.js`.
    #[wasm_bindgen(js_namespace = pingfen, catch)]
    fn part(name: &str) -> Result<js_sys::Promise, JsValue>;

    /// The part that makes workbooks.
    type ExportPart;

    #[wasm_bindgen(method, catch)]
    fn workbook(this: &ExportPart, document: &str) -> Result<js_sys::Uint8Array, JsValue>;
}

/// Makes a file and hands it to the browser's downloads.
pub fn download(desk: Desk, paper: Paper) {
    let Some(document) = desk.document() else {
        return;
    };
    match paper {
        Paper::Json => {
            let text = document.to_json();
            let kept = Document::from_json(&text).is_ok_and(|again| again == document);
            if kept {
                let blob = Blob::new_with_options(text.as_str(), Some("application/json"));
                save(desk, &blob, &file_name(&document, "评分表.pingfen.json"));
            } else {
                wrong(
                    desk,
                    "存盘文件没有通过复核，没有下载。请改用“打印”留底，并反馈这个问题。",
                );
            }
        }
        Paper::Page => match page(desk) {
            Some(text) => {
                let blob = Blob::new_with_options(text.as_str(), Some("text/html"));
                save(desk, &blob, &file_name(&document, "评分表-离线版.html"));
            }
            None => wrong(
                desk,
                "离线版没有做成。请改用“存盘文件”，或浏览器的“网页另存为”。",
            ),
        },
        Paper::Xlsx => spawn_local(async move {
            match workbook(&document).await {
                Ok(bytes) => {
                    let blob = Blob::new_with_options(bytes.to_vec().as_slice(), Some(XLSX));
                    hand_over(desk, &blob, &file_name(&document, "评分表.xlsx"));
                }
                Err(why) => {
                    let why = js_sys::Reflect::get(&why, &"message".into());
                    let why = why.ok().and_then(|message| message.as_string());
                    let why = why.unwrap_or_else(|| "原因不明".to_owned());
                    wrong(
                        desk,
                        &format!(
                            "工作簿没有做成：{why}。已填内容没有变，请再试一次，或先下载存盘文件。"
                        ),
                    );
                }
            }
        }),
    }
}

async fn workbook(document: &Document) -> Result<js_sys::Uint8Array, JsValue> {
    let part: ExportPart = JsFuture::from(part("export")?).await?.unchecked_into();
    part.workbook(&document.to_json())
}

/// The page as text, as it came, with the open form in it.
fn page(desk: Desk) -> Option<String> {
    island::write(desk);
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
    Some(format!("<!DOCTYPE html>\n{}", root.outer_html()))
}

/// Hands over a file from which the form can be opened again, and notes that it was.
fn save(desk: Desk, blob: &Blob, name: &str) {
    if hand_over(desk, blob, name)
        && let Some(draft) = desk.draft()
    {
        local::saved_to_disk(&draft.name, draft.changed);
        desk.disk.set(local::disk(&draft.name));
    }
}

fn hand_over(desk: Desk, blob: &Blob, name: &str) -> bool {
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

fn wrong(desk: Desk, text: &str) {
    desk.message.set(Some(Message::wrong(text)));
}

/// 江门市医疗保障局-2023-评分表.xlsx
fn file_name(document: &Document, ending: &str) -> String {
    let unit = document.form.profile.get("organisation");
    let unit = unit
        .map(|entry| entry.text().trim())
        .filter(|unit| !unit.is_empty())
        .unwrap_or(&document.rubric.region);
    let year = document.form.year(&document.rubric);
    // Both may be typed: what no file name can hold is left out.
    let name: String = format!("{unit}-{year}")
        .chars()
        .filter(|c| !"/\\:*?\"<>|\n\r\t".contains(*c))
        .collect();
    format!("{name}-{ending}")
}
