//! What is typed into fields that are never shown.
//!
//! It stands beside the fields and not in them: fields are copied for undo and for drafts, and a
//! secret is never copied. So it cannot be undone, is in no draft, and is handed on by being taken.

use super::{Field, Form, Kind, Typed};
use crate::app::buffer::{Motion, before, moved, next};
use crate::app::key::Key;
use crate::domain::secret::Secret;

/// The secret of one field, and where the next character goes.
#[derive(Debug, Default)]
pub struct Hidden {
    field: String,
    typed: Secret,
    /// A byte offset, always at the edge of a grapheme.
    cursor: usize,
}

impl Hidden {
    /// Returns the empty secret of every field that takes one.
    pub(super) fn of(fields: &[Field]) -> Vec<Self> {
        let secret = fields.iter().filter(|field| field.kind == Kind::Secret);
        secret
            .map(|field| Self {
                field: field.id.clone(),
                ..Self::default()
            })
            .collect()
    }

    /// Returns what is shown of it: how many characters it has, and how many before the cursor.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let before = before(self.typed.reveal(), self.cursor);
        (self.typed.count(), before.chars().count())
    }

    /// Returns what is typed, for a form that shows it.
    #[must_use]
    pub fn typed(&self) -> &Secret {
        &self.typed
    }

    fn type_in(&mut self, typed: &str) {
        self.cursor = self.typed.type_in(self.cursor, typed);
    }

    fn go(&mut self, motion: Motion) {
        self.cursor = moved(self.typed.reveal(), self.cursor, motion);
    }

    /// Takes away what stands between the cursor and where a motion leads back to.
    fn remove_back(&mut self, motion: Motion) {
        let end = self.cursor;
        self.go(motion);
        self.typed.remove(self.cursor..end);
    }

    fn delete(&mut self) {
        let end = next(self.typed.reveal(), self.cursor);
        self.typed.remove(self.cursor..end);
    }

    fn take(&mut self) -> Secret {
        self.cursor = 0;
        std::mem::take(&mut self.typed)
    }

    /// Takes an editing key; says what it did, or that it is none.
    fn key(&mut self, key: Key) -> Option<Typed> {
        match key {
            Key::Char(c) => self.type_in(c.encode_utf8(&mut [0; 4])),
            Key::Backspace => self.remove_back(Motion::Left),
            Key::Delete => self.delete(),
            Key::Ctrl('w') => self.remove_back(Motion::WordLeft),
            _ => {
                self.go(Motion::of(key)?);
                return Some(Typed::Moved);
            }
        }
        Some(Typed::Changed)
    }
}

impl Form {
    /// Returns what was typed into a field that is never shown.
    #[must_use]
    pub fn secret(&self, field: &str) -> Option<&Secret> {
        self.hidden(field).map(|hidden| &hidden.typed)
    }

    /// Returns a field's secret with its cursor, where it takes one.
    #[must_use]
    pub fn hidden(&self, field: &str) -> Option<&Hidden> {
        self.hidden.iter().find(|hidden| hidden.field == field)
    }

    /// Takes what was typed into a field that is never shown, and forgets every other secret: each
    /// is handed on once, and typed again where that was refused.
    pub fn take_secret(&mut self, field: &str) -> Option<Secret> {
        let found = self.hidden.iter_mut().find(|one| one.field == field);
        let taken = found.map(Hidden::take);
        self.forget_secrets();
        taken
    }

    /// Takes what was typed into two such fields, and forgets every other secret.
    pub fn take_secrets(&mut self, one: &str, other: &str) -> Option<(Secret, Secret)> {
        let mut take = |field: &str| {
            let found = self.hidden.iter_mut().find(|one| one.field == field);
            found.map(Hidden::take)
        };
        let taken = (take(one), take(other));
        self.forget_secrets();
        match taken {
            (Some(one), Some(other)) => Some((one, other)),
            _ => None,
        }
    }

    /// Forgets what was typed into fields that are never shown.
    pub fn forget_secrets(&mut self) {
        for hidden in &mut self.hidden {
            drop(hidden.take());
        }
    }

    /// Makes a change of the secret that the cursor is in; says so, or that it is in none.
    fn change_secret(&mut self, edit: impl FnOnce(&mut Hidden)) -> Option<Typed> {
        let hidden = self.focused_secret()?;
        edit(hidden);
        self.fault = None;
        Some(Typed::Changed)
    }

    /// Types into the secret that the cursor is in.
    pub(super) fn type_secret(&mut self, typed: &str) -> Option<Typed> {
        self.change_secret(|hidden| hidden.type_in(typed))
    }

    /// Empties the secret that the cursor is in.
    pub(super) fn clear_secret(&mut self) -> Option<Typed> {
        self.change_secret(|hidden| drop(hidden.take()))
    }

    /// Takes a key in the secret that the cursor is in.
    pub(super) fn key_in_secret(&mut self, key: Key) -> Option<Typed> {
        let typed = self.focused_secret()?.key(key)?;
        if typed == Typed::Changed {
            self.fault = None;
        }
        Some(typed)
    }

    /// Says whether nothing has been put into a field.
    #[must_use]
    pub fn lacks(&self, field: &Field) -> bool {
        match self.secret(&field.id) {
            Some(typed) => typed.is_empty(),
            None => field.is_empty(),
        }
    }

    fn focused_secret(&mut self) -> Option<&mut Hidden> {
        let field = &self.fields.get(self.focus)?.id;
        self.hidden.iter_mut().find(|one| one.field == *field)
    }
}
