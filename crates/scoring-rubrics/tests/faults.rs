//! A mistake in an example is reported with its line, column and a message that says what to write.
//! For those in a rubric, see `bad.rs`.
#![allow(clippy::unwrap_used, reason = "a failed test is a panic")]

use scoring_rubrics::toml_file::{check_names, read_example, read_rubric};

const RUBRIC: &str = include_str!("../../../rubrics/jiangmen-2023-department/rubric.toml");
const EXAMPLE: &str = include_str!("../../../rubrics/jiangmen-2023-department/example.toml");

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
