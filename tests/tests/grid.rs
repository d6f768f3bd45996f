//! Blocks of cells, in from a spreadsheet and out to one.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{dist_url, in_current_chromium};

fn at(row: usize, name: &str) -> String {
    format!("targets.output.{row}.{name}")
}

#[test]
fn a_merged_table_of_the_official_form_is_read() {
    in_current_chromium(|page| {
        page.open_page(&format!("{}#new=national-project", dist_url()));
        page.click(&format!(
            "{} + .app-grid__foot .app-grid__add",
            field("targets.output")
        ));
        page.wait_for(
            &format!("document.activeElement.id === '{}'", at(0, "name")),
            "the row",
        );
        let row = |cells: &str| format!("<tr>{cells}</tr>");
        let html = [
            row("<th>一级指标</th><th>二级指标</th><th>三级指标</th><th>年度指标值</th><th>实际完成值</th><th>分值</th><th>得分</th><th>偏差原因分析及改进措施</th>"),
            row("<td rowspan=3>产出指标</td><td rowspan=2>数量指标</td><td>培训场次</td><td>≥10场</td><td>10</td><td>20</td><td>20</td><td></td>"),
            row("<td>培训人次</td><td>≥500人次</td><td>470</td><td>20</td><td>18.8</td><td>两个乡镇没有参加</td>"),
            row("<td>质量指标</td><td>考核合格率</td><td>≥95%</td><td>九成多</td><td>10</td><td>10</td><td></td>"),
            row("<td colspan=5>合计</td><td>50</td><td>48.8</td><td></td>"),
        ]
        .concat();
        page.copy_html(&format!("<table>{html}</table>"), "only the table counts");
        page.eval(&format!(
            "document.getElementById('{}').focus()",
            at(0, "name")
        ));
        page.press("Control+v");
        page.wait_for("document.activeElement.id === 'paste-fill'", "the preview");
        let preview = page.text("document.querySelector('dialog[open]').textContent");
        for said in ["九成多", "合计", "填入 3 个目标"] {
            assert!(preview.contains(said), "{said} is not in: {preview}");
        }
        page.press("Enter");
        page.wait_for_value(&at(2, "name"), "考核合格率");
        for (row, name, text) in [
            (0, "group", "数量指标"),
            (1, "group", "数量指标"),
            (2, "group", "质量指标"),
            (0, "direction", "≥"),
            (1, "goal", "500"),
            (1, "unit", "人次"),
            (1, "actual", "470"),
            (1, "claimed", "18.8"),
            (1, "note", "两个乡镇没有参加"),
            // Kept as it was typed, and marked.
            (2, "actual", "九成多"),
        ] {
            assert_eq!(page.value(&at(row, name)), text, "{name} of row {row}");
        }
        let invalid = format!(
            "document.getElementById('{}').getAttribute('aria-invalid')",
            at(2, "actual")
        );
        assert_eq!(page.eval(&invalid), "true");
        page.press("Control+z");
        page.wait_for(
            &format!("!document.getElementById('{}')", at(2, "name")),
            "the rows to go",
        );
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_block_is_copied_out_emptied_and_comes_back() {
    in_current_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("computed", "96.21");
        let before = page.form();
        page.run(
            "document.addEventListener('copy', event => { window.copied = event.clipboardData.getData('text/plain') })",
            "listening to copies",
        );
        page.click(&field(&at(5, "goal")));
        // Three rows, and from 目标值 to 实际完成值.
        for key in [
            "Shift+ArrowDown",
            "Shift+ArrowDown",
            "Shift+ArrowRight",
            "Shift+ArrowRight",
        ] {
            page.press(key);
        }
        page.wait_for(
            "document.querySelectorAll('.app-grid td.app-on').length === 9",
            "nine chosen cells",
        );
        page.press("Control+c");
        page.wait_for("window.copied", "the copy");
        assert_eq!(
            page.text("window.copied"),
            "4000\t个\t7700\r\n1\t\t\r\n4\t\t2\r\n"
        );
        page.press("Delete");
        page.wait_for_value(&at(5, "actual"), "");
        assert_eq!(page.value(&at(7, "goal")), "");
        page.press("Control+z");
        page.wait_for_form(&before);

        // The whole table, to a spreadsheet and back over itself: nothing changes.
        page.eval("window.copied = ''");
        page.click(&format!(
            "{} + .app-grid__foot .app-btn:nth-of-type(3)",
            field("targets.output")
        ));
        page.wait_for("window.copied", "the table");
        page.eval(&format!(
            "document.getElementById('{}').focus()",
            at(0, "name")
        ));
        page.press("Control+v");
        page.wait_for("document.activeElement.id === 'paste-fill'", "the preview");
        page.press("Enter");
        page.wait_for(
            "!document.querySelector('dialog[open]')",
            "the dialog to go",
        );
        page.wait_for_total("computed", "96.21");
        page.wait_for_form(&before);
    });
}
