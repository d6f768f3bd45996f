//! `pingfen page`: rubrics put into the page 填报页, so that one file can be sent to those who fill them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use scoring::rubric::Rubric;
use scoring_export::page;
use scoring_rubrics::rubric_file;

use crate::error::Error;
use crate::open;

#[derive(clap::Args)]
pub struct Args {
    /// 评分表：rubric.toml 或评分表的 JSON；几份就写几次，先写的排在前面
    #[arg(long = "rubric", value_name = "FILE", required = true)]
    rubrics: Vec<PathBuf>,
    /// 写到哪里
    #[arg(short, long)]
    output: PathBuf,
    /// 放进哪个网页；不写则用命令旁边、dist 文件夹或当前文件夹里的 index.html
    #[arg(long)]
    page: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<ExitCode, Error> {
    let rubrics = rubrics(&args.rubrics)?;
    let path = match &args.page {
        Some(path) => path.clone(),
        None => nearest().ok_or(Error::NoPage)?,
    };
    let made = page::bake(&open::text(&path)?, &rubrics);
    let made = made.map_err(|why| Error::Page { path, why })?;
    fs::write(&args.output, made).map_err(|why| Error::Unwritable {
        path: args.output.clone(),
        why,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// All of them, checked: what is wrong is said of all at once.
fn rubrics(paths: &[PathBuf]) -> Result<Vec<Rubric>, Error> {
    let mut rubrics: Vec<Rubric> = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        let text = open::text(path)?;
        if !rubric_file::is_rubric(&text) {
            return Err(Error::NotRubric { path: path.clone() });
        }
        match rubric_file::read(&text) {
            Ok(rubric) if rubrics.iter().any(|other| other.id == rubric.id) => {
                return Err(Error::RubricTwice {
                    path: path.clone(),
                    id: rubric.id,
                });
            }
            Ok(rubric) => rubrics.push(rubric),
            Err(found) => faults.extend(found.into_iter().map(|fault| (path.clone(), fault))),
        }
    }
    match faults.is_empty() {
        true => Ok(rubrics),
        false => Err(Error::BadRubrics(faults)),
    }
}

/// The page that comes with the command, or that was built here.
fn nearest() -> Option<PathBuf> {
    let beside = env::current_exe()
        .ok()
        .map(|command| command.with_file_name("index.html"));
    let here = ["dist/index.html", "index.html"].map(|path| Path::new(path).to_owned());
    beside.into_iter().chain(here).find(|path| path.is_file())
}
