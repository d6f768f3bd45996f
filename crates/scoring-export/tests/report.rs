//! The written report: what it says comes from the form, and what it should say is in it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]
#![cfg(feature = "papers")]

#[path = "report/annex.rs"]
mod annex;
mod common;
#[path = "report/paper.rs"]
mod paper;
#[path = "report/prose.rs"]
mod prose;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::file::text as part;
use common::{edges, examples, jiangmen};
use paper::paragraphs;
use rust_decimal::Decimal;
use scoring::entry::Entry;
use scoring::finding::Severity;
use scoring::form::{Answer, Form, Goal, Part, Target};
use scoring::number::{half_up, plain};
use scoring::rubric::Kind;
use scoring::{ScoreSheet, score};
use scoring_export::document::Document;
use scoring_export::report::report;
use serde::Deserialize;

const CODE: &str = "K7QX-2M4P-9D3A";

/// What the report of an example must say.
#[derive(Deserialize)]
struct Expected {
    id: String,
    title: String,
    /// In order; there can be others between them.
    headings: Vec<String>,
}

fn expected() -> Vec<Expected> {
    #[derive(Deserialize)]
    struct File {
        report: Vec<Expected>,
    }
    let file: File = toml::from_str(include_str!("report/headings.toml")).unwrap();
    file.report
}

fn made(document: &Document) -> Vec<u8> {
    report(document, CODE).unwrap_or_else(|why| panic!("{} {}", why.code(), why.message()))
}

fn text(document: &Document) -> String {
    let paragraphs = paragraphs(&made(document));
    let lines: Vec<_> = paragraphs.into_iter().map(|one| one.text).collect();
    lines.join("\n")
}

/// The numbers in a text.
fn numbers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'));
        let end = end.unwrap_or(rest.len());
        found.insert(rest[..end].trim_end_matches('.').to_owned());
        rest = &rest[end..];
    }
    found
}

#[test]
fn every_example_has_the_title_and_headings_of_its_region() {
    let (examples, expected) = (examples(), expected());
    assert_eq!(examples.len(), expected.len());
    for ((id, document), expected) in examples.iter().zip(&expected) {
        assert_eq!(*id, expected.id);
        let paragraphs = paragraphs(&made(document));
        let titles = paragraphs.iter().filter(|one| one.style == "Title");
        let titles: Vec<_> = titles.map(|one| one.text.as_str()).collect();
        assert_eq!(titles, [expected.title.as_str()], "{id}");
        let mut found = paragraphs
            .iter()
            .filter(|one| one.style.starts_with("Heading"));
        for heading in &expected.headings {
            let next = found.any(|one| one.text == *heading);
            assert!(next, "{id}: {heading}");
        }
        // One kind of bracket: （一）, never (一) beside it.
        let headings = paragraphs
            .iter()
            .filter(|one| one.style.starts_with("Heading"));
        for heading in headings {
            assert!(!heading.text.starts_with('('), "{id}: {}", heading.text);
        }
    }
}

#[test]
fn every_score_and_every_target_of_an_example_is_said() {
    for (id, document) in examples() {
        let text = text(&document);
        let sheet = score(&document.rubric, &document.form);
        let verified = document.rubric.kind == Kind::Verification;
        let claimed = sheet.total.claimed.is_some();
        let (word, total, grade) = match (verified, claimed) {
            (true, _) => ("评价得分", sheet.total.verified, &sheet.grade.verified),
            (false, true) => ("自评得分", sheet.total.claimed, &sheet.grade.claimed),
            (false, false) => ("得分", sheet.total.computed, &sheet.grade.computed),
        };
        let taken = |computed, claimed_score, verified_score| match (verified, claimed) {
            (true, _) => verified_score,
            (false, true) => claimed_score,
            (false, false) => computed,
        };
        let says = |what: String| assert!(text.contains(&what), "{id}: {what}");
        says(format!("得分{}分（总分", plain(total.unwrap())));
        if let Some(grade) = grade {
            says(format!("等级为“{grade}”"));
        }
        for part in &sheet.sections {
            let total = taken(part.total.computed, part.total.claimed, part.total.verified);
            if let Some(total) = total {
                let full = match part.full.is_zero() {
                    true => String::new(),
                    false => format!("分值{}分，", plain(part.full)),
                };
                says(format!("{}{full}得分{}分", part.name, plain(total)));
            }
        }
        let rows = document.rubric.indicators().zip(&sheet.lines);
        for (indicator, line) in rows {
            let name = indicator.name.trim().replace('\n', "、");
            let (_, behind) = text
                .split_once(&name)
                .unwrap_or_else(|| panic!("{id}: {name}"));
            if let Some(score) = taken(line.counted, line.claimed, line.verified) {
                let said = format!("{word}{}分", plain(score));
                let gone = line.full.is_zero() && !line.points.is_zero();
                assert!(gone || behind.contains(&said), "{id}: {name} {said}");
            }
            for target in document.form.targets.get(&line.id).into_iter().flatten() {
                says(target.note.trim().to_owned());
                let name = target.name.trim();
                let of = |line: &&str| line.contains(name);
                let in_one = |texts: [&str; 2]| {
                    let mut lines = text.lines().filter(of);
                    lines.any(|line| texts.iter().all(|text| line.contains(text)))
                };
                let figures = [&target.goal, &target.actual].map(Entry::text);
                assert!(in_one(figures), "{id}: {name} {figures:?}");
                for part in &target.parts {
                    says(format!("{}≥{}", part.name, part.goal.text()));
                    says(format!("{}{}", part.name, part.actual.text()));
                }
            }
        }
        for goal in &document.form.goals {
            says(goal.goal.trim().to_owned());
            says(goal.done.trim().to_owned());
        }
    }
}

/// Numbers that a form of this kind can have: those typed, 8 for 8.00, those of the sheet and its sentences, those of
/// the rubric and its outline, and rates as percentages.
fn known(document: &Document, sheet: &ScoreSheet) -> BTreeSet<String> {
    let sheet_text = serde_json::to_string(sheet).unwrap();
    let mut known = BTreeSet::new();
    for text in [document.to_json(), sheet_text.clone()] {
        // In JSON a line break is a letter, which would grow onto a number.
        let typed = numbers(&text.replace("\\n", " "));
        let short = |number: &String| Some(plain(number.parse().ok()?));
        known.extend(typed.iter().filter_map(short).collect::<Vec<_>>());
        known.extend(typed);
    }
    let rates: Vec<Decimal> = numbers(&sheet_text)
        .iter()
        .filter_map(|number| number.parse().ok())
        .collect();
    let percent = |rate: Decimal| Some(plain(half_up(rate.checked_mul(Decimal::ONE_HUNDRED)?, 2)));
    known.extend(rates.into_iter().filter_map(percent));
    known
}

#[test]
fn no_number_is_invented() {
    for (id, document) in examples() {
        let sheet = score(&document.rubric, &document.form);
        let mut known = known(&document, &sheet);
        // How many rows a section has.
        for section in &document.rubric.sections {
            let rows: usize = section
                .groups
                .iter()
                .map(|group| group.indicators.len())
                .sum();
            known.insert(rows.to_string());
        }
        for one in paragraphs(&made(&document)) {
            // Ordinal numbers of headings, and of the rows of a table.
            let said = match one.style.starts_with("Heading") {
                true => one
                    .text
                    .trim_start_matches(['（', '('])
                    .trim_start_matches(|c: char| c.is_ascii_digit()),
                false => &one.text,
            };
            let cell = one.style == "TableText";
            for number in numbers(if cell { &one.text } else { said }) {
                let ordinal = cell
                    && number
                        .parse()
                        .is_ok_and(|n: usize| n <= sheet.sections.len());
                assert!(
                    ordinal || known.contains(&number),
                    "{id}: {number} in {}",
                    one.text
                );
            }
        }
    }
}

#[test]
fn what_is_found_is_never_stated_and_what_is_asked_is_marked() {
    for (id, document) in examples() {
        let sheet = score(&document.rubric, &document.form);
        for one in paragraphs(&made(&document)) {
            for finding in sheet
                .findings
                .iter()
                .filter(|f| f.severity != Severity::Notice)
            {
                assert!(
                    !one.text.contains(&finding.message),
                    "{id}: {}",
                    finding.message
                );
            }
            for sign in ["【请填写", "【请核对", "【请补充", "未知的内容块"] {
                let (all, marked) = (one.text.matches(sign), one.marked.matches(sign));
                assert_eq!(all.count(), marked.count(), "{id}: {}", one.text);
            }
            assert!(!one.text.contains("未知的内容块"), "{id}: {}", one.text);
        }
    }
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    for (id, document) in examples() {
        assert_eq!(made(&document), made(&document), "{id}");
        let again = Document::from_json(&document.to_json()).unwrap();
        assert_eq!(made(&document), made(&again), "{id}");
    }
}

#[test]
fn it_is_a_word_document_of_the_official_kind() {
    let bytes = made(&jiangmen());
    let styles = part(&bytes, "word/styles.xml");
    for (style, font, level) in [
        ("Heading1", "黑体", "0"),
        ("Heading2", "楷体", "1"),
        ("Heading3", "仿宋", "2"),
    ] {
        let (_, of) = styles
            .split_once(&format!("w:styleId=\"{style}\""))
            .unwrap();
        let (of, _) = of.split_once("</w:style>").unwrap();
        assert!(of.contains(&format!("w:eastAsia=\"{font}\"")), "{style}");
        assert!(
            of.contains(&format!("<w:outlineLvl w:val=\"{level}\"/>")),
            "{style}"
        );
    }
    for what in [
        // 28 磅 exactly, two characters, 仿宋 三号, 小标宋 二号.
        r#"w:line="560" w:lineRule="exact""#,
        r#"w:firstLineChars="200""#,
        r#"<w:sz w:val="32"/>"#,
        r#"w:eastAsia="方正小标宋简体""#,
        r#"<w:sz w:val="44"/>"#,
    ] {
        assert!(styles.contains(what), "{what}");
    }
    let document = part(&bytes, "word/document.xml");
    for what in [
        r#"<w:pgSz w:w="11906" w:h="16838"/>"#,
        r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588""#,
        "<w:tblHeader/>",
        r#"<w:vMerge w:val="restart"/>"#,
        r#"<w:pgNumType w:start="1"/>"#,
    ] {
        assert!(document.contains(what), "{what}");
    }
    assert!(!document.contains("landscape"));
    let footer = part(&bytes, "word/footer1.xml");
    assert!(footer.contains(" PAGE ") && footer.contains(&format!("校验码 {CODE}")));
    let cover = part(&bytes, "word/footer2.xml");
    assert!(!cover.contains(" PAGE ") && cover.contains(CODE));
    // The whole form stands on pages across.
    let suixi = &examples()[4].1;
    assert!(part(&made(suixi), "word/document.xml").contains(r#"w:orient="landscape""#));
    // Without a code nothing speaks of one.
    let bytes = report(suixi, "").unwrap();
    assert!(!part(&bytes, "word/footer1.xml").contains("校验码"));
}

#[test]
fn an_outline_is_anything_that_someone_writes() {
    let mut document = jiangmen();
    for (outline, expected) in [
        ("# 一\n##二\n###### 三", "一\n二\n三"),
        ("{没有这个}", "【未知的内容块：没有这个】"),
        ("{结论：别的}x", "【未知的内容块：结论：别的】x"),
        ("{指标分析：没有这一级}", "【请填写：没有这一级】"),
        ("总收入{income}，{总预算}", "总收入26336.8万元，10698.8万元"),
        ("文号【2024】第 8 号{单位", "文号【2024】第 8 号{单位"),
        ("【没有关", "【没有关"),
        ("居中：{得分}{等级}\n顶格: 甲", "97.62分优\n甲"),
        ("---\n标题：甲\n标题：乙", "甲乙"),
    ] {
        document.rubric.report = outline.to_owned();
        let said = text(&document);
        let lines: Vec<_> = said.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.join("\n"), expected, "{outline}");
    }
}

#[test]
fn every_range_in_an_outline_is_a_part_of_its_form() {
    let mut ranges = 0;
    for (id, document) in examples() {
        let rubric = &document.rubric;
        let parts: BTreeSet<&str> = rubric
            .sections
            .iter()
            .flat_map(|section| section.groups.iter().map(|group| group.name.as_str()))
            .chain(rubric.sections.iter().map(|section| section.name.as_str()))
            .chain(rubric.profile.iter().map(|table| table.title.as_str()))
            .collect();
        for name in rubric.report.split('{').skip(1) {
            let (name, _) = name.split_once('}').unwrap();
            if let Some((_, range)) = name.split_once('：') {
                assert!(parts.contains(range), "{id}: {range}");
                ranges += 1;
            }
        }
    }
    assert_eq!(ranges, 27);
}

#[test]
fn a_part_of_the_scores_has_no_grade_and_says_so() {
    let mut document = jiangmen();
    document.form.answers.get_mut("disclosure").unwrap().claimed = Entry::default();
    let said = text(&document);
    let open =
        "等级为【请填写：等级。“预决算公开合规性”还没有自评得分，上面的得分只是已有各项的合计】";
    assert!(said.contains(&format!("绩效自评得分95.62分（总分100分），{open}。")));
    assert!(said.contains("预决算公开合规性：分值2分，【请填写：自评得分】。"));
}

#[test]
fn a_rubric_without_an_outline_has_that_of_its_kind() {
    for (id, mut document) in examples() {
        document.rubric.report.clear();
        let text = text(&document);
        let title = match document.rubric.kind {
            Kind::Department => "部门整体支出绩效自评报告",
            Kind::Project => "项目支出绩效自评报告",
            Kind::Verification => "部门整体支出绩效自评核查报告",
        };
        assert!(text.contains(title) && !text.contains("未知"), "{id}");
    }
    // Every rule kind and option, answered and not.
    for form in [common::FULL, ""] {
        text(&edges(form));
    }
}

#[test]
fn what_nobody_filled_in_is_asked_for() {
    for (id, mut document) in examples() {
        document.form = Form::default();
        let text = text(&document);
        assert!(text.contains("【请填写：单位名称】"), "{id}");
        let scored = numbers(&text).contains("0") && text.contains("得分0分");
        assert!(!scored, "{id}: missing is not 0");
    }
}

#[test]
fn text_stays_text_whatever_it_is() {
    let long = "长".repeat(40_000);
    let hostile = [
        "</w:t></w:r><w:br/>&amp;&#65;<![CDATA[x]]>",
        "<script>alert(1)</script>\"'",
        "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}甲\u{fffe}\u{ffff}",
        "行一\r\n行二\n\n\t行三\r",
        "👩‍👩‍👧‍👦𠮷\u{202e}שלום\u{200f}\u{feff}",
        "{结论}【请填写：假的】# 一、\n# 假的标题",
        "=1+1",
        "   ",
        &long,
    ];
    for typed in hostile {
        let entry = || Entry::new(typed);
        let mut document = jiangmen();
        let target = Target {
            name: typed.to_owned(),
            direction: typed.to_owned(),
            goal: entry(),
            unit: typed.to_owned(),
            actual: entry(),
            word: typed.to_owned(),
            reached: typed.to_owned(),
            note: typed.to_owned(),
            parts: vec![Part {
                name: typed.to_owned(),
                goal: entry(),
                actual: entry(),
            }],
            ..Target::default()
        };
        let answer = Answer {
            claimed: entry(),
            reason: typed.to_owned(),
            remedy: typed.to_owned(),
            evidence: typed.to_owned(),
            remark: typed.to_owned(),
            ..Answer::default()
        };
        let form = &mut document.form;
        form.goals = vec![Goal {
            goal: typed.to_owned(),
            done: typed.to_owned(),
        }];
        form.targets = [("output".to_owned(), vec![target])].into();
        form.answers = [("contract-filing".to_owned(), answer)].into();
        for field in form.profile.values_mut() {
            *field = entry();
        }
        document
            .rubric
            .report
            .push_str("{评分表}\n{扣分明细}\n{基本情况}\n");
        let bytes = report(&document, typed).unwrap_or_else(|why| panic!("{typed:?} {why}"));
        let said: String = paragraphs(&bytes)
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        for word in typed.split(|c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')) {
            assert!(said.contains(word.trim()), "{typed:?}");
        }
        let headings = paragraphs(&bytes);
        let headings = headings
            .iter()
            .filter(|one| one.style.starts_with("Heading"));
        assert_eq!(headings.count(), 12, "{typed:?}");
    }
}

/// LibreOffice lays every example out; what it prints has the headings and the total.
#[test]
#[ignore = "needs LibreOffice Writer and pdftotext"]
fn every_example_prints() {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for ((id, document), expected) in examples().iter().zip(expected()) {
        fs::write(folder.join(format!("{id}.docx")), made(document)).unwrap();
        let run = |command: &mut Command| {
            let run = command.current_dir(&folder).output().unwrap();
            assert!(
                run.status.success(),
                "{}",
                String::from_utf8_lossy(&run.stderr)
            );
            String::from_utf8(run.stdout).unwrap()
        };
        let profile = format!(
            "-env:UserInstallation=file://{}",
            folder.join("profile").display()
        );
        run(Command::new("soffice")
            .arg(profile)
            .args(["--headless", "--convert-to", "pdf"])
            .arg(format!("{id}.docx")));
        let printed = run(Command::new("pdftotext").arg(format!("{id}.pdf")).arg("-"));
        let printed: String = printed.split_whitespace().collect();
        let sheet = score(&document.rubric, &document.form);
        let total = match document.rubric.kind {
            Kind::Verification => sheet.total.verified,
            _ => sheet.total.claimed.or(sheet.total.computed),
        };
        let total = format!("得分{}分（总分", plain(total.unwrap()));
        let code = format!("校验码{CODE}");
        let others = [expected.title, total, code];
        for what in expected.headings.into_iter().chain(others) {
            let what: String = what.split_whitespace().collect();
            assert!(printed.contains(&what), "{id}: {what}");
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// An outline that somebody is still writing, and a year that is nothing but the word.
#[test]
fn a_title_without_words_is_left_out() {
    let mut document = jiangmen();
    document.rubric.report = "标题：\n# 一、基本情况\n无。".to_owned();
    assert!(text(&document).contains("一、基本情况"));
}

#[test]
fn no_page_is_empty_before_a_table_across() {
    let mut document = jiangmen();
    document.rubric.report = "# 附件\n{评分表}".to_owned();
    let xml = part(&made(&document), "word/document.xml");
    let (first, section) = (xml.find("附件").unwrap(), xml.find("<w:sectPr").unwrap());
    assert!(
        first < section,
        "a section ends before anything stands in it"
    );
}

/// 甲 is done, of 乙 nobody said anything: that is asked for, and not said as if it were done.
#[test]
fn a_part_without_a_figure_is_asked_for() {
    let mut document = jiangmen();
    let target = &mut document.form.targets.get_mut("output").unwrap()[0];
    let part = |name: &str, actual: &str| Part {
        name: name.to_owned(),
        goal: Entry::new("100"),
        actual: Entry::new(actual),
    };
    target.parts = vec![part("甲", "120"), part("乙", "")];
    target.unit = "项".to_owned();
    let text = text(&document);
    assert!(
        text.contains("实际完成甲120项") && !text.contains("甲120项、乙"),
        "{text}"
    );
    assert!(text.contains("【请填写：乙的实际完成值】"), "{text}");
}
