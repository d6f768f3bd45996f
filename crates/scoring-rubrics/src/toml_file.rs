//! Rubrics and examples as people write them: TOML, with the position of every mistake.
//!
//! Used by this crate's build script, by the command line, and by the page when a rubric is opened in it.

use std::collections::BTreeMap;
use std::fmt;

use scoring::entry::Entry;
use scoring::finding::{Place, Severity};
use scoring::form::{Answer, Form, Goal, Target};
use scoring::rubric::Rubric;
use scoring::{Scorer, check};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::lines::Lines;

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
    let heads = ["[[sections", "[sections", "[[grades", "[source"];
    text.lines()
        .map(str::trim_start)
        .any(|line| heads.iter().any(|head| line.starts_with(head)))
}

/// Reads a `rubric.toml`, unchecked.
pub fn read_rubric(text: &str) -> Result<Rubric, Fault> {
    read(text, Rubric::from_json)
}

/// Everything that is wrong with a rubric that was read from `text`.
pub fn check_rubric(text: &str, rubric: &Rubric) -> Vec<Fault> {
    let file = DeTable::parse(text).ok();
    let fault = |problem: check::Problem| {
        let at = file.as_ref().map_or(0, |file| place(file, &problem.path));
        let (line, column) = position(text, at);
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
    let file: File = read(text, |json| serde_json::from_str(json))?;
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

/// Reads a file as what reads its JSON.
fn read<T>(text: &str, json: impl Fn(&str) -> Result<T, serde_json::Error>) -> Result<T, Fault> {
    let file = DeTable::parse(text).map_err(|why| unreadable(text, &why))?;
    let lines = Lines::of(&file);
    lines.read(json).map_err(|(at, why)| {
        let (line, column) = position(text, at);
        let said = why.to_string();
        let said = said.rsplit_once(" at line ").map_or("", |(said, _)| said);
        // The lines are JSON: what is no data error is a choice of one kind, with more or none.
        let said = match why.is_data() {
            true => said,
            false if lines.is_more(&why) => "wanted exactly 1 element, more than 1 element",
            false => "wanted exactly 1 element",
        };
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        Fault {
            code: "toml-unreadable",
            line,
            column,
            message: in_chinese(said, next),
        }
    })
}

fn unreadable(text: &str, why: &toml::de::Error) -> Fault {
    let start = why.span().map_or(0, |span| span.start);
    let (line, column) = position(text, start);
    let at = text.get(start..).and_then(|rest| rest.chars().next());
    Fault {
        code: "toml-unreadable",
        line,
        column,
        message: in_chinese(why.message(), at),
    }
}

/// Where `path` is written: its last key, or the start of what a list holds there. Of a path that is
/// not written to its end, as far as it is.
fn place(file: &Spanned<DeTable<'_>>, path: &str) -> usize {
    let mut steps = path.split('/');
    let first = steps.next().unwrap_or_default();
    let Some((key, mut value)) = file.get_ref().get_key_value(first) else {
        return file.span().start;
    };
    let mut at = key.span().start;
    for step in steps {
        let next: Option<(usize, &Spanned<DeValue<'_>>)> = match value.get_ref() {
            DeValue::Table(table) => {
                let entry = table.get_key_value(step);
                entry.map(|(key, value)| (key.span().start, value))
            }
            DeValue::Array(list) => {
                let value = step.parse().ok().and_then(|index: usize| list.get(index));
                value.map(|value| (value.span().start, value))
            }
            _ => None,
        };
        let Some(next) = next else { break };
        (at, value) = next;
    }
    at
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

pub(crate) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

/// The parser's usual messages in Chinese; a rare one stays as it is. `at` is what stands there.
pub(crate) fn in_chinese(message: &str, at: Option<char>) -> String {
    let message = message.trim();
    match at {
        Some('“' | '”' | '‘' | '’') => {
            return "引号要用英文的 \"，不能用中文的 “ ”".to_owned();
        }
        Some('，' | '、') => return "逗号要用英文的 ,，不能用中文的 ，".to_owned(),
        Some('＝') => return "等号要用英文的 =，不能用中文的 ＝".to_owned(),
        _ => {}
    }
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
            let found = replaced(found, &FOUND);
            let expected = match expected.strip_prefix("one of ").unwrap_or(expected) {
                table if table.starts_with("struct ") => "表 { … }".to_owned(),
                expected => replaced(expected, &EXPECTED),
            };
            return format!("{wrote} {found}，{may} {expected}");
        }
    }
    for (start, chinese) in SYNTAX {
        if message.starts_with(start) {
            return chinese.to_owned();
        }
    }
    format!("写法有误：{message}")
}

/// What the parser says it found, and what that is to a person.
const FOUND: [(&str, &str); 7] = [
    ("unit variant", "一个词"),
    ("floating point", "不加引号的小数"),
    ("integer", "不加引号的整数"),
    ("boolean", "不加引号的"),
    ("string", "文字"),
    ("sequence", "列表 [ … ]"),
    ("map", "表 { … }"),
];

/// What the parser says it expected.
const EXPECTED: [(&str, &str); 5] = [
    ("a string", "加引号的文字"),
    ("u32", "不加引号的整数，如 2"),
    ("a boolean", "true 或 false，不加引号"),
    ("a sequence", "列表：[ … ]，或用两层方括号 [[…]] 写一项"),
    ("newtype variant", "名字和表，如 rule.choice = { … }"),
];

/// What the parser says of the signs, and what a person did.
const SYNTAX: [(&str, &str); 14] = [
    ("unclosed array table", "缺少方括号：[[…]] 前后各两个"),
    ("unclosed table", "缺少方括号：[…] 前后各一个"),
    (
        "invalid unquoted key",
        "等号左边只能用英文字母、数字、- 和 _",
    ),
    (
        "string values must be quoted",
        "文字、小数、百分数要加英文引号，如 \"年度\"、\"0.5\"、\"62.5%\"",
    ),
    (
        "missing comma between key-value pairs",
        "两项之间缺少逗号 ,，或者前面的括号没有关上",
    ),
    (
        "missing comma between array elements",
        "列表的两项之间缺少逗号 ,，或者前面的括号没有关上",
    ),
    ("key with no value", "缺少等号 ="),
    ("duplicate key", "这里前面已经写过，只能写一次"),
    (
        "invalid basic string",
        "文字后面缺少引号 \"；有几行的文字，前后各用三个单引号 \'\'\' 括起来",
    ),
    (
        "invalid multi-line literal string",
        "几行的文字后面缺少三个单引号 \'\'\'",
    ),
    (
        "missing escaped value",
        "文字里有 \\：前后的引号改用单引号 \'",
    ),
    (
        "unexpected key or value",
        "一行写完后又有内容：文字里有英文双引号 \" 的，改成中文引号，或者前后用单引号 \' 括起来",
    ),
    (
        "wanted exactly 1 element, more than 1 element",
        "这里只能写一种，却写了几种",
    ),
    ("wanted exactly 1 element", "这里要写一种，却没有写"),
];

fn replaced(text: &str, by: &[(&str, &str)]) -> String {
    let found = by.iter().find(|(from, _)| text.starts_with(from));
    found.map_or_else(|| text.to_owned(), |(from, to)| text.replacen(from, to, 1))
}
