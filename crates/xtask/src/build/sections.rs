//! Edits of a wasm file's custom sections, and the check that the page's oldest browser can read the rest.

use anyhow::{Context, Result};
use wasmparser::{BinaryReader, Parser, Payload, Validator, WasmFeatures};

/// The part of a wasm file before its sections: magic number and version.
const HEADER: usize = 8;

/// What wasm-bindgen must not see.
///
/// We compile without these, but Rust's precompiled standard library says that it may use them, the linker unites the lists,
/// and wasm-bindgen would then write `externref` glue, which needs Chromium 96.
const NEW_FEATURES: [&[u8]; 3] = [b"reference-types", b"multivalue", b"call-indirect-overlong"];

/// What Chromium 78 knows beyond the first version of wasm: all of it came with Chromium 74 and 75.
const FLOOR: WasmFeatures = WasmFeatures::WASM1
    .union(WasmFeatures::SIGN_EXTENSION)
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::BULK_MEMORY);

/// Takes the [`NEW_FEATURES`] out of the list of features that the file says it uses.
pub fn forget_new_features(wasm: &[u8]) -> Result<Vec<u8>> {
    rewrite(wasm, |name, data| {
        if name == "target_features" {
            without_new_features(data).map(Some)
        } else {
            Ok(Some(data.to_vec()))
        }
    })
}

/// Takes out everything that is not run: names, producers, features.
pub fn strip(wasm: &[u8]) -> Result<Vec<u8>> {
    rewrite(wasm, |_, _| Ok(None))
}

/// An error when Chromium 78 could not compile the file.
pub fn check_floor(wasm: &[u8]) -> Result<()> {
    Validator::new_with_features(FLOOR)
        .validate_all(wasm)
        .context("this wasm uses something that Chromium 78 does not know")?;
    Ok(())
}

/// Copies a wasm file; `custom` says what becomes of each custom section.
fn rewrite(
    wasm: &[u8],
    custom: impl Fn(&str, &[u8]) -> Result<Option<Vec<u8>>>,
) -> Result<Vec<u8>> {
    let mut out = wasm.get(..HEADER).context("not a wasm file")?.to_vec();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else {
            continue;
        };
        let body = match &payload {
            Payload::CustomSection(section) => match custom(section.name(), section.data())? {
                Some(data) => named(section.name(), &data),
                None => continue,
            },
            _ => wasm
                .get(range)
                .context("a section ends after the file")?
                .to_vec(),
        };
        out.push(id);
        push_length(&mut out, body.len());
        out.extend(body);
    }
    Ok(out)
}

fn without_new_features(data: &[u8]) -> Result<Vec<u8>> {
    let mut reader = BinaryReader::new(data, 0);
    let mut kept = Vec::new();
    for _ in 0..reader.read_var_u32()? {
        let prefix = reader.read_u8()?;
        let length = reader.read_var_u32()?;
        let name = reader.read_bytes(usize::try_from(length)?)?;
        if !NEW_FEATURES.contains(&name) {
            kept.push((prefix, name));
        }
    }
    let mut out = Vec::new();
    push_length(&mut out, kept.len());
    for (prefix, name) in kept {
        out.push(prefix);
        push_length(&mut out, name.len());
        out.extend(name);
    }
    Ok(out)
}

fn named(name: &str, data: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    push_length(&mut body, name.len());
    body.extend(name.as_bytes());
    body.extend(data);
    body
}

/// Writes a length the way wasm does: LEB128.
fn push_length(out: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        out.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom_sections(wasm: &[u8]) -> Vec<(String, Vec<u8>)> {
        Parser::new(0)
            .parse_all(wasm)
            .filter_map(|payload| match payload.unwrap() {
                Payload::CustomSection(section) => {
                    Some((section.name().to_owned(), section.data().to_vec()))
                }
                _ => None,
            })
            .collect()
    }

    fn file_with(sections: &[(&str, &[u8])]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        for (name, data) in sections {
            let body = named(name, data);
            wasm.push(0);
            push_length(&mut wasm, body.len());
            wasm.extend(body);
        }
        wasm
    }

    #[test]
    fn only_new_features_are_forgotten() {
        let features = b"\x03+\x0bbulk-memory+\x0amultivalue+\x0freference-types";
        let long = [7_u8; 300];
        let wasm = forget_new_features(&file_with(&[
            ("target_features", features),
            ("other", &long),
        ]))
        .unwrap();
        assert_eq!(
            custom_sections(&wasm),
            [
                (
                    "target_features".to_owned(),
                    b"\x01+\x0bbulk-memory".to_vec()
                ),
                ("other".to_owned(), long.to_vec())
            ]
        );
    }

    #[test]
    fn stripping_leaves_no_custom_section() {
        assert_eq!(
            strip(&file_with(&[("name", b"x")])).unwrap(),
            file_with(&[])
        );
    }

    #[test]
    fn externref_is_above_the_floor() {
        // One type: a function that takes an externref.
        let wasm = b"\0asm\x01\0\0\0\x01\x05\x01\x60\x01\x6f\x00";
        assert!(check_floor(wasm).is_err());
        assert!(check_floor(&file_with(&[])).is_ok());
    }
}
