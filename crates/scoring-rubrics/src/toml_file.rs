//! Rubrics and examples as people write them: TOML, with the position of every mistake.
//!
//! Used by this crate's build script and by the command line.

use std::collections::BTreeMap;
use std::fmt;

use scoring::entry::Entry;
use scoring::finding::{Place, Severity};
use scoring::form::{Answer, Form, Goal, Target};
use scoring::rubric::Rubric;
use scoring::{Scorer, check};
use serde::Deserialize;

/// A mistake in a file, and where it stands. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Stable code.
    pub code: &'static str,
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
    /// What is wrong and what was expected, in Chinese.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: [{}] {}",
            self.line, self.column, self.code, self.message
        )
    }
}

/// An `example.toml`: the form, and the id of the rubric that it is filled by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The id of the rubric.
    pub rubric: String,
    /// What was filled in.
    pub form: Form,
}

/// Whether the text is a rubric rather than a filled-in form.
pub fn is_rubric(text: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start().starts_with("[[sections]]"))
}

/// Reads a `rubric.toml`, unchecked.
pub fn read_rubric(text: &str) -> Result<Rubric, Fault> {
    toml::from_str(text).map_err(|why| unreadable(text, &why))
}

/// Everything that is wrong with a rubric that was read from `text`.
pub fn check_rubric(text: &str, rubric: &Rubric) -> Vec<Fault> {
    let place = |at: &str| find(text, &format!("= \"{at}\""));
    let fault = |problem: check::Problem| {
        let (line, column) = place(&problem.at);
        Fault {
            code: problem.code,
            line,
            column,
            message: format!("{}：{}", problem.at, problem.message),
        }
    };
    check::check(rubric).into_iter().map(fault).collect()
}

/// Reads an `example.toml`.
pub fn read_example(text: &str) -> Result<Example, Fault> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        rubric: String,
        #[serde(default)]
        profile: BTreeMap<String, Entry>,
        #[serde(default)]
        goals: Vec<Goal>,
        #[serde(default)]
        targets: BTreeMap<String, Vec<Target>>,
        #[serde(default)]
        answers: BTreeMap<String, Answer>,
    }
    let file: File = toml::from_str(text).map_err(|why| unreadable(text, &why))?;
    let File {
        rubric,
        profile,
        goals,
        targets,
        answers,
    } = file;
    Ok(Example {
        rubric,
        form: Form {
            profile,
            goals,
            targets,
            answers,
        },
    })
}

/// Names in a form that its rubric does not know: a mistyped id would be left unscored in silence.
pub fn check_names(text: &str, rubric: &Rubric, form: &Form) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut unknown = |what: &str, id: &str, key: String| {
        let (line, column) = find(text, &key);
        let message = format!("评分表里没有这个{what}：{id}");
        faults.push(Fault {
            code: "example-unknown",
            line,
            column,
            message,
        });
    };
    for id in form.profile.keys() {
        if !rubric.fields().any(|field| field.id == *id) {
            unknown("表头字段", id, format!("\n{id} ="));
        }
    }
    let scorer = Scorer::new(rubric);
    let line = |id: &str| scorer.lines().iter().find(|line| line.id == id);
    for id in form.targets.keys() {
        if line(id).is_none_or(|line| line.targets.is_none()) {
            unknown("填绩效目标的指标", id, format!("[[targets.{id}]]"));
        }
    }
    for (id, answer) in &form.answers {
        let Some(line) = line(id) else {
            unknown("指标", id, format!("[answers.{id}]"));
            continue;
        };
        for input in answer.inputs.keys() {
            if !line.questions.iter().any(|question| question.id == *input) {
                unknown(
                    "问题",
                    &format!("{id} 的 {input}"),
                    format!("[answers.{id}]"),
                );
            }
        }
    }
    faults
}

/// The same, and texts that cannot be read: what a worked example must not have.
pub fn check_example(text: &str, rubric: &Rubric, form: &Form) -> Vec<Fault> {
    let mut faults = check_names(text, rubric, form);
    let unreadable = scoring::score(rubric, form)
        .findings
        .into_iter()
        .filter(|finding| {
            finding.severity == Severity::Error
                && matches!(finding.code, "unreadable" | "score-out-of-range")
        });
    for finding in unreadable {
        let (line, column) = match &finding.at {
            Place::Profile(id) => find(text, &format!("\n{id} =")),
            Place::Goal(row, _) => find_nth(text, "[[goals]]", *row),
            Place::Line(id) | Place::Answer(id, _) | Place::Input(id, _) => {
                find(text, &format!("[answers.{id}]"))
            }
            Place::Targets(id) => find(text, &format!("[[targets.{id}]]")),
            Place::Target(id, row, _) | Place::Part(id, row, ..) => {
                find_nth(text, &format!("[[targets.{id}]]"), *row)
            }
            Place::Form => (1, 1),
        };
        let message = format!("{}：{}", finding.at, finding.message);
        faults.push(Fault {
            code: finding.code,
            line,
            column,
            message,
        });
    }
    faults
}

fn unreadable(text: &str, why: &toml::de::Error) -> Fault {
    let (line, column) = why.span().map_or((1, 1), |span| position(text, span.start));
    Fault {
        code: "toml-unreadable",
        line,
        column,
        message: in_chinese(why.message()),
    }
}

fn find(text: &str, needle: &str) -> (usize, usize) {
    find_nth(text, needle, 0)
}

/// The position of the nth `needle`; a line break at its start is not part of the place.
fn find_nth(text: &str, needle: &str, nth: usize) -> (usize, usize) {
    match text.match_indices(needle).nth(nth) {
        Some((at, _)) => position(text, at + usize::from(needle.starts_with('\n'))),
        None => (1, 1),
    }
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

/// The parser's usual messages in Chinese; a rare one stays as it is.
fn in_chinese(message: &str) -> String {
    let message = message.trim();
    if let Some(field) = message.strip_prefix("missing field ") {
        return format!("缺少 {field}");
    }
    for (start, wrote, may) in [
        ("unknown field ", "不认识", "可以写"),
        ("unknown variant ", "不认识", "可以写"),
        ("invalid type: ", "写的是", "应写"),
        ("invalid value: ", "写的是", "应写"),
    ] {
        if let Some((found, expected)) = message
            .strip_prefix(start)
            .and_then(|rest| rest.split_once(", expected "))
        {
            let found = [
                ("floating point", "不加引号的小数"),
                ("integer", "不加引号的整数"),
                ("string", "文字"),
            ]
            .iter()
            .fold(found.to_owned(), |found, (from, to)| {
                found.replacen(from, to, 1)
            });
            let expected = expected
                .strip_prefix("one of ")
                .unwrap_or(expected)
                .replacen("a string", "加引号的文字", 1);
            return format!("{wrote} {found}，{may} {expected}");
        }
    }
    format!("TOML 写法有误：{message}")
}
