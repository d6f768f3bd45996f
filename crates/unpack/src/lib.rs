//! Unpacks the page's wasm in the browser.
//!
//! LZMA makes the page a quarter smaller than what browsers can unpack by themselves, and
//! `DecompressionStream` is missing below Chromium 80 and Firefox 113 anyway. So the page carries this crate as
//! plain base64 and unpacks the rest with it: one path for every browser, and the checksum of the lzip format tells a
//! page that was damaged on its way.
//!
//! `web/boot.js` makes one instance for each part, calls [`reserve`] twice and [`unpack`] once, and drops the instance with
//! its memory. Natively this crate is empty.
#![cfg(target_arch = "wasm32")]
#![no_std]
#![allow(
    unsafe_code,
    reason = "JavaScript can only pass addresses; each use says why it holds"
)]

extern crate alloc;

use alloc::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32;
use core::panic::PanicInfo;
use core::{ptr, slice};

use lzma_rust2::{LzipReader, Read};

const PAGE: usize = 65_536;

/// Memory is only ever taken: the instance lives for one part.
struct Taken;

// SAFETY: each call grows the memory by whole pages of its own, aligned to more than anything asks for.
unsafe impl GlobalAlloc for Taken {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        reserve(layout.size())
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static MEMORY: Taken = Taken;

/// Returns the address of `length` zeroed bytes that nothing else uses, or null when the browser has no memory left.
// SAFETY of the name: nothing else in the module exports it.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    match wasm32::memory_grow::<0>(length.div_ceil(PAGE)) {
        usize::MAX => ptr::null_mut(),
        pages => ptr::with_exposed_provenance_mut(pages * PAGE),
    }
}

/// Unpacks a lzip file; says whether it was whole, passed its checksum and filled `raw` exactly.
///
/// # Safety
///
/// `packed` and `raw` come from two calls of [`reserve`] with at least these lengths.
// SAFETY of the name: nothing else in the module exports it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unpack(
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
    let mut reader = LzipReader::new(packed);
    // The checksum stands behind the last byte, so it is read past it.
    reader.read_exact(raw).is_ok() && matches!(reader.read(&mut [0]), Ok(0))
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    wasm32::unreachable()
}
