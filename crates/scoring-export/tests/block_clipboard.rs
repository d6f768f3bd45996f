//! How the clipboard of a spreadsheet holds cells, and what of it must not run.

use scoring_export::block::{Cell, Grid};

#[test]
fn what_a_spreadsheet_would_run_goes_out_as_text() {
    let out = |text: &str| Grid::from_tsv(text).to_tsv();
    for formula in [
        "=1+1", "+A1", "-A1+2", "@SUM(A1)", "＝1+1", "'=1+1", "==", "=-",
    ] {
        let text = if formula.len() > 2 {
            format!("'{formula}")
        } else {
            formula.to_owned()
        };
        let cell = Cell {
            text: formula.to_owned(),
            continues: false,
        };
        let grid = Grid::new(vec![vec![cell]]);
        assert_eq!(grid.to_tsv(), format!("{text}\r\n"));
        assert_eq!(Grid::from_tsv(&grid.to_tsv()), grid);
    }
    for plain in ["-5", "+3.2%", "=", "-", "5", "≥5", "-1,000"] {
        assert_eq!(out(plain), format!("{plain}\r\n"));
    }
}

#[test]
fn cells_are_quoted_as_excel_quotes_them() {
    let cells = |text: &str| -> Vec<Vec<String>> {
        let grid = Grid::from_tsv(text);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.clone()).collect();
        grid.rows().iter().map(row).collect()
    };
    let two = [["甲\n\t\"乙\"", "b"], ["c", ""]].map(|row| row.map(str::to_owned).to_vec());
    assert_eq!(cells("\"甲\r\n\t\"\"乙\"\"\"\tb\r\nc\r\n\r\n"), two);
    assert_eq!(cells("\"甲\"乙\t1"), [["\"甲\"乙", "1"]]);
    assert_eq!(cells("5\"屏\t\"没有完"), [["5\"屏", "\"没有完"]]);
    assert_eq!(cells("\u{feff}\u{a0}a\u{3000}\rb"), [["a"], ["b"]]);
    assert_eq!(cells("a\t\t\nb\t\t"), [["a", "", ""], ["b", "", ""]]);
    assert_eq!(cells(" \t\r\n"), Vec::<Vec<String>>::new());
}
