//! The form as a whole: grades, patterns in the claims, evidence, claims against what was verified.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Audit;
use crate::finding::{Finding, Place, Severity};
use crate::number::{Amount, half_up, plain};
use crate::sheet::{Line, Totals};

/// So many rows make a pattern.
const PATTERN: usize = 10;
/// 自评与核查 this far apart (分): worth knowing, and worth asking.
const APART: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
const FAR_APART: Decimal = Decimal::from_parts(10, 0, 0, false, 0);

impl Audit<'_> {
    /// What is found about the form as a whole.
    pub fn whole(&mut self, lines: &[Arc<Line>], totals: &Totals) -> Vec<Finding> {
        if let (Some(claimed), Some(computed)) = (&totals.grade.claimed, &totals.grade.computed)
            && claimed != computed
        {
            let message = || {
                format!(
                    "按自评是“{claimed}”，按标准计算是“{computed}”，等级不一致。请先处理各项的差额。"
                )
            };
            self.add("grade-differs", Severity::Error, Place::Form, &message);
        }
        self.flaws_of_the_form();
        self.patterns(lines);
        self.apart(totals);
        self.evidence(lines);
        self.found()
    }

    /// 21 模板体检: contradictions of the original about sections, groups, or the whole form.
    fn flaws_of_the_form(&mut self) {
        for (name, flaw) in self.scorer.rubric().flaws_above() {
            let message = || format!("原件“{name}”本身有矛盾：{}", flaw.note);
            self.add("rubric-flaw", Severity::Notice, Place::Form, &message);
        }
    }

    /// 15 机械打分: all full, all cut alike, all whole numbers.
    fn patterns(&mut self, lines: &[Arc<Line>]) {
        let rows: Vec<_> = lines
            .iter()
            .filter(|line| !line.full.is_zero())
            .map(|line| (line.claimed, line.points, line.full))
            .collect();
        let claims: Option<Vec<_>> = rows
            .iter()
            .map(|(claimed, points, full)| Some(((*claimed)?, *points, *full)))
            .collect();
        let Some(claims) = claims.filter(|claims| claims.len() >= PATTERN) else {
            return;
        };
        let count = claims.len();
        if claims
            .iter()
            .all(|(claimed, points, full)| claimed >= points.min(full))
        {
            let message =
                || format!("{count} 项自评全是满分。核查时会逐项看佐证，请确认每一项都有依据。");
            self.add("all-full", Severity::Notice, Place::Form, &message);
            return;
        }
        let (first, of, _) = claims[0];
        let alike = claims
            .iter()
            .all(|(claimed, points, _)| claimed.checked_mul(of) == first.checked_mul(*points));
        if alike && !first.is_zero() {
            let share = Amount::percent(half_up(first.checked_div(of).unwrap_or_default(), 4));
            let message = || {
                format!("{count} 项自评全是分值的 {share}，像是一律打折。请按各项的实际情况评分。")
            };
            self.add("uniform-cut", Severity::Warning, Place::Form, &message);
        } else if claims.iter().all(|(claimed, ..)| claimed.fract().is_zero()) {
            let message =
                || format!("{count} 项自评全是整数。按比例计分的项目请核对是不是凑了整。");
            self.add("all-whole", Severity::Notice, Place::Form, &message);
        }
    }

    /// 23 自评与核查的差.
    fn apart(&mut self, totals: &Totals) {
        let graded = totals.grade.claimed.is_some() && totals.grade.verified.is_some();
        let (Some(claimed), Some(verified)) = (totals.total.claimed, totals.total.verified) else {
            return;
        };
        let by = (claimed - verified).abs();
        if !graded || by < APART {
            return;
        }
        let severity = if by >= FAR_APART {
            Severity::Warning
        } else {
            Severity::Notice
        };
        let way = if claimed > verified { "高" } else { "低" };
        let message = || {
            format!(
                "自评 {} 分，核查 {} 分，自评{way} {} 分。请逐项对照扣分说明。",
                plain(claimed),
                plain(verified),
                plain(by)
            )
        };
        self.add("verified-apart", severity, Place::Form, &message);
    }

    /// 22 佐证清单: rows that score and name no evidence, said once.
    fn evidence(&mut self, lines: &[Arc<Line>]) {
        let rubric = self.scorer.rubric();
        let bare = rubric.indicators().zip(lines).filter(|(indicator, line)| {
            let scores = line.claimed.is_some_and(|claimed| !claimed.is_zero());
            let named = self
                .form
                .answers
                .get(&line.id)
                .is_some_and(|answer| !answer.evidence.trim().is_empty());
            scores && !indicator.evidence.is_empty() && !named
        });
        let count = bare.count();
        if count > 0 {
            let message =
                || format!("有 {count} 项评分标准要求佐证材料，还没有写材料名称与存放处。");
            self.add("evidence-missing", Severity::Notice, Place::Form, &message);
        }
    }
}
