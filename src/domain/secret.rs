//! A secret that somebody types or a program hands over: a passphrase.
//!
//! There is one of it. It cannot be copied, printed or logged, it is wiped when it is dropped, and
//! whoever needs its words says so by [`Secret::reveal`].

use std::fmt;
use std::ops::Range;
use std::str::Utf8Error;

use ctutils::CtEq;
use zeroize::Zeroizing;

/// Bytes that a secret has room for from the start: nobody types more, so that none is moved while
/// it is typed.
const ROOM: usize = 256;

/// A secret: wiped when dropped, compared in constant time, never printed.
#[derive(Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The fewest characters that are taken at set-up.
    pub const FEWEST: usize = 12;
    /// The longest that is taken, in bytes, on the screen as on the command line.
    pub const LONGEST: usize = 4096;

    /// Returns the secret that a line of bytes holds, as it would have been typed.
    ///
    /// # Errors
    /// When the line is not UTF-8.
    pub fn from_line(line: &[u8]) -> Result<Self, Utf8Error> {
        let mut secret = Self::default();
        secret.type_in(0, std::str::from_utf8(line)?);
        Ok(secret)
    }

    /// Returns the words of the secret, for what cannot do without them.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Says whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns how long it is, in characters.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.chars().count()
    }

    /// Puts typed characters in at a byte offset, and returns the offset after them. Nothing is
    /// trimmed: only what cannot be typed is left out, and a tab is a blank, so that a passphrase
    /// is the same wherever it is typed.
    pub fn type_in(&mut self, at: usize, typed: &str) -> usize {
        let mut end = at;
        for c in typed.chars() {
            let c = if c == '\t' { ' ' } else { c };
            if !c.is_control() {
                self.insert(end, c.encode_utf8(&mut [0; 4]));
                end += c.len_utf8();
            }
        }
        end
    }

    /// Takes away what stands at these byte offsets.
    pub fn remove(&mut self, range: Range<usize>) {
        self.0.replace_range(range, "");
    }

    /// Puts text at the end, as it is.
    pub fn push(&mut self, text: &str) {
        self.insert(self.0.len(), text);
    }

    /// Puts text in; where there is no room for it the whole is moved, and what it leaves is wiped.
    fn insert(&mut self, at: usize, text: &str) {
        let length = self.0.len() + text.len();
        if length > self.0.capacity() {
            let room = (length * 2).max(ROOM);
            let mut wider = Zeroizing::new(String::with_capacity(room));
            // Of the room that nobody wrote in yet there is nothing to see: it is asked for by what
            // stands in it.
            wider.extend(std::iter::repeat_n('\0', room));
            let _locked = crate::system::keep_resident(wider.as_bytes());
            wider.clear();
            wider.push_str(&self.0);
            self.0 = wider;
        }
        self.0.insert_str(at, text);
    }
}

impl From<String> for Secret {
    /// Takes the text over where it stands, without a copy.
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        let mut secret = Self::default();
        secret.push(text);
        secret
    }
}

impl PartialEq for Secret {
    /// Takes as long for a secret that is nearly right as for one that is not.
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).to_bool()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_at_either_end_is_part_of_it_however_it_comes() {
        let mut typed = Secret::default();
        let mut at = 0;
        for c in " correct  horse ".chars() {
            at = typed.type_in(at, c.encode_utf8(&mut [0; 4]));
        }
        assert_eq!(typed.reveal(), " correct  horse ");
        assert_eq!(Secret::from_line(b" correct  horse \r"), Ok(typed));
        let tab = Secret::from_line(b"correct\thorse").map(|tab| tab == "correct horse".into());
        assert_eq!(tab, Ok(true));
        assert!(Secret::from_line(b"\xff\xfe").is_err());
    }

    #[test]
    fn it_is_compared_whole_and_never_printed() {
        let secret = Secret::from("correct horse");
        assert_eq!(secret, "correct horse".into());
        for other in ["", "correct", "correct horse ", "Correct horse"] {
            assert_ne!(secret, other.into(), "{other}");
        }
        assert_eq!(format!("{secret:?}"), "Secret(hidden)");
    }

    #[test]
    fn what_is_typed_stays_where_it_is_and_a_long_paste_is_whole() {
        let mut secret = Secret::default();
        let mut at = secret.type_in(0, "c");
        let place = secret.reveal().as_ptr();
        while at < ROOM {
            at = secret.type_in(at, "x");
        }
        assert_eq!(secret.reveal().as_ptr(), place, "typing moved it");
        let long = "long ".repeat(ROOM);
        secret.type_in(1, &long);
        assert_eq!(secret.count(), ROOM + long.len());
        assert!(secret.reveal().starts_with("clong "));
        secret.remove(0..secret.count());
        assert!(secret.is_empty());
    }
}
