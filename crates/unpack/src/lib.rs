//! Unpacks the page's wasm in the browser.
//!
//! `DecompressionStream` is missing below Chromium 80 and Firefox 113. So the page carries this crate as plain base64 and
//! inflates the rest with it: one path for every browser, and the checksum tells a page that was damaged on its way.
//!
//! `web/boot.js` makes one instance for each part, calls [`reserve`] twice and [`inflate`] once, and drops the instance with
//! its memory. Natively this crate is empty.
#![cfg(target_arch = "wasm32")]
#![no_std]
#![allow(
    unsafe_code,
    reason = "JavaScript can only pass addresses; each use says why it holds"
)]

use core::arch::wasm32;
use core::panic::PanicInfo;
use core::{ptr, slice};

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

const PAGE: usize = 65_536;

/// Returns the address of `length` zeroed bytes that nothing else uses, or null when the browser has no memory left.
// SAFETY of the name: nothing else in the module exports it.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    // The instance lives for one part, so it only ever grows: no allocator is needed.
    match wasm32::memory_grow::<0>(length.div_ceil(PAGE)) {
        usize::MAX => ptr::null_mut(),
        pages => ptr::with_exposed_provenance_mut(pages * PAGE),
    }
}

/// Inflates a zlib stream; says whether it was whole, passed its checksum and filled `raw` exactly.
///
/// # Safety
///
/// `packed` and `raw` come from two calls of [`reserve`] with at least these lengths.
// SAFETY of the name: nothing else in the module exports it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inflate(
    packed: *const u8,
    packed_length: usize,
    raw: *mut u8,
    raw_length: usize,
) -> bool {
    // SAFETY: the caller reserved both, so they are valid, initialised and do not overlap.
    let (packed, raw) = unsafe {
        (
            slice::from_raw_parts(packed, packed_length),
            slice::from_raw_parts_mut(raw, raw_length),
        )
    };
    let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER
        | inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, _, written) = decompress(&mut DecompressorOxide::new(), packed, raw, 0, flags);
    status == TINFLStatus::Done && written == raw_length
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    wasm32::unreachable()
}
