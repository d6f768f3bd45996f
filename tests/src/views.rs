//! The views of the page, each as a person comes to it. What is to hold for every view goes through this list: that everybody
//! can use it (`tests/access.rs`), and how it looks (`cargo xtask shots`).

use std::path::PathBuf;

use crate::files::{dist_url, test_file};
use crate::page::Page;

/// A view.
pub struct View {
    /// Its name, also of its screenshots' files.
    pub name: &'static str,
    /// The part of the address after `#`.
    pub hash: &'static str,
    /// What is done there, in order.
    pub steps: &'static [Step],
    /// What is there when the view is: a CSS selector.
    pub shows: &'static str,
}

/// One thing that is done on the way to a view.
pub enum Step {
    /// A click on what a CSS selector names.
    Click(&'static str),
    /// A key, such as `Escape`; see [`keys`](crate::keys).
    Press(&'static str),
    /// A text put into the field that a CSS selector names, over what was there.
    Fill(&'static str, &'static str),
    /// A wait until something is there: a CSS selector.
    Await(&'static str),
    /// A file of `tests/files` opened by its field.
    Open(&'static str),
    /// Files of `tests/files` added to the collection 汇总.
    Collect(&'static [&'static str]),
    /// JavaScript, for what nobody can do with mouse and keys.
    Run(&'static str),
}

/// What the page is seen at.
pub struct Screen {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Whether it is one to touch.
    pub mobile: bool,
}

/// An office's desktop or laptop, and a phone.
pub const SCREENS: [Screen; 2] = [
    Screen {
        width: 1366,
        height: 768,
        mobile: false,
    },
    Screen {
        width: 390,
        height: 844,
        mobile: true,
    },
];

/// What can be switched in every view: a name, and the step that switches it.
pub const SWITCHES: [(&str, Step); 2] = [
    (
        "large",
        Step::Run("document.documentElement.setAttribute('data-size', 'large')"),
    ),
    (
        "high contrast",
        Step::Run("document.documentElement.setAttribute('data-contrast', 'high')"),
    ),
];

/// All views. A new one needs a test by its name in `tests/access.rs`, and `cargo xtask shots`.
pub const VIEWS: &[View] = &[
    View {
        name: "start",
        hash: "",
        steps: &[],
        shows: ".app-cards",
    },
    View {
        name: "asked",
        hash: "example=jiangmen-2023-department",
        steps: &[
            Step::Await("#pingfen-state:not(:empty)"),
            // As the page looks that is sent out with this rubric.
            Step::Run(
                "const rubric = JSON.parse(document.getElementById('pingfen-state').textContent).document.rubric;
                 document.getElementById('pingfen-rubric').textContent = JSON.stringify([rubric])",
            ),
            Step::Click("#more"),
            Step::Click("#close"),
            Step::Await("#asked"),
            Step::Run("scrollTo(0, 0)"),
        ],
        shows: "#asked .app-card",
    },
    View {
        name: "faults",
        hash: "",
        steps: &[Step::Await("#open-file"), Step::Open("写错的评分表.toml")],
        shows: "#faults",
    },
    View {
        name: "new",
        hash: "new=jiangmen-2023-department",
        steps: &[],
        shows: "[data-total=computed]",
    },
    View {
        name: "jiangmen",
        hash: "example=jiangmen-2023-department",
        steps: &[],
        shows: "[data-total=computed]",
    },
    View {
        name: "targets",
        hash: "example=jiangmen-2023-department",
        steps: &[
            Step::Run("document.getElementById('targets.output').scrollIntoView()"),
            Step::Click(".app-target .app-menu__button"),
        ],
        shows: ".app-target .app-menu__list",
    },
    View {
        name: "paste",
        hash: "example=jiangmen-2023-department",
        steps: &[
            Step::Run(
                "const field = document.getElementById('targets.output.3.name'), data = new DataTransfer();
                 data.setData('text/plain', '指标名称\\t年度指标值\\t实际完成值\\t完成情况\\n参保人数\\t≥200万人\\t234.42\\t已完成\\n政策知晓率\\t≥85%\\t约九成\\t\\n合计\\t\\t\\t\\n服务态度\\t提升\\t提升\\t群众来信表扬');
                 field.focus();
                 field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))",
            ),
            Step::Await("#paste-fill"),
        ],
        shows: "dialog[open] .app-paste",
    },
    View {
        name: "summary",
        hash: "example=jiangmen-2023-department",
        steps: &[Step::Run(
            "document.getElementById('summary').scrollIntoView()",
        )],
        shows: "#summary tbody tr",
    },
    View {
        name: "findings",
        hash: "example=jiangmen-2023-department",
        steps: &[Step::Click(".app-totals a")],
        shows: "#findings li",
    },
    View {
        name: "menu",
        hash: "example=jiangmen-2023-department",
        steps: &[Step::Click("#more")],
        shows: ".app-bar .app-menu__list",
    },
    View {
        name: "versions",
        hash: "example=jiangmen-2023-department",
        steps: &[
            Step::Fill("[id='profile.staff']", "85"),
            Step::Run("document.activeElement.blur()"),
            // Until the state is kept.
            Step::Run("setTimeout(() => document.documentElement.setAttribute('data-waited', ''), 2000)"),
            Step::Await("[data-waited]"),
            Step::Click("#more"),
            Step::Click("#versions"),
            Step::Click(".app-versions button"),
        ],
        shows: "dialog[open] .app-versions",
    },
    View {
        name: "shortcuts",
        hash: "example=jiangmen-2023-department",
        steps: &[Step::Press("F1")],
        shows: "dialog[open] kbd",
    },
    View {
        name: "code",
        hash: "example=jiangmen-2023-department",
        steps: &[
            Step::Click("#more"),
            Step::Click("#check-code"),
            Step::Fill("#code-typed", "K7QX-93MF-2DPA"),
        ],
        shows: "#code-answer strong",
    },
    View {
        name: "changed",
        hash: "",
        steps: &[Step::Await("#open-file"), Step::Open("改过的工作簿.xlsx")],
        shows: "#edits",
    },
    View {
        name: "foreign",
        hash: "",
        steps: &[Step::Await("#open-file"), Step::Open("别处填的评分表.xlsx")],
        shows: "#review-items",
    },
    View {
        name: "national",
        hash: "example=national-project",
        steps: &[],
        shows: "[data-total=computed]",
    },
    View {
        name: "suixi",
        hash: "example=suixi-2022-verification",
        steps: &[],
        shows: "[data-total=verified]",
    },
    View {
        name: "review",
        hash: "example=jiangmen-2023-department",
        steps: &[
            Step::Click("#more"),
            Step::Click("#begin-review"),
            Step::Await("#handed"),
            Step::Fill("[id='answers.three-public.inputs.spent']", "20"),
            Step::Fill("[id='answers.three-public.verified']", "0.5"),
        ],
        shows: ".app-corrected li",
    },
    View {
        name: "collect",
        hash: "",
        steps: &[
            Step::Await("#collect-files"),
            Step::Collect(&["改过的工作簿.xlsx", "别处填的评分表.xlsx"]),
            Step::Await("#bad li"),
        ],
        shows: "#collected tbody tr",
    },
];

impl Page {
    /// Goes to a view on a screen.
    #[track_caller]
    pub fn visit(&mut self, view: &View, screen: &Screen) {
        // First: a page sees touch from its next load.
        self.viewport(screen.width, screen.height, screen.mobile);
        self.open_page(&format!("{}#{}", dist_url(), view.hash));
        for step in view.steps {
            self.take(step);
        }
        self.await_element(view.shows);
        // What was scrolled to stands still.
        self.eval("new Promise(done => setTimeout(done, 400))");
    }

    /// Does one step.
    #[track_caller]
    pub fn take(&mut self, step: &Step) {
        match step {
            Step::Click(selector) => self.click(selector),
            Step::Press(key) => self.press(key),
            Step::Fill(selector, text) => self.fill(selector, text),
            Step::Await(selector) => self.await_element(selector),
            Step::Open(name) => self.set_files("#open-file", &[&test_file(name)]),
            Step::Collect(names) => {
                let files: Vec<_> = names.iter().map(|name| test_file(name)).collect();
                let files: Vec<_> = files.iter().map(PathBuf::as_path).collect();
                self.set_files("#collect-files", &files);
            }
            Step::Run(script) => {
                self.run(script, "a step of the view");
            }
        }
    }

    #[track_caller]
    fn await_element(&mut self, selector: &str) {
        let there = format!(
            "document.querySelector({}) !== null",
            serde_json::json!(selector)
        );
        self.wait_for(&there, selector);
    }
}
