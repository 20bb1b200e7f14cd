//! The palette: finding a command by its words, among those of the key table.

use super::action::Action;
use super::key::Key;
use super::keymap::{Binding, Scope, available};
use super::motion::moved;
use super::screen::Palette;
use crate::domain::text::fold;

/// Returns the commands that match every word typed, in the table's order, each once;
/// the one of that name first.
#[must_use]
pub fn palette_rows(scopes: &[Scope], typed: &str) -> Vec<&'static Binding> {
    let typed = fold(typed);
    let here = available(scopes);
    // What works on the chosen incident from anywhere, whatever screen is in front.
    let anywhere = available(&[Scope::Incident]).into_iter().filter(|row| {
        let works = matches!(
            row.action,
            Action::Advice
                | Action::EditForm
                | Action::SendForm
                | Action::AddPerson
                | Action::Call
                | Action::Record
                | Action::Note
                | Action::AddTask
        );
        works && !here.iter().any(|known| known.action == row.action)
    });
    let anywhere: Vec<_> = anywhere.collect();
    let found = here
        .into_iter()
        .chain(anywhere)
        .filter(|binding| binding.scope != Scope::List && binding.action != Action::Palette)
        .filter(|binding| {
            let words = fold(&format!("{} {}", binding.short, binding.words));
            typed.split(' ').all(|word| words.contains(word))
        });
    let mut rows: Vec<_> = found.collect();
    // Whoever types a command's own name means it, whatever else has the word in it.
    rows.sort_by_key(|binding| fold(binding.short) != typed);
    rows
}

impl Palette {
    /// Takes a character or an editing key, over the screen where the scopes' keys hold.
    pub(super) fn take(&mut self, scopes: &[Scope], key: Key) {
        let count = palette_rows(scopes, &self.typed).len();
        match key {
            Key::Char(c) => {
                self.typed.push(c);
                self.at = 0;
            }
            Key::Backspace => {
                self.typed.pop();
                self.at = 0;
            }
            Key::Ctrl('w' | 'u') => self.typed.clear(),
            Key::Up => self.at = moved(self.at, -1, count),
            Key::Down => self.at = moved(self.at, 1, count),
            _ => {}
        }
    }

    /// Returns the chosen command.
    pub(super) fn chosen(&self, scopes: &[Scope]) -> Option<Action> {
        let rows = palette_rows(scopes, &self.typed);
        rows.get(self.at).map(|row| row.action)
    }
}
