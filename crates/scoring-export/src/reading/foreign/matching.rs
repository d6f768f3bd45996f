//! Which indicator each scored row is.

use std::collections::BTreeMap;

use super::name::{Pairs, normal};
use super::scored::Scored;
use scoring::rubric::Rubric;

/// How surely a row is the indicator that it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// 名称相同.
    Name,
    /// 名称或评分标准相近.
    Similar,
    /// 按位置: between two that match, with the same points.
    Position,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// The nth indicator.
    Indicator(usize, Match),
    /// An indicator that another row already is.
    Again(usize),
    Unknown,
}

/// How alike two names are at least.
const NAMES: usize = 70;
/// How alike two texts are at least.
const TEXTS: usize = 80;
/// How many rows without a known name are compared with all indicators.
const MAX_COMPARED: usize = 500;
/// How many long texts of a row are compared.
const MAX_TEXTS: usize = 6;

/// The names and texts of a rubric, to be compared with.
pub(super) struct Indicators {
    names: Vec<String>,
    pairs: Vec<Pairs>,
    texts: Vec<[Pairs; 2]>,
    points: Vec<rust_decimal::Decimal>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Indicators {
    pub fn new(rubric: &Rubric) -> Self {
        let names: Vec<String> = rubric.indicators().map(|one| normal(&one.name)).collect();
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            by_name.entry(name.clone()).or_default().push(index);
        }
        Self {
            pairs: names.iter().map(|name| Pairs::of(name)).collect(),
            names,
            texts: rubric
                .indicators()
                .map(|one| [&one.criteria, &one.meaning].map(|text| Pairs::of(&normal(text))))
                .collect(),
            points: rubric.indicators().map(|one| one.points.value).collect(),
            by_name,
        }
    }

    /// Whether a normal text is the name of an indicator.
    pub fn knows(&self, name: &str) -> bool {
        !name.is_empty() && self.by_name.contains_key(name)
    }

    /// What each row is.
    pub fn of(&self, rows: &[&Scored]) -> Vec<Is> {
        let mut is = vec![Is::Unknown; rows.len()];
        let mut free = vec![true; self.names.len()];
        let own = |row: &Scored| vec![row.name.clone()];
        self.by_name(rows, &mut is, &mut free, &own);
        self.by_twin(rows, &mut is, &mut free);
        // The name of a group stands for its only row, and a scanner may have moved the name.
        let elsewhere = |row: &Scored| {
            let group = (!self.knows(&normal(&row.name))).then(|| row.group.clone());
            let others = row.others.iter().cloned();
            group.into_iter().chain(others).collect()
        };
        self.by_name(rows, &mut is, &mut free, &elsewhere);
        self.by_likeness(rows, &mut is, &mut free);
        self.by_position(rows, &mut is, &mut free);
        is
    }

    fn by_name(
        &self,
        rows: &[&Scored],
        is: &mut [Is],
        free: &mut [bool],
        names: &dyn Fn(&Scored) -> Vec<String>,
    ) {
        for (row, is) in rows.iter().zip(is) {
            if *is != Is::Unknown {
                continue;
            }
            let names = names(row);
            let candidates = names
                .iter()
                .filter_map(|name| self.by_name.get(&normal(name)));
            for same in candidates {
                let open = || same.iter().copied().filter(|index| free[*index]);
                let points = |index: &usize| Some(self.points[*index]) == row.points;
                if let Some(index) = open().find(points).or_else(|| open().next()) {
                    free[index] = false;
                    *is = Is::Indicator(index, Match::Name);
                    break;
                }
                *is = Is::Again(same[0]);
            }
        }
    }

    /// A row without a name below one whose name another indicator has as well: it is that one, where the points are.
    fn by_twin(&self, rows: &[&Scored], is: &mut [Is], free: &mut [bool]) {
        for row in 1..rows.len() {
            let Is::Indicator(above, _) = is[row - 1] else {
                continue;
            };
            if is[row] != Is::Unknown || !normal(&rows[row].name).is_empty() {
                continue;
            }
            let twins = self.by_name.get(&self.names[above]).into_iter().flatten();
            let mut twins = twins.copied().filter(|index| free[*index]);
            if let Some(index) = twins.find(|index| Some(self.points[*index]) == rows[row].points) {
                free[index] = false;
                is[row] = Is::Indicator(index, Match::Position);
            }
        }
    }

    fn by_likeness(&self, rows: &[&Scored], is: &mut [Is], free: &mut [bool]) {
        let unknown = rows.iter().zip(is).filter(|(_, is)| **is == Is::Unknown);
        for (row, is) in unknown.take(MAX_COMPARED) {
            let name = normal(&row.name);
            let pairs = Pairs::of(&name);
            let long = row.long.iter().take(MAX_TEXTS);
            let long: Vec<Pairs> = long.map(|text| Pairs::of(&normal(text))).collect();
            let likeness = |index: usize| {
                let known = &self.names[index];
                let long_enough = |text: &str| text.chars().count() >= 4;
                let within = (long_enough(&name) && known.contains(&name))
                    || (long_enough(known) && name.contains(known.as_str()));
                let names = match within {
                    true => 99,
                    false => pairs.alike(&self.pairs[index]),
                };
                let texts = long
                    .iter()
                    .flat_map(|text| self.texts[index].iter().map(move |known| text.alike(known)));
                let texts = texts.max().unwrap_or_default();
                // A text of a row with other points is somebody else's.
                let texts = if row.points == Some(self.points[index]) {
                    texts
                } else {
                    0
                };
                (names >= NAMES || texts >= TEXTS).then_some(names.max(texts))
            };
            let best = (0..self.names.len())
                .filter_map(|index| Some((likeness(index)?, free[index], index)))
                .max_by_key(|(likeness, free, index)| (*likeness, *free, usize::MAX - index));
            match best {
                Some((_, true, index)) => {
                    free[index] = false;
                    *is = Is::Indicator(index, Match::Similar);
                }
                Some((_, false, index)) => *is = Is::Again(index),
                None => {}
            }
        }
    }

    /// Rows between two that match, where as many indicators are left between those, with the same points.
    fn by_position(&self, rows: &[&Scored], is: &mut [Is], free: &mut [bool]) {
        let known: Vec<(usize, usize)> = is
            .iter()
            .enumerate()
            .filter_map(|(row, is)| match is {
                Is::Indicator(index, _) => Some((row, *index)),
                _ => None,
            })
            .collect();
        let before = std::iter::once(None).chain(known.iter().map(|pair| Some(*pair)));
        let after = known
            .iter()
            .map(|pair| Some(*pair))
            .chain(std::iter::once(None));
        for (from, to) in before.zip(after) {
            let first = from.map_or((0, 0), |(row, index)| (row + 1, index + 1));
            let last = to.unwrap_or((rows.len(), self.names.len()));
            if first.0 >= last.0 || first.1 >= last.1 {
                continue;
            }
            let open: Vec<usize> = (first.0..last.0)
                .filter(|row| is[*row] == Is::Unknown)
                .collect();
            let left: Vec<usize> = (first.1..last.1).filter(|index| free[*index]).collect();
            let same =
                |(row, index): (&usize, &usize)| rows[*row].points == Some(self.points[*index]);
            if open.len() == left.len() && open.iter().zip(&left).all(same) {
                for (row, index) in open.into_iter().zip(left) {
                    is[row] = Is::Indicator(index, Match::Position);
                    free[index] = false;
                }
            }
        }
    }
}
