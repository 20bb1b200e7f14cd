//! The forms of a case's ledgers: what each asks, and the edits it becomes.

mod invitee;
mod meeting;
mod position;
mod small;
mod submission;
mod tasks;

pub use position::consequences;
pub(crate) use tasks::name_in;

use crate::app::desk::{Desk, Row};
use crate::app::form::Form;
use crate::app::forms::pack_form::typed_time;
use crate::app::forms::quick_log::Fault;
use crate::domain::command::Edit;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{
    Entry, EntryKind, Field, Kept, Ledger, Meeting, NewEntry, Record, Stored,
};
use crate::protocol::pack::Choice;

/// Which form of which ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// A decider's answer.
    Position {
        /// The decision.
        decision: String,
        /// Whose place.
        slot: String,
    },
    /// Taking a decision's disagreement to the resolution protocol.
    Escalate(String),
    /// Arranging a meeting, or changing one.
    Meeting {
        /// The pack's meeting.
        row: String,
        /// The one that is changed.
        entry: Option<EntryId>,
    },
    /// Recording a meeting as held.
    Held(EntryId),
    /// Cancelling a meeting.
    Cancel(EntryId),
    /// Asking somebody to a meeting, or changing who is asked.
    Invitee {
        /// The meeting.
        meeting: EntryId,
        /// The one that is changed.
        entry: Option<EntryId>,
    },
    /// An agency's check.
    Check {
        /// The agency.
        agency: String,
    },
    /// A new task, action or learning.
    New {
        /// Which of them.
        kind: EntryKind,
        /// The meeting it came of.
        of: Option<EntryId>,
    },
    /// Changing a task, an action or learning.
    Edit(EntryId),
    /// A point of a checklist.
    Point {
        /// The checklist.
        list: String,
        /// The point.
        point: String,
    },
    /// An outcome that is recorded.
    Outcome(String),
    /// Another agency's process.
    Parallel {
        /// Which.
        process: String,
    },
    /// A link to another incident.
    Link {
        /// Which, where it was found already.
        to: Option<IncidentId>,
    },
    /// Taking an entry back, because.
    Strike(EntryId),
    /// The notification was submitted.
    Submitted,
}

impl Page {
    /// Returns the page of a new task.
    #[must_use]
    pub fn task() -> Self {
        Self::New {
            kind: EntryKind::Task,
            of: None,
        }
    }

    /// Returns what names the page in a draft's key.
    #[must_use]
    pub fn key(&self) -> String {
        let of = |id: &Option<EntryId>| id.map_or_else(|| "new".to_owned(), |id| id.to_string());
        match self {
            Self::Position { decision, slot } => format!("position/{decision}/{slot}"),
            Self::Escalate(decision) => format!("escalate/{decision}"),
            Self::Meeting { row, entry } => format!("meeting/{row}/{}", of(entry)),
            Self::Held(id) => format!("held/{id}"),
            Self::Cancel(id) => format!("cancel/{id}"),
            Self::Invitee { meeting, entry } => format!("invitee/{meeting}/{}", of(entry)),
            Self::Check { agency } => format!("check/{agency}"),
            Self::New { kind, of: meeting } => format!("{}/{}", kind.id(), of(meeting)),
            Self::Edit(id) => format!("entry/{id}"),
            Self::Point { list, point } => format!("point/{list}/{point}"),
            Self::Outcome(outcome) => format!("outcome/{outcome}"),
            Self::Parallel { process } => format!("parallel/{process}"),
            Self::Link { to } => format!("link/{}", to.map_or(0, |to| to.0)),
            Self::Strike(id) => format!("strike/{id}"),
            Self::Submitted => "submitted".to_owned(),
        }
    }

    /// Returns what undo calls it.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Position { .. } => "the answer",
            Self::Escalate(_) => "the disagreement",
            Self::Meeting { .. } | Self::Held(_) | Self::Cancel(_) => "the meeting",
            Self::Invitee { .. } => "the invitee",
            Self::Check { .. } => "the check",
            Self::New { .. } | Self::Edit(_) => "the entry",
            Self::Point { .. } => "the point",
            Self::Outcome(_) => "the outcome",
            Self::Parallel { .. } => "the process",
            Self::Link { .. } => "the link",
            Self::Strike(_) => "taking it back",
            Self::Submitted => "the notification",
        }
    }
}

/// Returns the form of a page, filled from what is recorded; none when its entry is gone.
#[must_use]
pub fn form(desk: &Desk, row: &Row, page: &Page, user: &str, now: Instant) -> Option<Form> {
    Some(match page {
        Page::Position { decision, slot } => position::form(desk, row, decision, slot, user, now)?,
        Page::Escalate(_) => position::escalate_form(),
        Page::Meeting { row: id, entry } => meeting::form(desk, row, id, *entry, now)?,
        Page::Held(entry) => meeting::held_form(desk, row, *entry)?,
        Page::Cancel(entry) => {
            current::<Meeting>(row, *entry).filter(|kept| !kept.is_cancelled())?;
            small::reason_form("CANCEL THE MEETING", "cancel it")
        }
        Page::Invitee { entry, .. } => invitee::form(desk, row, *entry)?,
        Page::Check { agency } => tasks::check_form(desk, row, agency)?,
        Page::New { kind, .. } => tasks::entry_form(desk, &Record::empty(*kind))?,
        Page::Edit(entry) => tasks::entry_form(desk, &standing(row, *entry)?.record)?,
        Page::Point { list, point } => small::point_form(desk, row, list, point)?,
        Page::Outcome(outcome) => small::outcome_form(desk, row, outcome)?,
        Page::Parallel { process } => small::parallel_form(desk, row, process)?,
        Page::Link { to } => small::link_form(desk, *to),
        Page::Strike(entry) => {
            standing(row, *entry)?;
            small::reason_form("TAKE IT BACK; IT STAYS VISIBLE", "take it back")
        }
        Page::Submitted => submission::form(desk, row, user),
    })
}

/// Returns the edits that a page becomes.
///
/// # Errors
/// When something needed is missing or cannot be; nothing is recorded.
pub fn edits(
    desk: &Desk,
    row: &Row,
    page: &Page,
    form: &Form,
    user: &str,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    match page {
        Page::Position { decision, slot } => position::edits(desk, row, decision, slot, form, now),
        Page::Escalate(decision) => position::escalate_edits(desk, decision, form, now),
        Page::Meeting { row: id, entry } => meeting::edits(desk, row, id, *entry, form, now),
        Page::Held(entry) => meeting::held_edits(desk, row, *entry, form, now),
        Page::Cancel(entry) => meeting::cancel_edits(desk, row, *entry, form),
        Page::Invitee { meeting, entry } => invitee::edits(row, *meeting, *entry, form),
        Page::Check { agency } => tasks::check_edits(desk, row, agency, form, now),
        Page::New { kind, of } => tasks::new_edits(row, *kind, *of, form, now),
        Page::Edit(entry) => tasks::changed_edits(row, *entry, form, now),
        Page::Point { list, point } => small::point_edits(row, list, point, form),
        Page::Outcome(outcome) => small::outcome_edits(row, outcome, form),
        Page::Parallel { process } => small::parallel_edits(row, process, form, now),
        Page::Link { .. } => small::link_edits(desk, row, form, now),
        Page::Strike(entry) => {
            let reason = said(form, "reason", "Say why: it stays visible with the reason")?;
            let mut edits = vec![Edit::Strike(*entry, reason.clone())];
            if let Some(entry) = standing(row, *entry) {
                edits.extend(position::struck(desk, row, entry, now));
                edits.extend(small::unmerged(&desk.pack, entry, reason, now));
            }
            Ok(edits)
        }
        Page::Submitted => submission::edits(desk, row, form, user, now),
    }
}

fn choice(id: &str, title: &str) -> Choice {
    Choice {
        id: id.to_owned(),
        title: title.to_owned(),
    }
}

/// Returns a time as it would be typed; empty where none is recorded.
fn typed(at: Option<Moment>) -> String {
    at.map_or_else(String::new, typed_time)
}

/// Returns an entry that still stands.
fn standing(row: &Row, id: EntryId) -> Option<&Entry> {
    row.incident.entry(id).filter(|entry| entry.is_current())
}

/// Returns an entry of one kind that still stands.
fn current<T: Ledger>(row: &Row, id: EntryId) -> Option<Kept<'_, T>> {
    standing(row, id)?.kept()
}

/// Reads the field of a form that has the word of a record's field, as what that holds.
fn read<T: Stored>(form: &Form, field: impl Into<Field>) -> Result<T, Fault> {
    let word = field.into().word();
    T::read(&form.value(word)).map_err(|expected| (word.to_owned(), format!("This {expected}")))
}

/// Returns what was typed into a field that cannot stay empty.
fn said(form: &Form, field: &str, words: &str) -> Result<String, Fault> {
    let value = form.value(field);
    if value.is_empty() {
        return Err((field.to_owned(), words.to_owned()));
    }
    Ok(value)
}

/// Returns the edits that keep a record: changed where an entry stands, else as a new one.
fn keep(entry: Option<&Entry>, new: NewEntry) -> Vec<Edit> {
    match entry {
        Some(entry) => differences(entry, new.record),
        None => vec![Edit::AddEntry(new)],
    }
}

/// Returns the edits of an entry's fields that differ from what stands.
fn differences(entry: &Entry, after: impl Into<Record>) -> Vec<Edit> {
    let fields = entry.record.differences(&after.into()).into_iter();
    fields
        .map(|(field, text)| Edit::Entry(entry.id, field, text))
        .collect()
}
