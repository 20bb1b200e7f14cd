//! The terminal's bytes made into keys and pastes.
//!
//! Pure: bytes go in as they are read, and [`Parser::silence`] says that no more came. Only
//! silence tells a lone Esc from the start of a sequence, and the end of a paste from an end
//! marker that was pasted with it.

mod paste;
mod sent;
mod sequence;

use std::time::Duration;

use self::paste::Paste;
pub(super) use self::sent::Input;
use crate::app::key::Key;

/// How long Esc waits for the rest of a sequence: a terminal sends it in one piece, a hand does
/// not come so fast.
const AFTER_ESC: Duration = Duration::from_millis(50);
/// How long a sequence that has begun waits for its rest, which a slow line may part.
const IN_SEQUENCE: Duration = Duration::from_millis(500);
/// How long a terminal's words wait for their rest: an answer comes in one piece, and Alt with a key
/// that begins one must not hold up what is typed.
const IN_WORDS: Duration = Duration::from_millis(100);
/// How long a paste stays open after its end: what comes at once was pasted with it.
const AFTER_PASTE: Duration = Duration::from_millis(80);
/// How long a paste waits for its end.
const IN_PASTE: Duration = Duration::from_secs(2);
/// The longest sequence that means anything here.
const LONGEST: usize = 32;
/// The longest words that a terminal answers with; what is longer was typed or pasted.
const LONGEST_WORDS: usize = 4096;

/// What has been read so far of something longer than a byte.
#[derive(Debug, Default)]
enum State {
    /// Nothing.
    #[default]
    Ground,
    /// The first bytes of a character.
    Character(Vec<u8>),
    /// Esc.
    Esc,
    /// `ESC [` and what followed: a control sequence.
    Control(Vec<u8>),
    /// `ESC O`, as some terminals begin their arrows.
    Single,
    /// Words that a terminal answers with, as far as they have come (OSC, DCS and their like).
    Words { opener: u8, read: Vec<u8> },
    /// The last bytes of an old mouse report.
    Skip(u8),
    /// A paste that is not over.
    Paste(Paste),
}

/// Makes bytes into keys and pastes.
#[derive(Debug, Default)]
pub(super) struct Parser {
    state: State,
    out: Vec<Input>,
}

impl Parser {
    /// Takes bytes as they were read; returns what they make, with what came before.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        for byte in bytes {
            self.byte(*byte);
        }
        std::mem::take(&mut self.out)
    }

    /// Returns how long to wait for more bytes before [`Self::silence`]; for ever when nothing is
    /// under way.
    pub(super) fn patience(&self) -> Option<Duration> {
        match &self.state {
            State::Ground => None,
            State::Esc => Some(AFTER_ESC),
            State::Paste(paste) if paste.has_ended() => Some(AFTER_PASTE),
            State::Paste(_) => Some(IN_PASTE),
            State::Words { .. } => Some(IN_WORDS),
            _ => Some(IN_SEQUENCE),
        }
    }

    /// Takes it that nothing more came: what was under way is decided.
    pub(super) fn silence(&mut self) -> Vec<Input> {
        match std::mem::take(&mut self.state) {
            State::Esc => self.key(Key::Esc),
            State::Control(read) if read.is_empty() => self.escaped('['),
            State::Single => self.escaped('O'),
            State::Words { opener, read } => {
                self.no_words(opener, read);
                // They may end in Esc, or in the first half of a character.
                if matches!(std::mem::take(&mut self.state), State::Esc) {
                    self.key(Key::Esc);
                }
            }
            State::Paste(paste) => self.out.push(paste.over()),
            // The rest of a character or of a sequence never came.
            _ => {}
        }
        std::mem::take(&mut self.out)
    }

    fn key(&mut self, key: Key) {
        self.out.push(Input::Key(key));
    }

    /// Nothing on the desk needs Alt: on a slow line Esc and the key after it arrive together and
    /// look like it, so they are taken for what they were.
    fn escaped(&mut self, character: char) {
        self.key(Key::Esc);
        self.key(Key::Char(character));
    }

    /// Takes what was no terminal's answer, having no end, for what it was: Esc and the keys after
    /// it.
    fn no_words(&mut self, opener: u8, read: Vec<u8>) {
        self.escaped(char::from(opener));
        for byte in read {
            self.byte(byte);
        }
    }

    fn byte(&mut self, byte: u8) {
        self.state = match std::mem::take(&mut self.state) {
            State::Ground => self.ground(byte),
            State::Character(read) => self.in_character(read, byte),
            State::Esc => self.after_esc(byte),
            State::Control(read) => self.in_control(read, byte),
            State::Single => self.in_single(byte),
            State::Words { opener, read } => self.in_words(opener, read, byte),
            State::Skip(left) if left > 1 => State::Skip(left - 1),
            State::Skip(_) => State::Ground,
            State::Paste(mut paste) => {
                paste.byte(byte);
                State::Paste(paste)
            }
        };
    }

    fn ground(&mut self, byte: u8) -> State {
        match byte {
            0x1b => return State::Esc,
            0x20..=0x7e => self.key(Key::Char(char::from(byte))),
            0x00..=0x1f | 0x7f => {
                if let Some(key) = sequence::control_key(byte) {
                    self.key(key);
                }
            }
            0x80..=0xff => return State::Character(vec![byte]),
        }
        State::Ground
    }

    fn in_character(&mut self, mut read: Vec<u8>, byte: u8) -> State {
        if !(0x80..0xc0).contains(&byte) {
            // What began was no character.
            return self.ground(byte);
        }
        read.push(byte);
        match std::str::from_utf8(&read) {
            Ok(text) => {
                let plain = text.chars().filter(|c| !c.is_control());
                self.out.extend(plain.map(|c| Input::Key(Key::Char(c))));
                State::Ground
            }
            // Cut short, as against wrong.
            Err(fault) if fault.error_len().is_none() => State::Character(read),
            Err(_) => State::Ground,
        }
    }

    fn after_esc(&mut self, byte: u8) -> State {
        match byte {
            b'[' => State::Control(Vec::new()),
            b'O' => State::Single,
            b']' | b'P' | b'X' | b'^' | b'_' => State::Words {
                opener: byte,
                read: Vec::new(),
            },
            _ => {
                self.key(Key::Esc);
                self.ground(byte)
            }
        }
    }

    fn in_control(&mut self, mut read: Vec<u8>, byte: u8) -> State {
        // The Linux console's own: `ESC [ [ A` is F1.
        if read == b"[" {
            return State::Ground;
        }
        match byte {
            b'[' if read.is_empty() => State::Control(vec![byte]),
            0x20..=0x3f => {
                if read.len() < LONGEST {
                    read.push(byte);
                }
                State::Control(read)
            }
            b'M' if read.is_empty() => State::Skip(3),
            b'~' if read == b"200" => State::Paste(Paste::default()),
            0x40..=0x7e => {
                if let Some(key) = sequence::key_of(&read, byte) {
                    self.key(key);
                }
                State::Ground
            }
            // Not a sequence after all: it is dropped, and what broke it counts.
            _ => self.ground(byte),
        }
    }

    fn in_single(&mut self, byte: u8) -> State {
        match byte {
            // A modifier, as old xterms put it.
            b'0'..=b'9' | b';' => State::Single,
            0x40..=0x7e => {
                if let Some(key) = sequence::single_key_of(byte) {
                    self.key(key);
                }
                State::Ground
            }
            _ => self.ground(byte),
        }
    }

    fn in_words(&mut self, opener: u8, mut read: Vec<u8>, byte: u8) -> State {
        match (read.last(), byte) {
            // BEL, CAN and SUB end them, and so does `ESC \`.
            (_, 0x07 | 0x18 | 0x1a) | (Some(0x1b), b'\\') => State::Ground,
            (Some(0x1b), _) => {
                read.pop();
                self.no_words(opener, read);
                self.after_esc(byte)
            }
            _ if read.len() < LONGEST_WORDS => {
                read.push(byte);
                State::Words { opener, read }
            }
            _ => {
                self.no_words(opener, read);
                self.byte(byte);
                std::mem::take(&mut self.state)
            }
        }
    }
}

#[cfg(test)]
mod tests;
