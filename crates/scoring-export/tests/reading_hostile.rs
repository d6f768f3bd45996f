//! Files that were made to do harm, or that were harmed: each is refused with a clear message, or read as what
//! it is, at once and in little memory.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;
#[path = "reading/parts.rs"]
mod parts;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use common::{examples, jiangmen};
use parts::{HEADS, Parts, sheet, texts};
use scoring::rubric::Rubric;
use scoring_export::reading::{self, Looks, Opened, Unreadable};

/// What becomes of a file. Far more time than it takes, unoptimised and beside other tests.
fn open(bytes: &[u8]) -> Result<Opened, Unreadable> {
    static RUBRICS: OnceLock<Vec<Rubric>> = OnceLock::new();
    let rubrics = RUBRICS.get_or_init(|| {
        let examples = examples().into_iter();
        examples.map(|(_, document)| document.rubric).collect()
    });
    let start = Instant::now();
    let opened = reading::open(bytes, rubrics);
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}",
        start.elapsed()
    );
    if let Err(why) = &opened {
        let message = why.message();
        assert!(
            message.contains('。') && message.chars().count() > 15,
            "{message}"
        );
    }
    opened
}

fn code(bytes: &[u8]) -> &'static str {
    open(bytes).map_or_else(|why| why.code(), |_| "opened")
}

fn refused(bytes: &[u8]) -> Unreadable {
    open(bytes).map(|_| ()).unwrap_err()
}

/// A small table that is read as the form of 景德镇.
fn table(more: &str) -> String {
    let rows = [
        texts(1, &HEADS),
        texts(
            2,
            &["决策", "40", "项目立项", "8", "立项依据充分性", "4", "4"],
        ),
    ];
    sheet(&(rows.concat() + more))
}

fn values(bytes: &[u8]) -> Vec<String> {
    match open(bytes) {
        Ok(Opened::Foreign(read)) => read
            .rows
            .iter()
            .flat_map(|row| &row.values)
            .map(|taken| taken.text.clone())
            .collect(),
        Ok(Opened::Own(_)) => panic!("own"),
        Err(why) => panic!("{}: {why}", why.code()),
    }
}

#[test]
fn the_small_table_is_read() {
    assert_eq!(values(&Parts::new(1, &table("")).zip()), ["4"]);
}

#[test]
fn a_table_that_nobody_asks_for_is_named() {
    let book = Parts::new(1, &table("")).zip();
    let alone = reading::open(&book, &[]).map(|_| ()).unwrap_err();
    assert_eq!(alone, Unreadable::NoRubric);
    let other = sheet(
        &[
            texts(1, &HEADS),
            texts(2, &["甲", "1", "乙", "1", "丙", "1", "1"]),
        ]
        .concat(),
    );
    assert_eq!(refused(&Parts::new(1, &other).zip()), Unreadable::NoMatch);
    assert_eq!(
        refused(&Parts::new(1, &sheet("")).zip()),
        Unreadable::NoTable
    );
}

#[test]
fn other_files_are_named() {
    let ole = |name: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(1024, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let with = |name: &str| {
        Parts(vec![
            ("[Content_Types].xml".to_owned(), vec![]),
            (name.to_owned(), vec![]),
        ])
        .zip()
    };
    let ods = Parts(vec![(
        "mimetype".to_owned(),
        b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
    )]);
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut open_document = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    open_document.start_file("mimetype", stored).unwrap();
    std::io::Write::write_all(&mut open_document, &ods.0[0].1).unwrap();
    let open_document = open_document.finish().unwrap().into_inner();
    let cases: Vec<(Vec<u8>, Looks)> = vec![
        (vec![], Looks::Empty),
        (b" \r\n".to_vec(), Looks::Empty),
        (b"%PDF-1.7\n".to_vec(), Looks::Pdf),
        (b"\x89PNG\r\n\x1a\n".to_vec(), Looks::Picture),
        (b"\xff\xd8\xff\xe0".to_vec(), Looks::Picture),
        (b"\0\0\0\x18ftypheic".to_vec(), Looks::Picture),
        (b"Rar!\x1a\x07".to_vec(), Looks::Packed),
        (b"{\\rtf1\\ansi".to_vec(), Looks::Word),
        (ole("WordDocument"), Looks::Word),
        (ole("Workbook"), Looks::OldWorkbook),
        (ole("EncryptedPackage"), Looks::Locked),
        (ole("PowerPoint Document"), Looks::Slides),
        (ole("x"), Looks::Unknown),
        (with("word/document.xml"), Looks::Word),
        (with("ppt/presentation.xml"), Looks::Slides),
        (with("xl/workbook.bin"), Looks::BinaryWorkbook),
        (Parts(vec![("a.txt".to_owned(), vec![])]).zip(), Looks::Packed),
        (open_document, Looks::OpenDocument),
        ("序号,指标\r\n1,参保人数".as_bytes().to_vec(), Looks::Table),
        ("各单位：".as_bytes().to_vec(), Looks::Text),
        ("得分 = 分值, 见附件\n".as_bytes().to_vec(), Looks::Table),
        ("# 说明，甲,乙\n\nid ＝ \"a\"\n[source]\n".as_bytes().to_vec(), Looks::Toml),
        ("\u{feff}id = \"a\"".as_bytes().to_vec(), Looks::Toml),
        (b"[[sections]]\r\n".to_vec(), Looks::Toml),
        (b"MIME-Version: 1.0\r\n".to_vec(), Looks::WebWorkbook),
        (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_vec(), Looks::WebWorkbook),
        (vec![1, 2, 3, 4, 5], Looks::Unknown),
    ];
    for (bytes, looks) in cases {
        assert_eq!(refused(&bytes), Unreadable::Looks(looks));
    }
}

#[test]
fn text_that_is_no_saved_form_is_refused() {
    assert_eq!(code(b"{}"), "file-foreign");
    assert_eq!(code(b"{\"pingfen\":1"), "file-not-json");
    assert_eq!(code(b"{\"pingfen\":9}"), "file-too-new");
    assert_eq!(code(b"<html></html>"), "page-without-form");
    assert_eq!(
        code(b"<script id=pingfen-state>{</script>"),
        "file-not-json"
    );
    assert_eq!(code(b"<script id=\"pingfen-state"), "page-without-form");
    assert_eq!(
        code(
            &"{\"指标\""
                .encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect::<Vec<_>>()
        ),
        "file-other-kind"
    );
    assert_eq!(code(b"{\"\xd6\xb8\xb1\xea\":1}"), "file-encoding");
    let deep = format!(
        "{{\"pingfen\":1,\"a\":{}{}}}",
        "[".repeat(200),
        "]".repeat(200)
    );
    assert_eq!(code(deep.as_bytes()), "file-too-deep");
    let page = format!("<script id=pingfen-state>{deep}</script>");
    assert_eq!(code(page.as_bytes()), "file-too-deep");
    let text = jiangmen().to_json();
    for cut in [1, 100, text.len() / 2, text.len() - 1] {
        let cut = (0..=cut)
            .rev()
            .find(|cut| text.is_char_boundary(*cut))
            .unwrap();
        assert_eq!(code(&text.as_bytes()[..cut]), "file-not-json", "{cut}");
    }
    // Elements without end do not make one look at all that follows again and again.
    assert_eq!(
        code("<script id=pingfen-state>".repeat(400_000).as_bytes()),
        "file-not-json"
    );
}

#[test]
fn a_file_that_is_too_large_is_not_looked_at() {
    assert_eq!(code(&vec![b' '; 20_000_001]), "file-too-large");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = Parts::new(1, &table(""))
        .with("xl/media/a.png", vec![0; 80_000_000])
        .zip();
    assert!(zeros.len() < 200_000);
    assert_eq!(refused(&zeros), Unreadable::Inflates);
    // Ten times, within the ratio.
    let rows: String = (0..2_400_000_u64)
        .map(|row| format!("<c r=\"A{}\"><v>{}</v></c>", row % 1_000_000 + 1, row * 7))
        .collect();
    assert!(rows.len() > 64_000_000);
    assert_eq!(
        refused(&Parts::new(1, &sheet(&rows)).zip()),
        Unreadable::Inflates
    );
    // A list of parts that says less than there is.
    let mut lying = zeros.clone();
    let size = 80_000_000_u32.to_le_bytes();
    while let Some(at) = lying.windows(4).position(|window| window == size) {
        lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(matches!(
        refused(&lying),
        Unreadable::Inflates | Unreadable::Damaged(..)
    ));
    // Many parts that are each within the limits.
    let half = vec![b' '; 45_000_000];
    let noise: Vec<u8> = (0..300_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let mut three = Parts::new(1, &table(""));
    for name in ["a.bin", "b.bin", "c.bin"] {
        let mut part = half.clone();
        part.extend(&noise);
        three = three.with(name, part);
    }
    assert_eq!(refused(&three.zip()), Unreadable::Inflates);
}

#[test]
fn too_many_parts_are_not_listed() {
    let mut many = Parts::new(1, &table(""));
    many.0
        .extend((0..3_000).map(|number| (format!("xl/a{number}.xml"), Vec::new())));
    assert_eq!(refused(&many.zip()), Unreadable::TooMuch("部件", 2_000));
}

#[test]
fn what_a_part_says_of_its_size_is_not_believed() {
    let heads = table("");
    let strings = |attributes: &str, content: &str| {
        let part = format!("<?xml version=\"1.0\"?><sst {attributes}>{content}</sst>");
        Parts::new(1, &heads)
            .with("xl/sharedStrings.xml", part)
            .zip()
    };
    for attributes in [
        "uniqueCount=\"18446744073709551615\"",
        "count=\"1\" uniqueCount = '1000000000000'",
        "uniqueCount=\"-1\"",
    ] {
        assert_eq!(
            refused(&strings(attributes, "")),
            Unreadable::TooMuch("文字", 500_000)
        );
    }
    let many = "<si/>".repeat(10_000_000);
    assert!(matches!(
        refused(&strings("", &many)),
        Unreadable::TooMuch("文字", _) | Unreadable::Inflates
    ));
    // Within the ratio.
    let many: String = (0..900_000_u64)
        .map(|number| format!("<si><t>{}</t></si>", number * 7919))
        .collect();
    assert_eq!(
        refused(&strings("", &many)),
        Unreadable::TooMuch("文字", 500_000)
    );
    let wide = heads.replace(
        "<sheetData>",
        "<dimension ref=\"A1:XFD1048576\"/><sheetData>",
    );
    assert_eq!(values(&Parts::new(1, &wide).zip()), ["4"]);
    // The last cell there is: no table is made between it and the first.
    let far = table("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    let Ok(Opened::Foreign(read)) = open(&Parts::new(1, &far).zip()) else {
        panic!()
    };
    assert_eq!(
        read.notes,
        ["工作表《表1》只读了前 2000 行、前 64 列，后面还有内容没有读。"]
    );
    for cell in ["ZZZZ1", "A0", "A99999999999", "A", "1A", "甲1"] {
        let odd = table(&format!("<row><c r=\"{cell}\"><v>1</v></c></row>"));
        assert_eq!(
            code(&Parts::new(1, &odd).zip()),
            "workbook-damaged",
            "{cell}"
        );
    }
    let backwards = heads.replace(
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"C9:A1\"/></mergeCells>",
    );
    assert_eq!(code(&Parts::new(1, &backwards).zip()), "workbook-damaged");
    let shared = table(
        "<row><c r=\"A9\"><f t=\"shared\" ref=\"A9:A99\" si=\"999999999999\">1</f><v>1</v></c></row>",
    );
    assert_eq!(values(&Parts::new(1, &shared).zip()), ["4"]);
}

#[test]
fn one_long_text_in_many_cells_is_not_copied_without_end() {
    let text = "字".repeat(10_000);
    let strings = format!("<sst><si><t>{text}</t></si></sst>");
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(200);
    let rows: String = (10..1_000)
        .map(|row| format!("<row r=\"{row}\">{cells}</row>"))
        .collect();
    let book = Parts::new(1, &table(&rows))
        .with("xl/sharedStrings.xml", strings)
        .zip();
    assert!(matches!(
        refused(&book),
        Unreadable::TooMuch("文字", _) | Unreadable::Inflates
    ));
}

#[test]
fn too_many_cells_sheets_and_merges_are_refused() {
    let row: String = (0..200)
        .map(|number| format!("<c><v>{number}</v></c>"))
        .collect();
    let rows: String = (10..2_600_u64)
        .map(|number| {
            format!(
                "<row r=\"{number}\">{row}<c><v>{}</v></c></row>",
                number * 7919
            )
        })
        .collect();
    assert!(matches!(
        refused(&Parts::new(1, &table(&rows)).zip()),
        Unreadable::TooMuch(..) | Unreadable::Inflates
    ));
    assert_eq!(
        refused(&Parts::new(300, &table("")).zip()),
        Unreadable::TooMuch("工作表", 200)
    );
    // Many sheets that are all one large part.
    let padding: String = (0..400_000_u64)
        .map(|number| format!("<!--{}-->", number * 7919))
        .collect();
    assert_eq!(
        refused(&Parts::new(199, &(table("") + &padding)).zip()),
        Unreadable::TooMuch("工作表", 200)
    );
    let merges = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(20_000);
    let merged = table("").replace(
        "</sheetData>",
        &format!("</sheetData><mergeCells>{merges}</mergeCells>"),
    );
    assert!(matches!(
        code(&Parts::new(1, &merged).zip()),
        "workbook-too-much" | "workbook-no-table"
    ));
}

#[test]
fn broken_markup_is_damage() {
    let part = |content: &str| refused(&Parts::new(1, content).zip());
    let damaged = |why: Unreadable| matches!(why, Unreadable::Damaged(..));
    let good = table("");
    for cut in [1, 60, good.len() / 2, good.len() - 5] {
        let cut = (0..=cut)
            .rev()
            .find(|cut| good.is_char_boundary(*cut))
            .unwrap();
        assert!(
            matches!(
                part(&good[..cut]),
                Unreadable::Damaged(..) | Unreadable::NoTable
            ),
            "{cut}"
        );
    }
    for odd in [
        "",
        "<",
        "</a>",
        "&",
        "<worksheet><sheetData><row><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>",
    ] {
        assert!(damaged(part(odd)), "{odd}");
    }
    let doctype = good.replace(
        "<worksheet",
        "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><worksheet",
    );
    assert_eq!(
        part(&doctype),
        Unreadable::Damaged(
            "xl/worksheets/sheet1.xml".to_owned(),
            "里有文档类型声明（DTD），不允许"
        )
    );
    let wide: Vec<u8> = format!("\u{feff}{good}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(damaged(refused(
        &Parts::new(1, &good)
            .with("xl/worksheets/sheet1.xml", wide)
            .zip()
    )));
    let elsewhere = Parts::new(1, &good);
    let links = String::from_utf8(elsewhere.0[3].1.clone()).unwrap();
    let to_media = elsewhere.with(
        "xl/_rels/workbook.xml.rels",
        links.replace("worksheets/sheet1.xml", "media/a.png"),
    );
    assert!(damaged(refused(&to_media.zip())));
}

#[test]
fn cells_of_the_wrong_type_are_damage_or_text() {
    for cell in [
        "<c r=\"A9\" t=\"s\"><v>999999</v></c>",
        "<c r=\"A9\" t=\"s\"><v>-1</v></c>",
        "<c r=\"A9\" t=\"s\"><v></v></c>",
        "<c r=\"A9\" t=\"b\"><v>x</v></c>",
        "<c r=\"A9\" t=\"e\"><v>#x</v></c>",
        "<c r=\"A9\" t=\"n\"><v>一</v></c>",
        "<c r=\"A9\" t=\"d\"><v>x</v></c>",
        "<c r=\"A9\" t=\"?\"><v>x</v></c>",
        "<c r=\"A9\" s=\"99999999999\"><v>1e999</v></c>",
        "<c r=\"A9\"><v>NaN</v></c>",
        "<c r=\"A9\"><v>-1e-300</v></c>",
        "<c r=\"A9\"><v>1</v><v>2</v><is><t>3</t></is></c>",
    ] {
        let code = code(&Parts::new(1, &table(&format!("<row r=\"9\">{cell}</row>"))).zip());
        assert!(
            matches!(code, "opened" | "workbook-damaged"),
            "{cell}: {code}"
        );
    }
}

#[test]
fn a_file_that_was_cut_off_is_damage() {
    let book = Parts::new(1, &table("")).zip();
    for cut in (4..book.len()).step_by(7) {
        let code = code(&book[..cut]);
        assert!(
            matches!(code, "workbook-damaged" | "file-other-kind"),
            "{cut}: {code}"
        );
    }
}

#[test]
fn macros_and_links_are_passed_over_and_said() {
    let book = Parts::new(1, &table(""))
        .with(
            "xl/vbaProject.bin",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
        )
        .with("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        .zip();
    let Ok(Opened::Foreign(read)) = open(&book) else {
        panic!()
    };
    assert_eq!(
        read.notes,
        [
            "工作簿里有宏，没有运行，只读了单元格里的值。",
            "工作簿里有指向别的文件的链接，没有打开，只读了单元格里的值。",
        ]
    );
}

#[test]
fn a_hidden_sheet_that_was_changed_is_refused() {
    let store = |rows: &str| {
        let book = Parts::new(1, &sheet(rows));
        let workbook = String::from_utf8(book.0[2].1.clone()).unwrap();
        book.with("xl/workbook.xml", workbook.replace("表1", "存盘数据"))
            .zip()
    };
    let head = texts(1, &["pingfen", "1", ""]);
    let json = jiangmen()
        .to_json()
        .replace('&', "\\u0026")
        .replace('<', "\\u003c");
    let document = texts(2, &["document", &json]);
    let read = |rows: &str| code(&store(rows));
    assert_eq!(read(&[&head, &*document].concat()), "opened");
    assert_eq!(read(&texts(1, &["pingfen", "2"])), "workbook-store");
    assert_eq!(read(&head), "file-not-json");
    assert_eq!(
        read(&[&head, &*texts(2, &["document", "{}"])].concat()),
        "file-foreign"
    );
    assert_eq!(
        read(&[&head, &*document, &texts(3, &["what", "x"])].concat()),
        "workbook-store"
    );
    let cell = |cells: &[&str]| read(&[&head, &*document, &texts(3, cells)].concat());
    assert_eq!(
        cell(&["cell", "nowhere", "存盘数据!A1", "null"]),
        "workbook-store"
    );
    assert_eq!(
        cell(&["cell", "answers.output.claimed", "x", "{"]),
        "workbook-store"
    );
    assert_eq!(
        cell(&["cell", "answers.output.claimed", "x", "null"]),
        "opened"
    );
    assert_eq!(
        cell(&[
            "cell",
            "answers.output.claimed",
            "存盘数据!A1",
            "{\"n\":\"x\"}"
        ]),
        "opened"
    );
    assert_eq!(
        cell(&[
            "cell",
            "targets.output.99999999999.name",
            "存盘数据!A1",
            "null"
        ]),
        "opened"
    );
    assert_eq!(
        cell(&["cell", "goals.7.done", "存盘数据!A1", "null"]),
        "opened"
    );
    // The sheet of somebody else who calls it the same.
    assert_eq!(read(&texts(1, &["x"])), "workbook-no-table");
}

/// What a person could type to harm those who open the form comes through as the text that it is.
#[test]
fn markup_and_formulas_stay_text() {
    let evil = "&lt;img src=x onerror=alert(1)&gt;=cmd|' /C calc'!A0";
    let heads = [&HEADS[..], &["评分依据、未达标原因、改进措施", "备注"]].concat();
    let row = [
        "决策",
        "40",
        "项目立项",
        "8",
        "立项依据充分性",
        "4",
        "=1+1",
        evil,
        evil,
    ];
    let book = Parts::new(1, &sheet(&[texts(1, &heads), texts(2, &row)].concat())).zip();
    let text = "<img src=x onerror=alert(1)>=cmd|' /C calc'!A0";
    assert_eq!(values(&book), ["=1+1", text, text]);
}
