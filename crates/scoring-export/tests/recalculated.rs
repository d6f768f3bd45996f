//! The workbook's formulas, worked out by LibreOffice, against the score sheet: exactly, at every edge.
//!
//! Needs `soffice`; run with `--ignored`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;

use common::office::recalculated;
use common::{Book, edges, jiangmen, plain};
use rust_decimal::Decimal;
use scoring_export::document::Document;
use scoring_export::xlsx::{SCORE_TABLE, TARGET_TABLE, WORKING};

/// Every difference between the score sheet and the recalculated workbook.
fn differences(document: &Document, book: &Book) -> Vec<String> {
    let sheet = scoring::score(&document.rubric, &document.form);
    let scorer = scoring::Scorer::new(&document.rubric);
    assert!(
        sheet
            .lines
            .iter()
            .all(|line| line.computed.is_none_or(|score| score <= line.points))
    );
    let mut differences = Vec::new();
    let mut same = |what: String, ours: String, theirs: String| {
        if ours != theirs {
            differences.push(format!("{what}: ours {ours:?}, LibreOffice {theirs:?}"));
        }
    };
    let mut row = 2;
    for (rule, line) in scorer.lines().iter().zip(&sheet.lines) {
        same(
            format!("{} 按标准得分", line.id),
            plain(line.computed),
            book.text(WORKING, row, 6),
        );
        same(
            format!("{} 自评得分", line.id),
            plain(line.claimed),
            book.text(WORKING, row, 7),
        );
        same(
            format!("{} 计入", line.id),
            plain(line.counted),
            book.text(WORKING, row, 9),
        );
        row += rule.questions.len().max(1) as u32;
    }
    let (total, grade) = (&sheet.total, &sheet.grade);
    for (col, total, grade) in [
        (7, total.claimed, &grade.claimed),
        (8, total.verified, &grade.verified),
        (9, total.computed, &grade.computed),
    ] {
        same(
            format!("合计 {col}"),
            plain(total),
            book.text(WORKING, row, col),
        );
        same(
            format!("等级 {col}"),
            grade.clone().unwrap_or_default(),
            book.text(WORKING, row + 1, col),
        );
    }
    same(
        "未定".into(),
        plain(Some(total.open)),
        book.text(WORKING, row + 3, 9),
    );

    // A claim that cannot be a score is printed as typed, and counts for nothing.
    let typed = |id: &str| {
        document
            .form
            .answers
            .get(id)
            .is_some_and(|answer| !answer.claimed.is_empty())
    };
    let printed =
        |line: &scoring::Line| line.claimed.or(line.computed.filter(|_| !typed(&line.id)));
    let printed = sheet.lines.iter().filter_map(printed).reduce(|a, b| a + b);
    let at = book.find(SCORE_TABLE, 0, "合计");
    same(
        "评分表合计".into(),
        plain(printed),
        book.text(SCORE_TABLE, at, 6),
    );
    same(
        "评分表分值".into(),
        plain(Some(document.rubric.points.value)),
        book.text(SCORE_TABLE, at, 5),
    );

    let mut number = 0;
    for line in sheet.lines.iter().filter(|line| !line.targets.is_empty()) {
        for score in &line.targets {
            number += 1;
            let row = book.find(TARGET_TABLE, 0, &number.to_string());
            // The score sheet shows rates to 6 places.
            let rate = |row, col| {
                book.number(TARGET_TABLE, row, col)
                    .map(|rate| format!("{rate:.6}").parse::<Decimal>().unwrap())
            };
            same(
                format!("{} 目标 {number}", line.id),
                plain(score.rate),
                plain(rate(row, 9)),
            );
            for (part, at) in score.parts.iter().zip(row + 1..) {
                same(
                    format!("{} 目标 {number} 分项", line.id),
                    plain(*part),
                    plain(rate(at, 10)),
                );
            }
        }
    }
    differences
}

fn agree(documents: &[Document]) {
    let mut all = Vec::new();
    for (index, (document, book)) in documents.iter().zip(recalculated(documents)).enumerate() {
        all.extend(
            differences(document, &book)
                .into_iter()
                .map(|difference| format!("{index}: {difference}")),
        );
    }
    assert!(
        all.is_empty(),
        "{} differences\n{}",
        all.len(),
        all.join("\n")
    );
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_published_form_agrees() {
    let document = jiangmen();
    let sheet = scoring::score(&document.rubric, &document.form);
    assert_eq!(
        (plain(sheet.total.computed), plain(sheet.total.claimed)),
        ("96.21".into(), "97.62".into())
    );
    agree(&[document]);
}

#[test]
#[ignore = "needs LibreOffice"]
fn blanks_and_edges_agree() {
    let target = |text: &str| {
        edges(&format!(
            "answers.output.inputs.reported = '是'\n[[targets.output]]\nname = '目标'\n{text}\n"
        ))
    };
    let line = |text: &str| edges(&format!("[answers]\n{text}\n"));
    agree(&[
        edges(""),
        edges(include_str!("full.toml")),
        edges("answers.output.inputs.reported = '否'"),
        // Exactly at the floor, the target, and the limit; and next to them.
        target("goal = '5'\nactual = '3'"),
        target("goal = '10000'\nactual = '5999'"),
        target("goal = '874.28'\nactual = '874.28'"),
        target("goal = '874.28'\nactual = '1311.42'"),
        target("goal = '874.28'\nactual = '1311.43'"),
        target("goal = '0.3'\nactual = '0.18'"),
        target("goal = '90'\nactual = '85％'\nunit = '%'"),
        // Nothing asked for.
        target("goal = '0'\nactual = '0'"),
        target("goal = '0'\nactual = '1'"),
        target("goal = '0'\nactual = '0'\ndirection = '≤'"),
        target("goal = '0'\nactual = '2'\ndirection = '≤'"),
        // The less, the better.
        target("goal = '10'\nactual = '10'\nunit = '%'\ndirection = '≤'"),
        target("goal = '10'\nactual = '14'\ndirection = '≤'"),
        target("goal = '10'\nactual = '14.01'\ndirection = '≤'"),
        target("goal = '10'\nactual = '25'\ndirection = '≤'"),
        target("goal = '3'\nactual = '2'\ndirection = '='"),
        // The unit's word, and a grade's.
        target("direction = '定性'\nreached = '是'"),
        target("direction = '定性'\nreached = '否'"),
        target("reached = '是'"),
        target("goal = '3'\nreached = '是'"),
        // Half of a figure is no figure.
        target("goal = '3'\nreached = '否'"),
        target("actual = '12'"),
        target("actual = '12'\nreached = '否'"),
        edges(
            "targets.effect = [{ name = '甲', direction = '定性', word = '优' }, { name = '乙', direction = '定性', word = '不达标' }]",
        ),
        edges(
            "targets.effect = [{ name = '甲', direction = '定性', reached = '是' }, { name = '乙', goal = '3', actual = '2', word = '优' }]",
        ),
        // Several figures, the worst of which counts.
        target(
            "parts = [{ name = '药品', goal = '100', actual = '120' }, { name = '耗材', goal = '50', actual = '20' }]",
        ),
        target(
            "parts = [{ name = '药品', goal = '100', actual = '90' }, { name = '耗材', goal = '50', actual = '' }]",
        ),
        target("parts = [{ name = '药品', goal = '3', actual = '2' }]"),
        target(
            "parts = [{ name = '药品', goal = '3', actual = '2' }, { name = '耗材', goal = '7', actual = '5' }]\n[[targets.output]]\nname = '乙'\ngoal = '7'\nactual = '6'",
        ),
        // A gap in the bands, and the ends beside it.
        line("bands.inputs = { of = '85', by = '100' }"),
        line("bands.inputs = { of = '80', by = '100' }"),
        line("bands.inputs = { of = '90', by = '100' }"),
        line("bands.inputs = { of = '5', by = '0' }"),
        line("bands = { claimed = '2.5', inputs = { of = '0', by = '0' } }"),
        line("choice.inputs = { filed = '部分' }"),
        line("choice.inputs = { filed = '酌情', filed-points = '3.335' }"),
        line("choice.inputs = { filed = '酌情' }"),
        line("compare.inputs = { spent = '2', budget = '2' }"),
        line("compare.inputs = { spent = '2.0001', budget = '2' }"),
        line("deduction.inputs = { found = '2', rules = '否', size = '4', missed = '3' }"),
        line("deduction.inputs = { found = '2', rules = '是', size = '3', missed = '3' }"),
        line("deduction.inputs = { found = '99', rules = '是', size = '3', missed = '3' }"),
        line("ratio.inputs = { q1 = '62.5', q2 = '62.5' }"),
        line("ratio.inputs = { q1 = '62.4', q2 = '62.5' }"),
        line("ratio.inputs = { q1 = '0', q2 = '0' }"),
        line("thresholds.inputs = { a = '40', b = '28' }"),
        line("thresholds.inputs = { a = '39.99', b = '0' }"),
        line("weighted.inputs = { one = '否', added = '90', budget = '10698.8' }"),
        line("weighted.inputs = { one = '是', added = '90', budget = '80' }"),
        // Refused: as if blank, and kept as text.
        line("ratio.inputs = { q1 = '约60', q2 = '62.5' }"),
        line("compare.inputs = { spent = '-5', budget = '2' }"),
        line("deduction.inputs = { found = '1.5', rules = '是', size = '3', missed = '0' }"),
        line("deduction.inputs = { found = '1', rules = '是', size = '3', missed = '4' }"),
        line("choice.inputs = { filed = '大概' }"),
        line("choice = { claimed = '8', inputs = { filed = ' 否 ' } }"),
        line("choice = { claimed = '约7' }"),
        target("goal = '十个'\nactual = '12'"),
        target("goal = '10'\nactual = '≥12'"),
        target("goal = '10'\nactual = '≥12'\nreached = '是'"),
        target("goal = '0'\nactual = '没有'\nreached = '是'"),
        edges(
            "targets.effect = [{ name = '甲', direction = '定性', word = '很好', reached = '是' }]",
        ),
    ]);
}

/// Forms put together at random, always the same ones, from what people type.
#[test]
#[ignore = "needs LibreOffice"]
fn many_forms_agree() {
    let mut seed = 20_231_122_u64;
    let mut pick = |pool: &[&'static str]| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        pool[(seed >> 33) as usize % pool.len()]
    };
    let numbers = [
        "", "0", "1", "2", "3", "7", "12", "0.5", "33.33", "100", "874.28", "1311.42", "1,234.5",
        "９０", "66.7%",
    ];
    let counts = ["", "0", "1", "2", "3", "4"];
    let mut documents = Vec::new();
    for _ in 0..40 {
        let mut form = String::from("[answers]\n");
        let answers = [
            (
                "output",
                vec![("reported", &["是", "是", "是", "否", ""][..])],
            ),
            ("bands", vec![("of", &numbers[..]), ("by", &numbers[..])]),
            (
                "choice",
                vec![
                    ("filed", &["是", "部分", "酌情", "否", ""][..]),
                    ("filed-points", &["", "0", "1.005", "6.995"][..]),
                ],
            ),
            (
                "compare",
                vec![("spent", &numbers[..]), ("budget", &numbers[..])],
            ),
            (
                "deduction",
                vec![
                    ("found", &counts[..]),
                    ("rules", &["是", "否"][..]),
                    ("size", &counts[..]),
                    ("missed", &counts[..]),
                ],
            ),
            ("ratio", vec![("q1", &numbers[..]), ("q2", &numbers[..])]),
            ("thresholds", vec![("a", &numbers[..]), ("b", &numbers[..])]),
            (
                "weighted",
                vec![
                    ("one", &["是", "否"][..]),
                    ("added", &numbers[..]),
                    ("budget", &numbers[..]),
                ],
            ),
        ];
        for (id, questions) in answers {
            let inputs: Vec<_> = questions
                .iter()
                .map(|(question, pool)| format!("{question} = '{}'", pick(pool)))
                .collect();
            let claimed = pick(&["", "1", "2.5", "3"]);
            form += &format!(
                "{id} = {{ claimed = '{claimed}', inputs = {{ {} }} }}\n",
                inputs.join(", ")
            );
        }
        for (list, count) in [("output", 9), ("effect", 4)] {
            for _ in 0..count {
                let direction = pick(&["", "≥", "≤", "=", "定性"]);
                let (goal, actual) = (pick(&numbers[1..]), pick(&numbers[1..]));
                let reached = pick(&["是", "是", "是", "否"]);
                form += &format!(
                    "[[targets.{list}]]\nname = '目标'\ndirection = '{direction}'\nreached = '{reached}'\nunit = '{}'\n",
                    pick(&["", "%"])
                );
                match pick(&["one", "one", "several", "none", "word"]) {
                    "one" => form += &format!("goal = '{goal}'\nactual = '{actual}'\n"),
                    "several" => {
                        form += &format!(
                            "parts = [{{ name = '甲', goal = '{goal}', actual = '{actual}' }}, {{ name = '乙', goal = '{}', actual = '{}' }}]\n",
                            pick(&numbers),
                            pick(&numbers)
                        )
                    }
                    "word" if list == "effect" => {
                        form += &format!("word = '{}'\n", pick(&["优", "不达标"]))
                    }
                    _ => {}
                }
            }
        }
        documents.push(edges(&form));
    }
    let scored = documents
        .iter()
        .flat_map(|document| scoring::score(&document.rubric, &document.form).lines);
    let scored = scored.filter(|line| line.computed.is_some()).count();
    assert!(scored > 100, "only {scored} rows have a score");
    agree(&documents);
}
