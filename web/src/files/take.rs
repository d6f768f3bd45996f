//! Files opened again: by their button, or dropped on the page.

use leptos::prelude::*;
use scoring_export::document::Document;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DomParser, File, HtmlInputElement, SupportedType};

use crate::desk::{Desk, Message};
use crate::keep::{self, draft, island};

/// The largest file that is read: a saved form has some 100 KB, a saved page 2 MB.
const MAX_BYTES: f64 = 20_000_000.0;

/// Opens the file chosen in a file field.
pub fn open(desk: Desk, field: &HtmlInputElement) {
    if let Some(file) = field.files().and_then(|files| files.get(0)) {
        take(desk, file);
    }
    // The same file can be chosen again after it was mended.
    field.set_value("");
}

/// Opens files that are dropped anywhere on the page, instead of leaving it for them.
pub fn accept_drops(desk: Desk) {
    window_event_listener(leptos::ev::dragover, |event| {
        let files = |data: web_sys::DataTransfer| data.types().includes(&"Files".into(), 0);
        if event.data_transfer().is_some_and(files) {
            event.prevent_default();
        }
    });
    window_event_listener(leptos::ev::drop, move |event| {
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            event.prevent_default();
            take(desk, file);
        }
    });
}

/// Opens a file as a new draft. The open form stays as it is where the file is no good.
fn take(desk: Desk, file: File) {
    spawn_local(async move {
        let name = file.name();
        match read(file).await {
            Ok(Document { rubric, form, .. }) => {
                desk.show_new(draft::new_name(), rubric, form);
                desk.kept.set(keep::now(desk));
                desk.message
                    .set(Some(Message::done(format!("已打开“{name}”"))));
            }
            Err(why) => desk
                .message
                .set(Some(Message::wrong(format!("没有打开“{name}”：{why}")))),
        }
    });
}

async fn read(file: File) -> Result<Document, String> {
    if file.size() > MAX_BYTES {
        return Err("文件太大，不是评分存盘文件。".to_owned());
    }
    let page = file.name().to_lowercase().ends_with(".html")
        || file.name().to_lowercase().ends_with(".htm");
    let text = gloo_file::futures::read_as_text(&gloo_file::File::from(file)).await;
    let text =
        text.map_err(|_| "浏览器读不出这个文件。请检查文件是否还在、是否有权读取。".to_owned())?;
    if !page {
        return Document::from_json(&text).map_err(|why| why.message());
    }
    let saved = DomParser::new()
        .and_then(|parser| parser.parse_from_string(&text, SupportedType::TextHtml));
    let draft = saved.ok().and_then(|page| island::read_from(&page));
    let draft = draft
        .ok_or("这个网页里没有填好的表。请选由“下载离线版”或浏览器的“网页另存为”得到的文件。")?;
    // What a file says is checked, whoever wrote it.
    Document::from_json(&draft.document.to_json()).map_err(|why| why.message())
}
