//! Rule kinds 评分规则: one file and one line of the register each.
//!
//! A kind is its struct (the shape in the rubric file), what can be wrong with it
//! (`Kind::check`), and how it lowers to an expression (`Kind::lower`), asking its questions as
//! it goes. Nobody outside this folder matches on a kind.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::check::Checker;
use crate::expr::{Expr, Named, Slot};

/// Declares each kind's module, its variant in [`Rule`], and the way to its behaviour.
macro_rules! register {
    ($($(#[$doc:meta])* $file:ident::$kind:ident,)*) => {
        $(pub mod $file;)*

        /// How an indicator is scored 评分规则. In a rubric file: `rule.<kind> = { … }`.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
        pub enum Rule {
            $($(#[$doc])* $kind($file::$kind),)*
        }

        impl Rule {
            pub(crate) fn kind(&self) -> &dyn Kind {
                match self {
                    $(Self::$kind(kind) => kind,)*
                }
            }
        }
    };
}

register! {
    /// 分段: fixed points by bands of a value.
    bands::Bands,
    /// 是否、选项: a share of the points by the answer chosen.
    choice::Choice,
    /// 比较: one value against another.
    compare::Compare,
    /// 扣分: points off for each case found, down to nothing.
    deduction::Deduction,
    /// 比例: points in proportion to a value.
    ratio::Ratio,
    /// 绩效目标平均: the mean over the unit's own targets.
    targets::Targets,
    /// 多门槛: points by how many thresholds are met.
    thresholds::Thresholds,
    /// 加权: parts with a share of the points each.
    weighted::Weighted,
}

/// The behaviour of a rule kind.
pub(crate) trait Kind {
    /// The score as an expression, out of `full` points.
    fn lower(&self, full: Expr, asks: &mut Asks) -> Expr;

    /// Reports what is wrong with the rule for an indicator of `points`.
    fn check(&self, points: Decimal, checker: &mut Checker<'_>);
}

/// A number that a rule asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Ask {
    /// Stable name within the indicator.
    pub id: String,
    /// The label at the field.
    pub label: String,
    /// 计量单位: `万元`, `项`, `%` …
    pub unit: String,
}

/// The quantity that a rule looks at 指标量.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Measure {
    /// A number as given.
    Value(Ask),
    /// One number out of another, as a rate.
    Quotient(Quotient),
    /// The mean of several numbers.
    Mean(MeanOf),
}

/// A rate 比率: `of` ÷ `by`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Quotient {
    /// The document's name for it: 合同签订及时率.
    pub name: String,
    /// 分子.
    pub of: Ask,
    /// 分母.
    pub by: Ask,
    /// Whether `of` is a part of `by`, and so can be no larger.
    #[serde(default)]
    pub share: bool,
}

/// The mean of several numbers 平均数.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct MeanOf {
    /// The document's name for it: 平均支出进度.
    pub name: String,
    /// What is averaged.
    pub of: Vec<Ask>,
}

impl Measure {
    /// What the document calls it.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Value(ask) => &ask.label,
            Self::Quotient(rate) => &rate.name,
            Self::Mean(mean) => &mean.name,
        }
    }

    pub(crate) fn lower(&self, asks: &mut Asks) -> Expr {
        match self {
            Self::Value(ask) => {
                let input = asks.number(ask, false);
                asks.named(&ask.label, &ask.unit, input)
            }
            Self::Quotient(rate) => {
                let of = asks.number(&rate.of, false);
                let by = asks.number(&rate.by, false);
                if rate.share {
                    asks.part_of(&of, &by);
                }
                asks.named(&rate.name, "%", of.over(by))
            }
            Self::Mean(mean) => {
                let inputs: Vec<_> = mean.of.iter().map(|ask| asks.number(ask, false)).collect();
                let count = Expr::int(inputs.len() as i64);
                let unit = mean.of.first().map_or("", |ask| &ask.unit);
                asks.named(&mean.name, unit, Expr::Sum(inputs).over(count))
            }
        }
    }
}

/// What a field accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// A number in the question's unit, not negative.
    Number,
    /// A whole number, not negative.
    Count,
    /// One of these words.
    Choice(Vec<String>),
}

/// One question of an indicator: what the page asks, the workbook lists and the sentence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Stable name within the indicator; the key in [`crate::form::Answer::inputs`].
    pub id: String,
    /// The label at the field.
    pub label: String,
    /// 计量单位; empty for a choice.
    pub unit: String,
    /// What the field accepts.
    pub accepts: Accepts,
    /// The question whose number this one cannot exceed, by its index.
    pub at_most: Option<usize>,
    /// The most points that can be given here, for points that a person judges.
    pub limit: Option<Decimal>,
    /// Asked only when this question has this answer; it is not missing otherwise.
    pub only_if: Option<(usize, String)>,
}

/// Collects the questions of one indicator while its rule is lowered.
pub(crate) struct Asks {
    first: usize,
    pub line: usize,
    pub questions: Vec<Question>,
    /// The grade words of the unit's own targets, where the rule scores targets.
    pub targets: Option<Vec<String>>,
    /// How many points rest on claimed targets alone, where the rule scores targets.
    pub claims: Option<Expr>,
    memos: usize,
}

impl Asks {
    pub fn new(first: usize, line: usize) -> Self {
        Self {
            first,
            line,
            questions: Vec::new(),
            targets: None,
            claims: None,
            memos: 0,
        }
    }

    pub fn number(&mut self, ask: &Ask, whole: bool) -> Expr {
        let accepts = if whole {
            Accepts::Count
        } else {
            Accepts::Number
        };
        Expr::Input(self.ask(&ask.id, &ask.label, &ask.unit, accepts))
    }

    /// A question is asked once, however often the rule reads it.
    pub fn ask(&mut self, id: &str, label: &str, unit: &str, accepts: Accepts) -> Slot {
        let known = self.questions.iter().position(|question| question.id == id);
        let index = known.unwrap_or_else(|| {
            self.questions.push(Question {
                id: id.to_owned(),
                label: label.to_owned(),
                unit: unit.to_owned(),
                accepts,
                at_most: None,
                limit: None,
                only_if: None,
            });
            self.questions.len() - 1
        });
        Slot::Line((self.first + index) as u16)
    }

    pub fn named(&mut self, name: &str, unit: &str, expr: Expr) -> Expr {
        let memo = self.memos;
        self.memos += 1;
        Expr::Named(Box::new(Named {
            name: name.to_owned(),
            unit: unit.to_owned(),
            expr,
            memo,
        }))
    }

    /// The question behind a slot.
    pub fn question(&mut self, slot: Slot) -> Option<(usize, &mut Question)> {
        let Slot::Line(index) = slot else { return None };
        let index = usize::from(index) - self.first;
        self.questions
            .get_mut(index)
            .map(|question| (index, question))
    }

    pub fn part_of(&mut self, part: &Expr, whole: &Expr) {
        if let (Expr::Input(part), Expr::Input(whole)) = (part, whole)
            && let Some((index, _)) = self.question(*whole)
            && let Some((_, question)) = self.question(*part)
        {
            question.at_most = Some(index);
        }
    }
}
