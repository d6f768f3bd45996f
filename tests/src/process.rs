//! A started program: its output is kept, and it ends with its owner.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::failure::{Failure, Result};

/// A program in a process group of its own, so that its children end with it and nothing else does.
pub struct Process {
    name: String,
    child: Child,
    guard: Child,
    lines: Arc<Mutex<Vec<String>>>,
    readers: Vec<JoinHandle<()>>,
    killed: bool,
}

impl Process {
    /// Starts the command; what it prints is kept in memory.
    pub fn start(name: &str, command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(Failure::during(format!(
                "starting {name} ({})",
                command.get_program().display()
            )))?;
        let group = child.id();
        let guard = guard(group).inspect_err(|_| drop(child.kill()))?;
        let lines = Arc::default();
        let mut readers = Vec::new();
        readers.extend(child.stdout.take().map(|pipe| keep_lines(pipe, &lines)));
        readers.extend(child.stderr.take().map(|pipe| keep_lines(pipe, &lines)));
        Ok(Self {
            name: name.to_owned(),
            child,
            guard,
            lines,
            readers,
            killed: false,
        })
    }

    /// Everything printed so far, stdout and stderr as they came.
    pub fn lines(&self) -> Vec<String> {
        self.lines
            .lock()
            .map(|lines| lines.clone())
            .unwrap_or_default()
    }

    /// The number of its process group, which its children are in.
    pub fn group(&self) -> u32 {
        self.child.id()
    }

    /// Waits until a printed line gives what `pick` looks for.
    pub fn wait_for_line<T>(
        &self,
        what: &str,
        within: Duration,
        pick: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        let deadline = Instant::now() + within;
        loop {
            // Asked before reading, so that the last lines of a program that ends are still looked at.
            let over = self.has_ended() || Instant::now() > deadline;
            let lines = self.lines();
            if let Some(found) = lines.iter().find_map(|line| pick(line)) {
                return Ok(found);
            }
            if over {
                let reason = if self.has_ended() {
                    "it ended"
                } else {
                    "time is up"
                };
                return Err(Failure::new(format!(
                    "{}: no {what} in its output, and {reason}. It printed:\n  {}",
                    self.name,
                    lines.join("\n  ")
                )));
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Whether the program and its children have closed their output. It does not reap: the group's number stays ours.
    pub fn has_ended(&self) -> bool {
        self.readers.iter().all(JoinHandle::is_finished)
    }

    /// Ends the whole group at once (SIGKILL), as a power cut would.
    pub fn kill(&mut self) {
        if self.killed {
            return;
        }
        self.killed = true;
        // First, lest it act on a number that by then is somebody else's.
        let _ = self.guard.kill();
        let _ = self.guard.wait();
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Kills the group when this process is gone, however it went: a test run that is interrupted drops nothing. The guard reads
/// from a pipe that only we hold open.
fn guard(group: u32) -> Result<Child> {
    Command::new("sh")
        .args([
            "-c",
            r#"read -r _; kill -s KILL -- "-$0""#,
            &group.to_string(),
        ])
        .stdin(Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(Failure::during("starting sh"))
}

fn keep_lines(pipe: impl Read + Send + 'static, lines: &Arc<Mutex<Vec<String>>>) -> JoinHandle<()> {
    let lines = Arc::clone(lines);
    thread::spawn(move || {
        for line in BufReader::new(pipe)
            .split(b'\n')
            .map_while(std::result::Result::ok)
        {
            if let Ok(mut lines) = lines.lock() {
                lines.push(String::from_utf8_lossy(&line).into_owned());
            }
        }
    })
}
