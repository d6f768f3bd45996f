//! From a rubric and a form to a score sheet 得分表.

use std::cell::Cell;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::bind;
use crate::entry::Entry;
use crate::expr::formula::{self, Cells};
use crate::expr::value::{Bindings, Frame, Open};
use crate::expr::words::{Finish, Needs};
use crate::expr::{Arm, Cond, Expr, Mean, Slot};
use crate::finding::{Finding, Place};
use crate::form::{Answer, Form};
use crate::number::half_up;
use crate::rubric::{Gate, Rubric};
use crate::rule::{Accepts, Asks, Question};

/// A rubric lowered to expressions: made once, then scores any number of forms.
#[derive(Clone, Debug)]
pub struct Scorer {
    rubric: Rubric,
    lines: Vec<LineRule>,
    slots: usize,
}

/// One scored row, ready to be asked and evaluated.
#[derive(Clone, Debug)]
pub struct LineRule {
    /// The indicator's id.
    pub id: String,
    /// 分值 (分).
    pub points: Decimal,
    /// What to ask, in order.
    pub questions: Vec<Question>,
    /// Where the row scores the unit's own targets: their grade words, which may be none.
    pub targets: Option<Vec<String>>,
    /// The index of its first question among all of the form's.
    pub(crate) first: usize,
    expr: Expr,
    claims: Option<Expr>,
}

impl LineRule {
    /// The slot of the nth question.
    pub fn slot(&self, question: usize) -> Slot {
        Slot::Line((self.first + question) as u16)
    }

    fn mean(&self) -> Option<&Mean> {
        fn find(expr: &Expr) -> Option<&Mean> {
            match expr {
                Expr::Mean(mean) => Some(mean),
                Expr::Product(all) | Expr::Sum(all) => all.iter().find_map(find),
                Expr::Named(named) => find(&named.expr),
                Expr::Cases(cases) => cases.arms.iter().find_map(|arm| find(&arm.then)),
                Expr::Round(inner, _) => find(inner),
                _ => None,
            }
        }
        find(&self.expr)
    }
}

/// A score, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Status {
    /// 按标准算出.
    Scored,
    /// 缺填: answers that the rule needs are not there.
    Missing,
    /// 规则缺口: no case of the rule covers the value.
    Gap,
}

/// A scored row 得分行.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Line {
    /// The indicator's id.
    pub id: String,
    /// 分值 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub points: Decimal,
    /// Whether `computed` is there, and why not.
    pub status: Status,
    /// 按标准计算 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub computed: Option<Decimal>,
    /// 自评得分 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub claimed: Option<Decimal>,
    /// 核查得分 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub verified: Option<Decimal>,
    /// What the row adds to the computed total: computed, else claimed 暂按自评.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub counted: Option<Decimal>,
    /// How many of the counted points rest on claims alone 暂按自评 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub on_claim: Decimal,
    /// The sentence that explains the score, or says what is missing.
    pub words: String,
    /// The unit's own targets, where the row scores them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<TargetScore>,
}

/// The score of one target.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TargetScore {
    /// 得分率, 1 for full, to 6 places; the row's score uses the exact one.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub rate: Option<Decimal>,
    /// 完成率 of a target with one figure, to 6 places.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub completion: Option<Decimal>,
    /// Whether it counts on the unit's word alone 暂按自评.
    pub on_claim: bool,
    /// The rates of its parts, where it has several figures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "(string | null)[]"))]
    pub parts: Vec<Option<Decimal>>,
    /// The sentence.
    pub words: String,
}

/// One number for each kind of score; `None` where no row has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Total {
    /// 按标准计算 (分); rows that cannot be computed count as claimed.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub computed: Option<Decimal>,
    /// 自评 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub claimed: Option<Decimal>,
    /// 核查 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub verified: Option<Decimal>,
    /// Points of rows that have neither a computed nor a claimed score 未定 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub open: Decimal,
}

/// The grades 等级 of the totals; `None` while points are open.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Grades {
    /// Of the computed total.
    pub computed: Option<String>,
    /// Of the claimed total.
    pub claimed: Option<String>,
    /// Of the verified total.
    pub verified: Option<String>,
}

/// Everything that follows from a rubric and a form 得分表.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ScoreSheet {
    /// The rubric's id.
    pub rubric: String,
    /// Totals 总分.
    pub total: Total,
    /// Grades 等级.
    pub grade: Grades,
    /// Points within the computed total that rest on claims alone 暂按自评 (分).
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub on_claim: Decimal,
    /// A line for each scored row, in the order of the form.
    pub lines: Vec<Line>,
    /// 问题提示, in the order of the form.
    pub findings: Vec<Finding>,
}

/// A form's texts as read, where the expressions of one [`Scorer`] look for them.
#[derive(Clone, Debug)]
pub struct Filled {
    bindings: Bindings,
    claimed: Vec<Option<Decimal>>,
    verified: Vec<Option<Decimal>>,
    /// Each row's computed score, once worked out: an edit elsewhere does not change it.
    computed: Vec<Cell<Option<Option<Decimal>>>>,
}

/// Totals without sentences and findings, for those who score many forms.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Totals {
    /// Totals 总分.
    pub total: Total,
    /// Grades 等级.
    pub grade: Grades,
}

/// Scores a form by a rubric. Never fails, never guesses; what cannot be scored is said in the sheet.
pub fn score(rubric: &Rubric, form: &Form) -> ScoreSheet {
    Scorer::new(rubric).score(form)
}

impl Scorer {
    /// Lowers a rubric.
    pub fn new(rubric: &Rubric) -> Self {
        let mut slots = 0;
        let mut lines = Vec::new();
        for (index, indicator) in rubric.indicators().enumerate() {
            let mut asks = Asks::new(slots, index);
            let full = Expr::Const(indicator.points);
            let gate = indicator.gate.as_ref().map(|gate| {
                let options = Gate::OPTIONS.map(str::to_owned).to_vec();
                (
                    gate,
                    asks.ask(&gate.id, &gate.label, "", Accepts::Choice(options)),
                )
            });
            let mut expr = indicator.rule.kind().lower(full, &mut asks);
            if let Some((gate, slot)) = gate {
                let no = Cond::Chosen {
                    slot,
                    option: 1,
                    label: Gate::OPTIONS[1].to_owned(),
                };
                expr = Expr::cases(
                    "",
                    vec![
                        Arm::new(no, gate.otherwise.clone(), Expr::int(0)),
                        Arm::otherwise("", expr),
                    ],
                );
            }
            lines.push(LineRule {
                id: indicator.id.clone(),
                points: indicator.points.value,
                first: slots,
                expr: Expr::Round(expr.into(), rubric.rounding.places),
                claims: asks
                    .claims
                    .take()
                    .map(|e| Expr::Round(e.into(), rubric.rounding.places)),
                targets: asks.targets.take(),
                questions: asks.questions,
            });
            slots += lines.last().map_or(0, |line| line.questions.len());
        }
        Self {
            rubric: rubric.clone(),
            lines,
            slots,
        }
    }

    /// The rubric that was lowered.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// The scored rows in the order of the form.
    pub fn lines(&self) -> &[LineRule] {
        &self.lines
    }

    pub(crate) fn slots(&self) -> usize {
        self.slots
    }

    /// The whole score sheet of a form.
    pub fn score(&self, form: &Form) -> ScoreSheet {
        let mut findings = Vec::new();
        let bindings = bind::bind(self, form, &mut |place, message| {
            findings.push(bind::unreadable(place, message));
        });
        let mut frame = Frame::new(&bindings);
        let lines: Vec<_> = (0..self.lines.len())
            .map(|index| self.line(index, form, &mut frame))
            .collect();
        let totals = self.totals(&lines);
        crate::audit::audit(self, form, &lines, &totals, &mut findings);
        let Totals { total, grade } = totals;
        ScoreSheet {
            rubric: self.rubric.id.clone(),
            total,
            grade,
            on_claim: lines
                .iter()
                .map(|line| line.on_claim)
                .sum::<Decimal>()
                .normalize(),
            lines,
            findings,
        }
    }

    /// Reads a form's texts, to be scored again and again as it is filled.
    pub fn fill(&self, form: &Form) -> Filled {
        let given = |which: fn(&Answer) -> &Entry| {
            self.lines
                .iter()
                .map(|rule| bind::score(form, rule, which))
                .collect()
        };
        Filled {
            bindings: bind::bind(self, form, &mut |_, _| {}),
            claimed: given(|answer| &answer.claimed),
            verified: given(|answer| &answer.verified),
            computed: vec![Cell::new(None); self.lines.len()],
        }
    }

    /// Reads again what an edit at `place` can have changed.
    pub fn refill(&self, filled: &mut Filled, form: &Form, place: &Place) {
        let Some(id) = place.indicator() else { return };
        let Some(index) = self.lines.iter().position(|rule| rule.id == id) else {
            return;
        };
        let rule = &self.lines[index];
        bind::rebind(rule, index, form, place, &mut filled.bindings);
        filled.computed[index].set(None);
        filled.claimed[index] = bind::score(form, rule, |answer| &answer.claimed);
        filled.verified[index] = bind::score(form, rule, |answer| &answer.verified);
    }

    /// Totals and grades alone: no sentence is made, no finding looked for.
    pub fn total(&self, filled: &Filled) -> Totals {
        let mut frame = Frame::new(&filled.bindings);
        let mut tally = Tally::default();
        for (index, rule) in self.lines.iter().enumerate() {
            let known = &filled.computed[index];
            let computed = known.get().unwrap_or_else(|| {
                frame.enter(None);
                let computed = frame.score(&rule.expr).ok();
                known.set(Some(computed));
                computed
            });
            tally.add(
                rule.points,
                computed,
                filled.claimed[index],
                filled.verified[index],
            );
        }
        tally.totals(self)
    }

    fn line(&self, index: usize, form: &Form, frame: &mut Frame<'_>) -> Line {
        let rule = &self.lines[index];
        frame.enter(None);
        let outcome = frame.score(&rule.expr);
        let computed = outcome.ok();
        let claimed = bind::score(form, rule, |answer| &answer.claimed);
        let verified = bind::score(form, rule, |answer| &answer.verified);
        frame.enter(None);
        let words = match outcome {
            Ok(_) => {
                frame
                    .sentence(&rule.expr, Finish::Points(rule.points))
                    .unwrap_or_default()
                    + "。"
            }
            Err(_) => self.what_is_missing(rule, frame, form),
        };
        frame.enter(None);
        let on_claim = match (computed, &rule.claims) {
            (Some(_), Some(claims)) => frame.score(claims).unwrap_or_default(),
            (Some(_), None) => Decimal::ZERO,
            (None, _) => claimed.unwrap_or_default(),
        };
        let status = match outcome {
            Ok(_) => Status::Scored,
            Err(Open::Missing) => Status::Missing,
            Err(Open::Gap | Open::NoDivisor) => Status::Gap,
        };
        let counted = computed.or(claimed);
        let targets = rule
            .mean()
            .map(|mean| targets(mean, frame, form, &rule.id))
            .unwrap_or_default();
        Line {
            id: rule.id.clone(),
            points: rule.points.normalize(),
            status,
            computed: computed.map(|d| d.normalize()),
            claimed: claimed.map(|d| d.normalize()),
            verified: verified.map(|d| d.normalize()),
            counted: counted.map(|d| d.normalize()),
            on_claim: on_claim.normalize(),
            words,
            targets,
        }
    }

    fn what_is_missing(&self, rule: &LineRule, frame: &mut Frame<'_>, form: &Form) -> String {
        let mut needs = Needs::default();
        frame.needs(&rule.expr, &mut needs);
        let mut missing: Vec<String> = needs
            .slots
            .iter()
            .filter_map(|slot| match slot {
                Slot::Line(index) => rule.questions.get(usize::from(*index) - rule.first),
                Slot::Row(_) => None,
            })
            .map(|question| format!("“{}”", question.label))
            .collect();
        if needs.no_targets {
            missing.push("绩效目标".to_owned());
        }
        let targets = form.targets.get(&rule.id).map_or(&[][..], Vec::as_slice);
        let named = needs.targets.iter().take(3).filter_map(|index| {
            Some(format!(
                "第 {} 个目标（{}）",
                index + 1,
                targets.get(*index)?.name
            ))
        });
        missing.extend(named);
        let mut text = match needs.targets.len() {
            _ if missing.is_empty() => String::new(),
            0..=3 => format!("还缺{}。", missing.join("、")),
            count => format!("还缺{}等 {count} 个目标的数。", missing.join("、")),
        };
        for gap in needs.gaps {
            text.push_str(&gap);
            text.push('。');
        }
        text
    }

    fn totals(&self, lines: &[Line]) -> Totals {
        let mut tally = Tally::default();
        for line in lines {
            tally.add(line.points, line.computed, line.claimed, line.verified);
        }
        tally.totals(self)
    }

    /// The grade of a total 等级.
    pub fn grade(&self, total: Decimal) -> Option<&str> {
        let grade = self
            .rubric
            .grades
            .iter()
            .find(|grade| total >= grade.from.value);
        grade.map(|grade| grade.name.as_str())
    }

    /// The live formula of a row's computed score, without `=`; blank where an answer is missing.
    pub fn formula(&self, line: usize, cells: &dyn Cells) -> Option<String> {
        self.lines
            .get(line)
            .map(|rule| formula::formula(&rule.expr, cells))
    }

    /// The live formula of the 得分率 of one figure of a target scored under a row.
    pub fn target_formula(&self, line: usize, cells: &dyn Cells) -> Option<String> {
        let mean = self.lines.get(line)?.mean()?;
        Some(formula::formula(&mean.each, cells))
    }
}

fn targets(mean: &Mean, frame: &mut Frame<'_>, form: &Form, id: &str) -> Vec<TargetScore> {
    let targets = form.targets.get(id).map_or(&[][..], Vec::as_slice);
    let score = |frame: &mut Frame<'_>, index: usize, names: &[String]| {
        let bindings: &Bindings = frame.bindings;
        let rows = bindings.targets.get(mean.line).and_then(|t| t.get(index));
        let rows = rows.map_or(&[][..], |figures| &figures.rows);
        let mut rates = Vec::with_capacity(rows.len());
        let mut on_claim = false;
        let mut completion = None;
        for row in rows {
            frame.enter(Some(row));
            rates.push(frame.exact(&mean.each).ok());
            on_claim |= frame.rests_on_claim(&mean.each).unwrap_or_default();
            completion = frame.completion(&mean.each);
        }
        let whole = rates.iter().flatten().count() == rows.len();
        let worst = if whole {
            rates.iter().flatten().min()
        } else {
            None
        };
        let six = |ratio: &_| crate::expr::exact::half_up(ratio, 6).map(|d| d.normalize());
        TargetScore {
            rate: worst.and_then(six),
            completion: completion
                .filter(|_| rows.len() == 1)
                .and_then(|ratio| six(&ratio)),
            on_claim: on_claim && whole,
            parts: if rows.len() > 1 {
                rates.iter().map(|r| r.as_ref().and_then(six)).collect()
            } else {
                Vec::new()
            },
            words: frame
                .target_sentence(mean, index, names)
                .unwrap_or("还缺目标值或实际完成值".to_owned())
                + "。",
        }
    };
    targets
        .iter()
        .enumerate()
        .map(|(index, target)| {
            let names: Vec<_> = target.parts.iter().map(|part| part.name.clone()).collect();
            score(frame, index, &names)
        })
        .collect()
}

/// Adds up rows.
#[derive(Default)]
struct Tally {
    total: Total,
    /// Whether a row has no claimed, or no verified score: a part of them has no grade.
    unclaimed: bool,
    unverified: bool,
}

impl Tally {
    fn add(
        &mut self,
        points: Decimal,
        computed: Option<Decimal>,
        claimed: Option<Decimal>,
        verified: Option<Decimal>,
    ) {
        let add = |sum: &mut Option<Decimal>, score: Option<Decimal>| {
            if let Some(score) = score {
                *sum = Some(sum.unwrap_or_default() + score);
            }
        };
        match computed.or(claimed) {
            Some(counted) => add(&mut self.total.computed, Some(counted)),
            None => self.total.open += points,
        }
        add(&mut self.total.claimed, claimed);
        add(&mut self.total.verified, verified);
        self.unclaimed |= claimed.is_none();
        self.unverified |= verified.is_none();
    }

    fn totals(self, scorer: &Scorer) -> Totals {
        let places = scorer.rubric.rounding.places;
        let tidy = |score: Option<Decimal>| score.map(|s| half_up(s, places).normalize());
        let total = Total {
            computed: tidy(self.total.computed),
            claimed: tidy(self.total.claimed),
            verified: tidy(self.total.verified),
            open: self.total.open.normalize(),
        };
        let grade = |score: Option<Decimal>, partial: bool| {
            score
                .filter(|_| !partial)
                .and_then(|s| scorer.grade(s))
                .map(str::to_owned)
        };
        let grade = Grades {
            computed: grade(total.computed, !total.open.is_zero()),
            claimed: grade(total.claimed, self.unclaimed),
            verified: grade(total.verified, self.unverified),
        };
        Totals { total, grade }
    }
}
