//! The workbook's formulas, worked out by other spreadsheet engines, against the score sheet: exactly,
//! at every edge.
//!
//! IronCalc is a part of this test and runs with all others. LibreOffice needs `soffice`; run with
//! `--ignored`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;

use common::agree::{COMPUTED, Found, cached, differences, working_rows};
use common::iron::Open;
use common::{Book, CODE, FULL, edges, examples, iron, jiangmen, office, plain};
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::{Form, Part, Target};
use scoring::rubric::Rubric;
use scoring::rule::{Accepts, Question, TargetRows};
use scoring_export::document::Document;
use scoring_export::xlsx::{self, WORKING};

/// Works out workbooks, whatever values we wrote into them.
#[derive(Clone, Copy)]
struct Engine {
    name: &'static str,
    recalculated: fn(&[Vec<u8>]) -> Vec<Book>,
}

const IRON: Engine = Engine {
    name: "IronCalc",
    recalculated: iron::recalculated,
};
const OFFICE: Engine = Engine {
    name: "LibreOffice",
    recalculated: office::recalculated,
};

fn agree(engine: Engine, documents: &[Document]) {
    let bytes: Vec<_> = documents
        .iter()
        .map(|document| xlsx::workbook(document, CODE).unwrap())
        .collect();
    let books = (engine.recalculated)(&bytes);
    let mut all = Vec::new();
    let mut formulas = 0;
    for (index, ((document, bytes), book)) in documents.iter().zip(bytes).zip(books).enumerate() {
        let found = differences(document, &Book::read(bytes), &book);
        formulas += found.formulas;
        let differences = found.differences.into_iter();
        all.extend(differences.map(|difference| format!("{index}: {difference}")));
    }
    assert!(formulas > 20 * documents.len(), "{formulas} formulas");
    assert!(
        all.is_empty(),
        "{}: {} differences\n{}",
        engine.name,
        all.len(),
        all.join("\n")
    );
}

/// Every built-in rubric's example.
fn published() -> Vec<Document> {
    let document = jiangmen();
    let sheet = scoring::score(&document.rubric, &document.form);
    assert_eq!(
        (plain(sheet.total.computed), plain(sheet.total.claimed)),
        ("96.21".into(), "97.62".into())
    );
    examples()
        .into_iter()
        .map(|(_, document)| document)
        .collect()
}

#[test]
fn every_example_agrees() {
    agree(IRON, &published());
}

#[test]
#[ignore = "needs LibreOffice"]
fn every_example_agrees_in_office() {
    agree(OFFICE, &published());
}

#[test]
fn blanks_and_edges_agree() {
    agree(IRON, &edge_forms());
}

#[test]
#[ignore = "needs LibreOffice"]
fn blanks_and_edges_agree_in_office() {
    agree(OFFICE, &edge_forms());
}

#[test]
fn many_forms_agree() {
    agree(IRON, &random_forms(16, 2));
}

#[test]
#[ignore = "needs LibreOffice"]
fn many_forms_agree_in_office() {
    agree(OFFICE, &random_forms(60, 8));
}

/// At, beside and beyond every limit of [`edges`].
fn edge_forms() -> Vec<Document> {
    let target = |text: &str| {
        form(&format!(
            "answers.output.inputs.reported = '是'\n[[targets.output]]\nname = '目标'\n{text}\n"
        ))
    };
    let line = |text: &str| form(&format!("[answers]\n{text}\n"));
    let header =
        |profile: &str, text: &str| form(&format!("[profile]\n{profile}\n[answers]\n{text}\n"));
    let moved = full_but;
    let one = |list: &str, text: &str| {
        let gate = match list {
            "own-strict" => "answers.own-strict.inputs.reported = '是'",
            _ => "",
        };
        form(&format!(
            "{gate}\n[[targets.{list}]]\nname = '目标'\n{text}\n"
        ))
    };
    let forms = vec![
        form("answers.output.inputs.reported = '否'"),
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
        form(
            "targets.effect = [{ name = '甲', direction = '定性', word = '优' }, { name = '乙', direction = '定性', word = '不达标' }]",
        ),
        form(
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
        form(
            "targets.effect = [{ name = '甲', direction = '定性', word = '很好', reached = '是' }]",
        ),
        // Deviations, and the reciprocal of an excess.
        one("exact", "direction = '='\ngoal = '3'\nactual = '3'"),
        one("exact", "direction = '='\ngoal = '3'\nactual = '4'"),
        one("exact", "direction = '='\ngoal = '10'\nactual = '14'"),
        one("exact", "direction = '='\ngoal = '10'\nactual = '14.01'"),
        one("exact", "direction = '='\ngoal = '10'\nactual = '6'"),
        one("exact", "direction = '≤'\ngoal = '3'\nactual = '5'"),
        one("exact", "direction = '≤'\ngoal = '3'\nactual = '5.01'"),
        one("exact", "direction = '≤'\ngoal = '3'\nactual = '4.9'"),
        one("exact", "direction = '定性'\nword = '差'"),
        one(
            "exact",
            "direction = '定性'\nword = '优'\ngoal = '3'\nactual = '1'",
        ),
        one("exact", "direction = '定性'\nword = '好'"),
        one("share", "direction = '='\ngoal = '3'\nactual = '7'"),
        one("share", "direction = '≤'\ngoal = '3'\nactual = '7'"),
        one("share", "goal = '３'\nactual = '１'"),
        one("share", "goal = '3'\nactual = '-1'"),
        one("share", "goal = '-3'\nactual = '1'"),
        // Targets with their own points: figures, claims, bands, parts, and what is refused.
        one("own", "goal = '3'\nactual = '2'\npoints = '8'"),
        one("own", "goal = '3'\nactual = '2'"),
        one("own", "points = '8'"),
        one("own", "points = '8'\nclaimed = '7.005'"),
        one("own", "points = '8'\nclaimed = '8.01'"),
        one("own", "points = '0'\nclaimed = '0'"),
        one("own", "points = '八'\nclaimed = '7'"),
        one("own", "points = '21'\nclaimed = '21'"),
        one("own", "points = '25'\ngoal = '1'\nactual = '1'"),
        one(
            "own",
            "points = '8'\nclaimed = '6.4'\ndirection = '定性'\nword = '达成'",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '6.39'\ndirection = '定性'\nword = '达成'",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '6.4'\ndirection = '定性'\nword = '部分达成'",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '4.8'\ndirection = '定性'\nword = '部分达成'",
        ),
        one(
            "own",
            "points = '3.33'\nclaimed = '2.66'\ndirection = '定性'\nword = '达成'",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '0'\ndirection = '定性'\nword = '未达成'",
        ),
        one("own", "points = '8'\nclaimed = '4'\ndirection = '定性'"),
        one(
            "own",
            "points = '8'\nclaimed = '4'\ndirection = '定性'\nword = '好'",
        ),
        one(
            "own",
            "points = '８'\nclaimed = '7'\nparts = [{ name = '甲', goal = '3', actual = '2' }, { name = '乙', goal = '7', actual = '5' }]",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '7'\nparts = [{ name = '甲', goal = '3', actual = '2' }, { name = '乙', goal = '7' }]",
        ),
        one(
            "own",
            "points = '8'\nparts = [{ name = '甲', goal = '3', actual = '2' }, { name = '乙', goal = '7' }]",
        ),
        one(
            "own",
            "points = '8'\nparts = [{ name = '甲', goal = '3', actual = '2' }]",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '7'\n[[targets.own]]\nname = '乙'\npoints = '12'",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '7'\n[[targets.own]]\nname = '乙'\npoints = '12'\nclaimed = '0.1'",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '7'\n[answers.own]\nclaimed = '6'",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '7'\n[answers.own]\nclaimed = '约6'",
        ),
        one(
            "own",
            "points = '8'\nclaimed = '7'\n[answers.own]\nclaimed = '26'",
        ),
        line("own.claimed = '7'"),
        one("own-strict", "goal = '5'\nactual = '3'\npoints = '5'"),
        one("own-strict", "goal = '5'\nactual = '2.99'\npoints = '5'"),
        one("own-strict", "goal = '5'\nactual = '7.51'\npoints = '3.33'"),
        one(
            "own-strict",
            "goal = '3'\nactual = '5'\npoints = '5'\ndirection = '≤'",
        ),
        one(
            "own-strict",
            "goal = '3'\nactual = '5.01'\npoints = '5'\ndirection = '≤'",
        ),
        one(
            "own-strict",
            "goal = '0'\nactual = '0'\npoints = '5'\ndirection = '≤'",
        ),
        form("[[targets.own-strict]]\nname = '目标'\npoints = '5'\ngoal = '1'\nactual = '1'"),
        form("answers.own-strict.inputs.reported = '否'"),
        // A quotient with a sum below, figures from the header, full width.
        header(
            "head-spent = '855'\nhead-budget = '1000'",
            "linear-up.inputs = { added = '5', carried = '0' }",
        ),
        header(
            "head-spent = '850'\nhead-budget = '1000'",
            "linear-up.inputs = { added = '0', carried = '0' }",
        ),
        header(
            "head-spent = '950'\nhead-budget = '1000'",
            "linear-up.inputs = { added = '0', carried = '0' }",
        ),
        header(
            "head-spent = '９００'\nhead-budget = '９００．５'",
            "linear-up.inputs = { added = '９９', carried = '０' }",
        ),
        header(
            "head-spent = '900'\nhead-budget = '900'",
            "linear-up.inputs = { added = '99' }",
        ),
        header(
            "head-spent = '901'\nhead-budget = '900'",
            "linear-up.inputs = { added = '0', carried = '0' }",
        ),
        header(
            "head-spent = '0'\nhead-budget = '0'",
            "linear-up.inputs = { added = '0', carried = '0' }",
        ),
        header(
            "head-spent = '约900'\nhead-budget = '-5'",
            "linear-up.inputs = { added = '0', carried = '0' }",
        ),
        header(
            "head-budget = '0.1万'",
            "linear-down.inputs.final = '１１００万元'",
        ),
        header("head-budget = '1000'", "linear-down.inputs.final = '1050'"),
        header("head-budget = '1000'", "linear-down.inputs.final = '950'"),
        header("head-budget = '1000'", "linear-down.inputs.final = '800'"),
        header(
            "head-budget = '1000'",
            "linear-down.inputs.final = '1133.33'",
        ),
        header("head-budget = '0'", "linear-down.inputs.final = '0'"),
        // A change, of a number that may be negative.
        line("bands-equal.inputs = { this = '100', last = '100' }"),
        line("bands-equal.inputs = { this = '100.0000001', last = '100' }"),
        line("bands-equal.inputs = { this = '110', last = '100' }"),
        line("bands-equal.inputs = { this = '0.11', last = '0.1' }"),
        line("bands-equal.inputs = { this = '110.01', last = '100' }"),
        line("bands-equal.inputs = { this = '－5', last = '5' }"),
        line("bands-equal.inputs = { this = '5', last = '-5' }"),
        line("bands-equal.inputs = { this = '0', last = '0' }"),
        // Days, as people write them.
        header("due = '2023-02-28'", "days.inputs.to = '2023年2月28日'"),
        header("due = '2023.2.28'", "days.inputs.to = '2023/3/5'"),
        header("due = '2024.2.28'", "days.inputs.to = '2024/3/5'"),
        header(
            "due = '２０２４．２．２８'",
            "days.inputs.to = '２０２４年３月４日'",
        ),
        header("due = '2023.2.28'", "days.inputs.to = '1999-12-31'"),
        header("due = '2023.2.29'", "days.inputs.to = '2023-03-01'"),
        header("due = '2月28日'", "days.inputs.to = '45000'"),
        header("due = '45000'", "days.inputs.to = '2023-03-01'"),
        line("days.inputs.to = '2023-03-01'"),
        // Lists of items.
        line("list-cap.inputs = { errors = '0', one = '是', two = '是', three = '是' }"),
        line("list-cap.inputs = { errors = '1', one = '是', two = '是', three = '是' }"),
        line(
            "list-cap.inputs = { errors = '0', one = '是', two = '部分', two-points = '0.5', three = '是' }",
        ),
        line(
            "list-cap.inputs = { errors = '9', one = '是', two = '部分', two-points = '0.51', three = '是' }",
        ),
        line("list-cap.inputs = { errors = '0', one = '是', two = '部分', three = '是' }"),
        line(
            "list-cap.inputs = { errors = '0', one = '是', two = '部分', two-points = '1.51', three = '是' }",
        ),
        line("list-cap.inputs = { one = '是', two = '是', three = '是' }"),
        line("list-cap.inputs = { errors = '0', one = '是', two = '是' }"),
        line("list-cap.inputs = { errors = '0.5', one = '是', two = '是', three = '是' }"),
        line("list-scale.inputs = { one = '是', two = '是', three = '是' }"),
        line(
            "list-scale.inputs = { one = '否', two = '部分', two-points = '0.875', three = '否' }",
        ),
        line("list-scale.inputs = { one = '否', two = '否', three = '否' }"),
        line("list.inputs = { errors = '0', one = '否', two = '否' }"),
        line("list.inputs = { errors = '6', one = '是', two = '是' }"),
        // Three bands, points, a share, and a person's own.
        line("levels.inputs = { level = '达成', level-points = '4' }"),
        line("levels.inputs = { level = '达成', level-points = '3.99' }"),
        line("levels.inputs = { level = '达成', level-points = '5.01' }"),
        line("levels.inputs = { level = '部分达成', level-points = '3' }"),
        line("levels.inputs = { level = '部分达成', level-points = '4' }"),
        line("levels.inputs = { level = '以下', level-points = '０' }"),
        line("levels.inputs = { level = '以下', level-points = '3' }"),
        line("levels.inputs = { level = '两分', level-points = '3' }"),
        line("levels.inputs = { level = '酌情', level-points = '3.335' }"),
        line("levels.inputs = { level = '一半' }"),
        line("levels.inputs = { level-points = '3' }"),
        line("judged.inputs.given = '3.01'"),
        line("judged.inputs.given = '1.005'"),
        line("judged.inputs.given = '-1'"),
        // The way that was not chosen is not asked.
        line("either.inputs = { which = '比率', done = '是', found = '1' }"),
        line("either.inputs = { which = '比率', rate = '66.65' }"),
        line("either.inputs = { which = '选项', done = '是', rate = '1' }"),
        line("either.inputs = { which = '扣分', found = '2' }"),
        line("either.inputs = { which = '扣分', found = '3' }"),
        line("either.inputs = { rate = '1', done = '是', found = '1' }"),
        line("exception.inputs = { last = '0', this = '0' }"),
        line("exception.inputs = { last = '0', this = '5' }"),
        line("exception.inputs = { last = '0' }"),
        line("exception.inputs = { this = '0' }"),
        line("exception.inputs = { last = '1000', this = '1000' }"),
        line("exception.inputs = { last = '1000', this = '1000.01' }"),
        line("exception.inputs = { last = '100', this = '60' }"),
        line("exception.inputs = { last = '100', this = '59.99' }"),
        line("exception.inputs = { last = '100', this = '120' }"),
        line("exception.inputs = { last = '100', this = '120.01' }"),
        // Full steps and begun ones.
        line("steps.inputs = { final = '100', planned = '100', rate = '90', moved = '0' }"),
        line("steps.inputs = { final = '104.99', planned = '100', rate = '89.99', moved = '2' }"),
        line("steps.inputs = { final = '115', planned = '100', rate = '87', moved = '3' }"),
        line("steps.inputs = { final = '0.115', planned = '0.1', rate = '86.99', moved = '5' }"),
        line("steps.inputs = { final = '85', planned = '100', rate = '60', moved = '4.99' }"),
        line("steps.inputs = { final = '0', planned = '100', rate = '0', moved = '9' }"),
        line("steps.inputs = { final = '1', planned = '0', rate = '90', moved = '0' }"),
        line("steps.inputs = { final = '100', planned = '100', rate = '90' }"),
        line("ratio-over.inputs = { this = '195', last = '100' }"),
        line("ratio-over.inputs = { this = '194.99', last = '100' }"),
        line("ratio-over.inputs = { this = '230', last = '100' }"),
        line("ratio-over.inputs = { this = '230.01', last = '100' }"),
        line("ratio-over.inputs = { this = '150', last = '100' }"),
        line("ratio-over.inputs = { this = '149.99', last = '100' }"),
        line("ratio-over.inputs = { this = '50', last = '-100' }"),
        // Points that move: between rows, between parts, in thirds and fifths, and to who was voided.
        moved("giver = { inputs.none = '是' }\ngiver-too = { inputs.none = '是' }"),
        moved(
            "giver = { inputs.none = '是' }\nlevels.inputs = { level = '达成', level-points = '6.33' }\njudged.inputs.given = '4.33'",
        ),
        moved(
            "giver = { inputs.none = '是' }\nlevels.inputs = { level = '达成', level-points = '5.06' }\njudged.inputs.given = '4.34'",
        ),
        moved(
            "giver = { inputs.none = '是' }\nlevels.inputs = { level = '部分达成', level-points = '5.07' }",
        ),
        moved("giver = { inputs.none = '是' }\nlevels.inputs = { level = '两分' }"),
        moved(
            "giver = { claimed = '4', inputs.none = '是' }\ngiver-too = { claimed = '1', inputs = { none = '是', done = '是' } }",
        ),
        moved(
            "parts.inputs = { no-a = '是', no-d = '是', rate = '77.7', level = '达成', level-points = '2' }",
        ),
        moved(
            "parts.inputs = { no-a = '是', no-d = '否', done = '是', rate = '77.7', level = '达成', level-points = '1.59' }",
        ),
        moved(
            "parts.inputs = { no-a = '是', no-d = '是', rate = '100', level = '未达成', level-points = '1.6' }",
        ),
        moved(
            "parts.inputs = { no-d = '是', given = '2', rate = '100', level = '未达成', level-points = '0' }",
        ),
        moved(
            "parts.inputs = { no-d = '是' }\nlist-cap.inputs = { errors = '1', one = '是', two = '是', three = '是' }",
        ),
        moved(
            "parts.inputs = { no-d = '是' }\nsteps.inputs = { final = '115', planned = '100', rate = '60', moved = '5' }",
        ),
        moved("parts.inputs = { no-d = '是' }\nbands-equal.inputs = { this = '1', last = '1' }"),
        moved("linear-up.inputs.refused = '是'\ngiver-too.inputs.none = '是'"),
        line("linear-up.inputs.refused = '是'"),
        line("linear-up.inputs.refused = '不是'"),
        line("shares.inputs = { given = '1.32', rules = '是', found = '0' }"),
        line("shares.inputs = { given = '1.33', rules = '是', found = '0' }"),
        line("shares.inputs = { given = '0', rules = '否', found = '9' }"),
        // Praise and blame, with their own limits and the total's.
        line("bonus.inputs = { praised = '1', named = '3', blamed = '0' }"),
        line("bonus.inputs = { praised = '1', named = '4', blamed = '1' }"),
        line("bonus.inputs = { praised = '0', named = '0', blamed = '3' }"),
        line("bonus.inputs = { praised = '0', named = '0', blamed = '9' }"),
        line("bonus.inputs = { praised = '1' }"),
        line("bonus.claimed = '-6'"),
        line("bonus.claimed = '-6.01'"),
        line("bonus.claimed = '3'"),
        line("bonus = { claimed = '3', verified = '-2' }\noutput = { verified = '1' }"),
        // A reviewer's score stands in for what cannot be computed.
        line("ratio = { claimed = '9', verified = '8.5' }"),
        line("ratio = { claimed = '9', verified = '10.5' }"),
        line("ratio = { claimed = '9', verified = '8.5', inputs = { q1 = '60', q2 = '60' } }"),
    ];
    let mut documents = vec![edges(""), edges(FULL), capped()];
    let rubric = documents[0].rubric.clone();
    let packed = packed(forms).into_iter();
    documents.extend(packed.map(|form| Document::new(rubric.clone(), form)));
    // What is computed comes to more than the form gives at most, and to less than it gives at least.
    documents.extend(["most = 90", "least = 199"].map(|limits| {
        let mut document = edges(FULL);
        document.rubric.total = toml::from_str(limits).unwrap();
        document
    }));
    documents
}

fn form(text: &str) -> Form {
    toml::from_str(text).unwrap_or_else(|why| panic!("{why}"))
}

/// Puts forms that say nothing of the same rows into one: a workbook takes longer than its rows.
fn packed(forms: Vec<Form>) -> Vec<Form> {
    fn keys(form: &Form) -> Vec<&String> {
        let lines = form.answers.keys().chain(form.targets.keys());
        lines.chain(form.profile.keys()).collect()
    }
    let mut packed: Vec<Form> = Vec::new();
    for form in forms {
        let apart = |one: &&mut Form| keys(one).iter().all(|key| !keys(&form).contains(key));
        match packed.iter_mut().find(apart) {
            Some(one) => {
                one.answers.extend(form.answers);
                one.targets.extend(form.targets);
                one.profile.extend(form.profile);
            }
            None => packed.push(form),
        }
    }
    packed
}

/// A form where everything is claimed in full, and praise comes on top.
fn capped() -> Document {
    let rubric = edges("").rubric;
    let claims = rubric.indicators().map(|indicator| {
        let claimed = if indicator.id == "bonus" {
            "3".to_owned()
        } else {
            plain(Some(indicator.points.value))
        };
        format!(
            "{} = {{ claimed = '{claimed}', verified = '{claimed}' }}\n",
            indicator.id
        )
    });
    edges(&format!("[answers]\n{}", claims.collect::<String>()))
}

/// The full form with some answers changed.
fn full_but(text: &str) -> Form {
    let mut full = form(FULL);
    for (id, answer) in form(&format!("[answers]\n{text}\n")).answers {
        let known = full.answers.entry(id).or_default();
        known.inputs.extend(answer.inputs);
        known.claimed = answer.claimed;
    }
    full
}

/// Picks the same things in every run.
struct Picks(u64);

impl Picks {
    fn pick<'a>(&mut self, pool: &[&'a str]) -> &'a str {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        pool[(self.0 >> 33) as usize % pool.len()]
    }

    fn number(&mut self) -> &'static str {
        self.pick(&[
            "", "0", "1", "2", "3", "7", "12", "0.5", "33.33", "100", "874.28", "1311.42",
            "1,234.5", "９０", "66.7%", "约5",
        ])
    }

    fn points(&mut self) -> &'static str {
        self.pick(&[
            "", "0", "1", "1.005", "2", "2.66", "3.335", "4", "5", "6.995",
        ])
    }

    fn answer(&mut self, question: &Question) -> String {
        let pool: &[&str] = match &question.accepts {
            Accepts::Choice(options) => {
                let mut pool: Vec<&str> = options.iter().map(String::as_str).collect();
                pool.push("");
                return self.pick(&pool).to_owned();
            }
            Accepts::Date => &[
                "",
                "2023-02-28",
                "2023年3月1日",
                "２０２３／３／５",
                "3月1日",
            ],
            Accepts::Count => &["", "0", "0", "1", "２", "3", "4"],
            Accepts::Signed if self.pick(&["+", "-"]) == "-" => &["-1", "－33.33", "-100"],
            _ if !question.judged.is_empty() => return self.points().to_owned(),
            _ => return self.number().to_owned(),
        };
        self.pick(pool).to_owned()
    }

    fn target(&mut self, asked: &TargetRows) -> Target {
        let words: Vec<&str> = asked.words.iter().map(String::as_str).chain([""]).collect();
        let mut target = Target {
            name: "目标".into(),
            direction: self.pick(&["", "≥", "≤", "=", "定性"]).into(),
            unit: self.pick(&["", "%"]).into(),
            reached: self.pick(&["是", "是", "是", "否"]).into(),
            ..Target::default()
        };
        if asked.points {
            target.points = Entry::new(self.points());
            target.claimed = Entry::new(self.points());
        }
        match self.pick(&["one", "one", "several", "none", "word"]) {
            "one" => {
                target.goal = Entry::new(self.number());
                target.actual = Entry::new(self.number());
            }
            "several" => {
                let names = ["甲", "乙", "丙"];
                let count: usize = self.pick(&["1", "2", "3"]).parse().unwrap();
                target.parts = names[..count]
                    .iter()
                    .map(|name| Part {
                        name: (*name).to_owned(),
                        goal: Entry::new(self.number()),
                        actual: Entry::new(self.number()),
                    })
                    .collect();
            }
            "word" => target.word = self.pick(&words).into(),
            _ => {}
        }
        target
    }

    fn form(&mut self, rubric: &Rubric) -> Form {
        let mut form = Form::default();
        for line in scoring::Scorer::new(rubric).lines() {
            for question in &line.questions {
                form.set(&question.place(&line.id), &self.answer(question));
            }
            for field in ["claimed", "verified"] {
                let score = self.pick(&["", "", "1", "2.5", "3", "-1"]);
                form.set(&Place::Answer(line.id.clone(), field), score);
            }
            if let Some(asked) = &line.targets {
                let count: usize = self.pick(&["1", "2", "3", "9"]).parse().unwrap();
                let targets = (0..count).map(|_| self.target(asked)).collect();
                form.targets.insert(line.id.clone(), targets);
            }
        }
        form
    }
}

/// Forms put together at random, always the same ones, from what people type: so many for [`edges`],
/// and for each built-in rubric.
fn random_forms(edge: usize, built_in: usize) -> Vec<Document> {
    let mut picks = Picks(20_231_122);
    let mut rubrics = vec![(edge, edges("").rubric)];
    rubrics.extend(
        examples()
            .into_iter()
            .map(|(_, document)| (built_in, document.rubric)),
    );
    let mut documents = Vec::new();
    for (count, rubric) in rubrics {
        for _ in 0..count {
            let form = picks.form(&rubric);
            documents.push(Document::new(rubric.clone(), form));
        }
    }
    let scored = documents
        .iter()
        .flat_map(|document| scoring::score(&document.rubric, &document.form).lines);
    let scored = scored.filter(|line| line.computed.is_some()).count();
    assert!(
        scored > 6 * documents.len(),
        "only {scored} rows have a score"
    );
    documents
}

/// Empties one cell after another of the open workbook: what lacks its answer is blank, never zero,
/// and comes back with it.
#[test]
fn what_is_emptied_goes_blank() {
    let document = edges(FULL);
    let scorer = scoring::Scorer::new(&document.rubric);
    let (rows, _) = working_rows(&scorer);
    let bytes = xlsx::workbook(&document, CODE).unwrap();
    let mut open = Open::new(&bytes);
    let bound = Book::read(bytes).bound();
    let mut found = Found::default();
    let (mut emptied, mut blank) = (0, 0);
    for cell in bound {
        let Ok(place) = cell.place.parse::<Place>() else {
            continue;
        };
        // What no formula of a score reads.
        let other = match &place {
            Place::Answer(..) | Place::Goal(..) => true,
            Place::Target(.., field) | Place::Part(.., field) => {
                ["name", "unit", "note", "group"].contains(field)
            }
            _ => false,
        };
        if other || document.form.text(&place).is_empty() {
            continue;
        }
        emptied += 1;
        let mut form = document.form.clone();
        form.set(&place, "");
        let before = open.clear(&cell.sheet, cell.at);
        let book = open.calculated();
        let sheet = scoring::score(&document.rubric, &form);
        for (line, row) in sheet.lines.iter().zip(&rows) {
            blank += usize::from(line.computed.is_none());
            let what = format!("{} without {place}", line.id);
            found.same(
                what,
                plain(line.computed),
                book.text(WORKING, *row, COMPUTED),
            );
        }
        open.put(&cell.sheet, cell.at, before);
    }
    assert!(
        emptied > 80 && blank > 40,
        "{emptied} emptied, {blank} blank"
    );
    cached(&Book::of(&document), &open.calculated(), &mut found);
    assert!(
        found.differences.is_empty(),
        "{}",
        found.differences.join("\n")
    );
}
