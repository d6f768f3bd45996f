//! Files taken away and opened again.

use gloo_file::Blob;
use leptos::prelude::*;
use scoring_export::document::Document;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlAnchorElement, HtmlInputElement, Url};

use crate::desk::{Desk, Message};
use crate::drafts;

/// The largest file that is read: a saved form has some 100 KB.
const MAX_BYTES: f64 = 20_000_000.0;

/// A kind of file to take away.
#[derive(Clone, Copy, PartialEq)]
pub enum Paper {
    /// The saved form, to go on with elsewhere.
    Json,
    /// The workbook, to hand in.
    Xlsx,
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
            if !kept {
                desk.message.set(Some(Message::wrong(
                    "存盘文件没有通过复核，没有下载。请改用“打印”留底，并反馈这个问题。",
                )));
                return;
            }
            let blob = Blob::new_with_options(text.as_str(), Some("application/json"));
            hand_over(desk, &blob, &file_name(&document, "pingfen.json"));
        }
        Paper::Xlsx => spawn_local(async move {
            match workbook(&document).await {
                Ok(bytes) => {
                    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                    let blob = Blob::new_with_options(bytes.to_vec().as_slice(), Some(kind));
                    hand_over(desk, &blob, &file_name(&document, "xlsx"));
                }
                Err(why) => {
                    let why = js_sys::Reflect::get(&why, &"message".into())
                        .ok()
                        .and_then(|m| m.as_string());
                    let why = why.unwrap_or_else(|| "原因不明".to_owned());
                    desk.message.set(Some(Message::wrong(format!(
                        "工作簿没有做成：{why}。已填内容没有变，请再试一次，或先下载存盘文件。"
                    ))));
                }
            }
        }),
    }
}

async fn workbook(document: &Document) -> Result<js_sys::Uint8Array, JsValue> {
    let part: ExportPart = JsFuture::from(part("export")?).await?.unchecked_into();
    part.workbook(&document.to_json())
}

fn hand_over(desk: Desk, blob: &Blob, name: &str) {
    let made = || -> Result<(), JsValue> {
        let url = Url::create_object_url_with_blob(blob.as_ref())?;
        let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        document()
            .body()
            .ok_or(JsValue::NULL)?
            .append_child(&link)?;
        link.click();
        link.remove();
        // The browser reads the blob after this turn; freeing it at once would cut the file off.
        gloo_timers::callback::Timeout::new(60_000, move || {
            Url::revoke_object_url(&url).ok();
        })
        .forget();
        Ok(())
    };
    desk.message.set(Some(match made() {
        Ok(()) => Message::done(format!("已交给浏览器下载：{name}")),
        Err(_) => Message::wrong("浏览器没有接受下载。请换一个浏览器，或用“打印”留底。"),
    }));
}

/// 江门市医疗保障局-2023-评分表.xlsx
fn file_name(document: &Document, extension: &str) -> String {
    let unit = document
        .form
        .profile
        .get("organisation")
        .map(|entry| entry.text().trim().to_owned());
    let unit = unit
        .filter(|unit| !unit.is_empty())
        .unwrap_or_else(|| document.rubric.region.clone());
    let year = document.form.year(&document.rubric);
    // Both may be typed: what no file name can hold is left out.
    let name: String = format!("{unit}-{year}")
        .chars()
        .filter(|c| !"/\\:*?\"<>|\n\r\t".contains(*c))
        .collect();
    format!("{name}-评分表.{extension}")
}

/// Opens the file chosen in a file field. The open form stays as it is where the file is no good.
pub fn open(desk: Desk, field: &HtmlInputElement) {
    let Some(file) = field.files().and_then(|files| files.get(0)) else {
        return;
    };
    let field = field.clone();
    spawn_local(async move {
        let name = file.name();
        let opened = if file.size() > MAX_BYTES {
            Err("文件太大，不是评分存盘文件。".to_owned())
        } else {
            let file = gloo_file::File::from(file);
            let text = gloo_file::futures::read_as_text(&file).await;
            text.map_err(|_| "浏览器读不出这个文件。请检查文件是否还在、是否有权读取。".to_owned())
                .and_then(|text| Document::from_json(&text).map_err(|why| why.message()))
        };
        // The same file can be chosen again after it was mended.
        field.set_value("");
        match opened {
            Ok(document) => {
                desk.show(drafts::new_name(), &document.rubric, document.form);
                desk.change(|_| {});
                desk.message
                    .set(Some(Message::done(format!("已打开“{name}”"))));
            }
            Err(why) => desk
                .message
                .set(Some(Message::wrong(format!("没有打开“{name}”：{why}")))),
        }
    });
}
