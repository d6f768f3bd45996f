//! Prints `rubrics/rubric.schema.json`, by which an editor completes and checks a `rubric.toml`.
//! `cargo xtask generate` writes the file.
#![allow(clippy::print_stdout, reason = "this program prints")]

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, RemoveRefSiblings, Transform as _};
use scoring::rubric::Rubric;
use serde_json::Value;

/// What a reader of the file should know first.
const COMMENT: &str = "由 cargo xtask generate 从 crates/scoring 的类型生成，不要手改。";

/// The first heading of a rule's documentation, which would be taken for its title.
const HEADING: &str = "用途 Purpose";

fn main() {
    print!("{}", schema());
}

/// The schema of a `rubric.toml`.
pub fn schema() -> String {
    // What editors know best.
    let settings = SchemaSettings::draft07().for_deserialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Rubric>();
    RecursiveTransform(for_toml).transform(&mut schema);
    RemoveRefSiblings::default().transform(&mut schema);
    schema.insert("$comment".to_owned(), COMMENT.into());
    format!("{:#}\n", schema.as_value())
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
