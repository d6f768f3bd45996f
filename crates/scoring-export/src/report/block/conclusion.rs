//! 结论: total and grade, by which parts, and what of it is not settled.

use rust_decimal::Decimal;
use scoring::Status;

use super::super::facts::{Facts, Taken};
use super::super::piece::{Piece, Text};
use super::super::words::{grades, name, percent, points};

pub(super) fn draft(facts: &Facts<'_>) -> Vec<Piece> {
    let mut pieces = vec![Piece::body(total(facts))];
    if facts.taken.total(&facts.sheet.total).is_some() {
        pieces.push(Piece::body(by_parts(facts)));
    }
    pieces.push(Piece::body(Text::of(format!(
        "等级线为：{}。",
        grades(facts.rubric)
    ))));
    for open in [differs(facts), on_claim(facts)].into_iter().flatten() {
        pieces.push(Piece::body(Text::ask(open)));
    }
    pieces
}

/// The unit's name, or that it is asked for.
pub(in crate::report) fn organisation(facts: &Facts<'_>) -> Text {
    match facts.organisation() {
        Some(name) => Text::of(name),
        None => Text::ask("请填写：单位名称"),
    }
}

fn total(facts: &Facts<'_>) -> Text {
    let (sheet, taken) = (&facts.sheet, facts.taken);
    let year = facts.form.year(facts.rubric);
    let lead = match taken {
        Taken::Claimed => "经自评",
        Taken::Verified => "经综合评定",
        Taken::Computed => "按评分标准计算",
    };
    let score = match taken {
        Taken::Claimed => "绩效自评得分",
        Taken::Verified => "绩效评价综合得分",
        Taken::Computed => "绩效得分",
    };
    let subject = facts.subject();
    let text = Text::of(format!("{lead}，"))
        .then(organisation(facts))
        .say(format!("{year}年度{subject}{score}"));
    let text = match taken.total(&sheet.total) {
        Some(total) => text.say(points(total)),
        None => text.open(format!("请填写：{}", taken.name())),
    };
    let full = points(facts.rubric.points.value);
    let text = match taken.grade(&sheet.grade) {
        Some(grade) => text.say(format!("（总分{full}），等级为“{grade}”。")),
        None => {
            let text = text.say(format!("（总分{full}），等级为"));
            text.open(format!("请填写：等级。{}", unsettled(facts)))
                .say("。")
        }
    };
    match (taken, sheet.total.claimed) {
        (Taken::Verified, Some(claimed)) => text.say(format!("单位自评得分{}。", points(claimed))),
        _ => text,
    }
}

/// Why there is no grade yet.
fn unsettled(facts: &Facts<'_>) -> String {
    let open = facts.sheet.total.open;
    if facts.taken == Taken::Computed && !open.is_zero() {
        return format!("还有{}未定，上面的得分只是已定各项的合计", points(open));
    }
    let without = facts.rows().filter(|row| {
        row.line.status != Status::NotApplicable
            && !row.line.full.is_zero()
            && facts.taken.line(row.line).is_none()
    });
    let names: Vec<_> = without
        .map(|row| format!("“{}”", name(row.indicator)))
        .collect();
    match names.as_slice() {
        [] => "评分表没有适用的等级线".to_owned(),
        names => format!(
            "{}还没有{}，上面的得分只是已有各项的合计",
            names.join("、"),
            facts.taken.name()
        ),
    }
}

fn by_parts(facts: &Facts<'_>) -> Text {
    let parts = facts.sheet.sections.iter().map(|part| {
        let full = match part.full.is_zero() {
            true => String::new(),
            false => format!("分值{}，", points(part.full)),
        };
        let score = facts.taken.total(&part.total).map(points);
        let rate = facts
            .taken
            .rate(&part.rate)
            .map_or(String::new(), |rate| format!("，得分率{}", percent(rate)));
        let text = Text::of(format!("{}{full}", part.name));
        match score {
            Some(score) => text.say(format!("得分{score}{rate}")),
            None => text.open(format!("请填写：{}", facts.taken.name())),
        }
    });
    let mut text = Text::of("其中：");
    for (index, part) in parts.enumerate() {
        if index > 0 {
            text = text.say("；");
        }
        text = text.then(part);
    }
    text.say("。")
}

/// Where the score is not what the rules give: something to look at, not something to state.
fn differs(facts: &Facts<'_>) -> Option<String> {
    let (sheet, taken) = (&facts.sheet, facts.taken);
    let stated = taken.total(&sheet.total)?;
    let computed = sheet.total.computed.filter(|total| *total != stated)?;
    let rows = facts.rows().filter_map(|row| {
        let pair = taken.line(row.line).zip(row.line.computed);
        let (stated, computed): (Decimal, Decimal) =
            pair.filter(|(stated, computed)| stated != computed)?;
        Some(format!(
            "“{}”{}{}，按标准{}",
            name(row.indicator),
            taken.name(),
            points(stated),
            points(computed)
        ))
    });
    let rows: Vec<_> = rows.collect();
    let by = match rows.as_slice() {
        [] => String::new(),
        rows => format!("不同的项目：{}。", rows.join("；")),
    };
    let open = match sheet.total.open.is_zero() {
        true => String::new(),
        false => format!("另有{}未定。", points(sheet.total.open)),
    };
    let mend = match facts.rubric.verifies() {
        true => "请核对评分，或在评分说明里写明依据",
        false => "请改自评得分，或写明理由",
    };
    Some(format!(
        "请核对：按评分标准计算合计{}，与{}{}不同。{by}{open}{mend}",
        points(computed),
        taken.name(),
        points(stated),
    ))
}

/// How much of the computed total is the unit's word alone.
fn on_claim(facts: &Facts<'_>) -> Option<String> {
    let on_claim = facts.sheet.on_claim;
    (!on_claim.is_zero()).then(|| {
        format!(
            "请核对：按评分标准计算的合计里，有{}缺少评分所需的数，暂按自评计入。请补填数，或备好佐证材料",
            points(on_claim)
        )
    })
}
