//! How fast `pingfen merge` reads forms from a disk, and what memory it takes. Prints one line a measurement: name, number,
//! unit. Run by `cargo xtask bench`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    missing_docs
)]

#[path = "../examples/forms.rs"]
#[allow(dead_code)]
mod forms;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Memory must not grow with these.
const COUNTS: [usize; 2] = [1_000, 100_000];
const ROUNDS: usize = 3;
/// How often the memory is looked at.
const EVERY: Duration = Duration::from_millis(5);

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    for count in COUNTS {
        let within = folder.path().join(count.to_string());
        forms::make(&within, count);
        let mut runs: Vec<_> = (0..ROUNDS).map(|_| merge(&within)).collect();
        runs.sort_by_key(|(time, _)| *time);
        let (time, _) = runs[ROUNDS / 2];
        let form = time.as_secs_f64() * 1e6 / count as f64;
        println!("merge-{count} {form:.1} µs");
        if let Some(memory) = runs.iter().filter_map(|(_, memory)| *memory).max() {
            println!("merge-memory-{count} {:.1} MB", memory as f64 / 1e3);
        }
    }
}

/// How long it takes, and how many kilobytes it had at most, where the system tells.
fn merge(folder: &Path) -> (Duration, Option<u64>) {
    let start = Instant::now();
    let mut run = Command::new(env!("CARGO_BIN_EXE_pingfen"))
        .args(["merge", "--to", "ndjson", "-o"])
        .arg(folder.with_extension("ndjson"))
        .arg(folder)
        .stderr(Stdio::null())
        .spawn()
        .expect("the command");
    let mut peak = None;
    loop {
        peak = peak.max(memory(run.id()));
        if let Some(status) = run.try_wait().expect("the command") {
            assert!(status.success());
            return (start.elapsed(), peak);
        }
        thread::sleep(EVERY);
    }
}

/// The most that a process had so far (kB), as Linux tells it.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
