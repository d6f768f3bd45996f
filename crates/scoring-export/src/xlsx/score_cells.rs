//! What stands in the cells of 评分表.

use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::layout::Shows;
use scoring::number::plain;

use crate::layout::{self, Item, Own, Scored};

use super::cells::Places;
use super::filled::Filled;
use super::formulas::{or_else, shown};
use super::paper::Content;
use super::target_table::{GIVEN, NAME, NOTE, POINTS, SCORE};
use super::target_text::TargetText;

/// 评分依据 of an item: one cell of it.
#[derive(Default)]
pub(super) struct Basis {
    pub content: Content,
    /// Whether it is what the unit wrote of the whole row, and nothing else.
    pub own: bool,
}

/// Where contents come from.
#[derive(Clone, Copy)]
pub(super) struct ScoreCells<'a> {
    pub filled: &'a Filled<'a>,
    pub places: &'a Places,
}

impl ScoreCells<'_> {
    /// A cell of an item. 评分依据 may have several and is made by [`ScoreCells::bases`].
    pub fn content(&self, item: &Item<'_>, shows: Shows) -> Content {
        let (row, indicator) = (item.row, item.row.indicator);
        let split = || layout::criteria(row.layout, indicator);
        match (shows, item.target) {
            (Shows::Section, _) => Content::text(&row.section.name),
            (Shows::SectionPoints, _) => Content::Number(row.section.points.value),
            (Shows::Group, _) => Content::text(item.group()),
            (Shows::GroupPoints, _) => Content::Number(row.group.points.value),
            (Shows::Meaning, _) => Content::text(&indicator.meaning),
            (Shows::Explanation, _) => Content::text(split().0),
            (Shows::Criteria, _) => Content::text(split().1),
            (_, Some(own)) => self.of_target(item, own, shows),
            (Shows::Name, None) => Content::text(&indicator.name),
            (Shows::Points, None) => Content::Number(row.line.points),
            (Shows::Claimed, None) => self.claimed(row),
            (Shows::Verified, None) => match row.line.verified {
                Some(verified) => Content::Number(verified),
                None => Content::text(row.said(|answer| answer.verified.text())),
            },
            (Shows::Evidence, None) => {
                let (before, own) = evidence(row);
                Content::text(&format!("{before}{own}"))
            }
            (Shows::Remark, None) => Content::text(row.said(|answer| &answer.remark)),
            (Shows::Goal | Shows::Actual | Shows::Basis, None) => Content::Blank,
        }
    }

    /// 评分依据: one for each target, numbered through the form, then what the unit wrote of the whole.
    pub fn bases(&self, item: &Item<'_>) -> Vec<Basis> {
        let row = item.row;
        if let Some(own) = item.target {
            let cell = self.places.target(row.index, own.index, 0, NOTE);
            let content = follow(&cell, own.target.note.trim());
            return vec![Basis {
                content,
                own: false,
            }];
        }
        let own = row.basis();
        let targets = (row.before + 1..).zip(row.targets);
        let mut bases: Vec<_> = targets
            .map(|(number, target)| Basis {
                content: Content::text(&layout::basis(number, target)),
                own: false,
            })
            .collect();
        if bases.is_empty() || !own.is_empty() {
            bases.push(Basis {
                content: Content::text(&own),
                own: true,
            });
        }
        bases
    }

    /// 得分 of a row: a number where it was typed, live where it follows from something else; else what was
    /// typed and cannot be a score.
    fn claimed(&self, row: Scored<'_>) -> Content {
        match (row.line.claimed, row.given()) {
            (_, given) if row.claimed_by_targets() => Content::score(self.live(row), given),
            (Some(claimed), _) => Content::Number(claimed),
            (None, None) => Content::text(row.typed()),
            (None, given) => Content::score(self.places.computed(row.index), given),
        }
    }

    /// 得分 of a row in a further cell, where nobody types it.
    pub fn claimed_again(&self, row: Scored<'_>) -> Content {
        match self.claimed(row) {
            Content::Text(typed) => Content::Text(typed),
            _ => Content::score(self.live(row), row.given()),
        }
    }

    fn live(&self, row: Scored<'_>) -> String {
        let computed = self.places.computed(row.index);
        self.either(&self.places.claimed(row.index), &computed)
    }

    /// The unit's own score, else the computed one, unless 核查得分 has a column.
    fn either(&self, claimed: &str, computed: &str) -> String {
        match self.filled.layout().has(Shows::Verified) {
            true => shown(claimed),
            false => or_else(claimed, computed),
        }
    }

    /// A target's cell follows 指标完成情况表, where the target is changed.
    fn of_target(&self, item: &Item<'_>, own: Own<'_>, shows: Shows) -> Content {
        let (line, target) = (item.row, own.target);
        let text = TargetText {
            filled: self.filled,
            places: self.places,
            line,
            index: own.index,
            target,
        };
        let cell = |col| self.places.target(line.index, own.index, 0, col);
        let typed = |field, entry: &Entry| {
            let place = Place::Target(line.indicator.id.clone(), own.index, field);
            self.filled.number(&place, entry, "分").value()
        };
        match shows {
            Shows::Goal => text.goal(),
            Shows::Actual => text.actual(),
            Shows::Name => follow(&cell(NAME), target.name.trim()),
            Shows::Points => follow(&cell(POINTS), &typed("points", &target.points)),
            Shows::Claimed => {
                let formula = self.either(&cell(GIVEN), &shown(&cell(SCORE)));
                let value = match item.given() {
                    Some(score) => plain(score),
                    None => typed("claimed", &target.claimed),
                };
                Content::Formula(formula, value)
            }
            _ => Content::Blank,
        }
    }
}

/// 佐证材料: what stands before the unit's own, and that.
pub(super) fn evidence(row: Scored<'_>) -> (String, &str) {
    layout::evidence(row.indicator, row.said(|answer| &answer.evidence))
}

/// What another cell holds, blank where that is.
fn follow(cell: &str, value: &str) -> Content {
    Content::Formula(shown(cell), value.to_owned())
}
