//! Papers made and files read back: the part that the page starts when the first one is asked for, and a module of its own.

use scoring::rubric::Rubric;
use scoring_export::document::Document;
use scoring_export::paper::Paper;
use scoring_export::reading::{self, Opened};
use serde::de::IgnoredAny;
use wasm_bindgen::prelude::*;

use crate::error::error;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What `open` gives, as JSON. */
export interface Preview {
    /** The saved form, with all edits in it; `null` where a person has to confirm first. */
    document: { pingfen: 1; rubric: unknown; form: unknown } | null;
    /** The same as it was before somebody changed cells of the workbook. */
    before: { pingfen: 1; rubric: unknown; form: unknown } | null;
    /** 校验码: whether the file is as it was made. */
    code: 'none' | { same: string } | { differs: string };
    /** Cells of our own workbook that were changed since it was made. */
    edits: { name: string; was: string; now: string; at: string; doubt: string | null }[];
    /** What did not get into the form, and what else is to be known of the file. */
    notes: string[];
    /** What was understood of a workbook from somewhere else. */
    foreign: {
        rubric: string;
        sheet: string;
        /** How many of the rubric's rows were found, and of how many. */
        found: [number, number];
        /** How many targets were read. */
        targets: number;
        items: { index: number; at: string; says: string; name: string; how: string; values: string; marks: string[]; remarks: string[]; sure: boolean }[];
        unmatched: string[];
        missing: string[];
        checks: string[];
    } | null;
}
"#;

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
/// `rubrics`, pairs of a rubric and anything, as JSON. Throws why it cannot be read.
#[wasm_bindgen]
pub fn open(bytes: &[u8], rubrics: &str) -> Result<String, JsValue> {
    json(&opened(bytes, rubrics)?.preview())
}

/// The text of the saved form that a workbook from somewhere else makes, of the items whose indexes are in `kept`, a JSON list.
/// Throws as `open` does.
#[wasm_bindgen]
pub fn confirm(bytes: &[u8], rubrics: &str, kept: &str) -> Result<String, JsValue> {
    let kept: Vec<usize> = serde_json::from_str(kept)
        .map_err(|why| error("kept-invalid", &format!("这不是行号的清单：{why}。")))?;
    Ok(match opened(bytes, rubrics)? {
        Opened::Own(own) => own.document.to_file(),
        Opened::Foreign(foreign) => foreign.document(&|index| kept.contains(&index)).to_file(),
    })
}

fn opened(bytes: &[u8], rubrics: &str) -> Result<Opened, JsValue> {
    let pairs: Vec<(Rubric, IgnoredAny)> = serde_json::from_str(rubrics)
        .map_err(|why| error("rubric-invalid", &format!("这不是评分表的清单：{why}。")))?;
    let rubrics: Vec<_> = pairs.into_iter().map(|(rubric, _)| rubric).collect();
    reading::open(bytes, &rubrics).map_err(|why| error(why.code(), &why.message()))
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|why| error("internal", &why.to_string()))
}
