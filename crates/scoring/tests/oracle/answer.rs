//! The oracle: what a form scores, worked out from the documentation of the rule kinds in rationals.
//!
//! It interprets the rubric directly. There is no expression, no lowering, no memory and no bound on an
//! error here, so that a mistake in one of those cannot be repeated.

use num_traits::{Signed, Zero};
use scoring::entry::Entry;
use scoring::expr::Relation;
use scoring::form::{Answer, Form, Target};
use scoring::number::Amount;
use scoring::rubric::{Indicator, Rubric, Unless};
use scoring::rule::adjustment::{Adjustment, Each};
use scoring::rule::bands::Band;
use scoring::rule::checklist::{Checklist, Excess};
use scoring::rule::choice::Choice;
use scoring::rule::deduction::{Deduction, Partial, Steps};
use scoring::rule::targets::{By, Less, Targets, WordsAs};
use scoring::rule::weighted::{Weight, Weighted};
use scoring::rule::{Ask, Measure, Rule};

use super::rational::{Q, amount, day, ends, half_up, int, is_half, number};
use super::rubrics::contains;

/// Why there is no score. Where both hold, the documentation does not say which is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// 缺填.
    pub missing: bool,
    /// 规则缺口.
    pub gap: bool,
}

const MISSING: Why = Why {
    missing: true,
    gap: false,
};
const GAP: Why = Why {
    missing: false,
    gap: true,
};
/// An answer that is there and cannot be: whether it counts as missing depends on who notices first.
const REFUSED: Why = Why {
    missing: true,
    gap: true,
};

impl Why {
    fn and(self, other: Self) -> Self {
        Self {
            missing: self.missing || other.missing,
            gap: self.gap || other.gap,
        }
    }
}

/// What a rule gives: the points, and how many of them rest on the unit's word.
#[derive(Clone, Debug)]
pub struct Earned {
    pub points: Q,
    pub on_claim: Q,
}

type Scored = Result<Q, Why>;
type Outcome = Result<Earned, Why>;

/// One row as the oracle has it.
#[derive(Clone, Debug)]
pub struct Row {
    pub computed: Result<Q, Why>,
    pub not_applicable: bool,
    pub full: Q,
    pub claimed: Option<Q>,
    pub verified: Option<Q>,
    pub on_claim: Q,
    /// Whether the score lay exactly on a half before it was rounded.
    pub half: bool,
    /// Whether the score before it was rounded has no finite decimal.
    pub endless: bool,
}

/// A sum with its grade.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    pub score: Option<Q>,
    pub grade: Option<String>,
}

/// The whole answer.
#[derive(Clone, Debug)]
pub struct Expected {
    pub rows: Vec<Row>,
    /// Computed, claimed, verified.
    pub sums: [Sum; 3],
    pub open: Q,
    pub on_claim: Q,
}

/// Both, or why not.
fn both<A, B>(one: Result<A, Why>, other: Result<B, Why>) -> Result<(A, B), Why> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(one), Err(other)) => Err(one.and(other)),
        (Err(why), _) | (_, Err(why)) => Err(why),
    }
}

fn sum(terms: impl IntoIterator<Item = Scored>) -> Scored {
    let mut total = Ok(int(0));
    for term in terms {
        total = both(total, term).map(|(total, term)| total + term);
    }
    total
}

fn quotient(of: Scored, by: Scored) -> Scored {
    let (of, by) = both(of, by)?;
    if by.is_zero() { Err(GAP) } else { Ok(of / by) }
}

/// Works a form out.
pub fn answer(rubric: &Rubric, form: &Form) -> Expected {
    let places = rubric.rounding.places;
    let mut rows = Vec::new();
    let moves: Vec<Move<'_>> = rubric
        .indicators()
        .flat_map(|indicator| Line::new(indicator, form, places).moves())
        .collect();
    for group in rubric.sections.iter().flat_map(|section| &section.groups) {
        let voided = group.void.as_ref().zip(group.indicators.first());
        let voided =
            voided.is_some_and(|(void, first)| Line::new(first, form, places).ticked(&void.id));
        for indicator in &group.indicators {
            rows.push(Line::new(indicator, form, places).row(voided, &moves));
        }
    }
    sheet(rubric, rows)
}

/// Adds the rows up.
fn sheet(rubric: &Rubric, rows: Vec<Row>) -> Expected {
    let places = rubric.rounding.places;
    let counted = |row: &Row| {
        row.computed
            .clone()
            .ok()
            .or_else(|| row.verified.clone())
            .or_else(|| row.claimed.clone())
    };
    let add = |scores: Vec<Option<Q>>| -> Option<Q> {
        let there: Vec<Q> = scores.into_iter().flatten().collect();
        if there.is_empty() {
            return None;
        }
        let mut total = half_up(&there.iter().sum(), places);
        if let Some(limits) = &rubric.total {
            if let Some(most) = limits.most.as_ref().map(amount) {
                total = total.min(most);
            }
            if let Some(least) = limits.least.as_ref().map(amount) {
                total = total.max(least);
            }
        }
        Some(total)
    };
    // 加减分 and rows that do not apply have no points, and need not be filled in.
    let pointless: Vec<bool> = rows.iter().map(|row| row.full.is_zero()).collect();
    let open: Q = rows
        .iter()
        .filter(|row| counted(row).is_none())
        .map(|row| &row.full)
        .sum();
    let columns: [(Vec<Option<Q>>, bool); 3] = [
        (rows.iter().map(counted).collect(), open.is_zero()),
        (rows.iter().map(|row| row.claimed.clone()).collect(), false),
        (rows.iter().map(|row| row.verified.clone()).collect(), false),
    ];
    let sums = columns.map(|(scores, complete)| {
        let whole = complete
            || scores
                .iter()
                .zip(&pointless)
                .all(|(score, pointless)| score.is_some() || *pointless);
        let score = add(scores);
        let grade = score.as_ref().filter(|_| whole).and_then(|score| {
            let grade = rubric
                .grades
                .iter()
                .find(|grade| *score >= amount(&grade.from));
            grade.map(|grade| grade.name.clone())
        });
        Sum { score, grade }
    });
    let on_claim = rows.iter().map(|row| &row.on_claim).sum();
    Expected {
        rows,
        sums,
        open,
        on_claim,
    }
}

/// Points that leave a row on this form.
struct Move<'a> {
    from: &'a str,
    /// How many each receiver gets.
    share: Q,
    to: Vec<&'a str>,
}

/// One row of the form with what the unit filled in.
struct Line<'a> {
    indicator: &'a Indicator,
    form: &'a Form,
    answer: Option<&'a Answer>,
    places: u32,
}

impl<'a> Line<'a> {
    fn new(indicator: &'a Indicator, form: &'a Form, places: u32) -> Self {
        Self {
            indicator,
            form,
            answer: form.answers.get(&indicator.id),
            places,
        }
    }

    fn text(&self, id: &str) -> &'a str {
        let entry = self.answer.and_then(|answer| answer.inputs.get(id));
        entry.map(Entry::text).unwrap_or_default()
    }

    fn ticked(&self, id: &str) -> bool {
        self.text(id).trim() == "是"
    }

    /// The index of the answer chosen.
    fn chosen<'o>(
        &self,
        id: &str,
        options: impl IntoIterator<Item = &'o str>,
    ) -> Result<usize, Why> {
        let text = self.text(id).trim();
        options
            .into_iter()
            .position(|option| option == text)
            .ok_or(MISSING)
    }

    fn ask(&self, ask: &Ask, whole: bool) -> Scored {
        let text = match &ask.profile {
            Some(field) => self
                .form
                .profile
                .get(field)
                .map(Entry::text)
                .unwrap_or_default(),
            None => self.text(&ask.id),
        };
        if ask.unit == "日期" {
            return day(text).ok_or(MISSING);
        }
        let value = number(text, &ask.unit).ok_or(MISSING)?;
        if value.is_negative() && (whole || !ask.signed) || whole && !value.is_integer() {
            return Err(MISSING);
        }
        Ok(value)
    }

    fn count(&self, id: &str, unit: &str) -> Scored {
        let ask = Ask {
            id: id.to_owned(),
            label: String::new(),
            unit: unit.to_owned(),
            profile: None,
            signed: false,
        };
        self.ask(&ask, true)
    }

    /// Points that a person gave, between 0 and `most`.
    fn given(&self, id: &str, most: &Q) -> Scored {
        let value = number(self.text(id), "分").ok_or(MISSING)?;
        if value.is_negative() || value > *most {
            Err(REFUSED)
        } else {
            Ok(value)
        }
    }

    fn measure(&self, measure: &Measure) -> Scored {
        match measure {
            Measure::Value(ask) => self.ask(ask, false),
            Measure::Quotient(rate) => {
                let by = sum(std::iter::once(&rate.by)
                    .chain(&rate.plus)
                    .map(|ask| self.ask(ask, false)));
                let of = self.ask(&rate.of, false);
                if let (Ok(of), Ok(by)) = (&of, &by)
                    && rate.share
                    && of > by
                {
                    return Err(REFUSED);
                }
                quotient(of, by)
            }
            Measure::Mean(mean) => {
                let count = int(mean.of.len() as i64);
                Ok(sum(mean.of.iter().map(|ask| self.ask(ask, false)))? / count)
            }
            Measure::Change(change) => {
                let (of, from) = both(self.ask(&change.of, false), self.ask(&change.from, false))?;
                quotient(Ok(of - &from), Ok(from))
            }
            Measure::Deviation(change) => {
                let (of, from) = both(self.ask(&change.of, false), self.ask(&change.from, false))?;
                quotient(Ok((of - &from).abs()), Ok(from))
            }
            Measure::Days(days) => {
                let (from, to) = both(self.ask(&days.from, false), self.ask(&days.to, false))?;
                Ok(to - from)
            }
        }
    }

    /// The row with its scores.
    fn row(&self, voided: bool, moves: &[Move<'_>]) -> Row {
        let points = amount(&self.indicator.points);
        let received: Q = moves
            .iter()
            .flat_map(|one| one.to.iter().map(move |to| (to, &one.share)))
            .filter(|(to, _)| **to == self.indicator.id)
            .map(|(_, share)| share)
            .sum();
        let given: Q = moves
            .iter()
            .filter(|one| one.from == self.indicator.id)
            .map(|one| &one.share * int(one.to.len() as i64))
            .sum();
        let whole = &points + received;
        let left = half_up(&(&whole - given), 18);
        let outcome = self.outcome(voided, &points, &whole);
        let unrounded = outcome.as_ref().ok().map(|earned| earned.points.clone());
        let computed = outcome
            .as_ref()
            .map(|earned| half_up(&earned.points, self.places))
            .map_err(|why| *why);
        let (least, most) = match &self.indicator.rule {
            Rule::Adjustment(rule) => {
                let most = |all: &[Each], most: &Amount| {
                    if all.is_empty() { int(0) } else { amount(most) }
                };
                (
                    -most(&rule.takes, &rule.most_taken),
                    most(&rule.adds, &rule.most_added),
                )
            }
            _ => (int(0), points.clone()),
        };
        let most = most.max(left.clone());
        let typed = |which: fn(&Answer) -> &Entry| number(which(self.answer?).text(), "分");
        let can_be = |score: Option<Q>| score.filter(|score| (&least..=&most).contains(&score));
        // A claim that was typed and cannot be one stands for nothing else.
        let claimed = match self.answer {
            Some(answer) if !answer.claimed.text().trim().is_empty() => {
                can_be(typed(|answer| &answer.claimed))
            }
            _ => self.claimed_by_targets(),
        };
        let verified = can_be(typed(|answer| &answer.verified));
        let on_claim = match (&outcome, &verified) {
            (Ok(earned), _) => half_up(&earned.on_claim, self.places),
            (Err(_), Some(_)) => int(0),
            (Err(_), None) => claimed.clone().unwrap_or_else(|| int(0)),
        };
        Row {
            not_applicable: computed.is_ok() && left.is_zero() && !points.is_zero(),
            half: unrounded
                .as_ref()
                .is_some_and(|value| is_half(value, self.places)),
            endless: unrounded.is_some_and(|value| !ends(&value, 20)),
            full: left,
            computed,
            claimed,
            verified,
            on_claim,
        }
    }

    /// 不适用, 抽查不符 and 前置条件 before the rule.
    fn outcome(&self, voided: bool, points: &Q, full: &Q) -> Outcome {
        let nothing = Ok(Earned {
            points: int(0),
            on_claim: int(0),
        });
        if self
            .indicator
            .unless
            .as_ref()
            .is_some_and(|unless| self.ticked(&unless.id))
            || voided
        {
            return nothing;
        }
        if let Some(gate) = &self.indicator.gate
            && self.chosen(&gate.id, ["是", "否"])? == 1
        {
            return nothing;
        }
        self.rule(&self.indicator.rule, points, full)
    }

    /// What the rule gives out of `full` points, where the rubric prints `base`.
    fn rule(&self, rule: &Rule, base: &Q, full: &Q) -> Outcome {
        let scaled = |points: &Amount| amount(points) * full / base;
        let points = match rule {
            Rule::Weighted(rule) => return self.weighted(rule, base, full),
            Rule::Targets(rule) => return self.targets(rule, full),
            Rule::Either(rule) => {
                let chosen = self.chosen(
                    &rule.id,
                    rule.options.iter().map(|option| option.label.as_str()),
                )?;
                return self.rule(&rule.options[chosen].rule, base, full);
            }
            Rule::Exception(rule) => {
                for case in &rule.cases {
                    let mut holds = true;
                    for when in &case.when {
                        let value = self.measure(&when.measure)?;
                        let ends = [
                            &when.at_least,
                            &when.above,
                            &when.equal,
                            &when.at_most,
                            &when.below,
                        ];
                        if !within(&value, ends) {
                            holds = false;
                            break;
                        }
                    }
                    if holds {
                        return Ok(Earned {
                            points: amount(&case.worth) * full,
                            on_claim: int(0),
                        });
                    }
                }
                return self.rule(&rule.otherwise, base, full);
            }
            Rule::Adjustment(rule) => self.adjustment(rule),
            Rule::Bands(rule) => {
                let value = self.measure(&rule.measure)?;
                band(&value, &rule.bands)
                    .map(|band| scaled(&band.score))
                    .ok_or(GAP)
            }
            Rule::Checklist(rule) => self.checklist(rule, base, full),
            Rule::Choice(rule) => self.choice(rule, base, full),
            Rule::Compare(rule) => {
                let (left, right) = both(self.measure(&rule.left), self.measure(&rule.right))?;
                let order = left.cmp(&right);
                let holds = |relation: Relation| match relation {
                    Relation::Below => order.is_lt(),
                    Relation::AtMost => order.is_le(),
                    Relation::Equal => order.is_eq(),
                    Relation::AtLeast => order.is_ge(),
                    Relation::Above => order.is_gt(),
                };
                match (holds(rule.full), holds(rule.zero)) {
                    (true, _) => Ok(full.clone()),
                    (_, true) => Ok(int(0)),
                    _ => Err(GAP),
                }
            }
            Rule::Deduction(rule) => self.deduction(rule, base, full),
            Rule::Judged(rule) => self.given(&rule.id, full),
            Rule::Linear(rule) => {
                let value = self.measure(&rule.measure)?;
                let (zero, top) = (amount(&rule.zero_at), amount(&rule.full_at));
                let share = (value - &zero) / (top - zero);
                Ok(share.max(int(0)).min(int(1)) * full)
            }
            Rule::Ratio(rule) => {
                let rate = self.measure(&rule.measure)?;
                let rate = if rule.remainder { int(1) - rate } else { rate };
                let full_at = amount(&rule.full_at);
                match (&rule.over, &rule.floor) {
                    (Some(over), _) if rate > amount(&over.above) => Ok(full * amount(&over.worth)),
                    _ if rate >= full_at => Ok(full.clone()),
                    (_, Some(floor)) if rate < amount(floor) => Ok(int(0)),
                    _ => Ok(full * (rate / full_at).max(int(0))),
                }
            }
            Rule::Thresholds(rule) => {
                let met = sum(rule.thresholds.iter().map(|threshold| {
                    let value = self.measure(&threshold.measure)?;
                    Ok(int(i64::from(value >= amount(&threshold.at_least))))
                }))?;
                let score = rule
                    .scores
                    .iter()
                    .enumerate()
                    .find(|(count, _)| int(*count as i64) == met);
                score.map(|(_, score)| scaled(score)).ok_or(GAP)
            }
        };
        points.map(|points| Earned {
            points,
            on_claim: int(0),
        })
    }

    /// What is not filled in does not count; where nothing is, there is no score.
    fn adjustment(&self, rule: &Adjustment) -> Scored {
        let mut filled = rule.adds.is_empty() && rule.takes.is_empty();
        let mut side = |all: &[Each], most: &Amount| {
            let mut points = int(0);
            for one in all {
                if let Ok(count) = self.count(&one.id, &one.unit) {
                    filled = true;
                    points += count * amount(&one.each);
                }
            }
            points.min(amount(most))
        };
        let (added, taken) = (
            side(&rule.adds, &rule.most_added),
            side(&rule.takes, &rule.most_taken),
        );
        if filled {
            Ok(added - taken)
        } else {
            Err(MISSING)
        }
    }

    fn checklist(&self, rule: &Checklist, base: &Q, full: &Q) -> Scored {
        let scaled = |points: &Amount| amount(points) * full / base;
        let earned = sum(rule.items.iter().map(|item| {
            let words: &[&str] = if item.partial {
                &["是", "否", "部分"]
            } else {
                &["是", "否"]
            };
            match self.chosen(&item.id, words.iter().copied())? {
                0 => Ok(scaled(&item.score)),
                1 => Ok(int(0)),
                // Given out of what the rubric prints for the item.
                _ => {
                    let given = self.given(&format!("{}-points", item.id), &amount(&item.score))?;
                    Ok(given * full / base)
                }
            }
        }));
        let all: Q = rule.items.iter().map(|item| amount(&item.score)).sum();
        let earned = earned.map(|earned| match rule.excess {
            Some(Excess::Cap) => earned.min(full.clone()),
            Some(Excess::Scale) => earned * base / all,
            None => earned,
        });
        let off = match &rule.errors {
            Some(errors) => self
                .count(&errors.id, &errors.unit)
                .map(|count| count * scaled(&errors.off)),
            None => Ok(int(0)),
        };
        both(earned, off).map(|(earned, off)| (earned - off).max(int(0)))
    }

    fn choice(&self, rule: &Choice, base: &Q, full: &Q) -> Scored {
        let chosen = self.chosen(
            &rule.id,
            rule.options.iter().map(|option| option.label.as_str()),
        )?;
        let option = &rule.options[chosen];
        if let Some(worth) = &option.worth {
            return Ok(amount(worth) * full);
        }
        if let Some(score) = &option.score {
            return Ok(amount(score) * full / base);
        }
        let id = format!("{}-points", rule.id);
        let given = self.given(&id, full)?;
        self.in_band(
            given,
            full,
            option.from.as_ref(),
            option.to.as_ref(),
            option.below.as_ref(),
        )
    }

    /// Points given by a person within a band 档, whose ends are rounded.
    fn in_band(
        &self,
        given: Q,
        full: &Q,
        from: Option<&Amount>,
        to: Option<&Amount>,
        below: Option<&Amount>,
    ) -> Scored {
        let end = |share: &Amount| half_up(&(full * amount(share)), self.places);
        let inside = from.is_none_or(|from| given >= end(from))
            && to.is_none_or(|to| given <= end(to))
            && below.is_none_or(|below| given < end(below));
        if inside { Ok(given) } else { Err(REFUSED) }
    }

    fn deduction(&self, rule: &Deduction, base: &Q, full: &Q) -> Scored {
        let scaled = |points: &Amount| amount(points) * full / base;
        let mut off: Vec<Scored> = Vec::new();
        for count in &rule.counts {
            off.push(
                self.count(&count.id, &count.unit)
                    .map(|times| times * scaled(&count.off)),
            );
        }
        for lack in &rule.lacks {
            let lacks = self.chosen(&lack.id, ["是", "否"]);
            off.push(lacks.map(|answer| {
                if answer == 1 {
                    scaled(&lack.off)
                } else {
                    int(0)
                }
            }));
        }
        if let Some(by_size) = &rule.by_size {
            let answers = both(
                self.ask(&by_size.size, true),
                self.ask(&by_size.found, true),
            );
            off.push(answers.and_then(|(size, found)| {
                if found > size {
                    return Err(REFUSED);
                }
                let step = by_size
                    .steps
                    .iter()
                    .find(|step| step.to.as_ref().is_none_or(|to| size <= amount(to)));
                step.map(|step| found * scaled(&step.off)).ok_or(GAP)
            }));
        }
        for steps in &rule.steps {
            off.push(
                self.measure(&steps.measure)
                    .map(|value| beyond(steps, value) * scaled(&steps.off)),
            );
        }
        for bands in &rule.bands {
            let value = self.measure(&bands.measure);
            off.push(value.map(|value| {
                band(&value, &bands.bands).map_or(int(0), |band| scaled(&band.score))
            }));
        }
        sum(off).map(|off| (full - off).max(int(0)))
    }

    fn weighted(&self, rule: &Weighted, base: &Q, full: &Q) -> Outcome {
        let share = |part: &Weight| {
            if part.weight.percent {
                base * amount(&part.weight)
            } else {
                amount(&part.weight)
            }
        };
        let away = |part: &Weight| {
            part.unless
                .as_ref()
                .is_some_and(|unless| self.ticked(&unless.id))
        };
        let mut total = Ok(Earned {
            points: int(0),
            on_claim: int(0),
        });
        for part in rule.parts.iter().filter(|part| !away(part)) {
            let own = share(part);
            let received: Q = rule
                .parts
                .iter()
                .filter(|giver| away(giver))
                .filter_map(|giver| giver.unless.as_ref().map(|unless| (giver, unless)))
                .filter(|(_, unless)| unless.to.contains(&part.id))
                .map(|(giver, unless)| share(giver) / int(unless.to.len() as i64))
                .sum();
            let out_of = (&own + received) * full / base;
            total =
                both(total, self.rule(&part.rule, &own, &out_of)).map(|(so_far, earned)| Earned {
                    points: so_far.points + earned.points,
                    on_claim: so_far.on_claim + earned.on_claim,
                });
        }
        total
    }

    fn targets(&self, rule: &Targets, full: &Q) -> Outcome {
        let targets = self
            .form
            .targets
            .get(&self.indicator.id)
            .map_or(&[][..], Vec::as_slice);
        if targets.is_empty() {
            return Err(MISSING);
        }
        let mut all = Ok(Earned {
            points: int(0),
            on_claim: int(0),
        });
        for target in targets {
            all = both(all, self.target(rule, target)).map(|(so_far, (worth, claim))| Earned {
                on_claim: if claim {
                    so_far.on_claim + &worth
                } else {
                    so_far.on_claim
                },
                points: so_far.points + worth,
            });
        }
        let all = all?;
        match rule.by {
            By::Mean => {
                let each = full / int(targets.len() as i64);
                Ok(Earned {
                    points: all.points * &each,
                    on_claim: all.on_claim * each,
                })
            }
            By::Points if all.points > *full => Err(GAP),
            By::Points => Ok(all),
        }
    }

    /// What a target is worth, as bad as its worst figure, and whether that rests on the unit's word.
    fn target(&self, rule: &Targets, target: &Target) -> Result<(Q, bool), Why> {
        if target.parts.is_empty() {
            return self.figure(rule, target, &target.goal, &target.actual);
        }
        let mut parts = target
            .parts
            .iter()
            .map(|part| self.figure(rule, target, &part.goal, &part.actual));
        let first = parts.next().ok_or(MISSING)?;
        parts.fold(first, |worst, part| {
            both(worst, part).map(|(worst, part)| (worst.0.min(part.0), worst.1 || part.1))
        })
    }

    fn figure(
        &self,
        rule: &Targets,
        target: &Target,
        goal: &Entry,
        actual: &Entry,
    ) -> Result<(Q, bool), Why> {
        let goal = number(goal.text(), &target.unit).filter(|goal| !goal.is_negative());
        let actual = number(actual.text(), &target.unit);
        let qualitative = target.direction.trim() == "定性";
        let word = target.word.trim();
        let rate = match goal.zip(actual) {
            _ if qualitative && rule.words.iter().any(|one| one.label == word) => {
                let worth = rule
                    .words
                    .iter()
                    .find(|one| one.label == word)
                    .map(|one| amount(&one.worth));
                let floor = amount(&rule.floor);
                worth.map(|worth| match rule.words_as {
                    WordsAs::Completion if worth < floor => int(0),
                    _ => worth,
                })
            }
            Some((goal, actual)) => Some(completion(rule, target.direction.trim(), goal, actual)),
            None => None,
        };
        if rule.by == By::Mean {
            return match rate {
                Some(rate) => Ok((rate, false)),
                None if target.reached.trim() == "是" => Ok((int(1), true)),
                None => Err(MISSING),
            };
        }
        let points = number(target.points.text(), "分").filter(|points| !points.is_negative());
        let given = match number(target.claimed.text(), "分") {
            None => Err(MISSING),
            Some(given)
                if given.is_negative() || points.as_ref().is_some_and(|points| given > *points) =>
            {
                Err(REFUSED)
            }
            Some(given) => Ok(given),
        };
        if qualitative && let Some(level) = rule.judged.iter().find(|level| level.label == word) {
            let (given, points) = both(given, points.ok_or(MISSING))?;
            let given = self.in_band(
                given,
                &points,
                Some(&level.from),
                level.to.as_ref(),
                level.below.as_ref(),
            )?;
            return Ok((half_up(&given, self.places), false));
        }
        match rate {
            Some(rate) => Ok((
                half_up(&(rate * points.ok_or(MISSING)?), self.places),
                false,
            )),
            None => Ok((half_up(&given?, self.places), true)),
        }
    }

    /// What the unit claims for its targets, where each brings its points and all are claimed.
    fn claimed_by_targets(&self) -> Option<Q> {
        let targets = self
            .form
            .targets
            .get(&self.indicator.id)
            .filter(|targets| !targets.is_empty())?;
        if !contains(&self.indicator.rule, &|targets| targets.by == By::Points) {
            return None;
        }
        let claimed = |target: &Target| {
            let claimed =
                number(target.claimed.text(), "分").filter(|claimed| !claimed.is_negative())?;
            let points = number(target.points.text(), "分").filter(|points| !points.is_negative());
            points
                .is_none_or(|points| claimed <= points)
                .then_some(claimed)
        };
        targets.iter().map(claimed).sum()
    }

    /// Points that leave the row, while what they leave is in force.
    fn moves(&self) -> Vec<Move<'a>> {
        let base = amount(&self.indicator.points);
        let mut moves = Vec::new();
        match &self.indicator.unless {
            Some(unless) if self.ticked(&unless.id) => moves.push(self.leaves(unless, base, &[])),
            _ => self.moves_of(&self.indicator.rule, base, &mut moves),
        }
        moves
    }

    fn moves_of(&self, rule: &'a Rule, base: Q, moves: &mut Vec<Move<'a>>) {
        match rule {
            Rule::Either(either) => {
                let labels = either.options.iter().map(|option| option.label.as_str());
                if let Ok(chosen) = self.chosen(&either.id, labels) {
                    self.moves_of(&either.options[chosen].rule, base, moves);
                }
            }
            Rule::Exception(exception) => self.moves_of(&exception.otherwise, base, moves),
            Rule::Weighted(weighted) => {
                let siblings: Vec<&str> =
                    weighted.parts.iter().map(|part| part.id.as_str()).collect();
                for part in &weighted.parts {
                    let weight = amount(&part.weight);
                    let share = if part.weight.percent {
                        &base * weight
                    } else {
                        weight
                    };
                    match &part.unless {
                        Some(unless) if self.ticked(&unless.id) => {
                            moves.push(self.leaves(unless, share, &siblings))
                        }
                        _ => self.moves_of(&part.rule, share, moves),
                    }
                }
            }
            _ => {}
        }
    }

    fn leaves(&self, unless: &'a Unless, points: Q, siblings: &[&str]) -> Move<'a> {
        Move {
            from: &self.indicator.id,
            share: points / int(unless.to.len() as i64),
            to: unless
                .to
                .iter()
                .map(String::as_str)
                .filter(|to| !siblings.contains(to))
                .collect(),
        }
    }
}

/// The rate of a figure, 0 to 1.
fn completion(rule: &Targets, direction: &str, goal: Q, actual: Q) -> Q {
    if goal.is_zero() {
        return int(i64::from(!actual.is_positive()));
    }
    let excess = (&actual - &goal) / &goal;
    let rate = match direction {
        "≤" if actual <= goal => return int(1),
        "≤" => match rule.less {
            Less::Share => int(1) - excess,
            Less::Inverse => goal / actual,
        },
        "=" if rule.exact && actual > goal => int(1) - excess,
        _ => actual / goal,
    };
    let rate = rate.max(int(0));
    match &rule.over {
        _ if rate < amount(&rule.floor) => int(0),
        Some(over) if rate > amount(&over.above) => amount(&over.worth),
        _ => rate.min(int(1)),
    }
}

/// How many steps a value goes too far.
fn beyond(steps: &Steps, value: Q) -> Q {
    let too_far = match (&steps.above, &steps.below) {
        (Some(above), _) => value - amount(above),
        (None, Some(below)) => amount(below) - value,
        (None, None) => int(0),
    };
    let times = too_far.max(int(0)) / amount(&steps.every);
    match steps.partial {
        Partial::Drop => times.floor(),
        Partial::Count => times.ceil(),
    }
}

fn band<'b>(value: &Q, bands: &'b [Band]) -> Option<&'b Band> {
    bands.iter().find(|band| {
        within(
            value,
            [
                &band.at_least,
                &band.above,
                &band.equal,
                &band.at_most,
                &band.below,
            ],
        )
    })
}

/// ≥, >, =, ≤, < where they are given.
fn within(value: &Q, [at_least, above, equal, at_most, below]: [&Option<Amount>; 5]) -> bool {
    at_least.as_ref().is_none_or(|end| *value >= amount(end))
        && above.as_ref().is_none_or(|end| *value > amount(end))
        && equal.as_ref().is_none_or(|end| *value == amount(end))
        && at_most.as_ref().is_none_or(|end| *value <= amount(end))
        && below.as_ref().is_none_or(|end| *value < amount(end))
}
