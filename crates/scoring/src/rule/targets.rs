//! 绩效目标: the mean, or the sum, over the unit's own targets.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::measure::is_false;
use super::{Asks, Checked, Full, Interval, Kind, TargetRows};
use crate::check::Checker;
use crate::expr::{Arm, Column, Cond, Expr, Fold, Gather, Relation, Slot};
use crate::number::Amount;

/// # 用途 Purpose
/// 按每个绩效目标的完成率评分，目标由各单位自己填报。`by = "mean"` 取平均得分率乘以分值；
/// `by = "points"` 每个目标自带分值，各得各的分，相加。
/// # 写法 Shape
/// ```toml
/// rule.targets = { name = "产出目标", floor = "60%", over = { above = "150%", worth = "50%" } }
/// ```
/// # 边界 Boundaries
/// 完成率低于 `floor` 不得分（不写就没有及格线）；`floor` 至 100% 按完成率；100% 至 `over.above`（含）得满分；
/// 再高按 `over.worth`。`≤` 的目标：不超过目标即完成，超过的按 `less`：`share` 是 1 − 超出比例，`inverse` 是
/// 目标 ÷ 实际。`=` 的目标与 `≥` 相同；`exact = true` 时超出也算偏离，按 1 − 偏离比例。目标为 0 的：实际不高于
/// 0 得满分，否则不得分，不做除法。`定性` 目标按 `words` 的评级（`words_as = "score"` 时评级就是得分率，不过
/// 及格线）；或按 `judged` 的分档，由人在档内填分数。没有评级而有目标值和实际值的照数计，都没有的按
/// 自评是否达成，标为暂按自评。一个目标有几个数
/// 的，按最差的一个。没有目标不是 0 分，是缺。自带分值的目标，每个得分四舍五入到小数位后再相加，分值之和应等于
/// 本项分值。
/// # 分值转移 Transfer
/// 取平均的，按转移后的分值计算；自带分值的，不能转入。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Targets {
    /// What these targets are called: 产出目标.
    pub name: String,
    /// The least completion that scores 及格线.
    #[serde(default = "nothing")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub floor: Amount,
    /// What becomes of a completion far above the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
    /// How a `≤` target that was exceeded is scored.
    #[serde(default, skip_serializing_if = "Less::is_share")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub less: Less,
    /// Whether more than an `=` target is as wrong as less.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub exact: bool,
    /// Grade words of qualitative targets, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Word>,
    /// Whether a grade word stands for a completion or for a score.
    #[serde(default, skip_serializing_if = "WordsAs::is_completion")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub words_as: WordsAs,
    /// Bands of qualitative targets 定性三档, within which a person gives the points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub judged: Vec<Level>,
    /// Whether the targets share the points equally or bring their own.
    #[serde(default, skip_serializing_if = "By::is_mean")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub by: By,
    /// The second-level indicators that the targets stand under 二级指标.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub groups: Vec<String>,
}

fn nothing() -> Amount {
    Amount::percent(Decimal::ZERO)
}

/// How a `≤` target that was exceeded is scored.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Less {
    /// 1 − 超出部分 ÷ 目标.
    #[default]
    Share,
    /// 目标 ÷ 实际.
    Inverse,
}

impl Less {
    fn is_share(&self) -> bool {
        *self == Self::Share
    }
}

/// What a grade word stands for.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum WordsAs {
    /// 完成率, which the floor applies to.
    #[default]
    Completion,
    /// 得分率.
    Score,
}

impl WordsAs {
    fn is_completion(&self) -> bool {
        *self == Self::Completion
    }
}

/// How the targets of a list share its points.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum By {
    /// Equally: the mean of their rates.
    #[default]
    Mean,
    /// Each has points of its own, which the unit sets.
    Points,
}

impl By {
    fn is_mean(&self) -> bool {
        *self == Self::Mean
    }
}

/// A band of qualitative targets 定性分档: shares of a target's points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Level {
    /// 达成年度指标, 部分达成并具有一定效果 …
    pub label: String,
    /// The smallest share, itself included.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub from: Amount,
    /// The largest share, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub to: Option<Amount>,
    /// The share that it must stay below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub below: Option<Amount>,
}

/// What becomes of a completion far above the target 超额.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
const EQUAL: u8 = 2;
pub(crate) const QUALITATIVE: u8 = 3;

fn chosen(column: Column, option: u8, words: &[&str]) -> Cond {
    let label = words
        .get(usize::from(option))
        .copied()
        .unwrap_or_default()
        .to_owned();
    Cond::Chosen {
        slot: Slot::Row(column),
        option,
        label,
    }
}

impl Over {
    pub(super) fn words(&self) -> String {
        match self.worth.value.is_zero() {
            true => format!("高于 {}", self.above),
            false => format!("高于 {}，按 {} 得分", self.above, self.worth),
        }
    }

    /// What it earns out of `full`.
    pub(super) fn of(&self, full: &Full) -> Expr {
        match self.worth.value.is_zero() {
            true => Expr::int(0),
            false => full.expr.clone().product(Expr::Const(self.worth)),
        }
    }

    pub(super) fn check(&self, full_at: Amount, checker: &mut Checker<'_>) {
        if self.above.value < full_at.value {
            let message = format!("over 的 above 不能低于满分线 {full_at}");
            checker.under("above", |checker| checker.problem("over-above", message));
        }
        if self.worth.value < Decimal::ZERO || self.worth.value > Decimal::ONE {
            checker.under("worth", |checker| {
                checker.problem("over-worth", "over 的 worth 应在 0% 与 100% 之间")
            });
        }
    }
}

impl Level {
    /// The condition that the points given lie within, out of `points`.
    pub(super) fn holds(&self, given: &Expr, points: &Expr, places: u32) -> Cond {
        let end =
            |share: Amount| Expr::Round(points.clone().product(Expr::Const(share)).into(), places);
        let mut conds = vec![Cond::compare(given, Relation::AtLeast, end(self.from))];
        conds.extend(
            self.to
                .map(|to| Cond::compare(given, Relation::AtMost, end(to))),
        );
        conds.extend(
            self.below
                .map(|below| Cond::compare(given, Relation::Below, end(below))),
        );
        Cond::All(conds)
    }

    /// 60% 至不满 80%.
    pub(super) fn words(&self) -> String {
        match (self.to, self.below) {
            (Some(to), _) => format!("{} 至 {to}", self.from),
            (None, Some(below)) => format!("{} 至不满 {below}", self.from),
            (None, None) => format!("{} 以上", self.from),
        }
    }
}

impl Targets {
    /// What one figure is worth: its rate, 0 to 1, or its score where targets bring their own points.
    fn each(&self, asks: &mut Asks<'_>) -> Expr {
        let rate = self.rate(asks);
        if self.by == By::Mean {
            return rate;
        }
        let points = Expr::Input(Slot::Row(Column::Points));
        let given = Expr::Input(Slot::Row(Column::Score));
        let qualitative = chosen(Column::Direction, QUALITATIVE, &DIRECTIONS);
        let given_at = |column| Cond::Given(Slot::Row(column));
        let mut arms = Vec::new();
        if !self.judged.is_empty() {
            let labels: Vec<&str> = self
                .judged
                .iter()
                .map(|level| level.label.as_str())
                .collect();
            let levels = self.judged.iter().enumerate().map(|(index, level)| {
                let within = Arm::new(
                    level.holds(&given, &points, asks.places()),
                    "",
                    given.clone(),
                );
                let because = format!("{}（{}），由人评定", level.label, level.words());
                let gap = format!("得分不在“{}”（{}）一档里", level.label, level.words());
                Arm::new(
                    chosen(Column::Word, index as u8, &labels),
                    because,
                    Expr::cases(gap, vec![within]),
                )
            });
            let levels = levels.collect();
            let when = Cond::All(vec![qualitative, given_at(Column::Word)]);
            arms.push(Arm::new(when, "", Expr::cases("", levels)));
        }
        let figures = Cond::All(vec![given_at(Column::Actual), given_at(Column::Goal)]);
        arms.push(Arm::new(figures, "", points.product(rate)));
        let claim = Expr::OnClaim(given.into());
        arms.push(Arm::otherwise("没有可以计算的数，暂按自评", claim));
        Expr::Round(Expr::cases("", arms).into(), asks.places())
    }

    /// The rate of one figure, 0 to 1.
    fn rate(&self, asks: &mut Asks<'_>) -> Expr {
        let goal = Expr::Input(Slot::Row(Column::Goal));
        let actual = Expr::Input(Slot::Row(Column::Actual));
        let one = || Expr::Const(Amount::percent(Decimal::ONE));
        let zero = || Expr::int(0);
        let whole = || Expr::Const(Amount::percent(Decimal::ONE));

        let rate = asks.named("完成率", "%", actual.clone().over(goal.clone()));
        let rising = self.by_rate(&rate);

        let exceeded = actual.clone().less(goal.clone()).over(goal.clone());
        let excess = match self.less {
            Less::Share => whole().less(exceeded.clone()),
            Less::Inverse => goal.clone().over(actual.clone()),
        };
        let falling = asks.named("完成率", "%", excess);
        // Where no rate is worked out, the figures are told by themselves.
        let told = asks.named("实际完成值", "", actual.clone());
        let limit = asks.named("目标值", "", goal.clone());
        let falling_arms = vec![
            Arm::new(
                Cond::compare(&told, Relation::AtMost, limit),
                "没有超过目标",
                one(),
            ),
            Arm::otherwise("超过目标", self.by_rate(&falling)),
        ];
        let none = vec![
            Arm::new(
                Cond::compare(&told, Relation::AtMost, zero()),
                "目标是 0",
                one(),
            ),
            Arm::otherwise("目标是 0", zero()),
        ];
        let mut measured = vec![
            Arm::new(
                Cond::compare(&goal, Relation::Equal, zero()),
                "",
                Expr::cases("", none),
            ),
            Arm::new(
                chosen(Column::Direction, AT_MOST, &DIRECTIONS),
                "",
                Expr::cases("", falling_arms),
            ),
        ];
        if self.exact {
            let beyond = asks.named("完成率", "%", whole().less(exceeded));
            measured.push(Arm::new(
                Cond::All(vec![
                    chosen(Column::Direction, EQUAL, &DIRECTIONS),
                    Cond::compare(&actual, Relation::Above, goal.clone()),
                ]),
                "应等于目标，超出也是偏离",
                self.by_rate(&beyond),
            ));
        }
        measured.push(Arm::otherwise("", rising));

        let given = |column| Cond::Given(Slot::Row(column));
        let qualitative = chosen(Column::Direction, QUALITATIVE, &DIRECTIONS);
        let mut arms = Vec::new();
        if !self.words.is_empty() {
            let labels: Vec<&str> = self.words.iter().map(|word| word.label.as_str()).collect();
            let words = self.words.iter().enumerate().map(|(index, word)| {
                let (because, worth) = self.word(word);
                Arm::new(
                    chosen(Column::Word, index as u8, &labels),
                    because,
                    Expr::Const(worth),
                )
            });
            let when = Cond::All(vec![qualitative.clone(), given(Column::Word)]);
            arms.push(Arm::new(when, "", Expr::cases("", words.collect())));
        }
        arms.push(Arm::new(
            Cond::All(vec![given(Column::Actual), given(Column::Goal)]),
            "",
            Expr::cases("", measured),
        ));
        let claim = Expr::OnClaim(one().into());
        arms.push(Arm::new(
            chosen(Column::Reached, 0, &REACHED),
            "没有可以计算的数，自评为达成，暂按自评",
            claim,
        ));
        arms.push(Arm::otherwise("", actual.over(goal)));
        Expr::cases("", arms)
    }

    fn by_rate(&self, rate: &Expr) -> Expr {
        let limit = |relation, at: Amount| Cond::compare(rate, relation, Expr::Const(at));
        let full = Amount::percent(Decimal::ONE);
        let floor = self.floor;
        let mut arms = Vec::new();
        if floor.value.is_zero() {
            // Without a floor there still is nothing below nothing.
            arms.push(Arm::new(limit(Relation::AtMost, floor), "", Expr::int(0)));
            arms.push(Arm::new(
                limit(Relation::Below, full),
                "按完成率得分",
                rate.clone(),
            ));
        } else {
            arms.push(Arm::new(
                limit(Relation::Below, floor),
                format!("低于 {floor} 的及格线"),
                Expr::int(0),
            ));
            arms.push(Arm::new(
                limit(Relation::Below, full),
                format!("在 {floor} 与 {full} 之间，按完成率得分"),
                rate.clone(),
            ));
        }
        match &self.over {
            Some(over) => {
                arms.push(Arm::new(
                    limit(Relation::AtMost, over.above),
                    format!("在 {full} 与 {} 之间", over.above),
                    Expr::Const(full),
                ));
                arms.push(Arm::otherwise(over.words(), Expr::Const(over.worth)));
            }
            None => arms.push(Arm::otherwise(format!("达到 {full}"), Expr::Const(full))),
        }
        Expr::cases("", arms)
    }

    /// What a grade word says, and the rate that it earns.
    fn word(&self, word: &Word) -> (String, Amount) {
        match self.words_as {
            WordsAs::Score => (
                format!("评为“{}”，按 {} 得分", word.label, word.worth),
                word.worth,
            ),
            WordsAs::Completion => {
                let failed = word.worth.value < self.floor.value;
                let worth = if failed {
                    nothing()
                } else {
                    Amount::percent(word.worth.value)
                };
                let below = if failed {
                    format!("，低于 {} 的及格线", self.floor)
                } else {
                    String::new()
                };
                (
                    format!("评为“{}”，完成率按 {} 核定{below}", word.label, word.worth),
                    worth,
                )
            }
        }
    }
}

impl Kind for Targets {
    fn lower(&self, full: &Full, asks: &mut Asks<'_>) -> Expr {
        let each = self.each(asks);
        let gather = match self.by {
            By::Mean => Gather::Mean,
            By::Points => Gather::Sum,
        };
        let all = Expr::Fold(Box::new(Fold {
            line: asks.line,
            each,
            gather,
            claims_only: false,
        }));
        let words = self.words.iter().map(|word| &word.label);
        asks.score_targets(TargetRows {
            words: words
                .chain(self.judged.iter().map(|level| &level.label))
                .cloned()
                .collect(),
            points: self.by == By::Points,
            groups: self.groups.clone(),
        });
        match self.by {
            By::Mean => {
                let rate = asks.named(&format!("{}平均得分率", self.name), "%", all);
                full.expr.clone().product(rate)
            }
            By::Points => {
                let sum = asks.named(&format!("{}得分合计", self.name), "分", all);
                Expr::cases(
                    "各目标得分之和超过了分值，请核对各目标的分值",
                    vec![Arm::new(
                        Cond::compare(&sum, Relation::AtMost, full.expr.clone()),
                        "",
                        sum,
                    )],
                )
            }
        }
    }
}

impl Checked for Targets {
    fn check(&self, _points: Decimal, checker: &mut Checker<'_>) {
        if self.floor.value < Decimal::ZERO || self.floor.value > Decimal::ONE {
            checker.under("floor", |checker| {
                checker.problem("targets-floor", "floor 应在 0% 与 100% 之间")
            });
        }
        if let Some(over) = &self.over {
            checker.under("over", |checker| {
                over.check(Amount::percent(Decimal::ONE), checker)
            });
        }
        let share = |amount: Amount| amount.value < Decimal::ZERO || amount.value > Decimal::ONE;
        for (index, word) in self
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| share(word.worth))
        {
            checker.under(format!("words/{index}/worth"), |checker| {
                checker.problem(
                    "targets-words",
                    format!("评级“{}”的 worth 应在 0% 与 100% 之间", word.label),
                );
            });
        }
        if !self.words.is_empty() && self.by == By::Points {
            let message = "words 不能与 by = \"points\" 同用，自带分值的定性目标请写 judged";
            checker.under("words", |checker| checker.problem("targets-words", message));
        }
        if !self.judged.is_empty() && (self.by == By::Mean || !self.words.is_empty()) {
            let message = "judged 只能与 by = \"points\" 同用，不能与 words 同用";
            checker.under("judged", |checker| {
                checker.problem("targets-judged", message)
            });
        }
        let levels: Vec<_> = self
            .judged
            .iter()
            .map(|level| {
                Interval::of([
                    (Relation::AtLeast, Some(level.from)),
                    (Relation::AtMost, level.to),
                    (Relation::Below, level.below),
                ])
            })
            .collect();
        if !levels.is_empty() {
            let all = (Some(Decimal::ZERO), Some(Decimal::ONE));
            checker.under("judged", |checker| checker.intervals(&levels, all));
        }
    }
}
