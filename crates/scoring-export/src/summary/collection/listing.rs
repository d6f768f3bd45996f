//! Some forms of the collection, in an order.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use scoring::number::{Amount, half_up, plain};

use super::choices::looks;
use super::{Collection, Form};
use crate::collected::{Head, Line, Listing, PAGE, Query};
use crate::summary::{Flag, Part, Summary};

/// What is written where there is nothing.
const NONE: &str = "—";
/// The key of a section's column is this and its place.
const SECTION: &str = "section.";

/// A column of every form.
struct Column {
    key: &'static str,
    title: &'static str,
    number: bool,
    cell: fn(&Form<'_>) -> String,
    by: fn(&Form<'_>) -> By,
}

/// What rows are ordered by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Number(Decimal),
    Text(String),
    Nothing,
}

/// Those before the sections.
const BEFORE: [Column; 9] = [
    Column {
        key: "number",
        title: "序号",
        number: true,
        cell: |form| form.kept.row.number.to_string(),
        by: |form| By::Number(form.kept.row.number.into()),
    },
    Column {
        key: "unit",
        title: "单位",
        number: false,
        cell: unit,
        by: |form| text(&form.summary.unit),
    },
    Column {
        key: "year",
        title: "年度",
        number: false,
        cell: |form| form.summary.year.clone(),
        by: |form| text(&form.summary.year),
    },
    Column {
        key: "claimed",
        title: "自评",
        number: true,
        cell: |form| score(form.summary.total.claimed),
        by: |form| number(form.summary.total.claimed),
    },
    Column {
        key: "computed",
        title: "按标准",
        number: true,
        cell: |form| score(form.summary.total.computed),
        by: |form| number(form.summary.total.computed),
    },
    Column {
        key: "verified",
        title: "核查",
        number: true,
        cell: |form| score(form.summary.total.verified),
        by: |form| number(form.summary.total.verified),
    },
    Column {
        key: "difference",
        title: "自评减核查",
        number: true,
        cell: |form| score(form.summary.difference),
        by: |form| number(form.summary.difference),
    },
    Column {
        key: "rate",
        title: "得分率",
        number: true,
        cell: |form| percent(form.summary.rate.computed),
        by: |form| number(form.summary.rate.computed),
    },
    Column {
        key: "grade",
        title: "等级",
        number: false,
        cell: |form| {
            form.summary
                .grade
                .computed
                .clone()
                .unwrap_or_else(|| "未定".to_owned())
        },
        by: grade,
    },
];

/// Those behind the sections.
const BEHIND: [Column; 2] = [
    Column {
        key: "found",
        title: "问题",
        number: false,
        cell: found,
        by: |form| {
            let found = form.summary.found;
            let weight = [found.errors, found.warnings, found.notices];
            // Any error weighs more than all warnings.
            let weight = weight
                .iter()
                .fold(0u64, |sum, count| sum * 100_000 + u64::from(*count));
            By::Number(weight.into())
        },
    },
    Column {
        key: "flags",
        title: "提示",
        number: false,
        cell: flags,
        by: |form| match form.summary.flags.len() {
            0 => By::Nothing,
            count => By::Number(count.into()),
        },
    },
];

impl Collection {
    /// The rows that are asked for: as many as are shown at a time.
    pub fn listing(&self, query: &Query) -> Listing {
        let mut found = self.matching(query);
        let sections = Sections::of(&found);
        let by = |form: &Form<'_>| -> By {
            let mut fixed = BEFORE.iter().chain(&BEHIND);
            match fixed.find(|column| column.key == query.sort) {
                Some(column) => (column.by)(form),
                None => sections.by(&query.sort, form.summary),
            }
        };
        if !query.sort.is_empty() {
            let mut keyed: Vec<_> = found.iter().map(|form| (by(form), *form)).collect();
            keyed.sort_by(|(one, _), (other, _)| ordered(one, other, query.down));
            found = keyed.into_iter().map(|(_, form)| form).collect();
        }
        // Of a page that is no more, the last one that is.
        let last = found.len().saturating_sub(1) / PAGE * PAGE;
        let first = (query.first / PAGE * PAGE).min(last);
        let mut heads: Vec<_> = BEFORE.iter().map(Column::head).collect();
        heads.extend(sections.heads());
        heads.extend(BEHIND.iter().map(Column::head));
        Listing {
            forms: self.forms().count(),
            found: found.len(),
            first,
            editions: self.edition_choices(),
            grades: self.grade_choices(),
            looks: self.look_choices(),
            heads,
            rows: found
                .iter()
                .skip(first)
                .take(PAGE)
                .map(|form| line(form, &sections))
                .collect(),
        }
    }

    /// The forms that are asked for, in the order in which they came.
    pub(super) fn matching(&self, query: &Query) -> Vec<Form<'_>> {
        let words: Vec<_> = query.search.split_whitespace().collect();
        let matches = |form: &Form<'_>| {
            let summary = form.summary;
            let of = |asked: &str, is: &str| asked.is_empty() || asked == is;
            let look = query.look.is_empty() || looks(summary).any(|code| code == query.look);
            let file = form.file();
            let texts = || {
                [
                    summary.unit.as_str(),
                    summary.project.as_deref().unwrap_or_default(),
                    &summary.year,
                    &file,
                    form.title(),
                    &summary.region,
                    &summary.rubric,
                ]
            };
            of(&query.edition, &summary.edition)
                && of(
                    &query.grade,
                    summary.grade.computed.as_deref().unwrap_or_default(),
                )
                && look
                && words
                    .iter()
                    .all(|word| texts().iter().any(|text| text.contains(word)))
        };
        self.forms().filter(matches).collect()
    }
}

impl Column {
    fn head(&self) -> Head {
        Head {
            key: self.key.to_owned(),
            title: self.title.to_owned(),
            number: self.number,
        }
    }
}

/// How sections stand in the table.
enum Sections {
    /// Each in a column: all forms have the same.
    Columns(Vec<String>),
    /// As text.
    Text,
}

impl Sections {
    fn of(forms: &[Form<'_>]) -> Self {
        let names = |form: &Form<'_>| -> Vec<_> {
            let sections = form.summary.sections.iter();
            sections.map(|part| part.name.clone()).collect()
        };
        let Some(first) = forms.first().map(names) else {
            return Self::Columns(Vec::new());
        };
        match forms.iter().all(|form| names(form) == first) {
            true => Self::Columns(first),
            false => Self::Text,
        }
    }

    fn heads(&self) -> Vec<Head> {
        let head = |key: String, title: &str, number| Head {
            key,
            title: title.to_owned(),
            number,
        };
        match self {
            Self::Columns(names) => names
                .iter()
                .enumerate()
                .map(|(at, name)| head(format!("{SECTION}{at}"), name, true))
                .collect(),
            Self::Text => vec![head(String::new(), "一级指标", false)],
        }
    }

    fn cells(&self, form: &Summary) -> Vec<String> {
        match self {
            Self::Columns(_) => form
                .sections
                .iter()
                .map(|part| score(part.computed))
                .collect(),
            Self::Text => {
                let one = |part: &Part| {
                    format!(
                        "{} {}/{}",
                        part.name,
                        score(part.computed),
                        plain(part.full)
                    )
                };
                let all: Vec<_> = form.sections.iter().map(one).collect();
                vec![all.join("；")]
            }
        }
    }

    fn by(&self, key: &str, form: &Summary) -> By {
        let at = key.strip_prefix(SECTION).and_then(|at| at.parse().ok());
        let part = at.and_then(|at: usize| form.sections.get(at));
        number(part.and_then(|part| part.computed))
    }
}

fn line(form: &Form<'_>, sections: &Sections) -> Line {
    let cells = |columns: &[Column]| -> Vec<_> {
        columns.iter().map(|column| (column.cell)(form)).collect()
    };
    let mut all = cells(&BEFORE);
    all.extend(sections.cells(form.summary));
    all.extend(cells(&BEHIND));
    let file = form.file().into_owned();
    Line {
        number: form.kept.row.number,
        from: form.kept.from,
        unit: unit(form),
        note: match &form.summary.project {
            Some(project) => format!("{project} · {file}"),
            None => file,
        },
        cells: all,
    }
}

/// Nothing comes last, whichever way.
fn ordered(one: &By, other: &By, down: bool) -> Ordering {
    match (one, other) {
        (By::Nothing, _) | (_, By::Nothing) => one.cmp(other),
        _ if down => other.cmp(one),
        _ => one.cmp(other),
    }
}

fn unit(form: &Form<'_>) -> String {
    match form.summary.unit.as_str() {
        "" => "（单位名称未填）".to_owned(),
        unit => unit.to_owned(),
    }
}

fn found(form: &Form<'_>) -> String {
    let found = form.summary.found;
    let counts = [
        ("错误", found.errors),
        ("提醒", found.warnings),
        ("说明", found.notices),
    ];
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let said: Vec<_> = counts
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    match said.is_empty() {
        true => NONE.to_owned(),
        false => said.join("，"),
    }
}

fn flags(form: &Form<'_>) -> String {
    let said: Vec<_> = (form.summary.flags.iter())
        .map(|flag| match (flag, form.summary.duplicate_of) {
            (Flag::Duplicate, Some(first)) => format!("与第 {first} 号重复"),
            _ => flag.words().to_owned(),
        })
        .collect();
    said.join("；")
}

/// By its place in the rubric, the worst first when they go up.
fn grade(form: &Form<'_>) -> By {
    let place = form.summary.grade.computed.as_ref().and_then(|name| {
        let grades = &form.known?.grades;
        let at = grades.iter().position(|grade| grade == name)?;
        Some(grades.len() - at)
    });
    place.map_or(By::Nothing, |place| By::Number(place.into()))
}

fn text(text: &str) -> By {
    match text {
        "" => By::Nothing,
        text => By::Text(text.to_owned()),
    }
}

fn number(number: Option<Decimal>) -> By {
    number.map_or(By::Nothing, By::Number)
}

/// 18.62
pub(super) fn score(score: Option<Decimal>) -> String {
    score.map_or(NONE.to_owned(), plain)
}

/// 97.98%
pub(super) fn percent(rate: Option<Decimal>) -> String {
    rate.map_or(NONE.to_owned(), |rate| {
        Amount::percent(half_up(rate, 4)).to_string()
    })
}
