//! Words that stand in a cell instead of a figure.

/// Whether a text says that a target was reached; `None` where it does not say.
pub(super) fn reached(text: &str) -> Option<bool> {
    const DONE: [&str; 16] = [
        "是",
        "√",
        "✓",
        "完成",
        "达成",
        "达标",
        "达到",
        "实现",
        "落实",
        "到位",
        "完成目标",
        "达到目标",
        "达到预期",
        "达成预期指标",
        "达成年度指标",
        "100%",
    ];
    const HOW: [&str; 8] = ["均", "都", "已", "全部", "按时", "按期", "如期", "按计划"];
    const NOT: [&str; 4] = ["尚未", "没有", "未", "不"];
    if matches!(text, "否" | "×" | "✗" | "✘") {
        return Some(false);
    }
    let (mut rest, mut yes) = (text.trim_end_matches('。'), true);
    while let Some(more) = HOW.iter().find_map(|how| rest.strip_prefix(how)) {
        rest = more;
    }
    if let Some(more) = NOT.iter().find_map(|not| rest.strip_prefix(not)) {
        (rest, yes) = (more, false);
    }
    DONE.contains(&rest).then_some(yes)
}

/// Whether a text is a stroke that says that nothing stands there.
pub(super) fn is_stroke(text: &str) -> bool {
    matches!(text, "/" | "\\" | "-" | "—" | "——" | "－" | "--" | "–")
}

/// Whether a text names a row that adds others up.
pub(crate) fn is_total(text: &str) -> bool {
    const TOTALS: [&str; 5] = ["合计", "总计", "共计", "总分", "总得分"];
    TOTALS.contains(&squeezed(text).trim_end_matches(['：', ':'])) || is_subtotal(text)
}

/// Whether a text names a row that adds up a part of the table.
pub(crate) fn is_subtotal(text: &str) -> bool {
    squeezed(text).trim_end_matches(['：', ':']) == "小计"
}

/// Without any space: 合　计.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// On one line, as a field of one line holds it: the lines of a narrow cell are one sentence.
pub(super) fn joined(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(out.chars().last()) && latin(line.chars().next()) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Two texts in one field, both kept; the same text twice is there once.
pub(super) fn both(first: &str, then: &str) -> String {
    match (first.is_empty() || then == first, then.is_empty()) {
        (true, _) => then.to_owned(),
        (_, true) => first.to_owned(),
        _ => [first, "；", then].concat(),
    }
}
