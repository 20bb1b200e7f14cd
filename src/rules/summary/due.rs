//! What is due on an incident, a line each: clocks that have begun, tasks, meetings.

use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Kept, Meeting};
use crate::pack::{Means, Pack, ReadingName};
use crate::rules::case::{Case, history_until};
use crate::rules::clocks::{ClockFace, ClockState};
use crate::rules::outgoing::{UNSENT, invitation_form};
use crate::rules::tasks::TaskFace;

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueOf {
    /// A clock, by its id in the pack.
    Clock(String),
    /// A task or an action.
    Task(EntryId),
    /// A meeting that was arranged.
    Meeting(EntryId),
}

/// Whether something is still to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Open,
    /// No longer needed here, set aside by a person, or due on the incident that this one was merged into.
    Aside,
    /// It was done.
    Finished,
}

impl Standing {
    /// Returns the stable word.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Aside => "aside",
            Self::Finished => "finished",
        }
    }

    /// Returns the standing of a stable word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        let all = [Self::Open, Self::Aside, Self::Finished];
        all.into_iter().find(|standing| standing.id() == id)
    }
}

/// One line of what is due.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a column of the list, asked for by itself"
)]
pub struct DueLine {
    /// What it stands for.
    pub of: DueOf,
    /// Its place among the lines of its incident: the pack's order, then as they were made.
    pub place: usize,
    /// What is due.
    pub title: String,
    /// Whose it is.
    pub owner: String,
    /// Where it stands.
    pub state: ClockState,
    /// Whether something is still to be done.
    pub standing: Standing,
    /// The clock's line that is nearest; of a task none.
    pub line: Option<ReadingName>,
    /// By when; a task may have no day.
    pub due: Option<Instant>,
    /// It counts from a bound: it is due at the latest then.
    pub bounded: bool,
    /// It is due only if something not known is so.
    pub only_if: bool,
    /// When it began.
    pub started_at: Option<Instant>,
    /// When it was done, where that is known.
    pub stopped_at: Option<Instant>,
    /// Why it was set aside; empty where it was not.
    pub because: String,
    /// The case was closed with it neither done nor set aside by a decision about it: a clock that
    /// closing alone set aside.
    pub is_unmet: bool,
    /// It is of a restricted record: what is due is not said.
    pub is_restricted: bool,
}

impl DueLine {
    /// Says whether the list of what is due shows it: what is to be done, and what was set aside
    /// for a reason.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        match self.standing {
            Standing::Open => true,
            Standing::Aside => !self.because.is_empty(),
            Standing::Finished => false,
        }
    }

    /// Says whether words typed over the list of what is due look for it: of what was set aside only
    /// on an incident that is still open, for on closed ones there is more every year.
    #[must_use]
    pub fn is_searched(&self, incident_is_open: bool) -> bool {
        self.is_listed() && (self.standing == Standing::Open || incident_is_open)
    }

    /// Says whether its time has passed with nothing done, and it is known to be due.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.state.is_overdue() && !self.only_if
    }
}

/// Returns every line of an incident, in the order of their places.
pub(super) fn lines(pack: &Pack, incident: &Incident, case: &Case, now: Instant) -> Vec<DueLine> {
    let begun = case
        .clocks
        .iter()
        .filter(|face| face.state != ClockState::NotStarted);
    let history = history_until(pack, incident);
    // What the old register does not say was done is not said to be undone here.
    let is_told = |line: &DueLine| {
        let is_old = line
            .started_at
            .is_none_or(|at| history.is_some_and(|until| at <= until));
        line.standing != Standing::Aside || history.is_none() || !is_old
    };
    let lines = begun.map(|face| of_clock(pack, case, face, now));
    let mut out: Vec<DueLine> = lines.filter(is_told).collect();
    out.extend(case.tasks.iter().map(of_task));
    out.extend(meetings(pack, case, incident, now));
    let closed = pack.event_meaning(Means::Closed);
    for (place, line) in out.iter_mut().enumerate() {
        line.place = place;
        let mut ending = pack.set_aside.iter().filter(|row| row.event == closed);
        line.is_unmet =
            line.standing == Standing::Aside && ending.any(|row| row.says == line.because);
        // What was merged into another incident is due there.
        if case.state.merged && line.standing == Standing::Open {
            line.standing = Standing::Aside;
            line.because.clear();
        }
    }
    out
}

fn standing(state: ClockState) -> Standing {
    match state {
        ClockState::Met | ClockState::MetLate => Standing::Finished,
        ClockState::StoodDown | ClockState::NotStarted => Standing::Aside,
        ClockState::OverdueAtReceipt
        | ClockState::Overdue
        | ClockState::DueSoon
        | ClockState::Running
        | ClockState::Provisional => Standing::Open,
    }
}

/// Returns what is due of a clock; what would stop it and is written out is said first, for the end
/// of a line is cut where there is no room.
fn title(pack: &Pack, case: &Case, face: &ClockFace) -> String {
    let row = pack.clock(&face.id).filter(|_| face.state.is_open());
    let stops = |row| case.unsent.iter().any(|unsent| unsent.stops(row));
    if row.is_some_and(stops) {
        format!("{UNSENT}: {}", face.title)
    } else {
        face.title.clone()
    }
}

fn of_clock(pack: &Pack, case: &Case, face: &ClockFace, now: Instant) -> DueLine {
    let reading = face.next_reading(now);
    DueLine {
        of: DueOf::Clock(face.id.clone()),
        place: 0,
        title: title(pack, case, face),
        owner: face.owner.clone(),
        state: face.state,
        standing: standing(face.state),
        line: reading.map(|reading| reading.name),
        due: reading.and_then(|reading| reading.due),
        bounded: reading.is_some_and(|reading| reading.bounded),
        only_if: face.is_only_if,
        started_at: face.started_at,
        stopped_at: face.stopped_at,
        because: face.why_aside(),
        is_unmet: false,
        is_restricted: false,
    }
}

fn of_task(task: &TaskFace) -> DueLine {
    DueLine {
        of: DueOf::Task(task.entry),
        place: 0,
        title: task.what.clone(),
        owner: task.owner.clone(),
        state: task.state,
        standing: standing(task.state),
        line: None,
        due: task.due,
        bounded: false,
        only_if: false,
        started_at: None,
        stopped_at: task.done_at,
        because: String::new(),
        is_unmet: false,
        is_restricted: false,
    }
}

/// Returns a meeting's title; that its invitations wait to be sent is said first.
fn with_invitations(case: &Case, meeting: Kept<'_, Meeting>) -> String {
    let form = invitation_form(meeting);
    if case.unsent.iter().any(|unsent| unsent.form == form) {
        format!("{UNSENT}: {}", meeting.title)
    } else {
        meeting.title.clone()
    }
}

/// Returns the meetings that were arranged: one whose time has passed with nothing recorded of it is
/// past its time, for somebody has to say that it was held.
fn meetings<'a>(
    pack: &'a Pack,
    case: &'a Case,
    incident: &'a Incident,
    now: Instant,
) -> impl Iterator<Item = DueLine> + 'a {
    incident.ledger::<Meeting>().map(move |meeting| {
        let due = meeting.at.and_then(Moment::as_stop);
        let standing = match (meeting.held_at, meeting.cancelled.as_str()) {
            (Some(_), _) => Standing::Finished,
            (None, "") => Standing::Open,
            (None, _) => Standing::Aside,
        };
        DueLine {
            of: DueOf::Meeting(meeting.entry.id),
            place: 0,
            title: with_invitations(case, meeting),
            owner: pack.role_title(&meeting.chair).to_owned(),
            state: match standing {
                Standing::Open if due.is_some_and(|due| due < now) => ClockState::Overdue,
                Standing::Open => ClockState::Running,
                Standing::Aside => ClockState::StoodDown,
                Standing::Finished => ClockState::Met,
            },
            standing,
            line: None,
            due,
            bounded: false,
            only_if: false,
            started_at: None,
            stopped_at: meeting.held_at.and_then(Moment::as_start),
            because: String::new(),
            is_unmet: false,
            is_restricted: false,
        }
    })
}

#[cfg(test)]
mod tests;
