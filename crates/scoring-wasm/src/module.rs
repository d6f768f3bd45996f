//! `rubrics()`, `rubric(id)`, `check(rubric)`, `score(rubric, form)`, and `Session` for a form that is being filled.

use scoring::check;
use scoring::finding::Place;
use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring::{Filled, Scorer, Totals};
use scoring_export::document::{Document, Unopenable};
use scoring_rubrics as rubrics;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::error::error;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A built-in rubric 内置评分表. */
export interface RubricEntry {
    /** For `rubric(id)`. */
    id: string;
    title: string;
    year: string;
    /** 地区 */
    region: string;
    /** 类别 */
    kind: Kind;
    /** 发布单位 */
    issuer: string;
    /** 总分 (分) */
    points: string;
    /** How many scored rows. */
    indicators: number;
    /** Whether there is a worked example. */
    example: boolean;
}

/** What this module throws. `message` is in Chinese, for people. */
export interface PingfenError extends Error {
    /** Stable: `rubric-unknown`, `rubric-invalid`, `form-invalid`, `place-unknown`, `rubric-not-json` … */
    code: string;
}

/** A saved form `*.pingfen.json`. */
export interface SavedForm {
    pingfen: 1;
    rubric: Rubric;
    form: Form;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "RubricEntry[]")]
    pub type JsEntries;
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "Rubric")]
    pub type JsRubric;
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "Rubric | string")]
    pub type AnyRubric;
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "Form")]
    pub type JsForm;
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "Form | string")]
    pub type AnyForm;
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "Problem[]")]
    pub type JsProblems;
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "ScoreSheet")]
    pub type JsSheet;
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "Totals")]
    pub type JsTotals;
    /// See the TypeScript declarations.
    #[wasm_bindgen(typescript_type = "SavedForm")]
    pub type JsSavedForm;
}

/// The built-in rubrics 内置评分表.
#[wasm_bindgen(js_name = rubrics)]
pub fn list() -> Result<JsEntries, JsValue> {
    to_js(&rubrics::list())
}

/// A built-in rubric. Throws `rubric-unknown`.
#[wasm_bindgen]
pub fn rubric(id: &str) -> Result<JsRubric, JsValue> {
    to_js(&built_in(id)?)
}

/// The worked example of a built-in rubric. Throws `rubric-unknown`.
#[wasm_bindgen]
pub fn example(id: &str) -> Result<JsForm, JsValue> {
    let form = rubrics::example(id);
    to_js(&form.ok_or_else(|| error("rubric-unknown", &format!("没有“{id}”的示例。")))?)
}

/// What is wrong with a rubric; empty where it can be used. Throws `rubric-invalid` where it is no rubric at all.
#[wasm_bindgen]
pub fn check(rubric: &AnyRubric) -> Result<JsProblems, JsValue> {
    to_js(&check::check(&shape(rubric, "rubric")?))
}

/// Scores a form. A rubric is an object, its JSON text, or the id of a built-in one; a form is an object or its JSON text.
///
/// Throws `rubric-unknown`, `rubric-invalid` (also where `check` finds a problem), `form-invalid`.
#[wasm_bindgen]
pub fn score(rubric: &AnyRubric, form: &AnyForm) -> Result<JsSheet, JsValue> {
    let scorer = Scorer::new(&sound(rubric)?);
    to_js(&scorer.score(&shape(form, "form")?))
}

/// Opens the text of a saved form `*.pingfen.json`. Throws `file-not-json`, `file-foreign`, `file-damaged` …
#[wasm_bindgen]
pub fn open(text: &str) -> Result<JsSavedForm, JsValue> {
    let document = Document::from_json(text);
    to_js(&document.map_err(|why: Unopenable| error(why.code(), &why.message()))?)
}

/// A form that is being filled: its rubric is lowered once, each edit only evaluates.
#[wasm_bindgen]
pub struct Session {
    scorer: Scorer,
    form: Form,
    filled: Filled,
}

#[wasm_bindgen]
impl Session {
    /// Throws as `score` does.
    #[wasm_bindgen(constructor)]
    pub fn new(rubric: &AnyRubric, form: &AnyForm) -> Result<Session, JsValue> {
        let (scorer, form) = (Scorer::new(&sound(rubric)?), shape(form, "form")?);
        let filled = scorer.fill(&form);
        Ok(Self {
            scorer,
            form,
            filled,
        })
    }

    /// Fills in the field at a path such as `answers.three-public.inputs.spent`. Throws `place-unknown`.
    pub fn edit(&mut self, path: &str, text: &str) -> Result<(), JsValue> {
        let place = path.parse::<Place>().ok();
        let Some(place) = place.filter(|place| self.form.set(place, text)) else {
            return Err(error(
                "place-unknown",
                &format!("“{path}”不是填报表里的位置。"),
            ));
        };
        self.scorer.refill(&mut self.filled, &self.form, &place);
        Ok(())
    }

    /// Totals and grades: no sentence is made, no finding looked for.
    pub fn totals(&self) -> Result<JsTotals, JsValue> {
        to_js::<_, JsTotals>(&self.total())
    }

    /// The computed total alone, or `undefined` where nothing is scored yet: the quickest answer to an edit.
    pub fn computed(&self) -> Option<String> {
        self.total().total.computed.map(|total| total.to_string())
    }

    /// The whole score sheet.
    pub fn sheet(&self) -> Result<JsSheet, JsValue> {
        to_js(&self.scorer.score(&self.form))
    }

    /// The form as it is now.
    pub fn form(&self) -> Result<JsForm, JsValue> {
        to_js(&self.form)
    }
}

impl Session {
    fn total(&self) -> Totals {
        self.scorer.total(&self.filled)
    }
}

fn built_in(id: &str) -> Result<Rubric, JsValue> {
    let known: Vec<_> = rubrics::ids().collect();
    rubrics::rubric(id).ok_or_else(|| {
        error(
            "rubric-unknown",
            &format!("没有“{id}”这份评分表。现有：{}。", known.join("、")),
        )
    })
}

/// A rubric that can be scored by.
fn sound(rubric: &AnyRubric) -> Result<Rubric, JsValue> {
    let value: &JsValue = rubric.as_ref();
    let rubric = match value
        .as_string()
        .filter(|text| !text.trim_start().starts_with('{'))
    {
        Some(id) => return built_in(&id),
        None => shape(value, "rubric")?,
    };
    match check::check(&rubric).first() {
        Some(problem) => Err(error("rubric-invalid", &problem.to_string())),
        None => Ok(rubric),
    }
}

/// An object, or its JSON text, as one of our types.
fn shape<T: DeserializeOwned>(value: &JsValue, what: &str) -> Result<T, JsValue> {
    let invalid = |why: String| {
        let name = if what == "form" {
            "填报表"
        } else {
            "评分表"
        };
        error(
            &format!("{what}-invalid"),
            &format!("这不是一份{name}：{why}"),
        )
    };
    match value.as_string() {
        Some(text) => serde_json::from_str(&text).map_err(|why| invalid(why.to_string())),
        None => {
            serde_wasm_bindgen::from_value(value.clone()).map_err(|why| invalid(why.to_string()))
        }
    }
}

fn to_js<T: Serialize, J: JsCast>(value: &T) -> Result<J, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let value = value
        .serialize(&serializer)
        .map_err(|why| error("internal", &why.to_string()))?;
    Ok(value.unchecked_into())
}
