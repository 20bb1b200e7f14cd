//! The `?` page and the palette, both drawn from the key table.

use super::App;
use super::action::Action;
use super::key::Key;
use super::keymap::{Binding, Scope, available};
use super::lists::moved;
use super::message::Outcome;
use super::screen::{Screen, Words};
use crate::domain::text::fold;

/// Returns the commands that match every word typed, in the table's order, each once.
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
                | Action::Note
                | Action::AddTask
        );
        works && !here.iter().any(|known| known.action == row.action)
    });
    let anywhere: Vec<_> = anywhere.collect();
    here.into_iter()
        .chain(anywhere)
        .filter(|binding| binding.scope != Scope::List && binding.action != Action::Palette)
        .filter(|binding| {
            let words = fold(&format!("{} {}", binding.short, binding.words));
            typed.split(' ').all(|word| words.contains(word))
        })
        .collect()
}

impl App {
    /// Opens every key that works on the screen in front.
    pub(super) fn open_help(&mut self) -> Outcome {
        let mut lines = Vec::new();
        for scope in self.scopes() {
            let rows = available(&self.scopes());
            let rows: Vec<_> = rows.iter().filter(|row| row.scope == scope).collect();
            if rows.is_empty() {
                continue;
            }
            lines.push(scope.title().to_owned());
            for row in rows {
                lines.push(format!("  {:<10} {}", row.key_words(), row.words));
            }
            lines.push(String::new());
        }
        lines.push("In a danger that cannot wait ring 999 first.".to_owned());
        self.push(Screen::Words(Words {
            title: "KEYS".to_owned(),
            lines,
            at: 0,
        }))
    }

    /// Returns where the keys of the screen under the palette hold.
    #[must_use]
    pub fn scopes_below(&self) -> Vec<Scope> {
        let below = self.screens.len().checked_sub(2);
        let screen = below.and_then(|at| self.screens.get(at));
        self.scopes_of(screen.unwrap_or(&Screen::Desk))
    }

    pub(super) fn type_palette(&mut self, key: Key) -> Outcome {
        let scopes = self.scopes_below();
        let Some(Screen::Palette(palette)) = self.screens.last_mut() else {
            return Outcome::redraw();
        };
        let count = palette_rows(&scopes, &palette.typed).len();
        match key {
            Key::Char(c) => {
                palette.typed.push(c);
                palette.at = 0;
            }
            Key::Backspace => {
                palette.typed.pop();
                palette.at = 0;
            }
            Key::Ctrl('w' | 'u') => palette.typed.clear(),
            Key::Up => palette.at = moved(palette.at, -1, count),
            Key::Down => palette.at = moved(palette.at, 1, count),
            _ => {}
        }
        Outcome::redraw()
    }

    pub(super) fn act_in_palette(&mut self, action: Action) -> Outcome {
        let scopes = self.scopes_below();
        let Some(Screen::Palette(palette)) = self.screens.pop() else {
            return Outcome::redraw();
        };
        let rows = palette_rows(&scopes, &palette.typed);
        let chosen = rows.get(palette.at).map(|row| row.action);
        match (action, chosen) {
            (Action::Enter, Some(action)) => self.act(action),
            (Action::Enter, None) => self.say("No command has these words."),
            _ => Outcome::redraw(),
        }
    }
}
