//! Prints a JSON Schema: `rubric`, by which an editor completes and checks a `rubric.toml`; `form` of what is filled in;
//! `result` of a score sheet; `file` of a saved form. `cargo xtask generate` writes the files.
#![allow(clippy::print_stdout, reason = "this program prints")]

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, RemoveRefSiblings, Transform as _};
use schemars::{JsonSchema, Schema};
use scoring::ScoreSheet;
use scoring::form::Form;
use scoring::rubric::Rubric;
use serde_json::{Value, json};

/// What a reader of the file should know first.
const COMMENT: &str = "由 cargo xtask generate 从 crates/scoring 的类型生成，不要手改。";

/// The first heading of a rule's documentation, which would be taken for its title.
const HEADING: &str = "用途 Purpose";

/// Where each is committed.
pub const FILES: [(&str, &str); 4] = [
    ("rubric", "rubrics/rubric.schema.json"),
    ("form", "docs/schema/form.schema.json"),
    ("result", "docs/schema/result.schema.json"),
    ("file", "docs/schema/file.schema.json"),
];

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    match schema(&name) {
        Some(schema) => print!("{schema}"),
        None => std::process::exit(2),
    }
}

/// The schema of this name.
pub fn schema(name: &str) -> Option<String> {
    // What editors know best.
    let settings = SchemaSettings::draft07();
    let schema = match name {
        "rubric" => {
            let mut schema = root::<Rubric>(settings.for_deserialize());
            RecursiveTransform(for_toml).transform(&mut schema);
            schema
        }
        "form" => root::<Form>(settings.for_deserialize()),
        "result" => root::<ScoreSheet>(settings.for_serialize()),
        "file" => file(),
        _ => return None,
    };
    Some(written(schema))
}

fn root<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(decimals_are_text).transform(&mut schema);
    schema
}

/// A saved form: what is in it has schemas of its own.
fn file() -> Schema {
    schemars::json_schema!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "存盘文件 *.pingfen.json",
        "description": "填报表连同所用的评分表",
        "type": "object",
        "required": ["pingfen", "rubric", "form"],
        "properties": {
            "pingfen": { "description": "文件格式的版本。以后的版本只增加，不改变已有的含义。", "const": 1 },
            "engine": { "description": "存盘的引擎版本", "type": "string" },
            "code": {
                "description": "校验码：填的内容、评分表和引擎版本的摘要",
                "type": "string",
                "pattern": "^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$",
            },
            "rubric": { "$ref": "../../rubrics/rubric.schema.json" },
            "form": { "$ref": "form.schema.json" },
            "review": {
                "description": "核查文件才有：单位报送的填报表，原样；form 是核查人员填的",
                "type": "object",
                "required": ["unit", "stated"],
                "properties": {
                    "unit": { "$ref": "form.schema.json" },
                    "stated": {
                        "description": "开始核查时单位报送的表的校验码和引擎版本",
                        "type": "object",
                        "required": ["engine", "code"],
                        "properties": {
                            "engine": { "type": "string" },
                            "code": { "type": "string" },
                        },
                    },
                },
            },
        },
    })
}

fn written(mut schema: Schema) -> String {
    RemoveRefSiblings::default().transform(&mut schema);
    schema.insert("$comment".to_owned(), COMMENT.into());
    format!("{:#}\n", schema.as_value())
}

/// A decimal is always written as text, so that no reader makes a float of it.
fn decimals_are_text(schema: &mut Schema) {
    if let Some(Value::Array(kinds)) = schema.get_mut("type") {
        if kinds.contains(&json!("string")) {
            kinds.retain(|kind| kind != "number");
        }
        if let [only] = kinds.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
}

/// TOML has no null, and the headings of a rule's documentation are no titles.
fn for_toml(schema: &mut Schema) {
    if schema.get("title").is_some_and(|title| title == HEADING) {
        schema.remove("title");
    }
    let null = |one: &Value| one.get("type").is_some_and(|kind| kind == "null");
    if let Some(Value::Array(any)) = schema.get_mut("anyOf") {
        any.retain(|one| !null(one));
        if let [Value::Object(only)] = any.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            for (key, value) in only {
                schema.insert(key, value);
            }
        }
    }
    if let Some(Value::Array(kinds)) = schema.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [only] = kinds.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
}
