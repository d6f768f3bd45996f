//! What a form alone shows to be wrong, contradictory or unfinished.
//!
//! An error keeps a form from being handed in; a correct and complete one has none. A warning is what a
//! reviewer will ask about. A notice is worth knowing.

mod line;
mod profile;
mod targets;
mod whole;

pub(crate) use crate::finding::quoted;
use crate::finding::{Finding, Place, Quoted, Severity};
use crate::form::Form;
use crate::rubric::Rubric;
use crate::score::Scorer;

pub(crate) use targets::twin;

/// The year that a form is about 评价年度, as a number.
pub(crate) fn year(form: &Form, rubric: &Rubric) -> Option<u32> {
    form.year(rubric).get(..4)?.parse().ok()
}

/// Looks at a form, part by part. Each part gives what was found there.
pub(crate) struct Audit<'a> {
    scorer: &'a Scorer,
    form: &'a Form,
    /// The year that the form is about 评价年度.
    year: Option<u32>,
    /// Whether messages are made.
    tells: bool,
    findings: Vec<Finding>,
}

impl<'a> Audit<'a> {
    pub fn new(scorer: &'a Scorer, form: &'a Form, year: Option<u32>, tells: bool) -> Self {
        Self {
            scorer,
            form,
            year,
            tells,
            findings: Vec::new(),
        }
    }

    fn add(
        &mut self,
        code: &'static str,
        severity: Severity,
        at: Place,
        message: &dyn Fn() -> String,
    ) {
        self.findings.push(Finding {
            code,
            severity,
            at,
            message: match self.tells {
                true => message(),
                false => String::new(),
            },
        });
    }

    fn found(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.findings)
    }
}

/// 20 年度错: work of an earlier year that is told as this year's.
fn other_year(year: Option<u32>, text: &str, name: Quoted<'_>) -> Option<String> {
    let year = year?;
    let earlier = finished_in(text).filter(|finished| *finished < year)?;
    Some(format!(
        "“{name}”的说明里写的是 {earlier} 年完成，本表是 {year} 年度。请核对是不是把往年的事算作本年。"
    ))
}

/// The earliest year in which a text says that something was finished: 2022-08-01 竣工.
fn finished_in(text: &str) -> Option<u32> {
    const FINISHED: [&str; 6] = ["竣工", "完工", "验收", "建成", "交付", "完成"];
    const NEAR: usize = 12;
    let numbered = text.bytes().any(|byte| byte.is_ascii_digit());
    if !numbered || !FINISHED.iter().any(|word| text.contains(word)) {
        return None;
    }
    let letters: Vec<char> = text.chars().collect();
    let mut earliest = None;
    for (at, four) in letters.windows(4).enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(at + 4);
        let alone =
            !before.is_some_and(char::is_ascii_digit) && !after.is_some_and(char::is_ascii_digit);
        let mut digits = four.iter().map(|digit| digit.to_digit(10));
        let year = digits.try_fold(0, |year, digit| Some(year * 10 + digit?));
        let dated = after.is_some_and(|sign| ['年', '-', '.', '/'].contains(sign));
        let Some(year) = year.filter(|year| alone && dated && (1990..2100).contains(year)) else {
            continue;
        };
        let rest: String = letters.iter().skip(at + 4).take(NEAR).collect();
        if FINISHED.iter().any(|word| rest.contains(word)) {
            earliest = Some(earliest.map_or(year, |so_far: u32| so_far.min(year)));
        }
    }
    earliest
}

/// 无, 0, / and the like fill a box without saying anything.
fn says_something(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !["无", "0", "/", "-", "—", "无。", "没有"].contains(&text)
}
