//! Drafts: what is typed into a form and not recorded, which belongs to the sitting that it was
//! typed in.

mod key;

use std::fmt;

pub use self::key::{DraftKey, RecordOf};
use super::id::{DraftId, SittingId};
use super::instant::Instant;

/// A person that stands in a form: its section, and its key in that.
pub type Group = (String, String);

/// One field of a draft.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftField {
    /// The field's id in its form.
    pub id: String,
    /// What was recorded when it was typed; empty where nothing was.
    pub before: String,
    /// What is typed, as typed.
    pub value: String,
    /// When it was typed, so that `-2h` stays the time that it was.
    pub at: Instant,
}

impl DraftField {
    /// Says whether anything is typed that was not recorded.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.value != self.before
    }
}

impl fmt::Debug for DraftField {
    /// Leaves the typed text out: a debug line may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DraftField({} at {})", self.id, self.at)
    }
}

/// What is typed into a form and not recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftBody {
    /// The version of its incident that the form was filled from; 0 where it is about none.
    pub version: i64,
    /// When the form was begun, where its hour counts.
    pub begun: Option<Instant>,
    /// The people that stand in it, in order.
    pub groups: Vec<Group>,
    /// The field the cursor is in.
    pub focus: String,
    /// The fields that were typed into.
    pub fields: Vec<DraftField>,
}

impl DraftBody {
    /// Returns a field, where it was typed into.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&DraftField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Yields the fields that say anything else than what was recorded.
    pub fn touched(&self) -> impl Iterator<Item = &DraftField> {
        self.fields.iter().filter(|field| field.is_touched())
    }

    /// Says whether a field is kept as it is typed now. One that nobody has typed into need not be.
    #[must_use]
    pub fn keeps(&self, id: &str, before: &str, value: &str) -> bool {
        let is_touched = value != before;
        match self.field(id) {
            Some(kept) if is_touched || kept.is_touched() => {
                kept.before == before && kept.value == value
            }
            Some(_) => true,
            None => !is_touched,
        }
    }

    /// Takes what changed since.
    pub fn take(&mut self, change: DraftChange) {
        self.version = change.version;
        self.begun = change.begun;
        self.focus = change.focus;
        if let Some(groups) = change.groups {
            self.groups = groups;
        }
        put_fields(&mut self.fields, change.fields);
    }

    /// Returns all of it, to be kept where nothing or only a part of it is.
    #[must_use]
    pub fn whole(&self) -> DraftChange {
        DraftChange {
            version: self.version,
            begun: self.begun,
            groups: Some(self.groups.clone()),
            focus: self.focus.clone(),
            fields: self.fields.clone(),
        }
    }
}

/// What changed in a draft: the fields that hold another text now, and no others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftChange {
    /// The version of its incident that the form was filled from; 0 where it is about none.
    pub version: i64,
    /// When the form was begun, where its hour counts.
    pub begun: Option<Instant>,
    /// The people that stand in it, where one came or went.
    pub groups: Option<Vec<Group>>,
    /// The field the cursor is in.
    pub focus: String,
    /// The fields that changed.
    pub fields: Vec<DraftField>,
}

impl DraftChange {
    /// Joins a later change to this one, so that both are one write.
    pub fn join(&mut self, later: Self) {
        self.version = later.version;
        self.begun = later.begun;
        self.focus = later.focus;
        if later.groups.is_some() {
            self.groups = later.groups;
        }
        put_fields(&mut self.fields, later.fields);
    }
}

fn put_fields(fields: &mut Vec<DraftField>, newer: Vec<DraftField>) {
    for field in newer {
        match fields.iter_mut().find(|known| known.id == field.id) {
            Some(known) => *known = field,
            None => fields.push(field),
        }
    }
}

/// A draft of another sitting than one's own: a colleague's, or one that a program left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherDraft {
    /// Which.
    pub id: DraftId,
    /// Whose sitting.
    pub sitting: SittingId,
    /// Which form of which incident.
    pub key: DraftKey,
    /// Who was typing; empty where an earlier release did not write it down.
    pub by: String,
    /// On which machine.
    pub host: String,
    /// When its first letter was kept.
    pub begun_at: Instant,
    /// When its last letter was kept.
    pub saved_at: Instant,
    /// What was typed, where the program that kept it has ended; absent while somebody is typing,
    /// for that is nobody else's to read.
    pub left: Option<Left>,
    /// When somebody looked at it and put it away.
    pub put_away: Option<Instant>,
}

/// What a program left of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// What was typed.
    Body(DraftBody),
    /// It is there and cannot be read: why, in words that quote nothing of it.
    Unreadable(String),
}

impl OtherDraft {
    /// Says whether somebody is typing it now.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.left.is_none()
    }

    /// Says whether it is offered to be gone on with: its program has ended, and nobody has put it
    /// away.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        !self.is_live() && self.put_away.is_none()
    }

    /// Says whether it was left with nothing typed in it: a form that was opened, and no more.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.left {
            Some(Left::Body(body)) => body.touched().next().is_none(),
            Some(Left::Unreadable(_)) | None => false,
        }
    }

    /// Returns since when nobody has needed it.
    #[must_use]
    pub fn idle_since(&self) -> Instant {
        self.put_away.unwrap_or(self.saved_at)
    }

    /// Says whether two readings speak of the same draft in the same state, whatever was typed
    /// into it between them.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let of = |draft: &Self| (draft.is_live(), draft.put_away.is_some());
        self.id == other.id && self.sitting == other.sitting && of(self) == of(other)
    }
}

#[cfg(test)]
mod tests;
