//! What stands oddly on a case: kept as it was recorded, flagged and explained, never put right by
//! the program.

use super::facts::{facts, occurred_at};
use super::history::History;
use super::steps::StepFace;
use crate::domain::facts::{age_on, birthday};
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, day_words};
use crate::domain::ledger::Hold;
use crate::pack::condition::{Condition, Test};
use crate::pack::{Means, Pack};

/// The ages at which a rule or a duty changes: child, SIRM, care leaver.
const AGES: [u32; 3] = [18, 19, 25];

/// Events that are looked at again when they stand twice.
fn is_twice(pack: &Pack, incident: &Incident, kind: &str) -> bool {
    let row = pack.event(kind);
    // A decision may be made again, and what can be withdrawn may be done again.
    let again = row.is_some_and(|row| row.withdrawn_by.is_some())
        || !pack.event_values(kind).is_empty()
        || kind == pack.event_meaning(Means::AlertSent);
    !again && incident.current(kind).count() > 1
}

/// Returns what a reader should know of the order and the times of what was recorded.
#[must_use]
pub fn notes(
    pack: &Pack,
    incident: &Incident,
    steps: &[StepFace],
    history: &dyn History,
    now: Instant,
) -> Vec<String> {
    let mut out = Vec::new();
    for hold in incident
        .ledger::<Hold>()
        .filter(|hold| hold.lifted.trim().is_empty())
    {
        let by = &hold.entry.created_by;
        out.push(format!("LEGAL HOLD by {by}: {}", hold.reason));
    }
    for step in steps.iter().filter(|step| step.out_of_order) {
        out.push(format!(
            "Out of order: «{}» is recorded, and what it follows is not. It is kept; look whether \
             something is missing or was taken back.",
            step.title
        ));
    }
    for row in &pack.events {
        if is_twice(pack, incident, &row.id) {
            out.push(format!(
                "Recorded twice: «{}». Both are kept; a start counts from the earliest, a stop \
                 from the first after it.",
                row.title
            ));
        }
        if let Some(by) = row.withdrawn_by.as_deref()
            && incident.has(&row.id)
            && !history.recorded(&row.id)
        {
            out.push(format!(
                "«{}» was taken back by «{}».",
                row.title,
                pack.event_title(by)
            ));
        }
    }
    if occurred_at(pack, incident).is_none() {
        out.push(
            "No time is known for the incident: what counts from it is due at the latest by the \
             time we were told, and earlier if it was earlier. Record the earliest time it can \
             have been."
                .to_owned(),
        );
    }
    out.extend(order(pack, incident));
    out.extend(ages(pack, incident, now));
    out
}

/// Says each event of a step that is older than the event that should come before it.
fn order(pack: &Pack, incident: &Incident) -> Vec<String> {
    let mut out = Vec::new();
    for row in &pack.steps {
        let Some(done) = row.done.iter().find_map(|kind| incident.earliest(kind)) else {
            continue;
        };
        let opened = row
            .opens
            .as_ref()
            .and_then(|opens| opened_at(opens, incident));
        if opened.is_some_and(|opened| done < opened) {
            out.push(format!(
                "Order: «{}» is recorded at a time before what it follows. Both times are kept; \
                 correct one on the timeline if it is wrong.",
                row.title
            ));
        }
    }
    out
}

/// Returns when a condition came to hold, as far as what is recorded tells: the last of what it
/// takes together, the first of what will do alone.
fn opened_at(condition: &Condition, incident: &Incident) -> Option<Instant> {
    let parts = |all: &[Condition]| -> Vec<Instant> {
        let times = all.iter().filter_map(|part| opened_at(part, incident));
        times.collect()
    };
    match &condition.test {
        Test::Event(event) => incident.earliest(event),
        Test::Decision(event, words) => {
            let said = incident.current(event).filter(|entry| {
                let value = entry.value.as_ref();
                value.is_some_and(|value| words.contains(value))
            });
            said.filter_map(|entry| entry.at.as_start()).min()
        }
        Test::All(all) => parts(all).into_iter().max(),
        Test::Any(any) => parts(any).into_iter().min(),
        _ => None,
    }
}

/// Says each person who has passed an age that matters since the incident.
fn ages(pack: &Pack, incident: &Incident, now: Instant) -> Vec<String> {
    let Some(then) = facts(pack, incident).age_date() else {
        return Vec::new();
    };
    let today = now.london_date();
    let mut out = Vec::new();
    for person in incident.standing() {
        let Some(born) = person.date_of_birth else {
            continue;
        };
        let key = incident.person_key(person.id);
        if person.unborn && today >= born {
            out.push(format!(
                "{key} was expected on {}: record the birth, or a new date.",
                day_words(born)
            ));
            continue;
        }
        let passed = AGES.into_iter().rfind(|age| {
            age_on(born, then) < *age && !person.unborn && age_on(born, today) >= *age
        });
        if let Some(age) = passed
            && let Some(day) = birthday(born, age)
        {
            out.push(format!(
                "{key} turned {age} on {}, after the incident: the rules take the age on the day \
                 of the incident.",
                day_words(day)
            ));
        }
    }
    out
}

#[cfg(test)]
mod tests;
