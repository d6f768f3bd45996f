//! Adds up rows: into groups, sections, and the total with its grade.

use rust_decimal::Decimal;

use crate::number::half_up;
use crate::rubric::Rubric;
use crate::sheet::{Grades, Line, Rates, Subtotal, Total, Totals};

/// The scores of one row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scores {
    /// What it is scored out of (分).
    pub full: Decimal,
    pub computed: Option<Decimal>,
    pub claimed: Option<Decimal>,
    pub verified: Option<Decimal>,
}

impl Scores {
    /// What the row adds to the computed total: what the rule gives, else what a reviewer found, else
    /// what the unit claims.
    pub fn counted(self) -> Option<Decimal> {
        self.computed.or(self.verified).or(self.claimed)
    }
}

impl From<&Line> for Scores {
    fn from(line: &Line) -> Self {
        Self {
            full: line.full,
            computed: line.computed,
            claimed: line.claimed,
            verified: line.verified,
        }
    }
}

/// A sum of rows.
#[derive(Clone, Default)]
pub(crate) struct Tally {
    total: Total,
    full: Decimal,
    /// Whether a row has no claimed, or no verified score: a part of them has no grade.
    unclaimed: bool,
    unverified: bool,
}

impl Tally {
    /// Adds a row. One without points (加减分, or 不适用) need not be filled in.
    pub fn add(&mut self, row: Scores) {
        let add = |sum: &mut Option<Decimal>, score: Option<Decimal>| {
            if let Some(score) = score {
                *sum = Some(sum.unwrap_or_default() + score);
            }
        };
        let counted = row.counted();
        if counted.is_none() {
            self.total.open += row.full;
        }
        add(&mut self.total.computed, counted);
        add(&mut self.total.claimed, row.claimed);
        add(&mut self.total.verified, row.verified);
        self.full += row.full;
        let scored = !row.full.is_zero();
        self.unclaimed |= scored && row.claimed.is_none();
        self.unverified |= scored && row.verified.is_none();
    }

    /// The sums, half-up to the form's places.
    fn sums(&self, places: u32) -> Total {
        let tidy = |score: Option<Decimal>| score.map(|s| half_up(s, places).normalize());
        Total {
            computed: tidy(self.total.computed),
            claimed: tidy(self.total.claimed),
            verified: tidy(self.total.verified),
            open: self.total.open.normalize(),
        }
    }

    /// The total of a form with its limits and grades.
    pub fn totals(&self, rubric: &Rubric) -> Totals {
        let whole = |sum: Option<Decimal>| sum.map(|sum| rubric.total_of(sum));
        let total = Total {
            computed: whole(self.total.computed),
            claimed: whole(self.total.claimed),
            verified: whole(self.total.verified),
            open: self.total.open.normalize(),
        };
        let grade = |score: Option<Decimal>, partial: bool| {
            score
                .filter(|_| !partial)
                .and_then(|score| rubric.grade(score))
                .map(str::to_owned)
        };
        let grade = Grades {
            computed: grade(total.computed, !total.open.is_zero()),
            claimed: grade(total.claimed, self.unclaimed),
            verified: grade(total.verified, self.unverified),
        };
        Totals { total, grade }
    }

    /// 得分率 of sums out of `full` points; none of a sum that some row is not in.
    pub fn rates(&self, total: &Total, full: Decimal) -> Rates {
        let rate = |score: Option<Decimal>, partial: bool| {
            let score = score.filter(|_| !partial)?;
            let rate = score.checked_div(full)?;
            Some(half_up(rate, 4).normalize())
        };
        Rates {
            computed: rate(total.computed, !total.open.is_zero()),
            claimed: rate(total.claimed, self.unclaimed),
            verified: rate(total.verified, self.unverified),
        }
    }

    /// The sums and rates of a part of the form.
    pub fn subtotal(&self, name: &str, points: Decimal, places: u32) -> Subtotal {
        let total = self.sums(places);
        let rate = self.rates(&total, self.full);
        Subtotal {
            name: name.to_owned(),
            points: points.normalize(),
            full: self.full.normalize(),
            total,
            rate,
            groups: Vec::new(),
        }
    }
}

/// The sections and groups of a form with the sums of their rows, and the sum of all.
pub(crate) fn sections(
    rubric: &Rubric,
    rows: impl Iterator<Item = Scores>,
) -> (Vec<Subtotal>, Tally) {
    let places = rubric.rounding.places;
    let mut rows = rows;
    let mut whole = Tally::default();
    let mut sections = Vec::with_capacity(rubric.sections.len());
    for section in &rubric.sections {
        let mut of_section = Tally::default();
        let mut groups = Vec::with_capacity(section.groups.len());
        for group in &section.groups {
            let mut of_group = Tally::default();
            for row in rows.by_ref().take(group.indicators.len()) {
                for tally in [&mut of_group, &mut of_section, &mut whole] {
                    tally.add(row);
                }
            }
            groups.push(of_group.subtotal(&group.name, group.points.value, places));
        }
        let mut subtotal = of_section.subtotal(&section.name, section.points.value, places);
        subtotal.groups = groups;
        sections.push(subtotal);
    }
    (sections, whole)
}
