//! The sheet of keyboard shortcuts 快捷键.

use leptos::prelude::*;

use super::dialog::Dialog;
use crate::desk::desk;

const ANYWHERE: [(&str, &str); 7] = [
    ("Ctrl+Z", "撤销，可连续撤销一千步"),
    ("Ctrl+Y、Ctrl+Shift+Z", "重做"),
    ("Ctrl+S", "下载存盘文件"),
    ("Ctrl+P", "打印评分表"),
    ("F8、Shift+F8", "到下一处、上一处问题"),
    ("F9、Shift+F9", "到下一个、上一个还没有得分的指标"),
    ("F1、Ctrl+/", "打开这张快捷键表"),
];

const REVIEW: [(&str, &str); 3] = [
    ("F2", "这一项采用按标准得分；在核查得分里按，接着到下一项"),
    ("F4", "这一项采用自评得分，同上"),
    ("Enter、Shift+Enter", "到下一项、上一项的核查得分"),
];

const GRID: [(&str, &str); 9] = [
    (
        "Enter、Shift+Enter，↓、↑",
        "同一列的下一行、上一行；最后一行按 Enter 添加一行",
    ),
    (
        "Tab、Shift+Tab，→、←",
        "下一格、上一格（→、← 在文字的两端）",
    ),
    ("Shift+↓、Shift+↑、拖动鼠标", "选一块格子"),
    ("Ctrl+C、Ctrl+X", "复制、剪切选中的一块，可粘到 Excel、WPS"),
    ("Ctrl+V", "粘贴 Excel、WPS 里复制的一块，先预览再填入"),
    ("Delete", "清空选中的一块"),
    ("Alt+↓、Alt+↑", "整行下移、上移"),
    ("Ctrl+Enter", "在下面插入一行"),
    ("Ctrl+Shift+D、Ctrl+Shift+K", "整行复制一份、删除整行"),
];

/// The sheet.
#[component]
pub fn Shortcuts(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let table = |caption: &'static str, keys: &'static [(&'static str, &'static str)]| {
        let rows = keys.iter().map(|(keys, what)| {
            view! { <tr><th scope="row"><kbd>{*keys}</kbd></th><td>{*what}</td></tr> }
        });
        view! { <table><caption>{caption}</caption><tbody>{rows.collect_view()}</tbody></table> }
    };
    let desk = desk();
    view! {
        <Dialog title=Signal::stored("快捷键".to_owned()) open=open>
            {table("整张表", &ANYWHERE)}
            {desk.verifies().then(|| table("核查", &REVIEW))}
            {table("绩效目标表", &GRID)}
        </Dialog>
    }
}
