//! `pingfen check`: what is wrong with a form, or with a rubric.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use scoring::finding::{Finding, Severity};
use scoring_rubrics::toml_file;

use crate::error::Error;
use crate::open;

#[derive(clap::Args)]
pub struct Args {
    /// 存盘文件（*.pingfen.json）、example.toml 或 rubric.toml
    file: PathBuf,
}

pub fn run(args: &Args) -> Result<ExitCode, Error> {
    let path = args.file.as_path();
    let toml = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    if toml {
        let text = open::text(path)?;
        if toml_file::is_rubric(&text) {
            return rubric(path, &text);
        }
    }
    let document = open::document(path)?;
    let sheet = scoring::score(&document.rubric, &document.form);
    for finding in &sheet.findings {
        println!("{}", line(finding));
    }
    println!("{}", summary(&sheet.findings));
    let wrong = sheet
        .findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    Ok(if wrong {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn rubric(path: &Path, text: &str) -> Result<ExitCode, Error> {
    let rubric = toml_file::read_rubric(text).map_err(|fault| Error::Toml {
        path: path.into(),
        fault,
    })?;
    let faults = toml_file::check_rubric(text, &rubric);
    for fault in &faults {
        println!("{}:{fault}", path.display());
    }
    if faults.is_empty() {
        println!(
            "没有问题：{} 项三级指标，共 {} 分。",
            rubric.indicators().count(),
            rubric.points
        );
    }
    let rows = rubric.indicators().flat_map(|indicator| {
        let flaws = indicator.flaws.iter();
        flaws.map(|flaw| (indicator.name.as_str(), flaw))
    });
    for (name, flaw) in rubric.flaws_above().chain(rows) {
        println!("原件的矛盾，已记录：[{}] {name}：{}", flaw.code, flaw.note);
    }
    Ok(if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A finding on one line.
pub fn line(finding: &Finding) -> String {
    format!(
        "{} [{}] {}：{}",
        word(finding.severity),
        finding.code,
        finding.at,
        finding.message
    )
}

/// How many findings there are of each severity.
pub fn summary(findings: &[Arc<Finding>]) -> String {
    if findings.is_empty() {
        return "没有问题提示。".to_owned();
    }
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Notice]
        .map(|s| format!("{} {} 条", word(s), count(s)));
    format!("问题提示：{}。", counts.join("，"))
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Notice => "说明",
    }
}
