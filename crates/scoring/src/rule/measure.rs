//! What a rule looks at 指标量: a number as given, or one made of several.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Asks;
use crate::expr::{Arm, Cond, Expr, Relation};
use crate::number::Amount;

/// A number, or a day, that a rule asks for.
///
/// # 用途 Purpose
/// 向填报单位要的一个数，或一个日期。
/// # 写法 Shape
/// ```toml
/// { id = "rate", label = "及时率", unit = "%" }
/// ```
/// # 边界 Boundaries
/// `id` 在一项指标里不重复；同一个 `id` 用在几处，就只问一次。`unit = "日期"` 问日期。`profile` 写表头字段的 `id`，
/// 就读表头里填的数，不再问，两处的 `unit` 要一样。可以是负数的（增长率）写 `signed = true`，否则负数读不出。
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ask {
    /// Stable name within the indicator.
    pub id: String,
    /// The label at the field.
    pub label: String,
    /// 计量单位: `万元`, `项`, `%` …; `日期` asks a day.
    pub unit: String,
    /// The header field that holds the number, where the form asks for it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub profile: Option<String>,
    /// Whether the number may be negative: 增长率.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub signed: bool,
}

/// The unit of an [`Ask`] that asks a day.
pub(crate) const DATE: &str = "日期";

pub(crate) fn is_false(flag: &bool) -> bool {
    !flag
}

/// The quantity that a rule looks at 指标量.
///
/// # 用途 Purpose
/// 规则看的数：直接填的，或由几个填的数算出来的。写在 `measure`（比较规则是 `left`、`right`）里，六种选一种。
/// # 写法 Shape
/// ```toml
/// measure.value = { id = "rate", label = "及时率", unit = "%" }
/// ```
/// # 边界 Boundaries
/// 要的数没有填、除数是 0 的，算不出来，不当作 0 分。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Measure {
    /// 直接填的数: a number as given.
    Value(Ask),
    /// 比率: one number out of another.
    Quotient(Quotient),
    /// 平均数: the mean of several numbers.
    Mean(MeanOf),
    /// 变动率: how far a number moved from another, (`of` − `from`) ÷ `from`.
    Change(Change),
    /// 差异率: how far a number is from another, |`of` − `from`| ÷ `from`.
    Deviation(Change),
    /// 天数: days from one date to another; negative where `to` comes first.
    Days(Days),
}

/// A rate 比率: `of` ÷ `by`, or `of` ÷ (`by` + all of `plus`).
///
/// # 用途 Purpose
/// 比率 = `of` ÷ `by`；有 `plus` 的，除数是 `by` 与 `plus` 各数之和。`name` 是文件里的叫法。
/// # 写法 Shape
/// ```toml
/// measure.quotient.name = "结转结余率"
/// measure.quotient.of = { id = "left", label = "年末结转结余", unit = "万元" }
/// measure.quotient.by = { id = "carried", label = "年初结转结余", unit = "万元" }
/// measure.quotient.plus = [{ id = "income", label = "本年收入", unit = "万元" }]
/// measure.quotient.share = true
/// ```
/// # 边界 Boundaries
/// `share = true`：`of` 是除数的一部分，填得比除数大时指出，比率不超过 100%。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quotient {
    /// The document's name for it: 合同签订及时率.
    pub name: String,
    /// 分子.
    pub of: Ask,
    /// 分母.
    pub by: Ask,
    /// What is added to `by` to make the divisor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub plus: Vec<Ask>,
    /// Whether `of` is a part of the divisor, and so can be no larger.
    #[serde(default)]
    pub share: bool,
}

/// The mean of several numbers 平均数.
///
/// # 用途 Purpose
/// 几个数的平均。
/// # 写法 Shape
/// ```toml
/// measure.mean.name = "平均支出进度"
/// measure.mean.of = [
///   { id = "first", label = "第一季度支出进度", unit = "%" },
///   { id = "second", label = "第二季度支出进度", unit = "%" },
/// ]
/// ```
/// # 边界 Boundaries
/// 有一个没有填就算不出来。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeanOf {
    /// The document's name for it: 平均支出进度.
    pub name: String,
    /// What is averaged.
    pub of: Vec<Ask>,
}

/// A number against an earlier or planned one.
///
/// # 用途 Purpose
/// `change` 变动率 = (`of` − `from`) ÷ `from`，可以是负数；`deviation` 差异率 = |`of` − `from`| ÷ `from`，不为负。
/// # 写法 Shape
/// ```toml
/// measure.change.name = "存量资金变动率"
/// measure.change.of = { id = "this", label = "本年末存量资金", unit = "万元" }
/// measure.change.from = { id = "last", label = "上年末存量资金", unit = "万元" }
/// ```
/// # 边界 Boundaries
/// `from` 是 0 时算不出来；文件另有规定的，用特例（`exception`）写在前面。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The document's name for it: 预决算差异率.
    pub name: String,
    /// The number: 决算数, 本年数.
    pub of: Ask,
    /// What it is held against: 预算数, 上年数.
    pub from: Ask,
}

/// Days between two dates 天数. Working days need a calendar, and are asked as a value.
///
/// # 用途 Purpose
/// 从 `from` 到 `to` 的天数，早于 `from` 的是负数：超过报送期限几天。两个的 `unit` 都是 `日期`。
/// # 写法 Shape
/// ```toml
/// measure.days.name = "晚于规定时间的天数"
/// measure.days.from = { id = "due", label = "规定的报送日期", unit = "日期" }
/// measure.days.to = { id = "sent", label = "实际报送日期", unit = "日期" }
/// ```
/// # 边界 Boundaries
/// 同一天是 0 天。工作日不会算，请填报单位数好，用 `value` 填。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Days {
    /// What the days are: 超过报送期限.
    pub name: String,
    /// The earlier day: 期限.
    pub from: Ask,
    /// The later day: 实际报送日期.
    pub to: Ask,
}

/// A whole number of cases, which the sentence says with its unit: 发现问题 3 项.
pub(super) fn counted(id: &str, label: &str, unit: &str, asks: &mut Asks<'_>) -> Expr {
    let ask = Ask {
        id: id.to_owned(),
        label: label.to_owned(),
        unit: unit.to_owned(),
        profile: None,
        signed: false,
    };
    let input = asks.number(&ask, true);
    asks.named(label, unit, input)
}

impl Measure {
    /// What the document calls it.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Value(ask) => &ask.label,
            Self::Quotient(rate) => &rate.name,
            Self::Mean(mean) => &mean.name,
            Self::Change(change) | Self::Deviation(change) => &change.name,
            Self::Days(days) => &days.name,
        }
    }

    /// A limit as the sentence says it, in the unit of what is measured: 95%, 5 天.
    pub(crate) fn limit(&self, limit: Amount) -> String {
        let unit = match self {
            Self::Value(ask) => ask.unit.as_str(),
            Self::Mean(mean) => mean.of.first().map_or("", |ask| &ask.unit),
            Self::Days(_) => "天",
            Self::Quotient(_) | Self::Change(_) | Self::Deviation(_) => "%",
        };
        match limit.percent || unit.is_empty() || unit == "%" {
            true => limit.words(),
            false => format!("{} {unit}", limit.words()),
        }
    }

    /// The same before a Chinese word: a space follows a number, none follows a Chinese unit.
    pub(crate) fn limit_then(&self, limit: Amount) -> String {
        let mut said = self.limit(limit);
        if said.ends_with(|last: char| last == '%' || last.is_ascii_alphanumeric()) {
            said.push(' ');
        }
        said
    }

    /// The least and the most that it can be; `None` where there is no end.
    pub(crate) fn domain(&self) -> (Option<Decimal>, Option<Decimal>) {
        let least = match self {
            Self::Change(_) | Self::Days(_) => None,
            Self::Value(ask) if ask.signed => None,
            Self::Mean(mean) if mean.of.iter().any(|ask| ask.signed) => None,
            _ => Some(Decimal::ZERO),
        };
        let most = match self {
            Self::Quotient(rate) if rate.share => Some(Decimal::ONE),
            _ => None,
        };
        (least, most)
    }

    pub(crate) fn lower(&self, asks: &mut Asks<'_>) -> Expr {
        match self {
            Self::Value(ask) => {
                let input = asks.number(ask, false);
                asks.named(&ask.label, &ask.unit, input)
            }
            Self::Quotient(rate) => {
                let of = asks.number(&rate.of, false);
                let by = asks.number(&rate.by, false);
                let mut whole = vec![by];
                whole.extend(rate.plus.iter().map(|ask| asks.number(ask, false)));
                if rate.share {
                    asks.part_of(&of, &whole);
                }
                let by = match whole.len() {
                    1 => whole.remove(0),
                    _ => Expr::Sum(whole),
                };
                asks.named(&rate.name, "%", of.over(by))
            }
            Self::Mean(mean) => {
                let inputs: Vec<_> = mean.of.iter().map(|ask| asks.number(ask, false)).collect();
                let count = Expr::int(inputs.len() as i64);
                let unit = mean.of.first().map_or("", |ask| &ask.unit);
                asks.named(&mean.name, unit, Expr::Sum(inputs).over(count))
            }
            Self::Change(change) => {
                let (of, from) = (
                    asks.number(&change.of, false),
                    asks.number(&change.from, false),
                );
                asks.named(&change.name, "%", of.less(from.clone()).over(from))
            }
            Self::Deviation(change) => {
                let (of, from) = (
                    asks.number(&change.of, false),
                    asks.number(&change.from, false),
                );
                let gap = Expr::cases(
                    "",
                    vec![
                        Arm::new(
                            Cond::compare(&of, Relation::AtLeast, from.clone()),
                            "",
                            of.clone().less(from.clone()),
                        ),
                        Arm::otherwise("", from.clone().less(of)),
                    ],
                );
                asks.named(&change.name, "%", gap.over(from))
            }
            Self::Days(days) => {
                let (from, to) = (asks.number(&days.from, false), asks.number(&days.to, false));
                asks.named(&days.name, "天", to.less(from))
            }
        }
    }
}
