//! Tables: lines around every cell, the heads again on every page, rows that stay whole.

use super::super::piece::{Align, Cell, Head, Place, Table, Text};
use super::body::{Setting, paragraph};
use super::xml::Xml;

/// A row of more lines than this may be cut at the end of a page: a whole one might not fit on any.
const TALLEST: usize = 30;
/// The width of a letter, and what stands free beside the text of a cell, in twentieths of a point.
const LETTER: usize = 200;
const BESIDE: usize = 200;

pub(super) fn write(xml: &mut Xml, table: &Table, width: u32) {
    let parts: u32 = table.widths.iter().sum::<u32>().max(1);
    let widths = table.widths.iter().map(|part| part * width / parts);
    let grid = Grid {
        widths: widths.collect(),
        style: match table.place {
            Place::Across => "SmallTableText",
            Place::Text | Place::Apart => "TableText",
        },
    };
    xml.node("w:tbl", &[], |xml| {
        xml.node("w:tblPr", &[], |xml| {
            xml.val("w:tblStyle", "ReportTable");
            let whole = width.to_string();
            xml.leaf("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.val("w:jc", "center");
            xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        });
        xml.node("w:tblGrid", &[], |xml| {
            for width in &grid.widths {
                xml.leaf("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        let deepest = table.head.iter().map(|head| head.rows.1).max();
        for row in 0..=deepest.unwrap_or(0) {
            grid.heads(xml, &table.head, row);
        }
        for index in 0..table.rows.len() {
            grid.row(xml, table, index);
        }
    });
}

/// The columns of a table.
struct Grid {
    widths: Vec<u32>,
    style: &'static str,
}

/// Where a cell stands.
struct At<'a> {
    column: usize,
    /// Whether it begins or goes on a cell over several rows.
    merge: Option<&'a str>,
    /// Whether its row stays on the page of the next one.
    keep: bool,
}

impl Grid {
    fn heads(&self, xml: &mut Xml, heads: &[Head], row: usize) {
        xml.node("w:tr", &[], |xml| {
            stays(xml, true, true);
            let over = heads
                .iter()
                .filter(|head| (head.rows.0..=head.rows.1).contains(&row));
            let mut over: Vec<_> = over.collect();
            over.sort_by_key(|head| head.cols.0);
            for head in over {
                let first = head.rows.0 == row;
                let text = if first { head.text.as_str() } else { "" };
                let cell = Cell {
                    span: head.cols.1 - head.cols.0 + 1,
                    ..Cell::centre(Text::of(text))
                };
                let merge = (head.rows.0 != head.rows.1).then_some(if first {
                    "restart"
                } else {
                    "continue"
                });
                let column = head.cols.0;
                let keep = true;
                self.cell(
                    xml,
                    &cell,
                    &At {
                        column,
                        merge,
                        keep,
                    },
                );
            }
        });
    }

    fn row(&self, xml: &mut Xml, table: &Table, index: usize) {
        let Some(row) = table.rows.get(index) else {
            return;
        };
        let repeated = index < table.below_head;
        // The last row does not stand alone on a page.
        let keep = repeated || index + 2 == table.rows.len();
        xml.node("w:tr", &[], |xml| {
            stays(xml, repeated || self.is_low(row), repeated);
            let mut column = 0;
            for cell in row {
                // A row with cells over several columns has none that go on below.
                let below = table.rows.get(index + 1).and_then(|row| row.get(column));
                let merge = match (cell.merged, below) {
                    (true, _) => Some("continue"),
                    (false, Some(below)) if below.merged => Some("restart"),
                    _ => None,
                };
                self.cell(
                    xml,
                    cell,
                    &At {
                        column,
                        merge,
                        keep,
                    },
                );
                column += cell.span;
            }
        });
    }

    fn cell(&self, xml: &mut Xml, cell: &Cell, at: &At<'_>) {
        let width: u32 = self.widths.iter().skip(at.column).take(cell.span).sum();
        xml.node("w:tc", &[], |xml| {
            xml.node("w:tcPr", &[], |xml| {
                xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                if cell.span > 1 {
                    xml.val("w:gridSpan", &cell.span.to_string());
                }
                if let Some(merge) = at.merge {
                    xml.val("w:vMerge", merge);
                }
                // What goes on over several pages begins on the first.
                let top = at.merge.is_some() && !at.keep;
                xml.val("w:vAlign", if top { "top" } else { "center" });
            });
            let setting = Setting {
                style: self.style,
                keep: at.keep,
                align: match cell.align {
                    Align::Left => None,
                    Align::Centre => Some("center"),
                },
                before: None,
            };
            let mut lines = cell.text.lines();
            // A cell without a paragraph is no cell.
            if lines.is_empty() {
                lines.push(Text::default());
            }
            for line in &lines {
                paragraph(xml, &setting, line);
            }
        });
    }

    /// Whether a row surely fits on a page.
    fn is_low(&self, row: &[Cell]) -> bool {
        let mut column = 0;
        row.iter().all(|cell| {
            let width: u32 = self.widths.iter().skip(column).take(cell.span).sum();
            column += cell.span;
            let width = usize::try_from(width).unwrap_or(0);
            let letters = (width.saturating_sub(BESIDE) / LETTER).max(1);
            let lines = cell.text.lines();
            let lines = lines.iter().map(|line| {
                let long: usize = line.0.iter().map(|run| run.text.chars().count()).sum();
                long.div_ceil(letters)
            });
            lines.sum::<usize>() <= TALLEST
        })
    }
}

/// `w:trPr`
fn stays(xml: &mut Xml, whole: bool, repeated: bool) {
    if !whole && !repeated {
        return;
    }
    xml.node("w:trPr", &[], |xml| {
        if whole {
            xml.leaf("w:cantSplit", &[]);
        }
        if repeated {
            xml.leaf("w:tblHeader", &[]);
        }
    });
}
