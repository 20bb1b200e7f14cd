//! The entries of a case's ledgers: what stands of one, and the edits that keep it.

use crate::app::desk::Row;
use crate::app::form::Form;
use crate::app::form::handle::{Handle, Prose};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Instant;
use crate::domain::ledger::{Entry, Kept, Ledger, NewEntry, Record};

/// Returns an entry that still stands.
pub(super) fn standing(row: &Row, id: EntryId) -> Option<&Entry> {
    row.incident.entry(id).filter(|entry| entry.is_current())
}

/// Returns an entry of one kind that still stands.
pub(super) fn current<T: Ledger>(row: &Row, id: EntryId) -> Option<Kept<'_, T>> {
    standing(row, id)?.kept()
}

/// Returns the edits that keep a record: changed where an entry stands, else as a new one.
pub(super) fn keep(entry: Option<&Entry>, new: NewEntry) -> Vec<Edit> {
    match entry {
        Some(entry) => differences(entry, new.record),
        None => vec![Edit::AddEntry(new)],
    }
}

/// Returns the edits of an entry's fields that differ from what stands.
pub(super) fn differences(entry: &Entry, after: impl Into<Record>) -> Vec<Edit> {
    let fields = entry.record.differences(&after.into()).into_iter();
    fields
        .map(|(field, text)| Edit::Entry(entry.id, field, text))
        .collect()
}

/// Returns when and by whom an entry was made, for the end of a line.
pub(super) fn made(row: &Row, entry: EntryId, now: Instant) -> String {
    row.incident.entry(entry).map_or_else(String::new, |entry| {
        format!("{}, {}", entry.created_by, entry.created_at.short(now))
    })
}

/// Why something is done.
pub(super) const REASON: Handle<Prose> = Handle::new("reason");

/// Returns a form that asks for a reason alone.
pub(super) fn reason_form(title: &str, done: &str) -> Form {
    Form::new(title, done, vec![REASON.field("Because")])
}

/// What is said where an entry is gone that a form is about.
pub(super) const GONE: &str = "It is no longer there: somebody took it back.";

/// What is said where an incident is not there that a form is about.
pub(super) const NOT_HERE: &str = "The incident is no longer here.";

/// Returns the key of the draft of a form of a ledger.
pub(super) fn draft_key(id: IncidentId, form: &str) -> DraftKey {
    DraftKey::Ledger(id, form.to_owned())
}

/// Returns the last part of a draft's key: an entry that is changed, else a new one.
pub(super) fn key_of(entry: Option<EntryId>) -> String {
    entry.map_or_else(|| "new".to_owned(), |id| id.to_string())
}
