//! Checks `rubrics/*/rubric.toml` and `example.toml`, and embeds them as compact JSON.
#![allow(
    clippy::print_stdout,
    reason = "Cargo reads a build script's instructions from its output"
)]

#[path = "src/lines.rs"]
mod lines;
#[path = "src/toml_file.rs"]
#[allow(dead_code, reason = "the command line uses all of it")]
mod toml_file;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use scoring::form::Form;
use scoring::rubric::Rubric;

fn main() -> io::Result<()> {
    let root = Path::new("../../rubrics");
    println!("cargo::rerun-if-changed={}", root.display());
    let out = PathBuf::from(
        env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?,
    );
    let mut folders: Vec<_> = fs::read_dir(root)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    folders.retain(|folder| folder.join("rubric.toml").is_file());
    folders.sort();
    let (mut entries, mut builtins) = (String::new(), String::new());
    for folder in folders {
        let Some((rubric, example)) = read(&folder)? else {
            continue;
        };
        let id = &rubric.id;
        let embed = |name: String, json: String| -> io::Result<String> {
            let path = out.join(name);
            fs::write(&path, json)?;
            Ok(format!("include_str!({path:?})"))
        };
        let json = embed(format!("{id}.rubric.json"), serde_json::to_string(&rubric)?)?;
        let filled = match &example {
            Some(form) => format!(
                "Some({})",
                embed(format!("{id}.example.json"), serde_json::to_string(form)?)?
            ),
            None => "None".to_owned(),
        };
        let Rubric {
            title,
            year,
            region,
            kind,
            points,
            source,
            ..
        } = &rubric;
        let (issuer, points) = (&source.issuer, points.to_string());
        let (indicators, example) = (rubric.indicators().count(), example.is_some());
        let line = format!(
            "Entry {{ id: {id:?}, title: {title:?}, year: {year:?}, region: {region:?}, kind: Kind::{kind:?}, issuer: {issuer:?}, \
             points: {points:?}, indicators: {indicators}, example: {example} }},"
        );
        entries.push_str(&line);
        let _ = write!(builtins, "Builtin {{ rubric: {json}, example: {filled} }},");
    }
    fs::write(
        out.join("entries.rs"),
        format!("static ENTRIES: &[Entry] = &[{entries}];\n"),
    )?;
    fs::write(
        out.join("builtin.rs"),
        format!("static BUILTIN: &[Builtin] = &[{builtins}];\n"),
    )
}

/// A folder's rubric and example; `None` where something is wrong with them, which has been reported.
fn read(folder: &Path) -> io::Result<Option<(Rubric, Option<Form>)>> {
    let path = folder.join("rubric.toml");
    let text = fs::read_to_string(&path)?;
    let rubric = match toml_file::read_rubric(&text) {
        Ok(rubric) => rubric,
        Err(fault) => return Ok(report(&path, &[fault])),
    };
    let mut faults = toml_file::check_rubric(&text, &rubric);
    if folder
        .file_name()
        .is_none_or(|name| name != rubric.id.as_str())
    {
        let message = format!("id 是 {}，应与文件夹同名", rubric.id);
        faults.push(toml_file::Fault {
            code: "id-folder",
            line: 1,
            column: 1,
            message,
        });
    }
    if !faults.is_empty() {
        return Ok(report(&path, &faults));
    }
    let path = folder.join("example.toml");
    if !path.is_file() {
        return Ok(Some((rubric, None)));
    }
    let text = fs::read_to_string(&path)?;
    let example = match toml_file::read_example(&text) {
        Ok(example) => example,
        Err(fault) => return Ok(report(&path, &[fault])),
    };
    let mut faults = toml_file::check_example(&text, &rubric, &example.form);
    if example.rubric != rubric.id {
        let message = format!(
            "rubric 是 {}，应是同一文件夹的 {}",
            example.rubric, rubric.id
        );
        faults.push(toml_file::Fault {
            code: "example-rubric",
            line: 1,
            column: 1,
            message,
        });
    }
    if faults.is_empty() {
        Ok(Some((rubric, Some(example.form))))
    } else {
        Ok(report(&path, &faults))
    }
}

/// Makes the build fail, and says where and why.
fn report<T>(path: &Path, faults: &[toml_file::Fault]) -> Option<T> {
    let path = path.strip_prefix("../..").unwrap_or(path);
    for fault in faults {
        println!("cargo::error={}:{fault}", path.display());
    }
    None
}
