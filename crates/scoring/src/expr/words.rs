//! The second reading: the sentence that says how the score came about.
//!
//! It follows the path that the value took: each named value once with its figures, the reason of
//! each case that applied, the arithmetic, the points.

use num_rational::BigRational;
use num_traits::{One, Zero};
use rust_decimal::Decimal;

use super::value::{Bound, Frame, Open};
use super::{Cond, Expr, Mean, Slot};
use crate::number::plain;

/// How a sentence ends.
#[derive(Clone, Copy)]
pub(crate) enum Finish {
    /// 得 3.99 分, of so many.
    Points(Decimal),
    /// 得分率 87%, of a target.
    Rate,
}

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

impl Frame<'_> {
    /// The sentence of an expression that has a value.
    pub fn sentence(&mut self, expr: &Expr, finish: Finish) -> Result<String, Open> {
        let inner = match expr {
            Expr::Round(inner, _) => inner,
            other => other,
        };
        let mut told = Told::default();
        self.tell(inner, &mut told)?;
        let value = self.exact(expr)?;
        let unrounded = self.exact(inner)?;
        let arithmetic = self.reduced(inner)?;
        let mut clauses = told.clauses;
        if arithmetic.compound {
            clauses.push(arithmetic.text);
        }
        clauses.push(match finish {
            Finish::Points(full) => {
                let score = plain(super::exact::to_decimal(&value));
                let rounding = if value == unrounded {
                    ""
                } else {
                    "四舍五入"
                };
                if value.is_zero() {
                    "不得分".to_owned()
                } else if value == super::exact::from_decimal(full) {
                    format!("{rounding}得满分 {score} 分")
                } else {
                    format!("{rounding}得 {score} 分")
                }
            }
            Finish::Rate if value.is_one() => "得满分".to_owned(),
            Finish::Rate if value.is_zero() => "不得分".to_owned(),
            Finish::Rate => format!("得分率 {}", shown(&value, "%").0),
        });
        Ok(clauses.join("，"))
    }

    /// The sentence of a target; with several figures, one clause each and the worst.
    pub fn target_sentence(
        &mut self,
        mean: &Mean,
        target: usize,
        names: &[String],
    ) -> Result<String, Open> {
        let bindings = self.bindings;
        let rows = bindings.targets.get(mean.line).and_then(|t| t.get(target));
        let rows = rows.map_or(&[][..], |figures| &figures.rows);
        let mut parts = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            self.enter(Some(row));
            let sentence = self.sentence(&mean.each, Finish::Rate)?;
            parts.push(match names.get(index) {
                Some(name) if rows.len() > 1 => format!("{name}：{sentence}"),
                _ => sentence,
            });
        }
        self.enter(None);
        let several = if rows.len() > 1 {
            "。取最差的一个"
        } else {
            ""
        };
        Ok(format!("{}{several}", parts.join("；")))
    }

    fn tell(&mut self, expr: &Expr, told: &mut Told) -> Result<(), Open> {
        match expr {
            Expr::Const(_) | Expr::Input(_) | Expr::Mean(_) => {}
            Expr::Product(all) => {
                for one in all {
                    self.tell(one, told)?;
                }
            }
            // The parts of a sum are told one after the other, with a stronger pause between them.
            Expr::Sum(all) => {
                let before = std::mem::take(&mut told.clauses);
                let mut parts = Vec::with_capacity(all.len());
                for one in all {
                    self.tell(one, told)?;
                    parts.push(std::mem::take(&mut told.clauses).join("，"));
                }
                parts.retain(|part| !part.is_empty());
                told.clauses = before;
                if !parts.is_empty() {
                    told.clauses.push(parts.join("；"));
                }
            }
            Expr::Less(left, right) | Expr::Quotient(left, right) => {
                self.tell(left, told)?;
                self.tell(right, told)?;
            }
            Expr::OnClaim(inner) | Expr::Round(inner, _) => self.tell(inner, told)?,
            Expr::Named(named) => {
                if told.named.contains(&named.memo) {
                    return Ok(());
                }
                told.named.push(named.memo);
                self.tell(&named.expr, told)?;
                let value = self.exact(&named.expr)?;
                let (text, exact) = shown(&value, &named.unit);
                let sum = self.reduced(&named.expr)?;
                told.clauses.push(if sum.compound {
                    let sign = if exact { "=" } else { "≈" };
                    format!("{} = {} {sign} {text}", named.name, sum.text)
                } else {
                    format!("{} {text}", named.name)
                });
            }
            Expr::Cases(cases) => {
                let taken = self.taken(cases)?;
                for arm in &cases.arms[..=taken] {
                    self.tell_cond(&arm.when, told)?;
                }
                let arm = &cases.arms[taken];
                if !arm.because.is_empty() {
                    told.clauses.push(arm.because.clone());
                }
                self.tell(&arm.then, told)?;
            }
        }
        Ok(())
    }

    fn tell_cond(&mut self, cond: &Cond, told: &mut Told) -> Result<(), Open> {
        match cond {
            Cond::Compare(left, _, right) => {
                self.tell(left, told)?;
                self.tell(right, told)
            }
            Cond::All(conds) => {
                for cond in conds {
                    self.tell_cond(cond, told)?;
                    if !self.holds(cond)? {
                        break;
                    }
                }
                Ok(())
            }
            Cond::Always | Cond::Chosen { .. } | Cond::Given(_) => Ok(()),
        }
    }

    /// The arithmetic along the path that was taken, with the figures in it.
    fn reduced(&mut self, expr: &Expr) -> Result<Reduced, Open> {
        Ok(match expr {
            Expr::Const(amount) => Reduced::leaf(amount.to_string()),
            Expr::Input(slot) => match self.bound(*slot) {
                Bound::Number(amount) => Reduced::leaf(amount.to_string()),
                _ => return Err(Open::Missing),
            },
            Expr::Named(named) => {
                let value = self.exact(expr)?;
                // A rounded figure is not worked on with: its own arithmetic stands for it.
                match shown(&value, &named.unit) {
                    (_, true) => Reduced::leaf(shown_short(&value, &named.unit)),
                    (_, false) => self.reduced(&named.expr)?,
                }
            }
            Expr::OnClaim(inner) | Expr::Round(inner, _) => self.reduced(inner)?,
            Expr::Cases(cases) => {
                let taken = self.taken(cases)?;
                self.reduced(&cases.arms[taken].then)?
            }
            Expr::Sum(terms) => {
                let mut texts = Vec::with_capacity(terms.len());
                for term in terms {
                    // A term of nothing says nothing.
                    if !self.exact(term)?.is_zero() {
                        texts.push(self.reduced(term)?.text);
                    }
                }
                match texts.is_empty() {
                    true => Reduced::leaf("0".to_owned()),
                    false => Reduced::of(texts, " + ", Binding::Sum),
                }
            }
            Expr::Less(left, right) => {
                let (left, right) = (self.reduced(left)?.text, self.reduced(right)?);
                let right = right.within(Binding::Product);
                Reduced::of(vec![left, right], " − ", Binding::Sum)
            }
            Expr::Product(factors) => {
                let mut texts = Vec::with_capacity(factors.len());
                for factor in factors {
                    texts.push(self.reduced(factor)?.within(Binding::Product));
                }
                Reduced::of(texts, " × ", Binding::Product)
            }
            Expr::Quotient(left, right) => {
                let left = self.reduced(left)?.within(Binding::Product);
                let right = self.reduced(right)?.within(Binding::Leaf);
                Reduced::of(vec![left, right], " ÷ ", Binding::Product)
            }
            Expr::Mean(mean) => {
                let rates = self.rates(mean)?;
                let counted = rates
                    .iter()
                    .filter(|(_, claim)| !mean.claims_only || *claim);
                let sum: BigRational = counted.map(|(rate, _)| rate).sum();
                let texts = vec![shown(&sum, "").0, rates.len().to_string()];
                Reduced::of(texts, " ÷ ", Binding::Product)
            }
        })
    }

    /// What is missing on the path through `expr`.
    pub fn needs(&mut self, expr: &Expr, needs: &mut Needs) {
        match expr {
            Expr::Const(_) => {}
            Expr::Input(slot) => {
                if self.exact(expr).is_err() {
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
                if self.exact(right).is_ok_and(|r| r.is_zero()) {
                    needs.gap("除数是 0，比率算不出来".to_owned());
                }
            }
            Expr::Named(named) => self.needs(&named.expr, needs),
            Expr::OnClaim(inner) | Expr::Round(inner, _) => self.needs(inner, needs),
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
            Expr::Mean(mean) => {
                let bindings = self.bindings;
                let targets = bindings
                    .targets
                    .get(mean.line)
                    .map_or(&[][..], Vec::as_slice);
                needs.no_targets |= targets.is_empty();
                for (index, figures) in targets.iter().enumerate() {
                    let scored = figures.rows.iter().all(|row| {
                        self.enter(Some(row));
                        self.exact(&mean.each).is_ok()
                    });
                    if !scored {
                        needs.targets.push(index);
                    }
                }
                self.enter(None);
            }
        }
    }

    fn needs_cond(&mut self, cond: &Cond, needs: &mut Needs) {
        match cond {
            Cond::Always | Cond::Given(_) => {}
            Cond::Chosen { slot, .. } => {
                if self.holds(cond).is_err() {
                    needs.slot(*slot);
                }
            }
            Cond::All(conds) => conds.iter().for_each(|cond| self.needs_cond(cond, needs)),
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

#[derive(Default)]
struct Told {
    clauses: Vec<String>,
    named: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Sum,
    Product,
    Leaf,
}

struct Reduced {
    text: String,
    binding: Binding,
    /// Whether there is arithmetic to show.
    compound: bool,
}

impl Reduced {
    fn leaf(text: String) -> Self {
        Self {
            text,
            binding: Binding::Leaf,
            compound: false,
        }
    }

    fn of(texts: Vec<String>, sign: &str, binding: Binding) -> Self {
        Self {
            text: texts.join(sign),
            binding,
            compound: true,
        }
    }

    fn within(&self, binding: Binding) -> String {
        if self.binding < binding {
            format!("({})", self.text)
        } else {
            self.text.clone()
        }
    }
}

/// A value as shown, and whether that is all of it: percentages to 2 places, others to 4.
fn shown(value: &BigRational, unit: &str) -> (String, bool) {
    let short = shown_short(value, unit);
    let (scale, places) = if unit == "%" { (100, 2) } else { (1, 4) };
    let scaled = value * BigRational::from_integer(scale.into());
    let exact = super::exact::half_up(&scaled, places)
        .is_some_and(|rounded| super::exact::from_decimal(rounded) == scaled);
    let with_unit = if unit.is_empty() || unit == "%" {
        short
    } else {
        format!("{short} {unit}")
    };
    (with_unit, exact)
}

/// The same without its unit, for use within arithmetic.
fn shown_short(value: &BigRational, unit: &str) -> String {
    let (scale, places) = if unit == "%" { (100, 2) } else { (1, 4) };
    let scaled = value * BigRational::from_integer(scale.into());
    let number = super::exact::half_up(&scaled, places).map(plain);
    let sign = if unit == "%" { "%" } else { "" };
    let number = number.unwrap_or_else(|| scaled.to_integer().to_string());
    format!("{}{sign}", number.replacen('-', "−", 1))
}
