//! The ledgers of a case: small records that people keep beside the timeline.
//!
//! A decider's position, a meeting and who is asked to it, an agency's check, an action, a task, a
//! parallel process, a link, a form written out to be sent. Each is an [`Entry`] with the record of its kind, declared in the file
//! of its name. The file keeps the fields of all of them in one table by their word, so that one
//! path stores them, keeps each field's history and shows what two people changed. What a record
//! means is read by the layer that knows the rules.

mod action;
mod check;
mod field;
mod invitee;
mod kind;
mod learning;
mod link;
mod meeting;
mod outgoing;
mod parallel;
mod point;
mod position;
mod record;
mod retention;
mod task;

use std::ops::Deref;

pub use action::{Action, ActionField};
pub use check::{Check, CheckField};
pub use field::{Expected, LedgerFault, Stored, Word};
pub use invitee::{Attendance, Invitee, InviteeField};
pub use kind::EntryKind;
pub use learning::{Learning, LearningField};
pub use link::{Link, LinkField, LinkReason};
pub use meeting::{Meeting, MeetingField};
pub use outgoing::{Outgoing, OutgoingField};
pub use parallel::{Parallel, ParallelField, ProcessState};
pub use point::{OUTCOMES, Point, PointField};
pub use position::{Position, PositionField};
pub use record::{Field, Ledger, Record};
pub use retention::{Disposal, DisposalField, Hold, HoldField, Retention, RetentionField};
pub use task::{Task, TaskField, ToDo};

use super::id::EntryId;
use super::instant::Instant;

/// One entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The row.
    pub id: EntryId,
    /// The entry it belongs to: an invitee's meeting.
    pub of: Option<EntryId>,
    /// When it was made.
    pub created_at: Instant,
    /// By whom.
    pub created_by: String,
    /// What it says.
    pub record: Record,
    /// Why it was taken back; it stays visible.
    pub struck: Option<String>,
}

impl Entry {
    /// Returns what it is.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        self.record.kind()
    }

    /// Says whether the entry still stands.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.struck.is_none()
    }

    /// Returns it with its record; none when it is of another kind.
    #[must_use]
    pub fn kept<T: Ledger>(&self) -> Option<Kept<'_, T>> {
        T::of(&self.record).map(|record| Kept {
            entry: self,
            record,
        })
    }
}

/// An entry of one kind: reads as its record does.
#[derive(Debug)]
pub struct Kept<'a, T> {
    /// The entry.
    pub entry: &'a Entry,
    /// What it says.
    pub record: &'a T,
}

impl<T> Clone for Kept<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kept<'_, T> {}

impl<T> Deref for Kept<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.record
    }
}

/// An entry about to be made, with those that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// What it says.
    pub record: Record,
    /// The entry it belongs to.
    pub of: Option<EntryId>,
    /// The entries that belong to it, made in the same write.
    pub parts: Vec<NewEntry>,
}

impl NewEntry {
    /// Returns an entry that says what a record does.
    #[must_use]
    pub fn new(record: impl Into<Record>) -> Self {
        Self {
            record: record.into(),
            of: None,
            parts: Vec::new(),
        }
    }

    /// Returns the entry as part of another.
    #[must_use]
    pub fn of(mut self, entry: EntryId) -> Self {
        self.of = Some(entry);
        self
    }
}

#[cfg(test)]
mod tests;
