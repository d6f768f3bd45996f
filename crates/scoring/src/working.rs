//! A score sheet in the making: what was worked out of each row stays until an edit touches it.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::audit::{self, Audit};
use crate::bind::{self, Given};
use crate::expr::bindings::{Bindings, Bound, List};
use crate::expr::value::Frame;
use crate::finding::{Finding, Place};
use crate::form::Form;
use crate::list::{Targets, kept};
use crate::lower::LineRule;
use crate::rubric::Indicator;
use crate::score::Scorer;
use crate::sheet::{Line, ScoreSheet, Totals};
use crate::tally;

/// Everything that was worked out of a form.
#[derive(Clone, Debug)]
pub(crate) struct Working {
    bindings: Bindings,
    /// Whether scores are explained in sentences.
    tells: bool,
    /// The year that the form is about 评价年度.
    year: Option<u32>,
    rows: Vec<Row>,
    /// What was found about the header, and about the form as a whole.
    header: Vec<Arc<Finding>>,
    whole: Vec<Arc<Finding>>,
}

/// What was worked out of one scored row.
#[derive(Clone, Default, Debug)]
struct Row {
    /// Whether something that its score rests on is newer than the line.
    stale: bool,
    /// Whether something that was said of it in words is newer than its findings.
    unheard: bool,
    given: Given,
    targets: Targets,
    line: Arc<Line>,
    /// Texts in header fields, and in its own, that cannot be used.
    header: Vec<Arc<Finding>>,
    unread: Vec<Finding>,
    /// The findings of the row, those of its targets aside.
    findings: Vec<Arc<Finding>>,
}

impl Working {
    /// Works out everything.
    pub fn new(scorer: &Scorer, form: &Form, tells: bool) -> Self {
        let lines = scorer.lines().len();
        let mut working = Self {
            bindings: Bindings {
                slots: vec![Bound::Missing; scorer.slots()],
                lists: vec![List::default(); lines],
            },
            tells,
            year: audit::year(form, scorer.rubric()),
            rows: vec![Row::default(); lines],
            header: Vec::new(),
            whole: Vec::new(),
        };
        for row in &mut working.rows {
            row.stale = true;
        }
        working.edit(scorer, form, &Place::Form);
        working
    }

    /// Works out anew what an edit at `place` can have changed.
    pub fn edit(&mut self, scorer: &Scorer, form: &Form, place: &Place) {
        let mut reaches_out = false;
        for (index, (row, rule)) in self.rows.iter_mut().zip(scorer.lines()).enumerate() {
            let touched = match place {
                Place::Form => true,
                Place::Profile(field) => rule.reads(field),
                place => place.indicator() == Some(&rule.id),
            };
            if touched {
                let answers = row.read(index, rule, form, place, &mut self.bindings);
                reaches_out |= answers && rule.reaches_out;
            }
        }
        let year = audit::year(form, scorer.rubric());
        let aged = self.year != year;
        self.year = year;
        let mut frame = Frame::new(&self.bindings);
        frame.tells = self.tells;
        let mut audit = Audit::new(scorer, form, year, self.tells);
        let rules = scorer.rubric().indicators().zip(scorer.lines());
        for (index, (row, (indicator, rule))) in self.rows.iter_mut().zip(rules).enumerate() {
            row.stale |= reaches_out;
            row.unheard |= aged;
            if row.stale || aged {
                row.score(scorer, index, aged, form, &audit, &mut frame);
            }
            if row.unheard {
                row.look(indicator, rule, &mut audit);
            }
        }
    }

    /// The sheet as it is now.
    pub fn sheet(&mut self, scorer: &Scorer, form: &Form) -> ScoreSheet {
        let rubric = scorer.rubric();
        let lines: Vec<_> = self.rows.iter().map(|row| row.line.clone()).collect();
        let (sections, whole) =
            tally::sections(rubric, lines.iter().map(|line| line.as_ref().into()));
        let totals = whole.totals(rubric);
        let mut audit = Audit::new(scorer, form, self.year, self.tells);
        let unread = self.rows.iter().flat_map(|row| &row.header);
        let mut findings: Vec<_> = unread.cloned().collect();
        self.header = kept(&self.header, audit.profile(&totals, &findings));
        self.whole = kept(&self.whole, audit.whole(&lines, &totals));
        findings.extend_from_slice(&self.header);
        for row in &self.rows {
            findings.extend_from_slice(&row.findings);
            findings.extend(row.targets.findings().cloned());
        }
        findings.extend_from_slice(&self.whole);
        let on_claim: Decimal = lines.iter().map(|line| line.on_claim).sum();
        let Totals { total, grade } = totals;
        let rate = whole.rates(&total, rubric.points.value);
        ScoreSheet {
            engine: crate::VERSION,
            rubric: rubric.id.clone(),
            total,
            grade,
            rate,
            on_claim: on_claim.normalize(),
            sections,
            lines,
            findings,
        }
    }
}

impl Row {
    /// Reads again what an edit at `place` can have changed; gives back whether an answer became another.
    fn read(
        &mut self,
        index: usize,
        rule: &LineRule,
        form: &Form,
        place: &Place,
        bindings: &mut Bindings,
    ) -> bool {
        self.unheard = true;
        if let (Some(asked), Some(list)) = (&rule.targets, bindings.lists.get_mut(index)) {
            let targets = bind::targets_of(form, &rule.id);
            match place {
                Place::Target(_, row, _) | Place::Part(_, row, ..) => {
                    self.targets.read(asked, targets, Some(*row), list);
                    self.stale = true;
                }
                Place::Targets(_) | Place::Form => {
                    self.targets.read(asked, targets, None, list);
                    self.stale = true;
                }
                _ => {}
            }
        }
        let given = bind::given_scores(form, rule);
        self.stale |= self.given != given;
        self.given = given;
        self.answers(rule, form, bindings)
    }

    fn answers(&mut self, rule: &LineRule, form: &Form, bindings: &mut Bindings) -> bool {
        let slots = rule.first..rule.first + rule.questions.len();
        let before = bindings.slots[slots.clone()].to_vec();
        let (mut header, mut unread) = (Vec::new(), Vec::new());
        bind::bind_answer(rule, form, bindings, &mut |at, message| {
            let findings = match at {
                Place::Profile(_) => &mut header,
                _ => &mut unread,
            };
            findings.push(bind::unreadable(at, message));
        });
        self.header = kept(&self.header, header);
        self.unread = unread;
        let changed = before != bindings.slots[slots];
        self.stale |= changed;
        changed
    }

    /// Works out the row and those of its targets that are stale.
    fn score(
        &mut self,
        scorer: &Scorer,
        index: usize,
        aged: bool,
        form: &Form,
        audit: &Audit<'_>,
        frame: &mut Frame<'_>,
    ) {
        let rule = &scorer.lines()[index];
        if let Some(asked) = &rule.targets
            && let Some(fold) = rule.fold()
        {
            self.targets.work(rule, asked, fold, audit, aged, frame);
        }
        if !std::mem::take(&mut self.stale) {
            return;
        }
        let line = scorer.line(index, form, self.given, self.targets.scores(), frame);
        if *self.line != line {
            self.line = Arc::new(line);
            self.unheard = true;
        }
    }

    /// Looks for what a person should look at.
    fn look(&mut self, indicator: &Indicator, rule: &LineRule, audit: &mut Audit<'_>) {
        self.unheard = false;
        let mut findings = self.unread.clone();
        findings.extend(audit.line(indicator, rule, &self.line));
        self.findings = kept(&self.findings, findings);
    }
}
