//! The second reading: the sentence that says how the score came about.
//!
//! It follows the path that the value took: each named value once with its figures, the reason of
//! each case that applied, the arithmetic, the points.

use rust_decimal::Decimal;

use super::bindings::{Bound, Figures, Row};
use super::needs::Needs;
use super::seen::asked;
use super::value::{Frame, Open};
use super::{Column, Cond, Expr, Fold, Gather, Named, Rest, Slot};
use crate::form::Part;
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

/// A longer sum is said without its terms.
const MOST_TERMS: usize = 8;

impl<'a> Frame<'a> {
    /// The sentence of an expression that has a value.
    pub fn sentence(&mut self, expr: &Expr, finish: Finish) -> Result<String, Open> {
        let inner = expr.unrounded();
        let mut told = Told::default();
        self.tell(inner, &mut told)?;
        let arithmetic = self.reduced(inner)?;
        let mut clauses = told.clauses;
        // What is added and what is taken has been said.
        if arithmetic.compound && !matches!(finish, Finish::Adjustment) {
            clauses.push(arithmetic.text);
        }
        clauses.push(self.finished(expr, finish)?);
        Ok(clauses.join("，"))
    }

    fn finished(&mut self, expr: &Expr, finish: Finish) -> Result<String, Open> {
        Ok(match finish {
            Finish::Points(full) => {
                let score = self.score(expr)?;
                let whole = self.look(expr.unrounded(), |unrounded| unrounded.is(score))?;
                let rounding = if whole { "" } else { "四舍五入" };
                if score.is_zero() && whole {
                    "不得分".to_owned()
                } else if score == full {
                    format!("{rounding}得满分 {} 分", plain(score))
                } else {
                    format!("{rounding}得 {} 分", plain(score))
                }
            }
            Finish::NotApplicable => "不计分".to_owned(),
            Finish::Adjustment => match self.score(expr)? {
                score if score.is_zero() => "不加分，也不扣分".to_owned(),
                score if score.is_sign_negative() => format!("扣 {} 分", plain(-score)),
                score => format!("加 {} 分", plain(score)),
            },
            Finish::Rate if self.look(expr, |rate| rate.is(Decimal::ONE))? => "得满分".to_owned(),
            Finish::Rate if self.is_zero(expr)? => "不得分".to_owned(),
            Finish::Rate => match self.look(expr, |rate| rate.shown("%"))? {
                (rate, true) => format!("得分率 {rate}"),
                (rate, false) => format!("得分率 ≈ {rate}"),
            },
        })
    }

    /// The sentence of a target; with several figures, one clause each and the worst.
    pub fn target_sentence(
        &mut self,
        fold: &Fold,
        rows: &'a [Row],
        parts_of: &[Part],
    ) -> Result<String, Open> {
        let mut parts = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            self.enter(Some(row));
            let points = row[Column::Points as usize].value();
            let finish = match fold.gather {
                Gather::Sum => Finish::Points(points.unwrap_or_default()),
                Gather::Mean => Finish::Rate,
            };
            let sentence = self.sentence(&fold.each, finish)?;
            parts.push(match parts_of.get(index) {
                Some(part) if rows.len() > 1 => format!("{}：{sentence}", part.name),
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
    pub fn target_gap(&mut self, fold: &Fold, rows: &'a [Row]) -> String {
        let mut needs = Needs::default();
        for row in rows {
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
            .first()
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
                let unit = self.unit(named);
                let (text, exact) = self.look(expr, |value| value.shown(unit))?;
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

    pub(super) fn tell_cond(&mut self, cond: &Cond, told: &mut Told) -> Result<(), Open> {
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

    /// A target as a term of their sum; none where it does not count.
    fn term(&mut self, fold: &Fold, figures: &'a Figures) -> Result<Option<String>, Open> {
        let known = self.target(fold, figures);
        let claim = match known {
            Ok((_, claim)) => claim,
            Err(_) => self.exact_target(fold, figures)?.1,
        };
        let exactly = || Ok(self.exact_target(fold, figures)?.0.clone());
        let (text, _) = asked(
            known.map(|(rate, _)| rate),
            |value| value.short(""),
            exactly,
        )?;
        Ok((!fold.claims_only || claim).then_some(text))
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
                // A rounded figure is not worked on with: its own arithmetic stands for it.
                let unit = self.unit(named);
                match self.look(expr, |value| value.short(unit))? {
                    (figure, true) => Reduced::leaf(figure),
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
                let (whole, _) = self.look(expr, |value| value.short(""))?;
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
                    if matches!(term, Expr::Input(_)) || !self.is_zero(term)? {
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
                if !typed && self.is_zero(right)? {
                    return self.reduced(left);
                }
                let (left, right) = (self.reduced(left)?.text, self.reduced(right)?);
                let right = right.at(1, Binding::Product);
                Reduced::of(vec![left, right], " − ", Binding::Sum)
            }
            Expr::Product(factors) => {
                let mut texts = Vec::with_capacity(factors.len());
                for (at, factor) in factors.iter().enumerate() {
                    if self.is_zero(factor)? {
                        return Ok(Reduced::leaf("0".to_owned()));
                    }
                    texts.push(self.reduced(factor)?.at(at, Binding::Product));
                }
                Reduced::of(texts, " × ", Binding::Product)
            }
            // To divide by one says nothing.
            Expr::Quotient(left, right) if self.look(right, |by| by.is(Decimal::ONE))? => {
                self.reduced(left)?
            }
            Expr::Quotient(left, right) => {
                let left = self.reduced(left)?.at(0, Binding::Product);
                let right = self.reduced(right)?.at(1, Binding::Leaf);
                Reduced::of(vec![left, right], " ÷ ", Binding::Product)
            }
            Expr::Fold(fold) => {
                let targets = self.bindings.targets(fold.line);
                match fold.gather {
                    Gather::Mean => {
                        let (sum, _) = self.look_at_sum(fold, |sum| sum.short(""))?;
                        let texts = vec![sum, targets.len().to_string()];
                        Reduced::of(texts, " ÷ ", Binding::Product)
                    }
                    Gather::Sum if targets.len() == 1 || targets.len() > MOST_TERMS => {
                        Reduced::leaf(self.look_at_sum(fold, |sum| sum.short(""))?.0)
                    }
                    Gather::Sum => {
                        let mut terms = Vec::with_capacity(targets.len());
                        for figures in targets {
                            terms.extend(self.term(fold, figures)?);
                        }
                        Reduced::of(terms, " + ", Binding::Sum)
                    }
                }
            }
        })
    }
}

#[derive(Default)]
pub(super) struct Told {
    pub clauses: Vec<String>,
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
