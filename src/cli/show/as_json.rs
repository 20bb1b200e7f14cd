//! One incident as JSON; the words are those of the contract where it has one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::domain::age::Age;
use crate::domain::facts::{Answer, FactMap, FactValue};
use crate::domain::incident::{Filing, Incident, Person};
use crate::domain::instant::Instant;
use crate::domain::ledger::Entry;
use crate::domain::timeline::TimelineEvent;
use crate::pack::Pack;
use crate::rules::case::Case;
use crate::rules::outgoing::of_filing;
use crate::rules::tasks::TaskFace;
use crate::rules::told::{ToldFace, ToldState};
use crate::words::{event, told};

pub(super) fn incident(pack: &Pack, incident: &Incident, case: &Case, now: Instant) -> Value {
    let steps: Vec<Value> = case
        .steps
        .iter()
        .map(|step| {
            let done = match &step.done_by {
                Some(done) => event::done(done),
                None => String::new(),
            };
            json!({
                "id": step.id, "title": step.title, "owner": step.owner, "track": step.track,
                "state": step.state.word(), "done": done,
            })
        })
        .collect();
    let filings: Vec<Value> = incident
        .filings
        .iter()
        .map(|filing| {
            json!({
                "form": filing.form, "at": filing.at, "by": filing.by, "to": filing.to,
                "channel": filing.channel.word(), "sent_at": sent_at(incident, filing), "subject": filing.subject, "body": filing.body,
            })
        })
        .collect();
    json!({
        "pack": pack.pack.id,
        "edition": pack.pack.edition,
        "at": now,
        "reference": incident.reference,
        "version": incident.version,
        "stage": case.stage.word(),
        "logged": { "at": incident.created_at, "by": incident.created_by },
        "told_by": incident.told_by,
        "source": incident.source,
        "place": incident.place,
        "narrative": incident.narrative,
        "facts": facts(&incident.facts),
        "people": incident.people.iter().map(|one| person(incident, one)).collect::<Vec<_>>(),
        "advice": case.advice,
        "clocks": case.clocks,
        "next": case.next.as_ref().map(|next| json!({
            "step": next.step, "title": next.title, "owner": next.owner,
            "clock": next.clock.and_then(|place| case.clocks.get(place)).map(|face| &face.id),
        })),
        "steps": steps,
        "told": case.told.iter().map(told).collect::<Vec<_>>(),
        "timeline": incident.timeline.iter().map(entry).collect::<Vec<_>>(),
        "form": incident.form,
        "filings": filings,
        "state": case.state.title,
        "notes": case.notes,
        "tasks": case.tasks.iter().map(task).collect::<Vec<_>>(),
        "entries": incident.entries.iter().map(ledger).collect::<Vec<_>>(),
        "old_register": incident.imported.as_ref().map(|imported| json!({
            "file": imported.file, "sheet": imported.sheet, "row": imported.row,
            "reference": imported.reference, "original": imported.original,
            "imported_at": imported.at, "imported_by": imported.by,
        })),
    })
}

/// Returns when what was filed was sent; nothing while it is only written.
fn sent_at(incident: &Incident, filing: &Filing) -> Option<Instant> {
    match of_filing(incident, filing) {
        Some(written) => written.sent_at?.at,
        None => Some(filing.at),
    }
}

fn task(task: &TaskFace) -> Value {
    json!({
        "entry": task.entry, "kind": task.kind.id(), "what": task.what, "owner": task.owner,
        "due": task.due, "state": task.state,
    })
}

fn ledger(entry: &Entry) -> Value {
    let fields = entry.record.fields().into_iter();
    let fields: BTreeMap<&str, String> = fields.map(|(field, text)| (field.word(), text)).collect();
    json!({
        "entry": entry.id, "kind": entry.kind().id(), "part_of": entry.of,
        "made": { "at": entry.created_at, "by": entry.created_by },
        "fields": fields, "taken_back": entry.struck,
    })
}

fn facts(facts: &FactMap) -> Value {
    let value = |value: &FactValue| match value {
        FactValue::YesNo(yes) => json!(yes),
        FactValue::Choice(word) => json!(word),
        FactValue::Choices(words) => json!(words),
    };
    let map: Map<String, Value> = facts
        .iter()
        .map(|(id, known)| (id.clone(), value(known)))
        .collect();
    Value::Object(map)
}

fn person(incident: &Incident, person: &Person) -> Value {
    json!({
        "id": incident.person_key(person.id),
        "role": person.role.id(),
        "name": person.name,
        "date_of_birth": person.date_of_birth,
        "age": person.age.map(Age::years),
        "age_said": person.age.map(|age| age.to_string()),
        "unborn": person.unborn,
        "mosaic_id": person.mosaic_id,
        "details": person.details,
        "facts": facts(&person.facts),
        "taken_off": person.struck,
    })
}

fn entry(entry: &TimelineEvent) -> Value {
    let standing = match (entry.superseded_by, entry.withdrawn) {
        (Some(_), _) => "corrected",
        (None, true) => "taken_back",
        (None, false) => "current",
    };
    json!({
        "event": entry.kind,
        "value": entry.value,
        "at": entry.at.at,
        "precision": entry.at.precision.word(),
        "until": entry.at.as_stop().filter(|_| entry.at.is_span()),
        "recorded_by": entry.recorded_by,
        "recorded_at": entry.recorded_at,
        "note": entry.note,
        "reason": entry.reason,
        "role": entry.role,
        "standing": standing,
    })
}

fn told(face: &ToldFace) -> Value {
    let (state, at, by) = match &face.state {
        ToldState::NotYet => ("not_yet", None, None),
        ToldState::NoAnswer(at) => ("no_answer", at.at, None),
        ToldState::Told { at, by, .. } => ("told", at.at, Some(by)),
        ToldState::Later => ("not_needed", None, None),
    };
    let (how, said) = match &face.state {
        ToldState::Told { channel, said, .. } => match channel {
            Some(channel) => (told::by_channel(*channel), said.as_str()),
            None => ("", said.as_str()),
        },
        _ => ("", ""),
    };
    let applies = match face.applies {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown => "unknown",
    };
    json!({
        "role": face.role, "title": face.title, "told_by": face.by,
        "applies": applies, "state": state, "at": at, "recorded_by": by, "how": how, "said": said,
    })
}
