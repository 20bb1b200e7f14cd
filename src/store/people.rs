//! The people on an incident.

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use super::column::stored;
use super::writing::Writing;
use super::{StoreError, facts};
use crate::domain::command::NewPerson;
use crate::domain::facts::Role;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::text;

/// How a field that is a column is read and written; absent is NULL on both sides.
struct Column {
    select: &'static str,
    update: &'static str,
}

/// Returns the column of a field, or none for a detail.
fn column(field: &str) -> Option<Column> {
    let (select, update) = match field {
        "role" => (
            "SELECT role FROM person WHERE id = ?1",
            "UPDATE person SET role = ?2 WHERE id = ?1",
        ),
        "name" => (
            "SELECT nullif(name, '') FROM person WHERE id = ?1",
            "UPDATE person SET name = coalesce(?2, '') WHERE id = ?1",
        ),
        "date_of_birth" => (
            "SELECT date_of_birth FROM person WHERE id = ?1",
            "UPDATE person SET date_of_birth = ?2 WHERE id = ?1",
        ),
        "age" => (
            "SELECT CAST(age AS TEXT) FROM person WHERE id = ?1",
            "UPDATE person SET age = CAST(?2 AS INTEGER) WHERE id = ?1",
        ),
        "unborn" => (
            "SELECT CASE unborn WHEN 1 THEN 'yes' END FROM person WHERE id = ?1",
            "UPDATE person SET unborn = ?2 IS NOT NULL WHERE id = ?1",
        ),
        "mosaic_id" => (
            "SELECT nullif(mosaic_id, '') FROM person WHERE id = ?1",
            "UPDATE person SET mosaic_id = coalesce(?2, '') WHERE id = ?1",
        ),
        _ => return None,
    };
    Some(Column { select, update })
}

/// Returns a field's value as it is stored, refusing what the field cannot hold.
fn accepted(field: &str, value: Option<&str>) -> Result<Option<String>, StoreError> {
    let line = value.map(text::clean_line).filter(|line| !line.is_empty());
    match (field, line.as_deref()) {
        ("role", Some(role)) if Role::from_id(role).is_some() => Ok(line),
        ("role", _) => Err(StoreError::Invalid("there is no such role")),
        ("date_of_birth", Some(date)) => match NaiveDate::parse_from_str(date, "%Y-%m-%d") {
            Ok(date) => Ok(Some(date.to_string())),
            Err(_) => Err(StoreError::Invalid("the date of birth is not a date")),
        },
        ("age", Some(age)) => match age.parse::<u32>() {
            Ok(age) if age <= 130 => Ok(Some(age.to_string())),
            _ => Err(StoreError::Invalid("the age is not a number of years")),
        },
        ("unborn", None | Some("no")) => Ok(None),
        ("unborn", Some(word)) if word != "yes" => Err(StoreError::Invalid("unborn is yes or no")),
        ("name" | "mosaic_id" | "date_of_birth" | "age" | "unborn", _) => Ok(line),
        _ => Ok(stored(value)),
    }
}

/// Puts a person on an incident; with no role said, as its subject.
pub(super) fn add(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    person: &NewPerson,
) -> Result<(), StoreError> {
    let role = person
        .fields
        .iter()
        .rfind(|(field, _)| field == "role")
        .map_or(Role::Subject.id(), |(_, role)| role);
    let role = accepted("role", Some(role))?;
    let position: i64 = writing.rows.query_row(
        "SELECT coalesce(max(position), 0) + 1 FROM person WHERE incident = ?1",
        [incident.0],
        |row| row.get(0),
    )?;
    writing.rows.execute(
        "INSERT INTO person (incident, position, role) VALUES (?1, ?2, ?3)",
        (incident.0, position, &role),
    )?;
    let id = PersonId(writing.rows.last_insert_rowid());
    writing.changed(format!("p{position}"), None, role);
    for (field, value) in person.fields.iter().filter(|(field, _)| field != "role") {
        edit(writing, incident, id, field, Some(value))?;
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
    field: &str,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let key = writing.person_key(incident, person)?;
    let after = accepted(field, value)?;
    let before = match column(field) {
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
        None => detail(writing, person, field, after.as_deref())?,
    };
    if before == after {
        return Ok(());
    }
    writing.changed(format!("{key}.{field}"), before, after);
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
    let key = writing.person_key(incident, person)?;
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
    writing.changed(format!("{key}.struck"), before, after);
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
