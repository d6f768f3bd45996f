//! The page's export half.

use scoring_export::document::Document;
use scoring_export::xlsx;
use wasm_bindgen::prelude::*;

use crate::error::error;

/// The workbook of a saved form, given as the JSON text of the saved file.
#[wasm_bindgen]
pub fn workbook(document: &str) -> Result<Vec<u8>, JsValue> {
    let document =
        Document::from_json(document).map_err(|why| error(why.code(), &why.message()))?;
    xlsx::workbook(&document).map_err(|why| error(why.code(), &why.to_string()))
}
