//! Opens what the commands are given: a saved form, or an example with its rubric.

use std::path::Path;
use std::{fs, io};

use scoring::rubric::Rubric;
use scoring_export::document::Document;
use scoring_rubrics::toml_file;

use crate::error::Error;

/// The whole text of a file.
pub fn text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|why| match why.kind() {
        io::ErrorKind::InvalidData => Error::NotText { path: path.into() },
        _ => Error::Unreadable {
            path: path.into(),
            why,
        },
    })
}

/// Opens a filled-in form: `*.json` as saved by the page, or an `example.toml`.
pub fn document(path: &Path) -> Result<Document, Error> {
    let text = text(path)?;
    let json = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if json
        || text
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('{')
    {
        return Document::from_json(&text).map_err(|why| Error::Document {
            path: path.into(),
            why,
        });
    }
    if toml_file::is_rubric(&text) {
        return Err(Error::IsRubric { path: path.into() });
    }
    let example = toml_file::read_example(&text).map_err(|fault| Error::Toml {
        path: path.into(),
        fault,
    })?;
    let rubric = rubric_for(path, &example.rubric)?;
    if let Some(fault) = toml_file::check_names(&text, &rubric, &example.form)
        .into_iter()
        .next()
    {
        return Err(Error::Toml {
            path: path.into(),
            fault,
        });
    }
    Ok(Document::new(rubric, example.form))
}

/// The rubric beside an example, else the built-in one.
fn rubric_for(example: &Path, id: &str) -> Result<Rubric, Error> {
    let beside = example.with_file_name("rubric.toml");
    if beside.is_file() {
        let text = text(&beside)?;
        let rubric = toml_file::read_rubric(&text);
        let rubric = rubric.map_err(|fault| Error::Toml {
            path: beside.clone(),
            fault,
        })?;
        if rubric.id == id {
            return match toml_file::check_rubric(&text, &rubric).into_iter().next() {
                Some(fault) => Err(Error::BadRubric {
                    path: beside,
                    fault,
                }),
                None => Ok(rubric),
            };
        }
    }
    scoring_rubrics::rubric(id).ok_or_else(|| Error::RubricUnknown {
        path: example.into(),
        id: id.to_owned(),
        known: scoring_rubrics::ids().collect::<Vec<_>>().join("、"),
    })
}
