//! What is said of one scored row, and of one target.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::form::{Part, Target};
use scoring::{Status, Subtotal, TargetScore};

use super::super::facts::{Facts, Taken};
use super::super::piece::Text;
use super::super::words::{apart, percent, points, quantity, rates, sentence};
use crate::figure::figure;
use crate::layout::Scored;

/// 分值12分，评价得分8.5分
pub(super) fn score_of(
    taken: Taken,
    printed: Decimal,
    full: Decimal,
    score: Option<Decimal>,
) -> Text {
    let text = match (full.cmp(&printed), full.is_zero()) {
        (Ordering::Equal, true) => Text::default(),
        (Ordering::Equal, false) => Text::of(format!("分值{}，", points(full))),
        (Ordering::Greater, _) => moved(printed, "转入", full - printed, full),
        (Ordering::Less, _) => moved(printed, "转出", printed - full, full),
    };
    match score {
        Some(score) => text.say(format!("{}{}", taken.name(), points(score))),
        None => text.open(format!("请填写：{}", taken.name())),
    }
}

/// 原分值4分，转入3分，调整后分值7分，
fn moved(printed: Decimal, how: &str, by: Decimal, full: Decimal) -> Text {
    Text::of(format!(
        "原分值{}，{how}{}，调整后分值{}，",
        points(printed),
        points(by),
        points(full)
    ))
}

/// 分值12分，评价得分8.5分，得分率70.83%。
pub(super) fn scored(facts: &Facts<'_>, part: &Subtotal) -> Text {
    let score = facts.taken.total(&part.total);
    let text = score_of(facts.taken, part.points, part.full, score);
    match facts.taken.rate(&part.rate) {
        Some(rate) => text.say(format!("，得分率{}。", percent(rate))),
        None => text.say("。"),
    }
}

/// The score of a row and what it rests on: the rates behind it where they give the score, and what was
/// written.
pub(super) fn row(facts: &Facts<'_>, row: &Scored<'_>) -> Text {
    let (line, taken) = (row.line, facts.taken);
    let score = taken.line(line);
    if line.status == Status::NotApplicable {
        let text = Text::of(format!("原分值{}，不适用，不计分。", points(line.points)));
        return text.say(apart(sentence(row.said(|answer| &answer.reason))));
    }
    let text = score_of(taken, line.points, line.full, score).say("。");
    let written = [
        row.said(|answer| &answer.reason),
        row.said(|answer| &answer.remark),
    ]
    .map(sentence)
    .map(apart)
    .concat();
    // Nobody need explain 加减分 that did not happen.
    let idle = row.rule.adjusts && score.is_none_or(|score| score.is_zero());
    let text = match line.computed {
        // What rests on a claim is no fact.
        Some(computed) if score == Some(computed) && line.on_claim.is_zero() => {
            text.say(sentence(&rates(&line.words)))
        }
        Some(computed) if score == Some(computed) => text,
        Some(computed) => {
            let said = [points(computed), rates(&line.words)];
            let said: Vec<_> = said.into_iter().filter(|one| !one.is_empty()).collect();
            text.open(format!("请核对：按评分标准计算得{}", said.join("，")))
        }
        None if written.is_empty() && !idle => text.open(format!(
            "请填写：评分依据。{}",
            line.words.trim_end_matches('。')
        )),
        None => text,
    };
    text.say(written)
}

/// 城乡居民基本医疗保险参保人数≥200万人
pub(super) fn aim(target: &Target) -> String {
    let mut text = target.name.trim().replace('\n', "、");
    if !target.goal.is_empty() {
        let goal = goal(target, &target.goal);
        let is = match goal.starts_with(target.sign()) {
            true => "",
            false => "目标",
        };
        text.push_str(&format!("{is}{goal}"));
    }
    if !target.parts.is_empty() {
        text.push_str(&format!("（{}）", goals(target)));
    }
    text
}

/// 药品≥100项、医用耗材≥50项
pub(super) fn goals(target: &Target) -> String {
    each(target, |part| {
        format!("{}{}", part.name, goal(target, &part.goal))
    })
}

/// 药品120项、医用耗材20项: the parts whose figure is known.
pub(super) fn actuals(target: &Target) -> String {
    let known = target.parts.iter().filter(|part| !part.actual.is_empty());
    let said = known.map(|part| format!("{}{}", part.name, quantity(&part.actual, &target.unit)));
    said.collect::<Vec<_>>().join("、")
}

/// ≥200万人; what is no number as it was typed.
pub(super) fn goal(target: &Target, entry: &Entry) -> String {
    let said = quantity(entry, &target.unit);
    match (target.sign(), figure(entry, &target.unit)) {
        ("定性", _) | (_, None) => said,
        (sign, Some(_)) => format!("{sign}{said}"),
    }
}

/// The score of a target that brings its own points.
pub(super) fn own(taken: Taken, target: &Target, score: &TargetScore) -> Option<Decimal> {
    match taken {
        Taken::Claimed => target.claimed.read("分").ok().flatten(),
        Taken::Verified | Taken::Computed => score.score,
    }
}

/// What a target came to: figures from the form, rates from the score sheet, what the unit wrote.
pub(super) fn outcome(
    facts: &Facts<'_>,
    row: &Scored<'_>,
    target: &Target,
    score: &TargetScore,
) -> Text {
    let mut text = Text::default();
    let mut said = Vec::new();
    if target.parts.iter().any(|part| !part.actual.is_empty()) {
        for part in target.parts.iter().filter(|part| part.actual.is_empty()) {
            let asked = format!("请填写：{}的实际完成值", part.name);
            text = text.open(asked).say("，");
        }
        said.push(format!("实际完成{}", actuals(target)));
    } else if !target.actual.is_empty() {
        said.push(format!(
            "实际完成{}",
            quantity(&target.actual, &target.unit)
        ));
    } else if !target.goal.is_empty() || !target.parts.is_empty() {
        text = text.open("请填写：实际完成值").say("，");
    }
    if let Some(completion) = score.completion {
        said.push(format!("完成率{}", percent(completion)));
    }
    match target.word.trim() {
        "" => {}
        word => said.push(format!("评级“{word}”")),
    }
    match target.reached.trim() {
        "是" => said.push("单位自评为达成".to_owned()),
        "否" => said.push("单位自评为未达成".to_owned()),
        _ => {}
    }
    if row.rule.own_points() {
        if let Some(full) = score.points {
            said.push(format!("分值{}", points(full)));
        }
        if let Some(own) = own(facts.taken, target, score) {
            said.push(format!("{}{}", facts.taken.name(), points(own)));
        }
    } else if let Some(rate) = score.rate.filter(|_| !score.on_claim) {
        said.push(format!("按评分标准得分率{}", percent(rate)));
    }
    let text = match said.is_empty() {
        true if text.is_empty() && target.note.trim().is_empty() => {
            Text::ask("请填写：完成情况").say("。")
        }
        true => text,
        false => text.say(said.join("，")).say("。"),
    };
    text.say(apart(sentence(&target.note)))
}

fn each(target: &Target, say: impl Fn(&Part) -> String) -> String {
    let parts: Vec<_> = target.parts.iter().map(say).collect();
    parts.join("、")
}
