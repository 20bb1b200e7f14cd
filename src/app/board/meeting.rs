//! One meeting: when and where, who is asked and what they answered, what is discussed, what is
//! outstanding, what came of it.

use super::{App, Line, On, Page, Row, Tone};
use crate::app::action::Action;
use crate::app::inviting::not_yet_cancelled_for;
use crate::app::message::Outcome;
use crate::domain::calendar::Counted;
use crate::domain::command::Edit;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Instant;
use crate::domain::ledger::{Entry, EntryKind};
use crate::protocol::pack::ReadingName;
use crate::protocol::tasks::TaskFace;

pub(super) fn lines(app: &App, row: &Row, id: EntryId) -> Vec<Line> {
    let Some(entry) = row.incident.entry(id) else {
        return vec![Line::read(
            "This meeting is no longer there. Esc goes back.",
            Tone::Plain,
        )];
    };
    let mut out = Vec::new();
    head(app, row, entry, &mut out);
    invitees(app, row, entry, &mut out);
    agenda(entry, &mut out);
    outstanding(app, row, &mut out);
    actions(row, entry, &mut out);
    out
}

fn head(app: &App, row: &Row, entry: &Entry, out: &mut Vec<Line>) {
    let over = entry.has("held_at") || entry.has("cancelled");
    out.push(Line::read(
        super::meetings::entry_words(row, entry),
        Tone::Strong,
    ));
    for words in warnings(app, row, entry) {
        out.push(Line::read(words, Tone::Late));
    }
    let place = entry.get("place");
    let place = if place.is_empty() {
        "no place set"
    } else {
        place
    };
    out.push(Line::read(format!("where   {place}"), Tone::Plain));
    let chair = app.desk.pack.role_title(entry.get("chair"));
    let named = entry.get("chair_name");
    let named = if named.is_empty() {
        "name not recorded"
    } else {
        named
    };
    let chair = if chair.is_empty() {
        "not stated: assign one"
    } else {
        chair
    };
    out.push(Line::read(
        format!("chair   {chair} ({named})"),
        Tone::Plain,
    ));
    if entry.has("outcome") {
        out.push(Line::read(
            format!("outcome {}", entry.get("outcome")),
            Tone::Plain,
        ));
    }
    let decides = app.desk.pack.meeting(entry.get("meeting"));
    let decides = decides.map_or(&[][..], |row| row.decides.as_slice());
    for decision in decides.iter().filter_map(|id| app.desk.pack.decision(id)) {
        out.push(Line::read(
            format!("decides {}: under Decisions", decision.title),
            Tone::Plain,
        ));
    }
    if over {
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
fn warnings(app: &App, row: &Row, entry: &Entry) -> Vec<String> {
    let held = entry.instant("held_at").or_else(|| entry.instant("at"));
    let meeting = app.desk.pack.meeting(entry.get("meeting"));
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

fn invitees(app: &App, row: &Row, entry: &Entry, out: &mut Vec<Line>) {
    out.push(Line::blank());
    out.push(Line::heading(
        "Asked (y accepted, n apologies, t attended, - no answer)",
    ));
    for part in row
        .incident
        .parts(entry.id)
        .filter(|part| part.kind == EntryKind::Invitee)
    {
        let role = app.desk.pack.role_title(part.get("role"));
        let status = match part.get("status") {
            "" | "invited" => "no answer yet",
            "apologies" => "apologies",
            other => other,
        };
        let sent = match part.get("sent") {
            "" => "invitation not written",
            sent if sent == entry.get("sequence") => "invitation written",
            _ => "CHANGED since its invitation",
        };
        let name = part.get("name");
        let name = if name.is_empty() {
            String::new()
        } else {
            format!(" ({name})")
        };
        let note = part.get("note");
        let note = if note.is_empty() {
            String::new()
        } else {
            format!(". {note}")
        };
        let words = format!("  {role}{name}: {status}; {sent}{note}");
        let tone = if part.get("status") == "attended" {
            Tone::Well
        } else {
            Tone::Plain
        };
        out.push(Line::on(words, tone, On::Invitee(part.id)));
    }
    for part in not_yet_cancelled_for(&row.incident, entry) {
        let role = app.desk.pack.role_title(part.get("role"));
        out.push(Line::read(
            format!("  {role}: TAKEN OFF after being invited; write the invitations to say so"),
            Tone::Late,
        ));
    }
    out.push(Line::on("  Ask somebody more", Tone::Plain, On::AddInvitee));
}

fn agenda(entry: &Entry, out: &mut Vec<Line>) {
    out.push(Line::blank());
    out.push(Line::heading("Agenda"));
    for (place, line) in entry.get("agenda").lines().enumerate() {
        out.push(Line::read(format!("  {}. {line}", place + 1), Tone::Plain));
    }
    if !entry.has("agenda") {
        out.push(Line::read("  None written.", Tone::Faint));
    }
}

fn outstanding(app: &App, row: &Row, out: &mut Vec<Line>) {
    let checks: Vec<&Entry> = row
        .incident
        .ledger(EntryKind::Check)
        .filter(|check| !check.has("returned_at"))
        .collect();
    if checks.is_empty() {
        return;
    }
    out.push(Line::blank());
    out.push(Line::heading("Agency checks outstanding"));
    for check in checks {
        out.push(Line::read(
            format!("  {}", super::checks::words(app, check)),
            Tone::Late,
        ));
    }
}

fn actions(row: &Row, entry: &Entry, out: &mut Vec<Line>) {
    out.push(Line::blank());
    out.push(Line::heading("Actions"));
    for task in row
        .case
        .tasks
        .iter()
        .filter(|task| of_meeting(row, task, entry.id))
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
                Action::AnswerYes => "accepted",
                Action::AnswerNo => "apologies",
                Action::AnswerUnknown => "invited",
                Action::Attended => "attended",
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
            let edit = Edit::Entry(invitee, "status".to_owned(), Some(status.to_owned()));
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
            .and_then(|row| row.incident.entry(meeting));
        let row = row
            .map(|entry| entry.get("meeting").to_owned())
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
