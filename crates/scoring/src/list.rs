//! The targets of a row as they were worked out: a row that moves takes along what is known of it.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use crate::audit::{self, Audit};
use crate::bind;
use crate::expr::Fold;
use crate::expr::bindings::{Figures, List};
use crate::expr::value::Frame;
use crate::finding::Finding;
use crate::form::Target;
use crate::line::target_score;
use crate::lower::LineRule;
use crate::note::Note;
use crate::rule::TargetRows;
use crate::sheet::TargetScore;

/// The targets of one row, beside their figures in the bindings.
#[derive(Clone, Default, Debug)]
pub(crate) struct Targets {
    /// As they were when they were read.
    texts: Vec<Target>,
    worked: Vec<Worked>,
}

/// What was worked out of one target.
#[derive(Clone, Default, Debug)]
struct Worked {
    /// Whether the text is newer than what was worked out.
    stale: bool,
    score: Arc<TargetScore>,
    /// Texts that cannot be used.
    unread: Vec<Note>,
    notes: Vec<Note>,
    /// The first target that says the same, from 0, where it is not this one.
    twin: Option<usize>,
    /// Where in the list the findings say that it stands, and its twin.
    said: Option<(usize, Option<usize>)>,
    findings: Vec<Arc<Finding>>,
}

impl Targets {
    pub fn scores(&self) -> Vec<Arc<TargetScore>> {
        let scores = self.worked.iter().map(|worked| worked.score.clone());
        scores.collect()
    }

    pub fn findings(&self) -> impl Iterator<Item = &Arc<Finding>> {
        self.worked.iter().flat_map(|worked| &worked.findings)
    }

    /// Reads the targets again, of which at most the one in `row` is another, or any where that is `None`.
    pub fn read(
        &mut self,
        asked: &TargetRows,
        targets: &[Target],
        row: Option<usize>,
        list: &mut List,
    ) {
        let row = row.filter(|row| targets.len() == self.texts.len() && *row < targets.len());
        let (head, tail) = match row {
            Some(row) => (row, targets.len() - row - 1),
            None => unchanged(&self.texts, targets),
        };
        let went = head..self.texts.len() - tail;
        let came = &targets[head..targets.len() - tail];
        let renamed = came.len() != went.len()
            || !came
                .iter()
                .map(identity)
                .eq(self.texts[went.clone()].iter().map(identity));
        self.replace(asked, went, came, list);
        if renamed {
            self.find_twins();
        }
    }

    /// Some targets give way to others. Those that only moved keep what is known of them.
    fn replace(
        &mut self,
        asked: &TargetRows,
        went: Range<usize>,
        came: &[Target],
        list: &mut List,
    ) {
        let moved = moved(&self.texts[went.clone()], came);
        let mut figures = std::mem::take(list).into_targets();
        let mut known: Vec<_> = went
            .clone()
            .map(|row| {
                (
                    std::mem::take(&mut self.texts[row]),
                    std::mem::take(&mut figures[row]),
                    std::mem::take(&mut self.worked[row]),
                )
            })
            .collect();
        // A target shares its score with what stood in its place, where that scored the same; where nothing
        // was renamed it has the same twin.
        let places = known
            .iter()
            .map(|(.., known)| (known.score.clone(), known.twin));
        let mut places = places.collect::<Vec<_>>().into_iter();
        let now = came.iter().zip(moved).map(|(target, from)| {
            let (score, twin) = places.next().unwrap_or_default();
            let mut now = match from.and_then(|from| known.get_mut(from)) {
                Some(known) => std::mem::take(known),
                None => fresh(asked, target, score),
            };
            now.2.twin = twin;
            now
        });
        let (texts, read, worked): (Vec<_>, Vec<_>, Vec<_>) = now.collect();
        self.texts.splice(went.clone(), texts);
        figures.splice(went.clone(), read);
        self.worked.splice(went, worked);
        *list = List::new(figures);
    }

    /// Which targets say the same as an earlier one. A list may have thousands: each is looked up, not
    /// compared with all others.
    fn find_twins(&mut self) {
        let mut seen = HashMap::with_capacity(self.texts.len());
        for (row, (target, worked)) in self.texts.iter().zip(&mut self.worked).enumerate() {
            let identity = identity(target);
            worked.twin = match identity.0.is_empty() {
                true => None,
                false => Some(*seen.entry(identity).or_insert(row)).filter(|first| *first != row),
            };
        }
    }

    /// Works out what is stale; looks at all again where `again`, since another year counts.
    pub fn work<'f>(
        &mut self,
        rule: &LineRule,
        asked: &TargetRows,
        fold: &Fold,
        audit: &Audit<'_>,
        again: bool,
        frame: &mut Frame<'f>,
    ) {
        let figures: &'f [Figures] = frame.bindings.targets(fold.line);
        let rows = self.texts.iter().zip(&mut self.worked).zip(figures);
        for (row, ((target, worked), figures)) in rows.enumerate() {
            if worked.stale {
                let score = target_score(fold, &figures.rows, target, frame);
                if *worked.score != score {
                    worked.score = Arc::new(score);
                }
            }
            if worked.stale || again {
                let mut notes = worked.unread.clone();
                notes.extend(audit.target(asked, target, &worked.score));
                worked.notes = notes;
                worked.said = None;
            }
            worked.stale = false;
            worked.say(&rule.id, row, target);
        }
    }
}

impl Worked {
    /// Says the findings of the target in the nth row.
    fn say(&mut self, list: &str, row: usize, target: &Target) {
        let now = Some((row, self.twin));
        if self.said == now {
            return;
        }
        self.said = now;
        let twin = self.twin.map(|first| audit::twin(target, first));
        let notes = self.notes.iter().chain(&twin);
        let findings = notes.map(|note| note.finding(list, row)).collect();
        self.findings = kept(&self.findings, findings);
    }
}

/// Findings, of which those that were there before are the same ones.
pub(crate) fn kept(before: &[Arc<Finding>], now: Vec<Finding>) -> Vec<Arc<Finding>> {
    let same = |at: usize, finding: &Finding| before.get(at).filter(|known| ***known == *finding);
    now.into_iter()
        .enumerate()
        .map(|(at, finding)| match same(at, &finding) {
            Some(known) => known.clone(),
            None => Arc::new(finding),
        })
        .collect()
}

/// A target that was just read.
fn fresh(
    asked: &TargetRows,
    target: &Target,
    score: Arc<TargetScore>,
) -> (Target, Figures, Worked) {
    let mut unread = Vec::new();
    let figures = bind::bind_target(asked, target, &mut |at, message| {
        unread.push(Note::unreadable(at, message));
    });
    let worked = Worked {
        stale: true,
        score,
        unread,
        ..Worked::default()
    };
    (target.clone(), figures, worked)
}

/// What two targets that are the same have in common.
fn identity(target: &Target) -> (&str, &str) {
    (target.name.trim(), target.goal.text().trim())
}

/// How many targets at the beginning and at the end of two lists are the same.
fn unchanged(was: &[Target], now: &[Target]) -> (usize, usize) {
    let same = |(a, b): &(&Target, &Target)| a == b;
    let head = was.iter().zip(now).take_while(same).count();
    let (was, now) = (&was[head..], &now[head..]);
    let tail = was.iter().rev().zip(now.iter().rev()).take_while(same);
    (head, tail.count())
}

/// Where each target stood before, where it did. Targets that follow each other mostly did so before.
fn moved<'t>(was: &'t [Target], now: &'t [Target]) -> Vec<Option<usize>> {
    let mut places: HashMap<_, VecDeque<usize>> = HashMap::with_capacity(was.len());
    for (place, target) in was.iter().enumerate() {
        places.entry(key(target)).or_default().push_back(place);
    }
    let mut left = vec![true; was.len()];
    let mut next = 0;
    let find = |target: &'t Target| {
        let there = |place: &usize| left.get(*place) == Some(&true) && was[*place] == *target;
        let found = Some(next).filter(there).or_else(|| {
            let places = places.get_mut(&key(target))?;
            while places.front().is_some_and(|place| !left[*place]) {
                places.pop_front();
            }
            places.front().copied().filter(there)
        })?;
        left[found] = false;
        next = found + 1;
        Some(found)
    };
    now.iter().map(find).collect()
}

/// What tells most targets from each other.
fn key(target: &Target) -> (&str, &str, &str) {
    (&target.name, target.goal.text(), target.actual.text())
}
