//! What people write by hand: a rubric, and a worked example of one.

use scoring::form::Form;
use scoring::rubric::Rubric;
use scoring_export::document::Document;
use scoring_export::preview::{Fault, Preview};
use scoring_export::reading::{self, Looks, MAX_BYTES};
use scoring_rubrics::{rubric_file, toml_file};

/// What a rubric file is as an empty form of it, and an example as its form, or all that is wrong with it. `None` where the file is
/// neither, or an example of none of these rubrics.
pub fn open(bytes: &[u8], rubrics: &[Rubric]) -> Option<Preview> {
    let text = match Looks::of(bytes) {
        Looks::Json | Looks::Toml if bytes.len() <= MAX_BYTES => reading::text(bytes).ok()?,
        _ => return None,
    };
    let text = text.trim_start_matches('\u{feff}');
    let is_rubric = rubric_file::is_rubric(text);
    let read = match is_rubric {
        true => rubric_file::read(text).map(|rubric| Document::new(rubric, Form::default())),
        false => example(text, rubrics)?,
    };
    Some(match read {
        Ok(document) => Preview {
            faults: is_rubric.then(Vec::new),
            ..Preview::of(&document)
        },
        Err(faults) => Preview {
            faults: Some(faults.into_iter().map(shown).collect()),
            ..Preview::default()
        },
    })
}

fn example(text: &str, rubrics: &[Rubric]) -> Option<Result<Document, Vec<toml_file::Fault>>> {
    let example = toml_file::read_example(text).ok()?;
    let rubric = rubrics.iter().find(|rubric| rubric.id == example.rubric)?;
    let faults = toml_file::check_names(text, rubric, &example.form);
    Some(match faults.is_empty() {
        true => Ok(Document::new(rubric.clone(), example.form)),
        false => Err(faults),
    })
}

fn shown(fault: toml_file::Fault) -> Fault {
    Fault {
        line: fault.line,
        column: fault.column,
        code: fault.code.to_owned(),
        message: fault.message,
    }
}
