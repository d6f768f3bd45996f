//! What is wrong with a rubric 评分表体检, found once, when it is loaded.

use std::collections::BTreeSet;
use std::fmt;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::layout::{Layout, Shows};
use crate::number::plain;
use crate::rubric::{Flaw, Indicator, Rubric, Unless};
use crate::rule::{Interval, Question};
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
    /// The same as keys and indexes down from the whole: `sections/0/groups/1/points`. What is not
    /// written is left out from the end by who looks for it in a file.
    #[serde(skip)]
    pub path: String,
    /// The sentence, in Chinese.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}：{}", self.code, self.at, self.message)
    }
}

/// Contradictions that an original can have, and that are recorded rather than repaired.
const RECORDABLE: [&str; 7] = [
    "bands-gap",
    "bands-overlap",
    "checklist-sum",
    "compare-gap",
    "compare-overlap",
    "points-sum",
    "weights-sum",
];

/// Collects problems at one place.
pub struct Checker<'a> {
    at: String,
    /// Where that is in the rubric: keys and indexes, from the whole down.
    path: String,
    /// What is recorded here as the original's.
    flaws: &'a [Flaw],
    /// Which of them were found.
    met: BTreeSet<usize>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn new(at: &str, path: String, flaws: &'a [Flaw], problems: &'a mut Vec<Problem>) -> Self {
        Self {
            at: at.to_owned(),
            path,
            flaws,
            met: BTreeSet::new(),
            problems,
        }
    }

    /// Adds a problem here, unless it is recorded as the original's.
    pub fn problem(&mut self, code: &'static str, message: impl Into<String>) {
        if RECORDABLE.contains(&code)
            && let Some(flaw) = self.flaws.iter().position(|flaw| flaw.code == code)
        {
            self.met.insert(flaw);
            return;
        }
        self.problems.push(Problem {
            code,
            at: self.at.clone(),
            path: self.path.clone(),
            message: message.into(),
        });
    }

    /// What is reported meanwhile stands under `step`: a key, or several with indexes.
    pub(crate) fn under(&mut self, step: impl fmt::Display, report: impl FnOnce(&mut Self)) {
        let here = self.path.len();
        let slash = if self.path.is_empty() { "" } else { "/" };
        self.path.push_str(&format!("{slash}{step}"));
        report(self);
        self.path.truncate(here);
    }

    /// Intervals must cover every value that can be, each once.
    pub(crate) fn intervals(
        &mut self,
        all: &[Interval],
        domain: (Option<Decimal>, Option<Decimal>),
    ) {
        for gap in self.overlaps(all, domain) {
            self.problem("bands-gap", format!("{gap}没有写该得几分"));
        }
    }

    /// Intervals must not cover a value twice; gives back what none covers.
    pub(crate) fn overlaps(
        &mut self,
        all: &[Interval],
        domain: (Option<Decimal>, Option<Decimal>),
    ) -> Vec<String> {
        if let Some(index) = all.iter().position(|interval| !interval.is_sound()) {
            let message = "有一段没有写从几到几，或写了两个下限、两个上限：at_least、above 写一个，at_most、below 写一个，或只写 equal";
            self.under(index, |checker| checker.problem("bands-ends", message));
            return Vec::new();
        }
        let (gaps, overlaps) = Interval::faults(all, domain);
        for overlap in overlaps {
            let message = format!("{overlap}有重叠，同一个值落在两段里");
            self.problem("bands-overlap", message);
        }
        gaps
    }

    fn sum(&mut self, what: &str, parts: Decimal, whole: Decimal) {
        if parts != whole {
            let (parts, whole) = (plain(parts), plain(whole));
            let message = format!("{what}分值之和是 {parts}，应为 {whole}");
            self.under("points", |checker| checker.problem("points-sum", message));
        }
    }

    /// A record of something that is not there is out of date, or mistyped.
    fn finish(mut self) {
        for (index, flaw) in self.flaws.iter().enumerate() {
            if !RECORDABLE.contains(&flaw.code.as_str()) {
                let codes = RECORDABLE.join("、");
                let message = format!("flaws 里的 {} 不能记录，可以记录的是 {codes}", flaw.code);
                self.under(format!("flaws/{index}/code"), |checker| {
                    checker.problem("flaw-code", message);
                });
            } else if !self.met.contains(&index) {
                let message = format!("flaws 里记录了 {}，但没有查出这个问题", flaw.code);
                self.under(format!("flaws/{index}"), |checker| {
                    checker.problem("flaw-absent", message);
                });
            }
        }
    }
}

/// Everything that is wrong with a rubric; empty where it can be used.
pub fn check(rubric: &Rubric) -> Vec<Problem> {
    let mut problems = Vec::new();
    whole(rubric, &mut problems);
    let mut paths = Vec::new();
    for (index, section) in rubric.sections.iter().enumerate() {
        let path = format!("sections/{index}");
        let mut checker = Checker::new(&section.name, path.clone(), &section.flaws, &mut problems);
        checker.sum(
            "二级指标",
            section.groups.iter().map(|g| g.points.value).sum(),
            section.points.value,
        );
        checker.finish();
        for (index, group) in section.groups.iter().enumerate() {
            let path = format!("{path}/groups/{index}");
            let mut checker = Checker::new(&group.name, path.clone(), &group.flaws, &mut problems);
            checker.sum(
                "三级指标",
                group.indicators.iter().map(|i| i.points.value).sum(),
                group.points.value,
            );
            if group.indicators.is_empty() {
                checker.problem("group-empty", "没有三级指标");
            }
            checker.finish();
            let indicators = 0..group.indicators.len();
            paths.extend(indicators.map(|index| format!("{path}/indicators/{index}")));
        }
    }
    let mut ids = BTreeSet::new();
    for (one, path) in rubric.indicators().zip(&paths) {
        let mut checker = Checker::new(&one.id, path.clone(), &one.flaws, &mut problems);
        if !ids.insert(one.id.as_str()) {
            checker.under("id", |checker| {
                checker.problem("id-twice", "前面的指标已经用了这个 id，请换一个");
            });
        }
        indicator(one, rubric.rounding.places, &mut checker);
        checker.finish();
    }
    profile(rubric, &mut problems);
    layout(rubric, &mut problems);
    questions(rubric, &paths, &mut problems);
    problems
}

fn whole(rubric: &Rubric, problems: &mut Vec<Problem>) {
    let mut checker = Checker::new(&rubric.id, String::new(), &rubric.flaws, problems);
    checker.sum(
        "一级指标",
        rubric.sections.iter().map(|s| s.points.value).sum(),
        rubric.points.value,
    );
    let rising = rubric
        .grades
        .windows(2)
        .position(|pair| pair[0].from.value <= pair[1].from.value);
    if let Some(index) = rising {
        checker.under(format!("grades/{}/from", index + 1), |checker| {
            let message = "等级应从高到低写，每一级的 from 要低于前一级";
            checker.problem("grades-order", message);
        });
    }
    if rubric.grades.is_empty() {
        checker.under("grades", |checker| {
            checker.problem("grades-order", "没有写等级");
        });
    }
    if rubric.rounding.places > 6 {
        checker.under("rounding/places", |checker| {
            checker.problem("rounding-places", "小数位最多 6 位");
        });
    }
    if let Some(limits) = &rubric.total
        && let (Some(least), Some(most)) = (limits.least, limits.most)
        && least.value > most.value
    {
        checker.under("total/least", |checker| {
            checker.problem("total-limits", "total 的 least 不能高于 most");
        });
    }
    if rubric.explain_above.value < Decimal::ONE {
        checker.under("explain_above", |checker| {
            checker.problem("explain-above", "explain_above 不能低于 100%");
        });
    }
    checker.finish();
}

fn indicator(indicator: &Indicator, places: u32, checker: &mut Checker<'_>) {
    let rule = &indicator.rule;
    if indicator.points.value <= Decimal::ZERO && !rule.kind().adjusts() {
        checker.under("points", |checker| {
            checker.problem("points-none", "分值应大于 0（加减分除外）");
        });
    }
    if indicator.points.value.normalize().scale() > places {
        checker.under("points", |checker| {
            let message = format!("分值有超过 {places} 位的小数，得分舍入后可能高于分值");
            checker.problem("points-places", message);
        });
    }
    if indicator.source.is_empty() {
        checker.under("source", |checker| {
            checker.problem("source-none", "没有写明出自原件何处");
        });
    }
    checker.under("rule", |checker| {
        rule.check(indicator.points.value, checker)
    });
}

fn profile(rubric: &Rubric, problems: &mut Vec<Problem>) {
    let field = |id: &str| rubric.fields().find(|field| field.id == id);
    let mut seen = BTreeSet::new();
    for (index, table) in rubric.profile.iter().enumerate() {
        let path = format!("profile/{index}");
        let mut checker = Checker::new(&table.title, path, &[], problems);
        for (index, one) in table.fields.iter().enumerate() {
            if !seen.insert(one.id.as_str()) {
                let message = format!("表头字段的 id“{}”前面已经用了，请换一个", one.id);
                checker.under(format!("fields/{index}/id"), |checker| {
                    checker.problem("field-twice", message);
                });
            }
        }
        for (index, sum) in table.sums.iter().enumerate() {
            let parts = sum.parts.iter().enumerate();
            let parts = parts.map(|(part, id)| (format!("parts/{part}"), id));
            for (key, id) in std::iter::once(("total".to_owned(), &sum.total)).chain(parts) {
                if field(id).is_none() {
                    checker.under(format!("sums/{index}/{key}"), |checker| {
                        let message = format!("勾稽关系里的“{id}”不是表头字段的 id");
                        checker.problem("sum-field", message);
                    });
                }
            }
        }
        for (index, rate) in table.rates.iter().enumerate() {
            for (key, id) in [("rate", &rate.rate), ("of", &rate.of), ("by", &rate.by)] {
                if field(id).is_none() {
                    checker.under(format!("rates/{index}/{key}"), |checker| {
                        let message = format!("比率核对里的“{id}”不是表头字段的 id");
                        checker.problem("rate-field", message);
                    });
                }
            }
            if field(&rate.rate).is_some_and(|field| field.unit.as_deref() != Some("%")) {
                let message = format!("比率字段“{}”的 unit 应是 \"%\"", rate.rate);
                checker.under(format!("rates/{index}/rate"), |checker| {
                    checker.problem("rate-unit", message);
                });
            }
        }
        checker.finish();
    }
}

/// A printed form must name its rows, their points and their scores, each once.
fn layout(rubric: &Rubric, problems: &mut Vec<Problem>) {
    let Layout { columns, .. } = &rubric.layout;
    let mut checker = Checker::new(&rubric.id, "layout/columns".to_owned(), &[], problems);
    let shown = |shows: Shows| columns.iter().any(|column| column.shows == shows);
    for (there, what) in [
        (shown(Shows::Name), "三级指标（name）"),
        (shown(Shows::Points), "分值（points）"),
        (
            shown(Shows::Claimed) || shown(Shows::Verified),
            "得分（claimed 或 verified）",
        ),
    ] {
        if !there {
            checker.problem("layout-lacks", format!("版式没有{what}一栏"));
        }
    }
    for (index, column) in columns.iter().enumerate() {
        if columns[..index].iter().any(|one| one.shows == column.shows) {
            checker.under(format!("{index}/shows"), |checker| {
                let message = format!("“{}”一栏与前面的一栏印同样的内容", column.head);
                checker.problem("layout-twice", message);
            });
        }
    }
    checker.finish();
}

/// What only shows when the rules are lowered: questions that collide, and points that go nowhere.
fn questions(rubric: &Rubric, paths: &[String], problems: &mut Vec<Problem>) {
    let scorer = Scorer::new(rubric);
    let givers: BTreeSet<&str> = scorer
        .transfers()
        .map(|(line, _)| scorer.lines()[line].id.as_str())
        .collect();
    let indicators: Vec<_> = rubric.indicators().collect();
    for ((line, indicator), path) in scorer.lines().iter().zip(&indicators).zip(paths) {
        let mut checker = Checker::new(&line.id, path.clone(), &[], problems);
        for question in &line.questions {
            checker.under("rule", |checker| asked(rubric, question, checker));
        }
        if let Some(id) = &line.collides {
            let message = format!("两个不同的问题用了同一个 id“{id}”，请改其中一个");
            checker.under("rule", |checker| checker.problem("question-twice", message));
        }
        if line.lists_twice {
            let message = "一项里有两处 targets，单位的目标只能按一处评分";
            checker.under("rule", |checker| checker.problem("targets-twice", message));
        }
        if line.gifts.iter().any(|gift| gift.aside) {
            let message = "either、exception 里的部分不一定用得上，不能把分值转给别的指标";
            checker.under("rule", |checker| checker.problem("transfer-aside", message));
        }
        if indicator.unless.is_some() && line.gifts.len() > 1 {
            let message = "整项和其中的部分都能转出分值，会转两次，请只写一处";
            checker.under("unless", |checker| {
                checker.problem("transfer-twice", message)
            });
        }
        if line.gifts.iter().any(|gift| gift.within) {
            let message = "一个部分和其中更小的部分都能转出分值，会转两次，请只写一处";
            checker.under("rule", |checker| checker.problem("transfer-twice", message));
        }
        if let Some(Unless { to, label, .. }) = &indicator.unless
            && to.is_empty()
        {
            checker.under("unless/to", |checker| {
                checker.problem("transfer-to", format!("“{label}”的分值没有写转到哪里"));
            });
        }
        checker.finish();
    }
    for (giver, to) in scorer.transfers() {
        let id = &scorer.lines()[giver].id;
        let mut checker = Checker::new(id, paths[giver].clone(), &[], problems);
        let own = indicators[giver].unless.as_ref();
        let own = own.and_then(|unless| unless.to.iter().position(|one| one == to));
        let step = own.map_or_else(|| "rule".to_owned(), |index| format!("unless/to/{index}"));
        checker.under(step, |checker| {
            let receiver = scorer.lines().iter().find(|line| line.id == to);
            match receiver {
                None => {
                    let message = format!("分值要转到的“{to}”不是指标，也不是同一条里的部分");
                    checker.problem("transfer-to", message);
                }
                Some(receiver) if receiver.id == *id => {
                    checker.problem("transfer-to", "分值转给了自己");
                }
                Some(_) if givers.contains(to) => {
                    let message = format!("“{to}”自己也可能不适用，不能接收分值");
                    checker.problem("transfer-chain", message);
                }
                Some(receiver) if receiver.targets.as_ref().is_some_and(|rows| rows.points) => {
                    let message = format!("“{to}”的目标自带分值，不能接收分值");
                    checker.problem("transfer-to", message);
                }
                Some(receiver) if receiver.adjusts => {
                    checker.problem("transfer-to", format!("“{to}”是加减分，不能接收分值"));
                }
                Some(_) => {}
            }
        });
    }
}

fn asked(rubric: &Rubric, question: &Question, checker: &mut Checker<'_>) {
    let Some(id) = &question.profile else { return };
    let label = &question.label;
    let of = |unit: &str| match unit {
        "" => "没有写单位".to_owned(),
        unit => format!("单位是“{unit}”"),
    };
    match rubric.fields().find(|field| field.id == *id) {
        None => {
            let message = format!("“{label}”的 profile 写的“{id}”不是表头字段的 id");
            checker.problem("ask-profile", message);
        }
        Some(field) if field.unit.as_deref().unwrap_or_default() != question.unit => {
            let message = format!(
                "“{label}”{}，它要读的表头字段“{id}”{}，应一致",
                of(&question.unit),
                of(field.unit.as_deref().unwrap_or_default())
            );
            checker.problem("ask-profile", message);
        }
        Some(_) => {}
    }
}
