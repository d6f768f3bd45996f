//! A stretch of values 区间, with ends that say whether they are within.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::expr::{Cond, Expr, Relation};
use crate::number::{Amount, plain};
use crate::rule::Measure;

/// A stretch of values: `at_least`, `at_most` and `equal` include the end, `above` and `below` do not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// Every end with its relation: as many as can be written, though no more than two make sense.
    ends: [Option<(Relation, Amount)>; ENDS],
}

/// How many ends can be written: `at_least`, `above`, `equal`, `at_most`, `below`.
const ENDS: usize = 5;

/// The lower end of an interval: the value, and whether it is left out. `None` is no end.
type End = Option<(Decimal, bool)>;

impl Interval {
    pub(crate) fn of(ends: impl IntoIterator<Item = (Relation, Option<Amount>)>) -> Self {
        let mut given = ends
            .into_iter()
            .filter_map(|(relation, end)| Some((relation, end?)));
        Self {
            ends: std::array::from_fn(|_| given.next()),
        }
    }

    /// Whether it has an end, and on each side at most one.
    pub(crate) fn is_sound(&self) -> bool {
        use Relation::{Above, AtLeast, AtMost, Below, Equal};
        let lower = |relation| matches!(relation, AtLeast | Above | Equal);
        let upper = |relation| matches!(relation, AtMost | Below | Equal);
        let count =
            |side: &dyn Fn(Relation) -> bool| self.ends().filter(|(end, _)| side(*end)).count();
        let (lower, upper) = (count(&lower), count(&upper));
        lower + upper > 0 && lower <= 1 && upper <= 1
    }

    pub(crate) fn ends(&self) -> impl Iterator<Item = (Relation, Amount)> {
        self.ends.into_iter().flatten()
    }

    /// The condition that a value lies within.
    pub(crate) fn holds(&self, value: &Expr) -> Cond {
        let mut conds: Vec<_> = self
            .ends()
            .map(|(relation, end)| Cond::compare(value, relation, Expr::Const(end)))
            .collect();
        match conds.len() {
            1 => conds.remove(0),
            _ => Cond::All(conds),
        }
    }

    /// 不低于 90%、低于 100%.
    pub(crate) fn words(&self, measure: &Measure) -> String {
        let words = self
            .ends()
            .map(|(relation, end)| format!("{} {}", relation.word(), measure.limit(end)));
        let words: Vec<_> = words.collect();
        words.join("、")
    }

    fn lower(&self) -> End {
        self.ends().find_map(|(relation, end)| match relation {
            Relation::AtLeast | Relation::Equal => Some((end.value, false)),
            Relation::Above => Some((end.value, true)),
            Relation::AtMost | Relation::Below => None,
        })
    }

    fn upper(&self) -> End {
        self.ends().find_map(|(relation, end)| match relation {
            Relation::AtMost | Relation::Equal => Some((end.value, false)),
            Relation::Below => Some((end.value, true)),
            Relation::AtLeast | Relation::Above => None,
        })
    }

    /// What between `least` and `most` no interval covers, and what two of them cover, in words.
    pub(crate) fn faults(
        all: &[Self],
        (least, most): (Option<Decimal>, Option<Decimal>),
    ) -> (Vec<String>, Vec<String>) {
        let percent = all.iter().flat_map(Self::ends).any(|(_, end)| end.percent);
        let said = |value: Decimal| match percent {
            true => Amount::percent(value).to_string(),
            false => plain(value),
        };
        let mut sorted = all.to_vec();
        sorted.sort_by(|one, other| by_lower(one.lower(), other.lower()));
        let (mut gaps, mut overlaps) = (Vec::new(), Vec::new());
        // Up to where values are covered, and whether that value still is not.
        let mut reached: End = least.map(|least| (least, true));
        let mut open = least.is_none();
        for (index, interval) in sorted.iter().enumerate() {
            match (interval.lower(), reached) {
                (Some((from, left_out)), None) if index == 0 && open => {
                    gaps.push(format!(
                        "{} {} 的值",
                        if left_out { "不高于" } else { "低于" },
                        said(from)
                    ));
                }
                (Some((from, left_out)), Some((to, missing))) => {
                    let touching = from == to;
                    if from > to || touching && left_out && missing {
                        gaps.push(between(to, missing, from, left_out, &said));
                    } else if index > 0 && (from < to || touching && !left_out && !missing) {
                        overlaps.push(format!("{} 处", said(from)));
                    }
                }
                (None, _) if index > 0 => overlaps.push("没有下限的两段".to_owned()),
                _ => {}
            }
            open = false;
            reached = match (interval.upper(), reached) {
                (None, _) => {
                    if index + 1 < sorted.len() {
                        overlaps.push("没有上限的一段".to_owned());
                    }
                    return (gaps, overlaps);
                }
                (Some((to, left_out)), Some((so_far, missing))) => Some(match to.cmp(&so_far) {
                    Ordering::Less => (so_far, missing),
                    Ordering::Equal => (to, left_out && missing),
                    Ordering::Greater => (to, left_out),
                }),
                (Some((to, left_out)), None) => Some((to, left_out)),
            };
        }
        match (reached, most) {
            (Some((to, missing)), Some(most)) if to < most || to == most && missing => {
                gaps.push(between(to, missing, most, false, &said));
            }
            (Some((to, missing)), None) => {
                gaps.push(format!(
                    "{} {} 的值",
                    if missing { "不低于" } else { "高于" },
                    said(to)
                ));
            }
            _ => {}
        }
        (gaps, overlaps)
    }
}

fn by_lower(one: End, other: End) -> Ordering {
    match (one, other) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(one), Some(other)) => one.cmp(&other),
    }
}

fn between(
    from: Decimal,
    with_from: bool,
    to: Decimal,
    with_to: bool,
    said: &dyn Fn(Decimal) -> String,
) -> String {
    if from == to {
        return format!("正好 {} 的值", said(from));
    }
    let end = |with| if with { "（含）" } else { " " };
    format!(
        "{}{}与 {}{}之间的值",
        said(from),
        end(with_from),
        said(to),
        end(with_to)
    )
}

/// An interval written out in a rubric file, for use in other structs.
macro_rules! interval {
    ($item:expr) => {
        $crate::rule::Interval::of([
            ($crate::expr::Relation::AtLeast, $item.at_least),
            ($crate::expr::Relation::Above, $item.above),
            ($crate::expr::Relation::Equal, $item.equal),
            ($crate::expr::Relation::AtMost, $item.at_most),
            ($crate::expr::Relation::Below, $item.below),
        ])
    };
}
pub(crate) use interval;
