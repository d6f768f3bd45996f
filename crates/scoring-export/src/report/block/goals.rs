//! 总体目标: 年度总目标 and how far each got.

use super::super::facts::Facts;
use super::super::piece::{Piece, Text};
use super::super::words::sentence;
use super::nothing;

const DONE: &str = "完成情况";

pub(super) fn draft(facts: &Facts<'_>) -> Vec<Piece> {
    let goals = facts.form.goals.iter();
    let written =
        goals.filter(|goal| !(goal.goal.trim().is_empty() && goal.done.trim().is_empty()));
    let pieces: Vec<_> = written
        .flat_map(|goal| {
            let or_ask = |text: &str, what: &str| match sentence(text) {
                text if text.is_empty() => Text::ask(format!("请填写：{what}")),
                text => Text::of(text),
            };
            let lead = match is_headed(&goal.done) {
                true => Text::default(),
                false => Text::of(format!("{DONE}：")),
            };
            [
                Piece::body(or_ask(&goal.goal, "年度总目标")),
                Piece::body(lead.then(or_ask(&goal.done, DONE))),
            ]
        })
        .collect();
    match pieces.is_empty() {
        true => nothing("年度总体目标和完成情况"),
        false => pieces,
    }
}

/// Whether what was written says itself what it is: 全年完成情况：…
fn is_headed(done: &str) -> bool {
    let head = done.split_once(['：', ':']);
    head.is_some_and(|(head, _)| head.trim().ends_with(DONE))
}
