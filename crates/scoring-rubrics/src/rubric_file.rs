//! A rubric that somebody wrote 自拟的评分表, as TOML or as JSON: read, checked, and told what is wrong with its place.

use std::collections::BTreeMap;

use scoring::check;
use scoring::rubric::Rubric;
use serde_json::value::RawValue;

use crate::toml_file::{self, Fault, in_chinese, position};

/// Whether a text is a rubric rather than a form or something else.
pub fn is_rubric(text: &str) -> bool {
    match is_json(text) {
        true => match keys(text.trim_start_matches('\u{feff}')) {
            Some(keys) => keys.contains_key("sections"),
            // Cut off: a saved form begins with another word.
            None => text.contains("\"sections\"") && !text.contains("\"pingfen\""),
        },
        false => toml_file::is_rubric(text),
    }
}

/// Reads a rubric that can be scored by, else says all that is wrong with it: at least one thing.
pub fn read(text: &str) -> Result<Rubric, Vec<Fault>> {
    let text = text.trim_start_matches('\u{feff}');
    let (rubric, faults) = match is_json(text) {
        true => {
            let rubric = Rubric::from_json(text).map_err(|why| vec![unreadable(&why)])?;
            let faults = check_json(text, &rubric);
            (rubric, faults)
        }
        false => {
            let rubric = toml_file::read_rubric(text).map_err(|fault| vec![fault])?;
            let faults = toml_file::check_rubric(text, &rubric);
            (rubric, faults)
        }
    };
    match faults.is_empty() {
        true => Ok(rubric),
        false => Err(faults),
    }
}

fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{')
}

fn keys(text: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(text).ok()
}

fn unreadable(why: &serde_json::Error) -> Fault {
    let message = why.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or("", |(said, _)| said);
    Fault {
        code: "json-unreadable",
        line: why.line(),
        column: why.column(),
        message: match why.is_data() {
            true => in_chinese(message, None),
            false => format!("从这里起不是 JSON，文件可能没有传完整：{message}"),
        },
    }
}

fn check_json(text: &str, rubric: &Rubric) -> Vec<Fault> {
    let fault = |problem: check::Problem| {
        let (line, column) = position(text, place(text, &problem.path));
        Fault {
            code: problem.code,
            line,
            column,
            message: format!("{}：{}", problem.at, problem.message),
        }
    };
    check::check(rubric).into_iter().map(fault).collect()
}

/// Where what a path names begins; of a path that is not written to its end, as far as it is.
fn place(text: &str, path: &str) -> usize {
    let mut found = text.trim_start();
    for step in path.split('/') {
        let next = match found.starts_with('{') {
            true => keys(found).and_then(|keys| keys.get(step).copied()),
            false => {
                let list: Option<Vec<&RawValue>> = serde_json::from_str(found).ok();
                let index: Option<usize> = step.parse().ok();
                list.zip(index)
                    .and_then(|(list, index)| list.get(index).copied())
            }
        };
        let Some(next) = next else { break };
        found = next.get();
    }
    // All of it are parts of the one text.
    found.as_ptr() as usize - text.as_ptr() as usize
}
