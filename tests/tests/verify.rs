//! 核查, as a reviewer does it: 遂溪's unit hands in 100, the findings of the published report make it 75.06.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx};
use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{Page, dist_url, for_each_chromium, in_current_chromium, wait_for_file};
use serde_json::{Value, json};
use zip::ZipArchive;

const SUIXI: &str = "suixi-2022-verification";

/// The worked example: what the unit claimed, and what the reviewers of the published report found.
fn example() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../rubrics")
        .join(SUIXI);
    let text = fs::read_to_string(path.join("example.toml")).unwrap();
    let mut example: Value = toml::from_str(&text).unwrap();
    example.as_object_mut().unwrap().remove("rubric");
    example
}

fn answers(form: &Value) -> impl Iterator<Item = (&String, &Value)> {
    form["answers"].as_object().unwrap().iter()
}

/// Clicks what makes a file, and gives it.
fn download(page: &mut Page, folder: &Path, button: &str, ending: &str) -> PathBuf {
    page.chromium().unwrap().set_download_dir(folder).unwrap();
    if !["#save-json", "#save-xlsx"].contains(&button) {
        page.click("#more");
    }
    page.click(button);
    wait_for_file(page, folder, |name: &str| name.ends_with(ending)).unwrap()
}

/// The unit fills its header and its claims, and saves the file that it hands in.
fn hand_in(page: &mut Page, folder: &Path) -> PathBuf {
    page.open_page(&format!("{}#new={SUIXI}", dist_url()));
    let example = example();
    for (id, text) in example["profile"].as_object().unwrap() {
        page.fill(&field(&format!("profile.{id}")), text.as_str().unwrap());
    }
    for (id, answer) in answers(&example) {
        if let Some(claimed) = answer["claimed"].as_str() {
            page.fill(&field(&format!("answers.{id}.claimed")), claimed);
        }
    }
    page.wait_for_total("claimed", "100");
    download(page, folder, "#save-json", ".pingfen.json")
}

/// Opens a file from the start view.
fn open(page: &mut Page, file: &Path) {
    page.click("#more");
    page.click("#close");
    page.wait_for("document.querySelector('#open-file')", "the start view");
    page.set_files("#open-file", &[file]);
}

fn begin(page: &mut Page, file: &Path) {
    page.click("#more");
    page.click("#close");
    page.wait_for("document.querySelector('#verify-file')", "the start view");
    page.set_files("#verify-file", &[file]);
    page.wait_for(
        "document.querySelector('#handed')",
        "what the unit handed in",
    );
}

/// Answers a question: presses the button with this word, or types.
fn answer(page: &mut Page, path: &str, text: &str) {
    let group = format!("[aria-labelledby={}]", json!(format!("{path}-label")));
    let buttons = format!(
        "Array.from(document.querySelectorAll({}))",
        json!(format!("{group} .app-seg__one"))
    );
    if page.eval(&format!("{buttons}.length > 0")) == true {
        let at = page.eval(&format!(
            "{buttons}.findIndex(one => one.textContent === {})",
            json!(text)
        ));
        let nth = at.as_i64().unwrap() + 1;
        page.click(&format!("{group} .app-seg__one:nth-child({nth})"));
    } else {
        page.fill(&field(path), text);
    }
}

/// Opens what is folded in a row.
fn unfold(page: &mut Page, id: &str) {
    let row = field(&format!("answers.{id}"));
    if page.eval(&format!(
        "document.querySelector({}).open",
        json!(format!("{row} .app-more"))
    )) != true
    {
        page.click(&format!("{row} .app-more summary"));
    }
    page.wait_for(
        &format!(
            "document.querySelector({})",
            json!(field(&format!("answers.{id}.reason")))
        ),
        "the reason's field",
    );
}

/// The reviewer enters a finding: verified figures, the score, and the words.
fn find(page: &mut Page, id: &str, finding: &Value) {
    let mut open: Vec<_> = match finding["inputs"].as_object() {
        Some(inputs) => inputs.iter().collect(),
        None => Vec::new(),
    };
    // A question that hangs on another's answer is there only then.
    while !open.is_empty() {
        let before = open.len();
        open.retain(|(question, text)| {
            let path = format!("answers.{id}.inputs.{question}");
            let there = page.eval(&format!(
                "document.querySelector({}) !== null",
                json!(field(&path))
            )) == true;
            if there {
                answer(page, &path, text.as_str().unwrap());
            }
            !there
        });
        assert!(open.len() < before, "{id}: {open:?} are not asked");
    }
    if let Some(verified) = finding["verified"].as_str() {
        page.fill(&field(&format!("answers.{id}.verified")), verified);
    }
    if let Some(reason) = finding["reason"].as_str() {
        unfold(page, id);
        page.fill(&field(&format!("answers.{id}.reason")), reason);
    }
}

/// The rows of the summary table: name, points, 自评, 按标准, 核查, 得分率.
fn rates(page: &mut Page) -> Value {
    page.eval(
        "Array.from(document.querySelectorAll('.app-sum__whole'), row =>
            Array.from(row.children, cell => cell.textContent.trim()).slice(0, 6))",
    )
}

fn part(file: &Path, name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn the_findings_of_the_published_report_make_75_06() {
    in_current_chromium(|page| {
        let (folder, post) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let handed = hand_in(page, post.path());
        let unit = fs::read_to_string(&handed).unwrap();
        let (_, unit_form) = unit.split_once(r#","form":"#).unwrap();
        let unit_form = unit_form.strip_suffix('}').unwrap();
        let stated: Value = serde_json::from_str(&unit).unwrap();

        begin(page, &handed);
        assert_eq!(
            page.text("document.querySelector('[data-handed=claimed]').textContent"),
            "100（优）"
        );
        assert_eq!(
            page.text("document.querySelector('[data-handed=code]').textContent"),
            stated["code"]
        );
        // What the unit claims has no field to change it.
        let claim = json!(field("answers.budget-reasonable.claimed"));
        assert_eq!(
            page.eval(&format!("document.querySelector({claim}) === null")),
            true
        );

        let mut expected = example();
        for (id, finding) in answers(&example()) {
            find(page, id, finding);
        }
        // The cause by its code, the evidence that was looked at, and who looked.
        page.select(
            &field("answers.goals-complete.cause"),
            "应有的制度、工作没有",
        );
        page.fill(&field("answers.goals-complete.evidence"), "部门预算批复");
        expected["answers"]["goals-complete"]["cause"] = json!("absent");
        expected["answers"]["goals-complete"]["evidence"] = json!("部门预算批复");
        for (id, text) in [
            ("reviewer", "湛江润泰会计师事务所"),
            ("reviewed-on", "2024-03-20"),
        ] {
            page.fill(&field(&format!("profile.{id}")), text);
            expected["profile"][id] = json!(text);
        }
        page.wait_for_total("verified", "75.06");
        page.wait_for_total("claimed", "100");
        page.wait_for_total("by", "核减 24.94");
        assert_eq!(
            page.text("document.querySelector('[data-grade=verified]').textContent"),
            "中"
        );
        page.wait_for(
            "document.querySelector('#changed tbody tr')",
            "what was changed",
        );
        let rates = rates(page);
        let verified: Vec<_> = rates
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (&row[4], &row[5]))
            .collect();
        assert_eq!(
            verified,
            [
                (&json!("10.5"), &json!("52.5%")),
                (&json!("35.36"), &json!("88.4%")),
                (&json!("5.5"), &json!("55%")),
                (&json!("23.7"), &json!("79%")),
                // 加减分 have no points to be a rate of.
                (&json!("0"), &json!("—")),
                (&json!("75.06"), &json!("75.06%")),
            ]
        );
        // The 3 points of 资金下达合法性 went to 支出完成率.
        assert!(
            page.row("spending-completion").contains("7 分（原 4 分）"),
            "{}",
            page.row("spending-completion")
        );
        assert!(
            page.row("funds-release")
                .contains("0 分（不适用，原 3 分）"),
            "{}",
            page.row("funds-release")
        );
        let changed = page.text("document.getElementById('changed').textContent");
        for said in ["核增 3", "核减 3"] {
            assert!(changed.contains(said), "{changed}");
        }

        // The reviewer's file holds both, the unit's byte for byte.
        let file = download(page, folder.path(), "#save-json", "核查评分表.pingfen.json");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(&format!(r#","review":{{"unit":{unit_form},"stated":"#)));
        let saved: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(saved["form"], expected);
        assert_eq!(saved["review"]["stated"]["code"], stated["code"]);
        let again = download(
            page,
            folder.path(),
            "#save-unit",
            "2022-评分表.pingfen.json",
        );
        assert_eq!(fs::read_to_string(again).unwrap(), unit);

        // 核查评分表 with its total, and the workbook's list of what was changed.
        let workbook = download(page, folder.path(), "#save-xlsx", "核查评分表.xlsx");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(&workbook).unwrap())).unwrap();
        let holds = |book: &mut Xlsx<_>, sheet: &str, wanted: &dyn Fn(&Data) -> bool| {
            let range = book.worksheet_range(sheet).unwrap();
            range.used_cells().any(|(_, _, cell)| wanted(cell))
        };
        for total in [75.06, 100.0] {
            assert!(
                holds(&mut book, "评分表", &|cell| *cell == Data::Float(total)),
                "{total}"
            );
        }
        for words in [
            "核增 3",
            "应有的制度、工作没有：未设置部门整体绩效目标，扣2分。",
            "\n部门预算批复",
        ] {
            let says = |cell: &Data| cell.as_string().is_some_and(|text| text.ends_with(words));
            assert!(holds(&mut book, "核查明细", &says), "{words}");
        }
        // 核查报告 with 综合评价结果表.
        let report = part(
            &download(page, folder.path(), "#save-docx", "核查报告.docx"),
            "word/document.xml",
        );
        let report: String = report
            .split('<')
            .filter_map(|piece| piece.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        for said in [
            "综合评价结果表",
            "75.06",
            "等级为“中”",
            "52.5%",
            "88.4%",
            "55%",
            "79%",
            "单位自评得分100分",
        ] {
            assert!(report.contains(said), "{said} is not in {report}");
        }

        // Every file opens as both again.
        for file in [&file, &workbook] {
            open(page, file);
            page.wait_for_total("verified", "75.06");
            assert_eq!(
                page.text("document.querySelector('[data-handed=claimed]').textContent"),
                "100（优）"
            );
            page.wait_for_form(&expected);
        }
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn scores_are_taken_over_by_one_key() {
    for_each_chromium(|page| {
        let folder = tempfile::tempdir().unwrap();
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("computed", "96.21");
        let file = download(page, folder.path(), "#save-json", ".pingfen.json");
        begin(page, &file);
        // 96.21 by the form's rules, 97.62 as the unit claims. F2 takes the one over and goes on, F4 the other.
        let first = "answers.budget-constraint.verified";
        page.click(&field(first));
        page.press("F2");
        let computed = page.text("document.querySelector('[id=\"answers.budget-constraint\"] [data-computed]').textContent");
        page.wait_for_value(first, &computed);
        page.wait_for(
            &format!("document.activeElement.id !== {}", json!(first)),
            "the next row",
        );
        let here = page.text("document.activeElement.id");
        assert!(here != first && here.ends_with(".verified"), "{here}");
        page.press("F4");
        let id = here
            .trim_start_matches("answers.")
            .trim_end_matches(".verified")
            .to_owned();
        let claimed = page.text(&format!(
            "document.querySelector('[id=\"answers.{id}\"] [data-claimed]').textContent"
        ));
        page.wait_for_value(&here, &claimed);
        page.press("Shift+Enter");
        page.wait_for(
            &format!("document.activeElement.id === {}", json!(here)),
            "the row before",
        );
        // The rest as one step: 97.62 but for the first row, which has 3.99 by the rules where 4 is claimed.
        assert_eq!(computed, "3.99");
        page.wait_for_total("by", "—");
        page.click("#adopt-claimed");
        page.wait_for_total("verified", "97.61");
        page.wait_for_total("by", "核减 0.01");
        page.press("Control+z");
        page.wait_for(
            "document.querySelector('[data-total=checked]').textContent.startsWith('2 /')",
            "two rows",
        );

        // A corrected figure is said with the unit's own, and can be put back.
        let spent = "answers.three-public.inputs.spent";
        page.fill(&field(spent), "20");
        page.wait_for(
            "document.querySelector('[id=\"answers.three-public\"] .app-corrected li')",
            "the correction",
        );
        let said = page.text(
            "document.querySelector('[id=\"answers.three-public\"] .app-corrected').innerText",
        );
        assert!(said.contains("填报 5.01，核实 20。"), "{said}");
        page.click(&format!(
            "{} .app-corrected button",
            field("answers.three-public")
        ));
        page.wait_for_value(spent, "5.01");

        // It is a draft of its own: the browser keeps both sides of it.
        page.fill(&field("answers.three-public.verified"), "0.5");
        page.wait_for("document.querySelector('.app-saved')", "that it is kept");
        page.reload();
        page.wait_for("document.querySelector('#handed')", "the review");
        page.wait_for_value("answers.three-public.verified", "0.5");
        assert_eq!(
            page.text("document.querySelector('[data-handed=claimed]').textContent"),
            "97.62（优）"
        );
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn what_the_unit_claims_cannot_be_changed() {
    in_current_chromium(|page| {
        let folder = tempfile::tempdir().unwrap();
        page.open_page(&format!("{}#example=national-project", dist_url()));
        page.wait_for("document.querySelector('[data-total=claimed]')", "the form");
        let file = download(page, folder.path(), "#save-json", ".pingfen.json");
        begin(page, &file);
        let before = page.form();
        page.fill(&field("targets.output.0.claimed"), "1");
        page.wait_for("document.querySelector('.app-notice').innerText.includes('核查时不能改单位的自评得分')", "why not");
        page.wait_for_form(&before);
    });
}
