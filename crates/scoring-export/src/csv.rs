//! Plain tables 表格 (CSV): the scored form for a spreadsheet or a database, and the eight columns that
//! provincial platforms import.
//!
//! UTF-8 with a mark that Excel knows it by, CRLF. What people typed cannot become a formula.

use std::borrow::Cow;
use std::{fmt, io, mem};

use ::csv::{ReaderBuilder, Terminator, WriterBuilder};
use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::form::{Answer, Part, Target};
use scoring::number::plain;
use scoring::{ScoreSheet, Scorer};

use crate::document::Document;
use crate::figure::figure;
use crate::layout;

/// The columns of [`table`].
pub const HEADS: [&str; 20] = [
    "行类",
    "一级指标",
    "二级指标",
    "三级指标",
    "目标",
    "方向",
    "目标值",
    "计量单位",
    "实际完成值",
    "完成率（1为100%）",
    "得分率（1为100%）",
    "分值",
    "自评得分",
    "按标准得分",
    "核查得分",
    "计入得分",
    "计算说明",
    "评分依据、未达标原因、改进措施",
    "佐证材料",
    "备注",
];

/// The columns that provincial platforms import.
pub const EXCHANGE: [&str; 8] = [
    "findex",
    "sindex",
    "name",
    "actualweight",
    "indexval",
    "actualvalue",
    "score",
    "kpi_remark",
];

/// Excel reads a file as UTF-8 only behind this.
pub(crate) const MARK: &str = "\u{feff}";

/// Why a table could not be made.
#[derive(Debug)]
pub struct Error(::csv::Error);

impl Error {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        "csv-refused"
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        format!(
            "表格没有做成：{}。填的内容没有丢，请先存盘，再把存盘文件（*.pingfen.json）交给维护人员。",
            self.0
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}

/// Every row of the form, the unit's own targets under theirs, and the totals. 行类 is 指标, 目标 or 合计, so
/// that each kind can be taken alone. What is missing is an empty field, never 0.
pub fn table(document: &Document) -> Result<Vec<u8>, Error> {
    let scorer = Scorer::new(&document.rubric);
    let sheet = scorer.score(&document.form);
    let mut records = vec![HEADS.map(str::to_owned).to_vec()];
    for row in layout::scored(&scorer, &sheet, &document.form) {
        let line = row.line;
        let place = |kind: &str| {
            [
                ("行类", kind.to_owned()),
                ("一级指标", row.section.name.clone()),
                ("二级指标", row.group.name.clone()),
                ("三级指标", row.indicator.name.clone()),
            ]
        };
        let said = |column: fn(&Answer) -> &String| row.answer.map(column).cloned();
        records.push(record(place("指标").into_iter().chain([
            ("分值", plain(line.full)),
            ("自评得分", score(line.claimed)),
            ("按标准得分", score(line.computed)),
            ("核查得分", score(line.verified)),
            ("计入得分", score(line.counted)),
            ("计算说明", line.words.clone()),
            (
                "评分依据、未达标原因、改进措施",
                row.answer.map(Answer::basis).unwrap_or_default(),
            ),
            ("佐证材料", said(|a| &a.evidence).unwrap_or_default()),
            ("备注", said(|a| &a.remark).unwrap_or_default()),
        ])));
        for (target, scored) in row.targets.iter().zip(&line.targets) {
            records.push(record(place("目标").into_iter().chain([
                ("目标", target.name.clone()),
                ("方向", target.direction.clone()),
                ("目标值", goal(target)),
                ("计量单位", target.unit.clone()),
                ("实际完成值", actual(target)),
                ("完成率（1为100%）", score(scored.completion)),
                ("得分率（1为100%）", score(scored.rate)),
                ("分值", score(scored.points)),
                ("自评得分", claimed(target)),
                ("按标准得分", score(scored.score)),
                ("计算说明", scored.words.clone()),
                ("评分依据、未达标原因、改进措施", target.note.clone()),
            ])));
        }
    }
    records.push(record([
        ("行类", "合计".to_owned()),
        ("分值", document.rubric.points.to_string()),
        ("自评得分", score(sheet.total.claimed)),
        ("按标准得分", score(sheet.total.computed)),
        ("核查得分", score(sheet.total.verified)),
        ("计入得分", score(sheet.total.computed)),
        ("计算说明", grades(&sheet)),
    ]));
    written(records)
}

/// The eight columns that provincial platforms import: the unit's targets where they bring their own points, else
/// the row with its targets under it.
pub fn exchange(document: &Document) -> Result<Vec<u8>, Error> {
    let scorer = Scorer::new(&document.rubric);
    let sheet = scorer.score(&document.form);
    let mut records = vec![EXCHANGE.map(str::to_owned).to_vec()];
    for row in layout::scored(&scorer, &sheet, &document.form) {
        let first = &row.section.name;
        if !row.rule.own_points() || row.targets.is_empty() {
            let line = row.line;
            let basis = row.answer.map(Answer::basis).unwrap_or_default();
            records.push(vec![
                first.clone(),
                row.group.name.clone(),
                row.indicator.name.clone(),
                plain(line.full),
                String::new(),
                String::new(),
                score(line.claimed),
                basis,
            ]);
        }
        for (target, scored) in row.targets.iter().zip(&row.line.targets) {
            records.push(vec![
                first.clone(),
                layout::group(target, row.group).to_owned(),
                target.name.clone(),
                score(scored.points),
                aimed(target),
                achieved(target),
                claimed(target),
                target.note.clone(),
            ]);
        }
    }
    written(records)
}

/// A record of [`table`] from the columns that it has.
fn record(fields: impl IntoIterator<Item = (&'static str, String)>) -> Vec<String> {
    let mut fields: Vec<_> = fields.into_iter().collect();
    let of = |head: &str| {
        let found = fields.iter_mut().find(|(name, _)| *name == head);
        found.map_or_else(String::new, |(_, text)| std::mem::take(text))
    };
    HEADS.into_iter().map(of).collect()
}

fn score(score: Option<Decimal>) -> String {
    score.map(plain).unwrap_or_default()
}

/// A score that the unit gives a target of its own; as typed where it is no number.
fn claimed(target: &Target) -> String {
    match target.claimed.read("分") {
        Ok(given) => score(given),
        Err(_) => target.claimed.text().to_owned(),
    }
}

fn goal(target: &Target) -> String {
    match target.parts.is_empty() {
        true => target.goal.text().to_owned(),
        false => parts(target, |part| &part.goal),
    }
}

fn actual(target: &Target) -> String {
    match (target.parts.is_empty(), target.actual.is_empty()) {
        (false, _) => parts(target, |part| &part.actual),
        (true, false) => target.actual.text().to_owned(),
        (true, true) => outcome(target).to_owned(),
    }
}

/// What a target without a figure has: a word, or whether it was reached.
fn outcome(target: &Target) -> &str {
    match (target.word.trim(), target.reached.trim()) {
        ("", "是") => "达成",
        ("", "否") => "未达成",
        (word, _) => word,
    }
}

/// 药品100、医用耗材50; nothing where none has a figure.
fn parts(target: &Target, figure: fn(&Part) -> &Entry) -> String {
    each(target, figure, |entry| entry.text().to_owned())
}

/// ≥10场; 药品≥100项、医用耗材≥50项.
fn aimed(target: &Target) -> String {
    let sign = match target.sign() {
        "定性" => "",
        // As the platforms print it; the sign from the keyboard would begin a formula.
        "=" => "═",
        direction => direction,
    };
    let say = |entry: &Entry| match figure(entry, &target.unit) {
        Some(_) => format!("{sign}{}", layout::quantity(entry, &target.unit)),
        None => entry.text().trim().to_owned(),
    };
    match target.parts.is_empty() {
        true => say(&target.goal),
        false => each(target, |part| &part.goal, say),
    }
}

/// 470人次; 药品120项、医用耗材20项; 达成.
fn achieved(target: &Target) -> String {
    let say = |entry: &Entry| layout::quantity(entry, &target.unit);
    match (target.parts.is_empty(), target.actual.is_empty()) {
        (false, _) => each(target, |part| &part.actual, say),
        (true, false) => say(&target.actual),
        (true, true) => outcome(target).to_owned(),
    }
}

/// The parts that have a figure, each behind its name.
fn each(target: &Target, figure: fn(&Part) -> &Entry, say: impl Fn(&Entry) -> String) -> String {
    let given = target.parts.iter().filter(|part| !figure(part).is_empty());
    let said = given.map(|part| format!("{}{}", part.name, say(figure(part))));
    said.collect::<Vec<_>>().join("、")
}

fn grades(sheet: &ScoreSheet) -> String {
    let grades = [
        ("自评", &sheet.grade.claimed),
        ("按标准", &sheet.grade.computed),
        ("核查", &sheet.grade.verified),
    ];
    let known = grades
        .into_iter()
        .filter_map(|(kind, grade)| Some(format!("{kind}等级：{}", grade.as_ref()?)));
    known.collect::<Vec<_>>().join("；")
}

/// Text that no spreadsheet takes for a formula: what begins like one gets a leading `'`.
pub fn harmless<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let mut text = text.into();
    if is_formula(&text) {
        text.to_mut().insert(0, '\'');
    }
    text
}

/// The file of the records, read again: one that does not say them is an error.
fn written(mut records: Vec<Vec<String>>) -> Result<Vec<u8>, Error> {
    for field in records.iter_mut().flatten() {
        *field = harmless(mem::take(field)).into_owned();
    }
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    for record in &records {
        writer.write_record(record).map_err(Error)?;
    }
    let file = writer
        .into_inner()
        .map_err(|why| Error(why.into_error().into()))?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .from_reader(file.as_slice());
    let again: Result<Vec<Vec<String>>, _> = reader.deserialize().collect();
    match again.map_err(Error)? == records {
        true => Ok(file),
        false => Err(Error(io::Error::other("读回来的与写下的不同").into())),
    }
}

/// Whether a spreadsheet may take a text for a formula. A number stays one, and so does a sign alone.
fn is_formula(text: &str) -> bool {
    // What shows nothing does not hide what stands behind it.
    let first = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || unseen(c));
    let behind = first.strip_prefix(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let formula = behind.is_some_and(|rest| !rest.trim().is_empty()) && !is_number(text);
    formula || text.starts_with(['\t', '\r', '\n'])
}

/// Marks of direction and joining, and the mark at the beginning of a file.
fn unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// -0.5, -12%
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    number(whole) && number(decimals)
}
