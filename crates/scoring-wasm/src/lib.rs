//! The engine as a JavaScript module. No logic: it turns JavaScript values into ours and back.
//!
//! Decimals are strings on both sides. Every error is an `Error` with a stable `code`.
//!
//! With the feature `papers` it is the second half instead: files made to hand in, and files read back.

mod error;
#[cfg(not(feature = "papers"))]
mod module;
#[cfg(feature = "papers")]
mod papers;
#[cfg(feature = "papers")]
mod written;
