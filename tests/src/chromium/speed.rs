//! How long the page takes, and what it keeps.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Chromium;
use super::drive::key_event;
use crate::browser::Browser;
use crate::failure::{Failure, Result};
use crate::keys::Key;

/// Milliseconds between keys: a quick typist, not quite even.
const PAUSES: [u64; 4] = [50, 65, 80, 65];

/// Collects the browser's own timing of each key: from the key, as the system reported it, to the frame that shows what it did.
///
/// A key is several events (`keydown`, `keypress`, `keyup`) of one interaction, and takes as long as the longest of them.
const WATCH_KEYS: &str = "(() => {
    window.keysForTests = new Map();
    window.keysSinceForTests = performance.now();
    if (window.keyObserverForTests) return;
    window.keyObserverForTests = new PerformanceObserver(list => {
        for (const {name, interactionId, startTime, duration} of list.getEntries()) {
            if (interactionId && startTime >= keysSinceForTests && /^(key|input|beforeinput|composition)/.test(name))
                keysForTests.set(interactionId, Math.max(duration, keysForTests.get(interactionId) || 0));
        }
    });
    keyObserverForTests.observe({type: 'event', durationThreshold: 16});
})()";

/// What a page keeps, in bytes, after collecting garbage.
#[derive(Clone, Copy, Debug)]
pub struct Heap {
    /// Live JavaScript objects.
    pub script: u64,
    /// Array buffers of JavaScript.
    pub buffers: u64,
    /// Memories of WebAssembly, as far as they have grown; what was never touched takes no room.
    pub wasm: u64,
    /// All that the page's process has for itself, as a task manager counts: also the document, its layout, compiled code,
    /// and what the browser's own code needs. An empty page has some 20 MB.
    pub process: u64,
}

impl Chromium {
    /// Makes the page's processor this many times slower than it is; 1 is as it is.
    ///
    /// It counts for the process of the page, and a page from elsewhere gets another: go to the site first, then slow down.
    pub fn throttle(&mut self, rate: u32) -> Result<()> {
        self.command("Emulation.setCPUThrottlingRate", &json!({"rate": rate}))
            .map(drop)
    }

    /// What the page keeps. The honest sum is [`Heap::process`]: nothing that the page costs is outside it. The
    /// others are parts of it, and say where it went.
    pub fn heap(&mut self) -> Result<Heap> {
        // Twice: what the first round sets free can hold the last of something else.
        for _ in 0..2 {
            self.command("HeapProfiler.collectGarbage", &json!({}))?;
        }
        let usage = self.command("Runtime.getHeapUsage", &json!({}))?;
        let bytes = |name: &str| usage[name].as_f64().unwrap_or_default() as u64;
        Ok(Heap {
            script: bytes("usedSize"),
            buffers: bytes("backingStorageSize"),
            wasm: self.wasm_memory()?,
            process: self.page_process()?,
        })
    }

    /// Types into the focused field at the pace of a quick typist, and returns how many milliseconds each key took from its
    /// press to the frame that shows it. Longest first; the browser reports in steps of 8, and below 16 not at all: that is 0.
    ///
    /// Keys come when they come: a page that is still busy with the last one finds the next waiting, and that time counts.
    pub fn time_keys(&mut self, text: &str) -> Result<Vec<u32>> {
        self.eval(WATCH_KEYS)?;
        for (character, pause) in text.chars().zip(PAUSES.iter().cycle()) {
            let key = Key::of(character)
                .ok_or_else(|| Failure::new(format!("no key types {character:?}")))?;
            for (kind, text) in [("keyDown", key.text.as_deref()), ("keyUp", None)] {
                let event = key_event(kind, &key, 0, text);
                // Without waiting for the answer, which comes when the page is done with it.
                self.tab()?
                    .cdp
                    .send(None, "Input.dispatchKeyEvent", &event)?;
                self.pump(Duration::from_millis(pause / 2))?;
            }
        }
        let sent = text.chars().count();
        let mut times = self.key_times()?;
        if times.len() > sent {
            return Err(Failure::new(format!(
                "{} keys were timed and {sent} sent",
                times.len()
            )));
        }
        times.resize(sent, 0);
        Ok(times)
    }

    /// What was collected, once no more comes: an entry is there only after its frame.
    fn key_times(&mut self) -> Result<Vec<u32>> {
        const QUIET: Duration = Duration::from_millis(400);
        // Whoever is answered last has let everything before it go first.
        self.eval("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")?;
        let deadline = Instant::now() + self.patience;
        let mut before = Value::Null;
        loop {
            let now = self.eval("Array.from(keysForTests.values()).sort((a, b) => b - a)")?;
            if now == before || Instant::now() > deadline {
                let times = now.as_array().into_iter().flatten();
                return Ok(times
                    .filter_map(Value::as_f64)
                    .map(|time| time as u32)
                    .collect());
            }
            before = now;
            thread::sleep(QUIET);
        }
    }

    fn wasm_memory(&mut self) -> Result<u64> {
        let prototype = self.command(
            "Runtime.evaluate",
            &json!({"expression": "WebAssembly.Memory.prototype"}),
        )?;
        let of = json!({"prototypeObjectId": prototype["result"]["objectId"]});
        let memories = self.command("Runtime.queryObjects", &of)?;
        let sum = json!({
            "objectId": memories["objects"]["objectId"],
            "functionDeclaration": "function() { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }",
            "returnByValue": true,
        });
        let sum = self.command("Runtime.callFunctionOn", &sum)?;
        self.command(
            "Runtime.releaseObject",
            &json!({"objectId": memories["objects"]["objectId"]}),
        )?;
        Ok(sum["result"]["value"].as_u64().unwrap_or_default())
    }

    /// The private memory of the page's process. Of the browser's processes for pages it is the largest: what else there is
    /// waits empty for the next page.
    fn page_process(&mut self) -> Result<u64> {
        let group = self.running()?.process.group();
        let processes = fs::read_dir("/proc").map_err(Failure::during("listing processes"))?;
        processes
            .flatten()
            .filter_map(|entry| {
                let file = |name: &str| fs::read_to_string(entry.path().join(name)).ok();
                // After the name, which may hold anything: state, parent, group.
                let stat = file("stat")?;
                let in_group = stat.rsplit(')').next()?.split(' ').nth(3)? == group.to_string();
                (in_group && file("cmdline")?.contains("--type=renderer"))
                    .then(|| private(&file("smaps_rollup")?))?
            })
            .max()
            .ok_or_else(|| Failure::new("the browser has no process for its page"))
    }
}

/// What a process has for itself, in memory or swapped out.
fn private(rollup: &str) -> Option<u64> {
    let lines = rollup.lines().filter_map(|line| {
        let (name, kilobytes) = line.split_once(':')?;
        let counts = ["Private_Clean", "Private_Dirty", "Swap"].contains(&name);
        counts.then(|| kilobytes.trim().strip_suffix(" kB")?.parse::<u64>().ok())?
    });
    Some(lines.sum::<u64>() * 1024)
}
