//! How binary parts travel in a text file.

use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use libdeflater::{CompressionLvl, Compressor};

/// A part as text.
pub struct Packed {
    pub base64: String,
    /// How long the part is when unpacked: `crates/unpack` wants to know beforehand.
    pub length: usize,
}

/// Deflates a part for `crates/unpack`. As zlib rather than raw deflate: its checksum tells a damaged page.
pub fn pack(wasm: &[u8]) -> Result<Packed> {
    // 5 % smaller than level 9 of zlib; zopfli gains less than 1 % more and takes a hundred times as long.
    let mut compressor = Compressor::new(CompressionLvl::best());
    let mut packed = vec![0; compressor.zlib_compress_bound(wasm.len())];
    let length = compressor.zlib_compress(wasm, &mut packed)?;
    packed.truncate(length);
    Ok(Packed {
        base64: plain(&packed),
        length: wasm.len(),
    })
}

/// Bytes as base64.
pub fn plain(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
