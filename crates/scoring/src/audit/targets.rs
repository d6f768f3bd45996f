//! The unit's own targets: what they lack, what looks misread, what must be explained.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Audit, quoted, says_something};
use crate::finding::{Place, Severity};
use crate::form::Target;
use crate::number::{Amount, half_up, plain};
use crate::rule::TargetRows;
use crate::sheet::{Line, TargetScore};

/// A figure so many times the goal, or so many times smaller, is hardly in the same unit.
const SCALE: Decimal = Decimal::ONE_THOUSAND;
/// Names of what there should be little of.
const FEWER: [&str; 10] = [
    "投诉",
    "差错",
    "事故",
    "死亡",
    "违规",
    "违法",
    "纠纷",
    "逾期",
    "结余率",
    "失信",
];

impl Audit<'_> {
    pub(super) fn targets(&mut self, line: &Line, asked: &TargetRows) {
        let targets = self
            .form
            .targets
            .get(&line.id)
            .map_or(&[][..], Vec::as_slice);
        let mut seen = BTreeMap::new();
        for (row, (target, scored)) in targets.iter().zip(&line.targets).enumerate() {
            let one = One {
                number: row + 1,
                name: quoted(target.name.trim()),
                target,
                scored,
                at: &|field| Place::Target(line.id.clone(), row, field),
            };
            if scored.on_claim && !asked.points {
                let message = format!(
                    "第 {} 个目标“{}”没有实际完成值，自评为达成，暂按达成计。请补填数，或备好佐证。",
                    one.number, one.name
                );
                self.add(
                    "target-on-claim",
                    Severity::Notice,
                    (one.at)("actual"),
                    message,
                );
            }
            // The best word may be worth less than full points; there is nothing to explain then.
            if asked.words.first().is_none_or(|best| target.word != *best) {
                self.explained(&one);
            }
            self.wording(&one);
            self.figures(&one);
            if asked.points {
                self.own_score(&one);
            }
            self.other_year(&target.note, &one.name, (one.at)("note"));
            if target.name.trim().is_empty() {
                continue;
            }
            // A list may have thousands of targets: each is looked up, not compared with all others.
            let same = (target.name.trim(), target.goal.text().trim());
            let earlier = *seen.entry(same).or_insert(row);
            if earlier != row {
                let message = format!(
                    "第 {} 个目标与第 {} 个同名，指标值也相同：“{}”。请核对是不是重复计分。",
                    one.number,
                    earlier + 1,
                    one.name
                );
                self.add("target-twice", Severity::Warning, (one.at)("name"), message);
            }
        }
        if asked.points && !targets.is_empty() {
            self.points(line);
            self.claimed_sum(line, targets);
        }
    }

    /// 3 合计: a claim typed for the row must be the sum of its targets' claims.
    fn claimed_sum(&mut self, line: &Line, targets: &[Target]) {
        let claims = targets
            .iter()
            .map(|target| target.claimed.read("分").ok().flatten());
        let (Some(claims), Some(stated)) = (claims.collect::<Option<Vec<_>>>(), line.claimed)
        else {
            return;
        };
        let sum: Decimal = claims.iter().sum();
        if sum != stated {
            let message = format!(
                "本项自评填的是 {} 分，各目标得分之和是 {} 分，相差 {} 分。请改为一致。",
                plain(stated),
                plain(sum),
                plain((sum - stated).abs())
            );
            let at = Place::Answer(line.id.clone(), "claimed");
            self.add("claimed-sum", Severity::Error, at, message);
        }
    }

    /// 1 分值: the targets' own points add up to the row's.
    fn points(&mut self, line: &Line) {
        let points: Option<Vec<_>> = line.targets.iter().map(|target| target.points).collect();
        let Some(points) = points else { return };
        let sum: Decimal = points.iter().sum();
        if sum != line.full {
            let way = if sum > line.full { "多" } else { "少" };
            let message = format!(
                "各目标分值之和是 {} 分，应为 {} 分，{way} {} 分。请调整各目标的分值。",
                plain(sum),
                plain(line.full),
                plain((sum - line.full).abs())
            );
            self.add(
                "targets-points",
                Severity::Error,
                Place::Targets(line.id.clone()),
                message,
            );
        }
    }

    /// Far above or short of the target: both need a reason.
    fn explained(&mut self, one: &One<'_>) {
        let (number, name, scored) = (one.number, &one.name, one.scored);
        let silent = !says_something(&one.target.note);
        let limit = self.scorer.rubric().explain_above.value;
        if let Some(rate) = scored.completion.filter(|rate| *rate > limit) {
            let rate = Amount::percent(half_up(rate, 4));
            let (severity, ask) = match silent {
                true => (Severity::Warning, "请说明原因，核对年初目标是否偏低。"),
                false => (Severity::Notice, "已写说明，核查时会看。"),
            };
            let message = format!(
                "第 {number} 个目标“{name}”完成率 {rate}，远高于目标：{}{ask}",
                scored.words
            );
            self.add("target-far-above", severity, (one.at)("note"), message);
        } else if scored.rate.is_some_and(|rate| rate < Decimal::ONE) && silent {
            let message = format!(
                "第 {number} 个目标“{name}”没有得满分（{}），还没有写原因。",
                scored.words.trim_end_matches('。')
            );
            self.add(
                "target-reason-missing",
                Severity::Warning,
                (one.at)("note"),
                message,
            );
        }
    }

    /// 13 方向、14 目标写在名称里.
    fn wording(&mut self, one: &One<'_>) {
        let (number, name, target) = (one.number, &one.name, one.target);
        if goal_in(&target.name) {
            let message = format!(
                "第 {number} 个目标“{name}”把指标值写在了名称里。请把数填到“目标值”，名称只写指标。"
            );
            self.add(
                "target-name-goal",
                Severity::Notice,
                (one.at)("name"),
                message,
            );
        }
        let rising = matches!(target.direction.trim(), "" | "≥");
        let goal = target.goal.read(&target.unit).ok().flatten();
        if !rising || goal.is_none() {
            return;
        }
        if goal.is_some_and(|goal| goal.is_zero()) {
            let message = format!(
                "第 {number} 个目标“{name}”的目标值是 0，方向是“≥”，怎样都算完成。请核对，越少越好的选“≤”。"
            );
            self.add(
                "target-direction",
                Severity::Warning,
                (one.at)("direction"),
                message,
            );
        } else if let Some(word) = FEWER.iter().find(|word| target.name.contains(**word)) {
            let message = format!(
                "第 {number} 个目标“{name}”写的是“{word}”，方向却是“≥”。越少越好的请选“≤”。"
            );
            self.add(
                "target-direction",
                Severity::Notice,
                (one.at)("direction"),
                message,
            );
        }
    }

    /// 11 量纲、24 识别错误.
    fn figures(&mut self, one: &One<'_>) {
        let (number, name, target) = (one.number, &one.name, one.target);
        let Ok(Some(goal)) = target.goal.read(&target.unit) else {
            return;
        };
        let typed = target.goal.text().trim().trim_end_matches(['%', '％']);
        let misread = target.unit.trim() == "%"
            && goal > Decimal::ONE
            && typed.len() == 3
            && typed
                .strip_prefix('2')
                .is_some_and(|rest| rest.parse::<u32>().is_ok());
        if misread {
            let message = format!(
                "第 {number} 个目标“{name}”的目标值是 {typed}%，像是把“≥{}%”读成了“{typed}%”。请核对。",
                &typed[1..]
            );
            self.add(
                "target-misread",
                Severity::Warning,
                (one.at)("goal"),
                message,
            );
        }
        if target.unit.trim().is_empty() && target.name.trim().ends_with('率') {
            let message = format!(
                "第 {number} 个目标“{name}”是比率，没有写单位。单位应是 %，请核对有没有丢了百分号。"
            );
            self.add("target-unit", Severity::Warning, (one.at)("unit"), message);
        }
        let Ok(Some(actual)) = target.actual.read(&target.unit) else {
            return;
        };
        let scale = actual.checked_div(goal).map(|times| times.abs());
        let apart = scale.is_some_and(|times| {
            !times.is_zero() && (times >= SCALE || times.saturating_mul(SCALE) <= Decimal::ONE)
        });
        if apart {
            let message = format!(
                "第 {number} 个目标“{name}”的目标值与实际值相差上千倍（{} 与 {}）。请核对单位是不是一致。",
                target.goal.text().trim(),
                target.actual.text().trim()
            );
            self.add(
                "target-scale",
                Severity::Warning,
                (one.at)("actual"),
                message,
            );
        }
    }

    /// 6 得分与完成率不符, where each target is given its own score.
    fn own_score(&mut self, one: &One<'_>) {
        let Ok(Some(claimed)) = one.target.claimed.read("分") else {
            return;
        };
        let within = one.scored.points.is_some_and(|points| claimed <= points);
        let Some(score) = one.scored.score.filter(|score| within && *score != claimed) else {
            return;
        };
        let (way, severity) = match claimed > score {
            true => ("高", Severity::Error),
            false => ("低", Severity::Warning),
        };
        let message = format!(
            "第 {} 个目标“{}”填的得分是 {} 分，按完成情况是 {} 分，{way} {} 分（{}）。请核对。",
            one.number,
            one.name,
            plain(claimed),
            plain(score),
            plain((claimed - score).abs()),
            one.scored.words.trim_end_matches('。')
        );
        self.add(
            "target-claim-differs",
            severity,
            (one.at)("claimed"),
            message,
        );
    }
}

/// One target and all that is known of it.
struct One<'a> {
    /// Counted from 1.
    number: usize,
    name: String,
    target: &'a Target,
    scored: &'a TargetScore,
    at: &'a dyn Fn(&'static str) -> Place,
}

/// Whether a name carries its goal: ≥ 65%, 不低于 60.
fn goal_in(name: &str) -> bool {
    const SIGNS: [&str; 10] = [
        "≥",
        "≤",
        "＞",
        "＜",
        ">",
        "<",
        "不低于",
        "不少于",
        "不超过",
        "达到",
    ];
    SIGNS.iter().any(|sign| {
        name.split(sign).skip(1).any(|rest| {
            rest.trim_start()
                .starts_with(|first: char| first.is_ascii_digit())
        })
    })
}
