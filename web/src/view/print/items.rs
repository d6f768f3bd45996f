//! What has a printed row of its own: an indicator or, where the form is laid out so, one of the unit's targets.

use scoring::form::Target;
use scoring::layout::RowsOf;
use scoring::rubric::{Group, Indicator, Section};
use scoring::rule::TargetRows;
use scoring::{Line, LineRule, TargetScore};

use super::{Filled, targets};

/// One of them.
pub(super) struct Item<'a> {
    pub section: &'a Section,
    pub group: &'a Group,
    pub indicator: &'a Indicator,
    pub line: &'a Line,
    pub rule: &'a LineRule,
    /// How many targets the rows above have; they are numbered through the form.
    pub before: usize,
    /// The target that stands here, with its score.
    pub target: Option<(&'a Target, Option<&'a TargetScore>)>,
}

impl Item<'_> {
    /// 二级指标: the target's, where the unit chose it.
    pub fn group(&self) -> &str {
        match self.target.map_or("", |(target, _)| target.group.trim()) {
            "" => &self.group.name,
            chosen => chosen,
        }
    }

    /// Whether it goes on the section of the one above.
    pub fn in_section(&self, above: Option<&Self>) -> bool {
        above.is_some_and(|above| std::ptr::eq(above.section, self.section))
    }

    /// Whether it goes on the group of the one above.
    pub fn in_group(&self, above: Option<&Self>) -> bool {
        above.is_some_and(|above| {
            std::ptr::eq(above.group, self.group) && above.group() == self.group()
        })
    }

    /// Whether it shares a cell with the one above: rows with the same printed name and explanation do.
    pub fn in_name(&self, above: Option<&Self>) -> bool {
        self.in_group(above)
            && above.is_some_and(|above| {
                let (one, other) = (self.indicator, above.indicator);
                let names = one.name == other.name && one.meaning == other.meaning;
                names && self.target.is_none() && above.target.is_none()
            })
    }
}

/// Whether a line's targets are printed as rows in its place.
pub(super) fn as_targets(filled: &Filled, rule: &LineRule) -> bool {
    let own = |asked: &TargetRows| asked.points;
    filled.rubric().layout.rows == RowsOf::Targets
        && rule.targets.as_ref().is_some_and(own)
        && (filled.blank || filled.form.targets.contains_key(&rule.id))
}

/// All of a form in print order; `empty` is what a blank one has.
pub(super) fn items<'a>(filled: &'a Filled, empty: &'a Target) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let rules = filled.scorer.lines();
    let lists = rules.iter().filter(|rule| as_targets(filled, rule)).count();
    let mut lines = filled.sheet.lines.iter().zip(rules);
    let mut before = 0;
    for section in &filled.rubric().sections {
        for group in &section.groups {
            for (indicator, (line, rule)) in group.indicators.iter().zip(lines.by_ref()) {
                let mut rows = vec![None];
                if as_targets(filled, rule) {
                    let typed = filled.form.targets.get(&rule.id).into_iter().flatten();
                    let scores = line.targets.iter().map(|score| Some(&**score));
                    rows = match filled.blank {
                        true => vec![Some((empty, None)); targets::room(lists)],
                        false => typed.zip(scores).map(Some).collect(),
                    };
                }
                items.extend(rows.into_iter().map(|target| Item {
                    section,
                    group,
                    indicator,
                    line,
                    rule,
                    before,
                    target,
                }));
                before += line.targets.len();
            }
        }
    }
    items
}
