//! What has a printed row of its own on 评分表: an indicator or, where the form is laid out so, one of the
//! unit's own targets.

use scoring::form::Target;
use scoring::rubric::{Group, Indicator, Section};

use super::filled::{Filled, Scored};

/// One of them. Neighbours with the same number of a kind share the printed cell of that kind.
pub(super) struct Item<'a> {
    pub line: Scored<'a>,
    pub section: &'a Section,
    pub group: &'a Group,
    /// The target that stands here, with its place in the list.
    pub target: Option<(usize, &'a Target)>,
    pub in_section: usize,
    pub in_group: usize,
    /// Indicators with the same printed name and explanation are in one.
    pub in_name: usize,
}

impl Item<'_> {
    /// 二级指标: the target's, where the unit chose it.
    pub fn group(&self) -> &str {
        let chosen = self.target.map_or("", |(_, target)| target.group.trim());
        if chosen.is_empty() {
            &self.group.name
        } else {
            chosen
        }
    }

    /// Whether it stands under the same 二级指标 as the one above it.
    fn goes_on(&self, above: &Item<'_>) -> bool {
        std::ptr::eq(self.group, above.group) && self.group() == above.group()
    }

    /// Whether it is printed in one cell with the one above it.
    fn shares_name(&self, above: &Item<'_>) -> bool {
        let indicators = self.target.is_none() && above.target.is_none();
        indicators && same_cell(self.line.indicator, above.line.indicator)
    }
}

/// All of a form, in the order in which they are printed.
pub(super) fn items<'a>(filled: &'a Filled<'a>) -> Vec<Item<'a>> {
    let mut lines = filled.lines();
    let mut items: Vec<Item<'a>> = Vec::new();
    for (in_section, section) in filled.rubric.sections.iter().enumerate() {
        for group in &section.groups {
            for line in lines.by_ref().take(group.indicators.len()) {
                let targets: Vec<_> = match line.targets {
                    Some(targets) if filled.as_targets(line) => {
                        targets.iter().enumerate().map(Some).collect()
                    }
                    _ => vec![None],
                };
                items.extend(targets.into_iter().map(|target| Item {
                    line,
                    section,
                    group,
                    target,
                    in_section,
                    in_group: 0,
                    in_name: 0,
                }));
            }
        }
    }
    for at in 1..items.len() {
        let (above, item) = (&items[at - 1], &items[at]);
        let goes_on = item.goes_on(above);
        let shares = goes_on && item.shares_name(above);
        let (in_group, in_name) = (above.in_group, above.in_name);
        items[at].in_group = in_group + usize::from(!goes_on);
        items[at].in_name = in_name + usize::from(!shares);
    }
    items
}

fn same_cell(one: &Indicator, other: &Indicator) -> bool {
    one.name == other.name && one.meaning == other.meaning
}
