//! Findings 问题提示: what a person should look at, where, and how to mend it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Severity {
    /// 错误: the form cannot be handed in like this.
    Error,
    /// 提醒: a reviewer will ask.
    Warning,
    /// 说明: worth knowing.
    Notice,
}

/// A field of the form, as a path into its JSON: `answers.budget.inputs.added`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The form as a whole.
    Form,
    /// A header field.
    Profile(String),
    /// A field of the nth of the year's tasks, from 0: `goal`, `done`.
    Goal(usize, &'static str),
    /// An indicator as a whole.
    Line(String),
    /// A field of an answer: `claimed`, `verified`, `reason`.
    Answer(String, &'static str),
    /// An answer to a rule's question.
    Input(String, String),
    /// The targets scored under an indicator.
    Targets(String),
    /// A field of the nth target, from 0.
    Target(String, usize, &'static str),
    /// A field of the nth part of a target.
    Part(String, usize, usize, &'static str),
}

impl Place {
    /// The id of the indicator that the field belongs to.
    pub fn indicator(&self) -> Option<&str> {
        match self {
            Self::Form | Self::Profile(_) | Self::Goal(..) => None,
            Self::Line(id)
            | Self::Answer(id, _)
            | Self::Input(id, _)
            | Self::Targets(id)
            | Self::Target(id, ..)
            | Self::Part(id, ..) => Some(id),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("total"),
            Self::Profile(id) => write!(f, "profile.{id}"),
            Self::Goal(row, field) => write!(f, "goals.{row}.{field}"),
            Self::Line(id) => write!(f, "answers.{id}"),
            Self::Answer(id, field) => write!(f, "answers.{id}.{field}"),
            Self::Input(id, question) => write!(f, "answers.{id}.inputs.{question}"),
            Self::Targets(id) => write!(f, "targets.{id}"),
            Self::Target(id, row, field) => write!(f, "targets.{id}.{row}.{field}"),
            Self::Part(id, row, part, field) => {
                write!(f, "targets.{id}.{row}.parts.{part}.{field}")
            }
        }
    }
}

/// A name between quotation marks: those within it become single ones; its lines become one.
pub(crate) fn quoted(name: &str) -> Quoted<'_> {
    Quoted(name)
}

/// A name as a message writes it; nothing is copied until one is made.
#[derive(Clone, Copy)]
pub(crate) struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['“', '”', '\n']) {
            let (before, from) = rest.split_at(at);
            f.write_str(before)?;
            let mut letters = from.chars();
            f.write_str(match letters.next() {
                Some('“') => "‘",
                Some('”') => "’",
                _ => "、",
            })?;
            rest = letters.as_str();
        }
        f.write_str(rest)
    }
}

/// A path that names no field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchPlace(pub String);

impl std::str::FromStr for Place {
    type Err = NoSuchPlace;

    fn from_str(path: &str) -> Result<Self, NoSuchPlace> {
        let field = |name: &str| FIELDS.iter().copied().find(|field| *field == name);
        let place = || {
            let parts: Vec<&str> = path.split('.').collect();
            Some(match parts[..] {
                ["total"] => Self::Form,
                ["profile", id] => Self::Profile(id.into()),
                ["goals", row, name] => Self::Goal(row.parse().ok()?, field(name)?),
                ["answers", id] => Self::Line(id.into()),
                ["answers", id, "inputs", question] => Self::Input(id.into(), question.into()),
                ["answers", id, name] => Self::Answer(id.into(), field(name)?),
                ["targets", id] => Self::Targets(id.into()),
                ["targets", id, row, name] => {
                    Self::Target(id.into(), row.parse().ok()?, field(name)?)
                }
                ["targets", id, row, "parts", part, name] => Self::Part(
                    id.into(),
                    row.parse().ok()?,
                    part.parse().ok()?,
                    field(name)?,
                ),
                _ => return None,
            })
        };
        place().ok_or_else(|| NoSuchPlace(path.to_owned()))
    }
}

/// The names that end a path.
const FIELDS: [&str; 18] = [
    "actual",
    "cause",
    "claimed",
    "direction",
    "done",
    "evidence",
    "goal",
    "group",
    "name",
    "note",
    "points",
    "reached",
    "reason",
    "remark",
    "remedy",
    "unit",
    "verified",
    "word",
];

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = String::deserialize(deserializer)?;
        path.parse()
            .map_err(|_| serde::de::Error::custom(format!("“{path}”不是表里的位置")))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Place {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "填报表里的位置：answers.budget.inputs.added",
            "type": "string",
        })
    }
}

/// Something that a person should look at 问题提示.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Stable code: `claim-above-rule`.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The field that it is about.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub at: Place,
    /// What is wrong, where, and how to mend it, in Chinese.
    pub message: String,
}

impl Finding {
    /// Whether the field's text is not used because of it.
    pub fn refuses(&self) -> bool {
        matches!(self.code, "unreadable" | "score-out-of-range")
    }
}
