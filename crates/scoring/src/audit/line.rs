//! One scored row: claims against the rule, reasons, transfers, and the original's own flaws.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Audit, other_year, quoted, says_something};
use crate::bind;
use crate::entry::Entry;
use crate::finding::{Finding, Place, Severity};
use crate::form::Answer;
use crate::lower::LineRule;
use crate::number::{half_up, plain};
use crate::rubric::Indicator;
use crate::sheet::{Line, Status};

impl Audit<'_> {
    /// What is found about a row and its targets together.
    pub fn line(&mut self, indicator: &Indicator, rule: &LineRule, line: &Line) -> Vec<Finding> {
        let empty = Answer::default();
        let answer = self.form.answers.get(&line.id).unwrap_or(&empty);
        for (field, entry) in [("claimed", &answer.claimed), ("verified", &answer.verified)] {
            self.typed_score(rule, line, field, entry);
        }
        if line.status == Status::NotApplicable {
            self.gone(indicator, line, answer);
        } else {
            self.claim(indicator, line, answer);
            self.verdict(indicator, line, answer);
            self.basis(indicator, line);
            self.reason(indicator, line, answer);
        }
        self.flaws(indicator, line);
        self.elsewhere(indicator, line, answer);
        let name = quoted(&indicator.name);
        if let Some(message) = other_year(self.year, &answer.reason, name) {
            let at = Place::Answer(line.id.clone(), "reason");
            self.add("other-year", Severity::Notice, at, &|| message.clone());
        }
        if rule.own_points() && !line.targets.is_empty() {
            self.claimed_sum(line);
            self.points(line);
        }
        self.found()
    }

    fn typed_score(&mut self, rule: &LineRule, line: &Line, field: &'static str, entry: &Entry) {
        let at = || Place::Answer(line.id.clone(), field);
        let taken = if field == "claimed" {
            line.claimed
        } else {
            line.verified
        };
        match entry.read("分") {
            Err(why) => self.findings.push(bind::unreadable(at(), why.message())),
            Ok(Some(score)) if taken != Some(score) => {
                let (least, most) = rule.range;
                let most = plain(most.max(line.full));
                let message = || {
                    format!(
                        "得分应在 {} 与{}之间，填的是 {}。这个数没有计入合计。",
                        plain(least).replacen('-', "−", 1),
                        if least.is_zero() {
                            format!("分值 {most} ")
                        } else {
                            format!(" {most} ")
                        },
                        plain(score)
                    )
                };
                self.add("score-out-of-range", Severity::Error, at(), &message);
            }
            Ok(_) => {}
        }
    }

    /// 18 不适用: its points went elsewhere, and someone must say why.
    fn gone(&mut self, indicator: &Indicator, line: &Line, answer: &Answer) {
        let name = quoted(&indicator.name);
        if !says_something(&answer.reason) {
            let message = || format!("“{name}”不适用，还没有写理由。{}", line.words);
            let at = Place::Answer(line.id.clone(), "reason");
            self.add("transfer-reason", Severity::Warning, at, &message);
        }
        if let Some(claimed) = line.claimed.filter(|claimed| !claimed.is_zero()) {
            let message = || {
                format!(
                    "“{name}”不适用，分值已经转出，自评仍填了 {} 分。请改为 0，由接收分值的指标计分。",
                    plain(claimed)
                )
            };
            let at = Place::Answer(line.id.clone(), "claimed");
            self.add("transfer-claimed", Severity::Warning, at, &message);
        }
    }

    /// 6 得分与规则不符: too high and too low, and 17 截断或凑整.
    fn claim(&mut self, indicator: &Indicator, line: &Line, answer: &Answer) {
        let (Some(computed), Some(claimed)) = (line.computed, line.claimed) else {
            return;
        };
        if computed == claimed {
            return;
        }
        let name = quoted(&indicator.name);
        let by = (claimed - computed).abs().normalize();
        let (claims, rule) = (claimed.normalize(), computed.normalize());
        let at = Place::Answer(line.id.clone(), "claimed");
        if let Some((code, how)) = line
            .unrounded
            .and_then(|exact| self.other_rounding(exact, claimed, line.full))
        {
            let message = || {
                format!(
                    "“{name}”自评 {claims} 分，按标准四舍五入是 {rule} 分，相差 {by} 分：{how}。请改为 {rule} 分。"
                )
            };
            self.add(code, Severity::Warning, at, &message);
            return;
        }
        let reason = says_something(&answer.reason);
        if claimed > computed {
            let (severity, mend) = match (line.verified, reason) {
                (Some(_), _) => (Severity::Notice, "已核查。"),
                (None, true) => (Severity::Warning, "已写了理由，核查时会看。"),
                (None, false) => (Severity::Error, "请改自评得分，或写明理由。"),
            };
            let message = || {
                format!("“{name}”自评 {claims} 分，按标准应得 {rule} 分，自评高 {by} 分。{mend}")
            };
            self.add("claim-above-rule", severity, at, &message);
        } else {
            let message = || {
                format!(
                    "“{name}”自评 {claims} 分，按标准可得 {rule} 分，自评低 {by} 分。请核对是否少报。"
                )
            };
            self.add("claim-below-rule", Severity::Warning, at, &message);
        }
    }

    /// Whether a claim is the exact score, cut off or rounded to fewer places.
    fn other_rounding(
        &self,
        exact: Decimal,
        claimed: Decimal,
        full: Decimal,
    ) -> Option<(&'static str, String)> {
        let places = self.scorer.rubric().rounding.places;
        if exact.is_zero() || claimed.is_zero() || claimed == full {
            return None;
        }
        let cut = exact.round_dp_with_strategy(places, RoundingStrategy::ToZero);
        if cut == claimed {
            return Some(("claim-truncated", "像是截断，不是四舍五入".to_owned()));
        }
        (0..places)
            .rev()
            .find(|fewer| half_up(exact, *fewer) == claimed)
            .map(|fewer| ("claim-rounded", format!("像是凑整到 {fewer} 位小数")))
    }

    /// A reviewer's score against the rule.
    fn verdict(&mut self, indicator: &Indicator, line: &Line, answer: &Answer) {
        let (Some(computed), Some(verified)) = (line.computed, line.verified) else {
            return;
        };
        if computed == verified {
            return;
        }
        let (severity, mend) = match says_something(&answer.reason) {
            true => (Severity::Notice, "评分说明已写。"),
            false => (Severity::Warning, "请写明理由。"),
        };
        let message = || {
            format!(
                "“{}”核查 {} 分，按标准是 {} 分，相差 {} 分。{mend}",
                quoted(&indicator.name),
                plain(verified),
                plain(computed),
                plain((verified - computed).abs()),
            )
        };
        self.add(
            "verified-differs",
            severity,
            Place::Answer(line.id.clone(), "verified"),
            &message,
        );
    }

    /// What the score rests on, where the rule alone does not give it.
    fn basis(&mut self, indicator: &Indicator, line: &Line) {
        let name = quoted(&indicator.name);
        let at = || Place::Line(line.id.clone());
        let words = &line.words;
        match (line.status, line.counted) {
            (Status::Scored | Status::NotApplicable, _) => {}
            // 加减分 that nobody filled in add nothing.
            (Status::Missing, None) if line.full.is_zero() => {}
            (Status::Missing, Some(_)) if line.full.is_zero() => {}
            (Status::Missing, Some(score)) => {
                let whose = if line.verified.is_some() {
                    "核查"
                } else {
                    "自评"
                };
                let message = || {
                    format!(
                        "“{name}”缺少评分所需的数，暂按{whose} {} 分计。{words}",
                        plain(score)
                    )
                };
                self.add("on-claim", Severity::Notice, at(), &message);
            }
            (Status::Missing, None) => {
                let message =
                    || format!("“{name}”还没有填完，{} 分未定。{words}", plain(line.full));
                self.add("not-filled", Severity::Notice, at(), &message);
            }
            (Status::Gap, _) => {
                let message =
                    || format!("“{name}”按评分标准定不了分：{words}请写明情况，由核查人员判定。");
                self.add("rule-gap", Severity::Warning, at(), &message);
            }
        }
    }

    /// 7 未满分无原因; 满分却写未达标.
    fn reason(&mut self, indicator: &Indicator, line: &Line, answer: &Answer) {
        const SHORT: [&str; 5] = ["未达标", "未完成", "未达到", "扣分", "没有完成"];
        let name = quoted(&indicator.name);
        let at = || Place::Answer(line.id.clone(), "reason");
        // On a reviewer's form the reasons are the reviewer's.
        let own = match self.scorer.rubric().verifies() {
            true => None,
            false => line.claimed.or(line.computed),
        };
        let Some(score) = line.verified.or(own) else {
            return;
        };
        if score < line.full && !says_something(&answer.reason) {
            let lost = (line.full - score).normalize();
            let message = || match answer.reason.trim() {
                "" => format!("“{name}”失 {lost} 分，还没有写未达标原因和改进措施。"),
                empty => format!(
                    "“{name}”失 {lost} 分，原因栏只写了“{empty}”。请写明未达标原因和改进措施。"
                ),
            };
            self.add("reason-missing", Severity::Warning, at(), &message);
        } else if score == line.full
            && !line.full.is_zero()
            && SHORT.iter().any(|word| answer.reason.contains(word))
        {
            let message =
                || format!("“{name}”得了满分，原因栏却写了没有达标的话。请核对得分或原因。");
            self.add("reason-with-full-marks", Severity::Notice, at(), &message);
        }
    }

    /// 21 模板体检: what the original itself contradicts, where it touches this form.
    fn flaws(&mut self, indicator: &Indicator, line: &Line) {
        for flaw in &indicator.flaws {
            // A gap matters to those who fall into it; all else only where points are lost, since full
            // marks are full marks however the original is read.
            let matters = match flaw.code.ends_with("-gap") {
                true => line.status == Status::Gap,
                false => line.counted.is_none_or(|score| score < line.full),
            };
            if !matters {
                continue;
            }
            let message = || {
                format!(
                    "“{}”的评分标准本身有矛盾：{}",
                    quoted(&indicator.name),
                    flaw.note
                )
            };
            self.add(
                "rubric-flaw",
                Severity::Notice,
                Place::Line(line.id.clone()),
                &message,
            );
        }
    }

    /// 19 评语串行: a reason that names another row and not its own.
    fn elsewhere(&mut self, indicator: &Indicator, line: &Line, answer: &Answer) {
        const TELLING: usize = 5;
        let reason = &answer.reason;
        // Where points were transferred, the reason names where they went.
        let moved = line.full != line.points;
        if moved || reason.is_empty() || reason.contains(&indicator.name) {
            return;
        }
        let other = self.scorer.rubric().indicators().find(|other| {
            other.name != indicator.name
                && other.name.chars().count() >= TELLING
                && reason.contains(&other.name)
                && !indicator.name.contains(&other.name)
        });
        if let Some(other) = other {
            let message = || {
                format!(
                    "“{}”的原因里说的是“{}”。请核对是不是写串了行。",
                    quoted(&indicator.name),
                    quoted(&other.name)
                )
            };
            let at = Place::Answer(line.id.clone(), "reason");
            self.add("reason-elsewhere", Severity::Notice, at, &message);
        }
    }
}
