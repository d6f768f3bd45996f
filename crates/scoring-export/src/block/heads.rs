//! The rows of heads 表头, by the words that official forms use.

use scoring::rule::TargetRows;

use super::word::squeezed;
use super::{Column, Grid, figure};

/// What a column may be called; the likelier of two words for one column stands first.
const HEADS: [(Column, &[&str]); 12] = [
    (Column::Group, &["二级指标", "二级绩效指标"]),
    (
        Column::Name,
        &[
            "三级指标",
            "三级绩效指标",
            "四级指标",
            "指标名称",
            "绩效指标名称",
            "指标内容",
            "绩效目标",
            "目标名称",
            "绩效指标",
            "指标",
        ],
    ),
    (
        Column::Direction,
        &[
            "方向",
            "指标方向",
            "指标性质",
            "性质",
            "符号",
            "运算符号",
            "计算符号",
            "比较符",
        ],
    ),
    (
        Column::Goal,
        &[
            "目标值",
            "年度指标值",
            "年初指标值",
            "指标值",
            "年初目标值",
            "年度目标值",
            "全年目标值",
            "预期指标值",
            "预期目标值",
            "预期值",
            "计划完成值",
            "计划值",
            "目标",
        ],
    ),
    (Column::Unit, &["计量单位", "度量单位", "指标单位", "单位"]),
    (
        Column::Actual,
        &[
            "实际完成值",
            "全年完成值",
            "全年实际完成值",
            "全年实际值",
            "实际值",
            "完成值",
            "实际完成情况",
            "指标完成情况",
            "完成情况",
        ],
    ),
    (Column::Word, &["评级", "等级", "档次", "完成档次"]),
    (Column::Points, &["分值", "标准分", "权重分", "权重"]),
    (
        Column::Claimed,
        &["自评得分", "自评分", "得分/自评分", "得分"],
    ),
    (
        Column::Reached,
        &["自评达成", "自评是否达成", "是否达成", "是否完成"],
    ),
    (Column::Note, &["完成情况、未达标原因、改进措施"]),
    (
        Column::Ignore,
        &[
            "序号",
            "序",
            "编号",
            "一级指标",
            "一级绩效指标",
            "完成率",
            "得分率",
            "按标准",
            "增减",
            "指标解释",
            "指标说明",
            "评分说明",
            "评分标准",
            "佐证材料",
        ],
    ),
];
/// What the head of a note has in it.
const NOTES: [&str; 4] = ["原因", "措施", "备注", "说明"];
/// The words for 实际完成值 from this one on can also be those of a note.
const TOLD: usize = 6;
/// How many rows from the top heads are looked for, where they may be a few words; below them they must be many.
const TOP: usize = 3;

/// How many cells of a row are the heads of columns; notes alone are none.
pub(super) fn matches(grid: &Grid, row: usize) -> usize {
    let heads = || (0..grid.width()).filter_map(|column| head(grid.text(row, column)));
    match heads().any(|(column, _)| column != Column::Note) {
        true => heads().count(),
        false => 0,
    }
}

/// The columns by their heads, and the first row below them.
pub(super) fn find(grid: &Grid, asked: &TargetRows) -> Option<(Vec<Column>, usize)> {
    let enough = |row: usize| match row {
        0..TOP => 2.min(grid.width()),
        _ => 4,
    };
    let first = (0..grid.height()).find(|row| matches(grid, *row) >= enough(*row))?;
    let mut end = first + 1;
    while matches(grid, end) >= 2 {
        end += 1;
    }
    let best = |column| {
        let heads = (first..end).filter_map(|row| head(grid.text(row, column)));
        heads.min_by_key(|(_, rank)| *rank)
    };
    let mut columns: Vec<_> = (0..grid.width()).map(best).collect();
    for field in Column::ALL {
        keep_one(&mut columns, field, asked);
    }
    let mut columns: Vec<_> = columns
        .into_iter()
        .map(|head| head.map_or(Column::Ignore, |(column, _)| column))
        .collect();
    whole_goals(grid, &mut columns, end);
    Some((columns, end))
}

/// Of several columns with heads for one field leaves the likeliest; each note is one.
fn keep_one(columns: &mut [Option<(Column, usize)>], field: Column, asked: &TargetRows) {
    let rank = |head: &Option<(Column, usize)>| {
        head.filter(|(column, _)| *column == field)
            .map(|(_, rank)| rank)
    };
    let best = columns.iter().filter_map(rank).min();
    let same = |head: &Option<(Column, usize)>| rank(head) == best;
    // 分值 stands behind each level of indicators; the last one is that of the targets.
    let kept = match field {
        Column::Points => columns.iter().rposition(same),
        _ => columns.iter().position(same),
    };
    let shown = field.is_shown(asked);
    for (index, head) in columns.iter_mut().enumerate() {
        if rank(head).is_some() && !(shown && (Some(index) == kept || field == Column::Note)) {
            // A second column of what was done is told in words: 实际完成值, 完成情况.
            let told = field == Column::Actual && rank(head) >= Some(TOLD);
            *head = told.then_some((Column::Note, 0));
        }
    }
}

/// Goals with a sign or a unit, where neither has a column.
fn whole_goals(grid: &Grid, columns: &mut [Column], first_row: usize) {
    let apart = columns.contains(&Column::Direction) || columns.contains(&Column::Unit);
    let Some(goal) = columns
        .iter()
        .position(|column| *column == Column::Goal)
        .filter(|_| !apart)
    else {
        return;
    };
    if (first_row..grid.height()).any(|row| is_whole(grid.text(row, goal))) {
        columns[goal] = Column::GoalWhole;
    }
}

/// Whether a text is a figure with a sign or a unit.
pub(super) fn is_whole(text: &str) -> bool {
    figure::figure(text).is_some_and(|read| read.direction.is_some() || !read.unit.is_empty())
}

/// What a cell is the head of, and how likely.
fn head(text: &str) -> Option<(Column, usize)> {
    if text.is_empty() || text.len() > 90 {
        return None;
    }
    let text = squeezed(text);
    let text = text
        .split(['（', '('])
        .next()
        .unwrap_or_default()
        .trim_matches(['*', '★', '：', ':']);
    let named = HEADS.iter().find_map(|(column, words)| {
        let rank = words.iter().position(|word| *word == text)?;
        Some((*column, rank))
    });
    let note = || {
        NOTES
            .iter()
            .any(|word| text.contains(word))
            .then_some((Column::Note, 0))
    };
    named.or_else(note)
}
