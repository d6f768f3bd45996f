//! 核查: what a reviewer's form begins with, and what it changes of what the unit handed in.
//!
//! A reviewer fills a form of its own beside the unit's: the same figures, which may be corrected, the same claims, which may
//! not, and 核查得分 with its reasons. Everything that a review says of itself follows from the two forms.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::change::{Difference, differences, differences_of};
use crate::finding::Place;
use crate::form::{Answer, Form};
use crate::layout::{Column, RowsOf, Shows};
use crate::rubric::{Field, ProfileTable, Rubric};
use crate::score::Scorer;
use crate::sheet::{Line, ScoreSheet};

/// Why a reviewer scores other than the unit 核减原因: the stable code that a form holds, and what people read.
pub const CAUSES: [(&str, &str); 9] = [
    ("evidence", "佐证材料不足"),
    ("figure", "填报的数与账表、资料不符"),
    ("standard", "没有按评分标准计分"),
    ("arithmetic", "计算错误"),
    ("unreached", "目标没有完成"),
    ("absent", "应有的制度、工作没有"),
    ("late", "超过规定时限"),
    ("transfer", "不适用，分值调整"),
    ("other", "其他"),
];

/// Who reviewed, and when 核查信息: fields that a review asks beside the unit's.
const REVIEWER: [(&str, &str); 3] = [
    ("reviewer", "核查单位"),
    ("reviewer-names", "核查人"),
    ("reviewed-on", "核查日期"),
];

/// The words of a cause; one that is not known, as it stands.
pub fn cause(code: &str) -> &str {
    let known = CAUSES.iter().find(|(known, _)| *known == code);
    known.map_or(code, |(_, words)| words)
}

/// 核减 2, 核增 3, 一致: a verified score against a claimed one.
pub fn by(difference: Decimal) -> String {
    let points = difference.abs().normalize();
    match difference {
        none if none.is_zero() => "一致".to_owned(),
        less if less.is_sign_negative() => format!("核减 {points}"),
        _ => format!("核增 {points}"),
    }
}

/// A corrected figure in words: 三公经费 · 实际支出数：填报 12，核实 15。
pub fn said(scorer: &Scorer, figure: &Difference) -> String {
    let text = |text: &str| match text.trim() {
        "" => "（空）".to_owned(),
        text => text.to_owned(),
    };
    let (was, now) = (text(&figure.was), text(&figure.now));
    format!("{}：填报 {was}，核实 {now}。", scorer.name_of(&figure.at))
}

impl Rubric {
    /// Whether the form has 核查得分: a reviewer fills it.
    pub fn verifies(&self) -> bool {
        self.layout.has(Shows::Verified)
    }

    /// The rubric as a reviewer fills and prints it: with who reviewed and when, with a column 核查得分, and the basis as the
    /// reviewer's. A form that is made for reviews keeps its own columns.
    pub fn for_review(&self) -> Self {
        let mut rubric = self.clone();
        let field = |(id, label): (&str, &str)| Field {
            id: id.to_owned(),
            label: label.to_owned(),
            unit: None,
            under: None,
            states: None,
        };
        let lacks = |(id, _): &(&str, &str)| self.fields().all(|field| field.id != *id);
        rubric.profile.push(ProfileTable {
            title: "核查信息".to_owned(),
            added: true,
            fields: REVIEWER.into_iter().filter(lacks).map(field).collect(),
            sums: Vec::new(),
            rates: Vec::new(),
        });
        if self.verifies() {
            return rubric;
        }
        rubric.title.push_str("（核查）");
        rubric.report.clear();
        rubric.signatures = REVIEWER.map(|(_, label)| label.to_owned()).into();
        let layout = &mut rubric.layout;
        // A reviewer scores whole rows; the targets are in a table of their own.
        layout.rows = RowsOf::Indicators;
        (layout.columns).retain(|column| !matches!(column.shows, Shows::Goal | Shows::Actual));
        for column in &mut layout.columns {
            match column.shows {
                Shows::Claimed => column.head = "自评得分".to_owned(),
                Shows::Basis => column.head = "核查说明".to_owned(),
                Shows::Evidence => column.head = "查验的佐证材料".to_owned(),
                _ => {}
            }
        }
        let claimed = layout.column(Shows::Claimed).unwrap_or_default();
        let verified = Column {
            shows: Shows::Verified,
            head: "核查得分".to_owned(),
            under: (layout.columns.get(claimed)).map_or_else(Vec::new, |one| one.under.clone()),
        };
        layout.columns.insert(claimed + 1, verified);
        rubric
    }
}

impl Form {
    /// What a reviewer begins with: the unit's figures and claims, without its reasons and evidence.
    pub fn for_review(&self) -> Self {
        let mut form = self.clone();
        for answer in form.answers.values_mut() {
            let Answer {
                inputs, claimed, ..
            } = std::mem::take(answer);
            *answer = Answer {
                inputs,
                claimed,
                ..Answer::default()
            };
        }
        form.answers
            .retain(|_, answer| *answer != Answer::default());
        form
    }

    /// Whether two forms claim the same, target by target.
    pub fn claims_as(&self, other: &Self) -> bool {
        fn rows(form: &Form) -> impl Iterator<Item = (&str, &str)> {
            let answers = form.answers.iter();
            let answers = answers.map(|(id, answer)| (id.as_str(), answer.claimed.text()));
            let targets = form.targets.iter().flat_map(|(id, rows)| {
                (rows.iter()).map(move |target| (id.as_str(), target.claimed.text()))
            });
            answers
                .filter(|(_, claimed)| !claimed.is_empty())
                .chain(targets)
        }
        rows(self).eq(rows(other))
    }
}

impl Line {
    /// 核查得分 − 自评得分 (分); none where one of them is not there.
    pub fn by_claim(&self) -> Option<Decimal> {
        Some(self.verified? - self.claimed?)
    }

    /// 核查得分 − 按标准得分 (分), the same.
    pub fn by_rule(&self) -> Option<Decimal> {
        Some(self.verified? - self.computed?)
    }
}

impl Place {
    /// Whether it holds what a unit claims 自评得分.
    pub fn is_claim(&self) -> bool {
        matches!(
            self,
            Self::Answer(_, "claimed") | Self::Target(_, _, "claimed")
        )
    }

    /// Whether it is in a list of targets.
    pub fn is_of_targets(&self) -> bool {
        matches!(self, Self::Targets(_) | Self::Target(..) | Self::Part(..))
    }
}

/// A row that a reviewer scored other than the unit, or whose figures were corrected 核查明细.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The nth scored row.
    pub index: usize,
    /// Its scores.
    pub line: Arc<Line>,
    /// 核查得分 − 自评得分 (分); none where one of them is not there.
    pub by: Option<Decimal>,
    /// 核减原因, its code; empty where none was chosen.
    pub cause: String,
    /// 核查说明.
    pub reason: String,
    /// 查验的佐证材料.
    pub evidence: String,
    /// The figures that were corrected: as the unit filled them in, and as verified.
    pub corrected: Vec<Difference>,
}

/// Everything that a review changes: the rows 扣分明细, in the order of the form. `unit` is the unit's form, where it is at
/// hand.
pub fn reviewed(sheet: &ScoreSheet, form: &Form, unit: Option<&Form>) -> Vec<Reviewed> {
    let rows = sheet.lines.iter().enumerate().map(|(index, line)| {
        let answer = form.answers.get(&line.id);
        let said = |text: fn(&Answer) -> &String| answer.map(text).cloned().unwrap_or_default();
        Reviewed {
            index,
            line: line.clone(),
            by: line.by_claim(),
            cause: said(|answer| &answer.cause),
            reason: said(|answer| &answer.reason),
            evidence: said(|answer| &answer.evidence),
            corrected: unit.map_or_else(Vec::new, |unit| corrections_of(&line.id, unit, form)),
        }
    });
    let changed =
        |row: &Reviewed| row.by.is_some_and(|by| !by.is_zero()) || !row.corrected.is_empty();
    rows.filter(changed).collect()
}

/// The figures that a reviewer corrected, in the header too.
pub fn corrections(unit: &Form, form: &Form) -> Vec<Difference> {
    figures(differences(unit, form))
}

/// The same of one indicator.
pub fn corrections_of(id: &str, unit: &Form, form: &Form) -> Vec<Difference> {
    figures(differences_of(id, unit, form))
}

/// Without what the reviewer says in words.
fn figures(mut all: Vec<Difference>) -> Vec<Difference> {
    all.retain(|one| match &one.at {
        Place::Answer(..) => false,
        Place::Profile(id) => REVIEWER.iter().all(|(own, _)| own != id),
        _ => true,
    });
    all
}
