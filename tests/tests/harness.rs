//! The browser layer itself, on a page of its own: what it says it does, it does, in every listed browser.

// A test should stop where something is not as it must be.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use pingfen_tests::{
    Page, Server, file_url, for_each_browser, for_each_chromium, in_current_chromium, wait_for_file,
};
use serde_json::{Value, json};
use tempfile::TempDir;

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>试</title><style>
@page { size: A4 landscape }
.sheet { break-after: page } #far { margin-top: 3000px }
</style></head><body>
<input id="a"><input id="b" inputmode="decimal"><input id="file" type="file">
<button id="button" onclick="clicks.push(event.isTrusted)">点</button>
<div class="sheet"></div><button id="far" onclick="clicks.push('far')">远</button>
<div style="position:relative;width:80px"><button id="under">下</button><div id="over" style="position:absolute;inset:0;left:0;top:0;right:0;bottom:0"></div></div>
<script>
var clicks = [], keys = [], events = [];
document.addEventListener('keydown', function (e) { keys.push(e.key) });
['compositionstart', 'compositionend', 'input'].forEach(function (kind) {
  document.addEventListener(kind, function (e) { events.push(kind + ':' + e.target.value) }) });
</script></body></html>"#;

/// The page on a disk, in a folder with a Chinese name.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new(html: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("评分 ").tempdir().unwrap();
        fs::write(folder.path().join("index.html"), html).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn url(&self) -> String {
        file_url(&self.path("index.html"))
    }
}

fn value(page: &mut Page, id: &str) -> String {
    page.text(&format!("document.getElementById('{id}').value"))
}

#[test]
fn types_digits_and_chinese() {
    for_each_browser(|page| {
        page.open(&Site::new(PAGE).url());
        page.click("#a");
        page.type_text("12.5%, (a-B_Z)");
        page.type_text("得分：９０分");
        assert_eq!(value(page, "a"), "12.5%, (a-B_Z)得分：９０分");
        let keys = page.eval("keys.filter(key => key !== 'Shift').slice(0, 5)");
        assert_eq!(keys, json!(["1", "2", ".", "5", "%"]));
    });
}

#[test]
fn fills_over_what_was_there() {
    for_each_browser(|page| {
        page.open(&Site::new(PAGE).url());
        page.fill("#a", "第一");
        page.fill("#a", "3.14");
        assert_eq!(value(page, "a"), "3.14");
        page.press("Backspace");
        page.press("ArrowLeft");
        page.press("Shift+ArrowLeft");
        page.type_text("0");
        assert_eq!(value(page, "a"), "301");
        page.fill("#a", "");
        assert_eq!(value(page, "a"), "");
    });
}

#[test]
fn undoes_with_control_z() {
    for_each_browser(|page| {
        if page.name() == "webkit" {
            return; // MiniBrowser has no key for undo.
        }
        page.open(&Site::new(PAGE).url());
        page.fill("#a", "7");
        page.press("Control+z");
        page.wait_for("document.getElementById('a').value === ''", "undo");
    });
}

#[test]
fn tab_goes_through_fields_in_order() {
    for_each_browser(|page| {
        page.open(&Site::new(PAGE).url());
        page.click("#a");
        page.press("Tab");
        assert_eq!(page.text("document.activeElement.id"), "b");
        page.press("Shift+Tab");
        assert_eq!(page.text("document.activeElement.id"), "a");
        page.press("Enter");
        assert_eq!(page.text("keys[keys.length - 1]"), "Enter");
    });
}

#[test]
fn clicks_with_a_real_mouse_also_far_down() {
    for_each_browser(|page| {
        page.open(&Site::new(PAGE).url());
        page.click("#button");
        page.click("#far");
        assert_eq!(page.eval("clicks"), json!([true, "far"]));
    });
}

#[test]
fn evaluates_promises_and_chinese_and_nothing() {
    for_each_browser(|page| {
        page.open(&Site::new(PAGE).url());
        assert_eq!(
            page.eval("Promise.resolve({分: [1, null, 0.1]})"),
            json!({"分": [1, null, 0.1]})
        );
        assert_eq!(page.eval("undefined"), Value::Null);
        assert_eq!(page.text("document.title"), "试");
    });
}

#[test]
fn evaluates_under_a_strict_policy() {
    const POLICY: &str =
        r#"<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'">"#;
    for_each_browser(|page| {
        page.open(&Site::new(&PAGE.replace("<head>", POLICY)).url());
        page.fill("#a", "1");
        assert_eq!(value(page, "a"), "1");
        assert_eq!(page.text("typeof clicks"), "undefined", "the policy holds");
    });
}

#[test]
fn says_what_went_wrong() {
    for_each_browser(|page| {
        let site = Site::new(
            r#"<meta charset="utf-8"><script>console.error('早坏了'); console.error(new Error('错'), {a: 1})</script>
            <button onclick="console.error('坏了', 1); throw new Error('也坏了')">坏</button>"#,
        );
        // Hosted, since WebKit calls every exception of a `file:` page "Script error."
        let server = Server::start(site.folder.path()).unwrap();
        page.open(&server.url(""));
        page.click("button");
        let deadline = Instant::now() + Duration::from_secs(10);
        while !page.console().join("").contains("也坏了") && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(50));
        }
        let console = page.console().join("\n");
        assert!(
            console.contains("坏了") && console.contains("也坏了"),
            "{console}"
        );
        // WebKitGTK shows only what comes after `load`.
        assert!(
            console.contains("早坏了") || page.name() == "webkit",
            "{console}"
        );
    });
}

#[test]
fn selects_with_the_keyboard() {
    for_each_browser(|page| {
        page.open(
            &Site::new(
                "<meta charset=utf-8><select><option>甲<option disabled>乙<option>丙</select>",
            )
            .url(),
        );
        page.eval(
            "void (window.changes = 0, document.querySelector('select').onchange = () => window.changes++)",
        );
        page.select("select", "丙");
        page.select("select", "丙");
        page.select("select", "甲");
        assert_eq!(page.text("document.querySelector('select').value"), "甲");
        page.wait_for("window.changes === 2", "both changes");
    });
}

#[test]
fn pastes_rows_as_from_a_workbook() {
    for_each_browser(|page| {
        page.open(&Site::new("<meta charset=utf-8><textarea id=a></textarea>").url());
        page.copy("产出\t50\n效益\t30");
        page.click("#a");
        page.press("Control+v");
        assert_eq!(value(page, "a"), "产出\t50\n效益\t30");
    });
}

#[test]
fn keeps_local_storage_over_a_reload() {
    for_each_browser(|page| {
        let site = Site::new(PAGE);
        page.open(&site.url());
        page.eval("localStorage.setItem('draft', '草稿')");
        page.reload();
        assert_eq!(page.text("localStorage.getItem('draft')"), "草稿");
    });
}

#[test]
fn chooses_files() {
    for_each_browser(|page| {
        let site = Site::new(PAGE);
        fs::write(site.path("表.json"), "{}").unwrap();
        page.open(&site.url());
        page.set_files("#file", &[&site.path("表.json")]);
        assert_eq!(
            page.text("document.getElementById('file').files[0].name"),
            "表.json"
        );
    });
}

#[test]
fn changes_the_viewport_and_takes_a_screenshot() {
    for_each_browser(|page| {
        let site = Site::new(PAGE);
        page.open(&site.url());
        for (width, height) in [(1280, 800), (640, 700)] {
            page.viewport(width, height, false);
            assert_eq!(
                page.eval("[innerWidth, innerHeight]"),
                json!([width, height])
            );
        }
        if page.chromium().is_some() {
            page.viewport(390, 800, true);
            page.reload();
            assert_eq!(
                page.eval("[innerWidth, 'ontouchstart' in window]"),
                json!([390, true])
            );
            page.click("#far");
            assert_eq!(page.eval("clicks"), json!(["far"]));
        }
        page.screenshot(&site.path("shot.png"));
        assert!(
            fs::read(site.path("shot.png"))
                .unwrap()
                .starts_with(b"\x89PNG")
        );
    });
}

#[test]
fn opens_a_hosted_page() {
    for_each_browser(|page| {
        let site = Site::new(PAGE);
        let server = Server::start(site.folder.path()).unwrap();
        page.open(&server.url(""));
        assert_eq!(page.text("document.title"), "试");
        assert_eq!(server.requests()[0], "GET /");
        assert!(
            page.text("(await fetch('../Cargo.toml')).status")
                .starts_with("404")
        );
    });
}

#[test]
fn does_not_click_what_is_covered() {
    for_each_chromium(|page| {
        page.open(&Site::new(PAGE).url());
        page.patience(Duration::from_secs(1));
        let name = page.name().to_owned();
        let click = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| page.click("#under")))
            .unwrap_err();
        let message = click.downcast_ref::<String>().unwrap();
        assert!(
            message.starts_with(&format!(
                "{name}: cannot click #under: it is covered by <div id=\"over\""
            )),
            "{message}"
        );
    });
}

#[test]
fn keeps_local_storage_over_a_kill() {
    for_each_chromium(|page| {
        let site = Site::new(PAGE);
        page.open(&site.url());
        page.eval("localStorage.setItem('draft', '还在')");
        let deadline = Instant::now() + Duration::from_secs(20);
        let browser = page.chromium().unwrap();
        while !browser.stored_on_disk("还在") && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(100));
        }
        browser.kill();
        browser.relaunch().unwrap();
        page.open(&site.url());
        assert_eq!(page.text("localStorage.getItem('draft')"), "还在");
    });
}

#[test]
fn keeps_local_storage_over_a_restart() {
    for_each_chromium(|page| {
        let site = Site::new(PAGE);
        page.open(&site.url());
        page.eval("localStorage.setItem('draft', '马上关')");
        page.chromium().unwrap().restart().unwrap();
        page.open(&site.url());
        assert_eq!(page.text("localStorage.getItem('draft')"), "马上关");
    });
}

#[test]
fn sees_no_request_of_a_quiet_page() {
    for_each_chromium(|page| {
        page.open(&Site::new(PAGE).url());
        page.eval("fetch(URL.createObjectURL(new Blob(['x']))).then(answer => answer.text())");
        let requests = page.chromium().unwrap().requests().unwrap();
        assert!(requests[0].document);
        assert!(
            !requests.iter().any(|request| request.leaves_page()),
            "{requests:?}"
        );
    });
}

#[test]
fn sees_each_request_also_of_a_worker_and_a_blocked_one() {
    for_each_chromium(|page| {
        let site = Site::new(PAGE);
        let server = Server::start(site.folder.path()).unwrap();
        page.open(&server.url(""));
        page.eval(&format!("fetch('{}')", server.url("fetched.json")));
        page.eval(&format!("new Image().src = '{}'", server.url("image.png")));
        page.eval(&format!(
            "navigator.sendBeacon('{}', 'x')",
            server.url("beacon")
        ));
        page.eval(&format!(
            "void new Worker(URL.createObjectURL(new Blob([\"fetch('{}')\"])))",
            server.url("worker.json")
        ));
        page.eval(&format!(
            "void new WebSocket('{}')",
            server.url("socket").replace("http:", "ws:")
        ));
        page.wait_for(
            "new Promise(done => setTimeout(() => done(true), 500))",
            "the worker",
        );
        let requests = page.chromium().unwrap().requests().unwrap();
        for wanted in [
            "fetched.json",
            "image.png",
            "beacon",
            "worker.json",
            "socket",
        ] {
            let seen = requests
                .iter()
                .any(|request| request.url.ends_with(wanted) && request.leaves_page());
            assert!(seen, "{wanted} is missing in {requests:#?}");
        }
    });
}

#[test]
fn shows_what_the_policy_blocked() {
    const POLICY: &str =
        r#"<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'">"#;
    for_each_chromium(|page| {
        page.open(&Site::new(&PAGE.replace("<head>", POLICY)).url());
        page.eval("fetch('http://127.0.0.1:9/fetched').catch(() => 0)");
        page.eval("new Image().src = 'http://127.0.0.1:9/image'");
        let requests = page.chromium().unwrap().requests().unwrap();
        let console = page.console().join("\n");
        for wanted in ["http://127.0.0.1:9/fetched", "http://127.0.0.1:9/image"] {
            let request = requests.iter().find(|request| request.url == wanted);
            assert_eq!(
                request.map(|request| request.failure.as_deref()),
                Some(Some("csp")),
                "{requests:#?}"
            );
            assert!(console.contains(wanted), "{console}");
        }
    });
}

#[test]
fn prints_pages() {
    for_each_chromium(|page| {
        page.open(&Site::new(PAGE).url());
        let pdf = page.chromium().unwrap().print_pdf().unwrap();
        assert!(pdf.starts_with(b"%PDF"));
    });
}

#[test]
fn composes_as_an_input_method_does() {
    for_each_chromium(|page| {
        page.open(&Site::new(PAGE).url());
        page.click("#a");
        if page
            .chromium()
            .unwrap()
            .ime_compose(&["f", "fen"], "分")
            .unwrap()
        {
            assert_eq!(value(page, "a"), "分");
            let events = page.eval("events");
            assert_eq!(events[0], "compositionstart:");
            assert!(
                events
                    .as_array()
                    .unwrap()
                    .contains(&"compositionend:分".into()),
                "{events}"
            );
            assert_eq!(page.text("keys[0]"), "Process");
        }
    });
}

#[test]
fn saves_the_page_as_it_stands() {
    for_each_browser(|page| {
        page.open(&Site::new(PAGE).url());
        page.eval(
            "document.body.appendChild(document.createElement('output')).textContent = '合计'",
        );
        let html = page.dom_snapshot();
        assert!(
            html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"),
            "{html}"
        );
        assert!(html.contains("<output>合计</output>"));
    });
}

#[test]
fn downloads_into_a_folder() {
    for_each_chromium(|page| {
        let site = Site::new(
            r#"<meta charset="utf-8"><a id="save" download="评分表.csv">存</a>
            <script>save.href = URL.createObjectURL(new Blob(["项目,得分"]))</script>"#,
        );
        page.chromium()
            .unwrap()
            .set_download_dir(site.folder.path())
            .unwrap();
        page.open(&site.url());
        page.click("#save");
        let file = wait_for_file(page, site.folder.path(), |name| name.ends_with(".csv")).unwrap();
        assert_eq!(fs::read_to_string(file).unwrap(), "项目,得分");
    });
}

#[test]
fn accepts_dialogs() {
    for_each_browser(|page| {
        page.open(&Site::new(r#"<meta charset="utf-8"><button onclick="answer = confirm('确定吗？')">问</button>"#).url());
        page.click("button");
        page.wait_for("window.answer === true", "an answer to the dialog");
        if let Some(chromium) = page.chromium() {
            assert_eq!(chromium.dialogs().unwrap(), ["confirm: 确定吗？"]);
        }
    });
}

#[test]
fn copies_a_table_as_a_spreadsheet_does() {
    for_each_browser(|page| {
        page.open(&Site::new("<meta charset=utf-8><textarea id=a></textarea>").url());
        page.eval(
            "void (document.getElementById('a').onpaste = event => { window.pasted = event.clipboardData.getData('text/html') })",
        );
        page.copy_html("<table><tr><td>产出<td>50</table>", "产出\t50");
        page.click("#a");
        page.press("Control+v");
        assert_eq!(value(page, "a"), "产出\t50");
        // The browser may add a head of its own.
        let html = page.text("pasted");
        assert!(html.contains("<td>产出"), "{html}");
    });
}

#[test]
fn drives_two_tabs_that_share_their_storage() {
    for_each_chromium(|page| {
        let site = Site::new(PAGE);
        page.open(&site.url());
        page.eval("void (window.heard = [], onstorage = event => heard.push(event.newValue))");
        let second = page.chromium().unwrap().open_tab().unwrap();
        page.open(&site.url());
        page.eval("localStorage.setItem('draft', '两页')");
        page.fill("#a", "2");
        page.chromium().unwrap().switch_tab(0).unwrap();
        assert_eq!(value(page, "a"), "");
        page.wait_for("heard.includes('两页')", "the other tab's change");
        page.fill("#a", "1");
        page.chromium().unwrap().switch_tab(second).unwrap();
        assert_eq!(value(page, "a"), "2");
    });
}

#[test]
fn reads_as_a_screen_reader_does() {
    in_current_chromium(|page| {
        page.open(
            &Site::new(
                "<!DOCTYPE html><meta charset=utf-8><table id=t><caption>目标<tr><th scope=col>指标<th scope=col>操作<tr><td>参保 <b>人数</b>
                <td><input aria-label=目标值 value=200 aria-invalid=true><button>删除</button><p>第一句</p><p>第二句</p></table>",
            )
            .url(),
        );
        let read = page.chromium().unwrap().accessibility_tree("#t").unwrap();
        assert_eq!(
            read,
            r#"table "目标"
  caption "目标"
  row
    columnheader "指标"
    columnheader "操作"
  row
    cell "参保 人数"
    cell
      textbox "目标值" = "200" (invalid)
      button "删除"
      "第一句"
      "第二句"
"#,
            "{read}"
        );
    });
}

#[test]
fn times_each_key_to_its_frame() {
    in_current_chromium(|page| {
        page.open(&Site::new(PAGE).url());
        page.eval("void document.getElementById('b').addEventListener('input', () => { const end = performance.now() + 100; while (performance.now() < end); })");
        page.click("#a");
        let quick = page.chromium().unwrap().time_keys("12345").unwrap();
        page.click("#b");
        let slow = page.chromium().unwrap().time_keys("12345").unwrap();
        assert_eq!((quick.len(), slow.len()), (5, 5));
        assert!(slow.iter().all(|time| *time >= 100), "{slow:?}");
        // The second and later ones waited for the one before.
        assert!(slow[0] >= 200, "{slow:?}");
        // One of five is enough: a busy machine makes any of them late.
        assert!(quick.iter().min() < slow.iter().min(), "{quick:?} {slow:?}");
        assert_eq!(value(page, "b"), "12345");
    });
}

#[test]
fn measures_what_a_page_keeps() {
    in_current_chromium(|page| {
        page.open(&Site::new(PAGE).url());
        let before = page.chromium().unwrap().heap().unwrap();
        page.eval("void (window.kept = new Uint8Array(50e6).fill(1), window.list = Array.from({length: 1e6}, (_, i) => i + 0.5))");
        let after = page.chromium().unwrap().heap().unwrap();
        assert!(
            after.buffers >= before.buffers + 50_000_000,
            "{before:?} {after:?}"
        );
        assert!(
            after.script >= before.script + 7_500_000,
            "{before:?} {after:?}"
        );
        assert!(
            // Less what the browser gave back meanwhile.
            after.process >= before.process + 40_000_000,
            "{before:?} {after:?}"
        );
    });
}
