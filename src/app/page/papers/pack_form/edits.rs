//! What was changed on a form of the pack, as edits of the incident.
//!
//! Only what differs from what is recorded is written, so that what somebody else recorded
//! meanwhile is never taken back by a form that was open.

use super::{current, fact_value, is_birth, is_derived};
use crate::app::form::person::{check_born, read_born};
use crate::app::form::reading::{Fault, past};
use crate::app::form::{Field, Form, Kind};
use crate::domain::command::{Edit, NewPerson};
use crate::domain::facts::{FactValue, Facts, Role};
use crate::domain::id::PersonId;
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::NewEvent;
use crate::domain::when;
use crate::pack::bind::Bind;
use crate::pack::form::Repeats;
use crate::pack::{self, FormField, FormSection, Means, Pack};
use crate::rules::facts::{aware_at, facts, occurred_at};

/// The reason kept with a time that is corrected on the form.
const CORRECTED: &str = "corrected on the alert form";

/// What edits are read with.
#[derive(Clone, Copy)]
struct Reading<'a> {
    pack: &'a Pack,
    incident: &'a Incident,
    now: Instant,
}

/// Returns what was changed on the form against what is recorded.
///
/// # Errors
/// When something typed cannot be; the field and the words come back, and nothing is saved.
pub fn edits(
    pack: &Pack,
    row: &pack::Form,
    incident: &Incident,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let reading = Reading {
        pack,
        incident,
        now,
    };
    let mut out = Vec::new();
    let mut new: Vec<(String, NewPerson)> = Vec::new();
    for section in &row.section {
        for field in section.field.iter().filter(|field| !is_derived(field)) {
            for typed in form.fields.iter().filter(|f| is_of(f, section, field)) {
                let person = typed.group.as_deref().and_then(|key| stored(incident, key));
                match (&typed.group, person, section.repeats) {
                    (Some(key), None, Some(repeats)) => {
                        let person = entry(&mut new, key, repeats);
                        reading.add_to_new(person, field, typed)?;
                    }
                    _ => reading.edit(person, field, typed, &mut out)?,
                }
            }
        }
    }
    let people = new.into_iter().map(|(_, person)| person);
    let said = people.filter(|p| p.fields.len() > 1 || !p.facts.is_empty());
    out.extend(said.map(Edit::AddPerson));
    Ok(out)
}

/// Returns what is recorded with what is typed over it, what cannot be read left out.
#[must_use]
pub fn facts_so_far(
    pack: &Pack,
    row: &pack::Form,
    incident: &Incident,
    form: &Form,
    now: Instant,
) -> Facts {
    let mut facts = facts(pack, incident);
    let reading = Reading {
        pack,
        incident,
        now,
    };
    for section in &row.section {
        for field in section.field.iter().filter(|field| !is_derived(field)) {
            for typed in form.fields.iter().filter(|f| is_of(f, section, field)) {
                let person = typed.group.as_deref().and_then(|key| stored(incident, key));
                let mut edits = Vec::new();
                // What cannot be read yet is still being typed.
                if reading.edit(person, field, typed, &mut edits).is_ok() {
                    for edit in edits {
                        overlay(pack, &mut facts, incident, &edit);
                    }
                }
            }
        }
    }
    facts
}

/// Puts one edit over the facts.
fn overlay(pack: &Pack, facts: &mut Facts, incident: &Incident, edit: &Edit) {
    let mut put = |key: Option<String>, fact: &str, value: &Option<FactValue>| {
        let values = match key {
            None => Some(&mut facts.incident.values),
            Some(key) => facts
                .people
                .iter_mut()
                .find(|p| p.id == key)
                .map(|p| &mut p.values),
        };
        if let Some(values) = values {
            match value {
                Some(value) => values.insert(fact.to_owned(), value.clone()),
                None => values.remove(fact),
            };
        }
    };
    match edit {
        Edit::Fact(None, fact, value) => put(None, fact, value),
        Edit::Fact(Some(id), fact, value) => put(Some(incident.person_key(*id)), fact, value),
        Edit::Event(event) if event.kind == pack.event_meaning(Means::Occurred) => {
            facts.incident.occurred_at = event.at.as_start();
        }
        Edit::Event(event) if event.kind == pack.event_meaning(Means::BecameAware) => {
            facts.incident.aware_at = event.at.as_start();
        }
        Edit::Person(id, field, value) => {
            let key = incident.person_key(*id);
            if let Some(person) = facts.people.iter_mut().find(|p| p.id == key) {
                let value = value.as_deref();
                match field.as_str() {
                    "date_of_birth" => person.date_of_birth = value.and_then(|v| v.parse().ok()),
                    "age" => person.age = value.and_then(|v| v.parse().ok()),
                    "unborn" => person.unborn = value == Some("yes"),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn is_of(typed: &Field, section: &FormSection, field: &FormField) -> bool {
    typed.section == section.id && typed.own_id() == field.id
}

fn stored<'a>(incident: &'a Incident, key: &str) -> Option<&'a Person> {
    let id = PersonId(key.parse().ok()?);
    incident.people.iter().find(|person| person.id == id)
}

fn entry<'a>(
    new: &'a mut Vec<(String, NewPerson)>,
    key: &str,
    repeats: Repeats,
) -> &'a mut NewPerson {
    let role = match repeats {
        Repeats::Subject => Role::Subject,
        Repeats::Sibling => Role::Sibling,
    };
    let role = role.id().to_owned();
    let key = format!("{role}/{key}");
    let at = new.iter().position(|(known, _)| *known == key);
    let at = at.unwrap_or_else(|| {
        let person = NewPerson {
            fields: vec![("role".to_owned(), role)],
            facts: Vec::new(),
        };
        new.push((key, person));
        new.len() - 1
    });
    &mut new[at].1
}

fn ticked<'a>(pack: &'a Pack, value: &str) -> Vec<&'a pack::Status> {
    let chosen = |status: &&pack::Status| value.split(',').any(|word| word == status.id);
    pack.statuses.iter().filter(chosen).collect()
}

/// Returns a typed value as the store keeps it: times as RFC 3339, days as ISO, lists in brackets.
fn kept(typed: &Field, now: Instant) -> Result<Option<String>, Fault> {
    let value = typed.value();
    if value.is_empty() {
        return Ok(None);
    }
    let fault = |fault: when::WhenFault| (typed.id.clone(), fault.to_string());
    Ok(Some(match &typed.kind {
        Kind::When(lean) => when::read(&value, now, *lean).map_err(fault)?.to_text(),
        Kind::Day => when::read_date(&value, now).map_err(fault)?.to_string(),
        Kind::Ticks(_) => {
            FactValue::Choices(value.split(',').map(str::to_owned).collect()).to_text()
        }
        _ => value,
    }))
}

impl Reading<'_> {
    /// Adds what was typed of somebody who is not yet on the incident.
    fn add_to_new(
        self,
        person: &mut NewPerson,
        field: &FormField,
        typed: &Field,
    ) -> Result<(), Fault> {
        let value = typed.value();
        if value.is_empty() {
            return Ok(());
        }
        if is_birth(field) {
            for (id, value) in self.birth(typed)? {
                person.fields.extend(value.map(|value| (id, value)));
            }
            return Ok(());
        }
        match Bind::of(field) {
            Some(Bind::PersonFact(fact)) => {
                let fact_value = fact_value(self.pack, fact, &value);
                person
                    .facts
                    .extend(fact_value.map(|value| (fact.to_owned(), value)));
            }
            Some(Bind::PersonDetail(id)) => {
                for status in ticked(self.pack, &value).iter().filter(|_| id == "status") {
                    let fact = status.sets.clone();
                    person
                        .facts
                        .extend(fact.map(|fact| (fact, FactValue::YesNo(true))));
                }
                let value = kept(typed, self.now)?;
                person
                    .fields
                    .extend(value.map(|value| (id.to_owned(), value)));
            }
            _ => {
                let value = kept(typed, self.now)?;
                person
                    .fields
                    .extend(value.map(|value| (field.id.clone(), value)));
            }
        }
        Ok(())
    }

    /// Returns the three fields that say when somebody was born.
    fn birth(self, typed: &Field) -> Result<[(String, Option<String>); 3], Fault> {
        let fault = |words: String| (typed.id.clone(), words);
        let born = read_born(&typed.value(), self.now).map_err(fault)?;
        let on = occurred_at(self.pack, self.incident);
        let on = on.or_else(|| aware_at(self.pack, self.incident));
        check_born(&typed.id, born, on)?;
        Ok(born.fields())
    }

    /// Adds the edits that a changed field makes; one that says what is recorded makes none.
    fn edit(
        self,
        person: Option<&Person>,
        field: &FormField,
        typed: &Field,
        out: &mut Vec<Edit>,
    ) -> Result<(), Fault> {
        let value = typed.value();
        let before = current(self.pack, self.incident, person, field);
        if value == before.trim() {
            return Ok(());
        }
        match (Bind::of(field), person) {
            (Some(Bind::Event(means)), _) => out.extend(self.time_edit(means, typed)?),
            (Some(Bind::Detail(detail)), _) => {
                let value = kept(typed, self.now)?;
                out.push(Edit::Detail(detail.to_owned(), value));
            }
            (Some(Bind::Fact(fact)), _) => {
                let value = fact_value(self.pack, fact, &value);
                out.push(Edit::Fact(None, fact.to_owned(), value));
            }
            (Some(Bind::PersonFact(fact)), Some(person)) => {
                let value = fact_value(self.pack, fact, &value);
                out.push(Edit::Fact(Some(person.id), fact.to_owned(), value));
            }
            (Some(Bind::PersonDetail("date_of_birth")), Some(person)) => {
                let fields = self.birth(typed)?.into_iter();
                out.extend(fields.map(|(id, value)| Edit::Person(person.id, id, value)));
            }
            (Some(Bind::PersonDetail("status")), Some(person)) => {
                self.status_edits(person, &before, &value, out);
                let value = kept(typed, self.now)?;
                out.push(Edit::Person(person.id, "status".to_owned(), value));
            }
            (Some(Bind::PersonDetail(id)), Some(person)) => {
                let value = kept(typed, self.now)?;
                out.push(Edit::Person(person.id, id.to_owned(), value));
            }
            (Some(Bind::Own), Some(person)) => {
                let value = kept(typed, self.now)?;
                out.push(Edit::Person(person.id, field.id.clone(), value));
            }
            (Some(Bind::Own), None) => {
                let value = kept(typed, self.now)?;
                out.push(Edit::Form(field.id.clone(), value));
            }
            _ => {}
        }
        Ok(())
    }

    /// Ticks record their facts; a tick taken away takes back a fact that no other tick records.
    fn status_edits(self, person: &Person, before: &str, value: &str, out: &mut Vec<Edit>) {
        let facts = |words: &str| -> Vec<String> {
            let sets = ticked(self.pack, words)
                .into_iter()
                .filter_map(|s| s.sets.clone());
            sets.collect()
        };
        let (had, has) = (facts(before), facts(value));
        let yes = FactValue::YesNo(true);
        for fact in &has {
            if person.facts.get(fact) != Some(&yes) {
                out.push(Edit::Fact(Some(person.id), fact.clone(), Some(yes.clone())));
            }
        }
        for fact in had.iter().filter(|fact| !has.contains(fact)) {
            if person.facts.get(fact) == Some(&yes) {
                out.push(Edit::Fact(Some(person.id), fact.clone(), None));
            }
        }
    }

    /// Returns the entry that puts a corrected time in the place of the one on file, which stays
    /// visible.
    fn time_edit(self, means: Means, typed: &Field) -> Result<Option<Edit>, Fault> {
        let kind = self.pack.event_meaning(means);
        let current = self.incident.current(kind);
        let on_file = current.min_by_key(|entry| entry.at.as_start());
        let Some(moment) = past(&typed.id, &typed.value(), self.now)? else {
            let withdrawn = on_file.map(|entry| Edit::Withdraw(entry.id, CORRECTED.to_owned()));
            return Ok(withdrawn);
        };
        self.check_times(means, moment, typed)?;
        let mut event = NewEvent::new(kind, moment);
        if let Some(entry) = on_file {
            event.supersedes = Some(entry.id);
            CORRECTED.clone_into(&mut event.reason);
        }
        Ok(Some(Edit::Event(event)))
    }

    /// Refuses being told before the incident.
    fn check_times(self, means: Means, moment: Moment, typed: &Field) -> Result<(), Fault> {
        let (began, told) = if means == Means::Occurred {
            (moment.as_start(), aware_at(self.pack, self.incident))
        } else {
            (occurred_at(self.pack, self.incident), moment.as_stop())
        };
        match (began, told) {
            (Some(began), Some(told)) if told < began => Err((
                typed.id.clone(),
                format!(
                    "told {} is before the incident {}: correct one of the two",
                    told.long(),
                    began.long()
                ),
            )),
            _ => Ok(()),
        }
    }
}
