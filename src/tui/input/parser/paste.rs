//! A bracketed paste while it comes.

use super::sent::Input;

/// The most that is kept of a paste. A long report has a tenth of it.
pub(super) const MOST: usize = 1024 * 1024;

/// What both markers begin with; the byte after tells the start from the end, then comes `~`.
const MARKER: &[u8] = b"\x1b[20";

/// A paste that is not over.
#[derive(Debug, Default)]
pub(super) struct Paste {
    bytes: Vec<u8>,
    /// What may be a marker, as far as it has come.
    marker: Vec<u8>,
    ended: bool,
    cut: bool,
}

impl Paste {
    /// Says whether an end marker came: the paste is over once nothing follows it.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Takes a byte.
    ///
    /// A marker is no text, wherever it stands: one that was pasted neither ends the paste nor is
    /// left in it.
    pub(super) fn byte(&mut self, byte: u8) {
        let wanted = MARKER.get(self.marker.len());
        let follows = match (wanted, self.marker.last()) {
            (Some(wanted), _) => *wanted == byte,
            (None, Some(b'0' | b'1')) if self.marker.len() > MARKER.len() => byte == b'~',
            (None, _) => matches!(byte, b'0' | b'1'),
        };
        if !follows {
            self.keep_marker();
            if byte == 0x1b {
                self.marker.push(byte);
            } else {
                self.keep(byte);
            }
            return;
        }
        self.marker.push(byte);
        if byte == b'~' {
            self.ended |= self.marker.get(MARKER.len()) == Some(&b'1');
            self.marker.clear();
        }
    }

    /// Returns the paste once nothing more comes.
    pub(super) fn over(mut self) -> Input {
        self.keep_marker();
        let text = String::from_utf8_lossy(&self.bytes).into_owned();
        let text = if self.cut {
            // The cut may have gone through a character.
            text.trim_end_matches('\u{fffd}').to_owned()
        } else {
            text
        };
        Input::Paste {
            text,
            cut: self.cut,
        }
    }

    /// Keeps what looked like a marker and was none.
    fn keep_marker(&mut self) {
        for byte in std::mem::take(&mut self.marker) {
            self.keep(byte);
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.bytes.len() < MOST {
            self.bytes.push(byte);
        } else {
            self.cut = true;
        }
    }
}
