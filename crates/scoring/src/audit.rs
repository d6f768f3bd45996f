//! What a form alone shows to be wrong, contradictory or unfinished.

use rust_decimal::Decimal;

use crate::bind;
use crate::entry::Entry;
use crate::finding::{Finding, Place, Severity};
use crate::form::{Answer, Form, Target};
use crate::number::{Amount, plain};
use crate::rubric::{Field, Indicator, Rubric, Sum};
use crate::score::{Line, Scorer, Status, TargetScore, Totals};

/// Completions above this need a reason: the target may have been set too low.
const FAR_ABOVE: Decimal = Decimal::from_parts(13, 0, 0, false, 1);

/// Adds to `findings` what a person should look at, and puts all in the order of the form.
pub(crate) fn audit(
    scorer: &Scorer,
    form: &Form,
    lines: &[Line],
    totals: &Totals,
    findings: &mut Vec<Finding>,
) {
    let rubric = scorer.rubric();
    let mut audit = Audit { form, findings };
    audit.profile(rubric);
    for (index, (indicator, line)) in rubric.indicators().zip(lines).enumerate() {
        let answer = form.answers.get(&line.id);
        let empty = Answer::default();
        audit.line(indicator, line, answer.unwrap_or(&empty));
        if let Some(words) = &scorer.lines()[index].targets {
            audit.targets(line, words.first());
        }
    }
    audit.totals(totals);
    let order = |finding: &Finding| {
        let line = |id: &str| {
            1 + lines
                .iter()
                .position(|line| line.id == id)
                .unwrap_or(lines.len())
        };
        match &finding.at {
            Place::Profile(_) | Place::Goal(..) => (0, 0),
            Place::Targets(id) => (line(id), 1),
            Place::Target(id, row, _) | Place::Part(id, row, ..) => (line(id), 2 + row),
            Place::Line(id) | Place::Answer(id, _) | Place::Input(id, _) => (line(id), 0),
            Place::Form => (lines.len() + 2, 0),
        }
    };
    audit.findings.sort_by_key(order);
}

struct Audit<'a> {
    form: &'a Form,
    findings: &'a mut Vec<Finding>,
}

impl Audit<'_> {
    fn add(&mut self, code: &'static str, severity: Severity, at: Place, message: String) {
        self.findings.push(Finding {
            code,
            severity,
            at,
            message,
        });
    }

    fn profile(&mut self, rubric: &Rubric) {
        for field in rubric.fields() {
            let entry = self.form.profile.get(&field.id);
            if let (Some(unit), Some(entry)) = (&field.unit, entry)
                && let Err(why) = entry.read(unit)
            {
                self.findings.push(bind::unreadable(
                    Place::Profile(field.id.clone()),
                    why.message(),
                ));
            }
        }
        for sum in rubric.profile.iter().flat_map(|table| &table.sums) {
            self.sum(rubric, sum);
        }
    }

    /// 勾稽: only when the total and every part can be read.
    fn sum(&mut self, rubric: &Rubric, sum: &Sum) {
        let field = |id: &String| rubric.fields().find(|field| field.id == *id);
        let value = |field: &Field| {
            let unit = field.unit.as_deref().unwrap_or_default();
            self.form.profile.get(&field.id)?.read(unit).ok().flatten()
        };
        let Some(total) = field(&sum.total) else {
            return;
        };
        let parts: Option<Vec<_>> = sum
            .parts
            .iter()
            .map(|id| field(id).and_then(value))
            .collect();
        let (Some(stated), Some(parts)) = (value(total), parts) else {
            return;
        };
        let added: Decimal = parts.iter().copied().sum();
        if added != stated {
            let unit = total.unit.as_deref().unwrap_or_default();
            let terms: Vec<_> = parts.iter().copied().map(plain).collect();
            let message = format!(
                "“{}”填的是 {} {unit}，各分项 {} = {} {unit}，相差 {} {unit}。{}",
                total.label,
                plain(stated),
                terms.join(" + "),
                plain(added),
                plain((added - stated).abs()),
                sum.note,
            );
            let severity = if sum.certain {
                Severity::Warning
            } else {
                Severity::Notice
            };
            self.add(
                "sum-differs",
                severity,
                Place::Profile(sum.total.clone()),
                message,
            );
        }
    }

    fn line(&mut self, indicator: &Indicator, line: &Line, answer: &Answer) {
        let (id, name) = (&line.id, quoted(&indicator.name));
        for (field, entry) in [("claimed", &answer.claimed), ("verified", &answer.verified)] {
            self.typed_score(line, field, entry);
        }
        let reason = says_something(&answer.reason);
        if let (Some(computed), Some(claimed)) = (line.computed, line.claimed)
            && computed != claimed
        {
            let by = plain((claimed - computed).abs());
            let (claims, rule) = (plain(claimed), plain(computed));
            let at = Place::Answer(id.clone(), "claimed");
            if claimed > computed {
                let severity = if reason {
                    Severity::Warning
                } else {
                    Severity::Error
                };
                let mend = if reason {
                    "已写了理由，核查时会看。"
                } else {
                    "请改自评得分，或写明理由。"
                };
                let message = format!(
                    "“{name}”自评 {claims} 分，按标准应得 {rule} 分，自评高 {by} 分。{mend}"
                );
                self.add("claim-above-rule", severity, at, message);
            } else {
                let message = format!(
                    "“{name}”自评 {claims} 分，按标准可得 {rule} 分，自评低 {by} 分。请核对是否少报。"
                );
                self.add("claim-below-rule", Severity::Warning, at, message);
            }
        }
        match (line.status, line.claimed) {
            (Status::Scored, _) => {}
            (Status::Missing, Some(claimed)) => {
                let message = format!(
                    "“{name}”缺少评分所需的数，暂按自评 {} 分计。{}",
                    plain(claimed),
                    line.words
                );
                self.add(
                    "on-claim",
                    Severity::Notice,
                    Place::Line(id.clone()),
                    message,
                );
            }
            (Status::Missing, None) => {
                let message = format!(
                    "“{name}”还没有填完，{} 分未定。{}",
                    plain(line.points),
                    line.words
                );
                self.add(
                    "not-filled",
                    Severity::Notice,
                    Place::Line(id.clone()),
                    message,
                );
            }
            (Status::Gap, _) => {
                let message = format!(
                    "“{name}”按评分标准定不了分：{}请写明情况，由核查人员判定。",
                    line.words
                );
                self.add(
                    "rule-gap",
                    Severity::Warning,
                    Place::Line(id.clone()),
                    message,
                );
            }
        }
        let score = line.claimed.or(line.computed);
        if let Some(score) = score.filter(|score| *score < line.points && !reason) {
            let lost = plain(line.points - score);
            let message = format!("“{name}”失 {lost} 分，还没有写未达标原因和改进措施。");
            self.add(
                "reason-missing",
                Severity::Warning,
                Place::Answer(id.clone(), "reason"),
                message,
            );
        }
    }

    fn typed_score(&mut self, line: &Line, field: &'static str, entry: &Entry) {
        let at = || Place::Answer(line.id.clone(), field);
        match entry.read("分") {
            Err(why) => self.findings.push(bind::unreadable(at(), why.message())),
            Ok(Some(score)) if score < Decimal::ZERO || score > line.points => {
                let message = format!(
                    "得分应在 0 与分值 {} 之间，填的是 {}。这个数没有计入合计。",
                    plain(line.points),
                    plain(score)
                );
                self.add("score-out-of-range", Severity::Error, at(), message);
            }
            Ok(_) => {}
        }
    }

    fn targets(&mut self, line: &Line, best: Option<&String>) {
        let targets = self
            .form
            .targets
            .get(&line.id)
            .map_or(&[][..], Vec::as_slice);
        for (row, (target, scored)) in targets.iter().zip(&line.targets).enumerate() {
            let at = |field| Place::Target(line.id.clone(), row, field);
            let number = row + 1;
            let name = quoted(&target.name);
            if scored.on_claim {
                let message = format!(
                    "第 {number} 个目标“{name}”没有实际完成值，自评为达成，暂按达成计。请补填数，或备好佐证。"
                );
                self.add("target-on-claim", Severity::Notice, at("actual"), message);
            }
            // The best word may be worth less than full points; there is nothing to explain then.
            if best.is_none_or(|best| target.word != *best) {
                self.explained(number, target, scored, &at);
            }
        }
    }

    /// Far above or short of the target: both need a reason.
    fn explained(
        &mut self,
        number: usize,
        target: &Target,
        scored: &TargetScore,
        at: &dyn Fn(&'static str) -> Place,
    ) {
        let name = quoted(&target.name);
        let silent = !says_something(&target.note);
        let high = scored.completion.filter(|rate| *rate > FAR_ABOVE);
        if let Some(rate) = high {
            let rate = Amount::percent(crate::number::half_up(rate, 4));
            let ask = if silent {
                "请说明原因，核对年初目标是否偏低。"
            } else {
                "已写说明，核查时会看。"
            };
            let severity = if silent {
                Severity::Warning
            } else {
                Severity::Notice
            };
            let message = format!(
                "第 {number} 个目标“{name}”完成率 {rate}，远高于目标：{}{ask}",
                scored.words
            );
            self.add("target-far-above", severity, at("note"), message);
        } else if scored.rate.is_some_and(|rate| rate < Decimal::ONE) && silent {
            let message = format!(
                "第 {number} 个目标“{name}”没有得满分（{}），还没有写原因。",
                scored.words.trim_end_matches('。')
            );
            self.add(
                "target-reason-missing",
                Severity::Warning,
                at("note"),
                message,
            );
        }
    }

    fn totals(&mut self, totals: &Totals) {
        if let (Some(claimed), Some(computed)) = (&totals.grade.claimed, &totals.grade.computed)
            && claimed != computed
        {
            let message = format!(
                "按自评是“{claimed}”，按标准计算是“{computed}”，等级不一致。请先处理各项的差额。"
            );
            self.add("grade-differs", Severity::Error, Place::Form, message);
        }
    }
}

/// A name between quotation marks: those within it become single ones.
fn quoted(name: &str) -> String {
    name.replace('“', "‘").replace('”', "’")
}

/// 无, 0, / and the like fill a box without saying anything.
fn says_something(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !["无", "0", "/", "-", "—", "无。", "没有"].contains(&text)
}
