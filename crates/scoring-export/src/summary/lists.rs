//! Rows without nesting, for spreadsheets: each section and each indicator of a rubric has its own columns; where forms of
//! several rubrics come together, they stand in two cells as text.

use std::borrow::Cow;

use rust_decimal::Decimal;
use scoring::number::plain;

use super::columns::{COLUMNS, Row, Value, score};
use super::{Flag, Summary};

/// Heads of what is no single value.
const FLAGS: &str = "提示";
const TEXTS: [&str; 2] = ["一级指标得分", "三级指标得分"];
/// Figures of a section, and of an indicator.
const OF_SECTION: [&str; 7] = [
    "分值",
    "按标准",
    "自评",
    "核查",
    "按标准得分率",
    "自评得分率",
    "核查得分率",
];
const OF_INDICATOR: [&str; 3] = ["按标准", "自评", "核查"];

/// How sections and indicators stand in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lists {
    /// Nowhere: no form came yet.
    None,
    /// In columns of their own: all forms are of one rubric.
    Columns(Shape),
    /// As text: there are several.
    Text,
}

/// The sections and indicators that have columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    rubric: String,
    sections: Vec<String>,
    /// Each by its id and its name.
    indicators: Vec<(String, String)>,
}

/// The columns do not fit a form: the table has to be begun anew with these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(pub Lists);

impl Lists {
    /// The heads of all columns.
    pub fn heads(&self) -> Vec<String> {
        let fixed = COLUMNS.iter().map(|column| column.title);
        let mut heads: Vec<_> = fixed.chain([FLAGS]).map(str::to_owned).collect();
        match self {
            Self::None => {}
            Self::Columns(shape) => heads.extend(shape.heads()),
            Self::Text => heads.extend(TEXTS.map(str::to_owned)),
        }
        heads
    }

    /// The cells of a row.
    pub fn cells<'a>(&self, row: &'a Row) -> Result<Vec<Value<'a>>, Unfit> {
        let mut cells: Vec<_> = COLUMNS.iter().map(|column| column.of(row)).collect();
        let flags: Vec<_> = row.flags().map(Flag::words).collect();
        cells.push(match flags.is_empty() {
            true => Value::Blank,
            false => text(flags.join("；")),
        });
        let Ok(form) = &row.read else {
            cells.resize(cells.len() + self.width(), Value::Blank);
            return Ok(cells);
        };
        match self {
            Self::Columns(shape) if shape.fits(form) => cells.extend(columns(form)),
            Self::Text => cells.extend([text(sections(form)), text(indicators(form))]),
            Self::None => return Err(Unfit(Self::Columns(Shape::of(form)))),
            Self::Columns(_) => return Err(Unfit(Self::Text)),
        }
        Ok(cells)
    }

    /// How many columns they take.
    fn width(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Columns(shape) => {
                let sections = shape.sections.len() * OF_SECTION.len();
                sections + shape.indicators.len() * OF_INDICATOR.len()
            }
            Self::Text => TEXTS.len(),
        }
    }
}

impl Shape {
    fn of(form: &Summary) -> Self {
        let indicators = form.indicators.iter();
        Self {
            rubric: form.rubric.clone(),
            sections: form.sections.iter().map(|part| part.name.clone()).collect(),
            indicators: indicators
                .map(|row| (row.id.clone(), row.name.clone()))
                .collect(),
        }
    }

    /// Editions of a rubric may share their columns.
    fn fits(&self, form: &Summary) -> bool {
        let sections = form.sections.iter().map(|part| &part.name);
        let indicators = form.indicators.iter().map(|row| (&row.id, &row.name));
        self.rubric == form.rubric
            && sections.eq(&self.sections)
            && indicators.eq(self.indicators.iter().map(|(id, name)| (id, name)))
    }

    fn heads(&self) -> impl Iterator<Item = String> {
        let sections = self.sections.iter();
        let sections =
            sections.flat_map(|name| OF_SECTION.map(|figure| format!("{name}·{figure}")));
        let indicators = self.indicators.iter();
        // Rows that share one printed cell have the same name.
        let indicators = indicators
            .flat_map(|(id, name)| OF_INDICATOR.map(|figure| format!("{name}（{id}）·{figure}")));
        sections.chain(indicators)
    }
}

/// In the order of [`Shape::heads`].
fn columns(form: &Summary) -> impl Iterator<Item = Value<'_>> {
    let sections = form.sections.iter().flat_map(|part| {
        let rate = &part.rate;
        [
            Some(part.full),
            part.computed,
            part.claimed,
            part.verified,
            rate.computed,
            rate.claimed,
            rate.verified,
        ]
    });
    let indicators = form.indicators.iter();
    let indicators = indicators.flat_map(|row| [row.computed, row.claimed, row.verified]);
    sections.chain(indicators).map(score)
}

fn sections(form: &Summary) -> String {
    let sections = form.sections.iter().map(|part| {
        let scores = scores([part.computed, part.claimed, part.verified]);
        format!("{} {} 分：{scores}", part.name, plain(part.full))
    });
    sections.collect::<Vec<_>>().join("；")
}

fn indicators(form: &Summary) -> String {
    let indicators = form.indicators.iter().map(|row| {
        let scores = scores([row.computed, row.claimed, row.verified]);
        format!("{}（{}）{} 分：{scores}", row.name, row.id, plain(row.full))
    });
    indicators.collect::<Vec<_>>().join("；")
}

fn scores(scores: [Option<Decimal>; 3]) -> String {
    let named = OF_INDICATOR.into_iter().zip(scores);
    let known = named.filter_map(|(name, score)| Some(format!("{name} {}", plain(score?))));
    match known.collect::<Vec<_>>() {
        none if none.is_empty() => "—".to_owned(),
        known => known.join("、"),
    }
}

fn text<'a>(text: String) -> Value<'a> {
    Value::Text(Cow::Owned(text))
}
