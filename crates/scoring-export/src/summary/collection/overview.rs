//! The collection at a glance: which rubrics, how grades are spread, where points are lost, which files could not be read.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use scoring::number::{half_up, plain};

use super::listing::{percent, score};
use super::{Collection, Form};
use crate::collected::{BadFile, Bar, Head, Overview, Query, Table};
use crate::summary::{Bad, Summary};

/// How many places an average score is rounded to.
const PLACES: u32 = 2;

impl Collection {
    /// What the forms that are asked for come to, and which files gave none.
    pub fn overview(&self, query: &Query) -> Overview {
        let found = self.matching(query);
        let mut tables = Vec::new();
        if !found.is_empty() {
            tables.extend([editions(&found), self.spread(&found)]);
            tables.extend(rates(&found));
        }
        Overview {
            tables,
            bad: self.bad(),
        }
    }

    /// 等级分布.
    fn spread(&self, forms: &[Form<'_>]) -> Table {
        let of = |name: Option<&str>| {
            let count = |grade: fn(&Summary) -> &Option<String>| {
                forms
                    .iter()
                    .filter(|form| grade(form.summary).as_deref() == name)
                    .count()
            };
            [
                count(|form| &form.grade.claimed),
                count(|form| &form.grade.computed),
                count(|form| &form.grade.verified),
            ]
        };
        let bar = |name: Option<&str>| {
            let counts = of(name);
            let mut cells = vec![name.unwrap_or("未定").to_owned()];
            cells.extend(counts.map(|count| count.to_string()));
            Bar {
                cells,
                share: share(counts[1].into(), forms.len().into()),
                whole: false,
            }
        };
        let grades = self.grades();
        let named = grades.iter().filter(|name| of(Some(name)) != [0; 3]);
        let mut rows: Vec<_> = named.map(|name| bar(Some(name))).collect();
        if of(None) != [0; 3] {
            rows.push(bar(None));
        }
        Table {
            code: "grades".to_owned(),
            caption: format!("等级分布：{} 份，图为按标准的等级", forms.len()),
            heads: heads(&["等级", "自评（份）", "按标准（份）", "核查（份）"], 1),
            rows,
        }
    }

    fn bad(&self) -> Vec<BadFile> {
        let bad = self.kept.iter().filter_map(|kept| {
            let why = kept.row.read.as_ref().err()?;
            Some(BadFile {
                number: kept.row.number,
                from: kept.from,
                name: kept.row.path.to_string_lossy().into_owned(),
                code: why.code.to_owned(),
                message: why.message.clone(),
                opens: why.code == Bad::FOREIGN,
            })
        });
        bad.collect()
    }
}

/// 评分表及其版本.
fn editions(forms: &[Form<'_>]) -> Table {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for form in forms {
        let summary = form.summary;
        let of = (&summary.rubric, &summary.edition);
        let of = (of, (form.title(), &summary.region));
        *counts.entry(of).or_default() += 1;
    }
    let mut several: BTreeMap<&str, usize> = BTreeMap::new();
    for ((rubric, _), _) in counts.keys() {
        *several.entry(rubric.as_str()).or_default() += 1;
    }
    let twice = several.values().any(|editions| *editions > 1);
    let bar = |(((rubric, edition), (title, region)), count): (
        &((_, &String), (&str, &String)),
        &usize,
    )| {
        let rubric: &&String = rubric;
        let editions = several.get(rubric.as_str()).copied().unwrap_or_default();
        let mark = match editions {
            0 | 1 => String::new(),
            editions => format!("同一评分表的 {editions} 个版本之一"),
        };
        Bar {
            cells: vec![
                (*title).to_owned(),
                (*edition).clone(),
                (*region).clone(),
                mark,
                count.to_string(),
            ],
            share: share((*count).into(), forms.len().into()),
            whole: false,
        }
    };
    Table {
        code: "editions".to_owned(),
        caption: match twice {
            true => "评分表：有的评分表不止一个版本，得分的口径可能不同",
            false => "评分表",
        }
        .to_owned(),
        heads: heads(&["评分表", "版本", "地区", "说明", "份数"], 4),
        rows: counts.iter().map(bar).collect(),
    }
}

/// 各级指标平均得分率, of the edition that most forms are of.
fn rates(forms: &[Form<'_>]) -> Option<Table> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for form in forms {
        *counts.entry(&form.summary.edition).or_default() += 1;
    }
    let (most, count) = counts.iter().max_by_key(|(_, count)| **count)?;
    let forms = forms.iter().filter(|form| form.summary.edition == *most);
    let forms: Vec<_> = forms.copied().collect();
    let first = forms.first()?;
    let mut rows = Vec::new();
    let mut total = Mean::default();
    for form in &forms {
        let full = form.summary.sections.iter().map(|part| part.full).sum();
        let scores = &form.summary.total;
        total.add(full, [scores.claimed, scores.computed, scores.verified]);
    }
    let mut indicators = first.summary.indicators.iter().enumerate();
    for (at, part) in first.summary.sections.iter().enumerate() {
        let mut mean = Mean::default();
        for part in forms
            .iter()
            .filter_map(|form| form.summary.sections.get(at))
        {
            mean.add(part.full, [part.claimed, part.computed, part.verified]);
        }
        rows.push(mean.bar(&part.name, true));
        let below = first.known.and_then(|known| known.rows.get(at));
        for (at, row) in indicators.by_ref().take(below.copied().unwrap_or_default()) {
            let mut mean = Mean::default();
            for row in forms
                .iter()
                .filter_map(|form| form.summary.indicators.get(at))
            {
                mean.add(row.full, [row.claimed, row.computed, row.verified]);
            }
            rows.push(mean.bar(&row.name, false));
        }
    }
    rows.push(total.bar("合计", true));
    let others = match counts.len() {
        1 => "",
        _ => "；其他评分表请在上面选择",
    };
    Some(Table {
        code: "rates".to_owned(),
        caption: format!(
            "平均得分与得分率：{}（版本 {most}）{count} 份，没有得分的不计入{others}",
            first.title()
        ),
        heads: heads(
            &["指标", "分值", "自评", "按标准", "核查", "按标准得分率"],
            1,
        ),
        rows,
    })
}

/// Averages of a row over many forms. Forms without a score do not count for it.
#[derive(Default)]
struct Mean {
    full: Sum,
    /// 自评, 按标准, 核查.
    scores: [Sum; 3],
    /// 分值 of those that have a score by the standard.
    of: Sum,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    sum: Decimal,
    count: u64,
}

impl Sum {
    fn add(&mut self, value: Option<Decimal>) {
        if let Some(value) = value {
            self.sum += value;
            self.count += 1;
        }
    }

    fn mean(self) -> Option<Decimal> {
        let mean = self.sum.checked_div(self.count.into())?;
        Some(half_up(mean, PLACES))
    }
}

impl Mean {
    /// Adds a form: 分值, and 自评, 按标准, 核查.
    fn add(&mut self, full: Decimal, scores: [Option<Decimal>; 3]) {
        self.full.add(Some(full));
        self.of.add(scores[1].map(|_| full));
        for (sum, score) in self.scores.iter_mut().zip(scores) {
            sum.add(score);
        }
    }

    /// 得分合计 ÷ 分值合计, by the standard: exact, since division comes last.
    fn rate(&self) -> Option<Decimal> {
        self.scores[1].sum.checked_div(self.of.sum)
    }

    fn bar(&self, name: &str, whole: bool) -> Bar {
        let rate = self.rate();
        let mut cells = vec![name.to_owned(), score(self.full.mean())];
        cells.extend(self.scores.map(|sum| score(sum.mean())));
        cells.push(percent(rate));
        Bar {
            cells,
            share: rate.and_then(|rate| share(rate, Decimal::ONE)),
            whole,
        }
    }
}

/// Of 100, for a bar: no more, no less than nothing.
fn share(part: Decimal, whole: Decimal) -> Option<String> {
    let share = part.checked_div(whole)?;
    let share = share.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_HUNDRED;
    Some(plain(half_up(share, PLACES)))
}

/// From `numbers` on they hold numbers.
fn heads(titles: &[&str], numbers: usize) -> Vec<Head> {
    let head = |(at, title): (usize, &&str)| Head {
        key: String::new(),
        title: (*title).to_owned(),
        number: at >= numbers,
    };
    titles.iter().enumerate().map(head).collect()
}
