//! The third reading: a live workbook formula.
//!
//! Written so that binary floats cannot move a score: what is compared is rounded to 12 places
//! first, and what is rounded is first rounded to 10. A blank input makes the formula blank, as a
//! missing answer is never zero.

use super::{Column, Cond, Expr, Gather, Relation, Rest, Slot};
use crate::number::plain;

/// Where a workbook holds what the expressions read.
pub trait Cells {
    /// The cell with the answer, such as `$D$7`.
    fn input(&self, slot: Slot) -> String;

    /// The cells with the 得分率, or where targets bring their own points the 得分, of the targets
    /// scored under the nth line, such as `目标!$H$3:$H$31`, and how many targets there are.
    fn targets(&self, line: usize) -> (String, usize);
}

/// A whole formula without its leading `=`; blank where an answer is missing.
pub(crate) fn formula(expr: &Expr, cells: &dyn Cells) -> String {
    format!("IFERROR({},\"\")", write(expr, cells))
}

fn write(expr: &Expr, cells: &dyn Cells) -> String {
    match expr {
        Expr::Const(amount) => plain(amount.value),
        Expr::Input(slot) => {
            let cell = cells.input(*slot);
            format!("IF(ISNUMBER({cell}),{cell},NA())")
        }
        Expr::Sum(terms) => join(terms, "+", cells),
        Expr::Less(left, right) => format!("({}-{})", write(left, cells), write(right, cells)),
        Expr::Product(factors) => join(factors, "*", cells),
        Expr::Quotient(left, right) => format!("({}/{})", write(left, cells), write(right, cells)),
        Expr::Named(named) => write(&named.expr, cells),
        Expr::OnClaim(inner) => write(inner, cells),
        Expr::Round(inner, places) => format!("ROUND(ROUND({},10),{places})", write(inner, cells)),
        Expr::Cases(cases) => {
            let mut text = String::new();
            let mut open = 0;
            let mut covered = false;
            for arm in &cases.arms {
                if matches!(arm.when, Cond::Always) {
                    text.push_str(&write(&arm.then, cells));
                    covered = true;
                    break;
                }
                text.push_str(&format!(
                    "IF({},{},",
                    test(&arm.when, cells),
                    write(&arm.then, cells)
                ));
                open += 1;
            }
            if !covered {
                text.push_str("NA()");
            }
            text.push_str(&")".repeat(open));
            text
        }
        Expr::Fold(fold) => {
            let (range, count) = cells.targets(fold.line);
            let over = match fold.gather {
                Gather::Mean => format!("/{count}"),
                Gather::Sum => String::new(),
            };
            format!("IF(OR({count}=0,COUNT({range})<{count}),NA(),SUM({range}){over})")
        }
        Expr::Whole(inner, rest) => {
            let function = match rest {
                Rest::Drop => "ROUNDDOWN",
                Rest::Count => "ROUNDUP",
            };
            format!("{function}(ROUND({},10),0)", write(inner, cells))
        }
    }
}

fn join(all: &[Expr], sign: &str, cells: &dyn Cells) -> String {
    if all.is_empty() {
        // A sum without terms; no formula has empty parentheses.
        return "0".to_owned();
    }
    let texts: Vec<_> = all.iter().map(|one| write(one, cells)).collect();
    format!("({})", texts.join(sign))
}

fn test(cond: &Cond, cells: &dyn Cells) -> String {
    match cond {
        Cond::Always => "TRUE".to_owned(),
        Cond::Given(
            slot @ Slot::Row(Column::Goal | Column::Actual | Column::Points | Column::Score),
        ) => {
            format!("ISNUMBER({})", cells.input(*slot))
        }
        Cond::Given(slot) => format!("{}<>\"\"", cells.input(*slot)),
        Cond::Chosen {
            slot: slot @ Slot::Row(_),
            label,
            ..
        } => {
            format!("{}={}", cells.input(*slot), text(label))
        }
        Cond::Chosen { slot, label, .. } => {
            let cell = cells.input(*slot);
            format!("IF({cell}=\"\",NA(),{cell}={})", text(label))
        }
        Cond::Ticked(slot) => format!("{}=\"是\"", cells.input(*slot)),
        Cond::Any(conds) => {
            let tests: Vec<_> = conds.iter().map(|cond| test(cond, cells)).collect();
            tests.iter().rev().fold("FALSE".to_owned(), |rest, one| {
                format!("IF({one},TRUE,{rest})")
            })
        }
        Cond::All(conds) => {
            let tests: Vec<_> = conds.iter().map(|cond| test(cond, cells)).collect();
            // AND() evaluates all of its arguments; nested IFs stop as the value reading does.
            tests.iter().rev().fold("TRUE".to_owned(), |rest, one| {
                format!("IF({one},{rest},FALSE)")
            })
        }
        Cond::Compare(left, relation, right) => {
            let sign = match relation {
                Relation::Below => "<",
                Relation::AtMost => "<=",
                Relation::Equal => "=",
                Relation::AtLeast => ">=",
                Relation::Above => ">",
            };
            format!("{}{sign}{}", side(left, cells), side(right, cells))
        }
    }
}

/// A text as formulas write it.
fn text(label: &str) -> String {
    format!("\"{}\"", label.replace('"', "\"\""))
}

fn side(expr: &Expr, cells: &dyn Cells) -> String {
    match expr {
        Expr::Const(_) | Expr::Input(_) => write(expr, cells),
        other => format!("ROUND({},12)", write(other, cells)),
    }
}
