//! What was changed on a shift, in words: from the history of every write, so that nothing that was
//! done is left out.

use crate::domain::change::Change;
use crate::domain::change::path::Path;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::ledger::{
    ActionField, CheckField, Field, InviteeField, MeetingField, Outgoing, PointField,
    PositionField, Record, TaskField,
};
use crate::domain::text::spaced;
use crate::pack::Pack;
use crate::rules::outgoing::{UNSENT, unsent};
use crate::rules::sight::Shift;
use crate::words::event;

/// Returns what was changed since, one line an incident, the last changed last.
pub(super) fn happened(shift: &Shift, since: Instant) -> Vec<(IncidentId, String)> {
    let mut out: Vec<(&Incident, Vec<String>)> = Vec::new();
    let changes = shift.changes.iter();
    for (id, change) in changes.filter(|(_, change)| change.at >= since) {
        let mut incidents = shift.incidents.iter();
        let Some((incident, rules)) = incidents.find(|(incident, _)| incident.id == *id) else {
            continue;
        };
        let words = match rules {
            Some(rules) => change_words(&rules.pack, incident, change),
            // What its words mean stands in that edition alone.
            None => Some(format!("changed; {} is not on this desk", incident.edition)),
        };
        let Some(words) = words else { continue };
        match out.iter_mut().find(|(known, _)| known.id == *id) {
            Some((_, said)) if said.contains(&words) => {}
            Some((_, said)) => said.push(words),
            None => out.push((incident, vec![words])),
        }
    }
    let line = |(incident, said): (&Incident, Vec<String>)| {
        let words = format!("{}  {}", incident.reference, said.join("; "));
        (incident.id, words)
    };
    out.into_iter().map(line).collect()
}

/// Returns a change in words; nothing of one that another says already.
fn change_words(pack: &Pack, incident: &Incident, change: &Change) -> Option<String> {
    let after = change.after.as_deref();
    let gone = after.is_some_and(|after| after.starts_with("taken back"));
    let mark = |words: String| {
        if gone {
            format!("{words} TAKEN BACK")
        } else {
            words
        }
    };
    // What came with the first record of the incident is in the word `logged`.
    if change.at == incident.created_at && change.what != Path::Reference {
        return None;
    }
    let person = |number: u32, done: &str| {
        incident.person_by_number(number)?;
        Some(format!("p{number} {done}"))
    };
    match &change.what {
        Path::Reference => Some("logged".to_owned()),
        Path::Event(kind) => Some(mark(event::title(pack, kind).to_owned())),
        Path::Filing(form) => {
            // What no form of the pack was written out of is an invitation.
            let title = match pack.form(form) {
                Some(form) => &form.title,
                None => "an invitation",
            };
            Some(format!("written out: {title}"))
        }
        Path::Form(_) => Some("form filled in".to_owned()),
        Path::Fact(_) | Path::PersonFact(..) => Some("questions answered".to_owned()),
        Path::Person(number) => person(*number, "added"),
        Path::PersonStruck(number) if after.is_none() => person(*number, "put back"),
        Path::PersonStruck(number) => person(*number, "TAKEN OFF"),
        Path::PersonField(number, _) => person(*number, "changed"),
        Path::Entry(_, id) => entry_words(pack, incident, *id).map(mark),
        Path::EntryField(id, Field::Outgoing(_)) => entry_words(pack, incident, *id),
        Path::EntryField(id, field) => {
            let state = state_word(*field)?;
            Some(format!("{} {state}", entry_words(pack, incident, *id)?))
        }
        Path::Detail(detail) => Some(format!("{} changed", spaced(detail.word()))),
        Path::Altered => Some("found ALTERED outside the desk".to_owned()),
        // An incident has its edition from the first, with its reference; the others no incident has.
        Path::Edition | Path::EditionText | Path::Contact(_) | Path::Handover(_) => None,
    }
}

/// Returns what became of an entry with a field; nothing where the field only says more of it.
fn state_word(field: Field) -> Option<&'static str> {
    match field {
        Field::Task(TaskField::DoneAt) | Field::Action(ActionField::DoneAt) => Some("done"),
        Field::Check(CheckField::ReturnedAt) => Some("returned"),
        Field::Meeting(MeetingField::HeldAt) => Some("held"),
        Field::Meeting(MeetingField::Cancelled) => Some("CANCELLED"),
        Field::Invitee(InviteeField::Status)
        | Field::Position(PositionField::Answer)
        | Field::Point(PointField::Answer) => Some("answered"),
        _ => None,
    }
}

/// Returns what became of a form that was written out: where its file is while nobody has confirmed
/// it as sent; nothing of one that was written out again, which is said by the other.
fn outgoing_words(
    pack: &Pack,
    incident: &Incident,
    id: EntryId,
    outgoing: &Outgoing,
) -> Option<String> {
    let unsent = unsent(pack, incident);
    if let Some(unsent) = unsent.iter().find(|unsent| unsent.entry == id) {
        let (title, place) = (&unsent.title, &unsent.place);
        let why = match unsent.not_sent.trim_end_matches('.') {
            "" => String::new(),
            why => format!("; COULD NOT BE SENT: {why}"),
        };
        return Some(format!("{title}: {UNSENT}{why}. The file: {place}"));
    }
    let title = &pack.form(&outgoing.form)?.title;
    let at = outgoing.sent_at?;
    Some(format!("{title}: sent {}", at.words()))
}

/// Returns an entry of a ledger in words.
fn entry_words(pack: &Pack, incident: &Incident, id: EntryId) -> Option<String> {
    let entry = incident.entry(id)?;
    let kind = entry.kind();
    if let Record::Outgoing(outgoing) = &entry.record {
        return outgoing_words(pack, incident, id, outgoing);
    }
    let what = match &entry.record {
        Record::Position(answer) => {
            let row = pack.decision(&answer.decision);
            row.map(|row| row.title.as_str())
        }
        Record::Check(check) => {
            let known = pack.agencies.iter().find(|row| row.id == check.agency);
            known.map(|row| row.title.as_str())
        }
        Record::Parallel(parallel) => {
            let mut rows = pack.parallels.iter();
            let known = rows.find(|row| row.id == parallel.process);
            known.map(|row| row.title.as_str())
        }
        Record::Invitee(invitee) => Some(pack.role_title(&invitee.role)),
        Record::Meeting(meeting) => Some(meeting.title.as_str()),
        Record::Task(task) => Some(task.what.as_str()),
        Record::Action(action) => Some(action.what.as_str()),
        Record::Point(_) | Record::Link(_) | Record::Learning(_) | Record::Outgoing(_) => None,
    };
    Some(match what.filter(|what| !what.is_empty()) {
        Some(what) => format!("{}: {what}", kind.title()),
        None => kind.title().to_owned(),
    })
}
