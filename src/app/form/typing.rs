//! What a key does in the field the cursor is in.

use super::{Field, Form, Kind, Typed};
use crate::app::buffer::Motion;
use crate::app::key::Key;

impl Form {
    /// Takes a key that is not one of the form's own commands.
    pub fn key(&mut self, key: Key) -> Typed {
        let (before, was_walking) = (self.focus, self.is_walking);
        let typed = self.key_in_field(key);
        let walks = was_walking || self.focus != before;
        self.is_walking = matches!(key, Key::Up | Key::Down) && walks;
        typed
    }

    fn key_in_field(&mut self, key: Key) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let kind = field.kind.clone();
        match kind {
            Kind::Secret => match self.key_in_secret(key) {
                Some(typed) => typed,
                None => self.key_out_of_line(key),
            },
            Kind::Line | Kind::When(_) | Kind::Day | Kind::Birth => self.key_in_line(key),
            Kind::Text => self.key_in_text(key),
            Kind::Choice(_) | Kind::Ticks(_) | Kind::YesNo => self.key_in_list(key),
        }
    }

    /// Takes pasted text: typed into a text field, otherwise nothing.
    pub fn paste(&mut self, text: &str) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let Some(many) = field.kind.takes_lines() else {
            return Typed::Nothing;
        };
        if let Some(typed) = self.type_secret(text) {
            return typed;
        }
        self.change(|field| {
            field.take_away_offered();
            field.buffer.insert(text, many);
        })
    }

    /// Takes the head of a run of typed characters in one edit, `\n` where Enter was pressed; says
    /// how many bytes. None where a key is more than its character.
    pub fn type_run(&mut self, run: &str) -> Option<(usize, Typed)> {
        let many = self.focused()?.kind.takes_lines()?;
        let line = if many { None } else { run.find('\n') };
        let run = run.get(..line.unwrap_or(run.len()))?;
        if run.is_empty() {
            return None;
        }
        if let Some(typed) = self.type_secret(run) {
            return Some((run.len(), typed));
        }
        let typed = self.typing(|field| {
            field.take_away_offered();
            field.buffer.type_in(run, many);
        });
        if run.ends_with([' ', '\n']) {
            self.typing_in = None;
        }
        Some((run.len(), typed))
    }

    /// Takes away what stands in the field the cursor is in.
    pub fn clear(&mut self) -> Typed {
        if let Some(typed) = self.clear_secret() {
            return typed;
        }
        self.change(|field| field.set_value(""))
    }

    /// Makes a change that is undone by itself.
    pub(super) fn change(&mut self, edit: impl FnOnce(&mut Field)) -> Typed {
        self.remember();
        self.edit_focused(edit)
    }

    /// Makes a change that is undone together with the typing before it.
    fn typing(&mut self, edit: impl FnOnce(&mut Field)) -> Typed {
        if self.typing_in != Some(self.focus) {
            self.remember();
            self.typing_in = Some(self.focus);
        }
        self.edit_focused(edit)
    }

    fn edit_focused(&mut self, edit: impl FnOnce(&mut Field)) -> Typed {
        self.fault = None;
        let focus = self.focus;
        match self.fields.get_mut(focus) {
            Some(field) => {
                edit(field);
                field.offered = false;
                Typed::Changed
            }
            None => Typed::Nothing,
        }
    }

    fn motion(&mut self, motion: Motion) -> Typed {
        self.typing_in = None;
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus) {
            // Whoever moves about in what was offered goes on with it.
            field.offered = false;
            field.buffer.go(motion);
        }
        Typed::Moved
    }

    /// Handles the keys that every typed field has.
    fn key_in_buffer(&mut self, key: Key, many_lines: bool) -> Option<Typed> {
        Some(match key {
            Key::Char(c) => {
                let typed = self.typing(|field| {
                    field.take_away_offered();
                    field.buffer.type_in(c.encode_utf8(&mut [0; 4]), many_lines);
                });
                if c == ' ' {
                    self.typing_in = None;
                }
                typed
            }
            Key::Backspace => self.typing(|field| field.buffer.backspace()),
            Key::Delete => self.typing(|field| field.buffer.delete()),
            Key::Ctrl('w') => self.change(|field| field.buffer.delete_word()),
            _ => self.motion(Motion::of(key)?),
        })
    }

    fn key_in_line(&mut self, key: Key) -> Typed {
        if let Some(typed) = self.key_in_buffer(key, false) {
            return typed;
        }
        self.key_out_of_line(key)
    }

    /// Takes a key that leads out of a line.
    fn key_out_of_line(&mut self, key: Key) -> Typed {
        match key {
            Key::Enter => self.next_or_submit(),
            Key::Up => self.step(-1),
            Key::Down => self.step(1),
            _ => Typed::Nothing,
        }
    }

    fn key_in_text(&mut self, key: Key) -> Typed {
        if let Some(typed) = self.key_in_buffer(key, true) {
            return typed;
        }
        match key {
            Key::Enter => self.change(|field| field.buffer.insert("\n", true)),
            Key::Up => self.go_lines(-1),
            Key::Down => self.go_lines(1),
            Key::PageUp => self.go_lines(-10),
            Key::PageDown => self.go_lines(10),
            _ => Typed::Nothing,
        }
    }

    fn go_lines(&mut self, by: isize) -> Typed {
        self.typing_in = None;
        let (focus, columns) = (self.focus, self.columns);
        let moved = self
            .fields
            .get_mut(focus)
            .is_some_and(|field| field.buffer.go_lines(by, columns));
        if moved {
            Typed::Moved
        } else {
            self.step(by.signum())
        }
    }

    pub(super) fn next_or_submit(&mut self) -> Typed {
        if self.asks_at_once || self.focus + 1 >= self.fields.len() {
            Typed::Submit
        } else {
            self.step(1)
        }
    }
}
