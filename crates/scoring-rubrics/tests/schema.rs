//! The committed schemas are what the types say, and what is filled in and scored follows them.
#![allow(clippy::unwrap_used, reason = "a failed test is a panic")]

#[path = "../examples/schema.rs"]
#[allow(dead_code, reason = "its `main` prints what is compared here")]
mod schema;

use std::fs;
use std::path::Path;

use serde_json::Value;

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    for (name, path) in schema::FILES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(path);
        let committed = fs::read_to_string(file).unwrap_or_default();
        assert!(
            Some(committed) == schema::schema(name),
            "{path} is not what the types say: run `cargo xtask generate`"
        );
    }
}

/// Every example follows the schemas, and so does its result; what is not in them does not.
#[test]
fn examples_and_their_results_follow_the_schemas() {
    let validator = |name: &str| jsonschema::validator_for(&read(name)).unwrap();
    let (forms, results, rubrics) = (validator("form"), validator("result"), validator("rubric"));
    for id in scoring_rubrics::ids() {
        let rubric = scoring_rubrics::rubric(id).unwrap();
        let form = scoring_rubrics::example(id).unwrap_or_default();
        let json = |text: String| serde_json::from_str::<Value>(&text).unwrap();
        let sheet = scoring::score(&rubric, &form);
        for (name, validator, value) in [
            ("rubric", &rubrics, json(rubric.to_json())),
            ("form", &forms, json(form.to_json())),
            ("result", &results, serde_json::to_value(&sheet).unwrap()),
        ] {
            let wrong: Vec<_> = validator
                .iter_errors(&value)
                .map(|wrong| wrong.to_string())
                .collect();
            assert!(wrong.is_empty(), "{id} {name}: {wrong:?}");
        }
    }
    assert!(!forms.is_valid(&serde_json::json!({ "answers": { "a": { "claimed": 2 } } })));
    assert!(!forms.is_valid(&serde_json::json!({ "answer": {} })));
    assert!(!results.is_valid(&serde_json::json!({ "total": {} })));
}

fn read(name: &str) -> Value {
    serde_json::from_str(&schema::schema(name).unwrap()).unwrap()
}

/// An editor shows the description of a key beside it, and TOML has no null.
#[test]
fn every_key_is_described() {
    let schema = read("rubric");
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
