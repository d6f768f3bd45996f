//! The points that a rule is scored out of 分值, which grow and shrink with transfers 分值转移.

use rust_decimal::Decimal;

use crate::expr::{Arm, Cond, Expr};
use crate::number::{Amount, half_up};

/// The full points of a rule, or of a part of one.
#[derive(Clone, Debug)]
pub(crate) struct Full {
    /// As the rubric prints them.
    pub base: Decimal,
    /// As they are on this form.
    pub expr: Expr,
    /// When the two differ; `None` where they never do.
    moved: Option<Cond>,
    /// The most that `expr` can become.
    pub most: Decimal,
}

impl Full {
    /// Points that nothing changes.
    pub fn fixed(points: Amount) -> Self {
        Self {
            base: points.value,
            expr: Expr::Const(points),
            moved: None,
            most: points.value,
        }
    }

    /// Points that are `expr` instead while `moved` holds.
    pub fn moving(base: Decimal, moved: Cond, expr: Expr, most: Decimal) -> Self {
        let printed = Expr::Const(Amount::plain(base));
        Self {
            base,
            expr: Expr::cases(
                "",
                vec![
                    Arm::new(moved.clone(), "", expr),
                    Arm::otherwise("", printed),
                ],
            ),
            moved: Some(moved),
            most: whole(most),
        }
    }

    /// When the points are not those of the rubric.
    pub fn moved(&self) -> Option<&Cond> {
        self.moved.as_ref()
    }

    /// So many of the rubric's points; more where more were transferred in: 3 × 7 ÷ 4.
    pub fn points(&self, points: Amount) -> Expr {
        match &self.moved {
            Some(_) if points.value == self.base => self.expr.clone(),
            Some(_) if points.value.is_zero() => Expr::Const(points),
            _ => self.scaled(Expr::Const(points)),
        }
    }

    /// Points that were given out of the rubric's: larger by as much as was transferred in.
    pub fn scaled(&self, given: Expr) -> Expr {
        let Some(moved) = &self.moved else {
            return given;
        };
        let base = Expr::Const(Amount::plain(self.base));
        let grown = given.clone().product(self.expr.clone().over(base));
        Expr::cases(
            "",
            vec![
                Arm::new(moved.clone(), "", grown),
                Arm::otherwise("", given),
            ],
        )
    }

    /// The points of a part: a percentage is a share, a plain number is points of the rubric.
    pub fn part(&self, weight: Amount) -> Self {
        let (base, expr) = if weight.percent {
            (
                self.base.saturating_mul(weight.value),
                self.expr.clone().product(Expr::Const(weight)),
            )
        } else {
            (weight.value, self.points(weight))
        };
        let grown = self.most.checked_div(self.base).unwrap_or(Decimal::ONE);
        Self {
            base,
            expr,
            moved: self.moved.clone(),
            most: whole(base.saturating_mul(grown)),
        }
    }
}

/// Without the error of a division: 8 again where three thirds were added up.
fn whole(most: Decimal) -> Decimal {
    half_up(most, 20).normalize()
}
