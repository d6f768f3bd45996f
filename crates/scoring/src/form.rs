//! The form 填报表: everything that a unit filled in, as typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::entry::Entry;
use crate::finding::Place;
use crate::rubric::Rubric;

/// What one unit filled in 填报表. All of it is text as typed; [`Entry`] reads the numbers.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// Header fields by id 单位基本情况、预算情况.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "Record<string, string>", optional)
    )]
    pub profile: BTreeMap<String, Entry>,
    /// 年度总目标 and 完成情况, in pairs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub goals: Vec<Goal>,
    /// The unit's own targets 绩效目标 by the id of the indicator that they are scored under.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "Record<string, Target[]>", optional)
    )]
    pub targets: BTreeMap<String, Vec<Target>>,
    /// Answers by the id of the indicator.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "Record<string, Answer>", optional)
    )]
    pub answers: BTreeMap<String, Answer>,
}

impl Form {
    /// The year that the form is about 评价年度, without 年度: what the header field `year` says where the
    /// form asks for it, else the rubric's.
    pub fn year<'a>(&'a self, rubric: &'a Rubric) -> &'a str {
        let typed = self.profile.get("year").map_or("", Entry::text).trim();
        let year = if typed.is_empty() {
            &rubric.year
        } else {
            typed
        };
        year.trim_end_matches("年度").trim_end_matches('年')
    }

    /// The text of a field; empty where nothing is filled in.
    pub fn text(&self, place: &Place) -> &str {
        match place {
            Place::Form | Place::Line(_) | Place::Targets(_) => None,
            Place::Profile(id) => self.profile.get(id).map(Entry::text),
            Place::Goal(row, field) => self.goals.get(*row).and_then(|goal| match *field {
                "goal" => Some(goal.goal.as_str()),
                "done" => Some(goal.done.as_str()),
                _ => None,
            }),
            Place::Answer(id, field) => self.answers.get(id).and_then(|answer| answer.text(field)),
            Place::Input(id, question) => self
                .answers
                .get(id)
                .and_then(|answer| answer.inputs.get(question))
                .map(Entry::text),
            Place::Target(id, row, field) => self
                .targets
                .get(id)
                .and_then(|rows| rows.get(*row)?.text(field)),
            Place::Part(id, row, part, field) => self.targets.get(id).and_then(|rows| {
                let part = rows.get(*row)?.parts.get(*part)?;
                match *field {
                    "name" => Some(part.name.as_str()),
                    "goal" => Some(part.goal.text()),
                    "actual" => Some(part.actual.text()),
                    _ => None,
                }
            }),
        }
        .unwrap_or_default()
    }

    /// The nth target, from 0, of those scored under an indicator.
    pub fn target_mut(&mut self, list: &str, row: usize) -> Option<&mut Target> {
        self.targets.get_mut(list)?.get_mut(row)
    }

    /// Fills in a field. A row that does not exist is not made; `false` says so. An emptied answer leaves nothing behind, so
    /// that a form from which everything was taken back is as it was before.
    pub fn set(&mut self, place: &Place, text: &str) -> bool {
        match place {
            Place::Form | Place::Line(_) | Place::Targets(_) => false,
            Place::Profile(id) => fill(&mut self.profile, id, text),
            Place::Goal(row, field) => match (self.goals.get_mut(*row), *field) {
                (Some(goal), "goal") => write(&mut goal.goal, text),
                (Some(goal), "done") => write(&mut goal.done, text),
                _ => false,
            },
            Place::Answer(id, field) => self.answer(id, |answer| answer.set(field, text)),
            Place::Input(id, question) => {
                self.answer(id, |answer| fill(&mut answer.inputs, question, text))
            }
            Place::Target(id, row, field) => {
                let target = self.target_mut(id, *row);
                target.is_some_and(|target| target.set(field, text))
            }
            Place::Part(id, row, part, field) => {
                let target = self.target_mut(id, *row);
                match (
                    target.and_then(|target| target.parts.get_mut(*part)),
                    *field,
                ) {
                    (Some(part), "name") => write(&mut part.name, text),
                    (Some(part), "goal") => read(&mut part.goal, text),
                    (Some(part), "actual") => read(&mut part.actual, text),
                    _ => false,
                }
            }
        }
    }

    fn answer(&mut self, id: &str, set: impl FnOnce(&mut Answer) -> bool) -> bool {
        let answer = self.answers.entry(id.to_owned()).or_default();
        let done = set(answer);
        if *answer == Answer::default() {
            self.answers.remove(id);
        }
        done
    }
}

fn fill(fields: &mut BTreeMap<String, Entry>, id: &str, text: &str) -> bool {
    if text.is_empty() {
        fields.remove(id);
    } else {
        fields.insert(id.to_owned(), Entry::new(text));
    }
    true
}

fn write(field: &mut String, text: &str) -> bool {
    text.clone_into(field);
    true
}

fn read(field: &mut Entry, text: &str) -> bool {
    *field = Entry::new(text);
    true
}

impl Target {
    /// The names of its fields, as they end a path.
    pub const FIELDS: [&'static str; 11] = [
        "name",
        "direction",
        "goal",
        "unit",
        "actual",
        "word",
        "reached",
        "note",
        "group",
        "points",
        "claimed",
    ];

    /// The direction 方向 that counts: `≥` where none was chosen.
    pub fn sign(&self) -> &str {
        match self.direction.trim() {
            "" => "≥",
            direction => direction,
        }
    }

    /// A field's text; `None` where it has none of this name.
    pub fn text(&self, field: &str) -> Option<&str> {
        Some(match field {
            "name" => &self.name,
            "direction" => &self.direction,
            "goal" => self.goal.text(),
            "unit" => &self.unit,
            "actual" => self.actual.text(),
            "word" => &self.word,
            "reached" => &self.reached,
            "note" => &self.note,
            "group" => &self.group,
            "points" => self.points.text(),
            "claimed" => self.claimed.text(),
            _ => return None,
        })
    }

    /// Fills in a field; `false` where it has none of this name.
    pub fn set(&mut self, field: &str, text: &str) -> bool {
        match field {
            "name" => write(&mut self.name, text),
            "direction" => write(&mut self.direction, text),
            "goal" => read(&mut self.goal, text),
            "unit" => write(&mut self.unit, text),
            "actual" => read(&mut self.actual, text),
            "word" => write(&mut self.word, text),
            "reached" => write(&mut self.reached, text),
            "note" => write(&mut self.note, text),
            "group" => write(&mut self.group, text),
            "points" => read(&mut self.points, text),
            "claimed" => read(&mut self.claimed, text),
            _ => false,
        }
    }
}

impl Answer {
    /// The names of its own fields, as they end a path; its inputs are named by the rule's questions.
    pub const FIELDS: [&'static str; 7] = [
        "claimed", "verified", "cause", "reason", "remedy", "evidence", "remark",
    ];

    /// What begins the remedy in the form's column 评分依据.
    pub const REMEDY: &'static str = "改进措施：";

    /// What stands in the form's column 评分依据: the reason, and the remedy behind it.
    pub fn basis(&self) -> String {
        match (self.reason.trim(), self.remedy.trim()) {
            (reason, "") => reason.to_owned(),
            ("", remedy) => [Self::REMEDY, remedy].concat(),
            (reason, remedy) => [reason, "\n", Self::REMEDY, remedy].concat(),
        }
    }

    fn text(&self, field: &str) -> Option<&str> {
        Some(match field {
            "claimed" => self.claimed.text(),
            "verified" => self.verified.text(),
            "cause" => &self.cause,
            "reason" => &self.reason,
            "remedy" => &self.remedy,
            "evidence" => &self.evidence,
            "remark" => &self.remark,
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, text: &str) -> bool {
        match field {
            "claimed" => read(&mut self.claimed, text),
            "verified" => read(&mut self.verified, text),
            "cause" => write(&mut self.cause, text),
            "reason" => write(&mut self.reason, text),
            "remedy" => write(&mut self.remedy, text),
            "evidence" => write(&mut self.evidence, text),
            "remark" => write(&mut self.remark, text),
            _ => false,
        }
    }
}

/// One of the year's tasks 年度总目标 and how far it got 完成情况.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Goal {
    /// 年度总目标.
    pub goal: String,
    /// 完成情况.
    pub done: String,
}

/// A target of the unit's own 绩效目标: 城乡居民基本医疗保险参保人数 ≥ 200 万人.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target {
    /// Name without number and figure.
    pub name: String,
    /// `≥`, `≤`, `=` or `定性`; empty counts as `≥`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub direction: String,
    /// 目标值.
    #[serde(skip_serializing_if = "Entry::is_untouched")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub goal: Entry,
    /// 计量单位.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// 实际完成值.
    #[serde(skip_serializing_if = "Entry::is_untouched")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub actual: Entry,
    /// The grade word of a qualitative target 评级: 优, 良 …
    #[serde(skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// 自评是否达成: 是 or 否, for a target without a figure.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reached: String,
    /// What was done, why not, what next 完成情况、未达标原因、改进措施.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The second-level indicator that it stands under 二级指标, where the form has the unit choose.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// 分值 (分), where each target brings its own.
    #[serde(skip_serializing_if = "Entry::is_untouched")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Entry,
    /// 得分 (分), where each target brings its own points: the unit's, or for a qualitative target
    /// what was judged.
    #[serde(skip_serializing_if = "Entry::is_untouched")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub claimed: Entry,
    /// Several figures under one target; it is then as good as its worst.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// One of several figures of a target: 耗材 20 of 50.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// Its name.
    pub name: String,
    /// 目标值.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub goal: Entry,
    /// 实际完成值.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub actual: Entry,
}

/// The answer to one indicator 填报值.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// What the rule asks, by question id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>"))]
    pub inputs: BTreeMap<String, Entry>,
    /// 自评得分 (分).
    #[serde(skip_serializing_if = "Entry::is_untouched")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub claimed: Entry,
    /// 核查得分 (分).
    #[serde(skip_serializing_if = "Entry::is_untouched")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub verified: Entry,
    /// 核减原因: the code of one of [`CAUSES`](crate::review::CAUSES).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// 评分依据、未达标原因.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// 改进措施, where points are lost.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remedy: String,
    /// 佐证材料: names and places.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// 备注.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
}
