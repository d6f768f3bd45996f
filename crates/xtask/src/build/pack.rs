//! How binary parts travel in a text file.

use std::io::Write;

use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{LzipOptions, LzipWriter};

/// A part as text.
pub struct Packed {
    pub base64: String,
    /// How many bytes travel, before they are made text.
    pub bytes: usize,
    /// How long the part is when unpacked: `crates/unpack` wants to know beforehand.
    pub length: usize,
}

/// Packs a part for `crates/unpack`. LZMA makes wasm a quarter smaller than deflate does, and a tenth smaller than brotli; as
/// lzip, since its checksum tells a damaged page.
pub fn pack(part: &[u8]) -> Result<Packed> {
    let mut writer = LzipWriter::new(Vec::new(), LzipOptions::with_preset(9));
    writer.write_all(part)?;
    let packed = writer.finish()?;
    Ok(Packed {
        base64: plain(&packed),
        bytes: packed.len(),
        length: part.len(),
    })
}

/// Bytes as base64.
pub fn plain(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
