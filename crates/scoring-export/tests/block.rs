//! Blocks of cells as they are copied in Excel, WPS and Word, and what is read of them: `block/*.toml`.
//! All cases that differ are listed at once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test is a panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use scoring::form::{Form, Target};
use scoring::rule::TargetRows;
use scoring_export::block::{Cell, Column, Grid, Note, Plan, Reading, Severity, rows};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// A block and where it was pasted, and what must be read of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    cells: Vec<Vec<String>>,
    table: String,
    focus: Option<String>,
    #[serde(default)]
    onto: Vec<Target>,
    #[serde(default)]
    choose: BTreeMap<String, String>,
    columns: Vec<String>,
    #[serde(default)]
    first_row: usize,
    #[serde(default)]
    targets: Vec<Target>,
    #[serde(default)]
    notes: Vec<String>,
}

fn words(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

/// The tables of targets of some forms.
fn asked(table: &str) -> TargetRows {
    match table {
        "jiangmen" => TargetRows {
            words: words("优 良 达标 不达标"),
            ..TargetRows::default()
        },
        "national" => TargetRows {
            words: words("达成年度指标 部分达成并具有一定效果 未达成且效果较差"),
            points: true,
            groups: words("数量指标 质量指标 时效指标 成本指标"),
        },
        "nested" => TargetRows {
            groups: words("满意度指标 服务对象满意度指标"),
            ..TargetRows::default()
        },
        "plain" => TargetRows::default(),
        other => panic!("{other}"),
    }
}

fn column(label: &str) -> Column {
    let mut all = Column::ALL.into_iter();
    all.find(|column| column.label() == label)
        .unwrap_or_else(|| panic!("{label}"))
}

fn short(note: &Note) -> String {
    let severity = match note.severity {
        Severity::Understood => "understood",
        Severity::Bad => "bad",
        Severity::LeftOut => "left-out",
    };
    let (code, row, column) = (note.code, note.row, note.column);
    format!("{severity} {code} {row},{column} {}", note.message)
}

fn notes(reading: &Reading) -> impl Iterator<Item = &Note> {
    let said = reading.targets.iter().flat_map(|pasted| &pasted.notes);
    said.chain(&reading.left_out)
}

fn targets(reading: &Reading) -> Vec<Target> {
    let targets = reading.targets.iter();
    targets.map(|pasted| pasted.target.clone()).collect()
}

impl Case {
    fn grid(&self) -> Grid {
        if self.cells.is_empty() {
            return Grid::from_tsv(&self.text);
        }
        let cell = |text: &String| Cell {
            continues: text == "^",
            text: text.trim_start_matches('^').to_owned(),
        };
        let row = |row: &Vec<String>| row.iter().map(cell).collect();
        Grid::new(self.cells.iter().map(row).collect())
    }

    fn plan(&self, grid: &Grid) -> Plan {
        let mut plan = Plan::guess(grid, &asked(&self.table), self.focus.as_deref().map(column));
        for (index, label) in &self.choose {
            plan.columns[index.parse::<usize>().unwrap()] = column(label);
        }
        plan
    }
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/block");
    let files = ["official.toml", "pieces.toml", "values.toml"];
    let read = |name: &&str| {
        let file: File = toml::from_str(&fs::read_to_string(folder.join(name)).unwrap())
            .unwrap_or_else(|why| panic!("{name}: {why}"));
        file.case
    };
    files.iter().flat_map(read).collect()
}

#[test]
fn every_block_is_read_as_its_case_says() {
    let mut differences = String::new();
    for case in &cases() {
        let grid = case.grid();
        let plan = case.plan(&grid);
        let reading = plan.targets(&grid, &asked(&case.table), &case.onto);
        let columns: Vec<_> = plan.columns.iter().map(|column| column.label()).collect();
        let said: Vec<_> = notes(&reading).map(short).collect();
        let (read, first) = (targets(&reading), plan.first_row);
        if columns != case.columns
            || first != case.first_row
            || read != case.targets
            || said != case.notes
        {
            let read: Vec<_> = read
                .iter()
                .map(|target| format!("  {}", inline(target)))
                .collect();
            differences += &format!(
                "## {}\ncolumns = {columns:?}\nfirst_row = {first}\ntargets = [\n{},\n]\nnotes = {said:#?}\n",
                case.name,
                read.join(",\n")
            );
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

/// A target as a case writes it.
fn inline(target: &Target) -> String {
    value(&serde_json::to_value(target).unwrap())
}

fn value(it: &serde_json::Value) -> String {
    match it {
        serde_json::Value::Array(all) => {
            let all: Vec<_> = all.iter().map(value).collect();
            format!("[{}]", all.join(", "))
        }
        serde_json::Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(name, it)| format!("{name} = {}", value(it)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        text => text.to_string(),
    }
}

/// Whatever was read, copied out of the page and pasted into it again is the same.
#[test]
fn a_block_copied_out_and_pasted_back_is_the_same() {
    for case in cases() {
        let grid = case.grid();
        let asked = asked(&case.table);
        let read = targets(&case.plan(&grid).targets(&grid, &asked, &case.onto));
        assert_eq!(there_and_back(&read, &asked), read, "{}", case.name);
        let merged = grid.rows().iter().flatten().any(|cell| cell.continues);
        if !merged && grid.width() > 0 {
            assert_eq!(Grid::from_tsv(&grid.to_tsv()), grid, "{}", case.name);
        }
    }
}

fn there_and_back(read: &[Target], asked: &TargetRows) -> Vec<Target> {
    let shown = Column::shown(asked);
    let text = rows(read, &shown).to_tsv();
    let back = Grid::from_tsv(&text);
    let plan = Plan::guess(&back, asked, Some(shown[0]));
    targets(&plan.targets(&back, asked, &[]))
}

fn with_whole_goals(list: &[Target], asked: &TargetRows) -> Vec<Target> {
    let mut columns = Column::shown(asked);
    columns.retain(|column| !matches!(column, Column::Direction | Column::Goal | Column::Unit));
    columns.push(Column::GoalWhole);
    let plan = Plan {
        columns,
        first_row: 0,
        fill_groups: false,
    };
    targets(&plan.targets(&rows(list, &plan.columns), asked, &[]))
}

/// A cell that is pasted is in a field, or a note speaks of it.
#[test]
fn nothing_that_is_pasted_is_lost_silently() {
    for case in cases() {
        let grid = case.grid();
        let plan = case.plan(&grid);
        let reading = plan.targets(&grid, &asked(&case.table), &case.onto);
        let all: String = targets(&reading).iter().map(inline).collect();
        for (row, column) in (plan.first_row..grid.height())
            .flat_map(|row| (0..grid.width()).map(move |column| (row, column)))
        {
            let text = grid.text(row, column);
            let told = |note: &Note| {
                note.row == row && (note.column == column || note.severity == Severity::LeftOut)
            };
            let escaped = |text: &str| {
                let text = serde_json::to_string(text).unwrap();
                text.trim_matches('"').to_owned()
            };
            let kept = [escaped(text), escaped(&text.replace('\n', ""))];
            let kept = kept.iter().any(|text| all.contains(text));
            let ignored = plan.columns[column] == Column::Ignore;
            assert!(
                ignored || kept || notes(&reading).any(told),
                "{}: {text}",
                case.name
            );
        }
    }
}

/// The targets of the published forms, with every field that they use.
#[test]
fn the_examples_of_all_rubrics_go_out_and_come_back() {
    let rubrics = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rubrics");
    let mut seen = 0;
    for folder in fs::read_dir(rubrics).unwrap() {
        let Ok(text) = fs::read_to_string(folder.unwrap().path().join("example.toml")) else {
            continue;
        };
        let mut table: toml::Table = toml::from_str(&text).unwrap();
        table.remove("rubric");
        let form: Form = table.try_into().unwrap();
        for list in form.targets.values() {
            let own = list.iter().any(|target| !target.points.is_empty());
            let mut asked = asked(if own { "national" } else { "jiangmen" });
            if own {
                asked.groups = list.iter().map(|target| target.group.clone()).collect();
                asked.groups.sort();
                asked.groups.dedup();
            }
            assert_eq!(there_and_back(list, &asked), *list);
            if !own {
                assert_eq!(with_whole_goals(list, &asked), *list);
            }
            seen += list.len();
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn five_hundred_rows_are_five_hundred_targets() {
    let mut text = String::from("序号\t三级指标\t年度指标值\t实际完成值\r\n");
    for row in 1..=500 {
        text += &format!("{row}\t第{row}批培训人次\t≥{row}人次\t{row}\r\n");
    }
    text += "合计\t\t\t\r\n";
    let grid = Grid::from_tsv(&text);
    let asked = asked("plain");
    let reading = Plan::guess(&grid, &asked, None).targets(&grid, &asked, &[]);
    assert_eq!(reading.targets.len(), 500);
    assert!(
        reading
            .targets
            .iter()
            .zip(1..)
            .all(|(pasted, row)| pasted.row == row
                && pasted.target.unit == "人次"
                && pasted.target.goal.text() == row.to_string())
    );
    assert_eq!(reading.left_out.len(), 1);
}
