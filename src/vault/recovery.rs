//! The recovery key: printed once, typed back, kept nowhere.
//!
//! 28 symbols of Crockford's base 32 (140 bits of randomness) and four more that check them, in
//! groups of four. It has no letter that is taken for a digit, and what is mistyped is said to be
//! before it is tried.

use sha2::{Digest, Sha256};

use super::{VaultError, fill};
use crate::domain::secret::Secret;

/// The symbols, each standing for five bits (Crockford's base 32: no I, L, O, U).
const SYMBOLS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// Symbols of a group.
const GROUP: usize = 4;
/// Symbols that are random.
const RANDOM: usize = 28;
/// Symbols with those that check.
const ALL: usize = RANDOM + GROUP;

const _: () = assert!(RANDOM * 5 >= 128);

/// The recovery key, as it opens its slot: without blanks and dashes.
#[derive(Debug, PartialEq, Eq)]
pub struct RecoveryKey(Secret);

/// Why what was typed is no recovery key. Never holds what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryFault {
    /// It has fewer or more symbols.
    #[error("it has {0} letters and digits, and a recovery key has {ALL}")]
    Length(usize),
    /// A character is none of its symbols.
    #[error("the {0}. group holds a character that no recovery key has")]
    Symbol(usize),
    /// The symbols do not agree with those that check them.
    #[error(
        "a letter or digit of it is not as printed: its last group does not agree with the rest"
    )]
    Check,
}

impl RecoveryKey {
    /// Returns a new random key.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn random() -> Result<Self, VaultError> {
        let mut bytes = zeroize::Zeroizing::new([0; RANDOM]);
        fill(bytes.as_mut_slice())?;
        let mut text = Secret::default();
        for byte in bytes.iter() {
            push(&mut text, *byte);
        }
        let check = check_of(&text);
        text.push(check.reveal());
        Ok(Self(text))
    }

    /// Reads what was typed: blanks and dashes do not count, small letters are large ones, and O, I
    /// and L are the digits that they look like.
    ///
    /// # Errors
    /// When it is no recovery key; of which desk it is the key is not known here.
    pub fn read(typed: &Secret) -> Result<Self, RecoveryFault> {
        let mut text = Secret::default();
        let mut count = 0;
        for c in typed.reveal().chars() {
            let c = match c.to_ascii_uppercase() {
                c if c.is_whitespace() || c == '-' => continue,
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            if !SYMBOLS.contains(&c) {
                return Err(RecoveryFault::Symbol(count / GROUP + 1));
            }
            count += 1;
            text.push(c.encode_utf8(&mut [0; 4]));
        }
        if count != ALL {
            return Err(RecoveryFault::Length(count));
        }
        let key = Self(text);
        let (random, check) = key.0.reveal().split_at(RANDOM);
        if check_of(&Secret::from(random)) != Secret::from(check) {
            return Err(RecoveryFault::Check);
        }
        Ok(key)
    }

    /// Returns it in groups of four, as it is printed.
    #[must_use]
    pub fn printed(&self) -> Secret {
        let mut out = Secret::default();
        for (place, c) in self.0.reveal().chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                out.push("-");
            }
            out.push(c.encode_utf8(&mut [0; 4]));
        }
        out
    }

    /// Returns what opens its slot.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.0
    }

    /// Returns what opens its slot, giving the key up.
    #[must_use]
    pub fn into_secret(self) -> Secret {
        self.0
    }
}

/// Returns the symbols that check others: 20 bits, so that a slip goes unseen once in a million.
fn check_of(symbols: &Secret) -> Secret {
    let digest = Sha256::digest(symbols.reveal().as_bytes());
    let mut out = Secret::default();
    for byte in digest.iter().take(GROUP) {
        push(&mut out, *byte);
    }
    out
}

/// Puts the symbol of a byte's last five bits at the end.
fn push(out: &mut Secret, byte: u8) {
    if let Some(c) = SYMBOLS.get(usize::from(byte & 31)) {
        out.push(c.encode_utf8(&mut [0; 4]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_typed_back_however_it_is_grouped() {
        let key = RecoveryKey::random().unwrap();
        let printed = key.printed();
        assert_eq!(printed.count(), 8 * 4 + 7);
        let groups: Vec<&str> = printed.reveal().split('-').collect();
        assert!(groups.len() == 8 && groups.iter().all(|group| group.len() == 4));
        let loose = groups.join("  ").to_lowercase();
        assert_eq!(RecoveryKey::read(&loose.as_str().into()), Ok(key));
        assert_ne!(RecoveryKey::random().unwrap().printed(), printed);
    }

    #[test]
    fn the_check_group_of_a_key_is_that_of_its_digest() {
        // `printf 0000000000000000000000000000 | sha256sum` begins d7 7b d8 6a; their last five bits
        // are 23, 27, 24, 10.
        let typed = format!("{}QVRA", "0".repeat(28));
        assert!(RecoveryKey::read(&typed.as_str().into()).is_ok());
        let looks = typed.replace('0', "O");
        assert!(RecoveryKey::read(&looks.as_str().into()).is_ok());
    }

    #[test]
    fn a_slip_is_said_before_the_key_is_tried() {
        let key = RecoveryKey::random().unwrap();
        let text = key.printed().reveal().to_owned();
        for (place, was) in text.char_indices().filter(|(_, c)| *c != '-') {
            let other = if was == '7' { "8" } else { "7" };
            let mut slip = text.clone();
            slip.replace_range(place..=place, other);
            let read = RecoveryKey::read(&slip.as_str().into());
            assert_eq!(read, Err(RecoveryFault::Check), "place {place}");
        }
        let short: String = text.chars().take(text.len() - 1).collect();
        assert_eq!(
            RecoveryKey::read(&short.as_str().into()),
            Err(RecoveryFault::Length(31))
        );
        assert_eq!(
            RecoveryKey::read(&"0000 00U0".into()),
            Err(RecoveryFault::Symbol(2))
        );
    }
}
