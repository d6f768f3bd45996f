//! What stands in the cells of 评分表.

use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::Answer;
use scoring::layout::Shows;

use crate::layout;

use super::cells::Places;
use super::filled::{Filled, Scored, plain};
use super::items::Item;
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
        let indicator = item.line.indicator;
        let split = || layout::criteria(self.filled.layout(), indicator);
        match (shows, item.target) {
            (Shows::Section, _) => Content::text(&item.section.name),
            (Shows::SectionPoints, _) => Content::number(item.section.points.value),
            (Shows::Group, _) => Content::text(item.group()),
            (Shows::GroupPoints, _) => Content::number(item.group.points.value),
            (Shows::Meaning, _) => Content::text(&indicator.meaning),
            (Shows::Explanation, _) => Content::text(split().0),
            (Shows::Criteria, _) => Content::text(split().1),
            (
                Shows::Name | Shows::Points | Shows::Claimed | Shows::Goal | Shows::Actual,
                Some(_),
            ) => self.of_target(item, shows),
            (Shows::Name, None) => Content::text(&indicator.name),
            (Shows::Points, None) => Content::number(item.line.line.points),
            (Shows::Claimed, None) => self.claimed(item.line),
            (Shows::Verified, None) => verified(item.line),
            (Shows::Evidence, None) => {
                let (before, own) = evidence(item.line);
                Content::text(&format!("{before}{own}"))
            }
            (Shows::Remark, None) => {
                Content::text(item.line.answer.map_or("", |answer| answer.remark.trim()))
            }
            (Shows::Goal | Shows::Actual | Shows::Basis, None)
            | (Shows::Verified | Shows::Evidence | Shows::Remark | Shows::Basis, Some(_)) => {
                Content::Blank
            }
        }
    }

    /// 评分依据: one for each target, numbered through the form, then what the unit wrote of the whole.
    pub fn bases(&self, item: &Item<'_>, number: &mut usize) -> Vec<Basis> {
        if let Some((index, target)) = item.target {
            let cell = self.places.target(item.line.index, index, 0, NOTE);
            let content = follow(&cell, target.note.trim());
            return vec![Basis {
                content,
                own: false,
            }];
        }
        let own = item.line.answer.map(Answer::basis).unwrap_or_default();
        let mut bases = Vec::new();
        for target in item.line.targets.unwrap_or_default() {
            *number += 1;
            bases.push(Basis {
                content: Content::text(&layout::basis(*number, target)),
                own: false,
            });
        }
        if bases.is_empty() || !own.is_empty() {
            bases.push(Basis {
                content: Content::text(&own),
                own: true,
            });
        }
        bases
    }

    /// The unit's own score; else the computed one, live; else what was typed and cannot be a score. Beside a
    /// column of 核查得分, a score that the unit did not give is not given for it.
    fn claimed(&self, line: Scored<'_>) -> Content {
        let typed = line
            .answer
            .map_or("", |answer| answer.claimed.text().trim());
        let computed = match self.filled.layout().has(Shows::Verified) {
            true => None,
            false => line.line.computed,
        };
        match (line.line.claimed, computed) {
            (claimed, computed) if line.claimed_by_targets() => {
                let ours = self.places.claimed(line.index);
                let theirs = self.places.computed(line.index);
                let formula = match self.filled.layout().has(Shows::Verified) {
                    true => format!("IF({ours}=\"\",\"\",{ours})"),
                    false => format!("IF({ours}=\"\",{theirs},{ours})"),
                };
                Content::score(formula, claimed.or(computed))
            }
            (Some(claimed), _) => Content::number(claimed),
            (None, _) if !typed.is_empty() => Content::text(typed),
            (None, Some(computed)) => {
                Content::score(self.places.computed(line.index), Some(computed))
            }
            (None, None) => Content::Blank,
        }
    }

    /// A target's cell follows 指标完成情况表, where the target is changed.
    fn of_target(&self, item: &Item<'_>, shows: Shows) -> Content {
        let (line, Some((index, target))) = (item.line, item.target) else {
            return Content::Blank;
        };
        let text = TargetText {
            filled: self.filled,
            places: self.places,
            line,
            index,
            target,
        };
        let cell = |col| self.places.target(line.index, index, 0, col);
        let points = |field, entry: &Entry| {
            let place = Place::Target(line.indicator.id.clone(), index, field);
            self.filled.figure(&place, entry, "分").value()
        };
        match shows {
            Shows::Goal => text.goal(),
            Shows::Actual => text.actual(),
            Shows::Name => follow(&cell(NAME), target.name.trim()),
            Shows::Points => follow(&cell(POINTS), &points("points", &target.points)),
            Shows::Claimed => {
                let (given, made) = (cell(GIVEN), cell(SCORE));
                let score = line.line.targets.get(index).and_then(|score| score.score);
                let value = match points("claimed", &target.claimed) {
                    none if none.is_empty() => score.map(plain).unwrap_or_default(),
                    given => given,
                };
                let formula = format!("IF({given}=\"\",IF({made}=\"\",\"\",{made}),{given})");
                Content::Formula(formula, value)
            }
            _ => Content::Blank,
        }
    }
}

/// 核查得分 as typed.
fn verified(line: Scored<'_>) -> Content {
    match (line.line.verified, line.answer) {
        (Some(verified), _) => Content::number(verified),
        (None, Some(answer)) => Content::text(answer.verified.text().trim()),
        (None, None) => Content::Blank,
    }
}

/// 佐证材料: what stands before the unit's own, and that.
pub(super) fn evidence(line: Scored<'_>) -> (String, &str) {
    let own = line.answer.map_or("", |answer| answer.evidence.as_str());
    layout::evidence(line.indicator, own)
}

/// What another cell holds, blank where that is.
fn follow(cell: &str, value: &str) -> Content {
    Content::Formula(format!("IF({cell}=\"\",\"\",{cell})"), value.to_owned())
}
