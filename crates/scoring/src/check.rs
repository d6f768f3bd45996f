//! What is wrong with a rubric 评分表体检, found once, when it is loaded.

use std::collections::BTreeSet;
use std::fmt;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::number::plain;
use crate::rubric::{Gate, Rubric};
use crate::score::Scorer;

/// Something wrong with a rubric: what, where, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Problem {
    /// Stable code.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub code: &'static str,
    /// Where: the id of an indicator, or the name of a section or group.
    pub at: String,
    /// The sentence, in Chinese.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}：{}", self.code, self.at, self.message)
    }
}

/// Collects problems at one place.
pub struct Checker<'a> {
    at: String,
    problems: &'a mut Vec<Problem>,
}

impl Checker<'_> {
    /// Adds a problem here.
    pub fn problem(&mut self, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem {
            code,
            at: self.at.clone(),
            message: message.into(),
        });
    }
}

/// Everything that is wrong with a rubric; empty where it can be used.
pub fn check(rubric: &Rubric) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut at = |at: &str, check: &mut dyn FnMut(&mut Checker<'_>)| {
        check(&mut Checker {
            at: at.to_owned(),
            problems: &mut problems,
        });
    };
    let sum = |checker: &mut Checker<'_>, what: &str, parts: Decimal, whole: Decimal| {
        if parts != whole {
            let (parts, whole) = (plain(parts), plain(whole));
            checker.problem(
                "points-sum",
                format!("{what}分值之和是 {parts}，应为 {whole}"),
            );
        }
    };
    at(&rubric.id, &mut |checker| {
        sum(
            checker,
            "一级指标",
            rubric.sections.iter().map(|s| s.points.value).sum(),
            rubric.points.value,
        );
        let rising = rubric
            .grades
            .windows(2)
            .any(|pair| pair[0].from.value <= pair[1].from.value);
        if rising || rubric.grades.is_empty() {
            checker.problem("grades-order", "等级线应从高到低，不能为空");
        }
        if rubric.rounding.places > 6 {
            checker.problem("rounding-places", "小数位最多 6 位");
        }
    });
    for section in &rubric.sections {
        at(&section.name, &mut |checker| {
            sum(
                checker,
                "二级指标",
                section.groups.iter().map(|g| g.points.value).sum(),
                section.points.value,
            );
        });
        for group in &section.groups {
            at(&group.name, &mut |checker| {
                sum(
                    checker,
                    "三级指标",
                    group.indicators.iter().map(|i| i.points.value).sum(),
                    group.points.value,
                );
            });
        }
    }
    let mut ids = BTreeSet::new();
    for indicator in rubric.indicators() {
        at(&indicator.id, &mut |checker| {
            if !ids.insert(indicator.id.as_str()) {
                checker.problem("id-twice", "这个 id 用了两次");
            }
            if indicator.points.value <= Decimal::ZERO {
                checker.problem("points-none", "分值应大于 0");
            }
            if indicator.source.is_empty() {
                checker.problem("source-none", "没有写明出自原件何处");
            }
            indicator.rule.kind().check(indicator.points.value, checker);
        });
    }
    let fields: BTreeSet<_> = rubric.fields().map(|field| field.id.as_str()).collect();
    for (title, sum) in rubric
        .profile
        .iter()
        .flat_map(|t| t.sums.iter().map(move |s| (&t.title, s)))
    {
        at(title, &mut |checker| {
            for id in sum.parts.iter().chain([&sum.total]) {
                if !fields.contains(id.as_str()) {
                    checker.problem("sum-field", format!("勾稽关系里的“{id}”不是表头字段"));
                }
            }
        });
    }
    let scorer = Scorer::new(rubric);
    for line in scorer.lines() {
        let mut seen = BTreeSet::new();
        at(&line.id, &mut |checker| {
            for question in &line.questions {
                if !seen.insert(&question.id) {
                    checker.problem("question-twice", format!("问题“{}”用了两次", question.id));
                }
            }
        });
    }
    problems
}

impl Gate {
    /// The two answers to a gate.
    pub const OPTIONS: [&'static str; 2] = ["是", "否"];
}
