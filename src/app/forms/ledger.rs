//! The forms of a case's ledgers: what each asks, and the edits it becomes.

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
use crate::app::forms::quick_log::{Fault, past};
use crate::domain::command::Edit;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, EntryKind, NewEntry};
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
            current(row, *entry).filter(|entry| !entry.has("cancelled"))?;
            small::reason_form("CANCEL THE MEETING", "cancel it")
        }
        Page::Invitee { entry, .. } => meeting::invitee_form(desk, row, *entry)?,
        Page::Check { agency } => tasks::check_form(desk, row, agency)?,
        Page::New { kind, .. } => tasks::entry_form(desk, *kind, None),
        Page::Edit(entry) => {
            let entry = current(row, *entry)?;
            tasks::entry_form(desk, entry.kind, Some(entry))
        }
        Page::Point { list, point } => small::point_form(desk, row, list, point)?,
        Page::Outcome(outcome) => small::outcome_form(desk, row, outcome)?,
        Page::Parallel { process } => small::parallel_form(desk, row, process)?,
        Page::Link { to } => small::link_form(desk, *to),
        Page::Strike(entry) => {
            current(row, *entry)?;
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
        Page::Invitee { meeting, entry } => meeting::invitee_edits(row, *meeting, *entry, form),
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
            if let Some(entry) = current(row, *entry) {
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

fn typed(entry: Option<&Entry>, field: &str) -> String {
    let moment = entry.and_then(|entry| entry.moment(field));
    moment.map_or_else(String::new, typed_time)
}

fn past_text(form: &Form, field: &str, now: Instant) -> Result<String, Fault> {
    let moment = past(field, &form.value(field), now)?;
    Ok(moment.map_or_else(String::new, Moment::to_text))
}

/// Returns an entry that still stands.
fn current(row: &Row, id: EntryId) -> Option<&Entry> {
    row.incident.entry(id).filter(|entry| entry.is_current())
}

/// Returns what was typed into a field that cannot stay empty.
fn said(form: &Form, field: &str, words: &str) -> Result<String, Fault> {
    let value = form.value(field);
    if value.is_empty() {
        return Err((field.to_owned(), words.to_owned()));
    }
    Ok(value)
}

/// Returns the edits that keep fields: changed where an entry stands, else as a new one.
fn keep(entry: Option<&Entry>, mut new: NewEntry, fields: Vec<(&str, String)>) -> Vec<Edit> {
    if let Some(entry) = entry {
        return differences(entry, fields);
    }
    for (field, value) in fields {
        new = new.with(field, value);
    }
    vec![Edit::AddEntry(new)]
}

/// Returns the edits of an entry's fields that differ from what stands.
fn differences(entry: &Entry, fields: Vec<(&str, String)>) -> Vec<Edit> {
    fields
        .into_iter()
        .filter(|(field, value)| entry.get(field) != value)
        .map(|(field, value)| {
            let value = (!value.is_empty()).then_some(value);
            Edit::Entry(entry.id, field.to_owned(), value)
        })
        .collect()
}
