//! The handles of a form's fields: each field is made, read, set and named by one constant.
//!
//! A handle is declared once, in the file of its form, with the key that drafts keep the field under
//! and the kind of what is typed into it. No other place names the key, so that nothing is read that
//! nothing asks. What is typed may be empty everywhere: [`Handle::read`] returns it where it is
//! there, [`Handle::said`] demands it.

mod kind;

use std::borrow::Cow;
use std::marker::PhantomData;

pub use kind::{Future, Holds, OneLine, OneOf, PackId, Past, Plain, Prose, Ticks, Unseen, YesNo};

use super::fault::Fault;
use super::{Field, Form, Kind};
use crate::domain::instant::{Instant, Moment, Precision};
use crate::domain::ledger;
use crate::domain::secret::Secret;
use crate::domain::when::{self, Lean};
use crate::pack::Choice;

/// Where the person's key goes in the key of a field that is asked of each person.
const EACH: &str = "#";

/// What is said where a form is read for what it does not ask: a slip of the program.
const NOT_ASKED: &str = "This form does not ask it";

/// A field of a form, by the kind of what is typed into it.
#[derive(Clone, Debug)]
pub struct Handle<K> {
    key: Cow<'static, str>,
    kind: PhantomData<fn() -> K>,
}

impl<K> Handle<K> {
    /// Returns the handle of a field that drafts keep under a key.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self {
            key: Cow::Borrowed(key),
            kind: PhantomData,
        }
    }

    /// Returns the handle of a field whose key is made of data: of a pack's own form.
    #[must_use]
    pub fn made(key: String) -> Self {
        Self {
            key: Cow::Owned(key),
            kind: PhantomData,
        }
    }

    /// Returns the handle of the field that holds a ledger's column.
    #[must_use]
    pub fn of(column: impl Into<ledger::Field>) -> Self {
        Self::new(column.into().word())
    }

    /// Returns the key that drafts keep the field under.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Says whether a field is this one.
    #[must_use]
    pub fn is(&self, field: &Field) -> bool {
        field.id == self.key
    }

    /// Returns the field, empty, where what may be put into it is known only there.
    #[must_use]
    pub fn asks(&self, label: &str, kind: Kind) -> Field {
        Field::new(&self.key, label, kind)
    }

    /// Returns the field in a form that asks it.
    #[must_use]
    pub fn find<'a>(&self, form: &'a Form) -> Option<&'a Field> {
        form.field(&self.key)
    }

    /// Returns what is typed, trimmed; empty where nothing is.
    ///
    /// # Errors
    /// When the form does not ask it.
    pub fn text(&self, form: &Form) -> Result<String, Fault> {
        let field = self.find(form);
        let field = field.ok_or_else(|| self.fault(NOT_ASKED))?;
        Ok(field.value())
    }

    /// Puts a value into the field for somebody to keep or to type over.
    pub fn offer(&self, form: &mut Form, value: &str) {
        form.offer(&self.key, value);
    }

    /// Puts a value into the field, as though it had been typed.
    pub fn set(&self, form: &mut Form, value: &str) {
        form.set(&self.key, value);
    }

    /// Moves the cursor to the field.
    pub fn go_to(&self, form: &mut Form) {
        form.go_to(&self.key);
    }

    /// Returns what is wrong with what is typed into the field.
    #[must_use]
    pub fn fault(&self, words: impl Into<String>) -> Fault {
        Fault {
            field: self.key.to_string(),
            words: words.into(),
        }
    }
}

impl<K: Holds> Handle<K> {
    /// Returns what is typed into the field; none where nothing is.
    ///
    /// # Errors
    /// When it is not what the field holds.
    pub fn read(&self, form: &Form) -> Result<Option<K::Value>, Fault> {
        let text = self.text(form)?;
        if text.is_empty() {
            return Ok(None);
        }
        K::value(text).map(Some).map_err(|words| self.fault(words))
    }

    /// Returns what is typed into a field that cannot stay empty.
    ///
    /// # Errors
    /// When nothing is, with the words; when it is not what the field holds.
    pub fn said(&self, form: &Form, words: &str) -> Result<K::Value, Fault> {
        self.read(form)?.ok_or_else(|| self.fault(words))
    }
}

impl<K: Plain> Handle<K> {
    /// Returns the field, empty.
    #[must_use]
    pub fn field(&self, label: &str) -> Field {
        self.asks(label, K::kind())
    }
}

impl Handle<PackId> {
    /// Returns the field, nothing chosen.
    #[must_use]
    pub fn field(&self, label: &str, options: Vec<Choice>) -> Field {
        self.asks(label, Kind::Choice(options))
    }
}

impl<T> Handle<OneOf<T>> {
    /// Returns the field, nothing chosen.
    #[must_use]
    pub fn field(&self, label: &str, options: Vec<Choice>) -> Field {
        self.asks(label, Kind::Choice(options))
    }
}

impl Handle<Ticks> {
    /// Returns the field, nothing ticked.
    #[must_use]
    pub fn field(&self, label: &str, options: Vec<Choice>) -> Field {
        self.asks(label, Kind::Ticks(options))
    }

    /// Returns what is ticked, in the order of the list.
    ///
    /// # Errors
    /// When the form does not ask it.
    pub fn ticked(&self, form: &Form) -> Result<Vec<String>, Fault> {
        let text = self.text(form)?;
        let words = text.split(',').filter(|word| !word.is_empty());
        Ok(words.map(str::to_owned).collect())
    }
}

impl Handle<Unseen> {
    /// Returns the secret that is typed.
    ///
    /// # Errors
    /// When the form does not ask it.
    pub fn typed<'a>(&self, form: &'a Form) -> Result<&'a Secret, Fault> {
        let secret = form.secret(&self.key);
        secret.ok_or_else(|| self.fault(NOT_ASKED))
    }

    /// Takes the secret that is typed out of the form, and forgets every other.
    #[must_use]
    pub fn take(&self, form: &mut Form) -> Option<Secret> {
        form.take_secret(&self.key)
    }

    /// Takes this secret and another out of the form, and forgets every other.
    #[must_use]
    pub fn take_with(&self, other: &Self, form: &mut Form) -> Option<(Secret, Secret)> {
        form.take_secrets(&self.key, &other.key)
    }
}

impl Handle<Past> {
    /// Returns a time that has been; none where nothing is typed.
    ///
    /// # Errors
    /// When it is no time, or is later than `now`.
    pub fn read(&self, form: &Form, now: Instant) -> Result<Option<Moment>, Fault> {
        past(&self.text(form)?, now).map_err(|words| self.fault(words))
    }

    /// Returns a time that has been; left empty, it happened at a time that nobody knows.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn or_unknown(&self, form: &Form, now: Instant) -> Result<Moment, Fault> {
        Ok(match self.read(form, now)? {
            Some(moment) => moment,
            None => Moment::UNKNOWN,
        })
    }

    /// Returns a time that has been, in a field that cannot stay empty.
    ///
    /// # Errors
    /// When nothing is typed, with the words; when it is no time, or is later than `now`.
    pub fn said(&self, form: &Form, now: Instant, words: &str) -> Result<Moment, Fault> {
        self.read(form, now)?.ok_or_else(|| self.fault(words))
    }
}

impl Handle<Future> {
    /// Returns a time that is still to be, in a field that cannot stay empty.
    ///
    /// # Errors
    /// When nothing is typed, with the words; when it is no time.
    pub fn said(&self, form: &Form, now: Instant, words: &str) -> Result<Moment, Fault> {
        let text = self.text(form)?;
        if text.is_empty() {
            return Err(self.fault(words));
        }
        when::read_meant(&text, now, Lean::Future).map_err(|fault| self.fault(fault.to_string()))
    }
}

/// Reads a time that must not be in the future.
///
/// # Errors
/// When it is no time, or is later than `now`; the words say which.
pub fn past(typed: &str, now: Instant) -> Result<Option<Moment>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let moment = when::read_meant(typed, now, Lean::Past).map_err(|fault| fault.to_string())?;
    // This minute is now: what follows within it keeps its order.
    let minute = |at: Instant| at.utc().timestamp().div_euclid(60);
    if moment.precision == Precision::Exact && moment.at.map(minute) == Some(minute(now)) {
        return Ok(Some(Moment::exact(now)));
    }
    Ok(Some(moment))
}

/// A field that is asked of each person or each case, by the kind of what is typed into it.
#[derive(Debug)]
pub struct Each<K> {
    key: &'static str,
    kind: PhantomData<fn() -> K>,
}

impl<K> Each<K> {
    /// Returns the handle of a field whose key holds `#` where whose it is goes.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            kind: PhantomData,
        }
    }

    /// Returns the field of one of them.
    #[must_use]
    pub fn of(&self, whose: &str) -> Handle<K> {
        Handle::made(self.key.replacen(EACH, whose, 1))
    }

    /// Returns the field as a template: whose it is is put in later.
    #[must_use]
    pub fn template(&self) -> Handle<K> {
        Handle::new(self.key)
    }

    /// Returns whose a field is, where it is this one of theirs.
    #[must_use]
    pub fn whose<'a>(&self, field: &'a Field) -> Option<&'a str> {
        let (before, after) = self.key.split_once(EACH)?;
        field.id.strip_prefix(before)?.strip_suffix(after)
    }
}

#[cfg(test)]
mod tests;
