//! Meetings: those that the facts call for, and those arranged.

use std::fmt::Write as _;

use super::{App, Board, Line, On, Page, Row, Tone};
use crate::app::action::Action;
use crate::app::labels;
use crate::app::message::Outcome;
use crate::domain::facts::Answer;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Moment;
use crate::domain::ledger::{Attendance, Invitee, Kept, Meeting};
use crate::protocol::case::reading_words;
use crate::protocol::meetings::{MeetingFace, arranged};

pub(super) fn lines(app: &App, row: &Row) -> Vec<Line> {
    let faces = app.desk.meetings(row, app.now);
    let mut out = Vec::new();
    let (called, later): (Vec<_>, Vec<_>) = faces
        .iter()
        .partition(|face| face.called != Answer::No || !face.arranged.is_empty());
    for face in called {
        meeting(app, row, face, &mut out);
    }
    if !later.is_empty() {
        out.push(Line::heading("Not called for now"));
        for face in later {
            let on = On::ToArrange(face.id.clone());
            out.push(Line::on(format!("  {}", face.title), Tone::Faint, on));
        }
    }
    if faces.is_empty() {
        out.push(Line::read("This protocol names no meetings.", Tone::Plain));
    }
    out
}

fn meeting(app: &App, row: &Row, face: &MeetingFace, out: &mut Vec<Line>) {
    let done = recorded(app, row, face);
    let called = match (&done, face.called) {
        (Some(words), _) => words,
        (None, Answer::Yes) => "called for",
        (None, Answer::No) => "not called for now",
        (None, Answer::Unknown) => "may be called for",
    };
    out.push(Line::heading(format!("{}  {called}", face.title)));
    if let Some(clock) = face.clock.and_then(|at| row.case.clocks.get(at)) {
        let lines: Vec<String> = clock
            .readings
            .iter()
            .filter(|reading| reading.due.is_some())
            .map(|reading| reading_words(reading, app.now))
            .collect();
        let left = labels::left(clock, app.now);
        let mut parts = vec![clock.title.clone()];
        parts.extend(lines);
        parts.push(left);
        let words = format!("    held against: {}", parts.join("; "));
        out.push(Line::read(words, Tone::Plain));
    }
    out.push(Line::read(chair_words(face), Tone::Plain));
    for kept in arranged(&row.incident, &face.id) {
        let on = On::Meeting(kept.entry.id);
        let tone = if kept.is_over() {
            Tone::Well
        } else {
            Tone::Strong
        };
        out.push(Line::on(
            format!("  {}", meeting_words(row, kept)),
            tone,
            on,
        ));
    }
    let open = arranged(&row.incident, &face.id).any(|kept| !kept.is_over());
    if !open {
        let (again, tone) = match (done.is_some(), face.arranged.is_empty()) {
            (true, true) => (" all the same", Tone::Faint),
            (true, false) => (" again", Tone::Faint),
            (false, true) => ("", Tone::Strong),
            (false, false) => (" again", Tone::Strong),
        };
        let on = On::ToArrange(face.id.clone());
        out.push(Line::on(format!("  Arrange it{again}"), tone, on));
    }
    out.push(Line::blank());
}

/// Returns what the meeting was for, where it is recorded: what was decided without one needs none.
fn recorded(app: &App, row: &Row, face: &MeetingFace) -> Option<String> {
    let pack = &app.desk.pack;
    let held = pack.meeting(&face.id)?.held.as_deref()?;
    let entry = row.incident.current(held).next()?;
    let at = entry.at.words();
    Some(format!("done: {}, {at}", pack.event_title(held)))
}

fn chair_words(face: &MeetingFace) -> String {
    let Some(chair) = &face.chair else {
        return "    chair: not stated; assign one".to_owned();
    };
    let mut words = format!("    chair: {}", chair.title);
    if !chair.note.is_empty() {
        let _infallible = write!(words, ". {}", chair.note);
    }
    if !chair.also.is_empty() {
        let _infallible = write!(words, " By another rule also: {}.", chair.also.join(", "));
    }
    words
}

/// Returns a meeting in one line: when, where it stands, who answered.
pub(super) fn meeting_words(row: &Row, meeting: Kept<'_, Meeting>) -> String {
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

impl App {
    /// Opens the cancellation of a meeting that is still to be.
    pub(super) fn cancel_meeting(&mut self, id: IncidentId, entry: EntryId) -> Outcome {
        let row = self.desk.row(id);
        match row.and_then(|row| row.incident.kept::<Meeting>(entry)) {
            Some(meeting) if meeting.held_at.is_some() => {
                self.say("It was held: x corrects when, who attended and what came of it.")
            }
            Some(meeting) if meeting.is_cancelled() => self.say("It is cancelled already."),
            _ => self.open_ledger(id, Page::Cancel(entry)),
        }
    }

    pub(super) fn act_on_meetings(&mut self, id: IncidentId, on: On, action: Action) -> Outcome {
        match (on, action) {
            (On::ToArrange(row), Action::Enter | Action::Done) => {
                self.open_ledger(id, Page::Meeting { row, entry: None })
            }
            (On::Meeting(entry), Action::Enter) => self.open_board(Board::Meeting(entry), Some(id)),
            (On::Meeting(entry), Action::Done) => self.open_ledger(id, Page::Held(entry)),
            (On::Meeting(entry), Action::TakeBack) => self.cancel_meeting(id, entry),
            (_, Action::TakeBack) => self.say(super::NOTHING_TO_TAKE_BACK),
            _ => Outcome::redraw(),
        }
    }
}
