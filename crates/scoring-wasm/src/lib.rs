//! The engine as a JavaScript module. No logic: it turns JavaScript values into ours and back.
//!
//! Decimals are strings on both sides. Every error is an `Error` with a stable `code`.
//!
//! With the feature `export` it is the page's second half instead: the workbook alone.

mod error;
#[cfg(feature = "export")]
mod export;
#[cfg(not(feature = "export"))]
mod module;
