//! Reads a form's texts into the slots that expressions look at.
//!
//! What cannot be read is reported at its field and stays missing; it is never taken as zero.

use rust_decimal::Decimal;

use crate::entry::{Entry, Unreadable};
use crate::expr::value::{Bindings, Bound, Figures, Row};
use crate::expr::{COLUMNS, Column};
use crate::finding::{Finding, Place, Severity};
use crate::form::{Answer, Form, Target};
use crate::number::Amount;
use crate::rule::targets::{DIRECTIONS, REACHED};
use crate::rule::{Accepts, Question};
use crate::score::{LineRule, Scorer};

/// Told of each text that cannot be used, where, and why.
pub(crate) type Report<'a> = dyn FnMut(Place, String) + 'a;

pub(crate) fn bind(scorer: &Scorer, form: &Form, report: &mut Report<'_>) -> Bindings {
    let mut bindings = Bindings {
        slots: vec![Bound::Missing; scorer.slots()],
        targets: vec![Vec::new(); scorer.lines().len()],
    };
    for (index, line) in scorer.lines().iter().enumerate() {
        bind_answer(line, form, &mut bindings, report);
        bind_targets(line, form, &mut bindings.targets[index], report);
    }
    bindings
}

/// Reads again what an edit at `place`, which belongs to the nth line, can have changed.
pub(crate) fn rebind(
    line: &LineRule,
    index: usize,
    form: &Form,
    place: &Place,
    bindings: &mut Bindings,
) {
    let quiet: &mut Report<'_> = &mut |_, _| {};
    match place {
        Place::Input(..) | Place::Line(_) => bind_answer(line, form, bindings, quiet),
        Place::Target(id, row, _) | Place::Part(id, row, ..) => {
            let target = form.targets.get(id).and_then(|targets| targets.get(*row));
            let targets = &mut bindings.targets[index];
            match (targets.get_mut(*row), target, &line.targets) {
                (Some(figures), Some(target), Some(words)) => {
                    *figures = bind_target(line, words, *row, target, quiet);
                }
                // Rows came or went.
                _ => bind_targets(line, form, targets, quiet),
            }
        }
        Place::Targets(_) => bind_targets(line, form, &mut bindings.targets[index], quiet),
        Place::Form | Place::Profile(_) | Place::Goal(..) | Place::Answer(..) => {}
    }
}

fn bind_answer(line: &LineRule, form: &Form, bindings: &mut Bindings, report: &mut Report<'_>) {
    let first = line.first;
    let slots = &mut bindings.slots;
    slots[first..first + line.questions.len()].fill(Bound::Missing);
    let Some(answer) = form.answers.get(&line.id) else {
        return;
    };
    for (index, question) in line.questions.iter().enumerate() {
        let Some(entry) = answer.inputs.get(&question.id) else {
            continue;
        };
        if entry.is_empty() {
            continue;
        }
        match read(question, entry, &slots[first..]) {
            Ok(bound) => slots[first + index] = bound,
            Err(message) => report(Place::Input(line.id.clone(), question.id.clone()), message),
        }
    }
    // A part may be asked before its whole, so the pairs are compared when all are read.
    for (index, question) in line.questions.iter().enumerate() {
        let whole = question
            .at_most
            .and_then(|whole| Some((whole, number(slots[first + whole])?)));
        if let (Some((whole, most)), Some(value)) = (whole, number(slots[first + index]))
            && value > most
        {
            slots[first + index] = Bound::Missing;
            let label = &line.questions[whole].label;
            let message = format!("“{}”不能大于“{label}”。请核对两个数。", question.label);
            report(Place::Input(line.id.clone(), question.id.clone()), message);
        }
    }
}

fn number(bound: Bound) -> Option<Decimal> {
    match bound {
        Bound::Number(amount) => Some(amount.value),
        _ => None,
    }
}

fn read(question: &Question, entry: &Entry, line: &[Bound]) -> Result<Bound, String> {
    if let Accepts::Choice(options) = &question.accepts {
        return option(options, entry.text())
            .map(Bound::Choice)
            .ok_or_else(|| {
                format!(
                    "“{}”不是可选的答案。请选：{}。",
                    entry.text().trim(),
                    options.join("、")
                )
            });
    }
    if let Some((asked, _)) = &question.only_if
        && line.get(*asked) == Some(&Bound::Missing)
    {
        return Ok(Bound::Missing);
    }
    let value = entry.read(&question.unit).map_err(|why| why.message())?;
    let Some(value) = value else {
        return Ok(Bound::Missing);
    };
    if value.is_sign_negative() {
        return Err("不能是负数。请核对，或去掉负号。".to_owned());
    }
    if question.accepts == Accepts::Count && !value.fract().is_zero() {
        return Err(format!("应是整数（{}）。请核对。", question.unit));
    }
    if let Some(limit) = question.limit
        && value > limit
    {
        return Err(format!("最多 {} 分。请核对。", crate::number::plain(limit)));
    }
    Ok(number_in(&question.unit, value))
}

fn number_in(unit: &str, value: Decimal) -> Bound {
    Bound::Number(Amount {
        value,
        percent: unit == "%",
    })
}

fn option(options: &[impl AsRef<str>], text: &str) -> Option<u8> {
    let text = text.trim();
    options
        .iter()
        .position(|option| option.as_ref() == text)
        .map(|index| index as u8)
}

fn bind_targets(line: &LineRule, form: &Form, bound: &mut Vec<Figures>, report: &mut Report<'_>) {
    bound.clear();
    let (Some(words), Some(targets)) = (&line.targets, form.targets.get(&line.id)) else {
        return;
    };
    for (index, target) in targets.iter().enumerate() {
        bound.push(bind_target(line, words, index, target, report));
    }
}

fn bind_target(
    line: &LineRule,
    words: &[String],
    index: usize,
    target: &Target,
    report: &mut Report<'_>,
) -> Figures {
    let mut rows = Vec::with_capacity(target.parts.len().max(1));
    let place = |field| Place::Target(line.id.clone(), index, field);
    let mut shared: Row = [Bound::Missing; COLUMNS];
    let mut choose = |column: Column, field, options: &[&str], text: &str| {
        if text.trim().is_empty() {
            return;
        }
        match option(options, text) {
            Some(chosen) => shared[column as usize] = Bound::Choice(chosen),
            None => report(
                place(field),
                format!(
                    "“{}”不是可选的答案。请选：{}。",
                    text.trim(),
                    options.join("、")
                ),
            ),
        }
    };
    choose(
        Column::Direction,
        "direction",
        &DIRECTIONS,
        &target.direction,
    );
    if !words.is_empty() {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        choose(Column::Word, "word", &words, &target.word);
    }
    choose(Column::Reached, "reached", &REACHED, &target.reached);
    let mut figures =
        |row: &mut Row, goal: &Entry, actual: &Entry, at: &dyn Fn(&'static str) -> Place| {
            for (column, field, entry) in [
                (Column::Goal, "goal", goal),
                (Column::Actual, "actual", actual),
            ] {
                row[column as usize] = match figure(target, entry) {
                    Ok(bound) => bound,
                    Err(why) => {
                        let message = match why {
                            Unreadable::Relation if field == "goal" => {
                                "目标值只填数；≥、≤、= 请在“方向”里选。".to_owned()
                            }
                            Unreadable::NotANumber if field == "goal" => {
                                "目标值应是数。没有数的目标，方向请选“定性”，目标值留空。"
                                    .to_owned()
                            }
                            why => why.message(),
                        };
                        report(at(field), message);
                        Bound::Missing
                    }
                };
            }
        };
    if target.parts.is_empty() {
        figures(&mut shared, &target.goal, &target.actual, &place);
        rows.push(shared);
    }
    for (part, figure) in target.parts.iter().enumerate() {
        let mut row = shared;
        let place = |field| Place::Part(line.id.clone(), index, part, field);
        figures(&mut row, &figure.goal, &figure.actual, &place);
        rows.push(row);
    }
    Figures::new(rows)
}

fn figure(target: &Target, entry: &Entry) -> Result<Bound, Unreadable> {
    Ok(entry
        .read(&target.unit)?
        .map_or(Bound::Missing, |value| number_in(&target.unit, value)))
}

/// A score as typed by a unit or a reviewer, where it can be one: 0 to the points of the row.
pub(crate) fn score(form: &Form, line: &LineRule, which: fn(&Answer) -> &Entry) -> Option<Decimal> {
    let value = which(form.answers.get(&line.id)?).read("分").ok()??;
    (Decimal::ZERO..=line.points)
        .contains(&value)
        .then_some(value)
}

pub(crate) fn unreadable(at: Place, message: String) -> Finding {
    Finding {
        code: "unreadable",
        severity: Severity::Error,
        at,
        message,
    }
}
