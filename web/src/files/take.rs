//! Files opened again: by their button, or dropped on the page.

use js_sys::Uint8Array;
use leptos::prelude::*;
use scoring_export::document::Document;
use scoring_export::preview::{Code, Preview};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FileList, HtmlInputElement};

use super::aside::{self, Failure};
use super::collect;
use crate::desk::{Desk, Message};
use crate::keep::{self, draft};
use crate::library;

/// The largest file that is read: a saved page has 2 MB.
const MAX_BYTES: f64 = 20_000_000.0;

/// A file that was read, and is not the open form before a person says so.
#[derive(Clone)]
pub struct Review {
    /// The file's name.
    pub name: String,
    /// What stands in it, in words.
    pub preview: std::rc::Rc<Preview>,
    bytes: Uint8Array,
    rubrics: String,
    /// Whether its 核查 begins as soon as it is open.
    verify: bool,
}

/// Opens the file chosen in a file field, and begins its 核查 where that was asked for.
pub fn open(desk: Desk, field: &HtmlInputElement, verify: bool) {
    if let Some(file) = field.files().and_then(|files| files.get(0)) {
        take(desk, file, verify);
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
        let files = files.map_or_else(Vec::new, |files| listed(&files));
        if files.is_empty() {
            return;
        }
        event.prevent_default();
        if desk.name().is_none() && collect::takes(desk, &files) {
            collect::add(desk, files);
        } else if let Some(file) = files.into_iter().next() {
            take(desk, file, false);
        }
    });
}

/// Adds the files chosen in a file field to the collection 汇总.
pub fn collect(desk: Desk, field: &HtmlInputElement) {
    let files = field.files().map_or_else(Vec::new, |files| listed(&files));
    collect::add(desk, files);
    field.set_value("");
}

fn listed(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// Reads a file, and begins its 核查 where that was asked for. The open form stays as it is where the file is no good.
pub(super) fn take(desk: Desk, file: File, verify: bool) {
    spawn_local(async move {
        let name = file.name();
        told(desk, &name, read(desk, &name, file, verify).await);
    });
}

/// The same of a file in a zip that was collected.
pub(super) fn take_bytes(desk: Desk, name: String, bytes: Uint8Array, verify: bool) {
    spawn_local(async move {
        let rubrics = library::as_text().await.unwrap_or_else(|| "[]".to_owned());
        let looked = look(desk, name.clone(), bytes, rubrics, verify).await;
        told(desk, &name, looked);
    });
}

async fn read(desk: Desk, name: &str, file: File, verify: bool) -> Result<(), Failure> {
    if file.size() > MAX_BYTES {
        return Err(because(
            "文件超过 20 MB，不是评分存盘文件、工作簿或另存的网页。请检查是否选错了文件",
        ));
    }
    let bytes = JsFuture::from(file.array_buffer()).await;
    let bytes =
        bytes.map_err(|_| because("浏览器读不出这个文件。请检查文件是否还在、是否有权读取"))?;
    let rubrics = library::as_text().await.unwrap_or_else(|| "[]".to_owned());
    let bytes = Uint8Array::new(&bytes);
    look(desk, name.to_owned(), bytes, rubrics, verify).await
}

/// Reads a workbook from somewhere else as the form of another built-in rubric.
pub fn read_as(desk: Desk, review: Review, rubric: String) {
    spawn_local(async move {
        if !library::load().await {
            return;
        }
        if let Some(rubric) = library::rubric(&rubric) {
            let rubrics = format!("[[{},null]]", rubric.to_json());
            let name = review.name.clone();
            let looked = look(desk, review.name, review.bytes, rubrics, review.verify).await;
            told(desk, &name, looked);
        }
    });
}

async fn look(
    desk: Desk,
    name: String,
    bytes: Uint8Array,
    rubrics: String,
    verify: bool,
) -> Result<(), Failure> {
    let read = aside::open(desk, &bytes, &rubrics).await?;
    let preview: Preview =
        serde_json::from_str(&read).map_err(|_| because("程序出错，请再试一次"))?;
    let plain = preview.edits.is_empty()
        && preview.notes.is_empty()
        && !matches!(preview.code, Code::Differs(_));
    match &preview.document {
        Some(document) if plain => {
            show(desk, &name, document.get(), &preview.code, verify)?;
            if preview.faults.is_some() {
                desk.message.set(Some(Message::done(format!(
                    "“{name}”没有问题，已按它新建一份空表。要发给单位填，请选“更多”里的“下载填报页”。"
                ))));
            }
            Ok(())
        }
        _ => {
            let preview = preview.into();
            desk.review.set(Some(Review {
                name,
                preview,
                bytes,
                rubrics,
                verify,
            }));
            Ok(())
        }
    }
}

/// Opens what our own file holds: with the edits that were made in the workbook, or as it was before.
pub fn accept(desk: Desk, review: &Review, edited: bool) {
    let preview = &review.preview;
    let (chosen, changed) = match edited {
        true => (&preview.document, preview.before.is_some()),
        false => (&preview.before, false),
    };
    if let Some(document) = chosen {
        // Changed, the form is another than the code was made of.
        let code = if changed { &Code::None } else { &preview.code };
        told(
            desk,
            &review.name,
            show(desk, &review.name, document.get(), code, review.verify),
        );
    }
    desk.review.set(None);
}

/// Makes a form of what a person left chosen of a workbook from somewhere else.
pub fn confirm(desk: Desk, review: Review, kept: Vec<usize>) {
    desk.review.set(None);
    spawn_local(async move {
        let kept = serde_json::to_string(&kept).unwrap_or_default();
        let made = aside::confirm(desk, &review.bytes, &review.rubrics, &kept).await;
        let shown = made
            .and_then(|document| show(desk, &review.name, &document, &Code::None, review.verify));
        told(desk, &review.name, shown);
    });
}

/// Shows a form as a new draft, and begins its 核查 where that was asked for.
fn show(desk: Desk, name: &str, document: &str, code: &Code, verify: bool) -> Result<(), Failure> {
    let document = Document::parse(document).map_err(|_| because("程序出错，请再试一次"))?;
    desk.show_new(draft::new_name(), document);
    desk.kept.set(keep::now(desk));
    let code = match code {
        Code::Same(code) => format!("，校验码 {code} 相符"),
        Code::None => desk.document().map_or(String::new(), |document| {
            format!("，现在的校验码是 {}", document.code())
        }),
        Code::Differs(_) => String::new(),
    };
    desk.message
        .set(Some(Message::done(format!("已打开“{name}”{code}"))));
    if verify {
        desk.begin_review();
    }
    Ok(())
}

fn told(desk: Desk, name: &str, done: Result<(), Failure>) {
    let message = match done {
        Ok(()) => return,
        Err(Failure::Stopped) => Message::done(format!("已停止，没有打开“{name}”。")),
        Err(Failure::Because(why)) => {
            let open = if desk.name().is_some() {
                "正在填的表没有变。"
            } else {
                ""
            };
            Message::wrong(format!(
                "没有打开“{name}”：{}。{open}",
                why.trim_end_matches('。')
            ))
        }
    };
    desk.message.set(Some(message));
}

fn because(why: &str) -> Failure {
    Failure::Because(why.to_owned())
}
