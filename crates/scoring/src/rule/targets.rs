//! 绩效目标平均: the mean over the unit's own targets.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asks, Kind};
use crate::check::Checker;
use crate::expr::{Arm, Column, Cond, Expr, Mean, Relation, Slot};
use crate::number::Amount;

/// # 用途 Purpose
/// 按每个绩效目标的完成率评分，再取平均，乘以分值。目标由各单位自己填报。
/// # 写法 Shape
/// ```toml
/// rule.targets = { name = "产出目标", floor = "60%", over = { above = "150%", worth = "50%" } }
/// ```
/// # 边界 Boundaries
/// 完成率低于 `floor` 不得分；`floor` 至 100% 按完成率；100% 至 `over.above`（含）得满分；再高按
/// `over.worth`。`≤` 的目标：不超过目标即完成，超过的按 1 − 超出比例。目标为 0 的：实际为 0 得满分，
/// 否则不得分，不做除法。`定性` 目标按 `words` 的评级；没有 `words` 或没有评级的，按自评是否达成，
/// 标为暂按自评。一个目标有几个数的，按最差的一个。没有目标不是 0 分，是缺。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Targets {
    /// What these targets are called: 产出目标.
    pub name: String,
    /// The least completion that scores 及格线.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub floor: Amount,
    /// What becomes of a completion far above the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
    /// Grade words of qualitative targets, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Word>,
}

/// What becomes of a completion far above the target 超额.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Over {
    /// Completions above this, itself not included.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub above: Amount,
    /// The share of the points that they earn.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub worth: Amount,
}

/// A grade word and its completion 评级.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Word {
    /// 优, 良, 达标, 不达标.
    pub label: String,
    /// The completion that it stands for 完成率.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub worth: Amount,
}

/// The directions in the order of their options.
pub const DIRECTIONS: [&str; 4] = ["≥", "≤", "=", "定性"];
/// The answers to 自评是否达成.
pub const REACHED: [&str; 2] = ["是", "否"];

const AT_MOST: u8 = 1;
const QUALITATIVE: u8 = 3;

fn chosen(column: Column, option: u8, words: &[&str]) -> Cond {
    let label = words.get(usize::from(option)).copied().unwrap_or_default().to_owned();
    Cond::Chosen { slot: Slot::Row(column), option, label }
}

impl Targets {
    /// The rate of one figure, 0 to 1.
    fn each(&self, asks: &mut Asks) -> Expr {
        let goal = Expr::Input(Slot::Row(Column::Goal));
        let actual = Expr::Input(Slot::Row(Column::Actual));
        let one = || Expr::int(1);
        let zero = || Expr::int(0);

        let rate = asks.named("完成率", "%", actual.clone().over(goal.clone()));
        let rising = self.by_rate(&rate);

        let exceeded = actual.clone().less(goal.clone()).over(goal.clone());
        let falling = asks.named("完成率", "%", Expr::Const(Amount::percent(Decimal::ONE)).less(exceeded));
        let falling_arms = vec![
            Arm::new(Cond::compare(&actual, Relation::AtMost, goal.clone()), "没有超过目标", one()),
            Arm::otherwise("超过目标", self.by_rate(&falling)),
        ];
        let none = vec![
            Arm::new(Cond::compare(&actual, Relation::AtMost, zero()), "目标是 0，实际是 0", one()),
            Arm::otherwise("目标是 0，实际大于 0", zero()),
        ];
        let measured = vec![
            Arm::new(Cond::compare(&goal, Relation::Equal, zero()), "", Expr::cases("", none)),
            Arm::new(chosen(Column::Direction, AT_MOST, &DIRECTIONS), "", Expr::cases("", falling_arms)),
            Arm::otherwise("", rising),
        ];

        let given = |column| Cond::Given(Slot::Row(column));
        let qualitative = chosen(Column::Direction, QUALITATIVE, &DIRECTIONS);
        let mut arms = Vec::new();
        if !self.words.is_empty() {
            let labels: Vec<&str> = self.words.iter().map(|word| word.label.as_str()).collect();
            let words = self.words.iter().enumerate().map(|(index, word)| {
                let because = format!("评为“{}”，完成率按 {} 核定", word.label, word.worth);
                Arm::new(chosen(Column::Word, index as u8, &labels), because, self.fixed(word.worth))
            });
            let when = Cond::All(vec![qualitative.clone(), given(Column::Word)]);
            arms.push(Arm::new(when, "", Expr::cases("", words.collect())));
        }
        arms.push(Arm::new(Cond::All(vec![given(Column::Actual), given(Column::Goal)]), "", Expr::cases("", measured)));
        let claim = Expr::OnClaim(one().into());
        arms.push(Arm::new(chosen(Column::Reached, 0, &REACHED), "没有实际值，自评为达成，暂按自评", claim));
        arms.push(Arm::otherwise("", actual.over(goal)));
        Expr::cases("", arms)
    }

    fn by_rate(&self, rate: &Expr) -> Expr {
        let limit = |relation, at: Amount| Cond::compare(rate, relation, Expr::Const(at));
        let full = Amount::percent(Decimal::ONE);
        let floor = self.floor;
        let mut arms = vec![
            Arm::new(limit(Relation::Below, floor), format!("低于 {floor} 的及格线"), Expr::int(0)),
            Arm::new(limit(Relation::Below, full), format!("在 {floor} 与 {full} 之间，按完成率得分"), rate.clone()),
        ];
        match &self.over {
            Some(over) => {
                arms.push(Arm::new(limit(Relation::AtMost, over.above), format!("在 {full} 与 {} 之间", over.above), Expr::int(1)));
                arms.push(Arm::otherwise(format!("高于 {}，按 {} 得分", over.above, over.worth), Expr::Const(over.worth)));
            }
            None => arms.push(Arm::otherwise(format!("达到 {full}"), Expr::int(1))),
        }
        Expr::cases("", arms)
    }

    /// What a completion that is known beforehand earns.
    fn fixed(&self, completion: Amount) -> Expr {
        let worth = if completion.value < self.floor.value { Decimal::ZERO } else { completion.value };
        Expr::Const(Amount::percent(worth))
    }
}

impl Kind for Targets {
    fn lower(&self, full: Expr, asks: &mut Asks) -> Expr {
        let each = self.each(asks);
        let mean = |claims_only| {
            Expr::Mean(Box::new(Mean { line: asks.line, each: each.clone(), claims_only }))
        };
        let (all, claims) = (mean(false), mean(true));
        asks.targets = Some(self.words.iter().map(|word| word.label.clone()).collect());
        asks.claims = Some(full.clone().product(claims));
        let rate = asks.named(&format!("{}平均得分率", self.name), "%", all);
        full.product(rate)
    }

    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        if self.floor.value < Decimal::ZERO || self.floor.value > Decimal::ONE {
            checker.problem("targets-floor", "floor 应在 0% 与 100% 之间");
        }
        if self.over.as_ref().is_some_and(|over| over.above.value < Decimal::ONE) {
            checker.problem("targets-over", "over.above 不能低于 100%");
        }
    }
}
