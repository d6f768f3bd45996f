//! What a clerk reads: prose and figures, not the engine's proof.

use scoring::Status;
use scoring::entry::Entry;
use scoring::form::{Goal, Target};
use scoring::number::plain;
use scoring::score;

use super::common::{examples, jiangmen};
use super::text;

/// What the report of an example says in a paragraph of its own.
const SAID: [(&str, &str); 12] = [
    ("suixi-2022-verification", "指标分值3分，评价得分3分。"),
    // The rates that decide, and what was written; the published report prints the same.
    (
        "suixi-2022-verification",
        "指标分值5分，评价得分1.5分。财政拨款收入预决算差异率 = (24314.08 − 14057.72) ÷ 14057.72 ≈ 72.96%。",
    ),
    (
        "suixi-2022-verification",
        "指标分值2分，评价得分0.36分。政府采购执行率 = 4.27 ÷ 23.77 ≈ 17.96%。医保局采购计划金额23.77万元,实际采购金额4.27万元,得分=4.27/23.77*2=0.36。",
    ),
    (
        "suixi-2022-verification",
        "指标原分值4分，转入3分，调整后分值7分，评价得分7分。支出完成率 = 24315.81 ÷ 24315.81 = 100%。因医保局没有主管的转移支付资金且无需批复下属单位的预算,将“资金合法性”的分值调整至该指标。",
    ),
    (
        "suixi-2022-verification",
        "指标分值2分，评价得分0分。未按规定公开绩效目标。",
    ),
    (
        "suixi-2022-verification",
        "1.预算收支情况。根据公开的部门预算，遂溪县医疗保障局2022年初预算收入为14057.72万元；年初预算支出合计14057.72万元，其中：社会保障和就业支出309.72万元、卫生健康支出13748万元。",
    ),
    (
        "national-project",
        "产出指标：指标分值50分，自评得分48.3分。培训人次、按时完成率没有达到目标，人均成本超过目标，原因和改进措施见各指标。",
    ),
    (
        "national-project",
        "二是培训人次≥500人次：实际完成470人次，完成率94%，分值10分，自评得分9.4分。两个乡镇的经办人员因防汛值班没有参加，已安排下一年补训。",
    ),
    (
        "national-project",
        "示例完成情况：举办培训10场、470人次，宣传材料印发无差错，政策知晓率72%，经办人员业务测试成绩较上年提高。",
    ),
    (
        "jingdezhen-2022-project",
        "资金到位率：指标分值3分，自评得分3分。资金到位率 = 100 ÷ 100 = 100%。",
    ),
    (
        "jiangmen-2023-department",
        "七是医疗服务价格评估次数≥1指标实现情况：【请填写：实际完成值】，单位自评为达成。2023年开展了江门市医疗服务项目价格管理的调研统计分析服务项目。",
    ),
    (
        "jiangmen-2023-department",
        "一是城乡居民基本医疗保险参保人数≥200万人指标实现情况：实际完成234.42万人，完成率117.21%，按评分标准得分率100%。据统计，截至2023年12月，我市参加城乡居民基本医疗保险234.42万人，已超过省下达参保任务数的95%。",
    ),
];

#[test]
fn examples_say_what_a_clerk_would() {
    for (id, document) in examples() {
        let text = text(&document);
        let lines: Vec<_> = text.lines().collect();
        for (_, expected) in SAID.iter().filter(|(of, _)| *of == id) {
            assert!(lines.contains(expected), "{id}: {expected}\n{text}");
        }
    }
}

#[test]
fn what_only_the_unit_says_is_no_verdict_of_the_standard() {
    for (id, document) in examples() {
        let text = text(&document);
        let sheet = score(&document.rubric, &document.form);
        for line in &sheet.lines {
            let targets = document.form.targets.get(&line.id).into_iter().flatten();
            for (target, score) in targets.zip(&line.targets) {
                let name = target.name.trim();
                let said = text.lines().filter(|said| said.contains(name));
                for said in said.filter(|said| said.contains("指标实现情况：")) {
                    let verdict = said.contains("按评分标准");
                    let reached = said.contains("单位自评为达成");
                    assert!(!score.on_claim || (reached && !verdict), "{id}: {said}");
                    let asked = said.contains("【请填写：实际完成值】");
                    let open = score.on_claim && !target.goal.is_empty();
                    assert_eq!(asked, open, "{id}: {said}");
                }
            }
        }
    }
}

#[test]
fn the_proof_stays_in_the_workbook() {
    for (id, document) in examples() {
        let text = text(&document);
        for engine in [
            "：是；",
            "各条得分",
            "得满分",
            "人工评定",
            "得分合计 =",
            "转入 ",
            "四舍五入得 ",
        ] {
            let printed = document.to_json().contains(engine);
            assert!(printed || !text.contains(engine), "{id}: {engine}");
        }
        let sheet = score(&document.rubric, &document.form);
        for line in &sheet.lines {
            let proof = line.words.trim_end_matches('。');
            let whole = line.status == Status::Scored && text.contains(proof);
            assert!(!whole, "{id}: {proof}");
        }
    }
}

#[test]
fn what_is_headed_gets_no_head() {
    let mut document = jiangmen();
    for (done, said) in [
        ("都完成了", "完成情况：都完成了。"),
        ("完成情况：都完成了", "完成情况：都完成了。"),
        ("全年完成情况: 都完成了", "全年完成情况: 都完成了。"),
        (
            "完成情况良好：都完成了",
            "完成情况：完成情况良好：都完成了。",
        ),
        ("", "完成情况：【请填写：完成情况】"),
    ] {
        document.form.goals = vec![Goal {
            goal: "甲".to_owned(),
            done: done.to_owned(),
        }];
        let text = text(&document);
        assert!(text.lines().any(|line| line == said), "{done}");
    }
}

#[test]
fn points_that_moved_are_said_once() {
    for (id, document) in examples() {
        let text = text(&document);
        let sheet = score(&document.rubric, &document.form);
        let grown = sheet.lines.iter().filter(|line| line.full > line.points);
        let all: Vec<_> = grown
            .map(|line| {
                let [printed, by, full] =
                    [line.points, line.full - line.points, line.full].map(plain);
                format!("原分值{printed}分，转入{by}分，调整后分值{full}分，")
            })
            .collect();
        assert_eq!(text.matches("转入").count(), all.len(), "{id}");
        for said in all {
            assert!(text.contains(&said), "{id}: {said}");
        }
    }
}

#[test]
fn a_sign_and_a_unit_stand_at_numbers_only() {
    let mut document = jiangmen();
    // direction, goal, unit, actual; what is said
    for (typed, said) in [
        (
            ["≥", "10.00", "次", "12次"],
            "某项≥10次指标实现情况：实际完成12次，",
        ),
        (
            ["≥", "≥65%", "%", "超过65%"],
            "某项≥65%指标实现情况：实际完成超过65%。",
        ),
        (
            ["", "达成", "%", "达成"],
            "某项目标达成指标实现情况：实际完成达成。",
        ),
        (
            ["定性", "优", "", "良"],
            "某项目标优指标实现情况：实际完成良。",
        ),
    ] {
        let [direction, goal, unit, actual] = typed;
        let target = Target {
            name: "某项".to_owned(),
            direction: direction.to_owned(),
            goal: Entry::new(goal),
            unit: unit.to_owned(),
            actual: Entry::new(actual),
            ..Target::default()
        };
        document.form.targets = [("output".to_owned(), vec![target])].into();
        let text = text(&document);
        assert!(text.contains(said), "{said}\n{text}");
    }
}
