//! Facts of an incident and of its people: what is not known is absent, never *no*.

use rusqlite::OptionalExtension;

use super::error::StoreError;
use super::writing::Writing;
use crate::domain::change::path::Path;
use crate::domain::facts::FactValue;
use crate::domain::id::{IncidentId, PersonId};

/// Sets a fact of the incident or of a person, or takes it away: not known is absent, never *no*.
pub(super) fn set(
    writing: &mut Writing<'_>,
    id: IncidentId,
    person: Option<PersonId>,
    name: &str,
    value: Option<&FactValue>,
) -> Result<(), StoreError> {
    let what = match person {
        None => Path::Fact(name.to_owned()),
        Some(person) => Path::PersonFact(writing.person_number(id, person)?, name.to_owned()),
    };
    let row = person.map_or(0, |person| person.0);
    let before: Option<String> = writing
        .rows
        .prepare_cached("SELECT value FROM fact WHERE incident = ?1 AND person = ?2 AND fact = ?3")?
        .query_row((id.0, row, name), |found| found.get(0))
        .optional()?;
    let after = value.map(FactValue::to_text);
    if before == after {
        return Ok(());
    }
    match &after {
        None => writing.rows.execute(
            "DELETE FROM fact WHERE incident = ?1 AND person = ?2 AND fact = ?3",
            (id.0, row, name),
        )?,
        Some(after) => writing.rows.execute(
            "INSERT OR REPLACE INTO fact VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                id.0,
                row,
                name,
                after,
                writing.now.to_rfc3339(),
                writing.user,
            ),
        )?,
    };
    writing.changed(&what, before, after);
    Ok(())
}
