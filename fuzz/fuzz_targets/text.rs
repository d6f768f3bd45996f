//! Saved forms and saved pages.

#![no_main]

mod judge;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| judge::judge(bytes));
