//! The scored rows 三级指标, and what stands of each under 得分.

use rust_decimal::Decimal;
use scoring::form::{Answer, Form, Target};
use scoring::layout::{Layout, RowsOf, Shows};
use scoring::rubric::{Group, Indicator, Rubric, Section};
use scoring::{Line, LineRule, ScoreSheet, Scorer};

/// One scored row with all that is known of it.
#[derive(Clone, Copy)]
pub struct Scored<'a> {
    /// How the form is printed.
    pub layout: &'a Layout,
    /// How many rows stand above, on the whole form.
    pub index: usize,
    /// 一级指标.
    pub section: &'a Section,
    /// 二级指标.
    pub group: &'a Group,
    /// 三级指标.
    pub indicator: &'a Indicator,
    /// What it asks.
    pub rule: &'a LineRule,
    /// Its scores.
    pub line: &'a Line,
    /// What was filled in.
    pub answer: Option<&'a Answer>,
    /// The unit's own targets, where the row scores them.
    pub targets: &'a [Target],
    /// How many targets the rows above have: they are numbered through the form.
    pub before: usize,
}

/// Every scored row in the order of the form.
pub fn scored<'a>(
    scorer: &'a Scorer,
    sheet: &'a ScoreSheet,
    form: &'a Form,
) -> impl Iterator<Item = Scored<'a>> {
    let rubric = scorer.rubric();
    let groups = rubric
        .sections
        .iter()
        .flat_map(|section| section.groups.iter().map(move |group| (section, group)));
    let indicators = groups.flat_map(|(section, group)| {
        let indicators = group.indicators.iter();
        indicators.map(move |indicator| (section, group, indicator))
    });
    let lines = scorer.lines().iter().zip(&sheet.lines);
    let mut before = 0;
    let rows = indicators.zip(lines).enumerate();
    rows.map(
        move |(index, ((section, group, indicator), (rule, line)))| {
            let targets = form
                .targets
                .get(&line.id)
                .filter(|_| rule.targets.is_some());
            let scored = Scored {
                layout: &rubric.layout,
                index,
                section,
                group,
                indicator,
                rule,
                line,
                answer: form.answers.get(&line.id),
                targets: targets.map_or(&[], Vec::as_slice),
                before,
            };
            before += scored.targets.len();
            scored
        },
    )
}

/// The total of 得分.
pub fn total<'a>(rubric: &Rubric, rows: impl Iterator<Item = Scored<'a>>) -> Option<Decimal> {
    let given = rows.filter_map(|row| row.given());
    let sum = given.reduce(|sum, score| sum + score);
    sum.map(|sum| rubric.total_of(sum))
}

impl<'a> Scored<'a> {
    /// What was written in a column of the row.
    pub fn said(&self, column: impl Fn(&'a Answer) -> &'a str) -> &'a str {
        self.answer.map_or("", column).trim()
    }

    /// 评分依据: the reason and the remedy as written.
    pub fn basis(&self) -> String {
        self.answer.map(Answer::basis).unwrap_or_default()
    }

    /// Whether the unit's own targets are printed as rows in its place.
    pub fn as_targets(&self) -> bool {
        self.layout.rows == RowsOf::Targets
            && self.rule.own_points()
            && !self.line.targets.is_empty()
    }

    /// Whether the form has a cell for what the row has of its own.
    pub fn on_form(&self, shows: Shows) -> bool {
        self.layout.has(shows) && !self.as_targets()
    }

    /// What the row counts for under 得分: the unit's own score; where it gave none, the computed one. What
    /// was typed and cannot be a score stands there for itself, where the row is printed.
    pub fn given(&self) -> Option<Decimal> {
        let typed = !self.as_targets() && !self.typed().is_empty();
        self.claimed_or_computed(self.line.claimed, self.line.computed, typed)
    }

    /// What was typed as 得分.
    pub fn typed(&self) -> &'a str {
        self.said(|answer| answer.claimed.text())
    }

    /// Whether the claim is the sum of what the unit gives its targets.
    pub fn claimed_by_targets(&self) -> bool {
        self.rule.own_points() && self.typed().is_empty()
    }

    /// Beside a column of 核查得分, a score that the unit did not give is not given for it.
    pub(super) fn claimed_or_computed(
        &self,
        claimed: Option<Decimal>,
        computed: Option<Decimal>,
        typed: bool,
    ) -> Option<Decimal> {
        let own = typed || self.layout.has(Shows::Verified);
        claimed.or(computed.filter(|_| !own))
    }
}
