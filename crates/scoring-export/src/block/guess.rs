//! What a block is, where nobody said.

use scoring::entry::Entry;
use scoring::rule::TargetRows;

use super::word::reached;
use super::{Column, Grid, Plan, figure, heads};

/// What most cells of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Empty,
    /// 1, 2, 3 …
    Count,
    Group,
    Word,
    Direction,
    Reached,
    /// ≥200万人.
    Whole,
    Number,
    /// A few characters, many of them alike.
    Short,
    Text,
}

impl Plan {
    /// How a block is likely meant: by its heads; without heads from the focused column on, in the order in
    /// which the page shows the columns; else by what stands in the cells.
    pub fn guess(grid: &Grid, asked: &TargetRows, focus: Option<Column>) -> Self {
        if let Some((columns, first_row)) = heads::find(grid, asked) {
            return Self {
                columns,
                first_row,
                fill_groups: true,
            };
        }
        let columns = match focus {
            Some(focus) => by_position(grid, asked, focus),
            None => by_content(grid, asked),
        };
        Self {
            columns,
            first_row: 0,
            fill_groups: focus.is_none(),
        }
    }
}

fn by_position(grid: &Grid, asked: &TargetRows, focus: Column) -> Vec<Column> {
    let shown = Column::shown(asked).into_iter();
    let mut columns: Vec<_> = shown
        .skip_while(|column| *column != focus)
        .take(grid.width())
        .collect();
    columns.resize(grid.width(), Column::Ignore);
    columns
}

fn by_content(grid: &Grid, asked: &TargetRows) -> Vec<Column> {
    let shapes: Vec<_> = (0..grid.width())
        .map(|column| shape(grid, column, asked))
        .collect();
    let name = name_column(grid, &shapes);
    let whole = shapes.contains(&Shape::Whole);
    let mut numbers = [
        Column::Goal,
        Column::Actual,
        Column::Points,
        Column::Claimed,
    ]
    .into_iter()
    .skip(usize::from(whole));
    let mut columns: Vec<Column> = Vec::with_capacity(shapes.len());
    for (index, shape) in shapes.iter().enumerate() {
        let behind = name.is_none_or(|name| index > name);
        let column = match shape {
            _ if Some(index) == name => Column::Name,
            Shape::Group => Column::Group,
            Shape::Direction => Column::Direction,
            Shape::Word => Column::Word,
            Shape::Reached => Column::Reached,
            Shape::Whole if !columns.contains(&Column::GoalWhole) => Column::GoalWhole,
            Shape::Whole | Shape::Number if behind => numbers.next().unwrap_or(Column::Ignore),
            Shape::Short if behind && !whole && !columns.contains(&Column::Unit) => Column::Unit,
            Shape::Text | Shape::Short if behind => Column::Note,
            _ => Column::Ignore,
        };
        let twice = columns.contains(&column) && column != Column::Note;
        columns.push(if twice || !column.is_shown(asked) {
            Column::Ignore
        } else {
            column
        });
    }
    columns
}

/// The column with the most different texts, left of the figures if there is one.
fn name_column(grid: &Grid, shapes: &[Shape]) -> Option<usize> {
    let figures = shapes
        .iter()
        .position(|shape| matches!(shape, Shape::Whole | Shape::Number | Shape::Direction));
    let text = |shape: &Shape| matches!(shape, Shape::Text | Shape::Short);
    let before = figures.filter(|end| shapes[..*end].iter().any(text));
    let end = before.unwrap_or(shapes.len());
    let columns = (0..end).filter(|column| text(&shapes[*column]));
    // The last of equals is the first from behind.
    columns
        .rev()
        .max_by_key(|column| (different(grid, *column), length(grid, *column)))
}

fn texts(grid: &Grid, column: usize) -> impl Iterator<Item = &str> {
    let texts = (0..grid.height()).map(move |row| grid.text(row, column));
    texts.filter(|text| !text.is_empty())
}

/// How many different texts there are: in the first rows, which tell it as well as all.
fn different(grid: &Grid, column: usize) -> usize {
    const ROWS: usize = 100;
    let mut seen = Vec::new();
    for text in texts(grid, column).take(ROWS) {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen.len()
}

fn length(grid: &Grid, column: usize) -> usize {
    texts(grid, column).map(|text| text.chars().count()).sum()
}

fn shape(grid: &Grid, column: usize, asked: &TargetRows) -> Shape {
    let count = texts(grid, column).count();
    if count == 0 {
        return Shape::Empty;
    }
    let counts = texts(grid, column)
        .enumerate()
        .all(|(index, text)| text.parse() == Ok(index + 1));
    if counts && count > 1 && column == 0 {
        return Shape::Count;
    }
    let most = |shape: &&Shape| {
        let cells = texts(grid, column).filter(|text| shape.is_of(text, asked));
        cells.count() * 2 > count
    };
    match Shape::TESTED.iter().find(most) {
        Some(shape) => *shape,
        None if length(grid, column) <= count * 3 => Shape::Short,
        None => Shape::Text,
    }
}

impl Shape {
    const TESTED: [Self; 6] = [
        Self::Group,
        Self::Word,
        Self::Direction,
        Self::Number,
        Self::Whole,
        Self::Reached,
    ];

    /// Whether a cell is of the shape.
    fn is_of(self, text: &str, asked: &TargetRows) -> bool {
        let among = |words: &[String]| words.iter().any(|word| word == text);
        match self {
            Self::Group => among(&asked.groups),
            Self::Word => among(&asked.words),
            Self::Direction => figure::direction(text).is_some(),
            Self::Number => is_number(text),
            Self::Whole => heads::is_whole(text),
            Self::Reached => text.chars().count() == 1 && reached(text).is_some(),
            _ => false,
        }
    }
}

/// A number, or a percentage: a goal and a figure both may be one.
fn is_number(text: &str) -> bool {
    matches!(Entry::new(text).read("%"), Ok(Some(_)))
}
