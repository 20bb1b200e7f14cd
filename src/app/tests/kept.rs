//! What the store would make of edits, as far as these tests need them.

use crate::domain::command::Edit;
use crate::domain::facts::{FactMap, FactValue};
use crate::domain::id::FilingId;
use crate::domain::incident::{Detail, Filing, Incident};
use crate::domain::instant::Instant;
use crate::domain::ledger::Entry;
use crate::domain::person::PersonSaid;
use crate::rules::form::tests as fixture;

/// Makes an edit on an incident, as far as these tests need one.
pub(super) fn apply(known: &mut Incident, edit: &Edit, user: &str, now: Instant) {
    match edit {
        Edit::Fact(None, fact, value) => put(&mut known.facts, fact, value.as_ref()),
        Edit::Fact(Some(id), fact, value) => {
            let mut people = known.people.iter_mut();
            let person = people.find(|person| person.id == *id);
            put(&mut person.expect("on file").facts, fact, value.as_ref());
        }
        Edit::StrikePerson(id, reason) => {
            let mut people = known.people.iter_mut();
            let person = people.find(|person| person.id == *id);
            person.expect("on file").struck.clone_from(reason);
        }
        Edit::AddPerson(person) => {
            let role = person.role.expect("a role");
            let id = i64::try_from(known.people.len()).expect("few") + 1;
            known.people.push(fixture::person(id, role, &person.name));
        }
        Edit::Event(event) => {
            let id = i64::try_from(known.timeline.len()).expect("few") + 1;
            known.timeline.push(fixture::recorded(id, event, user, now));
        }
        Edit::Person(id, PersonSaid::Name(name)) => {
            let mut people = known.people.iter_mut();
            let person = people.find(|person| person.id == *id);
            person.expect("on file").name.clone_from(name);
        }
        Edit::Detail(Detail::Place, value) => {
            known.place = value.clone().unwrap_or_default();
        }
        Edit::Form(field, Some(value)) => {
            known.form.insert(field.clone(), value.clone());
        }
        Edit::Entry(id, field, Some(value)) => {
            let mut entries = known.entries.iter_mut();
            let entry = entries.find(|entry| entry.id == *id);
            let record = &mut entry.expect("on file").record;
            record.set(*field, value).expect("what the field holds");
        }
        Edit::AddEntry(new) => {
            let id = i64::try_from(known.entries.len()).expect("few") + 1;
            known.entries.push(Entry {
                created_at: now,
                created_by: user.to_owned(),
                ..fixture::entry(id, new.record.clone())
            });
        }
        Edit::Strike(id, reason) => {
            let mut entries = known.entries.iter_mut();
            let entry = entries.find(|entry| entry.id == *id);
            entry.expect("on file").struck = Some(reason.clone());
        }
        Edit::Withdraw(id, _) => {
            let mut entries = known.timeline.iter_mut();
            let entry = entries.find(|entry| entry.id == *id);
            entry.expect("on file").withdrawn = true;
        }
        Edit::Entry(id, field, None) => {
            let mut entries = known.entries.iter_mut();
            let entry = entries.find(|entry| entry.id == *id);
            let record = &mut entry.expect("on file").record;
            record.set(*field, "").expect("nothing said");
        }
        Edit::File(new) => known.filings.push(Filing {
            id: FilingId(i64::try_from(known.filings.len()).expect("few") + 1),
            form: new.form.clone(),
            at: now,
            by: user.to_owned(),
            to: new.to.clone(),
            channel: new.channel,
            subject: new.subject.clone(),
            body: new.body.clone(),
        }),
        other => panic!("not needed here: {other:?}"),
    }
}

fn put(facts: &mut FactMap, fact: &str, value: Option<&FactValue>) {
    match value {
        Some(value) => facts.insert(fact.to_owned(), value.clone()),
        None => facts.remove(fact),
    };
}
