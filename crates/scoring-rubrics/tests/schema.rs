//! `rubrics/rubric.schema.json` is what the types say.
#![allow(clippy::unwrap_used, reason = "a failed test is a panic")]

#[path = "../examples/schema.rs"]
#[allow(dead_code, reason = "its `main` prints what is compared here")]
mod schema;

use std::fs;
use std::path::Path;

use serde_json::Value;

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rubrics/rubric.schema.json");
    let committed = fs::read_to_string(file).unwrap_or_default();
    assert!(
        committed == schema::schema(),
        "rubrics/rubric.schema.json is not what the types say: run `cargo xtask generate`"
    );
}

/// An editor shows the description of a key beside it, and TOML has no null.
#[test]
fn every_key_is_described() {
    let schema: Value = serde_json::from_str(&schema::schema()).unwrap();
    let mut bare = Vec::new();
    undescribed("", &schema, &mut bare);
    assert!(bare.is_empty(), "{bare:?}");
    assert!(!schema.to_string().contains("\"null\""));
}

fn undescribed(path: &str, schema: &Value, bare: &mut Vec<String>) {
    match schema {
        Value::Object(keys) => {
            for (key, value) in keys {
                let path = format!("{path}/{key}");
                // A kind is described where it is defined.
                let described = value.get("description").or_else(|| value.get("$ref"));
                if path.rsplit('/').nth(1) == Some("properties") && described.is_none() {
                    bare.push(path.clone());
                }
                undescribed(&path, value, bare);
            }
        }
        Value::Array(all) => all.iter().for_each(|one| undescribed(path, one, bare)),
        _ => {}
    }
}
