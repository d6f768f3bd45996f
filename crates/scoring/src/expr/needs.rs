//! What keeps a value from being worked out, in words.

use super::bindings::Row;
use super::value::Frame;
use super::words::Told;
use super::{Cond, Expr, Fold, Slot};

/// What keeps a value from being worked out.
#[derive(Default, Debug)]
pub(crate) struct Needs {
    /// Questions without a readable answer.
    pub slots: Vec<Slot>,
    /// Targets, counted from 0, that cannot be scored.
    pub targets: Vec<usize>,
    /// No target at all.
    pub no_targets: bool,
    /// Values that no case covers, and quotients by zero, in words.
    pub gaps: Vec<String>,
}

/// What keeps a target from being scored.
#[derive(Clone, Default, Debug)]
pub(crate) struct Lacks {
    /// Whether it lacks a figure.
    figure: bool,
    /// Values that no case covers.
    gaps: Vec<String>,
}

impl<'a> Frame<'a> {
    /// What is missing on the path through `expr`.
    pub fn needs(&mut self, expr: &Expr, needs: &mut Needs) {
        match expr {
            Expr::Const(_) => {}
            Expr::Input(slot) => {
                if self.bound(*slot).value().is_none() {
                    needs.slot(*slot);
                }
            }
            Expr::Sum(all) | Expr::Product(all) => {
                all.iter().for_each(|one| self.needs(one, needs))
            }
            Expr::Less(left, right) => {
                self.needs(left, needs);
                self.needs(right, needs);
            }
            Expr::Quotient(left, right) => {
                self.needs(left, needs);
                self.needs(right, needs);
                if self.is_zero(right) == Ok(true) {
                    needs.gap("除数是 0，比率算不出来".to_owned());
                }
            }
            Expr::Named(named) => match &named.expr {
                Expr::Quotient(left, right) if self.is_zero(right) == Ok(true) => {
                    self.needs(left, needs);
                    needs.gap(format!("{}的除数是 0，算不出来", named.name));
                }
                expr => self.needs(expr, needs),
            },
            Expr::OnClaim(inner) | Expr::Round(inner, _) | Expr::Whole(inner, _) => {
                self.needs(inner, needs)
            }
            Expr::Cases(cases) => {
                for arm in &cases.arms {
                    match self.holds(&arm.when) {
                        Ok(true) => return self.needs(&arm.then, needs),
                        Ok(false) => {}
                        Err(_) => return self.needs_cond(&arm.when, needs),
                    }
                }
                // The figures that no case covers, then what is not covered.
                let mut told = Told::default();
                let compared = cases
                    .arms
                    .iter()
                    .try_for_each(|arm| self.tell_cond(&arm.when, &mut told));
                if compared.is_ok() {
                    told.clauses.push(cases.gap.clone());
                    needs.gap(told.clauses.join("，"));
                }
            }
            Expr::Fold(fold) => self.lacking(fold, needs),
        }
    }

    /// What keeps targets of a list from being scored.
    fn lacking(&mut self, fold: &Fold, needs: &mut Needs) {
        let targets = self.bindings.targets(fold.line);
        needs.no_targets |= targets.is_empty();
        // Each gap names its target, so that none of this list is like another of it.
        let before = needs.gaps.len();
        for (index, figures) in targets.iter().enumerate() {
            let lacks = figures
                .lacks
                .get_or_init(|| self.lacks(fold, &figures.rows));
            if lacks.figure {
                needs.targets.push(index);
            }
            for gap in &lacks.gaps {
                let gap = format!("第 {} 个目标：{gap}", index + 1);
                if !needs.gaps[..before].contains(&gap) {
                    needs.gaps.push(gap);
                }
            }
        }
        self.enter(None);
    }

    fn lacks(&mut self, fold: &Fold, rows: &'a [Row]) -> Lacks {
        let mut needs = Needs::default();
        let mut scored = true;
        for row in rows {
            self.enter(Some(row));
            if !self.is_known(&fold.each) {
                scored = false;
                self.needs(&fold.each, &mut needs);
            }
        }
        Lacks {
            figure: !scored && needs.gaps.is_empty(),
            gaps: needs.gaps,
        }
    }

    fn is_known(&mut self, expr: &Expr) -> bool {
        self.look(expr, |_| Ok(())).is_ok()
    }

    fn needs_cond(&mut self, cond: &Cond, needs: &mut Needs) {
        match cond {
            Cond::Always | Cond::Given(_) | Cond::Ticked(_) => {}
            Cond::Chosen { slot, .. } => {
                if self.holds(cond).is_err() {
                    needs.slot(*slot);
                }
            }
            Cond::All(conds) | Cond::Any(conds) => {
                conds.iter().for_each(|cond| self.needs_cond(cond, needs))
            }
            Cond::Compare(left, _, right) => {
                self.needs(left, needs);
                self.needs(right, needs);
            }
        }
    }
}

impl Needs {
    fn slot(&mut self, slot: Slot) {
        if !self.slots.contains(&slot) {
            self.slots.push(slot);
        }
    }

    fn gap(&mut self, gap: String) {
        if !gap.is_empty() && !self.gaps.contains(&gap) {
            self.gaps.push(gap);
        }
    }
}
