//! What an indicator asks, collected while its rule is lowered.

use rust_decimal::Decimal;

use super::Ask;
use super::measure::DATE;
use crate::expr::{Expr, Named, Slot};
use crate::finding::Place;
use crate::number::Amount;
use crate::rubric::Rubric;

/// What a field accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// A number in the question's unit, not negative.
    Number,
    /// A number in the question's unit, which may be negative.
    Signed,
    /// A whole number, not negative.
    Count,
    /// A day.
    Date,
    /// One of these words.
    Choice(Vec<String>),
}

/// Points that a person may give 酌情、三档 (分).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The fewest.
    pub least: Decimal,
    /// The most.
    pub most: Decimal,
    /// Whether `most` itself is within.
    pub included: bool,
}

impl Limits {
    /// Whether so many points may be given.
    pub fn allows(&self, points: Decimal) -> bool {
        points >= self.least && (points < self.most || self.included && points == self.most)
    }
}

/// One question of an indicator: what the page asks, the workbook lists and the sentence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Stable name within the indicator; the key in [`crate::form::Answer::inputs`].
    pub id: String,
    /// The label at the field.
    pub label: String,
    /// 计量单位; empty for a choice.
    pub unit: String,
    /// What the field accepts.
    pub accepts: Accepts,
    /// The questions whose numbers, added up, this one cannot exceed, by their indexes.
    pub at_most: Vec<usize>,
    /// What can be given here, for points that a person judges: one for each answer of `only_if`.
    pub judged: Vec<Limits>,
    /// Asked only when this question has one of these answers; it is not missing otherwise.
    pub only_if: Option<(usize, Vec<String>)>,
    /// The header field that holds the answer, where it is not the indicator's own.
    pub profile: Option<String>,
}

impl Question {
    /// What a person may give here, when the question that it hangs on has this answer.
    pub fn limits(&self, answer: Option<&str>) -> Option<Limits> {
        let at = match (&self.only_if, answer) {
            (Some((_, answers)), Some(answer)) => answers.iter().position(|one| one == answer)?,
            _ => 0,
        };
        self.judged.get(at).copied()
    }

    /// Where the form holds the answer of an indicator to this question.
    pub fn place(&self, indicator: &str) -> Place {
        match &self.profile {
            Some(field) => Place::Profile(field.clone()),
            None => Place::Input(indicator.to_owned(), self.id.clone()),
        }
    }
}

/// What the targets scored under an indicator are asked besides goal and figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetRows {
    /// Grade words 评级 of qualitative targets, best first; may be none.
    pub words: Vec<String>,
    /// Whether each target brings its own points 分值 and is given its own score 得分.
    pub points: bool,
    /// The second-level indicators 二级指标 that targets can stand under; may be none.
    pub groups: Vec<String>,
}

/// Points that leave an indicator while its box 不适用 is ticked.
#[derive(Clone, Debug)]
pub(crate) struct Gift {
    pub slot: Slot,
    /// How many, for each receiver.
    pub points: Expr,
    /// Ids of the indicators that receive them.
    pub to: Vec<String>,
    /// Whether it stands in a rule that may not come to bear.
    pub aside: bool,
    /// Whether it stands in a part that can give its points as a whole.
    pub within: bool,
}

/// Collects the questions of one indicator while its rule is lowered.
pub(crate) struct Asks<'a> {
    rubric: &'a Rubric,
    first: usize,
    pub line: usize,
    pub questions: Vec<Question>,
    /// What the unit's own targets are asked, where the rule scores targets.
    pub targets: Option<TargetRows>,
    /// Whether the rule scores targets in two places.
    pub lists_twice: bool,
    /// Points that can leave the indicator.
    pub gifts: Vec<Gift>,
    /// An id that two different questions have.
    pub collides: Option<String>,
    /// The answer that what is asked now hangs on.
    scope: Option<(usize, String)>,
    aside: usize,
    /// How many parts that may not apply what is lowered now stands in.
    within: usize,
    memos: usize,
}

impl<'a> Asks<'a> {
    pub fn new(rubric: &'a Rubric, first: usize, line: usize) -> Self {
        Self {
            rubric,
            first,
            line,
            questions: Vec::new(),
            targets: None,
            lists_twice: false,
            gifts: Vec::new(),
            collides: None,
            scope: None,
            aside: 0,
            within: 0,
            memos: 0,
        }
    }

    /// The index of the first question among all of the form's.
    pub fn first(&self) -> usize {
        self.first
    }

    /// How scores are rounded 小数位.
    pub fn places(&self) -> u32 {
        self.rubric.rounding.places
    }

    /// Where so many points go: 3 分转入“支出完成率”. What is no indicator is a part of the same rule.
    pub fn goes(&self, points: Amount, to: &[String]) -> String {
        let mut names: Vec<String> = Vec::new();
        for id in to {
            let name = match self.rubric.indicator(id) {
                Some(indicator) => format!("“{}”", indicator.name),
                None => "本项的其他部分".to_owned(),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let evenly = if to.len() > 1 { "平均" } else { "" };
        format!("{points} 分{evenly}转入{}", names.join("、"))
    }

    pub fn number(&mut self, ask: &Ask, whole: bool) -> Expr {
        let accepts = match ask.unit.as_str() {
            DATE => Accepts::Date,
            _ if whole => Accepts::Count,
            _ if ask.signed => Accepts::Signed,
            _ => Accepts::Number,
        };
        let unit = if accepts == Accepts::Date {
            ""
        } else {
            &ask.unit
        };
        let slot = self.ask(&ask.id, &ask.label, unit, accepts);
        if let Some((_, question)) = self.question(slot) {
            question.profile.clone_from(&ask.profile);
        }
        Expr::Input(slot)
    }

    /// 是 or 否.
    pub fn yes_or_no(&mut self, id: &str, label: &str) -> Slot {
        let options = ["是", "否"].map(str::to_owned).to_vec();
        self.ask(id, label, "", Accepts::Choice(options))
    }

    /// Points that a person gives.
    pub fn points(&mut self, id: &str, label: &str, judged: Limits) -> Expr {
        let slot = self.ask(id, label, "分", Accepts::Number);
        if let Some((_, question)) = self.question(slot) {
            question.judged.push(judged);
        }
        Expr::Input(slot)
    }

    /// Points that a person gives where the question behind `slot` is answered so. One field serves
    /// several such answers, with limits of its own for each.
    pub fn judged(
        &mut self,
        id: &str,
        label: &str,
        judged: Limits,
        (slot, answer): (Slot, &str),
    ) -> Expr {
        let asked = self.question(slot).map(|(index, _)| index);
        let points = self.known_or_new(id, label, "分", Accepts::Number);
        if let (Some(asked), Some(question)) = (asked, self.questions.get_mut(points)) {
            question.judged.push(judged);
            let only_if = question.only_if.get_or_insert((asked, Vec::new()));
            only_if.1.push(answer.to_owned());
        }
        Expr::Input(self.slot(points))
    }

    /// What is asked meanwhile, and nowhere else, is asked only where the question behind `slot` is
    /// answered so.
    pub fn only_if<T>(
        &mut self,
        slot: Slot,
        answer: &str,
        meanwhile: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let scope = self
            .question(slot)
            .map(|(index, _)| (index, answer.to_owned()));
        let outer = std::mem::replace(&mut self.scope, scope);
        let made = self.aside(meanwhile);
        self.scope = outer;
        made
    }

    /// What is lowered meanwhile may not come to bear.
    pub fn aside<T>(&mut self, meanwhile: impl FnOnce(&mut Self) -> T) -> T {
        self.aside += 1;
        let made = meanwhile(self);
        self.aside -= 1;
        made
    }

    /// What is lowered meanwhile is a part that may not apply.
    pub fn within<T>(&mut self, meanwhile: impl FnOnce(&mut Self) -> T) -> T {
        self.within += 1;
        let made = meanwhile(self);
        self.within -= 1;
        made
    }

    /// Points that can leave the indicator while `slot` is ticked.
    pub fn give(&mut self, slot: Slot, points: Expr, to: Vec<String>) {
        self.gifts.push(Gift {
            slot,
            points,
            to,
            aside: self.aside > 0,
            within: self.within > 0,
        });
    }

    /// The rule scores the unit's own targets.
    pub fn score_targets(&mut self, rows: TargetRows) {
        self.lists_twice |= self.targets.is_some();
        self.targets = Some(rows);
    }

    /// A question is asked once, however often the rule reads it.
    pub fn ask(&mut self, id: &str, label: &str, unit: &str, accepts: Accepts) -> Slot {
        let count = self.questions.len();
        let index = self.known_or_new(id, label, unit, accepts);
        let scope = self.scope.clone();
        if let Some(question) = self.questions.get_mut(index) {
            match (scope, question.only_if.take()) {
                (Some((asked, answer)), None) if index == count => {
                    question.only_if = Some((asked, vec![answer]));
                }
                (Some((asked, answer)), Some((same, mut answers))) if same == asked => {
                    if !answers.contains(&answer) {
                        answers.push(answer);
                    }
                    question.only_if = Some((asked, answers));
                }
                // Asked in more than one place: always.
                _ => {}
            }
        }
        self.slot(index)
    }

    fn known_or_new(&mut self, id: &str, label: &str, unit: &str, accepts: Accepts) -> usize {
        let known = self.questions.iter().position(|question| question.id == id);
        if let Some(known) = known.and_then(|index| self.questions.get(index))
            && (known.label != label || known.accepts != accepts)
        {
            self.collides = Some(id.to_owned());
        }
        known.unwrap_or_else(|| {
            self.questions.push(Question {
                id: id.to_owned(),
                label: label.to_owned(),
                unit: unit.to_owned(),
                accepts,
                at_most: Vec::new(),
                judged: Vec::new(),
                only_if: None,
                profile: None,
            });
            self.questions.len() - 1
        })
    }

    fn slot(&self, index: usize) -> Slot {
        Slot::Line((self.first + index) as u16)
    }

    pub fn named(&mut self, name: &str, unit: &str, expr: Expr) -> Expr {
        let memo = self.memos;
        self.memos += 1;
        Expr::Named(Box::new(Named {
            name: name.to_owned(),
            unit: unit.to_owned(),
            expr,
            memo,
        }))
    }

    /// The question behind a slot.
    pub fn question(&mut self, slot: Slot) -> Option<(usize, &mut Question)> {
        let Slot::Line(index) = slot else { return None };
        let index = usize::from(index).checked_sub(self.first)?;
        self.questions
            .get_mut(index)
            .map(|question| (index, question))
    }

    /// `part` cannot exceed the sum of `whole`.
    pub fn part_of(&mut self, part: &Expr, whole: &[Expr]) {
        let whole: Vec<usize> = whole
            .iter()
            .filter_map(|input| match input {
                Expr::Input(slot) => self.question(*slot).map(|(index, _)| index),
                _ => None,
            })
            .collect();
        if let Expr::Input(part) = part
            && let Some((_, question)) = self.question(*part)
        {
            question.at_most = whole;
        }
    }
}
