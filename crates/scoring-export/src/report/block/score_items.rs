//! What has a printed row of its own on 评分表: an indicator or, where the form is laid out so, one of the unit's own
//! targets.

use scoring::TargetScore;
use scoring::form::Target;
use scoring::layout::{Layout, RowsOf, Shows};

use super::super::facts::{Bundle, Part, Row};

/// One of them.
pub(super) struct Item<'a> {
    pub part: &'a Part<'a>,
    pub bundle: &'a Bundle<'a>,
    pub row: &'a Row<'a>,
    /// The target that stands here.
    pub target: Option<(&'a Target, &'a TargetScore)>,
    /// How many targets stand above, on the whole form.
    pub before: usize,
}

impl Item<'_> {
    /// 二级指标: the target's, where the unit chose it.
    pub fn group(&self) -> &str {
        let chosen = self.target.map_or("", |(target, _)| target.group.trim());
        match chosen {
            "" => &self.bundle.group.name,
            chosen => chosen,
        }
    }

    /// Whether its cell of a column goes on the one above it.
    pub fn shares(&self, above: &Self, shows: Shows) -> bool {
        match shows {
            Shows::Section | Shows::SectionPoints => std::ptr::eq(self.part, above.part),
            Shows::Group | Shows::GroupPoints => self.in_group_of(above),
            Shows::Name | Shows::Meaning => {
                let (one, other) = (self.row.indicator, above.row.indicator);
                let indicators = self.target.is_none() && above.target.is_none();
                let same = one.name == other.name && one.meaning == other.meaning;
                indicators && same && self.in_group_of(above)
            }
            _ => false,
        }
    }

    fn in_group_of(&self, above: &Self) -> bool {
        std::ptr::eq(self.bundle, above.bundle) && self.group() == above.group()
    }
}

/// All of a form, in the order in which they are printed.
pub(super) fn items<'a>(layout: &Layout, parts: &'a [Part<'a>]) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let mut before = 0;
    for part in parts {
        for bundle in &part.groups {
            for row in &bundle.rows {
                let item = |target| Item {
                    part,
                    bundle,
                    row,
                    target,
                    before,
                };
                let as_targets = layout.rows == RowsOf::Targets && row.own_points();
                match as_targets && !row.targets.is_empty() {
                    true => items.extend(row.scored_targets().map(Some).map(item)),
                    false => items.push(item(None)),
                }
                before += row.targets.len();
            }
        }
    }
    items
}
