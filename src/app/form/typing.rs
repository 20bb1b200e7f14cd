//! What a key does in the field the cursor is in.

use super::{Field, Form, Kind, Typed};
use crate::app::buffer::Motion;
use crate::app::key::Key;

impl Form {
    /// Takes a key that is not one of the form's own commands.
    pub fn key(&mut self, key: Key) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let kind = field.kind.clone();
        match kind {
            Kind::Secret => match self.key_in_secret(key) {
                Some(typed) => typed,
                None => self.key_out_of_line(key),
            },
            Kind::Line | Kind::When(_) | Kind::Day => self.key_in_line(key),
            Kind::Text => self.key_in_text(key),
            Kind::Choice(_) => self.key_in_choice(key),
            Kind::Ticks(_) => self.key_in_ticks(key),
            Kind::YesNo => self.key_in_yes_no(key),
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
        self.change(|field| field.buffer.insert(text, many))
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
        let typed = self.typing(|field| field.buffer.type_in(run, many));
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
    fn change(&mut self, edit: impl FnOnce(&mut Field)) -> Typed {
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
                Typed::Changed
            }
            None => Typed::Nothing,
        }
    }

    fn motion(&mut self, motion: Motion) -> Typed {
        self.typing_in = None;
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus) {
            field.buffer.go(motion);
        }
        Typed::Moved
    }

    /// Handles the keys that every typed field has.
    fn key_in_buffer(&mut self, key: Key, many_lines: bool) -> Option<Typed> {
        Some(match key {
            Key::Char(c) => {
                let typed = self
                    .typing(|field| field.buffer.type_in(c.encode_utf8(&mut [0; 4]), many_lines));
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

    fn key_in_choice(&mut self, key: Key) -> Typed {
        match key {
            Key::Right | Key::Char(' ') => self.choose_by(1),
            Key::Left => self.choose_by(-1),
            Key::Backspace | Key::Delete => self.change(|field| field.chosen.clear()),
            Key::Char(c) => self.choose_letter(c),
            Key::Enter => self.next_or_submit(),
            Key::Up => self.step(-1),
            Key::Down => self.step(1),
            _ => Typed::Nothing,
        }
    }

    /// Chooses the next or previous word; past either end is nothing chosen.
    fn choose_by(&mut self, by: isize) -> Typed {
        self.change(|field| {
            let count = field.options().len();
            let next = if field.chosen.is_empty() {
                if by > 0 {
                    Some(0)
                } else {
                    count.checked_sub(1)
                }
            } else {
                field.at.checked_add_signed(by)
            };
            let chosen = next.and_then(|at| field.options().get(at).map(|o| (at, o.id.clone())));
            match chosen {
                Some((at, id)) => {
                    field.at = at;
                    field.chosen = vec![id];
                }
                None => field.chosen.clear(),
            }
        })
    }

    /// Chooses the next word that begins with the letter.
    fn choose_letter(&mut self, letter: char) -> Typed {
        self.change(|field| {
            let count = field.options().len();
            let from = if field.chosen.is_empty() {
                0
            } else {
                field.at + 1
            };
            let found = (0..count)
                .map(|by| (from + by) % count.max(1))
                .find(|at| begins_with(field.options().get(*at).map(|o| o.title.as_str()), letter));
            let chosen = found.and_then(|at| field.options().get(at).map(|o| (at, o.id.clone())));
            if let Some((at, id)) = chosen {
                field.at = at;
                field.chosen = vec![id];
            }
        })
    }

    fn key_in_ticks(&mut self, key: Key) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let (at, options) = (field.at, field.options());
        let count = options.len();
        match key {
            Key::Right | Key::Down if at + 1 < count => self.go_tick(at + 1),
            Key::Left | Key::Up if at > 0 => self.go_tick(at - 1),
            Key::Down => self.step(1),
            Key::Up => self.step(-1),
            Key::Char(' ' | 'x') => self.change(toggle),
            Key::Char(c) => {
                let found = (1..=count)
                    .map(|by| (at + by) % count.max(1))
                    .find(|i| begins_with(options.get(*i).map(|o| o.title.as_str()), c));
                match found {
                    Some(to) => self.go_tick(to),
                    None => Typed::Nothing,
                }
            }
            Key::Enter => self.next_or_submit(),
            _ => Typed::Nothing,
        }
    }

    fn go_tick(&mut self, to: usize) -> Typed {
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus) {
            field.at = to;
        }
        Typed::Moved
    }

    fn key_in_yes_no(&mut self, key: Key) -> Typed {
        let put = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        match key {
            Key::Char('y' | 'Y') => self.change(|field| field.chosen = put(&["yes"])),
            Key::Char('n' | 'N') => self.change(|field| field.chosen = put(&["no"])),
            Key::Char('?' | '-') | Key::Backspace | Key::Delete => {
                self.change(|field| field.chosen.clear())
            }
            Key::Char(' ') | Key::Right | Key::Left => self.change(|field| {
                field.chosen = match field.value().as_str() {
                    "" => put(&["yes"]),
                    "yes" => put(&["no"]),
                    _ => Vec::new(),
                };
            }),
            Key::Enter => self.next_or_submit(),
            Key::Up => self.step(-1),
            Key::Down => self.step(1),
            _ => Typed::Nothing,
        }
    }

    fn next_or_submit(&mut self) -> Typed {
        if self.focus + 1 >= self.fields.len() {
            Typed::Submit
        } else {
            self.step(1)
        }
    }
}

fn begins_with(title: Option<&str>, letter: char) -> bool {
    title
        .and_then(|title| title.chars().next())
        .is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
}

/// Ticks or unticks what the cursor is on; ticks stay in the list's order.
fn toggle(field: &mut Field) {
    let Some(id) = field
        .options()
        .get(field.at)
        .map(|option| option.id.clone())
    else {
        return;
    };
    if field.chosen.contains(&id) {
        field.chosen.retain(|word| *word != id);
    } else {
        field.chosen.push(id);
    }
    let order: Vec<String> = field.options().iter().map(|o| o.id.clone()).collect();
    field
        .chosen
        .sort_by_key(|word| order.iter().position(|known| known == word));
}
