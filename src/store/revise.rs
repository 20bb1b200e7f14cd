//! Logging an incident and changing one, field by field.

use chrono::Datelike;
use rusqlite::OptionalExtension;

use super::column::stored;
use super::done::Done;
use super::error::StoreError;
use super::writing::Writing;
use super::{entries, facts, journal, people, register, restricted, timeline};
use crate::domain::change::path::Path;
use crate::domain::command::{Edit, NewFiling, NewIncident};
use crate::domain::id::{IncidentId, Reference};
use crate::domain::incident::Detail;

/// Logs an incident under the next number of the London year.
pub(super) fn log(writing: &mut Writing<'_>, incident: &NewIncident) -> Result<Done, StoreError> {
    let (id, reference) = put_new(writing, writing.now.london().year(), incident)?;
    writing.journalled("log", journal::incident_record(id), 1)?;
    register::derive(writing.rows, writing.followed()?, id, writing.now)?;
    Ok(Done::Logged { id, reference })
}

/// Writes an incident under the next number of a year, and no more: neither an entry of the journal nor
/// a line of a list.
pub(super) fn put_new(
    writing: &mut Writing<'_>,
    year: i32,
    incident: &NewIncident,
) -> Result<(IncidentId, Reference), StoreError> {
    let followed = writing.followed()?;
    let rules = followed.current();
    // Also of what was disposed of: no number is given twice.
    let number: i64 = writing
        .rows
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(number) FROM incident WHERE year = ?1), 0),
                 coalesce((SELECT max(number) FROM disposal WHERE year = ?1), 0)) + 1",
        )?
        .query_row([year], |row| row.get(0))?;
    let reference = Reference::new(&rules.pack.pack.prefix, year, number);
    writing.rows.execute(
        "INSERT INTO incident (reference, year, number, version, created_at, created_by, edition)
         VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6)",
        (
            &reference.0,
            year,
            number,
            writing.now.to_rfc3339(),
            writing.user,
            followed.edition,
        ),
    )?;
    let id = IncidentId(writing.rows.last_insert_rowid());
    writing.changed(&Path::Reference, None, Some(reference.0.clone()));
    writing.changed(&Path::Edition, None, Some(rules.edition().to_string()));
    for (word, value) in &incident.details {
        detail(writing, id, *word, Some(value))?;
    }
    for (fact, value) in &incident.facts {
        facts::set(writing, id, None, fact, Some(value))?;
    }
    for person in &incident.people {
        people::add(writing, id, person)?;
    }
    for event in &incident.events {
        timeline::record(writing, id, event)?;
    }
    Ok((id, reference))
}

/// Makes edits to an incident that was seen at a version; edits that change nothing leave it at
/// that version.
pub(super) fn revise(
    writing: &mut Writing<'_>,
    id: IncidentId,
    version: i64,
    edits: &[Edit],
) -> Result<Done, StoreError> {
    let current: i64 = writing
        .rows
        .prepare_cached("SELECT version FROM incident WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::NotThere("incident"))?;
    let record = journal::incident_record(id);
    writing.check_version(&record, version, current)?;
    writing.note_altered(&record, current)?;
    for edit in edits {
        apply(writing, id, edit)?;
    }
    if !writing.has_changes() {
        return Ok(Done::Revised { id, version });
    }
    let version = current + 1;
    writing
        .rows
        .prepare_cached("UPDATE incident SET version = ?2 WHERE id = ?1")?
        .execute((id.0, version))?;
    writing.journalled("revise", record, version)?;
    register::derive(writing.rows, writing.followed()?, id, writing.now)?;
    Ok(Done::Revised { id, version })
}

fn apply(writing: &mut Writing<'_>, id: IncidentId, edit: &Edit) -> Result<(), StoreError> {
    match edit {
        Edit::Detail(word, value) => detail(writing, id, *word, value.as_deref()),
        Edit::Fact(person, name, value) => facts::set(writing, id, *person, name, value.as_ref()),
        Edit::Person(person, said) => people::edit(writing, id, *person, said),
        Edit::AddPerson(person) => people::add(writing, id, person),
        Edit::StrikePerson(person, reason) => {
            people::strike(writing, id, *person, reason.as_deref())
        }
        Edit::Form(field, value) => form_value(writing, id, field, value.as_deref()),
        Edit::Event(event) => timeline::record(writing, id, event),
        Edit::Withdraw(event, reason) => timeline::withdraw(writing, id, *event, reason),
        Edit::File(filing) => file(writing, id, filing),
        Edit::AddEntry(entry) => entries::add(writing, id, entry),
        Edit::Entry(entry, field, value) => {
            entries::edit(writing, id, *entry, *field, value.as_deref())
        }
        Edit::Strike(entry, reason) => entries::strike(writing, id, *entry, reason),
        Edit::Restrict(stands, because) => restricted::restrict(writing, id, *stands, because),
    }
}

/// Sets one of the incident's own four details; empty text is no value.
fn detail(
    writing: &mut Writing<'_>,
    id: IncidentId,
    word: Detail,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let (select, update) = match word {
        Detail::ToldBy => (
            "SELECT nullif(told_by, '') FROM incident WHERE id = ?1",
            "UPDATE incident SET told_by = ?2 WHERE id = ?1",
        ),
        Detail::Source => (
            "SELECT nullif(source, '') FROM incident WHERE id = ?1",
            "UPDATE incident SET source = ?2 WHERE id = ?1",
        ),
        Detail::Place => (
            "SELECT nullif(place, '') FROM incident WHERE id = ?1",
            "UPDATE incident SET place = ?2 WHERE id = ?1",
        ),
        Detail::Narrative => (
            "SELECT nullif(narrative, '') FROM incident WHERE id = ?1",
            "UPDATE incident SET narrative = ?2 WHERE id = ?1",
        ),
    };
    let after = stored(value);
    let before: Option<String> = writing
        .rows
        .prepare_cached(select)?
        .query_row([id.0], |row| row.get(0))?;
    if before == after {
        return Ok(());
    }
    let new = after.as_deref().unwrap_or_default();
    writing.rows.prepare_cached(update)?.execute((id.0, new))?;
    writing.changed(&Path::Detail(word), before, after);
    Ok(())
}

pub(super) fn form_value(
    writing: &mut Writing<'_>,
    id: IncidentId,
    field: &str,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let before: Option<String> = writing
        .rows
        .prepare_cached("SELECT value FROM form_value WHERE incident = ?1 AND field = ?2")?
        .query_row((id.0, field), |row| row.get(0))
        .optional()?;
    let after = stored(value);
    if before == after {
        return Ok(());
    }
    match &after {
        None => writing.rows.execute(
            "DELETE FROM form_value WHERE incident = ?1 AND field = ?2",
            (id.0, field),
        )?,
        Some(after) => writing.rows.execute(
            "INSERT OR REPLACE INTO form_value VALUES (?1, ?2, ?3)",
            (id.0, field, after),
        )?,
    };
    writing.changed(&Path::Form(field.to_owned()), before, after);
    Ok(())
}

/// Keeps what was sent word for word: not even cleaned, for it is evidence.
fn file(writing: &mut Writing<'_>, id: IncidentId, filing: &NewFiling) -> Result<(), StoreError> {
    if filing.to.iter().any(|mailbox| mailbox.contains('\n')) {
        return Err(StoreError::Invalid("a mailbox is one line"));
    }
    writing.rows.execute(
        "INSERT INTO filing (incident, form, at, by, recipients, channel, subject, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            id.0,
            &filing.form,
            writing.now.to_rfc3339(),
            writing.user,
            filing.to.join("\n"),
            filing.channel.word(),
            &filing.subject,
            &filing.body,
        ),
    )?;
    writing.changed(
        &Path::Filing(filing.form.clone()),
        None,
        Some(format!(
            "{}: {}",
            filing.channel.word(),
            filing.to.join(", ")
        )),
    );
    Ok(())
}
