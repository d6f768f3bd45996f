//! What a form alone shows to be wrong, contradictory or unfinished.
//!
//! An error keeps a form from being handed in; a correct and complete one has none. A warning is what a
//! reviewer will ask about. A notice is worth knowing.

mod line;
mod profile;
mod targets;
mod whole;

pub(crate) use crate::finding::quoted;
use crate::finding::{Finding, Place, Severity};
use crate::form::{Answer, Form};
use crate::score::Scorer;
use crate::sheet::{Line, Totals};

/// Adds to `findings` what a person should look at, and puts all in the order of the form.
pub(crate) fn audit(
    scorer: &Scorer,
    form: &Form,
    lines: &[Line],
    totals: &Totals,
    findings: &mut Vec<Finding>,
) {
    let rubric = scorer.rubric();
    let mut audit = Audit {
        scorer,
        form,
        year: form
            .year(rubric)
            .get(..4)
            .and_then(|year| year.parse().ok()),
        findings,
    };
    audit.profile(totals);
    let empty = Answer::default();
    for (index, (indicator, line)) in rubric.indicators().zip(lines).enumerate() {
        let answer = form.answers.get(&line.id).unwrap_or(&empty);
        audit.line(indicator, line, answer);
        if let Some(asked) = &scorer.lines()[index].targets {
            audit.targets(line, asked);
        }
    }
    audit.whole(lines, totals);
    let order = |finding: &Finding| {
        let line = |id: &str| {
            1 + lines
                .iter()
                .position(|line| line.id == id)
                .unwrap_or(lines.len())
        };
        match &finding.at {
            Place::Profile(_) | Place::Goal(..) => (0, 0),
            Place::Targets(id) => (line(id), 1),
            Place::Target(id, row, _) | Place::Part(id, row, ..) => (line(id), 2 + row),
            Place::Line(id) | Place::Answer(id, _) | Place::Input(id, _) => (line(id), 0),
            Place::Form => (lines.len() + 2, 0),
        }
    };
    audit.findings.sort_by_key(order);
}

struct Audit<'a> {
    scorer: &'a Scorer,
    form: &'a Form,
    /// The year that the form is about 评价年度.
    year: Option<u32>,
    findings: &'a mut Vec<Finding>,
}

impl Audit<'_> {
    fn add(&mut self, code: &'static str, severity: Severity, at: Place, message: String) {
        self.findings.push(Finding {
            code,
            severity,
            at,
            message,
        });
    }

    /// 20 年度错: work of an earlier year that is told as this year's.
    fn other_year(&mut self, text: &str, name: &str, at: Place) {
        let Some(year) = self.year else { return };
        if let Some(earlier) = finished_in(text).filter(|finished| *finished < year) {
            let message = format!(
                "“{name}”的说明里写的是 {earlier} 年完成，本表是 {year} 年度。请核对是不是把往年的事算作本年。"
            );
            self.add("other-year", Severity::Notice, at, message);
        }
    }
}

/// The earliest year in which a text says that something was finished: 2022-08-01 竣工.
fn finished_in(text: &str) -> Option<u32> {
    const FINISHED: [&str; 6] = ["竣工", "完工", "验收", "建成", "交付", "完成"];
    const NEAR: usize = 12;
    let letters: Vec<char> = text.chars().collect();
    let mut earliest = None;
    for (at, four) in letters.windows(4).enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(at + 4);
        let alone =
            !before.is_some_and(char::is_ascii_digit) && !after.is_some_and(char::is_ascii_digit);
        let year: Option<u32> = four.iter().collect::<String>().parse().ok();
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
