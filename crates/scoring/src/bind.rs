//! Reads a form's texts into the slots that expressions look at.
//!
//! What cannot be read is reported at its field and stays missing; it is never taken as zero.

use rust_decimal::Decimal;

use crate::entry::{Entry, Unreadable};
use crate::expr::bindings::{Bindings, Bound, Figures, List, Row};
use crate::expr::{COLUMNS, Column};
use crate::finding::{Finding, Place, Severity};
use crate::form::{Form, Target};
use crate::lower::LineRule;
use crate::note::Within;
use crate::number::{Amount, plain};
use crate::rule::targets::{DIRECTIONS, REACHED};
use crate::rule::{Accepts, Question, TargetRows};
use crate::score::Scorer;

/// Told of each answer that cannot be used, where, and why.
pub(crate) type Report<'a> = dyn FnMut(Place, String) + 'a;
/// The same of a target.
pub(crate) type Reject<'a> = dyn FnMut(Within, String) + 'a;

pub(crate) fn bind(scorer: &Scorer, form: &Form) -> Bindings {
    let mut bindings = Bindings {
        slots: vec![Bound::Missing; scorer.slots()],
        lists: Vec::with_capacity(scorer.lines().len()),
    };
    for line in scorer.lines() {
        bind_answer(line, form, &mut bindings, &mut |_, _| {});
        bindings.lists.push(bind_list(line, form));
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
    match place {
        Place::Input(..) | Place::Line(_) | Place::Profile(_) => {
            bind_answer(line, form, bindings, &mut |_, _| {});
        }
        Place::Target(_, row, _) | Place::Part(_, row, ..) => {
            let (Some(asked), Some(list)) = (&line.targets, bindings.lists.get_mut(index)) else {
                return;
            };
            let targets = targets_of(form, &line.id);
            let put = targets.len() == list.targets().len()
                && targets.get(*row).is_some_and(|target| {
                    list.put(*row, bind_target(asked, target, &mut |_, _| {}))
                });
            // Rows came or went.
            if !put {
                *list = bind_list(line, form);
            }
        }
        Place::Targets(_) => {
            if let Some(list) = bindings.lists.get_mut(index) {
                *list = bind_list(line, form);
            }
        }
        Place::Form | Place::Goal(..) | Place::Answer(..) => {}
    }
}

pub(crate) fn bind_answer(
    line: &LineRule,
    form: &Form,
    bindings: &mut Bindings,
    report: &mut Report<'_>,
) {
    let first = line.first;
    let slots = &mut bindings.slots;
    slots[first..first + line.questions.len()].fill(Bound::Missing);
    let inputs = form.answers.get(&line.id).map(|answer| &answer.inputs);
    for (index, question) in line.questions.iter().enumerate() {
        let entry = match &question.profile {
            Some(field) => form.profile.get(field),
            None => inputs.and_then(|inputs| inputs.get(&question.id)),
        };
        let Some(entry) = entry.filter(|entry| !entry.is_empty()) else {
            continue;
        };
        match read(line, question, entry, &slots[first..]) {
            Ok(bound) => slots[first + index] = bound,
            Err(message) => report(question.place(&line.id), message),
        }
    }
    // A part may be asked before its whole, so the two are compared when all are read.
    for (index, question) in line.questions.iter().enumerate() {
        let whole = question
            .at_most
            .iter()
            .map(|whole| slots[first + whole].value());
        let whole: Option<Vec<_>> = whole.collect();
        let Some(whole) = whole.filter(|whole| !whole.is_empty()) else {
            continue;
        };
        if let Some(value) = slots[first + index].value()
            && value > whole.iter().sum()
        {
            slots[first + index] = Bound::Missing;
            let labels = question
                .at_most
                .iter()
                .map(|whole| &line.questions[*whole].label);
            let labels: Vec<_> = labels.map(|label| format!("“{label}”")).collect();
            let together = if labels.len() > 1 { "之和" } else { "" };
            let message = format!(
                "“{}”不能大于{}{together}。请核对这几个数。",
                question.label,
                labels.join("、")
            );
            report(question.place(&line.id), message);
        }
    }
}

fn read(
    line: &LineRule,
    question: &Question,
    entry: &Entry,
    bound: &[Bound],
) -> Result<Bound, String> {
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
    let mut answer = None;
    if let Some((asked, answers)) = &question.only_if {
        answer = chosen(line, *asked, bound);
        if !answer.is_some_and(|answer| answers.iter().any(|one| one == answer)) {
            return Ok(Bound::Missing);
        }
    }
    if question.accepts == Accepts::Date {
        let day = entry.read_date().map_err(|why| why.message())?;
        return Ok(day.map_or(Bound::Missing, Bound::Date));
    }
    let value = entry.read(&question.unit).map_err(|why| why.message())?;
    let Some(value) = value else {
        return Ok(Bound::Missing);
    };
    if value.is_sign_negative() && question.accepts != Accepts::Signed {
        return Err("不能是负数。请核对，或去掉负号。".to_owned());
    }
    if question.accepts == Accepts::Count && !value.fract().is_zero() {
        return Err(format!("应是整数（{}）。请核对。", question.unit));
    }
    if let Some(limits) = question.limits(answer)
        && !limits.allows(value)
    {
        let end = if limits.included { "" } else { "（不含）" };
        let (least, most) = (plain(limits.least), plain(limits.most));
        return Err(format!("应在 {least} 与 {most} 分{end}之间。请核对。"));
    }
    Ok(number_in(&question.unit, value))
}

/// The word that was chosen in a question of the line.
fn chosen<'a>(line: &'a LineRule, question: usize, bound: &[Bound]) -> Option<&'a str> {
    let Accepts::Choice(options) = &line.questions.get(question)?.accepts else {
        return None;
    };
    match bound.get(question)? {
        Bound::Choice(index) => options.get(usize::from(*index)).map(String::as_str),
        _ => None,
    }
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

/// The targets that a unit filled in under an indicator.
pub(crate) fn targets_of<'f>(form: &'f Form, id: &str) -> &'f [Target] {
    form.targets.get(id).map_or(&[], Vec::as_slice)
}

fn bind_list(line: &LineRule, form: &Form) -> List {
    let Some(asked) = &line.targets else {
        return List::default();
    };
    let targets = targets_of(form, &line.id).iter();
    List::new(
        targets
            .map(|target| bind_target(asked, target, &mut |_, _| {}))
            .collect(),
    )
}

pub(crate) fn bind_target(asked: &TargetRows, target: &Target, reject: &mut Reject<'_>) -> Figures {
    let mut rows = Vec::with_capacity(target.parts.len().max(1));
    let mut shared: Row = [Bound::Missing; COLUMNS];
    let mut choose = |column: Column, field, options: &[&str], text: &str| {
        if text.trim().is_empty() {
            return;
        }
        match option(options, text) {
            Some(chosen) => shared[column as usize] = Bound::Choice(chosen),
            None => reject(
                Within::Field(field),
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
    if !asked.words.is_empty() {
        let words: Vec<&str> = asked.words.iter().map(String::as_str).collect();
        choose(Column::Word, "word", &words, &target.word);
    }
    choose(Column::Reached, "reached", &REACHED, &target.reached);
    if asked.points {
        let points = given(&target.points, None, &mut |message| {
            reject(Within::Field("points"), message)
        });
        let most = points.value();
        shared[Column::Points as usize] = points;
        let mut refuse = |message| reject(Within::Field("claimed"), message);
        shared[Column::Score as usize] = given(&target.claimed, most, &mut refuse);
    }
    let mut figures = |row: &mut Row,
                       goal: &Entry,
                       actual: &Entry,
                       at: &dyn Fn(&'static str) -> Within| {
        for (column, field, entry) in [
            (Column::Goal, "goal", goal),
            (Column::Actual, "actual", actual),
        ] {
            row[column as usize] = match figure(target, entry) {
                Ok(bound)
                    if field == "goal" && bound.value().is_some_and(|v| v < Decimal::ZERO) =>
                {
                    let message =
                        "目标值是负数，完成率算不出来。请改写成正数的目标，或在“方向”里选“定性”。";
                    reject(at(field), message.to_owned());
                    Bound::Missing
                }
                Ok(bound) => bound,
                Err(why) => {
                    let message = match why {
                        Unreadable::Relation if field == "goal" => {
                            "目标值只填数；≥、≤、= 请在“方向”里选。".to_owned()
                        }
                        Unreadable::NotANumber if field == "goal" => {
                            "目标值应是数。没有数的目标，方向请选“定性”，目标值留空。".to_owned()
                        }
                        why => why.message(),
                    };
                    reject(at(field), message);
                    Bound::Missing
                }
            };
        }
    };
    if target.parts.is_empty() {
        figures(&mut shared, &target.goal, &target.actual, &Within::Field);
        rows.push(shared);
    }
    for (part, figure) in target.parts.iter().enumerate() {
        let mut row = shared;
        let within = |field| Within::Part(part, field);
        figures(&mut row, &figure.goal, &figure.actual, &within);
        rows.push(row);
    }
    Figures::new(rows)
}

/// Points typed with a target, not negative and at most `most`.
fn given(entry: &Entry, most: Option<Decimal>, refuse: &mut dyn FnMut(String)) -> Bound {
    match entry.read("分") {
        Err(why) => refuse(why.message()),
        Ok(Some(value)) if value.is_sign_negative() => {
            refuse("不能是负数。请核对，或去掉负号。".to_owned());
        }
        Ok(Some(value)) => match most.filter(|most| value > *most) {
            Some(most) => refuse(format!(
                "得分应在 0 与分值 {} 之间，填的是 {}。这个数没有计入合计。",
                plain(most),
                plain(value)
            )),
            None => return number_in("分", value),
        },
        Ok(None) => {}
    }
    Bound::Missing
}

fn figure(target: &Target, entry: &Entry) -> Result<Bound, Unreadable> {
    Ok(entry
        .read(&target.unit)?
        .map_or(Bound::Missing, |value| number_in(&target.unit, value)))
}

/// Scores as typed by a unit and by a reviewer, whatever they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Given {
    pub claimed: Option<Decimal>,
    /// Whether anything was typed as a claim, readable or not.
    pub claim_typed: bool,
    pub verified: Option<Decimal>,
}

pub(crate) fn given_scores(form: &Form, line: &LineRule) -> Given {
    let Some(answer) = form.answers.get(&line.id) else {
        return Given::default();
    };
    let read = |entry: &Entry| entry.read("分").ok().flatten();
    Given {
        claimed: read(&answer.claimed),
        claim_typed: !answer.claimed.is_empty(),
        verified: read(&answer.verified),
    }
}

/// What the unit's own targets are claimed to score together, where each brings its points and all
/// are claimed: nobody types the same sum twice.
pub(crate) fn claimed_by_targets(line: &LineRule, targets: &[Figures]) -> Option<Decimal> {
    if targets.is_empty() || !line.own_points() {
        return None;
    }
    targets.iter().map(|one| claimed(&one.rows)).sum()
}

/// What the unit claims for one of its own targets.
pub(crate) fn claimed(figures: &[Row]) -> Option<Decimal> {
    figures.first()?[Column::Score as usize].value()
}

pub(crate) fn unreadable(at: Place, message: String) -> Finding {
    Finding {
        code: "unreadable",
        severity: Severity::Error,
        at,
        message,
    }
}
