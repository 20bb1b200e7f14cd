//! What was changed on a shift, in words: from the history of every write, so that nothing that was
//! done is left out.

use crate::app::page::See;
use crate::domain::change::Change;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::ledger::{EntryKind, Record};
use crate::domain::timeline::{CALL_MADE, NOTE};

/// Returns what was changed since, one line an incident, the last changed last.
pub(super) fn happened(see: &See<'_>, since: Instant) -> Vec<(IncidentId, String)> {
    let mut out: Vec<(IncidentId, Vec<String>)> = Vec::new();
    for (id, change) in see
        .desk
        .shift
        .changes
        .iter()
        .filter(|(_, change)| change.at >= since)
    {
        let Some(words) =
            of_shift(see, *id).and_then(|incident| change_words(see, incident, change))
        else {
            continue;
        };
        match out.iter_mut().find(|(known, _)| known == id) {
            Some((_, said)) if said.contains(&words) => {}
            Some((_, said)) => said.push(words),
            None => out.push((*id, vec![words])),
        }
    }
    let line = |(id, said): (IncidentId, Vec<String>)| {
        let incident = of_shift(see, id);
        let reference = incident.map(|incident| incident.reference.to_string());
        (
            id,
            format!("{}  {}", reference.unwrap_or_default(), said.join("; ")),
        )
    };
    out.into_iter().map(line).collect()
}

fn of_shift<'a>(see: &See<'a>, id: IncidentId) -> Option<&'a Incident> {
    let incidents = &see.desk.shift.incidents;
    incidents.iter().find(|incident| incident.id == id)
}

/// Returns a change in words; nothing of one that another says already.
fn change_words(see: &See<'_>, incident: &Incident, change: &Change) -> Option<String> {
    let pack = &see.pack;
    let after = change.after.as_deref().unwrap_or_default();
    let gone = after.starts_with("taken back");
    let mark = |words: String| {
        if gone {
            format!("{words} TAKEN BACK")
        } else {
            words
        }
    };
    let parts: Vec<&str> = change.what.split('.').collect();
    // What came with the first record of the incident is in the word `logged`.
    if change.at == incident.created_at && parts != ["reference"] {
        return None;
    }
    Some(match parts.as_slice() {
        ["reference"] => "logged".to_owned(),
        ["event", kind] => mark(match *kind {
            CALL_MADE => "a call".to_owned(),
            NOTE => "a note".to_owned(),
            kind => pack.event_title(kind).to_owned(),
        }),
        ["filing", form, ..] => {
            let form = pack
                .form(form)
                .map_or("an invitation", |form| form.title.as_str());
            format!("written out: {form}")
        }
        ["form", ..] => "form filled in".to_owned(),
        ["fact", ..] | [_, "fact", _] => "questions answered".to_owned(),
        [person] if person.starts_with('p') && incident.person_by_key(person).is_some() => {
            format!("{person} added")
        }
        [person, "struck"] if incident.person_by_key(person).is_some() => {
            if after.is_empty() {
                format!("{person} put back")
            } else {
                format!("{person} TAKEN OFF")
            }
        }
        [person, ..] if incident.person_by_key(person).is_some() => {
            format!("{person} changed")
        }
        [kind, id] => mark(entry_words(see, incident, kind, id)?),
        [
            kind,
            id,
            "done_at" | "returned_at" | "held_at" | "cancelled" | "status" | "answer",
        ] => {
            let state = match parts.last() {
                Some(&"done_at") => "done",
                Some(&"returned_at") => "returned",
                Some(&"held_at") => "held",
                Some(&"cancelled") => "CANCELLED",
                _ => "answered",
            };
            format!("{} {state}", entry_words(see, incident, kind, id)?)
        }
        [detail] => format!("{} changed", detail.replace('_', " ")),
        _ => return None,
    })
}

/// Returns an entry of a ledger in words, by its kind and its number.
fn entry_words(see: &See<'_>, incident: &Incident, kind: &str, id: &str) -> Option<String> {
    let kind = EntryKind::from_id(kind)?;
    let entry = incident.entry(EntryId(id.parse().ok()?))?;
    let pack = &see.pack;
    let what = match &entry.record {
        Record::Position(answer) => {
            let row = pack.decision(&answer.decision);
            row.map_or_else(String::new, |row| row.title.clone())
        }
        Record::Check(check) => {
            let known = pack.agencies.iter().find(|row| row.id == check.agency);
            known.map_or_else(String::new, |row| row.title.clone())
        }
        Record::Parallel(parallel) => {
            let mut rows = pack.parallels.iter();
            let known = rows.find(|row| row.id == parallel.process);
            known.map_or_else(String::new, |row| row.title.clone())
        }
        Record::Invitee(invitee) => pack.role_title(&invitee.role).to_owned(),
        Record::Meeting(meeting) => meeting.title.clone(),
        Record::Task(task) => task.what.clone(),
        Record::Action(action) => action.what.clone(),
        Record::Point(_) | Record::Link(_) | Record::Learning(_) => String::new(),
    };
    Some(if what.is_empty() {
        kind.title().to_owned()
    } else {
        format!("{}: {what}", kind.title())
    })
}
