//! `pingfen export`: the form as a file to hand in or to keep.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use scoring_export::paper::Paper;

use crate::error::Error;
use crate::open;

#[derive(clap::Args)]
pub struct Args {
    /// 存盘文件、工作簿、另存的网页或 example.toml
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
    /// 评分表工作簿
    Xlsx,
    /// 自评报告、核查报告
    Docx,
    /// 数据表
    Csv,
    /// 平台导入表（CSV，8 列）
    Exchange,
    /// 存盘文件
    Json,
}

pub fn run(args: &Args) -> Result<ExitCode, Error> {
    let document = open::document(&args.file)?;
    let paper = match args.to {
        Format::Xlsx => Paper::Xlsx,
        Format::Docx => Paper::Docx,
        Format::Csv => Paper::Csv,
        Format::Exchange => Paper::Exchange,
        Format::Json => Paper::Json,
    };
    let bytes = paper.make(&document).map_err(Error::Paper)?;
    fs::write(&args.output, bytes).map_err(|why| Error::Unwritable {
        path: args.output.clone(),
        why,
    })?;
    Ok(ExitCode::SUCCESS)
}
