//! The JSON that `advise` and `clocks` read.
//!
//! Every word is exact: an unknown key, a word outside its list, a repeated key or person is
//! refused with its path, what was found and the nearest known word. Nothing is guessed.

mod fault;
mod json;
mod read;

pub use fault::Fault;
use fault::{echo, fault, unknown_word};
use json::Json;
pub use read::is_countable;
use read::{age, date, instant, list, object, optional, string, yes_no};

use crate::domain::facts::{FactMap, FactValue, Facts, IncidentFacts, PersonFacts, Role};
use crate::domain::instant::{Moment, Precision};
use crate::pack::{EventRow, FactKind, FactOf, FactRow, Pack};
use crate::rules::clocks::Event;

/// The longest input, in bytes.
const MOST_BYTES: usize = 4_000_000;

/// The most people of one incident.
const MOST_PEOPLE: usize = 256;

/// The most events of one incident.
const MOST_EVENTS: usize = 10_000;

fn at_most(items: &[Json], most: usize, path: &str) -> Result<(), Fault> {
    if items.len() > most {
        return fault(path, format!("{} of them; {most} is the most", items.len()));
    }
    Ok(())
}

fn parse(text: &str) -> Result<Json, Fault> {
    if text.len() > MOST_BYTES {
        return fault("input", "it is longer than 4 MB");
    }
    Json::parse(text)
}

/// Reads the input of `advise`.
///
/// # Errors
/// On anything that is not the contract.
pub fn facts_from_json(pack: &Pack, text: &str) -> Result<Facts, Fault> {
    facts(pack, &parse(text)?, "")
}

/// Reads the input of `clocks`.
///
/// # Errors
/// On anything that is not the contract.
pub fn events_from_json(pack: &Pack, text: &str) -> Result<(Facts, Vec<Event>), Fault> {
    let json = parse(text)?;
    let top = object(&json, "input")?;
    let mut read = (Facts::default(), Vec::new());
    for (key, value) in top {
        match key.as_str() {
            "facts" => read.0 = facts(pack, value, "facts.")?,
            "events" => {
                let events = list(value, "events")?;
                at_most(events, MOST_EVENTS, "events")?;
                for (index, item) in events.iter().enumerate() {
                    read.1.push(event(pack, item, &format!("events[{index}]"))?);
                }
            }
            other => return unknown_word(other, "key", other, ["facts", "events"]),
        }
    }
    Ok(read)
}

fn facts(pack: &Pack, json: &Json, prefix: &str) -> Result<Facts, Fault> {
    let name = if prefix.is_empty() { "input" } else { "facts" };
    let mut out = Facts::default();
    for (key, value) in object(json, name)? {
        let path = format!("{prefix}{key}");
        match key.as_str() {
            "incident" | "people" if value.is_null() => {}
            "incident" => out.incident = incident(pack, value, &path)?,
            "people" => {
                let people = list(value, &path)?;
                at_most(people, MOST_PEOPLE, &path)?;
                for (index, item) in people.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    let person = person(pack, item, &path)?;
                    if out.people.iter().any(|known| known.id == person.id) {
                        let id = echo(&person.id);
                        let what = format!("this person's id stands twice: `{id}`");
                        return fault(&format!("{path}.id"), what);
                    }
                    out.people.push(person);
                }
            }
            other => return unknown_word(&path, "key", other, ["incident", "people"]),
        }
    }
    check_births(&out, prefix)?;
    Ok(out)
}

fn incident(pack: &Pack, json: &Json, path: &str) -> Result<IncidentFacts, Fault> {
    let mut out = IncidentFacts::default();
    for (key, value) in object(json, path)? {
        let path = format!("{path}.{key}");
        match key.as_str() {
            "occurred_at" => out.occurred_at = optional(value, |v| instant(v, &path))?,
            "aware_at" => out.aware_at = optional(value, |v| instant(v, &path))?,
            id => {
                let core = ["occurred_at", "aware_at"];
                fact(
                    pack,
                    FactOf::Incident,
                    &core,
                    id,
                    value,
                    &path,
                    &mut out.values,
                )?;
            }
        }
    }
    check_exclusions(pack, &out.values, path)?;
    Ok(out)
}

const PERSON_CORE: [&str; 5] = ["id", "role", "date_of_birth", "age", "unborn"];

fn person(pack: &Pack, json: &Json, path: &str) -> Result<PersonFacts, Fault> {
    let (mut id, mut role) = (None, None);
    let mut out = PersonFacts {
        id: String::new(),
        role: Role::Subject,
        date_of_birth: None,
        age: None,
        unborn: false,
        values: FactMap::new(),
    };
    for (key, value) in object(json, path)? {
        let path = format!("{path}.{key}");
        match key.as_str() {
            "id" => id = Some(string(value, &path)?.to_owned()),
            "role" => {
                let word = string(value, &path)?;
                role = Role::from_id(word);
                if role.is_none() {
                    return unknown_word(&path, "role", word, Role::ALL.map(Role::id));
                }
            }
            "date_of_birth" => out.date_of_birth = optional(value, |v| date(v, &path))?,
            "age" => out.age = optional(value, |v| age(v, &path))?,
            "unborn" => out.unborn = optional(value, |v| yes_no(v, &path))? == Some(true),
            id => fact(
                pack,
                FactOf::Person,
                &PERSON_CORE,
                id,
                value,
                &path,
                &mut out.values,
            )?,
        }
    }
    match id {
        Some(id) if !id.is_empty() => out.id = id,
        Some(_) => return fault(&format!("{path}.id"), "is empty; every person needs an id"),
        None => return fault(&format!("{path}.id"), "is absent; every person needs an id"),
    }
    match role {
        Some(role) => out.role = role,
        None => {
            return fault(
                &format!("{path}.role"),
                "is absent; every person needs a role",
            );
        }
    }
    check_exclusions(pack, &out.values, path)?;
    Ok(out)
}

fn fact(
    pack: &Pack,
    of: FactOf,
    core: &[&str],
    id: &str,
    value: &Json,
    path: &str,
    into: &mut FactMap,
) -> Result<(), Fault> {
    let Some(row) = pack.facts.iter().find(|row| row.id == id && row.of == of) else {
        let facts = pack
            .facts
            .iter()
            .filter(|row| row.of == of)
            .map(|row| row.id.as_str());
        return unknown_word(path, "key", id, core.iter().copied().chain(facts));
    };
    let found = optional(value, |v| match row.kind {
        FactKind::YesNo => yes_no(v, path).map(FactValue::YesNo),
        FactKind::Choice => word(pack, row, v, path).map(FactValue::Choice),
        FactKind::Choices => {
            let mut words = Vec::new();
            for (index, item) in list(v, path)?.iter().enumerate() {
                words.push(word(pack, row, item, &format!("{path}[{index}]"))?);
            }
            Ok(FactValue::Choices(words))
        }
    })?;
    if let Some(found) = found {
        into.insert(id.to_owned(), found);
    }
    Ok(())
}

fn word(pack: &Pack, row: &FactRow, value: &Json, path: &str) -> Result<String, Fault> {
    let found = string(value, path)?;
    let known = pack.fact_values(row);
    if known.iter().any(|choice| choice.id == found) {
        Ok(found.to_owned())
    } else {
        unknown_word(
            path,
            "word",
            found,
            known.iter().map(|choice| choice.id.as_str()),
        )
    }
}

/// Refuses two facts that cannot both be yes.
fn check_exclusions(pack: &Pack, values: &FactMap, path: &str) -> Result<(), Fault> {
    let yes = |id: &str| values.get(id) == Some(&FactValue::YesNo(true));
    for row in &pack.facts {
        if let Some(other) = row
            .excludes
            .as_deref()
            .filter(|other| yes(&row.id) && yes(other))
        {
            return fault(
                &format!("{path}.{}", row.id),
                format!("true together with `{other}`: they cannot both be so"),
            );
        }
    }
    Ok(())
}

/// Refuses a date of birth after the date that serves for ages, unless the child is unborn.
fn check_births(facts: &Facts, prefix: &str) -> Result<(), Fault> {
    let Some(day) = facts.age_date() else {
        return Ok(());
    };
    for (index, person) in facts.people.iter().enumerate() {
        let born = person
            .date_of_birth
            .filter(|born| !person.unborn && *born > day);
        if let Some(born) = born {
            return fault(
                &format!("{prefix}people[{index}].date_of_birth"),
                format!("{born} is after the incident ({day}); for an unborn child set `unborn`"),
            );
        }
    }
    Ok(())
}

fn event(pack: &Pack, json: &Json, path: &str) -> Result<Event, Fault> {
    let (mut id, mut value, mut at, mut precision) = (None, None, None, Precision::Exact);
    for (key, item) in object(json, path)? {
        let path = format!("{path}.{key}");
        match key.as_str() {
            "event" => id = Some(string(item, &path)?.to_owned()),
            "value" => value = optional(item, |v| string(v, &path).map(str::to_owned))?,
            "at" => at = optional(item, |v| instant(v, &path))?,
            "precision" => {
                let words = ["exact", "day", "unknown"];
                precision = match optional(item, |v| string(v, &path))? {
                    None | Some("exact") => Precision::Exact,
                    Some("day") => Precision::Day,
                    Some("unknown") => Precision::Unknown,
                    Some(other) => return unknown_word(&path, "precision", other, words),
                };
            }
            other => {
                return unknown_word(&path, "key", other, ["event", "value", "at", "precision"]);
            }
        }
    }
    let Some(id) = id else {
        return fault(&format!("{path}.event"), "is absent; say which event");
    };
    let Some(row) = pack.event(&id) else {
        let known = pack.events.iter().map(|row| row.id.as_str());
        return unknown_word(&format!("{path}.event"), "event", &id, known);
    };
    check_value(pack, row, value.as_deref(), &format!("{path}.value"))?;
    let at = match (precision, at) {
        (Precision::Unknown, Some(_)) => {
            return fault(
                &format!("{path}.at"),
                "must be absent where `precision` is `unknown`",
            );
        }
        (Precision::Exact | Precision::Day, None) => {
            return fault(
                &format!("{path}.at"),
                "is absent; give an instant, or `precision`: `unknown`",
            );
        }
        (precision, at) => Moment { at, precision },
    };
    Ok(Event {
        event: id,
        value,
        at,
    })
}

/// Refuses a word that the event has not got. One that the event itself lists must be there; one of
/// the decision that it records may be: absent it is not known.
fn check_value(pack: &Pack, row: &EventRow, value: Option<&str>, path: &str) -> Result<(), Fault> {
    let known = pack.event_values(&row.id);
    let known: Vec<&str> = known.iter().map(|choice| choice.id.as_str()).collect();
    match value {
        None if row.value.is_empty() => Ok(()),
        None => fault(path, format!("is absent; one of {}", known.join(", "))),
        Some(_) if known.is_empty() => fault(path, "this event takes no value"),
        Some(word) if known.contains(&word) => Ok(()),
        Some(word) => unknown_word(path, "value", word, known),
    }
}
