//! `cargo xtask generate`: the files that are made from the engine's source and its types, so that they say what it does.
//!
//! `docs/rule-kinds.md` is made of doc comments with fixed headings; `rubrics/rubric.schema.json` of the types, by a
//! program of the crate that owns the rubrics.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};

use crate::process::{self, cargo};
use crate::workspace::Workspace;

const RULE_KINDS: &str = "docs/rule-kinds.md";
/// The schemas, by their names.
const SCHEMAS: [(&str, &str); 4] = [
    ("rubric", "rubrics/rubric.schema.json"),
    ("form", "docs/schema/form.schema.json"),
    ("result", "docs/schema/result.schema.json"),
    ("file", "docs/schema/file.schema.json"),
];

const HEAD: &str = "\
# 评分规则种类

本文由 `cargo xtask generate` 从 `crates/scoring/src` 的文档注释生成，不要手改：要改就改注释，再运行这条命令。

评分表（`rubrics/<编号>/rubric.toml`）里，每项三级指标的 `rule` 选一种规则。怎样把一张评分表录成文件，见
[rubrics/README.md](../rubrics/README.md)。数写成整数，或加引号的小数、百分数：`20`、`\"0.5\"`、`\"62.5%\"`。
没有填的一律是缺，不当作 0 分。
";

/// What is explained besides the rules: the heading, the file and the type whose comment it is.
const PARTS: [(&str, &str, &str); 9] = [
    (
        "`unless` 不适用与分值转移（三级指标，或加权规则的一个部分）",
        "rubric",
        "Unless",
    ),
    ("`gate` 前置条件（三级指标）", "rubric", "Gate"),
    ("`void` 整组不得分（二级指标）", "rubric", "Void"),
    ("`flaws` 原件缺陷", "rubric", "Flaw"),
    (
        "`total` 总分封顶、托底（整个评分表）",
        "rubric",
        "TotalLimits",
    ),
    (
        "`states` 文件里写的总分、等级（表头字段）",
        "rubric",
        "Stated",
    ),
    ("`sums` 勾稽关系（表头）", "rubric", "Sum"),
    ("`rates` 比率核对（表头）", "rubric", "Rate"),
    ("`layout` 版式（整个评分表）", "layout", "Layout"),
];

/// The shapes of a measure, in the order of [`Measure`]'s own list, and how they are headed.
const MEASURES: [(&str, &str); 5] = [
    ("`value` 和其他各种里要的数", "Ask"),
    ("`quotient` 比率", "Quotient"),
    ("`mean` 平均数", "MeanOf"),
    ("`change` 变动率、`deviation` 差异率", "Change"),
    ("`days` 天数", "Days"),
];

/// Writes the files anew.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut files = vec![(RULE_KINDS, rule_kinds(workspace)?)];
    for (name, path) in SCHEMAS {
        let schema = process::output(cargo(workspace).args([
            "run",
            "--quiet",
            "--package",
            "scoring-rubrics",
            "--example",
            "schema",
            name,
        ]))?;
        files.push((path, schema));
    }
    for (path, text) in files {
        fs::write(workspace.root.join(path), text)
            .with_context(|| format!("could not write {path}"))?;
        println!("{path}");
    }
    Ok(())
}

/// The text of `docs/rule-kinds.md`.
fn rule_kinds(workspace: &Workspace) -> Result<String> {
    let source = |name: &str| {
        let path = format!("crates/scoring/src/{name}.rs");
        fs::read_to_string(workspace.root.join(&path))
            .with_context(|| format!("could not read {path}"))
    };
    let kinds = register(&source("rule/mod")?)?;
    let mut rows = String::new();
    let mut each = String::new();
    for kind in &kinds {
        let doc = Doc::of(&source(&format!("rule/{}", kind.file))?, &kind.name)?;
        let purpose = doc.section("用途")?;
        let sentence = purpose.split('。').next().unwrap_or_default();
        let Kind { file, chinese, .. } = kind;
        writeln!(rows, "| [`{file}`](#{file}) | {chinese} | {sentence} |")?;
        write!(
            each,
            "\n<a id=\"{file}\"></a>\n\n### `{file}` {chinese}\n\n{}",
            doc.markdown()
        )?;
    }
    let measures = source("rule/measure")?;
    let mut out = format!(
        "{HEAD}\n| 种类 | 名称 | 用途 |\n|---|---|---|\n{rows}\n## 各种规则\n{each}\n## 指标量\n\n{}\n{}",
        Doc::of(&measures, "Measure")?.markdown(),
        variants(&measures, "Measure")?
    );
    for (head, name) in MEASURES {
        let doc = Doc::of(&measures, name)?;
        write!(out, "\n### {head}\n\n{}", doc.markdown())?;
    }
    out.push_str("\n## 规则以外\n");
    for (head, file, name) in PARTS {
        let doc = Doc::of(&source(file)?, name)?;
        write!(out, "\n### {head}\n\n{}", doc.markdown())?;
    }
    Ok(out)
}

/// A line of the register of rule kinds.
struct Kind {
    file: String,
    name: String,
    chinese: String,
}

/// The kinds in the order of the register.
fn register(source: &str) -> Result<Vec<Kind>> {
    let (_, list) = source
        .split_once("\nregister! {\n")
        .context("rule/mod.rs has no register")?;
    let list = list.split("\n}").next().unwrap_or_default();
    let mut kinds = Vec::new();
    let mut chinese = "";
    for line in list.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("/// ") {
            chinese = doc.split(": ").next().unwrap_or(doc);
        } else if let Some((file, name)) = line.trim_end_matches(',').split_once("::") {
            kinds.push(Kind {
                file: file.to_owned(),
                name: name.to_owned(),
                chinese: chinese.to_owned(),
            });
        }
    }
    Ok(kinds)
}

/// The variants of an enum with the Chinese before the colon of their comments, as a list.
fn variants(source: &str, name: &str) -> Result<String> {
    let (_, body) = source
        .split_once(&format!("pub enum {name} {{\n"))
        .with_context(|| format!("there is no enum {name}"))?;
    let mut out = String::new();
    let mut chinese = "";
    for line in body.lines().take_while(|line| *line != "}").map(str::trim) {
        if let Some(doc) = line.strip_prefix("/// ") {
            chinese = doc.split(": ").next().unwrap_or(doc);
        } else if let Some((variant, _)) = line.split_once('(') {
            writeln!(out, "- `{}` {chinese}", variant.to_lowercase())?;
        }
    }
    Ok(out)
}

/// The documentation of a type, by its headings.
struct Doc(Vec<(String, Vec<String>)>);

impl Doc {
    /// The comment above `pub struct name` or `pub enum name`; what stands before its first heading is left out.
    fn of(source: &str, name: &str) -> Result<Self> {
        let is_it = |line: &str| {
            ["pub struct ", "pub enum "].iter().any(|what| {
                line.strip_prefix(what)
                    .and_then(|line| line.split(' ').next())
                    == Some(name)
            })
        };
        let lines: Vec<&str> = source.lines().collect();
        let at = lines
            .iter()
            .position(|line| is_it(line))
            .with_context(|| format!("there is no {name}"))?;
        let mut above: Vec<&str> = lines[..at]
            .iter()
            .rev()
            .take_while(|line| line.starts_with("///") || line.starts_with("#["))
            .filter_map(|line| line.strip_prefix("///"))
            .collect();
        above.reverse();
        let mut sections: Vec<(String, Vec<String>)> = Vec::new();
        for line in above {
            let line = line.strip_prefix(' ').unwrap_or(line);
            if let Some(heading) = line.strip_prefix("# ") {
                let chinese = heading.split(' ').next().unwrap_or(heading);
                sections.push((chinese.to_owned(), Vec::new()));
            } else if let Some((_, body)) = sections.last_mut() {
                body.push(line.to_owned());
            }
        }
        let doc = Self(sections);
        for heading in ["用途", "写法", "边界"] {
            doc.section(heading)
                .with_context(|| format!("the comment of {name}"))?;
        }
        Ok(doc)
    }

    fn section(&self, heading: &str) -> Result<String> {
        let section = self.0.iter().find(|(name, _)| name == heading);
        let (_, body) = section.with_context(|| format!("no heading {heading}"))?;
        Ok(joined(body))
    }

    fn markdown(&self) -> String {
        let mut out = String::new();
        for (index, (heading, body)) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { "\n" };
            // The first says what the headline names.
            let heading = if index == 0 {
                String::new()
            } else {
                format!("**{heading}**\n\n")
            };
            out.push_str(&format!("{space}{heading}{}\n", joined(body)));
        }
        out
    }
}

/// Lines as Markdown: code as it stands, and a paragraph on one line, since a line break would show as a space.
fn joined(lines: &[String]) -> String {
    let mut out = String::new();
    let mut code = false;
    for line in lines {
        let fence = line.starts_with("```");
        if !out.is_empty() {
            out.push_str(match (code, fence) {
                (true, _) => "\n",
                (false, true) => "\n\n",
                (false, false) if out.ends_with("```") => "\n\n",
                (false, false) => {
                    let ascii =
                        |edge: Option<char>| edge.is_some_and(|edge| edge.is_ascii_alphanumeric());
                    let words = ascii(out.chars().next_back()) && ascii(line.chars().next());
                    if words { " " } else { "" }
                }
            });
        }
        out.push_str(line);
        code ^= fence;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema has a test of its own, beside the program that prints it.
    #[test]
    fn the_committed_rule_kinds_are_those_of_the_source() {
        let workspace = Workspace::find().unwrap();
        let committed = fs::read_to_string(workspace.root.join(RULE_KINDS)).unwrap_or_default();
        assert!(
            committed == rule_kinds(&workspace).unwrap(),
            "{RULE_KINDS} is not what the doc comments say: run `cargo xtask generate`"
        );
    }

    #[test]
    fn a_comment_is_read_by_its_headings() {
        let source = "/// Left out.\n///\n/// # 用途 Purpose\n/// 甲，\n/// 乙。\n/// # 写法 Shape\n/// ```toml\n/// a = 1\n/// ```\n/// # 边界 Boundaries\n/// 丙。\n#[derive(Debug)]\npub struct One {\n";
        let doc = Doc::of(source, "One").unwrap();
        assert_eq!(
            doc.markdown(),
            "甲，乙。\n\n**写法**\n\n```toml\na = 1\n```\n\n**边界**\n\n丙。\n"
        );
        assert!(Doc::of(source, "Two").is_err());
        assert!(Doc::of(&source.replace("边界", "分界"), "One").is_err());
    }
}
