//! `pingfen read`: what is in a file that somebody sent, and what was understood of a workbook that is not ours.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use scoring_export::preview::{Code, Preview};
use scoring_export::reading::Opened;

use crate::error::Error;
use crate::open;

#[derive(clap::Args)]
pub struct Args {
    /// 存盘文件、另存的网页、本工具的工作簿，或者别处填好的官方评分表（*.xlsx）
    file: PathBuf,
    /// 别处的工作簿按哪份评分表读：内置评分表的名称，或 rubric.toml
    #[arg(long)]
    rubric: Option<String>,
    /// 看过以后：把读出来的内容存成存盘文件
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// 有疑问的行也填入；不写则不填
    #[arg(long)]
    doubtful: bool,
}

pub fn run(args: &Args) -> Result<ExitCode, Error> {
    let rubrics = open::rubrics(args.rubric.as_deref())?;
    let opened = open::file(&args.file, &rubrics)?;
    let preview = opened.preview();
    print!("{}", words(&preview));
    let Some(output) = &args.output else {
        return Ok(ExitCode::SUCCESS);
    };
    let document = match &opened {
        Opened::Own(own) => own.document.clone(),
        Opened::Foreign(foreign) => {
            let items = preview.foreign.iter().flat_map(|foreign| &foreign.items);
            let kept: Vec<usize> = items
                .filter(|item| item.sure || args.doubtful)
                .map(|item| item.index)
                .collect();
            foreign.document(&|index| kept.contains(&index))
        }
    };
    fs::write(output, document.to_file()).map_err(|why| Error::Unwritable {
        path: output.clone(),
        why,
    })?;
    Ok(ExitCode::SUCCESS)
}

fn words(preview: &Preview) -> String {
    let mut lines = Vec::new();
    match &preview.code {
        Code::None => {}
        Code::Same(code) => lines.push(format!("校验码 {code} 相符。")),
        Code::Differs(code) => lines.push(format!("校验码 {code} 不符：存盘以后被改过。")),
    }
    for edit in &preview.edits {
        let field = [edit.at.as_str(), &edit.name].join(" ");
        lines.push(format!(
            "改过 {}：“{}” → “{}”",
            field.trim_start(),
            edit.was,
            edit.now
        ));
        lines.extend(edit.doubt.iter().map(|doubt| format!("    {doubt}")));
    }
    if let Some(foreign) = &preview.foreign {
        let (found, all) = foreign.found;
        lines.push(format!(
            "按“{}”读《{}》：找到 {found} 项，评分表共 {all} 项。",
            foreign.rubric, foreign.sheet
        ));
        for item in &foreign.items {
            let doubtful = if item.sure { "" } else { "？" };
            let how = match item.how.as_str() {
                "" => String::new(),
                how => format!("（{how}）"),
            };
            lines.push(format!(
                "{doubtful}{} {}{how}：{}",
                item.at, item.says, item.values
            ));
            let said = item.marks.iter().chain(&item.remarks);
            lines.extend(said.map(|mark| format!("    {mark}")));
        }
        lines.extend(
            foreign
                .missing
                .iter()
                .map(|name| format!("文件里没有：{name}")),
        );
        lines.extend(
            foreign
                .unmatched
                .iter()
                .map(|row| format!("没有对上：{row}")),
        );
        lines.extend(foreign.checks.iter().cloned());
    }
    lines.extend(preview.notes.iter().cloned());
    lines.iter().map(|line| format!("{line}\n")).collect()
}
