//! What is found about a target, wherever in its list it stands: rows that move take it along.

use crate::finding::{Finding, Place, Severity};

/// A field of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    Field(&'static str),
    /// A field of its nth part, from 0.
    Part(usize, &'static str),
}

impl Within {
    /// The field of the nth target, from 0, of a list.
    pub fn place(self, list: &str, row: usize) -> Place {
        match self {
            Self::Field(field) => Place::Target(list.to_owned(), row, field),
            Self::Part(part, field) => Place::Part(list.to_owned(), row, part, field),
        }
    }
}

/// A finding about a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub code: &'static str,
    pub severity: Severity,
    pub at: Within,
    /// Whether the message begins with the number of the target.
    pub numbered: bool,
    pub message: String,
}

impl Note {
    /// A text that cannot be used.
    pub fn unreadable(at: Within, message: String) -> Self {
        Self {
            code: "unreadable",
            severity: Severity::Error,
            at,
            numbered: false,
            message,
        }
    }

    /// As it is said of the nth target, from 0, of a list.
    pub fn finding(&self, list: &str, row: usize) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity,
            at: self.at.place(list, row),
            message: match self.numbered {
                true => format!("第 {} 个目标{}", row + 1, self.message),
                false => self.message.clone(),
            },
        }
    }
}
