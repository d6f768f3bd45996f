//! A screen without hardware, for browsers that have no headless mode.

use std::process::Command;
use std::time::Duration;

use crate::failure::Result;
use crate::process::Process;

/// Starts Xvfb on a display number that it finds free itself; also returns the value for `DISPLAY`.
pub fn start() -> Result<(Process, String)> {
    let mut command = Command::new("Xvfb");
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1600x1200x24",
        "-nolisten",
        "tcp",
    ]);
    let xvfb = Process::start("Xvfb", &mut command)?;
    let number = xvfb.wait_for_line("display number", Duration::from_secs(30), |line| {
        line.trim().parse::<u32>().ok()
    })?;
    Ok((xvfb, format!(":{number}")))
}
