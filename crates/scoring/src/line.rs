//! One scored row, and one target of it, with their sentences.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::bind::{self, Given};
use crate::expr::bindings::Row;
use crate::expr::needs::Needs;
use crate::expr::value::{Frame, Open};
use crate::expr::words::Finish;
use crate::expr::{Fold, Gather, Slot};
use crate::finding::quoted;
use crate::form::{Form, Target};
use crate::lower::LineRule;
use crate::score::Scorer;
use crate::sheet::{Line, Status, TargetScore};

impl Scorer {
    /// The nth row, with the scores of its targets.
    pub(crate) fn line(
        &self,
        index: usize,
        form: &Form,
        given: Given,
        targets: Vec<Arc<TargetScore>>,
        frame: &mut Frame<'_>,
    ) -> Line {
        let rule = &self.lines()[index];
        frame.enter(None);
        let outcome = frame.score(&rule.expr);
        let computed = outcome.ok();
        let scores = self.scores(index, computed, given, frame);
        let gone = scores.full.is_zero() && !rule.points.is_zero();
        frame.enter(None);
        let finish = match (gone, rule.adjusts) {
            (true, _) => Finish::NotApplicable,
            (_, true) => Finish::Adjustment,
            _ => Finish::Points(scores.full),
        };
        let words = match outcome {
            _ if !frame.tells => String::new(),
            Ok(_) => frame.sentence(&rule.expr, finish).unwrap_or_default() + "。",
            Err(_) => what_is_missing(rule, frame, form),
        };
        frame.enter(None);
        let on_claim = match (computed, scores.verified, &rule.claims) {
            (Some(_), _, Some(claims)) => frame.score(claims).unwrap_or_default(),
            (Some(_), _, None) | (None, Some(_), _) => Decimal::ZERO,
            (None, None, _) => scores.claimed.unwrap_or_default(),
        };
        let status = match outcome {
            Ok(_) if gone => Status::NotApplicable,
            Ok(_) => Status::Scored,
            Err(Open::Missing) => Status::Missing,
            Err(Open::Gap | Open::NoDivisor) => Status::Gap,
        };
        frame.enter(None);
        // Only a claim that differs is held against another rounding.
        let unrounded = match scores.claimed == computed {
            true => None,
            false => frame.unrounded(&rule.expr),
        };
        let tidy = |score: Option<Decimal>| score.map(|d| d.normalize());
        Line {
            id: rule.id.clone(),
            points: rule.points.normalize(),
            full: scores.full.normalize(),
            status,
            computed: tidy(computed),
            claimed: tidy(scores.claimed),
            verified: tidy(scores.verified),
            counted: tidy(scores.counted()),
            on_claim: on_claim.normalize(),
            words,
            unrounded,
            targets,
        }
    }
}

fn what_is_missing(rule: &LineRule, frame: &mut Frame<'_>, form: &Form) -> String {
    let mut needs = Needs::default();
    frame.needs(&rule.expr, &mut needs);
    let mut missing: Vec<String> = needs
        .slots
        .iter()
        .filter_map(|slot| match slot {
            Slot::Line(index) => rule.questions.get(usize::from(*index) - rule.first),
            Slot::Row(_) => None,
        })
        .map(|question| format!("“{}”", quoted(&question.label)))
        .collect();
    if needs.no_targets {
        missing.push("绩效目标".to_owned());
    }
    let targets = bind::targets_of(form, &rule.id);
    let named = needs.targets.iter().take(3).filter_map(|index| {
        Some(format!(
            "第 {} 个目标（{}）",
            index + 1,
            targets.get(*index)?.name
        ))
    });
    missing.extend(named);
    let mut text = match needs.targets.len() {
        _ if missing.is_empty() => String::new(),
        0 => format!("还缺{}。", missing.join("、")),
        1..=3 => format!("还缺{}的数。", missing.join("、")),
        count => format!("还缺{}等 {count} 个目标的数。", missing.join("、")),
    };
    for gap in needs.gaps {
        text.push_str(&gap);
        text.push('。');
    }
    text
}

/// The score of a target: its figures as they were read, and the names of its parts.
pub(crate) fn target_score<'a>(
    fold: &Fold,
    rows: &'a [Row],
    target: &Target,
    frame: &mut Frame<'a>,
) -> TargetScore {
    let own = fold.gather == Gather::Sum;
    let points = fold.points(rows);
    let six = |value: Option<Decimal>| value.map(|value| value.normalize());
    let mut values = Vec::with_capacity(rows.len());
    let mut rates = Vec::with_capacity(rows.len());
    let mut on_claim = false;
    let mut completion = None;
    for row in rows {
        frame.enter(Some(row));
        let value = frame.look(&fold.each, |value| value.half_up(6));
        let rate = match points.filter(|points| !points.is_zero()) {
            _ if !own => value,
            None => Ok(None),
            Some(points) => frame.look(&fold.each, |value| value.over(points)?.half_up(6)),
        };
        values.push(value.map(six));
        rates.push(rate.map(six));
        on_claim |= frame.rests_on_claim(&fold.each).unwrap_or_default();
        completion = frame
            .completion(&fold.each)
            .and_then(|named| frame.look(named, |value| value.half_up(6)).ok()?);
    }
    let whole = values.iter().all(Result::is_ok);
    // Rounding keeps the order, so that the worst is rounded to the least.
    let worst = |values: &[Result<Option<Decimal>, Open>]| {
        let values = values.iter().filter_map(|value| value.ok().flatten());
        values.min().filter(|_| whole)
    };
    TargetScore {
        rate: worst(&rates),
        points: points.map(|points| points.normalize()),
        score: worst(&values).filter(|_| own),
        claimed: six(bind::claimed(rows)),
        completion: six(completion.filter(|_| rows.len() == 1)),
        on_claim: on_claim && whole,
        words: match frame.tells {
            true => {
                let words = frame.target_sentence(fold, rows, &target.parts);
                words.unwrap_or_else(|_| frame.target_gap(fold, rows)) + "。"
            }
            false => String::new(),
        },
        parts: match rows.len() {
            0 | 1 => Vec::new(),
            _ => values
                .into_iter()
                .map(|value| value.ok().flatten())
                .collect(),
        },
    }
}
