//! From a rubric and a form to a score sheet 得分表.

use std::cell::Cell;

use num_rational::BigRational;
use rust_decimal::Decimal;

use crate::bind::{self, Given};
use crate::expr::formula::{self, Cells};
use crate::expr::value::{Bindings, Frame, Open};
use crate::expr::words::{Finish, Needs};
use crate::expr::{Fold, Gather, Slot};
use crate::finding::{Place, quoted};
use crate::form::Form;
use crate::lower::{self, LineRule};
use crate::rubric::Rubric;
use crate::sheet::{Line, ScoreSheet, Status, Subtotal, TargetScore, Totals};
use crate::tally::{Scores, Tally};

/// A rubric lowered to expressions: made once, then scores any number of forms.
#[derive(Clone, Debug)]
pub struct Scorer {
    rubric: Rubric,
    lines: Vec<LineRule>,
    slots: usize,
}

/// A form's texts as read, where the expressions of one [`Scorer`] look for them.
#[derive(Clone, Debug)]
pub struct Filled {
    bindings: Bindings,
    given: Vec<Given>,
    /// Each row's scores, once worked out: an edit elsewhere does not change them.
    scores: Vec<Cell<Option<Scores>>>,
}

/// Scores a form by a rubric. Never fails, never guesses; what cannot be scored is said in the sheet.
pub fn score(rubric: &Rubric, form: &Form) -> ScoreSheet {
    Scorer::new(rubric).score(form)
}

impl Scorer {
    /// Lowers a rubric.
    pub fn new(rubric: &Rubric) -> Self {
        let lines = lower::lower(rubric);
        let slots = lines.iter().map(|line| line.questions.len()).sum();
        Self {
            rubric: rubric.clone(),
            lines,
            slots,
        }
    }

    /// The rubric that was lowered.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// The scored rows in the order of the form.
    pub fn lines(&self) -> &[LineRule] {
        &self.lines
    }

    pub(crate) fn slots(&self) -> usize {
        self.slots
    }

    /// Points that can move: the row that may give them, and the id of who would receive them.
    pub(crate) fn transfers(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().enumerate().flat_map(|(index, line)| {
            let to = line.gifts.iter().flat_map(|gift| &gift.to);
            to.map(move |to| (index, to.as_str()))
        })
    }

    /// The whole score sheet of a form.
    pub fn score(&self, form: &Form) -> ScoreSheet {
        let mut findings = Vec::new();
        let bindings = bind::bind(self, form, &mut |place, message| {
            findings.push(bind::unreadable(place, message));
        });
        let mut frame = Frame::new(&bindings);
        let lines: Vec<_> = (0..self.lines.len())
            .map(|index| self.line(index, form, &mut frame))
            .collect();
        let (sections, whole) = self.sections(&lines);
        let totals = whole.totals(&self.rubric);
        crate::audit::audit(self, form, &lines, &totals, &mut findings);
        let Totals { total, grade } = totals;
        ScoreSheet {
            rubric: self.rubric.id.clone(),
            total,
            grade,
            on_claim: lines
                .iter()
                .map(|line| line.on_claim)
                .sum::<Decimal>()
                .normalize(),
            sections,
            lines,
            findings,
        }
    }

    /// Reads a form's texts, to be scored again and again as it is filled.
    pub fn fill(&self, form: &Form) -> Filled {
        Filled {
            bindings: bind::bind(self, form, &mut |_, _| {}),
            given: self
                .lines
                .iter()
                .map(|rule| bind::given_scores(form, rule))
                .collect(),
            scores: vec![Cell::new(None); self.lines.len()],
        }
    }

    /// Reads again what an edit at `place` can have changed.
    pub fn refill(&self, filled: &mut Filled, form: &Form, place: &Place) {
        for (index, rule) in self.lines.iter().enumerate() {
            let touched = match place {
                Place::Profile(field) => rule.reads(field),
                place => place.indicator() == Some(&rule.id),
            };
            if !touched {
                continue;
            }
            bind::rebind(rule, index, form, place, &mut filled.bindings);
            filled.given[index] = bind::given_scores(form, rule);
            if rule.reaches_out {
                filled.scores.iter().for_each(|scores| scores.set(None));
            }
            filled.scores[index].set(None);
        }
    }

    /// Totals and grades alone: no sentence is made, no finding looked for.
    pub fn total(&self, filled: &Filled) -> Totals {
        let mut frame = Frame::new(&filled.bindings);
        let mut tally = Tally::default();
        for (index, rule) in self.lines.iter().enumerate() {
            let known = &filled.scores[index];
            let scores = known.get().unwrap_or_else(|| {
                frame.enter(None);
                let computed = frame.score(&rule.expr).ok();
                let scores = self.scores(index, computed, filled.given[index], &mut frame);
                known.set(Some(scores));
                scores
            });
            tally.add(scores);
        }
        tally.totals(&self.rubric)
    }

    /// The scores of a row, beside the computed one.
    fn scores(
        &self,
        index: usize,
        computed: Option<Decimal>,
        given: Given,
        frame: &mut Frame<'_>,
    ) -> Scores {
        let rule = &self.lines[index];
        let full = match &rule.full {
            Some(full) => {
                frame.enter(None);
                frame.score(full).unwrap_or(rule.points)
            }
            None => rule.points,
        };
        // Points that were transferred away may still be claimed: a unit claims before a reviewer
        // finds that the row does not apply.
        let (least, most) = rule.range;
        let range = least..=most.max(full);
        let within = |score: Option<Decimal>| score.filter(|score| range.contains(score));
        let targets = &frame.bindings.targets[index];
        Scores {
            full,
            computed,
            claimed: within(given.claimed).or_else(|| {
                // A claim that was typed and cannot be one stands for nothing else.
                (!given.claim_typed).then(|| bind::claimed_by_targets(rule, targets))?
            }),
            verified: within(given.verified),
        }
    }

    fn line(&self, index: usize, form: &Form, frame: &mut Frame<'_>) -> Line {
        let rule = &self.lines[index];
        frame.enter(None);
        let outcome = frame.score(&rule.expr);
        let computed = outcome.ok();
        let given = bind::given_scores(form, rule);
        let scores = self.scores(index, computed, given, frame);
        let gone = scores.full.is_zero() && !rule.points.is_zero();
        frame.enter(None);
        let finish = match (gone, rule.adjusts) {
            (true, _) => Finish::NotApplicable,
            (_, true) => Finish::Adjustment,
            _ => Finish::Points(scores.full),
        };
        let words = match outcome {
            Ok(_) => frame.sentence(&rule.expr, finish).unwrap_or_default() + "。",
            Err(_) => self.what_is_missing(rule, frame, form),
        };
        frame.enter(None);
        let on_claim = match (computed, scores.verified, &rule.claims) {
            (Some(_), _, Some(claims)) => frame.score(claims).unwrap_or_default(),
            (Some(_), _, None) | (None, Some(_), _) => Decimal::ZERO,
            (None, None, _) => scores.claimed.unwrap_or_default(),
        };
        let status = match outcome {
            Ok(_) if gone => Status::NotApplicable,
            Ok(_) => Status::Scored,
            Err(Open::Missing) => Status::Missing,
            Err(Open::Gap | Open::NoDivisor) => Status::Gap,
        };
        let targets = rule
            .fold()
            .map(|fold| targets(fold, frame, form, &rule.id))
            .unwrap_or_default();
        frame.enter(None);
        // Only a claim that differs is held against another rounding.
        let unrounded = match scores.claimed == computed {
            true => None,
            false => frame.unrounded(&rule.expr),
        };
        let tidy = |score: Option<Decimal>| score.map(|d| d.normalize());
        Line {
            id: rule.id.clone(),
            points: rule.points.normalize(),
            full: scores.full.normalize(),
            status,
            computed: tidy(computed),
            claimed: tidy(scores.claimed),
            verified: tidy(scores.verified),
            counted: tidy(scores.counted()),
            on_claim: on_claim.normalize(),
            words,
            unrounded,
            targets,
        }
    }

    fn what_is_missing(&self, rule: &LineRule, frame: &mut Frame<'_>, form: &Form) -> String {
        let mut needs = Needs::default();
        frame.needs(&rule.expr, &mut needs);
        let mut missing: Vec<String> = needs
            .slots
            .iter()
            .filter_map(|slot| match slot {
                Slot::Line(index) => rule.questions.get(usize::from(*index) - rule.first),
                Slot::Row(_) => None,
            })
            .map(|question| format!("“{}”", quoted(&question.label)))
            .collect();
        if needs.no_targets {
            missing.push("绩效目标".to_owned());
        }
        let targets = form.targets.get(&rule.id).map_or(&[][..], Vec::as_slice);
        let named = needs.targets.iter().take(3).filter_map(|index| {
            Some(format!(
                "第 {} 个目标（{}）",
                index + 1,
                targets.get(*index)?.name
            ))
        });
        missing.extend(named);
        let mut text = match needs.targets.len() {
            _ if missing.is_empty() => String::new(),
            0 => format!("还缺{}。", missing.join("、")),
            1..=3 => format!("还缺{}的数。", missing.join("、")),
            count => format!("还缺{}等 {count} 个目标的数。", missing.join("、")),
        };
        for gap in needs.gaps {
            text.push_str(&gap);
            text.push('。');
        }
        text
    }

    fn sections(&self, lines: &[Line]) -> (Vec<Subtotal>, Tally) {
        let places = self.rubric.rounding.places;
        let mut rows = lines.iter();
        let mut whole = Tally::default();
        let mut sections = Vec::with_capacity(self.rubric.sections.len());
        for section in &self.rubric.sections {
            let mut of_section = Tally::default();
            let mut groups = Vec::with_capacity(section.groups.len());
            for group in &section.groups {
                let mut of_group = Tally::default();
                for line in rows.by_ref().take(group.indicators.len()) {
                    for tally in [&mut of_group, &mut of_section, &mut whole] {
                        tally.add(line.into());
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

    /// The live formula of a row's computed score, without `=`; blank where an answer is missing.
    pub fn formula(&self, line: usize, cells: &dyn Cells) -> Option<String> {
        self.lines
            .get(line)
            .map(|rule| formula::formula(&rule.expr, cells))
    }

    /// The live formula of what a row is scored out of after transfers, without `=`; `None` where it
    /// is the printed number.
    pub fn full_formula(&self, line: usize, cells: &dyn Cells) -> Option<String> {
        let full = self.lines.get(line)?.full.as_ref()?;
        Some(formula::formula(full, cells))
    }

    /// The live formula of one figure of a target scored under a row: its 得分率, or its 得分 where
    /// targets bring their own points.
    pub fn target_formula(&self, line: usize, cells: &dyn Cells) -> Option<String> {
        let fold = self.lines.get(line)?.fold()?;
        Some(formula::formula(&fold.each, cells))
    }
}

fn targets(fold: &Fold, frame: &mut Frame<'_>, form: &Form, id: &str) -> Vec<TargetScore> {
    let targets = form.targets.get(id).map_or(&[][..], Vec::as_slice);
    let score = |frame: &mut Frame<'_>, index: usize, names: &[String]| {
        let bindings: &Bindings = frame.bindings;
        let rows = bindings.targets.get(fold.line).and_then(|t| t.get(index));
        let rows = rows.map_or(&[][..], |figures| &figures.rows);
        let mut values = Vec::with_capacity(rows.len());
        let mut on_claim = false;
        let mut completion = None;
        for row in rows {
            frame.enter(Some(row));
            values.push(frame.exact(&fold.each).ok());
            on_claim |= frame.rests_on_claim(&fold.each).unwrap_or_default();
            completion = frame.completion(&fold.each);
        }
        let own = fold.gather == Gather::Sum;
        let points = fold.points(rows);
        let rate = |value: &BigRational| match points.filter(|points| !points.is_zero()) {
            _ if !own => Some(value.clone()),
            None => None,
            Some(points) => Some(value / crate::expr::exact::from_decimal(points)),
        };
        let whole = values.iter().flatten().count() == rows.len();
        let worst = if whole {
            values.iter().flatten().min()
        } else {
            None
        };
        let six =
            |ratio: &BigRational| crate::expr::exact::half_up(ratio, 6).map(|d| d.normalize());
        TargetScore {
            rate: worst.and_then(rate).as_ref().and_then(six),
            points: points.map(|points| points.normalize()),
            score: worst.filter(|_| own).and_then(six),
            completion: completion
                .filter(|_| rows.len() == 1)
                .and_then(|ratio| six(&ratio)),
            on_claim: on_claim && whole,
            parts: if rows.len() > 1 {
                values
                    .iter()
                    .map(|value| value.as_ref().and_then(six))
                    .collect()
            } else {
                Vec::new()
            },
            words: frame
                .target_sentence(fold, index, names)
                .unwrap_or_else(|_| frame.target_gap(fold, index))
                + "。",
        }
    };
    targets
        .iter()
        .enumerate()
        .map(|(index, target)| {
            let names: Vec<_> = target.parts.iter().map(|part| part.name.clone()).collect();
            score(frame, index, &names)
        })
        .collect()
}
