//! Every rule kind at its boundaries, case by case: `cases/<kind>.toml`.
//!
//! Each file explains its fields. All cases that differ are listed at once. With the
//! environment variable `UPDATE_WORDS=1` the `words` are written anew; a score never is.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::form::{Form, Target};
use scoring::number::Amount;
use scoring::rubric::Rubric;
use scoring::rule::Rule;
use scoring::{ScoreSheet, Scorer};
use serde::Deserialize;
use toml::{Table, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rubric: Vec<Sample>,
}

/// A rubric of one row, or of the rows of one group, and what it is tried with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    #[serde(default)]
    pattern: Vec<String>,
    places: Option<u32>,
    points: Option<Value>,
    rule: Option<Value>,
    gate: Option<Value>,
    flaws: Option<Value>,
    #[serde(default)]
    row: Vec<Table>,
    void: Option<Value>,
    whole: Option<Value>,
    total: Option<Value>,
    profile: Option<Value>,
    #[serde(default)]
    problems: Vec<String>,
    case: Vec<Case>,
}

/// What a unit typed, and what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    answers: BTreeMap<String, Entry>,
    #[serde(default)]
    profile: BTreeMap<String, Entry>,
    #[serde(default)]
    claimed: BTreeMap<String, Entry>,
    #[serde(default)]
    verified: BTreeMap<String, Entry>,
    target: Option<Target>,
    #[serde(default)]
    targets: Vec<Target>,
    status: Option<String>,
    score: Option<String>,
    full: Option<String>,
    claim: Option<String>,
    words: Option<String>,
    #[serde(default)]
    rows: Vec<Row>,
    #[serde(default)]
    refused: Vec<String>,
    #[serde(default)]
    findings: Vec<String>,
    total: Option<String>,
    #[serde(rename = "derivation")]
    _derivation: Option<String>,
}

/// What must come of one of several rows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    row: String,
    status: Option<String>,
    score: Option<String>,
    full: Option<String>,
    words: String,
}

/// The id of the row, where there is only one.
const ONLY: &str = "row";

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"))
}

fn read(name: &str) -> (String, File) {
    let path = folder().join(format!("{name}.toml"));
    let text = std::fs::read_to_string(path).expect("the cases can be read");
    let file = toml::from_str(&text)
        .map_err(|why| format!("{name}.toml: {why}"))
        .expect("the cases are TOML");
    (text, file)
}

impl Sample {
    fn rows(&self) -> Vec<Table> {
        let mut rows = self.row.clone();
        if rows.is_empty() {
            let mut only = Table::from_iter([("id".to_owned(), ONLY.into())]);
            let parts = [
                ("points", &self.points),
                ("rule", &self.rule),
                ("gate", &self.gate),
                ("flaws", &self.flaws),
            ];
            for (key, part) in parts {
                only.extend(part.clone().map(|part| (key.to_owned(), part)));
            }
            rows.push(only);
        }
        for row in &mut rows {
            for (key, text) in [("name", "指标"), ("criteria", "—"), ("source", "—")] {
                row.entry(key).or_insert_with(|| text.into());
            }
        }
        rows
    }

    fn rubric(&self) -> Rubric {
        let rows = self.rows();
        let sum: Decimal = rows
            .iter()
            .map(|row| Amount::deserialize(row["points"].clone()).expect("points are a number"))
            .map(|points| points.value)
            .sum();
        let sum = Value::from(sum.to_string());
        let mut group = table([
            ("name", "二级指标".into()),
            ("points", self.whole.clone().unwrap_or_else(|| sum.clone())),
            (
                "indicators",
                Value::Array(rows.into_iter().map(Value::from).collect()),
            ),
        ]);
        group.extend(self.void.clone().map(|void| ("void".to_owned(), void)));
        let section = table([
            ("name", "一级指标".into()),
            ("points", sum.clone()),
            ("groups", Value::Array(vec![group.into()])),
        ]);
        let places = Value::from(i64::from(self.places.unwrap_or(2)));
        let source = table([("title", "—".into()), ("issuer", "—".into())]);
        let grade = table([("name", "—".into()), ("from", 0.into())]);
        let mut rubric = table([
            ("id", "sample".into()),
            ("title", "—".into()),
            ("year", "2023".into()),
            ("region", "—".into()),
            ("points", sum),
            ("source", source.into()),
            ("rounding", table([("places", places)]).into()),
            ("grades", Value::Array(vec![grade.into()])),
            ("sections", Value::Array(vec![section.into()])),
        ]);
        for (key, part) in [("total", &self.total), ("profile", &self.profile)] {
            rubric.extend(part.clone().map(|part| (key.to_owned(), part)));
        }
        Rubric::deserialize(rubric).expect("the rubric is one")
    }
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Table {
    entries
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

impl Case {
    /// Answers go to every row, or to the header field, that asks for them.
    fn form(&self, scorer: &Scorer, differs: &mut Vec<String>) -> Form {
        let mut form = Form {
            profile: self.profile.clone(),
            ..Form::default()
        };
        for (id, text) in &self.answers {
            let mut asked = false;
            for line in scorer.lines() {
                for question in line.questions.iter().filter(|question| question.id == *id) {
                    asked = true;
                    form.set(&question.place(&line.id), text.text());
                }
            }
            if !asked {
                differs.push(format!("nobody asks “{id}”"));
            }
        }
        for (id, text) in &self.claimed {
            form.answers.entry(id.clone()).or_default().claimed = text.clone();
        }
        for (id, text) in &self.verified {
            form.answers.entry(id.clone()).or_default().verified = text.clone();
        }
        let targets: Vec<_> = self.target.iter().chain(&self.targets).cloned().collect();
        let list = scorer.lines().iter().find(|line| line.targets.is_some());
        if let Some(line) = list.filter(|_| !targets.is_empty()) {
            form.targets.insert(line.id.clone(), targets);
        }
        form
    }

    /// Holds a sheet against what is expected; the sentences, as expected and as they are, are kept
    /// in the order of the file.
    fn compare(&self, sheet: &ScoreSheet, said: &mut Vec<[String; 2]>, differs: &mut Vec<String>) {
        let mut same = |what: &str, expected: Option<&String>, actual: Option<String>| {
            if expected != actual.as_ref() {
                differs.push(format!("{what} is {actual:?}, not {expected:?}"));
            }
        };
        let text = |number: Option<Decimal>| number.map(|number| number.normalize().to_string());
        let status = |at: usize| {
            let status = serde_json::to_value(sheet.lines[at].status).ok();
            status
                .filter(|status| *status != "scored")?
                .as_str()
                .map(str::to_owned)
        };
        if let (Some(_), [scored]) = (&self.target, &sheet.lines[0].targets[..]) {
            same(
                "score",
                self.score.as_ref(),
                text(scored.score.or(scored.rate)),
            );
            let claim = scored.on_claim.then(|| "1".to_owned());
            same("claim", self.claim.as_ref(), claim);
            said.extend(
                self.words
                    .clone()
                    .map(|words| [words, scored.words.clone()]),
            );
        } else if self.rows.is_empty() {
            let line = &sheet.lines[0];
            same("score", self.score.as_ref(), text(line.computed));
            same("status", self.status.as_ref(), status(0));
            if self.claim.is_some() {
                same("claim", self.claim.as_ref(), text(Some(line.on_claim)));
            }
            if self.full.is_some() {
                same("full", self.full.as_ref(), text(Some(line.full)));
            }
            said.extend(self.words.clone().map(|words| [words, line.words.clone()]));
        }
        for row in &self.rows {
            let Some(at) = sheet.lines.iter().position(|line| line.id == row.row) else {
                same("row", Some(&row.row), None);
                continue;
            };
            let (line, name) = (&sheet.lines[at], &row.row);
            same(
                &format!("{name}: score"),
                row.score.as_ref(),
                text(line.computed),
            );
            same(&format!("{name}: status"), row.status.as_ref(), status(at));
            if row.full.is_some() {
                same(
                    &format!("{name}: full"),
                    row.full.as_ref(),
                    text(Some(line.full)),
                );
            }
            said.push([row.words.clone(), line.words.clone()]);
        }
        if self.total.is_some() {
            same("total", self.total.as_ref(), text(sheet.total.computed));
        }
        let found = |code: &&String| !sheet.findings.iter().any(|finding| finding.code == **code);
        same("finding", self.findings.iter().find(found), None);
        let unreadable = sheet
            .findings
            .iter()
            .filter(|finding| finding.code == "unreadable");
        let refused: Vec<_> = unreadable.map(|finding| finding.message.clone()).collect();
        same(
            "what is refused",
            Some(&self.refused.join("\n")),
            Some(refused.join("\n")),
        );
    }
}

fn run(name: &str) {
    let (text, file) = read(name);
    let mut differs = Vec::new();
    let mut said = Vec::new();
    for (at, sample) in file.rubric.iter().enumerate() {
        let rubric = sample.rubric();
        let problems: Vec<_> = scoring::check::check(&rubric)
            .into_iter()
            .map(|problem| problem.code.to_owned())
            .collect();
        if problems != sample.problems {
            differs.push(format!("rubric {}: problems {problems:?}", at + 1));
        }
        let scorer = Scorer::new(&rubric);
        for (index, case) in sample.case.iter().enumerate() {
            let mut here = Vec::new();
            let form = case.form(&scorer, &mut here);
            let sheet = scorer.score(&form);
            if scorer.total(&scorer.fill(&form)).total != sheet.total {
                here.push("the total without sentences is another one".to_owned());
            }
            let first = said.len();
            case.compare(&sheet, &mut said, &mut here);
            if said.len() == first {
                here.push("no words are expected".to_owned());
            }
            if std::env::var_os("UPDATE_WORDS").is_none() {
                for [expected, actual] in said[first..].iter().filter(|[old, new]| old != new) {
                    here.push(format!("words are\n      {actual}\n  not {expected}"));
                }
            }
            let at = format!("rubric {}, case {}", at + 1, index + 1);
            differs.extend(here.into_iter().map(|what| format!("{at}: {what}")));
        }
    }
    if std::env::var_os("UPDATE_WORDS").is_some() {
        rewrite(name, &text, &said);
    }
    assert!(differs.is_empty(), "{name}.toml\n{}", differs.join("\n"));
}

/// Writes the sentences into the file, one after the other, and nothing else.
fn rewrite(name: &str, text: &str, said: &[[String; 2]]) {
    const KEY: &str = "words = \"";
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    for [old, new] in said {
        let (before, after) = rest
            .split_once(KEY)
            .expect("each sentence stands in the file");
        let after = after
            .strip_prefix(old.as_str())
            .and_then(|after| after.strip_prefix('"'));
        rest = after.expect("the sentences stand in the order of the cases, without escapes");
        written.extend([before, KEY, new, "\""]);
    }
    written.push_str(rest);
    std::fs::write(folder().join(format!("{name}.toml")), written).expect("the cases are written");
}

macro_rules! files {
    ($($name:ident)*) => {
        const FILES: &[&str] = &[$(stringify!($name)),*];
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*
    };
}

files! {
    adjustment bands checklist choice compare dates deduction either exception gates judged linear
    measures ratio structure targets thresholds transfers weighted
}

/// Cases of other tests.
const OTHERS: [&str; 2] = ["audit", "numbers"];

/// The kinds of the register, as the error for an unknown one lists them.
fn kinds() -> Vec<String> {
    let why = toml::from_str::<Rule>("unknown = 1").expect_err("there is no such kind");
    let (_, kinds) = why
        .message()
        .split_once("expected one of")
        .expect("the kinds are listed");
    let kinds = kinds.split('`').skip(1).step_by(2);
    kinds.map(str::to_owned).collect()
}

#[test]
fn every_kind_and_every_pattern_has_a_case() {
    let here = std::fs::read_dir(folder()).expect("the folder can be read");
    let here = here.filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()));
    let here: BTreeSet<_> = here
        .filter(|name| !OTHERS.contains(&name.as_str()))
        .collect();
    let listed: BTreeSet<_> = FILES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(here, listed, "each file of cases is run");

    let kinds = kinds();
    assert!(kinds.len() > 10, "{kinds:?}");
    for kind in kinds {
        assert!(listed.contains(&kind), "{kind} has no file of cases");
        let (_, file) = read(&kind);
        let tried = file.rubric.iter().flat_map(Sample::rows);
        let tried = tried.filter(|row| row["rule"].get(&kind).is_some()).count();
        assert!(tried > 0, "{kind}.toml tries another kind");
    }

    let mut tags = BTreeSet::new();
    for name in FILES {
        let (_, file) = read(name);
        let tried = file
            .rubric
            .into_iter()
            .filter(|sample| !sample.case.is_empty());
        tags.extend(tried.flat_map(|sample| sample.pattern));
    }
    let patterns = (1..=27).map(|number| format!("K{number}"));
    let structures = (1..=14).map(|number| format!("R{number}"));
    let all: BTreeSet<_> = patterns.chain(structures).collect();
    let without: Vec<_> = all.difference(&tags).collect();
    assert!(without.is_empty(), "no case for {without:?}");
    let unknown: Vec<_> = tags.difference(&all).collect();
    assert!(unknown.is_empty(), "no such pattern: {unknown:?}");
}

/// What no sentence may have, whatever it says.
fn fault(words: &str) -> Option<&'static str> {
    let chars: Vec<char> = words.chars().collect();
    let pairs = || chars.windows(2).map(|pair| (pair[0], pair[1]));
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let stop = |c: char| matches!(c, '，' | '；' | '。' | '：');
    // Parts of a sum, and sentences, may say the same, each of itself.
    let doubled = words.split(['；', '。']).any(|part| {
        let mut seen = BTreeSet::new();
        !part
            .split(stop)
            .filter(|clause| !clause.is_empty())
            .all(|clause| seen.insert(clause))
    });
    let faults = [
        ("an empty clause", pairs().any(|(a, b)| stop(a) && stop(b))),
        (
            "no full stop",
            !words.ends_with('。') || words.starts_with(stop),
        ),
        (
            "Latin letters",
            words.contains(|c: char| c.is_ascii_alphabetic()),
        ),
        ("a doubled clause", doubled),
        (
            "no space between number and Chinese",
            pairs().any(|(a, b)| a.is_ascii_digit() && han(b) || han(a) && b.is_ascii_digit()),
        ),
        (
            "a space too many",
            pairs().any(|(a, b)| a == ' ' && (b == ' ' || stop(b)) || stop(a) && b == ' ')
                || chars
                    .windows(3)
                    .any(|three| han(three[0]) && three[1] == ' ' && han(three[2])),
        ),
    ];
    faults
        .into_iter()
        .find(|(_, found)| *found)
        .map(|(what, _)| what)
}

#[test]
fn every_sentence_is_one() {
    let mut faulty = Vec::new();
    for name in FILES {
        let (_, file) = read(name);
        for case in file.rubric.iter().flat_map(|sample| &sample.case) {
            for words in case
                .words
                .iter()
                .chain(case.rows.iter().map(|row| &row.words))
            {
                faulty.extend(fault(words).map(|what| format!("{name}: {what}: {words}")));
            }
        }
    }
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
}
