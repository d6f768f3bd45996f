//! Undo 撤销 and redo 重做: what was done, as the changes that take it back.

use scoring::change::Change;

/// How many steps are remembered.
const MOST: usize = 1000;
/// Letters typed into one field with no longer pause between them are one step, ms.
const PAUSE: u64 = 1500;

/// The steps done, and those taken back.
#[derive(Default)]
pub struct History {
    undo: Vec<Change>,
    redo: Vec<Change>,
    /// When the last step was done, ms since 1970; none where the next one is a step of its own.
    last: Option<u64>,
}

impl History {
    /// Remembers a step by the change that takes it back.
    pub fn done(&mut self, back: Change, now: u64) {
        self.redo.clear();
        let soon = self.last.is_some_and(|last| now < last + PAUSE);
        self.last = Some(now);
        // The field's text before the first letter is what an undo goes back to.
        if let (true, Some(Change::Text { at: last, .. }), Change::Text { at, .. }) =
            (soon, self.undo.last(), &back)
            && last == at
        {
            return;
        }
        if self.undo.len() == MOST {
            self.undo.remove(0);
        }
        self.undo.push(back);
    }

    /// The change that takes the last step back.
    pub fn undo(&mut self) -> Option<Change> {
        self.last = None;
        self.undo.pop()
    }

    /// The step was taken back; `again` makes it again.
    pub fn undone(&mut self, again: Change) {
        self.redo.push(again);
    }

    /// The change that makes the last step again.
    pub fn redo(&mut self) -> Option<Change> {
        self.last = None;
        self.redo.pop()
    }

    /// The step was made again; `back` takes it back.
    pub fn redone(&mut self, back: Change) {
        self.undo.push(back);
    }

    /// How many steps can be taken back, and made again.
    pub fn steps(&self) -> (usize, usize) {
        (self.undo.len(), self.redo.len())
    }
}
