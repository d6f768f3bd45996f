//! The page on a site that has a policy of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use pingfen_tests::{Server, dist, for_each_browser};

#[test]
fn a_site_that_forbids_webassembly_is_told_what_to_allow() {
    let server = Server::start_with(&dist(), Some("script-src 'unsafe-inline'")).unwrap();
    for_each_browser(|page| {
        page.open(&server.url("index.html"));
        page.wait_for(
            "document.documentElement.dataset.failed",
            "the page to give up",
        );
        let reason = page.text("document.getElementById('pingfen-reason').textContent");
        assert!(reason.contains("安全策略不允许"), "{reason}");
        let notice = page.text("document.getElementById('pingfen-notice').innerText");
        assert!(notice.contains("'wasm-unsafe-eval'"), "{notice}");
        let shown =
            "getComputedStyle(document.getElementById('pingfen-notice')).display !== 'none'";
        assert_eq!(page.eval(shown), true);
    });
}

#[test]
fn a_site_that_allows_what_the_notice_says_runs_the_page() {
    let policy = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:";
    let server = Server::start_with(&dist(), Some(policy)).unwrap();
    for_each_browser(|page| {
        page.open_page(&format!(
            "{}#example=suixi-2022-verification",
            server.url("index.html")
        ));
        page.wait_for_total("verified", "75.06");
    });
}
