//! Meetings: those that the facts call for, and those arranged.

use std::fmt::Write as _;

use super::ledger::Ledger;
use super::lines::{Listing, NOTHING_TO_TAKE_BACK};
use super::meeting::arrange::Arrange;
use super::meeting::held::{Held, cancel};
use super::meeting::{Meeting as MeetingPage, meeting_words};
use super::{Next, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::domain::facts::Answer;
use crate::domain::id::{EntryId, IncidentId};
use crate::rules::meetings::{MeetingFace, arranged};
use crate::words::clock;

/// The meetings of an incident.
#[derive(Clone, Debug)]
pub struct Meetings(pub IncidentId);

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A meeting of the pack, to be arranged.
    ToArrange(String),
    /// A meeting that is arranged.
    Meeting(EntryId),
}

impl Ledger for Meetings {
    type On = On;

    const TITLE: &'static str = "MEETINGS";

    fn of(&self) -> IncidentId {
        self.0
    }

    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<On>> {
        rows(see, row)
    }

    fn act_on(&self, _see: &See<'_>, row: &Row, on: On, action: Action) -> Next {
        let id = self.0;
        match (on, action) {
            (On::ToArrange(meeting), Action::Enter | Action::Done) => Next::form(Arrange {
                id,
                meeting,
                entry: None,
            }),
            (On::Meeting(entry), Action::Enter) => {
                Next::open(Listing::screen(MeetingPage { id, entry }))
            }
            (On::Meeting(entry), Action::Done) => Next::form(Held { id, entry }),
            (On::Meeting(entry), Action::TakeBack) => cancel(row, id, entry),
            (_, Action::TakeBack) => Next::say(NOTHING_TO_TAKE_BACK),
            _ => Next::Stay,
        }
    }
}

fn rows(see: &See<'_>, row: &Row) -> Vec<Line<On>> {
    let faces = see.desk.meetings(row, see.now);
    let mut out = Vec::new();
    let (called, later): (Vec<_>, Vec<_>) = faces
        .iter()
        .partition(|face| face.called != Answer::No || !face.arranged.is_empty());
    for face in called {
        meeting(see, row, face, &mut out);
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

fn meeting(see: &See<'_>, row: &Row, face: &MeetingFace, out: &mut Vec<Line<On>>) {
    let done = recorded(see, row, face);
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
            .map(|reading| clock::reading(reading, see.now))
            .collect();
        let left = clock::left(clock, see.now);
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
fn recorded(see: &See<'_>, row: &Row, face: &MeetingFace) -> Option<String> {
    let pack = &see.pack;
    let held = pack.meeting(&face.id)?.held.as_deref()?;
    let entry = row.incident.current(held).next()?;
    let at = entry.at.words();
    Some(format!("done: {}, {at}", pack.event_title(held)))
}

fn chair_words(face: &MeetingFace) -> String {
    let Some(chair) = &face.chair else {
        return "    chair: not stated; assign one".to_owned();
    };
    if chair.is_assumed {
        let asked = chair.asked.join("? ");
        return format!("    chair: not known yet: {asked}? Asked under Advice.");
    }
    let mut words = format!("    chair: {}", chair.title);
    if !chair.asked.is_empty() {
        let _infallible = write!(words, ", or {}: asked under Advice", chair.asked.join(", "));
    }
    if !chair.note.is_empty() {
        let _infallible = write!(words, ". {}", chair.note);
    }
    if !chair.also.is_empty() {
        let _infallible = write!(words, " By another rule also: {}.", chair.also.join(", "));
    }
    words
}
