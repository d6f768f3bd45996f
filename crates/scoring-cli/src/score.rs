//! `pingfen score`: every score, and the sentence that says how it came about.

use std::path::PathBuf;
use std::process::ExitCode;

use rust_decimal::Decimal;
use scoring::{Rates, ScoreSheet, Subtotal};
use scoring_export::document::Document;

use crate::error::Error;
use crate::table::{Align, Table};
use crate::{check, open};

#[derive(clap::Args)]
pub struct Args {
    /// 存盘文件（*.pingfen.json）或 example.toml
    file: PathBuf,
    /// 输出得分表的 JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<ExitCode, Error> {
    let document = open::document(&args.file)?;
    let sheet = scoring::score(&document.rubric, &document.form);
    if args.json {
        // Strings, numbers and lists always serialise.
        println!(
            "{}",
            serde_json::to_string_pretty(&sheet).unwrap_or_default()
        );
    } else {
        print!("{}", report(&document, &sheet));
    }
    Ok(ExitCode::SUCCESS)
}

/// The score sheet as a person reads it.
fn report(document: &Document, sheet: &ScoreSheet) -> String {
    let rubric = &document.rubric;
    let reviewed = sheet.total.verified.is_some();
    let mut columns = vec![
        ("指标", Align::Left),
        ("分值", Align::Right),
        ("按标准", Align::Right),
        ("自评", Align::Right),
    ];
    if reviewed {
        columns.push(("核查", Align::Right));
    }
    let mut table = Table::new(&columns);
    let row =
        |name: String, points: String, computed: String, claimed: String, verified: String| {
            let mut cells = vec![name, points, computed, claimed];
            if reviewed {
                cells.push(verified);
            }
            cells
        };
    let mut lines = sheet.lines.iter();
    for (section, summed) in rubric.sections.iter().zip(&sheet.sections) {
        table.rule();
        let subtotal = |indent: &str, part: &Subtotal| {
            row(
                format!("{indent}{}", part.name),
                number(Some(part.full)),
                number(part.total.computed),
                number(part.total.claimed),
                number(part.total.verified),
            )
        };
        table.row(subtotal("", summed));
        table.note(rates(&summed.rate));
        for (group, part) in section.groups.iter().zip(&summed.groups) {
            table.row(subtotal("  ", part));
            for (indicator, line) in group.indicators.iter().zip(&mut lines) {
                let name = format!("    {}", indicator.name.replace('\n', "、"));
                table.row(row(
                    name,
                    number(Some(line.full)),
                    number(line.computed),
                    number(line.claimed),
                    number(line.verified),
                ));
                table.note(format!("      {}", line.words));
            }
        }
    }
    let (total, grade) = (&sheet.total, &sheet.grade);
    table.rule();
    table.row(row(
        "合计".into(),
        rubric.points.to_string(),
        number(total.computed),
        number(total.claimed),
        number(total.verified),
    ));
    let word = |grade: &Option<String>| grade.clone().unwrap_or_else(none);
    table.row(row(
        "等级".into(),
        String::new(),
        word(&grade.computed),
        word(&grade.claimed),
        word(&grade.verified),
    ));
    table.rule();
    let mut text = format!(
        "{}　{}\n\n{table}",
        rubric.title,
        document.form.year(rubric)
    );
    if !sheet.on_claim.is_zero() {
        text.push_str(&format!(
            "按标准的合计中，暂按自评的有 {} 分。\n",
            sheet.on_claim
        ));
    }
    if !total.open.is_zero() {
        text.push_str(&format!("还没有填、未定的有 {} 分。\n", total.open));
    }
    text.push_str(&format!("\n{}\n", check::summary(&sheet.findings)));
    for finding in &sheet.findings {
        text.push_str(&format!("  {}\n", check::line(finding)));
    }
    text
}

/// 得分率 as the documents print it: 52.50%.
fn rates(rate: &Rates) -> String {
    let shown = [
        ("按标准", rate.computed),
        ("自评", rate.claimed),
        ("核查", rate.verified),
    ]
    .into_iter()
    .filter_map(|(whose, rate)| {
        let percent = rate? * Decimal::ONE_HUNDRED;
        Some(format!("{whose} {percent:.2}%"))
    });
    let shown: Vec<_> = shown.collect();
    match shown.is_empty() {
        true => "  得分率 —".to_owned(),
        false => format!("  得分率 {}", shown.join(" · ")),
    }
}

fn number(score: Option<Decimal>) -> String {
    score.map_or_else(none, |score| score.to_string())
}

fn none() -> String {
    "—".to_owned()
}
