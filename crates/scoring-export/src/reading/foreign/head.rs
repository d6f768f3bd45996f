//! The rows of heads 表头 of a scoring table, and what each column is.

use super::table::Table;
use crate::block::word::squeezed;

/// How many rows of heads stand on each other at most.
const MAX_ROWS: usize = 3;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 一级指标 or 二级指标 above the scored rows.
    Above,
    /// The name of the scored row: 三级指标.
    Name,
    /// The points of 一级指标 or 二级指标.
    AbovePoints,
    /// 分值 of the scored row.
    Points,
    /// 得分/自评得分.
    Claimed,
    /// 核查得分.
    Verified,
    /// 评分依据、未达标原因、改进措施.
    Reason,
    /// 指标解释.
    Meaning,
    /// 评分标准.
    Criteria,
    /// 佐证材料.
    Evidence,
    /// 备注.
    Remark,
    /// 年度指标值.
    Goal,
    /// 实际完成值.
    Actual,
    /// Anything else.
    Other,
}

/// A column of the table.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its letters: H.
    pub column: String,
    /// Its head as printed.
    pub text: String,
    /// What it was taken for.
    pub kind: Kind,
}

/// The rows of heads of a table.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    pub first: usize,
    pub last: usize,
    pub kinds: Vec<Kind>,
    /// The heads as printed.
    pub texts: Vec<String>,
}

/// What a cell of the heads says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Level(u8),
    /// 名称 below 一级指标.
    Name,
    Points,
    Column(Kind),
}

const LABELS: [(&str, Label); 47] = [
    ("一级指标", Label::Level(1)),
    ("一级绩效指标", Label::Level(1)),
    ("二级指标", Label::Level(2)),
    ("二级绩效指标", Label::Level(2)),
    ("三级指标", Label::Level(3)),
    ("三级绩效指标", Label::Level(3)),
    ("四级指标", Label::Level(4)),
    ("指标名称", Label::Level(3)),
    ("名称", Label::Name),
    ("分值", Label::Points),
    ("权重", Label::Points),
    ("权重分", Label::Points),
    ("标准分", Label::Points),
    ("满分", Label::Points),
    ("得分/自评分", Label::Column(Kind::Claimed)),
    ("自评得分", Label::Column(Kind::Claimed)),
    ("自评分", Label::Column(Kind::Claimed)),
    ("自评", Label::Column(Kind::Claimed)),
    ("得分", Label::Column(Kind::Claimed)),
    ("核查得分", Label::Column(Kind::Verified)),
    ("核查评分", Label::Column(Kind::Verified)),
    ("复核得分", Label::Column(Kind::Verified)),
    ("复评得分", Label::Column(Kind::Verified)),
    ("评价得分", Label::Column(Kind::Verified)),
    ("抽查得分", Label::Column(Kind::Verified)),
    ("核查", Label::Column(Kind::Verified)),
    ("复核", Label::Column(Kind::Verified)),
    ("评分依据", Label::Column(Kind::Reason)),
    ("评分说明", Label::Column(Kind::Reason)),
    ("得分说明", Label::Column(Kind::Reason)),
    ("扣分说明", Label::Column(Kind::Reason)),
    ("指标解释", Label::Column(Kind::Meaning)),
    ("指标说明", Label::Column(Kind::Meaning)),
    ("评分标准", Label::Column(Kind::Criteria)),
    ("评价标准", Label::Column(Kind::Criteria)),
    ("评分细则", Label::Column(Kind::Criteria)),
    ("备注", Label::Column(Kind::Remark)),
    ("年度指标值", Label::Column(Kind::Goal)),
    ("指标值", Label::Column(Kind::Goal)),
    ("年初目标值", Label::Column(Kind::Goal)),
    ("目标值", Label::Column(Kind::Goal)),
    ("实际完成值", Label::Column(Kind::Actual)),
    ("全年完成值", Label::Column(Kind::Actual)),
    ("全年实际值", Label::Column(Kind::Actual)),
    ("完成值", Label::Column(Kind::Actual)),
    ("实际完成情况", Label::Column(Kind::Actual)),
    ("序号", Label::Column(Kind::Other)),
];
/// What is part of longer heads.
const PARTS: [(&str, Kind); 3] = [
    ("佐证材料", Kind::Evidence),
    ("原因", Kind::Reason),
    ("措施", Kind::Reason),
];

fn label(text: &str) -> Option<Label> {
    if text.is_empty() || text.len() > 240 {
        return None;
    }
    let text = squeezed(text);
    let head = text.split(['（', '(']).next().unwrap_or_default();
    let head = head.trim_matches(['：', ':', '*', '★']);
    let named = LABELS.iter().find(|(word, _)| *word == head);
    let part = || {
        PARTS
            .iter()
            .find(|(word, _)| head.len() <= 60 && head.contains(word))
    };
    named
        .map(|(_, label)| *label)
        .or_else(|| part().map(|(_, kind)| Label::Column(*kind)))
}

/// How many heads a row has.
pub(super) fn count(table: &Table, row: usize) -> usize {
    table
        .texts(row)
        .filter(|(_, text)| label(text).is_some())
        .count()
}

/// Whether a row has nothing but heads.
pub(super) fn is_all(table: &Table, row: usize) -> bool {
    let mut texts = table.texts(row).peekable();
    texts.peek().is_some() && texts.all(|(_, text)| label(text).is_some())
}

/// The heads of the scoring table in a sheet.
pub(super) fn find(table: &Table) -> Option<Heads> {
    (0..table.height()).find_map(|first| {
        if count(table, first) < 3 {
            return None;
        }
        let mut last = first;
        while last + 1 < first + MAX_ROWS && is_all(table, last + 1) {
            last += 1;
        }
        let labels = || {
            let texts = (first..=last).flat_map(|row| table.texts(row));
            texts.filter_map(|(_, text)| label(text))
        };
        let level = labels().any(|label| matches!(label, Label::Level(_)));
        let score = labels().any(|label| {
            matches!(
                label,
                Label::Column(Kind::Claimed | Kind::Verified | Kind::Actual)
            )
        });
        (level && score).then(|| Heads::new(table, first, last))
    })
}

impl Heads {
    fn new(table: &Table, first: usize, last: usize) -> Self {
        let mut level = 0;
        let mut found = Vec::new();
        let mut texts = Vec::new();
        for column in 0..table.width() {
            let stack = (first..=last).map(|row| table.printed(row, column));
            let stack: Vec<&str> = stack.filter(|text| !text.is_empty()).collect();
            let labels = || stack.iter().filter_map(|text| label(text));
            let own = labels().find_map(|label| match label {
                Label::Level(level) => Some(level),
                _ => None,
            });
            level = own.unwrap_or(level);
            found.push((labels().next_back(), level));
            texts.push(squeezed(stack.last().copied().unwrap_or_default()));
        }
        // The points that stand last belong to the rows that are scored.
        let points = found
            .iter()
            .filter(|(label, _)| *label == Some(Label::Points));
        let levels = found
            .iter()
            .filter(|(label, _)| matches!(label, Some(Label::Level(_) | Label::Name)));
        let deepest = levels.map(|(_, level)| *level).max().unwrap_or_default();
        let scored = points
            .map(|(_, level)| *level)
            .next_back()
            .unwrap_or(deepest);
        let mut kinds: Vec<Kind> = found
            .into_iter()
            .map(|(label, level)| match label {
                Some(Label::Level(_) | Label::Name) if level == scored => Kind::Name,
                Some(Label::Level(_) | Label::Name) => Kind::Above,
                Some(Label::Points) if level == scored => Kind::Points,
                Some(Label::Points) => Kind::AbovePoints,
                Some(Label::Column(kind)) => kind,
                None => Kind::Other,
            })
            .collect();
        // A merged head is one column.
        for (at, kind) in kinds.iter_mut().enumerate().skip(1) {
            let whole = |column| table.whole(last, column);
            if whole(at) == whole(at - 1) && !matches!(kind, Kind::Other) {
                *kind = Kind::Other;
            }
        }
        Self {
            first,
            last,
            kinds,
            texts,
        }
    }

    /// The first column of a kind.
    pub fn column(&self, kind: Kind) -> Option<usize> {
        self.kinds.iter().position(|one| *one == kind)
    }

    /// Whether the rows are targets with goals and figures.
    pub fn of_targets(&self) -> bool {
        self.column(Kind::Goal).is_some() && self.column(Kind::Name).is_some()
    }
}
