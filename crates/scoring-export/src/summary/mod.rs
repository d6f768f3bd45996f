//! Many forms in one table 汇总: what one form adds to it. Everything is taken from the score sheet; nothing is scored here.

pub mod archive;
mod bad;
mod collection;
pub mod columns;
pub mod csv;
mod edition;
mod flag;
mod known;
mod lists;
mod seen;
pub mod xlsx;

use rust_decimal::Decimal;
use scoring::finding::Severity;
use scoring::form::Form;
use scoring::rubric::{Kind, Rubric};
use scoring::{Grades, Line, Rates, ScoreSheet, Subtotal, Total};
use serde::{Deserialize, Serialize};

use crate::code::Stated;
use crate::preview::Code;
pub use bad::Bad;
pub use collection::{Collection, MOST_ZIP, TableError};
pub use edition::Edition;
pub use flag::Flag;
pub use known::Rubrics;
pub use lists::{Lists, Unfit};
pub use seen::Seen;

/// A claim this far above the computed total is one to look at (分).
const FAR_ABOVE: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// One form among many 汇总行.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// 单位; empty where the form does not say.
    pub unit: String,
    /// The project 项目, where the rubric scores one.
    pub project: Option<String>,
    /// The year that the form is about 评价年度.
    pub year: String,
    /// The rubric's id.
    pub rubric: String,
    /// Which edition of it 评分表版本.
    pub edition: String,
    /// Where the rubric applies 地区.
    pub region: String,
    /// The engine that made the file, as the file says.
    pub engine: Option<String>,
    /// 校验码, as the file says.
    pub code: Option<String>,
    /// Whether the code is that of what the file holds.
    pub agrees: Agrees,
    /// Totals 总分.
    pub total: Total,
    /// 得分率 of the totals, 1 for full.
    pub rate: Rates,
    /// Grades 等级.
    pub grade: Grades,
    /// Points of the computed total that rest on claims alone 暂按自评 (分).
    pub on_claim: Decimal,
    /// 自评 − 核查 (分), where both are complete.
    pub difference: Option<Decimal>,
    /// How many findings 问题提示.
    pub found: Found,
    /// The first row with the same unit, project, year and rubric 与第几号重复: [`Seen`] tells.
    pub duplicate_of: Option<u64>,
    /// What a person should look at.
    pub flags: Vec<Flag>,
    /// First-level indicators 一级指标.
    pub sections: Vec<Part>,
    /// The scored rows 三级指标.
    pub indicators: Vec<Row>,
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// 错误.
    pub errors: u32,
    /// 提醒.
    pub warnings: u32,
    /// 说明.
    pub notices: u32,
}

/// The scores of a first-level indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Printed name.
    pub name: String,
    /// 分值 after transfers (分).
    pub full: Decimal,
    /// 按标准计算 (分).
    pub computed: Option<Decimal>,
    /// 自评 (分).
    pub claimed: Option<Decimal>,
    /// 核查 (分).
    pub verified: Option<Decimal>,
    /// 得分率 of each, 1 for full.
    pub rate: Rates,
}

/// The scores of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The indicator's id.
    pub id: String,
    /// Printed name, on one line.
    pub name: String,
    /// 分值 after transfers (分).
    pub full: Decimal,
    /// 按标准计算 (分).
    pub computed: Option<Decimal>,
    /// 自评 (分).
    pub claimed: Option<Decimal>,
    /// 核查 (分).
    pub verified: Option<Decimal>,
}

/// What the 校验码 of a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agrees {
    /// 相符.
    Same,
    /// 不符.
    Differs,
    /// The file has none.
    None,
}

impl Summary {
    /// `edition` is [`edition`](crate::code::edition) of the rubric.
    fn new(rubric: &Rubric, edition: &str, form: &Form, sheet: &ScoreSheet) -> Self {
        let header = |field: &str| {
            let entry = form.profile.get(field)?;
            Some(entry.text().trim().to_owned()).filter(|text| !text.is_empty())
        };
        Self {
            unit: header("organisation").unwrap_or_default(),
            project: header("project").filter(|_| rubric.kind == Kind::Project),
            year: form.year(rubric).to_owned(),
            rubric: rubric.id.clone(),
            edition: edition.to_owned(),
            region: rubric.region.clone(),
            engine: None,
            code: None,
            agrees: Agrees::None,
            total: sheet.total.clone(),
            rate: sheet.rate.clone(),
            grade: sheet.grade.clone(),
            on_claim: sheet.on_claim,
            difference: difference(sheet),
            found: Found::of(sheet),
            duplicate_of: None,
            flags: flags(sheet),
            sections: sheet.sections.iter().map(Part::of).collect(),
            indicators: rubric
                .indicators()
                .zip(&sheet.lines)
                .map(|(indicator, line)| Row::of(&indicator.name, line))
                .collect(),
        }
    }

    /// With what the file says of itself.
    fn stated(mut self, stated: Option<Stated>, code: &Code) -> Self {
        self.agrees = match code {
            Code::Same(_) => Agrees::Same,
            Code::Differs(_) => Agrees::Differs,
            Code::None => Agrees::None,
        };
        if let Some(stated) = stated {
            self.engine = Some(stated.engine);
            self.code = Some(stated.code);
        }
        let differs = self.agrees == Agrees::Differs;
        self.flag(Flag::CodeDiffers, differs)
    }

    /// With a flag, where it applies.
    fn flag(mut self, flag: Flag, applies: bool) -> Self {
        if applies {
            self.flags.push(flag);
        }
        self
    }
}

impl Agrees {
    /// As it is serialised.
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::None => "none",
        }
    }

    /// In Chinese.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "相符",
            Self::Differs => "不符",
            Self::None => "没有",
        }
    }
}

impl Found {
    fn of(sheet: &ScoreSheet) -> Self {
        let mut found = Self::default();
        for finding in &sheet.findings {
            match finding.severity {
                Severity::Error => found.errors += 1,
                Severity::Warning => found.warnings += 1,
                Severity::Notice => found.notices += 1,
            }
        }
        found
    }
}

impl Part {
    fn of(part: &Subtotal) -> Self {
        Self {
            name: one_line(&part.name),
            full: part.full,
            computed: part.total.computed,
            claimed: part.total.claimed,
            verified: part.total.verified,
            rate: part.rate.clone(),
        }
    }
}

impl Row {
    fn of(name: &str, line: &Line) -> Self {
        Self {
            id: line.id.clone(),
            name: one_line(name),
            full: line.full,
            computed: line.computed,
            claimed: line.claimed,
            verified: line.verified,
        }
    }
}

/// 自评 − 核查, once every row that has points has both.
fn difference(sheet: &ScoreSheet) -> Option<Decimal> {
    let both = |line: &Line| line.claimed.is_some() && line.verified.is_some();
    let mut rows = sheet.lines.iter();
    let complete = rows.all(|line| line.full.is_zero() || both(line));
    let (claimed, verified) = (sheet.total.claimed?, sheet.total.verified?);
    complete.then(|| (claimed - verified).normalize())
}

fn flags(sheet: &ScoreSheet) -> Vec<Flag> {
    let found = sheet.findings.iter();
    let mut flags: Vec<_> = found
        .filter_map(|finding| Flag::of_finding(finding.code))
        .collect();
    let above = |(claimed, computed): (Decimal, Decimal)| claimed - computed >= FAR_ABOVE;
    if sheet
        .total
        .claimed
        .zip(sheet.total.computed)
        .is_some_and(above)
    {
        flags.push(Flag::ClaimedFarAbove);
    }
    flags
}

/// A printed name without its line ends.
fn one_line(name: &str) -> String {
    name.replace('\n', "、")
}
