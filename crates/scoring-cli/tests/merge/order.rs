//! The order of the rows, and the names of the files.

use std::path::Path;

use crate::bench::{Folder, example, jiangmen, zipped};

#[test]
fn rows_stand_in_the_order_of_their_paths() {
    let folder = Folder::new("order");
    let small = jiangmen("甲");
    let mut large = example("jiangmen-2023-department");
    for targets in large.form.targets.values_mut() {
        *targets = targets.iter().cycle().take(1_500).cloned().collect();
    }
    let large = large.to_file();
    let mut names = Vec::new();
    for number in 0..400 {
        // Some take a hundred times as long as others.
        let content = if number % 90 == 0 { &large } else { &small };
        let name = format!("{}/{}/{number}.json", number % 7, (number * 31) % 11);
        folder.put(&name, content);
        names.push(name);
    }
    let inner = zipped(&[
        ("z", small.as_bytes()),
        ("a", small.as_bytes()),
        ("m/b", small.as_bytes()),
    ]);
    folder.put("3/5.zip", &inner);
    names.extend(["3/5.zip/a", "3/5.zip/m/b", "3/5.zip/z"].map(str::to_owned));
    names.sort_by(|a, b| Path::new(a).cmp(Path::new(b)));
    // However they are named, and once each.
    for named in [
        vec!["0", "1", "2", "3", "4", "5", "6"],
        vec!["6", "5", "3/5.zip", "4", "3", "./3", "2", "1", "0", "0/0"],
    ] {
        let (status, found) = folder.rows(&named);
        assert_eq!(status, 0);
        let found: Vec<_> = found
            .iter()
            .map(|row| row["file"].as_str().unwrap().trim_start_matches("./"))
            .collect();
        assert_eq!(found, names);
    }
    let numbers: Vec<_> = folder
        .rows(&["1"])
        .1
        .iter()
        .map(|row| row["row"].as_u64().unwrap())
        .collect();
    assert!(numbers.iter().copied().eq(1..=numbers.len() as u64));
}

#[test]
fn names_in_a_zip_of_chinese_windows() {
    let folder = Folder::new("names");
    let good = jiangmen("甲局");
    // Eight letters of ASCII give way to four characters of GBK, and nothing says so.
    let mut zip = zipped(&[
        ("QQQQQQQQ.json", good.as_bytes()),
        ("乙.json", good.as_bytes()),
    ]);
    while let Some(at) = zip.windows(8).position(|window| window == b"QQQQQQQQ") {
        zip[at..at + 8].copy_from_slice(b"\xca\xd0\xd2\xbd\xb1\xa3\xbe\xd6");
    }
    folder.put("包.zip", zip);
    let (status, found) = folder.rows(&["包.zip"]);
    assert_eq!(status, 0);
    let found: Vec<_> = found
        .iter()
        .map(|row| row["file"].as_str().unwrap())
        .collect();
    assert_eq!(found, ["包.zip/乙.json", "包.zip/市医保局.json"]);
}
