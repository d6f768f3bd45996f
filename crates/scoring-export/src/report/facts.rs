//! A filled-in form with everything that follows from it, as a report reads it.

use rust_decimal::Decimal;
use scoring::form::{Answer, Form, Target};
use scoring::rubric::{Field, Group, Indicator, Kind, Rubric, Section};
use scoring::{
    Grades, Line, LineRule, Rates, ScoreSheet, Scorer, Status, Subtotal, TargetScore, Total,
};

use crate::document::Document;

/// A form, its rubric, its scores, and which of them the report speaks of.
pub(super) struct Facts<'a> {
    pub rubric: &'a Rubric,
    pub form: &'a Form,
    pub sheet: ScoreSheet,
    pub taken: Taken,
    scorer: Scorer,
}

/// Which score a report speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// 自评得分.
    Claimed,
    /// 核查得分.
    Verified,
    /// 按标准得分, where a unit claimed nothing.
    Computed,
}

impl Taken {
    pub fn name(self) -> &'static str {
        match self {
            Self::Claimed => "自评得分",
            Self::Verified => "评价得分",
            Self::Computed => "得分",
        }
    }

    pub fn total(self, total: &Total) -> Option<Decimal> {
        match self {
            Self::Claimed => total.claimed,
            Self::Verified => total.verified,
            Self::Computed => total.computed,
        }
    }

    pub fn rate(self, rates: &Rates) -> Option<Decimal> {
        match self {
            Self::Claimed => rates.claimed,
            Self::Verified => rates.verified,
            Self::Computed => rates.computed,
        }
    }

    pub fn grade(self, grades: &Grades) -> Option<&str> {
        match self {
            Self::Claimed => grades.claimed.as_deref(),
            Self::Verified => grades.verified.as_deref(),
            Self::Computed => grades.computed.as_deref(),
        }
    }

    pub fn line(self, line: &Line) -> Option<Decimal> {
        match self {
            Self::Claimed => line.claimed,
            Self::Verified => line.verified,
            Self::Computed => line.counted,
        }
    }
}

/// A first-level indicator 一级指标 with its scores.
pub(super) struct Part<'a> {
    pub section: &'a Section,
    pub scores: &'a Subtotal,
    pub groups: Vec<Bundle<'a>>,
}

/// A second-level indicator 二级指标 with its scores.
pub(super) struct Bundle<'a> {
    pub group: &'a Group,
    pub scores: &'a Subtotal,
    pub rows: Vec<Row<'a>>,
}

impl Bundle<'_> {
    /// Whether the unit's own targets are scored here 履职效能.
    pub fn has_targets(&self) -> bool {
        self.rows.iter().any(|row| row.rule.targets.is_some())
    }
}

/// A scored row 三级指标 with all that is known of it.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub indicator: &'a Indicator,
    pub rule: &'a LineRule,
    pub line: &'a Line,
    answer: Option<&'a Answer>,
    pub targets: &'a [Target],
}

impl<'a> Row<'a> {
    /// What was written in a column of the row.
    pub fn said(&self, column: impl Fn(&'a Answer) -> &'a String) -> &'a str {
        self.answer.map_or("", |answer| column(answer).trim())
    }

    /// 评分依据: the reason and the remedy as written.
    pub fn basis(&self) -> String {
        self.answer.map(Answer::basis).unwrap_or_default()
    }

    /// The unit's own targets with their scores.
    pub fn scored_targets(&self) -> impl Iterator<Item = (&'a Target, &'a TargetScore)> {
        let scores = self.line.targets.iter().map(AsRef::as_ref);
        self.targets.iter().zip(scores)
    }

    /// Whether each of the unit's own targets brings its points.
    pub fn own_points(&self) -> bool {
        self.rule.targets.as_ref().is_some_and(|asked| asked.points)
    }

    /// Whether it lost points; one that has no score yet did not.
    pub fn lost(&self, taken: Taken) -> bool {
        self.line.status != Status::NotApplicable
            && taken
                .line(self.line)
                .is_some_and(|score| score < self.line.full)
    }
}

impl<'a> Facts<'a> {
    pub fn new(document: &'a Document) -> Self {
        let scorer = Scorer::new(&document.rubric);
        let sheet = scorer.score(&document.form);
        let taken = match document.rubric.kind {
            Kind::Verification => Taken::Verified,
            _ if sheet.total.claimed.is_some() => Taken::Claimed,
            _ => Taken::Computed,
        };
        Self {
            rubric: &document.rubric,
            form: &document.form,
            sheet,
            taken,
            scorer,
        }
    }

    /// The whole form: sections, groups, rows.
    pub fn parts(&'a self) -> Vec<Part<'a>> {
        let mut rules = self.scorer.lines().iter().zip(&self.sheet.lines);
        let mut parts = Vec::new();
        for (section, scores) in self.rubric.sections.iter().zip(&self.sheet.sections) {
            let mut groups = Vec::new();
            for (group, scores) in section.groups.iter().zip(&scores.groups) {
                let rows = group.indicators.iter().zip(rules.by_ref());
                groups.push(Bundle {
                    group,
                    scores,
                    rows: rows
                        .map(|(indicator, (rule, line))| self.row(indicator, rule, line))
                        .collect(),
                });
            }
            parts.push(Part {
                section,
                scores,
                groups,
            });
        }
        parts
    }

    /// Every scored row in the order of the form.
    pub fn rows(&'a self) -> impl Iterator<Item = Row<'a>> {
        let groups = self.parts().into_iter().flat_map(|part| part.groups);
        groups.flat_map(|bundle| bundle.rows)
    }

    fn row(&'a self, indicator: &'a Indicator, rule: &'a LineRule, line: &'a Line) -> Row<'a> {
        Row {
            indicator,
            rule,
            line,
            answer: self.form.answers.get(&line.id),
            targets: self
                .form
                .targets
                .get(&line.id)
                .filter(|_| rule.targets.is_some())
                .map_or(&[], Vec::as_slice),
        }
    }

    /// What is filled in a header field; blank where nothing is.
    pub fn field(&self, field: &Field) -> &'a str {
        let entry = self.form.profile.get(&field.id);
        entry.map_or("", |entry| entry.text().trim())
    }

    /// The unit that the form is of.
    pub fn organisation(&self) -> Option<&'a str> {
        let entry = self.form.profile.get("organisation")?;
        Some(entry.text().trim()).filter(|name| !name.is_empty())
    }

    /// 部门整体支出, 项目支出.
    pub fn subject(&self) -> &'static str {
        match self.rubric.kind {
            Kind::Project => "项目支出",
            Kind::Department | Kind::Verification => "部门整体支出",
        }
    }
}
