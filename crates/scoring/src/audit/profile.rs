//! The header: sums, percentages, and scores that a document states.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Audit;
use crate::bind;
use crate::finding::{Finding, Place, Severity};
use crate::number::{Amount, half_up, plain};
use crate::rubric::{Field, Rate, Stated, Sum};
use crate::sheet::Totals;

impl<'a> Audit<'a> {
    /// What is found about the header. `known` are fields whose texts the rows that read them reported.
    pub fn profile(&mut self, totals: &Totals, known: &[Arc<Finding>]) -> Vec<Finding> {
        let rubric = self.scorer.rubric();
        for field in rubric.fields() {
            let entry = self.form.profile.get(&field.id);
            if let (Some(unit), Some(entry)) = (&field.unit, entry)
                && let Err(why) = entry.read(unit)
            {
                let at = Place::Profile(field.id.clone());
                if !known.iter().any(|finding| finding.at == at) {
                    self.findings.push(bind::unreadable(at, why.message()));
                }
            }
            if let Some(stated) = field.states {
                self.stated(field, stated, totals);
            }
        }
        for table in &rubric.profile {
            for sum in &table.sums {
                self.sum(sum);
            }
            for rate in &table.rates {
                self.rate(rate);
            }
        }
        self.found()
    }

    fn field(&self, id: &str) -> Option<&'a Field> {
        self.scorer.field(id)
    }

    fn value(&self, field: &Field) -> Option<Decimal> {
        let unit = field.unit.as_deref().unwrap_or_default();
        self.form.profile.get(&field.id)?.read(unit).ok().flatten()
    }

    /// 勾稽: only when the total and every part can be read.
    fn sum(&mut self, sum: &Sum) {
        let Some(total) = self.field(&sum.total) else {
            return;
        };
        let parts: Vec<_> = sum
            .parts
            .iter()
            .map(|id| self.field(id).and_then(|field| self.value(field)))
            .collect();
        let at = Place::Profile(sum.total.clone());
        let stated = self.value(total);
        if stated.is_none() && parts.iter().flatten().any(|part| !part.is_zero()) {
            let message = || format!("“{}”没有填，而它的分项填了数。请补填合计。", total.label);
            self.add("sum-empty", Severity::Warning, at, &message);
            return;
        }
        let (Some(stated), Some(parts)) = (stated, parts.into_iter().collect::<Option<Vec<_>>>())
        else {
            return;
        };
        let added: Decimal = parts.iter().copied().sum();
        if added == stated {
            return;
        }
        let unit = total.unit.as_deref().unwrap_or_default();
        let against = match (parts.as_slice(), sum.parts.as_slice()) {
            ([part], [id]) => {
                let label = self.field(id).map_or(id.as_str(), |field| &field.label);
                format!("“{label}”是 {}", plain(*part))
            }
            _ => {
                let terms: Vec<_> = parts.iter().copied().map(plain).collect();
                format!("各分项 {} = {}", terms.join(" + "), plain(added))
            }
        };
        let message = || {
            format!(
                "“{}”填的是 {} {unit}，{against} {unit}，相差 {} {unit}。{}",
                total.label,
                plain(stated),
                plain((added - stated).abs()),
                sum.note,
            )
        };
        let severity = if sum.certain {
            Severity::Warning
        } else {
            Severity::Notice
        };
        self.add("sum-differs", severity, at, &message);
    }

    /// A percentage as typed against its two fields, to as many places as it was typed with.
    fn rate(&mut self, rate: &Rate) {
        let (Some(field), Some(of), Some(by)) = (
            self.field(&rate.rate),
            self.field(&rate.of),
            self.field(&rate.by),
        ) else {
            return;
        };
        let (Some(part), Some(whole)) = (self.value(of), self.value(by)) else {
            return;
        };
        let at = Place::Profile(rate.rate.clone());
        let Some(stated) = self.value(field) else {
            return;
        };
        let Some(exact) = part.checked_div(whole) else {
            let message = || format!("“{}”是 0，“{}”算不出来。请核对。", by.label, field.label);
            self.add("rate-no-base", Severity::Warning, at, &message);
            return;
        };
        let places = stated.scale().max(2);
        let due = half_up(exact, places);
        if due != stated {
            let message = || {
                format!(
                    "“{}”填的是 {}，{} ÷ {} = {}。{}",
                    field.label,
                    Amount::percent(stated),
                    plain(part),
                    plain(whole),
                    Amount::percent(half_up(exact, 4)),
                    rate.note,
                )
            };
            self.add("rate-differs", Severity::Warning, at, &message);
        } else if part > whole {
            let message = || {
                format!(
                    "“{}”超过 100%：“{}”{} 大于“{}”{}。请核对分母是不是全年（调整后）的数。",
                    field.label,
                    of.label,
                    plain(part),
                    by.label,
                    plain(whole),
                )
            };
            self.add("rate-above-whole", Severity::Notice, at, &message);
        }
    }

    /// 表上、报告里写的总分和等级, against what follows from the rows.
    fn stated(&mut self, field: &Field, stated: Stated, totals: &Totals) {
        let Some(entry) = self
            .form
            .profile
            .get(&field.id)
            .filter(|entry| !entry.is_empty())
        else {
            return;
        };
        let (whose, score, grade) = match stated {
            Stated::Claimed => ("自评", totals.total.claimed, None),
            Stated::Verified => ("核查", totals.total.verified, None),
            Stated::ClaimedGrade => ("自评", totals.total.claimed, totals.grade.claimed.as_ref()),
            Stated::VerifiedGrade => (
                "核查",
                totals.total.verified,
                totals.grade.verified.as_ref(),
            ),
        };
        let at = Place::Profile(field.id.clone());
        match stated {
            Stated::Claimed | Stated::Verified => {
                let unit = field.unit.as_deref().unwrap_or("分");
                let (Ok(Some(typed)), Some(score)) = (entry.read(unit), score) else {
                    return;
                };
                if typed != score {
                    let message = || {
                        format!(
                            "“{}”写的是 {} 分，各行{whose}得分合计是 {} 分，相差 {} 分。请核对哪一个对，改成一致。",
                            field.label,
                            plain(typed),
                            plain(score),
                            plain((typed - score).abs()),
                        )
                    };
                    self.add("stated-differs", Severity::Warning, at, &message);
                }
            }
            Stated::ClaimedGrade | Stated::VerifiedGrade => {
                let (Some(grade), Some(score)) = (grade, score) else {
                    return;
                };
                let typed = entry.text().trim();
                if typed != grade {
                    let grades = self.scorer.rubric().grades.iter();
                    let lines: Vec<_> = grades
                        .map(|grade| format!("{} {}", grade.name, grade.from))
                        .collect();
                    let message = || {
                        format!(
                            "“{}”写的是“{typed}”，{whose}合计 {} 分应为“{grade}”（等级线：{}）。",
                            field.label,
                            plain(score),
                            lines.join("、"),
                        )
                    };
                    self.add("stated-grade", Severity::Warning, at, &message);
                }
            }
        }
    }
}
