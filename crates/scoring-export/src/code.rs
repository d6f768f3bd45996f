//! The check code 校验码: twelve characters over the form, its rubric and the engine's version.
//!
//! The same code on paper and in a file says that both hold the same form, scored by the same rules and the same engine. It
//! does not prove who made them: anybody can work it out.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a file says of itself: its code, and the engine that it was made by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The engine's version.
    pub engine: String,
    /// 校验码.
    pub code: String,
}

/// Digits and letters that are not taken for each other: no I, L, O, U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters stand together.
const GROUP: usize = 4;
const GROUPS: usize = 3;

/// How many groups tell the editions of a rubric apart.
const EDITION_GROUPS: usize = 2;

/// The code of a form and its rubric, both as canonical JSON, for an engine's version: `K7QX-93MF-2DPA`.
pub fn code(engine: &str, rubric: &str, form: &str) -> String {
    Begun::new(engine, rubric).code(form)
}

/// The codes of all forms of one rubric: what they have in common is read once.
#[derive(Clone, Debug)]
pub struct Begun(Sha256);

impl Begun {
    /// For an engine's version and a rubric as canonical JSON.
    pub fn new(engine: &str, rubric: &str) -> Self {
        let mut begun = Self(Sha256::new());
        begun.part(engine);
        begun.part(rubric);
        begun
    }

    /// The code of a form as canonical JSON.
    pub fn code(&self, form: &str) -> String {
        let mut whole = self.clone();
        whole.part(form);
        letters(whole.0, GROUPS)
    }

    fn part(&mut self, text: &str) {
        self.0.update(text);
        // Compact JSON has none, so that no two triples run into the same bytes.
        self.0.update("\n");
    }
}

/// Eight letters that tell the editions of a rubric apart 评分表版本, from its canonical JSON: `K7QX-93MF`.
pub fn edition(rubric: &str) -> String {
    letters(Sha256::new().chain_update(rubric), EDITION_GROUPS)
}

/// The first letters of a hash, in groups.
fn letters(hash: Sha256, groups: usize) -> String {
    let hash = hash.finalize();
    let first = hash.iter().take(8);
    let mut bits = first.fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    let mut code = String::new();
    for place in 0..GROUP * groups {
        if place > 0 && place % GROUP == 0 {
            code.push('-');
        }
        // Five bits from the top.
        code.push(char::from(LETTERS[(bits >> 59) as usize]));
        bits <<= 5;
    }
    code
}

/// A code as a person typed it from paper: small letters, full-width ones, spaces and dashes of any kind, O for 0, I and L for
/// 1. `None` where it cannot be one.
pub fn read(typed: &str) -> Option<String> {
    let mut letters = String::new();
    for c in typed.chars() {
        let c = match c {
            // Full-width forms stand 0xFEE0 behind ASCII.
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0)?,
            c => c,
        };
        match c.to_ascii_uppercase() {
            'O' => letters.push('0'),
            'I' | 'L' => letters.push('1'),
            c if LETTERS.iter().any(|letter| char::from(*letter) == c) => letters.push(c),
            c if c.is_alphanumeric() => return None,
            _ => {}
        }
    }
    if letters.len() != GROUP * GROUPS {
        return None;
    }
    let (one, rest) = letters.split_at(GROUP);
    let (two, three) = rest.split_at(GROUP);
    Some(format!("{one}-{two}-{three}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_known_bytes() {
        // printf '0.1.0\n{}\n{}\n' | sha256sum; its first 60 bits in Crockford's base 32
        assert_eq!(code("0.1.0", "{}", "{}"), "DF2Z-HCYZ-BG4D");
    }

    #[test]
    fn editions_of_known_bytes() {
        // printf '{}' | sha256sum; its first 40 bits
        assert_eq!(edition("{}"), "8G9P-Z8TN");
    }

    #[test]
    fn every_part_counts() {
        let codes = [
            code("1", "a", "b"),
            code("2", "a", "b"),
            code("1", "ab", ""),
            code("1", "", "ab"),
        ];
        let different: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(different.len(), codes.len(), "{codes:?}");
    }

    #[test]
    fn as_people_type_it() {
        for typed in [
            "K7QX-93MF-20PA",
            "k7qx 93mf 2opa",
            "Ｋ７ＱＸ—９３ＭＦ—２０ＰＡ",
            "校验码：K7QX93MF20PA".trim_start_matches("校验码："),
        ] {
            assert_eq!(read(typed).as_deref(), Some("K7QX-93MF-20PA"), "{typed}");
        }
        for typed in [
            "",
            "K7QX-93MF",
            "K7QX-93MF-20PA-1",
            "K7QX-93MF-20P甲",
            "U7QX-93MF-20PA",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
