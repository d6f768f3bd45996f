//! From a rubric to expressions: each row once, with the questions that it asks.

use rust_decimal::Decimal;

use crate::expr::bindings::Row;
use crate::expr::{Arm, Column, Cond, Expr, Fold, Gather, Slot};
use crate::number::{Amount, plain};
use crate::rubric::{Indicator, Rubric};
use crate::rule::weighted::divided;
use crate::rule::{Asks, Full, Gift, Question, TargetRows};

/// One scored row, ready to be asked and evaluated.
#[derive(Clone, Debug)]
pub struct LineRule {
    /// The indicator's id.
    pub id: String,
    /// 分值 as printed (分).
    pub points: Decimal,
    /// What to ask, in order.
    pub questions: Vec<Question>,
    /// Where the row scores the unit's own targets: what they are asked.
    pub targets: Option<TargetRows>,
    /// Whether the row is 加减分, outside the points of the form.
    pub adjusts: bool,
    /// The least and the most that the row can be given before transfers (分).
    pub(crate) range: (Decimal, Decimal),
    /// The index of its first question among all of the form's.
    pub(crate) first: usize,
    pub(crate) expr: Expr,
    /// What the row is scored out of, where transfers change it.
    pub(crate) full: Option<Expr>,
    pub(crate) claims: Option<Expr>,
    /// Points that can leave the row.
    pub(crate) gifts: Vec<Gift>,
    /// An id that two different questions have.
    pub(crate) collides: Option<String>,
    /// Whether the rule scores targets in two places.
    pub(crate) lists_twice: bool,
    /// Whether an answer here can change another row.
    pub(crate) reaches_out: bool,
}

impl LineRule {
    /// The slot of the nth question.
    pub fn slot(&self, question: usize) -> Slot {
        Slot::Line((self.first + question) as u16)
    }

    /// Whether each of the unit's own targets under the row brings its points.
    pub fn own_points(&self) -> bool {
        self.targets.as_ref().is_some_and(|asked| asked.points)
    }

    /// Whether a header field answers one of its questions.
    pub(crate) fn reads(&self, field: &str) -> bool {
        let mut profiles = self.questions.iter().map(|question| &question.profile);
        profiles.any(|profile| profile.as_deref() == Some(field))
    }

    /// The targets of the unit's own that the row scores.
    pub(crate) fn fold(&self) -> Option<&Fold> {
        fn find(expr: &Expr) -> Option<&Fold> {
            match expr {
                Expr::Fold(fold) => Some(fold),
                Expr::Product(all) | Expr::Sum(all) => all.iter().find_map(find),
                Expr::Less(left, right) | Expr::Quotient(left, right) => {
                    find(left).or_else(|| find(right))
                }
                Expr::Named(named) => find(&named.expr),
                Expr::Cases(cases) => cases.arms.iter().find_map(|arm| find(&arm.then)),
                Expr::OnClaim(inner) | Expr::Round(inner, _) | Expr::Whole(inner, _) => find(inner),
                Expr::Const(_) | Expr::Input(_) => None,
            }
        }
        find(&self.expr)
    }
}

impl Fold {
    /// The points that a target brings, where targets bring their own.
    pub(crate) fn points(&self, rows: &[Row]) -> Option<Decimal> {
        match self.gather {
            Gather::Mean => None,
            Gather::Sum => rows.first()?[Column::Points as usize].value(),
        }
    }
}

/// Points on their way from one row to another 分值转移.
struct Move<'a> {
    tick: Cond,
    points: &'a Expr,
    giver: &'a str,
    to: &'a str,
}

/// Lowers every row. Which points can move is known once all rows are lowered; where some can, they
/// are lowered again with what they may receive.
pub(crate) fn lower(rubric: &Rubric) -> Vec<LineRule> {
    let lines = rows(rubric, &[]);
    let names = rubric.indicators().map(|indicator| &indicator.name);
    let moves: Vec<_> = lines
        .iter()
        .zip(names)
        .flat_map(|(line, giver)| {
            line.gifts.iter().flat_map(move |gift| {
                gift.to.iter().map(move |to| Move {
                    tick: Cond::Ticked(gift.slot),
                    points: &gift.points,
                    giver,
                    to,
                })
            })
        })
        .collect();
    if moves.is_empty() {
        lines
    } else {
        rows(rubric, &moves)
    }
}

fn rows(rubric: &Rubric, moves: &[Move<'_>]) -> Vec<LineRule> {
    let mut lines: Vec<LineRule> = Vec::new();
    let mut first = 0;
    for group in rubric.sections.iter().flat_map(|section| &section.groups) {
        let mut void = None;
        for (index, indicator) in group.indicators.iter().enumerate() {
            let mut asks = Asks::new(rubric, first, lines.len());
            // The first row of a group asks for the whole group.
            if let Some(asked) = group.void.as_ref().filter(|_| index == 0) {
                void = Some((
                    asks.yes_or_no(&asked.id, &asked.label),
                    asked.label.as_str(),
                ));
            }
            let mut line = row(indicator, void, moves, asks);
            line.reaches_out = !line.gifts.is_empty() || index == 0 && group.void.is_some();
            first += line.questions.len();
            lines.push(line);
        }
    }
    lines
}

fn row(
    indicator: &Indicator,
    void: Option<(Slot, &str)>,
    moves: &[Move<'_>],
    mut asks: Asks<'_>,
) -> LineRule {
    let rule = indicator.rule.kind();
    let first = asks.first();
    let unless = indicator
        .unless
        .as_ref()
        .map(|unless| (unless, asks.yes_or_no(&unless.id, &unless.label)));
    let gate = indicator
        .gate
        .as_ref()
        .map(|gate| (gate, asks.yes_or_no(&gate.id, &gate.label)));
    let received: Vec<_> = moves.iter().filter(|one| one.to == indicator.id).collect();
    let full = full(indicator.points, &received, &mut asks);
    let mut expr = rule.lower(&full, &mut asks);
    if let Some((gate, slot)) = gate {
        let no = Cond::Chosen {
            slot,
            option: 1,
            label: "否".to_owned(),
        };
        expr = before(no, gate.otherwise.clone(), expr);
    }
    if let Some((slot, label)) = void {
        expr = before(Cond::Ticked(slot), format!("这一组{label}"), expr);
    }
    if let Some((unless, slot)) = unless {
        let goes = asks.goes(indicator.points, &unless.to);
        let because = format!("{}，本项不适用，{goes}", unless.label);
        expr = before(Cond::Ticked(slot), because, expr);
        let printed = Expr::Const(Amount::plain(indicator.points.value));
        asks.give(slot, divided(printed, unless.to.len()), unless.to.clone());
    }
    let places = asks.places();
    let claims = expr.claims();
    LineRule {
        id: indicator.id.clone(),
        points: indicator.points.value,
        adjusts: rule.adjusts(),
        range: rule.range(indicator.points.value),
        first,
        expr: Expr::Round(expr.into(), places),
        full: left(&full, &asks.gifts),
        claims: claims.map(|claims| Expr::Round(claims.into(), places)),
        targets: asks.targets.take(),
        gifts: asks.gifts,
        collides: asks.collides,
        lists_twice: asks.lists_twice,
        questions: asks.questions,
        reaches_out: false,
    }
}

/// Nothing, said why, while `when` holds.
fn before(when: Cond, because: String, rule: Expr) -> Expr {
    Expr::cases(
        "",
        vec![
            Arm::new(when, because, Expr::int(0)),
            Arm::otherwise("", rule),
        ],
    )
}

/// The points of a row with what it may receive.
fn full(points: Amount, received: &[&Move<'_>], asks: &mut Asks<'_>) -> Full {
    if received.is_empty() {
        return Full::fixed(points);
    }
    let mut terms = vec![Expr::Const(points)];
    let mut most = points.value;
    for one in received {
        let value = one.points.constant().unwrap_or_default();
        let short = value.round_dp(4);
        let about = if short == value { "" } else { "约" };
        let because = format!("“{}”不适用，转入{about} {} 分", one.giver, plain(short));
        terms.push(Expr::cases(
            "",
            vec![
                Arm::new(one.tick.clone(), because, one.points.clone()),
                Arm::otherwise("", Expr::int(0)),
            ],
        ));
        most += value;
    }
    let ticks = received.iter().map(|one| one.tick.clone()).collect();
    let sum = asks.named("调整后分值", "分", Expr::Sum(terms));
    Full::moving(points.value, Cond::Any(ticks), sum, most)
}

/// What a row is scored out of: what it has and received, less what left it.
fn left(full: &Full, gifts: &[Gift]) -> Option<Expr> {
    if gifts.is_empty() && full.moved().is_none() {
        return None;
    }
    let given = gifts.iter().map(|gift| {
        let all = gift.points.clone().product(Expr::int(gift.to.len() as i64));
        Expr::cases(
            "",
            vec![
                Arm::new(Cond::Ticked(gift.slot), "", all),
                Arm::otherwise("", Expr::int(0)),
            ],
        )
    });
    let given = Expr::Sum(given.collect());
    Some(full.expr.clone().less(given))
}
