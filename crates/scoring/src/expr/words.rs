//! The second reading: the sentence that says how the score came about.
//!
//! It follows the path that the value took: each named value once with its figures, the reason of
//! each case that applied, the arithmetic, the points.

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use rust_decimal::Decimal;

use super::value::{Bound, Frame, Open, Row};
use super::{Column, Cond, Expr, Fold, Gather, Named, Rest, Slot};
use crate::number::plain;
use crate::rule::targets::QUALITATIVE;

/// How a sentence ends.
#[derive(Clone, Copy)]
pub(crate) enum Finish {
    /// 得 3.99 分, of so many.
    Points(Decimal),
    /// 得分率 87%, of a target.
    Rate,
    /// 加 1 分, 扣 2 分.
    Adjustment,
    /// 不计分: the row does not apply.
    NotApplicable,
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

/// A longer sum is said without its terms.
const MOST_TERMS: usize = 8;

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
        // What is added and what is taken has been said.
        if arithmetic.compound && !matches!(finish, Finish::Adjustment) {
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
                if value.is_zero() && rounding.is_empty() {
                    "不得分".to_owned()
                } else if value == super::exact::from_decimal(full) {
                    format!("{rounding}得满分 {score} 分")
                } else {
                    format!("{rounding}得 {score} 分")
                }
            }
            Finish::NotApplicable => "不计分".to_owned(),
            Finish::Adjustment if value.is_zero() => "不加分，也不扣分".to_owned(),
            Finish::Adjustment => {
                let sign = if value.is_negative() { "扣" } else { "加" };
                format!(
                    "{sign} {} 分",
                    plain(super::exact::to_decimal(&value.abs()))
                )
            }
            Finish::Rate if value.is_one() => "得满分".to_owned(),
            Finish::Rate if value.is_zero() => "不得分".to_owned(),
            Finish::Rate => match shown(&value, "%") {
                (rate, true) => format!("得分率 {rate}"),
                (rate, false) => format!("得分率 ≈ {rate}"),
            },
        });
        Ok(clauses.join("，"))
    }

    /// The sentence of a target; with several figures, one clause each and the worst.
    pub fn target_sentence(
        &mut self,
        fold: &Fold,
        target: usize,
        names: &[String],
    ) -> Result<String, Open> {
        let bindings = self.bindings;
        let rows = bindings.targets.get(fold.line).and_then(|t| t.get(target));
        let rows = rows.map_or(&[][..], |figures| &figures.rows);
        let mut parts = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            self.enter(Some(row));
            let points = row[Column::Points as usize].value();
            let finish = match fold.gather {
                Gather::Sum => Finish::Points(points.unwrap_or_default()),
                Gather::Mean => Finish::Rate,
            };
            let sentence = self.sentence(&fold.each, finish)?;
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

    /// Why a target has no value, where its figures are there but no case covers them.
    pub fn target_gap(&mut self, fold: &Fold, target: usize) -> String {
        let bindings = self.bindings;
        let rows = bindings.targets.get(fold.line).and_then(|t| t.get(target));
        let mut needs = Needs::default();
        for row in rows.map_or(&[][..], |figures| &figures.rows) {
            self.enter(Some(row));
            self.needs(&fold.each, &mut needs);
        }
        self.enter(None);
        if !needs.gaps.is_empty() {
            return needs.gaps.join("；");
        }
        let lacks = |column| needs.slots.contains(&Slot::Row(column));
        let direction = |row: &Row| row[Column::Direction as usize];
        let qualitative = rows
            .and_then(|figures| figures.rows.first())
            .is_some_and(|row| direction(row) == Bound::Choice(QUALITATIVE));
        match (lacks(Column::Goal), lacks(Column::Actual)) {
            _ if lacks(Column::Points) => "还缺分值",
            _ if qualitative && lacks(Column::Score) => "还缺得分",
            _ if qualitative => "还缺评级",
            (true, false) => "还缺目标值",
            (false, true) => "还缺实际完成值",
            _ => "还缺目标值和实际完成值",
        }
        .to_owned()
    }

    fn tell(&mut self, expr: &Expr, told: &mut Told) -> Result<(), Open> {
        match expr {
            Expr::Const(_) | Expr::Input(_) | Expr::Fold(_) => {}
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
            Expr::OnClaim(inner) | Expr::Round(inner, _) | Expr::Whole(inner, _) => {
                self.tell(inner, told)?
            }
            Expr::Named(named) => {
                if told.named.contains(&named.memo) {
                    return Ok(());
                }
                told.named.push(named.memo);
                self.tell(&named.expr, told)?;
                let value = self.exact(&named.expr)?;
                let (text, exact) = shown(&value, self.unit(named));
                let sum = self.reduced(&named.expr)?;
                let clause = if sum.compound {
                    let sign = if exact { "=" } else { "≈" };
                    format!("{} = {} {sign} {text}", named.name, sum.text)
                } else {
                    format!("{} {text}", named.name)
                };
                // The same figures, asked by one case of the rule and by the next.
                let figures = matches!(named.expr, Expr::Input(_) | Expr::Quotient(..));
                if figures && told.figures.contains(&clause) {
                    return Ok(());
                }
                told.figures.push(clause.clone());
                told.clauses.push(clause);
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
            Cond::Any(conds) => {
                for cond in conds {
                    self.tell_cond(cond, told)?;
                    if self.holds(cond)? {
                        break;
                    }
                }
                Ok(())
            }
            Cond::Always | Cond::Chosen { .. } | Cond::Given(_) | Cond::Ticked(_) => Ok(()),
        }
    }

    /// The unit that a named value is shown in: a percentage that was typed stays one.
    fn unit<'n>(&self, named: &'n Named) -> &'n str {
        match &named.expr {
            Expr::Input(slot) => match self.bound(*slot) {
                Bound::Number(amount) if amount.percent => "%",
                _ => &named.unit,
            },
            _ => &named.unit,
        }
    }

    /// The arithmetic along the path that was taken, with the figures in it.
    fn reduced(&mut self, expr: &Expr) -> Result<Reduced, Open> {
        Ok(match expr {
            Expr::Const(amount) => Reduced::leaf(amount.words()),
            Expr::Input(slot) => match self.bound(*slot) {
                Bound::Number(amount) => Reduced::leaf(amount.words()),
                Bound::Date(day) => Reduced::leaf(crate::date::written(day)),
                Bound::Missing | Bound::Choice(_) => return Err(Open::Missing),
            },
            Expr::Named(named) => {
                let value = self.exact(expr)?;
                // A rounded figure is not worked on with: its own arithmetic stands for it.
                let unit = self.unit(named);
                match shown(&value, unit) {
                    (_, true) => Reduced::leaf(shown_short(&value, unit)),
                    (_, false) => self.reduced(&named.expr)?,
                }
            }
            Expr::OnClaim(inner) | Expr::Round(inner, _) => self.reduced(inner)?,
            Expr::Whole(inner, rest) => {
                let steps = self.reduced(inner)?.at(0, Binding::Product);
                let how = match rest {
                    Rest::Drop => "取整档",
                    Rest::Count => "不足一档算一档",
                };
                let whole = shown_short(&self.exact(expr)?, "");
                Reduced::leaf(format!("{whole}（{steps}，{how}）"))
            }
            Expr::Cases(cases) => {
                let taken = self.taken(cases)?;
                self.reduced(&cases.arms[taken].then)?
            }
            Expr::Sum(terms) => {
                let mut said = Vec::with_capacity(terms.len());
                for term in terms {
                    // A term of nothing says nothing, unless it is a figure that was typed.
                    if matches!(term, Expr::Input(_)) || !self.exact(term)?.is_zero() {
                        said.push(self.reduced(term)?);
                    }
                }
                match said.len() {
                    0 => Reduced::leaf("0".to_owned()),
                    1 => said.remove(0),
                    _ => {
                        let texts = said.iter().enumerate();
                        let texts = texts.map(|(at, term)| term.at(at, Binding::Sum)).collect();
                        Reduced::of(texts, " + ", Binding::Sum)
                    }
                }
            }
            Expr::Less(left, right) => {
                let typed = matches!(**right, Expr::Input(_));
                if !typed && self.exact(right)?.is_zero() {
                    return self.reduced(left);
                }
                let (left, right) = (self.reduced(left)?.text, self.reduced(right)?);
                let right = right.at(1, Binding::Product);
                Reduced::of(vec![left, right], " − ", Binding::Sum)
            }
            Expr::Product(factors) => {
                let mut texts = Vec::with_capacity(factors.len());
                for (at, factor) in factors.iter().enumerate() {
                    if self.exact(factor)?.is_zero() {
                        return Ok(Reduced::leaf("0".to_owned()));
                    }
                    texts.push(self.reduced(factor)?.at(at, Binding::Product));
                }
                Reduced::of(texts, " × ", Binding::Product)
            }
            // To divide by one says nothing.
            Expr::Quotient(left, right) if self.exact(right)?.is_one() => self.reduced(left)?,
            Expr::Quotient(left, right) => {
                let left = self.reduced(left)?.at(0, Binding::Product);
                let right = self.reduced(right)?.at(1, Binding::Leaf);
                Reduced::of(vec![left, right], " ÷ ", Binding::Product)
            }
            Expr::Fold(fold) => {
                let values = self.values(fold)?;
                let counted = values
                    .iter()
                    .filter(|(_, claim)| !fold.claims_only || *claim)
                    .map(|(value, _)| value);
                match fold.gather {
                    Gather::Mean => {
                        let sum: BigRational = counted.sum();
                        let texts = vec![shown(&sum, "").0, values.len().to_string()];
                        Reduced::of(texts, " ÷ ", Binding::Product)
                    }
                    Gather::Sum if values.len() == 1 || values.len() > MOST_TERMS => {
                        Reduced::leaf(shown(&counted.sum(), "").0)
                    }
                    Gather::Sum => {
                        let texts = counted.map(|value| shown(value, "").0).collect();
                        Reduced::of(texts, " + ", Binding::Sum)
                    }
                }
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
            Expr::Named(named) => match &named.expr {
                Expr::Quotient(left, right) if self.exact(right).is_ok_and(|r| r.is_zero()) => {
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
            Expr::Fold(fold) => {
                let bindings = self.bindings;
                let targets = bindings
                    .targets
                    .get(fold.line)
                    .map_or(&[][..], Vec::as_slice);
                needs.no_targets |= targets.is_empty();
                for (index, figures) in targets.iter().enumerate() {
                    let mut lacks = Needs::default();
                    let mut scored = true;
                    for row in &figures.rows {
                        self.enter(Some(row));
                        if self.exact(&fold.each).is_err() {
                            scored = false;
                            self.needs(&fold.each, &mut lacks);
                        }
                    }
                    if !scored && lacks.gaps.is_empty() {
                        needs.targets.push(index);
                    }
                    for gap in lacks.gaps {
                        needs.gap(format!("第 {} 个目标：{gap}", index + 1));
                    }
                }
                self.enter(None);
            }
        }
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

#[derive(Default)]
struct Told {
    clauses: Vec<String>,
    named: Vec<usize>,
    /// Clauses that give figures, wherever they were told.
    figures: Vec<String>,
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

    /// As the nth operand: a negative number after a sign stands in brackets, as a sum in a product does.
    fn at(&self, index: usize, binding: Binding) -> String {
        if self.binding < binding || index > 0 && self.text.starts_with('−') {
            format!("({})", self.text)
        } else {
            self.text.clone()
        }
    }
}

/// A value as shown, and whether that is all of it: percentages to 2 places, others to 4.
fn shown(value: &BigRational, unit: &str) -> (String, bool) {
    let (short, exact) = short(value, unit);
    let with_unit = if unit.is_empty() || unit == "%" {
        short
    } else {
        format!("{short} {unit}")
    };
    (with_unit, exact)
}

/// The value in its unit, and how many places of it are shown. Limits are whole percentages, or halves
/// of one: what comes close to one is shown far enough to tell on which side it lies.
fn scaled(value: &BigRational, unit: &str) -> (BigRational, u32) {
    if unit != "%" {
        return (value.clone(), 4);
    }
    let scaled = value * BigRational::from_integer(100.into());
    if *scaled.denom() <= 2.into() {
        return (scaled, 2);
    }
    let is_limit = |short: Decimal| (short.fract() * Decimal::TWO).fract().is_zero();
    let tells = |places: &u32| {
        super::exact::half_up(&scaled, *places).is_some_and(|short| !is_limit(short))
    };
    let places = (2..=6).find(tells).unwrap_or(2);
    (scaled, places)
}

/// The same without its unit, for use within arithmetic.
fn shown_short(value: &BigRational, unit: &str) -> String {
    short(value, unit).0
}

fn short(value: &BigRational, unit: &str) -> (String, bool) {
    let (scaled, places) = scaled(value, unit);
    let rounded = super::exact::half_up(&scaled, places);
    let exact = rounded.is_some_and(|rounded| super::exact::from_decimal(rounded) == scaled);
    let number = match rounded {
        None => scaled.to_integer().to_string(),
        // A percentage that was rounded shows how far: ≈ 0.40%.
        Some(rounded) if unit == "%" && !exact => rounded.to_string(),
        Some(rounded) => plain(rounded),
    };
    let sign = if unit == "%" { "%" } else { "" };
    (format!("{}{sign}", number.replacen('-', "−", 1)), exact)
}
