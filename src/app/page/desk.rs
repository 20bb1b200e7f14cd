//! The desk's four panes: what a key does on the chosen line of the one in front.

use super::incident::place::{open_record, record_next};
use super::lines::Listing;
use super::meeting::Meeting;
use super::restricted::{NONE_CHOSEN, not_read};
use super::tasks::task_done;
use super::{Next, Screen, See, contacts};
use crate::app::action::Action;
use crate::app::screen::{ExplainScreen, IncidentScreen, Pane, Tab};
use crate::domain::id::{EntryId, IncidentId};
use crate::rules::summary::DueOf;

/// What is said where no line of what is due is chosen.
const NO_LINE: &str = "No line is chosen: Down chooses one.";

/// What is chosen on the desk.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// The pane in front.
    pub pane: Pane,
    /// The incident that a key acts on.
    pub subject: Option<IncidentId>,
    /// The line of what is due: its incident, and which line.
    pub due: Option<(IncidentId, &'a DueOf)>,
}

/// Answers a key on what is chosen.
pub(crate) fn act(see: &See<'_>, chosen: Chosen<'_>, action: Action) -> Next {
    match (action, chosen.pane) {
        (Action::Enter, Pane::Incoming) => match chosen.subject {
            Some(id) => Next::open(Screen::Incident(IncidentScreen::new(id))),
            None => Next::say(NONE_CHOSEN),
        },
        (Action::Enter, Pane::Deadlines) => explain(chosen.due),
        (Action::Done, Pane::Deadlines) => record_due(see, chosen.due),
        (Action::Done, _) => match chosen.subject.and_then(|id| see.row(id)) {
            Some(row) => record_next(see, row),
            None => not_read(see, chosen.subject),
        },
        (Action::Confirm, Pane::Contacts) => contacts::confirm(see, see.role),
        (Action::EditContact, Pane::Contacts) => contacts::open(see.role),
        _ => Next::Stay,
    }
}

/// Opens the explanation of the chosen clock, or where the chosen task stands.
fn explain(due: Option<(IncidentId, &DueOf)>) -> Next {
    match due {
        Some((id, DueOf::Task(_))) => Next::Tab(id, Tab::Tasks),
        Some((id, DueOf::Meeting(entry))) => open_meeting(id, *entry),
        Some((id, DueOf::Clock(clock))) => Next::open(Screen::Explain(ExplainScreen {
            id,
            clock: clock.clone(),
            at: 0,
        })),
        None => Next::say(NO_LINE),
    }
}

/// Opens the record of what stops the chosen clock, or records the chosen task as done.
fn record_due(see: &See<'_>, due: Option<(IncidentId, &DueOf)>) -> Next {
    match due {
        Some((id, DueOf::Task(entry))) => task_done(see, id, *entry),
        Some((id, DueOf::Clock(clock))) => match see.row(id) {
            Some(row) => open_record(see, row, Some(clock.clone())),
            None => not_read(see, Some(id)),
        },
        // Whether it was held, and who came, is recorded on its page.
        Some((id, DueOf::Meeting(entry))) => open_meeting(id, *entry),
        None => Next::say(NO_LINE),
    }
}

fn open_meeting(id: IncidentId, entry: EntryId) -> Next {
    Next::open(Listing::screen(Meeting { id, entry }))
}
