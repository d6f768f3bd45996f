//! 加权: parts with a share of the points each.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asks, Checked, Full, Kind, Rule};
use crate::check::Checker;
use crate::expr::{Arm, Cond, Expr, Slot};
use crate::number::{Amount, plain};
use crate::rubric::Unless;

/// # 用途 Purpose
/// 几个部分各占一定比重（`"60%"`）或各有分数（`2`），分别评分后相加。
/// 一个部分可以写 `unless`：不适用时，它的分转给同一条里写明的其他部分，或别的指标。
/// # 写法 Shape
/// ```toml
/// [rule.weighted]
/// parts = [
///   { weight = "60%", rule.choice = { id = "a", label = "甲" } },
///   { weight = "40%", rule.choice = { id = "b", label = "乙" } },
/// ]
/// ```
/// # 边界 Boundaries
/// 比重之和必须是 100%，分数之和必须是分值；百分数与分数不能混写。各部分在合计之后才舍入一次。
/// # 分值转移 Transfer
/// 各部分按比例放大。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Weighted {
    /// The parts.
    pub parts: Vec<Weight>,
}

/// One part of a [`Weighted`] rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Weight {
    /// Name within the rule, for parts that receive points.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub id: String,
    /// Its share of the points 权重, or its points (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub weight: Amount,
    /// When it does not apply 不适用, and where its points go then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub unless: Option<Unless>,
    /// How it is scored.
    pub rule: Box<Rule>,
}

impl Weighted {
    /// The points of a part with what other parts give it.
    fn received(
        &self,
        part: &Weight,
        full: &Full,
        slots: &[Option<Slot>],
        asks: &mut Asks<'_>,
    ) -> Full {
        let own = full.part(part.weight);
        let mut ticks = Vec::new();
        let mut terms = vec![own.expr.clone()];
        let mut most = own.most;
        for (giver, slot) in self.parts.iter().zip(slots) {
            let (Some(unless), Some(slot)) = (&giver.unless, slot) else {
                continue;
            };
            if part.id.is_empty() || !unless.to.contains(&part.id) {
                continue;
            }
            let given = full.part(giver.weight);
            let count = Decimal::from(unless.to.len());
            let share = divided(given.expr, unless.to.len());
            // That it does not apply is said where it gives its points.
            let tick = Cond::Ticked(*slot);
            terms.push(Expr::cases(
                "",
                vec![
                    Arm::new(tick.clone(), "", share),
                    Arm::otherwise("", Expr::int(0)),
                ],
            ));
            ticks.push(tick);
            most = most.saturating_add(given.most / count);
        }
        if ticks.is_empty() {
            return own;
        }
        ticks.extend(full.moved().cloned());
        let sum = asks.named("这一部分的分值", "分", Expr::Sum(terms));
        Full::moving(own.base, Cond::Any(ticks), sum, most)
    }
}

/// An equal share of points among so many receivers.
pub(crate) fn divided(points: Expr, among: usize) -> Expr {
    match among {
        0 | 1 => points,
        count => points.over(Expr::int(count as i64)),
    }
}

impl Kind for Weighted {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let slots: Vec<_> = self
            .parts
            .iter()
            .map(|part| {
                part.unless
                    .as_ref()
                    .map(|unless| asks.yes_or_no(&unless.id, &unless.label))
            })
            .collect();
        let ids: Vec<&str> = self.parts.iter().map(|part| part.id.as_str()).collect();
        let mut parts = Vec::with_capacity(self.parts.len());
        for (part, slot) in self.parts.iter().zip(&slots) {
            let received = self.received(part, full, &slots, asks);
            let scored = match (slot, &part.unless) {
                (Some(slot), Some(unless)) => {
                    let printed = Expr::Const(Amount::plain(full.part(part.weight).base));
                    let points = divided(printed, unless.to.len());
                    let abroad = unless.to.iter().filter(|to| !ids.contains(&to.as_str()));
                    let to: Vec<String> = abroad.cloned().collect();
                    if !to.is_empty() {
                        asks.give(*slot, points, to);
                    }
                    let rule = asks.within(|asks| part.rule.kind().lower(&received, asks));
                    let points = Amount::plain(full.part(part.weight).base.normalize());
                    let goes = asks.goes(points, &unless.to);
                    let because = format!("{}，这一部分不适用，{goes}", unless.label);
                    Expr::cases(
                        "",
                        vec![
                            Arm::new(Cond::Ticked(*slot), because, Expr::int(0)),
                            Arm::otherwise("", rule),
                        ],
                    )
                }
                _ => part.rule.kind().lower(&received, asks),
            };
            parts.push(scored);
        }
        Expr::Sum(parts)
    }
}

impl Checked for Weighted {
    fn check(&self, points: Decimal, checker: &mut Checker<'_>) {
        let sum: Decimal = self.parts.iter().map(|part| part.weight.value).sum();
        let percent = self.parts.first().is_some_and(|part| part.weight.percent);
        if self.parts.iter().any(|part| part.weight.percent != percent) {
            let mixed = self
                .parts
                .iter()
                .position(|part| part.weight.percent != percent)
                .unwrap_or_default();
            checker.under(format!("parts/{mixed}/weight"), |checker| {
                checker.problem("weights-mixed", "weight 要么都写百分数，要么都写分数");
            });
        } else if percent && sum != Decimal::ONE {
            let sum = Amount::percent(sum);
            checker.under("parts", |checker| {
                checker.problem("weights-sum", format!("各部分权重之和是 {sum}，应为 100%"));
            });
        } else if !percent && sum != points {
            checker.under("parts", |checker| {
                checker.problem(
                    "weights-sum",
                    format!("各部分分数之和是 {}，应为 {}", plain(sum), plain(points)),
                );
            });
        }
        for (index, part) in self.parts.iter().enumerate() {
            let share = if percent {
                points.saturating_mul(part.weight.value)
            } else {
                part.weight.value
            };
            checker.under(format!("parts/{index}/rule"), |checker| {
                part.rule.check(share, checker)
            });
            if let Some(unless) = &part.unless {
                let own = unless
                    .to
                    .iter()
                    .any(|to| !part.id.is_empty() && *to == part.id);
                let chained = self.parts.iter().any(|other| {
                    other.unless.is_some() && !other.id.is_empty() && unless.to.contains(&other.id)
                });
                if chained && !own {
                    checker.under(format!("parts/{index}/unless/to"), |checker| {
                        checker.problem(
                            "transfer-chain",
                            format!("“{}”的分值转给了自己也可能不适用的部分", unless.label),
                        );
                    });
                }
                if unless.to.is_empty() || own {
                    let what = if own {
                        "转给了自己"
                    } else {
                        "没有写转到哪里"
                    };
                    checker.under(format!("parts/{index}/unless/to"), |checker| {
                        checker.problem("transfer-to", format!("“{}”的分值{what}", unless.label));
                    });
                }
            }
        }
    }
}
