//! A sheet, read as the form of a rubric.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use scoring::Scorer;
use scoring::finding::Place;
use scoring::number::plain;
use scoring::rubric::{Indicator, Rubric};

use super::head::{Heads, Kind};
use super::header::{Header, YEAR};
use super::matching::{Indicators, Is, Match};
use super::name::{alike, normal};
use super::rows::{self, Line};
use super::scored::{Scored, number};
use super::sums;
use super::table::Table;
use super::targets::Targets;
use super::{Check, Mark, Row, RowKind, Taken};
use crate::layout::OWN;
use crate::reading::called::called;

/// What a sheet says.
pub(super) struct Read {
    /// How well it fits the rubric; 0 where nothing does.
    pub fit: usize,
    pub rows: Vec<Row>,
    /// The indicators that no row was taken for: id and name.
    pub missing: Vec<(String, String)>,
    pub total: Option<Check>,
    /// What else is to be known of the sheet.
    pub notes: Vec<String>,
}

/// A sheet and a rubric.
pub(super) struct Reader<'a> {
    pub table: &'a Table,
    pub rubric: &'a Rubric,
    pub scorer: &'a Scorer,
    pub heads: &'a Heads,
    /// What the form prints in its rows.
    pub printed: &'a BTreeSet<String>,
}

impl Reader<'_> {
    pub fn read(&self) -> Read {
        let indicators = Indicators::new(self.rubric);
        let lines = rows::read(self.table, self.heads, &|name| indicators.knows(name));
        let scored: Vec<&Scored> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Scored(scored) => Some(scored),
                _ => None,
            })
            .collect();
        let all: Vec<&Indicator> = self.rubric.indicators().collect();
        let mut is = indicators.of(&scored);
        let targets = Targets {
            table: self.table,
            rubric: self.rubric,
            scorer: self.scorer,
        };
        let mut of_targets = Vec::new();
        let mut left: Option<BTreeSet<usize>> = None;
        if self.heads.of_targets() {
            // Only rows that are scored by answers are lines in a table of targets.
            let mut lines = BTreeSet::new();
            for (row, is) in scored.iter().zip(&mut is) {
                let line = matches!(is, Is::Indicator(index, Match::Name) if !self.is_list(&all[*index].id));
                match line {
                    true => lines.extend([row.row]),
                    false => *is = Is::Unknown,
                }
            }
            let (rows, others) = targets.rows(self.heads, &lines);
            of_targets = rows;
            left = Some(others.into_iter().collect());
        }
        let mut rows = Vec::new();
        let mut total = None;
        let mut seen = scored.iter().zip(&is);
        for line in &lines {
            match line {
                Line::Scored(_) => {
                    let Some((scored, is)) = seen.next() else {
                        continue;
                    };
                    let other = left.as_ref().is_none_or(|left| left.contains(&scored.row));
                    if *is == Is::Unknown && !other {
                        continue;
                    }
                    rows.push(self.line(scored, *is, &all));
                    if let Is::Indicator(index, _) = is {
                        rows.extend(targets.printed(&all[*index].id, &scored.targets));
                    }
                }
                Line::Again(row, first) => {
                    let message = format!(
                        "与第 {} 行相同，是换页后重复印出的，没有另算一行。",
                        self.table.number(*first)
                    );
                    rows.push(self.other(
                        *row,
                        RowKind::Again,
                        String::new(),
                        vec![Mark::new("printed-again", message)],
                    ));
                }
                Line::Total(found) if total.is_none() && !found.part => total = Some(found),
                Line::Heads | Line::Total(_) => {}
                Line::Other(row, text) => {
                    let read = left.as_ref().is_some_and(|left| !left.contains(row));
                    if !read {
                        rows.push(self.other(*row, RowKind::Other, text.clone(), Vec::new()));
                    }
                }
            }
        }
        let fit = self.fit(&is, scored.len(), of_targets.len(), all.len());
        rows.extend(of_targets);
        let header = Header::new(self.table, self.rubric, self.scorer, self.heads.first);
        let free = |id: &str| {
            let is_line = |is: &Is| matches!(is, Is::Indicator(index, _) if all[*index].id == id);
            !is.iter().any(is_line) && !self.is_list(id)
        };
        let mut above = header.fields();
        above.extend(header.goals());
        above.extend(header.lines(&free));
        let year = header.year();
        let notes = header.left(&above, year.as_ref().map(|(at, _)| *at));
        let notes = self.other_year(year).into_iter().chain(notes).collect();
        rows.splice(0..0, above);
        rows.sort_by_key(|row| row.row);
        let missing = all
            .iter()
            .enumerate()
            .filter(|(index, one)| {
                let by_line = is
                    .iter()
                    .any(|is| matches!(is, Is::Indicator(of, _) if of == index));
                let read = rows
                    .iter()
                    .any(|row| row.matched.is_some() && row.id.as_ref() == Some(&one.id));
                !by_line && !read
            })
            .map(|(_, one)| (one.id.clone(), one.name.clone()))
            .collect();
        let total = total.map(|total| sums::check(self.table, self.rubric, total, &rows));
        Read {
            fit,
            rows,
            missing,
            total,
            notes,
        }
    }

    /// What is to be said where the sheet is of another year than the rubric, and no field holds the year.
    fn other_year(&self, year: Option<((usize, usize), String)>) -> Option<String> {
        let (_, year) = year?;
        let asked = self.rubric.fields().any(|field| field.id == YEAR);
        let other = !asked && !self.rubric.year.is_empty() && self.rubric.year != year;
        other.then(|| {
            format!(
                "表上写的是 {year} 年度，而评分表是 {} 年度的，请核对是不是同一年的表。",
                self.rubric.year
            )
        })
    }

    /// Whether an indicator scores the unit's own targets.
    fn is_list(&self, id: &str) -> bool {
        let mut lines = self.scorer.lines().iter();
        lines.any(|line| line.id == id && line.targets.is_some())
    }

    /// How many rows match, of all that both have, in thousandths; the number of rows decides between equals.
    fn fit(&self, is: &[Is], rows: usize, targets: usize, indicators: usize) -> usize {
        let points = is.iter().map(|is| match is {
            Is::Indicator(_, Match::Name) => 2,
            Is::Indicator(..) => 1,
            _ => 0,
        });
        let matched = points.sum::<usize>() + 2 * targets;
        let title = (0..self.heads.first).flat_map(|row| self.table.texts(row));
        let named = title
            .into_iter()
            .any(|(_, text)| normal(text).contains(&normal(&self.rubric.title)));
        match matched {
            0 => 0,
            _ => {
                matched * 1000 / (rows.max(targets) + indicators.max(targets))
                    + matched
                    + usize::from(named) * 20
            }
        }
    }

    fn other(&self, row: usize, kind: RowKind, printed: String, marks: Vec<Mark>) -> Row {
        Row {
            row: self.table.number(row),
            kind,
            printed,
            id: None,
            name: None,
            matched: None,
            values: Vec::new(),
            marks,
        }
    }

    fn line(&self, scored: &Scored, is: Is, all: &[&Indicator]) -> Row {
        let (indicator, matched) = match is {
            Is::Indicator(index, matched) => (Some(all[index]), Some(matched)),
            Is::Again(index) => (Some(all[index]), None),
            Is::Unknown => (None, None),
        };
        let kind = if matched.is_some() {
            RowKind::Line
        } else {
            RowKind::Other
        };
        let mut marks = self.marks(scored, indicator);
        if let (Is::Again(_), Some(indicator)) = (is, indicator) {
            marks.push(Mark::new(
                "duplicate",
                format!(
                    "“{}”另有一行，这一行没有读入，请对照原件看哪一行对。",
                    quoted(&indicator.name)
                ),
            ));
        }
        let values = matched
            .and(indicator)
            .map(|indicator| self.values(scored, indicator));
        Row {
            row: self.table.number(scored.row),
            kind,
            printed: scored.name.clone(),
            id: indicator.map(|indicator| indicator.id.clone()),
            name: indicator.map(|indicator| indicator.name.clone()),
            matched,
            values: values.unwrap_or_default(),
            marks,
        }
    }

    fn values(&self, scored: &Scored, indicator: &Indicator) -> Vec<Taken> {
        let fields = [
            (Kind::Claimed, "claimed"),
            (Kind::Verified, "verified"),
            (Kind::Reason, "reason"),
            (Kind::Evidence, "evidence"),
            (Kind::Remark, "remark"),
        ];
        let taken = fields.into_iter().filter_map(|(kind, field)| {
            let (text, cell) = scored.text(kind)?;
            let text = match kind {
                Kind::Evidence => own_evidence(text, &indicator.evidence)?,
                // What the form prints itself, moved here by a scanner.
                _ if self.is_printed(text, indicator) => return None,
                _ => text.to_owned(),
            };
            let place = Place::Answer(indicator.id.clone(), field);
            let name = called(self.scorer, &place);
            Some(Taken {
                place,
                name,
                text,
                cell: cell.to_owned(),
            })
        });
        taken.collect()
    }

    /// Whether a text is what the form prints by itself: a name, 指标解释, 评分标准, 佐证材料.
    fn is_printed(&self, text: &str, indicator: &Indicator) -> bool {
        let text = normal(text);
        let texts = [&indicator.meaning, &indicator.criteria, &indicator.evidence];
        let near = |printed: &&String| alike(&text, &normal(printed)) >= 90;
        let long = text.chars().count() > 8;
        self.printed.contains(&text) || (long && texts.iter().any(near))
    }

    fn marks(&self, scored: &Scored, indicator: Option<&Indicator>) -> Vec<Mark> {
        let mut marks = Vec::new();
        if scored.shift != 0 {
            let (way, by) = if scored.shift > 0 {
                ("左", scored.shift)
            } else {
                ("右", -scored.shift)
            };
            marks.push(Mark::new(
                "row-shifted",
                format!("这一行的内容比表头向{way}错了 {by} 格，按错位读入，请对照原件。"),
            ));
        }
        if scored.scores_moved {
            let message = "得分不在表头下面，按从左到右的次序读入，请对照原件。";
            marks.push(Mark::new("scores-moved", message.to_owned()));
        }
        if scored.score_lost {
            let message = "得分栏里是一段文字，没有读到得分，请对照原件补填。";
            marks.push(Mark::new("score-lost", message.to_owned()));
        }
        let points = scored.points;
        if let (Some(indicator), Some(points)) = (indicator, points)
            && indicator.points.value != points
        {
            marks.push(Mark::new(
                "points-differ",
                format!(
                    "分值写的是 {}，评分表是 {}，请核对是不是同一项。",
                    plain(points),
                    indicator.points
                ),
            ));
        }
        for (kind, name) in [(Kind::Claimed, "得分"), (Kind::Verified, "核查得分")] {
            let Some((text, cell)) = scored.text(kind) else {
                continue;
            };
            match (number(text), points) {
                (None, _) => marks.push(Mark::new(
                    "score-not-number",
                    format!(
                        "{cell} 的{name}“{}”不是数，照原样读入，请改成数。",
                        quoted(text)
                    ),
                )),
                (Some(score), Some(points)) if score > points && points > Decimal::ZERO => {
                    marks.push(Mark::new("score-above-points", format!("{cell} 的{name} {} 高于分值 {}，请核对；有分值转移的，请在表里选“不适用”的那一项。", plain(score), plain(points))));
                }
                _ => {}
            }
        }
        marks
    }
}

/// What a unit wrote below the printed 佐证材料; `None` where nothing.
fn own_evidence(text: &str, printed: &str) -> Option<String> {
    let own = match text.split_once(OWN) {
        Some((_, own)) => own.trim(),
        None if normal(text) == normal(printed) => "",
        None => text.strip_prefix(printed).map_or(text, str::trim),
    };
    (!own.is_empty()).then(|| own.to_owned())
}

/// A text within quotation marks, cut where it is long.
fn quoted(text: &str) -> String {
    let text = text.replace('“', "‘").replace('”', "’").replace('\n', "、");
    match text.char_indices().nth(24) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
