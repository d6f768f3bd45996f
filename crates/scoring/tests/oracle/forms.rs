//! Random forms for a rubric: aimed at its limits, at halves of the last place, and at nothing.

use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::form::{Answer, Form, Part, Target};
use scoring::number::Amount;
use scoring::rubric::{Indicator, Rubric};
use scoring::rule::adjustment::Adjustment;
use scoring::rule::bands::Band;
use scoring::rule::targets::{By, Targets};
use scoring::rule::{Ask, Measure, Rule};

use super::random::Random;
use super::rubrics::{Scale, scale};

/// The most digits that a field takes, as millionths: 12 before the point and 6 after.
const MOST: i128 = 1_000_000_000_000_000_000;
const MILLION: i128 = 1_000_000;

/// A fraction small enough to aim with; what does not fit is not aimed at.
#[derive(Clone, Copy, Debug)]
struct Aim {
    of: i128,
    by: i128,
}

impl Aim {
    fn new(of: i128, by: i128) -> Option<Self> {
        let (mut a, mut b) = (of.abs(), by.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if by < 0 { -1 } else { 1 };
        (a != 0)
            .then(|| Self {
                of: of / a * sign,
                by: by / a * sign,
            })
            .filter(|aim| aim.by != 0)
    }

    fn amount(amount: &Amount) -> Self {
        Self::decimal(amount.value)
    }

    fn decimal(value: Decimal) -> Self {
        let value = value.normalize();
        Self {
            of: value.mantissa(),
            by: 10_i128.pow(value.scale()),
        }
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(
            self.of.checked_mul(other.of)?,
            self.by.checked_mul(other.by)?,
        )
    }

    fn over(self, other: Self) -> Option<Self> {
        self.times(Self {
            of: other.by,
            by: other.of,
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let of = self
            .of
            .checked_mul(other.by)?
            .checked_add(other.of.checked_mul(self.by)?)?;
        Self::new(of, self.by.checked_mul(other.by)?)
    }

    fn negated(self) -> Self {
        Self {
            of: -self.of,
            by: self.by,
        }
    }

    /// In millionths, rounded down.
    fn millionths(self) -> Option<i128> {
        Some(self.of.checked_mul(MILLION)?.div_euclid(self.by))
    }

    /// So many times, as a whole fraction of two numbers of millionths that a field takes.
    fn grown(self, random: &mut Random) -> Option<(i128, i128)> {
        let largest = self.of.abs().max(self.by);
        let digits = random.between(2, 18) as u32;
        let times = (10_i128.pow(digits) / largest).max(1);
        let times = 1 + (random.next() as i128) % times;
        let (of, by) = (self.of.checked_mul(times)?, self.by.checked_mul(times)?);
        (of.abs() < MOST && by < MOST).then_some((of, by))
    }
}

/// How a score follows from the value that is aimed: `from` + `each` × value.
#[derive(Clone, Copy)]
struct Line {
    from: Aim,
    each: Aim,
}

const NOTHING: Aim = Aim { of: 0, by: 1 };
const WHOLE: Aim = Aim { of: 1, by: 1 };

/// Fills in forms for a rubric.
pub struct Filler<'a> {
    pub random: &'a mut Random,
    pub rubric: &'a Rubric,
    /// How often in a hundred a field of this form is left alone.
    blank: usize,
    form: Form,
}

impl<'a> Filler<'a> {
    pub fn new(random: &'a mut Random, rubric: &'a Rubric) -> Self {
        Self {
            random,
            rubric,
            blank: 0,
            form: Form::default(),
        }
    }

    pub fn form(&mut self) -> Form {
        self.form = Form::default();
        self.blank = self.random.pick(&[0, 0, 0, 2, 2, 15]);
        let rubric = self.rubric;
        for group in rubric.sections.iter().flat_map(|section| &section.groups) {
            for (index, row) in group.indicators.iter().enumerate() {
                let mut filling = Answer::default();
                if let Some(void) = group.void.as_ref().filter(|_| index == 0) {
                    self.tick(&mut filling, &void.id, 12);
                }
                self.row(row, &mut filling);
                self.form.answers.insert(row.id.clone(), filling);
            }
        }
        std::mem::take(&mut self.form)
    }

    fn row(&mut self, row: &Indicator, answer: &mut Answer) {
        if let Some(unless) = &row.unless {
            self.tick(answer, &unless.id, 35);
        }
        if let Some(gate) = &row.gate {
            let word = if self.random.chance(85) { "是" } else { "否" };
            self.choose(answer, &gate.id, word);
        }
        self.rule(row, &row.rule, row.points.value, answer);
        let points = row.points.value;
        if self.random.chance(35) {
            answer.claimed = self.typed_score(points);
        }
        if self.random.chance(20) {
            answer.verified = self.typed_score(points);
        }
    }

    /// A score that a person types: mostly one that can be.
    fn typed_score(&mut self, points: Decimal) -> Entry {
        if self.random.chance(4) {
            return Entry::new(self.random.pick(&["-1", "满分", "1000", "-0.5", " "]));
        }
        let places = self
            .random
            .between(0, i64::from(self.rubric.rounding.places) + 1) as u32;
        let ones = 10_i64.pow(places);
        let most: i64 = (points * Decimal::from(ones))
            .floor()
            .try_into()
            .unwrap_or(0);
        let value = self.random.between(0, most);
        Entry::new(Decimal::new(value, places).to_string())
    }

    fn tick(&mut self, answer: &mut Answer, id: &str, percent: usize) {
        if self.random.chance(percent) {
            answer.inputs.insert(id.to_owned(), Entry::new("是"));
        } else if self.random.chance(30) {
            answer.inputs.insert(id.to_owned(), Entry::new("否"));
        }
    }

    fn choose(&mut self, answer: &mut Answer, id: &str, word: &str) {
        let text = match self.random.below(100) {
            blank if blank < self.blank => return,
            99 => "不知道",
            _ => word,
        };
        answer.inputs.insert(id.to_owned(), Entry::new(text));
    }

    /// Writes `text` where the form holds the answer.
    fn write(&mut self, answer: &mut Answer, ask: &Ask, text: String) {
        if self.random.chance(self.blank) {
            return;
        }
        let text = match self.random.below(300) {
            0 => "达标".to_owned(),
            1 => "≥65".to_owned(),
            2 => "1,23".to_owned(),
            3 => "-7".to_owned(),
            4 => "1234567890123.123456".to_owned(),
            _ => text,
        };
        let entry = Entry::new(text);
        match &ask.profile {
            Some(field) => self.form.profile.insert(field.clone(), entry),
            None => answer.inputs.insert(ask.id.clone(), entry),
        };
    }

    /// Millionths as people type them.
    fn typed(&mut self, millionths: i128, unit: &str) -> String {
        let sign = if millionths < 0 { "-" } else { "" };
        let (whole, rest) = (millionths.abs() / MILLION, millionths.abs() % MILLION);
        let mut text = format!("{sign}{whole}");
        if rest != 0 || self.random.chance(3) {
            let decimals = format!("{rest:06}");
            let kept = if self.random.chance(10) {
                &decimals[..]
            } else {
                decimals.trim_end_matches('0')
            };
            if !kept.is_empty() {
                text = format!("{text}.{kept}");
            }
        }
        match self.random.below(40) {
            0 => text
                .chars()
                .map(|c| match c {
                    '0'..='9' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
                    '.' => '．',
                    '-' => '－',
                    other => other,
                })
                .collect(),
            1 => {
                let digits = whole.to_string();
                let mut grouped = String::new();
                for (index, digit) in digits.chars().enumerate() {
                    if index > 0 && (digits.len() - index) % 3 == 0 {
                        grouped.push(',');
                    }
                    grouped.push(digit);
                }
                text.replacen(&digits, &grouped, 1)
            }
            2 => format!(" {text}{unit}"),
            3 if unit == "%" => format!("{text}％"),
            3 if unit == "万元" => {
                format!("{text}{}", self.random.pick(&["元", "亿元", "万", "亿"]))
            }
            _ => text,
        }
    }

    fn number(&mut self, answer: &mut Answer, ask: &Ask, millionths: i128) {
        let millionths = if ask.signed {
            millionths
        } else {
            millionths.abs()
        };
        let text = self.typed(millionths % MOST, &ask.unit);
        self.write(answer, ask, text);
    }

    fn count(&mut self, answer: &mut Answer, id: &str, unit: &str, count: i64) {
        let ask = Ask {
            id: id.to_owned(),
            label: String::new(),
            unit: unit.to_owned(),
            profile: None,
            signed: false,
        };
        let nudge = if self.random.chance(2) { 500_000 } else { 0 };
        self.number(answer, &ask, i128::from(count) * MILLION + nudge);
    }

    fn date(&mut self, answer: &mut Answer, ask: &Ask, day: i64) {
        let day = day.clamp(-20_000, 300_000) as i32;
        let written = scoring::date::written(day);
        let text = match self.random.below(12) {
            0 => written.replace('-', "/"),
            1 => written.replacen('-', "年", 1).replacen('-', "月", 1) + "日",
            2 => "2023-02-30".to_owned(),
            _ => written,
        };
        self.write(answer, ask, text);
    }

    /// A value near nothing in particular.
    fn anywhere(&mut self, limits: &[Aim]) -> Aim {
        let by = self.random.pick(&[
            1, 3, 7, 9, 11, 13, 17, 21, 33, 49, 64, 97, 100, 127, 999, 1_000_003,
        ]);
        let top = limits
            .iter()
            .map(|limit| limit.of / limit.by + 1)
            .max()
            .unwrap_or(1)
            .clamp(1, 1_000_000);
        Aim {
            of: i128::from(self.random.between(0, (top as i64 + 1) * by)),
            by: i128::from(by),
        }
    }

    /// The value that scores an odd number of halves of the last place.
    fn half(&mut self, line: Line, points: Decimal) -> Option<Aim> {
        let ones = 10_i128.pow(self.rubric.rounding.places);
        let most = (points * Decimal::from(ones)).floor().mantissa();
        let odd = 2 * i128::from(self.random.between(0, i64::try_from(most).ok()?.max(1) - 1)) + 1;
        Aim::new(odd, 2 * ones)?
            .plus(line.from.negated())?
            .over(line.each)
    }

    /// Fills in a measure so that it is at, or next to, something that matters.
    fn aim(
        &mut self,
        answer: &mut Answer,
        measure: &Measure,
        limits: &[Amount],
        line: Option<(Line, Decimal)>,
    ) {
        let limits: Vec<Aim> = limits.iter().map(Aim::amount).collect();
        let value = match self.random.below(10) {
            0..=3 if !limits.is_empty() => Some(self.random.pick(&limits)),
            4..=6 => line.and_then(|(line, points)| self.half(line, points)),
            _ => None,
        };
        let value = match value {
            Some(value) => value,
            None => self.anywhere(&limits),
        };
        let nudge = i128::from(self.random.pick(&[0, 0, 0, 1, -1]));
        if self.measure(answer, measure, value, nudge).is_none() {
            let value = self.anywhere(&limits);
            self.measure(answer, measure, value, 0);
        }
    }

    fn measure(
        &mut self,
        answer: &mut Answer,
        measure: &Measure,
        value: Aim,
        nudge: i128,
    ) -> Option<()> {
        let percent = if scale(measure) == Scale::Percent {
            Aim { of: 100, by: 1 }
        } else {
            WHOLE
        };
        let zero = self.random.chance(2);
        match measure {
            Measure::Value(ask) if ask.unit == "日期" => {
                self.date(
                    answer,
                    ask,
                    (19_000 + value.of / value.by) as i64 + nudge as i64,
                );
            }
            Measure::Value(ask) => {
                let typed = value.times(percent)?.millionths()?;
                self.number(answer, ask, typed + nudge);
            }
            Measure::Quotient(rate) => {
                let (of, mut by) = value.grown(self.random)?;
                if zero {
                    by = 0;
                }
                for ask in &rate.plus {
                    let share = if by > 0 {
                        i128::from(self.random.next()) % (by + 1)
                    } else {
                        0
                    };
                    by -= share;
                    self.number(answer, ask, share);
                }
                self.number(answer, &rate.by, by);
                self.number(answer, &rate.of, of + nudge);
            }
            Measure::Mean(mean) => {
                let typed = value.times(percent)?.millionths()?;
                let mut rest = 0;
                for (index, ask) in mean.of.iter().enumerate() {
                    let last = index + 1 == mean.of.len();
                    let off = match last {
                        true => nudge - rest,
                        false => {
                            i128::from(self.random.between(0, (typed.abs() / 8 + 1) as i64))
                                * if index % 2 == 0 { 1 } else { -1 }
                        }
                    };
                    rest += off;
                    self.number(answer, ask, typed + off);
                }
            }
            Measure::Change(change) | Measure::Deviation(change) => {
                let down = matches!(measure, Measure::Deviation(_))
                    && value.of <= value.by
                    && self.random.chance(50);
                let value = if down { value.negated() } else { value };
                let (moved, from) = value.grown(self.random)?;
                self.number(answer, &change.from, if zero { 0 } else { from });
                self.number(answer, &change.of, from + moved + nudge);
            }
            Measure::Days(days) => {
                let from = self.random.between(18_000, 20_000);
                self.date(answer, &days.from, from);
                self.date(
                    answer,
                    &days.to,
                    from + (value.of / value.by) as i64 + nudge as i64,
                );
            }
        }
        Some(())
    }

    /// Fills in what the rule asks, where the rubric prints `points` for it.
    fn rule(&mut self, row: &Indicator, rule: &Rule, points: Decimal, answer: &mut Answer) {
        let worth = Aim::decimal(points);
        match rule {
            Rule::Adjustment(rule) => self.adjustment(rule, answer),
            Rule::Bands(rule) => self.aim(answer, &rule.measure, &ends(&rule.bands), None),
            Rule::Checklist(rule) => {
                for item in &rule.items {
                    let words: &[&str] = if item.partial {
                        &["是", "部分", "否"]
                    } else {
                        &["是", "是", "否"]
                    };
                    let word = self.random.pick(words);
                    self.choose(answer, &item.id, word);
                    if item.partial {
                        self.given(answer, &item.id, item.score.value);
                    }
                }
                if let Some(errors) = &rule.errors {
                    let count = self.random.between(0, 3);
                    self.count(answer, &errors.id, &errors.unit, count);
                }
            }
            Rule::Choice(rule) => {
                let option = self.random.below(rule.options.len());
                let option = &rule.options[option];
                self.choose(answer, &rule.id, &option.label);
                let ends: Vec<Decimal> = [option.from, option.to, option.below]
                    .iter()
                    .flatten()
                    .map(|share| share.value * points)
                    .collect();
                match ends.is_empty() {
                    true => self.given(answer, &rule.id, points),
                    false => {
                        let (low, high) = (ends[0], ends[ends.len() - 1]);
                        let share = Decimal::new(self.random.between(0, 10), 1);
                        let inside = low + (high - low) * share;
                        let near = if self.random.chance(50) {
                            inside
                        } else {
                            self.random.pick(&ends)
                        };
                        self.give(answer, &rule.id, near);
                    }
                }
            }
            Rule::Compare(rule) => {
                let value = self.anywhere(&[]);
                let value = self.random.pick(&[value, WHOLE, Aim { of: 5, by: 4 }]);
                let nudge = i128::from(self.random.pick(&[0, 0, 1, -1]));
                self.measure(answer, &rule.right, value, 0);
                self.measure(answer, &rule.left, value, nudge);
            }
            Rule::Deduction(rule) => {
                for count in &rule.counts {
                    let times = self.random.between(0, 4);
                    self.count(answer, &count.id, &count.unit, times);
                }
                for lack in &rule.lacks {
                    let word = self.random.pick(&["是", "否"]);
                    self.choose(answer, &lack.id, word);
                }
                if let Some(by_size) = &rule.by_size {
                    let limits: Vec<i64> = by_size
                        .steps
                        .iter()
                        .filter_map(|step| step.to)
                        .map(|to| to.value.floor().try_into().unwrap_or(0))
                        .collect();
                    let size = match self.random.chance(60) && !limits.is_empty() {
                        true => self.random.pick(&limits) + self.random.between(0, 1),
                        false => self.random.between(0, 200),
                    };
                    let found = self
                        .random
                        .between(0, 6)
                        .min(size + i64::from(self.random.chance(5)));
                    self.count(answer, &by_size.size.id, &by_size.size.unit, size);
                    self.count(answer, &by_size.found.id, &by_size.found.unit, found);
                    if let Some(field) = &by_size.size.profile {
                        self.form
                            .profile
                            .insert(field.clone(), Entry::new(size.to_string()));
                    }
                    if let Some(field) = &by_size.found.profile {
                        self.form
                            .profile
                            .insert(field.clone(), Entry::new(found.to_string()));
                    }
                }
                for steps in &rule.steps {
                    let Some(limit) = steps.above.or(steps.below) else {
                        continue;
                    };
                    let sign = if steps.above.is_some() {
                        Decimal::ONE
                    } else {
                        Decimal::NEGATIVE_ONE
                    };
                    let whole: Vec<Amount> = (0..4)
                        .map(|step| Amount {
                            value: limit.value + sign * steps.every.value * Decimal::from(step),
                            percent: limit.percent,
                        })
                        .collect();
                    self.aim(answer, &steps.measure, &whole, None);
                }
                for bands in &rule.bands {
                    self.aim(answer, &bands.measure, &ends(&bands.bands), None);
                }
            }
            Rule::Judged(rule) => {
                let given = self.typed_score(points);
                if !self.random.chance(self.blank) {
                    answer.inputs.insert(rule.id.clone(), given);
                }
            }
            Rule::Linear(rule) => {
                let (zero, full) = (Aim::amount(&rule.zero_at), Aim::amount(&rule.full_at));
                let each = full
                    .plus(zero.negated())
                    .and_then(|length| worth.over(length));
                let line = each.and_then(|each| {
                    Some((
                        Line {
                            from: zero.times(each)?.negated(),
                            each,
                        },
                        points,
                    ))
                });
                self.aim(answer, &rule.measure, &[rule.zero_at, rule.full_at], line);
            }
            Rule::Ratio(rule) => {
                let mut limits = vec![rule.full_at];
                limits.extend(rule.floor);
                limits.extend(rule.over.as_ref().map(|over| over.above));
                let line = match rule.remainder {
                    true => Some(Line {
                        from: worth,
                        each: worth.negated(),
                    }),
                    false => worth.over(Aim::amount(&rule.full_at)).map(|each| Line {
                        from: NOTHING,
                        each,
                    }),
                };
                self.aim(
                    answer,
                    &rule.measure,
                    &limits,
                    line.map(|line| (line, points)),
                );
            }
            Rule::Targets(rule) => {
                let targets = self.targets(rule, points);
                self.form.targets.insert(row.id.clone(), targets);
            }
            Rule::Thresholds(rule) => {
                for threshold in &rule.thresholds {
                    self.aim(answer, &threshold.measure, &[threshold.at_least], None);
                }
            }
            Rule::Either(rule) => {
                let chosen = self.random.below(rule.options.len());
                self.choose(answer, &rule.id, &rule.options[chosen].label);
                for (index, option) in rule.options.iter().enumerate() {
                    if index != chosen && self.random.chance(40) {
                        self.rule(row, &option.rule, points, answer);
                    }
                }
                self.rule(row, &rule.options[chosen].rule, points, answer);
            }
            Rule::Exception(rule) => {
                self.rule(row, &rule.otherwise, points, answer);
                for when in rule.cases.iter().flat_map(|case| &case.when) {
                    let limits: Vec<Amount> = [
                        when.at_least,
                        when.above,
                        when.equal,
                        when.at_most,
                        when.below,
                    ]
                    .into_iter()
                    .flatten()
                    .collect();
                    self.aim(answer, &when.measure, &limits, None);
                }
            }
            Rule::Weighted(rule) => {
                for part in &rule.parts {
                    if let Some(unless) = &part.unless {
                        self.tick(answer, &unless.id, 35);
                    }
                    let own = if part.weight.percent {
                        points * part.weight.value
                    } else {
                        part.weight.value
                    };
                    self.rule(row, &part.rule, own, answer);
                }
            }
        }
    }

    fn adjustment(&mut self, rule: &Adjustment, answer: &mut Answer) {
        for one in rule.adds.iter().chain(&rule.takes) {
            if self.random.chance(75) {
                let count = self.random.between(0, 4);
                self.count(answer, &one.id, &one.unit, count);
            }
        }
    }

    /// Points that a person gives for the question `id`, from 0 to `most` or a little more.
    fn given(&mut self, answer: &mut Answer, id: &str, most: Decimal) {
        let share = self.random.pick(&[0, 1, 3, 5, 7, 10, 10, 11]);
        self.give(answer, id, most * Decimal::new(share, 1));
    }

    fn give(&mut self, answer: &mut Answer, id: &str, points: Decimal) {
        if self.random.chance(self.blank) {
            return;
        }
        let places = self.rubric.rounding.places + self.random.below(2) as u32;
        let last = Decimal::new(self.random.pick(&[0, 0, 0, 1, -1]), places);
        let text = (points.round_dp(places) + last).to_string();
        answer
            .inputs
            .insert(format!("{id}-points"), Entry::new(text));
    }

    fn targets(&mut self, rule: &Targets, points: Decimal) -> Vec<Target> {
        let count = self.random.pick(&[0, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 9]);
        let floor = Aim::amount(&rule.floor);
        let mut targets = Vec::new();
        let aimed = self.random.chance(40);
        let mut sum = Some(NOTHING);
        let mut left = points;
        for index in 0..count {
            let last = index + 1 == count;
            let mut target = Target {
                name: format!("目标{index}"),
                ..Target::default()
            };
            target.unit = self.random.pick(&["", "万元", "%", "人"]).to_owned();
            let own = match last {
                true => left,
                false => (left / Decimal::from(self.random.between(2, 4)))
                    .round_dp(self.random.pick(&[1, 2]))
                    .min(left),
            };
            left -= own;
            if rule.by == By::Points {
                let extra = if self.random.chance(4) {
                    Decimal::ONE
                } else {
                    Decimal::ZERO
                };
                self.points(&mut target, own + extra);
            }
            if !aimed && self.random.chance(25) {
                self.qualitative(rule, &mut target, own);
                targets.push(target);
                continue;
            }
            target.direction = self
                .random
                .pick(&["", "≥", "≤", "=", "≥ ", "怎样"])
                .to_owned();
            let mut limits = vec![WHOLE, floor, Aim { of: 3, by: 2 }];
            limits.extend(rule.over.as_ref().map(|over| Aim::amount(&over.above)));
            let half = |filler: &mut Self, of: Decimal| {
                let of_points = filler.half(
                    Line {
                        from: NOTHING,
                        each: Aim::decimal(of),
                    },
                    of,
                )?;
                Some(of_points)
            };
            let rate = match (aimed, last, rule.by) {
                (true, _, By::Points) => half(self, own),
                (true, true, By::Mean) => half(self, points).and_then(|half| {
                    half.times(Aim {
                        of: count as i128,
                        by: 1,
                    })?
                    .plus(sum?.negated())
                }),
                (true, false, By::Mean) => Some(self.random.pick(&[
                    WHOLE,
                    NOTHING,
                    Aim { of: 2, by: 3 },
                    Aim { of: 5, by: 7 },
                    Aim { of: 10, by: 11 },
                ])),
                _ if self.random.chance(50) => Some(self.random.pick(&limits)),
                _ => None,
            };
            if aimed && !last {
                let earned = rate.filter(|rate| {
                    rate.of.saturating_mul(floor.by) >= floor.of.saturating_mul(rate.by)
                });
                sum = sum.and_then(|sum| sum.plus(earned.unwrap_or(NOTHING)));
                target.direction = String::new();
            }
            let rate = match rate {
                Some(rate) if rate.of >= 0 => rate,
                _ => self.anywhere(&limits),
            };
            let nudge = if aimed {
                0
            } else {
                i128::from(self.random.pick(&[0, 0, 0, 1, -1]))
            };
            if target.direction.trim().is_empty() || self.random.chance(60) || rate.of > 2 * rate.by
            {
                (target.goal, target.actual) = self.figure(&target.unit, rate, nudge);
            } else {
                // For ≤ the rate is 1 − excess, or 目标 ÷ 实际.
                let over = WHOLE
                    .plus(WHOLE)
                    .and_then(|two| two.plus(rate.negated()))
                    .filter(|over| over.of > 0)
                    .unwrap_or(WHOLE);
                (target.goal, target.actual) = self.figure(&target.unit, over, nudge);
                if self.random.chance(40) {
                    std::mem::swap(&mut target.goal, &mut target.actual);
                }
            }
            if !aimed && self.random.chance(15) {
                target.parts = (0..self.random.between(1, 3))
                    .map(|part| {
                        let rate = if self.random.chance(50) {
                            self.random.pick(&limits)
                        } else {
                            self.anywhere(&limits)
                        };
                        let (goal, actual) = self.figure(&target.unit, rate, nudge);
                        Part {
                            name: format!("分项{part}"),
                            goal,
                            actual,
                        }
                    })
                    .collect();
            }
            if !aimed && self.random.chance(6) {
                target.actual = Entry::default();
                target.reached = self.random.pick(&["是", "否", "", "也许"]).to_owned();
            }
            targets.push(target);
        }
        targets
    }

    fn figure(&mut self, unit: &str, rate: Aim, nudge: i128) -> (Entry, Entry) {
        let (actual, goal) = rate.grown(self.random).unwrap_or((MILLION, 3 * MILLION));
        let (goal, actual) = match self.random.below(60) {
            0 => (
                0,
                if self.random.chance(50) {
                    -actual
                } else {
                    actual
                },
            ),
            1 => (0, 0),
            2 => (goal, -actual),
            3 => (-goal, actual),
            _ => (goal, actual + nudge),
        };
        let entry = |filler: &mut Self, number: i128| match filler.random.chance(filler.blank) {
            true => Entry::default(),
            false => Entry::new(filler.typed(number, unit)),
        };
        (entry(self, goal), entry(self, actual))
    }

    /// The points that a target brings, and what the unit gives it.
    fn points(&mut self, target: &mut Target, own: Decimal) {
        if !self.random.chance(self.blank) {
            target.points = Entry::new(own.to_string());
        }
        if self.random.chance(60) {
            let eighths = self.random.pick(&[0, 1, 3, 4, 5, 7, 8, 8, 8, 9]);
            let claimed = (own * Decimal::from(eighths) / Decimal::from(8))
                .round_dp(self.random.pick(&[0, 1, 2, 3, 7]));
            target.claimed = Entry::new(claimed.to_string());
        }
    }

    fn qualitative(&mut self, rule: &Targets, target: &mut Target, own: Decimal) {
        target.direction = "定性".to_owned();
        let mut words: Vec<&str> = rule.words.iter().map(|word| word.label.as_str()).collect();
        words.extend(rule.judged.iter().map(|level| level.label.as_str()));
        if !words.is_empty() && self.random.chance(80) {
            target.word = self.random.pick(&words).to_owned();
        } else if self.random.chance(10) {
            target.word = "没有这个评级".to_owned();
        }
        target.reached = self.random.pick(&["是", "是", "否", ""]).to_owned();
        if let Some(level) = rule.judged.iter().find(|level| level.label == target.word) {
            let ends: Vec<Decimal> = [Some(level.from), level.to, level.below]
                .iter()
                .flatten()
                .map(|share| share.value * own)
                .collect();
            let places = self.rubric.rounding.places;
            let near = self.random.pick(&ends).round_dp(places);
            let last = Decimal::new(self.random.pick(&[0, 0, 1, -1]), places);
            target.claimed = Entry::new((near + last).to_string());
        }
        if self.random.chance(20) {
            (target.goal, target.actual) = self.figure("", Aim { of: 2, by: 3 }, 0);
        }
    }
}

fn ends(bands: &[Band]) -> Vec<Amount> {
    let ends = bands.iter().flat_map(|band| {
        [
            band.at_least,
            band.above,
            band.equal,
            band.at_most,
            band.below,
        ]
    });
    ends.flatten().collect()
}
