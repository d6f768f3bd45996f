//! The unit's own targets: what they lack, what looks misread, what must be explained.

use rust_decimal::Decimal;

use super::{Audit, other_year, quoted, says_something};
use crate::bind;
use crate::finding::{Place, Quoted, Severity};
use crate::form::Target;
use crate::note::{Note, Within};
use crate::number::{Amount, half_up, plain};
use crate::rubric::Rubric;
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
    /// What is found about a target by itself.
    pub fn target(&self, asked: &TargetRows, target: &Target, scored: &TargetScore) -> Vec<Note> {
        let mut one = One {
            rubric: self.scorer.rubric(),
            name: quoted(target.name.trim()),
            target,
            scored,
            notes: Vec::new(),
        };
        one.on_claim(asked);
        // The best word may be worth less than full points; there is nothing to explain then.
        if asked.words.first().is_none_or(|best| target.word != *best) {
            one.explained();
        }
        one.wording();
        one.figures();
        if asked.points {
            one.own_score();
        }
        if let Some(message) = other_year(self.year, &target.note, one.name) {
            one.notes.push(Note {
                code: "other-year",
                severity: Severity::Notice,
                at: Within::Field("note"),
                numbered: false,
                message,
            });
        }
        one.notes
    }

    /// 3 合计: a claim typed for the row must be the sum of its targets' claims.
    pub(super) fn claimed_sum(&mut self, line: &Line) {
        let Some(stated) = line.claimed else {
            return;
        };
        let targets = bind::targets_of(self.form, &line.id).iter();
        let claims = targets.map(|target| target.claimed.read("分").ok().flatten());
        let Some(sum) = claims.sum::<Option<Decimal>>() else {
            return;
        };
        if sum != stated {
            let message = || {
                format!(
                    "本项自评填的是 {} 分，各目标得分之和是 {} 分，相差 {} 分。请改为一致。",
                    plain(stated),
                    plain(sum),
                    plain((sum - stated).abs())
                )
            };
            let at = Place::Answer(line.id.clone(), "claimed");
            self.add("claimed-sum", Severity::Error, at, &message);
        }
    }

    /// 1 分值: the targets' own points add up to the row's.
    pub(super) fn points(&mut self, line: &Line) {
        let points = line.targets.iter().map(|target| target.points);
        let Some(sum) = points.sum::<Option<Decimal>>() else {
            return;
        };
        if sum != line.full {
            let way = if sum > line.full { "多" } else { "少" };
            let message = || {
                format!(
                    "各目标分值之和是 {} 分，应为 {} 分，{way} {} 分。请调整各目标的分值。",
                    plain(sum),
                    plain(line.full),
                    plain((sum - line.full).abs())
                )
            };
            let at = Place::Targets(line.id.clone());
            self.add("targets-points", Severity::Error, at, &message);
        }
    }
}

/// A target that says the same as an earlier one, counted from 0.
pub(crate) fn twin(target: &Target, earlier: usize) -> Note {
    Note {
        code: "target-twice",
        severity: Severity::Warning,
        at: Within::Field("name"),
        numbered: true,
        message: format!(
            "与第 {} 个同名，指标值也相同：“{}”。请核对是不是重复计分。",
            earlier + 1,
            quoted(target.name.trim())
        ),
    }
}

/// One target, all that is known of it, and what is found.
struct One<'a> {
    rubric: &'a Rubric,
    name: Quoted<'a>,
    target: &'a Target,
    scored: &'a TargetScore,
    notes: Vec<Note>,
}

impl One<'_> {
    fn add(&mut self, code: &'static str, severity: Severity, field: &'static str, message: &str) {
        self.notes.push(Note {
            code,
            severity,
            at: Within::Field(field),
            numbered: true,
            message: format!("“{}”{message}", self.name),
        });
    }

    /// 暂按自评: reached, as the unit says.
    fn on_claim(&mut self, asked: &TargetRows) {
        if self.scored.on_claim && !asked.points {
            let message = "没有实际完成值，自评为达成，暂按达成计。请补填数，或备好佐证。";
            self.add("target-on-claim", Severity::Notice, "actual", message);
        }
    }

    /// Far above or short of the target: both need a reason.
    fn explained(&mut self) {
        let scored = self.scored;
        let silent = !says_something(&self.target.note);
        let limit = self.rubric.explain_above.value;
        if let Some(rate) = scored.completion.filter(|rate| *rate > limit) {
            let rate = Amount::percent(half_up(rate, 4));
            let (severity, ask) = match silent {
                true => (Severity::Warning, "请说明原因，核对年初目标是否偏低。"),
                false => (Severity::Notice, "已写说明，核查时会看。"),
            };
            let message = format!("完成率 {rate}，远高于目标：{}{ask}", scored.words);
            self.add("target-far-above", severity, "note", &message);
        } else if scored.rate.is_some_and(|rate| rate < Decimal::ONE) && silent {
            let message = format!(
                "没有得满分（{}），还没有写原因。",
                scored.words.trim_end_matches('。')
            );
            self.add("target-reason-missing", Severity::Warning, "note", &message);
        }
    }

    /// 13 方向、14 目标写在名称里.
    fn wording(&mut self) {
        let target = self.target;
        if goal_in(&target.name) {
            let message = "把指标值写在了名称里。请把数填到“目标值”，名称只写指标。";
            self.add("target-name-goal", Severity::Notice, "name", message);
        }
        let rising = target.sign() == "≥";
        let goal = target.goal.read(&target.unit).ok().flatten();
        if !rising || goal.is_none() {
            return;
        }
        if goal.is_some_and(|goal| goal.is_zero()) {
            let message = "的目标值是 0，方向是“≥”，怎样都算完成。请核对，越少越好的选“≤”。";
            self.add("target-direction", Severity::Warning, "direction", message);
        } else if let Some(word) = FEWER.iter().find(|word| target.name.contains(**word)) {
            let message = format!("写的是“{word}”，方向却是“≥”。越少越好的请选“≤”。");
            self.add("target-direction", Severity::Notice, "direction", &message);
        }
    }

    /// 11 量纲、24 识别错误.
    fn figures(&mut self) {
        let target = self.target;
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
                "的目标值是 {typed}%，像是把“≥{}%”读成了“{typed}%”。请核对。",
                &typed[1..]
            );
            self.add("target-misread", Severity::Warning, "goal", &message);
        }
        if target.unit.trim().is_empty() && target.name.trim().ends_with('率') {
            let message = "是比率，没有写单位。单位应是 %，请核对有没有丢了百分号。";
            self.add("target-unit", Severity::Warning, "unit", message);
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
                "的目标值与实际值相差上千倍（{} 与 {}）。请核对单位是不是一致。",
                target.goal.text().trim(),
                target.actual.text().trim()
            );
            self.add("target-scale", Severity::Warning, "actual", &message);
        }
    }

    /// 6 得分与完成率不符, where each target is given its own score.
    fn own_score(&mut self) {
        let Ok(Some(claimed)) = self.target.claimed.read("分") else {
            return;
        };
        let within = self.scored.points.is_some_and(|points| claimed <= points);
        let Some(score) = self
            .scored
            .score
            .filter(|score| within && *score != claimed)
        else {
            return;
        };
        let (way, severity) = match claimed > score {
            true => ("高", Severity::Error),
            false => ("低", Severity::Warning),
        };
        let message = format!(
            "填的得分是 {} 分，按完成情况是 {} 分，{way} {} 分（{}）。请核对。",
            plain(claimed),
            plain(score),
            plain((claimed - score).abs()),
            self.scored.words.trim_end_matches('。')
        );
        self.add("target-claim-differs", severity, "claimed", &message);
    }
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
    let mut digits = name.char_indices().filter(|(_, c)| c.is_ascii_digit());
    digits.any(|(at, _)| {
        let before = name[..at].trim_end();
        SIGNS.iter().any(|sign| before.ends_with(sign))
    })
}
