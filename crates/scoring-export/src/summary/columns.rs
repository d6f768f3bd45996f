//! The columns that every table has, whatever its format.

use std::borrow::Cow;
use std::path::PathBuf;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::{Bad, Flag, Summary};
use Kind::{Count, Exact, Rounded, Text};

/// A row of the table: what became of one file.
#[derive(Clone, Debug)]
pub struct Row {
    /// From 1.
    pub number: u64,
    /// The path of the file.
    pub path: PathBuf,
    /// What it holds, or why it cannot be read.
    pub read: Result<Summary, Bad>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Blank,
    /// Text.
    Text(Cow<'a, str>),
    /// One of a few words: its code, and how a person reads it.
    Word(&'static str, &'static str),
    /// A number of things.
    Count(u64),
    /// Points.
    Score(Decimal),
}

/// What all cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A number of things.
    Count,
    /// Points, rounded to the places of a rubric.
    Rounded,
    /// Points as they were typed or moved, with any number of places.
    Exact,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name for programs.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it holds.
    pub kind: Kind,
    get: Get,
}

/// Where a cell comes from.
#[derive(Debug)]
enum Get {
    Row(fn(&Row) -> Value<'_>),
    Form(fn(&Summary) -> Value<'_>),
}

/// Those of every row.
pub const COLUMNS: [Column; 30] = [
    row("row", "序号", Count, |row| Value::Count(row.number)),
    row("file", "文件", Text, |row| {
        Value::Text(row.path.to_string_lossy())
    }),
    row("status", "状态", Text, |row| match row.read {
        Ok(_) => Value::Word("ok", "读出"),
        Err(_) => Value::Word("bad", "读不了"),
    }),
    row("problem", "问题代码", Text, |row| {
        row.read
            .as_ref()
            .err()
            .map_or(Value::Blank, |bad| text(bad.code))
    }),
    row("message", "问题", Text, |row| {
        let bad = row.read.as_ref().err();
        bad.map_or(Value::Blank, |bad| text(&bad.message))
    }),
    form("unit", "单位", Text, |form| text(&form.unit)),
    form("project", "项目", Text, |form| maybe(&form.project)),
    form("year", "年度", Text, |form| text(&form.year)),
    form("rubric", "评分表", Text, |form| text(&form.rubric)),
    form("edition", "评分表版本", Text, |form| {
        text(&form.edition)
    }),
    form("region", "地区", Text, |form| text(&form.region)),
    form("engine", "存盘引擎", Text, |form| maybe(&form.engine)),
    form("code", "校验码", Text, |form| maybe(&form.code)),
    form("agrees", "校验码相符", Text, |form| {
        Value::Word(form.agrees.code(), form.agrees.words())
    }),
    form("claimed", "自评总分", Rounded, |form| {
        score(form.total.claimed)
    }),
    form("computed", "按标准总分", Rounded, |form| {
        score(form.total.computed)
    }),
    form("verified", "核查总分", Rounded, |form| {
        score(form.total.verified)
    }),
    form("rate_claimed", "自评得分率", Rounded, |form| {
        score(form.rate.claimed)
    }),
    form("rate_computed", "按标准得分率", Rounded, |form| {
        score(form.rate.computed)
    }),
    form("rate_verified", "核查得分率", Rounded, |form| {
        score(form.rate.verified)
    }),
    form("grade_claimed", "自评等级", Text, |form| {
        maybe(&form.grade.claimed)
    }),
    form("grade_computed", "按标准等级", Text, |form| {
        maybe(&form.grade.computed)
    }),
    form("grade_verified", "核查等级", Text, |form| {
        maybe(&form.grade.verified)
    }),
    form("on_claim", "暂按自评", Exact, |form| {
        Value::Score(form.on_claim)
    }),
    form("open", "未定", Exact, |form| {
        Value::Score(form.total.open)
    }),
    form("difference", "自评减核查", Rounded, |form| {
        score(form.difference)
    }),
    form("errors", "错误", Count, |form| {
        Value::Count(form.found.errors.into())
    }),
    form("warnings", "提醒", Count, |form| {
        Value::Count(form.found.warnings.into())
    }),
    form("notices", "说明", Count, |form| {
        Value::Count(form.found.notices.into())
    }),
    form("duplicate_of", "与第几号重复", Count, |form| {
        form.duplicate_of.map_or(Value::Blank, Value::Count)
    }),
];

impl Row {
    /// What a person should look at.
    pub fn flags(&self) -> impl Iterator<Item = Flag> {
        let form = self.read.iter().flat_map(|form| &form.flags);
        form.copied()
    }
}

impl Column {
    /// Its cell of a row.
    pub fn of<'a>(&self, row: &'a Row) -> Value<'a> {
        match (&self.get, &row.read) {
            (Get::Row(get), _) => get(row),
            (Get::Form(get), Ok(form)) => get(form),
            (Get::Form(_), Err(_)) => Value::Blank,
        }
    }
}

/// For programs: a word by its code, points as text.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Blank => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Word(code, _) => serializer.serialize_str(code),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Score(score) => Serialize::serialize(score, serializer),
        }
    }
}

/// A score, where there is one.
pub fn score<'a>(score: Option<Decimal>) -> Value<'a> {
    score.map_or(Value::Blank, Value::Score)
}

const fn row(
    name: &'static str,
    title: &'static str,
    kind: Kind,
    get: fn(&Row) -> Value<'_>,
) -> Column {
    let get = Get::Row(get);
    Column {
        name,
        title,
        kind,
        get,
    }
}

const fn form(
    name: &'static str,
    title: &'static str,
    kind: Kind,
    get: fn(&Summary) -> Value<'_>,
) -> Column {
    let get = Get::Form(get);
    Column {
        name,
        title,
        kind,
        get,
    }
}

fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

fn maybe(text: &Option<String>) -> Value<'_> {
    let text = text.as_deref();
    text.map_or(Value::Blank, |text| Value::Text(Cow::Borrowed(text)))
}
