//! One meeting: when and where, who is asked and what they answered, what is discussed, what is
//! outstanding, what came of it.

use super::{App, Line, On, Page, Row, Tone};
use crate::app::action::Action;
use crate::app::inviting::not_yet_cancelled_for;
use crate::app::message::Outcome;
use crate::domain::calendar::Counted;
use crate::domain::command::Edit;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Attendance, Check, Invitee, InviteeField, Kept, Meeting};
use crate::protocol::pack::ReadingName;
use crate::protocol::tasks::TaskFace;

pub(super) fn lines(app: &App, row: &Row, id: EntryId) -> Vec<Line> {
    let Some(meeting) = row.incident.kept::<Meeting>(id) else {
        return vec![Line::read(
            "This meeting is no longer there. Esc goes back.",
            Tone::Plain,
        )];
    };
    let mut out = Vec::new();
    head(app, row, meeting, &mut out);
    invitees(app, row, meeting, &mut out);
    agenda(&meeting, &mut out);
    outstanding(app, row, &mut out);
    actions(row, id, &mut out);
    out
}

fn head(app: &App, row: &Row, meeting: Kept<'_, Meeting>, out: &mut Vec<Line>) {
    out.push(Line::read(
        super::meetings::meeting_words(row, meeting),
        Tone::Strong,
    ));
    for words in warnings(app, row, &meeting) {
        out.push(Line::read(words, Tone::Late));
    }
    let place = match meeting.place.as_str() {
        "" => "no place set",
        place => place,
    };
    out.push(Line::read(format!("where   {place}"), Tone::Plain));
    let chair = match app.desk.pack.role_title(&meeting.chair) {
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
    let decides = app.desk.pack.meeting(&meeting.meeting);
    let decides = decides.map_or(&[][..], |row| row.decides.as_slice());
    for decision in decides.iter().filter_map(|id| app.desk.pack.decision(id)) {
        out.push(Line::read(
            format!("decides {}: under Decisions", decision.title),
            Tone::Plain,
        ));
    }
    if meeting.is_over() {
        out.push(Line::on(
            "  Write the invitations again, or the cancellation",
            Tone::Plain,
            On::WriteInvitations,
        ));
    } else {
        out.push(Line::on(
            "  Write the invitations: calendar and e-mail, one for each",
            Tone::Strong,
            On::WriteInvitations,
        ));
        out.push(Line::on(
            "  Change when, where, who chairs or what is discussed",
            Tone::Plain,
            On::ChangeMeeting,
        ));
        out.push(Line::on("  Record it as held", Tone::Strong, On::Hold));
        out.push(Line::on("  Cancel it", Tone::Plain, On::Cancel));
    }
}

/// Returns what a reader should know of the meeting's time: past a line that it is held against, or
/// too near to what must follow it.
fn warnings(app: &App, row: &Row, kept: &Meeting) -> Vec<String> {
    let start = |at: Option<Moment>| at.and_then(Moment::as_start);
    let held = start(kept.held_at).or_else(|| start(kept.at));
    let meeting = app.desk.pack.meeting(&kept.meeting);
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
        let holidays = &app.desk.holidays;
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

fn invitees(app: &App, row: &Row, meeting: Kept<'_, Meeting>, out: &mut Vec<Line>) {
    out.push(Line::blank());
    out.push(Line::heading(
        "Asked (y accepted, n apologies, t attended, - no answer)",
    ));
    for invitee in row.incident.parts::<Invitee>(meeting.entry.id) {
        let role = app.desk.pack.role_title(&invitee.role);
        let status = invitee.attendance().title();
        let sent = match invitee.sent {
            None => "invitation not written",
            sent if sent == meeting.sequence => "invitation written",
            Some(_) => "CHANGED since its invitation",
        };
        let name = match invitee.name.as_str() {
            "" => String::new(),
            name => format!(" ({name})"),
        };
        let note = match invitee.note.as_str() {
            "" => String::new(),
            note => format!(". {note}"),
        };
        let words = format!("  {role}{name}: {status}; {sent}{note}");
        let tone = if invitee.attendance() == Attendance::Attended {
            Tone::Well
        } else {
            Tone::Plain
        };
        out.push(Line::on(words, tone, On::Invitee(invitee.entry.id)));
    }
    for invitee in not_yet_cancelled_for(&row.incident, meeting) {
        let role = app.desk.pack.role_title(&invitee.role);
        out.push(Line::read(
            format!("  {role}: TAKEN OFF after being invited; write the invitations to say so"),
            Tone::Late,
        ));
    }
    out.push(Line::on("  Ask somebody more", Tone::Plain, On::AddInvitee));
}

fn agenda(meeting: &Meeting, out: &mut Vec<Line>) {
    out.push(Line::blank());
    out.push(Line::heading("Agenda"));
    for (place, line) in meeting.agenda.lines().enumerate() {
        out.push(Line::read(format!("  {}. {line}", place + 1), Tone::Plain));
    }
    if meeting.agenda.is_empty() {
        out.push(Line::read("  None written.", Tone::Faint));
    }
}

fn outstanding(app: &App, row: &Row, out: &mut Vec<Line>) {
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
            format!("  {}", super::checks::words(app, &check)),
            Tone::Late,
        ));
    }
}

fn actions(row: &Row, meeting: EntryId, out: &mut Vec<Line>) {
    out.push(Line::blank());
    out.push(Line::heading("Actions"));
    for task in row
        .case
        .tasks
        .iter()
        .filter(|task| of_meeting(row, task, meeting))
    {
        let words = format!("  {}", super::tasks::words(task));
        out.push(Line::on(
            words,
            super::tasks::tone(task),
            On::Entry(task.entry),
        ));
    }
    out.push(Line::on("  Add an action", Tone::Plain, On::AddAction));
}

fn of_meeting(row: &Row, task: &TaskFace, meeting: EntryId) -> bool {
    row.incident
        .entry(task.entry)
        .is_some_and(|entry| entry.of == Some(meeting))
}

impl App {
    pub(super) fn act_on_meeting(
        &mut self,
        id: IncidentId,
        meeting: EntryId,
        on: &On,
        action: Action,
    ) -> Outcome {
        if let On::Invitee(invitee) = *on {
            let status = match action {
                Action::AnswerYes => Attendance::Accepted,
                Action::AnswerNo => Attendance::Apologies,
                Action::AnswerUnknown => Attendance::Invited,
                Action::Attended => Attendance::Attended,
                Action::Enter => {
                    return self.open_ledger(
                        id,
                        Page::Invitee {
                            meeting,
                            entry: Some(invitee),
                        },
                    );
                }
                Action::TakeBack => return self.open_ledger(id, Page::Strike(invitee)),
                _ => return Outcome::redraw(),
            };
            let edit = Edit::entry(invitee, InviteeField::Status, status.id().to_owned());
            return self.revise(id, "the answer", vec![edit]);
        }
        if action == Action::TakeBack {
            return self.cancel_meeting(id, meeting);
        }
        if !matches!(action, Action::Enter | Action::Done) {
            return Outcome::redraw();
        }
        let row = self
            .desk
            .row(id)
            .and_then(|row| row.incident.kept::<Meeting>(meeting));
        let row = row
            .map(|meeting| meeting.meeting.clone())
            .unwrap_or_default();
        match on {
            On::AddInvitee => self.open_ledger(
                id,
                Page::Invitee {
                    meeting,
                    entry: None,
                },
            ),
            On::ChangeMeeting => self.open_ledger(
                id,
                Page::Meeting {
                    row,
                    entry: Some(meeting),
                },
            ),
            On::Hold => self.open_ledger(id, Page::Held(meeting)),
            On::Cancel => self.open_ledger(id, Page::Cancel(meeting)),
            On::WriteInvitations => self.write_invitations(id, meeting),
            _ => Outcome::redraw(),
        }
    }
}
