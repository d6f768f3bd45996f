//! `pingfen merge`: the forms of many units in one table 汇总.

mod archive;
mod input;
mod output;
mod pipeline;
mod report;
mod table;
mod walk;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use scoring_export::summary::columns::Row;
use scoring_export::summary::{Bad, Lists, Rubrics, Seen, Summary};

use crate::error::Error;
use input::Input;
use output::Output;
use report::Report;
use table::{Format, Stop};
use walk::Walk;

#[derive(clap::Args)]
pub struct Args {
    /// 存盘文件、工作簿、另存的网页，放着它们的文件夹或 *.zip
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 汇总成哪种文件
    #[arg(long, value_enum)]
    to: Format,
    /// 写到哪里；csv、ndjson 不写则输出到屏幕
    #[arg(short, long)]
    output: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<ExitCode, Error> {
    if args.output.is_none() && !args.to.is_text() {
        return Err(Error::OutputNeeded);
    }
    let rubrics = Rubrics::default();
    let mut report = Report::new();
    let mut lists = Lists::None;
    let counts = loop {
        match table(args, lists, &rubrics, &mut report) {
            Ok(counts) => break counts,
            Err(Stop::Anew(other)) => lists = other,
            // Whoever reads the table has seen enough of it.
            Err(Stop::Failed(Error::Table(why))) if why.kind() == ErrorKind::BrokenPipe => {
                return Ok(ExitCode::SUCCESS);
            }
            Err(Stop::Failed(why)) => return Err(why),
        }
    };
    report.done(counts.good, counts.bad);
    Ok(match counts {
        Counts { good: 0, .. } => ExitCode::from(2),
        Counts { bad: 0, .. } => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// How many files could be read, and how many could not.
#[derive(Default)]
struct Counts {
    good: u64,
    bad: u64,
}

/// Makes the table with certain columns.
fn table(
    args: &Args,
    lists: Lists,
    rubrics: &Rubrics,
    report: &mut Report,
) -> Result<Counts, Stop> {
    let output = Output::new(args.output.as_deref(), args.to.is_flat())?;
    let mut table = args.to.table(&output, lists)?;
    let mut counts = Counts::default();
    let mut seen = Seen::default();
    let inputs = Walk::new(&args.files, args.output.as_deref()).map(Input::from);
    pipeline::run(
        inputs,
        rubrics,
        &mut |path, mut read: Result<Summary, Bad>| {
            match &read {
                Ok(_) => counts.good += 1,
                Err(_) => counts.bad += 1,
            }
            let number = counts.good + counts.bad;
            report.row(number, &path, read.as_ref().err());
            if let Ok(form) = &mut read {
                seen.mark(number, form);
            }
            table.row(&Row { number, path, read })
        },
    )?;
    if counts.good + counts.bad == 0 {
        return Err(Error::NothingToMerge.into());
    }
    table.finish()?;
    output.finish()?;
    Ok(counts)
}
