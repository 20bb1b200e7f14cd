//! Finding the same child or the same event before it is logged twice.

use chrono::NaiveDate;
use rusqlite::{Connection, Params, Transaction};

use super::StoreError;
use crate::domain::id::IncidentId;
use crate::domain::incident::OCCURRED;
use crate::domain::instant::Instant;
use crate::domain::text;

/// What is known of a new call; each part that is absent or empty looks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Similar {
    /// The case system's id of the child.
    pub mosaic_id: String,
    /// The child's name, in any order of its words.
    pub name: String,
    /// The child's date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// The London day of the event.
    pub day: Option<NaiveDate>,
    /// Where it happened.
    pub place: String,
    /// Free words, each of which must be there, or begin a word that is.
    pub words: String,
}

/// Finds incidents, surest reason first and the last logged first within one; each stands once.
pub(super) fn find(
    connection: &Connection,
    to: &Similar,
) -> Result<Vec<(IncidentId, String)>, StoreError> {
    let mut found = Found {
        connection,
        rows: Vec::new(),
    };
    let mosaic_id = text::clean_line(&to.mosaic_id);
    if !mosaic_id.is_empty() {
        found.add(
            "same Mosaic id",
            "SELECT incident FROM person WHERE mosaic_id = ?1 ORDER BY incident DESC LIMIT 50",
            [mosaic_id],
        )?;
    }
    found.same_name(&name_key(&to.name), to.date_of_birth)?;
    found.same_event(&text::fold(&to.place), to.day)?;
    found.words(&to.words)?;
    Ok(found.rows)
}

struct Found<'a> {
    connection: &'a Connection,
    rows: Vec<(IncidentId, String)>,
}

impl Found<'_> {
    fn add(&mut self, why: &str, sql: &str, parameters: impl Params) -> Result<(), StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query(parameters)?;
        while let Some(row) = rows.next()? {
            let id = IncidentId(row.get(0)?);
            if !self.rows.iter().any(|(known, _)| *known == id) {
                self.rows.push((id, why.to_owned()));
            }
        }
        Ok(())
    }

    /// A name alone counts only where one of the two dates of birth is not known.
    fn same_name(&mut self, name_key: &str, born: Option<NaiveDate>) -> Result<(), StoreError> {
        if name_key.is_empty() {
            return Ok(());
        }
        let born = born.map(|date| date.to_string());
        self.add(
            "same name and date of birth",
            "SELECT incident FROM person WHERE name_key <> '' AND name_key = ?1
             AND date_of_birth = ?2 ORDER BY incident DESC LIMIT 50",
            (name_key, &born),
        )?;
        self.add(
            "same name, date of birth not known",
            "SELECT incident FROM person WHERE name_key <> '' AND name_key = ?1
             AND (date_of_birth IS NULL OR ?2 IS NULL) ORDER BY incident DESC LIMIT 50",
            (name_key, &born),
        )
    }

    fn same_event(&mut self, place_key: &str, day: Option<NaiveDate>) -> Result<(), StoreError> {
        let (Some(day), false) = (day, place_key.is_empty()) else {
            return Ok(());
        };
        self.add(
            "same day and place",
            "SELECT DISTINCT i.id FROM incident i JOIN timeline_event e ON e.incident = i.id
             WHERE i.place_key <> '' AND i.place_key = ?1 AND e.kind = ?2
             AND e.at BETWEEN ?3 AND ?4
             AND NOT EXISTS (SELECT 1 FROM timeline_event l WHERE l.supersedes = e.id)
             AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.event = e.id)
             ORDER BY i.id DESC LIMIT 50",
            (
                place_key,
                OCCURRED,
                Instant::start_of_day(day).to_rfc3339(),
                Instant::end_of_day(day).to_rfc3339(),
            ),
        )
    }

    fn words(&mut self, typed: &str) -> Result<(), StoreError> {
        // Folding leaves letters and digits alone, so nothing of the search's own syntax is left.
        let words: Vec<String> = text::fold(typed)
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\"*"))
            .collect();
        if words.is_empty() {
            return Ok(());
        }
        self.add(
            "the words typed",
            "SELECT rowid FROM finder WHERE finder MATCH ?1 ORDER BY rowid DESC LIMIT 50",
            [words.join(" ")],
        )
    }
}

/// Returns the words of a name folded and in order of the alphabet: `Example, Amina` is
/// `amina EXAMPLE`.
pub(super) fn name_key(name: &str) -> String {
    let folded = text::fold(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Puts the words of an incident as it now stands in place of those it had.
pub(super) fn refresh(connection: &Connection, id: IncidentId) -> Result<(), StoreError> {
    let mut words = String::new();
    let mut query = connection.prepare_cached(
        "SELECT reference || ' ' || told_by || ' ' || place || ' ' || narrative
             FROM incident WHERE id = ?1
         UNION ALL SELECT name || ' ' || mosaic_id FROM person WHERE incident = ?1
         UNION ALL SELECT d.value FROM person_detail d JOIN person p ON p.id = d.person
             WHERE p.incident = ?1
         UNION ALL SELECT note FROM timeline_event WHERE incident = ?1
         UNION ALL SELECT value FROM form_value WHERE incident = ?1",
    )?;
    let mut rows = query.query([id.0])?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        words.push_str(&text::fold(&text));
        words.push(' ');
    }
    connection
        .prepare_cached("DELETE FROM finder WHERE rowid = ?1")?
        .execute([id.0])?;
    connection
        .prepare_cached("INSERT INTO finder (rowid, words) VALUES (?1, ?2)")?
        .execute((id.0, words))?;
    Ok(())
}

/// Fills the finder for every incident that is there.
pub(super) fn rebuild(writing: &Transaction<'_>) -> Result<(), StoreError> {
    let mut query = writing.prepare("SELECT id FROM incident")?;
    let ids = query
        .query_map([], |row| row.get(0).map(IncidentId))?
        .collect::<Result<Vec<_>, _>>()?;
    for id in ids {
        refresh(writing, id)?;
    }
    Ok(())
}
