//! Files that are no forms, and how the command ends.

use std::fs;

use serde_json::{Value, json};

use crate::bench::{Folder, jiangmen, rows, zipped};

#[test]
fn bad_files_are_named_and_stop_nothing() {
    let folder = Folder::new("bad");
    let good = jiangmen("甲局");
    let foreign = {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (col, head) in [
            "一级指标",
            "分值",
            "二级指标",
            "分值",
            "三级指标",
            "分值",
            "得分",
        ]
        .iter()
        .enumerate()
        {
            sheet.write_string(0, col as u16, *head).unwrap();
            sheet
                .write_string(
                    1,
                    col as u16,
                    ["决策", "40", "项目立项", "8", "立项依据充分性", "4", "4"][col],
                )
                .unwrap();
        }
        book.save_to_buffer().unwrap()
    };
    let edited_rubric = good.replacen("\"points\":\"100\"", "\"points\":\"101\"", 1);
    assert_ne!(edited_rubric, good);
    let deep = format!(
        "{{\"pingfen\":1,\"a\":{}{}}}",
        "[".repeat(200),
        "]".repeat(200)
    );
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("01 空.json", vec![], "file-empty"),
        (
            "02 半截.json",
            good.as_bytes()[..good.len() / 2 + 1].to_vec(),
            "file-not-json|file-encoding",
        ),
        ("03 别的.json", b"{\"a\":1}".to_vec(), "file-foreign"),
        ("04 新版.json", b"{\"pingfen\":9}".to_vec(), "file-too-new"),
        (
            "05 多一格.json",
            good.replacen("\"form\":{", "\"form\":{\"x\":1,", 1).into(),
            "file-damaged",
        ),
        (
            "06 评分表改坏.json",
            edited_rubric.into(),
            "file-bad-rubric",
        ),
        (
            "07 报告.docx",
            zipped(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]),
            "file-other-kind",
        ),
        ("08 扫描.pdf", b"%PDF-1.7\n".to_vec(), "file-other-kind"),
        ("09 别处.xlsx", foreign, "workbook-foreign"),
        (
            "10 网页.html",
            b"<html></html>".to_vec(),
            "page-without-form",
        ),
        ("11 太大.json", vec![b' '; 20_000_001], "file-too-large"),
        ("12 太深.json", deep.into(), "file-too-deep"),
        (
            "13 国标码.json",
            b"{\"\xd6\xb8\xb1\xea\":1}".to_vec(),
            "file-encoding",
        ),
        ("14 空包.zip", zipped(&[]), "zip-empty"),
        (
            "15 旧表.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(200),
            "file-other-kind",
        ),
        (
            "16 损坏.xlsx",
            b"PK\x03\x04 and nothing else".to_vec(),
            "file-other-kind|workbook-damaged",
        ),
        (
            "17 尾巴.json",
            format!("{good},\"form\":{{}}}}").into(),
            "file-not-json",
        ),
    ];
    for (number, (name, content, _)) in cases.iter().enumerate() {
        folder.put(&format!("in/{name}"), content);
        folder.put(
            &format!("in/{number:02} 好的{number}.json"),
            jiangmen(&format!("第{number}局")),
        );
    }
    let packed = zipped(&[
        ("a.zip", &zipped(&[("b.json", good.as_bytes())])),
        ("c.json", b"{}"),
        ("d.json", good.as_bytes()),
    ]);
    folder.put("in/99 包.zip", packed);
    // What systems and programs leave.
    for left in [".DS_Store", "Thumbs.db", "~$自评.xlsx", "__MACOSX/x"] {
        folder.put(&format!("in/{left}"), "x");
    }
    let ran = folder.merge(&["in", "没有", "--to", "ndjson"]);
    assert_eq!(ran.status, 1);
    let found = rows(&ran.printed);
    let of = |name: &str| {
        found
            .iter()
            .find(|row| row["file"] == *name)
            .unwrap_or_else(|| panic!("{name}"))
    };
    let packed = [
        ("99 包.zip/a.zip", "file-other-kind"),
        ("99 包.zip/c.json", "file-foreign"),
    ];
    let expected = cases
        .iter()
        .map(|(name, _, code)| (*name, *code))
        .chain(packed);
    let expected: Vec<_> = expected
        .map(|(name, code)| (format!("in/{name}"), code))
        .chain([("没有".to_owned(), "file-unreadable")])
        .collect();
    for (name, codes) in &expected {
        let row = of(name);
        let code = row["problem"]
            .as_str()
            .unwrap_or_else(|| panic!("{name} was read"));
        assert!(codes.split('|').any(|one| one == code), "{name}: {code}");
        let message = row["message"].as_str().unwrap();
        assert!(
            message.chars().count() > 8 && message.ends_with('。'),
            "{name}: {message}"
        );
        assert_eq!(
            (&row["status"], &row["claimed"], &row["sections"]),
            (&"bad".into(), &Value::Null, &json!([]))
        );
        assert!(
            ran.said.contains(&format!("[{code}] {name}：{message}\n")),
            "{name}"
        );
    }
    let bad = found.iter().filter(|row| row["status"] == "bad").count();
    assert_eq!(bad, expected.len());
    assert_eq!(found.len(), expected.len() + cases.len() + 1);
    assert!(
        of("in/09 别处.xlsx")["message"]
            .as_str()
            .unwrap()
            .contains("pingfen read")
    );
    assert!(
        ran.said
            .ends_with(&format!("{bad} 个文件读不了（见上），0 秒。\n"))
            || ran.said.contains("个文件读不了（见上）")
    );
    // Every format says the same of them.
    for format in ["csv", "xlsx", "parquet"] {
        let ran_again = folder.merge(&["in", "没有", "--to", format, "-o", "out"]);
        assert_eq!(ran_again.status, 1, "{format}");
        let list = |said: &str| {
            said.lines()
                .filter(|line| line.starts_with('['))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(list(&ran_again.said), list(&ran.said), "{format}");
    }
}

#[test]
fn exit_statuses() {
    let folder = Folder::new("status");
    fs::create_dir_all(folder.path("空")).unwrap();
    folder
        .put("好/a.json", jiangmen("甲"))
        .put("坏/b.json", "{}");
    let cases: [(&[&str], i32, &str); 9] = [
        (&["好", "--to", "ndjson"], 0, "汇总了 1 份"),
        (&["好", "坏", "--to", "csv"], 1, "[file-foreign] 坏/b.json"),
        (&["坏", "--to", "csv"], 2, "[file-foreign] 坏/b.json"),
        (&["空", "--to", "csv"], 2, "[nothing-to-merge]"),
        (&["没有", "--to", "csv"], 2, "[file-unreadable] 没有"),
        (&["好", "--to", "xlsx"], 2, "[output-needed]"),
        (&["好", "--to", "parquet"], 2, "[output-needed]"),
        (
            &["好", "--to", "csv", "-o", "没有/a.csv"],
            2,
            "[file-unwritable]",
        ),
        (&["--to", "csv"], 2, ""),
    ];
    for (args, status, said) in cases {
        let ran = folder.merge(args);
        assert_eq!(ran.status, status, "{args:?}: {}", ran.said);
        assert!(ran.said.contains(said), "{args:?}: {}", ran.said);
    }
    // What was there stays until there is something better.
    folder.put("a.csv", "旧");
    assert_eq!(
        folder.merge(&["空", "--to", "csv", "-o", "a.csv"]).status,
        2
    );
    assert_eq!(fs::read_to_string(folder.path("a.csv")).unwrap(), "旧");
    // The table itself is not among the forms, nor anything left of it.
    assert_eq!(
        folder
            .merge(&["好", "--to", "csv", "-o", "好/a.csv"])
            .status,
        0
    );
    assert_eq!(
        folder
            .merge(&["好", "--to", "csv", "-o", "好/a.csv"])
            .status,
        0
    );
    assert_eq!(fs::read_dir(folder.path("好")).unwrap().count(), 2);
}
