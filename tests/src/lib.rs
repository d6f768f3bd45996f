//! Drives real browsers, old and new, for the whole-system tests.
//!
//! The page must work on Chromium 78 and on current engines alike, and no driver from a package speaks to all of them. So this
//! is a small layer of our own over the two protocols that do: CDP with untyped JSON for every Chromium ([`chromium`]), and
//! W3C WebDriver for Firefox and WebKitGTK ([`webdriver`]). A test sees neither: it gets a [`Page`].
//!
//! ```no_run
//! use pingfen_tests::{for_each_browser, dist_url};
//!
//! for_each_browser(|page| {
//!     page.open(&dist_url());
//!     page.wait_for("document.querySelector('table')", "the scoring table");
//! });
//! ```
//!
//! Which browsers: see [`browsers`].

// Support code of tests: a broken environment should stop the test loudly, at the line that asked. It also tells the person who
// runs `cargo test`, on stderr, why tests were skipped.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod access;
pub mod browser;
pub mod browsers;
pub mod cdp;
pub mod chromium;
pub mod display;
pub mod failure;
pub mod files;
pub mod firefox;
pub mod form;
pub mod keys;
pub mod network;
pub mod page;
pub mod process;
pub mod server;
pub mod stopwatch;
pub mod views;
mod watch;
pub mod webdriver;
pub mod webkit;

pub use browser::Browser;
pub use browsers::{for_each_browser, for_each_chromium, in_current_chromium};
pub use chromium::Chromium;
pub use failure::{Failure, Result};
pub use files::{dist, dist_url, file_url, test_file, wait_for_file};
pub use network::Request;
pub use page::Page;
pub use server::Server;
