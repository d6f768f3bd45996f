//! `pingfen export`: the form as a file to hand in or to keep.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::error::Error;
use crate::open;

#[derive(clap::Args)]
pub struct Args {
    /// 存盘文件（*.pingfen.json）或 example.toml
    file: PathBuf,
    /// 导出成哪种文件
    #[arg(long, value_enum)]
    to: Format,
    /// 写到哪里
    #[arg(short, long)]
    output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// 工作簿
    Xlsx,
    /// 存盘文件
    Json,
}

pub fn run(args: &Args) -> Result<ExitCode, Error> {
    let document = open::document(&args.file)?;
    let bytes = match args.to {
        Format::Json => document.to_json().into_bytes(),
        Format::Xlsx => scoring_export::xlsx::workbook(&document).map_err(Error::Workbook)?,
    };
    fs::write(&args.output, bytes).map_err(|why| Error::Unwritable {
        path: args.output.clone(),
        why,
    })?;
    Ok(ExitCode::SUCCESS)
}
