//! The command puts rubrics into the page, and refuses what cannot be sent out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a test"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use scoring_export::page::baked;
use tempfile::TempDir;

const RUBRIC: &str = include_str!("../../../tests/rubrics/good/minimal.toml");
const PAGE: &str = include_str!("../../../index.html");
const BAKED: &str = "<script type=\"application/json\" id=\"pingfen-rubric\" data-engine=\"";

/// A folder with the page, and nothing in it.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write(
            "page.html",
            &PAGE.replace("{{engine}}", env!("CARGO_PKG_VERSION")),
        );
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// A rubric of this id.
    fn rubric(&self, name: &str, id: &str) {
        self.write(name, &of_id(id));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs `pingfen page` in the folder.
    fn page(&self, arguments: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_pingfen"))
            .arg("page")
            .args(arguments.split(' '))
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    /// The ids of the rubrics in a page.
    fn ids(&self, name: &str) -> Vec<String> {
        let page = fs::read_to_string(self.path(name)).unwrap();
        let rubrics = baked(&page).unwrap();
        rubrics.into_iter().map(|rubric| rubric.id).collect()
    }

    /// What the command says when it refuses; it then writes nothing.
    #[track_caller]
    fn refused(&self, arguments: &str) -> String {
        let output = self.page(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(!self.path("form.html").exists());
        String::from_utf8(output.stderr).unwrap()
    }
}

fn of_id(id: &str) -> String {
    RUBRIC.replacen("id = \"minimal\"", &format!("id = \"{id}\""), 1)
}

#[test]
fn a_page_opens_with_what_was_put_into_it_last() {
    let folder = Folder::new();
    folder.rubric("a.toml", "a");
    folder.rubric("b.toml", "b");
    let output = folder.page("--rubric a.toml --page page.html -o form.html");
    assert!(output.status.success());
    assert_eq!(output.stdout, b"");
    assert_eq!(folder.ids("form.html"), ["a"]);
    // Nothing else changed: the scripts' hashes hold.
    let [page, form] =
        ["page.html", "form.html"].map(|name| fs::read_to_string(folder.path(name)).unwrap());
    let (before, after) = page.split_once(BAKED).unwrap();
    assert!(form.starts_with(before));
    assert!(form.ends_with(after.split_once('>').unwrap().1));

    let output = folder.page("--rubric b.toml --rubric a.toml --page form.html -o form.html");
    assert!(output.status.success());
    assert_eq!(folder.ids("form.html"), ["b", "a"]);
}

#[test]
fn a_form_that_stands_in_the_page_is_not_sent_out() {
    let folder = Folder::new();
    folder.rubric("a.toml", "a");
    // As a browser saves it.
    let saved = fs::read_to_string(folder.path("page.html"))
        .unwrap()
        .replace(
            "<script type=\"application/json\" id=\"pingfen-state\"></script>",
            "<script id='pingfen-state' type='application/json'>{\"draft\":\"甲单位\"}</script>",
        );
    assert!(saved.contains("甲单位"));
    folder.write("saved.html", &saved);
    let output = folder.page("--rubric a.toml --page saved.html -o form.html");
    assert!(output.status.success());
    let form = fs::read_to_string(folder.path("form.html")).unwrap();
    assert!(!form.contains("甲单位"));
}

#[test]
fn the_page_is_found_where_it_is_built() {
    let folder = Folder::new();
    folder.rubric("a.toml", "a");
    let why = folder.refused("--rubric a.toml -o form.html");
    assert!(why.starts_with("[page-missing] "), "{why}");
    fs::create_dir(folder.path("dist")).unwrap();
    fs::rename(folder.path("page.html"), folder.path("dist/index.html")).unwrap();
    assert!(folder.page("--rubric a.toml -o form.html").status.success());
    assert_eq!(folder.ids("form.html"), ["a"]);
}

#[test]
fn texts_of_a_rubric_cannot_end_the_element() {
    let folder = Folder::new();
    let nasty = "甲</script><!-- <script>乙 {{page}}";
    folder.write(
        "a.toml",
        &RUBRIC.replacen("title = \"", &format!("title = \"{nasty}"), 1),
    );
    let output = folder.page("--rubric a.toml --page page.html -o form.html");
    assert!(output.status.success());
    let form = fs::read_to_string(folder.path("form.html")).unwrap();
    assert!(!form.contains("甲<") && form.matches("<!--").count() == PAGE.matches("<!--").count());
    assert!(baked(&form).unwrap()[0].title.starts_with(nasty));
}

#[test]
fn the_json_of_a_rubric_is_one_too() {
    let folder = Folder::new();
    let rubric = scoring_rubrics::rubric("jiangmen-2023-department").unwrap();
    folder.write("a.json", &rubric.to_json());
    let output = folder.page("--rubric a.json --page page.html -o form.html");
    assert!(output.status.success());
    let form = fs::read_to_string(folder.path("form.html")).unwrap();
    assert_eq!(baked(&form).unwrap(), std::slice::from_ref(&rubric));

    let json = rubric
        .to_json()
        .replacen("\"points\":\"100\"", "\n\"points\":\"99\"", 1);
    folder.write("b.json", &json);
    fs::remove_file(folder.path("form.html")).unwrap();
    let why = folder.refused("--rubric b.json --page page.html -o form.html");
    assert!(why.contains("b.json:2:10: [points-sum] "), "{why}");

    folder.write("c.json", json.rsplit_once(',').unwrap().0);
    let why = folder.refused("--rubric c.json --page page.html -o form.html");
    assert!(why.contains("[json-unreadable] 从这里起不是 JSON"), "{why}");
}

#[test]
fn all_that_is_wrong_with_rubrics_is_said() {
    let folder = Folder::new();
    folder.rubric("a.toml", "a");
    for (name, bad) in [
        (
            "b.toml",
            include_str!("../../../tests/rubrics/bad/points-sum-form.toml"),
        ),
        (
            "c.toml",
            include_str!("../../../tests/rubrics/bad/toml-mistyped-key.toml"),
        ),
    ] {
        folder.write(name, bad);
    }
    let why = folder
        .refused("--rubric b.toml --rubric a.toml --rubric c.toml --page page.html -o form.html");
    let said: Vec<_> = why.lines().collect();
    assert!(said[0].starts_with("b.toml:"), "{why}");
    assert!(said[0].contains(": [points-sum] "), "{why}");
    assert!(
        said.iter()
            .any(|line| line.starts_with("c.toml:") && line.contains(": [toml-unreadable] ")),
        "{why}"
    );
    assert_eq!(
        *said.last().unwrap(),
        format!("评分表有 {} 处问题，没有生成网页。", said.len() - 1)
    );
}

#[test]
fn what_is_no_rubric_or_no_page_is_refused() {
    let folder = Folder::new();
    folder.rubric("a.toml", "a");
    folder.write("example.toml", "rubric = \"a\"\n[answers.one]\n");
    folder.write("other.html", "<!DOCTYPE html><script>1</script>");
    let page = fs::read_to_string(folder.path("page.html")).unwrap();
    let engine = format!("{BAKED}{}\"", env!("CARGO_PKG_VERSION"));
    folder.write(
        "early.html",
        &page.replace(&format!("{engine}></script>"), ""),
    );
    folder.write(
        "later.html",
        &page.replace(&engine, &format!("{BAKED}9.1.0\"")),
    );
    let end = page.find("<div id=\"pingfen-end\">").unwrap();
    folder.write("cut.html", &page[..end]);
    for (arguments, says) in [
        (
            "--rubric example.toml --page page.html",
            "[file-not-rubric] example.toml ",
        ),
        (
            "--rubric a.toml --rubric a.toml --page page.html",
            "[rubric-twice] a.toml 的 id“a”",
        ),
        (
            "--rubric none.toml --page page.html",
            "[file-unreadable] 读不了 none.toml",
        ),
        (
            "--rubric a.toml --page other.html",
            "[page-foreign] other.html：",
        ),
        ("--rubric a.toml --page a.toml", "[page-foreign] a.toml："),
        (
            "--rubric a.toml --page early.html",
            "[page-other-version] early.html：这个网页的版本太早",
        ),
        (
            "--rubric a.toml --page later.html",
            "[page-other-version] later.html：这个网页的评分引擎是版本 9.1.0",
        ),
        (
            "--rubric a.toml --page cut.html",
            "[page-damaged] cut.html：",
        ),
    ] {
        let why = folder.refused(&format!("{arguments} -o form.html"));
        assert!(why.starts_with(says), "{why}");
    }
}
