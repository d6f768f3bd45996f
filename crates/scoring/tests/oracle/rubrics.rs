//! Random rubrics: every kind of rule with every option, nested, with transfers, gates and limits.

use rust_decimal::Decimal;
use scoring::check::check;
use scoring::expr::Relation;
use scoring::number::Amount;
use scoring::rubric::{
    Field, Flaw, Gate, Grade, Group, Indicator, Kind, ProfileTable, Rounding, Rubric, Section,
    Source, TotalLimits, Unless, Void,
};
use scoring::rule::adjustment::{Adjustment, Each};
use scoring::rule::bands::{Band, Bands};
use scoring::rule::checklist::{Checklist, Errors, Excess, Item};
use scoring::rule::choice::{Choice, Choosable};
use scoring::rule::compare::Compare;
use scoring::rule::deduction::{BySize, Count, Deduction, Lack, OffBands, Partial, Step, Steps};
use scoring::rule::either::{Alternative, Either};
use scoring::rule::exception::{Case, Condition, Exception};
use scoring::rule::judged::Judged;
use scoring::rule::linear::Linear;
use scoring::rule::ratio::Ratio;
use scoring::rule::targets::{By, Less, Level, Over, Targets, Word, WordsAs};
use scoring::rule::thresholds::{Threshold, Thresholds};
use scoring::rule::weighted::{Weight, Weighted};
use scoring::rule::{Ask, Change, Days, MeanOf, Measure, Quotient, Rule};

use super::random::Random;

/// What an original may contradict itself in, and records.
const RECORDED: [&str; 3] = ["bands-gap", "checklist-sum", "compare-gap"];
const UNITS: [&str; 5] = ["万元", "万元", "项", "人", "%"];
/// Kinds that other rules stand in come last but for 加减分, which stands in none.
const KINDS: usize = 14;
const NESTING: usize = 3;

/// A random rubric, or `None` where it has a fault that cannot be recorded.
pub fn rubric(random: &mut Random) -> Option<Rubric> {
    let mut maker = Maker {
        places: random.pick(&[0, 1, 1, 2, 2, 2, 2, 3, 4, 6]),
        random,
        next: 0,
        pool: Vec::new(),
        fields: Vec::new(),
        targets: false,
    };
    let mut rubric = maker.rubric();
    for problem in check(&rubric) {
        if !RECORDED.contains(&problem.code) {
            return None;
        }
        let rows = rubric
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.groups)
            .flat_map(|group| &mut group.indicators);
        for row in rows.filter(|row| row.id == problem.at) {
            if row.flaws.iter().all(|flaw| flaw.code != problem.code) {
                row.flaws.push(Flaw {
                    code: problem.code.to_owned(),
                    note: "—".to_owned(),
                });
            }
        }
    }
    check(&rubric).is_empty().then_some(rubric)
}

struct Maker<'a> {
    random: &'a mut Random,
    /// How scores are rounded, and so the finest points of a row.
    places: u32,
    next: usize,
    /// Questions of the row that another rule in it may ask again.
    pool: Vec<Ask>,
    fields: Vec<Field>,
    /// Whether the row scores targets already.
    targets: bool,
}

fn plain(value: Decimal) -> Amount {
    Amount::plain(value)
}

fn hundredths(value: i64) -> Amount {
    plain(Decimal::new(value, 2))
}

fn percent(hundredths: i64) -> Amount {
    Amount::percent(Decimal::new(hundredths, 4))
}

/// What the values of a measure look like.
#[derive(Clone, Copy, PartialEq)]
pub enum Scale {
    Percent,
    Number,
    Days,
}

pub fn scale(measure: &Measure) -> Scale {
    let of = |ask: &Ask| {
        if ask.unit == "%" {
            Scale::Percent
        } else {
            Scale::Number
        }
    };
    match measure {
        Measure::Value(ask) => of(ask),
        Measure::Mean(mean) => mean.of.first().map_or(Scale::Number, of),
        Measure::Quotient(_) | Measure::Change(_) | Measure::Deviation(_) => Scale::Percent,
        Measure::Days(_) => Scale::Days,
    }
}

impl Maker<'_> {
    fn id(&mut self, letter: &str) -> String {
        self.next += 1;
        format!("{letter}{}", self.next)
    }

    fn label(&self) -> String {
        format!("问{}", self.next)
    }

    fn rubric(&mut self) -> Rubric {
        let mut sections = Vec::new();
        for _ in 0..self.random.between(1, 2) {
            let groups: Vec<Group> = (0..self.random.between(1, 2))
                .map(|_| self.group())
                .collect();
            let points = plain(groups.iter().map(|group| group.points.value).sum());
            sections.push(Section {
                name: "节".to_owned(),
                points,
                groups,
                flaws: Vec::new(),
            });
        }
        self.transfers(&mut sections);
        let points: Decimal = sections.iter().map(|section| section.points.value).sum();
        let tenth = points / Decimal::TEN;
        let grade = |name: &str, tenths: i64| Grade {
            name: name.to_owned(),
            from: plain(tenth * Decimal::from(tenths)),
        };
        let total = self.random.chance(25).then(|| TotalLimits {
            least: self
                .random
                .chance(60)
                .then(|| plain(tenth * Decimal::from(self.random.between(0, 4)))),
            most: self
                .random
                .chance(60)
                .then(|| plain(tenth * Decimal::from(self.random.between(5, 11)))),
        });
        let fields = std::mem::take(&mut self.fields);
        let profile = ProfileTable {
            title: "表头".to_owned(),
            added: false,
            fields,
            sums: Vec::new(),
            rates: Vec::new(),
        };
        Rubric {
            id: "random".to_owned(),
            title: "随机".to_owned(),
            year: "2024".to_owned(),
            region: "—".to_owned(),
            kind: Kind::Department,
            points: plain(points),
            source: Source {
                title: "—".to_owned(),
                issuer: "—".to_owned(),
                note: String::new(),
            },
            rounding: Rounding {
                places: self.places,
            },
            grades: vec![
                grade("优", 9),
                grade("良", 8),
                grade("中", 6),
                grade("差", 0),
            ],
            total,
            explain_above: percent(13_000),
            profile: vec![profile],
            goals: false,
            layout: Default::default(),
            sections,
            signatures: Vec::new(),
            report: String::new(),
            flaws: Vec::new(),
        }
    }

    fn group(&mut self) -> Group {
        let indicators: Vec<Indicator> = (0..self.random.between(1, 2))
            .map(|_| self.indicator())
            .collect();
        let points = plain(indicators.iter().map(|one| one.points.value).sum());
        let void = self.random.chance(15).then(|| Void {
            id: self.id("void"),
            label: self.label(),
        });
        Group {
            name: "组".to_owned(),
            points,
            indicators,
            void,
            flaws: Vec::new(),
        }
    }

    fn indicator(&mut self) -> Indicator {
        self.pool.clear();
        self.targets = false;
        let kind = self.random.below(KINDS);
        let points = match kind {
            0 => Decimal::ZERO,
            _ => {
                let mut all = vec![
                    50, 100, 125, 200, 250, 300, 375, 400, 500, 600, 700, 800, 1000, 1300, 2000,
                ];
                let finest = 100 / 10_i64.pow(self.places.min(2));
                all.retain(|hundredths| hundredths % finest == 0);
                Decimal::new(self.random.pick(&all), 2)
            }
        };
        let gate = (kind != 0 && self.random.chance(15)).then(|| Gate {
            id: self.id("gate"),
            label: self.label(),
            otherwise: "—".to_owned(),
        });
        Indicator {
            id: self.id("row"),
            name: self.label(),
            points: plain(points),
            meaning: String::new(),
            criteria: "—".to_owned(),
            evidence: String::new(),
            interpretation: String::new(),
            source: "—".to_owned(),
            gate,
            unless: None,
            flaws: Vec::new(),
            rule: self.rule(kind, points, 0),
        }
    }

    /// Some rows give, some receive; none does both.
    fn transfers(&mut self, sections: &mut [Section]) {
        let all: Vec<&mut Indicator> = sections
            .iter_mut()
            .flat_map(|section| &mut section.groups)
            .flat_map(|group| &mut group.indicators)
            .filter(|one| !matches!(one.rule, Rule::Adjustment(_)))
            .collect();
        if all.len() < 2 || !self.random.chance(55) {
            return;
        }
        let mut givers = Vec::new();
        let mut receivers = Vec::new();
        for row in all {
            match self.random.below(2) {
                0 => givers.push(row),
                _ if !contains(&row.rule, &|targets| targets.by == By::Points) => {
                    receivers.push(row.id.clone())
                }
                _ => {}
            }
        }
        if receivers.is_empty() {
            return;
        }
        for giver in givers {
            if self.random.chance(60) {
                giver.unless = Some(self.unless(&receivers));
            } else {
                self.part_leaves(&mut giver.rule, &receivers);
            }
        }
    }

    fn unless(&mut self, receivers: &[String]) -> Unless {
        let count = self.random.between(1, 3.min(receivers.len() as i64)) as usize;
        let from = self.random.below(receivers.len());
        let to = (0..count)
            .map(|index| receivers[(from + index) % receivers.len()].clone())
            .collect();
        Unless {
            id: self.id("unless"),
            label: self.label(),
            to,
        }
    }

    /// A part of a weighted rule that gives its points to other rows, and perhaps to its siblings.
    fn part_leaves(&mut self, rule: &mut Rule, receivers: &[String]) {
        let Rule::Weighted(weighted) = rule else {
            return;
        };
        let received: Vec<String> = weighted
            .parts
            .iter()
            .filter_map(|part| part.unless.clone())
            .flat_map(|unless| unless.to)
            .collect();
        for part in &mut weighted.parts {
            let free = part.id.is_empty() || !received.contains(&part.id);
            if free && self.random.chance(50) {
                match &mut part.unless {
                    Some(unless) => unless.to.push(receivers[0].clone()),
                    None => part.unless = Some(self.unless(receivers)),
                }
            } else if part.unless.is_none() {
                self.part_leaves(&mut part.rule, receivers);
            }
        }
    }

    fn nested(&mut self, points: Decimal, depth: usize) -> Rule {
        let kinds = if depth >= 3 { KINDS - NESTING } else { KINDS };
        let kind = 1 + self.random.below(kinds - 1);
        self.rule(kind, points, depth)
    }

    fn rule(&mut self, kind: usize, points: Decimal, depth: usize) -> Rule {
        match kind {
            0 => self.adjustment(),
            1 => self.bands(points),
            2 => self.checklist(points),
            3 => self.choice(points),
            4 => self.compare(),
            5 => self.deduction(),
            6 => Rule::Judged(Judged {
                id: self.id("q"),
                label: self.label(),
            }),
            7 => self.linear(),
            8 => self.ratio(),
            9 if self.targets => self.ratio(),
            9 => self.own_targets(),
            10 => self.thresholds(points),
            11 => self.either(points, depth),
            12 => self.exception(points, depth),
            _ => self.weighted(points, depth),
        }
    }

    fn ask(&mut self, unit: &str, signed: bool) -> Ask {
        let known: Vec<Ask> = self
            .pool
            .iter()
            .filter(|ask| ask.unit == unit && ask.signed == signed)
            .cloned()
            .collect();
        if !known.is_empty() && self.random.chance(15) {
            return self.random.pick(&known);
        }
        let ask = self.fresh(unit, signed);
        self.pool.push(ask.clone());
        ask
    }

    fn fresh(&mut self, unit: &str, signed: bool) -> Ask {
        let profile = (unit != "日期" && self.random.chance(20)).then(|| self.field(unit));
        Ask {
            id: self.id("q"),
            label: self.label(),
            unit: unit.to_owned(),
            profile,
            signed,
        }
    }

    fn field(&mut self, unit: &str) -> String {
        let known: Vec<String> = self
            .fields
            .iter()
            .filter(|field| field.unit.as_deref() == Some(unit))
            .map(|field| field.id.clone())
            .collect();
        if !known.is_empty() && self.random.chance(50) {
            return self.random.pick(&known);
        }
        let id = self.id("field");
        self.fields.push(Field {
            id: id.clone(),
            label: self.label(),
            unit: Some(unit.to_owned()),
            under: None,
            states: None,
        });
        id
    }

    fn measure(&mut self, signed: bool) -> Measure {
        let unit = self.random.pick(&UNITS);
        let name = self.id("量");
        match self.random.below(12) {
            0 | 1 => {
                let signed = signed && self.random.chance(30);
                Measure::Value(self.ask(unit, signed))
            }
            2..=5 => {
                let share = self.random.chance(30);
                // What may be refused for its size is asked for nothing else.
                let of = if share {
                    self.fresh(unit, false)
                } else {
                    self.ask(unit, false)
                };
                let by = self.ask(unit, false);
                let more = if self.random.chance(30) {
                    self.random.between(1, 2)
                } else {
                    0
                };
                let plus = (0..more).map(|_| self.fresh(unit, false)).collect();
                Measure::Quotient(Quotient {
                    name,
                    of,
                    by,
                    plus,
                    share,
                })
            }
            6 | 7 => {
                let count = self.random.between(1, 7);
                let signed = signed && self.random.chance(20);
                Measure::Mean(MeanOf {
                    name,
                    of: (0..count).map(|_| self.ask(unit, signed)).collect(),
                })
            }
            8 if signed => {
                let signed = self.random.chance(20);
                Measure::Change(Change {
                    name,
                    of: self.ask(unit, signed),
                    from: self.ask(unit, signed),
                })
            }
            8 | 9 => Measure::Deviation(Change {
                name,
                of: self.ask(unit, false),
                from: self.ask(unit, false),
            }),
            10 if signed => Measure::Days(Days {
                name,
                from: self.ask("日期", false),
                to: self.ask("日期", false),
            }),
            _ => Measure::Value(self.ask("%", false)),
        }
    }

    /// A place on the scale of a measure.
    fn limit(&mut self, scale: Scale) -> Amount {
        match scale {
            Scale::Percent => match self.random.below(10) {
                0 => percent(self.random.between(1, 20_000)),
                _ => percent(self.random.between(0, 30) * 500),
            },
            Scale::Number => match self.random.below(3) {
                0 => hundredths(self.random.between(1, 20_000)),
                _ => plain(Decimal::from(self.random.between(0, 120))),
            },
            Scale::Days => plain(Decimal::from(self.random.between(-5, 30))),
        }
    }

    fn limits(&mut self, scale: Scale, count: usize) -> Vec<Amount> {
        let mut limits: Vec<Amount> = (0..count).map(|_| self.limit(scale)).collect();
        limits.sort_by_key(|limit| limit.value);
        limits.dedup();
        limits
    }

    /// So many points or fewer.
    fn part_of(&mut self, points: Decimal) -> Amount {
        let eighths = Decimal::from(self.random.between(0, 8));
        plain(
            (points * eighths / Decimal::from(8))
                .round_dp(3)
                .min(points),
        )
    }

    /// Some points, not nothing.
    fn off(&mut self) -> Amount {
        plain(Decimal::new(
            self.random
                .pick(&[125, 200, 250, 333, 500, 700, 1000, 1500, 3000]),
            3,
        ))
    }

    fn adjustment(&mut self) -> Rule {
        let side = |maker: &mut Self| -> Vec<Each> {
            let count = maker.random.between(0, 2);
            (0..count)
                .map(|_| Each {
                    id: maker.id("q"),
                    label: maker.label(),
                    unit: "项".to_owned(),
                    each: maker.off(),
                })
                .collect()
        };
        let (adds, takes) = (side(self), side(self));
        let most = |maker: &mut Self| hundredths(maker.random.between(0, 600));
        Rule::Adjustment(Adjustment {
            adds,
            most_added: most(self),
            takes,
            most_taken: most(self),
        })
    }

    /// Bands from one end of the scale to the other, or nearly.
    fn band_list(&mut self, scale: Scale, score: &mut dyn FnMut(&mut Self) -> Amount) -> Vec<Band> {
        let count = self.random.between(1, 3) as usize;
        let mut bands = Vec::new();
        let mut band = Band {
            at_least: None,
            above: None,
            equal: None,
            at_most: None,
            below: None,
            score: score(self),
        };
        for limit in self.limits(scale, count) {
            let mut next = Band {
                at_least: None,
                above: None,
                equal: None,
                at_most: None,
                below: None,
                score: score(self),
            };
            match self.random.below(9) {
                0..=3 => {
                    band.below = Some(limit);
                    next.at_least = Some(limit);
                }
                4..=6 => {
                    band.at_most = Some(limit);
                    next.above = Some(limit);
                }
                // The limit itself is a band of its own, or a gap.
                special => {
                    band.below = Some(limit);
                    next.above = Some(limit);
                    if special == 7 {
                        let score = score(self);
                        bands.push(Band {
                            at_least: None,
                            above: None,
                            equal: Some(limit),
                            at_most: None,
                            below: None,
                            score,
                        });
                    }
                }
            }
            bands.push(std::mem::replace(&mut band, next));
        }
        bands.push(band);
        if bands.len() > 2 && self.random.chance(15) {
            let gap = self.random.below(bands.len());
            bands.remove(gap);
        }
        if self.random.chance(50) {
            bands.reverse();
        }
        bands.retain(|band| {
            [
                band.at_least,
                band.above,
                band.equal,
                band.at_most,
                band.below,
            ]
            .iter()
            .any(Option::is_some)
        });
        bands
    }

    fn bands(&mut self, points: Decimal) -> Rule {
        let measure = self.measure(true);
        let bands = self.band_list(scale(&measure), &mut |maker| maker.part_of(points));
        Rule::Bands(Bands { measure, bands })
    }

    fn checklist(&mut self, points: Decimal) -> Rule {
        let count = self.random.between(1, 4);
        let mut items = Vec::new();
        let mut left = points;
        for index in 0..count {
            let score = match index + 1 == count {
                true => left,
                false => (left / Decimal::from(self.random.between(2, 4))).round_dp(2),
            };
            left -= score;
            if !score.is_zero() {
                items.push(Item {
                    id: self.id("q"),
                    label: self.label(),
                    score: plain(score),
                    partial: self.random.chance(30),
                });
            }
        }
        let excess = self
            .random
            .chance(40)
            .then(|| self.random.pick(&[Excess::Cap, Excess::Scale]));
        if excess.is_some() && self.random.chance(85) {
            let score = self.off();
            items.push(Item {
                id: self.id("q"),
                label: self.label(),
                score,
                partial: false,
            });
        }
        let errors = self.random.chance(40).then(|| Errors {
            id: self.id("q"),
            label: self.label(),
            unit: "处".to_owned(),
            off: self.off(),
        });
        Rule::Checklist(Checklist {
            items,
            errors,
            excess,
        })
    }

    fn choice(&mut self, points: Decimal) -> Rule {
        let (id, label) = (self.id("q"), self.label());
        let labels = match self.random.chance(20) {
            true => vec!["是", "否"],
            false => vec!["甲", "乙", "丙", "丁"][..self.random.between(2, 4) as usize].to_vec(),
        };
        let options = labels.into_iter().map(|label| {
            let mut option = Choosable {
                label: label.to_owned(),
                worth: None,
                score: None,
                from: None,
                to: None,
                below: None,
            };
            match self.random.below(6) {
                0 | 1 => {
                    option.worth = Some(percent(
                        self.random
                            .pick(&[0, 2500, 3333, 5000, 6000, 8000, 9550, 10_000]),
                    ))
                }
                2 => option.score = Some(self.part_of(points)),
                3 => {}
                shape => {
                    let from = self.random.between(0, 16);
                    let end = percent(self.random.between(from, 20) * 500);
                    option.from = self.random.chance(80).then(|| percent(from * 500));
                    match shape {
                        4 => option.to = Some(end),
                        _ => option.below = Some(end),
                    }
                }
            }
            option
        });
        let options = options.collect();
        Rule::Choice(Choice { id, label, options })
    }

    fn compare(&mut self) -> Rule {
        let unit = self.random.pick(&UNITS);
        let side = |maker: &mut Self| match maker.random.below(4) {
            0 => Measure::Quotient(Quotient {
                name: maker.id("量"),
                of: maker.ask(unit, false),
                by: maker.ask(unit, false),
                plus: Vec::new(),
                share: false,
            }),
            1 => {
                let count = maker.random.between(2, 3);
                Measure::Mean(MeanOf {
                    name: maker.id("量"),
                    of: (0..count).map(|_| maker.ask(unit, false)).collect(),
                })
            }
            _ => Measure::Value(maker.ask(unit, false)),
        };
        let (mut left, mut right) = (side(self), side(self));
        if self.random.chance(10) {
            left = Measure::Value(self.ask("日期", false));
            right = Measure::Value(self.ask("日期", false));
        }
        use Relation::{Above, AtLeast, AtMost, Below, Equal};
        let (full, zero) = self.random.pick(&[
            (AtMost, Above),
            (Below, AtLeast),
            (AtLeast, Below),
            (Above, AtMost),
            (Above, Below),
            (Equal, Above),
            (Equal, Below),
        ]);
        Rule::Compare(Compare {
            left,
            right,
            full,
            zero,
        })
    }

    fn deduction(&mut self) -> Rule {
        let mut rule = Deduction {
            counts: Vec::new(),
            lacks: Vec::new(),
            by_size: None,
            steps: Vec::new(),
            bands: Vec::new(),
        };
        while rule.counts.len()
            + rule.lacks.len()
            + rule.steps.len()
            + rule.bands.len()
            + usize::from(rule.by_size.is_some())
            == 0
        {
            if self.random.chance(35) {
                let one = Count {
                    id: self.id("q"),
                    label: self.label(),
                    unit: "项".to_owned(),
                    off: self.off(),
                };
                rule.counts.push(one);
            }
            if self.random.chance(25) {
                let one = Lack {
                    id: self.id("q"),
                    label: self.label(),
                    off: self.off(),
                };
                rule.lacks.push(one);
            }
            if self.random.chance(25) {
                let limits = self.limits(Scale::Number, 2);
                let mut steps: Vec<Step> = limits
                    .iter()
                    .map(|to| Step {
                        to: Some(*to),
                        off: self.off(),
                    })
                    .collect();
                steps.push(Step {
                    to: None,
                    off: self.off(),
                });
                let mut whole = || self.fresh("笔", false);
                rule.by_size = Some(BySize {
                    size: whole(),
                    found: whole(),
                    steps,
                });
            }
            if self.random.chance(40) {
                let measure = self.measure(true);
                let limit = self.limit(scale(&measure));
                let above = self.random.chance(60);
                let every = match scale(&measure) {
                    Scale::Percent => percent(self.random.pick(&[100, 300, 500, 700, 1000, 333])),
                    _ => plain(self.random.pick(&[
                        Decimal::ONE,
                        Decimal::from(3),
                        Decimal::from(7),
                        Decimal::new(5, 1),
                    ])),
                };
                rule.steps.push(Steps {
                    measure,
                    above: above.then_some(limit),
                    below: (!above).then_some(limit),
                    every,
                    off: self.off(),
                    partial: self.random.pick(&[Partial::Drop, Partial::Count]),
                });
            }
            if self.random.chance(25) {
                let measure = self.measure(true);
                let bands = self.band_list(scale(&measure), &mut |maker| maker.off());
                rule.bands.push(OffBands { measure, bands });
            }
        }
        Rule::Deduction(rule)
    }

    fn linear(&mut self) -> Rule {
        let measure = self.measure(true);
        loop {
            let (zero_at, full_at) = (self.limit(scale(&measure)), self.limit(scale(&measure)));
            if zero_at.value != full_at.value {
                return Rule::Linear(Linear {
                    measure,
                    zero_at,
                    full_at,
                });
            }
        }
    }

    fn ratio(&mut self) -> Rule {
        let remainder = self.random.chance(20);
        let measure = self.measure(true);
        let full_at = match scale(&measure) {
            _ if remainder || self.random.chance(30) => percent(10_000),
            Scale::Percent => percent(
                self.random
                    .pick(&[5000, 6250, 7000, 9000, 9500, 12_000, 3333]),
            ),
            Scale::Number | Scale::Days => {
                plain(Decimal::from(self.random.pick(&[3, 7, 30, 90, 100, 110])))
            }
        };
        let of_full = |maker: &mut Self, least: i64, most: i64| {
            let share = Decimal::new(maker.random.between(least, most), 1);
            Amount {
                value: full_at.value * share,
                percent: full_at.percent,
            }
        };
        let floor = (!remainder && self.random.chance(40)).then(|| of_full(self, 0, 10));
        let over = (!remainder && self.random.chance(30)).then(|| Over {
            above: of_full(self, 10, 18),
            worth: percent(self.random.pick(&[0, 5000, 3333, 10_000])),
        });
        Rule::Ratio(Ratio {
            measure,
            full_at,
            floor,
            over,
            remainder,
        })
    }

    fn own_targets(&mut self) -> Rule {
        self.targets = true;
        let by = self.random.pick(&[By::Mean, By::Mean, By::Points]);
        let judged = by == By::Points && self.random.chance(50);
        let words = !judged && self.random.chance(50) && by == By::Mean;
        let worths = [10_000, 9500, 7000, 3333, 0];
        let words = ["优", "良", "中", "低", "差"][..if words {
            self.random.between(1, 5) as usize
        } else {
            0
        }]
            .iter()
            .zip(worths)
            .map(|(label, worth)| Word {
                label: (*label).to_owned(),
                worth: percent(worth),
            })
            .collect();
        let level = |label: &str, from: i64, to: Option<i64>, below: Option<i64>| Level {
            label: label.to_owned(),
            from: percent(from),
            to: to.map(percent),
            below: below.map(percent),
        };
        let levels = vec![
            level("达成", 8000, Some(10_000), None),
            level("部分", 6000, None, Some(8000)),
            level("未达成", 0, None, Some(6000)),
        ];
        Rule::Targets(Targets {
            name: "目标".to_owned(),
            floor: percent(self.random.pick(&[0, 0, 5000, 6000, 3333, 10_000])),
            over: self.random.chance(40).then(|| Over {
                above: percent(self.random.pick(&[10_000, 12_000, 15_000, 20_000])),
                worth: percent(self.random.pick(&[0, 5000, 8000, 3333, 10_000])),
            }),
            less: self.random.pick(&[Less::Share, Less::Inverse]),
            exact: self.random.chance(40),
            words,
            words_as: self.random.pick(&[WordsAs::Completion, WordsAs::Score]),
            judged: if judged { levels } else { Vec::new() },
            by,
            groups: Vec::new(),
        })
    }

    fn thresholds(&mut self, points: Decimal) -> Rule {
        let count = self.random.between(1, 4);
        let thresholds: Vec<Threshold> = (0..count)
            .map(|_| {
                let measure = self.measure(true);
                let at_least = self.limit(scale(&measure));
                Threshold { measure, at_least }
            })
            .collect();
        let scores = (0..=count).map(|_| self.part_of(points)).collect();
        Rule::Thresholds(Thresholds { thresholds, scores })
    }

    fn either(&mut self, points: Decimal, depth: usize) -> Rule {
        let (id, label) = (self.id("q"), self.label());
        let count = self.random.between(2, 3);
        let mut options = Vec::new();
        for index in 0..count {
            options.push(Alternative {
                label: format!("办法{index}"),
                rule: Box::new(self.nested(points, depth + 1)),
            });
        }
        Rule::Either(Either { id, label, options })
    }

    fn exception(&mut self, points: Decimal, depth: usize) -> Rule {
        let cases = (0..self.random.between(1, 2)).map(|_| {
            let when = (0..self.random.between(1, 2)).map(|_| {
                let measure = self.measure(true);
                let limits = self.limits(scale(&measure), 2);
                let (low, high) = (limits.first().copied(), limits.last().copied());
                let mut one = Condition {
                    measure,
                    at_least: None,
                    above: None,
                    equal: None,
                    at_most: None,
                    below: None,
                };
                match self.random.below(6) {
                    0 => one.equal = low,
                    1 => one.at_least = high,
                    2 => one.above = high,
                    3 => one.at_most = low,
                    4 => one.below = low,
                    _ => (one.at_least, one.below) = (low, high),
                }
                one
            });
            let when = when.collect();
            Case {
                when,
                worth: percent(self.random.pick(&[0, 5000, 3333, 10_000])),
                because: "特例".to_owned(),
            }
        });
        let cases = cases.collect();
        Rule::Exception(Exception {
            cases,
            otherwise: Box::new(self.nested(points, depth + 1)),
        })
    }

    fn weighted(&mut self, points: Decimal, depth: usize) -> Rule {
        let shares: &[i64] = match self.random.below(5) {
            0 => &[5000, 5000],
            1 => &[6000, 4000],
            2 => &[3333, 3333, 3334],
            3 => &[1250, 3750, 5000],
            _ => &[2500, 2500, 2000, 3000],
        };
        // A part of fewer points could round to none.
        let whole = points.round_dp(2) == points && points >= Decimal::new(20, 2);
        let in_points = self.random.chance(40) && whole;
        let mut left = points;
        let mut parts = Vec::new();
        for (index, share) in shares.iter().enumerate() {
            let share = percent(*share);
            let own = match index + 1 == shares.len() {
                _ if !in_points => points * share.value,
                true => left,
                false => (points * share.value).round_dp(2),
            };
            left -= own;
            let weight = if in_points { plain(own) } else { share };
            let rule = Box::new(self.nested(own, depth + 1));
            parts.push(Weight {
                id: self.id("part"),
                weight,
                unless: None,
                rule,
            });
        }
        if self.random.chance(40) {
            self.moves_within(&mut parts);
        }
        Rule::Weighted(Weighted { parts })
    }

    /// Parts that give their points to others of the same rule.
    fn moves_within(&mut self, parts: &mut [Weight]) {
        let ids: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
        let half = parts.len() / 2;
        for (index, part) in parts.iter_mut().enumerate() {
            if self.random.chance(60) && index < half {
                let to: Vec<String> = ids.iter().skip(half).cloned().collect();
                let count = self.random.between(1, to.len() as i64) as usize;
                part.unless = Some(Unless {
                    id: self.id("unless"),
                    label: self.label(),
                    to: to[..count].to_vec(),
                });
            }
        }
    }
}

/// Whether a rule, or one within it, scores such targets.
pub fn contains(rule: &Rule, such: &dyn Fn(&Targets) -> bool) -> bool {
    match rule {
        Rule::Targets(targets) => such(targets),
        Rule::Weighted(weighted) => weighted.parts.iter().any(|part| contains(&part.rule, such)),
        Rule::Either(either) => either
            .options
            .iter()
            .any(|option| contains(&option.rule, such)),
        Rule::Exception(exception) => contains(&exception.otherwise, such),
        _ => false,
    }
}
