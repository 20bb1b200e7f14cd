//! Arranging a meeting and changing it.

use super::invitee::asked_as;
use chrono::Duration;

use crate::app::desk::{Desk, Row};
use crate::app::form::handle::{Future, Handle, OneLine, PackId, Prose, Ticks};
use crate::app::form::typed::{choice, typed};
use crate::app::form::{Fault, Field, Form};
use crate::app::page::entry::{GONE, NOT_HERE, current, differences, draft_key, key_of};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::contact::mailbox_fault;
use crate::domain::draft::DraftKey;
use crate::domain::facts::Answer;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::{Instant, Moment, Precision};
use crate::domain::ledger::{Field as LedgerField, Kept, Meeting, MeetingField, NewEntry};
use crate::domain::right::Right;
use crate::domain::timeline::NewEvent;
use crate::pack::Choice;
use crate::rules::meetings::{InviteeFace, MeetingFace};

/// When it will be.
const AT: Handle<Future> = Handle::new(MeetingField::At.word());
/// How long it takes.
const MINUTES: Handle<OneLine> = Handle::new(MeetingField::Minutes.word());
/// Where, or the link of the call.
const PLACE: Handle<OneLine> = Handle::new(MeetingField::Place.word());
/// The role that chairs.
const CHAIR: Handle<PackId> = Handle::new(MeetingField::Chair.word());
/// Who chairs, by name.
const CHAIR_NAME: Handle<OneLine> = Handle::new(MeetingField::ChairName.word());
/// The mailbox that answers go to.
const ORGANIZER: Handle<OneLine> = Handle::new(MeetingField::Organizer.word());
/// The lines of the pack's agenda that are ticked, of a meeting that is arranged.
const TICKED: Handle<Ticks> = Handle::new(MeetingField::Agenda.word());
/// The agenda, of a meeting that is changed.
const AGENDA: Handle<Prose> = Handle::new(MeetingField::Agenda.word());
/// What else is on the agenda.
const MORE: Handle<Prose> = Handle::new("more");
/// The roles that are asked.
const INVITEES: Handle<Ticks> = Handle::new("invitees");

/// The longest meeting that can be typed, in minutes: a day.
const MOST_MINUTES: i64 = 24 * 60;

/// The form that arranges a meeting, or changes one.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Arrange {
    pub(in crate::app::page) id: IncidentId,
    /// The pack's meeting.
    pub(in crate::app::page) meeting: String,
    /// The one that is changed.
    pub(in crate::app::page) entry: Option<EntryId>,
}

impl Arrange {
    fn filled(&self, see: &See<'_>, row: &Row) -> Option<Form> {
        form(see.desk, row, &self.meeting, self.entry, see.now)
    }
}

impl Sheet for Arrange {
    fn right(&self) -> Option<Right> {
        Some(Right::Meet)
    }

    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        self.filled(see, row).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(AT.fault(NOT_HERE));
        };
        let edits = edits(see.desk, row, &self.meeting, self.entry, form, see.now)?;
        Ok(Filled::Edits {
            edits,
            words: "the meeting".to_owned(),
            question: far_ahead(form, see.now),
        })
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        let entry = key_of(self.entry);
        Some(draft_key(
            self.id,
            &format!("meeting/{}/{entry}", self.meeting),
        ))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.filled(see, see.row(self.id)?)
    }
}

/// From how far ahead it is asked whether a day is meant: without a year the next one is taken.
const FAR: Duration = Duration::days(60);

/// Returns what is asked of a meeting that is far ahead.
fn far_ahead(form: &Form, now: Instant) -> Option<String> {
    let at = AT.said(form, now, "").ok()?.as_start()?;
    (at > now.plus(FAR)).then(|| format!("{} is far ahead: is that the day?", at.long()))
}

fn form(desk: &Desk, row: &Row, id: &str, entry: Option<EntryId>, now: Instant) -> Option<Form> {
    let face = desk.meeting(row, id, now)?;
    match entry {
        Some(entry) => {
            let kept = current::<Meeting>(row, entry)?;
            Some(change_form(desk, row, &face, kept.record))
        }
        None => Some(arrange_form(desk, row, &face)),
    }
}

fn time_fields(desk: &Desk, row: &Row, face: &MeetingFace) -> Vec<Field> {
    let chairs: Vec<Choice> = row
        .pack()
        .roles
        .iter()
        .map(|role| choice(&role.id, &role.title))
        .collect();
    let first = face
        .invitees
        .first()
        .and_then(|invitee| desk.contact(&invitee.role));
    let organizer = first.map_or(String::new(), |contact| contact.mailbox.clone());
    let chair = face.chair.as_ref();
    let note = match chair {
        None => "No chair is stated: assign one.",
        Some(chair) if chair.is_assumed => "Who chairs hangs on what is asked under Advice.",
        Some(chair) => chair.note.as_str(),
    };
    vec![
        AT.field("When will it be")
            .help("tomorrow 0930, 24/12 1400, +3h"),
        MINUTES.field("Minutes").with(&face.minutes.to_string()),
        PLACE
            .field("Where")
            .help("A room, or the link of the call."),
        CHAIR
            .field("Chair, by role", chairs)
            .with(
                chair
                    .filter(|chair| !chair.is_assumed)
                    .map_or("", |chair| chair.role.as_str()),
            )
            .help(note),
        CHAIR_NAME.field("Chair, by name"),
        ORGANIZER
            .field("Answers go to")
            .with(&organizer)
            .help("A mailbox: without one, a calendar only adds the meeting and sends no answer."),
    ]
}

fn arrange_form(desk: &Desk, row: &Row, face: &MeetingFace) -> Form {
    let asked: Vec<&str> = face
        .invitees
        .iter()
        .filter(|invitee| invitee.asked != Answer::No && !invitee.optional)
        .map(|invitee| invitee.role.as_str())
        .collect();
    let options = face.invitees.iter().map(invitee_choice).collect();
    let agenda = face
        .agenda
        .iter()
        .enumerate()
        .map(|(place, line)| choice(&format!("a{place}"), &line.text));
    let agenda: Vec<Choice> = agenda.collect();
    let set: Vec<&str> = agenda
        .iter()
        .zip(&face.agenda)
        .filter(|(_, line)| !line.optional)
        .map(|(choice, _)| choice.id.as_str())
        .collect();
    let mut fields = time_fields(desk, row, face);
    fields.extend([
        INVITEES
            .field("Ask", options)
            .with(&asked.join(","))
            .help("Ticked by the facts; a person decides who is asked."),
        TICKED
            .field("Agenda", agenda.clone())
            .with(&set.join(","))
            .help("The source's lines are ticked; the others may be."),
        MORE.field("More on the agenda").help("One line each."),
    ]);
    Form::new(&format!("ARRANGE  {}", face.title), "arrange it", fields)
}

fn invitee_choice(invitee: &InviteeFace) -> Choice {
    let mut remarks = Vec::new();
    match invitee.asked {
        Answer::Yes => {}
        Answer::No => remarks.push("the facts do not call for them"),
        Answer::Unknown => remarks.push("not known whether needed"),
    }
    if invitee.optional {
        remarks.push(match invitee.note.as_str() {
            "" => "where a person says so",
            note => note.trim_end_matches('.'),
        });
    }
    let remarks = if remarks.is_empty() {
        String::new()
    } else {
        format!(" ({})", remarks.join(", "))
    };
    choice(&invitee.role, &format!("{}{remarks}", invitee.title))
}

fn change_form(desk: &Desk, row: &Row, face: &MeetingFace, meeting: &Meeting) -> Form {
    let mut fields = time_fields(desk, row, face);
    fields.push(AGENDA.field("Agenda").help("One line each."));
    let mut form = Form::new(&format!("CHANGE  {}", face.title), "change it", fields);
    AT.set(&mut form, &typed(meeting.at));
    for field in [
        MeetingField::Minutes,
        MeetingField::Place,
        MeetingField::Chair,
        MeetingField::ChairName,
        MeetingField::Organizer,
        MeetingField::Agenda,
    ] {
        Handle::<OneLine>::of(field).set(&mut form, &meeting.text(field));
    }
    form
}

fn edits(
    desk: &Desk,
    row: &Row,
    id: &str,
    entry: Option<EntryId>,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let Some(kept) = entry.and_then(|entry| current::<Meeting>(row, entry)) else {
        return arranged(desk, row, id, form, now);
    };
    let mut meeting = kept.record.clone();
    set_times(&mut meeting, form, now)?;
    meeting.agenda = AGENDA.text(form)?;
    let mut edits = differences(kept.entry, meeting);
    // The agenda last, as the form has it.
    let agenda = LedgerField::Meeting(MeetingField::Agenda);
    edits.sort_by_key(|edit| matches!(edit, Edit::Entry(_, field, _) if *field == agenda));
    if !edits.is_empty() {
        edits.push(next_sequence(kept));
    }
    Ok(edits)
}

/// Takes when and where a meeting is, who chairs it and where answers go from a form.
fn set_times(meeting: &mut Meeting, form: &Form, now: Instant) -> Result<(), Fault> {
    let unsaid = "Say when it will be: tomorrow 0930, 24/12 1400";
    let at = AT.said(form, now, unsaid)?;
    if at.precision != Precision::Exact {
        return Err(AT.fault("Give the time too: an invitation needs one"));
    }
    let minutes: i64 = match MINUTES.text(form)?.parse() {
        Ok(minutes) if (1..=MOST_MINUTES).contains(&minutes) => minutes,
        _ => return Err(MINUTES.fault("Minutes are a number from 1 to 1440")),
    };
    let organizer = ORGANIZER.text(form)?;
    if !organizer.is_empty()
        && let Some(found) = mailbox_fault(&organizer)
    {
        return Err(ORGANIZER.fault(format!("The mailbox {found}")));
    }
    meeting.at = Some(at);
    meeting.minutes = Some(minutes);
    meeting.place = PLACE.text(form)?;
    meeting.chair = CHAIR.text(form)?;
    meeting.chair_name = CHAIR_NAME.text(form)?;
    meeting.organizer = organizer;
    Ok(())
}

fn arranged(
    desk: &Desk,
    row: &Row,
    id: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let mut meeting = Meeting::default();
    set_times(&mut meeting, form, now)?;
    let Some(face) = desk.meeting(row, id, now) else {
        return Err(AT.fault("This protocol has no such meeting"));
    };
    let ticked = TICKED.ticked(form)?;
    let lines = face.agenda.iter().enumerate();
    let lines = lines.filter(|(place, _)| ticked.contains(&format!("a{place}")));
    let mut agenda: Vec<String> = lines.map(|(_, line)| line.text.clone()).collect();
    agenda.extend(MORE.text(form)?.lines().map(str::to_owned));
    id.clone_into(&mut meeting.meeting);
    meeting.title.clone_from(&face.title);
    meeting.agenda = agenda.join("\n");
    meeting.sequence = Some(0);
    let mut entry = NewEntry::new(meeting);
    let roles = INVITEES.ticked(form)?;
    entry.parts = roles.iter().map(|role| asked_as(desk, role)).collect();
    let mut edits = vec![Edit::AddEntry(entry)];
    let event = row.pack().meeting(id).and_then(|row| row.arranged.clone());
    if let Some(event) = event.filter(|event| !row.incident.has(event)) {
        edits.push(Edit::Event(NewEvent::new(&event, Moment::exact(now))));
    }
    Ok(edits)
}

/// Returns the edit that makes every invitation written before one that has changed.
pub(super) fn next_sequence(meeting: Kept<'_, Meeting>) -> Edit {
    let next = (meeting.number() + 1).to_string();
    Edit::entry(meeting.entry.id, MeetingField::Sequence, next)
}
