//! Papers made and files read back: the part that the page starts when the first one is asked for, and a module of its own.

mod collect;

use scoring::rubric::Rubric;
use scoring_export::document::Document;
use scoring_export::paper::Paper;
use scoring_export::reading::{self, Opened};
use serde::de::IgnoredAny;
use wasm_bindgen::prelude::*;

use crate::error::error;
use crate::written;

/// A paper of a saved form, given as the text of its file: `xlsx`, `docx`, `csv`, `exchange.csv`, `pingfen.json`. It was opened
/// again and compared. Throws `paper-unknown`, and why it could not be made.
#[wasm_bindgen]
pub fn paper(ending: &str, document: &str) -> Result<Vec<u8>, JsValue> {
    let paper = Paper::of(ending);
    let paper =
        paper.ok_or_else(|| error("paper-unknown", &format!("没有“{ending}”这种文件。")))?;
    let document =
        Document::from_json(document).map_err(|why| error(why.code(), &why.message()))?;
    paper
        .make(&document)
        .map_err(|why| error(why.code(), &why.message()))
}

/// What a file holds, for a person to look at: the JSON of a `Preview`. A workbook that is not ours is read as a form of one of
/// `rubrics`, pairs of a rubric and anything, as JSON; a rubric that somebody wrote, TOML or JSON, as an empty form of it. Throws
/// why it cannot be read.
#[wasm_bindgen]
pub fn open(bytes: &[u8], rubrics: &str) -> Result<String, JsValue> {
    let rubrics = list(rubrics)?;
    match written::open(bytes, &rubrics) {
        Some(written) => json(&written),
        None => json(&opened(bytes, &rubrics)?.preview()),
    }
}

/// The text of the saved form that a workbook from somewhere else makes, of the items whose indexes are in `kept`, a JSON list.
/// Throws as `open` does.
#[wasm_bindgen]
pub fn confirm(bytes: &[u8], rubrics: &str, kept: &str) -> Result<String, JsValue> {
    let kept: Vec<usize> = serde_json::from_str(kept)
        .map_err(|why| error("kept-invalid", &format!("这不是行号的清单：{why}。")))?;
    Ok(match opened(bytes, &list(rubrics)?)? {
        Opened::Own(own) => own.document.to_file(),
        Opened::Foreign(foreign) => foreign.document(&|index| kept.contains(&index)).to_file(),
    })
}

fn opened(bytes: &[u8], rubrics: &[Rubric]) -> Result<Opened, JsValue> {
    reading::open(bytes, rubrics).map_err(|why| error(why.code(), &why.message()))
}

fn list(rubrics: &str) -> Result<Vec<Rubric>, JsValue> {
    let pairs: Vec<(Rubric, IgnoredAny)> = serde_json::from_str(rubrics)
        .map_err(|why| error("rubric-invalid", &format!("这不是评分表的清单：{why}。")))?;
    Ok(pairs.into_iter().map(|(rubric, _)| rubric).collect())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|why| error("internal", &why.to_string()))
}
