//! The people on an incident.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::column::stored;
use super::error::StoreError;
use super::facts;
use super::writing::Writing;
use crate::domain::age::{Age, OLDEST};
use crate::domain::change::path::Path;
use crate::domain::command::NewPerson;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::person::{PersonField, PersonSaid};
use crate::domain::text;

/// How a field that is a column is read and written; absent is NULL on both sides.
struct Column {
    select: &'static str,
    update: &'static str,
}

/// Returns the column of a field, or none for a detail.
fn column(field: &PersonField) -> Option<Column> {
    let (select, update) = match field {
        PersonField::Role => (
            "SELECT role FROM person WHERE id = ?1",
            "UPDATE person SET role = ?2 WHERE id = ?1",
        ),
        PersonField::Name => (
            "SELECT nullif(name, '') FROM person WHERE id = ?1",
            "UPDATE person SET name = coalesce(?2, '') WHERE id = ?1",
        ),
        PersonField::DateOfBirth => (
            "SELECT date_of_birth FROM person WHERE id = ?1",
            "UPDATE person SET date_of_birth = ?2 WHERE id = ?1",
        ),
        PersonField::Age => (
            "SELECT age || coalesce(' ' || age_unit, '') FROM person WHERE id = ?1",
            "UPDATE person SET age = CAST(?2 AS INTEGER),
                 age_unit = nullif(substr(?2, instr(?2 || ' ', ' ') + 1), '') WHERE id = ?1",
        ),
        PersonField::Unborn => (
            "SELECT CASE unborn WHEN 1 THEN 'yes' END FROM person WHERE id = ?1",
            "UPDATE person SET unborn = ?2 IS NOT NULL WHERE id = ?1",
        ),
        PersonField::MosaicId => (
            "SELECT nullif(mosaic_id, '') FROM person WHERE id = ?1",
            "UPDATE person SET mosaic_id = coalesce(?2, '') WHERE id = ?1",
        ),
        PersonField::Detail(_) => return None,
    };
    Some(Column { select, update })
}

/// Returns what is said of a person as it is stored, refusing what no person is.
fn accepted(said: &PersonSaid) -> Result<Option<String>, StoreError> {
    match said {
        PersonSaid::Age(Some(age)) if age.years() > OLDEST || *age == Age::Unborn => {
            Err(StoreError::Invalid("nobody is of that age"))
        }
        PersonSaid::Name(line) | PersonSaid::MosaicId(line) => {
            Ok(Some(text::clean_line(line)).filter(|line| !line.is_empty()))
        }
        PersonSaid::Detail(_, text) => Ok(stored(text.as_deref())),
        typed => Ok(typed.text()),
    }
}

/// Puts a person on an incident; with no role said, as its subject.
pub(super) fn add(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    person: &NewPerson,
) -> Result<(), StoreError> {
    let role = PersonSaid::Role(person.put_on_as()).text();
    let position: u32 = writing.rows.query_row(
        "SELECT coalesce(max(position), 0) + 1 FROM person WHERE incident = ?1",
        [incident.0],
        |row| row.get(0),
    )?;
    writing.rows.execute(
        "INSERT INTO person (incident, position, role) VALUES (?1, ?2, ?3)",
        (incident.0, position, &role),
    )?;
    let id = PersonId(writing.rows.last_insert_rowid());
    writing.changed(&Path::Person(position), None, role);
    for said in person.said() {
        edit(writing, incident, id, &said)?;
    }
    for (name, value) in &person.facts {
        facts::set(writing, incident, Some(id), name, Some(value))?;
    }
    Ok(())
}

/// Changes one field or detail of a person.
pub(super) fn edit(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    person: PersonId,
    said: &PersonSaid,
) -> Result<(), StoreError> {
    let number = writing.person_number(incident, person)?;
    let (field, after) = (said.field(), accepted(said)?);
    let before = match column(&field) {
        Some(column) => {
            let before: Option<String> =
                writing
                    .rows
                    .query_row(column.select, [person.0], |row| row.get(0))?;
            if before != after {
                writing.rows.execute(column.update, (person.0, &after))?;
            }
            before
        }
        None => detail(writing, person, field.word(), after.as_deref())?,
    };
    if before == after {
        return Ok(());
    }
    writing.changed(&Path::PersonField(number, field), before, after);
    Ok(())
}

/// Takes a person off an incident with the reason, or puts them back on it: the row and all that was
/// said of them stay, and so do the numbers of the others.
pub(super) fn strike(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    person: PersonId,
    reason: Option<&str>,
) -> Result<(), StoreError> {
    let number = writing.person_number(incident, person)?;
    let after = reason.map(text::clean_line).filter(|line| !line.is_empty());
    if reason.is_some() && after.is_none() {
        return Err(StoreError::Invalid("a person is taken off with a reason"));
    }
    let before: Option<String> = writing.rows.query_row(
        "SELECT struck FROM person WHERE id = ?1",
        [person.0],
        |row| row.get(0),
    )?;
    if before == after {
        return Ok(());
    }
    writing.rows.execute(
        "UPDATE person SET struck = ?2 WHERE id = ?1",
        (person.0, &after),
    )?;
    writing.changed(&Path::PersonStruck(number), before, after);
    Ok(())
}

/// Sets a detail and returns the value before.
fn detail(
    writing: &Writing<'_>,
    person: PersonId,
    word: &str,
    after: Option<&str>,
) -> Result<Option<String>, StoreError> {
    let before: Option<String> = writing
        .rows
        .prepare_cached("SELECT value FROM person_detail WHERE person = ?1 AND word = ?2")?
        .query_row((person.0, word), |row| row.get(0))
        .optional()?;
    match after {
        None => writing.rows.execute(
            "DELETE FROM person_detail WHERE person = ?1 AND word = ?2",
            (person.0, word),
        )?,
        Some(after) => writing.rows.execute(
            "INSERT OR REPLACE INTO person_detail VALUES (?1, ?2, ?3)",
            (person.0, word, after),
        )?,
    };
    Ok(before)
}

/// Returns the names of everybody on some incidents, each once; of restricted records none.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn names(
    connection: &Connection,
    ids: impl Iterator<Item = IncidentId>,
) -> Result<Vec<String>, StoreError> {
    let ids: BTreeSet<IncidentId> = ids.collect();
    let mut query = connection.prepare_cached(
        "SELECT p.name FROM person p JOIN incident i ON i.id = p.incident
         WHERE p.incident = ?1 AND p.name <> '' AND coalesce(i.restriction, '') <> 'restricted'",
    )?;
    let mut out = BTreeSet::new();
    for id in ids {
        let rows = query.query_map([id.0], |row| row.get::<_, String>(0))?;
        for name in rows {
            out.insert(name?);
        }
    }
    Ok(out.into_iter().collect())
}
