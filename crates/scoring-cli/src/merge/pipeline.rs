//! Reads files on all cores and gives what they hold in their order, whichever was read first. No more than a few are in hand at
//! a time, however many there are.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use scoring_export::summary::{Bad, Rubrics, Summary};

use super::input::{Content, Input};

/// How many files are in hand for each thread.
const AHEAD: usize = 32;

/// A file, and where what it holds is waited for.
type Job = (Input, SyncSender<Answer>);
/// A file, and what it holds.
type Answer = (PathBuf, Content);

/// Reads files, and hands what each holds to `each`, which can stop it.
pub fn run<E>(
    inputs: impl Iterator<Item = Input>,
    rubrics: &Rubrics,
    each: &mut dyn FnMut(PathBuf, Result<Summary, Bad>) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let ahead = threads * AHEAD;
    let (jobs, queue) = mpsc::sync_channel(ahead);
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&queue, rubrics));
        }
        let mut line = Line {
            jobs,
            ahead,
            waiting: VecDeque::with_capacity(ahead),
            each,
        };
        line.feed(inputs)
    })
}

/// Files in their order, being read.
struct Line<'a, E> {
    jobs: SyncSender<Job>,
    ahead: usize,
    waiting: VecDeque<Waiting>,
    each: &'a mut dyn FnMut(PathBuf, Result<Summary, Bad>) -> Result<(), E>,
}

/// A file that is being read.
struct Waiting {
    from: Receiver<Answer>,
    answer: Option<Answer>,
}

impl Waiting {
    fn wait(&mut self) {
        if self.answer.is_none() {
            self.answer = self.from.recv().ok();
        }
    }
}

impl<E> Line<'_, E> {
    fn feed(&mut self, inputs: impl Iterator<Item = Input>) -> Result<(), E> {
        for input in inputs {
            if self.waiting.len() >= self.ahead {
                self.settle_half()?;
            }
            let (give, take) = mpsc::sync_channel(1);
            // Fails only where no thread is left, and then nothing answers either.
            let _ = self.jobs.send((input, give));
            self.waiting.push_back(Waiting {
                from: take,
                answer: None,
            });
        }
        while !self.waiting.is_empty() {
            self.settle()?;
        }
        Ok(())
    }

    /// Sleeps once for many files: being woken for each would take as long as reading some.
    fn settle_half(&mut self) -> Result<(), E> {
        let half = self.ahead / 2;
        if let Some(last) = self.waiting.get_mut(half) {
            last.wait();
        }
        for _ in 0..half {
            self.settle()?;
        }
        Ok(())
    }

    /// Waits for the first.
    fn settle(&mut self) -> Result<(), E> {
        let Some(mut first) = self.waiting.pop_front() else {
            return Ok(());
        };
        first.wait();
        let Some((path, content)) = first.answer else {
            return Ok(());
        };
        let archive = match content {
            Content::Form(summary) => return (self.each)(path, Ok(*summary)),
            Content::Bad(bad) => return (self.each)(path, Err(bad)),
            Content::Many(archive) => archive,
        };
        let inputs = Input::within(&archive);
        if inputs.is_empty() {
            return (self.each)(path, Err(Bad::empty_zip()));
        }
        // What is in the zip comes before what stands behind it.
        let behind = std::mem::take(&mut self.waiting);
        self.feed(inputs.into_iter())?;
        self.waiting = behind;
        Ok(())
    }
}

fn work(queue: &Mutex<Receiver<Job>>, rubrics: &Rubrics) {
    let mut bytes = Vec::new();
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((input, answer)) = job else {
            return;
        };
        let content = input.read(rubrics, &mut bytes);
        // Nobody waits where the work was stopped.
        let _ = answer.send((input.path, content));
    }
}
