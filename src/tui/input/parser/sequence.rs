//! What control characters and sequences mean to the desk; most mean nothing.

use crate::app::key::Key;

/// Returns the key of a control character.
pub(super) fn control_key(byte: u8) -> Option<Key> {
    Some(match byte {
        // A Linux console and PuTTY send Ctrl-H for Backspace, some send Ctrl-J for Enter.
        0x08 | 0x7f => Key::Backspace,
        0x09 => Key::Tab,
        0x0a | 0x0d => Key::Enter,
        0x1d => Key::Ctrl(']'),
        0x01..=0x1a => Key::Ctrl(char::from(byte | 0x60)),
        _ => return None,
    })
}

/// Returns the key of a control sequence by what stands between `ESC [` and its last byte.
///
/// Reports that nobody asked for, of the mouse, of the cursor's place, have none.
pub(super) fn key_of(read: &[u8], last: u8) -> Option<Key> {
    let read = std::str::from_utf8(read).ok()?;
    let mut numbers = Vec::new();
    for part in read.split(';') {
        numbers.push(match part {
            "" => 1,
            part => part.parse::<u16>().ok()?,
        });
    }
    let first = numbers.first().copied()?;
    // Shift, Alt and Ctrl by their bits, from one.
    let held = numbers.get(1).map_or(0, |held| held.saturating_sub(1));
    match last {
        b'~' => tilde_key(first),
        b'Z' => Some(Key::BackTab),
        _ => moving_key(last, held & 4 != 0),
    }
}

/// Returns the key of `ESC O` and a letter.
pub(super) fn single_key_of(last: u8) -> Option<Key> {
    match last {
        b'M' => Some(Key::Enter),
        // rxvt's arrows with Ctrl.
        b'a' => Some(Key::Up),
        b'b' => Some(Key::Down),
        b'c' => Some(Key::WordRight),
        b'd' => Some(Key::WordLeft),
        _ => moving_key(last, false),
    }
}

fn moving_key(last: u8, ctrl: bool) -> Option<Key> {
    Some(match (last, ctrl) {
        (b'A', _) => Key::Up,
        (b'B', _) => Key::Down,
        (b'C', true) => Key::WordRight,
        (b'D', true) => Key::WordLeft,
        (b'C', false) => Key::Right,
        (b'D', false) => Key::Left,
        (b'F', _) => Key::End,
        (b'H', _) => Key::Home,
        _ => return None,
    })
}

fn tilde_key(number: u16) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        _ => return None,
    })
}
