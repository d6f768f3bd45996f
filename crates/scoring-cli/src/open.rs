//! Opens what the commands are given: a saved form in any of its files, or an example with its rubric.

use std::path::Path;
use std::{fs, io};

use scoring::rubric::Rubric;
use scoring_export::document::Document;
use scoring_export::reading::{self, Opened, Unreadable};
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

/// Reads a file by its content. A workbook that is not ours is read as a form of one of `rubrics`.
pub fn file(path: &Path, rubrics: &[Rubric]) -> Result<Opened, Error> {
    let bytes = fs::read(path).map_err(|why| Error::Unreadable {
        path: path.into(),
        why,
    })?;
    reading::open(&bytes, rubrics).map_err(|why| Error::File {
        path: path.into(),
        why,
    })
}

/// What a workbook that is not ours can be a form of: the rubric that is named, or any built-in one.
pub fn rubrics(named: Option<&str>) -> Result<Vec<Rubric>, Error> {
    let Some(name) = named else {
        return Ok(scoring_rubrics::ids()
            .filter_map(scoring_rubrics::rubric)
            .collect());
    };
    if let Some(rubric) = scoring_rubrics::rubric(name) {
        return Ok(vec![rubric]);
    }
    let path = Path::new(name);
    if !path.is_file() {
        return Err(unknown(path, name));
    }
    Ok(vec![rubric_file(path)?])
}

/// Opens a filled-in form: an `example.toml`, or any file that this program made.
pub fn document(path: &Path) -> Result<Document, Error> {
    let toml = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    if !toml {
        return match file(path, &[]) {
            Ok(Opened::Own(own)) => Ok(own.document),
            Ok(Opened::Foreign(_))
            | Err(Error::File {
                why: Unreadable::NoRubric,
                ..
            }) => Err(Error::Elsewhere { path: path.into() }),
            Err(why) => Err(why),
        };
    }
    let text = text(path)?;
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
        let rubric = rubric_file(&beside)?;
        if rubric.id == id {
            return Ok(rubric);
        }
    }
    scoring_rubrics::rubric(id).ok_or_else(|| unknown(example, id))
}

/// A rubric that can be scored by.
fn rubric_file(path: &Path) -> Result<Rubric, Error> {
    let text = text(path)?;
    let rubric = toml_file::read_rubric(&text).map_err(|fault| Error::Toml {
        path: path.into(),
        fault,
    })?;
    match toml_file::check_rubric(&text, &rubric).into_iter().next() {
        Some(fault) => Err(Error::BadRubric {
            path: path.into(),
            fault,
        }),
        None => Ok(rubric),
    }
}

fn unknown(path: &Path, id: &str) -> Error {
    Error::RubricUnknown {
        path: path.into(),
        id: id.to_owned(),
        known: scoring_rubrics::ids().collect::<Vec<_>>().join("、"),
    }
}
