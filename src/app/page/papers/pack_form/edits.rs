//! What was changed on a form of the pack, as edits of the incident.
//!
//! Only what differs from what is recorded is written, so that what somebody else recorded
//! meanwhile is never taken back by a form that was open.

use super::{current, fact_value, is_birth, is_derived};
use crate::app::form::handle::past;
use crate::app::form::{Fault, Field, Form, Kind};
use crate::domain::age::Age;
use crate::domain::birth;
use crate::domain::command::{Edit, NewPerson};
use crate::domain::facts::{FactValue, Facts, Role};
use crate::domain::id::PersonId;
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::{Instant, Moment};
use crate::domain::person::{Born, PersonField, PersonSaid};
use crate::domain::timeline::NewEvent;
use crate::domain::when;
use crate::pack::bind::Bind;
use crate::pack::form::Repeats;
use crate::pack::{self, FormField, FormSection, Means, Pack};
use crate::rules::facts::{aware_at, facts, occurred_at};

/// The reason kept with a time that is corrected on the form.
const CORRECTED: &str = "corrected on the alert form";

/// The person's detail whose ticks record facts.
const STATUS: &str = "status";

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
    let said = people.filter(|p| p.said().next().is_some() || !p.facts.is_empty());
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
        Edit::Person(id, said) => {
            let key = incident.person_key(*id);
            if let Some(person) = facts.people.iter_mut().find(|p| p.id == key) {
                match said {
                    PersonSaid::DateOfBirth(date) => person.date_of_birth = *date,
                    PersonSaid::Age(age) => person.age = age.map(Age::years),
                    PersonSaid::Unborn(unborn) => person.unborn = *unborn,
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
    let key = format!("{}/{key}", role.id());
    let at = new.iter().position(|(known, _)| *known == key);
    let at = at.unwrap_or_else(|| {
        let person = NewPerson {
            role: Some(role),
            ..NewPerson::default()
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
    let fault = |fault: when::WhenFault| typed.fault(fault.to_string());
    Ok(Some(match &typed.kind {
        Kind::When(lean) => when::read_meant(&value, now, *lean)
            .map_err(fault)?
            .to_text(),
        Kind::Day => when::read_date(&value, now).map_err(fault)?.to_string(),
        Kind::Ticks(_) => {
            FactValue::Choices(value.split(',').map(str::to_owned).collect()).to_text()
        }
        _ => value,
    }))
}

/// Puts what is said of somebody into who is about to be put on the incident.
fn put_on(person: &mut NewPerson, said: PersonSaid) {
    match said {
        PersonSaid::Role(role) => person.role = Some(role),
        PersonSaid::Name(name) => person.name = name,
        PersonSaid::DateOfBirth(date) => person.born.date = date,
        PersonSaid::Age(age) => person.born.age = age,
        PersonSaid::Unborn(unborn) => person.born.unborn = unborn,
        PersonSaid::MosaicId(id) => person.mosaic_id = id,
        PersonSaid::Detail(word, text) => {
            person.details.extend(text.map(|text| (word, text)));
        }
    }
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
            person.born = self.birth(typed)?;
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
                for status in ticked(self.pack, &value).iter().filter(|_| id == STATUS) {
                    let fact = status.sets.clone();
                    person
                        .facts
                        .extend(fact.map(|fact| (fact, FactValue::YesNo(true))));
                }
                put_on(person, self.said(id, typed)?);
            }
            _ => put_on(person, self.said(&field.id, typed)?),
        }
        Ok(())
    }

    /// Returns what is typed of a person in a field that a pack has a word for.
    fn said(self, word: &str, typed: &Field) -> Result<PersonSaid, Fault> {
        let text = kept(typed, self.now)?;
        Ok(match PersonField::of_word(word) {
            PersonField::Name => PersonSaid::Name(typed.value()),
            PersonField::MosaicId => PersonSaid::MosaicId(typed.value()),
            PersonField::Detail(word) => PersonSaid::Detail(word, text),
            _ => return Err(typed.fault("The pack asks for this with another field")),
        })
    }

    /// Returns when somebody was born.
    fn birth(self, typed: &Field) -> Result<Born, Fault> {
        let fault = |words: String| typed.fault(words);
        let born = birth::read(&typed.value(), self.now).map_err(fault)?;
        let on = occurred_at(self.pack, self.incident);
        let on = on.or_else(|| aware_at(self.pack, self.incident));
        birth::check(born, on).map_err(fault)?;
        Ok(born)
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
                out.push(Edit::Detail(detail, value));
            }
            (Some(Bind::Fact(fact)), _) => {
                let value = fact_value(self.pack, fact, &value);
                out.push(Edit::Fact(None, fact.to_owned(), value));
            }
            (Some(Bind::PersonFact(fact)), Some(person)) => {
                let value = fact_value(self.pack, fact, &value);
                out.push(Edit::Fact(Some(person.id), fact.to_owned(), value));
            }
            (Some(Bind::PersonDetail(_)), Some(person)) if is_birth(field) => {
                let said = self.birth(typed)?.said().into_iter();
                out.extend(said.map(|said| Edit::Person(person.id, said)));
            }
            (Some(Bind::PersonDetail(id)), Some(person)) => {
                if id == STATUS {
                    self.status_edits(person, &before, &value, out);
                }
                out.push(Edit::Person(person.id, self.said(id, typed)?));
            }
            (Some(Bind::Own), Some(person)) => {
                out.push(Edit::Person(person.id, self.said(&field.id, typed)?));
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
        let read = past(&typed.value(), self.now).map_err(|words| typed.fault(words))?;
        let Some(moment) = read else {
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
            (Some(began), Some(told)) if told < began => Err(typed.fault(format!(
                "told {} is before the incident {}: correct one of the two",
                told.long(),
                began.long()
            ))),
            _ => Ok(()),
        }
    }
}
