//! What is said while files are read: how far it is, and which cannot be read. On standard error, for people.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use scoring_export::summary::Bad;

/// How often it is said how far it is.
const EVERY: Duration = Duration::from_millis(200);

/// How far it is.
pub struct Report {
    terminal: bool,
    start: Instant,
    said: Instant,
    /// How many rows were told of, over all beginnings.
    told: u64,
}

impl Report {
    /// Nothing yet.
    pub fn new() -> Self {
        let now = Instant::now();
        Self {
            terminal: io::stderr().is_terminal(),
            start: now,
            said: now,
            told: 0,
        }
    }

    /// A file was read. Where the table had to be begun anew, nothing is said twice.
    pub fn row(&mut self, number: u64, path: &Path, bad: Option<&Bad>) {
        if number > self.told {
            self.told = number;
            if let Some(bad) = bad {
                self.clear();
                eprintln!("[{}] {}：{}", bad.code, path.display(), bad.message);
            }
        }
        if self.terminal && self.said.elapsed() >= EVERY {
            self.said = Instant::now();
            let seconds = self.start.elapsed().as_secs();
            eprint!("\r\u{1b}[K已读 {number} 个文件，{seconds} 秒");
            let _ = io::stderr().flush();
        }
    }

    /// Everything was read.
    pub fn done(&self, good: u64, bad: u64) {
        self.clear();
        let seconds = self.start.elapsed().as_secs();
        match bad {
            0 => eprintln!("汇总了 {good} 份，{seconds} 秒。"),
            _ => eprintln!("汇总了 {good} 份，{bad} 个文件读不了（见上），{seconds} 秒。"),
        }
    }

    fn clear(&self) {
        if self.terminal {
            eprint!("\r\u{1b}[K");
        }
    }
}
