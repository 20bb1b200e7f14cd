//! Keys as the terminal sends them, made into the desk's own.

use std::sync::mpsc::Sender;

use ratatui::crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::Event;
use crate::app::key::Key;
use crate::app::message::Message;

/// Starts the thread that reads keys; it ends with the program.
pub(super) fn start(send: Sender<Event>) {
    std::thread::spawn(move || {
        while let Ok(event) = event::read() {
            for message in messages(&event) {
                if send.send(Event::Input(message)).is_err() {
                    return;
                }
            }
        }
        let _gone = send.send(Event::End);
    });
}

fn messages(event: &event::Event) -> Vec<Message> {
    match event {
        event::Event::Key(key) => keys_of(*key).into_iter().map(Message::Key).collect(),
        event::Event::Paste(text) => vec![Message::Paste(text.clone())],
        event::Event::Resize(columns, rows) => vec![Message::Size(*columns, *rows)],
        _ => Vec::new(),
    }
}

/// Returns the desk's keys for a press.
///
/// Nothing on the desk needs Alt: on a slow line Esc and the key after it arrive together and
/// look like it, so they are taken for what they were.
fn keys_of(mut key: KeyEvent) -> Vec<Key> {
    let mut keys = Vec::new();
    if key.kind != KeyEventKind::Release && key.modifiers.contains(KeyModifiers::ALT) {
        key.modifiers.remove(KeyModifiers::ALT);
        keys.push(Key::Esc);
    }
    keys.extend(key_of(key));
    keys
}

/// Returns the desk's key for a press; releases and keys the desk has no use for are none.
fn key_of(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char('h') if ctrl => Key::Backspace,
        KeyCode::Char('j' | 'm') if ctrl => Key::Enter,
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if ctrl => Key::WordLeft,
        KeyCode::Right if ctrl => Key::WordRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        key_of(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_are_the_same_from_every_terminal() {
        let none = KeyModifiers::NONE;
        let ctrl = KeyModifiers::CONTROL;
        assert_eq!(
            press(KeyCode::Char('N'), KeyModifiers::SHIFT),
            Some(Key::Char('N'))
        );
        assert_eq!(press(KeyCode::Char('o'), ctrl), Some(Key::Ctrl('o')));
        // A Linux console and PuTTY send Ctrl-H for Backspace, some send Ctrl-J for Enter.
        assert_eq!(press(KeyCode::Char('h'), ctrl), Some(Key::Backspace));
        assert_eq!(press(KeyCode::Char('j'), ctrl), Some(Key::Enter));
        assert_eq!(press(KeyCode::Tab, KeyModifiers::SHIFT), Some(Key::BackTab));
        assert_eq!(press(KeyCode::F(2), none), None);
    }

    #[test]
    fn escape_and_the_key_after_it_are_two_keys_on_a_slow_line() {
        let together = KeyEvent::new(KeyCode::Char('4'), KeyModifiers::ALT);
        assert_eq!(keys_of(together), [Key::Esc, Key::Char('4')]);
    }

    #[test]
    fn a_key_let_go_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('n'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(key_of(event), None);
    }
}
