//! Every built-in example scores exactly as derived by hand in the TOML file beside this one.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test is a panic"
)]

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use rust_decimal::Decimal;
use scoring::finding::Severity;
use scoring::{ScoreSheet, Status};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    findings: Vec<String>,
    total: Total,
    grade: Grade,
    #[serde(default)]
    sections: BTreeMap<String, Section>,
    #[serde(default)]
    rates: BTreeMap<String, Vec<Decimal>>,
    lines: BTreeMap<String, Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Total {
    computed: Option<Decimal>,
    claimed: Option<Decimal>,
    verified: Option<Decimal>,
    open: Decimal,
    #[serde(default)]
    on_claim: Option<Decimal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grade {
    computed: Option<String>,
    claimed: Option<String>,
    verified: Option<String>,
}

/// A first-level indicator; `rate` is the 得分率 of what was verified, as printed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    points: Decimal,
    computed: Option<Decimal>,
    claimed: Option<Decimal>,
    verified: Option<Decimal>,
    rate: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    claimed: Option<Decimal>,
    verified: Option<Decimal>,
    computed: Option<Decimal>,
    /// What the row is scored out of, where a transfer changed it.
    points: Option<Decimal>,
    #[serde(default = "scored")]
    status: String,
}

fn scored() -> String {
    "scored".to_owned()
}

/// Everything that differs between a sheet and what was derived by hand.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn same<T: PartialEq + Debug>(&mut self, what: impl Display, found: T, due: T) {
        if found != due {
            self.0.push(format!("{what}: {found:?}, should be {due:?}"));
        }
    }
}

fn holds(id: &str, expected: &str) {
    let expected: Expected = toml::from_str(expected).unwrap_or_else(|why| panic!("{why}"));
    let sheet = scoring::score(
        &scoring_rubrics::rubric(id).unwrap(),
        &scoring_rubrics::example(id).unwrap(),
    );
    let mut differences = Differences::default();
    lines(&sheet, &expected, &mut differences);
    sections(&sheet, &expected, &mut differences);
    for (id, rates) in &expected.rates {
        let line = sheet.lines.iter().find(|line| line.id == *id).unwrap();
        let found: Vec<_> = line.targets.iter().map(|target| target.rate).collect();
        let due = rates.iter().copied().map(Some).collect();
        differences.same(format!("{id} rates"), found, due);
    }
    differences.same("findings", findings(&sheet), expected.findings);
    let (total, grade) = (&sheet.total, &sheet.grade);
    differences.same("computed", total.computed, expected.total.computed);
    differences.same("claimed", total.claimed, expected.total.claimed);
    differences.same("verified", total.verified, expected.total.verified);
    differences.same("open", total.open, expected.total.open);
    if let Some(on_claim) = expected.total.on_claim {
        differences.same("on claim", sheet.on_claim, on_claim);
    }
    differences.same("grade computed", &grade.computed, &expected.grade.computed);
    differences.same("grade claimed", &grade.claimed, &expected.grade.claimed);
    differences.same("grade verified", &grade.verified, &expected.grade.verified);
    assert!(
        differences.0.is_empty(),
        "{id}\n{}",
        differences.0.join("\n")
    );
}

/// `severity code path` of each finding that says more than that a figure is missing.
fn findings(sheet: &ScoreSheet) -> Vec<String> {
    let told = sheet
        .findings
        .iter()
        .filter(|finding| !["on-claim", "target-on-claim", "not-filled"].contains(&finding.code));
    told.map(|finding| {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        };
        format!("{severity} {} {}", finding.code, finding.at)
    })
    .collect()
}

fn lines(sheet: &ScoreSheet, expected: &Expected, differences: &mut Differences) {
    differences.same("rows", sheet.lines.len(), expected.lines.len());
    for line in &sheet.lines {
        let due = &expected.lines[&line.id];
        let status = match line.status {
            Status::Scored => "scored",
            Status::Missing => "missing",
            Status::Gap => "gap",
            Status::NotApplicable => "not_applicable",
        };
        let found = (
            line.claimed,
            line.verified,
            line.computed,
            line.full,
            status,
        );
        let due = (
            due.claimed,
            due.verified,
            due.computed,
            due.points.unwrap_or(line.points),
            due.status.as_str(),
        );
        differences.same(format!("{}（{}）", line.id, line.words), found, due);
    }
}

fn sections(sheet: &ScoreSheet, expected: &Expected, differences: &mut Differences) {
    for (name, due) in &expected.sections {
        let section = sheet
            .sections
            .iter()
            .find(|section| section.name == *name)
            .unwrap();
        let total = &section.total;
        let found = (
            section.points,
            total.computed,
            total.claimed,
            total.verified,
        );
        differences.same(
            name,
            found,
            (due.points, due.computed, due.claimed, due.verified),
        );
        let rate = section
            .rate
            .verified
            .map(|rate| format!("{:.2}%", rate * Decimal::ONE_HUNDRED));
        differences.same(format!("{name} 得分率"), &rate, &due.rate);
    }
    for section in &sheet.sections {
        let groups = section
            .groups
            .iter()
            .filter_map(|group| group.total.computed)
            .sum::<Decimal>();
        let whole = section.total.computed.unwrap_or_default();
        differences.same(format!("{} groups", section.name), groups, whole);
    }
}

#[test]
fn jiangmen_2023_department() {
    holds(
        "jiangmen-2023-department",
        include_str!("jiangmen-2023-department.toml"),
    );
}

#[test]
fn jingdezhen_2022_department() {
    holds(
        "jingdezhen-2022-department",
        include_str!("jingdezhen-2022-department.toml"),
    );
}

#[test]
fn jingdezhen_2022_project() {
    holds(
        "jingdezhen-2022-project",
        include_str!("jingdezhen-2022-project.toml"),
    );
}

#[test]
fn national_project() {
    holds("national-project", include_str!("national-project.toml"));
}

#[test]
fn suixi_2022_verification() {
    holds(
        "suixi-2022-verification",
        include_str!("suixi-2022-verification.toml"),
    );
}

#[test]
fn zhanjiang_2023_centre() {
    holds(
        "zhanjiang-2023-centre",
        include_str!("zhanjiang-2023-centre.toml"),
    );
}

#[test]
fn the_list_says_what_the_rubrics_say() {
    for entry in scoring_rubrics::list() {
        let rubric = scoring_rubrics::rubric(entry.id).unwrap();
        assert_eq!(entry.id, rubric.id);
        assert_eq!(entry.title, rubric.title);
        assert_eq!(entry.points, rubric.points.to_string());
        assert_eq!(entry.indicators, rubric.indicators().count());
        assert_eq!(entry.example, scoring_rubrics::example(entry.id).is_some());
    }
}
