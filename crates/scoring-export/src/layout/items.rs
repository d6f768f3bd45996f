//! What has a printed row of its own: an indicator or, where the form is laid out so, one of the unit's own
//! targets.

use rust_decimal::Decimal;
use scoring::form::{Form, Target};
use scoring::layout::Shows;
use scoring::rubric::Group;
use scoring::{ScoreSheet, Scorer, TargetScore};

use super::scored::{Scored, scored};

/// One of them.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// The scored row.
    pub row: Scored<'a>,
    /// The target that stands in its place.
    pub target: Option<Own<'a>>,
}

/// One of the unit's own targets.
#[derive(Clone, Copy)]
pub struct Own<'a> {
    /// Its place in the list, from 0.
    pub index: usize,
    /// What was filled in.
    pub target: &'a Target,
    /// What that makes.
    pub score: &'a TargetScore,
}

/// All of a form, in the order in which they are printed.
pub fn items<'a>(scorer: &'a Scorer, sheet: &'a ScoreSheet, form: &'a Form) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for row in scored(scorer, sheet, form) {
        let item = |target| Item { row, target };
        match row.as_targets() {
            true => items.extend(row.own().map(Some).map(item)),
            false => items.push(item(None)),
        }
    }
    items
}

/// 二级指标 of a target: the one that the unit chose, else that of its row.
pub fn group<'a>(target: &'a Target, of_row: &'a Group) -> &'a str {
    match target.group.trim() {
        "" => &of_row.name,
        chosen => chosen,
    }
}

impl<'a> Scored<'a> {
    /// The unit's own targets under the row, with their scores.
    pub fn own(&self) -> impl Iterator<Item = Own<'a>> + use<'a> {
        let scores = self.targets.iter().zip(&self.line.targets).enumerate();
        scores.map(|(index, (target, score))| Own {
            index,
            target,
            score,
        })
    }
}

impl<'a> Item<'a> {
    /// 二级指标.
    pub fn group(&self) -> &'a str {
        let name = &self.row.group.name;
        self.target
            .map_or(name, |own| group(own.target, self.row.group))
    }

    /// 分值; none where a target was given none.
    pub fn points(&self) -> Option<Decimal> {
        match self.target {
            Some(own) => own.score.points,
            None => Some(self.row.line.points),
        }
    }

    /// What stands under 得分, as far as it is a score.
    pub fn given(&self) -> Option<Decimal> {
        let Some(Own { score, .. }) = self.target else {
            return self.row.given();
        };
        let typed = !self.typed().is_empty();
        self.row
            .claimed_or_computed(score.claimed, score.score, typed)
    }

    /// What was typed there.
    pub fn typed(&self) -> &'a str {
        match self.target {
            Some(own) => own.target.claimed.text().trim(),
            None => self.row.typed(),
        }
    }

    /// Whether its cell of a column goes on the one above. Indicators with the same printed name and
    /// explanation are in one.
    pub fn shares(&self, above: &Self, shows: Shows) -> bool {
        let in_group =
            || std::ptr::eq(self.row.group, above.row.group) && self.group() == above.group();
        match shows {
            Shows::Section | Shows::SectionPoints => {
                std::ptr::eq(self.row.section, above.row.section)
            }
            Shows::Group | Shows::GroupPoints => in_group(),
            Shows::Name | Shows::Meaning => {
                let (one, other) = (self.row.indicator, above.row.indicator);
                let indicators = self.target.is_none() && above.target.is_none();
                let same = one.name == other.name && one.meaning == other.meaning;
                indicators && same && in_group()
            }
            _ => false,
        }
    }
}
