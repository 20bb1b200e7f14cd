//! One meeting: when and where, who is asked and what they answered, what is discussed, what is
//! outstanding, what came of it.

pub(super) mod arrange;
mod asked;
pub(super) mod held;
mod invitee;
mod inviting;
mod on;

use self::arrange::Arrange;
use self::asked::{invitees, waiting};
use self::held::{Cancel, Held, cancel};
use self::invitee::Ask;
use self::inviting::Inviting;
pub use self::on::On;
use super::ledger::Ledger;
use super::send::ask_whether_sent;
use super::take_back::TakeBack;
use super::tasks::entry::NewItem;
use super::tasks::{self, act_on_entry};
use super::{Next, See, checks};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::domain::calendar::Counted;
use crate::domain::command::Edit;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{
    Attendance, Check, EntryKind, Invitee, InviteeField, Kept, Meeting as Arranged,
};
use crate::pack::ReadingName;
use crate::rules::tasks::TaskFace;
use crate::words;

/// One meeting of an incident.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Which incident.
    pub id: IncidentId,
    /// Which of its meetings.
    pub entry: EntryId,
}

/// Opens the form that asks somebody, or changes who is asked.
fn ask(meeting: &Meeting, entry: Option<EntryId>) -> Next {
    Next::form(Ask {
        id: meeting.id,
        meeting: meeting.entry,
        entry,
    })
}

impl Ledger for Meeting {
    type On = On;

    const TITLE: &'static str = "MEETING";

    fn of(&self) -> IncidentId {
        self.id
    }

    fn heading(&self, row: &Row) -> String {
        match row.incident.kept::<Arranged>(self.entry) {
            Some(meeting) => meeting.title.clone(),
            None => Self::TITLE.to_owned(),
        }
    }

    fn keys(&self) -> Vec<Scope> {
        vec![Scope::Meeting, Scope::Ledger]
    }

    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<On>> {
        rows(see, row, self.entry)
    }

    fn add(&self) -> Next {
        ask(self, None)
    }

    fn act_on(&self, see: &See<'_>, row: &Row, on: On, action: Action) -> Next {
        let Self { id, entry } = *self;
        match (on, action) {
            (On::Invitee(invitee), Action::Enter) => ask(self, Some(invitee)),
            (On::Invitee(entry), Action::TakeBack) => Next::form(TakeBack { id, entry }),
            (On::Invitee(invitee), action) => match answer(action) {
                Some(answer) => {
                    let answer = answer.id().to_owned();
                    let edit = Edit::entry(invitee, InviteeField::Status, answer);
                    Next::revise(id, "the answer", vec![edit])
                }
                None => Next::Stay,
            },
            (On::Entry(action_of), action) => act_on_entry(see, id, action_of, action),
            (On::AddAction, Action::Enter | Action::Done) => Next::form(NewItem {
                id,
                kind: EntryKind::Action,
                of: Some(entry),
            }),
            (On::AddAction, _) => Next::Stay,
            (_, Action::TakeBack) => cancel(row, id, entry),
            (On::AddInvitee, Action::Enter | Action::Done) => ask(self, None),
            (On::Change, Action::Enter | Action::Done) => {
                let kept = row.incident.kept::<Arranged>(entry);
                Next::form(Arrange {
                    id,
                    meeting: kept.map(|kept| kept.meeting.clone()).unwrap_or_default(),
                    entry: Some(entry),
                })
            }
            (On::Hold, Action::Enter | Action::Done) => Next::form(Held { id, entry }),
            (On::Cancel, Action::Enter | Action::Done) => Next::form(Cancel { id, entry }),
            (On::Invite, Action::Enter | Action::Done) => Inviting { see, row }.write(entry),
            (On::Sent(form), Action::Enter | Action::Done) => ask_whether_sent(see, id, &form),
            _ => Next::Stay,
        }
    }
}

/// Returns what a key says of somebody asked.
fn answer(action: Action) -> Option<Attendance> {
    Some(match action {
        Action::AnswerYes => Attendance::Accepted,
        Action::AnswerNo => Attendance::Apologies,
        Action::AnswerUnknown => Attendance::Invited,
        Action::Attended => Attendance::Attended,
        _ => return None,
    })
}

fn rows(see: &See<'_>, row: &Row, id: EntryId) -> Vec<Line<On>> {
    let Some(meeting) = row.incident.kept::<Arranged>(id) else {
        return vec![Line::read(
            "This meeting is no longer there. Esc goes back.",
            Tone::Plain,
        )];
    };
    let mut out = Vec::new();
    head(see, row, meeting, &mut out);
    invitees(row, meeting, &mut out);
    agenda(&meeting, &mut out);
    outstanding(see, row, &mut out);
    actions(row, id, &mut out);
    out
}

fn head(see: &See<'_>, row: &Row, meeting: Kept<'_, Arranged>, out: &mut Vec<Line<On>>) {
    out.push(Line::read(meeting_words(row, meeting), Tone::Strong));
    for words in warnings(see, row, &meeting) {
        out.push(Line::read(words, Tone::Wrong));
    }
    let place = match meeting.place.as_str() {
        "" => "no place set",
        place => place,
    };
    out.push(Line::read(format!("where   {place}"), Tone::Plain));
    let chair = match row.pack().role_title(&meeting.chair) {
        "" => "not stated: assign one",
        chair => chair,
    };
    let named = match meeting.chair_name.as_str() {
        "" => "name not recorded",
        named => named,
    };
    out.push(Line::read(
        format!("chair   {chair} ({named})"),
        Tone::Plain,
    ));
    if !meeting.outcome.is_empty() {
        let words = format!("outcome {}", meeting.outcome);
        out.push(Line::read(words, Tone::Plain));
    }
    let decides = row.pack().meeting(&meeting.meeting);
    let decides = decides.map_or(&[][..], |row| row.decides.as_slice());
    for decision in decides.iter().filter_map(|id| row.pack().decision(id)) {
        out.push(Line::read(
            format!("decides {}: under Decisions", decision.title),
            Tone::Plain,
        ));
    }
    out.extend(waiting(see, row, meeting));
    if meeting.is_over() {
        out.push(Line::on(
            "  Write the invitations again, or the cancellation",
            Tone::Plain,
            On::Invite,
        ));
    } else {
        out.push(Line::on(
            "  Write the invitations: calendar and e-mail, one for each",
            Tone::Strong,
            On::Invite,
        ));
        out.push(Line::on(
            "  Change when, where, who chairs or what is discussed",
            Tone::Plain,
            On::Change,
        ));
        out.push(Line::on("  Record it as held", Tone::Strong, On::Hold));
        out.push(Line::on("  Cancel it", Tone::Plain, On::Cancel));
    }
}

/// Returns what a reader should know of the meeting's time: past a line that it is held against, or
/// too near to what must follow it.
fn warnings(see: &See<'_>, row: &Row, kept: &Arranged) -> Vec<String> {
    let start = |at: Option<Moment>| at.and_then(Moment::as_start);
    let held = start(kept.held_at).or_else(|| start(kept.at));
    let meeting = row.pack().meeting(&kept.meeting);
    let (Some(at), Some(meeting)) = (held, meeting) else {
        return Vec::new();
    };
    let clock = |id: Option<&str>| {
        row.case
            .clocks
            .iter()
            .find(|face| Some(face.id.as_str()) == id)
    };
    let mut out = Vec::new();
    if let Some(face) = clock(meeting.clock.as_deref()) {
        let passed = face.readings.iter().filter(|reading| {
            reading.name != ReadingName::Early && reading.due.is_some_and(|due| at > due)
        });
        for reading in passed {
            let due = reading.due.map_or_else(String::new, Instant::long);
            out.push(format!(
                "after the {} of «{}»: {due}",
                reading.name.word(),
                face.title
            ));
        }
    }
    let before = clock(meeting.before.as_deref());
    let due = before.and_then(|face| face.readings.iter().filter_map(|r| r.due).min());
    if let (Some(face), Some(due), Some(room)) = (before, due, meeting.room) {
        let holidays = &see.desk.holidays;
        let last = holidays.add_working_days(at.london_date(), room, Counted::Day0);
        if last > due.london_date() {
            out.push(format!(
                "leaves fewer than {room} working days before «{}»: {}",
                face.title,
                due.long()
            ));
        }
    }
    out
}

fn agenda(meeting: &Arranged, out: &mut Vec<Line<On>>) {
    out.push(Line::blank());
    out.push(Line::heading("Agenda"));
    for (place, line) in meeting.agenda.lines().enumerate() {
        out.push(Line::read(format!("  {}. {line}", place + 1), Tone::Plain));
    }
    if meeting.agenda.is_empty() {
        out.push(Line::read("  None written.", Tone::Faint));
    }
}

fn outstanding(see: &See<'_>, row: &Row, out: &mut Vec<Line<On>>) {
    let checks: Vec<Kept<'_, Check>> = row
        .incident
        .ledger::<Check>()
        .filter(|check| check.returned_at.is_none())
        .collect();
    if checks.is_empty() {
        return;
    }
    out.push(Line::blank());
    out.push(Line::heading("Agency checks outstanding"));
    for check in checks {
        out.push(Line::read(
            format!("  {}", checks::words(see, row, &check)),
            Tone::Strong,
        ));
    }
}

fn actions(row: &Row, meeting: EntryId, out: &mut Vec<Line<On>>) {
    out.push(Line::blank());
    out.push(Line::heading("Actions"));
    for task in row
        .case
        .tasks
        .iter()
        .filter(|task| of_meeting(row, task, meeting))
    {
        let words = format!("  {}", words::task::line(task));
        out.push(Line::on(words, tasks::tone(task), On::Entry(task.entry)));
    }
    out.push(Line::on("  Add an action", Tone::Plain, On::AddAction));
}

fn of_meeting(row: &Row, task: &TaskFace, meeting: EntryId) -> bool {
    row.incident
        .entry(task.entry)
        .is_some_and(|entry| entry.of == Some(meeting))
}

/// Returns a meeting in one line: when, where it stands, who answered.
pub(super) fn meeting_words(row: &Row, meeting: Kept<'_, Arranged>) -> String {
    let at = meeting
        .at
        .map_or_else(|| "no time set".to_owned(), Moment::words);
    let state = if meeting.is_cancelled() {
        format!("CANCELLED: {}", meeting.cancelled)
    } else if let Some(held) = meeting.held_at {
        format!("held {}", held.words())
    } else {
        "arranged".to_owned()
    };
    let invitees = || row.incident.parts::<Invitee>(meeting.entry.id);
    let count = |said| invitees().filter(|one| one.attendance() == said).count();
    format!(
        "{at}, {state}; {} asked, {} accepted, {} apologies, {} attended",
        invitees().count(),
        count(Attendance::Accepted),
        count(Attendance::Apologies),
        count(Attendance::Attended)
    )
}
