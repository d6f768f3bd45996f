//! Keys as both protocols want them.
//!
//! CDP wants a DOM `key`, a physical `code` and a Windows key code; WebDriver wants one character, from its private range for
//! keys without one. A wrong key code does harm (`.` sent as 46 is Delete), so characters are mapped through their US keys.

use crate::failure::{Failure, Result};

/// One key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// `KeyboardEvent.code`.
    pub code: String,
    /// The Windows virtual key code, which is `KeyboardEvent.keyCode`.
    pub key_code: u32,
    /// What the key types, if it types.
    pub text: Option<String>,
    /// Whether a US keyboard needs Shift for it.
    pub shifted: bool,
    /// How WebDriver writes it.
    pub webdriver: char,
}

/// A key with the modifiers held: `Control+z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chord {
    /// Held while the key is pressed.
    pub modifiers: Vec<Modifier>,
    /// The key.
    pub key: Key,
}

/// A modifier key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// Alt.
    Alt,
    /// Control.
    Control,
    /// Meta, the Windows key.
    Meta,
    /// Shift.
    Shift,
}

impl Modifier {
    const ALL: [Self; 4] = [Self::Alt, Self::Control, Self::Meta, Self::Shift];

    /// Its bit in CDP's `modifiers`.
    pub const fn bit(self) -> u32 {
        match self {
            Self::Alt => 1,
            Self::Control => 2,
            Self::Meta => 4,
            Self::Shift => 8,
        }
    }

    /// The key itself.
    pub fn key(self) -> Key {
        let (name, key_code, webdriver) = match self {
            Self::Alt => ("Alt", 18, '\u{E00A}'),
            Self::Control => ("Control", 17, '\u{E009}'),
            Self::Meta => ("Meta", 91, '\u{E03D}'),
            Self::Shift => ("Shift", 16, '\u{E008}'),
        };
        named(name, &format!("{name}Left"), key_code, None, webdriver)
    }
}

/// Keys without a character of their own: name and code, key code, typed text, WebDriver's character.
const NAMED: [(&str, u32, Option<&str>, char); 20] = [
    ("Backspace", 8, None, '\u{E003}'),
    ("Tab", 9, None, '\u{E004}'),
    ("Enter", 13, Some("\r"), '\u{E007}'),
    ("Escape", 27, None, '\u{E00C}'),
    ("PageUp", 33, None, '\u{E00E}'),
    ("PageDown", 34, None, '\u{E00F}'),
    ("End", 35, None, '\u{E010}'),
    ("Home", 36, None, '\u{E011}'),
    ("ArrowLeft", 37, None, '\u{E012}'),
    ("ArrowUp", 38, None, '\u{E013}'),
    ("ArrowRight", 39, None, '\u{E014}'),
    ("ArrowDown", 40, None, '\u{E015}'),
    ("Insert", 45, None, '\u{E016}'),
    ("Delete", 46, None, '\u{E017}'),
    ("F1", 112, None, '\u{E031}'),
    ("F2", 113, None, '\u{E032}'),
    ("F4", 115, None, '\u{E034}'),
    ("F5", 116, None, '\u{E035}'),
    ("F8", 119, None, '\u{E038}'),
    ("F9", 120, None, '\u{E039}'),
];

/// Punctuation on a US keyboard: plain, with Shift, code, key code.
const PUNCTUATION: [(char, char, &str, u32); 11] = [
    (';', ':', "Semicolon", 186),
    ('=', '+', "Equal", 187),
    (',', '<', "Comma", 188),
    ('-', '_', "Minus", 189),
    ('.', '>', "Period", 190),
    ('/', '?', "Slash", 191),
    ('`', '~', "Backquote", 192),
    ('[', '{', "BracketLeft", 219),
    ('\\', '|', "Backslash", 220),
    (']', '}', "BracketRight", 221),
    ('\'', '"', "Quote", 222),
];

impl Key {
    /// The key that types this character on a US keyboard; none for 中 and the like, which only an input method types.
    pub fn of(character: char) -> Option<Self> {
        let typed = |code: String, key_code, shifted| Self {
            key: character.to_string(),
            code,
            key_code,
            text: Some(character.to_string()),
            shifted,
            webdriver: character,
        };
        match character {
            '\n' => Self::from_name("Enter"),
            '\t' => Self::from_name("Tab"),
            ' ' => Some(typed("Space".into(), 32, false)),
            'a'..='z' | 'A'..='Z' => {
                let upper = character.to_ascii_uppercase();
                Some(typed(
                    format!("Key{upper}"),
                    u32::from(upper),
                    character.is_ascii_uppercase(),
                ))
            }
            '0'..='9' => Some(typed(
                format!("Digit{character}"),
                u32::from(character),
                false,
            )),
            _ => (")!@#$%^&*(".chars().zip('0'..='9'))
                .find(|(shifted, _)| *shifted == character)
                .map(|(_, digit)| typed(format!("Digit{digit}"), u32::from(digit), true))
                .or_else(|| {
                    let (_, shifted, code, key_code) = PUNCTUATION
                        .iter()
                        .find(|(plain, shifted, ..)| [*plain, *shifted].contains(&character))?;
                    Some(typed((*code).into(), *key_code, *shifted == character))
                }),
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let (name, key_code, text, webdriver) = NAMED.iter().find(|(known, ..)| *known == name)?;
        Some(named(name, name, *key_code, *text, *webdriver))
    }
}

impl Chord {
    /// Reads `Tab`, `a`, `Control+z`, `Control+Shift+ArrowDown`.
    pub fn parse(text: &str) -> Result<Self> {
        let mut modifiers = Vec::new();
        let mut rest = text;
        while let Some((modifier, after)) = Modifier::ALL
            .iter()
            .find_map(|modifier| Some((*modifier, rest.strip_prefix(&format!("{modifier:?}+"))?)))
        {
            modifiers.push(modifier);
            rest = after;
        }
        let mut characters = rest.chars();
        let key = match (characters.next(), characters.next()) {
            (Some(only), None) => Key::of(only),
            _ => Key::from_name(rest),
        };
        let key = key.ok_or_else(|| {
            Failure::new(format!(
                "no key named {rest:?} (in {text:?}); keys.rs lists them"
            ))
        })?;
        Ok(Self { modifiers, key })
    }
}

fn named(name: &str, code: &str, key_code: u32, text: Option<&str>, webdriver: char) -> Key {
    Key {
        key: name.into(),
        code: code.into(),
        key_code,
        text: text.map(Into::into),
        shifted: false,
        webdriver,
    }
}

#[cfg(test)]
mod tests {
    use super::{Chord, Key, Modifier};

    #[test]
    fn a_full_stop_is_not_delete() {
        assert_eq!(Key::of('.').unwrap().key_code, 190);
        assert_eq!(Chord::parse("Delete").unwrap().key.key_code, 46);
    }

    #[test]
    fn percent_is_shift_5() {
        let key = Key::of('%').unwrap();
        assert_eq!(
            (key.code.as_str(), key.key_code, key.shifted),
            ("Digit5", 53, true)
        );
    }

    #[test]
    fn modifiers_come_before_the_key() {
        let chord = Chord::parse("Control+Shift++").unwrap();
        assert_eq!(chord.modifiers, [Modifier::Control, Modifier::Shift]);
        assert_eq!(chord.key.key, "+");
    }

    #[test]
    fn chinese_has_no_key() {
        assert_eq!(Key::of('分'), None);
        assert!(Chord::parse("Return").is_err());
    }
}
