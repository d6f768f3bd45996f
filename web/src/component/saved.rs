//! Whether what is typed is kept: in this browser, and on a disk.

use leptos::prelude::*;

use crate::desk::desk;
use crate::files::{Paper, download};
use crate::keep::local::Disk;
use crate::keep::{Kept, Trouble};
use crate::time;

/// After so many minutes with changes that are in the browser alone, the page asks to save a file.
const LONG: u64 = 30;

/// What is said, and whether it is in red.
#[derive(Clone, PartialEq)]
struct Said {
    text: String,
    alarm: bool,
}

/// 已自动保存 10:42 · 上次存盘 昨天; in red where something is not kept.
#[component]
pub fn Saved() -> impl IntoView {
    let desk = desk();
    let opened = js_sys::Date::now();
    // Memos, since the time of the last change is another with every letter and is said in minutes.
    let lost = Memo::new(move |_| match desk.kept.get() {
        Kept::Lost(Trouble::Full) => Some("浏览器的存储已满，存不住刚才的修改"),
        Kept::Lost(Trouble::Blocked) => Some("浏览器不让本页存储，存不住刚才的修改"),
        Kept::Lost(Trouble::Wiped) => Some("浏览器里的草稿刚才被清除，已重新存好"),
        _ => None,
    });
    let kept = Memo::new(move |_| match desk.kept.get() {
        Kept::At(at) => Some(format!("已自动保存 {} · ", time::clock(at))),
        _ => None,
    });
    let disk = Memo::new(move |_| on_disk(desk.disk.get(), &desk.kept.get(), opened));
    view! {
        <span class="app-saved" role="status">
            {move || lost.get().map(|text| view! {
                <strong class="app-minus" role="alert">{text} "，请马上"
                    <button type="button" class="app-link" on:click=move |_| download(desk, Paper::Json)>"下载存盘文件"</button>
                </strong>
            })}
            {kept}
            {move || disk.get().map(|said| match said.alarm {
                true => view! { <strong class="app-minus">{said.text}</strong> }.into_any(),
                false => view! { <span>{said.text}</span> }.into_any(),
            })}
        </span>
    }
}

fn on_disk(disk: Option<Disk>, kept: &Kept, opened: f64) -> Option<Said> {
    let last = disk.map(|disk| format!("上次存盘 {}", time::when(disk.saved)));
    let calm = |text| Said { text, alarm: false };
    let Kept::At(now) = *kept else {
        return last.map(calm);
    };
    if let Some(disk) = disk.filter(|disk| disk.changed >= now) {
        return Some(calm(format!("已存盘 {}", time::clock(disk.saved))));
    }
    let minutes = time::minutes(disk.map_or(opened, |disk| disk.saved.max(opened)), now);
    let last = last.unwrap_or_else(|| "还没有存盘".to_owned());
    Some(match minutes >= LONG {
        true => Said {
            text: format!("{last}，有 {minutes} 分钟的修改只在浏览器里"),
            alarm: true,
        },
        false => calm(last),
    })
}
