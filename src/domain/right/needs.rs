//! What a command takes: the rights that whoever gives it must have.

use std::collections::BTreeSet;

use super::Right;
use crate::domain::command::{Command, Edit};
use crate::domain::draft::DraftKey;
use crate::domain::id::{EntryId, EventId};
use crate::domain::ledger::{EntryKind, NewEntry};

/// What is on file of the incident that a command is about.
pub trait Known {
    /// Returns what kind an entry of a ledger is; none of one that is not there.
    fn entry(&self, id: EntryId) -> Option<EntryKind>;

    /// Returns what kind an entry of the timeline is; none of one that is not there.
    fn event(&self, id: EventId) -> Option<String>;

    /// Says whether an event of this kind is what a decision of the protocol records.
    fn is_decided(&self, kind: &str) -> bool;

    /// Says whether whoever gives the command is raising the incident.
    fn is_being_raised(&self) -> bool;
}

/// Returns every right that a command takes.
#[must_use]
pub fn needed(command: &Command, known: &impl Known) -> BTreeSet<Right> {
    let one = |right| BTreeSet::from([right]);
    match command {
        Command::Log(incident, _) => {
            let events = incident.events.iter();
            let of_events = events.map(|event| of_event(&event.kind, known));
            of_events.chain([Right::Record]).collect()
        }
        Command::Revise { edits, .. } => {
            let mut out = BTreeSet::new();
            for edit in edits {
                of_edit(edit, known, &mut out);
            }
            out
        }
        Command::Dispose { .. } => one(Right::Agree),
        Command::SaveContact(..) => one(Right::Contacts),
        Command::OfferHandover { .. } | Command::AcceptHandover { .. } => one(Right::HandOver),
        Command::SaveDraft { key, .. } => one(of_draft(key)),
        // What others typed and left behind is taken up, put away and dropped by whoever records.
        Command::TakeUpDraft(_) | Command::PutDraftAway(_) | Command::ForgetDrafts(_) => {
            one(Right::Record)
        }
        // What is read, and one's own letters that are dropped, take no more than seeing.
        Command::Seen { .. }
        | Command::DropDraft(_)
        | Command::SaveView(_)
        | Command::DropView(_) => one(Right::See),
        Command::BreakGlass { .. } => one(Right::BreakGlass),
    }
}

fn of_edit(edit: &Edit, known: &impl Known, out: &mut BTreeSet<Right>) {
    match edit {
        Edit::AddEntry(entry) => of_new_entry(entry, out),
        other => {
            out.insert(of_one(other, known));
        }
    }
}

fn of_one(edit: &Edit, known: &impl Known) -> Right {
    match edit {
        Edit::Form(..) | Edit::File(_) => Right::Send,
        Edit::Event(event) => of_event(&event.kind, known),
        Edit::Withdraw(event, _) => match known.event(*event) {
            Some(kind) => of_event(&kind, known),
            None => Right::Record,
        },
        Edit::Entry(_, field, _) => of_kind(field.kind()),
        Edit::Strike(entry, _) => known.entry(*entry).map_or(Right::Record, of_kind),
        Edit::AddEntry(entry) => of_kind(entry.record.kind()),
        // Whoever raises it may keep it from others meanwhile; to let it go is a decision.
        Edit::Restrict(true, _) if known.is_being_raised() => Right::Record,
        Edit::Restrict(..) => Right::Restrict,
        Edit::Detail(..)
        | Edit::Fact(..)
        | Edit::Person(..)
        | Edit::AddPerson(_)
        | Edit::StrikePerson(..) => Right::Record,
    }
}

fn of_new_entry(entry: &NewEntry, out: &mut BTreeSet<Right>) {
    out.insert(of_kind(entry.record.kind()));
    entry.parts.iter().for_each(|part| of_new_entry(part, out));
}

fn of_event(kind: &str, known: &impl Known) -> Right {
    if known.is_decided(kind) {
        Right::Decide
    } else {
        Right::Record
    }
}

fn of_kind(kind: EntryKind) -> Right {
    match kind {
        EntryKind::Position => Right::Decide,
        EntryKind::Meeting | EntryKind::Invitee => Right::Meet,
        EntryKind::Outgoing => Right::Send,
        EntryKind::Retention | EntryKind::Hold => Right::Keep,
        EntryKind::Disposal => Right::Propose,
        EntryKind::Check
        | EntryKind::Action
        | EntryKind::Task
        | EntryKind::Point
        | EntryKind::Parallel
        | EntryKind::Link
        | EntryKind::Learning => Right::Record,
    }
}

/// Returns the right that the form of a draft takes.
#[must_use]
pub fn of_draft(key: &DraftKey) -> Right {
    match key {
        DraftKey::Alert(_) | DraftKey::Paper(..) | DraftKey::Late(..) => Right::Send,
        DraftKey::Position { .. } => Right::Decide,
        DraftKey::Contact(_) | DraftKey::Checked(_) => Right::Contacts,
        DraftKey::OfferHandover(_) | DraftKey::AcceptHandover(..) => Right::HandOver,
        DraftKey::Ledger(_, entry) if entry.starts_with("retention/") => Right::Keep,
        DraftKey::Ledger(_, entry) if entry.starts_with("hold/") => Right::Keep,
        DraftKey::Ledger(_, entry) if entry.starts_with("disposal/") => Right::Propose,
        DraftKey::New(_)
        | DraftKey::Record(..)
        | DraftKey::Call(..)
        | DraftKey::NotRaised(_)
        | DraftKey::Note(_)
        | DraftKey::Correct(..)
        | DraftKey::AddPerson(_)
        | DraftKey::EditPerson(..)
        | DraftKey::TakeOff(..)
        | DraftKey::Answer(..)
        | DraftKey::Ledger(..)
        | DraftKey::Unknown(_) => Right::Record,
    }
}
