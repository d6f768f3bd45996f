//! A form filled from empty to its total without a mouse, taken back step by step, and made again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{Page, dist_url, in_current_chromium};
use serde_json::{Value, json};

/// The lists of targets, and how many each has.
const LISTS: [(&str, usize); 2] = [("output", 29), ("benefit", 8)];

#[test]
fn jiangmen_from_empty_to_its_total_by_keyboard() {
    in_current_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("claimed", "97.62");
        let wanted = page.form();

        page.open_page(&format!("{}#new={JIANGMEN}", dist_url()));
        page.wait_for(
            "document.querySelector('[data-total=computed]')",
            "the form",
        );
        fill_by_keyboard(page, &wanted);
        page.wait_for_form(&wanted);
        page.wait_for_total("claimed", "97.62");
        page.wait_for_total("computed", "96.21");

        // Everything back, step by step, and everything again.
        let steps = page.press_until("Control+z", "undo");
        // One for each field, and one for each block.
        assert!(steps > 90, "only {steps} steps were taken back");
        page.wait_for_form(&json!({}));
        assert_eq!(page.press_until("Control+y", "redo"), steps);
        page.wait_for_form(&wanted);
        page.wait_for_total("claimed", "97.62");
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn hundreds_of_steps_are_taken_back() {
    in_current_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("computed", "96.21");
        let before = page.form();
        page.run(
            "const fields = ['answers.three-public.inputs.spent', 'targets.output.0.actual', 'profile.budget', 'targets.benefit.1.name'];
             for (let step = 0; step < 600; step++) {
                 const field = document.getElementById(fields[step % fields.length]);
                 field.value = String(step);
                 field.dispatchEvent(new Event('input', {bubbles: true}));
             }",
            "600 edits",
        );
        page.wait_for_value("targets.benefit.1.name", "599");
        assert_eq!(page.press_until("Control+z", "undo"), 600);
        page.wait_for_form(&before);
        assert_eq!(page.press_until("Control+Shift+z", "redo"), 600);
        page.wait_for_value("targets.benefit.1.name", "599");
    });
}

#[test]
fn keys_walk_the_grid_as_in_a_sheet() {
    in_current_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        let at = |row: usize, name: &str| format!("targets.output.{row}.{name}");
        let in_view = format!("document.querySelector('{}')", field(&at(28, "name")));
        page.wait_for(&in_view, "the last target");
        page.click(&field(&at(0, "goal")));
        for (key, row, name) in [
            ("ArrowDown", 1, "goal"),
            ("Enter", 2, "goal"),
            ("Shift+Enter", 1, "goal"),
            ("ArrowUp", 0, "goal"),
            // All of the cell is chosen, so the arrow leaves it.
            ("ArrowRight", 0, "unit"),
            ("ArrowRight", 0, "actual"),
            ("ArrowLeft", 0, "unit"),
            ("Tab", 0, "actual"),
            ("Shift+Tab", 0, "unit"),
            ("Control+End", 28, "unit"),
            ("Control+Home", 0, "unit"),
        ] {
            page.press(key);
            page.wait_for(
                &format!("document.activeElement.id === '{}'", at(row, name)),
                &format!("{key} to lead to {name} of target {row}"),
            );
        }
        // What is typed takes the place of what stands there, as in a sheet.
        page.press("ArrowDown");
        page.type_text("轮");
        assert_eq!(page.value(&at(1, "unit")), "轮");

        // Rows come, move and go, and undo brings all of it back.
        let first = page.value(&at(0, "name"));
        let second = page.value(&at(1, "name"));
        page.press("Alt+ArrowUp");
        page.wait_for_value(&at(0, "name"), &second);
        assert_eq!(page.value(&at(1, "name")), first);
        page.press("Control+Enter");
        page.wait_for_value(&at(1, "name"), "");
        page.wait_for(
            &format!("document.activeElement.id === '{}'", at(1, "name")),
            "the new row",
        );
        page.press("Control+Shift+k");
        page.wait_for_value(&at(1, "name"), &first);
        page.click(&field(&at(1, "name")));
        page.press("Control+Shift+d");
        page.wait_for_value(&at(2, "name"), &first);
        for _ in 0..5 {
            page.press("Control+z");
        }
        page.wait_for_value(&at(0, "name"), &first);
        page.wait_for_value(&at(1, "name"), &second);
        page.wait_for_total("computed", "96.21");
        assert_eq!(page.value(&at(1, "unit")), "次");
    });
}

/// Goes from field to field with Tab, and fills in what the wanted form says.
fn fill_by_keyboard(page: &mut Page, wanted: &Value) {
    page.click("#main h2");
    for _ in 0..1500 {
        page.press("Tab");
        let here = page.eval(HERE);
        let (kind, id, text) = (
            here["kind"].as_str().unwrap_or_default(),
            here["id"].as_str().unwrap_or_default(),
            here["text"].as_str().unwrap_or_default(),
        );
        match kind {
            "end" => return,
            "field" => {
                let text = at(wanted, id);
                if !text.is_empty() && here["value"] == "" {
                    page.type_text(&text);
                }
            }
            // 名称｜存放处, in two fields.
            "evidence" => {
                let all = at(wanted, here["of"].as_str().unwrap_or_default());
                let line = all
                    .split('\n')
                    .nth(here["row"].as_u64().unwrap_or_default() as usize);
                let part = here["part"].as_u64().unwrap_or_default() as usize;
                let text = line
                    .and_then(|line| line.split('｜').nth(part))
                    .unwrap_or_default();
                if !text.is_empty() && here["value"] == "" {
                    page.type_text(text);
                }
            }
            "choice" if at(wanted, id) == text && here["pressed"] == false => page.press(" "),
            "summary" => {
                let answer = &wanted["answers"][id];
                let written = ["reason", "remedy", "evidence", "remark"]
                    .iter()
                    .any(|field| answer[*field].is_string());
                if written && here["open"] == false {
                    page.press("Enter");
                    page.wait_for(
                        "document.activeElement.parentElement.querySelector('textarea')",
                        "the fields to be made",
                    );
                }
            }
            "add-goal" => {
                let goals = wanted["goals"].as_array().map_or(0, Vec::len);
                let row = here["rows"].as_u64().unwrap_or_default() as usize;
                if row < goals {
                    page.press("Enter");
                    let first = format!("goals.{row}.goal");
                    page.wait_for(
                        &format!("document.activeElement.id === '{first}'"),
                        "the new pair",
                    );
                    page.type_text(&at(wanted, &first));
                }
            }
            "add-target" if here["rows"] == 0 => {
                let (list, count) = LISTS
                    .into_iter()
                    .find(|(list, _)| id == format!("targets.{list}"))
                    .unwrap();
                paste_targets(page, wanted, list, count);
            }
            _ => {}
        }
    }
    panic!("Tab never came to the end of the page");
}

/// What has the focus, as a person sees it.
const HERE: &str = "(() => {
    const element = document.activeElement;
    const row = element.closest('.app-row');
    const group = element.closest('.app-seg');
    if (element === document.body || element.closest('.app-summary')) return {kind: 'end'};
    if (element.closest('.app-bar, .app-nav, .app-grid')) return {kind: 'other'};
    if (element.matches('.app-evidence input')) {
        const line = element.closest('.app-evidence');
        const of = row.id + '.evidence';
        const rows = Array.from(line.parentElement.querySelectorAll('.app-evidence'));
        return {kind: 'evidence', of, row: rows.indexOf(line), part: Array.from(line.children).indexOf(element), value: element.value};
    }
    if (element.matches('input, textarea')) return {kind: 'field', id: element.id, value: element.value};
    if (group) return {kind: 'choice', id: group.firstElementChild.id, text: element.textContent, pressed: element.getAttribute('aria-pressed') === 'true'};
    if (element.matches('.app-more > summary')) return {kind: 'summary', id: row.id.replace('answers.', ''), open: element.parentElement.open};
    if (element.matches('#goals .app-btn')) return {kind: 'add-goal', rows: document.querySelectorAll('.app-goal').length};
    if (element.matches('.app-grid__add')) {
        const table = element.closest('.app-grid__foot').previousElementSibling;
        return {kind: 'add-target', id: table.id, rows: table.querySelectorAll('.app-target').length};
    }
    return {kind: 'other'};
})()";

/// A text of the form by its path.
fn at(form: &Value, path: &str) -> String {
    let mut value = form;
    for key in path.split('.') {
        value = match key.parse::<usize>() {
            Ok(index) => &value[index],
            Err(_) => &value[key],
        };
    }
    value.as_str().unwrap_or_default().to_owned()
}

/// Adds a row, and pastes over it what a spreadsheet would hold.
fn paste_targets(page: &mut Page, wanted: &Value, list: &str, count: usize) {
    let targets = wanted["targets"][list].as_array().unwrap().clone();
    assert_eq!(targets.len(), count);
    page.press("Enter");
    let first = format!("targets.{list}.0.name");
    page.wait_for(
        &format!("document.activeElement && document.activeElement.id === '{first}'"),
        "the first row",
    );
    page.copy(&sheet(&targets));
    page.eval(&format!("document.getElementById('{first}').focus()"));
    page.press("Control+v");
    page.wait_for("document.activeElement.id === 'paste-fill'", "the preview");
    page.press("Enter");
    let last = format!("targets.{list}.{}.name", count - 1);
    page.wait_for(
        &format!("document.getElementById('{last}')"),
        "the last row",
    );
    // Where a person was: at the button behind the table.
    page.eval(&format!(
        "document.getElementById('targets.{list}').nextElementSibling.querySelector('.app-grid__add').focus()"
    ));
}

/// Targets as the cells of a spreadsheet, with a row of heads.
fn sheet(targets: &[Value]) -> String {
    let columns = [
        ("name", "指标名称"),
        ("direction", "指标方向"),
        ("goal", "年度指标值"),
        ("unit", "计量单位"),
        ("actual", "实际完成值"),
        ("word", "评级"),
        ("reached", "自评达成"),
        ("note", "完成情况"),
    ];
    let mut rows = vec![columns.map(|(_, head)| head.to_owned()).join("\t")];
    let row = |cell: &dyn Fn(&str) -> String| columns.map(|(name, _)| cell(name)).join("\t");
    for target in targets {
        rows.push(row(&|name| {
            target[name].as_str().unwrap_or_default().to_owned()
        }));
        for part in target["parts"].as_array().into_iter().flatten() {
            rows.push(row(
                &|name| match (name, part[name].as_str().unwrap_or_default()) {
                    ("name", text) => format!("其中：{text}"),
                    (_, text) => text.to_owned(),
                },
            ));
        }
    }
    rows.join("\r\n")
}
