//! `pingfen`: the scoring core as a command.
//!
//! Exits with 0 where all is well, 1 where `check` found an error or `merge` a file that cannot be read, 2 where a file cannot be used.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command answers on its output"
)]

mod check;
mod error;
mod export;
mod merge;
mod open;
mod page;
mod read;
mod score;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

#[derive(Parser)]
#[command(
    name = "pingfen",
    version,
    about = "预算绩效自评评分：评分、检查、导出、汇总"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 评分：逐项算出得分，并说明怎样算出来的
    Score(score::Args),
    /// 检查填报表（或评分表 rubric.toml）；有错误时退出码是 1
    Check(check::Args),
    /// 导出要交的材料：评分表 xlsx、报告 docx、数据表 csv、存盘文件 json
    Export(export::Args),
    /// 汇总：许多单位的表合成一张汇总表，一份一行
    Merge(merge::Args),
    /// 填报页：把自己的评分表放进网页，一个文件发给各单位填
    Page(page::Args),
    /// 看别人发来的文件：改过哪里，别处的工作簿读成什么
    Read(read::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Score(args) => score::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Page(args) => page::run(&args),
        Command::Read(args) => read::run(&args),
    };
    done.unwrap_or_else(|why| {
        eprintln!("{why}");
        ExitCode::from(2)
    })
}
