//! A mistake in a TOML file is reported with its line, column and a message that says what to write.
#![allow(clippy::unwrap_used, reason = "a failed test is a panic")]

use scoring_rubrics::toml_file::{check_names, check_rubric, read_example, read_rubric};

const RUBRIC: &str = include_str!("../../../rubrics/jiangmen-2023-department/rubric.toml");
const EXAMPLE: &str = include_str!("../../../rubrics/jiangmen-2023-department/example.toml");

/// The faults after replacing the first `from`, each without its place, and whether it stands there.
fn of_rubric(from: &str, to: &str) -> Vec<(bool, String)> {
    let at = RUBRIC[..RUBRIC.find(from).unwrap()].matches('\n').count() + 1;
    let text = RUBRIC.replacen(from, to, 1);
    let faults = match read_rubric(&text) {
        Ok(rubric) => check_rubric(&text, &rubric),
        Err(fault) => vec![fault],
    };
    faults
        .into_iter()
        .map(|fault| {
            (
                fault.line == at,
                format!("[{}] {}", fault.code, fault.message),
            )
        })
        .collect()
}

fn one(message: &str) -> Vec<(bool, String)> {
    vec![(true, message.to_owned())]
}

#[test]
fn a_bare_decimal() {
    let found = of_rubric("points = \"0.5\"", "points = 0.5");
    assert_eq!(
        found,
        one(
            "[toml-unreadable] 写的是 不加引号的小数 `0.5`，应写 整数，或加引号的小数、百分数，如 20、\"0.5\"、\"62.5%\""
        )
    );
}

#[test]
fn a_mistyped_key() {
    let found = of_rubric("rule.targets = ", "rule.target = ");
    let kinds =
        "`bands`, `choice`, `compare`, `deduction`, `ratio`, `targets`, `thresholds`, `weighted`";
    assert_eq!(
        found,
        one(&format!(
            "[toml-unreadable] 不认识 `target`，可以写 {kinds}"
        ))
    );
}

#[test]
fn points_that_do_not_add_up() {
    let found = of_rubric(
        "name = \"采购管理\"\npoints = 10",
        "name = \"采购管理\"\npoints = 11",
    );
    let messages: Vec<_> = found.into_iter().map(|(_, message)| message).collect();
    assert_eq!(
        messages,
        [
            "[points-sum] 管理效率：二级指标分值之和是 51，应为 50",
            "[points-sum] 采购管理：三级指标分值之和是 10，应为 11",
        ]
    );
}

#[test]
fn a_number_without_quotes_in_an_example() {
    let text = EXAMPLE.replacen("goal = \"200\"", "goal = 200", 1);
    let fault = read_example(&text).unwrap_err();
    assert_eq!(
        fault.message,
        "写的是 不加引号的整数 `200`，应写 加引号的文字"
    );
    assert_eq!(text.lines().nth(fault.line - 1).unwrap(), "goal = 200");
    assert_eq!(fault.column, 8);
}

#[test]
fn a_mistyped_question_in_an_example() {
    let text = EXAMPLE.replacen("upheld", "uphold", 1);
    let faults = check_names(
        &text,
        &read_rubric(RUBRIC).unwrap(),
        &read_example(&text).unwrap().form,
    );
    let found: Vec<_> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(
        found,
        ["评分表里没有这个问题：procurement-complaints 的 uphold"]
    );
    assert_eq!(
        text.lines().nth(faults[0].line - 1).unwrap(),
        "[answers.procurement-complaints]"
    );
}
