//! 收支, 基本情况: the header tables, in a sentence and as a table.

use scoring::entry::Entry;
use scoring::rubric::{Field, ProfileTable};

use super::super::facts::Facts;
use super::super::piece::{Cell, Head, Piece, Place, Stand, Table, Text};
use super::super::words::quantity;
use super::nothing;

pub(super) fn draft(facts: &Facts<'_>, money: bool, within: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    let tables = facts.rubric.profile.iter().filter(|table| {
        has_money(table) == money
            && within(&table.title)
            && fields(table).any(|field| !facts.field(field).is_empty())
    });
    let pieces: Vec<_> = tables
        .flat_map(|table| {
            [
                Piece::body(in_words(facts, table)),
                Piece::Paragraph(Stand::Caption, Text::of(&table.title)),
                Piece::Table(as_table(facts, table)),
            ]
        })
        .collect();
    match (pieces.is_empty(), money) {
        (true, true) => nothing("收支情况"),
        (true, false) => nothing("基本情况"),
        (false, _) => pieces,
    }
}

fn has_money(table: &ProfileTable) -> bool {
    let mut units = table.fields.iter().filter_map(|field| field.unit.as_ref());
    units.any(|unit| unit.ends_with('元'))
}

/// What a report says elsewhere in its own words is not repeated here: scores and grades.
fn fields(table: &ProfileTable) -> impl Iterator<Item = &Field> {
    table.fields.iter().filter(|field| field.states.is_none())
}

/// What is filled in a field, with its unit. Without one it stands as typed: it can be a telephone number.
pub(in crate::report) fn value(facts: &Facts<'_>, field: &Field) -> String {
    let text = facts.field(field);
    match &field.unit {
        Some(unit) => quantity(&Entry::new(text), unit),
        None => text.to_owned(),
    }
}

/// 总预算10698.8万元；部门预算：基本支出2776.77万元，项目支出7922.03万元。
fn in_words(facts: &Facts<'_>, table: &ProfileTable) -> Text {
    let mut said = String::new();
    let mut head = None;
    for field in fields(table).filter(|field| !facts.field(field).is_empty()) {
        let under = field.under.as_deref();
        match (said.is_empty(), under == head) {
            (true, _) => {}
            (false, true) => said.push('，'),
            (false, false) => said.push('；'),
        }
        if let Some(under) = under.filter(|_| under != head) {
            said.push_str(under);
            said.push('：');
        }
        head = under;
        let gap = if field.unit.is_some() { "" } else { "：" };
        said.push_str(&format!("{}{gap}{}", label(field), value(facts, field)));
    }
    Text::of(format!("{said}。"))
}

/// The printed label without the unit that stands behind the figure: 总预算(万元).
fn label(field: &Field) -> &str {
    let bare = || {
        let rest = field.label.strip_suffix(['）', ')'])?;
        rest.strip_suffix(field.unit.as_deref()?)?
            .strip_suffix(['（', '('])
    };
    bare().unwrap_or(&field.label)
}

fn as_table(facts: &Facts<'_>, table: &ProfileTable) -> Table {
    let under = table.fields.iter().any(|field| field.under.is_some());
    let mut rows = Vec::new();
    let mut above = None;
    for field in fields(table) {
        let filled = match facts.field(field) {
            "" => Text::ask("请填写"),
            _ => Text::of(value(facts, field)),
        };
        let mut row = vec![Cell::left(Text::of(&field.label)), Cell::centre(filled)];
        if under {
            let head = field.under.as_deref().unwrap_or_default();
            let merged = above == Some(head) && !head.is_empty();
            row.insert(0, Cell::merged(Text::of(head), merged));
            above = Some(head);
        }
        rows.push(row);
    }
    let (head, widths) = match under {
        true => (Head::line(["类别", "项目", "填报数"]), vec![30, 42, 28]),
        false => (Head::line(["项目", "填报内容"]), vec![50, 50]),
    };
    Table {
        head,
        widths,
        rows,
        below_head: 0,
        place: Place::Text,
    }
}
