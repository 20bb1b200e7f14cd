//! Recording a meeting as held, and cancelling it.

use super::arrange::next_sequence;
use crate::app::desk::Row;
use crate::app::form::handle::{Handle, OneLine, Past, Prose, Ticks};
use crate::app::form::typed::{choice, typed_time};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{
    GONE, NOT_HERE, REASON, current, differences, draft_key, reason_form,
};
use crate::app::page::{Filled, Next, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Attendance, Invitee, Kept, Meeting, MeetingField};
use crate::domain::right::Right;
use crate::domain::timeline::NewEvent;
use crate::pack::Choice;
use crate::rules::meetings::arranged;

/// When it was held.
const AT: Handle<Past> = Handle::new("at");
/// Who was there, by their entry.
const ATTENDED: Handle<Ticks> = Handle::new("attended");
/// What came of it.
const OUTCOME: Handle<Prose> = Handle::new(MeetingField::Outcome.word());
/// Why it is late.
const LATE: Handle<OneLine> = Handle::new("reason");

/// The form that records a meeting as held.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Held {
    pub(in crate::app::page) id: IncidentId,
    pub(in crate::app::page) entry: EntryId,
}

impl Sheet for Held {
    fn right(&self) -> Option<Right> {
        Some(Right::Meet)
    }

    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        held_form(row, self.entry).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(AT.fault(NOT_HERE));
        };
        let edits = held_edits(row, self.entry, form, see.now)?;
        Ok(Filled::edits(edits, "the meeting"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("held/{}", self.entry)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// The form that cancels a meeting.
#[derive(Clone, Debug)]
pub(super) struct Cancel {
    pub(super) id: IncidentId,
    pub(super) entry: EntryId,
}

impl Sheet for Cancel {
    fn right(&self) -> Option<Right> {
        Some(Right::Meet)
    }

    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let kept = current::<Meeting>(row, self.entry);
        kept.filter(|kept| !kept.is_cancelled()).ok_or(GONE)?;
        Ok(reason_form("CANCEL THE MEETING", "cancel it"))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(REASON.fault(NOT_HERE));
        };
        let edits = cancel_edits(row, self.entry, form)?;
        Ok(Filled::edits(edits, "the meeting"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("cancel/{}", self.entry)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// Opens the cancellation of a meeting that is still to be.
pub(in crate::app::page) fn cancel(row: &Row, id: IncidentId, entry: EntryId) -> Next {
    match row.incident.kept::<Meeting>(entry) {
        Some(meeting) if meeting.held_at.is_some() => {
            Next::say("It was held: x corrects when, who attended and what came of it.")
        }
        Some(meeting) if meeting.is_cancelled() => Next::say("It is cancelled already."),
        _ => Next::form(Cancel { id, entry }),
    }
}

fn held_form(row: &Row, entry: EntryId) -> Option<Form> {
    let meeting = current::<Meeting>(row, entry).filter(|kept| !kept.is_cancelled())?;
    let invitees: Vec<Kept<'_, Invitee>> = row.incident.parts(entry).collect();
    let options: Vec<Choice> = invitees
        .iter()
        .map(|invitee| {
            let role = row.pack().role_title(&invitee.role);
            let title = match invitee.name.as_str() {
                "" => role.to_owned(),
                name => format!("{role} ({name})"),
            };
            choice(&invitee.entry.id.to_string(), &title)
        })
        .collect();
    let there: Vec<String> = invitees
        .iter()
        .filter(|invitee| invitee.attendance() == Attendance::Attended)
        .map(|invitee| invitee.entry.id.to_string())
        .collect();
    let known = meeting.held_at.or(meeting.at);
    let at = known.map_or_else(|| "now".to_owned(), typed_time);
    let clock = row.pack().meeting(&meeting.meeting);
    let clock = clock.and_then(|row| row.clock.as_deref());
    let late = clock.is_some_and(|clock| row.is_late(clock));
    let mut fields = vec![
        AT.field("When was it held").with(&at),
        ATTENDED
            .field("Who attended", options)
            .with(&there.join(",")),
        OUTCOME
            .field("What came of it")
            .with(&meeting.outcome)
            .help("Decisions are recorded under Decisions, actions on the meeting's page."),
    ];
    let why = if late { "Why late" } else { "Reason" };
    fields.push(
        LATE.field(why)
            .help("Asked for when its clock is past its time."),
    );
    Some(Form::new(
        &format!("HELD  {}", meeting.title),
        "record it",
        fields,
    ))
}

fn held_edits(row: &Row, entry: EntryId, form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    let Some(kept) = current::<Meeting>(row, entry) else {
        return Err(AT.fault("The meeting is no longer there"));
    };
    let at = AT.or_unknown(form, now)?;
    let reason = LATE.text(form)?;
    let held = row
        .pack()
        .meeting(&kept.meeting)
        .and_then(|row| row.held.clone());
    // What the meeting decides is recorded as a decision, by those who decide.
    let event = held.filter(|event| row.pack().event_values(event).is_empty());
    let late = |event: &String| row.case.is_late_for(row.pack(), event, at);
    if event.as_ref().is_some_and(late) && reason.is_empty() {
        return Err(LATE.fault("Say why it is late"));
    }
    let held = Meeting {
        held_at: Some(at),
        outcome: OUTCOME.text(form)?,
        ..kept.record.clone()
    };
    let mut edits = differences(kept.entry, held);
    let there = ATTENDED.ticked(form)?;
    for invitee in row.incident.parts::<Invitee>(entry) {
        if there.contains(&invitee.entry.id.to_string()) {
            let attended = Invitee {
                status: Some(Attendance::Attended),
                ..invitee.record.clone()
            };
            edits.extend(differences(invitee.entry, attended));
        }
    }
    edits.extend(event.and_then(|event| held_event(row, &kept, &event, at, reason)));
    Ok(edits)
}

/// Returns the event of a meeting that was held; where it is on record already, its correction, and
/// only if the time is another.
fn held_event(
    row: &Row,
    meeting: &Meeting,
    kind: &str,
    at: Moment,
    reason: String,
) -> Option<Edit> {
    let known = meeting.held_at;
    if known == Some(at) {
        return None;
    }
    let mut event = NewEvent::new(kind, at);
    event.reason = reason;
    let before = known.and_then(|known| row.incident.current(kind).find(|e| e.at == known));
    event.supersedes = before.map(|entry| entry.id);
    Some(Edit::Event(event))
}

fn cancel_edits(row: &Row, entry: EntryId, form: &Form) -> Result<Vec<Edit>, Fault> {
    let Some(kept) = current::<Meeting>(row, entry) else {
        return Ok(Vec::new());
    };
    let reason = REASON.said(form, "Say why it is cancelled")?;
    let cancelled = Meeting {
        cancelled: reason.clone(),
        ..kept.record.clone()
    };
    let mut edits = differences(kept.entry, cancelled);
    if edits.is_empty() {
        return Ok(edits);
    }
    edits.push(next_sequence(kept));
    // With no other meeting arranged, it is no longer convened.
    let id = kept.meeting.as_str();
    let mut others = arranged(&row.incident, id);
    let other = others.any(|other| other.entry.id != entry && !other.is_cancelled());
    let event = row.pack().meeting(id).and_then(|row| row.arranged.clone());
    let made = event.and_then(|event| row.incident.current(&event).last().map(|e| e.id));
    if let Some(made) = made.filter(|_| !other) {
        edits.push(Edit::Withdraw(made, format!("cancelled: {reason}")));
    }
    Ok(edits)
}
