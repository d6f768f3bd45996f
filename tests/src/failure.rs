//! What goes wrong while driving a browser, as one sentence for the person who reads the test's output.

use std::fmt;

/// A failure of the browser, of its driver, or of the step that was asked of it.
///
/// `Debug` prints the plain message too, so that `unwrap()` in a test shows line breaks as line breaks.
#[derive(Clone)]
pub struct Failure(String);

/// The result of one step.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// For `map_err`: says what was being done when `error` happened.
    pub fn during<E: fmt::Display>(step: impl fmt::Display) -> impl FnOnce(E) -> Self {
        move |error| Self(format!("{step}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
