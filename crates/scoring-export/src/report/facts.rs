//! A filled-in form with everything that follows from it, as a report reads it.

use rust_decimal::Decimal;
use scoring::change::Difference;
use scoring::form::Form;
use scoring::rubric::{Field, Group, Kind, Rubric, Section};
use scoring::{Grades, Line, Rates, ScoreSheet, Scorer, Status, Subtotal, Total};

use crate::document::Document;
use crate::layout::{self, Scored};

/// A form, its rubric, its scores, and which of them the report speaks of.
pub(super) struct Facts<'a> {
    pub rubric: &'a Rubric,
    pub form: &'a Form,
    pub sheet: ScoreSheet,
    pub taken: Taken,
    /// What the unit handed in, in a review.
    pub unit: Option<&'a Form>,
    pub scorer: Scorer,
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

    /// Whether a row lost points; one that has no score yet did not.
    pub fn lost(self, line: &Line) -> bool {
        line.status != Status::NotApplicable
            && self.line(line).is_some_and(|score| score < line.full)
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
    pub rows: Vec<Scored<'a>>,
}

impl Bundle<'_> {
    /// Whether the unit's own targets are scored here 履职效能.
    pub fn has_targets(&self) -> bool {
        self.rows.iter().any(|row| row.rule.targets.is_some())
    }
}

impl<'a> Facts<'a> {
    pub fn new(document: &'a Document) -> Self {
        let scorer = Scorer::new(&document.rubric);
        let sheet = scorer.score(&document.form);
        let taken = match sheet.total.claimed {
            _ if document.rubric.verifies() => Taken::Verified,
            Some(_) => Taken::Claimed,
            None => Taken::Computed,
        };
        Self {
            rubric: &document.rubric,
            form: &document.form,
            sheet,
            taken,
            unit: document.review.as_ref().map(|review| &review.unit),
            scorer,
        }
    }

    /// The whole form: sections, groups, rows.
    pub fn parts(&'a self) -> Vec<Part<'a>> {
        let mut rows = layout::scored(&self.scorer, &self.sheet, self.form);
        let mut parts = Vec::new();
        for (section, scores) in self.rubric.sections.iter().zip(&self.sheet.sections) {
            let mut groups = Vec::new();
            for (group, scores) in section.groups.iter().zip(&scores.groups) {
                groups.push(Bundle {
                    group,
                    scores,
                    rows: rows.by_ref().take(group.indicators.len()).collect(),
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
    pub fn rows(&'a self) -> impl Iterator<Item = Scored<'a>> {
        layout::scored(&self.scorer, &self.sheet, self.form)
    }

    /// What is filled in a header field; blank where nothing is.
    pub fn field(&self, field: &Field) -> &'a str {
        let entry = self.form.profile.get(&field.id);
        entry.map_or("", |entry| entry.text().trim())
    }

    /// A figure that a reviewer corrected, in words.
    pub fn corrected(&self, figure: &Difference) -> String {
        scoring::review::said(&self.scorer, figure)
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
