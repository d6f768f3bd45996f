//! What a screen reader gets of a page: Chromium's accessibility tree, as text.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::Chromium;
use crate::failure::{Failure, Result};

/// States that a screen reader says. Others, such as `focusable`, it acts on without a word.
const STATES: [&str; 11] = [
    "level", "checked", "pressed", "selected", "expanded", "hasPopup", "modal", "required",
    "readonly", "disabled", "invalid",
];

/// What a name made of their contents would only say twice.
const NAMED_BY_CONTENTS: [&str; 5] = ["cell", "gridcell", "row", "listitem", "LabelText"];

/// What is inside them is not read: it is their value, a list that is closed, or what their name is made of.
const LEAVES: [&str; 15] = [
    "textbox",
    "searchbox",
    "spinbutton",
    "slider",
    "combobox",
    "img",
    "button",
    "checkbox",
    "radio",
    "switch",
    "tab",
    "option",
    "menuitem",
    "progressbar",
    "meter",
];

impl Chromium {
    /// What a screen reader reads of an element, in order and indented as it is nested: role, "name", = "value", (states).
    ///
    /// Left out is what it leaves out: ignored nodes, boxes that only group. Texts that stand in one line are one.
    pub fn accessibility_tree(&mut self, selector: &str) -> Result<String> {
        let found = format!("document.querySelector({})", json!(selector));
        let answer = self.command("Runtime.evaluate", &json!({"expression": found}))?;
        let object = answer
            .pointer("/result/objectId")
            .ok_or_else(|| Failure::new(format!("nothing matches {selector}")))?;
        let element = self.command("DOM.describeNode", &json!({"objectId": object}))?;
        let tree = self.command("Accessibility.getFullAXTree", &json!({}))?;
        let nodes = tree["nodes"].as_array().into_iter().flatten();
        let tree: HashMap<_, _> = nodes
            .map(|node| (node["nodeId"].as_str().unwrap_or_default(), node))
            .collect();
        let wanted = &element["node"]["backendNodeId"];
        let root = tree
            .values()
            .find(|node| node["backendDOMNodeId"] == *wanted)
            .ok_or_else(|| Failure::new(format!("{selector} is not in the accessibility tree")))?;
        let mut lines = Vec::new();
        read(root, &tree, &mut lines);
        let mut text = String::new();
        write_lines(&lines, 0, &mut text);
        Ok(text)
    }
}

type Tree<'a> = HashMap<&'a str, &'a Value>;

/// What is read.
enum Line {
    Text(String),
    /// Where a text ends though nothing is said.
    Break,
    Node {
        said: String,
        inside: Vec<Line>,
    },
}

fn read(node: &Value, tree: &Tree, lines: &mut Vec<Line>) {
    let text = |pointer: &str| {
        node.pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let (role, mut name) = (text("/role/value"), text("/name/value"));
    if role == "StaticText" {
        match lines.last_mut() {
            Some(Line::Text(before)) => before.push_str(&name),
            _ => lines.push(Line::Text(name)),
        }
        return;
    }
    let children = |lines: &mut Vec<Line>| {
        let ids = node["childIds"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        ids.filter_map(|id| tree.get(id))
            .for_each(|child| read(child, tree, lines));
    };
    if node["ignored"] == true {
        return children(lines);
    }
    let groups_only = [
        "generic",
        "none",
        "paragraph",
        "rowgroup",
        "LayoutTable",
        "LineBreak",
    ]
    .contains(&role.as_str());
    if groups_only && name.trim().is_empty() {
        lines.push(Line::Break);
        children(lines);
        return lines.push(Line::Break);
    }
    let mut inside = Vec::new();
    if !LEAVES.contains(&role.as_str()) {
        children(&mut inside);
        inside.retain(|line| !matches!(line, Line::Break));
    }
    // A button's text is its name.
    if inside.iter().all(|line| matches!(line, Line::Text(_))) {
        let whole: String = inside
            .iter()
            .filter_map(|line| match line {
                Line::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        if name.is_empty() {
            name = whole.clone();
        }
        if squeezed(&whole) == squeezed(&name) {
            inside.clear();
        }
    } else if NAMED_BY_CONTENTS.contains(&role.as_str()) {
        name.clear();
    }
    let (mut said, name) = (role, name.trim());
    if !name.is_empty() {
        write!(said, " {name:?}").expect("a String takes everything");
    }
    for (before, what) in [
        (" = ", text("/value/value")),
        (" – ", text("/description/value")),
    ] {
        if !what.is_empty() {
            write!(said, "{before}{what:?}").expect("a String takes everything");
        }
    }
    let states = states(node);
    if !states.is_empty() {
        write!(said, " ({})", states.join(", ")).expect("a String takes everything");
    }
    lines.push(Line::Node { said, inside });
}

fn states(node: &Value) -> Vec<String> {
    let properties = node["properties"].as_array().into_iter().flatten();
    let value = |property: &Value| match &property["value"]["value"] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    properties
        .filter_map(|property| {
            let name = property["name"]
                .as_str()
                .filter(|name| STATES.contains(name))?;
            match (name, value(property).as_str()) {
                // To be closed, not chosen or not pressed is a state too; the rest is said only where it is so.
                ("expanded" | "checked" | "pressed" | "selected", "false") => {
                    Some(format!("not {name}"))
                }
                (_, "false" | "") => None,
                (_, "true") => Some(name.to_owned()),
                (_, value) => Some(format!("{name} {value}")),
            }
        })
        .collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn write_lines(lines: &[Line], depth: usize, text: &mut String) {
    for line in lines {
        let (said, inside) = match line {
            Line::Text(said) if said.trim().is_empty() => continue,
            Line::Text(said) => (format!("{:?}", said.trim()), [].as_slice()),
            Line::Node { said, inside } => (said.clone(), inside.as_slice()),
            Line::Break => continue,
        };
        writeln!(text, "{:1$}{said}", "", depth * 2).expect("a String takes everything");
        write_lines(inside, depth + 1, text);
    }
}
