//! Nothing typed is ever lost: where a form is kept while it is being filled.
//!
//! | net | holds | against |
//! |---|---|---|
//! | [`local`] | each draft in `localStorage`: the form as of a pause in typing, and every change since | a closed tab, a reload |
//! | [`journal`] | the same texts in IndexedDB | a killed browser, wiped `localStorage` |
//! | [`versions`] | twenty earlier states of each draft, in IndexedDB | a person's own mistake |
//! | [`island`] | the form, in the page itself | *Save page as* |
//! | [`tabs`] | who fills a draft | two tabs that overwrite each other |
//!
//! A change is written at once and read back; it is as long as what was typed. The whole form is written when typing pauses.

pub mod draft;
pub mod island;
mod journal;
pub mod local;
pub mod tabs;
pub mod versions;

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use scoring::change::Change;
use scoring::form::Form;

use crate::desk::Desk;
use draft::Draft;

/// A pause in typing, ms.
const PAUSE: u32 = 900;
/// Until a large change shows, ms.
const SHOWN: u32 = 250;
/// A change of so many rows is large.
const ROWS: usize = 50;
/// Changes since the last pause are put into the form when they are this long (characters).
const LONG: usize = 16_000;

/// What became of the last change.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Kept {
    /// Nothing changed yet.
    #[default]
    Unchanged,
    /// Kept at this time, ms since 1970.
    At(f64),
    /// The browser did not keep it.
    Lost(Trouble),
}

/// Why a browser does not keep what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Storage is full.
    Full,
    /// Storage is switched off.
    Blocked,
    /// What was kept was deleted while the form was open; it is written again.
    Wiped,
}

/// The open draft, as this tab keeps it.
#[derive(Default)]
struct Tail {
    /// The draft's name; empty while none is open.
    name: String,
    /// Whether anything was changed since it was opened.
    changed: bool,
    /// Which state of the form the changes belong to.
    step: u64,
    /// Whether that state is in the browser.
    based: bool,
    /// The changes since, as JSON.
    changes: Vec<String>,
    /// Whether the whole form is to be written, because of a change that is as large.
    due: bool,
    /// What was last written of them.
    written: Option<String>,
    pause: Option<Timeout>,
}

thread_local! {
    static TAIL: RefCell<Tail> = RefCell::default();
}

/// Begins to keep a draft that was just opened. Nothing is written until something changes.
pub fn begin(name: &str) {
    TAIL.replace(Tail {
        name: name.to_owned(),
        ..Tail::default()
    });
    tabs::take(name);
}

/// The draft is closed; what is still to be written is written.
pub fn end(desk: Desk) {
    flush(desk);
    tabs::leave(&TAIL.take().name);
    local::forget_current();
    island::clear();
}

/// A change as it is written down.
pub enum Note {
    /// A block of rows, or a whole form: the form is written instead.
    Large,
    /// Anything else.
    Small {
        /// As JSON.
        text: String,
        /// How all texts of the same field begin.
        field: Option<String>,
    },
}

/// The form is about to change: how it was before the first change of this visit is kept for going back.
pub fn before(desk: Desk) {
    let again = TAIL.with_borrow_mut(|tail| std::mem::replace(&mut tail.changed, true));
    if again || desk.with_form(|form| *form == Form::default()) {
        return;
    }
    if let Some(draft) = desk.draft() {
        versions::offer(draft);
    }
}

/// Writes a change down, before it is made.
pub fn note(change: &Change) -> Note {
    if is_large(change) {
        return Note::Large;
    }
    let json = |place| serde_json::to_string(place).unwrap_or_default();
    Note::Small {
        text: serde_json::to_string(change).unwrap_or_default(),
        field: match change {
            Change::Text { at, .. } => Some(format!(r#"{{"text":{{"at":{},"#, json(at))),
            _ => None,
        },
    }
}

fn is_large(change: &Change) -> bool {
    match change {
        Change::Text { .. } | Change::Goals { .. } => false,
        Change::Targets { rows, .. } => rows.len() > ROWS,
        Change::Form(_) => true,
        Change::All(changes) => changes.len() > ROWS || changes.iter().any(is_large),
    }
}

/// Keeps one change that was just made in the open form.
pub fn change(desk: Desk, note: Note) -> Kept {
    let name = TAIL.with_borrow(|tail| tail.name.clone());
    if !tabs::mine(&name) {
        desk.elsewhere.set(true);
        return desk.kept.get_untracked();
    }
    let (kept, wait) = TAIL.with_borrow_mut(|tail| match note {
        // It is written as soon as it shows.
        Note::Large => {
            tail.due = true;
            (Some(desk.kept.get_untracked()), SHOWN)
        }
        Note::Small { text, field } => (tail.append(desk.changed(), text, field.as_deref()), PAUSE),
    });
    let kept = kept.unwrap_or_else(|| now(desk));
    let timeout = Timeout::new(wait, move || {
        flush(desk);
    });
    TAIL.with_borrow_mut(|tail| tail.pause = Some(timeout));
    kept
}

impl Tail {
    /// Writes a change behind the others; `None` where the whole form is to be written instead.
    fn append(&mut self, now: f64, text: String, field: Option<&str>) -> Option<Kept> {
        if self.due || !self.based {
            return None;
        }
        // Letter after letter in one field: the last text is all that counts.
        let last = self.changes.last();
        if last
            .zip(field)
            .is_some_and(|(last, field)| last.starts_with(field))
        {
            self.changes.pop();
        }
        self.changes.push(text);
        let whole = local::tail(now, self.step, &self.changes);
        if whole.len() > LONG {
            return None;
        }
        // What stands there is what was last written, unless somebody wiped it.
        if local::read_tail(&self.name) != self.written {
            self.based = false;
            return None;
        }
        match local::write_tail(&self.name, &whole) {
            Ok(()) => {
                journal::write(&self.name, now, vec![(local::TAIL, whole.clone())]);
                self.written = Some(whole);
                Some(Kept::At(now))
            }
            Err(trouble) => Some(Kept::Lost(trouble)),
        }
    }
}

/// Keeps the whole form as it is: the changes since then begin anew.
pub fn now(desk: Desk) -> Kept {
    let Some(draft) = desk.draft() else {
        return Kept::Unchanged;
    };
    // A step is told by its time, so that changes of another session are never taken for its own.
    let step = draft.changed as u64;
    let texts = local::texts(&draft, step);
    let written_before = TAIL.with_borrow(|tail| tail.step > 0);
    let wiped = written_before && !local::exists(&draft.name);
    let written = local::write(&draft.name, &texts);
    let changed = draft.changed;
    journal::write(&draft.name, changed, texts);
    versions::offer(draft);
    TAIL.with_borrow_mut(|tail| {
        tail.step = step;
        tail.based = written.is_ok();
        tail.due = false;
        tail.changes.clear();
        tail.written = None;
    });
    match written {
        Ok(()) if wiped => Kept::Lost(Trouble::Wiped),
        Ok(()) => Kept::At(changed),
        Err(trouble) => Kept::Lost(trouble),
    }
}

/// Writes the whole form if something changed since it was last written: typing paused, or the page goes.
pub fn flush(desk: Desk) {
    let (name, due) = TAIL.with_borrow_mut(|tail| {
        tail.pause = None;
        (tail.name.clone(), tail.due || !tail.changes.is_empty())
    });
    if name.is_empty() || !tabs::mine(&name) {
        return;
    }
    if due {
        desk.kept.set(now(desk));
    }
    island::write(desk);
}

/// Looks whether what was kept is still there, as the person comes back to the tab; what was wiped is written again.
pub fn look(desk: Desk) {
    let (name, kept) = TAIL.with_borrow(|tail| (tail.name.clone(), tail.based));
    if !name.is_empty() && !tabs::mine(&name) {
        desk.elsewhere.set(true);
    } else if kept && !local::exists(&name) {
        TAIL.with_borrow_mut(|tail| tail.based = false);
        desk.kept.set(now(desk));
    }
}

/// Puts back what a killed or cleaned browser lost of the drafts.
pub async fn restore() {
    journal::restore().await;
}

/// Deletes a draft with its earlier states.
pub fn delete(name: &str) {
    local::delete(name);
    journal::delete(name);
    versions::delete(name);
}

/// All drafts, newest first.
pub fn drafts() -> Vec<Draft> {
    local::all()
}
