//! More than one tab of the same browser, which share its storage.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::{Chromium, PATIENCE};
use crate::cdp::Cdp;
use crate::failure::{Failure, Result};
use crate::watch::Watch;

/// One tab: a connection of its own, and what is remembered of its page.
pub(super) struct Tab {
    pub(super) cdp: Cdp,
    pub(super) watch: Watch,
}

impl Tab {
    pub(super) fn connect(address: SocketAddr, path: &str) -> Result<Self> {
        Ok(Self {
            cdp: Cdp::connect(address, path)?,
            watch: Watch::default(),
        })
    }
}

impl Chromium {
    /// Opens one more tab in the same profile, goes on in it, and returns its number; the first tab is 0.
    ///
    /// Everything that is asked of the browser from now on, by [`Page`](crate::Page) too, is asked of this tab: also requests,
    /// dialogs and the console are those of one tab. A tab that is left runs on, but a dialog that it opens, or a worker that
    /// it starts, waits until it is driven again.
    pub fn open_tab(&mut self) -> Result<usize> {
        let running = self.running()?;
        let tab = Tab::connect(running.address, &new_page(running.address)?)?;
        running.tabs.push(tab);
        running.current = running.tabs.len() - 1;
        let number = running.current;
        self.find_main_frame(PATIENCE)?;
        self.watch_page()?;
        Ok(number)
    }

    /// Goes on in another tab, by the number that [`open_tab`](Self::open_tab) gave.
    pub fn switch_tab(&mut self, number: usize) -> Result<()> {
        let running = self.running()?;
        if number >= running.tabs.len() {
            return Err(Failure::new(format!("there is no tab {number}")));
        }
        running.current = number;
        self.command("Page.bringToFront", &json!({})).map(drop)
    }
}

type Answer = std::result::Result<ureq::http::Response<ureq::Body>, ureq::Error>;

/// Makes an empty page. Over HTTP: a page's own connection may not make others in new versions.
fn new_page(address: SocketAddr) -> Result<String> {
    let url = format!("http://{address}/json/new?about:blank");
    let agent = crate::webdriver::agent();
    let read = |answer: Answer| -> Option<Value> {
        serde_json::from_str(&answer.ok()?.body_mut().read_to_string().ok()?).ok()
    };
    // New versions want PUT, so that no site can do it; old ones know GET only.
    let page = read(agent.put(&url).send_empty())
        .or_else(|| read(agent.get(&url).call()))
        .ok_or_else(|| Failure::new("the browser opened no tab"))?;
    let id = page["id"].as_str().unwrap_or_default();
    Ok(format!("/devtools/page/{id}"))
}
