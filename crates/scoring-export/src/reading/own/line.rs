//! A target in one line, for a person to read.

use scoring::form::Target;

/// A target in one line: 参保人数 ≥ 200 万人，实际 210，自评达成 是，…
pub(super) fn said(target: &Target) -> String {
    let goal = [target.goal.text().trim(), target.unit.trim()];
    let goal = match goal {
        ["", _] => String::new(),
        [goal, unit] if goal.ends_with(unit) => [" ", goal].concat(),
        [goal, unit] => [" ", goal, " ", unit].concat(),
    };
    let name = [
        target.name.trim(),
        " ",
        target.direction.trim(),
        goal.trim_end(),
    ];
    let texts = [
        ("", name.concat().trim().to_owned()),
        ("实际 ", target.actual.text().trim().to_owned()),
        ("评级 ", target.word.trim().to_owned()),
        ("自评达成 ", target.reached.trim().to_owned()),
        ("二级指标 ", target.group.trim().to_owned()),
        ("分值 ", target.points.text().trim().to_owned()),
        ("得分 ", target.claimed.text().trim().to_owned()),
        ("", target.note.trim().replace('\n', " ")),
    ];
    let said = texts.iter().filter(|(_, text)| !text.is_empty());
    let said = said.map(|(label, text)| [label, text.as_str()].concat());
    said.collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests {
    use scoring::entry::Entry;
    use scoring::form::Target;

    use super::said;

    #[test]
    fn all_its_figures() {
        let target = Target {
            name: "参保人数".to_owned(),
            direction: "≥".to_owned(),
            goal: Entry::new("200"),
            unit: "万人".to_owned(),
            actual: Entry::new("210"),
            reached: "是".to_owned(),
            note: "全年\n完成".to_owned(),
            ..Target::default()
        };
        assert_eq!(
            said(&target),
            "参保人数 ≥ 200 万人，实际 210，自评达成 是，全年 完成"
        );
        let word = Target {
            name: "能力提升".to_owned(),
            direction: "定性".to_owned(),
            word: "达成年度指标".to_owned(),
            ..Target::default()
        };
        assert_eq!(said(&word), "能力提升 定性，评级 达成年度指标");
    }
}
