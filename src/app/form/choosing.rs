//! What a key does in a field that is chosen: one of a list, any of a list, yes or no.

use super::sought::Sought;
use super::{Field, Form, Kind, Typed};
use crate::app::key::Key;
use crate::pack::Choice;

impl Form {
    /// Takes a key in a field that is chosen.
    pub(super) fn key_in_list(&mut self, key: Key) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let kind = field.kind.clone();
        let is_seeking = self.sought.focus == self.focus && !self.sought.letters.is_empty();
        match (key, &kind) {
            (Key::Char(letter), Kind::Choice(options) | Kind::Ticks(options))
                if is_letter(letter, &kind, is_seeking, options, &self.sought.letters) =>
            {
                return self.seek(letter, options);
            }
            (Key::Backspace, _) if is_seeking && self.sought.is_unfound => {
                self.sought = Sought::default();
                return Typed::Moved;
            }
            _ => self.sought = Sought::default(),
        }
        match kind {
            Kind::Choice(_) => self.key_in_choice(key),
            Kind::Ticks(_) => self.key_in_ticks(key),
            _ => self.key_in_yes_no(key),
        }
    }

    fn key_in_choice(&mut self, key: Key) -> Typed {
        match key {
            // Whoever goes down through the form changes nothing on the way.
            Key::Down if self.is_walking => self.step(1),
            Key::Up if self.is_walking => self.step(-1),
            Key::Right | Key::Down | Key::Char(' ') => self.choose_by(1, key == Key::Down),
            Key::Left | Key::Up => self.choose_by(-1, key == Key::Up),
            Key::Backspace | Key::Delete => self.change(|field| field.chosen.clear()),
            Key::Enter => self.next_or_submit(),
            _ => Typed::Nothing,
        }
    }

    /// Chooses the next or previous of the list. Past either end nothing is chosen, but where the
    /// list is gone through up and down: there its ends hold.
    fn choose_by(&mut self, by: isize, holds: bool) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let count = field.options().len();
        let next = match (field.chosen.is_empty(), by > 0) {
            (true, true) => Some(0),
            (true, false) => count.checked_sub(1),
            (false, _) => field.at.checked_add_signed(by),
        };
        let next = next.filter(|next| *next < count);
        if next.is_none() && holds {
            return Typed::Moved;
        }
        self.change(|field| match next {
            Some(at) => choose(field, at),
            None => field.chosen.clear(),
        })
    }

    /// Goes to what the letters typed so far begin; typed again, one letter goes on to the next
    /// that it begins. Letters that begin nothing leave what was chosen before them.
    fn seek(&mut self, letter: char, options: &[Choice]) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let is_choice = matches!(field.kind, Kind::Choice(_));
        let chosen = field.chosen.clone();
        let mut sought = std::mem::take(&mut self.sought);
        if sought.focus != self.focus || sought.letters.is_empty() {
            sought = Sought {
                focus: self.focus,
                before: chosen,
                ..Sought::default()
            };
        }
        sought.letters.extend(letter.to_lowercase());
        let found = begun(options, &sought.letters);
        let found = found.or_else(|| self.begun_next(options, &sought.letters));
        let Some(at) = found.filter(|_| !sought.is_unfound) else {
            let (letters, before) = (sought.letters.clone(), sought.before.clone());
            sought.is_unfound = true;
            if is_choice {
                self.change(|field| put_back(field, before));
            }
            self.sought = sought;
            return Typed::Unfound(letters);
        };
        self.sought = sought;
        if is_choice {
            self.change(|field| choose(field, at))
        } else {
            self.go_tick(at)
        }
    }

    /// Returns the next of a list after the cursor that one letter begins, where nothing but that
    /// was typed.
    fn begun_next(&self, options: &[Choice], letters: &str) -> Option<usize> {
        let first = letters.chars().next()?;
        if letters.chars().any(|letter| letter != first) {
            return None;
        }
        let from = self.focused()?.at + 1;
        let count = options.len();
        let mut round = (0..count).map(|by| (from + by) % count);
        round.find(|at| {
            options
                .get(*at)
                .is_some_and(|option| is_begun(option, first))
        })
    }

    fn key_in_ticks(&mut self, key: Key) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let (at, count) = (field.at, field.options().len());
        match key {
            Key::Right | Key::Down if at + 1 < count => self.go_tick(at + 1),
            Key::Left | Key::Up if at > 0 => self.go_tick(at - 1),
            Key::Down => self.step(1),
            Key::Up => self.step(-1),
            Key::Char(' ' | 'x') => self.change(toggle),
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
}

/// Says whether a character is part of the words of a list: a blank and the `x` that ticks are so
/// only where the letters before them go on with it.
fn is_letter(
    letter: char,
    kind: &Kind,
    is_seeking: bool,
    options: &[Choice],
    letters: &str,
) -> bool {
    let ticks = letter == ' ' || (letter == 'x' && matches!(kind, Kind::Ticks(_)));
    if !ticks {
        return true;
    }
    let goes_on = format!("{letters}{letter}");
    is_seeking && begun(options, &goes_on).is_some()
}

/// Returns the first of a list that letters begin, else the first of which they begin a word.
fn begun(options: &[Choice], letters: &str) -> Option<usize> {
    let titles = || options.iter().map(|option| option.title.to_lowercase());
    let whole = titles().position(|title| title.starts_with(letters));
    whole.or_else(|| {
        titles().position(|title| {
            let mut words = title.match_indices([' ', '-', '/', '(']);
            words.any(|(at, _)| {
                let rest = title.get(at + 1..);
                rest.is_some_and(|rest| rest.starts_with(letters))
            })
        })
    })
}

fn is_begun(option: &Choice, letter: char) -> bool {
    let first = option.title.chars().next();
    first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
}

fn choose(field: &mut Field, at: usize) {
    let Some(id) = field.options().get(at).map(|option| option.id.clone()) else {
        return;
    };
    field.at = at;
    field.chosen = vec![id];
}

/// Chooses what was chosen before.
fn put_back(field: &mut Field, before: Vec<String>) {
    let own = |option: &Choice| Some(&option.id) == before.first();
    field.at = field.options().iter().position(own).unwrap_or(0);
    field.chosen = before;
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
